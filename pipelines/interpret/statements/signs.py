"""Signs: what stands around an act - negations, conditions, demands, threats, guesses.

What belongs here: looking for concepts of `words.yaml` in the right places around an act. What does not: what they make of
the act (`frames.py`).
"""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.interpret.statements import deeds
from pipelines.interpret.statements.acts import Act
from pipelines.interpret.statements.sentence import UNTIL, Sentence
from pipelines.interpret.statements.widening import MORE, more


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


def read_frame(sentence: Sentence, act: Act) -> Frame:
    """Look around an act, within its clause for most signs and in the whole sentence for conditions."""
    low, high = sentence.part_start(act.head), sentence.clause_end(act.end)
    first, last = min(act.head, act.noun), max(act.head + 1, act.noun_end)
    condition = next((i for i in range(last - 1, max(first - 14, 0) - 1, -1) if _condition(sentence, i)), None)
    inside = condition is not None and condition < max(first, act.head) and not sentence.comma(condition, first)
    if (
        inside
        and condition is not None
        and sentence.tokens[condition].low in ("in", "в", "im", "при", "на")
        and (first - condition > (3 if "NOUN" in sentence.tags[act.head] else 2) or sentence.tokens[condition + 1].low == "необходимости")
    ):
        inside = False
    if inside and condition is not None and any(sentence.tokens[i].low in _MODALS for i in range(condition + 2, first)):
        inside = False  # `If A attacks there will be sanctions`: the condition is over
    signed = _left(sentence, "SIGN", act, low, 14) or _law_signed(sentence)
    negated = _negated(sentence, act, low)
    refused = _refused(sentence, act, low) or sentence.has("REFUSE_AFTER", last, _comma_after(sentence, last, high))
    done = deeds.done(sentence, act)
    inside = inside and not (done and condition is not None and sentence.tokens[condition].low == "после")

    apart = _apart(sentence, max(last, act.end))

    def skips(i: int) -> bool:
        """`lifted after A had agreed` is done; `will not lift before the end of the war` refuses."""
        word = sentence.tokens[i].low
        if act.family in ("impose", "tighten") and i >= apart:
            return True
        aside = told and i > last and sentence.comma(last, i)
        bargain = (negated or refused or "refused" in act.form) and sentence.text(i, i + 2).lower() in ("in return", "in exchange")
        return (done and word == "после") or ((negated or refused) and word == "до") or (kept and word == "in") or aside or bargain

    swap = sentence.last("SWAP", 0 if "," in (t.text for t in sentence.tokens[:first]) else max(first - 8, 0), max(act.noun, first))
    told, past = deeds.told(sentence, act), deeds.past(sentence, act)
    kept = swap is not None and deeds.kept_bargain(sentence, act, swap)
    swap = None if kept or (swap is not None and swap < first - 8) else swap
    return Frame(
        negated=negated,
        refused=refused,
        vetoed=_left(sentence, "VETO", act, low, 14),
        inside_condition=inside,
        condition=sentence.has("ELSE")
        or (act.family == "threaten" and sentence.tokens[act.head - 1].low in _OR)
        or (not inside and not past and any(_condition(sentence, i) and not skips(i) for i in range(len(sentence.tokens))))
        or _when(sentence, act)
        or (not (done or negated or refused) and _in_exchange(sentence, act, low) and sentence.has("SWAP", last, high)),
        swap=swap is not None,
        link=not kept and any(_linked(sentence, act, i) for i in range(max(low - 6, 0), min(act.end + 4, len(sentence.tokens)))),
        call=_left(sentence, "CALL", act, low, 14)
        or _must_be(sentence, act)
        or _imperative(sentence, act)
        or (act.family == "relief" and "CALL" in sentence.tags[act.head]),
        push=(not signed and (_pushed(sentence, act, low) or _bill(sentence, act) or _chamber(sentence, act)))
        or sentence.has("PONDER", act.head + 1, act.noun)
        or any("PUSH" in sentence.tags[i] and "IF" not in sentence.tags[i] for i in range(last, _as(sentence, last, min(last + 4, high)))),
        threat=_left(sentence, "THREAT", act, low, 14),
        can=_left(sentence, "CAN", act, low, 8) or sentence.has("CAN", act.end, min(act.end + 4, high, apart)),
        will=_left(sentence, "WILL", act, low, 12 if sentence.tokens[act.head - 1].low == "to" else 7)
        or sentence.tokens[act.head].low in _MODALS
        or "FUTURE" in sentence.tags[act.head]
        or _headline_future(sentence, act),
        hedge=(not signed and _left(sentence, "HEDGE", act, low, 12))
        or sentence.has("HEDGE", act.end, _as(sentence, act.end, min(act.end + 3, high)))
        or (not told and sentence.has("HEDGE_AFTER", act.noun_end, high)),
        unlikely=_left(sentence, "UNLIKELY", act, low, 10) or sentence.has("UNLIKELY", act.end, act.end + 4),
        more=more(sentence, act),
        partial=sentence.has("PARTIAL", act.noun - 6, act.noun + 1),
        named=_named(sentence, act),
        announced=_announced(sentence, act, low),
        vote=_left(sentence, "VOTE", act, low, 14),
        idle=_idle(sentence, act, low) or (_hypothetical(sentence, act) and not sentence.has("REFUSE_AFTER", last, high)),
        denies=sentence.has("DENY", low, act.head) or _denied_report(sentence, act),
        asked=act.rule == "their-end" or _asked(sentence, act) or _petition(sentence, act, low),
        hearsay=sentence.has("HEARSAY"),
        unlisted=act.family == "delist" and _state_itself(sentence, act),
        likely=_left(sentence, "LIKELY", act, low, 8),
        ponders=_left(sentence, "PONDER", act, low, 12)
        or "PONDER" in sentence.tags[act.head]
        or (not told and sentence.has("HEDGE_AFTER", act.noun_end, high)),
        decreed=_left(sentence, "DECREE", act, low, 15) or (sentence.lexicon.language == "de" and sentence.has("DECREE", act.end, high)),
    )


