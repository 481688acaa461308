"""Lexicons: the YAML files of one language, compiled for matching word by word.

What belongs here: reading the files, the meaning of `*` and capitals in them, and tagging of sentences. What does not:
any word of any language, and any decision about what a tagged sentence says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from pipelines.interpret.statements.patterns import NOUNS, Pattern
from pipelines.interpret.statements.tokens import Token, plainly, tokenize

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
#: Words of which a table remembers what can begin with them.
_SEEN = 20_000
LEXICONS = Path(__file__).parent.parent / "lexicons"


class Mention(NamedTuple):
    """A state, body, person or thing named by words `start` to `end` (exclusive) of a sentence."""

    start: int
    end: int
    code: str
    role: str  # name, adjective, person, body, thing, voice, outsider


class Word(NamedTuple):
    """One word of an entry: text to compare, whether only as written, whether a beginning is enough."""

    text: str
    exact: bool
    prefix: bool

    def matches(self, token: Token) -> bool:
        """Whether the token is this word."""
        value = token.text if self.exact else token.low
        return value.startswith(self.text) if self.prefix else value == self.text


@dataclass
class Phrases:
    """Many phrases with what they stand for, found at a position in a sentence: the longest wins."""

    exact: dict[str, list[tuple[tuple[Word, ...], Any]]] = field(default_factory=dict)
    prefixes: dict[str, list[tuple[tuple[Word, ...], Any]]] = field(default_factory=dict)
    days: frozenset[str] = frozenset()
    _seen: dict[str, _Beginning] = field(default_factory=dict, repr=False)

    def add(self, phrase: str, value: Any) -> None:
        """Add one entry as written in a lexicon."""
        words = tuple(_words(phrase))
        key = plainly(words[0].text.lower())[: 3 if words[0].prefix else None]
        (self.prefixes if words[0].prefix else self.exact).setdefault(key, []).append((words, value))

    def at(self, tokens: list[Token], i: int) -> list[tuple[int, Any]]:
        """Every entry that starts at word i, as (length, value)."""
        low = tokens[i].low
        known = self._seen.get(low)
        if known is None:
            if len(self._seen) >= _SEEN:
                self._seen.clear()
            known = self._seen[low] = self._beginning(low)
        follows = tokens[i + 1].low if i + 1 < len(tokens) else ""
        if follows == "on" or follows in self.days:
            entries = known.whole
        else:
            entries = known.by_second.get(follows, known.loose)
        found = []
        for words, value in entries:
            if words is None:
                found.append((1, value))
            elif words[0].matches(tokens[i]) and (n := _length(words, tokens, i, self.days)):
                found.append((n, value))
        return found

    def _beginning(self, low: str) -> _Beginning:
        """The entries that can begin with a word."""
        whole: list[_Entry] = []
        for words, value in (*self.exact.get(low, ()), *self.prefixes.get(low[:3], ())):
            first = words[0]
            if first.exact or (low.startswith(first.text) if first.prefix else low == first.text):
                whole.append((words if first.exact or len(words) > 1 else None, value))
        seconds = {words[1].text.lower() for words, _ in whole if words and len(words) > 1 and not words[1].prefix}
        return _Beginning(
            whole, {second: [e for e in whole if _second(e, second)] for second in seconds}, [e for e in whole if _second(e, None)]
        )


#: The words of an entry, None where the first word is the whole of it, whatever its capitals; and what it stands for.
_Entry = tuple[tuple[Word, ...] | None, Any]


class _Beginning(NamedTuple):
    """Entries that begin with one word: all, those that a second word allows, those that any word allows."""

    whole: list[_Entry]
    by_second: dict[str, list[_Entry]]
    loose: list[_Entry]


def _second(entry: _Entry, follows: str | None) -> bool:
    """Whether an entry can go on with a word (None: one that is no entry's second word as it stands)."""
    words = entry[0]
    return words is None or len(words) == 1 or words[1].prefix or words[1].text.lower() == follows


def _length(words: tuple[Word, ...], tokens: list[Token], i: int, days: frozenset[str]) -> int:
    """How many words the phrase takes up whose first word stands at i, 0 if the others do not follow; a day may stand between."""
    at = i + 1
    for word in words[1:]:
        if days and at < len(tokens) and not word.matches(tokens[at]):
            dated = tokens[at].low == "on" and at + 1 < len(tokens) and tokens[at + 1].low in days
            at += 2 if dated else int(tokens[at].low in days)
        if at >= len(tokens) or not word.matches(tokens[at]):
            return 0
        at += 1
    return at - i


def _words(phrase: str) -> Iterable[Word]:
    for part in phrase.split():
        exact = part.startswith("=") or any(c.isupper() for c in part)
        text, prefix = part.removeprefix("="), part.endswith("*") and len(part) > 1
        text = text.removesuffix("*") if prefix else text
        for token in tokenize(text):
            yield Word(token.text if exact else token.low, exact, prefix and token.end == len(text))


@dataclass
class Lexicon:
    """Everything one language file set says."""

    language: str
    phrases: Phrases
    mentions: Phrases
    strong_homonyms: Phrases
    soft_homonyms: Phrases
    weak_homonyms: Phrases
    patterns: list[Pattern]
    months: dict[str, int]
    abbreviations: frozenset[str]
    grammar: dict[str, Any]

    def tag(self, tokens: list[Token]) -> list[dict[str, int]]:
        """For each word the concepts that start there, with their length in words."""
        tags: list[dict[str, int]] = []
        for i in range(len(tokens)):
            here: dict[str, int] = {}
            for length, concept in self.phrases.at(tokens, i):
                here[concept] = max(length, here.get(concept, 0))
            tags.append(here)
        return tags

    @cached_property
    def _by_need(self) -> tuple[dict[str, list[int]], list[int]]:
        """Patterns by the concepts and words of which a sentence must have one, and those that spell out none."""
        index: dict[str, list[int]] = {}
        free = []
        for number, pattern in enumerate(self.patterns):
            for word in min(pattern.needs, key=lambda need: (bool(need & NOUNS), len(need)), default=()):
                index.setdefault(word, []).append(number)
            if not pattern.needs:
                free.append(number)
        return index, free

    def patterns_for(self, present: frozenset[str]) -> Iterator[Pattern]:
        """The patterns that a sentence with these concepts and words can match, in the order of the file."""
        index, free = self._by_need
        numbers = {number for word in present & index.keys() for number in index[word]}
        for number in sorted(numbers.union(free)):
            if not any(need.isdisjoint(present) for need in self.patterns[number].needs):
                yield self.patterns[number]

    def find_mentions(self, tokens: list[Token]) -> list[Mention]:
        """States, bodies, persons and things, longest first, without overlap."""
        out: list[Mention] = []
        i = 0
        opening = self.grammar.get("opening", {})
        if len(tokens) > 1 and tokens[0].text in opening and not tokens[1].capital:
            out, i = [Mention(0, 1, opening[tokens[0].text], "body")], 1
        while i < len(tokens):
            found = self.mentions.at(tokens, i)
            if not found:
                i += 1
                continue
            length, (code, role) = max(found, key=lambda f: (f[0], f[1][1] != "voice"))
            if role == "person" and not tokens[i + length - 1].capital:
                i += 1
                continue
            out.append(Mention(i, i + length, code, role))
            i += length
        return out


def _read(folder: Path, name: str) -> dict[str, Any]:
    path = folder / f"{name}.yaml"
    if not path.exists():
        return {}
    # BaseLoader: every value is text, so that `no`, `on` and NO (Norway) stay words.
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER) or {}  # noqa: S506


