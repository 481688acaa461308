"""Senders: whose sanctions an act speaks of.

What belongs here: reading senders off a sentence. What does not: targets (`targets.py`), assumptions (`parties.py`).
"""

from __future__ import annotations

from pipelines.interpret.statements.acts import Act
from pipelines.interpret.statements.bans import closed, gate
from pipelines.interpret.statements.frames import EASING, HARDENING
from pipelines.interpret.statements.lexicon import is_member
from pipelines.interpret.statements.parties import AND, VICTIMS, WEST, asked, beside_of, besides, joined, oblique, owner, side_part
from pipelines.interpret.statements.replies import on_home
from pipelines.interpret.statements.sentence import Actor, Sentence
from pipelines.interpret.statements.speakers import Speaker
from pipelines.interpret.statements.targets import by_whom


def find_senders(sentence: Sentence, act: Act, targets: list[str], speaker: Speaker | None) -> list[str]:
    """Senders of the sanctions of an act, with those who act together with them or speak for them side by side."""
    found = _find_senders(sentence, act, targets, speaker)
    if sentence.lexicon.language != "en":
        return found
    more = _in_tandem(sentence, act) if found else []
    if speaker and set(found) <= {speaker.code}:
        more = [*more, *_side_by_side(sentence, act, speaker)]
    return [*found, *dict.fromkeys(c for c in more if c not in (*found, *targets))]


def _in_tandem(sentence: Sentence, act: Act) -> list[str]:
    """`sanctioned by A in tandem with B`: B too."""
    tokens = sentence.tokens
    if act.family not in HARDENING:
        return []
    for actor in sentence.actors:
        words = [t.low for t in tokens[max(actor.start - 4, 0) : actor.start] if t.low != "the"]
        beside = words[-1:] == ["with"] and words[-2:-1] and words[-2] in _TOGETHER
        if beside and actor.code in WEST - {"XX"} and actor.kind in ("state", "official"):
            return _row_of(sentence, actor)
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
    if settled := _settled(sentence, act, targets) or _told_to_join(sentence, act, targets):
        return settled
    explicit = _explicit(sentence, act, targets) or _addressee(sentence, act, targets) or _giver(sentence, act, targets)
    subject = _subject(sentence, act, targets, speaker) or _nationals(sentence, act, targets)
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
    adopted = sentence.tokens[act.head].low.startswith(("adopt", "mirror", "match", "follow"))
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


def _settled(sentence: Sentence, act: Act, targets: list[str]) -> list[str]:
    """Senders that the construction itself tells: a veto, a border that is closed, the doer behind a passive."""
    if act.rule == "resolution-dead" and sentence.text(act.start, act.start + 1).lower() == "resolution":
        return ["UN"]
    if act.rule in ("въезд-домой-закрыт", "въезд-домой-закрыт-2", "работа-над-ответом"):
        return [str(sentence.lexicon.grammar["home"])]
    if act.family.startswith("veto-") and (body := veto_senders(sentence, act)):
        return body
    if act.family in HARDENING | {"threaten"} and (shut := gate(sentence, act)) and shut.code not in targets:
        return [shut.code]
    if act.target == "entry" and (host := closed(sentence, act)) and host.code not in targets:
        return [host.code]
    if act.rule in ("assets-frozen", "loses-visas"):  # `B's ministers have their A assets frozen`
        return [a.code for a in sentence.actors if act.start < a.start and a.end <= act.end and a.code][:1]
    stopped = act.family == "extend" and sentence.has("VETO", act.head - 8, act.head) and any(a.code == "UN" for a in sentence.actors)
    if stopped or act.rule == "snapback-trigger":
        return ["UN"]
    if act.family in HARDENING | {"extend"} and _drafted(sentence):
        return ["UN"]
    if act.family == "license" and (whose := _exempted(sentence, act)) and whose.code not in targets:
        return [whose.code]
    agent = by_whom(sentence, act) or _decided(sentence, act, targets)
    laws = sentence.lexicon.grammar.get("laws", {})
    law = next((str(laws[t.low]) for t in sentence.tokens if t.low in laws and str(laws[t.low]) not in targets), None)
    return [agent.code] if agent else [law] if law else []


def _decided(sentence: Sentence, act: Act, targets: list[str]) -> Actor | None:
    """`A's refusal to join B's sanctions`, `the Swiss decision not to adopt them`: who decided is who acts."""
    nouns = sentence.lexicon.grammar.get("decisions", ())
    for actor in sentence.actors:
        at = actor.end + (sentence.text(actor.end, actor.end + 1) in ("'s", "’s"))
        to = next((i for i in range(at + 1, min(at + 4, act.head)) if sentence.tokens[i].low == "to"), None)
        if to and act.head - to <= 3 and actor.code not in (*targets, "") and sentence.tokens[at].low in nouns:
            return actor
    return None


