"""Targets: on whom the sanctions of an act are.

What belongs here: reading targets off a sentence. What does not: senders (`senders.py`), assumptions (`parties.py`).
"""

from __future__ import annotations

from pipelines.interpret.statements.acts import Act
from pipelines.interpret.statements.bans import (
    actor_before,
    barred,
    entered,
    from_source,
    gate,
    goods_of,
    kept_out,
    traded_with,
    visitors,
    written_in,
)
from pipelines.interpret.statements.chains import chain
from pipelines.interpret.statements.frames import EASING
from pipelines.interpret.statements.lexicon import is_member
from pipelines.interpret.statements.parties import NO_TARGET, VICTIMS, WEST, Memory, asked, beside_of, oblique, owner
from pipelines.interpret.statements.replies import decreed_at_home, on_home, provoker, served
from pipelines.interpret.statements.rows import asked_to, not_hit, owned_list, passive, programme, row_of, says, subject_row
from pipelines.interpret.statements.sentence import Actor, Sentence

#: Words whose preposition leads to the victim ("its attack on A").
_ATTACKS = frozenset({"attack", "attacks", "war", "assault", "invasion", "aggression", "strikes", "assaults", "pressure", "advance"})


def find_targets(sentence: Sentence, act: Act, memory: Memory) -> list[str]:
    """Targets the sentence names for the sanctions of an act, in the order of the text; empty if it names none."""
    if act.rule == "работа-над-ответом":
        return provoker(sentence, act, [str(sentence.lexicon.grammar["home"])])
    if act.family == "threaten" and sentence.lexicon.grammar.get("genitive_sender"):
        behind = (act.noun_end, act.end)  # `пригрозил A санкциями`, `пригрозил санкциями A`
        dative = [a.code for a in sentence.actors if a.start in behind and a.kind in ("state", "official") and a.code not in ("", "UN")]
        if dative:
            return dative[:1]
    if (act.family == "threaten" or act.rule.startswith("введен")) and (answered := _answered(sentence, act)):
        return answered
    if act.family in ("impose", "tighten", "threaten") and (shut := gate(sentence, act)):
        return visitors(sentence, act, shut)
    if act.target == "entry":
        return kept_out(sentence, act)
    if act.target == "goods":
        return goods_of(sentence, act)
    if act.target == "trade":
        pressed = sentence.lexicon.grammar.get("under_pressure", ())
        traded = [c for c in traded_with(sentence, act) if act.family not in EASING or c not in WEST or c in pressed]
        return traded or [c for c in _after_noun(sentence, act) if c in pressed] or _pressed(sentence, act)
    if act.family == "delist" and not sentence.lexicon.grammar.get("home") and (struck := _struck(sentence, act)):
        return struck
    found = _whom(sentence, act) or _inside(sentence, act) or _listed(sentence, act) or _object(sentence, act) or _after_noun(sentence, act)
    found = owned_list(sentence, act, found) or programme(sentence, act, found) or found or _beside_noun(sentence, act, memory)
    found = served(sentence, act, found)
    kept = _keeper(sentence, act, found)
    told = _rival(sentence, act, found, memory) or _spared(sentence, act, found) or found
    return [] if kept else told or _pressed(sentence, act) or _emergency(sentence, act)


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
    own = beside is not None and (beside.code == sentence.lexicon.grammar.get("home") or _own_ban(sentence, act, beside))
    if beside and beside.code not in WEST | NO_TARGET and not is_member(beside.code, "EU", None) and not own:
        return [beside.code]
    over = sentence.text(act.noun_end, act.noun_end + 1).lower() == "over"
    return [c for c in chain(sentence, act.noun_end + 1, "over", True) if c not in NO_TARGET] if over else []


def _answered(sentence: Sentence, act: Act) -> list[str]:
    """`A will answer if B does so`: the countermeasures of A hit B, the subject of the condition."""
    countering = sentence.has("COUNTER", act.head, max(act.end, act.noun_end) + 1) or sentence.tokens[act.head].low.startswith("ответ")
    if not countering:
        return []
    condition = sentence.first("IF", max(act.head, act.noun), act.end + 12)
    if condition is None or not sentence.lexicon.grammar.get("home"):
        return []
    doer = actor_before(sentence, act)
    return [a.code for a in sentence.actors if a.start > condition and a.code and a.code != doer and a.kind != "adjective"][:1]


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
    return weak or _between(sentence, act, strong | (lifting if act.family in EASING else set())) or _opening(sentence, act, strong)


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


