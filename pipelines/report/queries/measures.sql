-- One kind of measure: windows in force on the run's day, by dyad, the commonest first.
with counted as (
    select measure, sender, target, count(*) as active
    from active_on($as_of)
    group by all
)

select measure, sum(active) as active, map_from_entries(list((sender || ' on ' || target, active))) as by_dyad
from counted
group by measure
order by active desc, measure
