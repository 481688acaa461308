"""The parts of a Russian act: points, annexes, number, day, entry into force, the act it changes.

What belongs here: where things stand. What does not: what a point does (`ru.py`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from pipelines.interpret.acts import dates, lexicon

_SPACED = re.compile(r"(?<![А-Яа-яЁё])(?:[А-Яа-яЁё] ){3,20}[А-Яа-яЁё](?![А-Яа-яЁё])")
_LABEL = re.compile(r"\s{0,12}(\d{1,2}(?:\.\d{1,2})?\.|[а-я]\)|\d{1,2}\))\s")
_DASH = re.compile(r"\s{0,12}[-–—•]\s")
_ANNEX = re.compile(r"\s{0,80}(?:ПРИЛОЖЕНИЕ|Приложение|УТВЕРЖДЕН[АЫО]?|Утвержден[аы]?|ПЕРЕЧЕНЬ|П Е Р Е Ч Е Н Ь)\b[^\n]{0,80}")
_SIGNATURE = re.compile(r"\s{0,80}(?:Президент|Председатель Правительства|Министр)\b[^\n]{0,120}")
_NUMBER = re.compile(r"(?:№|N)\s{0,3}(\d{1,5}(?:-р[п]?)?)\b")
_NAMED = re.compile(r"от\s{1,3}(\d{1,2}\s{1,3}[а-я]{3,9}\s{1,3}\d{4})\s{0,3}(?:г\.|года)?\s{0,3}(?:№|N)\s{0,3}(\d{1,5})")
_DAY = r"(\d{1,2}\s{1,3}[а-я]{3,9}\s{1,3}\d{4})"
_AFTER = re.compile(
    r"по истечении\s{1,3}(\d{1,3}|[а-я]{3,10})\s{1,3}(?:календарных\s{1,3})?(?:дней|дня)\s{1,3}(?:после|со)\s{1,3}дня", re.IGNORECASE
)
_RESOLVES = re.compile(r"п\s?о\s?с\s?т\s?а\s?н\s?о\s?в\s?л\s?я\s?(?:ю|е\s?т)\s?:", re.IGNORECASE)
_PROCEDURAL = re.compile(
    r"(?i)контроль за (?:исполнением|выполнением)|правительству российской федерации (?:обеспечить|определить|принять|представить)|"
    r"внести .{0,60}предложения|представ\w{1,4} |настоящ\w{2,3} указ|обеспечить контроль|"
    r"министерств\w{1,3} .{0,80}(?:представ|уведом|информир)"
)


@dataclass(frozen=True)
class Point:
    """One point or subpoint, hard wraps taken out of its words."""

    label: str
    words: str
    start: int
    end: int

    @property
    def procedural(self) -> bool:
        """Tasks for authorities that move no measure, and words that only open a list."""
        return bool(_PROCEDURAL.search(self.words[:600])) or len(self.words) < 25 or self.words.endswith(":")


def close_up(text: str) -> str:
    """Spaced-out words closed up (`У К А З` -> `УКАЗ`), white space single."""
    return re.sub(r"\s{1,200}", " ", _SPACED.sub(lambda m: m[0].replace(" ", ""), text))


def split(text: str) -> tuple[list[Point], list[Point]]:
    """Points of the body, and annexes; the body starts after `постановляю` where it stands."""
    resolves = _RESOLVES.search(text[:20_000])
    first = None if resolves else re.search(r"(?m)^[ ]{0,12}1\. ", text[:20_000])
    body = resolves.end() if resolves else first.start() if first else 0
    points: list[Point] = []
    annexes: list[Point] = []
    buffer: list[tuple[int, str]] = []
    outer = ""
    in_annex = closing = False

    def flush() -> None:
        nonlocal outer
        if not buffer:
            return
        words = close_up(" ".join(t for _, t in buffer)).strip()
        label = _LABEL.match(buffer[0][1])
        marker = label[1].rstrip(".)") if label else ""
        if marker[:1].isdigit():
            outer = marker
        inner = "" if marker[:1].isdigit() or not marker else f" подпункт {marker}"
        name = f"пункт {outer}{inner}".strip()
        end = buffer[-1][0] + len(buffer[-1][1])
        (annexes if in_annex else points).append(Point(name, words, buffer[0][0] + len(buffer[0][1]) - len(buffer[0][1].lstrip()), end))
        buffer.clear()

    at = body
    for line in text[body:].split("\n"):
        if _SIGNATURE.fullmatch(line) and not in_annex:
            flush()
            closing = True
        elif _ANNEX.match(line) and (closing or in_annex):
            flush()
            in_annex, closing = True, False
        if not line.strip() and not in_annex:
            flush()
        elif not closing and line.strip():
            starts = bool(_LABEL.match(line) or _DASH.match(line)) or (
                re.match(r"\s{3,12}\S", line) is not None and line.strip()[:1].islower()
            )
            if starts and not in_annex:
                flush()
            buffer.append((at, line))
        at += len(line) + 1
    flush()
    return points, annexes


def signed(text: str) -> date | None:
    """The day of the act: below the signature, or under the heading that names its kind; never that of an act it names."""
    signature = re.search(r"(?m)^[ ]{0,80}(?:Президент|Председатель Правительства|Министр)\b", text)
    if signature:
        below = re.search(rf"(?m)^[ ]{{0,80}}{_DAY}[ ]{{0,3}}(?:г\.|года)", text[signature.end() : signature.end() + 600])
        if below:
            return dates.first(below[1], "ru")
    head = re.search(
        r"(?:УКАЗ|У К А З|ПОСТАНОВЛЕНИЕ|РАСПОРЯЖЕНИЕ|ПРИКАЗ|Указ|Постановление)"
        r"\s{0,80}(?:(?:ПРЕЗИДЕНТА|ПРАВИТЕЛЬСТВА) РОССИЙСКОЙ ФЕДЕРАЦИИ)?"
        rf"\s{{0,80}}от\s{{1,3}}{_DAY}",
        text[:3_000],
    )
    return dates.first(head[1], "ru") if head else None


def number_of(text: str) -> str:
    """The act's own number: the line of its own that prints one, or the one after its day."""
    alone = re.search(r"(?m)^\s{0,80}(?:№|N)\s{0,3}(\d{1,5}(?:-рп?)?)\s{0,10}$", text)
    if alone:
        return alone[1]
    match = re.search(r"(?m)^[^\n«\"]{0,60}\d{4}\s{0,3}(?:г\.|года)\s{0,3}(?:№|N)\s{0,3}(\d{1,5}(?:-рп?)?)", text)
    return match[1] if match else ""


