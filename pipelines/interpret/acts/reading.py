"""What reading an act gives: actions with evidence, and the passages that no rule could read.

What belongs here: the shapes of the answer. What does not: how a text is read (`eu.py`, `us.py`, `ru.py`).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

#: Names shown with an action; `all_names` has the rest.
SHOWN_NAMES = 5


@dataclass(frozen=True)
class ActAction:
    """One effect of one act on one measure, with the words it was read from."""

    action: str
    regime: str
    measure: str
    subject_kind: str
    article: str
    quote: str
    start: int
    end: int
    rule: str
    confidence: float
    count: int | None = None
    all_names: tuple[str, ...] = ()
    effective_on: date | None = None
    expires_on: date | None = None
    detail: str = ""
    number: str = ""
    replaces: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Up to five names, in the order of the act."""
        return self.all_names[:SHOWN_NAMES]

    def as_dict(self) -> dict[str, Any]:
        """The fields of the gold annotation, and the evidence beside them; dates as ISO days."""
        row = asdict(self)
        row["names"] = list(self.names)
        row["all_names"] = list(self.all_names)
        row["evidence"] = self.quote
        for key in ("effective_on", "expires_on"):
            row[key] = row[key].isoformat() if row[key] else None
        return row


@dataclass(frozen=True)
class Unread:
    """A passage no rule could read; an analyst looks at it."""

    passage: str
    start: int
    end: int
    reason: str

    def as_dict(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


@dataclass(frozen=True)
class ActReading:
    """One act as read. `signals` names what was wrong with the text itself (`formats.SIGNALS`)."""

    kind: str
    title: str = ""
    number: str = ""
    sender: str = ""
    signed_on: date | None = None
    published_on: date | None = None
    in_force_on: date | None = None
    actions: tuple[ActAction, ...] = ()
    unread: tuple[Unread, ...] = ()
    signals: tuple[str, ...] = field(default=())

    def as_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        days = {k: getattr(self, k) for k in ("signed_on", "published_on", "in_force_on")}
        return {
            "kind": self.kind,
            "title": self.title,
            "number": self.number,
            "sender": self.sender,
            **{k: v.isoformat() if v else None for k, v in days.items()},
            "actions": [a.as_dict() for a in self.actions],
            "unread": [u.as_dict() for u in self.unread],
            "signals": list(self.signals),
        }
