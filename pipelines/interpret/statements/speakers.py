"""Who says it, and for which side.

What belongs here: finding the speaker of a sentence, and comparing a speaker with sender and target. What does not: whose
sanctions they are (`parties.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipelines.interpret.statements.lexicon import is_member
from pipelines.interpret.statements.parties import cited, oblique
from pipelines.interpret.statements.sentence import Actor, Sentence

#: States whose officials speak for "the West".
WEST = frozenset({"US", "GB", "CA", "JP", "AU", "NZ", "NO", "CH", "EU"})
_QUOTES = '"“«„'
_OPENERS = ("if", "unless", "until", "once", "should", "om", "wenn", "falls", "sofern", "sobald")


@dataclass(frozen=True)
class Speaker:
    """A speaker as the text names it; `code` is empty for people without office."""

    name: str | None
    code: str
    kind: str  # official, state, outsider, unknown, we


def find_speaker(sentence: Sentence, at: int | None = None) -> Speaker | None:
    """The speaker of a sentence: before or after a verb of saying, after "according to", or before a colon."""
    named_first = transcript(sentence)
    asks = named_first is not None and (named_first.name or "").lower() in sentence.lexicon.grammar.get("askers", ())
    if named_first and not asks:
        return named_first
    if tail := _tail(sentence):
        return tail
    named = {i for a in sentence.actors for i in range(a.start, a.end)}
    verbs = [i for i, tags in enumerate(sentence.tags) if "REPORT" in tags and i not in named and not _in_condition(sentence, i)]
    gerunds = tuple(sentence.lexicon.grammar.get("gerunds", ()))
    verbs = [i for i in verbs if not (gerunds and sentence.tokens[i].low.endswith(gerunds))]
    best: tuple[int, Speaker] | None = None
    for verb in verbs:
        found = _near(sentence, verb)
        if found and (best is None or (at is not None and abs(verb - at) < abs(best[0] - at) and verb <= at)):
            best = (verb, found)
    return _owned(sentence, best[1]) if best else named_first


def _tail(sentence: Sentence) -> Speaker | None:
    """`ЕС может ввести санкции - СМИ`: who is named alone behind the last dash of a headline."""
    tokens = sentence.tokens
    dash = next((i for i in range(len(tokens) - 2, max(len(tokens) - 9, 4), -1) if tokens[i].text in "–—-" and sentence.hard(i)), None)
    if dash is None or not sentence.lexicon.grammar.get("tail_speaker"):
        return None
    said = next((a for a in sentence.actors if a.start == dash + 1 and a.kind in ("outsider", "official", "voice")), None)
    rest = tokens[said.end :] if said else []
    return _speaker(sentence, said) if said and all(t.capital or t.text in '.»"' for t in rest) else None


def _owned(sentence: Sentence, speaker: Speaker) -> Speaker:
    """`A hopes that ..., said the minister`: a minister without a state is one of the state whose wish he tells."""
    if speaker.code or speaker.kind != "voice":
        return speaker
    wisher = next((a for a in sentence.actors if a.kind == "state" and a.code and sentence.has("WISH", a.end, a.end + 2)), None)
    return Speaker(speaker.name, wisher.code, "official") if wisher else speaker


def _in_condition(sentence: Sentence, verb: int) -> bool:
    """`If X agrees, ...`: X says nothing."""
    at = sentence.last("IF", verb - 6, verb)
    return at is not None and not sentence.comma(at, verb) and sentence.tokens[at].low in _OPENERS


def transcript(sentence: Sentence) -> Speaker | None:
    """Who is named before a colon: `MS. SMITH:` in a transcript, an official in a headline."""
    tokens = sentence.tokens
    label = _label(sentence)
    for i in range(1, min(6, len(tokens))):
        if (tokens[i].text == ":" or i == label) and tokens[i - 1].text.isupper() and len(tokens[i - 1].text) > 2:
            actor = next((a for a in sentence.actors if a.end == i), None)
            if any(t.low in sentence.lexicon.grammar.get("documents", ()) for t in tokens[:i]):
                return None
            asks = tokens[i - 1].low in sentence.lexicon.grammar.get("askers", ())
            code = actor.code if actor and actor.code else "" if asks else _labelled(sentence, i, actor is None or actor.kind == "voice")
            kind = "outsider" if actor and actor.kind == "outsider" else "official" if code or asks else "voice"
            return Speaker(tokens[i - 1].text, code, kind)
        aside = (*sentence.lexicon.grammar.get("scene", ()), *sentence.lexicon.grammar.get("not_speaker_after", ()))
        last = (a for a in sentence.actors if a.end == i and not (a.start and tokens[a.start - 1].low in aside))
        experts = tuple(sentence.lexicon.grammar.get("experts", ("-",)))
        named = (a for a in last if a.kind == "official" or (a.start == 0 and (a.kind == "state" or tokens[0].low.startswith(experts))))
        headline = next(named, None) if tokens[i].text == ":" else None
        if headline:
            return _speaker(sentence, headline)
    colon = next((i for i, t in enumerate(tokens[:14]) if t.text == ":"), None)
    first = next(iter(sentence.actors), None)
    if colon and first and first.kind == "official" and first.start <= 2 and first.end <= colon and sentence.lexicon.grammar.get("scene"):
        return None if sentence.has("REPORT", first.end, colon) else _speaker(sentence, first)
    return None


def _label(sentence: Sentence) -> int:
    """Where a label ends that an aside parts from its colon (`PRESIDENT SMITH, in Rome: ...`, `MR. B (as interpreted): ...`), else 0."""
    tokens = sentence.tokens
    colon = next((i for i, t in enumerate(tokens[:16]) if t.text == ":"), 0)
    at = next((i for i in range(1, colon) if tokens[i].text in ",("), 0)
    names = [t for t in tokens[:at] if t.text.isalpha()]
    loud = bool(names) and all(t.text.isupper() or t.low in ("mr", "ms", "mrs", "al") for t in names)
    return at if loud and not sentence.has("REPORT", at, colon) else 0


def _labelled(sentence: Sentence, colon: int, unknown: bool) -> str:
    """The state of a name before a colon: of a surname known only there (`SPOKESPERSON MAO:`), the one whose transcripts these are."""
    grammar = sentence.lexicon.grammar
    words = [t.low for t in sentence.tokens[:colon]]
    office = " ".join(words[1:] if words[0] == "the" else words)
    known = grammar.get("label_names", {}).get(words[-1], "") or grammar.get("label_offices", {}).get(office, "")
    return str(known or ("" if not unknown or set(words) & set(grammar.get("foreign_labels", ())) else grammar.get("transcripts", "")))


def _near(sentence: Sentence, verb: int) -> Speaker | None:
    tokens = sentence.tokens
    width = sentence.tags[verb]["REPORT"]
    inverted = verb > 0 and (tokens[verb - 1].text in ',"”»' or (tokens[verb - 1].text in "–—-" and verb > 3))
    according = width >= 2 or tokens[verb].low in ("слова*", "словам", "данным", "мнению", "laut", "enligt")
    near = (a for a in reversed(sentence.actors) if a.end <= verb and verb - a.end <= 6 and not _scene(sentence, a, verb))
    before = next((a for a in near if _speaks(sentence, a, a.end, verb)), None)
    first = verb + width
    behind_verb = (a for a in sentence.actors if first <= a.start <= first + (6 if a.kind == "outsider" else 3))  # `says a Citi analyst`
    after = next((a for a in behind_verb if _speaks(sentence, a, first, a.start)), None)
    if verb > 4 and tokens[verb - 1].text == "," and not before:
        aside = next((a for a in sentence.actors if a.end < verb - 2 and a.kind == "official" and tokens[a.end].text == ","), None)
        if aside and (not after or _goes_on(sentence, after.end)):
            return _speaker(sentence, aside)
    if (inverted or according) and after and (according or not _goes_on(sentence, after.end)):
        return _speaker(sentence, after)
    if before and not according:
        return _speaker(sentence, before)
    transitive = sentence.tags[verb].keys() & {"CALL", "THREAT"}
    told = sentence.text(verb + width, verb + width + 1).lower() in _PRONOUNS  # `sagte er`
    behind = told and sentence.lexicon.grammar.keys() & {"verb_last", "dash_quotes"}
    if ((verb and tokens[verb - 1].low in _PRONOUNS) or behind) and sentence.previous:
        last = next((a for a in sentence.previous.actors if a.code and a.kind in ("official", "state")), None)
        return Speaker(None, last.code, "official") if last else None
    if after and not transitive and not sentence.lexicon.grammar.get("subject_first", True):
        return _speaker(sentence, after)
    if inverted:
        return _unknown(sentence, verb + width)
    return _unknown_before(sentence, verb)


def _scene(sentence: Sentence, actor: Actor, verb: int) -> bool:
    """`at talks in Moscow he called`: a place, where `in Moscow they said` (a verb without a subject) is a speaker."""
    plural = tuple(sentence.lexicon.grammar.get("impersonal", ()))
    place = sentence.lexicon.grammar.get("scene", ())
    if not plural or not actor.start:
        return False
    tokens = sentence.tokens
    beside = any(t.low in ("с", "со") for t in tokens[max(actor.start - 4, 0) : actor.start])
    if actor.kind == "official" and beside and tokens[actor.end - 1].low.endswith(("ом", "ем", "ым")):
        return True  # `after a talk with A's president B he ordered`
    if tokens[actor.start - 1].low not in place:
        return False
    low = sentence.clause_start(verb)
    other = any(low <= a.start <= low + 1 and a.end < actor.start and a.kind in ("official", "voice") for a in sentence.actors)
    return other or not tokens[verb].low.endswith(plural)


def _goes_on(sentence: Sentence, at: int) -> bool:
    """Whether a verb follows, so that the actor is the subject of what is said and not who says it."""
    if at < len(sentence.tokens) and sentence.tokens[at].low in ("that", "of", "to"):
        return True  # `..., cautions A that ...`: A is told
    return at < len(sentence.tokens) and bool(sentence.tags[at].keys() & {"CALL", "WILL", "CAN", "BE", "PAST", "HEDGE"})


def _speaks(sentence: Sentence, actor: Actor, low: int, high: int) -> bool:
    if actor.kind in ("thing", "adjective"):
        return False
    first = actor.start - (actor.start > 1 and sentence.tokens[actor.start - 1].low == "the")
    owned = (
        first > 0
        and actor.kind == "state"
        and sentence.tokens[first - 1].low in ("of", "against", "on", "in", "with", "for", "by", "from", "to")
    )
    behind = sentence.lexicon.grammar.get("not_speaker_after", ())
    aside = actor.start > 1 and sentence.tokens[actor.start - 1].low in ("as", "like", "unlike", "beside", "alongside", *behind)
    aside = aside or any(t.low in ("включая", "including") for t in sentence.tokens[max(actor.start - 4, 0) : actor.start])
    if aside or (sentence.lexicon.grammar.get("verb_last") and oblique(sentence, actor) and not cited(sentence, actor)):
        return False
    between = sentence.tokens[low:high]
    if between and between[-1].low in ("'s", "’s"):  # `A's demand`
        return False
    owns = len(between) > 1 and between[0].low in ("'s", "’s") and between[1].low in _TITLES  # `A's aide says`
    if len(between) > 4 and not any(t.low in _TITLES for t in between):
        return False
    return not owned and all(
        t.text in ',"”»()' or t.low in _BETWEEN or t.low in _TITLES or t.capital or t.low.startswith(("на", "в")) or t.low.isdigit()
        for t in (between[1:] if owns else between)
    )


_PRONOUNS = frozenset(["he", "she", "they", "он", "она", "они", "er", "sie", "han", "hon", "de"])
#: Words of a title between the office and the name: `White House economic adviser B`.
_TITLES = frozenset({"adviser", "advisor", "economic", "security", "national", "press", "deputy", "senior", "chief", "director"}) | {
    *("coordinator", "counselor", "aide", "policy", "spokesman", "spokeswoman", "foreign", "affairs"),
}
_BETWEEN = frozenset(
    [
        "also",
        "a",
        "an",
        "one",
        "has",
        "have",
        "had",
        "then",
        "later",
        "again",
        "on",
        "the",
        "is",
        "was",
        "today",
        "yesterday",
        "that",
        "who",
        "и",
        "уже",
        "ранее",
        "также",
        "в",
        "свою",
        "очередь",
        *("den", "det", "de"),
        *("der", "die", "das", "ein", "eine", "einer", "auch", "am", "zuvor", "dazu", "zudem", "gestern", "heute", "hat", "habe"),
    ]
)


def _speaker(sentence: Sentence, actor: Actor) -> Speaker:
    name = sentence.text(*actor.name)
    if (
        actor.kind == "official"
        and actor.name == (actor.start, actor.end)
        and actor.start
        and sentence.tokens[actor.start - 1].low == "the"
    ):
        name = sentence.text(actor.start - 1, actor.end)
    kind = {"state": "state", "outsider": "outsider", "voice": "voice"}.get(actor.kind, "official")
    return Speaker(name, actor.code, kind)


def _unknown(sentence: Sentence, start: int) -> Speaker | None:
    """A capitalised name right after an inverted verb of saying, of somebody the lexicon does not know."""
    end = start
    while end < min(len(sentence.tokens), start + 4) and sentence.tokens[end].capital and sentence.tokens[end].text.isalpha():
        end += 1
    return Speaker(sentence.text(start, end), "", "unknown") if end > start else None


def _unknown_before(sentence: Sentence, verb: int) -> Speaker | None:
    start = verb
    while start > 0 and verb - start < 4 and sentence.tokens[start - 1].capital and sentence.tokens[start - 1].text.isalpha():
        start -= 1
    if verb - start < 2 or sentence.has("WE", start, verb) or any(m.start < verb and m.end > start for m in sentence.mentions):
        return None
    return Speaker(sentence.text(start, verb), "", "unknown")


def quoted(sentence: Sentence) -> bool:
    """Whether a sentence starts inside a quotation."""
    return bool(sentence.tokens) and sentence.tokens[0].text in _QUOTES + ("–—-" if sentence.lexicon.grammar.get("dash_quotes") else "")


def closes(sentence: Sentence) -> bool:
    """Whether a quotation that opens with a sentence, or before it, ends in it."""
    signs = [t.text for t in sentence.tokens[1:]]
    return '"' in signs or sum(t in "”»" for t in signs) > sum(t in "“«„" for t in signs)


def official_style(sentence: Sentence, at: int, sender: str) -> bool:
    """`The United States is announcing`, `will impose`: a state in its full name and a deed under way are its own text."""
    formal = sentence.lexicon.grammar.get("formal_names", ())
    for actor in sentence.actors:
        if actor.code == sender and actor.end <= at and sentence.text(actor.start, actor.end).lower() in formal:
            under_way = (sentence.tokens[i].low.endswith("ing") and sentence.has("BE", i - 2, i) for i in range(actor.end, at + 1))
            if sentence.has("WILL", actor.end, at) or any(under_way):
                return True
    return False


def side(speaker: Speaker | None, sender: str, target: str, day: date | None) -> str | None:
    """The side a speaker is on, seen from sender and target."""
    if speaker is None:
        return None
    if speaker.kind == "we":
        return "sender_official" if speaker.code == sender or sender == "XX" else None
    if speaker.kind == "voice" and not speaker.code:
        return "sender_official"
    if speaker.kind in ("outsider", "unknown") or not speaker.code:
        return "non_official"
    if speaker.code == target or is_member(speaker.code, target, day):
        return "target_official"
    undated = date(2016, 1, 1) if day is None and (speaker.code, sender) == ("GB", "EU") else day
    if speaker.code == sender or is_member(speaker.code, sender, undated):
        return "sender_official"
    if sender == "XX" and (speaker.code in WEST or is_member(speaker.code, "EU", day)):
        return "sender_official"
    return "third_party_official"
