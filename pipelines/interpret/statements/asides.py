"""Asides: phrases between commas that part a subject from its verb, and replies told by what is done.

What belongs here: English word order (`A, hosting B, announced`, `A hits back at B by barring`). What does not: weighing who of
several acts (`subjects.py`, `senders.py`).
"""

from __future__ import annotations

from typing import NamedTuple

from pipelines.interpret.statements.sentence import Actor, Sentence


class Aside(NamedTuple):
    """Words between two commas behind `owner`; `joins` where those named in it act with it (`A, followed by B, imposes`)."""

    owner: Actor
    low: int
    high: int
    joins: bool


def aside_before(sentence: Sentence, at: int) -> Aside | None:
    """`A, mirroring steps by B, [has] sanctions`: the aside that closes before the verb at `at`, at most two words back."""
    tokens = sentence.tokens
    if sentence.lexicon.language != "en":
        return None
    close = next((i for i in range(at - 1, max(at - 4, 0), -1) if tokens[i].text == ","), None)
    if close is None or any(t.low not in _BEFORE_VERB for t in tokens[close + 1 : at]):
        return None
    ends = {a.end: a for a in sentence.actors if a.code and a.kind in ("state", "official")}
    for i in range(close - 2, max(close - 26, 0), -1):
        if tokens[i].text == "," and i in ends and (tokens[i + 1].low in _OPENING or tokens[i + 1].low.endswith("ing")):
            led = tokens[i + 1].low == "including" and "led by" in sentence.text(max(ends[i].start - 4, 0), ends[i].start).lower()
            if tokens[i + 1].low == "including" and not led:
                continue
            beside = tokens[i + 1].low in _JOINING or sentence.text(i + 1, i + 3).lower() in ("along with", "together with")
            return Aside(ends[i], i + 1, close, led or beside)
    return None


#: Words between an aside and the verb.
_BEFORE_VERB = frozenset({"has", "have", "had", "also", "will", "then", "today", "is", "are", "jointly"})
#: Words that open an aside, and those that bring in others who act too.
_JOINING = frozenset({"followed", "joined", "alongside", "accompanied"})
_OPENING = _JOINING | {"together", "along", "which", "who", "whose", "in", "mirroring", "following", "having", "after", "citing"}


def replied_by(sentence: Sentence, at: int) -> tuple[str, str]:
    """`A hits back at B by barring ...`: codes of A and of B, empty where nobody replies by what is done at `at`."""
    tokens = sentence.tokens
    if at > 1 and tokens[at - 1].low == "and":  # `by banning its trucks and blacklisting officials`
        at = next((i for i in range(at - 2, max(at - 10, 0), -1) if tokens[i - 1].low == "by"), at)
    if sentence.lexicon.language != "en" or at < 2 or tokens[at - 1].low != "by" or not tokens[at].low.endswith("ing"):
        return "", ""
    verb = next((i for i in range(at - 2, max(at - 16, 0), -1) if tokens[i].low.startswith(_REPLIES)), None)
    before = [a for a in sentence.actors if verb is not None and a.end <= verb and a.kind in ("state", "official") and a.code]
    if verb is None or not before:
        return "", ""
    doer = before[-1].code
    behind = (a.code for a in sentence.actors if verb < a.start <= verb + 4 and a.code != doer and a.kind in ("state", "official"))
    return doer, next(behind, "")


_REPLIES = ("hits", "hit", "strikes", "struck", "answer", "respond", "retaliat", "repl", "counter", "react", "fires", "fired")


def answered_by(sentence: Sentence, at: int) -> list[str]:
    """`A responds to B by sanctioning a head of a library`: B, where what is done at `at` names nobody else."""
    return [code for code in replied_by(sentence, at)[1:] if code]
