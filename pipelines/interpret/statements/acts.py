"""Acts: places of a sentence where somebody does something to sanctions, found by the patterns of the language.

What belongs here: matching, and which of two overlapping matches counts. What does not: whether the act is denied,
demanded or news (`frames.py`, `news.py`).
"""

from __future__ import annotations

from typing import NamedTuple

from pipelines.interpret.statements.asides import aside_before
from pipelines.interpret.statements.patterns import Budget, Match
from pipelines.interpret.statements.sentence import Sentence

#: Acts one sentence can hold; more is not prose.
MAX_ACTS = 8


class Act(NamedTuple):
    """One act: its family, where its verb and its noun stand, and the rule that found it."""

    family: str
    head: int
    noun: int
    noun_end: int
    start: int
    end: int
    rule: str
    form: str
    stance: str = ""
    target: str = ""


def find_acts(sentence: Sentence, budget: Budget) -> list[Act]:
    """Acts in the order of the text. Earlier patterns of the file win; a verb and a noun serve one act only."""
    _sanction_verbs(sentence)
    used: set[int] = set()
    spent: set[int] = set()
    acts: list[Act] = []
    nouns: dict[int, list[Act]] = {}
    for match in _matches(sentence, budget):
        if len(acts) >= MAX_ACTS:
            break
        head, noun = match.head, match.noun
        if "loose" in match.pattern.form and acts:
            continue
        if head[0] in used or {head[0], noun[0]} & spent or (match.pattern.act != "background" and _taken(sentence, match, nouns)):
            continue
        if ("only" in match.pattern.form and acts) or ("opening" in match.pattern.form and not _heading(sentence, match)):
            continue
        if match.pattern.act in ("impose", "tighten", "veto-impose") and any(sentence.tags[i].keys() & _OTHER for i in _between(match)):
            continue
        if any((o.start <= head[0] < o.end or o.family == "lapse") and match.pattern.act in _COVERED.get(o.family, ()) for o in acts):
            continue
        if match.pattern.act != "background" and (
            _second_verb(sentence, head[1], noun[0])
            or _purpose(sentence, noun[1], head[0])
            or _no_passive(sentence, match)
            or _no_object(sentence, match)
        ):
            continue
        used.update(range(*head))
        if match.pattern.act == "background":
            spent.update(range(match.start, match.end) if match.pattern.form == "whole" else ())
            continue
        act = Act(
            match.pattern.act,
            head[0],
            noun[0],
            noun[1],
            match.start,
            match.end,
            match.pattern.name,
            match.pattern.form,
            match.pattern.stance,
            match.pattern.target,
        )
        acts.append(act)
        nouns.setdefault(noun[0], []).append(act)
    return sorted(acts, key=lambda a: (a.head, a.noun))


def _heading(sentence: Sentence, match: Match) -> bool:
    """`Further sanctions on A's oil trade`: the title of an announcement, without a verb."""
    verbs = {"BE", "WILL", "CAN", "REPORT", "MODAL", "HEDGE", "IF", "LIFT", "EASE", "MAINTAIN", "SUSPEND", "EXTEND", "UNLIKELY"}
    rest = zip(sentence.tokens[match.end :], sentence.tags[match.end :], strict=True)
    return match.start == 0 and not sentence.question and not any(tags.keys() & verbs and t.low not in ("'s", "’s") for t, tags in rest)


#: Words that say that a demand is for something else than sanctions.
_OTHER = frozenset({"EASE", "LIFT", "SUSPEND", "EXTEND", "MAINTAIN", "LICENCE", "RELIEF"})


def _no_passive(sentence: Sentence, match: Match) -> bool:
    """Whether a passive pattern met no participle, or one behind an `if` ("sanctions stay if the truce is signed")."""
    head, noun = match.head, match.noun
    told, after = "participle" in match.pattern.form, range(match.end, min(match.end + 7, len(sentence.tokens)))
    if told and any(sentence.tags[i].keys() & _EASED and sentence.tokens[i - 1].low == "be" for i in after):
        return True  # `the sanctions imposed on Monday will be lifted`
    if sentence.lexicon.language != "en" or not match.pattern.name.endswith("-passive") or noun[1] > head[0]:
        return False
    if match.pattern.act in ("lift", "ease") and not sentence.tokens[head[0]].low.endswith(_PARTICIPLES):
        return True
    verbs = (i for i in range(noun[1] + 1, head[0]) if sentence.tags[i].keys() & _OTHER and "BE" in sentence.tags[i - 1])
    if match.pattern.name == "impose-passive" and any(sentence.tokens[i].low.endswith(_PARTICIPLES) for i in verbs):
        return True  # `sanctions be cancelled on the day the accord is signed`
    return sentence.has("IF", noun[1], head[0]) and sentence.tokens[noun[1]].text != ","


