"""Words and sentences of a cleaned text.

What belongs here: linear splitting with bounds, for all languages. What does not: what a word means (`lexicon.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sentencex import get_sentence_boundaries

from pipelines.interpret.text import plain

#: Longest sentence in words; longer ones are cut.
MAX_WORDS = 160

_TOKEN = re.compile(r"(?:[A-Za-z]\.){2,6}|[^\W_]{1,80}(?:['’][^\W\d_]{1,40})?|['’]s?\b|[^\w\s]")
_CONTRACTED = re.compile(r"^(.+)(n['’]t|['’](?:ve|re|ll|d|m|s))$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Token:
    """One word or sign: as written, as compared, and where it stands in the cleaned text."""

    text: str
    low: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """Whether it starts with a capital letter."""
        return self.text[:1].isupper()


def tokenize(text: str) -> Iterator[Token]:
    """Words and signs, from left to right; hyphens and contractions come apart."""
    for match in _TOKEN.finditer(text):
        word, start = match.group(), match.start()
        parts = _CONTRACTED.match(word) if ("'" in word or "’" in word) and len(word) > 2 else None
        if parts:
            cut = start + len(parts.group(1))
            yield Token(parts.group(1), plain(parts.group(1)), start, cut)
            yield Token(parts.group(2), plain(parts.group(2)), cut, match.end())
        else:
            yield Token(word, plain(word), start, match.end())


def plainly(value: Any) -> Any:
    """What a lexicon writes in small letters, as words are compared (`für` as `fur`); lists and tables word by word."""
    if isinstance(value, dict):
        return {plainly(k): plainly(v) for k, v in value.items()}
    if isinstance(value, list):
        return [plainly(v) for v in value]
    return plain(value) if isinstance(value, str) and value.islower() and not value.isascii() else value


def parted(token: Token, tails: Iterable[str]) -> list[Token]:
    """`Russlandsanktionen` as two words; a word with none of the tails, or next to nothing before it, stays whole."""
    tail = next((t for t in tails if token.low.endswith(t) and len(token.low) > len(t) + 2), "")
    if not tail or len(token.low) != len(token.text):  # a letter of the word is two of its plain form (ß)
        return [token]
    cut = len(token.text) - len(tail)
    at = token.start + cut
    return [Token(token.text[:cut], token.low[:cut], token.start, at), Token(token.text[cut:], token.low[cut:], at, token.end)]


def sentences(text: str, abbreviations: frozenset[str], language: str) -> Iterator[list[Token]]:
    """Sentences as lists of words. A full stop after an abbreviation or an initial does not end one; a new line with a capital does."""
    readable = text.encode("utf-8", "replace").decode("utf-8")  # a lone half of a surrogate pair becomes one sign, so places stay
    ends = [row["end_index"] for row in get_sentence_boundaries(language, readable)]
    current: list[Token] = []
    passed = 0
    for token in tokenize(text):
        new = passed
        while new < len(ends) and token.start >= ends[new]:
            new += 1
        between = text[current[-1].end : token.start] if current else ""
        ended = new > passed and not _abbreviated(current, abbreviations, token.low)
        if current and (ended or ("\n" in between and _paragraph(between, token)) or len(current) >= MAX_WORDS):
            yield current
            current = []
        passed = new
        current.append(token)
    if current:
        yield current


def _paragraph(between: str, token: Token) -> bool:
    return between.count("\n") > 1 or token.capital or token.text in '-–—•*♦“"«'


#: Words that go on behind `U.S.` in a headline that writes each word with a capital.
_BEHIND = frozenset({"with", "of", "from", "over", "against", "sanctions", "waiver", "treasury", "senate", "house"})


def _abbreviated(current: list[Token], abbreviations: frozenset[str], behind: str = "") -> bool:
    if not current:
        return False
    last = current[-1]
    if last.text.count(".") > 1 and behind in _BEHIND:
        return True  # `B follows U.S. With Sanctions`
    if last.text != ".":
        return last.text.endswith(".") and last.low.rstrip(".") in abbreviations and last.text.count(".") < 2
    if len(current) < 2 or current[-2].end != last.start:
        return False
    before = current[-2]
    return before.low in abbreviations or (len(before.text) == 1 and before.text.isalpha() and before.capital)
