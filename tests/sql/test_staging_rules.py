"""The rules of docs/methods/windows.md that are carried out on the way from the register to `actions`: W10, W14, W15, known time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest
from harness import clock, known_at, run_models

from pipelines.register import aliases
from pipelines.register.read import read_register
from schemas import TABLES

ACT: dict[str, Any] = {
    "announcement_id": "act", "event_id": "act", "regime": "eu-one", "sender": "EU", "kind": "act", "title": "An act",
    "confidence": "verified", "document_sha256": "0" * 64, "recorded_on": "2020-01-01", "file": "eu-one.yaml", "line": 1,
}  # fmt: skip
ACTION: dict[str, Any] = {
    "action_id": "act/1", "announcement_id": "act", "sender": "EU", "target": "RU", "regime": "eu-one", "regimes": "eu-one",
    "measure": "asset_freeze", "subject": "entity:a", "action": "impose", "is_stated_end": False, "confidence": "verified",
    "evidence": "does something", "file": "eu-one.yaml", "line": 2,
}  # fmt: skip


def frame(table: str, rows: list[dict[str, Any]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=TABLES[table].polars_schema())


def staged(wanted: str, acts: list[dict[str, Any]], actions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One table that follows from register rows."""
    inputs = {"register_acts": frame("register_acts", acts), "register_actions": frame("register_actions", actions)}
    return run_models(inputs | {"run_clock": clock("2024-01-01")}, [wanted])[wanted].to_dicts()


def one(act: dict[str, Any], action: dict[str, Any]) -> dict[str, Any]:
    (row,) = staged("actions", [ACT | act], [ACTION | action])
    return row


@pytest.mark.parametrize(
    ("deed", "text", "effective_on", "precision"),
    [
        ("impose", "2020-02-10", "2020-02-10", "day"),
        ("impose", "2020-02", "2020-02-01", "month"),
        ("impose", "2020", "2020-01-20", "year"),  # the act was signed on 20 January
        ("lift", "2020-02", "2020-02-29", "month"),
        ("delist", "2020", "2020-12-31", "year"),
        ("impose", None, "2020-01-20", "act"),
    ],
)
def test_w10_a_start_takes_the_first_day_an_end_the_last(deed: str, text: str | None, effective_on: str, precision: str) -> None:
    row = one({"signed_on": "2020-01-20"}, {"action": deed, "effective_on": text})
    assert (str(row["effective_on"]), row["effective_precision"]) == (effective_on, precision)


@pytest.mark.parametrize(("text", "expires_on"), [("2020-07-31", "2020-07-31"), ("2020-02", "2020-02-29"), ("2020", "2020-12-31")])
def test_w10_a_sunset_takes_the_last_day(text: str, expires_on: str) -> None:
    row = one({"signed_on": "2020-01-20"}, {"expires_on": text, "term": "regime"})
    assert str(row["expires_on"]) == expires_on


def test_w10_the_windows_say_how_precise_they_are() -> None:
    acts = [ACT | {"signed_on": "2020-01-20"}, ACT | {"announcement_id": "end", "signed_on": "2021-01-20"}]
    actions = [ACTION | {"effective_on": "2020-02"}]
    actions.append(ACTION | {"action_id": "end/1", "announcement_id": "end", "action": "lift", "effective_on": "2021-03"})
    rows = known_at(staged("sanction_windows", acts, actions), "2024-01-01")
    columns = ("valid_from", "valid_from_precision", "valid_to", "valid_to_precision")
    assert [tuple(str(row[name]) for name in columns) for row in rows] == [("2020-02-01", "month", "2021-03-31", "month")]


@pytest.mark.parametrize(
    ("act", "known_on"),
    [
        ({"signed_on": "2020-01-20", "published_on": "2020-01-25"}, "2020-01-20"),
        ({"signed_on": "2020-01-20", "published_on": "2020-01-15"}, "2020-01-15"),
        ({"published_on": "2020-01-25", "announced_on": "2019-12-01"}, "2020-01-25"),
        ({"announced_on": "2019-12-01"}, "2019-12-01"),
        ({"signed_on": "2020-02"}, "2020-02-29"),
        ({}, "2020-03-01"),
    ],
)
def test_known_from_signature_or_publication_else_the_announcement_else_the_effect(act: dict[str, str], known_on: str) -> None:
    assert str(one(act, {"effective_on": "2020-03-01"})["known_on"]) == known_on


