-- One action that moves windows, under the regime of its key, over the known time in which it was believed.
-- Here live the meaning of each deed, corrections (W11) and the regime of a subject that several regimes name (W14).
with seen as (
    select actions.*
    from actions
    cross join run_clock
    where
        actions.known_on <= run_clock.as_of
        and actions.effective_on is not null
        and actions.action in ('impose', 'list', 'expand', 'lift', 'delist', 'annul', 'suspend', 'resume', 'extend', 'correct')
        and actions.subject <> 'group:unnamed'
),

corrections as (
    select
        fix.action_id,
        fix.corrects as root_id,
        fix.known_on,
        root.action as root_action,
        lead(fix.known_on) over (partition by fix.corrects order by fix.known_on, fix.action_id) as superseded_on
    from seen as fix
    inner join seen as root on fix.corrects = root.action_id
    where fix.action = 'correct'
),

corrected as (
    select root_id, min(known_on) as superseded_on
    from corrections
    group by root_id
),

versions as (
    select
        seen.*,
        coalesce(corrections.root_action, seen.action) as deed,
        coalesce(corrections.superseded_on, corrected.superseded_on) as known_to
    from seen
    left join corrections on seen.action_id = corrections.action_id
    left join corrected on seen.action_id = corrected.root_id
    where seen.change is distinct from 'withdrawn' and (seen.action <> 'correct' or corrections.action_id is not null)
),

contested as (
    select distinct sender, target, measure, subject
    from versions
    where regimes like '%;%'
),

claims as (
    select versions.*
    from versions
    inner join contested using (sender, target, measure, subject)
),

homes as (
    -- the regime of the first opening that shares a regime with the row
    select
        claims.action_id,
        first_value(opening.regime) over (
            partition by claims.action_id order by opening.effective_on, opening.action_id
            rows between unbounded preceding and unbounded following
        ) as regime,
        row_number() over (partition by claims.action_id order by opening.effective_on, opening.action_id) as choice
    from claims
    inner join claims as opening
        on
            claims.sender = opening.sender and claims.target = opening.target
            and claims.measure = opening.measure and claims.subject = opening.subject
            and opening.deed in ('impose', 'list', 'expand')
            and list_has_any(string_split(claims.regimes, ';'), string_split(opening.regimes, ';'))
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
        when versions.deed = 'delist' and versions.basis = 'list_diff' then 'presumed_delisted'
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
        when versions.is_open_ended then date '9999-12-31'
        when versions.term = 'measure' then versions.expires_on
        when versions.deed in ('impose', 'list', 'expand') then date '9999-12-31'
    end as term_on,
    versions.known_on as known_from,
    versions.known_to,
    case versions.confidence when 'verified' then 0 when 'partly_verified' then 1 when 'conflicting' then 2 else 3 end as confidence_rank,
    versions.basis,
    versions.effective_precision as precision
from versions
left join homes on versions.action_id = homes.action_id and homes.choice = 1
where
    -- a renewal of the regime moves its sunset, not a key (W3); an unverified or undated renewal is not on record (W8)
    versions.deed <> 'extend'
    or (versions.term = 'measure' and versions.confidence <> 'unverified' and (versions.expires_on is not null or versions.is_open_ended))
