-- One enacted easing step that is not routine, by one event: lifting, partial lifting, delisting, suspension, new or widened exemption.
-- Left out: re-issues of a standing licence, annulments by a court, the dead, merged or replaced entries, lapses, unverified rows,
-- and names that are merely missing from a list (W9).
-- A ban that a quota supersedes is a partial lifting.
with seen as (
    select actions.*, documents.event_id, documents.title
    from actions
    inner join announcements as documents on actions.announcement_id = documents.announcement_id
    cross join run_clock
    where actions.known_on <= run_clock.as_of and actions.confidence <> 'unverified' and actions.basis <> 'list_diff'
),

stepped as (
    select
        *,
        case
            when action = 'lift' and coalesce(reason, 'lifted') in ('lifted', 'superseded') then 'partial_lifting'
            when action = 'narrow' then 'partial_lifting'
            when action = 'suspend' then 'suspension'
            when action = 'delist' and coalesce(reason, 'delisted') = 'delisted' then 'delisting'
            when action = 'exempt' and coalesce(change, 'new') in ('new', 'wider', 'open_ended') then 'exemption'
            when action = 'exempt_extend' and change in ('new', 'wider', 'open_ended') then 'exemption'
        end as rung
    from seen
),

tightened as (
    -- days on which the same sender took a new measure or listed names: a licence of that day softens the new measure, not an old one
    select distinct sender, target, known_on
    from seen
    where effective_precision <> 'before' and action in ('impose', 'list', 'expand')
)

select
    stepped.event_id || '/' || stepped.rung as step_id,
    stepped.event_id,
    stepped.sender,
    stepped.target,
    min(stepped.regime) as regime,
    stepped.rung,
    min(stepped.known_on) as step_on,
    min(stepped.announcement_id) as announcement_id,
    min(stepped.title) as title,
    min(stepped.evidence) as evidence,
    count(distinct stepped.subject) as subjects,
    max(stepped.removed_count) as removed_count,
    min(tightened.known_on) is not null and stepped.rung = 'exemption' as comes_with_measure,
    case max(case stepped.confidence when 'verified' then 0 when 'partly_verified' then 1 else 2 end)
        when 0 then 'verified' when 1 then 'partly_verified' else 'conflicting'
    end as confidence
from stepped
left join tightened
    on stepped.sender = tightened.sender and stepped.target = tightened.target and stepped.known_on = tightened.known_on
where stepped.rung is not null
group by stepped.event_id, stepped.sender, stepped.target, stepped.rung
