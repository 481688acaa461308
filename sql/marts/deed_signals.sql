-- One step on the easing ladder taken, promised or let lapse by one event: the deeds behind `easing_signals`.
-- All effects of an event on one regime that stand on the same rung are one deed, however many subjects or documents it has.
with seen as (
    select actions.*, documents.event_id, documents.title
    from actions
    inner join announcements as documents on actions.announcement_id = documents.announcement_id
    cross join run_clock
    -- what stood in the first snapshot of a list had begun at some day before: no step of that day
    where
        actions.known_on <= run_clock.as_of and actions.effective_precision <> 'before'
        -- nor is what a list shows of an act that the register has: that act is the step
        and actions.action_id not in (select action_id from list_reports)
),

lifts as (
    -- what each lift closed and what it left in force, as known on the day it was known
    select
        seen.action_id,
        count(case when windows.closed_by = seen.announcement_id then 1 end) as closed,
        count(case when windows.valid_from <= seen.effective_on and (windows.valid_to is null or seen.effective_on < windows.valid_to) then 1 end) as remaining
    from seen
    inner join sanction_windows as windows
        on
            seen.sender = windows.sender and seen.target = windows.target and seen.regime = windows.regime
            and windows.known_from <= seen.known_on and (windows.known_to is null or seen.known_on < windows.known_to)
    where seen.action = 'lift'
    group by seen.action_id
),

stepped as (
    select
        seen.*,
        case
            when action = 'impose' and replaces_measure is null then 'imposition'
            when action in ('list', 'expand') then 'expansion'
            when action = 'extend' then 'renewal'
            when action = 'narrow' then 'partial_lifting'
            when action = 'suspend' then 'suspension'
            when action = 'resume' then 'imposition'
            when action = 'exempt_extend' and change in ('narrower', 'wind_down') then 'expansion'
            when action in ('exempt', 'exempt_extend') then 'exemption'
            when action = 'exempt_end' and coalesce(reason, '') not in ('lifted', 'delisted') then 'lapse'
            when action = 'delist' and coalesce(reason, 'delisted') = 'delisted' then 'delisting'
            when action = 'annul' then 'delisting'
            when action = 'lift' and reason = 'expired' then 'lapse'
            when action = 'lift' and lifts.closed > 0 and lifts.remaining = 0 then 'termination'
            when action = 'lift' then 'partial_lifting'
        end as rung,
        case
            when action in ('impose', 'list', 'expand', 'resume', 'exempt_end') then -1
            when action = 'exempt_extend' and change in ('narrower', 'wind_down') then -1
            when action = 'extend' then 0
            else 1
        end as direction
    from seen
    left join lifts on seen.action_id = lifts.action_id
),

denials as (
    -- the last time officials of the sender refused what an exemption then gave, within three months before it
    select seen.action_id, max(said.said_on) as denied_on
    from seen
    inner join statements as said
        on
            seen.chain = said.chain and seen.sender = said.sender
            and said.said_on < seen.known_on and said.said_on >= seen.known_on - 92
            and (said.stance = 'refuse_to_ease' or said.modality = 'denied')
    where seen.action in ('exempt', 'exempt_extend')
    group by seen.action_id
),

deeds as (
    select
        event_id, sender, target, regime, rung, direction,
        min(announcement_id) as announcement_id,
        min(title) as title,
        case when count(distinct measure) = 1 then min(measure) else 'multiple' end as measure,
        string_agg(distinct subject, ';' order by subject) as subject,
        min(known_on) as known_on,
        min(announced_on) as announced_on,
        min(effective_on) as effective_on,
        -- a re-issue that says nothing of a change is the standing licence
        max(coalesce(change, case when action = 'exempt_extend' then 'same' end)) as change,
        min(evidence) as evidence,
        max(denials.denied_on) as denied_on,
        max(case confidence when 'verified' then 0 when 'partly_verified' then 1 when 'conflicting' then 2 else 3 end) as confidence_rank
    from stepped
    left join denials on stepped.action_id = denials.action_id
    where rung is not null
    group by event_id, sender, target, regime, rung, direction
),

lapses as (
    -- a licence that ran out by itself tightens, unless what it licensed had gone free by then (W7); as believed on the day on
    -- which it was first known to have run out, and withdrawn from the day on which a later document shows that it had not
    select
        carve_outs.sender, carve_outs.target, carve_outs.regime, carve_outs.measure, carve_outs.subject, carve_outs.chain,
        carve_outs.opened_by, documents.event_id, documents.title,
        min(carve_outs.scope) as scope,
        min(carve_outs.valid_to) as lapsed_on,
        min(greatest(carve_outs.valid_to, carve_outs.known_from)) as known_on,
        case when count(*) = count(carve_outs.known_to) then max(carve_outs.known_to) end as withdrawn_on,
        min_by(carve_outs.confidence, carve_outs.known_from) as confidence
    from carve_outs
    inner join announcements as documents on carve_outs.opened_by = documents.announcement_id
    cross join run_clock
    where
        carve_outs.closing = 'lapsed' and carve_outs.closed_by = carve_outs.opened_by
        and greatest(carve_outs.valid_to, carve_outs.known_from) <= run_clock.as_of
        and (carve_outs.known_to is null or carve_outs.known_to > carve_outs.valid_to)
    group by
        carve_outs.sender, carve_outs.target, carve_outs.regime, carve_outs.measure, carve_outs.subject, carve_outs.chain,
        carve_outs.opened_by, documents.event_id, documents.title
)

select
    event_id, 'done' as manner, sender, target, regime, measure, subject, rung, direction, announcement_id, title,
    known_on as signal_on, effective_on, change, evidence, denied_on,
    case confidence_rank when 0 then 'verified' when 1 then 'partly_verified' when 2 then 'conflicting' else 'unverified' end as confidence,
    cast(null as date) as withdrawn_on
from deeds
union all
select
    event_id, 'promised', sender, target, regime, measure, subject, rung, direction, announcement_id, title,
    announced_on, effective_on, change, evidence, denied_on,
    case confidence_rank when 0 then 'verified' when 1 then 'partly_verified' when 2 then 'conflicting' else 'unverified' end,
    null
from deeds
where announced_on < known_on
union all
select
    event_id || '/' || chain || '/lapse', 'lapsed', sender, target, regime, measure, subject, 'lapse', -1, opened_by, title,
    known_on, lapsed_on, null, scope, null, confidence, withdrawn_on
from lapses
where
    not exists (
        select 1
        from sanction_windows as windows
        where
            windows.sender = lapses.sender and windows.target = lapses.target and windows.subject = lapses.subject
            and windows.closing = 'delisted' and windows.valid_to <= lapses.lapsed_on
            and windows.known_from <= lapses.known_on and (windows.known_to is null or windows.known_to > lapses.known_on)
    )
