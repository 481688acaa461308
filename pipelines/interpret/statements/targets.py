"""Targets: on whom the sanctions of an act are.

What belongs here: reading targets off a sentence. What does not: senders (`senders.py`), assumptions (`parties.py`).
"""

from __future__ import annotations

from pipelines.interpret.statements.acts import Act
from pipelines.interpret.statements.chains import chain
from pipelines.interpret.statements.frames import EASING
from pipelines.interpret.statements.lexicon import is_member
from pipelines.interpret.statements.parties import AND, NO_TARGET, VICTIMS, WEST, Memory, beside_of, oblique, owner
from pipelines.interpret.statements.sentence import Actor, Sentence

#: Words whose preposition leads to the victim ("its attack on A").
_ATTACKS = frozenset({"attack", "attacks", "war", "assault", "invasion", "aggression", "strikes", "assaults", "pressure", "advance"})

#: Words before the state a trade ban is on.
_SOURCE = frozenset({"from", "of", "to", "with", "against"})


def find_targets(sentence: Sentence, act: Act, memory: Memory) -> list[str]:
    """Targets the sentence names for the sanctions of an act, in the order of the text; empty if it names none."""
    if act.family == "threaten" and sentence.lexicon.grammar.get("genitive_sender"):
        dative = [
            a.code for a in sentence.actors if a.start == act.noun_end and a.kind in ("state", "official") and a.code not in ("", "UN")
        ]
        if dative:
            return dative
    if act.target == "trade":
        pressed = sentence.lexicon.grammar.get("under_pressure", ())
        return _traded(sentence, act) or [c for c in _after_noun(sentence, act) if c in pressed]
    return _inside(sentence, act) or _object(sentence, act) or _after_noun(sentence, act) or _beside_noun(sentence, act, memory)


def _inside(sentence: Sentence, act: Act) -> list[str]:
    """`relief for A`, `the list of A's firms`: a state inside the words that name the sanctions."""
    return [a.code for a in sentence.actors if act.noun < a.start and a.end <= act.noun_end and a.code and a.code not in WEST | NO_TARGET][
        :1
    ]


def _prepositions(sentence: Sentence, act: Act) -> set[str]:
    """Words that lead from the noun to a target: more of them behind lists and behind verbs of lifting."""
    grammar = sentence.lexicon.grammar
    preps = set(grammar.get("target_after", []))
    if "LIST" in sentence.tags[act.noun]:
        preps |= set(grammar.get("list_of", []))
    if act.family in EASING or act.family == "maintain" or sentence.has("TRADE", act.noun_end, act.noun_end + 4):
        preps |= set(grammar.get("target_after_lifting", []))
    return preps


def _after_noun(sentence: Sentence, act: Act) -> list[str]:
    """`sanctions (imposed) on A and B`."""
    grammar, tokens = sentence.lexicon.grammar, sentence.tokens
    preps, strong = _prepositions(sentence, act), set(grammar.get("strong_target", []))
    near = set(grammar.get("near_target", []))
    lifting = set(grammar.get("target_after_lifting", []))
    goods = sentence.has("TRADE", act.noun_end, act.noun_end + 4)
    end = min(len(tokens), act.noun_end + (30 if goods else 16))
    weak: list[str] = [a.code for a in sentence.actors if a.start == act.noun_end and a.kind == "adjective" and a.code not in NO_TARGET]
    for at in range(act.noun_end, end):
        low = tokens[at].low
        if _ends_reach(sentence, at, preps):
            break
        traded = goods and low == "from"
        if at and tokens[at - 1].low in _ATTACKS:
            continue
        if (low in near and at > act.noun_end and not traded) or sentence.text(at + 1, at + 2).lower() in sentence.lexicon.months:
            continue
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
    return weak or _between(sentence, act, strong | (lifting if act.family in EASING else set()))


def _ends_reach(sentence: Sentence, at: int, preps: set[str]) -> bool:
    """Whether no target of the noun before can stand behind word `at`."""
    tags = sentence.tags[at]
    caused = "CAUSE" in tags and sentence.tokens[at].low not in preps
    tied = "LINK" in tags and sentence.text(at + 1, at + 2).lower() in ("on", "upon")
    return sentence.tokens[at].text in ";:—–" or "STOP" in tags or caused or "IF" in tags or tied


