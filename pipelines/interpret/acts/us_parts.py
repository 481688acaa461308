"""What readers of US acts share: rows before their offsets are final, paragraphs, orders named, days of effect.

What belongs here: small common parts. What does not: the reading of any kind of act.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pipelines.interpret.acts import dates, lexicon
from pipelines.interpret.acts.formats import Plain
from pipelines.interpret.acts.reading import ActAction

MAX_QUOTE = 1_200
_ORDERS = re.compile(
    r"(?:Executive Orders?|E\.?O\.?)\s{1,3}(?:\(E\.?O\.?\)\s{1,3})?((?:No\.? ?)?\d{5}(?:(?:,? and |, | or )\d{5}){0,10})", re.IGNORECASE
)
_EFFECTIVE = re.compile(
    r"(?:effective|take effect|takes effect|beginning)(?: (?:on|at|as of|beginning|beginning at))?"
    r"(?: 12:01 [ap]\.?m\.?,? eastern (?:standard|daylight) time,?)?(?: on| of)?\s{1,3}$",
    re.IGNORECASE,
)


@dataclass
class Found:
    """A row of a US act."""

    action: str
    regime: str
    measure: str
    start: int
    end: int
    rule: str
    confidence: float = 0.5
    article: str = ""
    number: str = ""
    replaces: str = ""
    detail: str = ""
    subject_kind: str = ""
    count: int | None = None
    names: tuple[str, ...] = ()
    effective_on: date | None = None
    expires_on: date | None = None


def paragraphs(text: str) -> Iterator[tuple[int, int, str]]:
    """Paragraphs: lines, those of a hard-wrapped text joined up to a blank line."""
    for match in re.finditer(r"[^\n]{1,20000}(?:\n[^\n]{1,20000}){0,60}", text):
        for start, end in _cut(match[0]):
            words = re.sub(r"\s", " ", match[0][start:end])
            yield match.start() + start, match.start() + end, words


def _cut(block: str) -> Iterator[tuple[int, int]]:
    """A block of short lines is one hard-wrapped paragraph; of long ones, each line that does not begin in the middle of a sentence."""
    lines = block.split("\n")
    if len(lines) > 1 and max(map(len, lines)) < 100:
        yield 0, len(block)
        return
    start = at = 0
    for line in lines:
        if at > start and not line[:1].islower():
            yield start, at - 1
            start = at
        at += len(line) + 1
    yield start, len(block)


def orders_named(text: str) -> list[str]:
    """Numbers of executive orders, in order of first mention."""
    return list(dict.fromkeys(n for m in _ORDERS.finditer(text) for n in re.findall(r"\d{5}", m[1])))


def order_facts(number: str) -> tuple[str, str]:
    """Regime of an order, and the order it amends."""
    facts = lexicon.words("us")["orders"].get(number)
    if facts:
        return facts["regime"], facts.get("amends", "")
    return (f"us-eo{number}" if number else "us-unknown"), ""


def effective(words: str) -> date | None:
    """A day of effect printed after `effective` or `take effect`."""
    for found in dates.find(words):
        if _EFFECTIVE.search(words[max(0, found.start - 80) : found.start]):
            return found.day
    return None


def title_of(text: str) -> str:
    """The first line of words."""
    return next((" ".join(line.split())[:300] for line in text[:4_000].split("\n") if line.strip()), "")


def to_action(found: Found, plain: Plain, given: str, day: date | None) -> ActAction:
    """A row with its days and offsets into the text as given."""
    start, end = plain.span(found.start, min(found.end, found.start + MAX_QUOTE))
    return ActAction(
        action=found.action,
        regime=found.regime,
        measure=found.measure,
        subject_kind=found.subject_kind or "other",
        article=found.article or found.number,
        quote=given[start:end],
        start=start,
        end=end,
        rule=found.rule,
        confidence=found.confidence,
        count=found.count,
        all_names=found.names,
        effective_on=found.effective_on or day,
        expires_on=found.expires_on,
        detail=found.detail,
        number=found.number,
        replaces=found.replaces,
    )
