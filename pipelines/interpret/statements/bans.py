"""Bans on goods, flights and entry: on whom they are, read off who is kept out, whose goods stay away, whose border shuts.

What belongs here: targets of acts whose noun is no sanction but a border, a visa, a flight, goods. What does not: other
targets (`targets.py`).
"""

from __future__ import annotations

from pipelines.interpret.statements.acts import Act
from pipelines.interpret.statements.chains import chain
from pipelines.interpret.statements.frames import HARDENING
from pipelines.interpret.statements.lexicon import is_member
from pipelines.interpret.statements.parties import NO_TARGET, WEST, oblique
from pipelines.interpret.statements.rows import SOURCE, not_hit, passive, row_of, says
from pipelines.interpret.statements.sentence import Actor, Sentence


def entered(sentence: Sentence, act: Act) -> list[str]:
    """`в список A внесены министры B`: the list of A before the verb, the people of B behind it."""
    entered = tuple(sentence.lexicon.grammar.get("entered", ()))
    if not entered or act.family not in HARDENING or act.noun > act.head or not sentence.tokens[act.head].low.endswith(entered):
        return []
    owners = [a for a in sentence.actors if act.start <= a.end <= act.head and a.code]
    people = [a for a in sentence.actors if act.head < a.start <= act.head + 8 and a.code not in ("", *NO_TARGET)]
    people = [a for a in people if not _tells(sentence, a)]
    return [people[0].code] if owners and people and people[0].code != owners[0].code and people[0].kind != "thing" else []


def _tells(sentence: Sentence, actor: Actor) -> bool:
    """`..., допустил A`: an official right behind a comma and a verb in the past tells it."""
    verb, done = sentence.text(actor.start - 1, actor.start).lower(), tuple(sentence.lexicon.grammar.get("verb_done", ("-",)))
    behind = sentence.text(actor.start - 2, actor.start - 1) == ","
    return says(sentence, actor) or (actor.kind == "official" and verb.endswith(done) and behind)


def barred(sentence: Sentence, act: Act) -> list[str]:
    """`A bars B's ships from landing`: B; `A bars its banks from buying B's bonds`: B too, not the banks of A."""
    barring = actor_before(sentence, act)
    hit = [a.code for a in sentence.actors if act.head < a.start < act.end + 16 and a.code not in ("", barring, *NO_TARGET)]
    bound = {a.code for a in sentence.actors if a.kind == "adjective" and act.head < a.start <= act.head + 2}
    if barring in WEST | {""}:
        hit = [c for c in hit if c not in WEST & bound]
    return [c for c in hit if c not in WEST][:1] or hit[:1]


def gate(sentence: Sentence, act: Act) -> Actor | None:
    """The state an entry ban closes, named right behind the word for entry ("въезд в РФ")."""
    into = sentence.lexicon.grammar.get("into", ())
    low, high = min(act.start, act.noun, act.head) - 12, max(act.end, act.noun_end) + 12
    for i in (i for i in range(max(low, 0), min(high, len(sentence.tokens))) if "CHANNEL" in sentence.tags[i]):
        for at in range(i + 1, i + 3):
            if sentence.text(at, at + 1).lower() in into:
                return next((a for a in sentence.actors if at < a.start <= at + 2 and a.code and a.kind in ("state", "adjective")), None)
    return None


def visitors(sentence: Sentence, act: Act, shut: Actor) -> list[str]:
    """Whom a closed border keeps out: the other states of the sentence, those behind the ban first, not the cause of it."""
    others = [
        a
        for a in sentence.actors
        if a.code not in ("", "XX", shut.code) and a.kind != "outsider" and not says(sentence, a) and not _blamed(sentence, a)
    ]
    behind = [a.code for a in others if a.start > shut.start and a.start > act.head]
    codes = dict.fromkeys(behind or [a.code for a in others if a.end <= shut.start])
    union = [c for c in codes if c == "EU" or not (is_member(c, "EU", None) and "EU" in codes)]
    return union[:3]


