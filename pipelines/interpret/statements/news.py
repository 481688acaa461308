"""The news test: what is background, what is about something else, what is a question.

What belongs here: reasons to give no item. What does not: stances and parties.
"""

from __future__ import annotations

from datetime import date

from pipelines.interpret.statements import replies
from pipelines.interpret.statements.acts import Act
from pipelines.interpret.statements.lexicon import Phrases
from pipelines.interpret.statements.parties import oblique
from pipelines.interpret.statements.sentence import Sentence


def found(phrases: Phrases, sentence: Sentence) -> bool:
    """Whether any phrase of a table occurs in a sentence."""
    return any(phrases.at(sentence.tokens, i) for i in range(len(sentence.tokens)))


def other_subject(sentences: list[Sentence]) -> bool:
    """Whether the passage is about sport, schools, data protection and the like."""
    if any(found(s.lexicon.strong_homonyms, s) for s in sentences):
        return True
    states = any(a.code and a.kind in ("state", "adjective") for s in sentences for a in s.actors)
    named = states and any("SANCTION" in s.concepts for s in sentences)
    return not named and any(found(s.lexicon.soft_homonyms, s) for s in sentences)


def homonym(sentence: Sentence) -> bool:
    """Whether the sentence uses the words in another sense."""
    return found(sentence.lexicon.weak_homonyms, sentence)


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


def _dated_ground(sentence: Sentence, act: Act, day: date | None) -> bool:
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


def _ever_since(sentence: Sentence, act: Act) -> bool:
    """`have been banned since August`: a state that lasts, not a deed of now."""
    lasts = act.family == "impose" and sentence.text(act.head - 1, act.head) == "been"
    return lasts and any(t.low == "since" for t in sentence.tokens[act.head + 1 : act.end + 9])


def _months_ago(sentence: Sentence, act: Act, day: date | None) -> bool:
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


_IN = frozenset({"in", "в", "im"})
#: `днём ранее`: still news.
_JUST = frozenset({"днем", "днями", "часом", "часами", "сутками", "неделей"})
_UNTIL = frozenset({"until", "till", "by", "до", "к", "bis", "than"})


def _of_measures(sentence: Sentence, act: Act, past: int) -> bool:
    """`эмбарго, введённое одиннадцать лет назад, отменил ...`: the past of the measures, not of what is done to them now."""
    lifted = any(sentence.tags[i].keys() & {"LIFT", "EASE", "SUSPEND"} for i in range(max(act.noun_end, past - 4), min(past, act.head)))
    return sentence.tokens[past].low != "had" and (lifted or sentence.has("IMPOSED", past - 4, past))


def _modifies(sentence: Sentence, at: int) -> bool:
    """Whether a word of the past only qualifies a noun ("measures previously imposed", "firms previously granted relief")."""
    follows = sentence.text(at + 1, at + 2)
    return sentence.has("IMPOSED", at - 1, at + 2) or follows.endswith("ed")


def _reported(sentence: Sentence, low: int, had: int) -> bool:
    """`X said Y had lifted ...`: the past of reported speech is no history."""
    return any("REPORT" in sentence.tags[i] and not sentence.has("NEG", had, had + 3) for i in range(sentence.clause_start(had, 24), had))


def _intends(sentence: Sentence, had: int) -> bool:
    """`had no plans`, `had not decided`: a position, not history."""
    return sentence.has("NEG", had, had + 3) and (sentence.has("WILL", had, had + 5) or sentence.has("REFUSE", had, had + 5))


def _condition_word(sentence: Sentence, cause: int) -> bool:
    """`only after`: a condition, of which `after` is a part."""
    return any(cause - i < sentence.tags[i].get("IF", 0) for i in range(max(cause - 2, 0), cause))


