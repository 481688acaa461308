-- One window as believed over one known period. The sunset of the regime, as known then, is laid over every window
-- that no act has closed (W3, W8); a window is as sure as the least sure act that bounds it.
with eras as (
    select sender, target, regime, expires_on, phase, renewal_no, known_from, known_to, announcement_id, confidence
    from regime_sunsets
    union all
    select sender, target, regime, null, 'none', 0, date '0001-01-01', min(known_from), null, 'verified'
    from regime_sunsets
    group by sender, target, regime
),

placed as (
    select beliefs.*, keys.sender, keys.target, keys.regime, keys.measure, keys.subject, keys.subject_kind
    from window_beliefs as beliefs
    inner join window_keys as keys on beliefs.key_id = keys.key_id
),

dated as (
    -- the era of the sunset that a belief falls into; closed windows take the era of their end
    select
        placed.*,
        eras.phase,
        eras.expires_on as sunset_on,
        eras.announcement_id as sunset_by,
        eras.renewal_no,
        eras.confidence as sunset_confidence,
        case when placed.valid_to is null then eras.known_from end as era_from,
        case when placed.valid_to is null then eras.known_to end as era_to
    from placed
    left join eras
        on
            placed.sender = eras.sender and placed.target = eras.target and placed.regime = eras.regime
            and (
                (
                    placed.valid_to is null and (placed.known_to is null or eras.known_from < placed.known_to)
                    and (eras.known_to is null or placed.known_from < eras.known_to)
                )
                or (
                    placed.valid_to is not null and eras.known_from < placed.valid_to
                    and (eras.known_to is null or placed.valid_to <= eras.known_to)
                )
            )
),

counted as (
    select dated.*, opening_era.renewal_no as renewals_before
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
        valid_to is null and phase = 'sunset' and sunset_on >= valid_from as ends_with_sunset,
        valid_to is null and phase in ('overdue', 'renewal_missing') as is_overdue,
        greatest(known_from, coalesce(era_from, known_from)) as believed_from,
        least(known_to, era_to) as believed_to
    from counted
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
    case when ends_with_sunset then sunset_on + 1 else valid_to end as valid_to,
    case when ends_with_sunset then 'day' when closing = 'expired' and bounded.term_on is not null then 'day' when valid_to is not null then closer.precision end as valid_to_precision,
    believed_from as known_from,
    believed_to as known_to,
    opening,
    case when ends_with_sunset then 'sunset' when is_overdue then phase else closing end as closing,
    opener.announcement_id as opened_by,
    case when ends_with_sunset then sunset_by else closer.announcement_id end as closed_by,
    case when ends_with_sunset or is_overdue then sunset_on else bounded.term_on end as expires_on,
    renewals + greatest(coalesce(renewal_no, 0) - coalesce(renewals_before, 0), 0) as renewals,
    opener.basis,
    case greatest(
        opener.confidence_rank,
        coalesce(closer.confidence_rank, 0),
        case when ends_with_sunset then case sunset_confidence when 'verified' then 0 when 'partly_verified' then 1 else 2 end else 0 end
    )
        when 0 then 'verified' when 1 then 'partly_verified' when 2 then 'conflicting' else 'unverified'
    end as confidence
from bounded
inner join window_events as opener on bounded.key_id = opener.key_id and bounded.opening_no = opener.event_no
left join window_events as closer on bounded.key_id = closer.key_id and bounded.closing_no = closer.event_no
