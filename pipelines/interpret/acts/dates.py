"""Days as acts print them, in English and Russian: `31 July 2014`, `2.3.2022`, `March 6, 2014`, `28 ноября 2015 г.`.

What belongs here: turning words into days. What does not: what a day means (`eu_dates.py`, `us.py`, `ru.py`). Month and
number words are data (`lexicons/acts_en.yaml`, `lexicons/acts_ru.yaml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from pipelines.interpret.acts import lexicon


@dataclass(frozen=True)
class Found:
    """A day and where it stands."""

    day: date
    start: int
    end: int


@lru_cache
def _pattern(language: str) -> re.Pattern[str]:
    months = "|".join(sorted(map(re.escape, lexicon.words(language)["months"]), key=len, reverse=True))
    return re.compile(
        rf"(?<![\d.])(?P<d>\d{{1,2}})\s{{0,3}}(?P<m>{months})\.?,?\s{{1,3}}(?P<y>\d{{4}})(?!\d)"
        rf"|\b(?P<m2>{months})\.?\s{{1,3}}(?P<d2>\d{{1,2}}),?\s{{1,3}}(?P<y2>\d{{4}})(?!\d)"
        r"|(?<![\d.])(?P<d3>\d{1,2})\.(?P<m3>\d{1,2})\.(?P<y3>\d{4})(?![\d.]\d)"
        r"|(?<![\d-])(?P<y4>\d{4})-(?P<m4>\d{2})-(?P<d4>\d{2})(?![\d-])",
        re.IGNORECASE,
    )


def find(text: str, language: str = "en") -> Iterator[Found]:
    """Every day printed in the text, in order; impossible days (31 June) are passed over."""
    months = lexicon.words(language)["months"]
    for match in _pattern(language).finditer(text):
        d, m, y = next((match[f"d{i}"], match[f"m{i}"], match[f"y{i}"]) for i in ("", "2", "3", "4") if match[f"y{i}"] is not None)
        try:
            day = date(int(y), int(m) if m.isdigit() else months[m.lower()], int(d))
        except ValueError:
            continue
        yield Found(day, match.start(), match.end())


def first(text: str, language: str = "en") -> date | None:
    """The first day in the text."""
    return next((f.day for f in find(text, language)), None)


def plus(day: date | None, days: int) -> date | None:
    """A number of days later; unknown stays unknown."""
    return day + timedelta(days=days) if day else None


@lru_cache
def number_pattern(language: str = "en") -> str:
    """A pattern (no groups) for a whole number in digits or in words."""
    numbers = lexicon.words(language)["numbers"]
    small = "|".join(sorted(map(re.escape, numbers), key=len, reverse=True))
    return rf"(?:\d{{1,4}}|(?:{small})(?:-(?:{small}))?)"


def number(words: str, language: str = "en") -> int | None:
    """`twenty-two` -> 22, `31` -> 31; None where it is no number."""
    if words.isdigit():
        return int(words)
    numbers = lexicon.words(language)["numbers"]
    parts = words.lower().split("-")
    if not parts or any(p not in numbers for p in parts):
        return None
    return sum(int(numbers[p]) for p in parts)
