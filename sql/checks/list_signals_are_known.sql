-- Every field, category and programme of a list is read or named as left out; what is neither is listed here.
-- on: list_signals
-- severity: warn
select
    source || ': ' || signal || ' in ' || field || case when value = '' then '' else ': ' || value end as finding,
    source,
    signal,
    field,
    value,
    sum(occurrences) as occurrences
from list_signals
group by source, signal, field, value
order by source, signal, field, value
