-- The newest signals of each dyad, one for each thing that happened.
select s.sender, s.target, s.signal_on, s.rung, s.stage, s.direction, s.weight, s.rationale, s.origin,
    split_part(s.rationale, ' Weight ', 1) as why, a.title, a.url, c.members
from easing_signals as s
inner join signal_clusters as c on s.signal_id = c.signal_id and c.is_representative
left join announcements as a on s.announcement_id = a.announcement_id
where s.withdrawn_on is null and s.signal_on <= cast($as_of as date)
qualify row_number() over (partition by s.sender, s.target order by s.signal_on desc, s.weight desc, s.signal_id) <= 8
order by s.sender, s.target, s.signal_on desc, s.weight desc, s.signal_id