def _in_exchange(sentence: Sentence, act: Act, low: int) -> bool:
    """Whether a return named behind an act makes it depend on that: always in Russian, in English where the act is only considered."""
    return "verb_done" in sentence.lexicon.grammar or _left(sentence, "PONDER", act, low, 8)


def _apart(sentence: Sentence, low: int) -> int:
    """Where another thing said begins behind a comma (`..., promising more until A yields`, `, with more to come if ...`), or the end."""
    tokens = sentence.tokens
    for i in range(low, len(tokens) - 2):
        said = tokens[i + 1].low.endswith("ing") and sentence.tags[i + 1].keys() & {"REPORT", "THREAT", "WILL"}
        warns = sentence.tags[i + 1].keys() & {"THREAT", "REPORT"} and tokens[i + 1].low.endswith(("ed", "s", "said"))
        if tokens[i].low in ("and", "but") and warns:
            return i  # `... and warned that it would go further if ...`
        if tokens[i].text == "," and (said or (tokens[i + 1].low == "with" and "NEXT" in sentence.tags[i + 2])):
            return i
    return len(tokens)


def _as(sentence: Sentence, low: int, high: int) -> int:
    """Where another clause opens with `as` in [low, high) (`as A seeks a truce`), or high."""
    return next((i for i in range(low, min(high, len(sentence.tokens))) if sentence.tokens[i].low == "as"), min(high, len(sentence.tokens)))


def _comma_after(sentence: Sentence, low: int, high: int) -> int:
    """The first comma in [low, high), or high."""
    return next((i for i in range(low, min(high, len(sentence.tokens))) if sentence.tokens[i].text == ","), high)


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


