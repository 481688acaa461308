-- What the run changed in the published file.
select c.kind, c.table_name, c.op, count(*) as changed
from changes as c
inner join (select run_id from runs order by finished_at desc limit 1) as r on c.run_id = r.run_id
group by all
order by c.kind, changed desc, c.table_name, c.op
