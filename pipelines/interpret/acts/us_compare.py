"""Federal Register metadata against the US register: which presidential documents both have, which only one.

What belongs here: matching the two. What does not: reading a record (`us_register.py`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from pipelines.interpret.acts.us_register import FrReading, read_fr_metadata
from pipelines.register import aliases
from pipelines.register.read import read_register

#: Kinds of register acts that are presidential documents.
PRESIDENTIAL = frozenset({"executive_order", "notice_continuation", "proclamation", "memorandum"})


def records(path: Path) -> list[dict[str, Any]]:
    """Records of a recorded answer of the Federal Register API."""
    loaded = json.loads(path.read_text(encoding="utf-8"))
    return [r for r in loaded.get("results", []) if isinstance(r, dict)]


def compare(found: Iterable[dict[str, Any]], register: Path) -> dict[str, Any]:
    """Match documents that concern sanctions on Russia with the register's presidential acts of the same period."""
    readings = [read_fr_metadata(r) for r in found]
    days = [r.published_on for r in readings if r.published_on]
    acts = list(_acts(register, min(days), max(days))) if days else []
    concerned = [r for r in readings if r.concerns_russia]
    pairs: list[tuple[FrReading, dict[str, Any]]] = []
    for reading in concerned:
        match = next((a for a in acts if _same(reading, a) and all(a is not used for _, used in pairs)), None)
        if match:
            pairs.append((reading, match))
    matched = {id(r) for r, _ in pairs}
    used = {id(a) for _, a in pairs}
    return {
        "records": len(readings),
        "concerned": len(concerned),
        "register": len(acts),
        "matched": [_line(r, a) for r, a in pairs],
        "agree": sum(_agrees(r, a) for r, a in pairs),
        "not_in_register": [_line(r, None) for r in concerned if id(r) not in matched],
        "missed": [f"{a['announcement_id']} ({a['signed_on'] or a['announced_on']})" for a in acts if id(a) not in used],
    }


def _acts(register: Path, start: date, end: date) -> Iterator[dict[str, Any]]:
    rows = read_register(register, aliases.load(register.parent / "aliases.yaml"))
    actions: dict[str, list[dict[str, Any]]] = {}
    for action in rows.actions:
        actions.setdefault(str(action["announcement_id"]), []).append(action)
    for act in rows.acts:
        day = _day(act.get("published_on")) or _day(act.get("signed_on")) or _day(act.get("announced_on"))
        if act["sender"] == "US" and act["kind"] in PRESIDENTIAL and day and start <= day <= end:
            yield {**act, "actions": actions.get(str(act["announcement_id"]), [])}


def _day(value: Any) -> date | None:
    if isinstance(value, date):
        return value
    text = str(value or "")
    return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else None


def _same(reading: FrReading, act: dict[str, Any]) -> bool:
    """The same document: its number, or the day it was signed and the programme."""
    if act.get("official_id") and act["official_id"] == reading.document_number:
        return True
    if reading.number and reading.number == act.get("number"):
        return True
    regimes = {str(act["regime"])} | {str(a["regime"]) for a in act["actions"]}
    return _day(act.get("signed_on")) == reading.signed_on is not None and bool(regimes & {a.regime for a in reading.actions})


def _measures(act: dict[str, Any]) -> set[tuple[str, str]]:
    return {(str(a["action"]), str(a["measure"])) for a in act["actions"]}


def _agrees(reading: FrReading, act: dict[str, Any]) -> bool:
    return bool({(a.action, a.measure) for a in reading.actions} & _measures(act))


def _line(reading: FrReading, act: dict[str, Any] | None) -> str:
    does = ", ".join(sorted({f"{a.action} {a.measure} ({a.regime})" for a in reading.actions}))
    told = f"{reading.document_number}, {reading.signed_on}: {reading.number or reading.kind}, {reading.title}: {does}"
    if act is None:
        return told
    curated = ", ".join(sorted(f"{a} {m}" for a, m in _measures(act)))
    return f"{told}; register: {act['announcement_id']}, {curated}"
