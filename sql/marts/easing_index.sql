-- One dyad and month. Holding signals weigh against easing by their weight, not by their sign.
-- One cluster weighs once, by its representative (`signal_clusters`). Sums run over decimals, so that their order cannot change the last digit.
with monthly as (
    select
        sender, target, date_trunc('month', signal_on) as month,
        sum(case when direction = 1 then cast(weight as decimal(18, 6)) else 0 end) as easing,
        sum(case when direction <> 1 then cast(weight as decimal(18, 6)) else 0 end) as tightening,
        count(*) as signals
    from signal_clusters
    where is_representative
    group by sender, target, date_trunc('month', signal_on)
),

spans as (
    select sender, target, min(month) as first_month, date_trunc('month', max(as_of)) as last_month
    from monthly
    cross join run_clock
    group by sender, target
),

calendar as (
    select sender, target, cast(unnest(generate_series(first_month, last_month, interval 1 month)) as date) as month
    from spans
),

filled as (
    select
        calendar.sender, calendar.target, calendar.month,
        coalesce(monthly.easing, 0) as easing,
        coalesce(monthly.tightening, 0) as tightening,
        coalesce(monthly.signals, 0) as signals
    from calendar
    left join monthly using (sender, target, month)
),

with_past as (
    select
        *,
        sum(easing - tightening) over three_before as net_before,
        count(*) over three_before as months_before
    from filled
    window three_before as (partition by sender, target order by month rows between 3 preceding and 1 preceding)
)

select
    sender,
    target,
    month,
    cast(easing as double) as easing,
    cast(tightening as double) as tightening,
    cast(easing - tightening as double) as net,
    signals,
    case when months_before = 3 then round(cast(easing - tightening as double) - cast(net_before as double) / 3, 6) end as momentum
from with_past
