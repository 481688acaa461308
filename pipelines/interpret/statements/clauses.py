"""Clauses: what the clauses beside an act tell of its parties, in the press of a home state.

What belongs here: a doer before a colon or semicolon, a target that a ground or the verb before names. What does not: parties
of the act's own clause (`senders.py`, `targets.py`).
"""

from __future__ import annotations

from pipelines.interpret.statements.acts import Act
from pipelines.interpret.statements.frames import EASING, HARDENING
from pipelines.interpret.statements.lexicon import is_member
from pipelines.interpret.statements.parties import VICTIMS, WEST, oblique
from pipelines.interpret.statements.sentence import Actor, Sentence
from pipelines.interpret.statements.subjects import row_behind

#: Beginnings of words for what a state is punished for, right before its name ("из-за недружественных действий A").
_CONDUCT = ("действи", "политик", "шаг", "агресси", "провокац", "поведени", "позици", "решени", "отказ", "вмешательств")
_WITH = frozenset({"с", "со", "для", "против", "из", "отношении"})
_AND = frozenset({"и", "а", "также"})
#: Concepts of verbs with which a state acts against another.
_ACTS = frozenset({"DECREE", "SIGN", "IMPOSE", "BAN", "TIGHTEN", "DESIGNATE"})


def doer_before(sentence: Sentence, act: Act, targets: list[str]) -> list[str]:
    """`A подписал указ: под санкциями еще B`, `A закрыл рынок; под запрет попали B`: who acts in the clause before the stop."""
    if not sentence.lexicon.grammar.get("home") or act.family not in HARDENING:
        return []
    stop = next((i for i in range(act.start - 1, 0, -1) if sentence.tokens[i].text in ":;"), 0)
    for actor in (a for a in sentence.actors if a.end < stop and a.kind in ("state", "official") and a.code):
        if oblique(sentence, actor) or actor.code in targets:
            continue
        return [actor.code] if any(sentence.tags[i].keys() & _ACTS for i in range(actor.end, stop)) else []
    return []


def forced(sentence: Sentence, act: Act) -> list[str]:
    """`события могут вынудить A и B расширить санкции`: A and B, whom the verb before the infinitive moves to act."""
    verb = next((i for i in range(act.head - 1, max(act.head - 8, -1), -1) if sentence.tokens[i].low.startswith(_MOVING)), None)
    if verb is None or not sentence.lexicon.grammar.get("home") or not sentence.tokens[act.head].low.endswith("ть"):
        return []
    moved = next((a for a in sentence.actors if a.start == verb + 1 and a.code and a.kind in ("state", "official")), None)
    return row_behind(sentence, moved) if moved and moved.end <= act.head else []


#: Beginnings of verbs that make somebody act.
_MOVING = ("вынуд", "застав", "принуд", "подтолкн")


def beside_target(sentence: Sentence, act: Act, senders: list[str]) -> list[str]:
    """Whom the home state hits where only the ground or the verb before names it: `указ о мерах из-за действий A`, `рвет договор с A и
    вводит эмбарго`."""
    if senders != [sentence.lexicon.grammar.get("home")] or act.family not in HARDENING:
        return []
    others = [a for a in sentence.actors if a.code not in ("", *senders) and a.kind in ("state", "official", "adjective")]
    return next(([a.code] for a in others if _blamed(sentence, act, a) or _shared(sentence, act, a)), [])


def _blamed(sentence: Sentence, act: Act, actor: Actor) -> bool:
    """`в связи с недружественными действиями A`, `из-за турецкой агрессии`: its conduct is the ground."""
    near = range(actor.start - 1, actor.start) if actor.kind != "adjective" else range(actor.end, actor.end + 1)
    conduct = any(sentence.text(i, i + 1).lower().startswith(_CONDUCT) for i in near)
    return conduct and any(sentence.tags[i].keys() & {"CAUSE", "TRIGGER"} for i in range(max(actor.start - 6, act.head), actor.start))


def _shared(sentence: Sentence, act: Act, actor: Actor) -> bool:
    """`приостанавливает договор с A и вводит эмбарго`: A stands behind a preposition, `and` with the second verb right behind A."""
    joined = [t.low for t in sentence.tokens[actor.end : act.head]]
    behind = bool(joined) and len(joined) <= 2 and set(joined) <= _AND
    led = any(t.low in _WITH for t in sentence.tokens[max(actor.start - 3, 0) : actor.start])
    return behind and led and (sentence.has("BAN", 0, actor.start) or sentence.has("LIFT", 0, actor.start))


def answered_owner(sentence: Sentence, act: Act) -> list[str]:
    """`ответит на включение своих банков в пакет санкций A против B`: A, whose measures are answered."""
    at = next((i for i in range(act.head, min(act.head + 3, len(sentence.tokens))) if sentence.text(i - 1, i).lower() == "на"), 0)
    if at < 2 or not sentence.tokens[at - 2].low.startswith("ответ") or not sentence.tags[at].keys() & {"NOUN", "DESIGNATE"}:
        return []
    owners = (a for a in sentence.actors if at < a.start <= act.noun_end + 3 and not _against(sentence, a))
    return next(([a.code] for a in owners if a.code in WEST - VICTIMS or is_member(a.code, "EU", None)), [])


def _against(sentence: Sentence, actor: Actor) -> bool:
    return any(t.low in ("против", "отношении") for t in sentence.tokens[max(actor.start - 2, 0) : actor.start])


def unheard(sentence: Sentence, act: Act, found: list[str]) -> list[str]:
    """`Санкции надо снять, сказал A на встрече с B`: targets without B, who only listens to a demand."""
    asks = sentence.lexicon.grammar.get("home") and act.family in EASING and (sentence.has("CALL") or sentence.has("IF"))
    if not asks:
        return found
    named = [a for a in sentence.actors if a.code in found and a.kind != "outsider"]
    listeners = {a.code for a in named if a.start > act.end and _listens(sentence, a)}
    return [c for c in found if c not in listeners or any(a.code == c and not _listens(sentence, a) for a in named)]


def _listens(sentence: Sentence, actor: Actor) -> bool:
    """Whether an actor is one with whom a speaker talks (`сказал A в разговоре с B`)."""
    words = [t.low for t in sentence.tokens[max(actor.start - 3, 0) : actor.start]]
    talk = any(w in ("разговоре", "беседе", "встрече", "переговорах") for w in words) and bool({"с", "со"} & set(words))
    return talk and actor.kind == "official" and sentence.has("REPORT", max(actor.start - 8, 0), actor.start)