def _between(sentence: Sentence, act: Act, strong: set[str]) -> list[str]:
    """`imposed against A new sanctions`: the target between verb and noun."""
    for i in range(act.head + 1, act.noun):
        if sentence.tokens[i].low in strong:
            return [c for c in chain(sentence, i + 1, sentence.tokens[i].low, True) if c not in NO_TARGET]
    return []


def _beside_noun(sentence: Sentence, act: Act, memory: Memory) -> list[str]:
    """`Iran sanctions`, `Russian sanctions`, `anti-Russian sanctions`: a state right before the noun that is not the sender."""
    beside = beside_of(sentence, act)
    if beside is not None and beside.kind == "adjective" and act.family in EASING and (wisher := _wisher(sentence, act, beside)):
        return [wisher]
    if (
        beside is None
        or beside.code in NO_TARGET
        or beside.code in memory.senders
        or _own_ban(sentence, act, beside)
        or (beside.kind != "thing" and beside.code in sentence.lexicon.grammar.get("sender_adjectives", []))
    ):
        return []
    return [beside.code]


def _own_ban(sentence: Sentence, act: Act, beside: Actor) -> bool:
    """`Moscow's food embargo`: a ban is of the state that owns it; `Russia's sanctions` may be on it."""
    possessive = beside.kind == "state" and sentence.text(beside.end, beside.end + 1) in ("'s", "’s")
    return possessive and not sentence.tokens[act.noun_end - 1].low.startswith("sanction")


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


def _row(sentence: Sentence, low: int, high: int) -> list[str]:
    """The first actor in [low, high) that can be a target, and those listed beside it ("Russian, Iranian and Chinese firms")."""
    out: list[str] = []
    at = low
    for actor in (a for a in sentence.actors if low <= a.start < high and a.code and a.code not in NO_TARGET):
        if sentence.tokens[actor.start - 1].low in ("by", "from", *sentence.lexicon.grammar.get("place", ())) and not out:
            continue
        if out and not all(t.text == "," or t.low in AND or t.low in ("from", "the") for t in sentence.tokens[at : actor.start]):
            break
        out += [] if actor.code in out else [actor.code]
        at = actor.end
    return out


def _traded(sentence: Sentence, act: Act) -> list[str]:
    """`lets B buy A's oil`: the state whose goods or firms the licence is about, not the one that gets it."""
    for actor in sentence.actors:
        reach = 3 if actor.kind == "adjective" else 1
        owned = actor.kind == "adjective" or sentence.text(actor.end, actor.end + 1) in ("'s", "’s")
        goods = owned and bool(sentence.first("TRADE", actor.end, actor.end + reach + 1))
        if actor.start > act.head and actor.code and actor.code not in NO_TARGET and (actor.kind == "thing" or goods):
            return [actor.code]
    for actor in sentence.actors:
        firms = actor.kind == "adjective" and sentence.has("NAMED", actor.end, actor.end + 3)
        if actor.start > act.head and actor.code and actor.code not in NO_TARGET and firms:
            return [actor.code]
    return []


def _before(sentence: Sentence, act: Act) -> list[str]:
    """`A's banks were sanctioned by B`: the nearest actor before the verb."""
    low = sentence.clause_start(act.head, 25)
    found = [a for a in sentence.actors if low <= a.start and a.end <= act.head and a.code and a.code not in NO_TARGET]
    if act.family == "threaten":  # `if A backs B's war, they will face consequences`
        found = [a for a in found if not owner(sentence, a)] or found
    for actor in reversed(found):
        if sentence.tokens[actor.start - 1].low not in ("by", "in", "with") or not actor.start:
            return [actor.code]
    return []


