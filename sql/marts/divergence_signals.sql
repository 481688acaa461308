-- One easing step that another sender of sanctions on the same target did not go along with: EU easing while the US holds, or the
-- reverse. Only the first step after a quiet quarter counts, and only what was known by its day, so no later act changes it.
with in_order as (
    select
        *,
        lag(step_on) over (partition by sender, target order by step_on, step_id) as previous_on
    from easing_steps
    where not comes_with_measure
),

first_steps as (
    select *
    from in_order
    where previous_on is null or step_on - previous_on > 90
),

others as (
    -- the other sender held the line or tightened within the year, and eased nothing in the quarter
    select
        first_steps.step_id,
        first_steps.sender,
        first_steps.target,
        deeds.sender as other_sender,
        max(deeds.signal_on) as last_held_on
    from first_steps
    inner join deed_signals as deeds
        on
            first_steps.target = deeds.target and first_steps.sender <> deeds.sender
            and deeds.signal_on between first_steps.step_on - 365 and first_steps.step_on
    where deeds.manner = 'done' and deeds.direction <> 1
    group by first_steps.step_id, first_steps.sender, first_steps.target, deeds.sender
)

select
    first_steps.step_id || '/' || first_steps.sender || '-' || first_steps.target || '/divergence/' || others.other_sender as signal_id,
    first_steps.sender,
    first_steps.target,
    first_steps.regime,
    'divergence' as pattern,
    1 as direction,
    first_steps.announcement_id,
    first_steps.title,
    first_steps.step_on as signal_on,
    first_steps.sender || ' eases while ' || others.other_sender || ' holds: no easing step of ' || others.other_sender || ' in the 90 days before, its last '
    || 'act that tightens or prolongs on ' || others.last_held_on as evidence,
    first_steps.confidence
from first_steps
inner join others
    on first_steps.step_id = others.step_id and first_steps.sender = others.sender and first_steps.target = others.target
where
    not exists (
        select 1
        from easing_steps as theirs
        where
            theirs.sender = others.other_sender and theirs.target = first_steps.target and not theirs.comes_with_measure
            and theirs.step_on between first_steps.step_on - 90 and first_steps.step_on
    )
