-- One thing said in one document. A statement is dated by the last day of a month or year where no more is known:
-- nothing is known before it is said, and never later than by the document that reports it. Direction follows from the stance; what is denied has none (annotation guide, section 2).
with dated as (
    select
        said.*,
        documents.recorded_at,
        documents.known_on as document_known_on,
        last_day(cast(said.said_on || substr('0000-12-01', length(said.said_on) + 1) as date)) as said_end
    from register_statements as said
    inner join announcements as documents on said.announcement_id = documents.announcement_id
)

select
    statement_id,
    announcement_id,
    case when length(said_on) = 10 then cast(said_on as date) when said_on is not null then least(said_end, document_known_on) else document_known_on end as said_on,
    case length(said_on) when 10 then 'day' when 7 then 'month' when 4 then 'year' else 'unknown' end as said_precision,
    speaker,
    speaker_side,
    sender,
    target,
    regime,
    stance,
    case
        when modality = 'denied' then 0
        when stance in ('impose', 'tighten', 'threaten') then -1
        when stance in ('extend', 'maintain', 'refuse_to_ease') then 0
        else 1
    end as direction,
    modality,
    strength,
    chain,
    measure,
    evidence,
    url,
    'curated' as basis,
    confidence,
    recorded_at
from dated
union all
-- what a rule read in a document that the register lacks
select
    found.statement_id, found.announcement_id, found.said_on, 'day' as said_precision, found.speaker, found.speaker_side, found.sender, found.target,
    cast(null as varchar) as regime, found.stance,
    case
        when found.modality = 'denied' then 0
        when found.stance in ('impose', 'tighten', 'threaten') then -1
        when found.stance in ('extend', 'maintain', 'refuse_to_ease') then 0
        else 1
    end as direction,
    found.modality, 'plain' as strength, cast(null as varchar) as chain, found.measure, found.quote as evidence, cast(null as varchar) as url,
    'extracted' as basis, case when found.rule_confidence >= 0.8 then 'partly_verified' else 'unverified' end as confidence, found.recorded_at
from extracted_statements as found
where found.announcement_id in (select announcement_id from announcements)
