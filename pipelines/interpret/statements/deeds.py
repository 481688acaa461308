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
    return bool(endings) and sentence.tokens[act.head].low.endswith(endings) and not sentence.has("CAN", act.head - 2, act.head)


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
