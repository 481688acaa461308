-- One effect of one document. A start takes the first day of a partial date, an end the last (W10), and nothing
-- starts before its act was signed. Known from the earlier of signature and publication, else from the announcement,
-- else from its effect; an end that is merely stated, with no act, is known from its own day.
with named as (
    select
        *,
        -- W15: where the measure itself consists in suspending, suspending imposes and resuming lifts.
        case
            when measure like '%\_suspension' escape '\' and action = 'suspend' then 'impose'
            when measure like '%\_suspension' escape '\' and action = 'resume' then 'lift'
            else action
        end as deed
    from register_actions
),

dated as (
    select
        named.*,
        documents.known_on as act_known_on,
        -- a day before which the act cannot have taken effect
        coalesce(documents.signed_on, case when documents.published_precision = 'day' then documents.published_on end) as act_first_on,
        documents.announced_on as act_announced_on,
        documents.announced_precision as act_announced_precision,
        documents.recorded_at,
        cast(named.effective_on || substr('0000-01-01', length(named.effective_on) + 1) as date) as effective_first,
        last_day(cast(named.effective_on || substr('0000-12-01', length(named.effective_on) + 1) as date)) as effective_end,
        case when named.expires_on = 'open' then null else named.expires_on end as expires_text,
        last_day(cast(named.announced_on || substr('0000-12-01', length(named.announced_on) + 1) as date)) as own_announced_end,
        deed in ('lift', 'delist', 'annul', 'exempt_end') as is_ending
    from named
    inner join announcements as documents on named.announcement_id = documents.announcement_id
),

timed as (
    select
        *,
        -- a promise is known by the last day of its month or year
        case
            when length(announced_on) = 10 then cast(announced_on as date)
            when announced_on is not null then own_announced_end
            when act_announced_precision = 'day' then act_announced_on
            when act_announced_precision = 'month' then last_day(act_announced_on)
        end as promised_on,
        cast(expires_text || substr('0000-01-01', length(expires_text) + 1) as date) as expires_first,
        last_day(cast(expires_text || substr('0000-12-01', length(expires_text) + 1) as date)) as expires_end,
        case
            when length(effective_on) = 10 then effective_first
            when effective_on is not null and is_ending then effective_end
            when effective_on is not null then greatest(effective_first, coalesce(act_first_on, effective_first))
            else act_known_on
        end as effective_day
    from dated
),

-- whom a regime is against, as most rows of the register say; a regime that it lacks is against somebody not named
regime_targets as (
    select regime, target, row_number() over (partition by regime order by count(*) desc, target) as place
    from register_actions
    group by regime, target
),

aimed as (
    select extracted_actions.*, coalesce(regime_targets.target, 'XX') as target
    from extracted_actions
    left join regime_targets on extracted_actions.regime = regime_targets.regime and regime_targets.place = 1
),

-- W14: one row a subject
found as (
    select *, unnest(string_split(coalesce(subjects, 'country:' || target), ';')) as subject
    from aimed
)

select
    action_id,
    announcement_id,
    sender,
    target,
    regime,
    regimes,
    measure,
    subject,
    case split_part(subject, ':', 1)
        when 'hs' then 'product' when 'ofac' then 'entry' when 'eu-fsf' then 'entry'
        else split_part(subject, ':', 1)
    end as subject_kind,
    deed as action,
    effective_day as effective_on,
    case
        when length(effective_on) = 10 then 'day'
        when length(effective_on) = 7 then 'month'
        when length(effective_on) = 4 then 'year'
        when effective_day is not null then 'act'
        else 'unknown'
    end as effective_precision,
    case when length(expires_text) = 10 then expires_first else expires_end end as expires_on,
    coalesce(expires_on = 'open', false) as is_open_ended,
    term,
    case when is_stated_end then effective_day else coalesce(act_known_on, effective_day) end as known_on,
    case when promised_on < act_known_on then promised_on end as announced_on,
    reason,
    corrects,
    change,
    replaces_measure,
    chain,
    number,
    added_count,
    removed_count,
    'curated' as basis,
    evidence,
    note,
    url,
    confidence,
    cast(null as varchar) as from_basis,
    cast(null as date) as valid_to_earliest,
    recorded_at
from timed
union all
-- what two snapshots of a published list show (W9)
select
    action_id, announcement_id, sender, target, regime, regime as regimes, measure, subject, 'entry' as subject_kind, action,
    effective_on, effective_precision, cast(null as date) as expires_on, false as is_open_ended, cast(null as varchar) as term,
    known_on, cast(null as date) as announced_on, reason, cast(null as varchar) as corrects, cast(null as varchar) as change,
    cast(null as varchar) as replaces_measure, cast(null as varchar) as chain, cast(null as varchar) as number,
    cast(null as bigint) as added_count, cast(null as bigint) as removed_count, 'list_diff' as basis, evidence,
    cast(null as varchar) as note, cast(null as varchar) as url, confidence, from_basis, valid_to_earliest, recorded_at
from list_actions
union all
-- what a rule read in an act that the register lacks: the register's rows always come first. A correction names no row that it
-- corrects, so it is recorded in `extracted_actions` and moves nothing.
select
    found.action_id || case when found.subjects like '%;%' then '/' || found.subject else '' end as action_id,
    found.announcement_id, found.sender, found.target, found.regime, found.regime as regimes, found.measure, found.subject,
    case split_part(found.subject, ':', 1) when 'hs' then 'product' else split_part(found.subject, ':', 1) end as subject_kind,
    found.action, coalesce(found.effective_on, found.known_on) as effective_on,
    case when found.effective_on is not null then 'day' when found.known_on is not null then 'act' else 'unknown' end as effective_precision,
    found.expires_on, false as is_open_ended,
    case when found.action = 'extend' and found.expires_on is not null then 'regime' end as term,
    coalesce(found.known_on, found.effective_on) as known_on, cast(null as date) as announced_on, cast(null as varchar) as reason,
    cast(null as varchar) as corrects, cast(null as varchar) as change, cast(null as varchar) as replaces_measure,
    case when found.action like 'exempt%' then found.action_id end as chain, found.number,
    case when found.action = 'list' then found.count end as added_count, case when found.action = 'delist' then found.count end as removed_count,
    'extracted' as basis, found.quote as evidence, 'Read by the rule ' || found.rule || '.' as note, cast(null as varchar) as url,
    case when found.rule_confidence >= 0.8 then 'partly_verified' else 'unverified' end as confidence,
    cast(null as varchar) as from_basis, cast(null as date) as valid_to_earliest, found.recorded_at
from found
where found.announcement_id in (select announcement_id from announcements) and found.action <> 'correct'
