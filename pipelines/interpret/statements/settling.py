"""Settling: whose sanctions, and on whom, after sentence and passage have been asked.

What belongs here: turning round, narrowing and filling in the parties of one act. What does not: reading them off the words
(`senders.py`, `targets.py`), guesses (`assumed.py`).
"""

from __future__ import annotations

from datetime import date

from pipelines.interpret.statements import clauses, frames, parties, replies
from pipelines.interpret.statements.acts import Act
from pipelines.interpret.statements.assumed import assume_target
from pipelines.interpret.statements.lexicon import is_member
from pipelines.interpret.statements.parties import Memory
from pipelines.interpret.statements.sentence import Sentence
from pipelines.interpret.statements.signs import Frame
from pipelines.interpret.statements.speakers import Speaker

#: Rules that add names to a list: without a state beside them they speak of the target named before.
_LISTING = frozenset({"в-список", "в-список-2", "added-to-list", "package-includes", "из-списка", "delist-from-list", "bans-entry"})

#: What a state shuts to another's carriers.
_SPACE = frozenset({"airspace", "skies", "ports", "waters", "airports", "territory", "markets"})


def unswapped(sentence: Sentence, act: Act, senders: list[str], targets: list[str]) -> tuple[list[str], list[str]]:
    """`A's arms embargo will last another year, the EU decides`: the state under pressure is not the sender."""
    pressed, rivals = (sentence.lexicon.grammar.get(k, {}) for k in ("under_pressure", "opponents"))
    hit = len(senders) == 1 and senders[0] in pressed and bool(targets) and set(targets) <= parties.WEST
    space = (t.low for a in sentence.actors if a.code in targets for t in sentence.tokens[a.end : a.end + 2])
    if hit and (act.rule in ("may-not-do", "not-able-to") or (act.family == "impose" and act.target == "from" and _SPACE & set(space))):
        return targets, senders  # `A may no longer borrow from B`, `A's airlines are barred from B's airspace`
    one = hit and senders[0] != "RU"
    turned = one and act.family in (*frames.EASING, "extend", "maintain") and targets[0] not in rivals.get(senders[0], ())
    return (targets, senders) if turned else (senders, targets)


def turned(
    sentence: Sentence, act: Act, frame: Frame, speaker: Speaker | None, senders: list[str], targets: list[str], memory: Memory
) -> tuple[list[str], list[str]]:
    """Senders and targets of a plan, of a speaker beside his rival, and of `their end` told of sanctions spoken of before."""
    plan = sentence.first("PLAN", 0, act.head) if frame.planned and "silent_union" in sentence.lexicon.grammar else None
    if plan is not None and targets and all(a.end <= plan for a in sentence.actors if a.code in senders):
        return ["XX"], targets  # `the peace plan of A`: whose plan it is says nothing of whose sanctions they are
    if act.rule == "their-end" and memory.senders:
        return memory.senders[-1:], memory.targets[-1:]
    weak = sentence.lexicon.grammar.get("under_pressure", ()) if "verb_last" in sentence.lexicon.grammar and frame.link else ()
    if not targets and len(senders) == 1 and senders[0] in weak and act.family in frames.EASING and not memory.senders:
        return [], senders  # `vor einer Lockerung müsse die Führung in A ...`
    if not targets and (frame.planned or frame.swap) and act.family in frames.EASING and not any(s in parties.WEST for s in senders):
        return [], senders[:1]  # a plan under which A returns to the world economy, what A wants in return for something
    if speaker and not senders and targets in ([], [speaker.code]) and not (frame.call or frame.asked):
        rival = _rival(sentence, speaker)
        return ([speaker.code], [rival]) if rival else (senders, targets)
    return senders, targets


def punished(sentence: Sentence, act: Act, senders: list[str], targets: list[str], memory: Memory, day: date | None) -> list[str]:
    """On whom western sanctions are that hit names of the victim, of allies or of the sender's own members: the state they punish."""
    spared = act.family in frames.EASING and any(a.kind == "official" and a.code in parties.VICTIMS for a in sentence.actors)
    own_border = act.rule in ("closes-borders", "bans-entry") and len(senders) == 1 and is_member(senders[0], "EU", None)
    if (day or parties.CRIMEA) >= parties.CRIMEA and not spared and not own_border:
        targets = list(dict.fromkeys("RU" if t in parties.VICTIMS else t for t in targets))
    own = [t for t in targets if t in parties.WEST or is_member(t, "EU", None)]
    if not own or parties.put_on(sentence, act, own):
        return targets
    others = [t for t in targets if t not in own]
    guess = None if others else assume_target(sentence, act, senders, memory)
    if others or guess:
        return others or [str(guess)]
    return [t for t in targets if "EU" not in senders or not is_member(t, "EU", None)]


def _rival(sentence: Sentence, speaker: Speaker) -> str | None:
    """`Putin says after talks with Erdogan that the restrictions will go`: the rival outside the West named beside the speaker."""
    rivals = sentence.lexicon.grammar.get("opponents", {}).get(speaker.code, ())
    if speaker.code in parties.WEST or sentence.lexicon.grammar.get("home"):
        return None
    strange = parties.WEST | parties.VICTIMS | {"UN"}
    named = (a.code for a in sentence.actors if a.code in rivals and a.code not in strange)
    return next((code for code in named if not is_member(code, "EU", None)), None)


