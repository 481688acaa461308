"""Cleaning of text before anything reads it: control and zero-width characters, markup, look-alike letters, bounds.

What belongs here: character-level repair in one linear pass, with a map back to offsets of the given text, and named
signals for what was repaired. What does not: sentences, languages or meaning (`statements/`, `acts*`).
"""

from __future__ import annotations

import codecs
import html
import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field

#: Longest text that is read; the rest is cut with the signal `text_truncated`.
MAX_CHARS = 100_000
#: Characters that have no width or only steer direction: removed.
_INVISIBLE = dict.fromkeys([0x00AD, 0x034F, 0x061C, 0x180E, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)])
_INVISIBLE_RE = re.compile("[" + "".join(map(chr, _INVISIBLE)) + "]+")
_CONTROL_RE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]+")
#: Tags of at most 400 characters; anything longer is text.
_TAG_RE = re.compile(r"</?[A-Za-z!?][^<>]{0,400}>")
_ENTITY_RE = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z]{2,10});")
_SPACE_RE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_WORD_RE = re.compile(r"[^\W\d_]{2,60}")
_LATIN_RE = re.compile(r"[A-Za-z]")
_CYRILLIC_RE = re.compile(r"[\u0400-\u04ff]")
#: Letters of the two scripts that look alike.
_LOOKALIKE = ("АВЕКМНОРСТУХаеорсухіјѕ", "ABEKMHOPCTYXaeopcyxijs")
_TO_LATIN = str.maketrans(*_LOOKALIKE)
_TO_CYRILLIC = str.maketrans(_LOOKALIKE[1], _LOOKALIKE[0])


@dataclass(frozen=True)
class Clean:
    """A cleaned text; `origin` gives the offset in the given text for an offset here."""

    text: str
    signals: tuple[str, ...] = ()
    _cuts: tuple[int, ...] = field(default=(0,), repr=False)
    _shifts: tuple[int, ...] = field(default=(0,), repr=False)

    def origin(self, offset: int) -> int:
        """Offset in the given text of a character of the cleaned text."""
        return offset + self._shifts[bisect_right(self._cuts, offset) - 1]


def decode(content: bytes) -> tuple[str, tuple[str, ...]]:
    """Bytes as text, line ends untouched, so that offsets count the characters of the file; UTF-8, or UTF-16 with its mark.

    Bytes that are neither become U+FFFD, with the signal `not_utf8`.
    """
    encoding = "utf-16" if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8"
    try:
        return content.decode(encoding), ()
    except UnicodeDecodeError:
        return content.decode(encoding, errors="replace"), ("not_utf8",)


def printable(text: str) -> str:
    """The text with control characters as blanks, one for one: what may be shown on a terminal."""
    return _CONTROL_RE.sub(lambda m: " " * len(m.group()), text)


def clean(text: str, limit: int = MAX_CHARS) -> Clean:
    """Repair a text in linear time. Every repair that changes what is read is named in `signals`."""
    signals = []
    if len(text) > limit:
        text = text[:limit]
        signals.append("text_truncated")
    if _CONTROL_RE.search(text):
        text = printable(text)
        signals.append("control_characters")
    text = _SPACE_RE.sub(" ", text)
    text, mixed = _unmix(text)
    if mixed:
        signals.append("mixed_scripts")
    out, cuts, shifts, found = _drop(text)
    signals += found
    return Clean(out, tuple(signals), cuts, shifts)


def _drop(text: str) -> tuple[str, tuple[int, ...], tuple[int, ...], list[str]]:
    """Take out tags, entities and invisible characters, and remember where."""
    pieces: list[tuple[int, int, str]] = [(m.start(), m.end(), " ") for m in _TAG_RE.finditer(text)] if "<" in text else []
    found = ["markup"] if pieces else []
    if "&" in text:
        pieces += [(m.start(), m.end(), html.unescape(m.group())) for m in _ENTITY_RE.finditer(text)]
    invisible = [(m.start(), m.end(), "") for m in _INVISIBLE_RE.finditer(text)]
    if invisible:
        found.append("invisible_characters")
        pieces += invisible
    out: list[str] = []
    cuts, shifts, at, length = [0], [0], 0, 0
    for start, end, instead in sorted(pieces):
        if start < at:
            continue
        out += (text[at:start], instead)
        length += start - at + len(instead)
        at = end
        cuts.append(length)
        shifts.append(at - length)
    out.append(text[at:])
    return "".join(out), tuple(cuts), tuple(shifts), found


def _unmix(text: str) -> tuple[str, bool]:
    """Bring words that mix Latin and Cyrillic letters back to the script most of their letters have."""
    if not (_LATIN_RE.search(text) and _CYRILLIC_RE.search(text)):
        return text, False
    changed = False

    def repair(match: re.Match[str]) -> str:
        nonlocal changed
        word = match.group()
        latin, cyrillic = len(_LATIN_RE.findall(word)), len(_CYRILLIC_RE.findall(word))
        if not latin or not cyrillic:
            return word
        fixed = word.translate(_TO_LATIN if latin > cyrillic else _TO_CYRILLIC)
        changed = changed or fixed != word
        return fixed

    return _WORD_RE.sub(repair, text), changed


def plain(word: str) -> str:
    """Lower case without accents on Latin letters, so that `Erdoğan` meets `erdogan`; Cyrillic keeps й and loses ё."""
    low = word.lower()
    if low.isascii():
        return low
    low = low.replace("ё", "е").replace("ı", "i").replace("ø", "o").replace("ł", "l").replace("ß", "ss").replace("’", "'")
    if _CYRILLIC_RE.search(low):
        return low
    return "".join(c for c in unicodedata.normalize("NFKD", low) if not unicodedata.combining(c))
