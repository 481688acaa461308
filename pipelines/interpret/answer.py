"""One way to ask either interpreter: plain values in, plain values out.

What belongs here: choosing between press text and legal acts, and the shape of the answer (annotation guides). What does not:
reading text (`statements/`, `acts/`), printing (`pipelines/cli/interpret.py`).
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from pipelines.errors import SanctionsError
from pipelines.interpret.acts import interpret_act
from pipelines.interpret.statements import read

#: Keys under which an official id may stand.
OFFICIAL_IDS = ("celex", "official_id", "document_number", "eo_number", "number")
_MONTH_OR_YEAR = re.compile(r"[12]\d{3}(?:-(?:0[1-9]|1[0-2]))?")


class BadQuestion(SanctionsError):
    """The object asked about lacks its text, or a field of it is no day."""


class Unreadable(SanctionsError):
    """An interpreter failed on a text: a fault of ours that must cost this text alone."""


def answer(question: dict[str, Any]) -> dict[str, Any]:
    """Interpret one object `{"id", "text", "page_date"?, "kind"?, "celex"?}`; `page_date` is an ISO day, or a month or a year.

    Press text gives `{"id", "items", "signals"}`: items have the fields of the annotation guide, and `spans` (offsets in the
    given text), `rule`, `confidence`. With `"kind": "act"` the answer has `actions`, `unread` and `signals`.
    Raises `BadQuestion`, and `Unreadable` where an interpreter fails.
    """
    text = question.get("text")
    if not isinstance(text, str):
        raise BadQuestion(f"{_name(question)}: `text` is missing or no text")
    day, page_date = _day(question)
    try:
        return {"id": question.get("id"), **(_act(text, day, question) if question.get("kind") == "act" else _press(text, page_date))}
    except Exception as error:  # whatever it is, the other documents go on
        raise Unreadable(f"{_name(question)}: the reader failed: {type(error).__name__}: {error}"[:300]) from error


def _act(text: str, day: date | None, question: dict[str, Any]) -> dict[str, Any]:
    official_id = next((str(question[key]) for key in OFFICIAL_IDS if question.get(key)), None)
    return interpret_act(text, page_date=day, official_id=official_id).as_dict()


def _press(text: str, page_date: str | None) -> dict[str, Any]:
    found = read(text, page_date)
    items = [
        item.gold() | {"spans": [list(span) for span in item.spans], "rule": item.rule, "confidence": item.confidence}
        for item in found.items
    ]
    return {"items": items, "signals": list(found.signals)}


def _day(question: dict[str, Any]) -> tuple[date | None, str | None]:
    """The day of the page, if it is known to the day, and the day, month or year as written."""
    value = str(question.get("page_date") or "").strip()
    if not value:
        return None, None
    if _MONTH_OR_YEAR.fullmatch(value):
        return None, value
    try:
        day = date.fromisoformat(value[:10])
    except ValueError as error:
        raise BadQuestion(f"{_name(question)}: page_date is no day: {value[:40]!r}") from error
    return day, day.isoformat()


def _name(question: dict[str, Any]) -> str:
    return str(question.get("id", "an object without id"))[:80]
