"""Signs: what stands around an act - negations, conditions, demands, threats, guesses.

What belongs here: looking for concepts of `words.yaml` in the right places around an act. What does not: what they make of
the act (`frames.py`).
"""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.interpret.statements import deeds
from pipelines.interpret.statements.acts import Act
from pipelines.interpret.statements.conditions import hypothetical, linked, not_before, opens_condition, said_apart, when_come
from pipelines.interpret.statements.named import on_named, state_itself
from pipelines.interpret.statements.negations import (
    MODALS,
    OR,
    denied_report,
    failed_behind,
    is_idle,
    is_negated,
    is_refused,
    modal,
    ruled_out_behind,
)
from pipelines.interpret.statements.parties import asks_another
from pipelines.interpret.statements.sentence import Sentence
from pipelines.interpret.statements.widening import more


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
    likely: bool = False
    unlisted: bool = False
    denies: bool = False
    asked: bool = False


_EASES = frozenset({"ease", "lift", "suspend", "relief", "license"})


def read_frame(sentence: Sentence, act: Act) -> Frame:
    """Look around an act, within its clause for most signs and in the whole sentence for conditions."""
    low, high = sentence.part_start(act.head), sentence.clause_end(act.end)
    first, last = min(act.head, act.noun), max(act.head + 1, act.noun_end)
    condition = next((i for i in range(last - 1, max(first - 14, 0) - 1, -1) if opens_condition(sentence, i)), None)
    inside = condition is not None and condition < max(first, act.head) and not sentence.comma(condition, first)
    if (
        inside
        and condition is not None
        and sentence.tokens[condition].low in ("in", "в", "im", "при", "на", "fur", "bei")
        and (first - condition > (3 if "NOUN" in sentence.tags[act.head] else 2) or sentence.tokens[condition + 1].low == "необходимости")
    ):
        inside = False
    if inside and condition is not None and any(modal(sentence, i) for i in range(condition + 2, first)):
        inside = False  # `If A attacks there will be sanctions`: the condition is over
    if inside and condition is not None and sentence.lexicon.grammar.get("verb_last") and act.noun < condition < act.head:
        inside = False  # `will die Sanktionen bis zur Umsetzung beibehalten`
    signed = _left(sentence, "SIGN", act, low, 14) or _law_signed(sentence)
    negated = is_negated(sentence, act, low)
    refused = is_refused(sentence, act, low) or ruled_out_behind(sentence, last, _comma_after(sentence, last, high))
    done = deeds.done(sentence, act)
    inside = inside and not (done and condition is not None and sentence.tokens[condition].low == "после")

    apart = said_apart(sentence, max(last, act.end))

    def skips(i: int) -> bool:
        """`lifted after A had agreed` is done; `will not lift before the end of the war` refuses."""
        word = sentence.tokens[i].low
        if act.family in ("impose", "tighten") and i >= apart:
            return True
        aside = told and i > last and (sentence.comma(last, i) or (word in ("until", "pending") and act.family in ("impose", "tighten")))
        aside = aside or (signed and word == "unless" and i > last and act.family in ("impose", "tighten"))
        bargain = (negated or refused or "refused" in act.form) and sentence.text(i, i + 2).lower() in ("in return", "in exchange")
        bargain = bargain or deeds.finished(sentence, act, i)
        over = (done and word in ("после", "взамен")) or ((negated or refused) and word in ("до", "sa"))
        return over or (kept and word == "in") or aside or bargain

    swap = sentence.last("SWAP", 0 if "," in (t.text for t in sentence.tokens[:first]) else max(first - 8, 0), max(act.noun, first))
    told, past = deeds.told(sentence, act), deeds.past(sentence, act)
    kept = swap is not None and deeds.kept_bargain(sentence, act, swap)
    swap = None if kept or (swap is not None and swap < first - 8) else swap
    return Frame(
        negated=negated,
        refused=refused,
        vetoed=(_left(sentence, "VETO", act, low, 14) and not _frozen_under(sentence, act)) or failed_behind(sentence, act),
        inside_condition=inside,
        condition=sentence.has("ELSE")
        or (act.family == "threaten" and sentence.tokens[act.head - 1].low in OR)
        or (not inside and not past and any(opens_condition(sentence, i) and not skips(i) for i in range(len(sentence.tokens))))
        or when_come(sentence, act)
        or ((negated or refused) and act.family in _EASES and not_before(sentence, act))
        or (not (done or negated or refused) and _in_exchange(sentence, act, low) and sentence.has("SWAP", last, high)),
        swap=swap is not None,
        link="LINK" in governing_behind(sentence, act)
        or (not kept and any(linked(sentence, act, i) for i in range(max(low - 6, 0), min(act.end + 4, len(sentence.tokens))))),
        call=(_left(sentence, "CALL", act, low, 14) and not _not_excluded(sentence, act, low))
        or act.rule == "aim-is-lifting"
        or _must_be(sentence, act)
        or _imperative(sentence, act)
        or (act.family == "relief" and "CALL" in sentence.tags[act.head]),
        push=(not signed and (_pushed(sentence, act, low) or _bill(sentence, act) or _chamber(sentence, act)))
        or sentence.has("PONDER", act.head + 1, act.noun)
        or any("PUSH" in sentence.tags[i] and "IF" not in sentence.tags[i] for i in range(last, _as(sentence, last, min(last + 4, high)))),
        threat=_left(sentence, "THREAT", act, low, 14),
        can=_left(sentence, "CAN", act, low, 8) or sentence.has("CAN", act.end, min(act.end + 4, high, apart)),
        will=_left(sentence, "WILL", act, low, 12 if sentence.tokens[act.head - 1].low == "to" else 7)
        or sentence.tokens[act.head].low in MODALS
        or "FUTURE" in sentence.tags[act.head]
        or _future(sentence, act, low)
        or _headline_future(sentence, act),
        hedge=(not signed and _left(sentence, "HEDGE", act, low, 12) and not deeds.talked_out(sentence, act, low))
        or sentence.has("HEDGE", act.end, _as(sentence, act.end, min(act.end + 3, high)))
        or (not told and sentence.has("HEDGE_AFTER", act.noun_end, high)),
        unlikely=_left(sentence, "UNLIKELY", act, low, 10) or sentence.has("UNLIKELY", act.end, act.end + 4),
        more=more(sentence, act),
        partial=sentence.has("PARTIAL", act.noun - 6, act.noun + 1),
        named=on_named(sentence, act),
        announced=_announced(sentence, act, low),
        vote=_left(sentence, "VOTE", act, low, 14),
        idle=is_idle(sentence, act, low) or (hypothetical(sentence, act) and not sentence.has("REFUSE_AFTER", last, high)),
        denies=sentence.has("DENY", low, act.head)
        or ("denies_behind" in sentence.lexicon.grammar and sentence.has("DENY", last, high))
        or denied_report(sentence, act),
        asked=act.rule == "their-end" or _asked(sentence, act) or asks_another(sentence, act) or _petition(sentence, act, low),
        hearsay=sentence.has("HEARSAY"),
        unlisted=act.family == "delist" and state_itself(sentence, act),
        likely=_left(sentence, "LIKELY", act, low, 8),
        ponders=_left(sentence, "PONDER", act, low, 12)
        or "PONDER" in sentence.tags[act.head]
        or (not told and sentence.has("HEDGE_AFTER", act.noun_end, high)),
        decreed=_left(sentence, "DECREE", act, low, 15)
        or (sentence.text(low - 1, low) == ":" and sentence.has("DECREE", low - 2, low))  # `постановляю: запретить`
        or (sentence.lexicon.language == "de" and sentence.has("DECREE", act.end, high)),
    )


