-- One easing episode: enacted, non-routine steps of one dyad, each within 30 days of the one before. It begins on the day on which
-- its first step was known, and what begins it depends on nothing later.
with gaps as (
    select
        *,
        case
            when step_on - lag(step_on) over (partition by sender, target order by step_on, step_id) <= 30 then 0
            else 1
        end as begins
    from easing_steps
),

numbered as (
    select
        *,
        sum(begins) over (partition by sender, target order by step_on, step_id rows between unbounded preceding and current row) as episode_no
    from gaps
)

select
    sender || '-' || target || '/' || cast(min(step_on) as varchar) as episode_id,
    sender,
    target,
    min(step_on) as began_on,
    max(step_on) as last_step_on,
    count(*) as steps,
    string_agg(distinct rung, ';' order by rung) as rungs,
    bool_and(comes_with_measure) as only_with_measures,
    min(case when begins = 1 then announcement_id end) as announcement_id,
    min(case when begins = 1 then evidence end) as evidence,
    string_agg(step_id, ' ' order by step_on, step_id) as step_ids
from numbered
group by sender, target, episode_no
