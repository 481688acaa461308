-- Every source that was ever asked answers as it should: none is silent, stale, blocked, unreachable or changed in shape.
-- on: source_freshness
-- severity: warn
select
    source || ': ' || coalesce(last_error, state) as finding,
    source,
    state,
    last_success_at,
    last_error
from source_freshness
where state not in ('fresh', 'never')
order by source
