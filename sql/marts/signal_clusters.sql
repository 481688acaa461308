-- One signal in its cluster: an act in two regimes, its publication, its promise, the renewal it narrows and the news of it report one
-- thing and weigh once.
-- `is_representative` is the view at the clock; `counts_from` and `counts_to` say when a signal weighed as known then, so that a
-- report counts until its act is known and an act never reaches back.
with things as (
    -- first step: the same event on the same rung, or the same thing said by the same speaker on the same day
    select
        signals.signal_id, signals.origin, signals.event_id, signals.sender, signals.target, signals.regime, signals.rung, signals.direction,
        signals.measure, signals.weight, signals.signal_on, signals.withdrawn_on,
        case
            when signals.origin in ('act', 'promise') then signals.origin || ':' || signals.event_id || '/' || signals.rung
            when signals.origin = 'statement' then 'said:' || cast(signals.signal_on as varchar) || '/' || signals.rung || '/'
                || coalesce(signals.measure, 'any') || '/' || coalesce(lower(split_part(said.speaker, ' ', -1)), 'sender')
            else signals.signal_id
        end || '/' || signals.sender || '-' || signals.target || case signals.direction when 1 then '+' when -1 then '-' else '=' end as thing,
        -- what reports a deed, against what announces, hopes or refuses
        coalesce(said.modality = 'asserted' and said.stance in ('impose', 'tighten', 'extend', 'ease', 'suspend', 'lift', 'license', 'delist'), false) as is_report
    from easing_signals as signals
    left join statements as said on signals.signal_id = 'said/' || said.statement_id
),

deeds as (
    select
        thing, origin, sender, target, direction,
        case when count(distinct measure) = 1 then min(measure) else 'multiple' end as measure,
        min(signal_on) as thing_on
    from things
    where origin in ('act', 'promise')
    group by thing, origin, sender, target, direction
),

kept_promises as (
    -- a promise kept within a week is the news of its act
    select promises.thing, acts.thing as parent, acts.thing_on as parent_on
    from deeds as promises
    inner join deeds as acts on acts.origin = 'act' and acts.thing = 'act' || substr(promises.thing, 8)
    where promises.origin = 'promise' and acts.thing_on - promises.thing_on <= 7
),

reported as (
    -- the deed that a report speaks of: one known by then before one that came within three days, then the nearest
    select said.thing, acts.thing as parent, acts.thing_on as parent_on, 'act' as kind,
        row_number() over (
            partition by said.thing
            order by case when acts.thing_on <= said.signal_on then 0 else 1 end, abs(said.signal_on - acts.thing_on),
                case when said.measure = acts.measure then 0 else 1 end, acts.thing
        ) as choice
    from (select distinct thing, sender, target, direction, measure, signal_on from things where origin = 'statement' and is_report) as said
    inner join deeds as acts
        on
            said.sender = acts.sender and said.target = acts.target and said.direction = acts.direction and acts.origin = 'act'
            and said.signal_on between acts.thing_on - 3 and acts.thing_on + 7
            and (said.measure is null or said.measure = acts.measure or acts.measure = 'multiple')
),

promised as (
    -- what was said of one measure on the day on which it was promised is that promise
    select said.thing, min(coalesce(kept_promises.parent, promises.thing)) as parent, min(kept_promises.parent_on) as parent_on
    from (select distinct thing, sender, target, direction, measure, signal_on from things where origin = 'statement') as said
    inner join deeds as promises
        on
            said.sender = promises.sender and said.target = promises.target and said.direction = promises.direction
            and said.measure = promises.measure and said.signal_on = promises.thing_on and promises.origin = 'promise'
    left join kept_promises on promises.thing = kept_promises.thing
    group by said.thing
),

narrowed as (
    -- what narrowed a renewal is an easing deed of the same event
    select found.thing, min(acts.thing) as parent, min(acts.signal_on) as parent_on
    from things as found
    inner join things as acts
        on
            found.signal_id = acts.event_id || '/' || acts.regime || '/renewal_narrowed' and found.sender = acts.sender and found.target = acts.target
            and acts.origin = 'act' and acts.direction = 1
    where found.origin = 'pattern'
    group by found.thing
),

parents as (
    select thing, parent, parent_on from narrowed
    union all
    select thing, parent, parent_on from kept_promises
    union all
    select thing, parent, parent_on from reported where choice = 1
    union all
    select thing, parent, parent_on from promised where thing not in (select thing from reported)
),

ranked as (
    -- within a thing only what outweighs everything before it weighs on
    select
        things.signal_id, things.origin, things.sender, things.target, things.direction, things.weight, things.signal_on, things.withdrawn_on, things.thing,
        coalesce(parents.parent, things.thing) as cluster_id,
        parents.parent_on,
        max(things.weight) over (
            partition by things.thing order by things.signal_on, things.weight desc, things.signal_id rows between unbounded preceding and 1 preceding
        ) as best_before
    from things
    left join parents on things.thing = parents.thing
),

followed as (
    select
        *,
        case when best_before is null or weight > best_before then
            lead(signal_on) over (partition by thing, best_before is null or weight > best_before order by signal_on, weight desc, signal_id)
        end as outweighed_on
    from ranked
),

timed as (
    select
        *,
        -- a promise is on record only through the act that kept it: nobody could have had it from us before (no look-ahead)
        origin <> 'promise' and (best_before is null or weight > best_before) and (parent_on is null or parent_on > signal_on) as counts,
        least(coalesce(outweighed_on, parent_on, withdrawn_on), coalesce(parent_on, withdrawn_on, outweighed_on), coalesce(withdrawn_on, outweighed_on, parent_on)) as ends_on
    from followed
)

select
    signal_id,
    cluster_id,
    sender,
    target,
    direction,
    origin,
    weight,
    signal_on,
    row_number() over (
        partition by cluster_id
        order by case origin when 'act' then 0 when 'promise' then 2 when 'statement' then 3 else 1 end, weight desc, signal_on, signal_id
    ) = 1 and withdrawn_on is null as is_representative,
    count(*) over (partition by cluster_id) as members,
    case when counts then signal_on end as counts_from,
    case when counts then ends_on end as counts_to
from timed
