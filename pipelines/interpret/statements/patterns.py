"""Patterns: what a rule of `patterns.yaml` looks like and how it is matched, in bounded time.

What belongs here: the small pattern language. What does not: any pattern (`lexicons/<language>/patterns.yaml`).

A pattern is a row of elements: a concept of `words.yaml` in capitals (`LIFT`), a word in small letters (`of`, `sanction*`),
alternatives with `|`, and `~n` for up to n words between. The element with `^` is the head, otherwise the first one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from pipelines.interpret.statements.tokens import Token, plainly

Tags = list[dict[str, int]]
#: Behind every rank of an alternative.
_NONE = 10_000


class Options(NamedTuple):
    """The alternatives of an element with their rank: where several fit, the first one written counts."""

    words: dict[str, int]
    prefixes: tuple[tuple[int, str], ...]
    concepts: tuple[tuple[int, str], ...]

    @staticmethod
    def read(written: tuple[str, ...]) -> Options:
        """Take apart what stands between the bars."""
        ranked = list(enumerate(written))
        words = {o: rank for rank, o in reversed(ranked) if not o.isupper() and not o.endswith("*")}
        prefixes = tuple((rank, o[:-1]) for rank, o in ranked if not o.isupper() and o.endswith("*"))
        return Options(words, prefixes, tuple((rank, o) for rank, o in ranked if o.isupper()))

    def length(self, low: str, here: dict[str, int]) -> int:
        """Words that the first fitting alternative takes up where `low` stands; 0 where none fits."""
        best = self.words.get(low, _NONE)
        for rank, text in self.prefixes:
            if rank < best and low.startswith(text):
                best = rank
                break
        for rank, name in self.concepts:
            if rank < best and name in here:
                return here[name]
        return int(best < _NONE)


@dataclass(frozen=True)
class Match:
    """Where a pattern was found: the words of each element, as (start, end)."""

    pattern: Pattern
    spans: tuple[tuple[int, int], ...]

    @property
    def head(self) -> tuple[int, int]:
        """The element marked with ^."""
        return self.spans[self.pattern.head]

    @property
    def noun(self) -> tuple[int, int]:
        """The element that names the sanctions."""
        return self.spans[self.pattern.noun]

    @property
    def start(self) -> int:
        """First word."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """First word after the match."""
        return self.spans[-1][1]


@dataclass(frozen=True)
class Pattern:
    """One rule of a language."""

    name: str
    act: str
    elements: tuple[tuple[int, tuple[str, ...]], ...]
    head: int
    noun: int
    form: str = ""
    stance: str = ""
    target: str = ""

    @staticmethod
    def read(row: dict[str, Any]) -> Pattern:
        """Compile a row of the file."""
        elements: list[tuple[int, tuple[str, ...]]] = []
        gap, head, noun = 0, 0, None
        for part in str(row["when"]).split():
            if part.startswith("~"):
                gap = int(part[1:])
                continue
            if part.endswith("^"):
                head, part = len(elements), part[:-1]
            if noun is None and set(part.split("|")) & NOUNS:
                noun = len(elements)
            elements.append((gap, tuple(plainly(word) for word in part.split("|"))))
            gap = 0
        return Pattern(
            row["name"],
            row["act"],
            tuple(elements),
            head,
            head if noun is None else noun,
            row.get("form", ""),
            row.get("stance", ""),
            row.get("target", ""),
        )

    @cached_property
    def options(self) -> tuple[Options, ...]:
        """The options of each element, taken apart once: matching asks for them at every word."""
        return tuple(Options.read(options) for _, options in self.elements)

    @cached_property
    def needs(self) -> tuple[frozenset[str], ...]:
        """Concepts and words of which a sentence must have one, for each element that spells out all its options."""
        return tuple(frozenset(options) for _, options in self.elements if not any(o.endswith("*") for o in options))

    def find(self, tokens: list[Token], tags: Tags, barrier: list[bool], places: dict[str, list[int]], budget: Budget) -> list[Match]:
        """Every match, nearest elements first; matches do not share their first element."""
        out = []
        failed: set[tuple[int, int]] = set()
        for start in self._starts(tokens, tags, places):
            end = self.options[0].length(tokens[start].low, tags[start])
            if end:
                spans = self._rest(1, start + end, tokens, tags, barrier, failed, budget)
                if spans is not None:
                    out.append(Match(self, ((start, start + end), *spans)))
        return out

    def _starts(self, tokens: list[Token], tags: Tags, places: dict[str, list[int]]) -> list[int]:
        """Words at which the first element can be."""
        options = self.elements[0][1]
        if any(o.endswith("*") for o in options):
            return list(range(len(tokens)))
        return sorted({i for o in options for i in places.get(o, ())})

    def _rest(
        self, k: int, at: int, tokens: list[Token], tags: Tags, barrier: list[bool], failed: set[tuple[int, int]], budget: Budget
    ) -> tuple[tuple[int, int], ...] | None:
        if k == len(self.elements):
            return ()
        if (k, at) in failed:
            return None
        gap, options = self.elements[k][0], self.options[k]
        for i in range(at, min(at + gap + 1, len(tokens))):
            budget.left -= 1
            length = options.length(tokens[i].low, tags[i])
            if length:
                rest = self._rest(k + 1, i + length, tokens, tags, barrier, failed, budget)
                if rest is not None:
                    return ((i, i + length), *rest)
            if barrier[i] or budget.left < 0:
                break
        failed.add((k, at))
        return None


@dataclass
class Budget:
    """Steps that matching may still take in one text; below zero it stops."""

    left: int = 1_000_000


#: Concepts that name the sanctions in a pattern.
NOUNS = frozenset({"SANCTION", "SANCTIONED", "WEAK", "RELIEF", "LICENCE", "LIST", "EMERGENCY", "PACKAGE"})
