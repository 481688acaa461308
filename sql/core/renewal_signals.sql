-- What a renewal says beyond prolonging: shorter, longer or later than usual, the first of twelve months, narrowed as it passed.
-- Each renewal is compared with those before it only, so that no later act changes an earlier signal.
with settings as (
    select distinct sender, target, regime, set_on, expires_on, previous_expires_on, renewal_no, announcement_id, confidence
    from regime_sunsets
    where renewal_no > 0 and previous_expires_on is not null
),

measured as (
    select
        settings.*,
        documents.event_id,
        documents.title,
        -- full months, so that 31 January to 31 July and 15 March to 15 September are both six
        -- (a renewal that came after the sunset may stand for two: its length is unknown)
        case when set_on <= previous_expires_on then cast(round((expires_on - previous_expires_on) / 30.44) as bigint) end as months,
        case when set_on <= previous_expires_on then previous_expires_on - set_on end as lead_days
    from settings
    inner join announcements as documents on settings.announcement_id = documents.announcement_id
),

compared as (
    select
        *,
        lag(months) over in_order as previous_months,
        max(months) over earlier as longest_months,
        avg(lead_days) over earlier as usual_lead_days,
        count(lead_days) over earlier as renewals_before
    from measured
    window
        in_order as (partition by sender, target, regime order by set_on),
        earlier as (partition by sender, target, regime order by set_on rows between unbounded preceding and 1 preceding)
),

softened as (
    -- the same event that prolonged the regime took something off it; as sure as the surest row that says so
    select
        compared.sender, compared.target, compared.regime, compared.set_on, min(actions.evidence) as evidence,
        min(case actions.confidence when 'verified' then 0 when 'partly_verified' then 1 when 'conflicting' then 2 else 3 end) as confidence_rank
    from compared
    inner join announcements as documents on compared.event_id = documents.event_id
    inner join actions on documents.announcement_id = actions.announcement_id and compared.regime = actions.regime
    where
        actions.action in ('narrow', 'lift', 'delist') and coalesce(actions.reason, 'lifted') in ('lifted', 'delisted')
        and actions.known_on <= compared.set_on
    group by compared.sender, compared.target, compared.regime, compared.set_on
),

found as (
    select compared.*, 'renewal_shorter' as pattern, 1 as direction,
        'Prolonged by ' || months || ' months, after ' || previous_months || ' the time before' as evidence, 0 as evidence_rank
    from compared
    where months < previous_months
    union all
    select compared.*, 'renewal_longer', -1, 'Prolonged by ' || months || ' months, after ' || previous_months || ' the time before', 0
    from compared
    where months > previous_months and not (months >= 12 and longest_months < 12)
    union all
    select compared.*, 'first_twelve_months', -1, 'Prolonged by ' || months || ' months, the first time that a renewal runs for twelve', 0
    from compared
    where months >= 12 and longest_months < 12
    union all
    select compared.*, 'renewal_later', 1,
        'Renewed ' || lead_days || ' days before the sunset; the ' || renewals_before || ' renewals before came ' || cast(round(usual_lead_days) as bigint) || ' days before on average', 0
    from compared
    where renewals_before >= 3 and usual_lead_days >= 7 and lead_days < usual_lead_days / 2
    union all
    select compared.*, 'renewal_narrowed', 1, 'Prolonged, but narrowed in the same event: ' || softened.evidence, softened.confidence_rank
    from compared
    inner join softened using (sender, target, regime, set_on)
)

select
    event_id || '/' || regime || '/' || pattern as signal_id,
    sender,
    target,
    regime,
    pattern,
    direction,
    announcement_id,
    title,
    set_on as signal_on,
    evidence,
    -- as sure as the less sure of the renewal and of what narrowed it
    case greatest(evidence_rank, case confidence when 'verified' then 0 when 'partly_verified' then 1 else 2 end)
        when 0 then 'verified' when 1 then 'partly_verified' when 2 then 'conflicting' else 'unverified'
    end as confidence
from found
