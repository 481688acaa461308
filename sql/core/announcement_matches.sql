-- One fetched document that is a document of the register: by its official id (CELEX, Federal Register number, eoNumber), else by
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

fetched_days as (
    select fetched_id, sender, kind, regexp_replace(lower(number), '[^0-9a-zа-яё]', '', 'g') as number_key, cast(signed_on as varchar) as acted_on
    from fetched_announcements
    where number is not null and signed_on is not null
    union
    select fetched_id, sender, kind, regexp_replace(lower(number), '[^0-9a-zа-яё]', '', 'g') as number_key, cast(published_on as varchar) as acted_on
    from fetched_announcements
    where number is not null and published_on is not null
),

candidates as (
    select fetched_announcements.fetched_id, curated_ids.announcement_id, 'official_id' as matched_by, 1 as preference, 0 as other_kind
    from fetched_announcements
    inner join curated_ids on curated_ids.official_id = upper(trim(fetched_announcements.official_id))
    union all
    select
        fetched_days.fetched_id, curated_days.announcement_id, 'number_and_date' as matched_by, 2 as preference,
        case when curated_days.kind = fetched_days.kind then 0 else 1 end as other_kind
    from fetched_days
    inner join curated_days
        on curated_days.sender = fetched_days.sender
        and curated_days.number_key = fetched_days.number_key
        and curated_days.acted_on = fetched_days.acted_on
    where fetched_days.number_key <> ''
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
    fetched_announcements.source,
    fetched_announcements.url,
    fetched_announcements.document_sha256,
    fetched_announcements.recorded_at
from best
inner join fetched_announcements using (fetched_id)
