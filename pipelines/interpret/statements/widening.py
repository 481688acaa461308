"""Signs that an act adds to sanctions that there are: more, again, another, the nth package, names added to a list.

What belongs here: words that part `tighten` from `impose`. What does not: other signs around an act (`signs.py`).
"""

from __future__ import annotations

from pipelines.interpret.statements.acts import Act
from pipelines.interpret.statements.sentence import Sentence

MORE = frozenset({"more", "again"})


def more(sentence: Sentence, act: Act) -> bool:
    """Whether the text marks the sanctions as more of the same: additional, further, the 17th package."""
    low, high = min(act.head, act.noun), max(act.noun_end, act.head) + 1
    more_of_them = {*_ADDED, *sentence.lexicon.grammar.get("added", ())}
    if act.rule in _NAMING and any(
        sentence.tokens[i].low in more_of_them and _next(sentence, i, i + 1) for i in _named_first(sentence, act)
    ):
        return True
    if act.noun == act.head and "weak" in act.form and _next(sentence, act.start, act.end + 1):
        return True
    added = sentence.first("NEXT", act.noun_end, act.noun_end + 3)
    another = ("additional", "further", "another", *sentence.lexicon.grammar.get("added", ()))
    if added is not None and not _stranger(sentence, added) and sentence.tokens[added].low in another:
        return True
    if act.rule == "added-to-list" and sentence.tokens[act.head].low.startswith("add"):
        return True
    counted = sentence.text(act.noun_end, act.noun_end + 1) == "on" and sentence.text(act.noun_end + 2, act.noun_end + 3) == "more"
    if counted and sentence.text(act.noun_end + 3, act.noun_end + 4) not in ("than", ""):  # `sanctions on two more judges`
        return True
    before = [t.low for t in sentence.tokens[max(act.head - 4, 0) : act.head]]
    if "nominal" in act.form and any(word.startswith(("continu", "fortsätt", "fortsatt")) for word in before):
        return True  # `continues to push for sanctions`
    if _again(sentence, act) or _once_more(sentence, act):
        return True
    near = _next(sentence, act.noun - 4, act.noun + 1) or _nth(sentence, act.noun - 5, act.noun + 4) or _in_package(sentence)
    if act.rule in ("added-to-list", "package-includes"):
        near = near or _next(sentence, act.head - 40, act.head + 8) or _nth(sentence, act.head - 20, act.head)
    return near or _nth(sentence, low, high) or (_next(sentence, low, high) and high - low < 9)


#: Words of `more` before the persons an act names ("seven more makers"); `and ten others` are not more than before.
_ADDED = frozenset({"more", "additional", "further", "another"})


#: Rules whose verb is followed by the persons it hits, or follows them.
_NAMING = frozenset(
    {"sanction-verb", "sanctioned-passive", "blacklists", "blacklist-verb", "body-lists", "listed-passive", "designated-named"}
    | {"office-designated", "committee-lists", "has-designated", "designates", "bans-entry", "kept-out", "freezes-assets", "put-under"}
    | {"will-be-subject"}
    | {"may-not-enter", "bars-people", "unable-to-enter", "goods-not-enter", "sanctions-hit-persons", "sanctions-fall-on", "hits-named"}
    | {"off-the-air", "bans-outlets", "bans-from-skies", "bans-from-broadcasting", "ministers-list", "by-barring-people"}
)


def _named_first(sentence: Sentence, act: Act) -> range:
    """The first words of those whom an act names: behind the verb, at the start of the clause in the passive."""
    passive = act.target == "subject" or ("BE" in sentence.tags[act.head - 1] and act.head > 0)
    anywhere = bool(sentence.lexicon.grammar.get("added"))  # `ytterligare` stands deep in a clause that `att` opens
    low = max(sentence.part_start(act.head, 24), act.head - 8 if anywhere else 0)
    before = range(low, act.head if anywhere else min(low + 4, act.head))
    passive = passive or act.target == "entry"
    start = act.end if act.rule == "freezes-assets" else act.head + 1
    return before if passive else range(start, min(start + 4, len(sentence.tokens)))


def _again(sentence: Sentence, act: Act) -> bool:
    """Russian marks: `ещё 11 человек` behind the verb, `вновь запретил`, `дополнив действующие`, a numbered package told just before."""
    if sentence.lexicon.language != "ru":
        return False
    tokens = sentence.tokens
    for i in range(act.head + 1, min(max(act.noun_end, act.head + 1) + 4, len(tokens) - 1)):
        counted = tokens[i + 1].text[:1].isdigit() or tokens[i + 1].low in _COUNTED or "PARTIAL" in sentence.tags[i + 1]
        if tokens[i].low == "еще" and tokens[i - 1].low != "и" and counted and tokens[i + 2 if i + 2 < len(tokens) else i].low not in _TERM:
            return True
    added = any("TIGHTEN" in sentence.tags[i] and t.low.endswith("ив") for i, t in enumerate(tokens))
    told = sentence.previous is not None and _in_package(sentence.previous) and act.family == "impose"
    return added or told or (act.head > 0 and tokens[act.head - 1].low in ("вновь", "снова", "опять", "повторно"))


