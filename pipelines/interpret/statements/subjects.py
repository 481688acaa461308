"""Subjects: the doer of an act as the subject of its verb, with those named in a row with it.

What belongs here: who stands before the verb and acts. What does not: senders named elsewhere (`senders.py`).
"""

from __future__ import annotations

from pipelines.interpret.statements.acts import Act
from pipelines.interpret.statements.asides import aside_before, replied_by
from pipelines.interpret.statements.frames import HARDENING
from pipelines.interpret.statements.negations import modal
from pipelines.interpret.statements.parties import AND, WEST, besides, joined, oblique, owner, side_part
from pipelines.interpret.statements.sentence import Actor, Sentence
from pipelines.interpret.statements.speakers import Speaker


def companions(sentence: Sentence, act: Act, low: int) -> list[str]:
    """`A and B join (follow) C in sanctioning`: A and B."""
    tokens = sentence.tokens
    if tokens[act.head - 1].low != "in" or not tokens[act.head].low.endswith("ing"):
        return []
    verb = next((i for i in range(act.head - 1, low - 1, -1) if tokens[i].low.startswith(("join", "follow"))), None)
    first = next((a for a in reversed(sentence.actors) if verb is not None and a.end <= verb and a.code), None)
    if verb is None or first is None:
        return []
    codes, at = [first.code], first.start
    for actor in (a for a in reversed(sentence.actors) if a.end <= first.start):
        if not actor.code or not joined(sentence, actor, at):
            break
        codes, at = [actor.code, *codes], actor.start
    return list(dict.fromkeys(codes))


AUXILIARIES = frozenset({"hat", "hatte", "haben", "hatten", "will", "wird"})


def elided(sentence: Sentence, act: Act) -> Actor | None:
    """`A lobte B - hatte aber auch C gedroht`: behind a dash, a comma or `und` an auxiliary without its own subject has the first."""
    if not sentence.lexicon.grammar.get("verb_last"):
        return None
    tokens = sentence.tokens
    at = next((i for i in range(act.head - 1, 3, -1) if tokens[i].low in AUXILIARIES), None)
    if (
        at is None
        or tokens[at - 1].low not in ("-", "–", "—", "und", "aber", "doch")
        or (tokens[at - 1].low == "-" and tokens[at - 1].start == tokens[at - 2].end)
    ):
        return None
    if any(at < a.start <= at + 1 and not oblique(sentence, a) for a in sentence.actors) and tokens[at - 1].low not in "-–—":
        return None
    first = next((a for a in sentence.actors if a.start <= 3 and a.kind in ("state", "official")), None)
    return None if first is None or oblique(sentence, first) else first


def subject_of(sentence: Sentence, act: Act, targets: list[str], speaker: Speaker | None) -> list[str]:
    """The nearest actor before the verb that can act, with those joined to it; one left out behind `and has` is the first."""
    if (first := elided(sentence, act)) is not None:
        return [first.code] if first.code not in ("", *targets) else []
    return _subject_of(sentence, act, targets, speaker)


def _subject_of(sentence: Sentence, act: Act, targets: list[str], speaker: Speaker | None) -> list[str]:
    out: list[str] = []
    at = act.head
    low = sentence.clause_start(act.head, 40)
    if low and sentence.tokens[low - 1].text in "—–" and sentence.first("PAST", low, act.head) is None:
        low = 0
    edge = min(act.head, act.noun) if act.noun < act.head else act.head
    found = both_named(sentence, act, targets) or companions(sentence, act, low) or _ours(sentence, act, low, speaker)
    found = found or _leading(sentence, act, targets, edge) or ([] if "nominal" in act.form else _row_aside(sentence, edge, targets))
    found = found or [c for c in replied_by(sentence, act.head)[:1] if c and c not in targets]
    if found:
        return found
    listed = besides(sentence)
    for actor in (a for a in reversed(sentence.actors) if a.end <= edge and a.start >= low and a not in listed):
        pair = _opens_row(sentence, actor, at)
        and_too = len(out) > 1 or any(t.low in AND for t in sentence.tokens[actor.end : at])
        if out and not pair and not (joined(sentence, actor, at) and and_too):
            break
        clause = sentence.has("IF", actor.start - 5, actor.start) and sentence.comma(actor.end, edge)  # `As long as A's threats go on, ...`
        if act.noun < act.head and (sentence.has("IF", actor.end, edge) or clause):
            continue
        if actor.code not in targets and _acts(sentence, actor, act):
            out = out if actor.code in out else [actor.code, *out]
            at = actor.start
        elif out:
            break
    if not out and not sentence.lexicon.grammar.get("subject_first", True):
        out = named_after(sentence, act, targets)
    if not out and low and sentence.tokens[low - 1].text == ":" and not sentence.has("CALL", low, act.head):
        told = [a.code for a in sentence.actors if a.end < low - 1 and a.code not in targets and _acts(sentence, a, act)]
        out = [] if any(a.end == low - 1 for a in sentence.actors) else told[:1]
    return out or _last_resort(sentence, low, edge, targets)