#: Concepts whose every word lets a text in; words of the others are too common for that.
_TELLING = ("SANCTION", "RELIEF", "WEAK")


@cache
def _gate() -> re.Pattern[str]:
    folders = sorted(path.parent for path in LEXICONS.glob("*/gate.yaml"))
    beginnings = [_small(b) for folder in folders for b in _read(folder, "gate")["beginnings"]]
    known = re.compile("|".join(beginnings))
    named = (entry for folder in folders for concept in _TELLING for entry in _read(folder, "words").get(concept, []))
    words = {entry.replace("*", "").replace("=", "").replace(" - ", "-").lower() for entry in named}
    return re.compile(_by_letter([*beginnings, *sorted(rf"\b{re.escape(w)}" for w in words if not known.search(w))]))


def lets_in(text: str) -> bool:
    """Whether a text is to be read at all: it has a beginning of `gate.yaml`, or a word that names measures, of any language."""
    return _gate().search(text.lower()) is not None


def _small(beginning: str) -> str:
    """A regular expression in small letters, its escapes left as they are."""
    return re.sub(r"(?<!\\)[^\W\d_]", lambda letter: letter[0].lower(), beginning)


def _by_letter(alternatives: list[str]) -> str:
    """One expression for many, parted by their first letter: some five times as fast as a plain row of them."""
    groups: dict[str, dict[str, list[str]]] = {}
    for alternative in dict.fromkeys(alternatives):
        edge = r"\b" if alternative.startswith(r"\b") else ""
        rest = alternative.removeprefix(r"\b")
        letter = re.match(r"[^\W\d_](?![?*+{])", rest)
        first = letter[0] if letter else ""
        groups.setdefault(edge, {}).setdefault(first, []).append(rest[len(first) :])
    rows = {edge: "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in letters.items()) for edge, letters in groups.items()}
    return "|".join(f"{edge}(?:{row})" for edge, row in rows.items())


@cache
def load(language: str) -> Lexicon:
    """The lexicon of a language, read once."""
    folder = LEXICONS / language
    phrases, strong, soft, weak = Phrases(), Phrases(), Phrases(), Phrases()
    for concept, entries in _read(folder, "words").items():
        for entry in dict.fromkeys(entries):
            phrases.add(entry, concept)
    homonyms, calendar = _read(folder, "homonyms"), _read(folder, "months")
    phrases.days = frozenset(calendar.get("days", []))
    for table, key in ((strong, "strong"), (soft, "soft"), (weak, "weak"), (weak, "approve")):
        for entry in homonyms.get(key, []):
            table.add(entry, key)
    rules = _read(folder, "patterns")
    return Lexicon(
        language,
        phrases,
        _names(folder),
        strong,
        soft,
        weak,
        [Pattern.read(row) for row in rules.get("patterns", [])],
        {plainly(k): int(v) for k, v in calendar.get("months", {}).items()},
        frozenset(plainly(calendar.get("abbreviations", []))),
        plainly(rules.get("grammar", {})),
    )


def _names(folder: Path) -> Phrases:
    """States, people, bodies and things of a language."""
    out = Phrases()
    people, offices = _read(folder, "people"), _read(folder, "offices")
    places = _read(folder, "places")
    _add_borrowed(out, people)
    tables = {
        "name": {code: kinds.get("names", []) for code, kinds in places.items()},
        "adjective": {code: kinds.get("adjectives", []) for code, kinds in places.items()},
        "person": people.get("people") or {},
        "thing": people.get("things") or {},
        "body": offices.get("bodies") or {},
        "voice": {"": offices.get("voices") or []},
        "outsider": {"": offices.get("outsiders") or []},
    }
    for role, table in tables.items():
        for code, entries in table.items():
            for entry in entries:
                out.add(entry, (code, role))
    return out


def _add_borrowed(out: Phrases, people: dict[str, Any]) -> None:
    """People of another language's file that prints their names the same way (`borrow`), but for names that are words here (`not`)."""
    own = {name for names in (people.get("people") or {}).values() for name in names} | set(people.get("not", []))
    for code, names in (_read(LEXICONS / people["borrow"], "people")["people"] if "borrow" in people else {}).items():
        for name in names:
            if name not in own:
                out.add(name, (code, "person"))


@cache
def _unions() -> dict[str, dict[str, date | None]]:
    out: dict[str, dict[str, date | None]] = {}
    for union, row in _read(LEXICONS, "members").items():
        out[union] = {**dict.fromkeys(row["states"]), **{k: date.fromisoformat(v) for k, v in row.get("until", {}).items()}}
    return out


def is_member(state: str, union: str, day: date | None) -> bool:
    """Whether a state belongs to a union that imposes sanctions for it, on a day (today's members if no day is given)."""
    members = _unions().get(union, {})
    if state not in members:
        return False
    until = members[state]
    return until is None or (day is not None and day < until)
