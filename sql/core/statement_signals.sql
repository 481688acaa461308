-- One thing said about easing or tightening, on its rung. Official, asserted words about a deed are announcements of it;
-- everything else is intent or threat. What is denied holds; a denied threat is no signal at all.
with seen as (
    select statements.*, documents.event_id, documents.title
    from statements
    inner join announcements as documents on statements.announcement_id = documents.announcement_id
    cross join run_clock
    where statements.said_on <= run_clock.as_of
),

placed as (
    select
        *,
        modality = 'asserted' and (speaker_side is null or speaker_side = 'sender_official') as is_official
    from seen
    where not (modality = 'denied' and stance in ('impose', 'tighten', 'threaten', 'extend', 'maintain'))
)

select
    statement_id,
    event_id,
    said_on as signal_on,
    sender,
    target,
    regime,
    measure,
    case
        when modality = 'denied' or stance in ('refuse_to_ease', 'maintain') then 'refusal'
        when stance = 'extend' then 'renewal'
        when stance = 'impose' and is_official then 'imposition'
        when stance = 'tighten' and is_official then 'expansion'
        when stance in ('impose', 'tighten', 'threaten') then 'threat'
        when not is_official then 'intent'
        when stance = 'ease' then 'partial_lifting'
        when stance = 'suspend' then 'suspension'
        when stance = 'lift' then 'termination'
        when stance = 'license' then 'exemption'
        when stance = 'delist' then 'delisting'
        else 'intent'
    end as rung,
    case when is_official and stance in ('impose', 'tighten', 'ease', 'suspend', 'lift', 'license', 'delist', 'extend') then 'announced' else 'intent' end as stage,
    direction,
    stance,
    modality,
    coalesce(speaker_side, 'none') as speaker_side,
    strength,
    speaker,
    announcement_id,
    evidence,
    confidence
from placed
