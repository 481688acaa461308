-- One dated piece of evidence for easing, against easing, or for holding: from deeds, from words, from patterns such as an unusual renewal.
with weighed as (
    -- the three have the same columns in the same order (`schemas/signals.py`)
    select * from weighed_deeds
    union all
    select * from weighed_statements
    union all
    select * from weighed_patterns
)

select
    signal_id,
    signal_on,
    effective_on,
    sender,
    target,
    regime,
    measure,
    subject,
    rung,
    stage,
    direction,
    weight,
    announcement_id,
    evidence,
    rationale,
    confidence,
    origin,
    event_id,
    withdrawn_on
from weighed
