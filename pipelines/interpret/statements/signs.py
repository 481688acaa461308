"""Signs: what stands around an act - negations, conditions, demands, threats, guesses.

What belongs here: looking for concepts of `words.yaml` in the right places around an act. What does not: what they make of
the act (`frames.py`).
"""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.interpret.statements.acts import Act
from pipelines.interpret.statements.sentence import Sentence


@dataclass(frozen=True)
class Frame:
    """The signs around an act, as word numbers; None where there is none."""

    negated: bool
    refused: bool
    vetoed: bool
    inside_condition: bool
    condition: bool
    swap: bool
    link: bool
    call: bool
    push: bool
    threat: bool
    can: bool
    will: bool
    hedge: bool
    unlikely: bool
    more: bool
    partial: bool
    named: bool
    announced: bool
    vote: bool
    idle: bool
    decreed: bool
    ponders: bool = False
    planned: bool = False
    hearsay: bool = False
    denies: bool = False


def read_frame(sentence: Sentence, act: Act) -> Frame:
    """Look around an act, within its clause for most signs and in the whole sentence for conditions."""
    low, high = sentence.part_start(act.head), sentence.clause_end(act.end)
    first, last = min(act.head, act.noun), max(act.head + 1, act.noun_end)
    condition = next((i for i in range(last - 1, max(first - 14, 0) - 1, -1) if _condition(sentence, i)), None)
    inside = condition is not None and condition < max(first, act.head) and not sentence.comma(condition, first)
    if inside and condition is not None and sentence.tokens[condition].low in ("in", "в", "im") and first - condition > 3:
        inside = False
    signed = _left(sentence, "SIGN", act, low, 14) or _law_signed(sentence)
    swap = sentence.last("SWAP", max(first - 8, 0), max(act.noun, first))
    return Frame(
        negated=_negated(sentence, act, low),
        refused=_refused(sentence, act, low) or sentence.has("REFUSE_AFTER", last, _comma_after(sentence, last, high)),
        vetoed=_left(sentence, "VETO", act, low, 14),
        inside_condition=inside,
        condition=sentence.has("ELSE")
        or (act.family == "threaten" and sentence.tokens[act.head - 1].low in _OR)
        or (not inside and any(_condition(sentence, i) for i in range(len(sentence.tokens)))),
        swap=swap is not None,
        link=any(_linked(sentence, act, i) for i in range(max(low - 6, 0), min(act.end + 4, len(sentence.tokens)))),
        call=_left(sentence, "CALL", act, low, 14)
        or _must_be(sentence, act)
        or (act.family == "relief" and "CALL" in sentence.tags[act.head]),
        push=(not signed and (_pushed(sentence, act, low) or _bill(sentence, act) or _chamber(sentence, act)))
        or sentence.has("PONDER", act.head + 1, act.noun)
        or any("PUSH" in sentence.tags[i] and "IF" not in sentence.tags[i] for i in range(last, min(last + 4, high, len(sentence.tokens)))),
        threat=_left(sentence, "THREAT", act, low, 14),
        can=_left(sentence, "CAN", act, low, 8) or sentence.has("CAN", act.end, min(act.end + 4, high)),
        will=_left(sentence, "WILL", act, low, 7) or "FUTURE" in sentence.tags[act.head] or _headline_future(sentence, act),
        hedge=(not signed and _left(sentence, "HEDGE", act, low, 12))
        or sentence.has("HEDGE", act.end, min(act.end + 3, high))
        or sentence.has("HEDGE_AFTER", act.noun_end, high),
        unlikely=_left(sentence, "UNLIKELY", act, low, 10) or sentence.has("UNLIKELY", act.end, act.end + 4),
        more=_more(sentence, act),
        partial=sentence.has("PARTIAL", act.noun - 6, act.noun + 1),
        named=_named(sentence, act),
        announced=_announced(sentence, act, low),
        vote=_left(sentence, "VOTE", act, low, 14),
        idle=_idle(sentence, act, low) or (_hypothetical(sentence, act) and not sentence.has("REFUSE_AFTER", last, high)),
        denies=sentence.has("DENY", low, act.head),
        hearsay=sentence.has("HEARSAY"),
        ponders=_left(sentence, "PONDER", act, low, 12) or sentence.has("HEDGE_AFTER", act.noun_end, high),
        decreed=_left(sentence, "DECREE", act, low, 15) or (sentence.lexicon.language == "de" and sentence.has("DECREE", act.end, high)),
    )


def _comma_after(sentence: Sentence, low: int, high: int) -> int:
    """The first comma in [low, high), or high."""
    return next((i for i in range(low, min(high, len(sentence.tokens))) if sentence.tokens[i].text == ","), high)


