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
from pipelines.interpret.statements.speakers import Speaker

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
AND = frozenset({"and", "also", "or", "и", "а", "также", "und", "och", "well"})


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
    return not code or code in WEST | {"UN"} | ALLIANCES or is_member(code, "EU", None) or target in rivals


def assume_target(sentence: Sentence, act: Act, senders: list[str], memory: Memory) -> str | None:
    """Where an act names no target: a thing or state of the sentence, then of the passage.

    Where the reader's own state speaks of sanctions without a name, those it imposes or calls its own answer are on others;
    those that are eased, kept or renewed are the ones it suffers.
    """
    western = bool(senders) and all(s in WEST | {"UN"} or is_member(s, "EU", None) for s in senders)

    def fits(code: str) -> bool:
        if western and (code in WEST or is_member(code, "EU", None)):
            return False
        return (
            bool(code)
            and code not in NO_TARGET
            and code not in senders
            and code not in memory.senders
            and (code != "US" or (senders == [home] and "OWN" in sentence.concepts))
            and code not in ("ICC", "ECOWAS", "AFU", *VICTIMS)
            and not ((not senders or "EU" in senders) and is_member(code, "EU", None))
        )

    grammar = sentence.lexicon.grammar
    home, places = str(grammar.get("home", "")), grammar.get("place", ())
    if home in senders and len(senders) == 2:  # A and B agree to lift what stands between them
        return next(s for s in senders if s != home)
    actors = [a for a in sentence.actors if a.kind != "state" or not a.start or sentence.tokens[a.start - 1].low not in places]
    firm = [a.code for a in actors if a.kind in ("state", "adjective", "thing") and not bought(sentence, a)]
    here = [a.code for a in actors if a.kind != "outsider"]
    if set(senders) == {home} and not any(fits(c) for c in (*here, *memory.targets)):
        return _home_target(sentence, act, home, memory)
    there = [a.code for a in sentence.actors if a not in actors]
    if western:  # of several states the one that is under pressure
        firm.sort(key=lambda code: code not in grammar.get("under_pressure", ()))
    for code in (*firm, *here, *reversed(memory.targets), *there, *reversed(memory.states), *memory.later):
        if fits(code):
            return code
    if packaged := _packaged(sentence, senders):
        return packaged
    if any(code in VICTIMS for code in (*here, *there, *memory.states, *memory.later)) and (not senders or set(senders) & WEST):
        return "RU"
    victim = bool(senders) and set(senders) <= VICTIMS and act.family in ("impose", "tighten")
    return home if home and ((western and act.family != "threaten") or victim) else None


def bought(sentence: Sentence, actor: Actor) -> bool:
    """`A's purchase of B's missiles`: who sold them is not punished."""
    paid = any(t.low.startswith(("purchas", "buy", "bought", "acqui")) for t in sentence.tokens[max(actor.start - 4, 0) : actor.start])
    return paid and any(t.low in _ARMS for t in sentence.tokens[actor.end : actor.end + 3])


_ARMS = frozenset({"missile", "missiles", "system", "systems", "air", "arms", "weapons", "jets", "fighters", "s", "defence", "defense"})


def _home_target(sentence: Sentence, act: Act, home: str, memory: Memory) -> str:
    """On whom sanctions are of which the reader's own state speaks without a name."""
    grammar = sentence.lexicon.grammar
    answer = sentence.has("COUNTER", act.start, max(act.end, act.noun_end))
    if answer and memory.senders and memory.senders[-1] != home:
        return memory.senders[-1]
    own = answer or act.family in ("impose", "tighten", "threaten")
    near = [c for c in memory.states if grammar.get("silent_sender", {}).get(c) == home and c not in VICTIMS]
    if near and (not own or ("weak" in act.form and not sentence.has("OWN", act.start, max(act.end, act.noun_end)))):
        return near[-1]
    return str(grammar["home_targets"]) if own else home


def _packaged(sentence: Sentence, senders: list[str]) -> str | None:
    """On whom a numbered package of the EU is, where the text does not say."""
    numbered = any(t.low.startswith(("packag", "пакет")) for t in sentence.tokens) and "NTH" in sentence.concepts
    return str(sentence.lexicon.grammar.get("package_target", "")) or None if numbered and set(senders) <= {"EU"} else None


