-- One action that a corrigendum replaced, or one corrigendum in its place, over the known time of that (W11).
-- A corrigendum of a corrigendum stands in the place of the action that both correct. Of several, the last known holds.
with fixes as (
    select
        fix.action_id,
        fix.known_on,
        fix.change,
        case when corrected.action = 'correct' then corrected.corrects else corrected.action_id end as root_id
    from actions as fix
    cross join run_clock
    inner join actions as corrected on fix.corrects = corrected.action_id
    where fix.action = 'correct' and fix.known_on <= run_clock.as_of
),

placed as (
    select
        fixes.action_id,
        fixes.root_id,
        fixes.known_on,
        fixes.change,
        root.action as deed,
        coalesce(root.known_on, fixes.known_on) as stands_since,
        lead(fixes.known_on) over (partition by fixes.root_id order by fixes.known_on, fixes.action_id) as next_known_on
    from fixes
    inner join actions as root on fixes.root_id = root.action_id
    where root.action <> 'correct'
)

select
    action_id,
    deed,
    stands_since,
    next_known_on as known_to,
    coalesce(change = 'withdrawn', false) as is_withdrawal
from placed
union all
select
    root_id as action_id,
    deed,
    min(stands_since) as stands_since,
    min(known_on) as known_to,
    false as is_withdrawal
from placed
group by root_id, deed