def _idiom(sentence: Sentence, i: int, before: str, opens: str) -> bool:
    """`stopping short of an embargo`, `as provided for`, `firms once involved in ...`: no condition."""
    once = opens == "once" and sentence.has("NAMED", i - 1, i)
    past = once and sentence.text(i + 1, i + 2).lower().endswith(("ed", "in", "of", "at"))
    return past or (opens == "short" and before.startswith("stop")) or (opens == "provided" and before == "as")


def _condition(sentence: Sentence, i: int) -> bool:
    """Whether a conditional word opens at i; `until 31 July` is a term, not a condition."""
    once = sentence.tokens[i].low == "once"
    past = sentence.text(i - 1, i).lower() in ("at", "who", "which", "that")
    if "IF" not in sentence.tags[i] or (once and (past or sentence.text(i + 1, i + 2).lower() in MORE)):
        return False
    before, opens = sentence.text(i - 1, i).lower() if i else "", sentence.tokens[i].low
    turned = sentence.text(i + 2, i + 3).lower() in ("before", "after") or any(t.low.endswith("ed") for t in sentence.tokens[i + 2 : i + 5])
    if _idiom(sentence, i, before, opens):
        return False
    if opens == "until" and sentence.text(i + 1, i + 2).lower() == "then":
        return False
    if opens == "if" and sentence.text(i + 1, i + 4).lower() in ("there are any", "there is any", "he has any", "they have any"):
        return False
    if opens == "pending" and not sentence.text(i + 1, i + 2)[:1].isalnum():
        return False  # `nine cases remain pending`
    if opens in ("when", "once") and sentence.has("LAPSE", i + 1, i + 4):
        return False  # `no waivers will be renewed when they lapse`
    if opens == "were" and i and not any(t.low == "to" for t in sentence.tokens[i + 2 : i + 8]):
        return False  # `sanctions were the answer`, not `were the EU to lift them`
    if (opens == "before" and before in _SPANS) or (opens == "the" and (before in _AT or turned)):
        return False
    return opens not in UNTIL or not sentence.dated(i)


#: Words that make `before the ...` a time and `the day ...` a date.
_SPANS = frozenset(
    {"day", "days", "week", "weeks", "hour", "hours", "minutes", "month", "months", "year", "years", "shortly", "just", "long"}
)
_AT = frozenset({"in", "on", "at", "of", "for", "until", "by", "during", "from"})


def _left(sentence: Sentence, concept: str, act: Act, low: int, reach: int) -> bool:
    """Whether a concept opens before the head (or is the head of a nominal act), at most `reach` words back."""
    end = act.head + 1 if "nominal" in act.form else act.head
    return sentence.has(concept, max(low, min(act.head, act.noun) - reach), end)


def _pushed(sentence: Sentence, act: Act, low: int) -> bool:
    """Whether something is proposed or wanted left of the act; `after the vote in A`, `decided to ban` propose nothing."""
    end = act.head + 1 if "nominal" in act.form else act.head
    start = max(low, min(act.head, act.noun) - 14, 0)
    pushes = (i for i in range(start, end) if "PUSH" in sentence.tags[i])
    return any(not (i < act.head and (sentence.has("CAUSE", i - 3, i) or _settled(sentence, i))) for i in pushes)


def _settled(sentence: Sentence, i: int) -> bool:
    """Whether word i tells a decision that is taken (`today decided to`, `took the decision to`, `the bill I have approved`)."""
    if sentence.tokens[i].low in ("decision", "decisions"):
        return any(t.low in ("took", "taken", "adopted", "adopts", "made", "reached") for t in sentence.tokens[max(i - 4, 0) : i])
    if sentence.tokens[i].low == "bill":
        return any(t.low in ("approved", "signed") for t in sentence.tokens[i + 1 : i + 5])
    return sentence.tokens[i].low == "decided" and sentence.text(i + 1, i + 2).lower() == "to" and not sentence.has("NEG", i - 2, i)


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
_MODALS = frozenset({"will", "would", "'ll", "’ll"})
_OR = frozenset({"or", "nor", "или", "ни", "oder", "eller"})