def _blamed(sentence: Sentence, actor: Actor) -> bool:
    """Whether a word of cause stands up to four words before an actor with no comma between."""
    cause = sentence.last("CAUSE", actor.start - 5, actor.start)
    return cause is not None and not sentence.comma(cause, actor.start)


def traded_with(sentence: Sentence, act: Act) -> list[str]:
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


def from_source(sentence: Sentence, act: Act) -> list[str]:
    """`bans imports of food from A`: the states behind the first preposition that leads to any but the one acting; `from` leads."""
    own = actor_before(sentence, act)
    places = [i for i in range(act.head + 1, min(act.end + 20, len(sentence.tokens))) if sentence.tokens[i].low in SOURCE]
    to = act.rule == "halts-exports-of"  # `halts exports of arms that could be used in A to B`
    for i in sorted(places, key=lambda i: (sentence.tokens[i].low != "from", to and sentence.tokens[i].low != "to", i)):
        foreign = act.rule != "freeze-assets-2" or (own and own not in WEST | NO_TARGET and not is_member(own, "EU", None))
        found = [c for c in chain(sentence, i + 1, "from", True) if c != own and (c not in WEST or foreign)]
        if found:
            return found
    if any(t.low == "country" for t in sentence.tokens[act.head : act.end + 6]):
        named = [a.code for a in sentence.actors if a.end <= act.head and a.code not in ("", own) and a.kind == "state"]
        others = [c for c in named if not own or c != named[0]] or named
        return others[-1:]
    return []


def actor_before(sentence: Sentence, act: Act) -> str:
    """Code of the state or official nearest before the verb of an act, empty if none."""
    low = sentence.clause_start(act.head, 25)
    before = (a for a in reversed(sentence.actors) if low <= a.start and a.end <= act.head and a.kind in ("state", "official"))
    return next((a.code for a in before if a.code and not oblique(sentence, a)), "")


def closed(sentence: Sentence, act: Act) -> Actor | None:
    """The state that an act of `target: entry` closes ("from Russia", "into the EU"); who speaks where it says `the country`."""
    states = [
        a
        for a in sentence.actors
        if a.start > act.start and a.code and (a.kind == "state" or sentence.text(a.end, a.end + 1).lower() == "территорию")
    ]
    host = next((a for a in states if any(t.low in _INTO for t in sentence.tokens[max(a.start - 2, 0) : a.start])), None)
    host = host or next((a for a in states if sentence.text(a.end, a.end + 1).lower() == "территорию"), None)
    if host is None:  # `kept out of the EU`
        host = next((a for a in states if "out of" in sentence.text(max(a.start - 3, 0), a.start).lower()), None)
    if act.rule == "barred-from" and host is not None and host.start > act.end + 1:
        host = None
    if act.rule == "barred-from" and sentence.text(act.end, act.end + 1).lower() in ("its", "their") and not passive(sentence, act):
        host = next((a for a in sentence.actors if a.code and a.end <= act.head), None)  # `A barred B from its territory`
    if act.rule == "barred-from" and host is not None and _goods_of(sentence, act, host):
        doer = actor_before(sentence, act)
        host = next((a for a in sentence.actors if a.code == doer != "" and a.end <= act.head), host)  # `A banned cars from B`
    if act.rule.startswith("barred-from") and host is None:  # `barred from contracts in A`
        host = next((a for a in states if sentence.tokens[a.start - 1].low == "in" and a.start <= act.end + 8), None)
    if host is None and any(t.low in ("country", "страну") for t in sentence.tokens[act.head : act.end + 4]):
        if act.rule == "barred-from-country" and passive(sentence, act):  # `B's lawmaker was barred from the country, A said`
            return next((a for a in sentence.actors if a.code and a.start > act.end), None)
        return next((a for a in sentence.actors if a.code and a.end <= act.head), None)
    return host