def _purpose(sentence: Sentence, low: int, high: int) -> bool:
    """`Sanktionen aus, um den Krieg zu beenden`: what is ended is the object of the clause of purpose."""
    if not sentence.lexicon.grammar.get("verb_last") or sentence.text(high - 1, high).lower() != "zu":
        return False
    return any(sentence.tokens[i].low == "um" and sentence.tokens[i - 1].text == "," for i in range(low + 1, high))


_EASED = frozenset({"LIFT", "EASE", "SUSPEND"})
_PARTICIPLES = ("ed", "en", "wn", "one", "cut", "shed", "struck", "wound", "put")


def _no_object(sentence: Sentence, match: Match) -> bool:
    """`Sanctions on A ought to be lifted, given that these sanctions ...`: a passive has its noun before it."""
    head, noun = match.head[0], match.noun[0]
    if sentence.lexicon.language != "en" or match.pattern.name not in ("lift", "ease", "suspend", "extend") or noun < head:
        return False
    if sentence.tokens[head].low.startswith("withdr") and sentence.text(head + 1, head + 2) == ",":
        return True  # `If A withdraws, sanctions ...`
    passive = sentence.tokens[head].low.endswith(_PARTICIPLES) and sentence.text(head - 1, head).lower() in _BE
    # `perks could be withdrawn and sanctions imposed`: each has its own verb
    return passive and (sentence.has("SANCTION", head - 24, head - 1) or sentence.text(head + 1, head + 2).lower() in ("and", "or"))


_BE = frozenset({"be", "been", "being", "is", "are", "was", "were"})


def _between(match: Match) -> range:
    """Words between verb and noun; before the noun, where the verb follows it ("the lifting of sanctions was agreed")."""
    if match.head[0] > match.noun[0]:
        return range(max(match.noun[0] - 3, 0), match.noun[0])
    return range(match.head[1], max(match.noun[0] + 1, match.end))


#: Families that a longer match of another family already tells ("lets the waiver expire").
_COVERED = {
    "license": ("license",),
    "suspend": ("suspend", "license"),
    "lapse": ("lapse", "license", "suspend", "relief"),
    "lift": ("lift", "impose"),
    "relief": ("relief", "ease"),
    "delist": ("delist", "impose"),
}


def _second_verb(sentence: Sentence, low: int, high: int) -> bool:
    """Whether another verb of doing stands after `and`, or behind its own subject, before the noun: then the noun is its."""
    for i in range(low, high):
        if sentence.tokens[i].low in ("and", "и", "und", "och") and any(
            sentence.tags[j].keys() & _DOING for j in range(i + 1, min(i + 3, high))
        ):
            return i > low
    own = {a.end for a in sentence.actors if a.kind in ("state", "official") and a.start > low}
    own |= {i for i in range(low + 1, high) if sentence.tokens[i - 1].low in ("which", "who") and "THREAT" in sentence.tags[i]}
    return any(i in own and sentence.tags[i].keys() & _GOVERNING for i in range(low, high))


_GOVERNING = frozenset({"IMPOSE", "LIFT", "EASE", "EXTEND", "SUSPEND", "TIGHTEN", "THREAT"})
_DOING = frozenset({"IMPOSE", "LIFT", "EASE", "EXTEND", "SUSPEND", "TIGHTEN", "THREAT"})


def _matches(sentence: Sentence, budget: Budget) -> list[Match]:
    places: dict[str, list[int]] = {}
    for i, token in enumerate(sentence.tokens):
        places.setdefault(token.low, []).append(i)
        for concept in sentence.tags[i]:
            places.setdefault(concept, []).append(i)
    out: list[Match] = []
    for pattern in sentence.lexicon.patterns_for(frozenset(places)):
        out += pattern.find(sentence.tokens, sentence.tags, sentence.barrier, places, budget)
    return _nearest(out)


def _nearest(matches: list[Match]) -> list[Match]:
    """Of several verbs of one rule before one noun the nearest ("agree to impose sanctions": impose)."""
    best: dict[tuple[str, int], int] = {}
    for match in matches:
        if match.head[0] < match.noun[0]:
            key = (match.pattern.name, match.noun[0])
            best[key] = max(best.get(key, -1), match.head[0])
    return [m for m in matches if m.head[0] >= best.get((m.pattern.name, m.noun[0]), -1)]


def _taken(sentence: Sentence, match: Match, nouns: dict[int, list[Act]]) -> bool:
    """Whether the noun already serves an act. Two verbs joined by and/or may share one."""
    # `further penalties` threatens only where nothing else is done with them
    others = [o for o in nouns.get(match.noun[0], []) if o.rule != "further-measures" or "BE" in sentence.tags[match.head[0]]]
    if not others:
        return False
    return not any(
        abs(o.head - match.head[0]) <= 3 and o.family != match.pattern.act and _joined(sentence, o.head, match.head[0]) for o in others
    )


def _joined(sentence: Sentence, a: int, b: int) -> bool:
    low, high = sorted((a, b))
    return any(t.low in ("and", "or", "и", "или", "und", "och") for t in sentence.tokens[low:high])


