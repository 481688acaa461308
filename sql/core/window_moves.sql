-- One action that moves windows, under the regime of its key, over the known time in which it was believed.
-- Here live the meaning of each deed, corrections (W11) and the regime of a subject that several regimes name (W14).
with involved as (
    -- whatever is said of a subject that several regimes name: few rows, so that the many need not be held for them
    select
        actions.action_id, actions.sender, actions.target, actions.regime, actions.regimes, actions.measure, actions.subject,
        actions.effective_on,
        coalesce(corrections.deed, actions.action) as deed
    from actions
    left join corrections on actions.action_id = corrections.action_id
    where
        actions.known_on <= (select as_of from run_clock)
        and actions.effective_on is not null
        and coalesce(corrections.deed, actions.action)
        in ('impose', 'list', 'expand', 'lift', 'delist', 'annul', 'suspend', 'resume', 'extend')
        and not coalesce(corrections.is_withdrawal, false)
        and actions.subject <> 'group:unnamed'
        and (actions.regimes like '%;%' or actions.subject in (select subject from actions where regimes like '%;%'))
),

contested as (
    select distinct sender, target, measure, subject
    from involved
    where regimes like '%;%'
),

claims as (
    -- one row a regime that an act on such a subject names
    select
        involved.action_id, involved.sender, involved.target, involved.measure, involved.subject, involved.deed,
        involved.effective_on, involved.regime,
        unnest(string_split(involved.regimes, ';')) as named_regime
    from involved
    inner join contested using (sender, target, measure, subject)
),

homes as (
    -- the regime of the first opening that shares a regime with the row
    select
        claims.action_id,
        opening.regime,
        row_number() over (partition by claims.action_id order by opening.effective_on, opening.action_id, opening.regime) as choice
    from claims
    inner join claims as opening
        on
            claims.sender = opening.sender and claims.target = opening.target
            and claims.measure = opening.measure and claims.subject = opening.subject
            and claims.named_regime = opening.named_regime
            and opening.deed in ('impose', 'list', 'expand')
),

versions as (
    -- acts known by now; a corrigendum does what the act it corrects did, in its place
    select
        actions.*,
        coalesce(corrections.deed, actions.action) as deed,
        coalesce(corrections.stands_since, actions.known_on) as stands_since,
        corrections.known_to
    from actions
    left join corrections on actions.action_id = corrections.action_id
    where
        actions.known_on <= (select as_of from run_clock)
        and actions.effective_on is not null
        and coalesce(corrections.deed, actions.action)
        in ('impose', 'list', 'expand', 'lift', 'delist', 'annul', 'suspend', 'resume', 'extend')
        and not coalesce(corrections.is_withdrawal, false)
        and actions.subject <> 'group:unnamed'
)

select
    versions.action_id,
    versions.announcement_id,
    versions.sender,
    versions.target,
    coalesce(homes.regime, versions.regime) as regime,
    versions.measure,
    versions.subject,
    versions.subject_kind,
    case
        when versions.deed in ('impose', 'list', 'expand') then 'open'
        when versions.deed in ('lift', 'delist', 'annul') then 'close'
        when versions.deed = 'extend' then 'term'
        else versions.deed
    end as effect,
    case
        when versions.deed = 'list' then 'listed'
        when versions.deed in ('impose', 'expand') then 'imposed'
        when versions.deed = 'delist' and versions.basis = 'list_diff' and versions.reason is null then 'presumed_delisted'
        when versions.deed in ('lift', 'delist', 'annul') then coalesce(
            case when versions.reason = 'lapsed' then 'expired' else versions.reason end,
            case versions.deed when 'lift' then 'lifted' when 'delist' then 'delisted' else 'annulled' end
        )
        when versions.deed = 'suspend' then 'suspended'
        when versions.deed = 'resume' then 'resumed'
        else 'reimposed'
    end as label,
    versions.effective_on,
    case
        when versions.deed not in ('impose', 'list', 'expand', 'extend') then null
        when versions.term = 'measure' and not versions.is_open_ended then coalesce(versions.expires_on, date '9999-12-31')
        else date '9999-12-31'
    end as term_on,
    versions.stands_since,
    versions.known_on as known_from,
    versions.known_to,
    case versions.confidence when 'verified' then 0 when 'partly_verified' then 1 when 'conflicting' then 2 else 3 end as confidence_rank,
    versions.basis,
    versions.effective_precision as precision,
    versions.from_basis,
    versions.valid_to_earliest
from versions
left join homes on versions.action_id = homes.action_id and homes.choice = 1
where
    -- a renewal of the regime moves its sunset, not a key (W3); an unverified or undated renewal is not on record (W8)
    versions.deed <> 'extend'
    or (versions.term = 'measure' and versions.confidence <> 'unverified' and (versions.expires_on is not null or versions.is_open_ended))