def _row_aside(sentence: Sentence, at: int, targets: list[str]) -> list[str]:
    """The doers of `A, followed by B, imposes` and `states led by A, including B and C, cut`; of any other aside its owner."""
    aside = aside_before(sentence, at)
    if aside is None or aside.owner.code in targets:
        return []
    row, first = [aside.owner.code], aside.owner
    for actor in reversed([a for a in sentence.actors if a.end <= first.start]):
        if not joined(sentence, actor, first.start) or actor.kind not in ("state", "official") or not actor.code:
            break
        row, first = [actor.code, *row], actor
    inside = [a.code for a in sentence.actors if aside.low <= a.start < aside.high and a.code and a.kind in ("state", "official")]
    return list(dict.fromkeys([*(c for c in row if c not in targets), *(c for c in inside if aside.joins and c not in targets)]))


def _leading(sentence: Sentence, act: Act, targets: list[str], edge: int) -> list[str]:
    """`A hat B von der Liste gestrichen`: of several before a verb that stands last the first acts, unless it asks the others to."""
    if not sentence.lexicon.grammar.get("verb_last"):
        return []
    low, listed = sentence.part_start(act.head, 40), besides(sentence)
    near = [a for a in sentence.actors if low <= a.start and a.end <= edge and a not in listed and a.code not in targets]
    acting = [a for a in near if _acts(sentence, a, act)]
    asks = sentence.has("CALL", low, act.head + 1) or sentence.has("CALL", act.end, act.end + 6)
    return row_behind(sentence, acting[0]) if len(acting) > 1 and not asks else []


def _opens_row(sentence: Sentence, actor: Actor, at: int) -> bool:
    """`U.S., U.K. unveil`, `EU foreign ministers and the B government approve`: two at the start of a sentence."""
    between = [t.low for t in sentence.tokens[actor.end : at]]
    if actor.start or actor.kind != "state" or actor.code not in WEST:
        return False
    return between == [","] or (between[-2:] in (["and", "the"], ["and"]) and set(between) <= _OFFICERS)


#: Words between the first of a row and the second ("EU foreign ministers and the B government").
_OFFICERS = frozenset({"and", "the", "foreign", "ministers", "leaders"})


def _acts(sentence: Sentence, actor: Actor, act: Act) -> bool:
    """Whether an actor can be the subject of the verb."""
    rowed = act.rule == "sanction-verb" and sentence.text(act.head - 1, act.head) in (",", "and")
    if rowed and actor.end == act.head - 1 and any(a.end < actor.start and a.code != actor.code for a in sentence.actors):
        return False  # `A expels B's diplomats and sanctions ...`
    if not actor.code or actor.kind in ("thing", "outsider", "adjective") or owner(sentence, actor):
        return False
    if sentence.text(actor.end, actor.end + 1).lower() in ("member", "candidate", "membership") or _hears(sentence, actor, act):
        return False
    if act.family in HARDENING | {"threaten"} and sentence.has("IF", actor.start - 2, actor.start):
        return False  # `if A attacks, there will be sanctions`
    if sentence.lexicon.grammar.get("modals") and _in_condition(sentence, actor, act):
        return False
    if actor.start and sentence.tokens[actor.start - 1].low.startswith("join") and sentence.tokens[act.head].low.endswith("ing"):
        return False
    if _decrees(sentence, actor, act):
        return True
    if act.head - actor.end <= 5 and any(t.low in ("which", "who") for t in sentence.tokens[actor.end : actor.end + 2]):
        return True
    if actor.end == act.head and sentence.tokens[act.head].low.endswith("ing"):
        return True
    return not oblique(sentence, actor) and not side_part(sentence, actor.end, act)


def _decrees(sentence: Sentence, actor: Actor, act: Act) -> bool:
    """`A decree signed by A puts ...`, `an order by A bars ...`: what is decreed is done by A, where the decree is the subject."""
    if sentence.lexicon.language != "en" or act.head - actor.end > 3 or sentence.comma(actor.end, act.head):
        return False
    at = next((i for i in range(actor.start - 1, max(actor.start - 12, -1), -1) if sentence.tokens[i].low in _DECREES), None)
    by = [t.low for t in sentence.tokens[max(at or 0, actor.start - 3) : actor.start]]
    return at is not None and at <= 4 and bool({"by", "of", "from"} & set(by)) and not sentence.has("BILL", at - 1, actor.start)


_DECREES = frozenset({"decree", "decrees", "order", "law", "act", "ukase", "directive", "proclamation", "resolution"})


def _in_condition(sentence: Sentence, actor: Actor, act: Act) -> bool:
    """`Om A inte friger B måste C ...`: an actor of the clause that the modal verb of the main clause ends."""
    at = sentence.last("IF", actor.start - 12, actor.start)
    ended = any(modal(sentence, i) for i in range(actor.end, act.head))
    return at is not None and ended and not sentence.comma(at, actor.start)


def _hears(sentence: Sentence, actor: Actor, act: Act) -> bool:
    """`told A that B's sanctions would end`: A only hears it."""
    at = actor.start - 1 - (sentence.text(actor.start - 1, actor.start).lower() == "the")
    told = at > 0 and sentence.tokens[at].low in sentence.lexicon.grammar.get("told", ())
    return told and any(t.low in ("that", "о", "об", "что") for t in sentence.tokens[actor.end : act.head])