def _in_exchange(sentence: Sentence, act: Act, low: int) -> bool:
    """Whether a return named behind an act makes it depend on that: always in Russian, in English where the act is only considered."""
    return "verb_done" in sentence.lexicon.grammar or _left(sentence, "PONDER", act, low, 8)


def _as(sentence: Sentence, low: int, high: int) -> int:
    """Where another clause opens with `as` or `, saying` in [low, high) (`as A seeks a truce`), or high."""
    high, words = min(high, len(sentence.tokens)), [t.low for t in sentence.tokens]
    return next((i for i in range(low, high) if words[i] == "as" or (words[i] == "," and words[i + 1 : i + 2] in _SAYING)), high)


_SAYING = [["saying"], ["adding"], ["citing"], ["arguing"], ["warning"], ["accusing"], ["calling"]]


def _comma_after(sentence: Sentence, low: int, high: int) -> int:
    """The first comma in [low, high), or high."""
    return next((i for i in range(low, min(high, len(sentence.tokens))) if sentence.tokens[i].text == ","), high)


def _future(sentence: Sentence, act: Act, low: int) -> bool:
    """`wird aufheben`: a verb that also makes the passive (`werden aufgehoben`) tells the future beside an infinitive only."""
    head = sentence.tokens[act.head].low
    told = not sentence.lexicon.grammar.get("verb_last") or not head.endswith("n") or "ge" in head[:6]
    return not told and _left(sentence, "MODAL", act, low, 8)


