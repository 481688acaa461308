"""Beside the noun: whom an act hits, as the state named behind or before the noun of the measures.

What belongs here: targets read off the noun. What does not: targets read off the verb (`objects.py`).
"""

from __future__ import annotations

from pipelines.interpret.statements.acts import Act
from pipelines.interpret.statements.chains import chain
from pipelines.interpret.statements.frames import EASING
from pipelines.interpret.statements.lexicon import is_member
from pipelines.interpret.statements.parties import NO_TARGET, WEST, Memory, beside_of
from pipelines.interpret.statements.replies import on_home
from pipelines.interpret.statements.sentence import Actor, Sentence

#: Words whose preposition leads to the victim ("its attack on A").
_ATTACKS = frozenset({"attack", "attacks", "war", "assault", "invasion", "aggression", "strikes", "assaults", "pressure", "advance"}) | {
    *("vald", "valdet", "angrepp", "angreppet", "krig", "kriget", "overgrepp"),
}


def prepositions(sentence: Sentence, act: Act) -> set[str]:
    """Words that lead from the noun to a target: more of them behind lists and behind verbs of lifting."""
    grammar = sentence.lexicon.grammar
    preps = set(grammar.get("target_after", []))
    if "LIST" in sentence.tags[act.noun]:
        preps |= set(grammar.get("list_of", []))
    if act.family in EASING or act.family == "maintain" or sentence.has("TRADE", act.noun_end, act.noun_end + 4):
        preps |= set(grammar.get("target_after_lifting", []))
    return preps


def after_noun(sentence: Sentence, act: Act) -> list[str]:
    """`sanctions (imposed) on A and B`."""
    grammar, tokens = sentence.lexicon.grammar, sentence.tokens
    preps, strong = prepositions(sentence, act), set(grammar.get("strong_target", []))
    near = set(grammar.get("near_target", []))
    lifting = set(grammar.get("target_after_lifting", []))
    goods = sentence.has("TRADE", act.noun_end, act.noun_end + 4)
    end = min(len(tokens), act.noun_end + (30 if goods else 16))
    strong |= {"для"} if sentence.text(act.noun_end - 1, act.noun_end + 1).lower() == "эмбарго для" else set()
    last = tokens[act.noun_end - 1].low  # `blockade of A`, `penalties on A`: the words of the noun may end in a preposition
    kinds = ("adjective", "state") if last == "of" else ("adjective",)
    weak: list[str] = [a.code for a in sentence.actors if a.start == act.noun_end and a.kind in kinds and a.code not in NO_TARGET]
    for at in range(act.noun_end - (last in preps), end):
        low = tokens[at].low
        if _ends_reach(sentence, at, preps):
            break
        traded = goods and low == "from"
        if at and tokens[at - 1].low in _ATTACKS:
            continue
        after = sentence.text(at + 1, at + 2).lower()
        if (
            (low in near and at > act.noun_end and not traded and at != act.head + 1)
            or after in sentence.lexicon.months
            or after in sentence.lexicon.phrases.days
        ):
            continue
        if low in strong and sentence.text(at + 1, at + 3).lower() == "the country":
            return [a.code for a in sentence.actors if a.end <= act.head and a.kind == "state" and a.code not in WEST][:1] or weak
        if low in strong or traded or (low in preps and at <= act.noun_end + 8):
            codes = chain(sentence, at + 1, low, low in strong or traded)
            if (
                low in lifting
                and low in grammar.get("sender_after", ())
                and not traded
                and set(codes) & set(grammar.get("sender_adjectives", []))
            ):
                codes = []
            if codes and low in strong:
                return codes
            weak = weak or codes
    return (
        weak
        or between_verb_and_noun(sentence, act, strong | (lifting if act.family in EASING else set()))
        or opening(sentence, act, strong)
    )


