-- One beginning or end of one entry under one regime, in the shape of an action (W9). A regime can have several programme codes: the entry stays
-- under it as long as any of them stands, so a re-coding within a regime is no action. A stay of less than a day makes none either.
with mapped as (
    select
        entries.*, programmes.sender, programmes.target, programmes.regime, programmes.measure,
        coalesce(entries.gone_no, 9999999999) as until_no
    from list_entries as entries
    inner join list_programmes as programmes on entries.source = programmes.source and entries.programme = programmes.programme
),

reached as (
    select
        *,
        max(until_no) over (
            partition by source, regime, measure, subject
            order by first_no, programme rows between unbounded preceding and 1 preceding
        ) as reached_no
    from mapped
),

spells as (
    select
        *,
        count(case when reached_no is null or first_no > reached_no then 1 end) over (
            partition by source, regime, measure, subject order by first_no, programme rows between unbounded preceding and current row
        ) as spell_no
    from reached
),

bounds as (
    select source, sender, target, regime, measure, subject, spell_no, min(first_no) as first_no, max(until_no) as until_no
    from spells
    group by source, sender, target, regime, measure, subject, spell_no
),

openings as (
    select
        bounds.source, bounds.sender, bounds.target, bounds.regime, bounds.measure, bounds.subject, bounds.spell_no, bounds.until_no,
        min(spells.uid) as uid,
        min(spells.name) as name,
        string_agg(spells.programme, ', ' order by spells.programme) as programmes,
        min(spells.first_snapshot_id) as first_snapshot_id,
        min(spells.first_on) as first_on,
        min(spells.listed_on) as listed_on,
        min(spells.valid_from) as valid_from,
        max(case when spells.absent_on is null then 1 else 0 end) as is_initial
    from bounds
    inner join spells
        on
            bounds.source = spells.source and bounds.regime = spells.regime and bounds.measure = spells.measure
            and bounds.subject = spells.subject and bounds.spell_no = spells.spell_no and bounds.first_no = spells.first_no
    group by
        bounds.source, bounds.sender, bounds.target, bounds.regime, bounds.measure, bounds.subject, bounds.spell_no, bounds.until_no
),

endings as (
    -- what the removals that end the spell mean; of several codes that went at once, the one that is no delisting counts
    select
        bounds.source, bounds.regime, bounds.measure, bounds.subject, bounds.spell_no,
        min(spells.gone_snapshot_id) as gone_snapshot_id,
        min(spells.gone_on) as gone_on,
        min(spells.last_on) as last_on,
        string_agg(spells.programme, ', ' order by spells.programme) as programmes,
        min(events.change_class) as change_class,
        min(events.other_uid) as other_uid,
        min(events.other_source) as other_source,
        min(events.other_programme) as other_programme,
        min(events.confirmed_by) as confirmed_by,
        max(case events.change_class when 'merged' then 3 when 'moved' then 2 when 'recoded' then 2 when 'made_final' then 2 else 1 end) as rank
    from bounds
    inner join spells
        on
            bounds.source = spells.source and bounds.regime = spells.regime and bounds.measure = spells.measure
            and bounds.subject = spells.subject and bounds.spell_no = spells.spell_no and bounds.until_no = spells.gone_no
    inner join list_events as events
        on
            spells.gone_snapshot_id = events.snapshot_after and spells.uid = events.uid and spells.programme = events.programme
            and events.change = 'went'
    group by bounds.source, bounds.regime, bounds.measure, bounds.subject, bounds.spell_no
),

lasting as (
    select openings.*, endings.gone_snapshot_id, endings.gone_on, endings.last_on, endings.rank, endings.change_class,
        endings.programmes as ended_programmes, endings.other_uid, endings.other_source, endings.other_programme,
        case when endings.rank = 1 then endings.confirmed_by end as confirmed_by
    from openings
    left join endings
        on
            openings.source = endings.source and openings.regime = endings.regime and openings.measure = endings.measure
            and openings.subject = endings.subject and openings.spell_no = endings.spell_no
    where endings.gone_on is null or openings.valid_from < endings.gone_on
),

snapshots as (
    select snapshot_id, snapshot_on, retrieved_at
    from list_snapshots
)

select
    announcement_id || '/list/' || regime || '/' || measure || '/' || uid as action_id,
    announcement_id, source, sender, target, regime, measure, subject, 'list' as action,
    valid_from as effective_on,
    case when is_initial = 1 and listed_on is null then 'before' else 'day' end as effective_precision,
    valid_from as known_on,
    cast(null as varchar) as reason,
    cast(null as date) as valid_to_earliest,
    case when listed_on is not null then 'listing_date' when is_initial = 1 then 'before_first' else 'first_seen' end as from_basis,
    name || ' (' || programmes || ')'
    || case
        when listed_on is not null then ': the list itself gives the listing date'
        when is_initial = 1 then ' stands in the first snapshot held of the list; listed on or before that day'
        else ' is first seen in the snapshot of ' || first_on
    end as evidence,
    'verified' as confidence,
    retrieved_at as recorded_at
from (
    -- what the list dates itself was published on that day: an announcement of its own, as this snapshot reports it
    select
        lasting.*,
        first_snapshot_id || case when listed_on < first_on then '/' || listed_on else '' end as announcement_id
    from lasting
) as opened
inner join snapshots on opened.first_snapshot_id = snapshots.snapshot_id
union all
select
    snapshots.snapshot_id || '/delist/' || regime || '/' || measure || '/' || uid,
    snapshots.snapshot_id, source, sender, target, regime, measure, subject, 'delist',
    least(snapshot_on, gone_on), 'day', least(snapshot_on, gone_on),
    case when rank = 3 then 'merged' when rank = 2 then 'superseded' when confirmed_by is not null then 'delisted' end,
    last_on,
    cast(null as varchar),
    name || ' (' || ended_programmes || ') is missing from the snapshot of ' || gone_on || ', last seen on ' || last_on
    || case
        when rank = 3 then '; the record was merged into ' || other_uid
        when change_class = 'moved' then '; it stays on ' || other_source || ' under the same id'
        when rank = 2 then '; the programme became ' || other_programme
        when confirmed_by is not null then '; the delta of ' || snapshot_on || ' removes it'
        else ''
    end,
    case when confirmed_by is null then 'partly_verified' else 'verified' end,
    retrieved_at
from lasting
inner join snapshots on coalesce(lasting.confirmed_by, lasting.gone_snapshot_id) = snapshots.snapshot_id
where gone_on is not null
