-- One dyad and day: what signals known by then still weigh. A weight halves every `half_life_days` (`signal_weights`, kind decay).
-- Only what was known on the day is in its row: no later signal changes it. Sums run over decimals, so order changes no digit.
with decay as (
    select
        cast(max(case name when 'half_life_days' then weight end) as double) as half_life_days,
        cast(max(case name when 'momentum_days' then weight end) as integer) as momentum_days
    from signal_weights
    where kind = 'decay'
),

counted as (
    select *
    from signal_clusters
    where counts_from is not null
),

spans as (
    select counted.sender, counted.target, min(counted.counts_from) as first_on, max(run_clock.as_of) as last_on
    from counted
    cross join run_clock
    group by counted.sender, counted.target
),

calendar as (
    select sender, target, cast(unnest(generate_series(first_on, last_on, interval 1 day)) as date) as day
    from spans
),

faded as (
    select
        calendar.sender, calendar.target, calendar.day, counted.direction, counted.origin,
        cast(counted.weight * power(cast(0.5 as double), (calendar.day - counted.counts_from) / decay.half_life_days) as decimal(18, 6)) as weight
    from calendar
    cross join decay
    inner join counted
        on
            calendar.sender = counted.sender and calendar.target = counted.target
            and calendar.day >= counted.counts_from
            and calendar.day < coalesce(counted.counts_to, date '9999-12-31')
            -- after eight half-lives less than half a percent is left, which is forgotten
            and calendar.day - counted.counts_from < 8 * decay.half_life_days
),

levels as (
    select
        sender, target, day,
        sum(case when direction = 1 then weight else 0 end) as easing,
        sum(case when direction <> 1 then weight else 0 end) as tightening,
        sum(case when origin not in ('act', 'lapse') then 0 when direction = 1 then weight else -weight end) as hard_net
    from faded
    group by sender, target, day
),

filled as (
    select
        calendar.sender, calendar.target, calendar.day,
        coalesce(levels.easing, 0) as easing,
        coalesce(levels.tightening, 0) as tightening,
        coalesce(levels.hard_net, 0) as hard_net
    from calendar
    left join levels using (sender, target, day)
)

select
    now.sender,
    now.target,
    now.day,
    cast(now.easing as double) as easing,
    cast(now.tightening as double) as tightening,
    cast(now.easing - now.tightening as double) as net,
    case when before.day is not null then cast((now.easing - now.tightening) - (before.easing - before.tightening) as double) end as momentum,
    cast(now.hard_net as double) as hard_net
from filled as now
cross join decay
left join filled as before
    on now.sender = before.sender and now.target = before.target and before.day = now.day - decay.momentum_days