def _negated(sentence: Sentence, act: Act, low: int) -> bool:
    if "modal" in act.form:
        return False
    passive = act.noun < act.head and "BE" in sentence.tags[act.head - 1]
    if (sentence.tokens[low].low in _OR and sentence.has("NEG", 0, low)) or (passive and sentence.has("NEG", act.noun - 4, act.noun)):
        return True  # `no further sanctions on A will be adopted`
    for i in range(max(low, act.head - 7), max(act.head, act.noun)):
        if act.family == "maintain" and any(t.low == "и" for t in sentence.tokens[i : act.head]):
            continue  # `do not depend on the talks and stay in force`
        if "NEG" in sentence.tags[i] and not sentence.comma(i, act.head) and not _elsewhere(sentence, act, low, i):
            after = sentence.tokens[i + 1].low if i + 1 < len(sentence.tokens) else ""
            if after not in _NOT_NEGATED and not after.startswith(("исключ", "прекращ", "перест")):
                return True
    return bool(sentence.lexicon.grammar.get("negation_after")) and _negated_behind(sentence, act)


def _elsewhere(sentence: Sentence, act: Act, low: int, neg: int) -> bool:
    """`impose without delay`, `if A does not stop there will be sanctions`: a negation of something else."""
    if sentence.tokens[neg].low == "without":
        return any(t.low in ("delay", "hesitation", "exception", "fail", "warning") for t in sentence.tokens[neg + 1 : neg + 3])
    opened = sentence.first("IF", max(low - 4, 0), neg)
    over = any(sentence.tokens[i].low in _MODALS for i in range(neg + 1, act.head + 1))
    return opened is not None and sentence.tokens[opened].low in ("if", "unless") and over


def _negated_behind(sentence: Sentence, act: Act) -> bool:
    """`снятие санкций не планируется`: a negation within three words behind the act, in its own clause."""
    for i in range(act.end, min(act.end + 3, len(sentence.tokens))):
        if sentence.tokens[i].text == "," or "IF" in sentence.tags[i] or sentence.hard(i):
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
    if sentence.tokens[i].low in ("ties", "links") and sentence.text(i + 1, i + 2).lower() in ("with", "between", "and", ",", "."):
        return False
    participle = sentence.tokens[i].low in ("linked", "tied", "ties", "links") and i > act.noun
    return not participle or sentence.has("BE", i - 2, i) or bool(sentence.tags[i - 1].keys() & {"WILL", "CAN"})


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


def _when(sentence: Sentence, act: Act) -> bool:
    """`can be lifted when A withdraws`: what is to come when something else has come is conditional."""
    if sentence.lexicon.grammar.get("after_doing") and _after_doing(sentence, act):
        return True
    at = next((i for i in range(act.end, min(act.end + 12, len(sentence.tokens))) if sentence.tokens[i].low == "when"), None)
    lapsing = at is not None and sentence.has("LAPSE", at + 1, at + 4)  # `will not be renewed when they lapse`
    return at is not None and not lapsing and not sentence.comma(act.end, at) and sentence.has("MODAL", act.start - 4, act.end)


def _after_doing(sentence: Sentence, act: Act) -> bool:
    """`снимет санкции после вывода войск`: an easing to come that follows somebody's doing."""
    high = min(max(act.end, act.noun_end) + 7, len(sentence.tokens) - 1)
    at = next((i for i in range(act.end, high) if sentence.tokens[i].low == "после"), None)
    low = act.head - 4
    to_come = "FUTURE" in sentence.tags[act.head] or sentence.has("CAN", low, act.head) or sentence.has("WILL", low, act.head)
    if at is None or not to_come or sentence.comma(act.end, at):
        return False
    doing, grammar = sentence.tokens[at + 1].low, sentence.lexicon.grammar
    return doing.endswith(tuple(grammar["after_doing"])) and not doing.startswith(tuple(grammar["after_event"]))