def test_known_time_is_never_moved_by_a_promise() -> None:
    row = one({"signed_on": "2020-01-20"}, {"announced_on": "2019-12-01", "effective_on": "2020-02-01"})
    assert (str(row["known_on"]), str(row["announced_on"])) == ("2020-01-20", "2019-12-01")


def test_a_stated_end_without_an_act_is_known_from_its_own_day() -> None:
    row = one({"signed_on": "2020-01-20"}, {"action": "lift", "effective_on": "2021-03-31", "is_stated_end": True})
    assert str(row["known_on"]) == "2021-03-31"


@pytest.mark.parametrize(("regimes", "first"), [("eu-two;eu-one", "eu-two"), ("eu-two", "eu-two"), ("eu-one", "eu-one")])
def test_w14_a_later_row_meets_its_subject_whatever_regimes_it_repeats(regimes: str, first: str) -> None:
    acts = [ACT | {"signed_on": "2020-01-20"}, ACT | {"announcement_id": "end", "signed_on": "2021-01-20"}]
    actions = [
        ACTION | {"regimes": "eu-one;eu-two"},
        ACTION | {"action_id": "end/1", "announcement_id": "end", "action": "delist", "regime": first, "regimes": regimes},
    ]
    rows = known_at(staged("sanction_windows", acts, actions), "2024-01-01")
    assert [(row["regime"], str(row["valid_to"]), row["closing"]) for row in rows] == [("eu-one", "2021-01-20", "delisted")]


def test_w14_a_regime_that_shares_nothing_is_left_alone() -> None:
    acts = [ACT | {"signed_on": "2020-01-20"}, ACT | {"announcement_id": "end", "signed_on": "2021-01-20"}]
    actions = [
        ACTION | {"regimes": "eu-one;eu-two"},
        ACTION | {"action_id": "end/1", "announcement_id": "end", "action": "delist", "regime": "eu-three", "regimes": "eu-three"},
    ]
    rows = known_at(staged("sanction_windows", acts, actions), "2024-01-01")
    assert [(row["regime"], row["valid_to"]) for row in rows] == [("eu-one", None)]


REGISTER = """\
regime: us-one
title: A regime
sender: US
target: RU
recorded_on: 2020-01-01
acts:
  - {id: A, kind: act, title: An act, signed_on: 2020-01-20, confidence: verified, actions: [
      {id: A-1, action: list, measures: [asset_freeze], subjects: [entity:rusal, EN+ Group], text: Lists two firms.}]}
  - {id: B, kind: act, title: An act, signed_on: 2021-01-20, confidence: verified, actions: [
      {id: B-1, action: delist, measures: [asset_freeze], subjects: [UC Rusal plc], text: Delists one of them.}]}
"""


def test_w14_one_window_a_subject_whatever_its_spelling(tmp_path: Path) -> None:
    (tmp_path / "us-one.yaml").write_text(REGISTER, encoding="utf-8")
    alias_file = tmp_path / "aliases.txt"
    alias_file.write_text("entity:rusal: [UC Rusal plc]\nentity:en-plus: [EN+ Group]\n", encoding="utf-8")
    rows = read_register(tmp_path, aliases.load(alias_file))
    assert rows.problems == []
    windows = known_at(staged("sanction_windows", rows.acts, rows.actions), "2024-01-01")
    assert [(row["subject"], str(row["valid_to"])) for row in windows] == [("entity:en-plus", "None"), ("entity:rusal", "2021-01-20")]


def test_w15_suspending_something_is_a_sanction() -> None:
    acts = [ACT | {"signed_on": "2020-01-20"}, ACT | {"announcement_id": "end", "signed_on": "2021-01-20"}]
    of_visas = ACTION | {"measure": "visa_free_suspension", "subject": "country:RU"}
    actions = [of_visas | {"action": "suspend"}, of_visas | {"action_id": "end/1", "announcement_id": "end", "action": "resume"}]
    rows = known_at(staged("sanction_windows", acts, actions), "2024-01-01")
    assert [(row["status"], row["opening"], str(row["valid_to"]), row["closing"]) for row in rows] == [
        ("active", "imposed", "2021-01-20", "lifted")
    ]


def test_w15_what_returns_in_part_is_a_narrowing_and_closes_nothing() -> None:
    assert one({"signed_on": "2020-01-20"}, {"measure": "visa_free_suspension", "action": "narrow"})["action"] == "narrow"