def _drafted(sentence: Sentence) -> bool:
    """`B's draft resolution on an arms embargo`, `joins B at the Security Council in voting for`: what is put to the UN is the UN's."""
    words = {t.low for t in sentence.tokens}
    put = bool(words & {"draft", "resolution", "drafted", "abstain", "abstains", "abstained", "voting"} or sentence.has("VOTE"))
    return put and sentence.lexicon.language == "en" and any(a.code == "UN" for a in sentence.actors)


def _exempted(sentence: Sentence, act: Act) -> Actor | None:
    """`an exemption from B's sanctions`: whose they are."""
    for i in range(act.head, min(act.noun_end + 4, len(sentence.tokens))):
        if sentence.tokens[i].low == "from":
            near = (a for a in sentence.actors if i < a.start <= i + 2 and a.code in WEST and a.kind in ("adjective", "state"))
            return next((a for a in near if sentence.has("SANCTION", a.end, a.end + 3)), None)
    return None


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


def veto_senders(sentence: Sentence, act: Act) -> list[str]:
    """A vetoed or failed act is the act of the body it was put to, not of the one who stopped it."""
    codes = [a.code for a in sentence.actors if a.start > act.head]
    for body in ("UN", "EU", "ECOWAS", "AFU"):
        if body in codes:
            return [body]
    before = {a.code for a in sentence.actors if a.end <= act.head and a.kind in ("state", "official")}
    return ["UN"] if before and before <= {"RU", "CN"} else []  # what a permanent member stops where it has no sanctions of its own


def _addressee(sentence: Sentence, act: Act, targets: list[str]) -> list[str]:
    """`urges the EU to lift`: the one who is asked to act."""
    low = sentence.clause_start(act.head)
    if act.rule.startswith("court-orders"):
        before = (a for a in reversed(sentence.actors) if act.start < a.start <= act.head and a.kind == "state")
        told = next((a for a in before if a.code not in targets), None)
        return [told.code] if told else []
    if (beside := asked(sentence, act)) and beside.code not in targets:
        return _with_and(sentence, beside)
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
                    return _row_of(sentence, actor) if sentence.lexicon.language == "en" else _with_and(sentence, actor)
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
    beside = beside_of(sentence, act)
    senders = set(grammar.get("sender_adjectives", []))
    owned = beside is not None and sentence.text(beside.end, beside.end + 1) in ("'s", "’s") and beside.kind == "state"
    ban = owned and not sentence.tokens[act.noun_end - 1].low.startswith("sanction")
    if beside and on_home(sentence, act, beside):
        return []
    if beside and beside.code not in targets and beside.kind != "thing" and (targets or ban or beside.code in senders):
        return _with_and(sentence, beside)
    if beside and beside.code in targets:
        before = next((a for a in sentence.actors if 0 <= beside.start - a.end <= 1 and a.code in WEST | {"UN"}), None)
        if before:
            return [before.code]
    if grammar.get("genitive_sender"):
        for actor in sentence.actors:
            if act.noun_end == actor.start and actor.code not in targets and actor.kind in ("state", "official") and actor.code:
                return _with_and(sentence, actor)
    return []


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
        return _with_and(sentence, agent)
    preps = set(grammar.get("sender_after", []))
    for i in range(act.noun_end, min(act.end + 14, len(tokens))):
        participle = tokens[i].low == "by" and i > act.noun_end and tokens[i - 1].low.endswith(("ed", "en", "wn"))
        other = any(t.low in grammar.get("not_by", ()) for t in tokens[max(i - 4, act.noun_end) : i])
        if other or (participle and not sentence.tags[i - 1].keys() & _DONE_BY):
            continue
        if tokens[i].low not in preps or (tokens[i].low == "of" and "LIST" in sentence.tags[act.noun]):
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
            named += [c for c in _with_and(sentence, actor) if c not in named]
    return named


#: Concepts of participles whose `by` names the sender.
_DONE_BY = frozenset({"IMPOSED", "IMPOSE", "DONE", "TIGHTEN", "EXTEND", "LIFT", "EASE", "SUSPEND", "GRANT", "ISSUE", "AGAIN", "SANCTIONED"})


