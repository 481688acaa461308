"""History: what a sentence dates to another year or month than that of its page.

What belongs here: years, months and spans. What does not: other reasons to give no item (`news.py`).
"""

from __future__ import annotations

from datetime import date

from pipelines.interpret.statements.acts import Act
from pipelines.interpret.statements.parties import oblique
from pipelines.interpret.statements.sentence import Sentence

#: Years before this one are history on a page without a date.
_OLD_YEAR = 2014


def past_year(sentence: Sentence, act: Act | None, day: date | None) -> bool:
    """Whether the sentence dates itself to an earlier year ("in 2014"), not counting ends of terms ("until 2016")."""
    low, high = (0, len(sentence.tokens)) if act is None else (sentence.clause_start(act.head, 40), len(sentence.tokens))
    for i in range(low, high):
        word = sentence.tokens[i].text
        decade = len(word) == 5 and word[-1] == "s" and word[:-1].isdigit() and word[:2] in ("19", "20")
        if decade and act is not None and i > act.head:
            aside = sentence.comma(act.head, i) or sentence.has("CAUSE", act.noun_end, i) or sentence.has("IMPOSED", act.head + 1, i)
            if not aside:
                return True  # `in the early 1960s`
            continue
        if not (len(word) == 4 and word.isdigit() and "1980" <= word <= "2035"):
            continue
        before = sentence.tokens[i - 1].low if i else ""
        year_marked = (
            before in _IN
            or (before in sentence.lexicon.months and i > 1 and sentence.tokens[i - 2].low in _IN)
            or (i + 1 < len(sentence.tokens) and sentence.tokens[i + 1].low in ("году", "года", "год"))
            or sentence.text(i + 1, i + 3) == "-го"
            or (before not in _BOUND and _bare(sentence, i))
        )
        if act is not None and i < act.head and _left_behind(sentence, act, i):
            continue
        if act is not None and i < act.head and sentence.has("IMPOSED", max(i - 8, 0), i):
            continue
        if (
            act is not None
            and i > act.head
            and (
                sentence.has("CAUSE", act.noun_end, i)
                or sentence.has("RELATIVE", act.noun_end, i)
                or sentence.has("IMPOSED", max(i - 4, act.head + 1, act.noun_end), i)
            )
        ):
            continue
        over = int(word) < (day.year if day else _OLD_YEAR)
        if year_marked and before not in _UNTIL and over and (act is None or abs(i - act.head) < 16):
            return True
    return False


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and "1980" <= text <= "2035"


#: What is dated by its year where it is history ("the 2015 deal lifted sanctions", "A's June 2025 executive order").
_DATED = frozenset({"deal", "accord", "agreement", "pact", "order", "law", "act", "decree", "executive", "nuclear", "memorandum"})


_EASED = frozenset({"ease", "lift", "suspend", "license", "delist", "relief"})


_DECIDED = frozenset({"decision", "move", "vote", "pledge", "promise", "attempt", "plan"})


def dated_ground(sentence: Sentence, act: Act, day: date | None) -> bool:
    """`The 2015 deal lifted ...`: what an older deal or order does is history."""
    decided = sentence.text(act.head - 1, act.head).lower() == "to"  # `the 2018 decision to reimpose`
    if not (decided or act.family in _EASED) or sentence.has("WILL", act.head - 4, act.head):
        return False
    aside = sentence.tokens[act.head - 1].text in "-–—,"  # `The 2015 deal - between A, B and C - lifted ...`
    for i in range(max(act.head - 26, 1), act.head - 1):
        old = _is_year(sentence.tokens[i].text) and (day is None or int(sentence.tokens[i].text) < day.year)
        behind = sentence.tokens[i + 1 : i + 3]
        named = any(t.low in (_DECIDED if decided else _DATED) for t in behind)
        if not old or sentence.tokens[i - 1].low in _IN | _UNTIL or not named:
            continue
        if aside:
            return True
        acts = (a for a in sentence.actors if i + 2 < a.start and a.end <= act.head and a.kind in ("state", "official"))
        opens = sentence.clause_start(act.head, 40) <= i and not any(not oblique(sentence, a) for a in acts)
        return opens and not sentence.has("REPORT", i, act.head) and not sentence.has("NOW")
    return False


def ever_since(sentence: Sentence, act: Act) -> bool:
    """`have been banned since August`: a state that lasts, not a deed of now."""
    lasts = act.family == "impose" and sentence.text(act.head - 1, act.head) == "been"
    return lasts and any(t.low == "since" for t in sentence.tokens[act.head + 1 : act.end + 9])


def months_ago(sentence: Sentence, act: Act, day: date | None) -> bool:
    """Whether a deed is dated to a month two to nine before that of the page ("were adopted in March", "In March, it adopted")."""
    if day is None or sentence.has("WILL", act.head - 6, act.head) or sentence.has("CAN", act.head - 4, act.head):
        return False
    if sentence.tokens[0].low == "in" and len(sentence.tokens) > 2 and sentence.tokens[2].text == ",":
        opening = sentence.lexicon.months.get(sentence.tokens[1].low)
        if opening and 2 <= (day.month - opening) % 12 <= 9:
            return True
    for i in range(max(act.head + 1, act.noun_end), min(act.end + 9, len(sentence.tokens) - 1)):
        aside = sentence.tags[i].keys() & {"CAUSE", "RELATIVE"} and sentence.tokens[i].low != "since"
        if aside or sentence.tokens[i].low == ",":
            return False
        if sentence.tokens[i].low in ("in", "since") and (month := sentence.lexicon.months.get(sentence.tokens[i + 1].low)):
            return 2 <= (day.month - month) % 12 <= 9
    return False


