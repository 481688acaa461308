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
        known_order as (partition by key_id order by known_from, effective_on, event_no),
        before as (
            partition by key_id order by known_from, effective_on, event_no rows between unbounded preceding and 1 preceding
        )
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

termed as (
    -- the one-off term and whether an act holds the key open, before and after each event
    select
        *,
        last_value(case effect when 'open' then 1 when 'close' then 0 end ignore nulls) over so_far as is_open,
        last_value(case effect when 'open' then 1 when 'close' then 0 end ignore nulls) over before as was_open,
        last_value(case when effect = 'close' then date '9999-12-31' else term_on end ignore nulls) over so_far as term,
        last_value(case when effect = 'close' then date '9999-12-31' else term_on end ignore nulls) over before as term_before,
        count(case when effect = 'term' then 1 end) over so_far as terms,
        lead(effective_on) over in_order as next_effect
    from replays
    window
        in_order as (partition by key_id, gen_from order by effective_on, event_no),
        so_far as (partition by key_id, gen_from order by effective_on, event_no rows between unbounded preceding and current row),
        before as (partition by key_id, gen_from order by effective_on, event_no rows between unbounded preceding and 1 preceding)
),

timed as (
    -- a key is alive while open and inside its term; what finds it run out can open it again, but not suspend or close it
    select
        *,
        coalesce(was_open = 1, false) and term_before < date '9999-12-31' and term_before + 1 < effective_on as had_run_out
    from termed
),

held as (
    select
        *,
        case when was_open = 1 and not had_run_out then 1 else 0 end as was_alive,
        coalesce(last_value(suspends ignore nulls) over so_far, 0) as is_suspended,
        coalesce(last_value(suspends ignore nulls) over before, 0) as was_suspended
    from (
        select
            *,
            case
                when effect in ('open', 'close', 'resume') or (effect = 'term' and had_run_out) then 0
                when effect = 'suspend' and not had_run_out then 1
            end as suspends
        from timed
    )
    window
        so_far as (partition by key_id, gen_from order by effective_on, event_no rows between unbounded preceding and current row),
        before as (partition by key_id, gen_from order by effective_on, event_no rows between unbounded preceding and 1 preceding)
),

marked as (
    -- the last event that changed the state of the key (it opens or closes), and the last that set its term
    select
        *,
        last_value(
            case when effect = 'term' or (effect = 'open' and (was_alive = 0 or term is distinct from term_before)) then event_no end ignore nulls
        ) over so_far as term_no,
        last_value(case when moves then event_no end ignore nulls) over so_far as mover_no,
        last_value(case when moves then label end ignore nulls) over so_far as mover_label,
        last_value(case when moves and was_alive = 0 then event_no end ignore nulls) over so_far as raiser_no,
        last_value(case when moves and was_alive = 0 then label end ignore nulls) over so_far as raiser_label,
        last_value(case when effect = 'close' and label <> 'presumed_delisted' then event_no end ignore nulls) over so_far as confirmer_no,
        last_value(case when effect = 'close' and label <> 'presumed_delisted' then label end ignore nulls) over so_far as confirmer_label,
        last_value(case when effect = 'close' and label <> 'presumed_delisted' then effective_on end ignore nulls) over so_far as confirmed_on
    from (
        select
            *,
            case effect
                when 'open' then was_alive = 0 or was_suspended = 1
                when 'close' then was_alive = 1
                when 'suspend' then was_alive = 1 and was_suspended = 0
                when 'resume' then was_alive = 1 and was_suspended = 1
                else had_run_out
            end as moves
        from held
    )
    window so_far as (partition by key_id, gen_from order by effective_on, event_no rows between unbounded preceding and current row)
),

days as (
    -- the state at the end of each day of effect, and the event behind it; an act confirms a presumption of the same day (W9)
    select
        key_id, gen_from, gen_to, effective_on, known_from, term, terms, term_no, has_run_out, raiser_no, raiser_label,
        case when is_open is null or is_open = 0 or has_run_out then 'closed' when is_suspended = 1 then 'suspended' else 'active' end as status,
        case when has_run_out then term_no when is_confirmed then confirmer_no else mover_no end as mover_no,
        case when has_run_out then 'expired' when is_confirmed then confirmer_label else mover_label end as mover_label
    from (
        select
            *,
            coalesce(is_open = 1 and term < effective_on, false) as has_run_out,
            coalesce(mover_label = 'presumed_delisted' and confirmed_on = effective_on and confirmer_no > mover_no, false) as is_confirmed
        from marked
        where next_effect is distinct from effective_on
    )
),

compared as (
    select
        *,
        previous_term < date '9999-12-31' and previous_term + 1 < effective_on as follows_gap
    from (
        select
            *,
            lag(status) over in_order as previous_status,
            lag(term) over in_order as previous_term,
            lag(terms) over in_order as previous_terms
        from days
        window in_order as (partition by key_id, gen_from order by effective_on)
    )
),

changes as (
    -- events that changed nothing are dropped, so that a belief lasts until something new was known
    select
        *,
        status <> 'closed' and (previous_status is distinct from status or follows_gap) as starts,
        coalesce(previous_status <> 'closed' and not follows_gap, false) as continues
    from compared
    where previous_status is distinct from status or (status <> 'closed' and (terms <> previous_terms or term <> previous_term or follows_gap))
),

tiles as (
    select
        *,
        last_value(case when starts then effective_on end ignore nulls) over so_far as valid_from,
        last_value(
            case when starts and (status = 'suspended' or continues) then mover_no when starts then raiser_no end ignore nulls
        ) over so_far as opening_no,
        last_value(case when starts then terms end ignore nulls) over so_far as terms_at_start,
        last_value(
            case
                when starts and status = 'suspended' then 'suspended'
                when starts and continues then 'resumed'
                when starts then raiser_label
            end ignore nulls
        ) over so_far as first_opening,
        count(case when starts and not continues then 1 end) over so_far as lives,
        lead(effective_on) over in_order as next_on,
        lead(known_from) over in_order as next_known,
        lead(status) over in_order as next_status,
        lead(mover_no) over in_order as next_mover_no,
        lead(mover_label) over in_order as next_label,
        lead(has_run_out and term = previous_term) over in_order as next_only_runs_out
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
        next_on is not null and (term = date '9999-12-31' or next_on <= term + 1) and not next_only_runs_out as meets_next
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

unsettled as (
    -- keys in which one belief may stand in two rows: another generation, or two events that became known on one day,
    -- of which the second may undo the first; told from the events, so that no belief has to be held for it
    select key_id from turns
    union
    select key_id from arrivals where known_from = previous_known
),

joined as (
    -- a belief that goes on unchanged is one belief
    select
        *,
        lag(known_to) over same as previous_known_to
    from believed
    where key_id in (select key_id from unsettled)
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
where key_id not in (select key_id from unsettled)
union all
select
    key_id, status, valid_from, valid_to, term_on, renewals, opening_no, opening, closing_no, closing,
    min(known_from) as known_from,
    case when count(known_to) = count(*) then max(known_to) end as known_to
from runs
group by key_id, status, valid_from, valid_to, term_on, renewals, opening_no, opening, closing_no, closing, run_no
