-- One action that moves the windows of one key. An act on the whole country, or on `multiple` measures, reaches every
-- key of the regime that it covers (W6: an act that names keys closes those alone).
with named as (
    select keys.key_id, moves.*
    from window_moves as moves
    inner join window_keys as keys
        on
            moves.sender = keys.sender and moves.target = keys.target and moves.regime = keys.regime
            and moves.measure = keys.measure and moves.subject = keys.subject
),

sweeping as (
    select keys.key_id, moves.*
    from window_moves as moves
    inner join window_keys as keys
        on
            moves.sender = keys.sender and moves.target = keys.target and moves.regime = keys.regime
            and (moves.measure = keys.measure or moves.measure in ('multiple', 'all_sectoral'))
            and (moves.measure <> keys.measure or moves.subject <> keys.subject)
    where moves.effect <> 'open' and moves.subject = 'country:' || moves.target
),

reached as (
    select * from named
    union all
    select * from sweeping
)

select
    key_id,
    row_number() over (
        partition by key_id
        order by
            stands_since, effective_on,
            case effect when 'close' then 0 when 'open' then 1 when 'resume' then 2 when 'suspend' then 3 else 4 end,
            action_id
    ) as event_no,
    effect,
    label,
    effective_on,
    term_on,
    known_from,
    known_to,
    announcement_id,
    confidence_rank,
    basis,
    precision,
    from_basis,
    valid_to_earliest
from reached
