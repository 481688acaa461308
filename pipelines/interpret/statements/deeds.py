"""Deeds: whether the verb of an act tells something finished, not wanted, promised or offered.

What belongs here: tenses and the words right around the verb. What does not: all other signs around an act (`signs.py`).
"""

from __future__ import annotations

from pipelines.interpret.statements.acts import Act
from pipelines.interpret.statements.sentence import Sentence


def kept_bargain(sentence: Sentence, act: Act, swap: int) -> bool:
    """`In return A is lifting its sanctions`: done in exchange for something, not offered for it."""
    words = {t.low for t in sentence.tokens[swap : act.head]}
    done = swap < min(act.head, act.noun) and not words & _OFFERS and not sentence.has("CALL", swap, act.head)
    return done and sentence.lexicon.language == "en" and ("for" not in words or sentence.comma(swap, act.head))


_OFFERS = frozenset({"to", "will", "would", "could", "can", "may", "might", "must", "should", "be", "if", "'ll", "’ll", "promises"})


def done(sentence: Sentence, act: Act) -> bool:
    """Whether the verb itself says that it happened (`сняли`, not `снимут`, `снятие`)."""
    endings = tuple(sentence.lexicon.grammar.get("verb_done", ()))
    verb = act.head + (sentence.tokens[act.head].low in _PARTLY)
    return bool(endings) and sentence.text(verb, verb + 1).lower().endswith(endings) and not sentence.has("CAN", act.head - 2, act.head)


#: Adverbs that are one word with the verb behind them.
_PARTLY = frozenset({"частично", "временно", "поэтапно", "постепенно", "вновь", "снова", "повторно", "опять"})


#: Past tenses that do not end in -ed.
_IRREGULAR = frozenset({"put", "cut", "froze", "took", "struck", "hit", "withdrew", "forbade", "shut", "gave", "laid", "broke"})


def finished(sentence: Sentence, act: Act, opens: int) -> bool:
    """`A lifted its sanctions in return`, `A halted trade until ...`: what opens at a word behind a deed is its price or its term."""
    word, after = sentence.tokens[opens].low, sentence.text(opens + 1, opens + 2).lower()
    priced = word == "in" and after in ("return", "exchange")
    if opens < act.head or not (priced or (word in _TERMS and act.family in ("impose", "tighten"))):
        return False
    start = sentence.clause_start(act.head, 12)
    wished = any(sentence.has(c, start, act.head) for c in ("MODAL", "WILL", "CALL", "PUSH", "IF", "NEG", "HEDGE", "REFUSE", "SWAP"))
    irregular = sentence.tokens[act.head].low in _IRREGULAR and sentence.text(act.head - 1, act.head).lower() not in ("to", "be")
    return told(sentence, act) or (irregular and not wished and sentence.lexicon.language == "en")


_TERMS = frozenset({"until", "till", "unless"})


def past(sentence: Sentence, act: Act) -> bool:
    """`was adopted`, `have been listed`: done, whatever else the sentence makes depend on it."""
    before = [t.low for t in sentence.tokens[max(act.head - 3, 0) : act.head]]
    today = "NOW" in sentence.tags[act.head] or sentence.has("NOW", act.head + 1, act.head + 4)
    being = ("was", "were", "is", "are") if today else ("was", "were")
    passive = bool(before) and (before[-1] in being or (before[-1] == "been" and bool({"has", "have"} & set(before))))
    perfect = bool({"have", "has", "'ve", "’ve"} & set(before)) and act.noun > act.head and not {"to", "not", "n't", "be"} & set(before)
    modal = sentence.has("CAN", act.head - 4, act.head) or sentence.has("MODAL", act.head - 4, act.head)
    return (passive or perfect) and act.family in ("impose", "tighten") and not modal


def told(sentence: Sentence, act: Act) -> bool:
    """`A waives sanctions and says it will leave if ...`, `curbs are suspended`: in English a finite verb that nothing wishes or denies."""
    if sentence.lexicon.language != "en" or act.family in ("threaten", "maintain"):
        return False
    low, before = sentence.tokens[act.head].low, sentence.tokens[act.head - 1].low if act.head else ""
    passive = before in ("is", "are", "was", "were", "been") and low.endswith(("ed", "en", "wn"))
    active = low.endswith(("s", "ed")) and before not in ("to", "be", "been", "of", "the", "and", "or") and "nominal" not in act.form
    start = sentence.clause_start(act.head, 12)
    wished = any(sentence.has(c, start, act.head) for c in ("MODAL", "WILL", "CALL", "IF", "NEG", "HEDGE", "REFUSE", "SWAP"))
    return (passive or active) and not wished