def _denied_report(sentence: Sentence, act: Act) -> bool:
    """`denied a newspaper report that the ban would be lifted`."""
    at = sentence.last("DENIES", act.head - 24, act.head)
    return at is not None and sentence.has("HEARD", at + 1, min(at + 7, act.head))


def _asked(sentence: Sentence, act: Act) -> bool:
    """`A urges B to lift`: the state or body behind a verb of asking is the one that would have to do it."""
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
        if listed and to is not None and not own and not sentence.has("REPORT", to, act.head):
            return True
    return False


#: What may stand between a verb of asking and one of several that are asked.
_LISTING = frozenset({"the", "both", "and", "government", "of", "on", "its", "their", "his", "fellow", "all", "other"})
_TO = frozenset({"to"})


def _petition(sentence: Sentence, act: Act, low: int) -> bool:
    """`Parliament calls for an easing`: who speaks of the sender's own measures without the power to change them."""
    call = sentence.last("CALL", low, act.head + 1)
    without = sentence.lexicon.grammar.get("petitioners", ())
    return call is not None and any(t.low in without for t in sentence.tokens[max(low, call - 6) : call])


def _bill(sentence: Sentence, act: Act) -> bool:
    """`passed a bill imposing sanctions`: not law before it is signed."""
    signed = sentence.tokens[act.head].low.startswith(("sign", "подпис", "enact"))
    asks = any("CALL" in sentence.tags[i] and sentence.tokens[i + 1].low in ("for", "on") for i in range(act.head + 1, act.noun))
    return not signed and act.head < act.noun and (asks or sentence.has("BILL", act.head, act.noun))


def _refused(sentence: Sentence, act: Act, low: int) -> bool:
    """Whether a word of refusal governs the act; `did not rule out` does not refuse."""
    if "modal" in act.form:
        return False
    turned = "nominal" in act.form and sentence.tags[act.head].get("REFUSE", 0) > 1  # `decides against`
    at = sentence.last("REFUSE", max(low, min(act.head, act.noun) - 9), act.head + turned)
    turns = sentence.text(act.head - 2, act.head - 1) in _MUST and any(t.low in ("and", "but") for t in sentence.tokens[at or 0 : act.head])
    if at is not None and turns:
        return False  # `the embargo prevented training and should be lifted`
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
    noun = sentence.tokens[act.head].low.endswith("ing") or "NOUN" in sentence.tags[act.head]
    return act.family == "lift" and noun and sentence.has("ANNOUNCE", max(low, act.head - 4), act.head)


def _state_itself(sentence: Sentence, act: Act) -> bool:
    """`A is taken off the list of state sponsors`, `A is no longer subject to sanctions`: no list of names."""
    states = [a for a in sentence.actors if a.kind == "state"]
    passive = ("is", "are", "was", "were", "been")
    taken = any(t.low in passive for t in sentence.tokens[max(act.head - 2, 0) : act.head])
    place = sentence.lexicon.grammar.get("place", ())
    near = [a for a in states if act.head - 3 <= a.end < act.head and not sentence.comma(a.end, act.head)]
    return (taken and any(not a.start or sentence.tokens[a.start - 1].low not in place for a in near)) or any(
        a.start == act.head + 1 and sentence.text(a.end, a.end + 1).lower() in ("off", "from") for a in states
    )


_TRADE_BANS = ("ban", "quota", "limit", "prohib", "embargo", "barrier", "control")


_NUMBERS = frozenset({"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"})


