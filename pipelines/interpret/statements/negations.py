"""Negations: whether an act is denied, refused or not asked for.

What belongs here: which negation touches an act. What does not: what it makes of the act (`frames.py`).
"""

from __future__ import annotations

from pipelines.interpret.statements.acts import Act
from pipelines.interpret.statements.sentence import Sentence

#: Words that keep a negation from touching the act ("not only", "did not rule out", "not designed to").
_NOT_NEGATED = frozenset(
    {
        "only",
        "just",
        "merely",
        "только",
        "nur",
        "bara",
        "designed",
        "сразу",
        "debate",
        "discussion",
        "objection",
        "exclude",
        "rule",
        "ruled",
        "hesitate",
        "hesitating",
        "breaking",
        "violating",
        "breaching",
        "fear",
        "risking",
        "explanation",
        "delay",
    }
)


_MUST = frozenset({"should", "must"})


MODALS = frozenset({"will", "would", "'ll", "’ll"})


def modal(sentence: Sentence, i: int) -> bool:
    """Whether word i opens the main clause behind a condition without a comma (`modals` of patterns.yaml)."""
    return sentence.tokens[i].low in MODALS or sentence.tokens[i].low in sentence.lexicon.grammar.get("modals", ())


OR = frozenset({"or", "nor", "или", "ни", "oder", "eller"})


def is_negated(sentence: Sentence, act: Act, low: int) -> bool:
    """Whether a word of negation governs the act, in its clause from word `low` on."""
    if "modal" in act.form:
        return False
    passive = act.noun < act.head and "BE" in sentence.tags[act.head - 1]
    allowed = any(t.low.startswith("исключ") for t in sentence.tokens[max(act.noun - 4, 0) : act.noun])  # `не исключил, что снимут`
    none = passive and not allowed and sentence.has("NEG", act.noun - 4, act.noun)
    if none or (sentence.tokens[low].low in OR and sentence.has("NEG", 0, low)):
        return True  # `no further sanctions on A will be adopted`
    for i in range(max(low, act.head - 7), max(act.head, act.noun)):
        if act.family == "maintain" and any(t.low == "и" for t in sentence.tokens[i : act.head]):
            continue  # `do not depend on the talks and stay in force`
        if sentence.text(i + 2, i + 3) == "ли":
            continue  # `не ослабить ли санкции`: a question put
        if "NEG" in sentence.tags[i] and not sentence.comma(i, act.head) and not _elsewhere(sentence, act, low, i):
            after = sentence.tokens[i + 1].low if i + 1 < len(sentence.tokens) else ""
            if after not in _NOT_NEGATED and not after.startswith(("исключ", "прекращ", "перест")):
                return True
    return bool(sentence.lexicon.grammar.get("negation_after")) and _negated_behind(sentence, act)


def _elsewhere(sentence: Sentence, act: Act, low: int, neg: int) -> bool:
    """`impose without delay`, `if A does not stop there will be sanctions`: a negation of something else."""
    if sentence.tokens[neg].low == "without":
        return any(t.low in ("delay", "hesitation", "exception", "fail", "warning") for t in sentence.tokens[neg + 1 : neg + 3])
    if sentence.tokens[neg].low in ("utan", "ohne"):
        return sentence.text(neg + 1, neg + 2).lower() in _EASILY
    opened = sentence.first("IF", max(low - 4, 0), neg)
    over = any(modal(sentence, i) for i in range(neg + 1, act.head + 1))
    unless = opened is not None and (sentence.tokens[opened].low in ("if", "unless") or bool(sentence.lexicon.grammar.get("modals")))
    return unless and over


#: What a decision is taken without, where it is taken easily.
_EASILY = frozenset({"debatt", "diskussion", "dröjsmål", "tvekan", "votering", "debatte", "aussprache", "zögern", "verzögerung", "weitere"})


def _negated_behind(sentence: Sentence, act: Act) -> bool:
    """`снятие санкций не планируется`: a negation within three words behind the act, in its own clause."""
    for i in range(act.end, min(act.end + 3, len(sentence.tokens))):
        if sentence.tokens[i].text == "," or "IF" in sentence.tags[i] or sentence.hard(i):
            break
        if "NEG" in sentence.tags[i] and sentence.text(i + 1, i + 2).lower() not in _NOT_NEGATED:
            return True
    return False


def denied_report(sentence: Sentence, act: Act) -> bool:
    """`denied a newspaper report that the ban would be lifted`."""
    at = sentence.last("DENIES", act.head - 24, act.head)
    before = bool(sentence.lexicon.grammar.get("verb_last")) and at is not None and sentence.has("HEARD", at - 7, at)
    told = at is not None and (before or sentence.has("HEARD", at + 1, min(at + 7, act.head)))
    return told or called_untrue(sentence, act)


