"""Targets: on whom the sanctions of an act are.

What belongs here: reading targets off a sentence. What does not: senders (`senders.py`), assumptions (`parties.py`).
"""

from __future__ import annotations

from itertools import pairwise

from pipelines.interpret.statements.acts import Act
from pipelines.interpret.statements.asides import answered_by
from pipelines.interpret.statements.bans import (
    actor_before,
    entered,
    gate,
    goods_of,
    kept_out,
    traded_with,
    visitors,
)
from pipelines.interpret.statements.beside import after_noun, beside_noun, own_ban
from pipelines.interpret.statements.chains import chain
from pipelines.interpret.statements.clauses import answered_owner, unheard
from pipelines.interpret.statements.frames import EASING
from pipelines.interpret.statements.lexicon import is_member
from pipelines.interpret.statements.objects import object_of, struck, threatened
from pipelines.interpret.statements.parties import NO_TARGET, VICTIMS, WEST, Memory, beside_of, oblique
from pipelines.interpret.statements.replies import provoker, served
from pipelines.interpret.statements.rows import asked_to, owned_list, programme
from pipelines.interpret.statements.sentence import Actor, Sentence


def find_targets(sentence: Sentence, act: Act, memory: Memory) -> list[str]:
    """Targets the sentence names for the sanctions of an act, in the order of the text; empty if it names none."""
    if act.rule == "работа-над-ответом":
        return provoker(sentence, act, [str(sentence.lexicon.grammar["home"])])
    if act.family == "threaten" and sentence.lexicon.grammar.get("genitive_sender"):
        behind = (act.noun_end, act.end)  # `пригрозил A санкциями`, `пригрозил санкциями A`
        dative = [a.code for a in sentence.actors if a.start in behind and a.kind in ("state", "official") and a.code not in ("", "UN")]
        if dative:
            return dative[:1]
    if ordered := _by_order(sentence, act) or _asking_for_its_own(sentence, act):
        return ordered
    if act.family in ("impose", "tighten", "threaten") and (shut := gate(sentence, act)):
        return visitors(sentence, act, shut)
    if act.target in _WHOSE:
        return _WHOSE[act.target](sentence, act)
    if act.family == "delist" and not sentence.lexicon.grammar.get("home") and (off := struck(sentence, act)):
        return off
    found = (
        _whom(sentence, act) or _inside(sentence, act) or _listed(sentence, act) or object_of(sentence, act) or after_noun(sentence, act)
    )
    found = owned_list(sentence, act, found) or programme(sentence, act, found) or found or beside_noun(sentence, act, memory)
    found = unheard(sentence, act, served(sentence, act, found))
    kept = _keeper(sentence, act, found)
    told = _rival(sentence, act, found, memory) or _spared(sentence, act, found) or found
    return [] if kept else told or _pressed(sentence, act) or _emergency(sentence, act) or answered_by(sentence, act.head)


def _from_joiners(sentence: Sentence, act: Act) -> list[str]:
    """`запретил ввоз из стран, которые ввели санкции против A`: on those that have sanctions on the home state."""
    if not sentence.lexicon.grammar.get("home") or act.family not in ("impose", "tighten", "extend"):
        return []
    for i in range(act.head + 1, len(sentence.tokens) - 3):
        behind = i + 1 + (sentence.text(i + 1, i + 2) == ",")
        joins = sentence.tokens[behind].low.startswith(_JOINING) and sentence.has("SANCTION", behind, behind + 7)
        if joins and sentence.tokens[i].low.startswith(("стран", "государств")):
            return [str(sentence.lexicon.grammar["home_targets"])]
    return []


_JOINING = ("котор", "присоединивш", "поддержавш", "поддерживающ", "введш", "вводящ", "применяющ", "наложивш", "соблюдающ")


def _traded(sentence: Sentence, act: Act) -> list[str]:
    """`lets B buy A's oil`, `a licence for trade with A`, `grants A's minister an exemption`: A."""
    pressed = sentence.lexicon.grammar.get("under_pressure", ())
    traded = [c for c in traded_with(sentence, act) if act.family not in EASING or c not in WEST or c in pressed]
    given = [a.code for a in sentence.actors if act.head < a.start < act.end and a.kind == "official" and a.code in pressed]
    return traded or [c for c in after_noun(sentence, act) if c in pressed] or given[:1] or _pressed(sentence, act)


#: How to find whom an act hits that shuts out people, goods or trade.
_WHOSE = {"entry": kept_out, "goods": goods_of, "trade": _traded}


