"""What a sentence only mentions while it tells something else.

What belongs here: moods of markets, tales, hired pleaders, clauses beside the main one, verbs whose object is no measure.
What does not: dates (`history.py`), causes and the past (`news.py`), words (`words.yaml`; a language without them has none of it).
"""

from __future__ import annotations

from pipelines.interpret.statements.acts import Act
from pipelines.interpret.statements.frames import EASING
from pipelines.interpret.statements.sentence import Sentence


def mentioned(sentence: Sentence, act: Act) -> bool:
    """Whether an act is only mentioned: hoped for by a market, told in a book, pleaded for pay, known of a person or firm."""
    told = sentence.has("TALE", 0, act.head) and not (sentence.has("DENY") or sentence.has("DENIES"))
    hired = sentence.last("HIRED", max(act.head - 16, 0), act.head)
    told = told or (hired is not None and not sentence.comma(hired, act.head))
    return (
        told
        or _penalty(sentence, act)
        or _topic(sentence, act)
        or _of_markets(sentence, act)
        or _known(sentence, act)
        or _beside(sentence, act)
        or _other_object(sentence, act)
    )


def _penalty(sentence: Sentence, act: Act) -> bool:
    """`An airline was fined for breaking the embargo. It is shut out from ...`: part of the penalty for a breach."""
    before = sentence.previous
    if sentence.lexicon.language != "en" or before is None or act.noun < act.head or sentence.tokens[0].low not in ("the", "it"):
        return False
    firm = sentence.tokens[0].low == "it" or sentence.text(1, 2).lower() in _FIRMS
    words = [t.low for t in before.tokens]
    fined = any(w.startswith(("fine", "penalt", "guilty", "settle", "admit", "plead")) for w in words)
    return firm and fined and any(w.startswith(("evad", "bypass", "breach", "violat", "circumvent", "break")) for w in words)


_FIRMS = frozenset({"bank", "lender", "firm", "company", "carrier", "airline", "group", "shipper", "broker", "trader"})


def _topic(sentence: Sentence, act: Act) -> bool:
    """`talked about fish, the sanctions on A, and lifting curbs`: a gerund in the list of what was talked about."""
    tokens = sentence.tokens
    if (
        sentence.lexicon.language != "en"
        or not tokens[act.head].low.endswith("ing")
        or tokens[act.head - 1].low not in ("and", ",", "about", "on")
    ):
        return False
    talk = next((i for i in range(act.head - 2, max(act.head - 40, -1), -1) if tokens[i].low in _TALKS), None)
    if talk is None or any(sentence.hard(i) for i in range(talk, act.head)):
        return False
    opens = next((i for i in range(talk + 1, min(talk + 6, act.head)) if tokens[i].low in ("about", "on", "regarding", "concerning")), None)
    return (
        opens is not None
        and (opens == act.head - 1 or sentence.comma(opens, act.head))
        and not sentence.has("SANCTION", act.noun, act.noun_end)
    )


_TALKS = frozenset(
    {"talk", "talks", "talked", "speak", "speaks", "spoke", "spoken", "confer", "confers", "conferred", "converse", "chat", "chatted"}
)


def _of_markets(sentence: Sentence, act: Act) -> bool:
    """`The rouble rose on hopes that A would lift ...`, `traders weighed tighter sanctions`: a mood, or what moves a market."""
    market = sentence.has("MARKET")
    mood = sentence.last("MOOD", max(act.head - 16, 0), act.head + 1)
    grounds = mood is not None and any(t.low in ("on", "amid") for t in sentence.tokens[max(mood - 2, 0) : mood])
    if mood is not None and (grounds or market) and not _voiced(sentence, mood) and not sentence.comma(mood, act.head):
        return sentence.tokens[0].low not in ("on", "amid")  # `On hopes of a truce A eased ...`
    dealer = sentence.last("DEALER", max(act.head - 14, 0), act.head)
    doubts = sentence.first("GAMBLE", dealer, min(dealer + 7, act.head + 1)) if dealer is not None else None
    return market and doubts is not None and not sentence.comma(doubts, act.head)