def background(sentence: Sentence, act: Act, day: date | None, exact: date | None = None) -> bool:
    """Whether an act is told as history, cause or effect, not as news. `day` may be known by its year only, `exact` is not."""
    if sentence.has("OLD", 0, act.end) or _spans(sentence, act) or _caused(sentence, act) or replies.history(sentence, act, day):
        return True
    start = sentence.clause_start(act.head, 12)
    whether = sentence.last("WHETHER", max(sentence.clause_start(act.head, 14), act.head - 13), act.head)
    weighs = whether is not None and sentence.has("PONDER", whether - 2, whether) and sentence.text(whether + 1, whether + 2) == "to"
    if whether is not None and not weighs and "refused" not in act.form:
        return True
    past = sentence.last("PAST", max(start, act.head - 9), act.head)
    lately = past is not None and (sentence.tokens[past - 1].low in _JUST or sentence.has("NOW", past + 1, past + 3))
    if past and sentence.tokens[past].low == "ранее" and lately:
        past = None
    if past is not None and _of_another(sentence, act, past):
        past = None
    told = past is not None and ("FOCUS" in sentence.tags[past] or _of_measures(sentence, act, past))
    if past is not None and not told and not _present_after_all(sentence, act, start, past):
        return True
    end = min(act.end + 8, sentence.clause_end(act.end, 8))
    if sentence.has("PAST", act.head + 1, end) and not sentence.has("NOW"):
        after = sentence.first("PAST", act.head + 1, end)
        aside = after is None or "FOCUS" in sentence.tags[after] or _modifies(sentence, after)
        if after is not None and not aside and sentence.tokens[after].low != "had":
            return True
    month = act.family != "maintain" and (past_month(sentence, act, exact) or replies.last_year(sentence, act))
    dated = past_year(sentence, act, day) or _dated_ground(sentence, act, day) or _months_ago(sentence, act, exact)
    return month or dated or _ever_since(sentence, act)


def private(sentence: Sentence, act: Act) -> bool:
    """Whether a firm, not a state, does it: `the bank stopped payments`, where no actor stands between the firm and its verb."""
    if act.rule in ("halts-trade", "trade-resumes") and _named_firm(sentence, act):
        return True
    firms = sentence.lexicon.grammar.get("firms", ()) if act.family in ("impose", "tighten") else ()
    low = sentence.clause_start(act.head, 9)
    if firms and "weak" in act.form and replies.quoted_firm(sentence, act):
        return True
    whose = (a for a in sentence.actors if a.kind in ("state", "official", "voice") and a.end <= act.head)
    acting = [a.end for a in whose if not a.start or sentence.tokens[a.start - 1].low not in firms]  # `the banks of A` are no A
    for i in range(act.head - 1, max(low, max(acting, default=0)) - 1, -1):
        if sentence.tokens[i].low in firms and "CAUSE" not in sentence.tags[i - 1]:
            bound = any(t.low in _BOUND for t in sentence.tokens[i : act.end])
            return not bound and not sentence.tokens[act.head].low.endswith(_PASSIVE)
    return False


def _named_firm(sentence: Sentence, act: Act) -> bool:
    """`Siemens stops deliveries`, `a subsidiary of it resumes flights`: the subject is no state."""
    low = sentence.clause_start(act.head, 14)
    if any(low <= a.start and a.end <= act.head and a.kind in ("state", "official", "voice") for a in sentence.actors):
        return False
    return act.head > 0 and (sentence.tokens[act.head - 1].capital or sentence.has("NAMED", low, act.head))


#: Words that tell what firms must or may do: somebody else has ruled it.
_BOUND = frozenset({"вправе", "обязан", "обязана", "обязаны", "должен", "должна", "должны", "смогут", "сможет", "могут", "нельзя"})


#: Endings of short passive participles.
_PASSIVE = ("ен", "ена", "ено", "ены", "ят", "ыт", "ыта", "ыто", "ыты", "тся", "лись", "лась", "лось", "лся")


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


def _caused(sentence: Sentence, act: Act) -> bool:
    """Whether a word of cause governs the verb, or the noun before it ("amid sanctions imposed")."""
    rowed = sentence.text(act.head - 1, act.head).lower() == "and" and sentence.lexicon.language == "en"
    cause = sentence.last("CAUSE", max(act.head - (14 if rowed else 5), 0), act.head)
    if rowed and cause is not None and act.head - cause > 5 and sentence.tokens[cause].low not in ("since", "after"):
        cause = None  # `since A left the deal and restored sanctions`
    told = "participle" in act.form
    if (
        cause is not None
        and cause >= act.noun_end
        and ((cause == act.noun_end and sentence.tokens[cause].low == "over") or (act.noun < act.head and sentence.ground(cause)))
    ):
        cause = None  # `sanctions over Crimea`
    if cause is not None and (_condition_word(sentence, cause) or _under_law(sentence, cause) or replies.titled(sentence)):
        cause = None
    if cause is not None and (_lately(sentence, cause) or _told_behind(sentence, act, cause)):
        cause = None
    if told and cause is not None and sentence.tokens[cause].low in ("under", "amid", "after", "due", "following"):
        cause = None
    own = cause is not None and _own_subject(sentence, act, cause)
    if cause is not None and not own and not sentence.comma(cause, act.head) and "CALL" not in sentence.tags[act.head]:
        return True
    cause = sentence.last("CAUSE", max(act.noun - 4, 0), act.noun) if act.noun < act.head and not told else None
    if cause is not None and _condition_word(sentence, cause):
        cause = None
    return cause is not None and not sentence.comma(cause, act.noun) and not sentence.has("IMPOSED", cause - 1, cause)


