-- Windows of a key never overlap at one known time (W1).
-- on: sanction_windows
-- severity: error
select
    concat_ws(' ', one.sender, 'on', one.target, one.regime, one.measure, one.subject)
    || ': ' || one.status || ' from ' || one.valid_from || ' overlaps ' || other.status || ' from ' || other.valid_from
    || ', both believed on ' || greatest(one.known_from, other.known_from) as finding,
    one.window_id,
    other.window_id as other_window_id,
    one.valid_from,
    one.valid_to,
    other.valid_from as other_valid_from,
    other.valid_to as other_valid_to,
    one.opened_by,
    other.opened_by as other_opened_by
from sanction_windows as one
inner join sanction_windows as other
    on
        one.sender = other.sender and one.target = other.target and one.regime = other.regime
        and one.measure = other.measure and one.subject = other.subject
        and one.window_id < other.window_id
        and one.valid_from < coalesce(other.valid_to, date '9999-12-31') and other.valid_from < coalesce(one.valid_to, date '9999-12-31')
        and one.known_from < coalesce(other.known_to, date '9999-12-31') and other.known_from < coalesce(one.known_to, date '9999-12-31')
order by one.window_id, other.window_id
