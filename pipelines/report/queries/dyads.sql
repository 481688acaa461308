-- One dyad with measures on record: what is in force, what is let through, and which way the sender leans.
with now as (select cast($as_of as date) as day),

in_force as (
    select w.sender, w.target,
        count(*) filter (where w.status = 'active') as active,
        count(*) filter (where w.status = 'suspended') as suspended,
        count(distinct w.measure) filter (where w.status = 'active') as measures
    from sanction_windows as w, now
    where w.known_to is null and w.valid_from <= now.day and (w.valid_to is null or now.day < w.valid_to)
    group by all
),

exempted as (
    select c.sender, c.target, count(*) as carve_outs
    from carve_outs as c, now
    where c.known_to is null and c.valid_from <= now.day and (c.valid_to is null or now.day < c.valid_to)
    group by all
),

leaning as (
    select d.sender, d.target, d.net, d.momentum
    from easing_daily as d, now
    where d.day = now.day
),

known as (
    select distinct sender, target from sanction_windows
)

select k.sender, k.target, coalesce(f.active, 0) as active, coalesce(f.suspended, 0) as suspended, coalesce(f.measures, 0) as measures,
    coalesce(e.carve_outs, 0) as carve_outs, l.net, l.momentum
from known as k
left join in_force as f on k.sender = f.sender and k.target = f.target
left join exempted as e on k.sender = e.sender and k.target = e.target
left join leaning as l on k.sender = l.sender and k.target = l.target
order by active desc, k.sender, k.target