def _renewer(sentence: Sentence, target: str, speaker: Speaker | None) -> str | None:
    """Who rolls over the sanctions on a state, as far as the language knows (`renews` of patterns.yaml)."""
    known = sentence.lexicon.grammar.get("renews", {}).get(target)
    acting = {a.code for a in sentence.actors if a.kind == "official" and a.code in WEST}
    if acting and known not in acting and not any(is_member(code, str(known), None) for code in acting):
        return None
    known_voice = speaker and speaker.code and (speaker.code, speaker.kind) != (target, "state")  # not `A sanctions extended`
    return None if "EMERGENCY" in sentence.concepts or known_voice else known


def assume_sender(sentence: Sentence, target: str, stance: str, speaker: Speaker | None, memory: Memory, day: date | None) -> str | None:
    """Where an act names no sender: the speaker's state, then the passage, then the West."""
    if stance == "extend" and (renewer := _renewer(sentence, target, speaker)):
        return renewer
    home = str(sentence.lexicon.grammar.get("we", ""))
    if speaker and speaker.kind == "voice" and not speaker.code and stance != "call_for_easing" and not memory.senders and home != target:
        named = [a.code for a in sentence.actors if a.kind in ("official", "adjective")]
        heard = [code for code in (*named, *reversed(memory.states)) if code in WEST - {"XX"} and code != target]
        return heard[0] if heard else home or None
    if (
        speaker
        and speaker.kind != "outsider"
        and speaker.code
        and speaker.code not in (target, *VICTIMS)
        and stance not in ("call_for_easing",)
    ):
        return union_of(speaker.code, speaker.kind, False, target, day)
    grammar = sentence.lexicon.grammar
    beside = [
        a.code
        for a in sentence.actors
        if a.code in WEST | {"UN"} and (sentence.has("SANCTION", a.end, a.end + 2) or sentence.has("WEAK", a.end, a.end + 2))
    ]
    named = [code for code in (*beside, *reversed(memory.senders)) if code != target]
    if named:
        return named[0]
    numbered = "NTH" in sentence.concepts and "PACKAGE" in sentence.concepts
    if numbered and any(t.low.startswith("packag") or not t.text.isascii() for t in sentence.tokens):
        return str(grammar.get("package_we", "EU"))
    elsewhere = "home" in sentence.lexicon.grammar and target != home and speaker is not None and speaker.code == target
    ours = "WE" in sentence.concepts and not elsewhere  # `наша страна` in the press of another state
    if ours or "EMERGENCY" in sentence.concepts:
        return str(grammar.get("we", "")) or None
    silent = grammar.get("silent_sender", {})
    asks_own = not grammar.get("home") or (speaker.code == target if speaker else silent.get(target) == grammar.get("home"))
    if stance == "call_for_easing" and target in silent and asks_own:
        return str(silent[target])
    if stance == "call_for_easing" or (speaker and speaker.code in VICTIMS):
        own = stance == "call_for_easing" and speaker and speaker.code == target != home
        union = "EU" if speaker and is_member(speaker.code, "EU", day) else None
        return (_listener(sentence, target) if own else None) or union or _asked_of(sentence, target)
    before = sentence.previous
    if before and "WE" in before.concepts and not any(t.text in '"“”' for t in before.tokens) and home not in ("", target):
        return home
    kinds = ("official", "state") if home else ("official",)
    officials = [a.code for a in sentence.actors if a.kind in kinds]
    western = [code for code in (*reversed(memory.states), *officials, *memory.later) if code in WEST | {"ECOWAS"} and code != target]
    return western[0] if western else _unnamed(sentence, target, stance)


def _listener(sentence: Sentence, target: str) -> str | None:
    """`A wants the penalties gone, its minister tells B`: the only power or rival of A that the sentence names."""
    rivals = sentence.lexicon.grammar.get("opponents", {})
    there = [a for a in sentence.actors if "by" not in (t.low for t in sentence.tokens[max(a.start - 2, 0) : a.start])]
    heard = {a.code for a in there if a.code in WEST or target in rivals.get(a.code, ())} - {target, "XX"}
    return heard.pop() if len(heard) == 1 else None


