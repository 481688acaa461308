"""One way to ask either interpreter: plain values in, plain values out.

What belongs here: choosing between press text and legal acts, and the shape of the answer (annotation guides). What does not:
reading text (`statements/`, `acts/`), printing (`pipelines/cli/interpret.py`).
"""

from __future__ import annotations

from datetime import date
from typing import Any

from pipelines.errors import SanctionsError
from pipelines.interpret.acts import interpret_act
from pipelines.interpret.statements import read

#: Keys under which an official id may stand.
OFFICIAL_IDS = ("celex", "official_id", "document_number", "eo_number", "number")


class BadQuestion(SanctionsError):
    """The object asked about lacks its text, or a field of it is no day."""


def answer(question: dict[str, Any]) -> dict[str, Any]:
    """Interpret one object `{"id", "text", "page_date"?, "kind"?, "celex"?}`.

    Press text gives `{"id", "items", "signals"}`; with `"kind": "act"` the answer has `actions`, `unread` and `signals`.
    Raises `BadQuestion`.
    """
    text = question.get("text")
    if not isinstance(text, str):
        raise BadQuestion(f"{question.get('id', 'an object without id')}: `text` is missing or no text")
    day = _day(question)
    if question.get("kind") == "act":
        official_id = next((str(question[key]) for key in OFFICIAL_IDS if question.get(key)), None)
        reading = interpret_act(text, page_date=day, official_id=official_id).as_dict()
        return {"id": question.get("id"), **reading}
    found = read(text, day)
    items = [
        item.gold() | {"spans": [list(span) for span in item.spans], "rule": item.rule, "confidence": item.confidence}
        for item in found.items
    ]
    return {"id": question.get("id"), "items": items, "signals": list(found.signals)}


def _day(question: dict[str, Any]) -> date | None:
    value = question.get("page_date")
    if not value:
        return None
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError as error:
        raise BadQuestion(f"{question.get('id', 'an object without id')}: page_date is no day: {value!r}") from error
