"""Frames: what the words around an act make of it - negated, demanded, conditional, threatened, promised, guessed.

What belongs here: the table from an act and its surroundings to stance and modality. What does not: finding the
surroundings (`signs.py`), words (`words.yaml`) and parties (`senders.py`, `targets.py`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from pipelines.interpret.statements.acts import Act
from pipelines.interpret.statements.lexicon import is_member
from pipelines.interpret.statements.sentence import Sentence
from pipelines.interpret.statements.signs import Frame

EASING = frozenset({"ease", "lift", "suspend", "license", "delist", "relief"})
HARDENING = frozenset({"impose", "tighten"})


class Verdict(NamedTuple):
    """What an act comes to; `why` names the frame."""

    stance: str
    modality: str
    why: str


def decide(sentence: Sentence, act: Act, frame: Frame, side: str | None, member: bool, said: bool = True) -> Verdict | None:
    """Stance and modality of an act said by somebody on a side (None = the text itself); None when there is no item."""
    verdict = _decide(sentence, act, replace(frame, refused=False) if frame.denies else frame, side, member, said)
    return verdict._replace(modality="denied") if verdict and frame.denies else verdict


def _decide(sentence: Sentence, act: Act, frame: Frame, side: str | None, member: bool, said: bool) -> Verdict | None:
    family = act.family
    if frame.idle:
        return None
    if "NOUN" in sentence.tags[act.head] and not frame.decreed and "modal" not in act.form:
        act = act._replace(form="nominal")
    if family.startswith("veto-"):
        return _vetoed(sentence, act, frame, side)
    if family in ("license", "delist") and not (frame.negated or frame.refused or frame.inside_condition or frame.call):
        frame = replace(frame, condition=False, link=False)
    if family in EASING:
        return _easing(act, frame, side, member, said)
    if family in HARDENING or family == "threaten":
        return _hardening(act, frame, side)
    if family == "lapse":
        return Verdict("tighten", "speculated" if frame.hedge and not frame.will else "asserted", "licence-lapses")
    return _holding(sentence, act, frame, side, member)


def _vetoed(sentence: Sentence, act: Act, frame: Frame, side: str | None) -> Verdict | None:
    """A vetoed or failed act; a member that blocks a renewal asks for easing, a threat to veto is nothing yet."""
    if (
        sentence.has("THREAT", act.head - 4, act.head)
        or sentence.has("CAN", act.head - 3, act.head)
        or sentence.has("WILL", act.head - 2, act.head)
    ):
        return None
    if side == "target_official" and act.rule == "veto-sanctions":
        return None
    stance = act.family.removeprefix("veto-")
    if stance == "extend" and any(is_member(a.code, "EU", None) for a in sentence.actors if a.end <= act.head):
        return Verdict("call_for_easing", "asserted", "member-blocks")
    return Verdict("tighten" if stance == "impose" and frame.more else stance, "denied", "veto")


def _easing(act: Act, frame: Frame, side: str | None, member: bool, said: bool) -> Verdict | None:
    stance = _easing_stance(act, frame)
    if frame.announced and not (frame.negated or frame.refused or frame.inside_condition):
        return Verdict("intend_to_ease", "asserted", "announced")
    outside = side in ("target_official", "third_party_official")
    if "refused" in act.form:
        return _refusal(stance, frame, side)
    if frame.vetoed and act.family != "suspend":
        return Verdict(stance, "denied", "veto")
    if frame.inside_condition or frame.swap:
        if outside:
            return Verdict("call_for_easing", "conditional", "condition-of-other-side")
        return Verdict("conditional_ease", "conditional", "exchange") if frame.swap or side == "sender_official" else None
    if frame.unlikely:
        return Verdict(stance, "denied", "unlikely")
    if frame.negated or frame.refused:
        return None if "only" in act.form else _refusal(stance, frame, side)
    if frame.planned and not frame.call:
        return Verdict("conditional_ease", "conditional", "plan")
    return _easing_positive(act, frame, side, member, stance, said)


def _refusal(stance: str, frame: Frame, side: str | None) -> Verdict | None:
    if side == "target_official":
        return None
    if side == "third_party_official":
        return Verdict("maintain", "asserted", "other-wants-no-easing")
    if side == "non_official":
        return Verdict(stance, "denied", "outsider-denies")
    if frame.condition:
        return Verdict("conditional_ease", "conditional", "no-easing-unless")
    return Verdict("refuse_to_ease", "asserted", "negated-easing")


def _easing_positive(act: Act, frame: Frame, side: str | None, member: bool, stance: str, said: bool) -> Verdict | None:
    if "deed" in act.form:
        return Verdict(stance, "asserted", "deed")
    conditional = "conditional" if frame.condition else "speculated" if frame.hearsay else "asserted"
    outside = side in ("target_official", "third_party_official")
    if frame.condition and member and not outside and not frame.vote:
        return Verdict("conditional_ease", "conditional", "condition")
    if (frame.call or (frame.vote and member)) and (outside or member):
        return Verdict("call_for_easing", conditional, "call")
    if act.family == "license" and frame.will and not (frame.hedge or frame.call or frame.ponders or outside):
        return Verdict(stance, "asserted", "licence-to-come")
    if frame.condition or frame.link:
        return Verdict("call_for_easing" if outside else "conditional_ease", "conditional", "condition")
    if side == "sender_official" and (frame.will or frame.call):
        firm = frame.will and not frame.call and not frame.hedge
        return Verdict("intend_to_ease", "asserted" if firm else "speculated", "intention")
    if frame.call and not (side == "non_official" and frame.hedge):
        return Verdict("call_for_easing", conditional, "call")
    if frame.will and (frame.ponders or not (frame.hedge and side == "non_official")):
        return Verdict("intend_to_ease", "speculated" if frame.hedge or side == "non_official" else "asserted", "intention")
    if frame.hedge or side == "non_official":
        considered = (side == "sender_official" and said) or (frame.ponders and not outside)
        return Verdict("intend_to_ease", "speculated", "considered") if considered else Verdict(stance, "speculated", "guess")
    return None if "nominal" in act.form else Verdict(stance, "asserted", "deed")


def _easing_stance(act: Act, frame: Frame) -> str:
    if act.family == "relief":
        return "ease"
    if act.family == "lift" and frame.named:
        return "delist"
    if act.family == "lift" and frame.partial:
        return "ease"
    return act.family


def _hardening(act: Act, frame: Frame, side: str | None) -> Verdict | None:
    stance = act.stance or ("tighten" if frame.more or act.family == "tighten" else "impose")
    if "participle" in act.form:
        return Verdict(stance, "asserted", "told-aside")
    insider = side not in ("target_official", "third_party_official", "non_official")
    if frame.inside_condition and act.rule != "limited-to":
        return None
    if frame.vetoed:
        return Verdict(stance, "denied", "veto")
    if frame.negated or frame.refused:
        opposed = frame.refused and "weak" in act.form and "nominal" in act.form
        return None if opposed or act.family == "threaten" or side == "target_official" else Verdict(stance, "denied", "negated")
    if "nominal" in act.form and act.family == "threaten" and not (frame.will or frame.can or frame.condition or frame.threat):
        return None
    threatens = insider and (frame.threat or (frame.condition and (not frame.push or frame.ponders)))
    if act.family == "threaten" or threatens:
        return _threat(frame, side)
    if frame.push:
        return Verdict(stance, "speculated", "proposal")
    if frame.can and insider:
        return Verdict("threaten", "speculated", "possible")
    return _guess_or_deed(act, frame, stance, side)


def _guess_or_deed(act: Act, frame: Frame, stance: str, side: str | None) -> Verdict | None:
    if frame.unlikely:
        return Verdict(stance, "denied", "unlikely")
    if frame.hedge or frame.can or (side == "non_official" and frame.will):
        return Verdict(stance, "speculated", "guess")
    return None if "nominal" in act.form else Verdict(stance, "asserted", "deed")


def _threat(frame: Frame, side: str | None) -> Verdict | None:
    if side == "target_official":
        return None
    if side == "third_party_official":
        return Verdict("tighten" if frame.more else "impose", "speculated", "others-threat")
    if frame.condition or frame.inside_condition:
        return Verdict("threaten", "conditional", "threat-if")
    return Verdict("threaten", "speculated" if frame.can and not frame.threat else "asserted", "threat")


def _holding(sentence: Sentence, act: Act, frame: Frame, side: str | None, member: bool) -> Verdict | None:
    if act.family == "extend":
        return _renewal(sentence, act, frame, member)
    if side in ("target_official", "non_official") or frame.negated:
        return None
    return Verdict("maintain", "conditional" if frame.condition or frame.link else "asserted", "stays")


def _renewal(sentence: Sentence, act: Act, frame: Frame, member: bool) -> Verdict | None:
    if frame.vetoed:
        return None if frame.will else Verdict("extend", "denied", "veto")
    if frame.negated or frame.refused:
        return Verdict("call_for_easing", "asserted", "against-renewal") if member else Verdict("extend", "denied", "negated")
    if frame.condition or frame.inside_condition:
        return Verdict("extend", "conditional", "renewal-if")
    if (frame.push or frame.hedge or frame.call or frame.can) and "EMERGENCY" not in sentence.tags[act.noun]:
        return Verdict("extend", "speculated", "renewal-expected")
    return None if "nominal" in act.form else Verdict("extend", "asserted", "renewal")
