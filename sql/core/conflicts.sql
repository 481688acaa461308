-- One date on which a fetched document and the register disagree: nothing is overwritten, both versions stand here with their sources.
-- A curated month or year disagrees only with a day outside it. `announced_on` is left out: the register means the first announcement.
with matched as (
    select
        announcement_matches.announcement_id,
        announcement_matches.fetched_id,
        announcement_matches.matched_by,
        fetched_announcements.source,
        fetched_announcements.url,
        fetched_announcements.document_sha256,
        fetched_announcements.recorded_at,
        register_acts.signed_on as curated_signed_on,
        register_acts.published_on as curated_published_on,
        cast(fetched_announcements.signed_on as varchar) as fetched_signed_on,
        cast(fetched_announcements.published_on as varchar) as fetched_published_on
    from announcement_matches
    inner join register_acts using (announcement_id)
    inner join fetched_announcements on fetched_announcements.fetched_id = announcement_matches.fetched_id
    where register_acts.official_id not like '%..%' or register_acts.official_id is null
),

dates as (
    select
        announcement_id, fetched_id, source, 'signed_on' as field, curated_signed_on as curated, fetched_signed_on as fetched,
        matched_by, url, document_sha256, recorded_at
    from matched
    union all
    select
        announcement_id, fetched_id, source, 'published_on' as field, curated_published_on as curated, fetched_published_on as fetched,
        matched_by, url, document_sha256, recorded_at
    from matched
)

select announcement_id, fetched_id, source, field, curated, fetched, matched_by, url, document_sha256, recorded_at
from dates
where curated is not null
    and fetched is not null
    and substr(fetched, 1, length(curated)) <> curated