def _companions(sentence: Sentence, act: Act, low: int) -> list[str]:
    """`A and B join (follow) C in sanctioning`: A and B."""
    tokens = sentence.tokens
    if tokens[act.head - 1].low != "in" or not tokens[act.head].low.endswith("ing"):
        return []
    verb = next((i for i in range(act.head - 1, low - 1, -1) if tokens[i].low.startswith(("join", "follow"))), None)
    first = next((a for a in reversed(sentence.actors) if verb is not None and a.end <= verb and a.code), None)
    if verb is None or first is None:
        return []
    codes, at = [first.code], first.start
    for actor in (a for a in reversed(sentence.actors) if a.end <= first.start):
        if not actor.code or not joined(sentence, actor, at):
            break
        codes, at = [actor.code, *codes], actor.start
    return list(dict.fromkeys(codes))


def _subject(sentence: Sentence, act: Act, targets: list[str], speaker: Speaker | None) -> list[str]:
    """The nearest actor before the verb that can act, with those joined to it."""
    out: list[str] = []
    at = act.head
    low = sentence.clause_start(act.head, 40)
    if low and sentence.tokens[low - 1].text in "—–" and sentence.first("PAST", low, act.head) is None:
        low = 0
    edge = min(act.head, act.noun) if act.noun < act.head else act.head
    found = _both(sentence, act, targets) or _companions(sentence, act, low) or _ours(sentence, act, low, speaker)
    if found:
        return found
    listed = besides(sentence)
    for actor in (a for a in reversed(sentence.actors) if a.end <= edge and a.start >= low and a not in listed):
        pair = _opens_row(sentence, actor, at)
        and_too = len(out) > 1 or any(t.low in AND for t in sentence.tokens[actor.end : at])
        if out and not pair and not (joined(sentence, actor, at) and and_too):
            break
        if act.noun < act.head and sentence.has("IF", actor.end, edge):
            continue
        if actor.code not in targets and _acts(sentence, actor, act):
            out = out if actor.code in out else [actor.code, *out]
            at = actor.start
        elif out:
            break
    if not out and not sentence.lexicon.grammar.get("subject_first", True):
        out = _after(sentence, act, targets)
    if not out and low and sentence.tokens[low - 1].text == ":" and not sentence.has("CALL", low, act.head):
        told = [a.code for a in sentence.actors if a.end < low - 1 and a.code not in targets and _acts(sentence, a, act)]
        out = [] if any(a.end == low - 1 for a in sentence.actors) else told[:1]
    return out or _last_resort(sentence, low, edge, targets)


def _opens_row(sentence: Sentence, actor: Actor, at: int) -> bool:
    """`U.S., U.K. unveil`, `EU foreign ministers and the B government approve`: two at the start of a sentence."""
    between = [t.low for t in sentence.tokens[actor.end : at]]
    if actor.start or actor.kind != "state" or actor.code not in WEST:
        return False
    return between == [","] or (between[-2:] in (["and", "the"], ["and"]) and set(between) <= _OFFICERS)


#: Words between the first of a row and the second ("EU foreign ministers and the B government").
_OFFICERS = frozenset({"and", "the", "foreign", "ministers", "leaders"})


def _acts(sentence: Sentence, actor: Actor, act: Act) -> bool:
    """Whether an actor can be the subject of the verb."""
    rowed = act.rule == "sanction-verb" and sentence.text(act.head - 1, act.head) in (",", "and")
    if rowed and actor.end == act.head - 1 and any(a.end < actor.start and a.code != actor.code for a in sentence.actors):
        return False  # `A expels B's diplomats and sanctions ...`
    if not actor.code or actor.kind in ("thing", "outsider", "adjective") or owner(sentence, actor):
        return False
    if sentence.text(actor.end, actor.end + 1).lower() in ("member", "candidate", "membership") or _hears(sentence, actor, act):
        return False
    if act.family in HARDENING | {"threaten"} and sentence.has("IF", actor.start - 2, actor.start):
        return False  # `if A attacks, there will be sanctions`
    if actor.start and sentence.tokens[actor.start - 1].low.startswith("join") and sentence.tokens[act.head].low.endswith("ing"):
        return False
    if act.head - actor.end <= 5 and any(t.low in ("which", "who") for t in sentence.tokens[actor.end : actor.end + 2]):
        return True
    if actor.end == act.head and sentence.tokens[act.head].low.endswith("ing"):
        return True
    return not oblique(sentence, actor) and not side_part(sentence, actor.end, act)


def _hears(sentence: Sentence, actor: Actor, act: Act) -> bool:
    """`told A that B's sanctions would end`: A only hears it."""
    at = actor.start - 1 - (sentence.text(actor.start - 1, actor.start).lower() == "the")
    told = at > 0 and sentence.tokens[at].low in sentence.lexicon.grammar.get("told", ())
    return told and any(t.low in ("that", "о", "об", "что") for t in sentence.tokens[actor.end : act.head])


