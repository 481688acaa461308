-- Measures in force on a day, as known at the run's clock.
create macro active_on(day) as table
select *
from sanction_windows
where
    status = 'active' and known_to is null
    and valid_from <= cast(day as date) and (valid_to is null or cast(day as date) < valid_to)