def _asked_of(sentence: Sentence, target: str) -> str:
    """Who is asked without being named: the one sender that is a subject here or in the sentence before, else the West."""
    near = [(s, a) for s in (sentence, sentence.previous) if s for a in s.actors if a.kind in ("state", "adjective")]
    single = {a.code for s, a in near if not oblique(s, a)} & {"US", "EU", "GB"} - {target}
    return single.pop() if len(single) == 1 and not sentence.lexicon.grammar.get("home") else "XX"


def _unnamed(sentence: Sentence, target: str, stance: str) -> str | None:
    """Whose sanctions a passage means that names no sender at all: by habit of the language, by its words, the West."""
    grammar = sentence.lexicon.grammar
    if target in grammar.get("silent_sender", {}):
        return str(grammar["silent_sender"][target])
    if stance == "license" and any(t.low == "general" for t in sentence.tokens):
        return str(grammar.get("we", "")) or None
    if stance not in ("call_for_easing", "threaten") and _ministers(sentence):
        return str(grammar.get("package_we", "")) or None
    return "XX" if stance in ("tighten", "threaten", "maintain", "ease", "lift", "conditional_ease") and target == "RU" else None


def _ministers(sentence: Sentence) -> bool:
    """`Ministers decided ...`, `the leaders agreed ...`: several of them without a state are those of the union."""
    bodies = sentence.lexicon.grammar.get("joint_bodies", ())
    return any(
        t.low in bodies
        and t.low not in ("countries", "governments")
        and sentence.text(i + 1, i + 2).lower() != "of"
        and sentence.text(i - 1, i).lower() not in ("coup", "junta", "military", "rebel", "separatist", "militia")
        for i, t in enumerate(sentence.tokens[:8])
    )


def beside_of(sentence: Sentence, act: Act) -> Actor | None:
    """The state right before the noun of an act ("EU sanctions", "Russian trade sanctions")."""
    tokens = sentence.tokens
    if act.noun == act.head:
        return None
    for actor in reversed(sentence.actors):
        if actor.end <= act.noun and act.noun - actor.end <= 3 and actor.code and actor.kind in ("adjective", "state", "official", "thing"):
            between = tokens[actor.end : act.noun]
            if between and between[0].low == "that":
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
    first = actor.start
    while first > 1 and sentence.tokens[first - 1].low in _RANKS:
        first -= 1  # `summoned a senior B diplomat`
    if first < actor.start and sentence.tokens[first - 1].low in ("a", "an"):
        first -= 1
    before = [t.low for t in sentence.tokens[max(first - 2, 0) : first]]
    preps = sentence.lexicon.grammar.get("oblique", [])
    sided = before and before[-1].endswith(("thern", "stern")) and before[-1] != "western"  # `in northeastern A`
    if before and (sided or before[-1] in ("the", "der", "die", "den", "dem")):
        before = before[:-1]
    if before[-1:] == ["of"] and sentence.text(actor.start - 2, actor.start - 1).lower() in _HEADS:
        return False  # `the leaders of A, B and C sign`
    return bool(before) and before[-1] in preps


_RANKS = frozenset({"senior", "top"})
_HEADS = frozenset({"leaders", "ministers", "presidents", "governments", "heads", "parliaments", "envoys"})


def owner(sentence: Sentence, actor: Actor) -> bool:
    """Whether a state only owns what follows (`Iran's nuclear programme`)."""
    after = sentence.tokens[actor.end].low if actor.end < len(sentence.tokens) else ""
    acting = sentence.lexicon.grammar.get("acts_for", ())
    if after in ("'s", "’s") and any(t.low in acting for t in sentence.tokens[actor.end : actor.end + 4]):
        return False
    return actor.kind == "state" and (after in ("'s", "’s") or after in sentence.lexicon.grammar.get("owned", ()))


def side_part(sentence: Sentence, end: int, act: Act) -> bool:
    """Whether an actor stands in a side clause before the noun that is the subject ("While X waits, sanctions ...")."""
    return act.noun < act.head and sentence.comma(end + 1, act.noun)


def joined(sentence: Sentence, actor: Actor, at: int) -> bool:
    """Whether an actor ends just before word `at`, with commas and `and` between."""
    between = sentence.tokens[actor.end : at]
    return len(between) <= 5 and all(
        t.text in ",-" or t.low in AND or t.low in ("the", "other", "its", "their", "our") or t.text.isdigit() or t.low in _COUNTED
        for t in between
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
