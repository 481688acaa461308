-- One entry under one programme that came or went between two accepted snapshots, and what that means (W9): most removals are no delistings.
-- An entry that leaves one list for the other moved; one whose name or number stays under another id was a duplicate record; where the entry
-- stays, its programme was dropped, re-coded, or made final (`BPI-` = blocked pending investigation). A delta
-- of the sender that removes the entry between the two snapshots confirms that it went, and says on which day.
with around as (
    -- the same entry under its programmes, just before and just after each of its turns
    select
        one.source, one.uid, one.programme, one.first_no, one.gone_no,
        max(case when other.first_no < one.first_no and (other.gone_no is null or other.gone_no >= one.first_no) then 1 else 0 end) as was_there,
        max(case when other.first_no < one.first_no then 1 else 0 end) as was_ever,
        min(case when other.gone_no = one.first_no then other.programme end) as replaced,
        max(case when other.gone_no = one.first_no and other.programme = 'BPI-' || one.programme then other.programme end) as pending,
        max(case when other.first_no <= one.gone_no and (other.gone_no is null or other.gone_no > one.gone_no) then 1 else 0 end) as stays,
        min(case when other.first_no = one.gone_no then other.programme end) as successor,
        max(case when other.first_no = one.gone_no and one.programme = 'BPI-' || other.programme then other.programme end) as final
    from list_entries as one
    inner join list_entries as other on one.source = other.source and one.uid = other.uid
    group by one.source, one.uid, one.programme, one.first_no, one.gone_no
),

turned as (
    select
        entries.*, around.was_there, around.was_ever, around.replaced, around.pending, around.stays, around.successor, around.final,
        split_part(entries.subject, ':', 1) as id_space
    from list_entries as entries
    inner join around
        on
            entries.source = around.source and entries.uid = around.uid and entries.programme = around.programme
            and entries.first_no = around.first_no
),

departed as (
    select distinct source, uid, id_space, gone_no, gone_on, stays
    from turned
    where gone_no is not null and (stays = 0 or successor is null)
),

moves as (
    -- snapshots of two lists are days apart: an entry that the other list had not yet three days later did not move
    select departed.source, departed.uid, departed.gone_no, turned.source as other_source, turned.first_no as other_first_no
    from departed
    inner join turned
        on
            departed.id_space = turned.id_space and departed.uid = turned.uid and departed.source <> turned.source
            and (turned.absent_on is null or turned.absent_on <= departed.gone_on + 3)
            and (turned.gone_on is null or turned.gone_on > departed.gone_on)
    where departed.stays = 0
),

sent as (
    select source, uid, gone_no, min(other_source) as other_source
    from moves
    group by source, uid, gone_no
),

received as (
    select other_source as source, uid, other_first_no as first_no, min(source) as other_source
    from moves
    group by other_source, uid, other_first_no
),

record_keys as (
    select distinct source, uid, unnest(string_split(match_keys, ' ')) as match_key
    from list_changes
),

lost_keys as (
    select departed.*, record_keys.match_key
    from departed
    inner join record_keys on departed.source = record_keys.source and departed.uid = record_keys.uid
),

likenesses as (
    select distinct
        lost_keys.source, lost_keys.uid, lost_keys.gone_no, lost_keys.gone_on, lost_keys.id_space, lost_keys.stays,
        record_keys.source as other_source, record_keys.uid as other_uid
    from lost_keys
    inner join record_keys on lost_keys.match_key = record_keys.match_key and lost_keys.uid <> record_keys.uid
),

survivors as (
    -- a record of the same name or number that stands there when this one goes: of the same list first, of several the oldest
    select
        likenesses.source, likenesses.uid, likenesses.gone_no, likenesses.other_source, likenesses.other_uid,
        row_number() over (
            partition by likenesses.source, likenesses.uid, likenesses.gone_no
            order by
                case when likenesses.other_source = likenesses.source then 0 else 1 end,
                length(likenesses.other_uid), likenesses.other_uid, likenesses.other_source
        ) as choice
    from likenesses
    inner join turned as others
        on
            likenesses.other_source = others.source and likenesses.other_uid = others.uid and likenesses.id_space = others.id_space
            and (
                (
                    others.source = likenesses.source and others.first_no <= likenesses.gone_no
                    and (others.gone_no is null or others.gone_no > likenesses.gone_no)
                )
                or (
                    others.source <> likenesses.source and (others.absent_on is null or others.absent_on <= likenesses.gone_on + 3)
                    and (others.gone_on is null or others.gone_on > likenesses.gone_on)
                )
            )
    where likenesses.stays = 0
),

