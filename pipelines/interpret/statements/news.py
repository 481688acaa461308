"""The news test: what is background, what is about something else, what is a question.

What belongs here: reasons to give no item. What does not: stances and parties.
"""

from __future__ import annotations

from datetime import date

from pipelines.interpret.statements import replies
from pipelines.interpret.statements.acts import Act
from pipelines.interpret.statements.asides import replied_by
from pipelines.interpret.statements.frames import EASING, HARDENING
from pipelines.interpret.statements.history import (
    dated_ground,
    ever_since,
    months_ago,
    of_another,
    past_month,
    past_year,
    spans,
)
from pipelines.interpret.statements.lexicon import Phrases
from pipelines.interpret.statements.mentioned import mentioned
from pipelines.interpret.statements.parties import VICTIMS, oblique
from pipelines.interpret.statements.sentence import Sentence


def found(phrases: Phrases, sentence: Sentence) -> bool:
    """Whether any phrase of a table occurs in a sentence."""
    return any(phrases.at(sentence.tokens, i) for i in range(len(sentence.tokens)))


def other_subject(sentences: list[Sentence]) -> bool:
    """Whether the passage is about sport, schools, data protection and the like."""
    frozen = any(_freezes_persons(s) for s in sentences)
    if not frozen and any(found(s.lexicon.strong_homonyms, s) for s in sentences):
        return True
    states = any(a.code and a.kind in ("state", "adjective") for s in sentences for a in s.actors)
    named = states and any("SANCTION" in s.concepts for s in sentences)
    return not named and any(found(s.lexicon.soft_homonyms, s) for s in sentences)


def _freezes_persons(sentence: Sentence) -> bool:
    """`A freezes the assets of a banker of B who leads a tennis club`: a person hit who has to do with sport."""
    states = {a.code for a in sentence.actors if a.kind in ("state", "official", "adjective") and a.code}
    froze = any(
        t.low.startswith(("freez", "frozen", "froze")) and any(w.low == "assets" for w in sentence.tokens[i : i + 5])
        for i, t in enumerate(sentence.tokens)
    )
    return len(states) > 1 and froze


def homonym(sentence: Sentence) -> bool:
    """Whether the sentence uses the words in another sense."""
    return found(sentence.lexicon.weak_homonyms, sentence)


#: `днём ранее`: still news.
_JUST = frozenset({"днем", "днями", "часом", "часами", "сутками", "неделей"})


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
    if (
        sentence.has("OLD", 0, act.end)
        or _clause_of_measures(sentence, act)
        or _siege(sentence, act)
        or _protects(sentence, act)
        or spans(sentence, act)
        or _caused(sentence, act)
        or replies.history(sentence, act, day)
        or mentioned(sentence, act)
    ):
        return True
    start = sentence.clause_start(act.head, 18 if sentence.lexicon.grammar.get("verb_last") else 12)
    whether = sentence.last("WHETHER", max(sentence.clause_start(act.head, 14), act.head - 13), act.head)
    weighs = whether is not None and sentence.has("PONDER", whether - 2, whether) and sentence.text(whether + 1, whether + 2) == "to"
    if whether is not None and not (weighs or _judged_later(sentence, act, whether)) and "refused" not in act.form:
        return True
    reach = 18 if sentence.lexicon.grammar.get("verb_last") else 9
    past = sentence.last("PAST", max(start, act.head - reach), act.head)
    lately = past is not None and (sentence.tokens[past - 1].low in _JUST or sentence.has("NOW", past + 1, past + 3))
    if past and sentence.tokens[past].low == "ранее" and lately:
        past = None
    if past is not None and of_another(sentence, act, past):
        past = None
    told = past is not None and ("FOCUS" in sentence.tags[past] or _of_measures(sentence, act, past))
    if past is not None and not told and not _present_after_all(sentence, act, start, past):
        return True
    end = min(act.end + 8, sentence.clause_end(act.end, 8))
    after = sentence.first("PAST", act.head + 1, end)
    if after is not None and not sentence.has("NOW", 0, _clause_of_whom(sentence, act, after)):
        aside = after is None or "FOCUS" in sentence.tags[after] or _modifies(sentence, after)
        aside = aside or any(t.low.startswith("котор") for t in sentence.tokens[act.noun_end : after])  # `меры, которые ввели ранее`
        if after is not None and not aside and sentence.tokens[after].low != "had":
            return True
    month = act.family != "maintain" and (past_month(sentence, act, exact) or replies.last_year(sentence, act))
    dated = past_year(sentence, act, day) or dated_ground(sentence, act, day) or months_ago(sentence, act, exact)
    return month or dated or ever_since(sentence, act)


