-- What a delta of the sender says of an entry shows in the snapshots three days later: what it removes is gone, what it adds is there.
-- on: list_entries
-- severity: warn
with deltas as (
    select told.source, told.snapshot_id, told.uid, told.programme, told.action, files.snapshot_on + 3 as shown_on
    from list_deltas as told
    inner join list_snapshots as files on told.snapshot_id = files.snapshot_id
    -- an entry of the sender's other lists has no listing date on this one
    where told.listed_on is not null and told.action in ('add', 'remove')
),

held as (
    select source, min(snapshot_on) as first_on, max(snapshot_on) as last_on
    from list_snapshots
    where verdict = 'accepted'
    group by source
),

judged as (
    select
        deltas.source, deltas.snapshot_id, deltas.uid, deltas.programme, deltas.action,
        coalesce(bool_or(entries.first_on <= deltas.shown_on and (entries.gone_on is null or entries.gone_on > deltas.shown_on)), false) as stands
    from deltas
    inner join held on deltas.source = held.source and deltas.shown_on between held.first_on and held.last_on
    left join list_entries as entries
        on deltas.source = entries.source and deltas.uid = entries.uid and deltas.programme = entries.programme
    group by deltas.source, deltas.snapshot_id, deltas.uid, deltas.programme, deltas.action
)

select
    snapshot_id || ': ' || action || ' of ' || uid || ' (' || programme || ') does not show in the snapshots' as finding,
    source,
    snapshot_id,
    uid,
    programme,
    action
from judged
where stands = (action = 'remove')
order by snapshot_id, uid, programme
