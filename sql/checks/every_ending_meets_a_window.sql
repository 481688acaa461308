-- Every act that lifts, delists or annuls ends a window; one that closed nothing points to an opening that is missing
-- from the register or to a subject that is spelled in two ways (W14).
-- on: sanction_windows
-- severity: warn
with endings as (
    select
        actions.*,
        actions.measure in ('multiple', 'all_sectoral') as is_any_measure,
        actions.subject = 'country:' || actions.target as is_any_subject
    from actions
    cross join run_clock
    where
        actions.action in ('lift', 'delist', 'annul') and actions.effective_on is not null
        and actions.known_on <= run_clock.as_of and actions.subject <> 'group:unnamed'
),

met as (
    select distinct endings.action_id
    from endings
    inner join sanction_windows as windows
        on
            endings.sender = windows.sender and endings.target = windows.target
            and (endings.measure = windows.measure or endings.is_any_measure)
            and (endings.subject = windows.subject or endings.is_any_subject)
            and (endings.announcement_id = windows.closed_by or endings.effective_on = windows.valid_to)
)

select
    endings.action_id || ': ' || endings.action || ' of ' || endings.measure || ' on ' || endings.subject
    || ' (' || endings.regime || ', ' || endings.effective_on || ') closed nothing' as finding,
    endings.action_id,
    endings.announcement_id,
    endings.action,
    endings.sender,
    endings.target,
    endings.regimes,
    endings.measure,
    endings.subject,
    endings.effective_on,
    endings.evidence
from endings
left join met on endings.action_id = met.action_id
where met.action_id is null
order by endings.effective_on, endings.action_id
