-- Licences, derogations and exemptions in force on a day, as known at the run's clock.
create macro carve_outs_on(day) as table
select *
from carve_outs
where known_to is null and valid_from <= cast(day as date) and (valid_to is null or cast(day as date) < valid_to)
