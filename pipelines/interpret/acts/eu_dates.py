"""When an EU act enters into force, and the first and last days it gives to single measures.

What belongs here: the formulas of EU acts about time. What does not: reading a day (`dates.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from pipelines.interpret.acts import dates, lexicon
from pipelines.interpret.acts.eu_text import EuText

_ORDINAL_DAY = re.compile(r"on the (\w{3,12}) day following", re.IGNORECASE)
_NEXT_DAY = re.compile(
    r"on the day (?:following|after)(?: that of)? (?:its|the date of its|the)\s{0,2}publication|on the day following that of", re.IGNORECASE
)
_SAME_DAY = re.compile(r"(?:on|upon|from) (?:the (?:date|day) of )?its publication", re.IGNORECASE)
_ADOPTION = re.compile(r"(?:on|from) the (?:date|day) of (?:its )?(?:adoption|notification)", re.IGNORECASE)
_FORCE = re.compile(r"shall (?:enter into force|take effect|enter into effect)[^\n]{0,300}", re.IGNORECASE)
_APPLY = re.compile(r"\b[Ii]t shall (?:apply|be applicable) (?:as )?(?:from|of) ([^\n]{0,60})")
_POINT_APPLY = re.compile(r"Article 1,? ?(?:points?)? ?\(?(\d{1,3})\)?[^\n]{0,120}?shall apply (?:as )?(?:from|of) ([^\n]{0,60})")
_OJ = re.compile(r"(\d{1,2}\.\d{1,2}\.\d{4})[^\n]{0,60}?(?:EN|Official Journal)|\d{4}/\d{1,4}\s{0,3}\|\s{0,3}(\d{1,2}\.\d{1,2}\.\d{4})")
_FIRST_DAY = re.compile(r"(?:\bas (?:of|from)|\bwith effect from|\bfrom)\s{1,3}$", re.IGNORECASE)
_LAST_DAY = re.compile(
    r"(?:\bbetween\s[^\n]{6,24}?\sand|\buntil|\bby|\bno later than|\bnot later than|\bup to|\bthrough)\s{1,3}(?:and including\s{1,3})?$",
    re.IGNORECASE,
)
#: A day by which somebody must be told something is no last day of an exemption.
_NOTICE = re.compile(r"\b(?:notif(?:y|ies)|informs?|reports?|submits?|(?:is|are|be|been) (?:notified|informed))\b", re.IGNORECASE)


def published(act: EuText) -> date | None:
    """The day of publication printed at the head of the page."""
    for match in _OJ.finditer(act.head[:4_000]):
        return dates.first(match[1] or match[2])
    return None


def signed(act: EuText) -> date | None:
    """The day in the title."""
    return dates.first(act.title)


def in_force(act: EuText, page_date: date | None) -> date | None:
    """First day of the act: its own formula counted from its publication (or a day it prints)."""
    day = page_date or published(act)
    text = "\n".join(line.text for line in act.operative[-12:] if not line.quoted)
    formula = _FORCE.search(text)
    words = formula[0] if formula else ""
    start = _counted(words, day, signed(act))
    apply = _APPLY.search(text)
    own = dates.first(apply[1]) if apply else None
    return own if own and (start is None or own >= start) else start


def _counted(words: str, day: date | None, adopted: date | None) -> date | None:
    ordinal = _ORDINAL_DAY.search(words)
    if ordinal:
        return dates.plus(day, lexicon.words("en")["ordinals"].get(ordinal[1].lower(), 20))
    if _NEXT_DAY.search(words):
        return dates.plus(day, 1)
    if _SAME_DAY.search(words):
        return day
    if _ADOPTION.search(words):
        return adopted
    return dates.first(words)


def later_points(act: EuText) -> dict[str, date]:
    """Points of Article 1 with a first day of their own: `Article 1, point (19), shall apply from ...`."""
    text = "\n".join(line.text for line in act.operative[-12:] if not line.quoted)
    found = {m[1]: dates.first(m[2]) for m in _POINT_APPLY.finditer(text)}
    return {point: day for point, day in found.items() if day}


def first_day(text: str, start: date | None) -> date | None:
    """A first day that a prohibition gives itself, later than the act's own."""
    for found in dates.find(text):
        if _FIRST_DAY.search(text[max(0, found.start - 24) : found.start]) and (start is None or found.day > start):
            return found.day
    return None


def last_days(text: str) -> list[date]:
    """Last days of an exemption, in order of print; days of contracts are not terms."""
    terms = [
        f.day
        for f in dates.find(text)
        if _LAST_DAY.search(text[max(0, f.start - 40) : f.start])
        and not _NOTICE.search(text[max(0, f.start - 160) : f.start].rpartition("\n")[2])
    ]
    if not terms and re.search(r"derogation", text, re.IGNORECASE):
        terms = [f.day for f in dates.find(text) if re.search(r"apply as (?:from|of)\s{1,3}$", text[max(0, f.start - 24) : f.start])]
    return list(dict.fromkeys(terms))


def latest(days: Iterable[date]) -> date | None:
    """The latest of some days."""
    return max(days, default=None)
