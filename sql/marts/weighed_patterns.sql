-- Patterns with their weight: a sign of easing counts as intent, a sign of hardening as threat, x pattern x confidence.
-- What deeds say beyond themselves: unusual renewals, more delistings than usual, one sender easing while another holds.
with patterns_found as (
    select signal_id, sender, target, regime, pattern, direction, announcement_id, title, signal_on, evidence, confidence
    from renewal_signals
    union all
    select signal_id, sender, target, regime, pattern, direction, announcement_id, title, signal_on, evidence, confidence
    from delisting_signals
    union all
    select signal_id, sender, target, regime, pattern, direction, announcement_id, title, signal_on, evidence, confidence
    from divergence_signals
),

placed as (
    select *, case direction when 1 then 'intent' else 'threat' end as rung
    from patterns_found
),

weighed as (
    select
        placed.*,
        cast(
            cast(rungs.weight as decimal(9, 4)) * cast(patterns.weight as decimal(9, 4)) * cast(sureness.weight as decimal(9, 4)) as double
        ) as weight,
        placed.rung || ' ' || rungs.weight || ' x ' || replace(placed.pattern, '_', ' ') || ' ' || patterns.weight
        || ' x ' || replace(placed.confidence, '_', ' ') || ' ' || sureness.weight as sum_in_words
    from placed
    inner join signal_weights as rungs on rungs.kind = 'rung' and placed.rung = rungs.name
    inner join signal_weights as patterns on patterns.kind = 'pattern' and placed.pattern = patterns.name
    inner join signal_weights as sureness on sureness.kind = 'confidence' and placed.confidence = sureness.name
)

select
    signal_id,
    signal_on,
    cast(null as date) as effective_on,
    sender,
    target,
    regime,
    cast(null as varchar) as measure,
    cast(null as varchar) as subject,
    rung,
    'intent' as stage,
    direction,
    weight,
    announcement_id,
    evidence,
    title || ': ' || evidence || '. Weight ' || weight || ' = ' || sum_in_words || '.' as rationale,
    confidence,
    'pattern' as origin,
    signal_id as event_id,
    cast(null as date) as withdrawn_on
from weighed