def _named(sentence: Sentence, act: Act) -> bool:
    """Whether the sanctions are those on named persons, firms or ships."""
    place, lifted = sentence.lexicon.grammar.get("place", ()), sentence.lexicon.grammar.get("target_after_lifting", ())
    states = (a.start for a in sentence.actors if a.start >= act.noun_end and a.kind == "state")
    state = next((i for i in states if sentence.tokens[i - 1].low not in place), 10_000)
    goods = act.noun_end == act.noun + 1 or sentence.text(act.noun + 1, act.noun_end).lower().startswith(("on arms", "to arms", "on oil"))
    if goods and sentence.tokens[act.noun].low.startswith(_TRADE_BANS):
        return False  # a ban on trade, whoever trades
    if act.target == "abroad" and not sentence.has("SANCTION", act.noun - 1, act.noun + 1):
        return sentence.text(act.noun_end, act.noun_end + 1) in lifted and sentence.has("NAMED", act.noun_end + 1, act.noun_end + 4)
    counted = (a for a in sentence.actors if a.kind == "adjective" and act.noun_end < a.start < act.noun_end + 5)
    if any(sentence.tokens[a.start - 1].text.isdigit() or sentence.tokens[a.start - 1].low in _NUMBERS for a in counted):
        return True  # `sanctions on 170 Belarusians`
    projects = sentence.lexicon.grammar.get("projects", ())
    things = [a for a in sentence.actors if a.kind == "thing" and a.start - act.noun_end in (1, 2)]  # `sanctions on A's bank`
    persons = (a for a in sentence.actors if a.kind == "official" and a.start - act.noun_end in (1, 2))
    if act.head < act.noun and any(a.end - a.start > 2 and sentence.tokens[a.end - 1].capital for a in persons):
        return True  # `sanctions on A's acting president B`
    thing = any(all(t.low not in projects for t in sentence.tokens[a.start : a.end + 1]) for a in things)
    verbs = (i for i in range(act.noun_end, act.noun_end + 7) if sentence.text(i - 1, i) == "and" and sentence.has("EASE", i, i + 1))
    near = range(act.noun_end, min(act.noun_end + 7, len(sentence.tokens) - 1))
    saying = (i for i in near if sentence.tokens[i].text == "," and "REPORT" in sentence.tags[i + 1])  # `снят, сообщил министр`
    named = sentence.has("NAMED", act.noun_end, min(act.noun_end + 7, state, *verbs, *saying))
    return thing or named or _from_name(sentence, act) or _on_name(sentence, act)


def _on_name(sentence: Sentence, act: Act) -> bool:
    """`sanctions on Viktor Petrov`: two capital words behind the noun that name no state, in a text that does not write each word so."""
    tokens, at = sentence.tokens, act.noun_end + 1
    if act.head > act.noun or sentence.text(act.noun_end, at).lower() not in (*sentence.lexicon.grammar.get("strong_target", ()), "from"):
        return False
    names = tokens[at : at + 2]
    if any(m.role == "person" and m.start == at and tokens[m.end - 1].capital for m in sentence.mentions):
        return True
    known = any(a.start < at + 2 and a.end > at for a in sentence.actors)
    plain = any(t.text.islower() and len(t.text) > 4 for t in tokens)
    return len(names) == 2 and not known and plain and all(t.capital and t.text.isalpha() and not t.text.isupper() for t in names)


def _from_name(sentence: Sentence, act: Act) -> bool:
    """`сняли санкции с «Белавиа»`, `с Милорада Додика`: lifted from a firm or a person."""
    tokens = sentence.tokens
    for i in range(max(act.start - 5, 0), min(act.end + 4, len(tokens) - 1)):
        if tokens[i].low not in sentence.lexicon.grammar.get("target_after_lifting", ()) or sentence.comma(min(i, act.end), i):
            continue
        if tokens[i + 1].text == "«" or sentence.has("NAMED", i + 1, i + 3) or (tokens[i + 1].text.isascii() and tokens[i + 1].capital):
            return True
        behind = next((a for a in sentence.actors if a.start == i + 1), None)
        if behind and (behind.kind == "thing" or (behind.kind == "official" and tokens[behind.end - 1].capital)):
            return True
    return False