#: Months after which a dated deed is history.
_OLD_AFTER = 3


def _day_to_come(sentence: Sentence) -> bool:
    return "WILL" in sentence.concepts or "CAN" in sentence.concepts


def opens_in_past(sentence: Sentence, day: date | None, exact: date | None = None) -> bool:
    """Whether a sentence begins with an earlier year ("In 2018, ..."): what follows is history until the text says now."""
    tokens = sentence.tokens
    month = sentence.lexicon.months.get(tokens[1].low) if exact and tokens[0].low == "on" and len(tokens) > 3 else None
    if exact and month and tokens[2].text.isdigit() and _OLD_AFTER <= (exact.month - month) % 12 <= 9 and not _day_to_come(sentence):
        return True  # `On January 26, A designated ...` on a page of September
    if tokens[0].low in ("in", "over") and sentence.text(1, 3).lower() == "the past" and "NOW" not in sentence.concepts:
        return True
    if day is None:  # of what page soever: `In 2025, A imposed ...`
        return tokens[0].low in _IN and len(tokens) > 2 and _is_year(tokens[1].text) and tokens[2].text == ","
    if sentence.text(2, 3).lower() == "ago" and sentence.text(1, 2).lower() in ("years", "year", "decade", "decades"):
        return True
    dated = tokens[0].low == "on" and len(tokens) > 5 and tokens[1].low in sentence.lexicon.months
    if dated and any(t.text.isdigit() and 1980 <= int(t.text) < day.year for t in tokens[3:5] if len(t.text) == 4):
        return True
    years = [t.text for t in sentence.tokens[1:4] if len(t.text) == 4 and t.text.isdigit()]
    return bool(years) and sentence.tokens[0].low in _IN and "1980" <= years[0] <= "2035" and int(years[0]) < day.year


_IN = frozenset({"in", "в", "im", "ar", "sedan"})


_BOUND = frozenset({"bis", "seit", "ab", "von", "ende", "anfang", "mitte", "jahr", "jahre", "jahres", "(", "-", "–", "/"}) | {
    *("als", "rund", "etwa", "uber", "fast", "knapp", "gegen", "mindestens", "gut"),
}


def _bare(sentence: Sentence, i: int) -> bool:
    """`hatte 2014 verhängt`, where a year needs no preposition (`bare_years`); `die 2014 verhängten Sanktionen` are eased now."""
    return bool(sentence.lexicon.grammar.get("bare_years")) and not sentence.has("IMPOSED", i + 1, i + 7)


_UNTIL = frozenset({"until", "till", "by", "до", "к", "bis", "than"})


def _month(sentence: Sentence, at: int) -> int:
    """The month that word `at` names, 0 if none."""
    low = sentence.tokens[at].low
    return next((n for word, n in sentence.lexicon.months.items() if low == word or (word.endswith("*") and low.startswith(word[:-1]))), 0)


def past_month(sentence: Sentence, act: Act, day: date | None) -> bool:
    """Whether the sentence dates a finished act to a month at least three before that of the page (`was listed in January`)."""
    ended = tuple(sentence.lexicon.grammar.get("past_endings", ()))
    if day is None or not ended or not sentence.tokens[act.head].low.endswith(ended):
        return False
    for i in range(max(act.start - 6, 0), min(act.end + 8, len(sentence.tokens) - 1)):
        month = _month(sentence, i + 1) if sentence.tokens[i].low in _SINCE else 0
        year = sentence.text(i + 2, i + 3)
        if month and not sentence.has("IMPOSED", i - 3, i) and not year[:2].isdigit() and 3 <= (day.month - month) % 12 <= 9:
            return True
    return False


_SINCE = frozenset({"в", "с"})


def spans(sentence: Sentence, act: Act) -> bool:
    """Whether the sentence tells of a span of years; behind a comma it tells of something else ("..., the tenth since 2014")."""
    at = sentence.first("SPAN", 0, len(sentence.tokens))
    if at is not None and "REPORT" in sentence.tags[at + 1 if at + 1 < len(sentence.tags) else at]:
        return False  # `has repeatedly said`
    low = act.end if act.family.startswith("veto") else max(act.end, (at or 0) - 4)
    return at is not None and not (at >= act.end and sentence.comma(low, at))


def _left_behind(sentence: Sentence, act: Act, year: int) -> bool:
    """Whether a year stands in a relative clause that is over before the verb."""
    relative = sentence.first("RELATIVE", year - 9, year)
    return relative is not None and sentence.comma(year, act.head) and of_another(sentence, act, relative + 1)


def of_another(sentence: Sentence, act: Act, past: int) -> bool:
    """`A, who had been minister, was taken off the list`: the past of a relative clause, the verb has its own `was`."""
    auxiliary = any(sentence.tokens[i].low in ("is", "are", "was", "were") for i in range(max(act.head - 3, past + 2), act.head))
    return auxiliary and any(t.low in ("who", "which", "that") for t in sentence.tokens[max(past - 5, 0) : past])