def _headline_future(sentence: Sentence, act: Act) -> bool:
    """`EU to lift sanctions`: an infinitive right behind its subject."""
    if act.head < 2 or sentence.tokens[act.head - 1].low != "to":
        return False
    return any(a.end == act.head - 1 and a.kind in ("state", "official") and a.start <= 2 for a in sentence.actors)


def _must_be(sentence: Sentence, act: Act) -> bool:
    """`the lifting of sanctions must be part of a deal`."""
    if not sentence.tokens[act.head].low.endswith(("ing", "removal", "termination", "end", "suspension", "relaxation")):
        return False
    return any(
        sentence.tokens[i].low in ("must", "should") and not sentence.comma(act.noun_end, i)
        for i in range(act.noun_end, min(act.noun_end + 6, len(sentence.tokens)))
    )


def _condition(sentence: Sentence, i: int) -> bool:
    """Whether a conditional word opens at i; `until 31 July` is a term, not a condition."""
    if "IF" not in sentence.tags[i]:
        return False
    if sentence.tokens[i].low not in ("until", "till", "до", "bis", "tills", "pending"):
        return True
    after = sentence.tokens[i + 1 : i + 5]
    return not any(
        t.text[:1].isdigit() or t.low in sentence.lexicon.months or t.low in ("end", "конца", "now", "further") for t in after[:4]
    )


def _left(sentence: Sentence, concept: str, act: Act, low: int, reach: int) -> bool:
    """Whether a concept opens before the head (or is the head of a nominal act), at most `reach` words back."""
    end = act.head + 1 if "nominal" in act.form else act.head
    return sentence.has(concept, max(low, min(act.head, act.noun) - reach), end)


def _pushed(sentence: Sentence, act: Act, low: int) -> bool:
    """Whether something is proposed or wanted left of the act; `after the vote in A` proposes nothing."""
    end = act.head + 1 if "nominal" in act.form else act.head
    start = max(low, min(act.head, act.noun) - 14, 0)
    return any("PUSH" in sentence.tags[i] and not (i < act.head and sentence.has("CAUSE", i - 3, i)) for i in range(start, end))


#: Words that keep a negation from touching the act ("not only", "did not rule out", "not designed to").
_NOT_NEGATED = frozenset(
    {"only", "just", "merely", "только", "nur", "bara", "designed", "сразу", "exclude", "rule", "ruled", "hesitate", "hesitating"}
)


_OR = frozenset({"or", "nor", "или", "ни", "oder", "eller"})


def _negated(sentence: Sentence, act: Act, low: int) -> bool:
    if "modal" in act.form:
        return False
    if sentence.tokens[low].low in _OR and sentence.has("NEG", 0, low):
        return True
    for i in range(max(low, act.head - 7), max(act.head, act.noun)):
        if "NEG" in sentence.tags[i] and not sentence.comma(i, act.head):
            after = sentence.tokens[i + 1].low if i + 1 < len(sentence.tokens) else ""
            if after not in _NOT_NEGATED and not after.startswith(("исключ", "прекращ", "перест")):
                return True
    if not sentence.lexicon.grammar.get("negation_after"):
        return False
    for i in range(act.end, min(act.end + 3, len(sentence.tokens))):
        if sentence.tokens[i].text == "," or "IF" in sentence.tags[i]:
            break
        if "NEG" in sentence.tags[i] and sentence.text(i + 1, i + 2).lower() not in _NOT_NEGATED:
            return True
    return False


def _chamber(sentence: Sentence, act: Act) -> bool:
    """`The House approved sanctions`: one chamber's vote makes no law."""
    votes = sentence.tokens[act.head].low in sentence.lexicon.grammar.get("votes", ())
    chambers = sentence.lexicon.grammar.get("chambers", ())
    return votes and any(
        t.low in chambers and t.capital and sentence.text(i - 1, i).lower() != "white"
        for i, t in enumerate(sentence.tokens[max(act.head - 6, 0) : act.head], max(act.head - 6, 0))
    )


def _linked(sentence: Sentence, act: Act, i: int) -> bool:
    """Whether the act is tied to something at word i; `firms linked to X` behind the noun ties nothing."""
    if "LINK" not in sentence.tags[i]:
        return False
    participle = sentence.tokens[i].low in ("linked", "tied", "ties", "links") and i > act.noun
    return not participle or bool(sentence.tags[i - 1].keys() & {"BE", "WILL", "CAN"})


