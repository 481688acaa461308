"""Reading one text from end to end: clean, split, tag, read sentence by sentence, merge.

What belongs here: the order of the steps. What does not: any of the steps.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from pipelines.interpret.statements import news, parties
from pipelines.interpret.statements.inverted import inverted, supposed
from pipelines.interpret.statements.item import Item, Reading
from pipelines.interpret.statements.language import detect
from pipelines.interpret.statements.lexicon import Lexicon, Mention, lets_in, load
from pipelines.interpret.statements.merge import merge
from pipelines.interpret.statements.passage import PassageReader
from pipelines.interpret.statements.sentence import Sentence
from pipelines.interpret.statements.spoken import fluent
from pipelines.interpret.statements.tokens import Token, parted
from pipelines.interpret.statements.tokens import sentences as split
from pipelines.interpret.text import clean

#: Sentences of a passage: in longer texts a word about sport speaks only for its own sentence.
PASSAGE = 8


def interpret(text: str, page_date: str | date | None = None) -> list[Item]:
    """Items of one text. `page_date` is the day (or month) of the page, used for dates and for what counts as old."""
    return list(read(text, page_date).items)


def read(text: str, page_date: str | date | None = None) -> Reading:
    """Items of one text with signals, language and sentence bounds."""
    cleaned = clean(text)
    if not lets_in(cleaned.text):
        return Reading((), cleaned.signals)
    language = detect(cleaned.text)
    lexicon = load(language)
    whole = _tagged(cleaned.text, lexicon)
    bounds = tuple((cleaned.origin(s.tokens[0].start), cleaned.origin(s.tokens[-1].end)) for s in whole)
    if len(whole) <= PASSAGE and news.other_subject(whole):
        return Reading((), (*cleaned.signals, "other_subject"), language, bounds)
    reader = PassageReader(whole, cleaned, page_date)
    items = merge(reader.items())
    signals = cleaned.signals if reader.budget.left >= 0 else (*cleaned.signals, "work_limit")
    return Reading(tuple(items), signals, language, bounds)


def _tagged(text: str, lexicon: Lexicon) -> list[Sentence]:
    out: list[Sentence] = []
    texts = [fluent(_whole_or_parted(tokens, lexicon), lexicon) for tokens in split(text, lexicon.abbreviations, lexicon.language)]
    for index, (tokens, mentions) in enumerate(zip(texts, _own_offices(texts, lexicon), strict=True)):
        tags = inverted(tokens, lexicon.tag(tokens), lexicon.grammar.get("main_verbs", ()))
        tags = supposed(tokens, tags, mentions) if lexicon.language == "en" else tags
        out.append(Sentence(tokens, tags, mentions, lexicon, index, out[-1] if out else None))
    return out


def _whole_or_parted(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """Words with those compounds taken apart that no entry knows whole (`compounds` of patterns.yaml: their last parts)."""
    tails = lexicon.grammar.get("compounds", ())
    known = (bool(lexicon.phrases.at(tokens, i)) for i in range(len(tokens)))
    return [part for t, whole in zip(tokens, known, strict=True) for part in ([t] if whole else parted(t, tails))] if tails else tokens


def _seat(words: list[str], lexicon: Lexicon) -> int:
    """Words of `Berlin/Washington (dpa) - ` at the start of a report, 0 if there are none (`datelines` of patterns.yaml)."""
    dash = next((i for i, w in enumerate(words[:11]) if w in "-–—"), 0) if lexicon.grammar.get("datelines") else 0
    if words[1:2] == [":"] and words[2:3] == ["US"]:
        return 2 if lexicon.grammar.get("datelines") else 0  # `Riad: US-Präsident A hat ...`
    towns = words[: words.index("(")] if "(" in words[:dash] else words[:dash]
    return dash if towns and len(towns) <= 5 and all(w[:1].isupper() or w == "/" for w in towns) else 0


def _spaced(tokens: list[Token]) -> list[str]:
    """The words of a sentence; a hyphen within a word does not count as a dash."""
    ends = [0, *(t.end for t in tokens)]
    return ["~" if t.text == "-" and t.start == before else t.text for t, before in zip(tokens, ends, strict=False)]


def _dateline(words: list[str]) -> bool:
    """`КИЕВ, 10 мая - РИА Новости.`, `HANOI.`: where a report was written names no party."""
    town = words[0].isupper() and len(words[0]) > 3 and len(words) <= 11 and words[1:2] != [] and words[1] in ",.(-"
    return town and (len(words) <= 5 or any(w.isdigit() for w in words))


def _of_other(mention: Mention, code: str) -> Mention:
    """The mention with another state's code; a capital that is no longer the place of an accord can act."""
    return mention if code == mention.code else mention._replace(code=code, role="name" if mention.role == "thing" else mention.role)