def _by_order(sentence: Sentence, act: Act) -> list[str]:
    """Targets that the order of words tells: whom a threat is put to, who would be answered, whose trade is stopped."""
    if act.family == "threaten" and (hit := threatened(sentence, act)):
        return hit
    if (act.family == "threaten" or act.rule.startswith("введен")) and (answered := _answered(sentence, act)):
        return answered
    return _own_country(sentence, act) or _sources(sentence, act) or answered_owner(sentence, act) or _from_joiners(sentence, act)


def _own_country(sentence: Sentence, act: Act) -> list[str]:
    """`A fordert ein Ende der Sanktionen gegen sein Land`: A (`own_country` of patterns.yaml)."""
    words = [t.low for t in sentence.tokens[act.noun_end + 1 : act.noun_end + 8]]
    if not any(" ".join(pair) in sentence.lexicon.grammar.get("own_country", ()) for pair in pairwise(words)):
        return []
    return [a.code for a in sentence.actors if a.code and a.kind in ("official", "state")][:1]


def _asking_for_its_own(sentence: Sentence, act: Act) -> list[str]:
    """`A urged B to lift the sanctions laid on its bank`, `imposed over its purchase of C's missiles`: A."""
    asked, low = asked_to(sentence, act), max(act.noun_end, act.head)
    own = next((i for i in range(low + 1, min(low + 4, len(sentence.tokens))) if sentence.tokens[i].low in ("its", "their", "his")), None)
    if not asked or act.family not in EASING or own is None or sentence.tokens[own - 1].low not in ("on", "over", "against", "for"):
        return []
    if any(low <= a.start <= own + 2 for a in sentence.actors):
        return []  # `on its ally B`
    return [a.code for a in sentence.actors if a.end <= act.head and a.code not in ("", *asked, *VICTIMS)][:1]


def _sources(sentence: Sentence, act: Act) -> list[str]:
    """`verbietet die Einfuhr von Obst aus A und B`, `das Einfuhrverbot für Obst aus A`: whose trade is stopped (`trade_from`)."""
    words = sentence.lexicon.grammar.get("trade_from", ())
    trade = act.target == "trade" or sentence.tokens[act.noun].low.startswith(tuple(sentence.lexicon.grammar.get("trade_bans", ("-",))))
    for i in range(act.noun + 1, min(max(act.end, act.noun_end) + 14, len(sentence.tokens))) if words and trade else ():
        if sentence.tokens[i].low in words and (codes := chain(sentence, i + 1, sentence.tokens[i].low, True)):
            return codes
    return []


def _whom(sentence: Sentence, act: Act) -> list[str]:
    """`among ten A citizens on whom B slaps bans`: the nearest actor before `on whom`."""
    at = next((i for i in range(act.head - 1, max(act.head - 7, 1), -1) if sentence.tokens[i].low == "whom"), None)
    if at is None or sentence.tokens[at - 1].low not in ("on", "against", "to"):
        return []
    return [a.code for a in reversed(sentence.actors) if at - 7 <= a.start and a.end < at and a.code][:1]


def _keeper(sentence: Sentence, act: Act, found: list[str]) -> bool:
    """`A wants its banks off B's list`: what was found is who keeps the list."""
    keeper = beside_of(sentence, act) if act.family == "delist" else None
    return keeper is not None and keeper.code in WEST and found == [keeper.code]


#: Parts of a state named before it ("in northeast A").
_SIDES = frozenset({"northeast", "northwest", "northern", "southern", "eastern", "western", "government", "the"})


def _pressed(sentence: Sentence, act: Act) -> list[str]:
    """`a licence ... dealings with A's bank`: of an act of easing, the state under pressure that the sentence names."""
    grammar = sentence.lexicon.grammar
    if grammar.get("home") or act.family not in EASING | {"extend"} or "nominal" in act.form:
        return []
    doer = next((a.code for a in sentence.actors if a.end <= act.head and a.kind in ("state", "official") and a.code), "")
    named = [a for a in sentence.actors if a.code in grammar.get("under_pressure", ()) and a.kind in ("thing", "adjective", "state")]
    near = [
        a
        for a in named
        if act.start <= a.start < act.end + 26 and a.code != doer and a.code not in asked_to(sentence, act)
        if a.kind != "state" or oblique(sentence, a) or sentence.tokens[a.start - 1].low in _SIDES
    ]
    return [a.code for a in near or [a for a in named if a.end <= act.start and a.kind != "state"]][:1]


def _emergency(sentence: Sentence, act: Act) -> list[str]:
    """`the emergency declared in order 1 (Persons Associated With A) continues`: the state its order names."""
    if "EMERGENCY" not in sentence.tags[act.noun] or sentence.lexicon.language != "en" or act.family == "impose":
        return []
    return [a.code for a in sentence.actors if act.noun_end <= a.start and a.code and a.code not in WEST | NO_TARGET | VICTIMS][:1]


