-- Every window names the document that opened it, and the one that ends it where an end is known; both are on record.
-- on: sanction_windows
-- severity: error
with cited as (
    select window_id, regime, measure, subject, valid_from, 'opened_by' as role, opened_by as announcement_id
    from sanction_windows
    union all
    select window_id, regime, measure, subject, valid_from, 'closed_by', closed_by
    from sanction_windows
    where closed_by is not null or valid_to is not null
)

select
    concat_ws(' ', cited.regime, cited.measure, cited.subject, 'from', cited.valid_from) || ': '
    || coalesce(cited.role || ' ' || cited.announcement_id || ' is in no announcement', 'ends without ' || cited.role) as finding,
    cited.window_id,
    cited.role,
    cited.announcement_id
from cited
left join announcements as documents on cited.announcement_id = documents.announcement_id
where documents.announcement_id is null
order by cited.window_id, cited.role