def _once_more(sentence: Sentence, act: Act) -> bool:
    """English marks: `has again banned`, `a further 21 firms`, `adds penalties`, `the next law`, `its harshest yet`."""
    if sentence.lexicon.language != "en":
        return False
    tokens, low = sentence.tokens, max(sentence.clause_start(act.head, 26), 0)
    if any(t.low == "again" for t in tokens[max(act.head - 2, 0) : act.head]) or sentence.text(act.end, act.end + 1) == "again":
        return True
    if act.rule in ("impose", "impose-weak", "restricts-noun") and tokens[act.head].low in ("add", "adds", "added", "adding"):
        return True
    if act.head < act.noun and any(
        t.low == "existing" and sentence.has("SANCTION", i, i + 3) for i, t in enumerate(tokens) if i > act.noun
    ):
        return True  # `imposes an embargo beside its existing sanctions`
    before = [t.low for t in tokens[max(act.noun - 4, 0) : act.noun]]
    if before[-1:] == ["next"] or set(before) & _HARSHEST:
        return True
    if act.head < act.noun and _next(sentence, act.head + 1, act.head + 3) and tokens[act.head + 1].low in _ADDED:
        return True
    for i in range(low, min(max(act.end, act.noun_end) + 14, len(tokens) - 1)):
        counted = (tokens[i - 1].low == "a" and tokens[i + 1].text[:1].isdigit()) or (i and tokens[i - 1].text[:1].isdigit())
        if tokens[i].low in ("further", "additional") and counted and tokens[i + 1].low not in ("than", *_SPANS):
            return True
    return False


_HARSHEST = frozenset({"harshest", "heaviest", "strictest", "severest"})
#: `for three more months` counts no persons.
_SPANS = frozenset({"days", "weeks", "months", "years", "hours", "month", "year", "day", "week"})


_NOT_MORE = frozenset({"than", "года", "году", "год", "месяца", "месяце", "недели", "неделе", "неделю", "дня", "день", "понедельника"})


_TERM = frozenset({"год", "года", "лет", "месяц", "месяца", "месяцев", "дней", "дня"})


_COUNTED = frozenset(
    {
        "две",
        "два",
        "двух",
        "три",
        "трех",
        "четыре",
        "четырех",
        "пять",
        "пяти",
        "шесть",
        "шести",
        "семь",
        "семи",
        "восемь",
        "восьми",
        "девять",
        "девяти",
        "десять",
        "десяти",
        "десятки",
        "десятков",
        "двум",
        "трем",
        "ряд",
        "один",
        "одного",
        "одну",
        "более",
        "около",
    }
)


def _in_package(sentence: Sentence) -> bool:
    """Whether the sentence tells of a numbered package by which it is done ("under the fifth package")."""
    ru = sentence.lexicon.language == "ru"
    return any(
        "NTH" in tags and (ru or tags["NTH"] == 1) and sentence.has("PACKAGE", i + 1, i + tags["NTH"] + 2)
        for i, tags in enumerate(sentence.tags)
    )


def _nth(sentence: Sentence, low: int, high: int) -> bool:
    """Whether a number of a package stands in [low, high); `the second largest bank` numbers no package."""
    at = sentence.first("NTH", low, high)
    after = "" if at is None else sentence.text(at + 1, at + 2).lower()
    return at is not None and not after.endswith("est") and not after.startswith("чтени") and not _stranger(sentence, at)


def _stranger(sentence: Sentence, at: int) -> bool:
    """`another state's army`, `goods from third countries`: who is counted is no more of the same sanctions."""
    other = sentence.tokens[at].low in ("another", "third")
    return other and sentence.text(at + 1, at + 2).lower() in ("state", "states", "country", "countries", "nation", "party", "parties")


def _next(sentence: Sentence, low: int, high: int) -> bool:
    """Whether a word of `more` stands in [low, high); `one or more` and `more than 50` are numbers."""
    tokens = sentence.tokens
    places = (i for i in range(max(low, 0), min(high, len(tokens))) if "NEXT" in sentence.tags[i] and not _stranger(sentence, i))
    return any(
        not (i and tokens[i - 1].low in ("or", "и", "without")) and sentence.text(i + 1, i + 2).lower() not in _NOT_MORE for i in places
    )