def _spared(sentence: Sentence, act: Act, found: list[str]) -> list[str]:
    """`sanctions on German insurers of A's pipeline are waived`: the state under pressure, not the friend that is spared."""
    friend = len(found) == 1 and act.family in EASING and (found[0] in WEST or is_member(found[0], "EU", None))
    if not friend or sentence.lexicon.grammar.get("home"):
        return []
    pressed = sentence.lexicon.grammar.get("under_pressure", ())
    near = [a for a in sentence.actors if a.code in pressed and act.start < a.start < act.end + 12]
    return [a.code for a in near if a.kind in ("thing", "adjective") or (a.kind == "state" and oblique(sentence, a))][:1]


def _rival(sentence: Sentence, act: Act, found: list[str], memory: Memory) -> list[str]:
    """`A's decree ends the ban on package tours from A to B`: of a state that lifts a ban of its own, the one it stood against."""
    grammar = sentence.lexicon.grammar
    if grammar.get("home") or "weak" not in act.form or act.family not in ("lift", "ease", "suspend", "extend", "license", "maintain"):
        return []
    before = [a for a in sentence.actors if a.end <= act.head and a.kind in ("state", "official") and a.code]
    beside = before and act.head - before[-1].end <= 3 and sentence.tokens[before[-1].start - 1].low not in grammar["oblique"]
    doer = before[-1] if beside else next((a for a in reversed(before) if not oblique(sentence, a)), before[0] if before else None)
    if doer is None or (found and found != [doer.code]) or sentence.has("ASK", doer.end, act.head):
        return []
    rivals = grammar.get("opponents", {}).get(doer.code, ())
    near = sorted((a for a in sentence.actors if a.code in rivals and a.kind != "official"), key=lambda a: a.end <= act.head)
    return [*(a.code for a in near), *(c for c in reversed(memory.states) if c in rivals)][:1]


def _inside(sentence: Sentence, act: Act) -> list[str]:
    """`relief for A`, `the list of A's firms`: a state inside the words that name the sanctions."""
    return [a.code for a in sentence.actors if act.noun < a.start and a.end <= act.noun_end and a.code and a.code not in WEST | NO_TARGET][
        :1
    ]


def _listed(sentence: Sentence, act: Act) -> list[str]:
    """`off the Russia sanctions list`, `its list over Ukraine`: the state a list is named for, before those who stand on it."""
    if "LIST" not in sentence.tags[act.noun]:
        return []
    if behind := entered(sentence, act):
        return behind
    beside = beside_of(sentence, act)
    own = beside is not None and (beside.code == sentence.lexicon.grammar.get("home") or own_ban(sentence, act, beside))
    if beside and beside.code not in WEST | NO_TARGET and not is_member(beside.code, "EU", None) and not own:
        return [beside.code]
    over = sentence.text(act.noun_end, act.noun_end + 1).lower() == "over"
    return [c for c in chain(sentence, act.noun_end + 1, "over", True) if c not in NO_TARGET] if over else []


def _answered(sentence: Sentence, act: Act) -> list[str]:
    """`A will answer if B does so`, `If B does so A will answer`: the countermeasures of A hit B, the subject of the condition."""
    countering = sentence.has("COUNTER", act.head, max(act.end, act.noun_end) + 1) or act.rule.startswith(("ответ", "готов-к-ответу"))
    if not (countering or sentence.tokens[act.head].low.startswith("ответ")) or not sentence.lexicon.grammar.get("home"):
        return []
    if told := _provoking(sentence, act):
        return [told]
    condition = sentence.first("IF", max(act.head, act.noun), act.end + 12)
    doer = actor_before(sentence, act)
    if condition is None:
        owners = (a for a in sentence.actors if a.start > act.head and a.code not in ("", doer))
        return [a.code for a in owners if act.rule.startswith("ответит-на-санкции") and _beside_sanctions(sentence, a)][:1]
    return [a.code for a in sentence.actors if a.start > condition and a.code and a.code != doer and a.kind != "adjective"][:1]


def _provoking(sentence: Sentence, act: Act) -> str | None:
    """The subject of a condition that stands before an answer and is parted from it by a comma."""
    condition = sentence.last("IF", 0, act.head)
    if condition is None:
        return None
    before = (a for a in sentence.actors if condition < a.start and a.code and a.kind in ("state", "official") and not oblique(sentence, a))
    return next((a.code for a in before if sentence.comma(a.end, act.head) and not sentence.comma(condition, a.start)), None)


def _beside_sanctions(sentence: Sentence, actor: Actor) -> bool:
    """`санкции A`, `A's sanctions`: whose the measures are."""
    return sentence.has("SANCTION", actor.end, actor.end + 1) or sentence.has("SANCTION", actor.start - 2, actor.start)
