-- One regime and sunset still ahead or overdue at `as_of`, with how early past renewals came (W8 alarms).
with settings as (
    select distinct sender, target, regime, set_on, expires_on, previous_expires_on, renewal_no
    from regime_sunsets
),

leads as (
    select
        sender, target, regime,
        cast(median(previous_expires_on - set_on) as bigint) as typical_lead_days,
        string_agg(cast(expires_on - previous_expires_on as varchar), ';' order by set_on) as renewal_days,
        max(set_on) as last_renewed_on
    from settings
    where renewal_no > 0 and previous_expires_on is not null
    group by sender, target, regime
),

last_leads as (
    select settings.sender, settings.target, settings.regime, settings.previous_expires_on - settings.set_on as last_lead_days
    from settings
    inner join leads on settings.sender = leads.sender and settings.target = leads.target and settings.regime = leads.regime and settings.set_on = leads.last_renewed_on
),

in_force as (
    select sender, target, regime, count(*) as open_windows
    from sanction_windows
    cross join run_clock
    where
        sanction_windows.known_to is null and sanction_windows.valid_from <= run_clock.as_of
        and (sanction_windows.valid_to is null or run_clock.as_of < sanction_windows.valid_to)
    group by sender, target, regime
)

select
    sunsets.sender,
    sunsets.target,
    sunsets.regime,
    sunsets.expires_on,
    cast(sunsets.expires_on - run_clock.as_of as bigint) as days_left,
    sunsets.renewal_no as renewals,
    leads.typical_lead_days,
    cast(last_leads.last_lead_days as bigint) as last_lead_days,
    leads.last_renewed_on,
    leads.renewal_days,
    in_force.open_windows,
    case
        when sunsets.phase <> 'sunset' then sunsets.phase
        when sunsets.expires_on - run_clock.as_of <= leads.typical_lead_days then 'due'
        else 'none'
    end as alarm,
    sunsets.announcement_id as set_by
from regime_sunsets as sunsets
inner join in_force using (sender, target, regime)
left join leads using (sender, target, regime)
left join last_leads using (sender, target, regime)
cross join run_clock
where sunsets.known_to is null
