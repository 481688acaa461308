"""Senders: whose sanctions an act speaks of.

What belongs here: reading senders off a sentence. What does not: targets (`targets.py`), assumptions (`parties.py`).
"""

from __future__ import annotations

from pipelines.interpret.statements.acts import Act
from pipelines.interpret.statements.clauses import doer_before, forced
from pipelines.interpret.statements.frames import EASING, HARDENING
from pipelines.interpret.statements.lexicon import is_member
from pipelines.interpret.statements.parties import AND, VICTIMS, WEST, asked, beside_of, joined, oblique
from pipelines.interpret.statements.replies import on_home
from pipelines.interpret.statements.sentence import Actor, Sentence
from pipelines.interpret.statements.settled import settled
from pipelines.interpret.statements.speakers import Speaker
from pipelines.interpret.statements.subjects import row_behind, subject_of, with_and


def find_senders(sentence: Sentence, act: Act, targets: list[str], speaker: Speaker | None) -> list[str]:
    """Senders of the sanctions of an act, with those who act together with them or speak for them side by side."""
    found = forced(sentence, act) or _find_senders(sentence, act, targets, speaker) or doer_before(sentence, act, targets)
    if sentence.lexicon.language != "en":
        return [*found, *(c for c in _together(sentence, act, found) if c not in (*found, *targets))]
    more = _in_tandem(sentence, act) if found else []
    if speaker and set(found) <= {speaker.code}:
        more = [*more, *_side_by_side(sentence, act, speaker)]
    return [*found, *dict.fromkeys(c for c in more if c not in (*found, *targets))]


def _together(sentence: Sentence, act: Act, found: list[str]) -> list[str]:
    """`A совместно с B ввели`: B too (`together` of patterns.yaml), beside one of the senders and before the verb."""
    low = [t.low for t in sentence.tokens]
    for phrase in sentence.lexicon.grammar.get("together", ()) if act.family in HARDENING else ():
        words = str(phrase).split()
        for i in range(max(act.head - len(words), 0)):
            actor = next((a for a in sentence.actors if 0 <= a.start - i - len(words) <= 1), None)
            if low[i : i + len(words)] != words or actor is None or not actor.code or actor.kind not in ("state", "official"):
                continue
            beside = (a for a in sentence.actors if a.code in found and a.kind in ("state", "official"))
            if any(0 <= i - a.end <= 1 or 0 <= a.start - actor.end <= 1 for a in beside):
                return row_behind(sentence, actor)
    return []


def _in_tandem(sentence: Sentence, act: Act) -> list[str]:
    """`sanctioned by A in tandem with B`: B too."""
    tokens = sentence.tokens
    if act.family not in HARDENING:
        return []
    for actor in sentence.actors:
        words = [t.low for t in tokens[max(actor.start - 4, 0) : actor.start] if t.low != "the"]
        beside = words[-1:] == ["with"] and words[-2:-1] and words[-2] in _TOGETHER
        if beside and actor.code in WEST - {"XX"} and actor.kind in ("state", "official"):
            return row_behind(sentence, actor)
    return []


_TOGETHER = frozenset({"tandem", "jointly", "simultaneously", "together", "concert", "lockstep", "step"})


def _side_by_side(sentence: Sentence, act: Act, speaker: Speaker | None) -> list[str]:
    """`A's president and B's chancellor warn that sectors will be hit`: the sanctions of both."""
    if speaker is None or speaker.kind != "official" or act.family in EASING:
        return []
    said = next((a for a in sentence.actors if a.code == speaker.code and a.kind == "official" and a.end <= act.head), None)
    low = said.start if said else 0
    codes = [speaker.code] if said else []
    for actor in reversed([a for a in sentence.actors if said and a.end <= said.start]):
        if not joined(sentence, actor, low) or actor.code not in WEST or actor.kind not in ("official", "state"):
            break
        codes, low = [actor.code, *codes], actor.start
    return codes if len(set(codes)) > 1 else []


