"""Actors that stand in a row, and small questions about one: what finding targets and finding whom bans hit share.

What belongs here: rows of actors, whether one speaks, whether the verb is passive. What does not: whose part they play
(`targets.py`, `bans.py`).
"""

from __future__ import annotations

from itertools import pairwise

from pipelines.interpret.statements.acts import Act
from pipelines.interpret.statements.assumed import bought
from pipelines.interpret.statements.frames import EASING
from pipelines.interpret.statements.lexicon import is_member
from pipelines.interpret.statements.parties import AND, NO_TARGET, VICTIMS, WEST, besides, joined, oblique
from pipelines.interpret.statements.sentence import Actor, Sentence

#: Words before the state a trade ban is on.
SOURCE = frozenset({"from", "of", "to", "with", "against"})


def not_hit(sentence: Sentence, act: Act) -> frozenset[str]:
    """Codes that cannot be targets here: the unions of the West can, where a state outside them acts or calls the measure its own."""
    home = str(sentence.lexicon.grammar.get("home", ""))
    if act.family in EASING:
        return NO_TARGET
    own = any("OWN" in tags for tags in sentence.tags[max(act.noun - 1, 0) : act.noun_end])
    doers = [a for a in sentence.actors if a.end <= act.head and a.kind in ("state", "official") and a.code and not oblique(sentence, a)]
    listed = besides(sentence)
    doers = [a for a in doers if a not in listed]
    doer = doers[-1].code if doers else home if own or any(a.code == home and a.kind == "official" for a in sentence.actors) else ""
    outside = doer and doer not in WEST | NO_TARGET | VICTIMS and not is_member(doer, "EU", None)
    return NO_TARGET - {"EU", "XX"} if outside else NO_TARGET


def row_of(sentence: Sentence, low: int, high: int, unhit: frozenset[str] = NO_TARGET) -> list[str]:
    """The first actor in [low, high) that can be a target, and those listed beside it ("Russian, Iranian and Chinese firms")."""
    out: list[str] = []
    at = low
    for actor in (a for a in sentence.actors if low <= a.start < high and a.code and a.code not in unhit and not says(sentence, a)):
        if sentence.tokens[actor.start - 1].low in ("by", "from", *sentence.lexicon.grammar.get("place", ())) and not out:
            continue
        between = sentence.tokens[at : actor.start]
        bare = [t.low for t in between] == ["from"]  # `cuts A off from B's markets`
        if out and (bare or not all(t.text == "," or t.low in AND or t.low in ("from", "the") for t in between)):
            break
        out += [] if actor.code in out else [actor.code]
        at = actor.end
    return out


def says(sentence: Sentence, actor: Actor) -> bool:
    """Whether an official is named right behind a verb of saying."""
    return actor.kind == "official" and sentence.has("REPORT", actor.start - 1, actor.start)


def passive(sentence: Sentence, act: Act) -> bool:
    """Whether a form of `to be` stands right before the verb."""
    words = () if sentence.tokens[act.head].low.endswith("ing") else sentence.lexicon.grammar.get("passive", ())
    if act.rule == "added-to-list" and words and act.head and "NAMED" in sentence.tags[act.head - 1]:
        return True  # `among 15 people placed on the list`
    return any(sentence.tokens[i].low in words for i in range(max(act.head - 2, 0), act.head))


#: Words before a state that is not the subject.
_ASIDE = frozenset({"by", "in", "with", "from", "entering", "into"})
_HURT = frozenset({"attack", "attacks", "strikes", "violence", "war", "aggression", "assault", "assaults", "crimes", "abuses"})


def subject_row(sentence: Sentence, found: list[Actor]) -> list[str]:
    """Of actors before a verb the last that can be its subject, with those joined to it; not whom it attacked, nor where it is from."""
    out: list[str] = []
    at = 0
    for n, actor in reversed(list(enumerate(found))):
        if out and not joined(sentence, actor, at):
            if not _from(sentence, at):
                break
            out = []  # `officials of A, from B, C and D`
        before = [t.low for t in sentence.tokens[max(actor.start - 3, 0) : actor.start]]
        before = before[:-1] if before[-1:] == ["the"] and n else before
        hurt = n > 0 and len(before) > 1 and before[-1] in ("on", "against") and before[-2] in _HURT
        if not hurt and not (before and before[-1] in _ASIDE):
            out, at = [actor.code, *(c for c in out if c != actor.code)], actor.start
        elif out:
            at = actor.start
    return out


def _from(sentence: Sentence, at: int) -> bool:
    return sentence.text(at - 1, at).lower() == "from" and sentence.text(at - 2, at - 1) == ","


def asked_to(sentence: Sentence, act: Act) -> set[str]:
    """`asks A to scrap`: who would have to do it."""
    return {
        a.code
        for a in sentence.actors
        if a.end <= act.head and sentence.text(a.end, a.end + 1) == "to" and sentence.has("ASK", a.start - 4, a.start)
    }


def owned_list(sentence: Sentence, act: Act, found: list[str]) -> list[str]:
    """`A's officials come off B's list`, `are the targets of B's sanctions`: not B, whose they are, but the subject."""
    hit = act.target == "subject" or act.family in EASING or passive(sentence, act)
    if len(found) != 1 or not hit or found[0] not in ("US", "EU", "GB", "CA", "CH", "AU", "JP"):
        return []
    whose = next((a for a in sentence.actors if a.code == found[0] and act.head < a.start and 0 <= act.end - a.end <= 4), None)
    on = whose is not None and sentence.tokens[whose.start - 1].low in ("on", "against", "to", "for")
    strong = sentence.lexicon.grammar.get("strong_target", ()) if sentence.lexicon.grammar.get("verb_last") else ()
    on = on or (whose is not None and any(t.low in strong for t in sentence.tokens[whose.start - 2 : whose.start]))  # `gegenüber den A`
    if whose is None or on or whose.kind not in ("adjective", "state"):
        return []
    others = (a for a in sentence.actors if a.end <= act.head and a.kind != "outsider")
    before = [a for a in others if a.code not in ("", whose.code, *NO_TARGET)]
    rows = subject_row(sentence, before) if before and before[0].start < 8 else []
    return [c for c in rows if c not in WEST and not is_member(c, "EU", None)]


