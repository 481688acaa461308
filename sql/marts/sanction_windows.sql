-- One window as believed over one known period. The sunset of the regime, as known then, is laid over every window
-- that no act or term has closed (W3, W8); a window is as sure as the least sure act that bounds it.
with stretches as (
    select *, lead(known_from) over (partition by sender, target, regime order by known_from) as next_from
    from regime_sunsets
),

eras as (
    select sender, target, regime, expires_on, phase, renewal_no, known_from, known_to, announcement_id, confidence
    from stretches
    union all
    -- known time in which the regime has no sunset on record: before the first, and after a withdrawal
    select sender, target, regime, null, 'none', 0, date '0001-01-01', min(known_from), null, 'verified'
    from stretches
    group by sender, target, regime
    union all
    select sender, target, regime, null, 'none', 0, known_to, next_from, null, 'verified'
    from stretches
    where known_to is not null and (next_from is null or known_to < next_from)
),

governed as (
    -- keys whose regime ever had a sunset: only what is believed of them can be split by its eras
    select keys.*
    from window_keys as keys
    inner join (select distinct sender, target, regime from regime_sunsets) as regimes
        on keys.sender = regimes.sender and keys.target = regimes.target and keys.regime = regimes.regime
),

placed as (
    select beliefs.*, governed.sender, governed.target, governed.regime, governed.measure, governed.subject, governed.subject_kind
    from window_beliefs as beliefs
    inner join governed on beliefs.key_id = governed.key_id
),

dated as (
    -- the eras of the sunset that a belief lives through; one about an ended window stays in the era of that end
    select
        placed.*,
        eras.phase,
        eras.expires_on as sunset_on,
        eras.announcement_id as sunset_by,
        eras.renewal_no,
        eras.confidence as sunset_confidence,
        eras.known_from as era_from,
        case when placed.valid_to is null or eras.known_to < placed.valid_to then eras.known_to end as era_to
    from placed
    left join eras
        on
            placed.sender = eras.sender and placed.target = eras.target and placed.regime = eras.regime
            and (placed.known_to is null or eras.known_from < placed.known_to)
            and (placed.valid_to is null or eras.known_from < placed.valid_to)
            and (eras.known_to is null or placed.known_from < eras.known_to or placed.valid_to <= eras.known_to)
),

counted as (
    select
        dated.*,
        case when opening_era.known_from < dated.era_from then opening_era.renewal_no else dated.renewal_no end as renewals_before
    from dated
    left join eras as opening_era
        on
            dated.sender = opening_era.sender and dated.target = opening_era.target and dated.regime = opening_era.regime
            and opening_era.known_from <= dated.valid_from
            and (opening_era.known_to is null or dated.valid_from < opening_era.known_to)
),

bounded as (
    select
        *,
        -- a window that some act or term ends has that end; an open one ends with the sunset, while that is ahead
        valid_to is null and coalesce(phase = 'sunset' and sunset_on >= valid_from, false) as ends_with_sunset,
        valid_to is null and coalesce(phase in ('overdue', 'renewal_missing'), false) as is_overdue,
        greatest(known_from, coalesce(era_from, known_from)) as believed_from,
        least(known_to, era_to) as believed_to
    from counted
),

stated as (
    select
        key_id, sender, target, regime, measure, subject, subject_kind, status, valid_from, opening, opening_no, closing_no,
        known_from as belief_from, known_to as belief_to, believed_from, believed_to,
        case when ends_with_sunset then sunset_on + 1 else valid_to end as valid_to,
        case when ends_with_sunset then 'sunset' when is_overdue then phase else closing end as closing,
        case when ends_with_sunset or (closing = 'expired' and term_on is not null) then 'day' end as end_precision,
        case when ends_with_sunset then sunset_by end as sunset_by,
        case when ends_with_sunset then sunset_confidence end as sunset_confidence,
        case when ends_with_sunset or is_overdue then sunset_on else term_on end as expires_on,
        renewals + greatest(coalesce(renewal_no, 0) - coalesce(renewals_before, 0), 0) as renewals
    from bounded
),

pieces as (
    -- beliefs that live through several eras
    select
        *,
        coalesce(
            valid_to is not distinct from lag(valid_to) over in_order
            and closing is not distinct from lag(closing) over in_order
            and sunset_by is not distinct from lag(sunset_by) over in_order
            and sunset_confidence is not distinct from lag(sunset_confidence) over in_order
            and expires_on is not distinct from lag(expires_on) over in_order
            and renewals = lag(renewals) over in_order,
            false
        ) as goes_on
    from stated
    where believed_from <> belief_from or believed_to is distinct from belief_to
    window in_order as (partition by key_id, status, valid_from, belief_from order by believed_from)
),

joined as (
    select *, false as goes_on, belief_to as last_to
    from stated
    where believed_from = belief_from and believed_to is not distinct from belief_to
    union all
    -- an era that changes nothing for a window does not split its belief; the pieces tile it
    select
        *,
        coalesce(lead(believed_from) over (partition by key_id, status, valid_from, belief_from order by believed_from), belief_to) as last_to
    from pieces
    where not goes_on
),

settled as (
    select
        key_id, sender, target, regime, measure, subject, subject_kind, status, valid_from, valid_to, end_precision, believed_from, last_to,
        opening, opening_no, closing, closing_no, sunset_by, sunset_confidence, expires_on, renewals
    from joined
    union all
    select
        keys.*, beliefs.status, beliefs.valid_from, beliefs.valid_to,
        case when beliefs.closing = 'expired' and beliefs.term_on is not null then 'day' end,
        beliefs.known_from, beliefs.known_to, beliefs.opening, beliefs.opening_no, beliefs.closing, beliefs.closing_no,
        null, null, beliefs.term_on, beliefs.renewals
    from window_beliefs as beliefs
    inner join window_keys as keys on beliefs.key_id = keys.key_id
    where keys.key_id not in (select key_id from governed)
)

select
    substr(md5(concat_ws('|', sender, target, regime, measure, subject, status, cast(valid_from as varchar), cast(believed_from as varchar))), 1, 20) as window_id,
    sender,
    target,
    regime,
    measure,
    subject,
    subject_kind,
    status,
    valid_from,
    opener.precision as valid_from_precision,
    valid_to,
    coalesce(end_precision, closer.precision) as valid_to_precision,
    closer.valid_to_earliest,
    believed_from as known_from,
    last_to as known_to,
    opening,
    closing,
    opener.announcement_id as opened_by,
    coalesce(sunset_by, closer.announcement_id) as closed_by,
    expires_on,
    renewals,
    opener.basis,
    opener.from_basis,
    case greatest(
        opener.confidence_rank,
        coalesce(closer.confidence_rank, 0),
        case sunset_confidence when 'partly_verified' then 1 when 'conflicting' then 2 else 0 end
    )
        when 0 then 'verified' when 1 then 'partly_verified' when 2 then 'conflicting' else 'unverified'
    end as confidence
from settled
inner join window_events as opener on settled.key_id = opener.key_id and settled.opening_no = opener.event_no
left join window_events as closer on settled.key_id = closer.key_id and settled.closing_no = closer.event_no