def _find_senders(sentence: Sentence, act: Act, targets: list[str], speaker: Speaker | None) -> list[str]:
    """Senders of the sanctions of an act: named beside them, the subject of the verb, or what the passage spoke of before."""
    if told := settled(sentence, act, targets) or _told_to_join(sentence, act, targets):
        return told
    explicit = _explicit(sentence, act, targets) or _addressee(sentence, act, targets) or _giver(sentence, act, targets)
    subject = subject_of(sentence, act, targets, speaker) or _nationals(sentence, act, targets)
    if act.rule == "reacts-to-new" or _given_to(sentence, act):
        return explicit
    joins = act.rule.startswith(("join", "fall-in-line")) or (
        act.family == "impose" and any(t.low in ("all", "same") for t in sentence.tokens[act.head : act.noun])
    )
    if joins and not subject and speaker and speaker.code and speaker.code not in (*explicit, *targets) and act.rule == "join":
        return explicit if explicit and is_member(speaker.code, explicit[0], None) else [speaker.code]
    if explicit == ["XX"] and act.family == "impose" and subject and subject[0] in WEST:
        return subject
    given = act.family in ("license", "suspend") and subject and not _takes(sentence, act) and not _agent(sentence, act)
    if explicit and given and any(act.head < a.start < act.noun_end and a.code in explicit for a in sentence.actors):
        return subject
    adopted = sentence.tokens[act.head].low.startswith(("adopt", "mirror", "match", "follow", "copie", "took", "take", "taki"))
    if explicit and subject and adopted and subject[0] not in explicit and not is_member(subject[0], explicit[0], None):
        return subject
    if explicit and not (joins and subject):
        return explicit
    if not subject and not targets and speaker and speaker.code and "COUNTER" in sentence.tags[act.noun]:
        subject = [speaker.code]
    asks = act.family in HARDENING and (sentence.has("CALL", act.head - 8, act.head + 1) or bool(speaker and speaker.code in WEST))
    return [] if (asks or act.family in EASING) and set(subject) <= VICTIMS else subject


def _told_to_join(sentence: Sentence, act: Act, targets: list[str]) -> list[str]:
    """`A призвал B присоединиться`: B."""
    russian = act.rule == "join" and sentence.lexicon.grammar.get("genitive_sender")
    return _addressee(sentence, act, targets) if russian else []


def _nationals(sentence: Sentence, act: Act, targets: list[str]) -> list[str]:
    """`A's firms may not hire B's citizens`: a ban on doing business binds the state's own people."""
    if act.rule not in ("may-not-do", "not-able-to", "bars-from-doing"):
        return []
    low = sentence.clause_start(act.head, 12)
    bound = [a.code for a in sentence.actors if low <= a.start < act.end and a.kind == "adjective" and a.code not in targets]
    return bound[-1:]


def _takes(sentence: Sentence, act: Act) -> bool:
    """Whether the subject gets the licence and does not give it."""
    gets = sentence.lexicon.grammar.get("gets", ())
    return any(t.low in gets for t in sentence.tokens[max(act.head - 5, 0) : act.head + 1])


def _given_to(sentence: Sentence, act: Act) -> bool:
    """`A could win relief`: A is not who gives it; of a licence so in languages that name the sender behind the noun."""
    grammar = sentence.lexicon.grammar
    if _receives(sentence, act):
        return True
    if act.family == "license":
        return _takes(sentence, act) and bool(grammar.get("genitive_sender"))
    before = sentence.tokens[max(act.head - 3, 0) : act.head + 1]
    return act.family == "relief" and any(t.low in grammar.get("gets", ()) for t in before)


def _receives(sentence: Sentence, act: Act) -> bool:
    """`A wins a waiver`, `A is granted an exemption`: in English the subject that is given something is not the sender."""
    if act.family not in ("license", "suspend", "delist") or "passive" not in sentence.lexicon.grammar or act.head > act.noun:
        return False
    passive = sentence.tokens[act.head - 1].low in ("is", "are", "was", "were", "been", "being", "be")
    given = passive and sentence.tokens[act.head].low.endswith(("ed", "en"))
    return sentence.tokens[act.head].low in sentence.lexicon.grammar.get("gets", ()) or given


def _giver(sentence: Sentence, act: Act, targets: list[str]) -> list[str]:
    """`a six-month American licence`, `an exemption from US sanctions`, `leave from A to deliver`: who gives what the subject gets."""
    if not _receives(sentence, act):
        return []
    for actor in sentence.actors:
        before = [t.low for t in sentence.tokens[max(actor.start - 2, 0) : actor.start]]
        behind = (actor.start > act.noun and "from" in before) or "by" in before
        known = actor.code in WEST and (actor.end < act.end or sentence.has("SANCTION", actor.end, actor.end + 3))
        if act.head < actor.start <= max(act.noun_end, act.end) + 6 and actor.code and actor.code not in targets and (behind or known):
            return [actor.code]
    for near in (sentence, sentence.previous):
        beside = (a.code for a in (near.actors if near else ()) if near and a.code in WEST and near.has("SANCTION", a.end, a.end + 8))
        if (code := next(beside, None)) and code not in targets:
            return [code]
    waiver = any(t.low.startswith("waiver") for t in sentence.tokens[act.noun : act.noun_end])
    return [str(sentence.lexicon.grammar.get("we", ""))] if waiver else []