#: Beginnings of words for what helpers of a state do.
_SERVING = (
    *("handl", "buy", "purchas", "ship", "transport", "sell", "sold", "trad", "import", "help", "suppl", "support", "aid", "link"),
    *("procur", "mov", "process", "refin", "carry", "broker", "financ", "launder", "provid", "assist", "tied", "ties", "connect"),
    *("dealing", "evad", "deliver", "smuggl", "hiring", "storing", "passing", "dodg", "skirt", "breach", "breaking", "circumvent"),
    *("arming", "equipping", "fuelling", "fueling", "insuring", "recruit", "serving", "violat", "employing", "chartering"),
    *("funnel", "channel", "reexport"),
)
#: Words for those who are punished for what they do for their own state.
_OFFICES = frozenset({"minister", "ministers", "official", "officials", "general", "generals", "commander", "president", "ministry"})
#: States under pressure whose traders are mostly hit for serving another.
_HOSTS = frozenset({"IQ", "LB"})
_DEEDS = frozenset({"war", "invasion", "aggression", "nuclear", "missile", "assault", "annexation", "occupation"})


def programme(sentence: Sentence, act: Act, found: list[str]) -> list[str]:
    """`sanctions a Chinese refinery for handling A's crude`: on the state under pressure that is served, not on the helper's.

    Where the helper's state is under pressure too, only if the text says that it is hit `for helping`.
    """
    pressed = sentence.lexicon.grammar.get("under_pressure", ())
    hardens = act.family in ("impose", "tighten") and not sentence.lexicon.grammar.get("home")
    helper = next((a for a in sentence.actors if a.code in found), None)
    if not hardens or helper is None or set(found) & {*WEST, "ICC"} or helper.kind == "official":
        return []
    if helper.kind == "state" and not _seated(sentence, act, helper):
        return []  # `sanctions A for buying B's missiles`
    own = bool(set(found) & set(pressed) - _HOSTS)
    for a in sentence.actors:
        led_to = sentence.text(a.start - 1, a.start).lower() in ("for", "the", "of", "to")
        if a.code not in pressed or a.code in found or a.start <= act.head or (a.kind == "official" and not led_to) or bought(sentence, a):
            continue
        if _serves(sentence, act, helper, a, own):
            return [a.code]
    return _warring(sentence, act) if not own else []


def _unnamed(sentence: Sentence, helper: Actor) -> bool:
    """`a Chinese trader`, `a Dubai exchange house`: a firm or person behind the adjective or town, without a name."""
    return sentence.has("NAMED", helper.end, helper.end + 4) or sentence.has("PERSONS", helper.end, helper.end + 3)


def _seated(sentence: Sentence, act: Act, helper: Actor) -> bool:
    """Whether a state only tells where a helper is from (`in A`, `A's bank`, `a Singapore shipper`, `the broker N. of A`)."""
    before = [t.low for t in sentence.tokens[max(helper.start - 5, act.head) : helper.start]]
    after = sentence.text(helper.end, helper.end + 1)
    if sentence.tokens[helper.start - 1].low in ("in", "from", ",", "and") or after in ("'s", "’s", "-"):
        return True
    named = before[-1:] == ["of"] and sentence.has("NAMED", helper.start - 5, helper.start) and not set(before) & _OFFICES
    return named or (after.islower() and _unnamed(sentence, helper))


def _serves(sentence: Sentence, act: Act, helper: Actor, served: Actor, own: bool) -> bool:
    """Whether the helper is hit for what it does for another state; `own`: its own state is under pressure too."""
    before = sentence.tokens[max(served.start - 9, act.head) : served.start]
    pairs = [(f.low, t.low) for f, t in pairwise(before)]
    if any(f in ("for", "over", "of") and t.startswith(("help", "aid", "assist")) for f, t in pairs):
        return True
    led = any(t.low in ("for", "over", "to", "of", "that", "which", "with", "involved") for t in before)
    serves = led and any(t.low.startswith(_SERVING) for t in before)
    gerund = any(f in ("for", "over") and t.startswith(_SERVING) and t.endswith("ing") for f, t in pairs)
    office = any(t.low in _OFFICES for t in sentence.tokens[helper.end : helper.end + 4])
    if serves and (not own or (gerund and _unnamed(sentence, helper) and not office and before[-1].low != "in")):
        return True
    blamed = before[-1:] and before[-1].low == "over" and any(t.low in _DEEDS for t in sentence.tokens[served.end : served.end + 3])
    return bool(blamed) and not own


def _warring(sentence: Sentence, act: Act) -> list[str]:
    """`A's firms are hit over the war in B`: on the aggressor, as far as the grammar names one (`package_target`)."""
    over = next((i for i in range(act.head, len(sentence.tokens)) if sentence.tokens[i].low == "over"), None)
    aggressor = str(sentence.lexicon.grammar.get("package_target", ""))
    if over is None or not aggressor or not any(t.low in ("war", "invasion") for t in sentence.tokens[over : over + 5]):
        return []
    return [aggressor] if any(over < a.start <= over + 6 and a.code in VICTIMS for a in sentence.actors) else []