handovers as (
    -- a programme that left this record for another one of the same name or number, which got it at the same time
    select likenesses.source, likenesses.uid, likenesses.gone_no, others.programme, min(likenesses.other_uid) as other_uid
    from likenesses
    inner join turned as others
        on
            likenesses.other_source = others.source and likenesses.other_uid = others.uid
            and likenesses.source = others.source and likenesses.gone_no = others.first_no
    where likenesses.stays = 1
    group by likenesses.source, likenesses.uid, likenesses.gone_no, others.programme
),

came as (
    select
        turned.*,
        received.other_source,
        case
            when absent_on is null then 'initial'
            when pending is not null then 'made_final'
            when was_there = 1 and replaced is not null then 'recoded'
            when was_there = 1 then 'programme_added'
            when received.other_source is not null then 'moved'
            when was_ever = 1 then 'relisted'
            else 'listed'
        end as change_class
    from turned
    left join received on turned.source = received.source and turned.uid = received.uid and turned.first_no = received.first_no
),

fates as (
    -- a twin in the same list says more than the same id in the other list
    select
        turned.*, sent.other_source as sent_to,
        coalesce(survivors.other_source, turned.source) as twin_source,
        coalesce(survivors.other_uid, handovers.other_uid) as twin_uid,
        handovers.other_uid is not null
        or (survivors.other_uid is not null and (survivors.other_source = turned.source or sent.other_source is null)) as has_twin
    from turned
    left join sent on turned.source = sent.source and turned.uid = sent.uid and turned.gone_no = sent.gone_no
    left join survivors
        on turned.source = survivors.source and turned.uid = survivors.uid and turned.gone_no = survivors.gone_no and survivors.choice = 1
    left join handovers
        on
            turned.source = handovers.source and turned.uid = handovers.uid and turned.gone_no = handovers.gone_no
            and turned.programme = handovers.programme
    where turned.gone_no is not null
),

went as (
    select
        *,
        case
            when final is not null then 'made_final'
            when stays = 1 and successor is not null then 'recoded'
            when has_twin and programme like 'BPI-%' then 'made_final'
            when has_twin then 'merged'
            when stays = 1 then 'programme_dropped'
            when sent_to is not null then 'moved'
            else 'delisted'
        end as change_class
    from fates
),

removals as (
    select deltas.uid, deltas.programme, deltas.snapshot_id, files.snapshot_on, split_part(deltas.source, '-', 2) as id_space
    from list_deltas as deltas
    inner join list_snapshots as files on deltas.snapshot_id = files.snapshot_id
    where deltas.action = 'remove'
),

confirmed as (
    -- a day more, for the delta is dated in the sender's time zone
    select went.source, went.uid, went.programme, went.gone_no, arg_min(removals.snapshot_id, removals.snapshot_on) as snapshot_id
    from went
    inner join removals
        on
            went.id_space = removals.id_space and went.uid = removals.uid and went.programme = removals.programme
            and removals.snapshot_on between went.last_on and went.gone_on + 1
    where went.change_class in ('delisted', 'programme_dropped')
    group by went.source, went.uid, went.programme, went.gone_no
)

select
    came.first_snapshot_id || '/came/' || uid || '/' || programme as event_id,
    came.source, 'came' as change, change_class, uid, subject, name, kind, programme,
    absent_snapshot_id as snapshot_before, absent_on as before_on, first_snapshot_id as snapshot_after, first_on as after_on,
    cast(null as varchar) as other_uid,
    case change_class when 'moved' then other_source end as other_source,
    case when change_class in ('recoded', 'made_final') then coalesce(pending, replaced) end as other_programme,
    cast(null as varchar) as confirmed_by
from came
union all
select
    went.gone_snapshot_id || '/went/' || went.uid || '/' || went.programme, went.source, 'went', change_class, went.uid, subject, name, kind,
    went.programme,
    last_snapshot_id, last_on, gone_snapshot_id, gone_on,
    case when change_class = 'merged' or (change_class = 'made_final' and has_twin) then twin_uid end,
    case when change_class = 'merged' then twin_source when change_class = 'moved' then sent_to end,
    case when change_class in ('recoded', 'made_final') then coalesce(final, successor) end,
    confirmed.snapshot_id
from went
left join confirmed
    on
        went.source = confirmed.source and went.uid = confirmed.uid and went.programme = confirmed.programme
        and went.gone_no = confirmed.gone_no
