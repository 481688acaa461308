-- One belief about the sunset of one regime (W3). Once a sunset has passed with no dated renewal on record, its measures
-- stay open: first `overdue`, then `renewal_missing` when a later act builds on the regime (W8).
-- The acts that move a sunset are few, so they are replayed at every day on which something new was known of it (W11).
with acts as (
    select
        actions.*,
        coalesce(corrections.deed, actions.action) as deed,
        coalesce(corrections.stands_since, actions.known_on) as stands_since,
        corrections.known_to,
        coalesce(corrections.is_withdrawal, false) as is_withdrawal
    from actions
    left join corrections on actions.action_id = corrections.action_id
    where
        actions.known_on <= (select as_of from run_clock) and actions.confidence <> 'unverified'
        and actions.term = 'regime' and actions.expires_on is not null
),

stated as (
    select
        *,
        -- the first act that sets the sunset: only one that is never corrected is sure to stay it
        min(case when known_to is null and known_on = stands_since then stands_since end) over (partition by sender, target, regime) as first_since
    from acts
    where deed <> 'correct' and not is_withdrawal
),

settings as (
    -- an act that opens the regime sets its sunset; afterwards only renewals move it
    select *
    from stated
    where deed = 'extend' or first_since is null or least(known_on, stands_since) <= first_since
),

known_days as (
    select
        sender, target, regime, day as replay_from,
        lead(day) over (partition by sender, target, regime order by day) as replay_to
    from (
        select sender, target, regime, known_on as day from settings
        union
        select sender, target, regime, known_to from settings where known_to is not null
    )
),

replays as (
    select
        known_days.replay_from, known_days.replay_to, settings.*,
        min(settings.stands_since) over (
            partition by settings.sender, settings.target, settings.regime, known_days.replay_from
        ) as replay_since
    from known_days
    inner join settings
        on
            known_days.sender = settings.sender and known_days.target = settings.target and known_days.regime = settings.regime
            and settings.known_on <= known_days.replay_from
            and (settings.known_to is null or known_days.replay_from < settings.known_to)
),

sunsets as (
    -- the latest day of several that were set on one day; a regulation repeats the sunset of its decision
    select
        sender, target, regime, replay_from, replay_to, stands_since, expires_on,
        max(case when deed = 'extend' then 1 else 0 end) as is_renewal,
        min(known_on) as set_on,
        min(announcement_id) as announcement_id,
        max(case confidence when 'verified' then 0 when 'partly_verified' then 1 else 2 end) as confidence_rank,
        row_number() over (partition by sender, target, regime, replay_from, stands_since order by expires_on desc) as choice
    from replays
    where deed = 'extend' or stands_since = replay_since
    group by sender, target, regime, replay_from, replay_to, stands_since, expires_on
),

ordered as (
    select *, lag(expires_on) over (partition by sender, target, regime, replay_from order by stands_since) as previous_expires_on
    from sunsets
    where choice = 1
),

moved as (
    select
        *,
        sum(is_renewal) over (
            partition by sender, target, regime, replay_from order by stands_since rows between unbounded preceding and current row
        ) as renewal_no,
        row_number() over (partition by sender, target, regime, replay_from order by stands_since desc) as recency
    from ordered
    where previous_expires_on is null or expires_on <> previous_expires_on
),

believed as (
    select
        *,
        lag(replay_to) over same as previous_to
    from moved
    where recency = 1
    window same as (
        partition by sender, target, regime, expires_on, previous_expires_on, renewal_no, set_on, announcement_id, confidence_rank
        order by replay_from
    )
),

runs as (
    select
        *,
        count(case when previous_to is distinct from replay_from then 1 end) over (
            partition by sender, target, regime, expires_on, previous_expires_on, renewal_no, set_on, announcement_id, confidence_rank
            order by replay_from rows between unbounded preceding and current row
        ) as run_no
    from believed
),

settled as (
    select
        sender, target, regime, expires_on, previous_expires_on, renewal_no, set_on, announcement_id, confidence_rank,
        min(replay_from) as settled_from,
        case when count(replay_to) = count(*) then max(replay_to) end as settled_to
    from runs
    group by sender, target, regime, expires_on, previous_expires_on, renewal_no, set_on, announcement_id, confidence_rank, run_no
),

built_on as (
    select settled.sender, settled.target, settled.regime, settled.expires_on, min(acts.known_on) as built_on
    from (select distinct sender, target, regime, expires_on from settled) as settled
    inner join actions as acts
        on
            settled.sender = acts.sender and settled.target = acts.target and settled.regime = acts.regime
            and acts.known_on > settled.expires_on
            and (
                acts.action in ('impose', 'list', 'expand', 'narrow', 'suspend', 'resume', 'delist', 'exempt', 'exempt_extend')
                -- a renewal that states no day moves no sunset, but shows that the regime lives
                or (acts.action = 'extend' and acts.expires_on is null)
            )
    where acts.known_on <= (select as_of from run_clock) and acts.confidence <> 'unverified'
    group by settled.sender, settled.target, settled.regime, settled.expires_on
),

phases as (
    select settled.*, 'sunset' as phase, settled_from as phase_from, expires_on + 1 as phase_to
    from settled
    union all
    select settled.*, 'overdue', settled.expires_on + 1, built_on.built_on
    from settled
    left join built_on using (sender, target, regime, expires_on)
    union all
    select settled.*, 'renewal_missing', built_on.built_on, null
    from settled
    inner join built_on using (sender, target, regime, expires_on)
),

bounded as (
    select
        *,
        greatest(phase_from, settled_from) as known_from,
        least(phase_to, settled_to) as until_on
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
    set_on,
    previous_expires_on,
    announcement_id,
    case confidence_rank when 0 then 'verified' when 1 then 'partly_verified' else 'conflicting' end as confidence
from bounded
cross join run_clock
where known_from <= run_clock.as_of and (until_on is null or known_from < until_on)