def _goods_of(sentence: Sentence, act: Act, host: Actor) -> bool:
    """`A banned cars from B`, where `A barred C's boxers from B` and `X was barred from B` speak of people."""
    between = range(act.head + 1, host.start)
    people = any(a.start in between for a in sentence.actors) or any(
        "NAMED" in sentence.tags[i] or sentence.tokens[i].low in ("him", "her", "them") or sentence.tokens[i].capital for i in between
    )
    barred = sentence.tokens[act.head - 1].text == "," or any("BE" in tags for tags in sentence.tags[max(act.head - 5, 0) : act.head])
    return bool(between) and sentence.tokens[act.head + 1].low != "from" and not barred and not people


#: Words before the state that people are kept out of.
_INTO = frozenset({"from", "into", "entering", "to", "enter", "visiting", "visit", "unwelcome", "undesirable", "в", "во", "территорию"})


def kept_out(sentence: Sentence, act: Act) -> list[str]:
    """`A's lawmakers are barred from B`: the other state than the one closed, before a passive verb, behind an active one."""
    host = closed(sentence, act)
    if sentence.lexicon.grammar.get("home"):
        row = row_of(sentence, act.head + 1, act.end + 16, NO_TARGET - {"EU", "XX"})
        kept = [c for c in row if host is None or c != host.code]
        others = [a.code for a in sentence.actors if a.end <= act.head and a.code and (host is None or a.code != host.code)]
        return kept or others[-1:]
    if host is None:
        return []
    low = sentence.clause_start(act.head, 30)
    people = [a for a in sentence.actors if a.code not in ("", host.code) and a.kind != "outsider" and not says(sentence, a)]
    before = [a.code for a in people if low <= a.start and a.end <= act.head]
    after = [a.code for a in people if act.head < a.start < act.end + 16]
    return (before or after if passive(sentence, act) and act.rule != "entry-closed" else after or before)[:1]


def goods_of(sentence: Sentence, act: Act) -> list[str]:
    """`imports of food from A are banned`, `A's diamonds may not be imported`: whose goods, before the verb or right behind it."""
    low, high = sentence.clause_start(act.head, 26), min(act.end + 6, len(sentence.tokens))
    for i in range(low, high):
        if sentence.tokens[i].low == "between":
            own = [a.code for a in sentence.actors if a.kind == "official"]
            return [c for c in chain(sentence, i + 1, "between", True) if c not in own][:1]
        if sentence.tokens[i].low in ("from", "with") and (codes := chain(sentence, i + 1, "from", True)):
            return codes
    owned = [
        a.code
        for a in sentence.actors
        if low <= a.start < high
        and a.code
        and a.code not in WEST | NO_TARGET
        and (a.kind == "thing" or (a.kind == "adjective" and sentence.has("TRADE", a.end, a.end + 4)))
    ]
    pressed = sentence.lexicon.grammar.get("under_pressure", ())
    return owned[:1] or [a.code for a in sentence.actors if low <= a.start < high and a.code in pressed][:1]


def written_in(sentence: Sentence, act: Act) -> list[str]:
    """`внес в список A граждан B`, `в список A попали граждане B`: B, not the state that owns the list."""
    unhit = not_hit(sentence, act)
    people = {m.end for m in sentence.mentions if m.role == "person"}  # `внес в стоп-лист B`: a person owns no list
    owner_at = [a.start for a in sentence.actors if a.start == act.noun_end and a.kind in ("state", "official") and a.end not in people]
    owner_at += [a.start for a in sentence.actors if a.kind == "adjective" and 0 <= act.noun - a.end <= 1]
    spans = [(act.head + 1, act.noun), (act.noun_end, act.noun_end + 12)] if act.noun > act.head else [(act.head + 1, act.head + 22)]
    for low, high in spans:
        ends = (i for i in range(low, high) if sentence.text(i, i + 1) in ((",", ":") if i > low + 1 else (",",)))
        high = next(ends, high)
        at = [a for a in sentence.actors if low <= a.start < high and a.start not in owner_at]
        if at and (row := row_of(sentence, at[0].start, high, unhit)):
            return row
    return []