def both_named(sentence: Sentence, act: Act, targets: list[str]) -> list[str]:
    """`A speaks to B and they both agree`."""
    if not any(t.low in ("both", "оба", "обе", "beide", "båda") for t in sentence.tokens[max(act.head - 8, 0) : act.head]):
        return []
    both = [a.code for a in sentence.actors if a.end <= act.head and a.code and a.kind in ("state", "official") and a.code not in targets]
    return list(dict.fromkeys(both)) if len(set(both)) > 1 else []


def row_behind(sentence: Sentence, first: Actor) -> list[str]:
    """An actor with those listed behind it (`объявили A, B и C`)."""
    out, last = [first.code], first
    for actor in (a for a in sentence.actors if a.start >= first.end):
        if not joined(sentence, last, actor.start) or actor.kind not in ("state", "official") or not actor.code:
            break
        out, last = [*out, actor.code], actor
    between = sentence.tokens[first.end : last.start]
    return list(dict.fromkeys(out)) if any(t.low in AND for t in between) else out[:1]


def named_after(sentence: Sentence, act: Act, targets: list[str]) -> list[str]:
    """A subject behind its verb, as Russian, German and Swedish have it."""
    for actor in sentence.actors:
        if (
            act.head < actor.start <= act.head + 6
            and not sentence.comma(act.head, actor.start)
            and actor.code
            and actor.kind in ("state", "official")
            and actor.code not in targets
            and not oblique(sentence, actor)
            and not (sentence.lexicon.grammar.get("modals") and sentence.has("IF", act.head, actor.start))
        ):
            return row_behind(sentence, actor)
    return []


def _last_resort(sentence: Sentence, low: int, edge: int, targets: list[str]) -> list[str]:
    """`Russia's reaction will ...`, `In Brussels it was decided ...`."""
    tokens = sentence.tokens
    owners = [
        a.code
        for a in sentence.actors
        if low <= a.start and a.end <= edge and a.code and owner(sentence, a) and a.code not in targets
        if not (sentence.has("IF", a.start - 5, a.start) and sentence.comma(a.end, edge))
        if not oblique(sentence, a) and not _assumed_attack(sentence, a) and not (a.start and tokens[a.start - 1].low.endswith("ing"))
    ]
    if owners:
        return owners[-1:]
    first = next(iter(sentence.actors), None)
    if (
        first
        and first.start <= 3
        and first.kind == "state"
        and tokens[first.start - 1].low in ("в", "in")
        and first.code in WEST
        and first.code not in targets
    ):
        return [first.code]
    return []


def _assumed_attack(sentence: Sentence, actor: Actor) -> bool:
    """`if B supports A's war`: A is who would be punished."""
    attack = any(t.low in ("war", "aggression", "invasion", "attack", "assault") for t in sentence.tokens[actor.end : actor.end + 3])
    return attack and sentence.has("IF", actor.start - 12, actor.start)


def _ours(sentence: Sentence, act: Act, low: int, speaker: Speaker | None) -> list[str]:
    """`we will impose`, `our sanctions`: the speaker's side, or whoever usually says we in this language."""
    grammar, tokens = sentence.lexicon.grammar, sentence.tokens
    words, own = grammar.get("we_words", []), grammar.get("our_words", [])
    we = next(
        (
            i
            for i in range(act.head - 1, low - 1, -1)
            if tokens[i].low in words and not (tokens[i].text.isupper() and len(tokens[i].text) > 1)
        ),
        None,
    )
    bodies = grammar.get("joint_bodies", ())
    if we is not None and tokens[we].low == "i" and any(t.low in bodies for t in tokens[we : act.head]):
        return []  # `I can tell you that the leaders agreed ...`
    ours = any(t.low in own for t in tokens[max(act.noun - 3, 0) : act.noun])
    nearest = max((a.end for a in sentence.actors if a.end <= act.head and a.kind in ("state", "official")), default=-1)
    if not ours and (we is None or nearest > we):
        return []
    if "NTH" in sentence.concepts and any(t.low.startswith(("packag", "пакет", "paket")) for t in tokens):
        return [str(grammar.get("package_we", ""))]
    own = speaker is not None and (speaker.kind in ("official", "we") or speaker.code == "XX")
    code = speaker.code if speaker and own and speaker.code else str(grammar.get("we", ""))
    return [code] if code else []


def with_and(sentence: Sentence, actor: Actor) -> list[str]:
    """An actor and those joined to it by `and`, before or after."""
    out = [actor.code]
    for other in sentence.actors:
        if other.code in out or not other.code or other.kind == "thing":
            continue
        low, high = (actor.end, other.start) if other.start >= actor.end else (other.end, actor.start)
        between = sentence.tokens[low:high]
        if (
            between
            and len(between) <= 3
            and any(t.low in AND for t in between)
            and all(t.low in AND or t.text == "," or t.low == "the" for t in between)
        ):
            out.append(other.code)
    return out