def _addressee(sentence: Sentence, act: Act, targets: list[str]) -> list[str]:
    """`urges the EU to lift`: the one who is asked to act."""
    low = sentence.clause_start(act.head)
    if act.rule.startswith("court-orders"):
        before = (a for a in reversed(sentence.actors) if act.start < a.start <= act.head and a.kind == "state")
        told = next((a for a in before if a.code not in targets), None)
        return [told.code] if told else []
    if (beside := asked(sentence, act)) and beside.code not in targets:
        return with_and(sentence, beside)
    if act.rule.startswith("licence-asked"):
        return [a.code for a in sentence.actors if act.head < a.start <= act.head + 2 and a.code not in targets]
    for i in range(act.head - 1, low - 1, -1):
        if sentence.tags[i].keys() >= {"CALL", "REPORT"} or "PRESSURE" in sentence.tags[i]:
            for actor in sentence.actors:
                if (
                    i < actor.start <= i + 6
                    and actor.end <= act.head
                    and actor.code
                    and actor.code not in targets
                    and (actor.kind in ("state", "official") or _side(sentence, actor))
                    and (
                        sentence.tokens[actor.start - 1].low not in sentence.lexicon.grammar.get("not_asked", ())
                        or i + sentence.tags[i].get("PRESSURE", 0) == actor.start
                    )
                    and ("PRESSURE" not in sentence.tags[i] or sentence.text(actor.end, actor.end + 1).lower() not in (*AND, ","))
                ):
                    return row_behind(sentence, actor) if sentence.lexicon.language == "en" else with_and(sentence, actor)
            return []
    return []


def _side(sentence: Sentence, actor: Actor) -> bool:
    """`the American side`, `the Russian colleague`: an adjective that stands for its state."""
    return actor.kind == "adjective" and sentence.has("VOICE", actor.end, actor.end + 1)


def _explicit(sentence: Sentence, act: Act, targets: list[str]) -> list[str]:
    """`sanctions by/from A`, `sanctions imposed by A`, `EU sanctions`, in Russian `санкции ЕС`."""
    grammar, _tokens = sentence.lexicon.grammar, sentence.tokens
    by = _by(sentence, act, targets)
    if by:
        return by
    inside = [a.code for a in sentence.actors if act.noun <= a.start and a.end < act.noun_end and a.code in WEST | {"UN"}]
    if inside and inside[0] not in targets:
        return inside[:1]
    if holds := _holds(sentence, act, targets):
        return holds
    beside = beside_of(sentence, act)
    senders = set(grammar.get("sender_adjectives", []))
    owned = beside is not None and sentence.text(beside.end, beside.end + 1) in ("'s", "’s") and beside.kind == "state"
    ban = owned and not sentence.tokens[act.noun_end - 1].low.startswith("sanction")
    if beside and on_home(sentence, act, beside):
        return []
    if beside and beside.code not in targets and beside.kind != "thing" and (targets or ban or beside.code in senders):
        return with_and(sentence, beside)
    if beside and beside.code in targets:
        before = next((a for a in sentence.actors if 0 <= beside.start - a.end <= 1 and a.code in WEST | {"UN"}), None)
        if before:
            return [before.code]
    return _genitive(sentence, act, targets) if grammar.get("genitive_sender") else []


def _holds(sentence: Sentence, act: Act, targets: list[str]) -> list[str]:
    """`the sanctions the EU has on A`, `the embargo that Washington keeps`: whose they are, whoever speaks of them."""
    if (act.family in HARDENING and act.head < act.noun) or (act.family == "license" and act.noun == act.head):
        return []  # `A decided to apply the measures which the EU adopted`
    for actor in sentence.actors:
        close = act.noun_end <= actor.start and all(t.low in ("the", "that", "which") for t in sentence.tokens[act.noun_end : actor.start])
        if close and actor.code not in (*targets, "") and sentence.text(actor.end, actor.end + 1).lower() in _HOLDING:
            return with_and(sentence, actor)
    return []


_HOLDING = frozenset({"has", "have", "had", "keeps", "keep", "maintains", "maintain", "holds", "imposed", "imposes"}) | {
    *("agreed", "adopted", "put"),
}


def _genitive(sentence: Sentence, act: Act, targets: list[str]) -> list[str]:
    """`санкции A`, `санкционный список A`: whose name stands right behind the noun."""
    behind = act.noun_end
    while behind < len(sentence.tokens) and sentence.tokens[behind].low.startswith(("спис", "переч")):
        behind += 1
    for actor in sentence.actors:
        if behind == actor.start and actor.code not in targets and actor.kind in ("state", "official") and actor.code:
            return [] if _written_down(sentence, act, actor) else with_and(sentence, actor)
    return []


