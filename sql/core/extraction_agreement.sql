-- Where the register has an act that a rule has read as well: which effects both have, by action and measure.
with matched as (
    select distinct extracted_actions.action_id, acts.announcement_id
    from extracted_actions
    inner join register_acts as acts on upper(extracted_actions.official_id) = upper(acts.official_id)
    union
    select extracted_actions.action_id, matches.announcement_id
    from extracted_actions
    inner join announcement_matches as matches on extracted_actions.announcement_id = matches.fetched_id
),

extracted as (
    select matched.announcement_id, found.action, found.measure, min(found.effective_on) as effective_on
    from extracted_actions as found
    inner join matched on found.action_id = matched.action_id
    where found.action <> 'other'
    group by matched.announcement_id, found.action, found.measure
),

curated as (
    select announcement_id, action, measure, min(effective_on) as effective_on
    from actions
    where basis = 'curated' and action <> 'other' and announcement_id in (select announcement_id from matched)
    group by announcement_id, action, measure
)

select
    announcement_id,
    action,
    measure,
    curated.action is not null as curated,
    extracted.action is not null as extracted,
    case when curated.action is not null and extracted.action is not null then curated.effective_on = extracted.effective_on end as same_day
from curated
full outer join extracted using (announcement_id, action, measure)
