-- The acts behind one window, in order of the day of effect: opened, renewed, changed, ended; each with number, source, confidence.
with asked as (
    select * from sanction_windows where window_id = ?
),

touching as (
    select
        a.effective_on, a.known_on, a.announcement_id, a.confidence, a.evidence, a.url, a.expires_on, a.action, a.term,
        case
            when a.announcement_id = w.opened_by and a.action in ('impose', 'list', 'expand', 'suspend', 'resume', 'extend') then 'opened'
            when a.announcement_id = w.closed_by and a.action in ('lift', 'delist', 'annul', 'suspend', 'resume') then 'ended'
            when a.action = 'extend' then 'renewed'
            when a.action in ('exempt', 'exempt_extend', 'exempt_end') then 'carve-out'
            else a.action
        end as step
    from asked as w
    inner join actions as a
        on
            a.sender = w.sender and a.target = w.target and list_has(string_split(a.regimes, ';'), w.regime)
            and (
                (a.measure = w.measure and (a.subject = w.subject or a.subject = 'country:' || w.target or a.action like 'exempt%'))
                or (a.measure in ('multiple', 'all_sectoral') and a.subject = 'country:' || w.target)
                or (a.action = 'extend' and a.term = 'regime')
            )
            and a.action <> 'other'
            and (a.effective_on is null or a.effective_on >= w.valid_from or a.announcement_id = w.opened_by)
            and (w.valid_to is null or a.effective_on is null or a.effective_on <= w.valid_to)
)

select distinct
    t.step,
    t.effective_on,
    t.known_on,
    t.expires_on as until,
    d.number,
    d.title,
    t.evidence,
    coalesce(t.url, d.url) as source,
    t.confidence,
    t.announcement_id
from touching as t
inner join announcements as d on t.announcement_id = d.announcement_id
order by t.effective_on nulls last, t.known_on, t.announcement_id, t.evidence
