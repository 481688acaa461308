"""One sentence with everything the lexicon knows about it: concepts, mentions, actors.

What belongs here: joining mentions to actors ("Russian Foreign Minister Sergey Lavrov"), windows around a word. What does
not: what the sentence says (`acts.py`, `frames.py`) and who is sender or target (`parties.py`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from pipelines.interpret.statements.lexicon import Lexicon, Mention, is_member
from pipelines.interpret.statements.nameless import meant, nameless
from pipelines.interpret.statements.quiet import of_group, quieten
from pipelines.interpret.statements.tokens import Token

#: Signs at which a clause ends for good.
HARD = frozenset(";:—–|♦•")
#: Words that open a term or a condition.
_NAMES = frozenset({"call", "calls", "called", "calling"})
_DEMANDS = frozenset({"for", "on", "upon", "to", "again"})
_DATES = frozenset({"end", "конца", "now", "further", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
_SPANS = ("day", "week", "month", "year")
UNTIL = frozenset({"until", "till", "до", "bis", "tills", "through", "pending"})


#: Verbs before which `can` leaves nothing open.
_TELLING = frozenset({"tell", "confirm", "announce", "say", "report", "assure", "inform"})


#: Concepts of verbs of which what stands behind them is no part of the noun before.
_VERBS = frozenset({"IMPOSE", "LIFT", "EASE", "EXTEND", "SUSPEND", "TIGHTEN", "MAINTAIN", "NEG", "BE", "WILL", "REPORT"})


#: Words before a word of cause that take the cause from it: `the following`, `hand over power`.
_NO_CAUSE = {"following": ("the",), "over": ("hand", "hands", "handed", "handing", "take", "takes", "took")}


class Actor(NamedTuple):
    """Somebody or something that can stand for a state: words `start` to `end`, whose, and what kind."""

    start: int
    end: int
    code: str
    kind: str  # state, official, adjective, thing, outsider, voice
    name: tuple[int, int]


@dataclass
class Sentence:
    """A tagged sentence. Positions are word numbers."""

    tokens: list[Token]
    tags: list[dict[str, int]]
    mentions: list[Mention]
    lexicon: Lexicon
    index: int = 0
    previous: Sentence | None = field(default=None, repr=False)

    @cached_property
    def actors(self) -> list[Actor]:
        """Mentions joined to actors, from left to right."""
        return _actors(self.tokens, self.mentions)

    @cached_property
    def concepts(self) -> frozenset[str]:
        """Every concept that occurs."""
        return frozenset(c for here in self.tags for c in here)

    @cached_property
    def barrier(self) -> list[bool]:
        """Words that no gap of a pattern may contain."""
        aside = self._asides()
        return [
            self.hard(i) or "STOP" in tags or ("CAUSE" in tags and self.tokens[i].low != "under" and i not in aside and not self.ground(i))
            for i, tags in enumerate(self.tags)
        ]

    def _asides(self) -> set[int]:
        """Words of `, введённый после ...,` behind a noun: between two commas a participle tells only of that noun."""
        out: set[int] = set()
        for i in range(1, len(self.tokens) - 1) if self.lexicon.grammar.get("grounds") else ():
            if self.tokens[i - 1].text == "," and "IMPOSED" in self.tags[i]:
                end = next((k for k in range(i + 1, min(i + 20, len(self.tokens))) if self.tokens[k].text == ","), i)
                out |= set(range(i, end))
        return out

    def ground(self, i: int) -> bool:
        """`sanctions over Crimea`, `санкции против A из-за Крыма`: a cause right behind the noun (and its target) is part of its name."""
        if self.tokens[i].low in self.lexicon.grammar.get("grounds", ()):
            noun = max((k for k in range(max(i - 6, 0), i) if self.tags[k].keys() & {"SANCTION", "WEAK"}), default=i)
            return noun < i and not any(self.tags[k].keys() & _VERBS or self.tokens[k].text == "," for k in range(noun, i))
        if self.tokens[i].low.startswith(("violat", "undermin", "breach")):  # `those blamed for undermining A`
            return any(t.low in ("for", "of") for t in self.tokens[max(i - 2, 0) : i]) or "NAMED" in self.tags[i - 1]
        at = i - 1 if i and "IMPOSED" in self.tags[i - 1] else i
        return self.tokens[i].low == "over" and at > 0 and bool(self.tags[at - 1].keys() & {"SANCTION", "WEAK"})

    def __post_init__(self) -> None:
        """`the following sanctions` gives no cause."""
        if self.lexicon.language == "en":
            quieten(self.tokens, self.tags)
        for i in range(1, len(self.tokens)):
            if self.tokens[i - 1].low in _NO_CAUSE.get(self.tokens[i].low, ()):
                self.tags[i].pop("CAUSE", None)
        for i, token in enumerate(self.tokens):
            after = self.tokens[i + 1].low if i + 1 < len(self.tokens) else ""
            self._phrases(i, after)
            if token.low in _NAMES and after not in _DEMANDS:  # `A calls the sanctions illegal` asks for nothing
                self.tags[i] = {c: n for c, n in self.tags[i].items() if c not in ("CALL", "PUSH") or n > 1}
            if token.low == "since" and (self.dated(i) or self.text(i + 1, i + 2) == "last"):
                self.tags[i].pop("CAUSE", None)
            span = token.low == "for" and self.text(i + 1, i + 2).isdigit() and self.text(i + 2, i + 3).lower().startswith(_SPANS)
            if span or (token.low in UNTIL and self.dated(i)):
                self.tags[i]["TERM"] = 1

    def _phrases(self, i: int, after: str) -> None:
        """`targeted financial sanctions` imposes nothing, `I would like to inform you that`, `I can tell you that` leave nothing open."""
        low = self.tokens[i].low
        if low == "targeted" and any(tags.keys() & {"SANCTION", "WEAK"} for tags in self.tags[i + 1 : i + 3]):
            self.tags[i].pop("IMPOSE", None)
        wishes = low in ("would", "want", "like", "wish", "'d") and any(t.low in _TELLING for t in self.tokens[i + 1 : i + 4])
        if wishes or (low == "can" and after in _TELLING):
            self.tags[i].clear()

    def dated(self, i: int) -> bool:
        """Whether a day, a month or an end follows word i (`until 31 July`)."""
        after = self.tokens[i + 1 : i + (8 if self.text(i + 1, i + 3).lower() == "at least" else 5)]
        return any(t.text[:1].isdigit() or t.low in self.lexicon.months or t.low in _DATES for t in after)

    @cached_property
    def question(self) -> bool:
        """Whether it ends with a question mark; `..., okay?` asks nothing."""
        last = [t.low for t in self.tokens[-3:]]
        okay = last[:1] == [","] and last[1] in ("okay", "ok", "right", "yes")
        return not okay and any(t.text == "?" for t in self.tokens[-3:])

    def hard(self, i: int) -> bool:
        """Whether a clause ends at word i: a sign of `HARD`, dashes only between spaces."""
        token = self.tokens[i]
        if token.text not in HARD:
            return False
        return (
            token.text in ";|♦•"
            or (token.text == ":" and (i + 1 >= len(self.tokens) or token.end < self.tokens[i + 1].start))
            or i == 0
            or (i + 1 < len(self.tokens) and self.tokens[i - 1].end < token.start and token.end < self.tokens[i + 1].start)
            or token.text == "—"
        )

    def first(self, concept: str, low: int, high: int) -> int | None:
        """First word in [low, high) that opens a concept."""
        return next((i for i in range(max(low, 0), min(high, len(self.tokens))) if concept in self.tags[i]), None)

    def last(self, concept: str, low: int, high: int) -> int | None:
        """Last word in [low, high) that opens a concept."""
        return next((i for i in range(min(high, len(self.tokens)) - 1, max(low, 0) - 1, -1) if concept in self.tags[i]), None)

    def has(self, concept: str, low: int = 0, high: int = 10_000) -> bool:
        """Whether a concept opens in [low, high)."""
        return self.first(concept, low, high) is not None

    def clause_start(self, at: int, reach: int = 18) -> int:
        """First word of the clause that word `at` stands in, at most `reach` words back."""
        for i in range(at - 1, max(at - reach, 0) - 1, -1):
            if self.hard(i) or "STOP" in self.tags[i]:
                return i + 1
        return max(at - reach, 0)

    def part_start(self, at: int, reach: int = 18) -> int:
        """Like `clause_start`, but a comma with a new subject behind it also opens a part."""
        low = self.clause_start(at, reach)
        if at and self.tokens[at - 1].low in ("to", "чтобы", "att", "zu"):
            return low
        for actor in reversed(self.actors):
            if actor.end <= at and actor.start > low + 2 and actor.kind in ("state", "official"):
                comma = next((i for i in range(actor.start - 1, max(actor.start - 4, low), -1) if self.tokens[i].text == ","), None)
                if comma is not None and self.tokens[comma + 1].low in ("что", "that", "dass", "att", "чтобы", "ob", "welche", "inwieweit"):
                    return low
                if comma is not None and not any(a.end == comma for a in self.actors):
                    return comma + 1
        return low

    def clause_end(self, at: int, reach: int = 24) -> int:
        """Word after the clause that word `at` stands in."""
        for i in range(at, min(at + reach, len(self.tokens))):
            if self.hard(i) or "STOP" in self.tags[i]:
                return i
        return min(at + reach, len(self.tokens))

    def comma(self, low: int, high: int) -> bool:
        """Whether a comma stands in [low, high)."""
        return any(t.text == "," for t in self.tokens[max(low, 0) : high])

    def text(self, low: int, high: int) -> str:
        """Words as written, joined by spaces where there were spaces."""
        out = ""
        for k, token in enumerate(self.tokens[low:high]):
            out += (" " if k and token.start > self.tokens[low + k - 1].end else "") + token.text
        return out


def _actors(tokens: list[Token], mentions: list[Mention]) -> list[Actor]:
    groups: list[list[Mention]] = []
    for mention in mentions:
        if nameless(tokens, mentions, mention) or of_group(tokens, mention):
            continue
        mention = meant(tokens, mentions, mention)
        if groups and _joins(tokens, groups[-1], mention):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    return [_actor(tokens, group) for group in groups]


#: Offices that `in` and a capital tell apart ("the finance ministry in Tokyo").
_SEATED = frozenset({"ministry", "treasury", "authorities", "government", "administration", "rulers", "officials"}) | {
    *("regierung", "fuhrung", "machthaber", "machthabern", "behorden", "staatsfuhrung", "zentralregierung", "militarregierung"),
    *("finanzministerium", "aussenministerium", "handelsministerium", "regeringen", "regimen", "ledningen", "makthavarna", "styret"),
    "juntan",
}
#: Words between a minister and the state, where no preposition joins them.
_MINISTRIES = frozenset(
    [
        "обороны",
        "иностранных",
        "дел",
        "финансов",
        "экономики",
        "сельского",
        "хозяйства",
        "транспорта",
        "энергетики",
        "юстиции",
        "торговли",
        "внутренних",
        "промышленности",
        "развития",
        "туризма",
        "культуры",
        "труда",
        "правительства",
        "парламента",
    ]
)


def _joins(tokens: list[Token], group: list[Mention], mention: Mention) -> bool:
    last = group[-1]
    between = tokens[last.end : mention.start]
    roles = {m.role for m in group}
    if len(between) > 4 or mention.role == "thing" or "thing" in roles:
        return False
    if last.role == "person":  # `X's spokesman`
        return mention.role == "voice" and [t.low for t in between] in (["'s"], ["’s"])
    if mention.role == "person" and roles == {"name"} and not tokens[last.start].text.isascii():
        return False
    if mention.role in ("name", "adjective"):
        leads = bool(between) and between[0].low in ("of", "from", "der", "des", "von", "för")
        genitive = leads and not any(t.low == "against" or t.low.endswith("ing") for t in between)
        bare = not between and roles <= {"voice", "body"} and mention.code != "" and tokens[0].low != tokens[mention.start].low
        ministry = bool(between) and roles <= {"voice"} and mention.role == "name" and all(t.low in _MINISTRIES for t in between)
        office = any(t.low in _SEATED for t in tokens[last.start : last.end])
        seated = len(between) == 1 and between[0].low in ("in", "i") and office and mention.role == "name"
        return (
            ministry
            or (seated and roles <= {"voice", "body"})
            or (roles <= {"voice", "body"} and (genitive or (bare and not tokens[last.start].text.isascii())))
        )
    if any(t.text == "," for t in between):
        return mention.role == "person" and bool(roles & {"voice", "body"}) and all(t.capital or t.text == "," for t in between)
    return all(
        t.capital
        or t.text == "."
        or t.low
        in (
            "'s",
            "’s",
            "of",
            "the",
            "former",
            "acting",
            "deputy",
            "foreign",
            "affairs",
            "-",
            "first",
            "vice",
            "new",
            "interim",
            "top",
            "chief",
            "interior",
            "outgoing",
            "then",
            "caretaker",
            "state",
            "senior",
        )
        for t in between
    )


def _actor(tokens: list[Token], group: list[Mention]) -> Actor:
    start, end = group[0].start, group[-1].end
    roles = [m.role for m in group]
    last = group[-1]
    name = (start, end)
    codes = [m.code for m in group if m.code]
    if "outsider" in roles:
        return Actor(start, end, codes[0] if codes else "", "outsider", name)
    if last.role == "person":
        first = last.start
        while (
            first - 1 >= (group[-2].end if len(group) > 1 else 0)
            and tokens[first - 1].capital
            and tokens[first - 1].text.isalpha()
            and first - 1 > 0
        ):
            first -= 1
        union = next((m.code for m in group if m.role == "body" and m.code == "EU" and is_member(last.code, "EU", None)), last.code)
        return Actor(min(start, first), end, union, "official", (first, end))
    if len(group) == 1:
        kind = {"name": "state", "adjective": "adjective", "body": "official", "thing": "thing", "voice": "voice"}[last.role]
        return Actor(start, end, last.code, kind, name)
    owners = [m.code for m in group if m.role in ("name", "adjective")]
    code = owners[0] if owners else (codes[0] if codes else "")
    kind = "official" if set(roles) & {"body", "voice", "person"} else "state"
    return Actor(start, end, code, kind if code else "voice", name)