def _own_subject(sentence: Sentence, act: Act, cause: int) -> bool:
    """`После месяца переговоров страны ЕС вывели ...`: the verb has its own subject behind the cause, which is a noun."""
    endings = tuple(sentence.lexicon.grammar.get("verb_done", ()))
    if not endings or not sentence.tokens[act.head].low.endswith(endings) or sentence.text(cause + 1, cause + 2).lower() == "того":
        return False
    behind = (a for a in sentence.actors if cause + 1 < a.start and a.end <= act.head and a.kind in ("state", "official"))
    return any(not oblique(sentence, a) for a in behind)


def _spans(sentence: Sentence, act: Act) -> bool:
    """Whether the sentence tells of a span of years; behind a comma it tells of something else ("..., the tenth since 2014")."""
    at = sentence.first("SPAN", 0, len(sentence.tokens))
    if at is not None and "REPORT" in sentence.tags[at + 1 if at + 1 < len(sentence.tags) else at]:
        return False  # `has repeatedly said`
    low = act.end if act.family.startswith("veto") else max(act.end, (at or 0) - 4)
    return at is not None and not (at >= act.end and sentence.comma(low, at))


def _lately(sentence: Sentence, cause: int) -> bool:
    """`a day after A imposed sanctions`: news told in passing, not history."""
    if sentence.tokens[cause].low != "after":
        return False
    near = range(cause, min(cause + 14, len(sentence.tokens)))
    dated = next((i for i in near if "NOW" in sentence.tags[i] or sentence.text(i, i + 2).lower() == "last week"), None)
    return sentence.text(cause - 1, cause).lower() in ("day", "days", "hour", "hours", "minutes", "shortly", "soon") or (
        dated is not None and not sentence.comma(cause, dated)
    )


def _told_behind(sentence: Sentence, act: Act, cause: int) -> bool:
    """`The rouble fell after A announced new sanctions`, `Oil gains after A lifts them`: news of an act told by what came of it."""
    tokens = sentence.tokens
    if tokens[cause].low != "after" or act.noun < act.head or sentence.lexicon.language != "en":
        return False
    answers = any(t.low.startswith(("retaliat", "counter", "respon", "tit")) for t in tokens[:cause])
    to_come = sentence.has("WILL", 0, cause) or sentence.has("CAN", 0, cause) or sentence.has("IF", 0, cause)
    doer = next((a for a in sentence.actors if cause < a.start and a.end <= act.head and a.kind in ("state", "official")), None)
    said = sentence.has("REPORT", cause, act.head) and sentence.has("WILL", cause, act.head)
    if answers or to_come or (doer is None and not said):
        return False
    fresh = sentence.has("FRESH", act.head, act.noun_end)
    headline = tokens[act.head].low.endswith("s") and doer is not None and act.head - doer.end <= 2
    opening = cause == 0 and doer is not None and doer.start > 2 and not oblique(sentence, doer)  # `After the talks A relaxed ...`
    return fresh or headline or said or opening


def _under_law(sentence: Sentence, cause: int) -> bool:
    """`under CAATSA`, `under the new order`: a legal ground, where `under sanctions` tells an effect."""
    return sentence.tokens[cause].low == "under" and not sentence.has("SANCTION", cause, cause + 4)


def _left_behind(sentence: Sentence, act: Act, year: int) -> bool:
    """Whether a year stands in a relative clause that is over before the verb."""
    relative = sentence.first("RELATIVE", year - 9, year)
    return relative is not None and sentence.comma(year, act.head) and _of_another(sentence, act, relative + 1)


def _of_another(sentence: Sentence, act: Act, past: int) -> bool:
    """`A, who had been minister, was taken off the list`: the past of a relative clause, the verb has its own `was`."""
    auxiliary = any(sentence.tokens[i].low in ("is", "are", "was", "were") for i in range(max(act.head - 3, past + 2), act.head))
    return auxiliary and any(t.low in ("who", "which", "that") for t in sentence.tokens[max(past - 5, 0) : past])


def _present_after_all(sentence: Sentence, act: Act, start: int, had: int) -> bool:
    """Whether a past perfect is news: reported speech, `had said`, `had no plans`."""
    if sentence.tokens[had].low != "had":
        return False
    if sentence.has("CALL", had + 3, act.head) and not sentence.comma(had, act.head):
        return True
    says = bool(sentence.tags[had + 1].keys() & {"REPORT", "WILL", "CALL"})
    return says or _reported(sentence, start, had) or _intends(sentence, had)