def _voiced(sentence: Sentence, mood: int) -> bool:
    """`A voiced hopes that ...`, `A hopes that ...`: a mood that somebody states."""
    speaks = any(a.end == mood and a.kind in ("state", "official") for a in sentence.actors)
    return speaks or any(t.low.startswith(("voic", "express", "said", "says", "rais")) for t in sentence.tokens[max(mood - 3, 0) : mood])


#: Words that open a clause on the noun before them.
_RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
_PERFECT = frozenset({"has", "have", "had", "'ve", "is", "are", "was", "were", "needs", "need"})


def _known(sentence: Sentence, act: Act) -> bool:
    """`a firm that A has put under sanctions`, `a ship whose owner is barred by A`: what is known of somebody, not told as new."""
    low = sentence.clause_start(act.head, 15)
    at = next((i for i in range(act.head - 1, low, -1) if _opens_clause(sentence, i) or _bare_clause(sentence, i, act)), None)
    if at is None or _fresh(sentence, at, act) or sentence.has("WILL", at, act.head) or sentence.has("CAN", at, act.head):
        return False
    if sentence.comma(at, act.head) or _says(sentence, at, act.head):
        return False
    helpers = [i for i in range(at + 1, act.head + 1) if sentence.tokens[i].low in _PERFECT]
    if len(helpers) != 1:
        return False  # `men who had died are taken off the list`: the second verb is that of the sentence
    return act.head - helpers[0] <= 4 or sentence.tokens[act.head - 1].low == "and"  # `whom A has charged and placed under sanctions`


def _opens_clause(sentence: Sentence, at: int) -> bool:
    """Whether word `at` tells of a person, firm or thing named right before it, not of a measure and not of what was said."""
    if sentence.tokens[at].low not in _RELATIVE:
        return False
    noun = next((i for i in range(at - 1, 0, -1) if sentence.tokens[i].low not in _LEADING), 0)
    measure = any(sentence.tags[i].keys() & _MEASURES or sentence.tokens[i].low in _RULINGS for i in range(max(noun - 4, 0), noun + 1))
    told = any(t.low.startswith(_TOLD) for t in sentence.tokens[max(noun - 30, 0) : noun])
    if measure or told or "REPORT" in sentence.tags[noun]:
        return False
    low = noun - 2 if sentence.tokens[noun - 1].low in ("in", "near", "of", "from") else noun  # `a factory in B that A has ...`
    return sentence.tokens[at].low != "that" or sentence.has("NAMED", low, noun + 1)


def _bare_clause(sentence: Sentence, at: int, act: Act) -> bool:
    """`a project A has exempted`: a state right behind a noun with its article, before its verb."""
    actor = next((a for a in sentence.actors if a.start == at and a.kind in ("state", "official") and 0 < act.head - a.end <= 2), None)
    noun = at - 2 if sentence.tokens[at - 1].low == "the" else at - 1
    if actor is None or noun < 3 or sentence.text(actor.end, actor.end + 1).lower() not in ("has", "have", "had"):
        return False
    article = any(t.low in ("a", "an", "one") for t in sentence.tokens[noun - 3 : noun])
    return article and sentence.tokens[noun].text.isalpha() and not sentence.tags[noun].keys() & (_MEASURES | {"REPORT", "CAUSE", "BESIDE"})


#: Words between a noun and the relative word.
_LEADING = frozenset({",", "for", "to", "from", "by", "on", "with", "against", "of"})
#: Beginnings of words that make news of what stands in a clause behind a noun: `publishes the names of men who are barred`.
_TOLD = ("names", "publish", "list", "assur", "tell", "told", "inform", "remind", "convinc", "persuad", "warn", "promis", "announc")


_MEASURES = frozenset({"SANCTION", "WEAK", "PACKAGE", "LIST", "LICENCE", "LAW", "RELIEF", "IMPOSE"})
_RULINGS = frozenset({"order", "decree", "law", "act", "move", "decision", "step", "resolution", "regulation", "action", "vote", "ruling"})


