-- One accepted snapshot that changed its list, as an announcement; one publication day that a snapshot reports of entries it dates itself; and
-- one delta that confirms what two snapshots show.
with counted as (
    select
        snapshot_after as snapshot_id,
        count(distinct case when change = 'came' then uid end) as came,
        count(distinct case when change = 'went' then uid end) as went
    from list_events
    group by snapshot_after
)

select
    snapshots.snapshot_id as announcement_id,
    snapshots.source,
    case snapshots.source when 'eu-fsf' then 'EU' else 'US' end as sender,
    snapshots.source as regime,
    'Snapshot of ' || snapshots.source || ' of ' || snapshots.snapshot_on || ': ' || snapshots.entries || ' entries; changes to '
    || counted.came || ' that came, ' || counted.went || ' that went' as title,
    snapshots.snapshot_on as announced_on,
    case when snapshots.dated_by = 'publication' then snapshots.snapshot_on end as published_on,
    snapshots.document_sha256,
    snapshots.retrieved_at as recorded_at
from list_snapshots as snapshots
inner join counted on snapshots.snapshot_id = counted.snapshot_id
union all
select distinct
    actions.announcement_id,
    actions.source,
    actions.sender,
    actions.source,
    'Listings of ' || actions.effective_on || ' as ' || actions.source || ' dates them in the snapshot of ' || snapshots.snapshot_on,
    actions.effective_on,
    actions.effective_on,
    snapshots.document_sha256,
    snapshots.retrieved_at
from list_actions as actions
inner join list_entries as entries on actions.subject = entries.subject and actions.source = entries.source
inner join list_snapshots as snapshots on entries.first_snapshot_id = snapshots.snapshot_id
where actions.announcement_id = snapshots.snapshot_id || '/' || actions.effective_on
union all
select
    snapshots.snapshot_id, snapshots.source, actions.sender, snapshots.source,
    'Delta of ' || snapshots.source || ' of ' || snapshots.snapshot_on || ': ' || snapshots.entries || ' entries',
    snapshots.snapshot_on, snapshots.snapshot_on, snapshots.document_sha256, snapshots.retrieved_at
from list_snapshots as snapshots
inner join (select distinct announcement_id, sender from list_actions) as actions on snapshots.snapshot_id = actions.announcement_id
where snapshots.verdict = 'delta'
