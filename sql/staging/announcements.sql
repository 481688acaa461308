-- One published document. Partial dates become their first day with a precision beside it (W10);
-- knowledge takes the last day, because nothing is known before it is said. A fetched or added document that the register has is the
-- same announcement (`announcement_matches`); one that it lacks (fetched: and that concerns the dyads) is one of its own source.
with dated as (
    select
        *,
        cast(announced_on || substr('0000-01-01', length(announced_on) + 1) as date) as announced_first,
        cast(signed_on || substr('0000-01-01', length(signed_on) + 1) as date) as signed_first,
        cast(published_on || substr('0000-01-01', length(published_on) + 1) as date) as published_first,
        last_day(cast(announced_on || substr('0000-12-01', length(announced_on) + 1) as date)) as announced_end,
        last_day(cast(signed_on || substr('0000-12-01', length(signed_on) + 1) as date)) as signed_end,
        last_day(cast(published_on || substr('0000-12-01', length(published_on) + 1) as date)) as published_end
    from register_acts
),

knowable as (
    select
        *,
        case when length(announced_on) = 10 then announced_first else announced_end end as announced_known,
        case when length(signed_on) = 10 then signed_first else signed_end end as signed_known,
        case when length(published_on) = 10 then published_first else published_end end as published_known
    from dated
),

fetched as (
    select
        fetched_id as announcement_id,
        case
            when number is not null and signed_on is not null
                then sender || '-' || regexp_replace(lower(number), '[^0-9a-zа-яё]', '', 'g') || '-' || cast(signed_on as varchar)
            else fetched_id
        end as event_id,
        source, sender, regime, kind, number, official_id, cast(null as varchar) as amends, issuer, title, language,
        announced_on, case when announced_on is null then 'unknown' else 'day' end as announced_precision,
        signed_on, case when signed_on is null then 'unknown' else 'day' end as signed_precision,
        published_on, case when published_on is null then 'unknown' else 'day' end as published_precision,
        coalesce(least(signed_on, published_on), announced_on) as known_on,
        url, cast(null as varchar) as source_title, document_sha256, 'verified' as confidence, note, recorded_at
    from fetched_announcements
    where is_relevant and fetched_id not in (select fetched_id from announcement_matches)
)

select
    announcement_id,
    event_id,
    'register' as source,
    sender,
    regime,
    kind,
    number,
    official_id,
    amends,
    issuer,
    title,
    language,
    announced_first as announced_on,
    case length(announced_on) when 10 then 'day' when 7 then 'month' when 4 then 'year' else 'unknown' end as announced_precision,
    signed_first as signed_on,
    case length(signed_on) when 10 then 'day' when 7 then 'month' when 4 then 'year' else 'unknown' end as signed_precision,
    published_first as published_on,
    case length(published_on) when 10 then 'day' when 7 then 'month' when 4 then 'year' else 'unknown' end as published_precision,
    coalesce(least(signed_known, published_known), announced_known) as known_on,
    url,
    source_title,
    document_sha256,
    confidence,
    note,
    cast(recorded_on || ' 00:00:00' as timestamp) as recorded_at
from knowable
union all
select
    announcement_id, event_id, source, sender, regime, kind, number, official_id, amends, issuer, title, language,
    announced_on, announced_precision, signed_on, signed_precision, published_on, published_precision,
    known_on, url, source_title, document_sha256, confidence, note, recorded_at
from fetched
union all
select
    announcement_id, announcement_id as event_id, source, sender, regime, 'list_snapshot' as kind,
    cast(null as varchar) as number, cast(null as varchar) as official_id, cast(null as varchar) as amends, cast(null as varchar) as issuer,
    title, 'en' as language, announced_on, 'day' as announced_precision,
    cast(null as date) as signed_on, 'unknown' as signed_precision,
    published_on, case when published_on is null then 'unknown' else 'day' end as published_precision,
    announced_on as known_on, cast(null as varchar) as url, cast(null as varchar) as source_title, document_sha256,
    'verified' as confidence, cast(null as varchar) as note, recorded_at
from list_announcements
union all
select
    announcement_id,
    case
        when number is not null and signed_on is not null
            then sender || '-' || regexp_replace(lower(number), '[^0-9a-zа-яё]', '', 'g') || '-' || cast(signed_on as varchar)
        else announcement_id
    end as event_id,
    source, sender, regime, kind, number, official_id, cast(null as varchar) as amends, cast(null as varchar) as issuer,
    title, cast(null as varchar) as language, announced_on, 'day' as announced_precision,
    signed_on, case when signed_on is null then 'unknown' else 'day' end as signed_precision,
    published_on, case when published_on is null then 'unknown' else 'day' end as published_precision,
    coalesce(least(signed_on, published_on), announced_on) as known_on,
    url, cast(null as varchar) as source_title, document_sha256,
    'partly_verified' as confidence, cast(null as varchar) as note, recorded_at
from added_documents
where announcement_id not in (select fetched_id from announcement_matches)