def called_untrue(sentence: Sentence, act: Act) -> bool:
    """`It was untrue that A was easing sanctions`, `reports that A would lift them were wide of the mark`."""
    first = min(act.head, act.noun)
    heard = sentence.last("HEARD", first - 14, first)
    false = sentence.last("UNTRUE", first - 14, first)
    if false is not None and (sentence.has("HEARD", false, first) or any(t.low == "that" for t in sentence.tokens[false:first])):
        return not sentence.comma(false, first)
    if heard is None or sentence.comma(heard, first):
        return False
    for i in range(max(act.end, act.noun_end), len(sentence.tokens)):
        if sentence.hard(i) or sentence.tokens[i].low in _ASIDE:
            return False
        if "UNTRUE" in sentence.tags[i]:
            return True
    return False


def is_refused(sentence: Sentence, act: Act, low: int) -> bool:
    """Whether a word of refusal governs the act; `did not rule out` does not refuse."""
    if "modal" in act.form:
        return False
    turned = "nominal" in act.form and sentence.tags[act.head].get("REFUSE", 0) > 1  # `decides against`
    at = sentence.last("REFUSE", max(low, min(act.head, act.noun) - 9), act.head + turned)
    turns = sentence.text(act.head - 2, act.head - 1) in _MUST and any(t.low in ("and", "but") for t in sentence.tokens[at or 0 : act.head])
    if at is not None and "modals" in sentence.lexicon.grammar and _elsewhere(sentence, act, low, at):
        return False  # `om A avvisar en vapenvila är B berett att införa sanktioner`
    if at is not None and turns:
        return False  # `the embargo prevented training and should be lifted`
    if at is not None and act.noun < at and sentence.has("RELATIVE", act.noun, at) and sentence.comma(at, act.head):
        return False  # `the list of goods that may not be imported, can be widened`
    return at is not None and not sentence.has("NEG", at - 2, at) and not sentence.comma(at, min(act.head, act.noun))


def is_idle(sentence: Sentence, act: Act, low: int) -> bool:
    """Whether a demand is denied itself ("does not ask to lift")."""
    if _unlinked(sentence, act, low):
        return True
    at = sentence.last("CALL", low, act.head)
    if at is not None and sentence.has("DENY", low, at):
        return True
    if at is not None and act.family in ("impose", "tighten") and "REPORT" in sentence.tags[at] and sentence.has("NEG", at + 1, act.head):
        return True
    return (
        at is not None and "REPORT" in sentence.tags[at] and sentence.has("NEG", at - 2, at) and not sentence.has("NEG", at + 1, act.head)
    )


def _unlinked(sentence: Sentence, act: Act, low: int) -> bool:
    """`must not depend on a vote to lift sanctions`: what is said not to hang on the act says nothing of it."""
    links = (
        i for i in range(low, min(act.head, act.noun)) if "LINK" in sentence.tags[i] and sentence.text(i + 1, i + 2).lower() in ("on", "to")
    )
    return any(sentence.has("NEG", i - 3, i) and not sentence.comma(i, act.head) for i in links)


def ruled_out_behind(sentence: Sentence, low: int, high: int) -> bool:
    """Whether a word of refusal behind an act is said of it (`is premature`), not of something else (`over the premature end of`)."""
    places = (i for i in range(low, min(high, len(sentence.tokens))) if "REFUSE_AFTER" in sentence.tags[i])
    return any(not _qualifies(sentence, i) for i in places)


def _qualifies(sentence: Sentence, at: int) -> bool:
    """`over an "unacceptable" raid`: an adjective of what gave the cause."""
    before = [t.low for t in sentence.tokens[max(at - 4, 0) : at] if t.text not in "\"“”'‘’"]
    article = before[-1:] in (["a"], ["an"]) and before[-2:-1] and before[-2] in ("over", "to", "of", "for", "against", "after")
    return bool(article) or (before[-1:] != [] and before[-1] in _DETERMINERS)


#: Behind one of these an adjective qualifies the noun that follows.
_DETERMINERS = frozenset({"the", "its", "their", "his", "her", "this", "such", "of", "over", "these", "those"})


def failed_behind(sentence: Sentence, act: Act) -> bool:
    """`The bid to impose sanctions on A collapsed`: what was put forward came to nothing, told by a verb behind it (`BID`, `FAILED`)."""
    if not sentence.has("BID", act.start - 12, act.head + 1):
        return False
    for i in range(max(act.end, act.noun_end), len(sentence.tokens)):
        if sentence.hard(i) or sentence.tokens[i].low in _ASIDE:
            return False
        if "FAILED" in sentence.tags[i]:
            return True
    return False


#: Words that open a clause with another subject.
_ASIDE = frozenset({"after", "because", "since", "when", "as", "while", "if", "unless", "until", "and", "but"}) | {
    *("which", "who", "that", "whose"),
}
