-- Windows of each key as believed over each known period, by replaying the key's events.
-- A generation is a stretch of known time in which events became known in the order of their effect: within it every
-- new event only appends, so one ordered pass gives all beliefs. Most keys have a single generation; a late, corrected
-- or withdrawn event starts another, in which the events known by then are replayed (W11, W13).
with arrivals as (
    select
        key_id,
        known_from,
        effective_on,
        max(effective_on) over before as latest_effect,
        lag(known_from) over known_order as previous_known,
        lag(effective_on) over known_order as previous_effect
    from window_events
    window
        known_order as (partition by key_id order by event_no),
        before as (partition by key_id order by event_no rows between unbounded preceding and 1 preceding)
),

turns as (
    select key_id, known_from as gen_from
    from arrivals
    where latest_effect >= effective_on and not (known_from = previous_known and effective_on = previous_effect)
    union
    select key_id, known_to
    from window_events
    where known_to is not null
),

generations as (
    select key_id, gen_from, lead(gen_from) over (partition by key_id order by gen_from) as gen_to
    from (
        select key_id, gen_from from turns
        union
        select key_id, min(known_from) from window_events where key_id in (select key_id from turns) group by key_id
    )
),

replays as (
    select key_id, date '0001-01-01' as gen_from, cast(null as date) as gen_to, event_no, effect, effective_on, term_on, label, known_from
    from window_events
    where key_id not in (select key_id from turns)
    union all
    select g.key_id, g.gen_from, g.gen_to, e.event_no, e.effect, e.effective_on, e.term_on, e.label, greatest(e.known_from, g.gen_from)
    from generations as g
    inner join window_events as e on g.key_id = e.key_id
    where (g.gen_to is null or e.known_from < g.gen_to) and (e.known_to is null or e.known_to > g.gen_from)
),

marked as (
    -- what holds after each event
    select
        *,
        last_value(case effect when 'open' then 1 when 'close' then 0 end ignore nulls) over so_far as is_open,
        last_value(case when effect in ('open', 'close', 'resume') then 0 when effect = 'suspend' then 1 end ignore nulls) over so_far as is_suspended,
        last_value(case when effect = 'close' then date '9999-12-31' else term_on end ignore nulls) over so_far as term,
        last_value(case when effect <> 'term' then event_no end ignore nulls) over so_far as mover_no,
        last_value(case when effect <> 'term' then label end ignore nulls) over so_far as mover_label,
        last_value(case when effect <> 'term' then effective_on end ignore nulls) over so_far as mover_on,
        last_value(case when term_on < date '9999-12-31' then event_no end ignore nulls) over so_far as term_no,
        count(case when effect = 'term' then 1 end) over so_far as terms,
        lead(effective_on) over in_order as next_effect
    from replays
    window
        in_order as (partition by key_id, gen_from order by effective_on, event_no),
        so_far as (partition by key_id, gen_from order by effective_on, event_no rows between unbounded preceding and current row)
),

days as (
    -- the state at the end of each day of effect
    select
        key_id, gen_from, gen_to, event_no, effective_on, known_from, mover_no, mover_label, mover_on, term, term_no, terms,
        case
            when is_open is null or is_open = 0 or term < effective_on then 'closed'
            when is_suspended = 1 then 'suspended'
            else 'active'
        end as status
    from marked
    where next_effect is distinct from effective_on
),

compared as (
    select
        *,
        lag(status) over in_order as previous_status,
        lag(term) over in_order as previous_term,
        lag(terms) over in_order as previous_terms
    from days
    window in_order as (partition by key_id, gen_from order by effective_on)
),

changes as (
    -- events that changed nothing are dropped, so that a belief lasts until something new was known
    select
        *,
        status <> 'closed' and (
            previous_status is distinct from status or (previous_term < date '9999-12-31' and previous_term + 1 < effective_on)
        ) as starts
    from compared
    where
        previous_status is distinct from status
        or (status <> 'closed' and (terms <> previous_terms or term <> previous_term or (previous_term < date '9999-12-31' and previous_term + 1 < effective_on)))
),

tiles as (
    select
        *,
        last_value(case when starts then effective_on end ignore nulls) over so_far as valid_from,
        last_value(case when starts then case when mover_on = effective_on then mover_no else event_no end end ignore nulls) over so_far as opening_no,
        last_value(case when starts then terms end ignore nulls) over so_far as terms_at_start,
        last_value(
            case
                when starts and status = 'suspended' then 'suspended'
                when starts and previous_status = 'suspended' then 'resumed'
                when starts and mover_on = effective_on then mover_label
                when starts then 'reimposed'
            end ignore nulls
        ) over so_far as first_opening,
        count(case when starts and status = 'active' and previous_status is distinct from 'suspended' then 1 end) over so_far as lives,
        lead(effective_on) over in_order as next_on,
        lead(known_from) over in_order as next_known,
        lead(status) over in_order as next_status,
        lead(mover_no) over in_order as next_mover_no,
        lead(mover_label) over in_order as next_label
    from changes
    window
        in_order as (partition by key_id, gen_from order by effective_on),
        so_far as (partition by key_id, gen_from order by effective_on rows between unbounded preceding and current row)
),

lived as (
    select
        *,
        case when first_opening in ('imposed', 'listed') and lives > 1 then 'reimposed' else first_opening end as opening,
        case when term < date '9999-12-31' then term + 1 end as term_end,
        -- whether the next change meets this period, or comes after its own term had ended it
        next_on is not null and (term = date '9999-12-31' or next_on <= term + 1) as meets_next
    from tiles
    where status <> 'closed'
),

beliefs as (
    select
        key_id, gen_from, status, valid_from, term_end as valid_to, nullif(term, date '9999-12-31') as term_on, terms - terms_at_start as renewals,
        opening_no, opening,
        case when term_end is not null then term_no end as closing_no,
        case when term_end is not null then 'expired' end as closing,
        known_from, case when meets_next then next_known else gen_to end as known_to
    from lived
    union all
    select
        key_id, gen_from, status, valid_from, next_on, nullif(term, date '9999-12-31'), terms - terms_at_start,
        opening_no, opening, next_mover_no, case when next_status = 'active' then 'resumed' else next_label end,
        next_known, gen_to
    from lived
    where meets_next and next_status <> status
),

believed as (
    select * from beliefs
    where (known_to is null or known_from < known_to) and (valid_to is null or valid_from < valid_to)
),

joined as (
    -- a belief that outlives its generation unchanged is one belief
    select
        *,
        lag(known_to) over same as previous_known_to
    from believed
    where gen_from > date '0001-01-01'
    window same as (
        partition by key_id, status, valid_from, valid_to, term_on, renewals, opening_no, opening, closing_no, closing order by known_from
    )
),

runs as (
    select
        *,
        count(case when previous_known_to is distinct from known_from then 1 end) over (
            partition by key_id, status, valid_from, valid_to, term_on, renewals, opening_no, opening, closing_no, closing
            order by known_from rows between unbounded preceding and current row
        ) as run_no
    from joined
)

select key_id, status, valid_from, valid_to, term_on, renewals, opening_no, opening, closing_no, closing, known_from, known_to
from believed
where gen_from = date '0001-01-01'
union all
select
    key_id, status, valid_from, valid_to, term_on, renewals, opening_no, opening, closing_no, closing,
    min(known_from) as known_from,
    case when count(known_to) = count(*) then max(known_to) end as known_to
from runs
group by key_id, status, valid_from, valid_to, term_on, renewals, opening_no, opening, closing_no, closing, run_no
