"""The daily index, its decay, divergence and episodes, on small tables."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.backtest.small import run

CLOCK = [{"as_of": "2020-03-31"}]
DECAY = [
    {"kind": "decay", "name": "half_life_days", "weight": 30.0},
    {"kind": "decay", "name": "momentum_days", "weight": 30.0},
]


def counted(day: str, weight: float, direction: int = 1, **fields: Any) -> dict[str, Any]:
    return {
        "signal_id": f"{day}/{weight}/{direction}", "sender": "EU", "target": "RU", "direction": direction, "origin": "act",
        "weight": weight, "signal_on": day, "counts_from": day, "members": 1, "is_representative": True,
    } | fields  # fmt: skip


def daily(*rows: dict[str, Any]) -> dict[date, dict[str, Any]]:
    return {row["day"]: row for row in run("easing_daily", signal_clusters=list(rows), signal_weights=DECAY, run_clock=CLOCK)}


def test_a_weight_halves_in_a_half_life() -> None:
    rows = daily(counted("2020-01-01", 4.0))
    assert rows[date(2020, 1, 1)]["net"] == 4.0
    assert rows[date(2020, 1, 31)]["net"] == 2.0
    assert rows[date(2020, 1, 31)]["momentum"] == -2.0
    assert rows[date(2020, 1, 30)]["momentum"] is None
    assert max(rows) == date(2020, 3, 31) and len(rows) == 91


def test_holding_weighs_against_easing_and_words_are_not_hard() -> None:
    rows = daily(counted("2020-01-01", 3.0), counted("2020-01-01", 1.0, 0, origin="statement"))
    day = rows[date(2020, 1, 1)]
    assert (day["easing"], day["tightening"], day["net"], day["hard_net"]) == (3.0, 1.0, 2.0, 3.0)


def test_a_report_stops_weighing_when_its_act_is_known() -> None:
    rows = daily(counted("2020-01-01", 1.5, counts_to="2020-01-03"), counted("2020-01-03", 3.0))
    assert [rows[date(2020, 1, d)]["easing"] for d in (1, 3)] == [1.5, 3.0]


@pytest.mark.parametrize(
    ("ours", "theirs", "state"), [(1.0, -2.0, "EU_eases"), (-1.0, 2.0, "US_eases"), (1.0, 2.0, "both_ease"), (-1.0, -2.0, "both_hold")]
)
def test_divergence_says_who_eases(ours: float, theirs: float, state: str) -> None:
    rows = run(
        "easing_divergence",
        easing_daily=[{"sender": s, "target": "RU", "day": "2020-01-31", "net": net} for s, net in (("US", theirs), ("EU", ours))],
    )
    assert [(row["sender"], row["other_sender"], row["divergence"], row["state"]) for row in rows] == [("EU", "US", ours - theirs, state)]


def step(day: str, **fields: Any) -> dict[str, Any]:
    return {
        "step_id": f"s{day}",
        "event_id": day,
        "sender": "EU",
        "target": "RU",
        "rung": "delisting",
        "step_on": day,
        "confidence": "verified",
    } | fields


def test_steps_within_thirty_days_are_one_episode() -> None:
    rows = run("easing_episodes", easing_steps=[step("2020-01-01"), step("2020-01-31"), step("2020-03-02"), step("2020-04-02")])
    assert sorted((str(row["began_on"]), row["steps"]) for row in rows) == [("2020-01-01", 2), ("2020-03-02", 1), ("2020-04-02", 1)]


ACTION = {
    "announcement_id": "act",
    "sender": "US",
    "target": "RU",
    "measure": "asset_freeze",
    "subject": "entity:a",
    "subject_kind": "entity",
    "known_on": "2020-01-01",
    "effective_on": "2020-01-01",
    "effective_precision": "day",
    "basis": "curated",
    "confidence": "verified",
}


@pytest.mark.parametrize(
    ("fields", "rung"),
    [
        ({"action": "lift"}, "partial_lifting"),
        ({"action": "narrow"}, "partial_lifting"),
        ({"action": "suspend"}, "suspension"),
        ({"action": "delist"}, "delisting"),
        ({"action": "exempt"}, "exemption"),
        ({"action": "exempt_extend", "change": "wider"}, "exemption"),
        ({"action": "exempt_extend", "change": "open_ended"}, "exemption"),
        ({"action": "exempt_extend", "change": "same"}, None),
        ({"action": "exempt_extend"}, None),
        ({"action": "extend"}, None),
        ({"action": "annul", "reason": "annulled"}, None),
        ({"action": "delist", "reason": "deceased"}, None),
        ({"action": "delist", "basis": "list_diff"}, None),
        ({"action": "lift", "confidence": "unverified"}, None),
        ({"action": "lift", "known_on": "2020-12-01"}, None),
    ],
    ids=lambda value: " ".join(value.values()) if isinstance(value, dict) else str(value),
)
def test_what_is_an_easing_step(fields: dict[str, Any], rung: str | None) -> None:
    rows = run(
        "easing_steps",
        actions=[{"action_id": "a"} | ACTION | fields],
        announcements=[{"announcement_id": "act", "event_id": "act"}],
        run_clock=CLOCK,
    )
    assert [row["rung"] for row in rows] == ([rung] if rung else [])


def deed(day: str, sender: str, direction: int) -> dict[str, Any]:
    return {
        "event_id": f"{sender}{day}",
        "manner": "done",
        "sender": sender,
        "target": "RU",
        "direction": direction,
        "signal_on": day,
        "rung": "expansion",
        "confidence": "verified",
    }


def test_divergence_is_a_signal_of_the_sender_that_moves() -> None:
    steps = [step("2020-01-15")]
    held = [deed("2019-12-20", "US", -1), deed("2020-01-15", "EU", 1)]
    assert [(r["sender"], r["pattern"]) for r in run("divergence_signals", easing_steps=steps, deed_signals=held)] == [("EU", "divergence")]
    along = [*steps, step("2020-01-02", sender="US")]
    assert run("divergence_signals", easing_steps=along, deed_signals=held) == []
    later = [*steps, step("2020-01-20", sender="US")]
    assert "EU" in {r["sender"] for r in run("divergence_signals", easing_steps=later, deed_signals=held)}


def test_more_delistings_than_in_any_month_of_the_year() -> None:
    steps = [step("2019-11-05", subjects=2), step("2020-02-10", subjects=4), step("2020-03-15", subjects=3)]
    rows = run("delisting_signals", easing_steps=steps, deed_signals=[deed("2018-01-01", "EU", -1)], run_clock=CLOCK)
    assert [(row["signal_id"], row["signal_on"]) for row in rows] == [("delistings/EU-RU/2020-02-01", date(2020, 2, 29))]
