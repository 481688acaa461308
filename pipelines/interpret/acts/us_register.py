"""Federal Register metadata of presidential documents: which concern sanctions on Russia, and what they do.

What belongs here: titles, dates and disposition notes. What does not: full texts (`us.py`). Orders, topics and words are
data (`lexicons/acts_us.yaml`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from pipelines.interpret.acts import dates, lexicon
from pipelines.interpret.acts.us_parts import order_facts

_NOTE = re.compile(
    r"(See|Amends|Amended by|Revokes|Revoked by|Supersedes|Superseded by|Continued by|Terminates|Terminated by)\s?(?:in part )?:\s?",
    re.IGNORECASE,
)
_ORDER = re.compile(r"(?:EO|E\.O\.|Executive Order)s?\s{1,3}(\d{5})(?:,|\sof)?\s{0,3}([A-Z][a-z]{2,8} \d{1,2}, \d{4})?")


@dataclass(frozen=True)
class FrAction:
    """What one document does to one programme."""

    action: str
    regime: str
    measure: str
    effective_on: date | None
    rule: str
    evidence: str


@dataclass(frozen=True)
class FrReading:
    """One record: whether it concerns sanctions on Russia, and what it does."""

    document_number: str
    kind: str
    number: str
    title: str
    signed_on: date | None
    published_on: date | None
    concerns_russia: bool
    actions: tuple[FrAction, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Plain values; days stay days."""
        return asdict(self)


def read_fr_metadata(record: Mapping[str, Any]) -> FrReading:
    """Read one record of the Federal Register API; fields that are missing or of another type count as empty."""
    title = " ".join(str(record.get("title") or "").split())[:1_000]
    number = re.sub(r"\D", "", str(record.get("executive_order_number") or ""))[:6]
    notes = " ".join(str(record.get("disposition_notes") or record.get("executive_order_notes") or "").split())[:4_000]
    signed, published = _day(record.get("signing_date")), _day(record.get("publication_date"))
    actions = _title_actions(title, number, notes, signed) + _note_actions(number, notes, signed)
    return FrReading(
        document_number=str(record.get("document_number") or ""),
        kind=str(record.get("subtype") or record.get("type") or "").lower().replace(" ", "_"),
        number=f"EO {number}" if number else "",
        title=title,
        signed_on=signed,
        published_on=published,
        concerns_russia=bool(actions),
        actions=tuple(dict.fromkeys(actions)),
    )


def _day(value: Any) -> date | None:
    return dates.first(str(value)) if value else None


def _regime(title: str, number: str, notes: str) -> str:
    """Programme by the order's own number, by the words of the title, or by the Russia order it amends."""
    orders = lexicon.words("us")["orders"]
    if number in orders:
        return str(orders[number]["regime"])
    for regime, pattern in lexicon.ordered("us", "topics"):
        if pattern.search(title):
            return f"us-eo{number}" if regime == "us-unknown" and number else regime
    for kind, others in _notes(notes):
        if kind in ("amends", "revokes", "supersedes"):
            return next((order_facts(o)[0] for o, _ in others if o in orders), "")
    return ""


def _title_actions(title: str, number: str, notes: str, signed: date | None) -> list[FrAction]:
    regime = _regime(title, number, notes)
    if not regime:
        return []
    known = lexicon.words("us")["orders"].get(number, {})
    amends = bool(known.get("amends")) or any(kind == "amends" for kind, _ in _notes(notes))
    action = next(
        (label for label, pattern in lexicon.ordered("us", "titles") if pattern.search(title)),
        "expand" if amends else "impose" if number else "other",
    )
    if number and action == "impose" and amends and "amends" in known:
        action = "expand"
    if action == "extend":
        return [FrAction("extend", regime, "national_emergency", signed, "us.fr_title", title)]
    if action == "other":
        return [FrAction("other", regime, "unspecified", signed, "us.fr_title", title)]
    if not number and action != "lift":
        return []
    measures = known.get("measures") or [next((m for m, p in lexicon.ordered("us", "title_measures") if p.search(title)), "unspecified")]
    return [FrAction(action, regime, measure, signed, "us.fr_title", title) for measure in measures]


def _notes(notes: str) -> list[tuple[str, list[tuple[str, date | None]]]]:
    """`Amends: EO 13694, April 1, 2015; Revokes: ...` -> (amends, [(13694, 2015-04-01)]), ..."""
    parts = _NOTE.split(notes)
    return [
        (kind.lower(), [(m[1], dates.first(m[2]) if m[2] else None) for m in _ORDER.finditer(body)])
        for kind, body in zip(parts[1::2], parts[2::2], strict=False)
    ]


def _note_actions(number: str, notes: str, signed: date | None) -> list[FrAction]:
    """Chains: this order revokes a Russia order, or a later order revoked this one."""
    orders = lexicon.words("us")["orders"]
    found = []
    for kind, others in _notes(notes):
        if kind in ("revokes", "terminates"):
            ended = [(o, signed) for o, _ in others if o in orders]
        elif kind in ("revoked by", "terminated by") and number in orders and others:
            ended = [(number, others[0][1])]
        else:
            continue
        found += [FrAction("lift", orders[o]["regime"], m, day, "us.fr_note", notes) for o, day in ended for m in orders[o]["measures"]]
    return found
