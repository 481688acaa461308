-- Measures in force on a day, as the public could know it on another day.
create macro active_as_known(day, known_day) as table
select *
from sanction_windows
where
    status = 'active'
    and known_from <= cast(known_day as date) and (known_to is null or cast(known_day as date) < known_to)
    and valid_from <= cast(day as date) and (valid_to is null or cast(day as date) < valid_to)
