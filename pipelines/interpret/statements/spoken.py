"""Spoken text: restarts, fillers and asides, which no pattern of written text expects.

What belongs here: which words of a sentence are passed over. What does not: what the others say.
"""

from __future__ import annotations

from pipelines.interpret.statements.lexicon import Lexicon
from pipelines.interpret.statements.tokens import Token

#: Longest restart ("we have -- we have put") and longest aside ("-- the oil, the banking, all of it --"), in words.
RESTART, ASIDE = 4, 14
_DASHES = frozenset("-–—")


def fluent(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """A sentence without restarts, fillers, and asides between dashes that name nobody and do nothing."""
    if not lexicon.grammar.get("fillers"):
        return tokens
    marks = {t.text for t in tokens}
    if "," in marks:
        tokens = _without_fillers(tokens, lexicon)
    return _without_asides(_without_restarts(tokens), lexicon) if marks & _DASHES else tokens


def _without_fillers(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """`the sanctions, you know, will stay`: words between commas, or at the start, that say nothing."""
    fillers = [f.split() for f in lexicon.grammar["fillers"]]
    out: list[Token] = []
    i = 0
    while i < len(tokens):
        opens = not out or out[-1].text in ",-–—:"
        filler = next((f for f in fillers if opens and [t.low for t in tokens[i : i + len(f)]] == f), None)
        end = i + len(filler) if filler else i
        if filler and end < len(tokens) and tokens[end].text == ",":
            i = end + 1
            continue
        out.append(tokens[i])
        i += 1
    return out


def _dash(tokens: list[Token], i: int) -> int:
    """How many words a spaced dash at i takes up, 0 if there is none."""
    if i >= len(tokens) or tokens[i].text not in _DASHES or i == 0 or tokens[i - 1].end == tokens[i].start:
        return 0
    width = 2 if i + 1 < len(tokens) and tokens[i + 1].text == "-" and tokens[i + 1].start == tokens[i].end else 1
    return width if i + width < len(tokens) and tokens[i + width].start > tokens[i + width - 1].end else 0


def _without_restarts(tokens: list[Token]) -> list[Token]:
    """`we've put costs on -- on A`: what is said twice counts once."""
    out: list[Token] = []
    i = 0
    while i < len(tokens):
        width = _dash(tokens, i)
        again = [t.low for t in tokens[i + width : i + width + RESTART]] if width else []
        same = next((n for n in range(len(again), 0, -1) if [t.low for t in out[-n:]] == again[:n]), 0)
        if same:
            del out[-same:]
            i += width
            continue
        out.append(tokens[i])
        i += 1
    return out


def _without_asides(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """`the sanctions -- the oil, the banking -- remain`: without the words between two dashes."""
    places = [i for i in range(len(tokens)) if _dash(tokens, i)]
    out: list[Token] = []
    at = k = 0
    while k + 1 < len(places):
        first, second = places[k], places[k + 1]
        if _aside(tokens[first + _dash(tokens, first) : second], lexicon):
            out += tokens[at:first]
            at = second + _dash(tokens, second)
            k += 1
        k += 1
    return [*out, *tokens[at:]]


def _aside(inside: list[Token], lexicon: Lexicon) -> bool:
    if not 0 < len(inside) <= ASIDE or any(t.capital for t in inside):
        return False
    return not {c for tags in lexicon.tag(inside) for c in tags} & _SAYING


#: Concepts that make an aside worth reading.
_SAYING = frozenset({"SANCTION", "LIFT", "EASE", "SUSPEND", "EXTEND", "MAINTAIN", "LICENCE", "RELIEF", "LIST", "IF", "NEG", "THREAT"}) | {
    "DESIGNATE",
    "SANCTIONV",
    "PACKAGE",
    "WILL",
    "CAN",
}