def _headline_future(sentence: Sentence, act: Act) -> bool:
    """`EU to lift sanctions`: an infinitive right behind its subject."""
    at = act.head - 2 if sentence.tokens[act.head - 1].low == "be" else act.head - 1
    if at < 1 or sentence.tokens[at].low != "to":
        return False
    passive = at == act.head - 2 and at > 1 and sentence.tokens[at - 1].capital and sentence.tokens[at - 1].text.isalpha()
    return passive or any(a.end == at and a.kind in ("state", "official") and a.start <= 2 for a in sentence.actors)


def _imperative(sentence: Sentence, act: Act) -> bool:
    """`Lift the sanctions to give A a chance`: a headline that tells somebody to."""
    opens = act.head == 0 or sentence.tokens[act.head - 1].text in (":", ";")
    return opens and sentence.tokens[act.head].low in sentence.lexicon.grammar.get("imperatives", ())


def _must_be(sentence: Sentence, act: Act) -> bool:
    """`the lifting of sanctions must be part of a deal`."""
    if not sentence.tokens[act.head].low.endswith(("ing", "removal", "termination", "end", "suspension", "relaxation")):
        return False
    return any(
        sentence.tokens[i].low in ("must", "should") and not sentence.comma(act.noun_end, i)
        for i in range(act.noun_end, min(act.noun_end + 6, len(sentence.tokens)))
    )


def _left(sentence: Sentence, concept: str, act: Act, low: int, reach: int) -> bool:
    """Whether a concept opens before the head (or is the head of a nominal act), at most `reach` words back."""
    end = act.head + 1 if "nominal" in act.form else act.head
    return sentence.has(concept, max(low, min(act.head, act.noun) - reach), end) or concept in governing_behind(sentence, act)


def governing_behind(sentence: Sentence, act: Act) -> set[str]:
    """Concepts behind an act whose verb governs it from the end (`zur Aufhebung der Sanktionen aufgerufen`, `, verlangte A`)."""
    out: set[str] = set()
    start = max(act.end, act.noun_end, act.head + 1)
    for i in range(start, sentence.clause_end(start) if sentence.lexicon.grammar.get("verb_last") else start):
        ends, starts = (a.end == i for a in sentence.actors), (i < a.start < i + 3 for a in sentence.actors)
        if sentence.tokens[i].text == "," and any(ends) and any(starts):
            continue  # `für Sanktionen gegen A, B und C gestimmt`
        if sentence.tokens[i].text == ",":
            return out | (sentence.tags[i + 1].keys() & {"CALL", "THREAT", "PUSH", "VETO"} if i + 1 < len(sentence.tags) else set())
        if act.noun <= act.head and sentence.tokens[i].low in OR | {"und", "och"}:
            break
        out |= sentence.tags[i].keys()
    return out


def _frozen_under(sentence: Sentence, act: Act) -> bool:
    """`persons blocked under A's sanctions`: hit by sanctions, no veto against them."""
    at = sentence.last("VETO", max(act.head - 14, 0), act.head)
    return at is not None and sentence.text(at + 1, at + 2).lower() in ("under", "by", "pursuant")


def _not_excluded(sentence: Sentence, act: Act, low: int) -> bool:
    """`рассчитывает на встречу и не исключает, что санкции снимут`: what stands before the second verb asks for something else."""
    call = sentence.last("CALL", low, act.head)
    return call is not None and any(
        sentence.text(i, i + 1) == "не" and sentence.text(i + 1, i + 2).startswith("исключ") for i in range(call, act.head)
    )


def _pushed(sentence: Sentence, act: Act, low: int) -> bool:
    """Whether something is proposed or wanted left of the act; `after the vote in A`, `decided to ban` propose nothing."""
    end = act.head + 1 if "nominal" in act.form else act.head
    start = max(low, min(act.head, act.noun) - 14, 0)
    pushes = (i for i in range(start, end) if "PUSH" in sentence.tags[i])
    return any(not (i < act.head and (sentence.has("CAUSE", i - 3, i) or deeds.settled(sentence, i))) for i in pushes)


