-- One belief about the sunset of one regime (W3). Once a sunset has passed with no dated renewal on record, its measures
-- stay open: first `overdue`, then `renewal_missing` when a later act builds on the regime (W8).
with acts as (
    select actions.*
    from actions
    cross join run_clock
    where actions.known_on <= run_clock.as_of and actions.confidence <> 'unverified'
),

stated as (
    select
        *,
        min(known_on) over (partition by sender, target, regime) as first_known_on
    from acts
    where term = 'regime' and expires_on is not null
),

settings as (
    -- an act that opens the regime sets its sunset; afterwards only renewals and corrections move it
    select
        sender, target, regime, known_on, expires_on,
        max(case when action = 'extend' then 1 else 0 end) as is_renewal,
        min(announcement_id) as announcement_id,
        max(case confidence when 'verified' then 0 when 'partly_verified' then 1 else 2 end) as confidence_rank
    from stated
    where action in ('extend', 'correct') or known_on = first_known_on
    group by sender, target, regime, known_on, expires_on
),

ordered as (
    select
        *,
        lag(expires_on) over regime_order as previous_expires_on,
        row_number() over (partition by sender, target, regime, known_on order by expires_on desc) as choice
    from settings
    window regime_order as (partition by sender, target, regime order by known_on, expires_on)
),

moved as (
    -- a regulation that repeats the sunset of its decision moves nothing
    select
        *,
        sum(is_renewal) over (
            partition by sender, target, regime order by known_on rows between unbounded preceding and current row
        ) as renewal_no,
        lead(known_on) over (partition by sender, target, regime order by known_on) as next_known_on
    from ordered
    where choice = 1 and expires_on is distinct from previous_expires_on
),

built_on as (
    select moved.sender, moved.target, moved.regime, moved.known_on, min(acts.known_on) as built_on
    from moved
    inner join acts
        on
            moved.sender = acts.sender and moved.target = acts.target and moved.regime = acts.regime
            and acts.known_on > moved.expires_on
            and acts.action in ('impose', 'list', 'expand', 'narrow', 'suspend', 'resume', 'delist', 'exempt', 'exempt_extend')
    group by moved.sender, moved.target, moved.regime, moved.known_on
),

phases as (
    select moved.*, 'sunset' as phase, moved.known_on as phase_from, moved.expires_on + 1 as phase_to
    from moved
    union all
    select moved.*, 'overdue', moved.expires_on + 1, built_on.built_on
    from moved
    left join built_on using (sender, target, regime, known_on)
    union all
    select moved.*, 'renewal_missing', built_on.built_on, null
    from moved
    inner join built_on using (sender, target, regime, known_on)
),

bounded as (
    select
        *,
        greatest(phase_from, known_on) as known_from,
        least(phase_to, next_known_on) as until_on
    from phases
)

select
    sender,
    target,
    regime,
    expires_on,
    phase,
    cast(renewal_no as bigint) as renewal_no,
    known_from,
    case when until_on <= run_clock.as_of then until_on end as known_to,
    known_on as set_on,
    previous_expires_on,
    announcement_id,
    case confidence_rank when 0 then 'verified' when 1 then 'partly_verified' else 'conflicting' end as confidence
from bounded
cross join run_clock
where known_from <= run_clock.as_of and (until_on is null or known_from < until_on)
