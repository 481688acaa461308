"""A slow and obvious oracle for `sanction_windows`: it walks every key day by day, once for every known day.

Written from docs/methods/windows.md (rules W1-W15), never from the SQL. It knows no `as_of`: what was known
on a day must not depend on when one asks.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

Row = dict[str, Any]
OPENS = {"impose": "imposed", "list": "listed", "expand": "imposed"}
CLOSES = {"lift": "lifted", "delist": "delisted", "annul": "annulled"}
MOVES = {*OPENS, *CLOSES, "suspend", "resume", "extend"}
BUILDS_ON = {"impose", "list", "expand", "narrow", "suspend", "resume", "delist", "exempt", "exempt_extend"}
SURENESS = ["verified", "partly_verified", "conflicting", "unverified"]
ON_ONE_DAY = ["close", "open", "resume", "suspend", "extend"]
ONE_DAY = timedelta(days=1)


def windows_known_on(actions: list[Row], known_day: date) -> list[Row]:
    """Every window of every key as the public could believe it on `known_day`."""
    acts = believed_acts(actions, known_day)
    movers = [act for act in acts if act["deed"] in MOVES and act["effective_on"] and act["subject"] != "group:unnamed"]
    keys = {_key(act) for act in movers if act["deed"] in OPENS}
    found = []
    for key in sorted(keys):
        windows = _walk([act for act in movers if _reaches(act, key)])
        for window in windows:
            found.append(_finished(window, key, actions, known_day))
    return found


def believed_acts(actions: list[Row], known_day: date) -> list[Row]:
    """The acts on record on a day: corrections stand in the place of what they correct (W11)."""
    by_id = {act["action_id"]: act for act in actions}
    known = [act for act in actions if act["known_on"] and act["known_on"] <= known_day]
    fixes: dict[str, list[Row]] = {}
    for act in known:
        if act["action"] == "correct":
            root = by_id.get(act["corrects"])
            while root and root["action"] == "correct":
                root = by_id.get(root["corrects"])
            if root:
                fixes.setdefault(root["action_id"], []).append(act)
    believed = [_act(act, act) for act in known if act["action"] != "correct" and act["action_id"] not in fixes]
    for root_id, corrections in fixes.items():
        last = max(corrections, key=lambda act: (act["known_on"], act["action_id"]))
        if last["change"] != "withdrawn":
            believed.append(_act(last, by_id[root_id]))
    return believed


def _act(act: Row, root: Row) -> Row:
    return act | {"deed": root["action"], "stands_since": root["known_on"]}


def _key(act: Row) -> tuple[str, ...]:
    return (act["sender"], act["target"], act["regime"], act["measure"], act["subject"])


def _reaches(act: Row, key: tuple[str, ...]) -> bool:
    """Whether an act moves a key: it names it, or it is on the whole country (and closes, suspends, resumes, prolongs)."""
    if _key(act) == key:
        return True
    is_sweeping = act["subject"] == f"country:{act['target']}" and act["deed"] not in OPENS
    return is_sweeping and _key(act)[:3] == key[:3] and act["measure"] in (key[3], "multiple", "all_sectoral")


@dataclass
class Window:
    """One run of days with one status."""

    status: str
    first: date
    opening: str
    opener: Row
    term: date | None
    renewals: int = 0
    end: date | None = None
    closing: str | None = None
    closer: Row | None = None


@dataclass
class State:
    """Where a key stands while its days are walked."""

    status: str = "never"  # never, active, suspended, closed (by an act), run_out (by its own term)
    term: date | None = None
    term_act: Row | None = None
    mover: Row | None = None
    raiser: Row | None = None  # the act that opened it, or opened it again
    label: str = ""
    presumed_on: date | None = None
    windows: list[Window] = field(default_factory=list)


def _effect(act: Row) -> str:
    return "open" if act["deed"] in OPENS else "close" if act["deed"] in CLOSES else act["deed"]


def _walk(acts: list[Row]) -> list[Window]:
    """Walk a key from its first day of effect to the day on which nothing can change any more."""
    acts = [act for act in acts if act["deed"] != "extend" or _is_renewal_of_measure(act)]
    days = [act["effective_on"] for act in acts] + [act["expires_on"] for act in acts if act["expires_on"]]
    state = State()
    today = min(days)
    while today <= max(days) + 3 * ONE_DAY:
        before = state.status
        of_today = [act for act in acts if act["effective_on"] == today]
        extends = 0
        for act in sorted(of_today, key=lambda act: (act["stands_since"], ON_ONE_DAY.index(_effect(act)), act["action_id"])):
            extends += act["deed"] == "extend"
            _apply(state, act)
        if state.status in ("active", "suspended") and state.term and state.term < today:
            state.status, state.mover, state.label = "run_out", state.term_act, "expired"
        _note(state, before, today, extends)
        today += ONE_DAY
    return state.windows


def _is_renewal_of_measure(act: Row) -> bool:
    return act["term"] == "measure" and act["confidence"] != "unverified" and bool(act["expires_on"] or act["is_open_ended"])


def _apply(state: State, act: Row) -> None:
    """What one act does to a key (the table in docs/methods/windows.md)."""
    in_force = state.status in ("active", "suspended")
    effect = _effect(act)
    was = state.status
    if effect == "open":
        state.status = "active"
        has_term = act["term"] == "measure" and not act["is_open_ended"]
        term = act["expires_on"] if has_term else None
        if not in_force or term != state.term:  # an act that repeats the term does not set it
            state.term, state.term_act = term, act
    elif effect == "close" and was != "never":
        state.status = "closed"
        if was == "closed" and state.presumed_on == act["effective_on"] and _label(act) != "presumed_delisted":
            state.mover, state.label = act, _label(act)  # an act confirms the presumption of the same day (W9)
    elif effect == "suspend" and was == "active":
        state.status = "suspended"
    elif effect == "resume" and was == "suspended":
        state.status = "active"
    elif effect == "extend" and (in_force or was == "run_out"):
        state.status = was if in_force else "active"
        state.term, state.term_act = (None if act["is_open_ended"] else act["expires_on"]), act
    if state.status != was and not (was == "run_out" and state.status == "closed"):
        state.mover, state.label = act, _label(act)
        if effect in ("open", "extend") and not in_force:
            state.raiser = act
        state.presumed_on = act["effective_on"] if state.label == "presumed_delisted" else None


def _label(act: Row) -> str:
    if act["deed"] == "delist" and act["basis"] == "list_diff" and act["reason"] is None:
        return "presumed_delisted"
    if act["deed"] in CLOSES:
        return {"lapsed": "expired", None: CLOSES[act["deed"]]}.get(act["reason"], act["reason"])
    return OPENS.get(act["deed"], "reimposed")


def _note(state: State, before: str, today: date, extends: int) -> None:
    """Write the day down: the window goes on, or one ends and another begins."""
    was_open, is_open = before in ("active", "suspended"), state.status in ("active", "suspended")
    if was_open and state.status != before:
        window = state.windows[-1]
        window.end, window.closer = today, state.mover
        window.closing = {"active": "resumed", "suspended": "suspended"}.get(state.status, state.label)
    if is_open and state.status != before:
        opening, opener = {"active": "resumed", "suspended": "suspended"}[state.status], state.mover or {}
        if state.status == "active" and before != "suspended":
            opener = state.raiser or {}
            opening = "reimposed" if state.windows else _label(opener)
        state.windows.append(Window(state.status, today, opening, opener, state.term))
    elif is_open:
        state.windows[-1].renewals += extends
        state.windows[-1].term = state.term


@dataclass
class Sunset:
    """The sunset of a regime as known on one day."""

    last_day: date
    phase: str
    by: str
    confidence: str
    renewals: int


def sunset_known_on(actions: list[Row], regime: tuple[str, ...], known_day: date) -> Sunset | None:
    """The sunset of a regime (sender, target, regime): W3 and W8."""
    stated = [
        act
        for act in believed_acts(actions, known_day)
        if _key(act)[:3] == regime and act["term"] == "regime" and act["expires_on"] and act["confidence"] != "unverified"
    ]
    if not stated:
        return None
    first = min(act["stands_since"] for act in stated)
    current: Sunset | None = None
    for known_on in sorted({act["stands_since"] for act in stated}):
        setting = [act for act in stated if act["stands_since"] == known_on and (act["deed"] == "extend" or known_on == first)]
        if not setting:
            continue
        last_day = max(act["expires_on"] for act in setting)
        if current and current.last_day == last_day:
            continue
        setters = [act for act in setting if act["expires_on"] == last_day]
        renewals = (current.renewals if current else 0) + any(act["deed"] == "extend" for act in setters)
        least_sure = max((act["confidence"] for act in setters), key=SURENESS.index)
        current = Sunset(last_day, "sunset", min(act["announcement_id"] for act in setters), least_sure, renewals)
    assert current is not None
    if known_day > current.last_day:
        later = [
            act
            for act in actions
            if _key(act)[:3] == regime
            and act["known_on"]
            and current.last_day < act["known_on"] <= known_day
            and (act["action"] in BUILDS_ON or (act["action"] == "extend" and act["expires_on"] is None))
            and act["confidence"] != "unverified"
        ]
        current.phase = "renewal_missing" if later else "overdue"
    return current


def _finished(window: Window, key: tuple[str, ...], actions: list[Row], known_day: date) -> Row:
    """Lay the sunset of the regime over a window that no act or term has ended, and write the row."""
    valid_to, closing, expires_on = window.end, window.closing, window.term
    bounds = [window.opener["confidence"]] + ([window.closer["confidence"]] if window.closer else [])
    closed_by = window.closer["announcement_id"] if window.closer else None
    sunset = sunset_known_on(actions, key[:3], known_day)
    if window.end is None and sunset:
        if sunset.phase != "sunset":
            closing, expires_on = sunset.phase, sunset.last_day
        elif sunset.last_day >= window.first:
            valid_to, closing, expires_on = sunset.last_day + ONE_DAY, "sunset", sunset.last_day
            closed_by = sunset.by
            bounds.append(sunset.confidence)
    return {
        **dict(zip(("sender", "target", "regime", "measure", "subject"), key, strict=True)),
        "status": window.status,
        "valid_from": window.first,
        "valid_to": valid_to,
        "opening": window.opening,
        "closing": closing,
        "opened_by": window.opener["announcement_id"],
        "closed_by": closed_by,
        "expires_on": expires_on,
        "renewals": window.renewals + _regime_renewals(actions, key[:3], window, known_day),
        "basis": window.opener["basis"],
        "confidence": max(bounds, key=SURENESS.index),
    }


def _regime_renewals(actions: list[Row], regime: tuple[str, ...], window: Window, known_day: date) -> int:
    """Renewals of the regime on record while the window lived, less those on record when it opened."""
    until = min(known_day, window.end - ONE_DAY) if window.end else known_day
    counts = []
    for on in (until, min(window.first, known_day)):
        sunset = sunset_known_on(actions, regime, on)
        counts.append(sunset.renewals if sunset else 0)
    return max(counts[0] - counts[1], 0)
