"""Objects: whom an act hits, as the object or the subject of its verb.

What belongs here: targets read off the verb. What does not: targets read off the noun (`targets.py`).
"""

from __future__ import annotations

from pipelines.interpret.statements.acts import Act
from pipelines.interpret.statements.bans import (
    actor_before,
    barred,
    from_source,
    written_in,
)
from pipelines.interpret.statements.beside import after_noun
from pipelines.interpret.statements.chains import chain
from pipelines.interpret.statements.lexicon import is_member
from pipelines.interpret.statements.parties import NO_TARGET, VICTIMS, WEST, asked, oblique, owner
from pipelines.interpret.statements.replies import decreed_at_home
from pipelines.interpret.statements.rows import not_hit, passive, row_of, says, subject_row
from pipelines.interpret.statements.sentence import Actor, Sentence


def before_noun(sentence: Sentence, act: Act) -> list[str]:
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


def abroad(sentence: Sentence, act: Act) -> list[str]:
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


def by_construction(sentence: Sentence, act: Act) -> list[str]:
    """Where the pattern itself says that the target stands (`target:` of patterns.yaml), or the voice of the verb does."""
    subject = before_noun(sentence, act) if act.target in ("", "subject") or passive(sentence, act) else []
    if act.target in ("", "subject"):
        return subject
    if act.target == "abroad":
        strong = sentence.lexicon.grammar.get("strong_target", ())
        against = any(t.low in strong for t in sentence.tokens[act.noun_end : act.noun_end + 3])
        on = after_noun(sentence, act) if against or sentence.text(act.noun_end, act.noun_end + 1) == "на" else []
        known = (sentence.lexicon.grammar.get("home"), actor_before(sentence, act))
        others = on if against else [c for c in on if c not in known]
        return others or abroad(sentence, act)
    if act.target == "object":
        if act.rule in ("bars-from-doing", "bars-own-people", "bans-from-skies", "bans-named-from-skies", "they-ban-from-skies"):
            return barred(sentence, act)
        if by_whom(sentence, act) or (passive(sentence, act) and act.rule in LISTS_OF_SENDER):
            return before_noun(sentence, act)
        if sentence.lexicon.language == "ru" and "LIST" in sentence.tags[act.noun] and "DESIGNATE" in sentence.tags[act.head]:
            return written_in(sentence, act) or subject
        high = act.noun if act.noun > act.head + 1 else act.head + 22
        row = subject or row_of(sentence, _behind_subject(sentence, act), high, not_hit(sentence, act))
        return [c for c in row if c not in WEST] if act.rule == "adds-to-lists" and actor_before(sentence, act) in WEST else row
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
LISTS_OF_SENDER = frozenset({"put-under", "added-to-sanctions", "added-to-list"})


def _behind_subject(sentence: Sentence, act: Act) -> int:
    """Where the object can begin: behind a subject that follows its verb (`Mit B belegen die A weitere Firmen mit ...`)."""
    low = sentence.clause_start(act.head, 30)
    named = [a for a in sentence.actors if low <= a.start and a.code and a.kind in ("state", "official") and not oblique(sentence, a)]
    subject = next((a for a in named if act.head < a.start <= act.head + 3), None)
    before = any(a.end <= act.head for a in named) or not sentence.lexicon.grammar.get("verb_last")
    return act.head + 1 if before or subject is None else subject.end


def _put_on_list(sentence: Sentence, act: Act) -> list[str]:
    """`A hat elf weitere B-Firmen auf seine Liste gesetzt`: where the verb stands last, who is named between the doer and the list."""
    if not sentence.lexicon.grammar.get("verb_last") or act.noun > act.head:
        return []
    named = [a for a in sentence.actors if sentence.clause_start(act.head, 40) <= a.start and a.end <= act.noun and a.code]
    doer = next((a for a in named if a.kind in ("state", "official") and not oblique(sentence, a)), None)
    return row_of(sentence, doer.end, act.noun, not_hit(sentence, act)) if doer and named[-1] != doer else []


AUXILIARIES = frozenset({"hat", "hatte", "haben", "hatten", "will", "wird"})


