"""Words and sentences of a cleaned text.

What belongs here: linear splitting with bounds, for all languages. What does not: what a word means (`lexicon.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.interpret.text import plain

#: Longest sentence in words; longer ones are cut.
MAX_WORDS = 160

_TOKEN = re.compile(r"(?:[A-Za-z]\.){2,6}|[^\W_]{1,80}(?:['’][^\W\d_]{1,40})?|['’]s?\b|[^\w\s]")
_CONTRACTED = re.compile(r"^(.+)(n['’]t|['’](?:ve|re|ll|d|m|s))$", re.IGNORECASE)
#: Words that open a sentence even after an acronym with full stops ("in the U.S. The ...").
_OPENERS = frozenset(
    ["the", "it", "he", "she", "they", "in", "but", "this", "that", "on", "at", "a", "an", "these", "we", "our", "and", "if"]
)
_CLOSING = frozenset('"”’»)]*')


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


def sentences(text: str, abbreviations: frozenset[str]) -> Iterator[list[Token]]:
    """Sentences as lists of words. A full stop after an abbreviation or an initial does not end one."""
    current: list[Token] = []
    ended = False
    for token in tokenize(text):
        if ended and current[-1].text.count(".") > 1 and token.low not in _OPENERS:
            ended = False
        if ended and token.text not in _CLOSING and not (token.low == "s" or token.text in "”»"):
            if _opens(token, text, current):
                yield current
                current = []
            ended = False
        elif current and "\n" in text[current[-1].end : token.start] and _paragraph(text[current[-1].end : token.start], token):
            yield current
            current = []
            ended = False
        current.append(token)
        if token.text in ".!?…" or (token.text.endswith(".") and len(token.text) > 1):
            ended = not _abbreviated(current, abbreviations)
        if len(current) >= MAX_WORDS:
            yield current
            current, ended = [], False
    if current:
        yield current


def _paragraph(between: str, token: Token) -> bool:
    return between.count("\n") > 1 or token.capital or token.text in '-–—•*♦“"«'


def _opens(token: Token, text: str, current: list[Token]) -> bool:
    """Whether a word after a full stop opens a sentence: capital, digit or sign, with space between (or glued capital)."""
    between = text[current[-1].end : token.start]
    return token.capital or not token.text[:1].isalnum() or (token.text[:1].isdigit() and bool(between)) or between.count("\n") > 0


def _abbreviated(current: list[Token], abbreviations: frozenset[str]) -> bool:
    last = current[-1]
    if last.text != ".":
        return last.text.endswith(".") and last.low.rstrip(".") in abbreviations and last.text.count(".") < 2
    if len(current) < 2 or current[-2].end != last.start:
        return False
    before = current[-2]
    return before.low in abbreviations or (len(before.text) == 1 and before.text.isalpha() and before.capital)
