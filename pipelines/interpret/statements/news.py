"""The news test: what is background, what is about something else, what is a question.

What belongs here: reasons to give no item. What does not: stances and parties.
"""

from __future__ import annotations

from datetime import date

from pipelines.interpret.statements.acts import Act
from pipelines.interpret.statements.lexicon import Phrases
from pipelines.interpret.statements.sentence import Sentence


def found(phrases: Phrases, sentence: Sentence) -> bool:
    """Whether any phrase of a table occurs in a sentence."""
    return any(phrases.at(sentence.tokens, i) for i in range(len(sentence.tokens)))


def other_subject(sentences: list[Sentence]) -> bool:
    """Whether the passage is about sport, schools, data protection and the like."""
    return any(found(s.lexicon.strong_homonyms, s) for s in sentences)


def homonym(sentence: Sentence) -> bool:
    """Whether the sentence uses the words in another sense."""
    return found(sentence.lexicon.weak_homonyms, sentence)


def past_year(sentence: Sentence, act: Act | None, day: date | None) -> bool:
    """Whether the sentence dates itself to an earlier year ("in 2014"), not counting ends of terms ("until 2016")."""
    low, high = (0, len(sentence.tokens)) if act is None else (sentence.clause_start(act.head, 40), len(sentence.tokens))
    for i in range(low, high):
        word = sentence.tokens[i].text
        if not (len(word) == 4 and word.isdigit() and "1980" <= word <= "2035"):
            continue
        before = sentence.tokens[i - 1].low if i else ""
        year_marked = (
            before in _IN
            or (i + 1 < len(sentence.tokens) and sentence.tokens[i + 1].low in ("году", "года", "год"))
            or sentence.text(i + 1, i + 3) == "-го"
        )
        if act is not None and i < act.head and sentence.has("IMPOSED", max(i - 5, 0), i):
            continue
        if (
            act is not None
            and i > act.head
            and (
                sentence.has("CAUSE", act.noun_end, i)
                or sentence.has("RELATIVE", act.noun_end, i)
                or sentence.has("IMPOSED", max(i - 4, act.noun_end), i)
            )
        ):
            continue
        if year_marked and before not in _UNTIL and (day is not None and int(word) < day.year) and (act is None or abs(i - act.head) < 16):
            return True
    return False


def opens_in_past(sentence: Sentence, day: date | None) -> bool:
    """Whether a sentence begins with an earlier year ("In 2018, ..."): what follows is history until the text says now."""
    if day is None:
        return False
    tokens = sentence.tokens
    dated = tokens[0].low == "on" and len(tokens) > 5 and tokens[1].low in sentence.lexicon.months
    if dated and any(t.text.isdigit() and 1980 <= int(t.text) < day.year for t in tokens[3:5] if len(t.text) == 4):
        return True
    years = [t.text for t in sentence.tokens[1:4] if len(t.text) == 4 and t.text.isdigit()]
    return bool(years) and sentence.tokens[0].low in _IN and "1980" <= years[0] <= "2035" and int(years[0]) < day.year


_IN = frozenset({"in", "в", "im"})
_UNTIL = frozenset({"until", "till", "by", "до", "к", "bis", "than"})


def _modifies(sentence: Sentence, at: int) -> bool:
    """Whether a word of the past only qualifies a noun ("measures previously imposed", "firms previously granted relief")."""
    follows = sentence.text(at + 1, at + 2)
    return sentence.has("IMPOSED", at - 1, at + 2) or follows.endswith("ed")


def _reported(sentence: Sentence, low: int, had: int) -> bool:
    """`X said Y had lifted ...`: the past of reported speech is no history."""
    return any("REPORT" in sentence.tags[i] and not sentence.has("NEG", had, had + 3) for i in range(low, had))


def _intends(sentence: Sentence, had: int) -> bool:
    """`had no plans`, `had not decided`: a position, not history."""
    return sentence.has("NEG", had, had + 3) and (sentence.has("WILL", had, had + 5) or sentence.has("REFUSE", had, had + 5))


def _condition_word(sentence: Sentence, cause: int) -> bool:
    """`only after`: a condition, of which `after` is a part."""
    return any(cause - i < sentence.tags[i].get("IF", 0) for i in range(max(cause - 2, 0), cause))


def background(sentence: Sentence, act: Act, day: date | None) -> bool:
    """Whether an act is told as history, cause or effect, not as news."""
    if sentence.has("OLD", 0, act.end) or sentence.has("SPAN") or _caused(sentence, act):
        return True
    start = sentence.clause_start(act.head, 12)
    if sentence.has("WHETHER", max(start, act.head - 8), act.head):
        return True
    past = sentence.last("PAST", max(start, act.head - 9), act.head)
    if past is not None and not _present_after_all(sentence, start, past):
        return True
    if sentence.has("PAST", act.head + 1, act.end + 8) and not sentence.has("NOW"):
        after = sentence.first("PAST", act.head + 1, act.end + 8)
        if after is not None and not _modifies(sentence, after) and sentence.tokens[after].low != "had":
            return True
    return past_year(sentence, act, day)


def _caused(sentence: Sentence, act: Act) -> bool:
    """Whether a word of cause governs the verb, or the noun before it ("amid sanctions imposed")."""
    cause = sentence.last("CAUSE", max(act.head - 5, 0), act.head)
    told = "participle" in act.form
    if cause is not None and (_condition_word(sentence, cause) or _under_law(sentence, cause)):
        cause = None
    if told and cause is not None and sentence.tokens[cause].low in ("under", "amid", "after", "due", "following"):
        cause = None
    if cause is not None and not sentence.comma(cause, act.head) and "CALL" not in sentence.tags[act.head]:
        return True
    cause = sentence.last("CAUSE", max(act.noun - 4, 0), act.noun) if act.noun < act.head and not told else None
    return cause is not None and not sentence.comma(cause, act.noun)


def _under_law(sentence: Sentence, cause: int) -> bool:
    """`under CAATSA`, `under the new order`: a legal ground, where `under sanctions` tells an effect."""
    return sentence.tokens[cause].low == "under" and not sentence.has("SANCTION", cause, cause + 4)


def _present_after_all(sentence: Sentence, start: int, had: int) -> bool:
    """Whether a past perfect is news: reported speech, `had said`, `had no plans`."""
    if sentence.tokens[had].low != "had":
        return False
    says = bool(sentence.tags[had + 1].keys() & {"REPORT", "WILL", "CALL"})
    return says or _reported(sentence, start, had) or _intends(sentence, had)
