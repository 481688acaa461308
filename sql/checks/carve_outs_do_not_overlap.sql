-- Periods of one chain of carve-outs never overlap at one known time: each re-issue takes the place of the one before.
-- on: carve_outs
-- severity: error
select
    concat_ws(' ', one.sender, 'on', one.target, one.regime, one.chain)
    || ': ' || coalesce(one.number, 'no number') || ' from ' || one.valid_from || ' overlaps '
    || coalesce(other.number, 'no number') || ' from ' || other.valid_from
    || ', both believed on ' || greatest(one.known_from, other.known_from) as finding,
    one.carve_out_id,
    other.carve_out_id as other_carve_out_id,
    one.valid_from,
    one.valid_to,
    other.valid_from as other_valid_from,
    other.valid_to as other_valid_to,
    one.opened_by,
    other.opened_by as other_opened_by
from carve_outs as one
inner join carve_outs as other
    on
        one.sender = other.sender and one.target = other.target and one.regime = other.regime and one.chain = other.chain
        and one.carve_out_id < other.carve_out_id
        and one.valid_from < coalesce(other.valid_to, date '9999-12-31') and other.valid_from < coalesce(one.valid_to, date '9999-12-31')
        and one.known_from < coalesce(other.known_to, date '9999-12-31') and other.known_from < coalesce(one.known_to, date '9999-12-31')
order by one.carve_out_id, other.carve_out_id
