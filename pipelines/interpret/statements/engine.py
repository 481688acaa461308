"""Reading one text from end to end: clean, split, tag, find acts, decide, merge.

What belongs here: the order of the steps and what is carried from sentence to sentence. What does not: any of the steps.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from pipelines.interpret.statements import dates, frames, holders, news, parties, speakers
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
    r"sanction|sanktion|embargo|penalt|curb|listing|punish|relief|freez|fr[eo]ze|lists?\b|packages?\b|costs\b|crack|noose|squeeze|blockade|boycott"
    r"|transaction|exempt|clears|boost|pressure|flight|fruit|vegetable|tomato|poultry|wine\b|tours?\b|resort|suspend|veto|market|deadline|divest"
    r"|measure|retaliat|restrict|blacklist|national emergenc|asset|delist|licen|waive|\bban|countermeasure|price cap|snapback"
    r"|ausnahme|handelsbeschr|restriktiv|visa|charter|import|designat|entity list"
    r"|barr|block|prohibit|export|swift|executive order|screws|measures|consequences|retaliat|stop.list"
    r"|санкц|эмбарго|огранич|запре[тщ]|лиценз|спис[ко]|переч[не]|экономическ|визов|чартер|импорт|ввоз|послаблен|контрмер|ответн|томат|зеркальн|встречн"
    r"|пакет|блокад|нефт|\bгаз|угл[яь]|совместн|отказ|откаж|виз[аоуы]|работ|можно|ч[её]рн|рейс|пол[её]т|авиа|счет|счёт|\bнеб[оау]\b|рын[ок]|барь?ер|пошлин|мер(?:ы|ам|ами|ах)?\b|актив|имуществ|стоп-лист|границ|турок|турци"
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


def _jointly(sentence: Sentence, act: Act, speaker: Speaker | None, code: str) -> bool:
    """`The German minister said the ministers had banned ...`: the deed of the union, told by one of its members."""
    bodies = sentence.lexicon.grammar.get("joint_bodies", ())
    low = sentence.last("REPORT", 0, act.head)
    told = speaker is not None and speaker.kind == "official" and speaker.code == code and low is not None
    return told and any(t.low in bodies for t in sentence.tokens[low or 0 : act.head])


def _tagged(text: str, lexicon: Lexicon) -> list[Sentence]:
    out: list[Sentence] = []
    for index, tokens in enumerate(split(text, lexicon.abbreviations, lexicon.language)):
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
        self.memory.later = [a.code for s in self.whole[sentence.index + 1 : sentence.index + 3] for a in s.actors]
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
        home = str(sentence.lexicon.grammar.get("home", ""))
        hit = set(targets_of(sentence, act, Memory()))
        if pressed & hit and any(a.code in parties.WEST | {"UN", home} for a in sentence.actors):
            return True
        fights = sentence.lexicon.grammar.get("opponents", {})
        if any(hit & set(fights.get(a.code, ())) for a in sentence.actors):
            return True
        near = self.whole[max(sentence.index - 2, 0) : sentence.index + 3]
        return any(s.concepts & {"SANCTION", "REASON"} for s in near)

    def _remember_speaker(self, sentence: Sentence, act: Act | None) -> Speaker | None:
        found = speakers.find_speaker(sentence, act.head if act else None)
        if found:
            if found.kind == "voice" and not found.code and self.speaker and self.speaker.kind == "official":
                found = replace(found, code=self.speaker.code, kind="official")
            self.speaker = found
            return found
        if speakers.quoted(sentence) and (ahead := self._quoted_ahead(sentence)):
            self.speaker = ahead
            return ahead
        if self.speaker and (speakers.quoted(sentence) or ("WE" in sentence.concepts and self.speaker.kind != "state")):
            return self.speaker
        if "WE" in sentence.concepts and not sentence.has("PACKAGE"):
            code = "XX" if any("JOINT" in s.concepts for s in self.whole) else str(sentence.lexicon.grammar.get("we", ""))
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
        if act.rule == "discuss-new" and set(senders) <= parties.VICTIMS:
            return []
        targets = self._not_ours(sentence, act, targets)
        frame = self._frame(sentence, act)
        home = str(sentence.lexicon.grammar.get("home", ""))
        own = "OWN" in sentence.tags[act.noun] and home not in targets and (speaker or sentence.actors or not frame.call)
        if own and not set(senders) - {"EU", "XX"}:
            senders = [home]
        if not targets and len(senders) == 2 and parties.mutual(sentence):
            return [i for a, b in (senders, senders[::-1]) for i in self._pairs(sentence, act, frame, speaker, [a], b)]
        if not targets and not self.memory.targets and self._wishes(act, frame, speaker, senders):
            senders, targets = [], [str(speaker.code)] if speaker else []
        if not targets and act.family in frames.EASING and frame.call and speaker is None:
            voice = holders.holder(sentence, act)
            if voice and voice.name is None and voice.code not in parties.WEST and not is_member(voice.code, "EU", None):
                targets, senders = [voice.code], [x for x in senders if x != voice.code]
        targets = targets or self._silent_targets(sentence, act, senders)
        if sentence.concepts & {"EMERGENCY", "VICTIM"} and set(senders) & parties.WEST:
            targets = ["RU" if t in parties.VICTIMS else t for t in targets]
        senders = [s for s in senders if s not in targets]
        out: list[Item] = []
        for target in targets[:6]:
            out += self._pairs(sentence, act, frame, speaker, senders, target)
        return out

    def _silent_targets(self, sentence: Sentence, act: Act, senders: list[str]) -> list[str]:
        """Whom an act hits that names nobody: whom the passage spoke of, the West where the sender is outside it, a guess."""
        if self.memory.targets and ("weak" in act.form or act.rule in _LISTING):
            return [self.memory.targets[-1]]
        if senders and act.rule != "join" and not any(s in parties.WEST or is_member(s, "EU", None) for s in senders):
            low = max(act.head, act.noun_end)
            other = next((a.code for a in sentence.actors if a.start >= low and a.code in ("EU", "XX")), None)
            if other:
                return [other]
        assumed = parties.assume_target(sentence, act, senders, self.memory)
        return [assumed] if assumed else []

    @staticmethod
    def _not_ours(sentence: Sentence, act: Act, targets: list[str]) -> list[str]:
        """Targets without the state whose own office acts ("the Treasury prohibits U.S. banks from buying A's bonds")."""
        if any(t.low == "by" for t in sentence.tokens[act.head : act.head + 5]):
            return targets
        first = next((a for a in sentence.actors if a.end <= act.head and a.kind in ("official", "state")), None)
        own = {first.code} if first and first.kind == "official" and first.code in parties.WEST else set()
        return [t for t in targets if t not in own]

    def _frame(self, sentence: Sentence, act: Act) -> Frame:
        """The signs around an act, with what the sentences beside it add: a plan told before, a condition told after."""
        frame = read_frame(sentence, act)
        planned = (frame.will or sentence.tokens[act.head].low.endswith("ing")) and any(
            s.has("PLAN") for s in self.whole[max(sentence.index - 4, 0) : sentence.index + 1]
        )
        follow = self.whole[sentence.index + 1] if sentence.index + 1 < len(self.whole) else None
        opens = follow and follow.has("IF", 0, 1) and follow.text(1, 2).lower() not in ("that", "this", "so", "it", "these")
        conditional = follow and (follow.has("SWAP", 0, 1) or opens) and act.noun > len(sentence.tokens) - 30
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
        voice = speaker or (None if told else holders.holder(sentence, act))
        if speaker is None and voice is not None and voice.code == target and act.target == "subject":
            voice = None
        wishing = act.family in frames.EASING or (act.family in frames.HARDENING and frame.call)
        asks = wishing and frame.call and voice is not None and not parties.imposes(sentence, voice.code, target)
        senders = [s for s in senders if not (asks and voice and s == voice.code)]
        asked = "call_for_easing" if asks else act.family
        guess = senders[0] if senders else parties.assume_sender(sentence, target, asked, voice, self.memory, day)
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
            wanted = "call_for_easing" if asks else verdict.stance
            fallback = parties.assume_sender(sentence, target, wanted, voice, self.memory, day)
            senders = [fallback] if fallback else []
        out = []
        for code in senders:
            deed = verdict.stance in DEEDS and verdict.modality == "asserted"
            sender = self._sender(code, voice, act, target, deed and not _jointly(sentence, act, speaker, code))
            blocked = sender != code and verdict.why == "negated" and verdict.stance in ("impose", "tighten")
            if sender != target and not blocked:  # a member alone that will not agree is no decision of its union
                said = holders.said(sentence, verdict, speaker, voice, [sender, *senders], day)
                item = self._item(sentence, act, verdict, said, sender, target)
                joint = said is not None and said.code in senders and len(senders) > 1
                own = said is None and speakers.official_style(sentence, act.head, sender)
                out.append(replace(item, speaker_side="sender_official") if joint or own else item)
        self.memory.targets.append(target)
        self.memory.senders += [i.sender for i in out]
        return out

    def _sender(self, code: str, voice: Speaker | None, act: Act, target: str, deed: bool = False) -> str:
        kind = "state" if deed else "official"
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