def _says(sentence: Sentence, low: int, high: int) -> bool:
    """Whether somebody says something in [low, high); the name `United States` does not."""
    names = {i for a in sentence.actors for i in range(a.start, a.end)}
    return any("REPORT" in sentence.tags[i] and i not in names for i in range(low, high))


def _fresh(sentence: Sentence, low: int, act: Act) -> bool:
    """Whether a clause dates or marks its act as new."""
    high = next((i for i in range(act.noun_end, len(sentence.tokens)) if sentence.tokens[i].text == ","), len(sentence.tokens))
    words = {t.low for t in sentence.tokens[low:high]}
    return sentence.has("NOW", low, high) or sentence.has("FRESH", low, high) or bool({"just", "newly", "week", "recently"} & words)


def _beside(sentence: Sentence, act: Act) -> bool:
    """`Given that A has banned ..., the firm turned to B`, `He left when A refused visas`: a clause beside one of something else."""
    opens = sentence.last("BESIDE", max(act.head - 14, 0), act.head)
    if opens is None or _says(sentence, 0, opens) or _today(sentence, opens) or sentence.has("WILL", opens):
        return False
    whole = not opens and not sentence.comma(act.head, len(sentence.tokens))  # `When talks broke down A imposed ...`
    told = any(sentence.tags[i].keys() & _DEEDS for i in range(opens)) or _deed_behind(sentence, act)
    if told or whole or sentence.comma(opens, act.head):
        return False
    word = sentence.tokens[act.head].low
    lasting = any(t.low in _LASTING for t in sentence.tokens[max(opens, act.head - 4) : act.head])
    return lasting or (sentence.tokens[opens].low != "while" and word.endswith(("ed", "ut", "ozed", "roze")))


def _today(sentence: Sentence, opens: int) -> bool:
    """Whether a sentence dates itself to these days; `now that` does not."""
    return any("NOW" in tags and i != opens for i, tags in enumerate(sentence.tags))


_LASTING = frozenset({"has", "have", "had", "is", "are", "was", "were", "'s"})
_DEEDS = frozenset({"SANCTION", "SANCTIONV", "WEAK", "LICENCE", "RELIEF", "LIST", "PACKAGE"})


def _deed_behind(sentence: Sentence, act: Act) -> bool:
    """Whether the main clause behind the comma tells of measures itself."""
    comma = next((i for i in range(act.head, len(sentence.tokens)) if sentence.tokens[i].text == ","), len(sentence.tokens))
    said = any(t.low in ("said", "says") for t in sentence.tokens[comma:])
    return said or any(tags.keys() & _DEEDS for tags in sentence.tags[comma:])


def _other_object(sentence: Sentence, act: Act) -> bool:
    """`revoked the passports of four men under sanctions`, `took a medal from a banker on the list`: what is taken is no measure."""
    if sentence.lexicon.language != "en":
        return False
    between = [t.low for t in sentence.tokens[act.head + 1 : act.noun]]
    broken = any(word.startswith(("breach", "violat", "evad", "enforc", "circumvent")) for word in between)
    if act.rule in ("push-sanctions", "push-ban"):  # `asked that the ship be held for breaching sanctions`
        return broken or "under" in between
    if act.family == "delist":
        source = next((i for i, word in enumerate(between) if word in ("from", "off")), len(between))
        return "on" in between[source + 2 :]
    listed = "on" in between and any("list" in t.low for t in sentence.tokens[act.noun : act.noun_end + 1])
    broken = broken and not sentence.has("WEAK", act.head, act.noun)
    parted = listed or broken or bool({"under", "who", "whose", "whom", "which"} & set(between))
    return parted and act.rule in _LIFTS and act.family in EASING


_LIFTS = frozenset({"lift", "lift-weak", "ease", "ease-weak", "suspend", "suspend-weak"})
