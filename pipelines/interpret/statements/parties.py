"""Parties: what sender and target finding share, and what to assume where a sentence is silent.

What belongs here: the memory of a passage, prepositions and neighbours of an actor, assumptions. What does not: reading the
parties off a sentence (`senders.py`, `targets.py`), names (lexicons), who speaks (`speakers.py`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from pipelines.interpret.statements.acts import Act
from pipelines.interpret.statements.lexicon import is_member
from pipelines.interpret.statements.sentence import Actor, Sentence

#: Codes that are senders in these texts and practically never targets.
NO_TARGET = frozenset({"EU", "UN", "XX", "NATO", "OSCE", "E3", "ARL", "UNSG", "VA", "BRICS", "SADC", "GCC", "OAS", "ASEAN", "CELAC"}) | {
    "CARICOM",
    "MERCOSUR",
    "OIC",
    "NAM",
    "SCO",
    "EAEU",
}
#: Bodies that impose nothing themselves: their officials speak of the sanctions of the West.
ALLIANCES = frozenset({"NATO", "OSCE", "UNSG"})
#: States that impose sanctions on others because of what happens in a third state.
VICTIMS = frozenset({"UA"})
#: From this day sanctions over the victim are on the aggressor; before, the West had some on officials of the victim itself.
CRIMEA = date(2014, 3, 6)
WEST = frozenset({"US", "EU", "GB", "CA", "XX", "JP", "AU", "CH"})


#: Words that join two actors.
AND = frozenset({"and", "also", "or", "и", "а", "также", "und", "och", "samt", "well"})


@dataclass
class Memory:
    """What earlier sentences of the passage spoke of, and the states that the next ones name."""

    senders: list[str] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    states: list[str] = field(default_factory=list)
    later: list[str] = field(default_factory=list)


def union_of(code: str, kind: str, deed: bool, target: str, day: date | None) -> str:
    """A member of a union speaks of the union's sanctions; a state that acts by itself keeps its own code."""
    if code in ALLIANCES:
        return "XX"
    if is_member(code, "EU", day) and not (deed and kind == "state"):
        return "EU"
    return code


def imposes(sentence: Sentence, code: str, target: str) -> bool:
    """Whether a state is known to have sanctions on the target; the others ask somebody else to ease."""
    grammar = sentence.lexicon.grammar
    rivals = grammar.get("opponents", {}).get(code, ())
    if code and code == grammar.get("home"):  # home answers the West and has sanctions on some neighbours; it lifts nobody else's
        return target in WEST or is_member(target, "EU", None) or grammar.get("silent_sender", {}).get(target) == code
    return not code or code in WEST | {"UN", "ECOWAS", "AFU"} | ALLIANCES or is_member(code, "EU", None) or target in rivals


def beside_of(sentence: Sentence, act: Act) -> Actor | None:
    """The state right before the noun of an act ("EU sanctions", "Russian trade sanctions")."""
    tokens = sentence.tokens
    if act.noun == act.head:
        return None
    for actor in reversed(sentence.actors):
        if actor.end <= act.noun and act.noun - actor.end <= 3 and actor.code and actor.kind in ("adjective", "state", "official", "thing"):
            between = tokens[actor.end : act.noun]
            verb = actor.kind != "adjective" and sentence.lexicon.grammar.get("verb_last") and any(t.text.isalpha() for t in between)
            if verb or (between and between[0].low == "that"):
                return None
            if any(t.low == ":" for t in between) and (actor.code in VICTIMS or len(between) > 1):
                return None
            if actor.end <= act.head < act.noun and actor.kind != "adjective":
                return None  # `A adds names to its list`: who acts
            if all(
                t.low in ("'s", "’s", "'", "’", "-", "led", ":")
                or (t.text.isalpha() and not t.capital and t.low not in _PARTS and not _verbish(sentence, i))
                for i, t in enumerate(between, actor.end)
            ):
                return actor
            return None
    return None


def put_on(sentence: Sentence, act: Act, codes: list[str]) -> bool:
    """Whether the text itself names one of the states as the object ("sanctions on A", "A's banks")."""
    return any(
        a.code in codes and a.kind == "state" and a.start and sentence.tokens[a.start - 1].low in ("on", "against", "at", "upon")
        for a in sentence.actors
        if a.start >= min(act.head, act.noun)
    )


