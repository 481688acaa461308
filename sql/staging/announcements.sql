-- One published document. Partial dates become their first day with a precision beside it (W10);
-- knowledge takes the last day, because nothing is known before it is said.
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