def _both(sentence: Sentence, act: Act, targets: list[str]) -> list[str]:
    """`A speaks to B and they both agree`."""
    if not any(t.low in ("both", "оба", "обе", "beide", "båda") for t in sentence.tokens[max(act.head - 8, 0) : act.head]):
        return []
    both = [a.code for a in sentence.actors if a.end <= act.head and a.code and a.kind in ("state", "official") and a.code not in targets]
    return list(dict.fromkeys(both)) if len(set(both)) > 1 else []


def _row_of(sentence: Sentence, first: Actor) -> list[str]:
    """An actor with those listed behind it (`объявили A, B и C`)."""
    out, last = [first.code], first
    for actor in (a for a in sentence.actors if a.start >= first.end):
        if not joined(sentence, last, actor.start) or actor.kind not in ("state", "official") or not actor.code:
            break
        out, last = [*out, actor.code], actor
    between = sentence.tokens[first.end : last.start]
    return list(dict.fromkeys(out)) if any(t.low in AND for t in between) else out[:1]


def _after(sentence: Sentence, act: Act, targets: list[str]) -> list[str]:
    """A subject behind its verb, as Russian, German and Swedish have it."""
    for actor in sentence.actors:
        if (
            act.head < actor.start <= act.head + 6
            and not sentence.comma(act.head, actor.start)
            and actor.code
            and actor.kind in ("state", "official")
            and actor.code not in targets
            and not oblique(sentence, actor)
        ):
            return _row_of(sentence, actor)
    return []


def _last_resort(sentence: Sentence, low: int, edge: int, targets: list[str]) -> list[str]:
    """`Russia's reaction will ...`, `In Brussels it was decided ...`."""
    tokens = sentence.tokens
    owners = [
        a.code
        for a in sentence.actors
        if low <= a.start and a.end <= edge and a.code and owner(sentence, a) and a.code not in targets
        if not oblique(sentence, a) and not _assumed_attack(sentence, a) and not (a.start and tokens[a.start - 1].low.endswith("ing"))
    ]
    if owners:
        return owners[-1:]
    first = next(iter(sentence.actors), None)
    if (
        first
        and first.start <= 3
        and first.kind == "state"
        and tokens[first.start - 1].low in ("в", "in")
        and first.code in WEST
        and first.code not in targets
    ):
        return [first.code]
    return []


def _assumed_attack(sentence: Sentence, actor: Actor) -> bool:
    """`if B supports A's war`: A is who would be punished."""
    attack = any(t.low in ("war", "aggression", "invasion", "attack", "assault") for t in sentence.tokens[actor.end : actor.end + 3])
    return attack and sentence.has("IF", actor.start - 12, actor.start)


def _ours(sentence: Sentence, act: Act, low: int, speaker: Speaker | None) -> list[str]:
    """`we will impose`, `our sanctions`: the speaker's side, or whoever usually says we in this language."""
    grammar, tokens = sentence.lexicon.grammar, sentence.tokens
    words, own = grammar.get("we_words", []), grammar.get("our_words", [])
    we = next(
        (
            i
            for i in range(act.head - 1, low - 1, -1)
            if tokens[i].low in words and not (tokens[i].text.isupper() and len(tokens[i].text) > 1)
        ),
        None,
    )
    bodies = grammar.get("joint_bodies", ())
    if we is not None and tokens[we].low == "i" and any(t.low in bodies for t in tokens[we : act.head]):
        return []  # `I can tell you that the leaders agreed ...`
    ours = any(t.low in own for t in tokens[max(act.noun - 3, 0) : act.noun])
    nearest = max((a.end for a in sentence.actors if a.end <= act.head and a.kind in ("state", "official")), default=-1)
    if not ours and (we is None or nearest > we):
        return []
    if "NTH" in sentence.concepts and any(t.low.startswith(("packag", "пакет", "paket")) for t in tokens):
        return [str(grammar.get("package_we", ""))]
    code = speaker.code if speaker and speaker.kind in ("official", "we") and speaker.code else str(grammar.get("we", ""))
    return [code] if code else []


def _with_and(sentence: Sentence, actor: Actor) -> list[str]:
    """An actor and those joined to it by `and`, before or after."""
    out = [actor.code]
    for other in sentence.actors:
        if other.code in out or not other.code or other.kind == "thing":
            continue
        low, high = (actor.end, other.start) if other.start >= actor.end else (other.end, actor.start)
        between = sentence.tokens[low:high]
        if (
            between
            and len(between) <= 3
            and any(t.low in AND for t in between)
            and all(t.low in AND or t.text == "," or t.low == "the" for t in between)
        ):
            out.append(other.code)
    return out
