"""Targets: on whom the sanctions of an act are.

What belongs here: reading targets off a sentence. What does not: senders (`senders.py`), assumptions (`parties.py`).
"""

from __future__ import annotations

from pipelines.interpret.statements.acts import Act
from pipelines.interpret.statements.frames import EASING
from pipelines.interpret.statements.lexicon import is_member
from pipelines.interpret.statements.parties import AND, NO_TARGET, WEST, Memory, beside_of
from pipelines.interpret.statements.sentence import Actor, Sentence

_ENDS = frozenset({"after", "for", "because", "until", "if", "unless", "за", "после", "если", "by", "following", "over", "in"})


def find_targets(sentence: Sentence, act: Act, memory: Memory) -> list[str]:
    """Targets the sentence names for the sanctions of an act, in the order of the text; empty if it names none."""
    if act.family == "threaten" and sentence.lexicon.grammar.get("genitive_sender"):
        dative = [a.code for a in sentence.actors if a.start == act.noun_end and a.kind in ("state", "official") and a.code]
        if dative:
            return dative
    return _object(sentence, act) or _after_noun(sentence, act) or _beside_noun(sentence, act, memory)


def _after_noun(sentence: Sentence, act: Act) -> list[str]:
    """`sanctions (imposed) on A and B`."""
    grammar, tokens = sentence.lexicon.grammar, sentence.tokens
    preps, strong = set(grammar.get("target_after", [])), set(grammar.get("strong_target", []))
    near = set(grammar.get("near_target", []))
    froms = set(grammar.get("sender_after", [])) - preps
    lifting = set(grammar.get("target_after_lifting", []))
    if act.family in EASING or act.family == "maintain":
        preps |= lifting
    end = min(len(tokens), act.noun_end + 16)
    weak: list[str] = [a.code for a in sentence.actors if a.start == act.noun_end and a.kind == "adjective" and a.code not in NO_TARGET]
    at = act.noun_end
    while at < end:
        low = tokens[at].low
        if tokens[at].text in ";:—–" or "STOP" in sentence.tags[at]:
            break
        if ("CAUSE" in sentence.tags[at] and low not in preps) or "IF" in sentence.tags[at]:
            break
        if low in near and at > act.noun_end:
            at += 1
            continue
        if low in strong or (low in preps and at <= act.noun_end + 8):
            codes = _chain(sentence, at + 1, low, low in strong)
            if low in lifting and set(codes) & set(grammar.get("sender_adjectives", [])):
                codes = []
            if codes and low in strong:
                return codes
            weak = weak or codes
        elif low in froms:
            pass
        at += 1
    return weak or _between(sentence, act, strong | (lifting if act.family in EASING else set()))


def _between(sentence: Sentence, act: Act, strong: set[str]) -> list[str]:
    """`imposed against A new sanctions`: the target between verb and noun."""
    for i in range(act.head + 1, act.noun):
        if sentence.tokens[i].low in strong:
            return [c for c in _chain(sentence, i + 1, sentence.tokens[i].low, True) if c not in NO_TARGET]
    return []


def _chain(sentence: Sentence, start: int, prep: str, firm: bool) -> list[str]:
    """The first actor after a preposition and those joined to it by commas, `and` or the same preposition."""
    out: list[str] = []
    at = start
    for actor in (a for a in sentence.actors if a.start >= start):
        between = range(at, actor.start)
        if not (_continues(sentence, between, prep) if out else _begins(sentence, between, firm)):
            break
        at = actor.end
        union = actor.code in NO_TARGET and not (firm and (out or actor.start - start <= 4))
        if out and (union or (actor.kind == "adjective" and actor.code not in out)):
            break
        if not actor.code or union or actor.code in out:
            continue
        if any(sentence.tokens[i].low == "including" for i in between):
            aided = next((a.code for a in sentence.actors if a.start > actor.start and sentence.has("AID", actor.end, a.start)), None)
            return [aided or actor.code]
        out.append(actor.code)
    return out


def _begins(sentence: Sentence, between: range, firm: bool) -> bool:
    """Whether the first actor is near enough to its preposition."""
    words = [sentence.tokens[i] for i in between]
    if len(words) > (11 if firm else 5) or any("CAUSE" in sentence.tags[i] for i in between):
        return False
    return not any(t.low in _ENDS or (t.text == "," and not firm) for t in words)


def _continues(sentence: Sentence, between: range, prep: str) -> bool:
    """Whether an actor is joined to the one before."""
    words = [sentence.tokens[i] for i in between]
    return bool(words) and all(t.text == "," or t.low in AND or t.low in (prep, "the", "two", "three") for t in words)


def _beside_noun(sentence: Sentence, act: Act, memory: Memory) -> list[str]:
    """`Iran sanctions`, `Russian sanctions`, `anti-Russian sanctions`: a state right before the noun that is not the sender."""
    beside = beside_of(sentence, act)
    if beside is not None and beside.kind == "adjective" and act.family in EASING and (wisher := _wisher(sentence, act, beside)):
        return [wisher]
    if (
        beside is None
        or beside.code in NO_TARGET
        or beside.code in memory.senders
        or beside.code in sentence.lexicon.grammar.get("sender_adjectives", [])
    ):
        return []
    return [beside.code]


def _wisher(sentence: Sentence, act: Act, beside: Actor) -> str | None:
    """`Turkey expects Russian sanctions to be lifted`: the state that asks for easing is the one they hit."""
    low = sentence.clause_start(act.head)
    call = sentence.last("CALL", low, min(act.head, act.noun))
    if call is None:
        return None
    holder = next((a for a in reversed(sentence.actors) if a.end <= call and a.code and a.kind in ("state", "official")), None)
    if holder is None or holder.code == beside.code or holder.code in WEST or is_member(holder.code, "EU", None):
        return None
    return holder.code


def _object(sentence: Sentence, act: Act) -> list[str]:
    """`threatens A with sanctions`, `sanctions A` (verb), `adds A's ministers to the list`."""
    low, high = (act.head + 1, act.noun) if act.noun > act.head else (act.noun_end, act.end + 14)
    if act.rule in (
        "sanction-verb",
        "bans-entry",
        "freezes-assets",
        "blacklists",
        "bans-trade",
        "delist-verb",
        "расширил-список",
        "designates",
        "has-designated",
        "visa-free-ends",
        "tours-stopped",
        "запрет-въезда-2",
        "отключить",
    ):
        low, high = act.head + 1, act.head + 20
    elif act.family == "threaten" and act.noun > act.head:
        low, high = act.head + 1, act.noun
    elif act.rule not in ("added-to-list", "target-with", "delist-from-list", "delist-off-list", "delist-off-sanctions"):
        return []
    if act.rule == "faces":
        before = [a.code for a in sentence.actors if a.end <= act.head and act.head - a.end <= 3 and a.code and a.code not in NO_TARGET]
        return before[-1:]
    if act.rule == "bans-entry":
        high = act.end
    if act.rule == "bans-trade":
        at = next((i for i in range(low, min(high, len(sentence.tokens))) if sentence.tokens[i].low in ("from", "of")), None)
        return _chain(sentence, at + 1, "from", True) if at is not None else []
    codes = [a.code for a in sentence.actors if low <= a.start < high and a.code]
    return [c for c in codes if c not in NO_TARGET][:1] or (codes[:1] if act.rule == "расширил-список" else [])
