-- The run that published the file.
select as_of, run_id, version, finished_at, announcements, windows, rejected_rows
from runs
order by finished_at desc
limit 1