def _sanction_verbs(sentence: Sentence) -> None:
    """Tell `Russia sanctions a minister` from `Russia sanctions are renewed`."""
    grammar = sentence.lexicon.grammar
    verbs = grammar.get("sanction_verbs")
    if not verbs:
        return
    tokens, tags = sentence.tokens, sentence.tags
    ends = {m.end: m.role for m in sentence.mentions}
    for i, token in enumerate(tokens):
        aside = token.low in verbs and i and tokens[i - 1].text == "," and aside_before(sentence, i)
        if token.low in verbs and _is_verb(sentence, i, {**ends, i: "name"} if aside else ends):
            for noun in ("SANCTION", "SANCTIONED", "LIST"):
                tags[i].pop(noun, None)
            tags[i]["SANCTIONV"] = 1
    sentence.__dict__.pop("concepts", None)


#: Before a state: `A sanctions` behind one of these is a noun.
_NOUNS_BEFORE = frozenset(
    {"from", "of", "under", "by", "with", "despite", "against", "new", "latest", "fresh", "recent", "existing", "these"}
)


def _is_verb(sentence: Sentence, i: int, ends: dict[int, str]) -> bool:
    tokens, grammar = sentence.tokens, sentence.lexicon.grammar
    low, before = tokens[i].low, tokens[i - 1] if i else None
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if after is None or before is None:
        return False
    if "NOW" in sentence.tags[i + 1] and low.endswith("ed") and i + 1 + sentence.tags[i + 1]["NOW"] < len(tokens):
        after = tokens[i + 1 + sentence.tags[i + 1]["NOW"]]  # `sanctioned today a minister`
    object_follows = after.capital or after.text[:1].isdigit() or after.low in _DETERMINERS
    object_follows = object_follows or (low in ("sanction", "blacklist") and _object_near(sentence, i + 1))
    if low == "sanctioned":
        auxiliary = before.low in grammar.get("auxiliary", ())
        beside = (i in ends and ends[i] != "adjective") or before.low in grammar.get("beside_verb", ())
        return auxiliary or (beside and object_follows)
    if low == "sanctioning":
        return before.low not in grammar.get("not_before_gerund", ()) and (object_follows or before.low in grammar.get("auxiliary", ()))
    if after.low in grammar["noun_after"] or not (after.text[:1].isalnum()):
        return False
    whose = next((m.start for m in sentence.mentions if m.end == i), 0)
    if whose and tokens[whose - 1].low in _NOUNS_BEFORE:
        return False  # `freed from A sanctions two weeks ago`, `calls the new A sanctions an error`
    if low in ("sanction", "blacklist"):
        return before.low in grammar["verb_before"] or (i in ends and ends[i] != "adjective" and object_follows)
    return object_follows and ((i in ends and ends[i] != "adjective") or before.low in _ADVERBS or _in_row(sentence, i))


def _object_near(sentence: Sentence, at: int) -> bool:
    """`far-right A activists`, `state-owned B firms`: an adjective of a state or somebody that can stand on a list, behind adjectives."""
    begins = {m.start for m in sentence.mentions if m.role != "outsider"}
    for i in range(at, min(at + 5, len(sentence.tokens))):
        if sentence.tokens[i].low in _HOLDS:
            return False
        if i in begins or "NAMED" in sentence.tags[i]:
            return True
        word = sentence.tokens[i].text
        if not (word.isalpha() or word == "-") or sentence.tags[i].keys() & {"ON", "BY", "BE", "WILL"}:
            return False
    return False


#: What a blacklist itself does.
_HOLDS = frozenset({"names", "includes", "covers", "targets", "contains", "lists", "bars", "bans", "hits", "now", "comprises", "affects"})
#: Words between a subject and its verb.
_ADVERBS = frozenset({"also", "jointly", "separately", "then", "immediately", "formally", "simultaneously", "likewise", "duly", "finally"})


def _in_row(sentence: Sentence, i: int) -> bool:
    """`A expels ten diplomats, sanctions 32 firms and ...`: a verb beside another of the same subject."""
    tokens = sentence.tokens
    if tokens[i - 1].low not in ("and", ",") or any(t.low in ("has", "have", "had", "imposed", "imposes") for t in tokens[i + 1 : i + 8]):
        return False
    verbs = (tokens[a.end] for a in sentence.actors if a.kind in ("state", "official") and a.end < i - 1)
    return any(t.text.islower() and t.low.endswith("s") and t.text.isalpha() and t.low != "sanctions" for t in verbs)


_DETERMINERS = frozenset(
    [
        "the",
        "a",
        "an",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "several",
        "more",
        "another",
        "dozens",
        "some",
        "over",
        "many",
        "former",
        "top",
        "senior",
        "members",
        "its",
        "his",
        "their",
        "almost",
        "nearly",
        "about",
        "at",
    ]
)
