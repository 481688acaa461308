"""What deeds say beyond themselves, on made-up renewals, licences and refusals."""

from __future__ import annotations

from typing import Any

import pytest

from tests.backtest.small import run, signal

CLOCK = [{"as_of": "2020-03-31"}]
#: Six renewals of a made-up regime: set on, sunset before, sunset set.
STEADY = (
    ("2016-01-01", "2016-01-31", "2016-07-31"),
    ("2016-07-01", "2016-07-31", "2017-01-31"),
    ("2017-01-01", "2017-01-31", "2017-07-31"),
    ("2017-07-01", "2017-07-31", "2018-01-31"),
)


def renewals(
    *last: tuple[str, str, str], actions: list[dict[str, Any]] | None = None, confidence: str = "verified"
) -> list[dict[str, Any]]:
    sunsets, documents = [], []
    for number, (set_on, before, after) in enumerate((*STEADY, *last), 1):
        act = f"act{number}"
        documents.append({"announcement_id": act, "event_id": act})
        sunsets.append({
            "sender": "EU", "target": "RU", "regime": "one", "set_on": set_on, "previous_expires_on": before, "expires_on": after,
            "renewal_no": number, "announcement_id": act, "confidence": confidence, "phase": "sunset", "known_from": set_on,
        })  # fmt: skip
    return run("renewal_signals", regime_sunsets=sunsets, announcements=documents, actions=actions or [])


def test_what_is_usual_is_no_signal() -> None:
    assert renewals(("2018-01-01", "2018-01-31", "2018-07-31")) == []


@pytest.mark.parametrize(
    ("last", "pattern", "direction"),
    [
        (("2018-01-01", "2018-01-31", "2018-04-30"), "renewal_shorter", 1),
        (("2018-01-01", "2018-01-31", "2018-10-31"), "renewal_longer", -1),
        (("2018-01-01", "2018-01-31", "2019-01-31"), "first_twelve_months", -1),
        (("2018-01-25", "2018-01-31", "2018-07-31"), "renewal_later", 1),
    ],
)
def test_an_unusual_renewal(last: tuple[str, str, str], pattern: str, direction: int) -> None:
    (row,) = renewals(last)
    assert (row["signal_id"], row["pattern"], row["direction"]) == (f"act5/one/{pattern}", pattern, direction)


def delisted(confidence: str, **fields: Any) -> dict[str, Any]:
    return {
        "action_id": f"a{confidence}", "announcement_id": "act5", "sender": "EU", "target": "RU", "regime": "one", "action": "delist",
        "known_on": "2018-01-01", "effective_precision": "day", "confidence": confidence, "evidence": "one name leaves",
    } | fields  # fmt: skip


@pytest.mark.parametrize(
    ("renewal", "rows", "found"),
    [
        ("verified", [delisted("verified")], "verified"),
        ("verified", [delisted("unverified")], "unverified"),
        ("verified", [delisted("unverified"), delisted("partly_verified")], "partly_verified"),
        ("partly_verified", [delisted("verified")], "partly_verified"),
        ("verified", [delisted("verified", reason="deceased")], None),
        ("verified", [delisted("verified", known_on="2018-02-01")], None),
    ],
    ids=["sure", "unsure", "one of two is surer", "renewal unsure", "the dead", "known later"],
)
def test_a_narrowed_renewal_is_as_sure_as_its_less_sure_half(renewal: str, rows: list[dict[str, Any]], found: str | None) -> None:
    result = renewals(("2018-01-01", "2018-01-31", "2018-07-31"), actions=rows, confidence=renewal)
    assert [(row["pattern"], row["confidence"]) for row in result] == ([("renewal_narrowed", found)] if found else [])


def test_what_narrows_a_renewal_weighs_once_with_the_deed() -> None:
    deed = signal("act5/one/delisting+/done", "2018-01-01", event_id="act5", regime="one", rung="delisting", weight=2.0)
    pattern = signal("act5/one/renewal_narrowed", "2018-01-01", event_id="p", regime="one", rung="intent", origin="pattern", weight=1.0)
    late = pattern | {"signal_id": "act5/one/renewal_later", "event_id": "q"}
    rows = {row["signal_id"]: row for row in run("signal_clusters", easing_signals=[deed, pattern, late], statements=[])}
    assert rows[deed["signal_id"]]["members"] == rows[pattern["signal_id"]]["members"] == 2
    assert [key for key, row in rows.items() if row["counts_from"]] == [deed["signal_id"], late["signal_id"]]
    assert [key for key, row in rows.items() if row["is_representative"]] == [deed["signal_id"], late["signal_id"]]


def licence(action: str, **fields: Any) -> dict[str, Any]:
    return {
        "action_id": "a", "announcement_id": "gl", "sender": "US", "target": "RU", "regime": "one", "measure": "import_ban",
        "chain": "GL 1", "subject": "country:RU", "subject_kind": "country", "action": action, "known_on": "2020-01-20",
        "effective_on": "2020-01-20", "effective_precision": "day", "confidence": "verified", "basis": "curated",
    } | fields  # fmt: skip


def weighed(action: dict[str, Any], said: list[dict[str, Any]]) -> dict[str, Any]:
    documents = [{"announcement_id": "gl", "event_id": "gl", "title": "GL 1A"}]
    deeds = run("deed_signals", actions=[action], announcements=documents, statements=said, run_clock=CLOCK)
    (row,) = run("weighed_deeds", deed_signals=deeds)
    return row


@pytest.mark.parametrize(
    ("change", "rung", "direction", "weight"),
    [
        ("wider", "exemption", 1, 1.5),
        ("open_ended", "exemption", 1, 1.5),
        ("same", "exemption", 1, 0.6),
        (None, "exemption", 1, 0.6),
        ("narrower", "expansion", -1, 1.2),
        ("wind_down", "expansion", -1, 1.2),
    ],
)
def test_a_licence_re_issued(change: str | None, rung: str, direction: int, weight: float) -> None:
    row = weighed(licence("exempt_extend", change=change), [])
    assert (row["rung"], row["direction"], row["weight"]) == (rung, direction, weight)


@pytest.mark.parametrize(
    ("fields", "denied"),
    [
        ({"said_on": "2020-01-15", "stance": "refuse_to_ease"}, True),
        ({"said_on": "2020-01-15", "stance": "license", "modality": "denied"}, True),
        ({"said_on": "2020-01-15", "stance": "license"}, False),
        ({"said_on": "2019-09-01", "stance": "refuse_to_ease"}, False),
        ({"said_on": "2020-01-25", "stance": "refuse_to_ease"}, False),
        ({"said_on": "2020-01-15", "stance": "refuse_to_ease", "chain": "GL 2"}, False),
    ],
    ids=["refused", "denied", "promised", "long before", "after", "another licence"],
)
def test_a_licence_renewed_after_a_denial_says_so(fields: dict[str, Any], denied: bool) -> None:
    said = {"statement_id": "s", "sender": "US", "target": "RU", "chain": "GL 1", "modality": "asserted"} | fields
    assert ("ruled it out as late as 2020-01-15" in weighed(licence("exempt_extend"), [said])["rationale"]) is denied