def _hypothetical(sentence: Sentence, act: Act) -> bool:
    """`Lifting sanctions would help exporters`: what would follow, not what is done."""
    if not sentence.tokens[act.head].low.endswith("ing") or act.noun < act.head:
        return False
    modal = next((i for i in range(act.noun_end, min(act.noun_end + 7, len(sentence.tokens))) if sentence.tokens[i].low == "would"), None)
    before = sentence.tokens[act.head - 1].low if act.head else ""
    return modal is not None and (before in ("", "that", ":", ",") or "REPORT" in sentence.tags[act.head - 1])


def _law_signed(sentence: Sentence) -> bool:
    """Whether the sentences before told that the bill was signed."""
    for _ in range(3):
        if sentence.previous is None:
            return False
        sentence = sentence.previous
        if sentence.has("SIGN") and sentence.has("BILL", (sentence.first("SIGN", 0, 999) or 0), 999):
            return True
    return False


def _bill(sentence: Sentence, act: Act) -> bool:
    """`passed a bill imposing sanctions`: not law before it is signed."""
    signed = sentence.tokens[act.head].low.startswith(("sign", "подпис", "enact"))
    asks = any("CALL" in sentence.tags[i] and sentence.tokens[i + 1].low in ("for", "on") for i in range(act.head + 1, act.noun))
    return not signed and act.head < act.noun and (asks or sentence.has("BILL", act.head, act.noun))


def _refused(sentence: Sentence, act: Act, low: int) -> bool:
    """Whether a word of refusal governs the act; `did not rule out` does not refuse."""
    if "modal" in act.form:
        return False
    at = sentence.last("REFUSE", max(low, min(act.head, act.noun) - 7), act.head)
    return at is not None and not sentence.has("NEG", at - 2, at) and not sentence.comma(at, min(act.head, act.noun))


def _idle(sentence: Sentence, act: Act, low: int) -> bool:
    """Whether a demand is denied itself ("does not ask to lift")."""
    at = sentence.last("CALL", low, act.head)
    if at is not None and sentence.has("DENY", low, at):
        return True
    if at is not None and act.family in ("impose", "tighten") and "REPORT" in sentence.tags[at] and sentence.has("NEG", at + 1, act.head):
        return True
    return (
        at is not None and "REPORT" in sentence.tags[at] and sentence.has("NEG", at - 2, at) and not sentence.has("NEG", at + 1, act.head)
    )


def _announced(sentence: Sentence, act: Act, low: int) -> bool:
    """`announced the lifting of sanctions`: a word of lifting as a noun, announced and not yet done."""
    noun = sentence.tokens[act.head].low.endswith(("ing", "removal", "revocation", "end to")) or "NOUN" in sentence.tags[act.head]
    return act.family == "lift" and noun and sentence.has("ANNOUNCE", max(low, act.head - 4), act.head)


def _more(sentence: Sentence, act: Act) -> bool:
    """Whether the text marks the sanctions as more of the same: additional, further, the 17th package."""
    low, high = min(act.head, act.noun), max(act.noun_end, act.head) + 1
    added = sentence.first("NEXT", act.noun_end, act.noun_end + 3)
    if added is not None and sentence.tokens[added].low in ("additional", "further", "another"):
        return True
    near = _next(sentence, act.noun - 4, act.noun + 1) or _nth(sentence, act.noun - 5, act.noun + 4)
    if act.rule in ("added-to-list", "package-includes"):
        near = near or _next(sentence, act.head - 40, act.head + 8) or _nth(sentence, act.head - 20, act.head)
    return near or _nth(sentence, low, high) or (_next(sentence, low, high) and high - low < 9)


def _nth(sentence: Sentence, low: int, high: int) -> bool:
    """Whether a number of a package stands in [low, high); `the second largest bank` numbers no package."""
    at = sentence.first("NTH", low, high)
    return at is not None and not sentence.text(at + 1, at + 2).lower().endswith("est")


def _next(sentence: Sentence, low: int, high: int) -> bool:
    """Whether a word of `more` stands in [low, high); `one or more` and `more than 50` are numbers."""
    tokens = sentence.tokens
    return any(
        "NEXT" in sentence.tags[i] and not (i and tokens[i - 1].low in ("or", "и")) and sentence.text(i + 1, i + 2).lower() != "than"
        for i in range(max(low, 0), min(high, len(tokens)))
    )


def _named(sentence: Sentence, act: Act) -> bool:
    """Whether the sanctions are those on named persons, firms or ships."""
    state = next((a.start for a in sentence.actors if a.start >= act.noun_end and a.kind == "state"), 10_000)
    return act.target != "abroad" and sentence.has("NAMED", act.noun_end, min(act.noun_end + 7, state))
