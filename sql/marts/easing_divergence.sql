-- One pair of senders on the same target and month: who of them eases, by the daily index on the last day of the month or of the run.
with monthly as (
    select
        *,
        cast(date_trunc('month', day) as date) as month,
        row_number() over (partition by sender, target, date_trunc('month', day) order by day desc) as from_end
    from easing_daily
),

ends as (
    select sender, target, month, day, easing, tightening, net
    from monthly
    where from_end = 1
)

select
    one.target,
    one.sender,
    other.sender as other_sender,
    one.month,
    one.day,
    one.net,
    other.net as other_net,
    cast(cast(one.net as decimal(18, 6)) - cast(other.net as decimal(18, 6)) as double) as divergence,
    case
        when one.net > 0 and other.net > 0 then 'both_ease'
        when one.net > 0 then one.sender || '_eases'
        when other.net > 0 then other.sender || '_eases'
        else 'both_hold'
    end as state
from ends as one
inner join ends as other on one.target = other.target and one.month = other.month and one.sender < other.sender
