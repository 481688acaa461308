"""Holders: whose position a sentence gives that has no verb of saying, and who is named as speaker of an item.

What belongs here: the choice among the actors of a sentence. What does not: verbs of saying and sides (`speakers.py`), whose
sanctions they are (`senders.py`).
"""

from __future__ import annotations

from datetime import date

from pipelines.interpret.statements.acts import Act
from pipelines.interpret.statements.frames import Verdict
from pipelines.interpret.statements.item import DEEDS
from pipelines.interpret.statements.lexicon import is_member
from pipelines.interpret.statements.parties import WEST, besides, oblique, owner, side_part
from pipelines.interpret.statements.sentence import Actor, Sentence
from pipelines.interpret.statements.signs import governing_behind
from pipelines.interpret.statements.speakers import Speaker
from pipelines.interpret.statements.subjects import elided


def holder(sentence: Sentence, act: Act) -> Speaker | None:
    """Whose position a sentence without a verb of saying gives: the nearest actor before the verb that can hold one."""
    low = sentence.part_start(act.head, 40)
    call = sentence.last("CALL", max(low, act.head - 12), act.head)
    edge = act.head if call is None else call
    listed = besides(sentence)
    if whose := elided(sentence, act):
        return Speaker(sentence.text(*whose.name), whose.code, whose.kind)
    if asker := _asker(sentence, act, low, call):
        return asker
    if whose := _relative(sentence, act):
        return Speaker(sentence.text(*whose.name), whose.code, whose.kind)
    for actor in (a for a in reversed(sentence.actors) if a not in listed):
        holds = (actor.code and actor.kind in ("state", "official")) or actor.kind == "voice"
        if not (holds and low <= actor.start and actor.end <= edge):
            continue
        if not oblique(sentence, actor) and not side_part(sentence, actor.end, act):
            return Speaker(sentence.text(*actor.name), actor.code, actor.kind)
    for actor in reversed(sentence.actors):
        if actor.kind == "adjective" and actor.end <= edge + 1 and sentence.has("VOICE", actor.end, actor.end + 1):
            return Speaker(None, actor.code, "official")
    if call is not None and sentence.tags[call].keys() & {"REPORT"} and sentence.previous:
        last = next((a for a in sentence.previous.actors if a.code and a.kind in ("official", "state")), None)
        return Speaker(None, last.code, last.kind) if last else None
    return None


def _relative(sentence: Sentence, act: Act) -> Actor | None:
    """`A is suspended by B, which threatens ...`: B."""
    if sentence.text(act.head - 1, act.head).lower() not in ("which", "who"):
        return None
    near = (a for a in reversed(sentence.actors) if 1 <= act.head - a.end <= 2)
    return next((a for a in near if a.code and a.kind in ("state", "official")), None)


def _asker(sentence: Sentence, act: Act, low: int, call: int | None) -> Speaker | None:
    """`A hat B zur Aufhebung aufgerufen`, `A hat B aufgefordert`: where the verb stands last, the first of the two asks."""
    behind = "CALL" in governing_behind(sentence, act)
    if not sentence.lexicon.grammar.get("verb_last"):
        return None
    edge = act.head if behind or call is None else call
    named = [a for a in sentence.actors if low <= a.start and a.end <= edge and a.kind in ("state", "official", "voice")]
    named = [a for a in named if not oblique(sentence, a) and not owner(sentence, a)]
    enough = len(named) > (call is None and not behind)  # of two, the first acts too
    return Speaker(sentence.text(*named[0].name), named[0].code, named[0].kind) if enough else None


def asks_for_itself(sentence: Sentence, voice: Speaker) -> bool:
    """Whether who demands easing without naming a target is the target: by an adjective (`the Iranian side`), or as the language has it."""
    meant = voice.name is None or "asks_for_itself" in sentence.lexicon.grammar
    return meant and voice.code not in WEST and not is_member(voice.code, "EU", None)


def _outlet(sentence: Sentence, speaker: Speaker) -> bool:
    """Whether a speaker is a newspaper or agency that only passes on the news of a deed."""
    words = tuple(sentence.lexicon.grammar.get("outlets", ()))
    name = (speaker.name or "").lower()
    return bool(words) and (name.isascii() or name.startswith(words))


def said(
    sentence: Sentence, verdict: Verdict, speaker: Speaker | None, voice: Speaker | None, senders: list[str], day: date | None
) -> Speaker | None:
    """Who is named as speaker: nobody where the state itself acts, the official who acts where nobody is said to speak.

    `senders` starts with the one the item is about.
    """
    deed = verdict.stance in DEEDS and (verdict.modality == "asserted" or verdict.why == "veto")
    who = speaker or voice
    if who is None:
        return None
    ours = who.code == senders[0] or is_member(who.code, senders[0], day)
    if speaker is not None:
        itself = speaker.code in senders or ours or speaker.code in WEST
        if deed and speaker.kind in ("outsider", "unknown") and _outlet(sentence, speaker):
            return None
        return None if deed and speaker.kind == "state" and itself else speaker
    if not deed and who.code and (who.kind != "state" or verdict.why not in ("guess", "proposal")):
        return who
    itself = any(w in sentence.lexicon.grammar.get("acts_as_state", ()) for w in (who.name or "").lower().split())
    return who if ours and who.kind == "official" and not itself else None


def office_tells(sentence: Sentence, act: Act, sender: str, day: date | None) -> bool:
    """Whether an official or office of the sender does or tells the deed in its sentence ("by the Treasury", "a minister signs")."""
    itself = sentence.lexicon.grammar.get("acts_as_state", ())
    for actor in sentence.actors:
        ours = actor.code == sender or (bool(actor.code) and is_member(actor.code, sender, day))
        if actor.kind != "official" or not ours or any(w in sentence.text(actor.start, actor.end).lower().split() for w in itself):
            continue
        before = sentence.text(actor.start - 1, actor.start).lower() if actor.start else ""
        tells = actor.end < len(sentence.tokens) and "REPORT" in sentence.tags[actor.end]
        if (actor.end <= act.head and not oblique(sentence, actor)) or (actor.start > act.head and (before == "by" or tells)):
            return True
    return False


def anonymous(sentence: Sentence) -> bool:
    """Whether a text is told from sources without office: papers, people familiar with the matter, analysts."""
    return sentence.has("ANON")
