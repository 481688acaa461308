"""Senders that a construction itself tells: a veto, a closed border, a draft put to the United Nations, a decision of somebody.

What belongs here: constructions with one answer. What does not: everything that has to be weighed (`senders.py`).
"""

from __future__ import annotations

from pipelines.interpret.statements.acts import Act
from pipelines.interpret.statements.bans import closed, gate
from pipelines.interpret.statements.frames import HARDENING
from pipelines.interpret.statements.lexicon import is_member
from pipelines.interpret.statements.objects import by_whom
from pipelines.interpret.statements.parties import WEST, oblique
from pipelines.interpret.statements.sentence import Actor, Sentence


def settled(sentence: Sentence, act: Act, targets: list[str]) -> list[str]:
    """Senders that the construction itself tells: a veto, a border that is closed, the doer behind a passive."""
    if act.rule == "resolution-dead" and sentence.text(act.start, act.start + 1).lower() == "resolution":
        return ["UN"]
    if act.rule in ("въезд-домой-закрыт", "въезд-домой-закрыт-2", "работа-над-ответом"):
        return [str(sentence.lexicon.grammar["home"])]
    if act.family.startswith("veto-") and (body := veto_senders(sentence, act)):
        return body
    if act.family in HARDENING | {"threaten"} and (shut := _shut(sentence, act)) and shut.code not in targets:
        return [shut.code]
    if act.target == "entry" and (host := closed(sentence, act)) and host.code not in targets:
        return [host.code]
    if act.rule in ("assets-frozen", "loses-visas"):  # `B's ministers have their A assets frozen`
        return [a.code for a in sentence.actors if act.start < a.start and a.end <= act.end and a.code][:1]
    stopped = act.family == "extend" and sentence.has("VETO", act.head - 8, act.head) and any(a.code == "UN" for a in sentence.actors)
    if stopped or act.rule == "snapback-trigger":
        return ["UN"]
    if act.family in HARDENING | {"extend", "threaten"} and _drafted(sentence):
        return ["UN"]
    if act.family == "license" and (whose := _exempted(sentence, act)) and whose.code not in targets:
        return [whose.code]
    agent = by_whom(sentence, act) or _decided(sentence, act, targets)
    laws = sentence.lexicon.grammar.get("laws", {})
    law = next((str(laws[t.low]) for t in sentence.tokens if t.low in laws and str(laws[t.low]) not in targets), None)
    return [agent.code] if agent else [law] if law else []


def _shut(sentence: Sentence, act: Act) -> Actor | None:
    """`закрыт въезд в A`: A; `B запретил въезд в A`: B, the subject right before its verb, of which A is a part."""
    shut = gate(sentence, act)
    doer = next((a for a in sentence.actors if a.end == act.head and a.kind == "state" and a.code and not oblique(sentence, a)), None)
    return doer if shut and doer else shut


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
    told = sentence.has("VOTE") or sentence.has("FAILED")
    put = told or bool(words & {"draft", "resolution", "drafted", "abstain", "abstains", "abstained", "voting"})
    return put and sentence.lexicon.language == "en" and any(a.code == "UN" for a in sentence.actors)


def _exempted(sentence: Sentence, act: Act) -> Actor | None:
    """`an exemption from B's sanctions`: whose they are."""
    for i in range(act.head, min(act.noun_end + 4, len(sentence.tokens))):
        if sentence.tokens[i].low == "from":
            near = (a for a in sentence.actors if i < a.start <= i + 2 and a.code in WEST and a.kind in ("adjective", "state"))
            return next((a for a in near if sentence.has("SANCTION", a.end, a.end + 3)), None)
    return None


def veto_senders(sentence: Sentence, act: Act) -> list[str]:
    """A vetoed or failed act is the act of the body it was put to, not of the one who stopped it."""
    union = sentence.lexicon.grammar.get("blocks_for")  # where the verb may come last: `A hat die Sanktionen blockiert`
    codes = [a.code for a in sentence.actors if a.start > act.head or union]
    for body in ("UN", "EU", "ECOWAS", "AFU"):
        if body in codes:
            return [body]
    before = {a.code for a in sentence.actors if a.end <= act.head and a.kind in ("state", "official")}
    if union and any(c == union or is_member(c, str(union), None) for c in before):
        return [str(union)]
    opposed = act.rule.startswith(("против-", "отверг-отказ", "не-готов-отказ"))  # a policy turned down, no vote
    return (
        ["UN"] if before and before <= {"RU", "CN"} and not opposed else []
    )  # what a permanent member stops where it has no sanctions of its own
