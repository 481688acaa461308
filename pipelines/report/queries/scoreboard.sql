-- How good the project is, in numbers.
select area, measure, value, low, high, baseline, bar, n, note
from scoreboard
order by area, measure
