"""Compare cases of published datasets with our windows, field by field, and name the act behind each difference."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from pipelines.scoreboard.case import Case

CASES = Path(__file__).parent / "cases.yaml"
#: Last day that each dataset codes: our windows are asked as of then.
HORIZONS = {"IST": date(2018, 12, 31), "EUSANCT": date(2015, 12, 31), "GSDB": date(2023, 12, 31)}
#: Nothing before this day is in the scope of the project.
SCOPE = date(2014, 1, 1)
EASING_RUNGS = ("delisting", "partial_lifting", "suspension", "termination")


@dataclass(frozen=True)
class Ours:
    """What our tables say of the regimes of a case."""

    start: date | None
    start_act: str | None
    end: date | None
    end_act: str | None
    ongoing: bool
    gradual: bool
    gradual_act: str | None
    expiry: bool
    review: bool
    sunset_act: str | None


@dataclass(frozen=True)
class Known:
    """The rows that a comparison reads: windows as known at the clock, sunsets, easing deeds, titles of announcements."""

    windows: Sequence[dict[str, Any]]
    sunsets: Sequence[dict[str, Any]]
    deeds: Sequence[dict[str, Any]]
    titles: dict[str, str]


def load_facts(path: Path = CASES) -> dict[str, dict[str, Any]]:
    """What is known of each case: dataset -> case -> regimes, reasons."""
    facts: dict[str, dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return facts


def ours(case: Case, fact: dict[str, Any], known: Known, as_of: date) -> Ours | None:
    """Our side of a case as of the dataset's last day; None where we have no window for it."""
    horizon = min(HORIZONS[case.dataset], as_of)
    since = fact.get("since", date.min)
    targets = fact.get("targets", [case.target])
    regimes = fact.get("regimes")

    def meant(row: dict[str, Any]) -> bool:
        fits = row["sender"] == case.sender and row["regime"] in regimes if regimes else row["sender"] == case.sender
        return bool(fits and (regimes is not None or row["target"] in targets))

    windows = sorted(
        (w for w in known.windows if meant(w) and since <= w["valid_from"] <= horizon), key=lambda w: (w["valid_from"], w["window_id"])
    )
    if not windows:
        return None
    is_open = [w["valid_to"] is None or w["valid_to"] > horizon for w in windows]
    last = max(windows, key=lambda w: (w["valid_to"] or date.max, w["window_id"]))
    sunsets = sorted((s for s in known.sunsets if meant(s) and s["known_from"] <= horizon), key=lambda s: (s["known_from"], s["regime"]))
    eased = sorted(
        (d for d in known.deeds if meant(d) and since <= d["signal_on"] <= horizon and d["rung"] in EASING_RUNGS),
        key=lambda d: (d["signal_on"], d["event_id"]),
    )
    ended = not any(is_open)
    return Ours(
        windows[0]["valid_from"], windows[0]["opened_by"],
        last["valid_to"] - timedelta(days=1) if ended else None, last["closed_by"] if ended else None,
        not ended, bool(eased), eased[0]["announcement_id"] if eased else None,
        bool(sunsets), any(s["renewal_no"] > 0 for s in sunsets), sunsets[0]["announcement_id"] if sunsets else None,
    )  # fmt: skip


def compare(cases: Iterable[Case], known: Known, as_of: date, facts: dict[str, dict[str, Any]] | None = None) -> list[dict[str, Any]]:
    """Rows of `dataset_comparison`: each field that a dataset codes, for each case between a sender and a target that we know."""
    facts = load_facts() if facts is None else facts
    senders, targets = {w["sender"] for w in known.windows}, {w["target"] for w in known.windows}
    out = []
    for case in cases:
        fact = facts.get(case.dataset, {}).get(case.case_id, {})
        outside = fact.get("outside")
        if outside is None and not fact and not (case.sender in senders and case.target in targets):
            continue
        if outside is None and case.start is not None and case.start < SCOPE and case.end is not None and case.end < SCOPE:
            outside = f"ended on {case.end}, before the scope, which begins in 2014"
        mine = None if outside else ours(case, fact, known, as_of)
        if mine is None:
            why = outside or "no window of ours begins within the years that the dataset codes"
            out.append(_row(case, "scope", None, None, None, None, None, why))
            continue
        out.extend(_fields(case, mine, fact, known))
    return out


def _fields(case: Case, mine: Ours, fact: dict[str, Any], known: Known) -> list[dict[str, Any]]:
    rows = []
    for field, act in (("start", mine.start_act), ("end", mine.end_act)):
        theirs, our = getattr(case, field), getattr(mine, field)
        if theirs is None and (field == "start" or our is None):
            continue
        days = None if theirs is None or our is None or case.precision == "year" else (our - theirs).days
        same = (theirs.year == our.year if case.precision == "year" else days == 0) if theirs is not None and our is not None else False
        rows.append(_explained(case, field, _text(theirs, case.precision), _text(our, case.precision), same, days, act, fact, known))
    flags = (("ongoing", mine.start_act), ("gradual", mine.gradual_act), ("expiry", mine.sunset_act), ("review", mine.sunset_act))
    for field, act in flags:
        theirs, our = getattr(case, field), getattr(mine, field)
        if theirs is not None:
            rows.append(_explained(case, field, _text(theirs), _text(our), theirs == our, None, act or mine.start_act, fact, known))
    return rows


def _explained(
    case: Case,
    field: str,
    theirs: str | None,
    our: str | None,
    same: bool,
    days: int | None,
    act: str | None,
    fact: dict[str, Any],
    known: Known,
) -> dict[str, Any]:
    """The row, with the act behind our side; where the sides differ, with the reason on record or else what our side rests on."""
    reason = fact.get("why", {}).get(field)
    if same:
        return _row(case, field, theirs, our, True, days, act, None)
    if reason:
        return _row(case, field, theirs, our, False, days, reason["act"], reason["text"])
    title = known.titles.get(act or "", "no act on record")
    rests = {
        "start": "We count from the first act on record that restricts somebody",
        "end": "We count to the last act on record that ends a measure",
        "ongoing": "Our state follows the windows that this opened",
        "gradual": "Our first easing act within the years coded, or the act that opened it where there is none",
        "expiry": "Our regime has a sunset where an act sets one",
        "review": "We call it a review where a renewal moved a sunset",
    }[field]
    return _row(case, field, theirs, our, False, days, act, f"{rests}: {title}.")


def _row(
    case: Case, field: str, theirs: str | None, our: str | None, agrees: bool | None, days: int | None, act: str | None, why: str | None
) -> dict[str, Any]:
    return {
        "dataset": case.dataset, "case_id": case.case_id, "sender": case.sender, "target": case.target, "field": field,
        "theirs": theirs, "ours": our, "agrees": agrees, "days_apart": days, "our_act": act, "explanation": why,
    }  # fmt: skip


def _text(value: date | bool | None, precision: str = "day") -> str | None:
    if value is None:
        return None
    if isinstance(value, date) and precision == "year":
        return str(value.year)
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else value.isoformat()