def _opening(sentence: Sentence, act: Act, strong: set[str]) -> list[str]:
    """`В отношении чиновников A введены санкции`: the target opens a Russian clause."""
    low = sentence.clause_start(act.start)
    at = next((i for i in range(low, min(low + 3, act.start)) if sentence.tokens[i].low in strong), None)
    if at is None or not sentence.lexicon.grammar.get("home") or sentence.comma(at, act.start):
        return []
    return [c for c in chain(sentence, at + 1, sentence.tokens[at].low, True) if c not in NO_TARGET - {"EU"}]


def _between(sentence: Sentence, act: Act, strong: set[str]) -> list[str]:
    """`imposed against A new sanctions`: the target between verb and noun."""
    for i in range(act.head + 1, act.noun):
        if sentence.tokens[i].low in strong:
            return [c for c in chain(sentence, i + 1, sentence.tokens[i].low, True) if c not in NO_TARGET]
    return []


def _beside_noun(sentence: Sentence, act: Act, memory: Memory) -> list[str]:
    """`Iran sanctions`, `Russian sanctions`, `anti-Russian sanctions`: a state right before the noun that is not the sender."""
    beside = beside_of(sentence, act)
    before = (m for m in sentence.mentions if m.end == act.noun)
    against = next((m.code for m in before if sentence.text(m.start - 2, m.start).lower() == "anti-"), None)
    if against and beside is None:
        return [against]
    if beside is not None and beside.kind == "adjective" and act.family in EASING and (wisher := _wisher(sentence, act, beside)):
        return [wisher]
    if beside is not None and (on_home(sentence, act, beside) or _on_rival(sentence, act, beside)):
        return [beside.code]
    if (
        beside is None
        or beside.code in NO_TARGET
        or beside.code in memory.senders
        or _own_ban(sentence, act, beside)
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


def by_whom(sentence: Sentence, act: Act) -> Actor | None:
    """`внесены Минфином США`: the doer right behind a Russian passive."""
    head = sentence.tokens[act.head].low
    if sentence.lexicon.language != "ru" or not head.endswith(("ен", "ена", "ено", "ены", "ята", "яты", "ято", "ят")):
        return None
    doer = next((a for a in sentence.actors if a.start == act.head + 1 and a.code and a.kind in ("state", "official")), None)
    word = sentence.tokens[doer.start].low if doer else ""
    return doer if word.endswith(("ом", "ем", "ей", "ами")) else None


def _before(sentence: Sentence, act: Act) -> list[str]:
    """`A's banks were sanctioned by B`: the nearest actor before the verb."""
    low = sentence.clause_start(act.head, 25)
    agent = sentence.text(act.head + 1, act.head + 2).lower() == "by" and next((a for a in sentence.actors if a.start > act.head + 1), None)
    foreign = agent and agent.code not in WEST | NO_TARGET | VICTIMS and not is_member(agent.code, "EU", None)
    unhit = NO_TARGET - {"EU", "XX"} if foreign else NO_TARGET
    found = [a for a in sentence.actors if low <= a.start and a.end <= act.head and a.code and a.code not in unhit]
    if decreed_at_home(sentence, act):
        own = (NO_TARGET - {"EU", "XX"}) | {str(sentence.lexicon.grammar["home"])}
        found = [a for a in sentence.actors if low <= a.start and a.end <= act.head and a.code and a.code not in own]
    if act.start < act.head and sentence.tokens[act.start].low in ("have", "has", "had", "having", "see", "sees", "saw"):
        # `A's ministers have their American assets frozen`
        found = [a for a in found if a.end <= act.start] or found
    relative = next((i for i in range(act.start - 1, low, -1) if sentence.tokens[i].low in ("who", "which", "whose")), None)
    if relative is not None and sentence.lexicon.language == "en":  # `officials of A who probe B's troops will ...`
        found = [a for a in found if a.end <= relative] or found
    if act.family == "threaten":  # `if A backs B's war, they will face consequences`
        found = [a for a in found if not owner(sentence, a)] or found
    return subject_row(sentence, found)


def _abroad(sentence: Sentence, act: Act) -> list[str]:
    """Bans on trade and travel hit the other state, on whichever side of the verb: `A bans imports from B`, `B hopes A lifts the ban`."""
    home = sentence.lexicon.grammar.get("home")
    unhit, told = not_hit(sentence, act), asked(sentence, act)
    states = [a for a in sentence.actors if a.code and a.code not in unhit and a.kind != "outsider" and a != told]
    states = [a for a in states if not says(sentence, a)]
    west = sentence.lexicon.grammar.get("sender_adjectives", ())
    states = [a for a in states if not (a.kind == "adjective" and a.end == act.noun > act.head and a.code in west)]
    if home and not any(a.code == home for a in sentence.actors):
        states = [a for a in states if a.code not in VICTIMS]
    before, after = [a for a in states if a.end <= act.head], [a for a in states if a.end > act.head]
    if before and before[-1].kind in ("state", "official") and not oblique(sentence, before[-1]):
        after = [a for a in after if a.kind != "adjective" or a.code != before[-1].code]
    foreign = [a.code for a in (*after, *reversed(before)) if a.code != home]
    acting = any(a.end <= act.head and a.kind in ("state", "official") and a.code and not oblique(sentence, a) for a in sentence.actors)
    hit = [
        a.code
        for a in after
        if a.code == home
        and (a.kind != "official" or sentence.tokens[a.start - 1].low in sentence.lexicon.grammar.get("not_asked", ()))
        and a.end != act.noun
        and not sentence.has("IF", act.head, a.start)
        and (acting or sentence.tokens[a.start - 1].low not in sentence.lexicon.grammar.get("into", ()))
    ]
    by_other = bool(before) and before[-1].code != home and actor_before(sentence, act) != home
    if hit and (not foreign or (by_other and foreign[:1] == [before[-1].code])):
        return hit[:1]
    first = next((a for a in after if a.code != home), None)
    row = row_of(sentence, first.start, len(sentence.tokens), unhit) if first else []
    return [c for c in row if c != home] if row[:1] == foreign[:1] else foreign[:1]


def _told(sentence: Sentence, act: Act) -> list[str]:
    """Where the pattern itself says that the target stands (`target:` of patterns.yaml), or the voice of the verb does."""
    subject = _before(sentence, act) if act.target in ("", "subject") or passive(sentence, act) else []
    if act.target in ("", "subject"):
        return subject
    if act.target == "abroad":
        strong = sentence.lexicon.grammar.get("strong_target", ())
        against = any(t.low in strong for t in sentence.tokens[act.noun_end : act.noun_end + 3])
        on = _after_noun(sentence, act) if against or sentence.text(act.noun_end, act.noun_end + 1) == "на" else []
        known = (sentence.lexicon.grammar.get("home"), actor_before(sentence, act))
        others = on if against else [c for c in on if c not in known]
        return others or _abroad(sentence, act)
    if act.target == "object":
        if act.rule == "bars-from-doing":
            return barred(sentence, act)
        if by_whom(sentence, act) or (passive(sentence, act) and act.rule in _LISTS_OF_SENDER):
            return _before(sentence, act)
        if sentence.lexicon.language == "ru" and "LIST" in sentence.tags[act.noun] and "DESIGNATE" in sentence.tags[act.head]:
            return written_in(sentence, act) or subject
        return subject or row_of(sentence, act.head + 1, act.noun if act.noun > act.head + 1 else act.head + 22, not_hit(sentence, act))
    beside = next((a for a in sentence.actors if act.head < a.start <= act.head + 3), None)
    if beside and beside.kind == "adjective" and beside.code in ("XX", "EU"):
        return [beside.code]
    if beside and beside.kind == "state" and beside.code not in WEST and sentence.text(beside.end, beside.end + 1) == "from":
        return [beside.code]
    chained = from_source(sentence, act)
    if chained:
        return chained
    hit = [c for c in row_of(sentence, act.head + 1, act.end + 8) if c not in WEST]
    far = [a.code for a in sentence.actors if act.head < a.start < act.end + 30 and a.code and a.code not in WEST | NO_TARGET]
    return hit or far[:1] or subject


#: Rules whose noun names the sender's own sanctions ("was put under U.S. sanctions").
_LISTS_OF_SENDER = frozenset({"put-under", "added-to-sanctions", "added-to-list"})


def _struck(sentence: Sentence, act: Act) -> list[str]:
    """`takes A's banks off the list`: the programme where the list names it (`the Russia sanctions list`), else whose names they are.

    Where a name comes with several states ("the Finnish-registered ship of a Russian") the one under pressure counts.
    """
    listed = [a for a in sentence.actors if act.head < a.start and a.start < act.noun_end + 8 and a.code and a.code not in WEST | NO_TARGET]
    programme = [
        a.code
        for a in listed
        if (act.noun - 2 <= a.start < act.noun_end + 3 or sentence.tokens[a.start - 1].low in ("over", "for", "its"))
        and sentence.text(a.end, a.end + 1) not in ("'s", "’s")
        and sentence.tokens[a.start - 1].low != "in"
    ]
    low, high = (0, act.head) if passive(sentence, act) or act.target == "subject" else (act.head + 1, max(act.noun, act.end - 1))
    within = [a for a in sentence.actors if low <= a.start and a.end <= high and a.code and a.code not in NO_TARGET]
    names = [a.code for a in within if a.code not in WEST or act.noun - a.end not in (0, 1)]  # `B's list`
    pressed = sentence.lexicon.grammar.get("under_pressure", ())
    return (programme or [c for c in names if c in pressed] or names)[:1]


def _facing(sentence: Sentence, act: Act) -> list[str]:
    """`A faces sanctions`, `B gives A a month, or else it will face sanctions`: A."""
    facing = [a for a in sentence.actors if a.end <= act.head and a.code and a.code not in VICTIMS]
    owners = [a for a in facing if sentence.text(a.end, a.end + 1) in ("'s", "’s") or oblique(sentence, a)]
    codes = [a.code for a in [a for a in facing if a not in owners and not owner(sentence, a)] or facing][-1:]
    return [a.code for a in facing if a.code not in WEST | NO_TARGET][-1:] if codes and codes[0] in WEST else codes


def _object(sentence: Sentence, act: Act) -> list[str]:
    """`threatens A with sanctions`, `sanctions A` (verb), `adds A's ministers to the list`."""
    if act.target or ((act.noun == act.head or act.rule in ("added-to-list", "target-with")) and passive(sentence, act)):
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
        of = act.rule == "freezes-assets" and bool(row_of(sentence, act.end, act.end + 8))  # `freezes the A assets of B's ministers`
        low, high = act.end if of else act.head + 1, act.head + 20
    elif act.family == "threaten" and act.noun > act.head:
        low, high = act.head + 1, act.noun
    elif act.rule not in ("added-to-list", "target-with", "delist-from-list", "delist-off-list", "delist-off-sanctions"):
        return []
    if act.rule == "bans-entry":
        high = act.end + (8 if sentence.text(act.end, act.end + 1).lower() in ("to", "for") else 0)
    if act.rule == "bans-trade":
        sources = [i for i in range(low, min(high, len(sentence.tokens))) if sentence.tokens[i].low in ("from", "of")]
        return next((c for i in sources if (c := chain(sentence, i + 1, "from", True))), [])
    unhit = not_hit(sentence, act)
    codes = row_of(sentence, low, high, unhit) or [a.code for a in sentence.actors if low <= a.start < high and a.code]
    if act.family == "threaten" and sentence.has("IF", low, high):  # `options are on the table if A is attacked`
        codes = [c for c in codes if c not in VICTIMS]
    if act.rule == "faces":
        codes = _facing(sentence, act)
    rowed = act.rule in ("sanction-verb", "freezes-assets", "bans-entry", "tours-stopped")
    return [c for c in codes if c not in unhit][: 6 if rowed else 1] or (codes[:1] if act.rule == "расширил-список" else [])
