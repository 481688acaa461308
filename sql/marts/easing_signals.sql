-- One dated piece of evidence for easing, against easing, or for holding, from deeds and from words.
-- weight = weight of the rung x the factors that apply, all from `signal_weights`; the rationale says which.
with confidences as (
    select name as confidence, weight, case name when 'verified' then 0 when 'partly_verified' then 1 when 'conflicting' then 2 else 3 end as confidence_rank
    from signal_weights
    where kind = 'confidence'
),

deeds as (
    select
        deed_signals.*,
        case when manner = 'promised' then 'announced' when effective_on > signal_on then 'enacted' else 'effective' end as stage
    from deed_signals
),

weighed_deeds as (
    select
        deeds.*,
        confidences.confidence,
        cast(
            cast(rungs.weight as decimal(9, 4)) * cast(stages.weight as decimal(9, 4)) * cast(confidences.weight as decimal(9, 4))
            * cast(coalesce(changes.weight, 1) as decimal(9, 4)) as double
        ) as weight,
        replace(deeds.rung, '_', ' ') || ' ' || rungs.weight || ' x ' || deeds.stage || ' ' || stages.weight
        || case when changes.weight is null then '' else ' x ' || replace(deeds.change, '_', ' ') || ' ' || changes.weight end
        || ' x ' || replace(confidences.confidence, '_', ' ') || ' ' || confidences.weight as sum_in_words
    from deeds
    inner join signal_weights as rungs on rungs.kind = 'rung' and deeds.rung = rungs.name
    inner join signal_weights as stages on stages.kind = 'stage' and deeds.stage = stages.name
    left join signal_weights as changes on changes.kind = 'change' and deeds.change = changes.name
    inner join confidences on deeds.confidence_rank = confidences.confidence_rank
),

weighed_words as (
    select
        said.*,
        confidences.confidence,
        cast(
            cast(rungs.weight as decimal(9, 4)) * cast(stages.weight as decimal(9, 4)) * cast(modalities.weight as decimal(9, 4))
            * cast(sides.weight as decimal(9, 4)) * cast(strengths.weight as decimal(9, 4)) * cast(confidences.weight as decimal(9, 4)) as double
        ) as weight,
        replace(said.rung, '_', ' ') || ' ' || rungs.weight || ' x ' || said.stage || ' ' || stages.weight || ' x ' || said.modality || ' ' || modalities.weight
        || ' x ' || replace(case said.speaker_side when 'none' then 'the sender itself' else said.speaker_side end, '_', ' ') || ' ' || sides.weight
        || case said.strength when 'plain' then '' else ' x ' || said.strength || ' ' || strengths.weight end
        || ' x ' || replace(confidences.confidence, '_', ' ') || ' ' || confidences.weight as sum_in_words
    from statement_signals as said
    inner join signal_weights as rungs on rungs.kind = 'rung' and said.rung = rungs.name
    inner join signal_weights as stages on stages.kind = 'stage' and said.stage = stages.name
    inner join signal_weights as modalities on modalities.kind = 'modality' and said.modality = modalities.name
    inner join signal_weights as sides on sides.kind = 'speaker_side' and said.speaker_side = sides.name
    inner join signal_weights as strengths on strengths.kind = 'strength' and said.strength = strengths.name
    inner join confidences on said.confidence_rank = confidences.confidence_rank
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
    end || title || '. Weight ' || weight || ' = ' || sum_in_words || '.' as rationale,
    confidence
from weighed_deeds
union all
select
    'said/' || statement_id,
    signal_on,
    cast(null as date),
    sender,
    target,
    regime,
    measure,
    cast(null as varchar),
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
    end || coalesce(speaker, 'the sender') || ' (' || replace(stance, '_', ' ') || ', ' || modality || '). Weight ' || weight || ' = ' || sum_in_words || '.',
    confidence
from weighed_words
