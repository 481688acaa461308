"""Which lexicon reads a text.

What belongs here: a cheap guess from letters and small words. What does not: the lexicons.
"""

from __future__ import annotations

import re

_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[A-Za-z]")
_SMALL = {
    "sv": frozenset(
        [
            *("och", "att", "det", "som", "är", "på", "för", "med", "inte", "av", "till", "den", "har", "om", "ett", "mot", "från"),
            *("sanktioner", "sanktionerna", "när", "säger", "sade", "ska", "inför", "efter", "nya", "vid", "eller", "kommer", "över"),
            *("så", "häver", "hävs"),
        ]
    ),
    "de": frozenset(
        [
            "und",
            "der",
            "die",
            "das",
            "nicht",
            "ist",
            "mit",
            "von",
            "für",
            "auf",
            "dem",
            "den",
            "ein",
            "eine",
            "gegen",
            "hat",
            "sich",
            "auch",
            "wird",
            "sanktionen",
        ]
    ),
    "en": frozenset(
        ["the", "of", "and", "to", "in", "is", "that", "for", "on", "with", "against", "has", "was", "are", "by", "it", "sanctions"]
    ),
}
_WORD = re.compile(r"[^\W\d_]{1,12}")


def detect(text: str) -> str:
    """`ru`, `en`, `de` or `sv`, from the first thousand characters."""
    head = text[:2000]
    if len(_CYRILLIC.findall(head)) > len(_LATIN.findall(head)) / 2:
        return "ru"
    words = [w.lower() for w in _WORD.findall(head)]
    counts = {language: sum(w in small for w in words) for language, small in _SMALL.items()}
    best = max(counts, key=lambda k: (counts[k], k == "en"))
    return best if counts[best] > counts["en"] else "en"