def _chamber(sentence: Sentence, act: Act) -> bool:
    """`The House approved sanctions`: one chamber's vote makes no law."""
    if sentence.tokens[act.head].low in sentence.lexicon.grammar.get("backs", ()):  # `The European Parliament backed an embargo`
        without = sentence.lexicon.grammar.get("petitioners", ())
        return any(t.low in without for t in sentence.tokens[max(act.head - 4, 0) : act.head])
    votes = sentence.tokens[act.head].low in sentence.lexicon.grammar.get("votes", ())
    chambers = sentence.lexicon.grammar.get("chambers", ())
    return votes and any(
        t.low in chambers and t.capital and sentence.text(i - 1, i).lower() != "white"
        for i, t in enumerate(sentence.tokens[max(act.head - 6, 0) : act.head], max(act.head - 6, 0))
    )


def _law_signed(sentence: Sentence) -> bool:
    """Whether the sentences before told that the bill was signed."""
    for _ in range(3):
        if sentence.previous is None:
            return False
        sentence = sentence.previous
        if sentence.has("SIGN") and sentence.has("BILL", (sentence.first("SIGN", 0, 999) or 0), 999):
            return True
    return False


def _asked(sentence: Sentence, act: Act) -> bool:
    """`A urges B to lift`: the state or body behind a verb of asking is the one that would have to do it."""
    for i in range(max(act.head - 8, 1), act.head - 1):  # `asking him to let the sanctions lapse`
        asks = sentence.tokens[i].low in _WHOM and sentence.tokens[i + 1].low in _TO
        if asks and any("ASK" in sentence.tags[k] and k + sentence.tags[k]["ASK"] == i for k in range(max(i - 3, 0), i)):
            return not sentence.has("NEG", i - 4, i)
    for actor in sentence.actors:
        if actor.kind not in ("state", "official", "voice") or not 0 <= act.head - actor.end <= 16 or actor.start < 1:
            continue
        verb = sentence.last("ASK", actor.start - 8, actor.start)
        if verb is None or sentence.has("IF", verb, act.head) or sentence.has("NEG", verb - 2, verb):
            continue
        width = sentence.tags[verb]["ASK"]
        listed = all(
            t.capital or t.text in (",", "'s", "’s", ".") or t.low in _LISTING for t in sentence.tokens[verb + width : actor.start]
        )
        to = next((i for i in range(actor.end, min(actor.end + 7, act.head + 1)) if sentence.tokens[i].low in _TO), None)
        asker = next((a for a in reversed(sentence.actors) if a.end <= verb), None)
        # the White House asks the Treasury
        own = asker is not None and asker.code == actor.code != "" and not sentence.comma(asker.end, verb)
        if listed and to is not None and not own and not _reports(sentence, to, act.head):
            return True
    return False


def _reports(sentence: Sentence, low: int, high: int) -> bool:
    """Whether something is told in [low, high), where `press for`, `push to` ask."""
    return any("REPORT" in tags and "PUSH" not in tags for tags in sentence.tags[low:high])


#: What may stand between a verb of asking and one of several that are asked.
_LISTING = frozenset({"the", "both", "and", "government", "of", "on", "its", "their", "his", "fellow", "all", "other"})
_TO = frozenset({"to"})
_WHOM = frozenset({"him", "her", "it", "them", "us"})


def _bill(sentence: Sentence, act: Act) -> bool:
    """`passed a bill imposing sanctions`: not law before it is signed."""
    signed = sentence.tokens[act.head].low.startswith(("sign", "подпис", "enact"))
    asks = any("CALL" in sentence.tags[i] and sentence.tokens[i + 1].low in ("for", "on") for i in range(act.head + 1, act.noun))
    return not signed and act.head < act.noun and (asks or sentence.has("BILL", act.head, act.noun))


def _announced(sentence: Sentence, act: Act, low: int) -> bool:
    """`announced the lifting of sanctions`: a word of lifting as a noun, announced and not yet done."""
    noun = sentence.tokens[act.head].low.endswith("ing") or "NOUN" in sentence.tags[act.head]
    return act.family == "lift" and noun and sentence.has("ANNOUNCE", max(low, act.head - 4), act.head)


def _petition(sentence: Sentence, act: Act, low: int) -> bool:
    """`Parliament calls for an easing`: who speaks of the sender's own measures without the power to change them."""
    call = sentence.last("CALL", low, act.head + 1)
    without = sentence.lexicon.grammar.get("petitioners", ())
    return call is not None and any(t.low in without for t in sentence.tokens[max(low, call - 6) : call])
