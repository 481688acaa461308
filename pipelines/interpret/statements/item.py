"""What the interpreter gives back.

What belongs here: the fields of an item as the annotation guide defines them, and their closed lists. What does not: how
they are found.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from schemas import vocabulary

#: Sign of each stance; a denied item is always 0.
DIRECTIONS: dict[str, int] = vocabulary.STANCES
#: Stances that are deeds when they are asserted.
DEEDS = frozenset({"impose", "tighten", "extend", "ease", "suspend", "lift", "license", "delist"})


@dataclass(frozen=True)
class Item:
    """One thing done or said about the sanctions of one sender on one target."""

    kind: str
    sender: str
    target: str
    stance: str
    direction: int
    modality: str
    speaker: str | None
    speaker_side: str | None
    date: str | None
    measure: str | None
    spans: tuple[tuple[int, int], ...] = ()
    rule: str = ""
    confidence: float = 0.0

    def gold(self) -> dict[str, Any]:
        """The fields of the annotation guide alone."""
        out = asdict(self)
        for extra in ("spans", "rule", "confidence"):
            del out[extra]
        return {**out, "note": None}


@dataclass(frozen=True)
class Reading:
    """All items of a text, and the signals that say what was repaired or cut on the way."""

    items: tuple[Item, ...] = ()
    signals: tuple[str, ...] = ()
    language: str = "en"
    sentences: tuple[tuple[int, int], ...] = field(default=(), repr=False)