def _clause_of_whom(sentence: Sentence, act: Act, at: int) -> int:
    """Where `, who was listed a year ago,` ends, for an act in such a clause; else the end of the sentence."""
    tokens = sentence.tokens
    relative = any(tokens[i].text == "," and tokens[i + 1].low in ("who", "which") for i in range(max(act.head - 7, 0), act.head))
    return next((i for i in range(at, len(tokens)) if relative and tokens[i].text == ","), len(tokens))


#: Words for a state.
_CUT_OFF = frozenset({"island", "country", "emirate", "kingdom", "republic", "regime", "economy", "state"})


def _siege(sentence: Sentence, act: Act) -> bool:
    """`the blockade of Hodeidah`, `of a motorway`: war or protest, where no state and no trade is cut off."""
    near = range(act.noun + 2, min(act.noun + 5, len(sentence.tokens)))
    if not sentence.tokens[act.noun].low.startswith("blockade") or sentence.text(act.noun + 1, act.noun + 2).lower() not in ("of", "on"):
        return False
    states = any(a.start in near and a.kind in ("state", "adjective") for a in sentence.actors)
    return not states and not any("TRADE" in sentence.tags[i] or sentence.tokens[i].low in _CUT_OFF for i in near)


def _protects(sentence: Sentence, act: Act) -> bool:
    """`bans on grain from A`, A a victim that nobody under pressure punishes: a state keeps out cheap goods."""
    doubtful = "weak" in act.form and not sentence.has("SANCTION", act.start, act.end)
    pressed = sentence.lexicon.grammar.get("under_pressure", ())
    if not doubtful or sentence.lexicon.language != "en" or any(a.code in pressed for a in sentence.actors):
        return False
    victims = (a for a in sentence.actors if a.code in VICTIMS and act.noun < a.start <= act.end + 8)
    behind = (sentence.tokens[a.start - 1].low in ("from", "with") and sentence.has("TRADE", act.noun, a.start) for a in victims)
    return any(behind)


def _clause_of_measures(sentence: Sentence, act: Act) -> bool:
    """`sanctions that close ports and bar insurers`: what measures consist of, not what is done now."""
    if "weak" not in act.form or act.family not in HARDENING or act.noun < act.head:
        return False
    relative = (i for i in range(max(act.head - 16, 1), act.head) if sentence.tokens[i].low in ("that", "which"))
    return any(sentence.has("SANCTION", i - 1, i) and "STOP" not in set().union(*sentence.tags[i + 1 : act.head]) for i in relative)


def _judged_later(sentence: Sentence, act: Act, whether: int) -> bool:
    """`If A votes freely, B will look at whether its sanctions might be eased`: easing that hangs on what is to come."""
    to_come = sentence.has("WILL", max(whether - 18, 0), whether)
    return act.family in EASING and to_come and (sentence.has("IF", 0, whether) or "after" in (t.low for t in sentence.tokens[:whether]))


def reasoned(sentence: Sentence, act: Act) -> bool:
    """`cuts off aid to B over its land law`: the sentence gives a reason for what is done to another state, and no health or safety."""
    others = {a.code for a in sentence.actors if a.code and a.kind != "outsider"}
    if act.family not in HARDENING or len(others) < 2 or sentence.has("SAFETY"):
        return False
    return sentence.has("WHY", max(act.end, act.noun_end), len(sentence.tokens))


def private(sentence: Sentence, act: Act) -> bool:
    """Whether a firm, not a state, does it: `the bank stopped payments`, where no actor stands between the firm and its verb."""
    capital = sentence.tokens[act.head - 1].capital if act.head else False
    if (act.rule in _FIRMS_DO or (act.rule in _FIRMS_DO_TOO and capital)) and _named_firm(sentence, act):
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


#: Rules of trade that firms do as well; of the second row only a name right before the verb is one.
_FIRMS_DO = frozenset({"halts-trade", "trade-resumes"})
_FIRMS_DO_TOO = frozenset({"bans-trade", "access-restored", "blocks-media", "restricts-access", "services-resume", "suspends-trade"})


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


#: Rules whose verb stands behind whom it hits: the word of cause is that far off ("after the wealthy A financier was sanctioned").
_PASSIVES = frozenset({"sanctioned-passive", "impose-passive"})


