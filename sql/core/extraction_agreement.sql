-- Where the register has an act that was read as well: which effects both have, by action and measure. An act in which no rule found
-- anything counts too. Documents of one event (a decision and its regulation) are one act; so are acts that one official id covers.
with read_acts as (
    select announcement_id as document_id
    from extracted_actions
    union
    select announcement_id as document_id
    from unread_passages
    where is_act
),

met as (
    select
        read_acts.document_id,
        acts.event_id,
        upper(acts.official_id) as official_id,
        min(matches.announcement_id) over (partition by acts.event_id) as announcement_id
    from read_acts
    inner join announcement_matches as matches on read_acts.document_id = matches.fetched_id
    inner join register_acts as acts on matches.announcement_id = acts.announcement_id
),

curated as (
    select met.announcement_id, actions.action, actions.measure, min(actions.effective_on) as effective_on
    from met
    inner join register_acts as acts on met.event_id = acts.event_id or met.official_id = upper(acts.official_id)
    inner join actions on acts.announcement_id = actions.announcement_id
    where actions.basis = 'curated' and actions.action <> 'other'
    group by met.announcement_id, actions.action, actions.measure
),

extracted as (
    select met.announcement_id, found.action, found.measure, min(coalesce(found.effective_on, found.known_on)) as effective_on
    from extracted_actions as found
    inner join met on found.announcement_id = met.document_id
    where found.action <> 'other'
    group by met.announcement_id, found.action, found.measure
)

select
    announcement_id,
    action,
    measure,
    curated.action is not null as curated,
    extracted.action is not null as extracted,
    case
        when curated.action is not null and extracted.action is not null
            then coalesce(curated.effective_on = extracted.effective_on, false)
    end as same_day
from curated
full outer join extracted using (announcement_id, action, measure)
