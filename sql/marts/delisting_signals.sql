-- One month in which more names came off the lists than usual: more than in any of the twelve months before, and at least three.
-- Known on the last day of the month, when its number is full. A month with fewer is silence, and silence is no signal (W8).
with monthly as (
    select
        sender, target,
        cast(date_trunc('month', step_on) as date) as month,
        sum(greatest(subjects, coalesce(removed_count, 0))) as names,
        min(regime) as regime,
        max(announcement_id) as announcement_id,
        max(title) as title,
        max(case confidence when 'verified' then 0 when 'partly_verified' then 1 else 2 end) as confidence_rank
    from easing_steps
    where rung = 'delisting'
    group by sender, target, date_trunc('month', step_on)
),

firsts as (
    -- a dyad has a history from its first act
    select sender, target, min(signal_on) as first_on
    from deed_signals
    where manner = 'done'
    group by sender, target
),

compared as (
    select
        monthly.sender, monthly.target, monthly.month, monthly.names, monthly.regime, monthly.announcement_id, monthly.title, monthly.confidence_rank,
        coalesce(sum(before.names), 0) as names_before,
        coalesce(max(before.names), 0) as most_before
    from monthly
    inner join firsts on monthly.sender = firsts.sender and monthly.target = firsts.target
    left join monthly as before
        on
            monthly.sender = before.sender and monthly.target = before.target
            and before.month < monthly.month and before.month >= monthly.month - interval 12 month
    where firsts.first_on < monthly.month - interval 12 month
    group by monthly.sender, monthly.target, monthly.month, monthly.names, monthly.regime, monthly.announcement_id, monthly.title, monthly.confidence_rank
)

select
    'delistings/' || compared.sender || '-' || compared.target || '/' || cast(compared.month as varchar) as signal_id,
    compared.sender,
    compared.target,
    compared.regime,
    'delistings_above_usual' as pattern,
    1 as direction,
    compared.announcement_id,
    compared.title,
    last_day(compared.month) as signal_on,
    cast(compared.names as bigint) || ' names came off in the month; in the twelve months before ' || cast(compared.names_before as bigint)
    || ', at most ' || cast(compared.most_before as bigint) || ' in one month' as evidence,
    case compared.confidence_rank when 0 then 'verified' when 1 then 'partly_verified' else 'conflicting' end as confidence
from compared
cross join run_clock
where compared.names >= 3 and compared.names > compared.most_before and last_day(compared.month) <= run_clock.as_of
