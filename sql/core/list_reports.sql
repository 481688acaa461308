-- One beginning or end seen in two snapshots that an act of the register already tells: the same sender, target, direction and regime, after
-- the first of the two snapshots and at most a day after the second; or a round of names of that very day, whatever programmes it is filed under. It has its window; as a
-- signal it would count the act a second time.
with series as (
    select
        snapshot_id, snapshot_on,
        lag(snapshot_on) over (partition by source order by snapshot_at, retrieved_at, document_sha256) as earlier_on
    from list_snapshots
    where verdict = 'accepted'
),

seen as (
    -- what the list or a delta dates itself is known to the day
    select
        listed.action_id, listed.sender, listed.target, listed.regime, listed.action = 'delist' as is_easing,
        listed.effective_on, least(coalesce(series.earlier_on + 1, listed.effective_on), listed.effective_on - 1) as from_on
    from list_actions as listed
    left join series on listed.announcement_id = series.snapshot_id
    where listed.effective_precision <> 'before'
),

told as (
    select
        announcement_id, sender, target, known_on, action in ('delist', 'lift', 'annul') as is_easing, action in ('list', 'delist') as is_round,
        unnest(string_split(regimes, ';')) as regime
    from actions
    where basis = 'curated' and action in ('list', 'impose', 'expand', 'delist', 'lift', 'annul')
)

select seen.action_id, min(told.announcement_id) as announcement_id
from seen
inner join told
    on
        seen.sender = told.sender and seen.target = told.target and seen.is_easing = told.is_easing
        and (
            (seen.regime = told.regime and told.known_on between seen.from_on and seen.effective_on + 1)
            or (told.is_round and told.known_on between seen.effective_on - 1 and seen.effective_on + 1)
        )
group by seen.action_id
