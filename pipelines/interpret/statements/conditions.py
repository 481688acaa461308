"""Conditions: whether an act depends on something else.

What belongs here: which words open a condition, what ties an act to something. What does not: what follows from it (`frames.py`).
"""

from __future__ import annotations

from pipelines.interpret.statements import deeds
from pipelines.interpret.statements.acts import Act
from pipelines.interpret.statements.sentence import UNTIL, Sentence
from pipelines.interpret.statements.widening import MORE


def said_apart(sentence: Sentence, low: int) -> int:
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


def _idiom(sentence: Sentence, i: int, before: str, opens: str) -> bool:
    """`stopping short of an embargo`, `as provided for`, `firms once involved in ...`, `можно только с разрешения`: no condition."""
    once = opens == "once" and sentence.has("NAMED", i - 1, i)
    permit = opens == "можно" and any(t.low.startswith(("разрешен", "лиценз")) for t in sentence.tokens[i + 2 : i + 5])
    past = once and sentence.text(i + 1, i + 2).lower().endswith(("ed", "in", "of", "at"))
    blamed = opens == "failure" and before not in _MAIN  # `for its failure to`
    return blamed or permit or past or (opens == "short" and before.startswith("stop")) or (opens == "provided" and before == "as")


def _concerns(sentence: Sentence, i: int) -> bool:
    """`beslut i dag om`, `om att`: what means `if` also means `about` behind some words (`about` of patterns.yaml: their beginnings)."""
    governing = tuple(sentence.lexicon.grammar.get("about", ()))
    if not governing or sentence.tokens[i].low != "om":
        return False
    near = [t.low for t in sentence.tokens[max(i - 4, 0) : i]]
    near = near[len(near) - near[::-1].index(",") :] if "," in near else near
    return sentence.text(i + 1, i + 2).lower() in ("att", "hur", "vad") or any(w.startswith(governing) for w in near)


def opens_condition(sentence: Sentence, i: int) -> bool:
    """Whether a conditional word opens at i; `until 31 July` is a term, not a condition."""
    once = sentence.tokens[i].low == "once"
    past = sentence.text(i - 1, i).lower() in ("at", "who", "which", "that")
    if "IF" not in sentence.tags[i] or (once and (past or sentence.text(i + 1, i + 2).lower() in MORE)):
        return False
    before, opens = sentence.text(i - 1, i).lower() if i else "", sentence.tokens[i].low
    if sentence.tags[i]["IF"] == 1 and _concerns(sentence, i):
        return False
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


#: What stands before a subject.
_MAIN = frozenset({"", "that", ",", '"', "“", "but", "and", "said", "says", "warned"})


#: Words that make `before the ...` a time and `the day ...` a date.
_SPANS = frozenset(
    {"day", "days", "week", "weeks", "hour", "hours", "minutes", "month", "months", "year", "years", "shortly", "just", "long"}
)


_AT = frozenset({"in", "on", "at", "of", "for", "until", "by", "during", "from"})


def linked(sentence: Sentence, act: Act, i: int) -> bool:
    """Whether the act is tied to something at word i; `firms linked to X` behind the noun ties nothing."""
    if "LINK" not in sentence.tags[i]:
        return False
    if sentence.tokens[i].low in ("ties", "links") and sentence.text(i + 1, i + 2).lower() in ("with", "between", "and", ",", "."):
        return False
    if deeds.finished(sentence, act, i):
        return False  # `eased its sanctions in return for the release of A`
    participle = sentence.tokens[i].low in ("linked", "tied", "ties", "links") and i > act.noun
    return not participle or sentence.has("BE", i - 2, i) or bool(sentence.tags[i - 1].keys() & {"WILL", "CAN"})


def hypothetical(sentence: Sentence, act: Act) -> bool:
    """`Lifting sanctions would help exporters`: what would follow, not what is done."""
    if not sentence.tokens[act.head].low.endswith("ing") or act.noun < act.head:
        return False
    modal = next((i for i in range(act.noun_end, min(act.noun_end + 7, len(sentence.tokens))) if sentence.tokens[i].low == "would"), None)
    before = sentence.tokens[act.head - 1].low if act.head else ""
    return modal is not None and (before in ("", "that", ":", ",") or "REPORT" in sentence.tags[act.head - 1])


def not_before(sentence: Sentence, act: Act) -> bool:
    """`will not lift sanctions before the new rulers deliver`: easing refused until something is done."""
    for i in range(act.end, min(act.end + 10, len(sentence.tokens) - 2)):
        width = {"before": 1, "prior": 2}.get(sentence.tokens[i].low, 0)
        if sentence.hard(i):
            return False
        if width and sentence.text(i + 1, i + 2).lower() in (("to",) if width == 2 else (sentence.tokens[i + 1].low,)):
            until = {t.low for t in sentence.tokens[i + width : i + width + 6]}
            return sentence.lexicon.language == "en" and not sentence.dated(i) and not until & _DAYS and not "".join(until).isdigit()
    return False


#: Events and days, before which something is only not yet done.
_DAYS = frozenset(
    {"summit", "meeting", "weekend", "end", "year", "week", "month", "summer", "autumn", "spring", "winter", "vote", "election", "talks"}
    | {"visit", "christmas", "easter", "trip", "congress", "committee", "session", "next", "long"}
    | {"january", "february", "march", "april", "may", "june"}
    | {"july", "august", "september", "october", "november", "december", "monday", "tuesday", "wednesday", "thursday", "friday"}
)


def when_come(sentence: Sentence, act: Act) -> bool:
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