def _abroad(sentence: Sentence, act: Act) -> list[str]:
    """Bans on trade and travel hit the other state, on whichever side of the verb: `A bans imports from B`, `B hopes A lifts the ban`."""
    home = sentence.lexicon.grammar.get("home")
    states = [a for a in sentence.actors if a.code and a.code not in NO_TARGET and a.kind != "outsider" and not _says(sentence, a)]
    before, after = [a for a in states if a.end <= act.head], [a for a in states if a.end > act.head]
    foreign = [a.code for a in (*after, *reversed(before)) if a.code != home]
    acting = bool(before) and before[-1].kind in ("state", "official") and not oblique(sentence, before[-1])
    hit = [
        a.code
        for a in after
        if a.code == home
        and a.kind != "official"
        and a.end != act.noun
        and not sentence.has("IF", act.head, a.start)
        and (acting or sentence.tokens[a.start - 1].low not in sentence.lexicon.grammar.get("into", ()))
    ]
    if hit and before and before[-1].code != home and foreign[:1] == [before[-1].code]:
        return hit[:1]
    return foreign[:1]


def _says(sentence: Sentence, actor: Actor) -> bool:
    """Whether an official is named right behind a verb of saying."""
    return actor.kind == "official" and sentence.has("REPORT", actor.start - 1, actor.start)


def _passive(sentence: Sentence, act: Act) -> bool:
    """Whether a form of `to be` stands right before the verb."""
    words = () if sentence.tokens[act.head].low.endswith("ing") else sentence.lexicon.grammar.get("passive", ())
    return any(sentence.tokens[i].low in words for i in range(max(act.head - 2, 0), act.head))


def _told(sentence: Sentence, act: Act) -> list[str]:
    """Where the pattern itself says that the target stands (`target:` of patterns.yaml), or the voice of the verb does."""
    subject = _before(sentence, act) if act.target in ("", "subject") or _passive(sentence, act) else []
    if act.target in ("", "subject"):
        return subject
    if act.target == "abroad":
        strong = sentence.lexicon.grammar.get("strong_target", ())
        against = any(t.low in strong for t in sentence.tokens[act.noun_end : act.noun_end + 3])
        on = _after_noun(sentence, act) if against or sentence.text(act.noun_end, act.noun_end + 1) == "на" else []
        others = on if against else [c for c in on if c != sentence.lexicon.grammar.get("home")]
        return others or _abroad(sentence, act)
    if act.target == "object":
        return _row(sentence, act.head + 1, act.noun if act.noun > act.head + 1 else act.head + 22) or subject
    beside = next((a for a in sentence.actors if act.head < a.start <= act.head + 3), None)
    if beside and beside.kind == "adjective" and beside.code in ("XX", "EU"):
        return [beside.code]
    if beside and beside.kind == "state" and beside.code not in WEST and sentence.text(beside.end, beside.end + 1) == "from":
        return [beside.code]
    at = next((i for i in range(act.head + 1, min(act.end + 20, len(sentence.tokens))) if sentence.tokens[i].low in _SOURCE), None)
    chained = chain(sentence, at + 1, "from", True) if at is not None else []
    chained = [c for c in chained if c not in WEST or act.rule != "freeze-assets-2"]
    if chained:
        return chained
    hit = [c for c in _row(sentence, act.head + 1, act.end + 8) if c not in WEST]
    far = [a.code for a in sentence.actors if act.head < a.start < act.end + 30 and a.code and a.code not in WEST | NO_TARGET]
    return hit or far[:1] or subject


def _object(sentence: Sentence, act: Act) -> list[str]:
    """`threatens A with sanctions`, `sanctions A` (verb), `adds A's ministers to the list`."""
    if act.target or ((act.noun == act.head or act.rule == "added-to-list") and _passive(sentence, act)):
        return _told(sentence, act)
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
    if act.rule == "bans-entry":
        high = act.end + (8 if sentence.text(act.end, act.end + 1).lower() in ("to", "for") else 0)
    if act.rule == "bans-trade":
        at = next((i for i in range(low, min(high, len(sentence.tokens))) if sentence.tokens[i].low in ("from", "of")), None)
        return chain(sentence, at + 1, "from", True) if at is not None else []
    codes = _row(sentence, low, high) or [a.code for a in sentence.actors if low <= a.start < high and a.code]
    if act.rule == "faces":
        codes = [a.code for a in sentence.actors if a.end <= act.head and a.code and a.code not in VICTIMS][-1:]
    rowed = act.rule in ("sanction-verb", "freezes-assets", "bans-entry")
    return [c for c in codes if c not in NO_TARGET][: 6 if rowed else 1] or (codes[:1] if act.rule == "расширил-список" else [])