def title_of(text: str) -> str:
    """The heading, from `О ...` or `Об ...` to the blank line."""
    match = re.search(r"(?m)^\s{0,60}(Об?\s[^\n]{5,200}(?:\n[ ]{0,60}\S[^\n]{0,200}){0,12})", text[:6_000])
    return close_up(match[1]).strip()[:600] if match else ""


def in_force(text: str, signed_on: date | None, published: date | None) -> date | None:
    """First day: from signing, from publication, so many days after it, or a day that is printed."""
    closed = close_up(text[:200_000])
    found = re.search(r"(?i)вступа\w{1,4} в силу([^.]{0,240})", closed)
    words = found[1] if found else ""
    after = _AFTER.search(words)
    if after:
        days = dates.number(after[1], "ru")
        return dates.plus(published, days + 1) if days is not None else None
    if lexicon.compiled("ru", "force", "signing").search(words):
        return signed_on
    if lexicon.compiled("ru", "force", "publication").search(words):
        return published
    return dates.first(words, "ru") or (dates.plus(published, 8) if not found else None)


def bases_named(words: str) -> list[dict[str, Any]]:
    """Base acts of the table named by day and number, each once."""
    named = dict.fromkeys((match[2], match[1]) for match in _NAMED.finditer(words))
    days = dict.fromkeys((number, dates.first(day, "ru")) for number, day in named)
    return [b for number, day in days for b in lexicon.words("ru")["bases"] if b["number"] == number and b["day"] == day]


def regime_of(text: str, signed_on: date | None) -> dict[str, Any]:
    """The base act and regime: itself, an act it names, or its words."""
    own = [b for b in lexicon.words("ru")["bases"] if b["number"] == number_of(text) and b["day"] == signed_on]
    named = own or bases_named(close_up(text[:60_000]))
    if named:
        first: dict[str, Any] = named[0]
        return first
    regime = next((r for r, pattern in lexicon.ordered("ru", "topics") if pattern.search(text[:60_000])), "")
    return {"number": "", "regime": regime, "measures": [], "points": {}}
