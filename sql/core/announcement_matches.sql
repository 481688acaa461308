-- One document, fetched or added by hand, that is a document of the register: by its official id (CELEX, Federal Register number, eoNumber), else by
-- number and day. A register row that stands for a run of documents (`first..last`) is met by its first and its last.
with curated_ids as (
    select announcement_id, upper(trim(split_part(official_id, '..', 1))) as official_id
    from register_acts
    where official_id is not null
    union
    select announcement_id, upper(trim(split_part(official_id, '..', 2))) as official_id
    from register_acts
    where official_id like '%..%'
),

curated_days as (
    select announcement_id, sender, kind, regexp_replace(lower(number), '[^0-9a-zа-яё]', '', 'g') as number_key, signed_on as acted_on
    from register_acts
    where number is not null and length(signed_on) = 10
    union
    select announcement_id, sender, kind, regexp_replace(lower(number), '[^0-9a-zа-яё]', '', 'g') as number_key, published_on as acted_on
    from register_acts
    where number is not null and length(published_on) = 10
),

held as (
    select fetched_id, source, sender, kind, number, official_id, signed_on, published_on, url, document_sha256, recorded_at
    from fetched_announcements
    union all
    select announcement_id as fetched_id, source, sender, kind, number, official_id, signed_on, published_on, url, document_sha256, recorded_at
    from added_documents
),

held_days as (
    select fetched_id, sender, kind, regexp_replace(lower(number), '[^0-9a-zа-яё]', '', 'g') as number_key, cast(signed_on as varchar) as acted_on
    from held
    where number is not null and signed_on is not null
    union
    select fetched_id, sender, kind, regexp_replace(lower(number), '[^0-9a-zа-яё]', '', 'g') as number_key, cast(published_on as varchar) as acted_on
    from held
    where number is not null and published_on is not null
),

candidates as (
    select held.fetched_id, curated_ids.announcement_id, 'official_id' as matched_by, 1 as preference, 0 as other_kind
    from held
    inner join curated_ids on curated_ids.official_id = upper(trim(held.official_id))
    union all
    select
        held_days.fetched_id, curated_days.announcement_id, 'number_and_date' as matched_by, 2 as preference,
        case when curated_days.kind = held_days.kind then 0 else 1 end as other_kind
    from held_days
    inner join curated_days
        on curated_days.sender = held_days.sender
        and curated_days.number_key = held_days.number_key
        and curated_days.acted_on = held_days.acted_on
    where held_days.number_key <> ''
),

best as (
    select fetched_id, announcement_id, matched_by
    from candidates
    qualify row_number() over (partition by fetched_id order by preference, other_kind, announcement_id) = 1
)

select
    best.fetched_id,
    best.announcement_id,
    best.matched_by,
    held.source,
    held.url,
    held.document_sha256,
    held.recorded_at
from best
inner join held using (fetched_id)