def threatened(sentence: Sentence, act: Act) -> list[str]:
    """`droht die A B mit Sanktionen`, `hat A dem B gedroht`: of two before the noun the dative, else the second."""
    if not sentence.lexicon.grammar.get("verb_last"):
        return []
    grammar, low, high = sentence.lexicon.grammar, sentence.clause_start(act.start, 24), max(act.noun, act.start + 1)
    near = [a for a in sentence.actors if low <= a.start and a.end <= high and a.code and a.kind in ("state", "official")]
    ends = {a: max((b.end for b in sentence.actors if b.end <= a.start), default=0) for a in near}
    before = {a: [t.low for t in sentence.tokens[max(a.start - 2, ends[a]) : a.start]] for a in near}
    preps, articles = set(grammar.get("oblique", ())), grammar.get("object_articles", ())
    near = [a for a in near if not set(before[a]) & preps or before[a][-1] in articles]
    helper = next((i for i in range(high - 1, low - 1, -1) if sentence.tokens[i].low in AUXILIARIES), None)
    behind = [a for a in near if helper is not None and a.start > helper]
    if len(behind) == 1 and len(near) > 2:
        return [behind[0].code]  # `A lobte B - hatte aber auch C mit Sanktionen gedroht`
    dative = [a.code for a in near if before[a][-1:] in (["dem"], ["den"], ["einem"])]
    return dative[:1] or [a.code for a in near[1:2] if a.code != near[0].code]


def struck(sentence: Sentence, act: Act) -> list[str]:
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


def facing(sentence: Sentence, act: Act) -> list[str]:
    """`A faces sanctions`, `B gives A a month, or else it will face sanctions`: A."""
    facing = [a for a in sentence.actors if a.end <= act.head and a.code and a.code not in VICTIMS]
    owners = [a for a in facing if sentence.text(a.end, a.end + 1) in ("'s", "’s") or oblique(sentence, a)]
    codes = [a.code for a in [a for a in facing if a not in owners and not owner(sentence, a)] or facing][-1:]
    return [a.code for a in facing if a.code not in WEST | NO_TARGET][-1:] if codes and codes[0] in WEST else codes


def object_of(sentence: Sentence, act: Act) -> list[str]:
    """`threatens A with sanctions`, `sanctions A` (verb), `adds A's ministers to the list`."""
    if ("LIST" in sentence.tags[act.noun] or act.target == "object") and (names := _put_on_list(sentence, act)):
        return names
    if act.target or ((act.noun == act.head or act.rule in ("added-to-list", "target-with")) and passive(sentence, act)):
        return by_construction(sentence, act)
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
        closed = sentence.tokens[act.end - 1].low in _CLOSED
        low, high = _behind_entry(sentence, act) if closed and not any(low <= a.start < high for a in sentence.actors) else (low, high)
    if act.rule == "bans-trade":
        sources = [i for i in range(low, min(high, len(sentence.tokens))) if sentence.tokens[i].low in ("from", "of")]
        return next((c for i in sources if (c := chain(sentence, i + 1, "from", True))), [])
    unhit = not_hit(sentence, act)
    codes = row_of(sentence, low, high, unhit) or [a.code for a in sentence.actors if low <= a.start < high and a.code]
    if act.family == "threaten" and sentence.has("IF", low, high):  # `options are on the table if A is attacked`
        codes = [c for c in codes if c not in VICTIMS]
    if act.rule == "faces":
        codes = facing(sentence, act)
    rowed = act.rule in ("sanction-verb", "freezes-assets", "bans-entry", "tours-stopped")
    return [c for c in codes if c not in unhit][: 6 if rowed else 1] or (codes[:1] if act.rule == "расширил-список" else [])


def _behind_entry(sentence: Sentence, act: Act) -> tuple[int, int]:
    """`has barred from entry nine B officials in reply to ...`, `bans entry to 29 Bs over ...`: where they stand, before the reason."""
    low = act.end
    for i in range(low, min(low + 12, len(sentence.tokens))):
        reason = sentence.tokens[i].low == "in" and sentence.text(i + 1, i + 2).lower() in _ANSWERS
        if reason or "CAUSE" in sentence.tags[i] or sentence.tokens[i].text in ",;":
            return low, i
    return low, low + 12


_CLOSED = frozenset({"entry", "to", "territory", "soil", "shores", "mainland"})
_ANSWERS = frozenset({"response", "reply", "retaliation", "answer", "return", "protest", "reaction"})


def by_whom(sentence: Sentence, act: Act) -> Actor | None:
    """`внесены Минфином США`: the doer right behind a Russian passive."""
    head = sentence.tokens[act.head].low
    if sentence.lexicon.language != "ru" or not head.endswith(("ен", "ена", "ено", "ены", "ята", "яты", "ято", "ят")):
        return None
    doer = next((a for a in sentence.actors if a.start == act.head + 1 and a.code and a.kind in ("state", "official")), None)
    word = sentence.tokens[doer.start].low if doer else ""
    return doer if word.endswith(("ом", "ем", "ей", "ами")) else None
