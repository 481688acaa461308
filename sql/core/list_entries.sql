-- One stretch of accepted snapshots in which one entry stood under one programme (W9). Only what came and what went is read, so the cost
-- grows with the changes and not with entries times snapshots. It stands as long as any format's spelling of it does: a new name, or the first
-- file of another format, is no turn.
with series as (
    select
        source, snapshot_id, snapshot_on,
        row_number() over (partition by source order by snapshot_at, retrieved_at, document_sha256) as snapshot_no
    from list_snapshots
    where verdict = 'accepted'
),

numbered as (
    select
        *,
        lag(snapshot_id) over (partition by source order by snapshot_no) as earlier_id,
        lag(snapshot_on) over (partition by source order by snapshot_no) as earlier_on
    from series
),

turns as (
    select
        changes.source, changes.uid, changes.programme, series.snapshot_no,
        sum(case changes.change when 'came' then 1 else -1 end) as net,
        max(changes.ref) as ref,
        max(case when changes.change = 'came' then changes.name end) as name,
        max(case when changes.change = 'came' then changes.kind end) as kind,
        max(case when changes.change = 'came' then changes.match_keys end) as match_keys,
        min(case when changes.change = 'came' then changes.listed_on end) as listed_on
    from list_changes as changes
    inner join series on changes.source = series.source and changes.snapshot_id = series.snapshot_id
    group by changes.source, changes.uid, changes.programme, series.snapshot_no
),

standing as (
    select *, sum(net) over (partition by source, uid, programme order by snapshot_no) as spellings
    from turns
    where net <> 0
),

paired as (
    select
        *,
        lead(snapshot_no) over in_order as gone_no,
        row_number() over in_order as turn_no
    from standing
    where spellings = 0 or spellings = net
    window in_order as (partition by source, uid, programme order by snapshot_no)
),

stated as (
    -- the listing date may come with a later snapshot, of another format
    select paired.source, paired.uid, paired.programme, paired.snapshot_no, min(turns.listed_on) as stated_on
    from paired
    inner join turns
        on
            paired.source = turns.source and paired.uid = turns.uid and paired.programme = turns.programme
            and paired.snapshot_no <= turns.snapshot_no and (paired.gone_no is null or turns.snapshot_no < paired.gone_no)
    where paired.net > 0 and turns.listed_on is not null
    group by paired.source, paired.uid, paired.programme, paired.snapshot_no
),

told as (
    -- a delta says on which day it added an entry, whether or not a later snapshot does
    select source, uid, programme, listed_on
    from list_deltas
    where action = 'add' and listed_on is not null
),

newest as (
    select source, max(snapshot_no) as snapshot_no
    from series
    group by source
),

placed as (
    select
        paired.source, paired.uid, paired.programme, paired.name, paired.kind, paired.match_keys,
        case
            when paired.source = 'eu-fsf' then 'eu-fsf:' || coalesce(paired.ref, paired.uid)
            else split_part(paired.source, '-', 2) || ':' || paired.uid
        end as subject,
        came.snapshot_id as first_snapshot_id, paired.snapshot_no as first_no, came.snapshot_on as first_on,
        came.earlier_id as absent_snapshot_id, came.earlier_on as absent_on,
        coalesce(gone.earlier_id, latest.snapshot_id) as last_snapshot_id,
        coalesce(gone.earlier_on, latest.snapshot_on) as last_on,
        gone.snapshot_id as gone_snapshot_id, paired.gone_no, gone.snapshot_on as gone_on,
        -- a date the source gives counts from there, unless the entry had been gone after it
        coalesce(
            case
                when stated.stated_on <= came.snapshot_on and (paired.turn_no = 1 or stated.stated_on >= came.earlier_on) then stated.stated_on
            end,
            (
                select min(told.listed_on)
                from told
                where
                    told.source = paired.source and told.uid = paired.uid and told.programme = paired.programme
                    and told.listed_on <= came.snapshot_on and (came.earlier_on is null or told.listed_on >= came.earlier_on)
            )
        ) as listed_on
    from paired
    inner join numbered as came on paired.source = came.source and paired.snapshot_no = came.snapshot_no
    left join numbered as gone on paired.source = gone.source and paired.gone_no = gone.snapshot_no
    inner join newest on paired.source = newest.source
    inner join numbered as latest on newest.source = latest.source and newest.snapshot_no = latest.snapshot_no
    left join stated
        on
            paired.source = stated.source and paired.uid = stated.uid and paired.programme = stated.programme
            and paired.snapshot_no = stated.snapshot_no
    where paired.net > 0
)

select
    source, uid, programme, subject, name, kind,
    first_snapshot_id, first_no, first_on, absent_snapshot_id, absent_on, last_snapshot_id, last_on, gone_snapshot_id, gone_no, gone_on,
    listed_on,
    coalesce(listed_on, first_on) as valid_from,
    case when listed_on is not null then 'listing_date' when absent_on is null then 'before_first' else 'first_seen' end as from_basis,
    match_keys
from placed
