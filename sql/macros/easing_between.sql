-- Signals that became known from one day to another, both included.
create macro easing_between(from_day, to_day) as table
select *
from easing_signals
where signal_on between cast(from_day as date) and cast(to_day as date)
order by signal_on, signal_id
