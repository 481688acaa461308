-- One licence, derogation or exemption period as believed over one known period. Carve-outs never close a window (W7) and
-- end by themselves (W8). The chains are short, so each is replayed at every day on which something new was known of it.
with versions as (
    -- acts known by now; a corrigendum does what the act it corrects did, in its place (W11)
    select
        actions.*,
        coalesce(corrections.deed, actions.action) as deed,
        coalesce(corrections.stands_since, actions.known_on) as stands_since,
        corrections.known_to
    from actions
    cross join run_clock
    left join corrections on actions.action_id = corrections.action_id
    where
        coalesce(corrections.deed, actions.action) in ('exempt', 'exempt_extend', 'exempt_end')
        and not coalesce(corrections.is_withdrawal, false)
        and actions.effective_on is not null and actions.known_on <= run_clock.as_of and actions.chain is not null
),

granted as (
    select
        sender, target, regime, chain, announcement_id, deed as action, number, stands_since, known_on, known_to,
        min(measure) as measure,
        string_agg(distinct subject, ';' order by subject) as subject,
        min(evidence) as scope,
        min(change) as change,
        min(reason) as reason,
        min(effective_on) as effective_on,
        max(expires_on) as expires_on,
        max(case confidence when 'verified' then 0 when 'partly_verified' then 1 when 'conflicting' then 2 else 3 end) as confidence_rank
    from versions
    group by sender, target, regime, chain, announcement_id, deed, number, stands_since, known_on, known_to
),

known_days as (
    select sender, target, regime, chain, day as replay_from, lead(day) over (partition by sender, target, regime, chain order by day) as replay_to
    from (
        select sender, target, regime, chain, known_on as day from granted
        union
        select sender, target, regime, chain, known_to from granted where known_to is not null
    )
),

replays as (
    select known_days.replay_from, known_days.replay_to, granted.*
    from known_days
    inner join granted using (sender, target, regime, chain)
    where granted.known_on <= known_days.replay_from and (granted.known_to is null or known_days.replay_from < granted.known_to)
),

followed as (
    select
        *,
        lead(effective_on) over in_order as next_on,
        lead(action) over in_order as next_action,
        lead(announcement_id) over in_order as next_by,
        lead(reason) over in_order as next_reason,
        lead(confidence_rank) over in_order as next_confidence_rank,
        count(case when action = 'exempt_extend' then 1 end) over (
            partition by sender, target, regime, chain, replay_from
            order by effective_on, stands_since, action, number, announcement_id rows between unbounded preceding and current row
        ) as renewals
    from replays
    window in_order as (
        partition by sender, target, regime, chain, replay_from order by effective_on, stands_since, action, number, announcement_id
    )
),

ended as (
    select
        *,
        next_on is not null and (expires_on is null or next_on <= expires_on + 1) as is_followed
    from followed
    where action <> 'exempt_end'
),

beliefs as (
    select
        sender, target, regime, measure, subject, scope, chain, number, change, renewals,
        effective_on as valid_from,
        case when is_followed then next_on when expires_on is not null then expires_on + 1 end as valid_to,
        expires_on,
        announcement_id as opened_by,
        case when is_followed then next_by when expires_on is not null then announcement_id end as closed_by,
        case
            when is_followed and next_action <> 'exempt_end' then 'superseded'
            when is_followed and next_reason in ('lapsed', 'expired') then 'lapsed'
            when is_followed and next_reason in ('lifted', 'delisted') then 'measure_ended'
            when is_followed then 'revoked'
            when expires_on < run_clock.as_of then 'lapsed'
            when expires_on is not null then 'expires'
        end as closing,
        greatest(confidence_rank, case when is_followed then next_confidence_rank else 0 end) as confidence_rank,
        replay_from,
        replay_to
    from ended
    cross join run_clock
    where not is_followed or next_on > effective_on
),

starts as (
    select
        *,
        replay_from is distinct from lag(replay_to) over (
            partition by sender, target, regime, chain, opened_by, number, valid_from, valid_to, closed_by, renewals order by replay_from
        ) as is_new
    from beliefs
),

runs as (
    select
        *,
        count(case when is_new then 1 end) over (
            partition by sender, target, regime, chain, opened_by, number, valid_from, valid_to, closed_by, renewals
            order by replay_from rows between unbounded preceding and current row
        ) as run_no
    from starts
)

select
    substr(md5(concat_ws('|', sender, target, regime, chain, coalesce(number, ''), opened_by, cast(valid_from as varchar), cast(min(replay_from) as varchar))), 1, 20) as carve_out_id,
    sender,
    target,
    regime,
    min(measure) as measure,
    min(subject) as subject,
    min(scope) as scope,
    chain,
    number,
    valid_from,
    valid_to,
    min(expires_on) as expires_on,
    min(replay_from) as known_from,
    case when count(replay_to) = count(*) then max(replay_to) end as known_to,
    opened_by,
    closed_by,
    min(closing) as closing,
    min(change) as change,
    cast(min(renewals) as bigint) as renewals,
    case max(confidence_rank) when 0 then 'verified' when 1 then 'partly_verified' when 2 then 'conflicting' else 'unverified' end as confidence
from runs
where valid_to is null or valid_from < valid_to
group by sender, target, regime, chain, number, valid_from, valid_to, opened_by, closed_by, renewals, run_no