def resolved(sentence: Sentence, i: int) -> bool:
    """`The Security Council votes 15-0 to`, `ministers decide on Monday to`: a body with power does what it decides to do."""
    tokens = sentence.tokens
    if tokens[i].low not in _RESOLVING or sentence.lexicon.language != "en":
        return False
    to = next((k for k in range(i + 1, min(i + 12, len(tokens))) if tokens[k].low in _TO), None)
    before = range(max(i - 3, 0), i)
    if to is None or tokens[to].low != "to" or any(tokens[k].low in _UNDECIDED or "NEG" in sentence.tags[k] for k in before):
        return False
    low = max(i - 14, 0)
    without = _WITHOUT | set(sentence.lexicon.grammar.get("petitioners", ()))
    bodies = [a for a in sentence.actors if low <= a.start and a.end <= i and a.code and a.kind in ("state", "official")]
    if not bodies or any(t.low in without for t in tokens[low:i]):
        return False
    return not tokens[i].low.startswith("vot") or any(a.code in _VOTING for a in bodies)


_RESOLVING = frozenset({"decide", "decides", "vote", "votes", "voted"})
_TO = frozenset({"to", "against", "whether", "for", "if", "that"})
_UNDECIDED = frozenset({"to", "will", "would", "could", "may", "might", "should", "must", "can", "yet", "expected", "due", "whether", "if"})
#: Bodies that have no power over sanctions by themselves, and those whose vote is the decision.
_WITHOUT = frozenset({"senate", "house", "bundestag", "duma", "committee", "knesset", "commons", "lords", "assembly", "rada", "chamber"})
_VOTING = frozenset({"UN", "EU", "AFU", "ECOWAS"})


def talked_out(sentence: Sentence, act: Act, low: int) -> bool:
    """`после долгих переговоров продлили`, `без обсуждения продлил`: talks that are over or were not held leave nothing open."""
    near = [i for i in range(max(low, min(act.head, act.noun) - 12), act.head) if "HEDGE" in sentence.tags[i]]
    talks = (sentence.tokens[i].low.startswith(("обсужден", "переговор")) for i in near)
    over = (any(t.low in _OVER for t in sentence.tokens[max(i - 3, 0) : i]) for i in near)
    return bool(near) and all(talks) and all(over)


_OVER = frozenset({"без", "после", "итогам", "результате", "ходе", "открывая"})


def settled(sentence: Sentence, i: int) -> bool:
    """Whether word i tells a decision that is taken (`today decided to`, `took the decision to`, `the bill I have approved`)."""
    if sentence.tokens[i].low in ("decision", "decisions"):
        told = any(sentence.text(k, k + 2).lower() in _TOLD for k in range(i, min(i + 26, len(sentence.tokens))))
        return told or any(t.low in ("took", "taken", "adopted", "adopts", "made", "reached") for t in sentence.tokens[max(i - 4, 0) : i])
    if sentence.tokens[i].low == "bill":
        return any(t.low in ("approved", "signed") for t in sentence.tokens[i + 1 : i + 5])
    if sentence.tokens[i].low in ("agreement", "accord", "deal"):
        return "NOW" in sentence.tags[i + 1]  # `a political agreement on Monday to`
    to = next((k for k in range(i + 1, min(i + 8, len(sentence.tokens))) if sentence.tokens[k].low == "to"), i)
    dated = to == i + 1 or not any(t.low in _DECIDED_ELSE for t in sentence.tokens[i + 1 : to])
    return (sentence.tokens[i].low == "decided" and to > i and dated and not sentence.has("NEG", i - 2, to)) or resolved(sentence, i)


#: What becomes of a decision that is taken (`the decision to ban A was announced`).
_TOLD = frozenset({"was announced", "was published", "took effect", "was signed", "was taken", "came into", "takes effect", "is published"})
#: Words that make what was decided another thing than what follows.
_DECIDED_ELSE = frozenset({"whether", "against", "that", "not", "if", "how", "when", "and", "but", ",", "which"})
