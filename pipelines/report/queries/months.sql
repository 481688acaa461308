-- The easing index, one dyad and month.
select sender, target, month, easing, tightening, net
from easing_index
where exists (select 1 from sanction_windows as w where w.sender = easing_index.sender and w.target = easing_index.target)
order by sender, target, month