def _ends_reach(sentence: Sentence, at: int, preps: set[str]) -> bool:
    """Whether no target of the noun before can stand behind word `at`."""
    tags = sentence.tags[at]
    caused = "CAUSE" in tags and sentence.tokens[at].low not in preps
    tied = "LINK" in tags and sentence.text(at + 1, at + 2).lower() in ("on", "upon")
    if sentence.tokens[at].low in ("except", "excluding"):
        return True
    if sentence.tokens[at].text == "," and sentence.has("REPORT", at + 1, at + 2) and sentence.tokens[at + 1].low.endswith("ing"):
        return True  # `, saying that ...`
    return sentence.tokens[at].text in ";:—–" or "STOP" in tags or caused or "IF" in tags or tied


def opening(sentence: Sentence, act: Act, strong: set[str]) -> list[str]:
    """`В отношении чиновников A введены санкции`: the target opens a Russian clause."""
    low = sentence.clause_start(act.start)
    at = next((i for i in range(low, min(low + 3, act.start)) if sentence.tokens[i].low in strong), None)
    if at is None or not sentence.lexicon.grammar.get("home") or sentence.comma(at, act.start):
        return []
    return [c for c in chain(sentence, at + 1, sentence.tokens[at].low, True) if c not in NO_TARGET - {"EU"}]


def between_verb_and_noun(sentence: Sentence, act: Act, strong: set[str]) -> list[str]:
    """`imposed against A new sanctions`: the target between verb and noun."""
    for i in range(act.head + 1, act.noun):
        if sentence.tokens[i].low in strong:
            return [c for c in chain(sentence, i + 1, sentence.tokens[i].low, True) if c not in NO_TARGET]
    return []


def beside_noun(sentence: Sentence, act: Act, memory: Memory) -> list[str]:
    """`Iran sanctions`, `Russian sanctions`, `anti-Russian sanctions`: a state right before the noun that is not the sender."""
    beside = beside_of(sentence, act)
    before = (m for m in sentence.mentions if m.end == act.noun)
    against = next((m.code for m in before if sentence.text(m.start - 2, m.start).lower() == "anti-"), None)
    if against and beside is None:
        return [against]
    if beside is not None and beside.kind == "adjective" and act.family in EASING and (wish := wisher(sentence, act, beside)):
        return [wish]
    if beside is not None and (on_home(sentence, act, beside) or _on_rival(sentence, act, beside)):
        return [beside.code]
    if (
        beside is None
        or beside.code in NO_TARGET
        or beside.code in memory.senders
        or own_ban(sentence, act, beside)
        or (beside.kind != "thing" and beside.code in sentence.lexicon.grammar.get("sender_adjectives", []))
    ):
        return []
    return [beside.code]


def _on_rival(sentence: Sentence, act: Act, beside: Actor) -> bool:
    """`Russia expands EU entry ban`: a ban of the state that acts on its rival; `EU sanctions` are the rival's."""
    doer = next((a for a in sentence.actors if 0 <= act.head - a.end <= 2 and a.kind == "state"), None)
    if doer is None or doer.code in WEST or act.family not in ("impose", "tighten", "extend") or act.head > act.noun:
        return False
    ban = sentence.tokens[act.noun_end - 1].low.startswith(("ban", "embargo"))
    return ban and beside.code in sentence.lexicon.grammar.get("opponents", {}).get(doer.code, ())


def own_ban(sentence: Sentence, act: Act, beside: Actor) -> bool:
    """`Moscow's food embargo`: a ban is of the state that owns it; `Russia's sanctions` may be on it."""
    possessive = beside.kind == "state" and sentence.text(beside.end, beside.end + 1) in ("'s", "’s")
    return possessive and not sentence.tokens[act.noun_end - 1].low.startswith("sanction")


def wisher(sentence: Sentence, act: Act, beside: Actor) -> str | None:
    """`Turkey expects Russian sanctions to be lifted`: the state that asks for easing is the one they hit."""
    low = sentence.clause_start(act.head)
    call = sentence.last("CALL", low, min(act.head, act.noun))
    if call is None:
        return None
    holder = next((a for a in reversed(sentence.actors) if a.end <= call and a.code and a.kind in ("state", "official")), None)
    if holder is None or holder.code == beside.code or holder.code in WEST or is_member(holder.code, "EU", None):
        return None
    return holder.code
