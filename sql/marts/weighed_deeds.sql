-- Deeds with their weight: weight of the rung x stage x change x confidence, all from `signal_weights`; the rationale says which.
with staged as (
    select
        *,
        case when manner = 'promised' then 'announced' when effective_on > signal_on then 'enacted' else 'effective' end as stage
    from deed_signals
),

weighed as (
    select
        staged.*,
        cast(
            cast(rungs.weight as decimal(9, 4)) * cast(stages.weight as decimal(9, 4)) * cast(coalesce(changes.weight, 1) as decimal(9, 4))
            * cast(sureness.weight as decimal(9, 4)) as double
        ) as weight,
        replace(staged.rung, '_', ' ') || ' ' || rungs.weight || ' x ' || staged.stage || ' ' || stages.weight
        || case when changes.weight is null then '' else ' x ' || replace(staged.change, '_', ' ') || ' ' || changes.weight end
        || ' x ' || replace(staged.confidence, '_', ' ') || ' ' || sureness.weight as sum_in_words
    from staged
    inner join signal_weights as rungs on rungs.kind = 'rung' and staged.rung = rungs.name
    inner join signal_weights as stages on stages.kind = 'stage' and staged.stage = stages.name
    inner join signal_weights as sureness on sureness.kind = 'confidence' and staged.confidence = sureness.name
    left join signal_weights as changes on changes.kind = 'change' and staged.change = changes.name
)

select
    event_id || '/' || regime || '/' || rung || case direction when 1 then '+' when -1 then '-' else '=' end || '/' || manner as signal_id,
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
    case manner
        when 'promised' then 'Announced before the act: '
        when 'lapsed' then 'A licence ran out and nothing took its place: '
        else case direction when 1 then 'An act eases: ' when -1 then 'An act tightens: ' else 'An act holds the line: ' end
    end || title || '.' || case when denied_on is null then '' else ' Officials had ruled it out as late as ' || denied_on || '.' end
    || case when withdrawn_on is null then '' else ' Withdrawn on ' || withdrawn_on || ': a later document shows that it had been replaced.' end
    || ' Weight ' || weight || ' = ' || sum_in_words || '.' as rationale,
    confidence,
    case manner when 'done' then 'act' when 'promised' then 'promise' else 'lapse' end as origin,
    event_id,
    withdrawn_on
from weighed
