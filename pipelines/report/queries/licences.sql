-- Licences, derogations and exemptions that end within ninety days of the run's clock unless renewed.
select c.sender, c.target, coalesce(c.number, c.chain) as number, c.measure, c.scope,
    c.expires_on, date_diff('day', cast($as_of as date), c.expires_on) as days_left, c.renewals, a.title, a.url
from carve_outs_on($as_of) as c
left join announcements as a on c.opened_by = a.announcement_id
where c.expires_on between cast($as_of as date) and cast($as_of as date) + 90
order by c.expires_on, c.sender, number
