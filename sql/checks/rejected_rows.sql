-- No row is refused by validation; refused rows stay out of every table until their file is corrected.
-- on: rejected_rows
-- severity: warn
select
    file || ':' || coalesce(cast(line as varchar), '?') || ': ' || coalesce('row ' || row_id || ', ', '')
    || coalesce(column_name || ' = ', '') || coalesce(failure_case, 'nothing') || ' (' || failed_check || ')' as finding,
    file,
    line,
    row_id,
    column_name,
    failure_case,
    failed_check,
    table_name
from rejected_rows
order by file, line, column_name