def _is_of(code: str, mention: Mention, named: set[str], senders: set[str], of_accord: bool) -> bool:
    """Whether an office or town is the other state's: it is named here; a town that gave an accord its name is a capital else (`Minsk`)."""
    if mention.role == "thing":
        return code in named or not of_accord
    home = mention.code in named
    return code in named and (senders <= {code} or (not home and mention.code == "US" and code != "GB"))


def _seated(mention: Mention, tokens: list[Token], row: list[Mention]) -> Mention:
    """`Senators in Canberra`: an office of several states is of the town it sits in, where nothing else names the first."""
    deputies = mention.end < len(tokens) and tokens[mention.start].low in _DEPUTIES and mention.end - mention.start == 1
    if not deputies or tokens[mention.end].low not in ("in", "at") or sum(m.code == mention.code for m in row) > 1:
        return mention
    seat = next((m for m in row if m.start == mention.end + 1 and m.role == "name" and m.code), None)
    return mention._replace(code=seat.code) if seat else mention


_DEPUTIES = frozenset({"lawmakers", "lawmaker", "senators", "senator", "parliament", "mps", "deputies", "legislators"})


#: Beginnings of words beside which such a town stands for its accord.
_OF_ACCORD = (
    *("implement", "fulfil", "agreement", "accord", "ceasefire", "cease", "donbas", "process", "protocol", "crimea"),
    *("carried", "honour", "respected", "normandy", "kept", "separatist", "truce"),
)


def _own_offices(texts: list[list[Token]], lexicon: Lexicon) -> list[list[Mention]]:
    """Mentions of each sentence; an office that several states have is of the one the passage names (`shared` of patterns.yaml)."""
    found = [[] if i == 0 and _dateline([t.text for t in tokens]) else lexicon.find_mentions(tokens) for i, tokens in enumerate(texts)]
    shared = lexicon.grammar.get("shared", {})

    def others(tokens: list[Token], mention: Mention) -> list[str]:
        return list(shared.get(" ".join(t.low for t in tokens[mention.start : mention.end]), ()))

    named = {m.code for tokens, row in zip(texts, found, strict=True) for m in row if not others(tokens, m)}
    if any(a.low == "resolution" and b.text.isdigit() and len(b.text) == 4 for tokens in texts for a, b in pairwise(tokens)):
        named.add("UN")  # no other body numbers its resolutions so
    senders = named & (parties.WEST | {"UN"}) - {"XX"}
    of_accord = bool(named & {"RU", "UA"}) or any(t.low.startswith(_OF_ACCORD) for tokens in texts for t in tokens)
    if found and (seat := _seat(_spaced(texts[0]), lexicon)):
        found[0] = [m for m in found[0] if m.start >= seat]
    found = [[_seated(m, tokens, row) for m in row] for tokens, row in zip(texts, found, strict=True)]
    return [
        [_of_other(m, next((c for c in others(tokens, m) if _is_of(c, m, named, senders, of_accord)), m.code)) for m in row]
        for tokens, row in zip(texts, found, strict=True)
    ]
