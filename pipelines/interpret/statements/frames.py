"""Frames: what the words around an act make of it - negated, demanded, conditional, threatened, promised, guessed.

What belongs here: the table from an act and its surroundings to stance and modality. What does not: finding the
surroundings (`signs.py`), words (`words.yaml`) and parties (`senders.py`, `targets.py`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from pipelines.interpret.statements.acts import Act
from pipelines.interpret.statements.lexicon import is_member
from pipelines.interpret.statements.negations import called_untrue
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
    if frame.denies:  # what is denied is the act, not a plan of it, unless the text says so
        frame = replace(frame, refused=False, ponders=False, hedge=frame.hedge and "NOUN" in sentence.tags[act.head])
        if called_untrue(sentence, act):  # whatever it was said to depend on
            frame = replace(frame, condition=False, swap=False, link=False, negated=False)
    if act.family in EASING and frame.refused and side == "sender_official" and _denies_plan(sentence, act):
        return Verdict("intend_to_ease", "denied", "denies-plan")
    if act.family in EASING and frame.negated and side == "sender_official" and _never_offered(sentence, act):
        return Verdict(_easing_stance(act, frame), "denied", "never-offered")
    verdict = _decide(sentence, act, frame, side, member, said)
    if verdict is None and frame.denies and act.family in EASING and "denies_noun" in sentence.lexicon.grammar:
        return Verdict(_easing_stance(act, frame), "denied", "denied-report")
    return verdict._replace(modality="denied") if verdict and frame.denies else verdict


def _decide(sentence: Sentence, act: Act, frame: Frame, side: str | None, member: bool, said: bool) -> Verdict | None:
    if act.rule in ("extend", "extend-ban") and _reaches(sentence, act):
        act = act._replace(family="tighten")
    family = act.family
    if frame.idle and "deed" not in act.form:
        return None
    if "NOUN" in sentence.tags[act.head] and not frame.decreed and not {"modal", "refused", "wanted"} & set(act.form.split()):
        act = act._replace(form="nominal")
    if family.startswith("veto-"):
        return _vetoed(sentence, act, frame, side)
    if family in ("license", "delist") and not (frame.negated or frame.refused or frame.inside_condition or frame.call):
        offers = any(t.low in ("could", "might") for t in sentence.tokens[max(act.head - 4, 0) : act.head])
        frame = replace(frame, condition=frame.condition and ((family == "delist" and frame.will) or offers), link=False)
    if family in EASING:
        return _easing(act, frame, side, member, said)
    if family in HARDENING or family == "threaten":
        return _to_come(sentence, act, frame, side, said) or _hardening(act, _done(sentence, act, frame), side)
    if family == "lapse":
        if frame.condition and side in (None, "sender_official"):
            return Verdict("threaten", "conditional", "lapse-if")
        return Verdict(act.stance or "tighten", "speculated" if frame.hedge and not frame.will else "asserted", "licence-lapses")
    return _holding(sentence, act, frame, side, member)


def _never_offered(sentence: Sentence, act: Act) -> bool:
    """`We have not offered A relief`, `has made no offer to waive`: what was reported is denied, nothing refused."""
    offers = any(t.low in _OFFERED for t in sentence.tokens[max(act.head - 4, 0) : act.head + 1])
    offers = offers and not any(t.low in ("plans", "plan", "intention") for t in sentence.tokens[max(act.head - 8, 0) : act.noun])
    return offers and any(t.low in ("has", "have", "had", "'ve", "’ve") for t in sentence.tokens[max(act.head - 7, 0) : act.head])


_OFFERED = frozenset({"offered", "promised", "proposed", "offer", "discussed"})


def _denies_plan(sentence: Sentence, act: Act) -> bool:
    """`A denies that he is willing to ease`, `denied considering relief`: a plan that was reported, not a demand, is turned down."""
    low = sentence.clause_start(act.head, 16)
    at = next((i for i in range(act.head - 1, low - 1, -1) if sentence.tokens[i].low in ("denies", "denied", "denying", "deny")), None)
    return at is not None and (sentence.has("PONDER", at, act.head) or sentence.has("WILL", at + 1, act.head))


def _to_come(sentence: Sentence, act: Act, frame: Frame, side: str | None, said: bool) -> Verdict | None:
    """`A will impose sanctions if ...`, told by no official of A: the verb alone makes it a threat."""
    if act.family not in HARDENING or not frame.condition or frame.inside_condition or frame.call or frame.negated:
        return None
    if "FUTURE" not in sentence.tags[act.head] or not (side == "non_official" or not said or sentence.has("ELSE")):
        return None
    return Verdict("threaten", "conditional", "threat-if")


def _done(sentence: Sentence, act: Act, frame: Frame) -> Frame:
    """`ввел`, `ввели`: what is done is under no condition any more, whatever else the sentence makes depend on one."""
    renewed = range(max(act.head + 1, act.noun - 2), act.noun)  # `предложил новые санкции`: who proposes new ones wants more
    if frame.push and sentence.lexicon.language == "ru" and any(sentence.tokens[i].low.startswith("нов") for i in renewed):
        return replace(frame, more=True)
    past = sentence.lexicon.language == "ru" and sentence.tokens[act.head].low.endswith(("л", "ла", "ло", "ли"))
    if not past or act.family not in HARDENING or frame.threat or frame.push or sentence.text(act.head + 1, act.head + 2) == "бы":
        return frame
    return replace(frame, condition=False)


def _reaches(sentence: Sentence, act: Act) -> bool:
    """`extends sanctions to A's banks`, `its ban on A's fruit to peppers` widens them; `to July`, `to keep up pressure` does not."""
    words = [t.low for t in sentence.tokens[act.noun_end : act.noun_end + 8]]
    gap = words.index("to") if "to" in words[:7] else None
    if gap is None or act.noun < act.head or "," in words[:gap] or sentence.has("TERM", act.noun_end, act.noun_end + 12):
        return False
    if sentence.tokens[act.noun].low in ("closure", "relief") or any(w.startswith(("day", "week", "month", "year")) for w in words[gap:]):
        return False
    to = act.noun_end + gap
    if not gap and any(a.start == to + 1 or (to < a.start <= to + 5 and not sentence.dated(to)) for a in sentence.actors):
        return True
    if words[gap + 1 :][:1] in ([w] for w in _COVER) and sentence.tokens[act.head].low.startswith("exten"):
        return True
    goods = any(sentence.has(c, to + 1, to + 3) for c in ("TRADE", "NAMED")) or _plural(words[gap + 1 :])
    return goods and not sentence.dated(to) and sentence.tokens[act.head].low.startswith("exten")


def _plural(words: list[str]) -> bool:
    """`to peppers and pomegranates`: no infinitive, as those end in no `s`."""
    return bool(words) and words[0].endswith("s") and not words[0].endswith(("ss", "us", "its", "this"))


#: What an embargo that is extended comes to do (`extended to include peppers`).
_COVER = ("include", "cover", "embrace", "encompass", "take", "hit", "target")


def _vetoed(sentence: Sentence, act: Act, frame: Frame, side: str | None) -> Verdict | None:
    """A vetoed or failed act; a member that blocks a renewal asks for easing, a threat to veto is nothing yet."""
    if not act.rule.startswith("draft-would") and (
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
    harder = frame.more or sentence.has("TIGHTEN", act.head, act.noun)
    return Verdict("tighten" if stance == "impose" and harder else stance, "denied", "veto")


def _easing(act: Act, frame: Frame, side: str | None, member: bool, said: bool) -> Verdict | None:
    stance = _easing_stance(act, frame)
    if act.stance == "call_for_easing":
        return Verdict(act.stance, "asserted", "deed")
    if frame.announced and not (frame.negated or frame.refused or frame.inside_condition):
        return Verdict("intend_to_ease", "asserted", "announced")
    outside = side in ("target_official", "third_party_official")
    if "refused" in act.form:
        return _refusal(stance, replace(frame, condition=frame.condition and "flat" not in act.form), side)
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
    if not (outside or frame.asked or "nominal" in act.form) and _expected(act, frame, side, member, said):
        return Verdict(stance, "speculated", "expected")
    named = frame.link and act.rule.startswith("услови") and side == "sender_official"  # `условием снятия A назвала ...`
    if not frame.asked and (named or (frame.condition and member and not (outside or frame.vote))):
        return Verdict("conditional_ease", "conditional", "condition")
    if frame.asked or ((frame.call or (frame.vote and member)) and (outside or member)):
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
    done = None if "nominal" in act.form else Verdict(stance, "asserted", "deed")
    can = frame.can and act.family != "license" and not {"nominal", "modal"} & set(act.form.split())
    return _guessed(frame, side, stance, said) if can or frame.hedge or frame.ponders or side == "non_official" else done


def _guessed(frame: Frame, side: str | None, stance: str, said: bool) -> Verdict:
    """What a sender considers is its intention, what others guess is the easing itself."""
    told = frame.hearsay and not (frame.will or frame.can or frame.ponders)  # `A reportedly lifted`
    outside = side in ("target_official", "third_party_official")
    considered = (side == "sender_official" and said and not told) or (frame.ponders and not outside)
    return Verdict("intend_to_ease", "speculated", "considered") if considered else Verdict(stance, "speculated", "guess")


def _expected(act: Act, frame: Frame, side: str | None, member: bool, said: bool) -> bool:
    """Whether others expect a sender to do it, where nothing is asked and no condition is set; of a licence any guess will do."""
    if frame.condition or frame.link or frame.call:
        return False
    licence = act.family == "license" and (frame.hedge or side == "non_official")
    return licence or (frame.likely and not frame.ponders and not member and not (side == "sender_official" and said and frame.can))


def _easing_stance(act: Act, frame: Frame) -> str:
    if act.stance or act.family == "relief":
        return act.stance or "ease"
    some = frame.partial and act.target == "abroad"  # `снял ряд ограничений с компаний страны`
    if act.family == "lift" and frame.named and not some:
        return "delist"
    if act.family == "lift" and frame.partial:
        return "ease"
    if frame.unlisted:
        return "lift"
    return act.family


def _hardening(act: Act, frame: Frame, side: str | None) -> Verdict | None:
    stance = act.stance or ("tighten" if frame.more or act.family == "tighten" else "impose")
    if "participle" in act.form:
        return Verdict("threaten" if act.family == "threaten" else stance, "asserted", "told-aside")
    if "modal" in act.form:
        frame = replace(frame, can=False, hedge=False)
    insider = side not in ("target_official", "third_party_official", "non_official")
    if frame.inside_condition and act.rule != "limited-to":
        return None
    if frame.vetoed:
        return Verdict(stance, "denied", "veto")
    if frame.negated or frame.refused or "refused" in act.form:
        opposed = frame.refused and "weak" in act.form and "nominal" in act.form
        return None if opposed or act.family == "threaten" or side == "target_official" else Verdict(stance, "denied", "negated")
    if "nominal" in act.form and act.family == "threaten" and not (frame.will or frame.can or frame.condition or frame.threat):
        return None
    promised = (frame.will or frame.can) and side == "sender_official"
    prepared = side == "non_official" and frame.ponders and frame.condition  # `A prepares sanctions in case B refuses, sources say`
    threatens = (insider or prepared) and (frame.threat or (frame.condition and (not frame.push or frame.ponders or promised)))
    if act.family == "threaten" or threatens:
        return _threat(frame, side)
    if frame.push or "wanted" in act.form:
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
    guessed = side == "non_official" and "FUTURE" in sentence.tags[act.head]  # what experts expect
    if act.family == "extend":
        renewed = _renewal(sentence, act, frame, member)
        return renewed._replace(modality="speculated") if renewed and guessed and renewed.why == "renewal" else renewed
    if side == "target_official" or frame.negated or frame.inside_condition:
        return None
    if side == "non_official" and "deed" not in act.form:
        return Verdict("maintain", "speculated", "guess") if guessed and not frame.refused else None
    return Verdict("maintain", "conditional" if frame.condition or frame.link else "asserted", "stays")


def _renewal(sentence: Sentence, act: Act, frame: Frame, member: bool) -> Verdict | None:
    if frame.vetoed:
        return None if frame.will else Verdict("extend", "denied", "veto")
    if frame.negated or frame.refused:
        asks = member or frame.call or frame.asked or (frame.push and "NOUN" not in sentence.tags[act.noun])
        if frame.negated and frame.refused:  # `will not oppose the renewal`
            return Verdict("extend", "speculated", "renewal-not-opposed")
        if frame.inside_condition and frame.negated and act.rule == "продление":
            return None  # `если A не продлит`
        lapses = frame.negated and not (frame.hedge or frame.condition or frame.call or frame.asked or member or "nominal" in act.form)
        if lapses:
            return Verdict("lift", "asserted", "not-renewed")
        return Verdict("call_for_easing", "asserted", "against-renewal") if asks else Verdict("extend", "denied", "negated")
    if frame.condition or frame.inside_condition:
        return Verdict("extend", "conditional", "renewal-if")
    if (frame.push or frame.hedge or frame.call or frame.can) and "EMERGENCY" not in sentence.tags[act.noun]:
        return Verdict("extend", "speculated", "renewal-expected")
    return None if "nominal" in act.form else Verdict("extend", "asserted", "renewal")
