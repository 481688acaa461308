-- A file without a date of its own that says again, byte by byte, what an earlier one said before others came in between is most likely an old
-- copy: what came in between seems to go and to come back. It is taken as it is, because nothing in it says so.
-- on: list_snapshots
-- severity: warn
with series as (
    select
        source, snapshot_on, file, document_sha256,
        row_number() over (partition by source order by snapshot_at, retrieved_at, document_sha256) as snapshot_no
    from list_snapshots
    where verdict = 'accepted' and dated_by = 'retrieval'
),

paired as (
    select
        *,
        lag(snapshot_no) over (partition by source, document_sha256 order by snapshot_no) as before_no,
        lag(snapshot_on) over (partition by source, document_sha256 order by snapshot_no) as before_on
    from series
)

select
    source || ': ' || file || ' of ' || snapshot_on || ' is the file of ' || before_on || ' again, after others' as finding,
    source,
    snapshot_on,
    before_on,
    document_sha256
from paired
where before_no < snapshot_no - 1
order by source, snapshot_on