def _written_down(sentence: Sentence, act: Act, actor: Actor) -> bool:
    """`A внес в список министра B`, `A внес в список ФСБ`: who is put on the list of A, not its owner."""
    if "LIST" not in sentence.tags[act.noun] or not act.head < act.noun or actor.kind != "official":
        return False
    first = sentence.tokens[actor.start]
    named = not first.capital and first.low.endswith(("а", "я", "у"))
    doer = any(a.end <= act.head and a.code not in ("", actor.code) and not oblique(sentence, a) for a in sentence.actors)
    return doer and (named or (first.text.isupper() and actor.code not in WEST))


def _led_away(sentence: Sentence, i: int, actor: Actor | None) -> bool:
    """Whether a Russian preposition at i leads to something else than a sender (`при отказе от сделки по Украине`)."""
    low = sentence.tokens[i].low
    if low == "со" and not sentence.text(i + 1, i + 2).lower().startswith("сторон"):
        return True
    preps = sentence.lexicon.grammar.get("oblique", ())
    return actor is not None and low in ("со", "от") and any(t.low in preps for t in sentence.tokens[i + 1 : actor.start])


def _agent(sentence: Sentence, act: Act) -> Actor | None:
    """`firms are allowed by A to ...`: who acts, right behind a passive verb."""
    if sentence.text(act.head + 1, act.head + 2).lower() != "by" or not sentence.tokens[act.head].low.endswith(("ed", "en", "wn")):
        return None
    near = (a for a in sentence.actors if act.head + 1 < a.start <= act.head + 4 and a.code and a.kind in ("state", "official"))
    return next(near, None)


def _programme(sentence: Sentence, i: int) -> bool:
    """`die Liste der A-Sanktionen`: a compound with the state on which they are; word i stands before it."""
    grammar = sentence.lexicon.grammar
    near = (a for a in sentence.actors if grammar.get("compounds") and a.start == i + 1 and a.kind == "state")
    return any(sentence.has("SANCTION", a.end, a.end + 2) and a.code not in grammar["sender_adjectives"] for a in near)


def _by(sentence: Sentence, act: Act, targets: list[str]) -> list[str]:
    """`by A and B`, `from A ... from B` behind the noun or the verb, and `announcement by A of sanctions`."""
    grammar, tokens = sentence.lexicon.grammar, sentence.tokens
    if act.form == "noun":
        inner = [
            a.code for a in sentence.actors if act.head < a.start < act.noun and a.code and a.kind != "thing" and a.code not in targets
        ]
        if inner:
            return inner[:1]
    named: list[str] = []
    if (agent := _agent(sentence, act)) and agent.code not in targets:
        return with_and(sentence, agent)
    preps = set(grammar.get("sender_after", []))
    for i in range(act.noun_end, min(act.end + 14, len(tokens))):
        participle = tokens[i].low == "by" and i > act.noun_end and tokens[i - 1].low.endswith(("ed", "en", "wn"))
        other = any(t.low in grammar.get("not_by", ()) for t in tokens[max(i - 4, act.noun_end) : i])
        others = act.head <= act.noun and sentence.has(
            "SANCTION", act.noun_end + 1, i - 1
        )  # `halts exports, citing sanctions adopted by B`
        if other or (participle and (others or not sentence.tags[i - 1].keys() & _DONE_BY)):
            continue
        if tokens[i].low not in preps or (tokens[i].low == "of" and "LIST" in sentence.tags[act.noun]) or _programme(sentence, i):
            if tokens[i].text in ";—" or "STOP" in sentence.tags[i]:
                break
            continue
        actor = next((a for a in sentence.actors if i < a.start <= i + 3 and not sentence.has("RELATIVE", i, a.start)), None)
        if _led_away(sentence, i, actor):
            continue
        near = (
            i == act.noun_end
            or tokens[i].low in ("by", "by the", "со", "от")
            or "FOCUS" in sentence.tags[max(i - 2, 0)]
            or sentence.tags[i - 1].keys() & {"FOCUS", "IMPOSED", "IMPOSE"}
        )
        if (
            actor
            and actor.code
            and actor.code not in targets
            and (actor.kind not in ("thing", "adjective") or actor.code in WEST | {"ECOWAS"})
            and near
            and not (tokens[i].low == "of" and (act.noun_end != i or "TRADE" in sentence.tags[i - 1]))
        ):
            named += [c for c in with_and(sentence, actor) if c not in named]
    return named


#: Concepts of participles whose `by` names the sender.
_DONE_BY = frozenset({"IMPOSED", "IMPOSE", "DONE", "TIGHTEN", "EXTEND", "LIFT", "EASE", "SUSPEND", "GRANT", "ISSUE", "AGAIN", "SANCTIONED"})
