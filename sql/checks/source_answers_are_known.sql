-- Nothing in the sources' answers is unknown to their parsers: no category, heading or verb without a meaning, no unreadable body.
-- A fault of a module counts until a later visit went without it.
-- on: source_signals
-- severity: warn
select
    source_signals.source || ': ' || source_signals.what || ' at ' || source_signals.place || ': ' || source_signals.found as finding,
    source_signals.source,
    source_signals.what,
    source_signals.place,
    source_signals.last_seen_at
from source_signals
inner join source_freshness using (source)
where source_signals.severity = 'error'
    and (source_signals.what <> 'module_failed' or source_signals.last_seen_at >= coalesce(source_freshness.last_attempt_at, source_signals.last_seen_at))
order by source_signals.source, source_signals.what, source_signals.place
