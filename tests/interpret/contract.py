"""An independent check of the answers of `sanctions interpret --jsonl`: names, types and closed lists, written from the annotation guides.

Nothing of the project is used here, so that a change of its vocabulary shows.
"""

from __future__ import annotations

from datetime import date
from typing import Any

STANCES = {
    "impose": -1, "tighten": -1, "threaten": -1, "extend": 0, "maintain": 0, "refuse_to_ease": 0, "conditional_ease": 1,
    "call_for_easing": 1, "intend_to_ease": 1, "ease": 1, "suspend": 1, "lift": 1, "license": 1, "delist": 1,
}  # fmt: skip
ITEM = {"kind", "sender", "target", "stance", "direction", "modality", "speaker", "speaker_side", "date", "measure", "note"}
ACTION = {"action", "regime", "measure", "subject_kind", "count", "names", "effective_on", "expires_on", "evidence", "article"}
ACTIONS = {
    "impose", "list", "expand", "extend", "narrow", "suspend", "resume", "exempt", "exempt_extend", "exempt_end", "delist", "lift",
    "annul", "correct", "other",
}  # fmt: skip
SIDES = {None, "sender_official", "target_official", "third_party_official", "non_official"}


def check_items(question: dict[str, Any], answer: dict[str, Any]) -> int:
    """Check an answer about press text; returns the number of items."""
    assert answer["id"] == question["id"] and {"id", "items", "signals"} <= answer.keys()
    assert all(type(signal) is str for signal in answer["signals"])
    for item in answer["items"]:
        assert item.keys() >= ITEM | {"spans", "rule", "confidence"}
        assert item["kind"] in ("announcement", "statement") and item["modality"] in ("asserted", "speculated", "conditional", "denied")
        assert item["direction"] == (0 if item["modality"] == "denied" else STANCES[item["stance"]])
        assert item["stance"] != "conditional_ease" or item["modality"] == "conditional"
        for code in (item["sender"], item["target"]):
            assert type(code) is str and 2 <= len(code) <= 8 and code.isalpha() and code.isupper()
        assert item["sender"] != item["target"]
        assert item["speaker"] is None or (type(item["speaker"]) is str and item["speaker"].strip())
        assert item["speaker_side"] in SIDES
        assert item["measure"] is None or type(item["measure"]) is str
        assert item["note"] is None or type(item["note"]) is str
        _day(item["date"])
        _evidence(item)
        assert item["spans"] and all(_inside(span, question["text"]) for span in item["spans"])
    return len(answer["items"])


def check_actions(question: dict[str, Any], answer: dict[str, Any]) -> int:
    """Check an answer about a legal act; returns the number of actions."""
    text = question["text"]
    assert answer["id"] == question["id"] and {"id", "actions", "unread", "signals"} <= answer.keys()
    for action in answer["actions"]:
        assert action.keys() >= ACTION | {"start", "end", "quote", "rule", "confidence"}
        assert action["action"] in ACTIONS
        assert all(type(action[key]) is str and action[key] for key in ("regime", "measure", "subject_kind", "evidence"))
        assert type(action["article"]) is str
        assert action["count"] is None or (type(action["count"]) is int and action["count"] >= 0)
        assert len(action["names"]) <= 5 and all(type(name) is str and name for name in action["names"])
        _day(action["effective_on"])
        _day(action["expires_on"])
        _evidence(action)
        assert _inside((action["start"], action["end"]), text)
        assert text[action["start"] : action["end"]] == action["quote"] == action["evidence"]
    for unread in answer["unread"]:
        assert unread.keys() == {"passage", "start", "end", "reason"}
        assert _inside((unread["start"], unread["end"]), text)
        assert text[unread["start"] : unread["end"]] == unread["passage"] and unread["reason"]
    assert answer["actions"] or answer["unread"] or not text.strip(), "an act is never met with silence"
    return len(answer["actions"])


def _day(value: Any) -> None:
    assert value is None or (type(value) is str and date.fromisoformat(value).isoformat() == value)


def _evidence(row: dict[str, Any]) -> None:
    assert type(row["rule"]) is str and row["rule"]
    assert type(row["confidence"]) is float and 0 < row["confidence"] <= 1


def _inside(span: Any, text: str) -> bool:
    start, end = span
    return type(start) is int and type(end) is int and 0 <= start < end <= len(text) and bool(text[start:end].strip())
