"""The easing signals of the Turkish case."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import ask

STEPS = [
    # day it was known, rung, direction, measure, act
    ("2015-11-28", "imposition", -1, "multiple", "Decree 583"),
    ("2016-05-16", "exemption", 1, "labour_hire_ban", "employer list of May 2016"),
    ("2016-06-30", "partial_lifting", 1, "tourism_sales_ban", "Decree 314"),
    ("2016-08-27", "partial_lifting", 1, "flight_ban", "charter flights"),
    ("2016-10-09", "partial_lifting", 1, "import_ban", "Resolution 1020"),
    ("2017-03-09", "partial_lifting", 1, "import_ban", "Resolution 276"),
    ("2017-05-31", "partial_lifting", 1, "multiple", "Decree 244"),
    ("2017-06-02", "partial_lifting", 1, "multiple", "Resolution 672"),
    ("2017-10-26", "partial_lifting", 1, "import_ban", "tomato quota"),
    ("2020-02-25", "partial_lifting", 1, "import_quota", "quota raised to 200,000 t"),
]


@pytest.mark.parametrize(("day", "rung", "direction", "measure", "act"), STEPS, ids=[step[4] for step in STEPS])
def test_an_act_is_one_signal(published: Path, day: str, rung: str, direction: int, measure: str, act: str) -> None:
    rows = ask(
        published,
        "select direction, measure from easing_signals"
        " where signal_on = ? and rung = ? and regime = 'ru-583-2015' and stage in ('enacted', 'effective')",
        day, rung,
    )  # fmt: skip
    assert rows == [(direction, measure)], act


def test_quota_in_place_of_a_ban_is_no_new_restriction(published: Path) -> None:
    rows = ask(published, "select count(*) from easing_signals where measure = 'import_quota' and rung = 'imposition'")
    assert rows == [(0,)]


def test_a_promise_is_a_signal_of_its_own_day(published: Path) -> None:
    rows = ask(
        published,
        "select signal_on::varchar, stage, weight from easing_signals"
        " where measure = 'flight_ban' and rung = 'partial_lifting' order by signal_on",
    )
    assert rows == [("2016-06-29", "announced", 1.5), ("2016-08-27", "enacted", 3.0)]


def test_refusals_hold_and_have_no_sign(published: Path) -> None:
    rows = ask(published, "select distinct direction from easing_signals where rung in ('refusal', 'renewal')")
    assert rows == [(0,)]


def test_the_index_turns_after_june_2016(published: Path) -> None:
    rows = dict(
        ask(
            published,
            "select month::varchar, net from easing_index where sender = 'RU' and target = 'TR' and month <= '2017-12-01'",
        )
    )
    assert min(rows, key=rows.__getitem__) == "2015-11-01"
    assert rows["2016-03-01"] < 0 < rows["2016-06-01"]
    assert rows["2017-05-01"] > 0


def test_every_signal_says_why(published: Path) -> None:
    rows = ask(published, "select count(*) from easing_signals where rationale not like '%Weight%=%' or length(evidence) < 3 or weight < 0")
    assert rows == [(0,)]