def silent_targets(sentence: Sentence, act: Act, senders: list[str], memory: Memory) -> list[str]:
    """Whom an act hits that names nobody: whom the passage spoke of, the West where the sender is outside it, a guess."""
    if answered := replies.provoker(sentence, act, senders, memory.states) or clauses.beside_target(sentence, act, senders):
        return answered
    # `Further sanctions will follow should A refuse`
    follows = act.rule == "lift-passive" or (act.family == "threaten" and act.rule.endswith("follow"))
    told = follows or act.rule in ("responds-in-kind", "takes-counter")
    condition = sentence.first("IF", 0 if follows else act.head, 999) if told else None
    if condition is not None:  # `A will answer in kind if B does so`
        doer = next((a.code for a in sentence.actors if a.start > condition and a.code and a.kind in ("state", "official")), None)
        if doer and doer not in senders:
            return [doer]
    if act.rule == "responds-in-kind" and (before := [s for s in dict.fromkeys(memory.senders) if s not in senders]):
        return before
    if act.rule.startswith(("responds-", "answer-")) and (hit := _provoker(sentence, senders)):
        return [hit]
    if memory.targets and ("weak" in act.form or act.rule in _LISTING):
        return [memory.targets[-1]]
    answers = sentence.lexicon.grammar.get("answers", {})
    if (
        len(senders) == 1
        and senders[0] in answers
        and (
            any(t.low.startswith(("counter", "food", "retaliat")) for t in sentence.tokens[max(act.noun - 1, 0) : act.noun + 1])
            or any(t.low.startswith(("gegenm", "gegens", "vergelt", "motat", "motsan")) for t in sentence.tokens[act.start : act.end])
        )
    ):
        return [str(answers[senders[0]])]
    if senders and act.rule != "join" and not any(s in parties.WEST or is_member(s, "EU", None) for s in senders):
        low, high = max(act.head, act.noun_end), sentence.clause_end(max(act.head, act.noun_end), 40)
        other = next((a.code for a in sentence.actors if low <= a.start < high and a.code in ("EU", "XX")), None)
        if other:
            return [other]
    assumed = assume_target(sentence, act, senders, memory)
    return [assumed] if assumed else []


def nobodys(sentence: Sentence, act: Act, senders: list[str], frame: Frame) -> list[str]:
    """`A imposes sanctions on people smugglers`: whom a named sender hits is of no state, XX."""
    done = act.family in frames.HARDENING and not act.form and act.head < act.noun and "SANCTION" in sentence.tags[act.noun]
    if not (done and senders) or frame.call or frame.push or frame.negated or frame.condition or frame.hedge:
        return []
    behind = sentence.text(act.noun_end, act.noun_end + 1).lower()
    named = sentence.text(act.noun_end + 1, act.noun_end + 2)
    return ["XX"] if behind in sentence.lexicon.grammar.get("strong_target", ()) and named.islower() else []


def _provoker(sentence: Sentence, senders: list[str]) -> str | None:
    """`Should A impose anything, our answer will follow`: A, a state of the West, where the sender is outside it."""
    strange = (a.code for a in sentence.actors if a.code not in senders and a.kind in ("state", "adjective"))
    west = (c for c in strange if c in parties.WEST or is_member(c, "EU", None))
    return None if set(senders) & parties.WEST else next(west, None)


def not_ours(sentence: Sentence, act: Act, senders: list[str], targets: list[str]) -> list[str]:
    """Targets without the state whose own office acts ("the Treasury prohibits U.S. banks from buying A's bonds")."""
    targets = [t for t in targets if not senders or not all(is_member(t, s, None) for s in senders)]
    passive = sentence.lexicon.grammar.get("passive", ())
    hit = any(t.low in passive for t in sentence.tokens[max(act.head - 2, 0) : act.head]) and not sentence.has("RELATIVE", 0, act.head)
    if hit or act.target == "entry" or any(t.low == "by" for t in sentence.tokens[act.head : act.head + 5]):
        return targets
    first = next((a for a in sentence.actors if a.end <= act.head and a.kind in ("official", "state")), None)
    own = {first.code} if first and first.kind == "official" and first.code in parties.WEST else set()
    return [t for t in targets if t not in own]


def wishes(act: Act, frame: Frame, speaker: Speaker | None, senders: list[str]) -> bool:
    """`Lavrov says that sanctions must be lifted`: who demands without naming anybody speaks of those on his own state."""
    if act.family not in frames.EASING or not (frame.call or frame.inside_condition) or speaker is None or not speaker.code:
        return False
    if len(senders) > 1:
        return False
    return speaker.code not in parties.WEST | parties.NO_TARGET and not is_member(speaker.code, "EU", None)


def own_rulers(sentence: Sentence, act: Act, senders: list[str], targets: list[str]) -> tuple[list[str], list[str]]:
    """`A's envoy calls for an embargo on the junta`: the rulers of who calls are the target, and no sender."""
    words = [t.low for t in sentence.tokens[act.noun_end : act.noun_end + 3]]
    asks = next((a for a in sentence.actors if a.end <= act.head and a.kind == "official" and a.code), None)
    pleads = asks is not None and sentence.has("CALL", asks.end, act.head)
    ruled = len(words) == 3 and words[0] in ("on", "against") and words[2] in ("junta", "generals", "army", "military", "rulers")
    if asks is None or not (pleads and ruled):
        return senders, targets
    return [s for s in senders if s != asks.code], [asks.code]


def pleads_at_un(sentence: Sentence) -> bool:
    """`A's ambassador to the UN calls for an arms embargo on B`: the embargo is that of the UN."""
    low = " ".join(t.low for t in sentence.tokens)
    return "arms embargo" in low and any(
        f"{who} to the {un}" in low for who in ("ambassador", "envoy", "representative") for un in ("un", "united nations")
    )
