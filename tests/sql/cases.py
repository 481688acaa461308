"""Random cases for the window models: sequences of actions in a small calendar, so that days collide.

What belongs here: the Hypothesis strategy for a case. What does not: what should come out (`oracle.py`).
Hypothesis gives one source of chance for each case; drawing every field from Hypothesis gives far fewer different cases.
"""

from __future__ import annotations

from random import Random
from typing import Any

from harness import DAY_ZERO, Row, action
from hypothesis import strategies as st

#: The clock of the random cases, in days of the small calendar; some acts become known after it.
AS_OF = 44
LAST_EFFECT = 40
OPENINGS = ["impose", "list", "expand"]
DEEDS = [*OPENINGS, "lift", "delist", "annul", "suspend", "suspend", "resume", "resume", "extend", "extend", "extend", "extend"]
CONFIDENCES = ["verified"] * 6 + ["partly_verified", "conflicting", "unverified"]
#: How many days after its effect an act becomes known: mostly at once or before, sometimes late.
DELAYS = [0] * 8 + [-1, -2, -5, 1, 2, 5, 9]


def _day(chance: Random, deed: str) -> int:
    """A day of effect: openings rather early, so that the rest finds something to move."""
    return chance.randint(0, LAST_EFFECT if deed not in OPENINGS or chance.random() < 0.3 else 12)


def _term(chance: Random, deed: str, effective_on: int) -> dict[str, Any]:
    """A one-off term of the measure, or none; an act never ends before it begins."""
    kinds = ["day", "day", "day", "day", "open", "none"] if deed == "extend" else ["none", "none", "day", "day", "open"]
    kind = chance.choice(kinds if deed in OPENINGS or deed == "extend" else ["none", "none", "none", "day", "open"])
    if kind == "day":
        return {"expires_on": effective_on + chance.randint(0, 14), "term": "measure"}
    return {"is_open_ended": True, "term": "measure"} if kind == "open" else {"term": "measure" if deed == "extend" else None}


def _measure_act(chance: Random, number: int, regime: str) -> Row:
    deed = chance.choice(DEEDS)
    effective_on = _day(chance, deed)
    measure = chance.choice(["asset_freeze"] * 5 + ["travel_ban"])
    subject = chance.choice(["entity:a"] * 6 + ["entity:b", "group:unnamed"])
    if chance.random() < 0.15:
        subject, measure = "country:RU", chance.choice([measure, measure, "multiple", "all_sectoral"])
    is_listing = deed in ("list", "delist")
    return action(
        action_id=f"a{number}",
        action=deed,
        regime=regime,
        measure=measure,
        subject=subject,
        effective_on=effective_on,
        known_on=max(effective_on + chance.choice(DELAYS), 0),
        confidence=chance.choice(CONFIDENCES),
        basis="list_diff" if is_listing and chance.random() < 0.3 else "curated",
        reason=chance.choice([None, None, "lapsed", "deceased"]) if deed in ("lift", "delist") else None,
        **_term(chance, deed, effective_on),
    )


def _regime_act(chance: Random, number: int, regime: str) -> Row:
    """An act that sets or renews the sunset of the regime, or merely builds on it."""
    deed = chance.choice(["impose", "extend", "extend", "extend", "extend", "exempt", "narrow"])
    known_on = _day(chance, deed)
    sunset = {} if deed in ("exempt", "narrow") else {"expires_on": max(known_on + chance.randint(-4, 20), 0), "term": "regime"}
    return action(
        action_id=f"a{number}",
        action=deed,
        regime=regime,
        subject=chance.choice(["entity:a", "entity:a", "entity:b"]),
        effective_on=known_on + chance.choice([0, 0, 0, 1, 3]),
        known_on=known_on,
        confidence=chance.choice(CONFIDENCES),
        **sunset,
    )


def _correction(chance: Random, number: int, acts: list[Row]) -> Row:
    """A corrigendum: an act, or the corrigendum of an act, with another day, another end, or withdrawn."""
    chained = {act["action_id"] for act in acts if act["corrects"] and act["corrects"] in {a["action_id"] for a in acts if a["corrects"]}}
    fixed = chance.choice([act for act in acts if act["action_id"] not in chained])
    effective_on = max((fixed["effective_on"] - DAY_ZERO).days + chance.choice([0, 0, -3, -1, 1, 2, 6]), 0)
    expires_on = None
    if fixed["expires_on"] is not None:
        length = (fixed["expires_on"] - fixed["effective_on"]).days
        expires_on = max(effective_on + length + chance.choice([0, 0, 1, 4]), 0)
    return action(
        **{name: fixed[name] for name in ("regime", "measure", "subject", "term", "is_open_ended", "basis", "reason")},
        action_id=f"a{number}",
        action="correct",
        corrects=fixed["action_id"],
        effective_on=effective_on,
        expires_on=expires_on,
        known_on=max((fixed["known_on"] - DAY_ZERO).days + chance.choice([0, 0, 1, 3, 8, -2]), 0),
        confidence=chance.choice(CONFIDENCES),
        change=chance.choice([None, None, None, "withdrawn"]),
    )


@st.composite
def cases(draw: Any) -> list[Row]:
    """One case: acts of one or two regimes in random order of arrival."""
    chance = draw(st.randoms(use_true_random=True))
    of_regime = chance.choice([0, 0, 0.2, 0.4, 0.7])
    acts: list[Row] = []
    for number in range(chance.choice([2, 3, 4, 5, 6, 7, 8, 10, 14])):
        regime = chance.choice(["eu-one"] * 6 + ["eu-two"])
        roll = chance.random()
        if acts and roll < 0.12:
            acts.append(_correction(chance, number, acts))
        elif chance.random() < of_regime:
            acts.append(_regime_act(chance, number, regime))
        else:
            acts.append(_measure_act(chance, number, regime))
    chance.shuffle(acts)
    return acts
