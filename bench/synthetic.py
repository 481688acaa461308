"""Synthetic actions for the benchmark: the columns of `schemas.core.Actions`, made by DuckDB from a seed.

What belongs here: the shape of the made-up data. What does not: measuring (`bench/windows.py`).

The shape follows published sanction lists. A key has two actions in the median and up to sixty; 3 % of the acts become
known weeks or months late, 0.4 % are corrections, a fifth of those withdrawals. Four of every hundred keys are
suspended and resumed, four have one-off terms, two only carve-outs. There are 120 regimes; four of them, with 2 % of
the keys, have a sunset with up to 23 renewals. One key in ten has a twin under another regime of the same sender and
target, and one act in fifty on those names both regimes (W14). Forty acts, whatever the size, hit a country as a whole.
Rows lie in the order in which they became known, as documents come in.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from pipelines.models import connect
from pipelines.tables import path_of

AS_OF = "2026-07-01"

#: Everything is a function of a key's number and the seed, so that any size is made in one pass.
KEYS = """
with spans as (
    select
        k,
        case when k % 20 = 1 then k - 1 else k end as base,
        hash(k, {seed}) % 1000 as length_draw,
        hash(k, {seed} + 1) % 100 as kind_draw
    from range({rows}) as numbers(k)
    where k < greatest({rows} // 2, 100)
),

lengths as (
    select
        *,
        case
            when length_draw < 300 then 1 when length_draw < 660 then 2 when length_draw < 780 then 3 when length_draw < 880 then 4
            when length_draw < 975 then 5 + length_draw % 4
            else 9 + cast(floor(51 * pow((hash(k, {seed} + 2) % 1000) / 999.0, 3)) as bigint)
        end as span
    from spans
),

kept as (
    select *, sum(span) over (order by k rows between unbounded preceding and current row) as so_far from lengths
),

regimes as (
    select
        *,
        case when hash(base, {seed} + 3) % 50 = 0
            then cast(hash(base, {seed} + 4) % 4 as bigint)
            else 4 + cast(floor(116 * pow((hash(base, {seed} + 4) % 1000) / 1000.0, 2)) as bigint)
        end as base_regime,
        hash(base, {seed} + 5) % 100 as subject_draw
    from kept
    where so_far - span < {rows}
)

select
    k,
    cast(least(span, {rows} - so_far + span) as bigint) as span,
    kind_draw,
    regime_no,
    xor(regime_no, 1) as sibling_no,
    k % 20 < 2 as has_twin,
    case
        when subject_draw < 60 then 'asset_freeze' when subject_draw < 85 then 'travel_ban' when subject_draw < 90 then 'export_ban'
        when subject_draw < 96 then 'import_ban' else 'services_ban'
    end as measure,
    case
        when subject_draw < 50 then 'eu-fsf:' || base when subject_draw < 85 then 'ofac:' || base
        when subject_draw < 90 then 'entity:e-' || base when subject_draw < 96 then 'hs:' || lpad(base::varchar, 8, '0')
        else 'sector:s' || base
    end as subject,
    case when subject_draw < 85 then 'entry' when subject_draw < 90 then 'entity' when subject_draw < 96 then 'product' else 'sector' end
        as subject_kind,
    first_day,
    cast(greatest(2, least(20 + hash(k, {seed} + 6) % 700, (date '{as_of}' - first_day + 30) // span)) as bigint) as step
from (
    select
        *,
        case when k % 20 = 1 then xor(base_regime, 1) else base_regime end as regime_no,
        case when base_regime < 4
            then date '2014-03-17' + cast(hash(k, {seed} + 7) % 4400 as integer)
            else date '2003-01-01' + cast(hash(k, {seed} + 7) % 8500 as integer)
        end as first_day
    from regimes
)
"""

LISTED = """
select
    k,
    j,
    regime_no,
    case when has_twin and hash(k, j, {seed} + 8) % 50 = 0 then sibling_no end as also_no,
    measure,
    subject,
    subject_kind,
    case
        when j > 1 and draw < 4 then 'correct'
        when kind_draw >= 98 then case when j = 1 then 'impose' when j % 3 = 0 then 'narrow' else 'exempt' end
        when kind_draw >= 94 then case when j = 1 then 'impose' when j = span then 'lift' else 'extend' end
        when kind_draw >= 90 then case when j = 1 then 'impose' when j % 2 = 0 then 'suspend' else 'resume' end
        when draw % 100 = 99 then 'expand'
        when j % 2 = 1 then case when subject_kind = 'entry' then 'list' else 'impose' end
        when draw % 50 = 0 then 'annul'
        else case when subject_kind = 'entry' then 'delist' else 'lift' end
    end as action,
    first_day + cast(
        (j - 1) * step + case when draw % 3 = 0 then 0 when draw % 60 = 1 then step else draw % step end as integer
    ) as effective_on,
    case when kind_draw between 94 and 97 and j < span then first_day + cast((j + 1) * step as integer) end as expires_on,
    case when kind_draw between 94 and 97 and j < span then 'measure' end as term,
    case
        when hash(k, j, {seed} + 9) % 100 < 3 then 20 + cast(hash(k, j, {seed} + 10) % 300 as integer)
        else -cast(hash(k, j, {seed} + 9) % 4 as integer)
    end as lag,
    draw
from (select *, unnest(range(1, span + 1)) as j, cast(hash(k, j, {seed} + 11) % 1000 as integer) as draw from synthetic_keys)
"""

#: Acts on the regime as a whole: sunsets, their renewals (the last regime lets its sunset pass), and country-wide acts.
WHOLE = """
select
    -1 - r as k, i as j, r as regime_no, null as also_no, 'all_sectoral' as measure, null as subject, 'country' as subject_kind,
    case when i = 0 then 'impose' else 'extend' end as action,
    date '2014-08-01' + cast(i * months * 30 as integer) as effective_on,
    date '2014-08-01' + cast((i + 1) * months * 30 - 1 as integer) as expires_on,
    'regime' as term, -9 as lag, 500 as draw
from (values (0, 6, 23), (1, 6, 23), (2, 12, 11), (3, 12, 5)) as sunsets(r, months, renewals), range(24) as numbers(i)
where i <= renewals
union all
select
    -100 - i, i, 4 + i * 2, null, case when i % 4 = 3 then 'multiple' else 'import_ban' end, null, 'country',
    case when i % 2 = 0 then 'suspend' else 'resume' end, date '2012-01-01' + cast(i * 97 as integer), null, null, -1, 500
from range(40) as numbers(i)
"""

ACTIONS = """
with placed as (
    select
        *,
        (['EU', 'US', 'GB', 'UN', 'CH', 'RU'])[1 + (regime_no // 2) % 6] as sender,
        (['RU', 'BY', 'IR', 'SY', 'VE', 'MM', 'KP', 'LY', 'SD', 'TR', 'CU', 'IQ', 'ZW', 'ML', 'NI'])[1 + (regime_no // 2) % 15] as target,
        effective_on + lag as known_on
    from synthetic_acts
),

named as (
    select
        *,
        lower(sender) || '-' || lower(target) || '-' || regime_no as regime,
        lower(sender) || '-' || lower(target) || '-' || also_no as also,
        coalesce(subject, 'country:' || target) as canonical
    from placed
)

select
    regime || '/' || measure || '/' || canonical || '/' || j as action_id,
    sender || '-' || regime || '-' || strftime(known_on, '%Y%m%d') as announcement_id,
    sender,
    target,
    regime,
    concat_ws(';', regime, also) as regimes,
    measure,
    canonical as subject,
    subject_kind,
    action,
    effective_on,
    case when draw % 40 = 7 then 'month' when draw % 40 = 8 then 'act' else 'day' end as effective_precision,
    case when action <> 'lift' then expires_on end as expires_on,
    coalesce(term = 'measure' and draw % 100 = 13, false) as is_open_ended,
    case when action <> 'lift' then term end as term,
    known_on,
    case when draw % 100 = 14 then known_on - 30 end as announced_on,
    case when action = 'delist' and draw % 20 = 3 then 'deceased' when action = 'lift' and draw % 20 = 3 then 'lapsed' end as reason,
    case when action = 'correct' then regime || '/' || measure || '/' || canonical || '/' || (j - 1) end as corrects,
    case when action = 'correct' and k % 5 = 0 then 'withdrawn' end as change,
    cast(null as varchar) as replaces_measure,
    cast(null as varchar) as chain,
    cast(null as varchar) as number,
    cast(case when action = 'list' then 1 end as bigint) as added_count,
    cast(case when action = 'delist' then 1 end as bigint) as removed_count,
    case when draw % 4 = 0 then 'list_diff' when draw % 50 = 1 then 'curated' else 'extracted' end as basis,
    action || ' of ' || canonical || ' by number ' || (k % 5000) || ' of the annex' as evidence,
    case when draw % 12 = 5 then 'The day of effect is taken from the publication; the source names no other.' end as note,
    'https://example.org/' || regime || '/' || strftime(known_on, '%Y-%m-%d') as url,
    case
        when draw % 30 = 4 then 'partly_verified' when draw % 90 = 5 then 'conflicting' when draw % 90 = 6 then 'unverified'
        else 'verified'
    end as confidence,
    case when draw % 4 = 0 and action = 'list' then 'first_seen' end as from_basis,
    case when draw % 4 = 0 and action = 'delist' then effective_on - 1 end as valid_to_earliest,
    timestamp '{as_of} 06:00:00' as recorded_at
from named
order by known_on, action_id
"""


def write_actions(tables: Path, rows: int, seed: int = 20220224) -> int:
    """Write `actions` and `run_clock` with about `rows` actions into the folder; returns the number of keys made up."""
    tables.mkdir(parents=True, exist_ok=True)
    values = {"rows": rows, "seed": seed, "as_of": AS_OF}
    with connect() as connection:
        connection.execute(f"set temp_directory = '{tables / 'spill'}'")
        # row numbers would differ between runs if the threads could change the order of the keys
        connection.execute("set preserve_insertion_order = true")
        connection.execute("create table synthetic_keys as " + KEYS.format(**values))
        connection.execute("create view synthetic_acts as " + LISTED.format(**values) + " union all " + WHOLE)
        _write(connection, ACTIONS.format(**values), path_of(tables, "actions"))
        _write(connection, f"select date '{AS_OF}' as as_of", path_of(tables, "run_clock"))
        return int(connection.sql("select count(*) from synthetic_keys").fetchall()[0][0])


def _write(connection: duckdb.DuckDBPyConnection, query: str, path: Path) -> None:
    connection.execute(f"copy ({query}) to '{path}' (format parquet)")