def asked(sentence: Sentence, act: Act) -> Actor | None:
    """`asks A to lift`: the state or body right behind the verb of asking, in a language that has it there without a preposition."""
    if not sentence.lexicon.grammar.get("genitive_sender") or act.family in ("impose", "tighten", "threaten"):
        return None
    call = sentence.last("CALL", sentence.clause_start(act.head), act.head + 1)
    if call is None or (call and sentence.tokens[call - 1].low == "по"):
        return None
    at = call + sentence.tags[call]["CALL"]
    if sentence.text(at, at + 1).lower() == "к" and "NOUN" not in sentence.tags[call]:
        at += 1
    beside = next((a for a in sentence.actors if a.start == at and a.code and a.kind in ("state", "official")), None)
    return beside if beside and beside.end <= max(act.noun, act.head) + 1 else None


def mutual(sentence: Sentence) -> bool:
    """Whether two states do it to each other."""
    words = [t.low for t in sentence.tokens]
    phrases = sentence.lexicon.grammar.get("mutual", ())
    return any(p.split() == words[i : i + len(p.split())] for p in phrases for i in range(len(words)))


#: Concepts of words that cannot stand between a state and the noun it qualifies.
_VERBISH = frozenset(
    {"IMPOSE", "LIFT", "EASE", "EXTEND", "TIGHTEN", "SUSPEND", "ON", "BY", "REPORT", "WILL", "BE", "NEG", "GRANT", "MAINTAIN"}
) | {"AGAIN", "THREAT", "CALL", "HEDGE", "CAN", "PUSH", "VETO"}


#: Words that part a state from the noun behind it ("a Russian owner off its list").
_PARTS = frozenset({"off", "from", "on", "to", "onto", "its", "their", "his", "her", "of", "in", "for", "with", "over", "under", "by"}) | {
    *("sein", "seine", "seinen", "seiner", "ihr", "ihre", "ihren", "ihrer"),
    "which",
    "who",
    "whose",
    "if",
    "when",
    "whether",
    "while",
    "as",
}


def _verbish(sentence: Sentence, i: int) -> bool:
    keys = sentence.tags[i].keys()
    return bool(keys & _VERBISH)


#: Verbs whose right neighbour is their object.
_DOING = frozenset({"SUSPEND", "LIFT", "EASE", "EXTEND", "TIGHTEN", "CALL", "THREAT"})


def _phrase_start(sentence: Sentence, actor: Actor) -> int:
    """The first word of `a senior A diplomat`, `the next A summit`, `Ex-President A`."""
    first = actor.start
    meets = sentence.text(actor.end, actor.end + 1).lower() in _MEETINGS
    while first > 1 and sentence.tokens[first - 1].low in (_RANKS | _NEXT if meets else _RANKS):
        first -= 1  # `summoned a senior B diplomat`, `at the next B summit`
    if first > 2 and sentence.text(first - 2, first).lower() == "ex-" and sentence.lexicon.grammar.get("verb_last"):
        first -= 2
    if first < actor.start and sentence.tokens[first - 1].low in ("a", "an"):
        first -= 1
    return first


def cited(sentence: Sentence, actor: Actor) -> bool:
    """`nach Angaben des A-Präsidenten`, `laut A`: who stands right behind words of citing (`REPORT`), though oblique, speaks."""
    start = _phrase_start(sentence, actor)
    ends = (i + sentence.tags[i]["REPORT"] for i in range(max(start - 5, 0), start) if "REPORT" in sentence.tags[i])
    return any(start - 1 <= end <= start for end in ends)


def oblique(sentence: Sentence, actor: Actor) -> bool:
    """Whether a preposition makes the actor something else than a subject (`against X`, `with X`, `in X`)."""
    if actor.start and sentence.tags[actor.start - 1].keys() & _DOING and actor.kind == "state":
        return True
    aside = actor.start > 1 and sentence.tokens[actor.start - 1].text == "," == sentence.text(actor.end, actor.end + 1)
    if actor.kind == "state" and aside:
        town = sentence.tokens[actor.start - 2]
        if town.capital and town.text.isalpha() and not any(a.end == actor.start - 1 for a in sentence.actors):
            return True  # `in Ise-Shima, Japan,`
    owned = actor.kind == "official" and actor.name == (actor.start, actor.end)
    last, endings = sentence.tokens[actor.start if owned else actor.end - 1], tuple(sentence.lexicon.grammar.get("oblique_endings", ()))
    if endings and sentence.tokens[actor.start].low.endswith(("ских", "цких")):
        return True
    subject = owned and last.low.endswith(tuple(sentence.lexicon.grammar.get("subject_endings", ("-",))))
    if endings and not subject and not last.text.isupper() and last.low.endswith(endings) and len(last.low) > 3:
        return True
    first = _phrase_start(sentence, actor)
    before = [t.low for t in sentence.tokens[max(first - 2, 0) : first]]
    preps = sentence.lexicon.grammar.get("oblique", [])
    if set(before[-1:]) & set(sentence.lexicon.grammar.get("object_articles", ())):
        return True  # `droht dem A Präsidenten`
    sided = before and before[-1].endswith(("thern", "stern")) and before[-1] != "western"  # `in northeastern A`
    if before and (sided or before[-1] in ("the", "der", "die", "den", "dem")):
        before = before[:-1]
    if before[-1:] == ["of"] and sentence.text(actor.start - 2, actor.start - 1).lower() in _HEADS:
        return False  # `the leaders of A, B and C sign`
    return bool(before) and before[-1] in preps


