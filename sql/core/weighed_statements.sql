-- Statements with their weight: rung x stage x modality x speaker x strength x confidence, all from `signal_weights`.
with weighed as (
    select
        said.*,
        cast(
            cast(rungs.weight as decimal(9, 4)) * cast(stages.weight as decimal(9, 4)) * cast(modalities.weight as decimal(9, 4))
            * cast(sides.weight as decimal(9, 4)) * cast(strengths.weight as decimal(9, 4)) * cast(sureness.weight as decimal(9, 4)) as double
        ) as weight,
        replace(said.rung, '_', ' ') || ' ' || rungs.weight || ' x ' || said.stage || ' ' || stages.weight
        || ' x ' || said.modality || ' ' || modalities.weight
        || ' x ' || replace(case said.speaker_side when 'none' then 'the sender itself' else said.speaker_side end, '_', ' ') || ' ' || sides.weight
        || case said.strength when 'plain' then '' else ' x ' || said.strength || ' ' || strengths.weight end
        || ' x ' || replace(said.confidence, '_', ' ') || ' ' || sureness.weight as sum_in_words
    from statement_signals as said
    inner join signal_weights as rungs on rungs.kind = 'rung' and said.rung = rungs.name
    inner join signal_weights as stages on stages.kind = 'stage' and said.stage = stages.name
    inner join signal_weights as modalities on modalities.kind = 'modality' and said.modality = modalities.name
    inner join signal_weights as sides on sides.kind = 'speaker_side' and said.speaker_side = sides.name
    inner join signal_weights as strengths on strengths.kind = 'strength' and said.strength = strengths.name
    inner join signal_weights as sureness on sureness.kind = 'confidence' and said.confidence = sureness.name
)

select
    'said/' || statement_id as signal_id,
    signal_on,
    cast(null as date) as effective_on,
    sender,
    target,
    regime,
    measure,
    cast(null as varchar) as subject,
    rung,
    stage,
    direction,
    weight,
    announcement_id,
    evidence,
    case
        when rung = 'refusal' then 'Easing refused, or measures upheld, by '
        when rung = 'renewal' then 'A renewal in the words of '
        when direction = 1 and stage = 'announced' then 'Easing announced by '
        when direction = 1 then 'Words of easing by '
        when stage = 'announced' then 'Measures announced by '
        else 'Words of more measures by '
    end || coalesce(speaker, 'the sender') || ' (' || replace(stance, '_', ' ') || ', ' || modality || '). Weight ' || weight || ' = ' || sum_in_words
    || '.' as rationale,
    confidence,
    'statement' as origin,
    event_id,
    cast(null as date) as withdrawn_on
from weighed
