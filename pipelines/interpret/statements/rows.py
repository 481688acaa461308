"""Actors that stand in a row, and small questions about one: what finding targets and finding whom bans hit share.

What belongs here: rows of actors, whether one speaks, whether the verb is passive. What does not: whose part they play
(`targets.py`, `bans.py`).
"""

from __future__ import annotations

from pipelines.interpret.statements.acts import Act
from pipelines.interpret.statements.frames import EASING
from pipelines.interpret.statements.lexicon import is_member
from pipelines.interpret.statements.parties import AND, NO_TARGET, VICTIMS, WEST, besides, oblique
from pipelines.interpret.statements.sentence import Actor, Sentence

#: Words before the state a trade ban is on.
SOURCE = frozenset({"from", "of", "to", "with", "against"})


def not_hit(sentence: Sentence, act: Act) -> frozenset[str]:
    """Codes that cannot be targets here: the unions of the West can, where a state outside them acts or calls the measure its own."""
    home = str(sentence.lexicon.grammar.get("home", ""))
    if act.family in EASING:
        return NO_TARGET
    own = any("OWN" in tags for tags in sentence.tags[max(act.noun - 1, 0) : act.noun_end])
    doers = [a for a in sentence.actors if a.end <= act.head and a.kind in ("state", "official") and a.code and not oblique(sentence, a)]
    listed = besides(sentence)
    doers = [a for a in doers if a not in listed]
    doer = doers[-1].code if doers else home if own or any(a.code == home and a.kind == "official" for a in sentence.actors) else ""
    outside = doer and doer not in WEST | NO_TARGET | VICTIMS and not is_member(doer, "EU", None)
    return NO_TARGET - {"EU", "XX"} if outside else NO_TARGET


def row_of(sentence: Sentence, low: int, high: int, unhit: frozenset[str] = NO_TARGET) -> list[str]:
    """The first actor in [low, high) that can be a target, and those listed beside it ("Russian, Iranian and Chinese firms")."""
    out: list[str] = []
    at = low
    for actor in (a for a in sentence.actors if low <= a.start < high and a.code and a.code not in unhit):
        if sentence.tokens[actor.start - 1].low in ("by", "from", *sentence.lexicon.grammar.get("place", ())) and not out:
            continue
        between = sentence.tokens[at : actor.start]
        bare = [t.low for t in between] == ["from"]  # `cuts A off from B's markets`
        if out and (bare or not all(t.text == "," or t.low in AND or t.low in ("from", "the") for t in between)):
            break
        out += [] if actor.code in out else [actor.code]
        at = actor.end
    return out


def says(sentence: Sentence, actor: Actor) -> bool:
    """Whether an official is named right behind a verb of saying."""
    return actor.kind == "official" and sentence.has("REPORT", actor.start - 1, actor.start)


def passive(sentence: Sentence, act: Act) -> bool:
    """Whether a form of `to be` stands right before the verb."""
    words = () if sentence.tokens[act.head].low.endswith("ing") else sentence.lexicon.grammar.get("passive", ())
    if act.rule == "added-to-list" and words and act.head and "NAMED" in sentence.tags[act.head - 1]:
        return True  # `among 15 people placed on the list`
    return any(sentence.tokens[i].low in words for i in range(max(act.head - 2, 0), act.head))
