"""Voices: who is speaking, carried from sentence to sentence.

What belongs here: turns of a transcript, quotations that run on, `we`. What does not: finding a speaker in one sentence (`speakers.py`).
"""

from __future__ import annotations

from dataclasses import replace

from pipelines.interpret.statements import speakers
from pipelines.interpret.statements.acts import Act
from pipelines.interpret.statements.sentence import Sentence
from pipelines.interpret.statements.speakers import Speaker


class Voices:
    """The speakers of one text."""

    def __init__(self, whole: list[Sentence]) -> None:
        self.whole = whole
        self.speaker: Speaker | None = None
        self.turn: Speaker | None = None  # whose turn it is in a transcript

    def remember(self, sentence: Sentence, act: Act | None) -> Speaker | None:
        """Who says an act (or speaks in a sentence without one); None where the text itself tells it."""
        found = speakers.find_speaker(sentence, act.head if act else None)
        label = speakers.transcript(sentence)
        if label or sentence.tokens[0].text == "Q":
            self.turn = label if label and label.code else None
        if found:
            if found.kind == "voice" and not found.code and self.speaker and self.speaker.kind == "official":
                found = replace(found, code=self.speaker.code, kind="official")
            self.speaker = found
            return found
        if self.turn is not None and "WE" in sentence.concepts and not speakers.quoted(sentence):
            return self.turn
        if speakers.quoted(sentence) and (ahead := self._quoted_ahead(sentence)):
            self.speaker = ahead
            return ahead
        if self.speaker and (speakers.quoted(sentence) or ("WE" in sentence.concepts and self.speaker.kind != "state")):
            return self.speaker
        if "WE" in sentence.concepts and not sentence.has("PACKAGE"):
            code = "XX" if any("JOINT" in s.concepts for s in self.whole) else self._we(sentence)
            return Speaker(None, code, "we") if code else None
        if self.turn is not None:
            return self.turn
        if not speakers.quoted(sentence) and act is not None:
            self.speaker = None
        return None

    def _we(self, sentence: Sentence) -> str:
        """Who says we without a name: the one body of the West that the passage names, else whoever usually does."""
        usual = str(sentence.lexicon.grammar.get("we", ""))
        named = {a.code for s in self.whole for a in s.actors}
        bodies = {
            a.code
            for s in self.whole
            for a in s.actors
            if a.code in ("EU", "GB", "CA", "AU", "JP")
            if a.kind == "official" or s.text(a.end, a.end + 1).lower() == "side"
        }
        return bodies.pop() if usual and usual not in named and len(bodies) == 1 else usual

    def first_person(self, sentence: Sentence) -> str:
        """Who writes or speaks a passage in the first person, empty where it is not one."""
        words = sentence.lexicon.grammar.get("first_person", ())
        tokens = [t for s in self.whole for t in s.tokens]
        own = any(t.low in words and t.text != "US" for t in tokens) and not any(t.text in '"“”«»' for t in tokens)
        return self._we(sentence) if own else ""

    def _quoted_ahead(self, sentence: Sentence) -> Speaker | None:
        """Who is named behind a quotation of several sentences that this one opens."""
        if sentence.lexicon.grammar.get("dash_quotes") and sentence.tokens[0].text in "–—-":
            ahead = self.whole[sentence.index + 1 : sentence.index + 5]
            end = next((k for k, s in enumerate(ahead) if s.tokens[0].text in "–—-"), len(ahead))
            return next((found for s in ahead[:end] if (found := speakers.find_speaker(s)) is not None), None)
        if speakers.closes(sentence):
            return None
        for later in self.whole[sentence.index + 1 : sentence.index + 4]:
            if speakers.closes(later):
                return speakers.find_speaker(later)
        return None
