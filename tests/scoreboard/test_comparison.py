"""Our windows against cases of published datasets, and the scoreboard."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from pipelines.scoreboard.board import dataset_rows, extracted_rows, index_rows
from pipelines.scoreboard.case import Case
from pipelines.scoreboard.compare import Known, compare, load_facts
from pipelines.settings import Settings
from tests.support import SHARED, ask, build, needs_shared

AS_OF = date(2026, 11, 22)


def window(**fields: Any) -> dict[str, Any]:
    return {
        "sender": "EU",
        "target": "RU",
        "regime": "one",
        "window_id": "w",
        "valid_from": date(2014, 3, 17),
        "valid_to": None,
        "opened_by": "act",
        "closed_by": None,
    } | fields


def known(*windows: dict[str, Any]) -> Known:
    return Known(windows, [], [], {"act": "The act", "end": "The end"})


def case(**fields: Any) -> Case:
    return Case(
        **(
            {"dataset": "IST", "case_id": "C", "sender": "EU", "target": "RU", "start": date(2014, 3, 6), "end": None, "ongoing": True}
            | fields
        )
    )


def by_field(rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {row["field"]: row for row in rows}


def test_a_difference_names_the_act_behind_our_side() -> None:
    rows = by_field(compare([case()], known(window()), AS_OF, {}))
    assert (rows["start"]["days_apart"], rows["start"]["agrees"], rows["start"]["our_act"]) == (11, False, "act")
    assert "The act" in rows["start"]["explanation"]
    assert rows["ongoing"]["agrees"] and rows["ongoing"]["explanation"] is None
    assert "end" not in rows


def test_ends_are_inclusive_and_states_are_those_of_the_datasets_last_day() -> None:
    ended = window(valid_to=date(2018, 11, 3), closed_by="end")
    rows = by_field(compare([case(start=date(2014, 3, 17), end=date(2018, 11, 2), ongoing=False)], known(ended), AS_OF, {}))
    assert rows["end"]["agrees"] and rows["end"]["days_apart"] == 0
    later = window(valid_to=date(2019, 2, 1), closed_by="end")  # after the last day that IST codes
    assert by_field(compare([case()], known(later), AS_OF, {}))["ongoing"]["agrees"]


def test_what_is_outside_says_why() -> None:
    rows = compare([case(start=date(1991, 1, 1), end=date(1991, 6, 29), ongoing=False)], known(window()), AS_OF, {})
    assert [(row["field"], row["agrees"]) for row in rows] == [("scope", None)]
    assert "before the scope" in rows[0]["explanation"]


def test_a_reason_on_record_is_used() -> None:
    facts = {"IST": {"C": {"regimes": ["one"], "why": {"start": {"act": "other", "text": "because"}}}}}
    row = by_field(compare([case()], known(window()), AS_OF, facts))["start"]
    assert (row["our_act"], row["explanation"]) == ("other", "because")


def test_the_bar_of_human_coders_stands_beside_the_share() -> None:
    rows = {row["measure"]: row for row in dataset_rows(compare([case()], known(window()), AS_OF, {}))}
    assert (rows["start same day"]["value"], rows["start same day"]["bar"]) == (0.0, 0.60)
    assert (rows["start within 14 days"]["value"], rows["start within 14 days"]["bar"]) == (1.0, 0.79)


def test_a_bar_without_a_case_stands_on_the_board() -> None:
    rows = {row["measure"]: row for row in dataset_rows(compare([case()], known(window()), AS_OF, {}))}
    assert (rows["end same day"]["value"], rows["end same day"]["n"], rows["end same day"]["bar"]) == (None, 0, 0.30)
    assert rows["end within 14 days"]["bar"] == 0.48
    missed = compare([case(end=date(2016, 1, 1), ongoing=False)], known(window()), AS_OF, {})
    assert {row["measure"]: row["value"] for row in dataset_rows(missed)}["end within 14 days"] == 0.0


def test_what_could_not_be_measured_says_what_it_needs(published: Path) -> None:
    rows = dict(ask(published, "select area, note from scoreboard where measure = 'not measured' and n = 0 and value is null"))
    assert {"windows against IST", "windows against EUSANCT", "windows against GSDB"} <= rows.keys()
    assert "SANCTIONS_GSDB" in rows["windows against GSDB"]


def test_what_is_coded_by_year_is_compared_by_year() -> None:
    rows = compare([case(start=date(2014, 1, 1), precision="year")], known(window()), AS_OF, {})
    start = by_field(rows)["start"]
    assert (start["theirs"], start["ours"], start["days_apart"], start["agrees"]) == ("2014", "2014", None, True)
    assert {row["measure"]: row["value"] for row in dataset_rows(rows)}["start same year"] == 1.0
    assert not [row for row in dataset_rows(rows) if "day" in row["measure"]]


def test_extracted_actions_are_scored_by_effect() -> None:
    agreement = [
        {"announcement_id": "a", "action": action, "measure": "asset_freeze", "curated": c, "extracted": e, "same_day": s}
        for action, c, e, s in (("list", True, True, True), ("extend", True, False, None), ("delist", False, True, None))
    ]
    assert [(row["measure"], row["value"], row["n"]) for row in extracted_rows(agreement)] == [
        ("precision", 0.5, 2),
        ("recall", 0.5, 2),
        ("same day of effect", 1.0, 1),
    ]
    assert extracted_rows([]) == []


def test_only_held_out_days_stand_on_the_board() -> None:
    row = {
        "sender": "EU",
        "target": "RU",
        "horizon_days": 30,
        "auc": 0.4,
        "auc_low": 0.3,
        "auc_high": 0.5,
        "days": 9,
        "skill": "no",
        "episodes": 2,
        "first_day": date(2019, 1, 1),
        "brier": 0.1,
        "brier_base_rate": 0.1,
    }
    assert len(index_rows([row | {"part": "all"}, row | {"part": "held_out"}])) == 2


def test_every_act_named_in_a_reason_is_on_record(published: Path) -> None:
    named = {reason["act"] for cases in load_facts().values() for fact in cases.values() for reason in fact.get("why", {}).values()}
    found = {row[0] for row in ask(published, "select announcement_id from announcements")}
    assert named <= found


@needs_shared
def test_ist_is_reproduced_or_explained(tmp_path: Path) -> None:
    database = build(Settings(home=tmp_path, ist=SHARED / "eval" / "ist_subset.csv")).database
    rows = ask(database, "select case_id, field, agrees, our_act, explanation from dataset_comparison")
    assert len({row[0] for row in rows}) == 19
    unexplained = [row for row in rows if row[2] is not True and not row[4]]
    assert unexplained == []
    assert all(row[3] for row in rows if row[2] is False)
    shares = dict(ask(database, "select measure, value from scoreboard where area = 'windows against IST'"))
    assert shares["start within 14 days"] >= 0.79
    assert {shares[name] for name in ("ongoing", "gradual", "expiry", "review")} == {1.0}
