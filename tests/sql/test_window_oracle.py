"""The SQL against a day-by-day oracle, on thousands of random cases; and what must hold of any windows (W1, W13).

Many cases go through DuckDB in one run: each has a sender of its own, so that their keys and regimes never meet.
"""

from __future__ import annotations

import os
import random
from collections import defaultdict
from datetime import date
from functools import cache
from typing import Any

import polars as pl
import pytest
from cases import AS_OF, cases
from harness import Row, actions_frame, as_day, clock, day, run_models
from hypothesis import HealthCheck, Phase, given, seed, settings
from oracle import windows_known_on

BATCHES = 8
CASES_PER_BATCH = int(os.environ.get("WINDOW_CASES", "4000")) // BATCHES
#: Every run in CI tries the same cases; another WINDOW_SEED tries others.
SEED = int(os.environ.get("WINDOW_SEED", "0"))
COMPARED = (
    "sender", "target", "regime", "measure", "subject", "status", "valid_from", "valid_to", "opening", "closing",
    "opened_by", "closed_by", "expires_on", "renewals", "basis", "confidence",
)  # fmt: skip
DAYS = [day(number) for number in range(AS_OF + 1)]


@cache
def generated(batch: int) -> list[list[Row]]:
    """The cases of one batch, each under a sender of its own."""
    found: list[list[Row]] = []

    @seed(batch + 1000 * SEED)
    @settings(max_examples=CASES_PER_BATCH, phases=[Phase.generate], database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(cases())
    def collect(case: list[Row]) -> None:
        found.append(case)

    collect()
    return [_under_sender(case, _code(number)) for number, case in enumerate(found)]


def _code(number: int) -> str:
    letters = ""
    for _ in range(4):
        number, rest = divmod(number, 26)
        letters += chr(ord("A") + rest)
    return letters


def _under_sender(case: list[Row], sender: str) -> list[Row]:
    renamed = {name: lambda value: value and f"{sender}-{value}" for name in ("action_id", "announcement_id", "corrects")}
    return [act | {"sender": sender} | {name: rename(act[name]) for name, rename in renamed.items()} for act in case]


def sql_windows(rows: list[Row], *, check: bool = True) -> pl.DataFrame:
    """`sanction_windows` by the models."""
    return run_models({"actions": actions_frame(rows), "run_clock": clock(AS_OF)}, ["sanction_windows"], check=check)["sanction_windows"]


def expected(case: list[Row]) -> dict[date, list[tuple[Any, ...]]]:
    """Known day -> windows by the oracle; asked anew only on days on which something can change."""
    stirring = {DAYS[0]}
    for act in case:
        stirring |= {act[name] for name in ("known_on", "effective_on") if act[name]}
        if act["expires_on"]:
            stirring |= {day((act["expires_on"] - DAYS[0]).days + after) for after in (0, 1)}
    out: dict[date, list[tuple[Any, ...]]] = {}
    believed: list[tuple[Any, ...]] = []
    for known_day in DAYS:
        if known_day in stirring:
            believed = _sorted(tuple(row[name] for name in COMPARED) for row in windows_known_on(case, known_day))
        out[known_day] = believed
    return out


def _sorted(rows: Any) -> list[tuple[Any, ...]]:
    return sorted(rows, key=lambda row: tuple(str(value) for value in row))


def difference(case: list[Row], windows: list[Row]) -> str | None:
    """The first known day on which the SQL and the oracle disagree, written out; None where they agree."""
    for known_day, wanted in expected(case).items():
        believed = [row for row in windows if row["known_from"] <= known_day and (row["known_to"] is None or known_day < row["known_to"])]
        got = _sorted(tuple(row[name] for name in COMPARED) for row in believed)
        if got != wanted:
            return f"known on {_short(known_day)}\n  oracle:\n{_lines(wanted)}\n  SQL:\n{_lines(got)}"
    return None


def _short(value: Any) -> str:
    return f"day {(value - DAYS[0]).days}" if isinstance(value, date) and abs((value - DAYS[0]).days) < 999 else str(value)


def _lines(rows: list[tuple[Any, ...]]) -> str:
    return "\n".join("    " + " ".join(_short(value) for value in row[2:]) for row in rows) or "    nothing"


def smallest(case: list[Row]) -> list[Row]:
    """The case with every act left out that is not needed for it to fail."""
    acts = list(case)
    for act in case:
        fewer = [other for other in acts if other is not act]
        if fewer and difference(fewer, sql_windows(fewer, check=False).to_dicts()):
            acts = fewer
    return acts


def report(case: list[Row]) -> str:
    """A failing case, as small as it gets, with both window lists."""
    acts = smallest(case)
    shown = ("action_id", "action", "regime", "measure", "subject", "effective_on", "expires_on", "term", "is_open_ended", "known_on",
             "corrects", "change", "confidence", "basis", "reason")  # fmt: skip
    listed = "\n".join("  " + ", ".join(f"{name}={_short(act[name])}" for name in shown if act[name] not in (None, False)) for act in acts)
    return f"\nactions:\n{listed}\n{difference(acts, sql_windows(acts, check=False).to_dicts())}"


@pytest.mark.parametrize("batch", range(BATCHES))
def test_windows_are_what_the_oracle_finds_day_by_day(batch: int, record_property: Any) -> None:
    by_sender = {case[0]["sender"]: case for case in generated(batch)}
    rows = [act for case in by_sender.values() for act in case]
    windows = sql_windows(rows).sort("sender").partition_by("sender", as_dict=True)
    failed = []
    for sender, case in by_sender.items():
        found = windows.get((sender,))
        if difference(case, found.to_dicts() if found is not None else []):
            failed.append(case)
    record_property("cases", len(by_sender))
    print(f"{len(by_sender)} cases, {len(rows)} acts, {len(failed)} failed")
    assert len(by_sender) >= CASES_PER_BATCH * 0.9
    shortest = sorted(failed, key=len)[: int(os.environ.get("WINDOW_REPORTS", "1"))]
    assert not failed, f"{len(failed)} of {len(by_sender)} cases differ" + "".join(report(case) for case in shortest)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_w01_w13_any_windows_tile_and_no_order_of_arrival_matters(batch: int) -> None:
    rows = [act for case in generated(batch) for act in case]
    windows = sql_windows(rows, check=False)
    again = rows[:]
    random.Random(batch).shuffle(again)
    assert windows.sort("window_id").equals(sql_windows(again, check=False).sort("window_id")), "W13: another order gives other windows"
    assert windows["window_id"].is_unique().all()
    by_key: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in windows.iter_rows(named=True):
        assert row["known_from"] <= as_day(AS_OF) and (row["known_to"] is None or row["known_from"] < row["known_to"] <= as_day(AS_OF))
        assert row["valid_to"] is None or row["valid_from"] < row["valid_to"]
        by_key[tuple(row[name] for name in COMPARED[:5])].append(row)
    for of_key in by_key.values():
        for index, one in enumerate(of_key):
            for other in of_key[index + 1 :]:
                _never_both(one, other)


def _never_both(one: Row, other: Row) -> None:
    """Two rows of one key never hold for the same day as known on the same day, and never say the same one after the other."""
    far = date.max
    known = max(one["known_from"], other["known_from"]) < min(one["known_to"] or far, other["known_to"] or far)
    valid = max(one["valid_from"], other["valid_from"]) < min(one["valid_to"] or far, other["valid_to"] or far)
    assert not (known and valid), f"W1: two windows of one key at one known time: {one} {other}"
    is_same = all(one[name] == other[name] for name in (*COMPARED, "valid_from_precision", "valid_to_precision"))
    touches = one["known_to"] == other["known_from"] or other["known_to"] == one["known_from"]
    assert not (is_same and touches), f"one belief in two rows: {one} {other}"