_RANKS = frozenset({"senior", "top"})
_NEXT = frozenset(
    {"next", "coming", "upcoming", "recent", "latest", "last", "annual", "forthcoming", "extraordinary", "special", "informal"}
)
_MEETINGS = frozenset({"summit", "session", "meeting", "talks", "conference", "gathering", "assembly"})
_HEADS = frozenset({"leaders", "ministers", "presidents", "governments", "heads", "parliaments", "envoys"})


def asks_another(sentence: Sentence, act: Act) -> bool:
    """`A просит B снять санкции`: B stands right behind the verb of asking, and is not of the asker's own state."""
    told = asked(sentence, act)
    call = sentence.last("CALL", 0, told.start) if told else None
    if told is None or call is None or sentence.tokens[call].low.startswith("предл"):  # `A предложил B снять`: an offer
        return False
    before = [a for a in sentence.actors if a.end < told.start and a.kind in ("state", "official", "voice", "outsider")]
    asker = next((a for a in reversed(before) if not oblique(sentence, a)), None)
    return asker is not None and asker.code != told.code


def owner(sentence: Sentence, actor: Actor) -> bool:
    """Whether a state only owns what follows (`Iran's nuclear programme`)."""
    after = sentence.tokens[actor.end].low if actor.end < len(sentence.tokens) else ""
    acting = sentence.lexicon.grammar.get("acts_for", ())
    if after in ("'s", "’s") and any(t.low in acting for t in sentence.tokens[actor.end : actor.end + 4]):
        return False
    return actor.kind == "state" and (after in ("'s", "’s") or after in sentence.lexicon.grammar.get("owned", ()))


def side_part(sentence: Sentence, end: int, act: Act) -> bool:
    """Whether an actor stands in a side clause before the noun that is the subject ("While X waits, sanctions ...")."""
    asked_for = sentence.lexicon.grammar.get("verb_last") and any(
        sentence.tags[i].keys() & _GOVERNING for i in range(max(end - 6, 0), min(act.noun, len(sentence.tags)))
    )  # `hat A aufgefordert, die Sanktionen aufzuheben`
    return act.noun < act.head and not asked_for and sentence.comma(end + 1, act.noun)


_ARTICLES = frozenset({"the", "other", "its", "their", "our", "die", "der", "den"})
_GOVERNING = frozenset({"CALL", "PUSH", "WILL", "PONDER", "REPORT"})


def joined(sentence: Sentence, actor: Actor, at: int) -> bool:
    """Whether an actor ends just before word `at`, with commas and `and` between."""
    between = sentence.tokens[actor.end : at]
    if len(between) > 2 and between[0].low in AND and between[1].text == ",":  # `A and, in a parallel step, B`
        between = between[next((i + 1 for i in range(2, min(9, len(between))) if between[i].text == ","), 0) :] or between[:1]
    return len(between) <= 5 and all(
        t.text in ",-" or t.low in AND or t.low in _ARTICLES or t.text.isdigit() or t.low in _COUNTED for t in between
    )


#: Number words between two that are joined ("ten Russian and twenty-two Chinese firms").
_COUNTED = frozenset(
    {"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen"}
    | {"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred", "dozen", "several", "some"}
)


def besides(sentence: Sentence) -> set[Actor]:
    """Actors listed behind one that a preposition governs ("in partnership with A, B and C")."""
    out: set[Actor] = set()
    for before, actor in pairwise(sentence.actors):
        after = sentence.text(actor.end, actor.end + 1).lower()
        if after != "," and after not in AND and not any(t.low in AND for t in sentence.tokens[before.end : actor.start]):
            continue  # `after the vote in A, B ...`
        listed = any(t.low in AND for t in sentence.tokens[before.end : actor.start])
        if after == "," and (before.kind, actor.kind) == ("state", "official") and not listed:
            continue  # `asked about A, the minister of B said`
        if (before in out or oblique(sentence, before)) and joined(sentence, before, actor.start) and before.end < actor.start:
            out.add(actor)
    return out
