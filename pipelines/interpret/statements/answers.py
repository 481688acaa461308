"""Answers: a `no` to a question that holds the act (`Will A lift its sanctions? No.`, `Asked whether A would, B said it would not`).

What belongs here: which words behind a question say no to it. What does not: what a refusal comes to (`frames.py`).
"""

from __future__ import annotations

import re

from pipelines.interpret.statements.acts import Act
from pipelines.interpret.statements.frames import EASING, HARDENING
from pipelines.interpret.statements.sentence import Sentence

_WHO = r"(?:we|it|he|she|they|i|that|this|those|there|the answer)"
_NO = re.compile(
    r"(?:[\"“”'‘’] |(?:uh|um|well|look|so|for now|tersely|curtly|that|simply|:) (?:, )?)*"
    r"(?:no(?: [,.!;\"”–—-]|$)|not (?:now|yet|today|at (?:this|the) (?:time|moment|point))\b|(?:absolutely|certainly|definitely) not\b"
    r"|the answer (?:is|was|'s|’s) (?:[a-z]+ )?[\"“']?(?: )?no\b"
    rf"|{_WHO} (?:are|is|was|were|will|would|do|does|did|wo|'re|’re|'m|’m) (?:not|n't|n’t)(?: (?:happen|do (?:so|that|it)|going to happen"
    r"|(?:on the table|being (?:considered|discussed)|planned|something (?:we|that|i)|looking at (?:that|it)|considering (?:that|it)).*))?"
    r"(?: (?:now|right now|at this (?:time|point)))? ?(?:[.,;\"”]|$)"
    r"|there (?:is|was|are|were|'s|’s) no (?:reason|plan|plans|intention|need|question|talk)(?: [a-z]+){0,3} (?:it|so|that|this)\b"
    r"|(?:that|it) (?:is|was|'s|’s) (?:not|n't) (?:on the table|something|being|under))"
)
#: Questions about what is announced rather than about what is going to be done.
_UPDATES = frozenset({"announce", "preview", "update", "comment", "confirm", "why", "how", "when", "what", "has", "have", "had", "did"})


def _says_no(words: list[str]) -> bool:
    label = words.index(":") + 1 if ":" in words[:5] else 0
    return _NO.match(" ".join(words[label : label + 24])) is not None


def _asks_of(sentence: Sentence, act: Act) -> bool:
    """Whether the question is whether the act will be done."""
    words = {t.low for t in sentence.tokens[: act.head]}
    planned = act.family in EASING or any(sentence.has(c, 0, act.end) for c in ("WILL", "CAN", "PONDER", "HEDGE", "MODAL"))
    return sentence.lexicon.language == "en" and act.family in EASING | HARDENING and planned and not words & _UPDATES


def no_behind(whole: list[Sentence], sentence: Sentence, act: Act) -> Sentence | None:
    """The sentence that says no to a question, if the next one that is no label does."""
    if not _asks_of(sentence, act):
        return None
    for later in whole[sentence.index + 1 : sentence.index + 3]:
        words = [t.low for t in later.tokens]
        if _says_no(words):
            return later
        if len(words) > 4:
            return None
    return None


def no_beside(sentence: Sentence, act: Act) -> bool:
    """`Asked whether A would lift sanctions, B replied that it would not`."""
    asked = sentence.first("WHETHER", 0, act.head)
    if asked is None or not any(t.low in ("asked", "pressed", "question", "wondered") for t in sentence.tokens[: asked + 2]):
        return False
    if not _asks_of(sentence, act):
        return False
    words = [t.low for t in sentence.tokens]
    told = (i for i in range(act.end, len(words)) if "REPORT" in sentence.tags[i] or words[i] in _ANSWERS)
    return any(_says_no(words[i + 1 :]) for i in told)


_ANSWERS = frozenset({"answered", "answers", "replied", "replies", "responded", "responds"})
