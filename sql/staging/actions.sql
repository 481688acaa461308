-- One effect of one document. A start takes the first day of a partial date, an end the last (W10), and nothing
-- starts before its act was signed. Known from the earlier of signature and publication, else from the announcement,
-- else from its effect; an end that is merely stated, with no act, is known from its own day.
with named as (
    select
        *,
        -- W15: where the measure itself consists in suspending, suspending imposes and resuming lifts.
        case
            when measure like '%\_suspension' escape '\' and action = 'suspend' then 'impose'
            when measure like '%\_suspension' escape '\' and action = 'resume' then 'lift'
            else action
        end as deed
    from register_actions
),

dated as (
    select
        named.*,
        documents.known_on as act_known_on,
        -- a day before which the act cannot have taken effect
        coalesce(documents.signed_on, case when documents.published_precision = 'day' then documents.published_on end) as act_first_on,
        documents.announced_on as act_announced_on,
        documents.announced_precision as act_announced_precision,
        documents.recorded_at,
        cast(named.effective_on || substr('0000-01-01', length(named.effective_on) + 1) as date) as effective_first,
        last_day(cast(named.effective_on || substr('0000-12-01', length(named.effective_on) + 1) as date)) as effective_end,
        case when named.expires_on = 'open' then null else named.expires_on end as expires_text,
        last_day(cast(named.announced_on || substr('0000-12-01', length(named.announced_on) + 1) as date)) as own_announced_end,
        deed in ('lift', 'delist', 'annul', 'exempt_end') as is_ending
    from named
    inner join announcements as documents on named.announcement_id = documents.announcement_id
),

timed as (
    select
        *,
        -- a promise is known by the last day of its month or year
        case
            when length(announced_on) = 10 then cast(announced_on as date)
            when announced_on is not null then own_announced_end
            when act_announced_precision = 'day' then act_announced_on
            when act_announced_precision = 'month' then last_day(act_announced_on)
        end as promised_on,
        cast(expires_text || substr('0000-01-01', length(expires_text) + 1) as date) as expires_first,
        last_day(cast(expires_text || substr('0000-12-01', length(expires_text) + 1) as date)) as expires_end,
        case
            when length(effective_on) = 10 then effective_first
            when effective_on is not null and is_ending then effective_end
            when effective_on is not null then greatest(effective_first, coalesce(act_first_on, effective_first))
            else act_known_on
        end as effective_day
    from dated
)

select
    action_id,
    announcement_id,
    sender,
    target,
    regime,
    regimes,
    measure,
    subject,
    case split_part(subject, ':', 1)
        when 'hs' then 'product' when 'ofac' then 'entry' when 'eu-fsf' then 'entry'
        else split_part(subject, ':', 1)
    end as subject_kind,
    deed as action,
    effective_day as effective_on,
    case
        when length(effective_on) = 10 then 'day'
        when length(effective_on) = 7 then 'month'
        when length(effective_on) = 4 then 'year'
        when effective_day is not null then 'act'
        else 'unknown'
    end as effective_precision,
    case when length(expires_text) = 10 then expires_first else expires_end end as expires_on,
    coalesce(expires_on = 'open', false) as is_open_ended,
    term,
    case when is_stated_end then effective_day else coalesce(act_known_on, effective_day) end as known_on,
    case when promised_on < act_known_on then promised_on end as announced_on,
    reason,
    corrects,
    change,
    replaces_measure,
    chain,
    number,
    added_count,
    removed_count,
    'curated' as basis,
    evidence,
    note,
    url,
    confidence,
    recorded_at
from timed
