"""Reading one text from end to end: clean, split, tag, find acts, decide, merge.

What belongs here: the order of the steps and what is carried from sentence to sentence. What does not: any of the steps.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from pipelines.interpret.statements import dates, frames, news, parties, speakers
from pipelines.interpret.statements.acts import Act, find_acts
from pipelines.interpret.statements.item import DEEDS, DIRECTIONS, Item, Reading
from pipelines.interpret.statements.language import detect
from pipelines.interpret.statements.lexicon import Lexicon, is_member, load
from pipelines.interpret.statements.measures import measure_of
from pipelines.interpret.statements.merge import merge
from pipelines.interpret.statements.parties import Memory
from pipelines.interpret.statements.patterns import Budget
from pipelines.interpret.statements.senders import find_senders as senders_of
from pipelines.interpret.statements.sentence import Sentence
from pipelines.interpret.statements.signs import Frame, read_frame
from pipelines.interpret.statements.speakers import Speaker
from pipelines.interpret.statements.targets import find_targets as targets_of
from pipelines.interpret.statements.tokens import sentences as split
from pipelines.interpret.text import Clean, clean

#: A text without one of these beginnings speaks of no sanctions in any language read here.
_GATE = re.compile(
    r"sanction|sanktion|embargo|restrict|blacklist|national emergenc|asset|delist|licen|waive|\bban|countermeasure|price cap|snapback"
    r"|ausnahme|handelsbeschr|restriktiv|visa|charter|import|designat|entity list"
    r"|barr|prohibit|export|swift|executive order|screws"
    r"|санкц|эмбарго|огранич|запре[тщ]|лиценз|спис[ко]|переч[не]|экономическ|визов|чартер|импорт|ввоз|послаблен|контрмер|ответн|томат|зеркальн|встречн"
    r"|поставк|путев|путёв|туров|въезд|swift|потол|турц|турец|мер\w{0,3} (?:воздейств|против|в отнош)|\bвиз",
    re.IGNORECASE,
)

#: Rules that add names to a list: without a state beside them they speak of the target named before.
_LISTING = frozenset({"в-список", "в-список-2", "added-to-list", "package-includes", "из-списка", "delist-from-list", "bans-entry"})


def interpret(text: str, page_date: str | date | None = None) -> list[Item]:
    """Items of one text. `page_date` is the day (or month) of the page, used for dates and for what counts as old."""
    return list(read(text, page_date).items)


def read(text: str, page_date: str | date | None = None) -> Reading:
    """Items of one text with signals, language and sentence bounds."""
    cleaned = clean(text)
    if not _GATE.search(cleaned.text):
        return Reading((), cleaned.signals)
    language = detect(cleaned.text)
    lexicon = load(language)
    whole = _tagged(cleaned.text, lexicon)
    bounds = tuple((cleaned.origin(s.tokens[0].start), cleaned.origin(s.tokens[-1].end)) for s in whole)
    if len(whole) <= PASSAGE and news.other_subject(whole):
        return Reading((), (*cleaned.signals, "other_subject"), language, bounds)
    reader = _Reader(whole, cleaned, page_date)
    items = merge(reader.items())
    signals = cleaned.signals if reader.budget.left >= 0 else (*cleaned.signals, "work_limit")
    return Reading(tuple(items), signals, language, bounds)


def _tagged(text: str, lexicon: Lexicon) -> list[Sentence]:
    out: list[Sentence] = []
    for index, tokens in enumerate(split(text, lexicon.abbreviations)):
        out.append(Sentence(tokens, lexicon.tag(tokens), lexicon.find_mentions(tokens), lexicon, index, out[-1] if out else None))
    return out


#: Sentences of a passage: in longer texts a word about sport speaks only for its own sentence.
PASSAGE = 8
#: Sentences after "In 2018, ..." that are still history.
HISTORY = 3


class _Reader:
    """One pass over the sentences of a text."""

    def __init__(self, whole: list[Sentence], cleaned: Clean, page_date: str | date | None) -> None:
        self.whole, self.cleaned = whole, cleaned
        self.day, self.year = dates.page_day(page_date), dates.page_year(page_date)
        self.budget, self.memory = Budget(), Memory()
        self.speaker: Speaker | None = None
        self.history = 0

    def items(self) -> list[Item]:
        out: list[Item] = []
        for sentence in self.whole:
            if self.budget.left < 0:
                break
            out += self._sentence(sentence)
            self.memory.states += [a.code for a in sentence.actors if a.code and a.kind != "outsider"]
            self.memory.states = self.memory.states[-40:]
        return out

    def _sentence(self, sentence: Sentence) -> list[Item]:
        acts = find_acts(sentence, self.budget)
        dated_back = news.opens_in_past(sentence, self.year)
        if dated_back:
            self.history = HISTORY
        elif sentence.has("NOW"):
            self.history = 0
        else:
            self.history = max(self.history - 1, 0)
        if not acts:
            self._remember_speaker(sentence, None)
            return []
        if sentence.question or news.other_subject([sentence]) or (news.homonym(sentence) and not self._clear(sentence, acts)):
            return []
        out: list[Item] = []
        for act in acts:
            speaker = self._remember_speaker(sentence, act)
            if self.history or news.background(sentence, act, self.year):
                self.memory.targets += targets_of(sentence, act, self.memory)
                continue
            if "weak" in act.form and not self._political(sentence, act):
                continue
            out += self._act(sentence, act, speaker)
        return out

    def _clear(self, sentence: Sentence, acts: list[Act]) -> bool:
        return any(targets_of(sentence, a, self.memory) for a in acts)

    def _political(self, sentence: Sentence, act: Act) -> bool:
        """A ban or restriction counts as a sanction where the passage speaks of sanctions beside it."""
        pressed = set(sentence.lexicon.grammar.get("under_pressure", ()))
        if pressed & set(targets_of(sentence, act, Memory())) and any(a.code in parties.WEST | {"UN"} for a in sentence.actors):
            return True
        near = self.whole[max(sentence.index - 2, 0) : sentence.index + 3]
        return any(s.concepts & {"SANCTION", "REASON"} for s in near)

    def _remember_speaker(self, sentence: Sentence, act: Act | None) -> Speaker | None:
        found = speakers.find_speaker(sentence, act.head if act else None)
        if found:
            self.speaker = found
            return found
        if speakers.quoted(sentence) and (ahead := self._quoted_ahead(sentence)):
            self.speaker = ahead
            return ahead
        if self.speaker and (speakers.quoted(sentence) or ("WE" in sentence.concepts and self.speaker.kind != "state")):
            return self.speaker
        if "WE" in sentence.concepts and not sentence.has("PACKAGE"):
            code = str(sentence.lexicon.grammar.get("we", ""))
            return Speaker(None, code, "we") if code else None
        if not speakers.quoted(sentence) and act is not None:
            self.speaker = None
        return None

    def _quoted_ahead(self, sentence: Sentence) -> Speaker | None:
        """Who is named behind a quotation of several sentences that this one opens."""
        if speakers.closes(sentence):
            return None
        for later in self.whole[sentence.index + 1 : sentence.index + 4]:
            if speakers.closes(later):
                return speakers.find_speaker(later)
        return None

    def _act(self, sentence: Sentence, act: Act, speaker: Speaker | None) -> list[Item]:
        targets = targets_of(sentence, act, self.memory)
        senders = senders_of(sentence, act, targets, speaker)
        targets = self._not_ours(sentence, act, targets)
        frame = self._frame(sentence, act)
        if not targets and not self.memory.targets and self._wishes(act, frame, speaker, senders):
            senders, targets = [], [str(speaker.code)] if speaker else []
        if not targets and act.family in frames.EASING and frame.call and speaker is None:
            voice = self._holder(sentence, act, senders)
            if voice and voice.name is None and voice.code not in parties.WEST:
                targets, senders = [voice.code], [x for x in senders if x != voice.code]
        if not targets and self.memory.targets and ("weak" in act.form or act.rule in _LISTING):
            targets = [self.memory.targets[-1]]
        if not targets and senders and not any(s in parties.WEST or is_member(s, "EU", None) for s in senders):
            other = [a.code for a in sentence.actors if a.start >= max(act.head, act.noun_end) and a.code in ("EU", "XX")]
            targets = other[:1] if act.rule != "join" else []
        if not targets:
            later = [a.code for s in self.whole[sentence.index + 1 : sentence.index + 3] for a in s.actors]
            assumed = parties.assume_target(sentence, act, senders, self.memory, later)
            targets = [assumed] if assumed else []
        if sentence.concepts & {"EMERGENCY", "VICTIM"} and set(senders) & parties.WEST:
            targets = ["RU" if t in parties.VICTIMS else t for t in targets]
        senders = [s for s in senders if s not in targets]
        out: list[Item] = []
        for target in targets[:6]:
            out += self._pairs(sentence, act, frame, speaker, senders, target)
        return out

    @staticmethod
    def _not_ours(sentence: Sentence, act: Act, targets: list[str]) -> list[str]:
        """Targets without the state whose own office acts ("the Treasury prohibits U.S. banks from buying A's bonds")."""
        if any(t.low == "by" for t in sentence.tokens[act.head : act.head + 5]):
            return targets
        own = {a.code for a in sentence.actors if a.end <= act.head and a.kind == "official" and a.code in parties.WEST}
        return [t for t in targets if t not in own]

    def _frame(self, sentence: Sentence, act: Act) -> Frame:
        """The signs around an act, with what the sentences beside it add: a plan told before, a condition told after."""
        frame = read_frame(sentence, act)
        planned = (frame.will or sentence.tokens[act.head].low.endswith("ing")) and any(
            s.has("PLAN") for s in self.whole[max(sentence.index - 4, 0) : sentence.index + 1]
        )
        follow = self.whole[sentence.index + 1] if sentence.index + 1 < len(self.whole) else None
        conditional = follow and (follow.has("SWAP", 0, 1) or follow.has("IF", 0, 1)) and act.noun > len(sentence.tokens) - 30
        return replace(frame, planned=planned, condition=frame.condition or bool(conditional))

    @staticmethod
    def _wishes(act: Act, frame: Frame, speaker: Speaker | None, senders: list[str]) -> bool:
        """`Lavrov says that sanctions must be lifted`: who demands without naming anybody speaks of those on his own state."""
        if act.family not in frames.EASING or not frame.call or speaker is None or not speaker.code or senders not in ([], [speaker.code]):
            return False
        return speaker.code not in parties.WEST and not is_member(speaker.code, "EU", None)

    def _pairs(self, sentence: Sentence, act: Act, frame: Frame, speaker: Speaker | None, senders: list[str], target: str) -> list[Item]:
        day = self.day or self.year
        told = "participle" in act.form or act.rule == "faces"
        speaker = None if "participle" in act.form else speaker
        voice = speaker or (None if told else self._holder(sentence, act, senders))
        guess = senders[0] if senders else parties.assume_sender(sentence, target, act.family, voice, self.memory, day)
        guess = self._sender(guess, voice, act, target) if guess else None
        # an official of the target, or of a third state, who demands speaks of somebody else's sanctions
        side = speakers.side(voice, self._sender(guess or "XX", voice, act, target), target, day)
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
            fallback = parties.assume_sender(sentence, target, verdict.stance, voice, self.memory, day)
            senders = [fallback] if fallback else []
        out = []
        for code in senders:
            deed = verdict.stance in DEEDS and verdict.modality == "asserted"
            sender = self._sender(code, voice, act, target, deed)
            if sender != target:
                said = self._said(sentence, verdict, speaker, voice, sender, senders)
                item = self._item(sentence, act, verdict, said, sender, target)
                joint = said is not None and said.code in senders and len(senders) > 1
                out.append(replace(item, speaker_side="sender_official") if joint else item)
        self.memory.targets.append(target)
        self.memory.senders += [i.sender for i in out]
        return out

    def _said(
        self, sentence: Sentence, verdict: frames.Verdict, speaker: Speaker | None, voice: Speaker | None, sender: str, senders: list[str]
    ) -> Speaker | None:
        """Who is named as speaker: nobody where the state itself acts, the official who acts where nobody is said to speak."""
        deed = verdict.stance in DEEDS and (verdict.modality == "asserted" or verdict.why == "veto")
        said = speaker or voice
        if said is None:
            return None
        ours = said.code == sender or is_member(said.code, sender, self.day or self.year)
        if speaker is not None:
            itself = speaker.code in senders or ours or speaker.code in parties.WEST
            return None if deed and speaker.kind == "state" and itself else speaker
        if not deed and said.code:
            return said
        itself = any(w in sentence.lexicon.grammar.get("acts_as_state", ()) for w in (said.name or "").lower().split())
        return said if ours and said.kind == "official" and not itself else None

    def _sender(self, code: str, voice: Speaker | None, act: Act, target: str, deed: bool = False) -> str:
        kind = "state" if deed else "official"
        return parties.union_of(code, kind, deed, target, self.day or self.year)

    def _holder(self, sentence: Sentence, act: Act, senders: list[str]) -> Speaker | None:
        """Whose position a sentence without a verb of saying gives: the nearest actor before the verb that can hold one."""
        low = sentence.part_start(act.head, 40)
        call = sentence.last("CALL", max(low, act.head - 12), act.head)
        edge = act.head if call is None else call
        listed = parties.besides(sentence)
        for actor in (a for a in reversed(sentence.actors) if a not in listed):
            holds = (actor.code and actor.kind in ("state", "official")) or actor.kind == "voice"
            if not (holds and low <= actor.start and actor.end <= edge):
                continue
            if not parties.oblique(sentence, actor) and not parties.side_part(sentence, actor.end, act):
                return Speaker(sentence.text(*actor.name), actor.code, actor.kind)
        for actor in reversed(sentence.actors):
            if actor.kind == "adjective" and actor.end <= edge + 1 and sentence.has("VOICE", actor.end, actor.end + 1):
                return Speaker(None, actor.code, "official")
        if call is not None and sentence.tags[call].keys() & {"REPORT"} and sentence.previous:
            last = next((a for a in sentence.previous.actors if a.code and a.kind in ("official", "state")), None)
            return Speaker(None, last.code, last.kind) if last else None
        return None

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
