-- Everything one sender did and said about one target, in order of the day it became known.
create macro timeline(sender, target) as table
select
    coalesce(a.known_on, a.effective_on) as known_on, 'action' as what, a.action as did, a.regime, a.measure, a.subject, a.effective_on, a.expires_on,
    d.kind, d.number, d.title, a.evidence, a.confidence, a.announcement_id, coalesce(a.url, d.url) as url
from actions as a
inner join announcements as d on a.announcement_id = d.announcement_id
where a.sender = sender and a.target = target
union all
select
    s.said_on, 'statement', s.stance, s.regime, s.measure, null, null, null,
    d.kind, d.number, d.title, s.evidence, s.confidence, s.announcement_id, coalesce(s.url, d.url)
from statements as s
inner join announcements as d on s.announcement_id = d.announcement_id
where s.sender = sender and s.target = target
order by known_on nulls last, what, announcement_id, subject
