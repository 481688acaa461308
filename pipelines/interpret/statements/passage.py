"""What the sentences of one text say of sanctions: from acts to items.

What belongs here: what is carried from sentence to sentence, and who is asked in which order. What does not: finding acts, parties,
signs and speakers (their modules), cleaning and splitting (`engine.py`).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pipelines.interpret.statements import answers, dates, frames, history, holders, news, parties, replies, speakers
from pipelines.interpret.statements.acts import Act, find_acts
from pipelines.interpret.statements.assumed import assume_sender
from pipelines.interpret.statements.item import DEEDS, DIRECTIONS, Item
from pipelines.interpret.statements.lexicon import is_member
from pipelines.interpret.statements.measures import measure_of
from pipelines.interpret.statements.parties import Memory
from pipelines.interpret.statements.patterns import Budget
from pipelines.interpret.statements.senders import find_senders as senders_of
from pipelines.interpret.statements.sentence import Sentence
from pipelines.interpret.statements.settling import (
    nobodys,
    not_ours,
    own_rulers,
    pleads_at_un,
    punished,
    silent_targets,
    turned,
    unswapped,
    wishes,
)
from pipelines.interpret.statements.signs import Frame, read_frame
from pipelines.interpret.statements.speakers import Speaker
from pipelines.interpret.statements.targets import find_targets as targets_of
from pipelines.interpret.statements.voices import Voices
from pipelines.interpret.text import Clean

#: Stances beside which a ban told in the same sentence is a part of the same deed.
_WHOLE = frozenset({"tighten", "extend", "lift", "suspend", "license", "maintain"})
#: Sentences after "In 2018, ..." that are still history.
HISTORY = 3


def _jointly(sentence: Sentence, act: Act, speaker: Speaker | None, code: str) -> bool:
    """`The German minister said the ministers had banned ...`: the deed of the union, told by one of its members."""
    bodies = sentence.lexicon.grammar.get("joint_bodies", ())
    low = sentence.last("REPORT", 0, act.head)
    told = speaker is not None and speaker.kind == "official" and speaker.code == code and low is not None
    return told and any(t.low in bodies for t in sentence.tokens[low or 0 : act.head])


class PassageReader:
    """One pass over the sentences of a text."""

    def __init__(self, whole: list[Sentence], cleaned: Clean, page_date: str | date | None) -> None:
        self.whole, self.cleaned = whole, cleaned
        self.day, self.year = dates.page_day(page_date), dates.page_year(page_date)
        self.budget, self.memory = Budget(), Memory()
        self.voices = Voices(whole)
        self.last: tuple[int, Act] | None = None  # the last act that made an item, with its sentence
        self.history = 0

    def items(self) -> list[Item]:
        """Every item, in the order of the text."""
        out: list[Item] = []
        for sentence in self.whole:
            if self.budget.left < 0:
                break
            out += self._sentence(sentence)
            seats = {a for a in sentence.actors if a.start and sentence.tokens[a.start - 1].low == "in" and a.end - a.start == 1}
            self.memory.states += [a.code for a in sentence.actors if a.code and a.kind != "outsider" and a not in seats]
            fought = sentence.lexicon.grammar.get("under_pressure", ())  # a talk's host is no party
            self.memory.states = [*(a.code for a in seats if a.code in fought), *self.memory.states][-40:]
        return out

    def _sentence(self, sentence: Sentence) -> list[Item]:
        self.memory.later = [a.code for s in self.whole[sentence.index + 1 : sentence.index + 3] for a in s.actors]
        acts = find_acts(sentence, self.budget)
        self._look_back(sentence)
        if not acts:
            self.voices.remember(sentence, None)
            return []
        if sentence.question:
            return self._answered(sentence, acts)
        if news.other_subject([sentence]) or (news.homonym(sentence) and not self._clear(sentence, acts)):
            return []
        out: list[Item] = []
        details: list[Item] = []  # what a measure consists of, where the sentence also tells what is done with it
        for act in acts:
            speaker = self.voices.remember(sentence, act)
            if answers.no_beside(sentence, act):
                act = act._replace(form=f"{act.form} refused flat")
            elif self.history or news.background(sentence, act, self.year, self.day):
                self.memory.targets += targets_of(sentence, act, self.memory)
                continue
            if not self._counts(sentence, act):
                continue
            if "same" in act.form and self.last:
                act = act._replace(family=self.last[1].family, stance=self.last[1].stance)
            told = self._act(sentence, act, speaker)
            out += told
            details += [i for i in told if "weak" in act.form and i.stance == "impose" and act.target in ("from", "goods")]
        main = {(i.sender, i.target) for i in out if i.stance in _WHOLE}
        return [i for i in out if i not in details or (i.sender, i.target) not in main]

    def _look_back(self, sentence: Sentence) -> None:
        """Count how many sentences are still history after one that opened in the past."""
        if history.opens_in_past(sentence, self.year, self.day):
            self.history = HISTORY
        else:
            self.history = 0 if sentence.has("NOW") else max(self.history - 1, 0)

    def _answered(self, sentence: Sentence, acts: list[Act]) -> list[Item]:
        """A question is no item, unless who is asked says no."""
        for act in acts:
            answer = answers.no_behind(self.whole, sentence, act)
            if answer is None or not self._counts(sentence, act):
                continue
            speaker = self.voices.remember(answer, None)
            if out := self._act(sentence, act._replace(form=f"{act.form} refused flat"), speaker):
                return out
        return []

    def _counts(self, sentence: Sentence, act: Act) -> bool:
        """Whether an act that rests on its surroundings (`entry`, `told`, `same`, `weak`) has them."""
        if "same" in act.form and (self.last is None or sentence.index - self.last[0] > 1):
            return False  # `B did the same`, where nothing was told just before
        if act.target == "entry" and not targets_of(sentence, act, self.memory):
            return False
        if "told" in act.form and not self._spoken_of(sentence, act):
            return False
        doubtful = "weak" in act.form and (news.private(sentence, act) or news.homonym(sentence))
        return not doubtful and ("weak" not in act.form or self._political(sentence, act))

    def _clear(self, sentence: Sentence, acts: list[Act]) -> bool:
        named = any(sentence.tokens[a.noun].low.startswith("sanction") for a in acts) and any(a.kind == "state" for a in sentence.actors)
        return named or any(targets_of(sentence, a, self.memory) for a in acts)

    def _spoken_of(self, sentence: Sentence, act: Act) -> bool:
        """Whether the words before an act spoke of sanctions, so that `they`, `those` or `more` can mean them."""
        near = self.whole[max(sentence.index - 3, 0) : sentence.index]
        listed = any(s.concepts & {"SANCTION", "SANCTIONED", "SANCTIONV", "LICENCE", "RELIEF"} for s in near)
        here = (sentence.has(c, 0, max(act.start + 1, act.head)) for c in ("SANCTION", "SANCTIONV", "LICENCE"))
        return listed or bool(self.memory.targets) or any(here)

    def _political(self, sentence: Sentence, act: Act) -> bool:
        """A ban or restriction counts as a sanction where the passage speaks of sanctions beside it."""
        grammar = sentence.lexicon.grammar
        pressed, fights = set(grammar.get("under_pressure", ())), grammar.get("opponents", {})
        near = self.whole[max(sentence.index - 2, 0) : sentence.index + 3]
        named = {a.code for s in near for a in s.actors if a.code in pressed}
        hit = set(targets_of(sentence, act, self.memory)) or set(self.memory.targets[-1:]) or named
        powers = parties.WEST | {"UN", "ECOWAS", "AFU", "NO", "NZ", "IS", "KR", "UA", "TW", str(grammar.get("home", ""))}
        heard = [s.code for s in (self.voices.turn, self.voices.speaker) if s is not None]
        doers = {c for c in (*heard, *(a.code for a in sentence.actors)) if c in powers or is_member(c, "EU", None)}
        hit = named if hit == {grammar.get("home")} else hit  # nobody punishes himself
        if any((pressed & hit) - {c} for c in doers):
            return True
        if any(hit & set(fights.get(a.code, ())) for a in sentence.actors):
            return True
        rival = any(c not in powers and not is_member(c, "EU", None) for c in heard)
        if rival and act.family in frames.EASING and any(a.code in parties.WEST for a in sentence.actors):
            return True  # who is hit asks the West to withdraw its measures
        if act.family == "license" and self.memory.targets:
            return True
        return any(s.concepts & {"SANCTION", "REASON"} for s in near) or news.reasoned(sentence, act)

    def _act(self, sentence: Sentence, act: Act, speaker: Speaker | None) -> list[Item]:
        targets = targets_of(sentence, act, self.memory)
        senders = self._senders(sentence, act, targets, speaker)
        home = str(sentence.lexicon.grammar.get("home", ""))
        if act.rule == "discuss-new" and set(senders) <= parties.VICTIMS:
            return []
        senders, targets = own_rulers(sentence, act, senders, targets)
        targets = not_ours(sentence, act, senders, targets)
        frame = self._frame(sentence, act)
        reach = act.noun_end + (4 if act.family in frames.EASING and home else 0)
        only = tuple(sentence.lexicon.grammar.get("own_only", ("-",)))
        if any(t.low.startswith(only) for t in sentence.tokens[act.start : max(reach, act.end)]) or replies.own_reply(sentence, act):
            targets = [t for t in targets if t != home]
        named = any("OWN" in tags for tags in sentence.tags[max(act.noun - 1, 0) : max(reach, act.end if home else 0)])
        own = named and home not in targets and (speaker or sentence.actors or not frame.call)
        if own and not set(senders) - {"EU", "XX"}:
            senders = [home]
        if not targets and len(senders) == 2 and parties.mutual(sentence):
            return [i for a, b in (senders, senders[::-1]) for i in self._pairs(sentence, act, frame, speaker, [a], b)]
        if not targets and not self.memory.targets and wishes(act, frame, speaker, senders):
            targets = [str(speaker.code)] if speaker else []
            senders = [s for s in senders if s not in (*targets, "XX")]
        if not targets and act.family in frames.EASING and frame.call and speaker is None:
            voice = holders.holder(sentence, act)
            if voice and voice.code and holders.asks_for_itself(sentence, voice):
                targets, senders = [voice.code], [x for x in senders if x != voice.code]
        senders, targets = turned(sentence, act, frame, speaker, senders, targets, self.memory)
        targets = targets or silent_targets(sentence, act, senders, self.memory)
        targets = targets or nobodys(sentence, act, senders, frame)
        senders, targets = unswapped(sentence, act, senders, targets)
        ours = senders or self._last_sender(home, speaker)
        if ours and all(s in parties.WEST | {"UN"} or is_member(s, "EU", None) for s in ours):
            targets = punished(sentence, act, senders, targets, self.memory, self.day or self.year)
        targets = replies.foreign(sentence, act, senders, targets)
        senders = [s for s in senders if s not in targets]
        out: list[Item] = []
        for target in targets[:6]:
            out += self._pairs(sentence, act, frame, speaker, senders, target)
        return out

    def _last_sender(self, home: str, speaker: Speaker | None) -> list[str]:
        """Who acts where nobody is named: the speaker, in the press of the home state else the sender of the sentence before."""
        return [speaker.code] if speaker else self.memory.senders[-1:] if home else []

    @staticmethod
    def _senders(sentence: Sentence, act: Act, targets: list[str], speaker: Speaker | None) -> list[str]:
        """Senders as the sentence gives them; in the press of the home state, the West for the six that negotiate with A."""
        senders = senders_of(sentence, act, targets, speaker)
        outside = [s for s in senders if s not in parties.WEST and not is_member(s, "EU", None)]
        six = sentence.lexicon.grammar.get("home") and outside and len(senders) > 3 and set(senders) & parties.WEST
        return ["XX"] if six else senders or replies.replier(sentence, act, targets)

    def _frame(self, sentence: Sentence, act: Act) -> Frame:
        """The signs around an act, with what the sentences beside it add: a plan told before, a condition told after."""
        frame = read_frame(sentence, act)
        foreseen = "verb_last" in sentence.lexicon.grammar and sentence.has("PLAN", 0, act.head)  # `der Plan sieht vor, dass ...`
        planned = (frame.will or foreseen or sentence.tokens[act.head].low.endswith("ing")) and any(
            s.has("PLAN") for s in self.whole[max(sentence.index - 4, 0) : sentence.index + 1]
        )
        follow = self.whole[sentence.index + 1] if sentence.index + 1 < len(self.whole) else None
        noun = "verb_last" in sentence.lexicon.grammar and "NOUN" in sentence.tags[act.head]
        bare = follow and ((noun and follow.has("LINK", 0, 1)) or not follow.comma(0, len(follow.tokens)))
        opens = bare and follow and follow.has("IF", 0, 1)  # a clause alone, without its own verb; `Voraussetzung sei ..., sagte A`
        conditional = follow and (follow.has("SWAP", 0, 1) or opens) and act.noun > len(sentence.tokens) - 30
        return replace(frame, planned=planned, condition=frame.condition or bool(conditional))

    def _pairs(self, sentence: Sentence, act: Act, frame: Frame, speaker: Speaker | None, senders: list[str], target: str) -> list[Item]:
        day = self.day or self.year
        told = "participle" in act.form or act.rule in ("faces", "работа-над-ответом")
        speaker = None if "participle" in act.form else speaker
        voice = speaker or (None if told else holders.holder(sentence, act))
        if frame.call and speaker is not None and speaker.kind == "voice" and not speaker.code:  # `A asks B to lift, diplomats say`
            asker = holders.holder(sentence, act)
            voice = asker if asker and asker.code else voice
        if speaker is None and voice is not None and voice.code == target and act.target == "subject":
            voice = None
        wishing = act.family in frames.EASING or (act.family in frames.HARDENING | {"extend"} and frame.call)
        envoy = voice is not None and pleads_at_un(sentence)
        asks = wishing and frame.call and voice is not None and (envoy or not parties.imposes(sentence, voice.code, target))
        senders = [s for s in senders if not (asks and voice and (s == voice.code or not parties.imposes(sentence, s, target)))]
        asked = "call_for_easing" if asks else act.family
        guess = senders[0] if senders else assume_sender(sentence, target, asked, voice, self.memory, day)
        guess = self._sender(guess, voice, act, target) if guess else None
        # an official of the target, or of a third state, who demands speaks of somebody else's sanctions
        side = speakers.side(voice, self._sender(guess or "XX", voice, act, target), target, day)
        ours = self._sender(voice.code, voice, act, target) if voice and len(senders) > 1 else ""
        if ours and any(self._sender(s, voice, act, target) == ours for s in senders):
            side = "sender_official"  # one of several senders speaks for all
        member = (
            voice is not None
            and guess is not None
            and voice.code != guess
            and parties.union_of(voice.code, "official", False, target, day) != voice.code
        )
        verdict = frames.decide(sentence, act, frame, side, member, speaker is not None)
        if verdict is None:
            return []
        if not senders:
            wanted = "call_for_easing" if asks else verdict.stance
            fallback = assume_sender(sentence, target, wanted, voice, self.memory, day) or self._written(target)
            senders = [fallback] if fallback else []
        joint = verdict.stance == "threaten" and len(set(senders)) > 2 and "GB" in senders
        if joint and target in sentence.lexicon.grammar.get("renews", {}):
            senders = ["XX"]  # `A, B, C and D warn Moscow`: the coalition
        out = []
        for code in senders:
            deed = verdict.stance in DEEDS and verdict.modality == "asserted"
            renewer = sentence.lexicon.grammar.get("renews", {}).get(target)  # what a member renews is the union's
            deed = deed and not (act.family == "extend" and renewer is not None and is_member(code, renewer, day))
            row = "GB" in senders and not is_member("GB", "EU", day)  # a row with a state outside the union: each for itself
            own = row or act.rule.startswith(("certif", "closes-border", "сертификация"))
            sender = self._sender(code, voice, act, target, deed and not _jointly(sentence, act, speaker, code))
            sender = code if own and is_member(code, "EU", None) else sender
            blocked = sender != code and verdict.why == "negated" and verdict.stance in ("impose", "tighten")
            blocked = blocked or (sender == "EU" and is_member(target, "EU", day))
            blocked = blocked or (sender in parties.VICTIMS and (target in parties.WEST or is_member(target, "EU", day)))
            if sender != target and not blocked:  # a member alone that will not agree is no decision of its union
                said = holders.said(sentence, verdict, speaker, voice, [sender, *senders], day)
                item = self._item(sentence, act, verdict, said, sender, target)
                joint = said is not None and said.code in senders and len(senders) > 1
                own = said is None and (speakers.official_style(sentence, act.head, sender) or self._office(sentence, sender))
                own = own or (said is None and deed and holders.office_tells(sentence, act, sender, day))
                own = own or (said is None and self.voices.first_person(sentence) == sender)
                if speaker is None and item.modality != "asserted" and holders.anonymous(sentence):
                    out.append(replace(item, speaker=None, speaker_side="non_official"))
                else:
                    out.append(replace(item, speaker_side="sender_official") if joint or own else item)
        self.last = (sentence.index, act) if out else self.last
        self.memory.targets.append(target)
        self.memory.senders += [i.sender for i in out]
        return out

    def _written(self, target: str) -> str | None:
        """`MOSCOW - The ban on A's goods was lifted`: the state of the dateline, where it is known to have measures on the target."""
        first = self.whole[0]
        town = next((m for m in first.mentions if m.start == 0 and all(a.start for a in first.actors)), None)
        rivals, pressed = first.lexicon.grammar.get("opponents", {}), first.lexicon.grammar.get("under_pressure", ())
        known = town is not None and (town.code in parties.WEST or target in (*rivals.get(town.code, ()), *pressed))
        return town.code if town and known and town.code != target else None

    def _office(self, sentence: Sentence, sender: str) -> bool:
        """Whether an office or official of a sender is named beside a deed: who tells or does it is on the sender's side."""
        if not sentence.lexicon.grammar.get("office_speaks"):
            return False
        near = self.whole[max(sentence.index - 1, 0) : sentence.index + 3]
        bare = tuple(sentence.lexicon.grammar.get("bare_offices", ()))
        if any(s.tokens[a.start].low.startswith(bare) for s in near for a in s.actors if a.kind == "voice"):
            return True
        offices = {a.code for s in near for a in s.actors if a.kind == "official"}
        return any(code == sender or is_member(code, sender, self.day or self.year) for code in offices if code)

    def _sender(self, code: str, voice: Speaker | None, act: Act, target: str, deed: bool = False) -> str:
        kind = "state" if deed and code != self.whole[0].lexicon.grammar.get("speaks_for_union") else "official"
        return parties.union_of(code, kind, deed, target, self.day or self.year)

    def _item(self, sentence: Sentence, act: Act, verdict: frames.Verdict, speaker: Speaker | None, sender: str, target: str) -> Item:
        deed = verdict.stance in DEEDS and (verdict.modality == "asserted" or (verdict.modality == "denied" and verdict.why == "veto"))
        side = speakers.side(speaker, sender, target, self.day or self.year)
        reported = speaker is not None and side in ("target_official", "non_official", "third_party_official")
        kind = "announcement" if deed and not reported else "statement"
        direction = 0 if verdict.modality == "denied" else DIRECTIONS[verdict.stance]
        stated = dates.stated_day(sentence, act.head) or self.day
        low, high = min(act.start, act.head), max(act.end, act.noun_end)
        span = (self.cleaned.origin(sentence.tokens[low].start), self.cleaned.origin(sentence.tokens[high - 1].end - 1) + 1)
        confidence = 0.9 if verdict.why in ("deed", "renewal", "negated-easing") else 0.7
        return Item(
            kind,
            sender,
            target,
            verdict.stance,
            direction,
            verdict.modality,
            speaker.name if speaker else None,
            side,
            stated.isoformat() if stated else None,
            measure_of(sentence),
            (span,),
            f"{sentence.lexicon.language}/{act.rule}/{verdict.why}",
            confidence,
        )
