-- Each source and how fresh it is.
select s.source, s.title, s.publisher, s.documents, s.newest_on, s.last_success_at, s.last_error, f.state
from sources as s
left join source_freshness as f on s.source = f.source
order by s.documents desc, s.source
