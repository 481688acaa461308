"""Chains: states named one after another behind a preposition ("on Russia, Belarus and on Iran").

What belongs here: where such a chain begins and ends. What does not: which preposition of a sentence leads to targets (`targets.py`).
"""

from __future__ import annotations

from pipelines.interpret.statements.parties import AND, NO_TARGET, VICTIMS
from pipelines.interpret.statements.sentence import Actor, Sentence

#: Words behind which the first state belongs to something else.
_ENDS = frozenset({"after", "for", "because", "until", "if", "unless", "за", "после", "если", "by", "following", "over"})


def chain(sentence: Sentence, start: int, prep: str, firm: bool) -> list[str]:
    """The first actor after a preposition and those joined to it by commas, `and` or the same preposition."""
    out: list[str] = []
    at = start
    for actor in (a for a in sentence.actors if a.start >= start):
        between = range(at, actor.start)
        if not (_continues(sentence, between, prep) if out else _begins(sentence, between, firm)):
            break
        if actor.code in VICTIMS and any(sentence.tokens[i].low == "in" for i in between):
            break
        at = actor.end
        union = actor.code in NO_TARGET and not (firm and (out or actor.start - start <= 4))
        if sentence.comma(between.start, between.stop) and _governs(sentence, actor.end):
            break
        if out and (union or (actor.kind == "adjective" and actor.code not in out)):
            break
        if not actor.code or union or actor.code in out or _holds_thing(sentence, actor):
            continue
        if any(sentence.tokens[i].low == "including" for i in between):
            aided = next((a.code for a in sentence.actors if a.start > actor.start and sentence.has("AID", actor.end, a.start)), None)
            return [aided or actor.code]
        out.append(actor.code)
    return out


def _holds_thing(sentence: Sentence, actor: Actor) -> bool:
    """`Serbia's NIS`: the firm behind the state, which the lexicon gives to another, tells whom the sanctions are on."""
    if actor.code in sentence.lexicon.grammar.get("under_pressure", ()):
        return False  # `Iran's shadow fleet`
    return sentence.text(actor.end, actor.end + 1) in ("'s", "’s") and any(
        a.kind == "thing" and a.code and a.start == actor.end + 1 for a in sentence.actors
    )


#: Verbs that open another act behind `and`.
_NEW_VERB = frozenset({"IMPOSE", "LIFT", "EASE", "EXTEND", "SUSPEND", "TIGHTEN", "CALL"})


def _governs(sentence: Sentence, at: int) -> bool:
    """Whether a modal verb follows: then the actor opens a new clause (", and B would ...")."""
    return (
        at < len(sentence.tokens)
        and bool(sentence.tags[at].keys() & {"WILL", "CAN", "BE", "REPORT"})
        and sentence.tokens[at - 1].low not in AND
    )


def _begins(sentence: Sentence, between: range, firm: bool) -> bool:
    """Whether the first actor is near enough to its preposition."""
    words = [sentence.tokens[i] for i in between]
    if any(sentence.tokens[i].low in AND and sentence.tags[i + 1].keys() & _NEW_VERB for i in between if i + 1 < between.stop):
        return False
    if len(words) > (11 if firm else 5) or any("CAUSE" in sentence.tags[i] for i in between):
        return False
    return not any(t.low in _ENDS or (t.text == "," and not firm) for t in words)


#: Articles and numbers between two that are joined.
_BESIDE = ("the", "der", "die", "den", "dem", "two", "three")


def _continues(sentence: Sentence, between: range, prep: str) -> bool:
    """Whether an actor is joined to the one before."""
    words = [sentence.tokens[i] for i in between]
    besides = ("as",) if any(t.low == "well" for t in words) else ()
    return bool(words) and all(t.text == "," or t.low in AND or t.low in (prep, *_BESIDE, *besides) for t in words)
