"""What the recitals of an EU act say about entries: how many are added, deleted, updated, and which deadlines are extended.

What belongs here: counting from sentences. What does not: what the operative part does with an annex (`eu_annexes.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from pipelines.interpret.acts import dates, lexicon
from pipelines.interpret.acts.eu_bases import target_annexes
from pipelines.interpret.acts.eu_text import Line

_SENTENCE = re.compile(r"[^.;]{1,1500}(?:\.(?=\s|$)|;|$)|[^.;]{1,1500}")
_QUANTITY = "further|additional|certain|several|new|more"


@dataclass(frozen=True)
class Fact:
    """One thing a sentence says about entries: `adds 27 new entities`."""

    act: str  # add, delete, update
    kind: str  # person, entity, vessel, entry
    count: int | None
    deceased: bool
    duplicate: bool
    sentence: str
    start: int
    end: int
    annexes: tuple[str, ...]


@lru_cache
def _pairs() -> re.Pattern[str]:
    data = lexicon.words("en")
    kinds = {
        "vessel": data["vessel_words"],
        "person": data["person_words"],
        "entity": data["entity_words"],
        "entry": ["entry", "entries"],
    }
    nouns = "|".join(
        f"(?P<{kind}>" + "|".join(lexicon.phrase(w) for w in sorted(ws, key=len, reverse=True)) + ")" for kind, ws in kinds.items()
    )
    return re.compile(
        rf"(?<![/\w.])(?!(?:19|20)\d\d\b)(?P<n>{dates.number_pattern()}|{_QUANTITY})\s{{1,3}}(?P<adjectives>(?:[A-Za-z’'-]{{1,20}}\s{{1,3}}){{0,4}}?)(?:{nouns})\b",
        re.IGNORECASE,
    )


def sentences(lines: Iterable[Line]) -> list[tuple[str, int]]:
    """Sentences of the recitals and where they start."""
    return [(m[0], line.start + m.start()) for line in lines for m in _SENTENCE.finditer(line.text)]


def facts(lines: Iterable[Line]) -> list[Fact]:
    """Every count tied to a verb: those before `should be added`, those after `adds`."""
    found: list[Fact] = []
    for sentence, start in sentences(lines):
        found.extend(_of_sentence(sentence, start))
    return found


def _of_sentence(sentence: str, start: int) -> list[Fact]:
    marks: list[tuple[int, str, re.Match[str]]] = [(m.start(), "pair", m) for m in _pairs().finditer(sentence)]
    for verb, pattern in lexicon.ordered("en", "listing"):
        marks.extend((m.start(), verb, m) for m in pattern.finditer(sentence))
    marks.extend((m.start(), "adds", m) for m in lexicon.compiled("en", "adds").finditer(sentence))
    found: list[Fact] = []
    waiting: list[re.Match[str]] = []
    forward = False
    for _, mark, match in sorted(marks, key=lambda x: x[0]):
        if mark == "adds":
            forward, waiting = True, []
        elif mark != "pair":
            found.extend(_fact(mark, pair, sentence, start) for pair in waiting)
            waiting, forward = [], False
        elif forward:
            found.append(_fact("add", match, sentence, start))
        else:
            waiting.append(match)
    return found


def _fact(act: str, pair: re.Match[str], sentence: str, start: int) -> Fact:
    kind = next(k for k in ("vessel", "person", "entity", "entry") if pair[k])
    adjectives = pair["adjectives"]
    return Fact(
        act=act,
        kind=kind,
        count=dates.number(pair["n"]),
        deceased=bool(lexicon.compiled("en", "deceased").search(adjectives)),
        duplicate=bool(lexicon.compiled("en", "duplicate").search(adjectives)),
        sentence=sentence,
        start=start + len(sentence) - len(sentence.lstrip()),
        end=start + len(sentence),
        annexes=tuple(target_annexes(sentence)),
    )


def extends_exemptions(lines: Iterable[Line]) -> bool:
    """Whether a recital says that derogations, exemptions or deadlines are extended."""
    extend, exempt = lexicon.compiled("en", "extends"), lexicon.compiled("en", "exempt_words")
    return any(extend.search(s) and exempt.search(s) for s, _ in sentences(lines))


def says(lines: Iterable[Line], what: str) -> bool:
    """Whether a recital has one of the phrases of a list, for example `expired` or `lifts`."""
    return any(lexicon.compiled("en", what).search(s) for s, _ in sentences(lines))


def total(found: Iterable[Fact]) -> int | None:
    """Sum of the counts; None where none is stated."""
    counts = [f.count for f in found if f.count is not None]
    return sum(counts) if counts else None
