-- Sunsets ahead or overdue, the nearest first, with the act that set them.
select s.sender, s.target, s.regime, s.expires_on, s.days_left, s.renewals, s.typical_lead_days, s.open_windows, s.alarm, a.title, a.url
from sunset_calendar as s
left join announcements as a on s.set_by = a.announcement_id
order by s.expires_on, s.regime
