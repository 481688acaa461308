-- One dated piece of evidence for easing, against easing, or for holding: from deeds, from words, from unusual renewals.
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
    confidence
from weighed_deeds
union all
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
    confidence
from weighed_statements
union all
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
    confidence
from weighed_renewals