def _caused(sentence: Sentence, act: Act) -> bool:
    """Whether a word of cause governs the verb, or the noun before it ("amid sanctions imposed")."""
    rowed = sentence.text(act.head - 1, act.head).lower() == "and" and sentence.lexicon.language == "en"
    far = rowed or act.rule in _PASSIVES
    cause = sentence.last("CAUSE", max(act.head - (14 if far else 5), 0), act.head)
    clause = sentence.last("CAUSE", max(act.head - 10, 0), act.head) if cause is None else None
    if clause is not None and _clausal(sentence, clause) and not sentence.has("NOW", clause, act.head):
        cause = clause
    if far and cause is not None and act.head - cause > 5 and sentence.tokens[cause].low not in ("since", "after"):
        cause = None  # `since A left the deal and restored sanctions`
    told = "participle" in act.form
    if (
        cause is not None
        and cause >= act.noun_end
        and ((cause == act.noun_end and sentence.tokens[cause].low == "over") or (act.noun < act.head and sentence.ground(cause)))
    ):
        cause = None  # `sanctions over Crimea`
    if cause is not None and sentence.tokens[cause].low == "due" and "HEDGE" in sentence.tags[cause]:
        cause = None  # `are due to approve`
    if cause is not None and (_condition_word(sentence, cause) or _under_law(sentence, cause) or replies.titled(sentence)):
        cause = None
    if cause is not None and (_lately(sentence, cause) or _told_behind(sentence, act, cause) or replied_by(sentence, act.head)[0]):
        cause = None  # `retaliates over B's ban by barring ...`
    if told and cause is not None and sentence.tokens[cause].low in ("under", "amid", "after", "due", "following"):
        cause = None
    own = cause is not None and _own_subject(sentence, act, cause)
    if cause is not None and not own and not _parted(sentence, cause, act.head) and "CALL" not in sentence.tags[act.head]:
        return True
    cause = sentence.last("CAUSE", max(act.noun - 4, 0), act.noun) if act.noun < act.head and not told else None
    if cause is not None and _condition_word(sentence, cause):
        cause = None
    return cause is not None and not sentence.comma(cause, act.noun) and not sentence.has("IMPOSED", cause - 1, cause)


def _parted(sentence: Sentence, cause: int, head: int) -> bool:
    """Whether a comma parts a verb from the cause before it; the comma inside `после того, как` does not."""
    tokens = sentence.tokens
    opens = next((i for i in range(cause + 1, min(cause + 6, head)) if tokens[i].text == "," and tokens[i + 1].low in _BECAUSE), cause)
    inside = opens > cause and tokens[opens - 1].low in _CORRELATES
    return sentence.comma(opens + 1 if inside else cause, head)


#: `после того, как`, `с тех пор, как`, `из-за того, что`: the words on both sides of the comma.
_CORRELATES = frozenset({"того", "тех", "тем", "пор", "тому", "так"})
_BECAUSE = frozenset({"как", "что", "когда"})


def _clausal(sentence: Sentence, cause: int) -> bool:
    """Whether a Russian word of cause opens a clause (`после того, как`, `так как`), not a noun (`после месяца споров`)."""
    words = {t.low for t in sentence.tokens[cause : cause + sentence.tags[cause].get("CAUSE", 1) + 1]}
    return bool(words & (_CORRELATES | {"поскольку", "потому"}))


def _own_subject(sentence: Sentence, act: Act, cause: int) -> bool:
    """`После месяца переговоров страны ЕС вывели ...`: the verb has its own subject beside the cause, which is a noun."""
    endings = tuple(sentence.lexicon.grammar.get("verb_done", ()))
    finite = sentence.tokens[act.head].low.endswith(endings) or "FUTURE" in sentence.tags[act.head]
    if not endings or not finite or _clausal(sentence, cause):
        return False
    beside = (a for a in sentence.actors if a.end <= act.head and a.kind in ("state", "official") and not oblique(sentence, a))
    return any(cause + 1 < a.start or (_bare(sentence, a.end, cause) and not sentence.tags[a.end].keys() & {"IMPOSE"}) for a in beside)


def _bare(sentence: Sentence, low: int, cause: int) -> bool:
    """`A в первый день после ...`: between a subject and a cause stands no verb and no comma."""
    endings = tuple(sentence.lexicon.grammar.get("verb_done", ()))
    between = sentence.tokens[low:cause]
    return 0 <= cause - low <= 4 and not any(t.text in ",—–:;" or t.low.endswith(endings) for t in between)


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


def _present_after_all(sentence: Sentence, act: Act, start: int, had: int) -> bool:
    """Whether a past perfect is news: reported speech, `had said`, `had no plans`."""
    if sentence.tokens[had].low in ("hatte", "hatten") and act.family == "threaten":
        return True  # `hatte zugleich A mit Sanktionen gedroht`
    if sentence.tokens[had].low != "had":
        return False
    if sentence.has("CALL", had + 3, act.head) and not sentence.comma(had, act.head):
        return True
    says = bool(sentence.tags[had + 1].keys() & {"REPORT", "WILL", "CALL"})
    return says or _reported(sentence, start, had) or _intends(sentence, had)
