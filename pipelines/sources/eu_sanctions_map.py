"""EU sanctions map: which regimes there are, under which acts, and when each was amended last. A cross-check, not an authority.

What belongs here: the inventory and the regimes to watch. What does not: measures and lists (other sources carry them better).
The interface is unofficial and has renamed its fields before: a missing `specification` is an error and never an empty value.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from pipelines.archive import Observation
from pipelines.sources import guards
from pipelines.sources.exchange import Conversation, Memory, Notice, Request, ask
from pipelines.sources.facts import Facts
from pipelines.sources.rows import Announced, Parsed, joined, unix_day, unknown_fields, words

FIELDS = ("id", "specification", "amendment", "acronym", "adopted_by", "country", "programme", "programmes", "measures", "legal_acts",
          "guidances", "general_guidances", "has_lists", "has_guidance",
          "is_active", "order", "slug", "type", "un_regime", "updated_at")  # fmt: skip


def requests(facts: Facts, since: date | None, memory: Memory, today: date) -> Conversation:
    """The inventory; then each watched regime whose last amendment is not that of the copy at hand."""
    before = memory.content(facts.url("/regime"))
    known = {regime["id"]: regime["amendment"] for regime in _regimes(before)} if before else {}
    answer = yield from ask(Request(facts.url("/regime"), guard=check_inventory))
    if not answer.ok:
        return
    regimes = {int(regime["id"]): regime for regime in _regimes(answer.content)}
    for number in facts.options["watch"]:
        if number not in regimes:
            yield Notice(
                "regime_missing", f"regime {number}", "a watched regime is not in the inventory any more; nothing is closed for that"
            )
            continue
        request = Request(facts.url(f"/regime/{number}"), guard=partial(check_regime, number=number))
        if not memory.holds(request) or known.get(number) != regimes[number]["amendment"]:
            yield from ask(request)


def check_inventory(content: bytes) -> None:
    """A list of regimes, each with its specification and amendment."""
    regimes = _regimes(content)
    if not regimes:
        raise guards.Refused("no regimes in the inventory")
    for regime in regimes:
        _complete(regime)


def check_regime(content: bytes, *, number: int) -> None:
    """The regime asked for."""
    regime = _one(content)
    _complete(regime)
    if int(regime.get("id", number)) != number:
        raise guards.Refused(f"regime {regime.get('id')} instead of {number}")


def parse(content: bytes, observation: Observation, facts: Facts) -> Parsed:
    """One row a regime; never an announcement, because the map only says what others announced."""
    parsed = Parsed()
    is_inventory = observation.url.rstrip("/").endswith("/regime")
    for regime in _regimes(content) if is_inventory else [_one(content)]:
        number = str(regime.get("id") or observation.url.rstrip("/").rsplit("/", 1)[-1])
        parsed.signals += unknown_fields(regime, FIELDS, "regime")
        acts = [
            words(str(act.get("title") or act.get("number") or "")) for act in _listed(regime.get("legal_acts")) if isinstance(act, dict)
        ]
        programmes = [
            str(item.get("code") or item.get("title") or "") if isinstance(item, dict) else str(item)
            for item in _listed(regime.get("programme"))
        ]
        adopted = _unwrapped(regime.get("adopted_by"))
        amended = unix_day(regime["amendment"])
        parsed.announced.append(
            Announced(
                local_id=number if is_inventory else f"{number}-detail",
                kind="regime_inventory",
                number=number,
                title=words(regime["specification"]),
                issuer=adopted.get("title") if isinstance(adopted, dict) else None,
                announced_on=amended,
                published_on=amended,
                tags=joined(programmes),
                links=joined(f"act:{act}".replace(";", ",") for act in acts if act),
                url=observation.url,
                regime=facts.options["regimes"].get(int(number)) if number.isdigit() else None,
                is_relevant=False,
            )
        )
    return parsed


def _complete(regime: dict[str, Any]) -> None:
    for name in ("specification", "amendment"):
        if regime.get(name) in (None, ""):
            have = ", ".join(sorted(regime))
            raise guards.Refused(f"regime {regime.get('id')} has no {name}: the field was renamed or left out; it has {have}")


def _regimes(content: bytes) -> list[dict[str, Any]]:
    """The rows of the inventory, bare or nested under `data` once more."""
    rows = _unwrapped(guards.json_object(content, "data"))
    if not isinstance(rows, list):
        raise guards.Refused(f"`data` holds a {type(rows).__name__} instead of a list of regimes")
    return [regime for row in rows if isinstance(regime := _unwrapped(row), dict)]


def _one(content: bytes) -> dict[str, Any]:
    regime = _unwrapped(guards.json_object(content, "data"))
    if not isinstance(regime, dict):
        raise guards.Refused(f"`data` holds a {type(regime).__name__} instead of a regime")
    return regime


def _listed(value: Any) -> list[Any]:
    found = _unwrapped(value)
    return [_unwrapped(item) for item in found] if isinstance(found, list) else []


def _unwrapped(value: Any) -> Any:
    """What stands under `data`, however often it is nested."""
    while isinstance(value, dict) and set(value) == {"data"}:
        value = value["data"]
    return value["data"] if isinstance(value, dict) and "data" in value and "specification" not in value else value
