"""Quiet words: words of the lexicon that say nothing beside certain others (`overcoming a veto`, `backs down`).

What belongs here: English phrases in which a word loses its concept, as words around it and no pattern tell. What does not:
how acts are read (`acts.py`) and the signs around them (`signs.py`).
"""

from __future__ import annotations

from pipelines.interpret.statements.lexicon import Mention
from pipelines.interpret.statements.tokens import Token

_VETOES = ("veto", "objection", "opposition", "resistance", "threat")
_OVERCOME = ("overcom", "overcame", "overrid", "overrod", "sidestep", "defy", "defied", "despite", "bypass", "circumvent", "outmanoeuvr")
_BACK = frozenset({"back", "backs", "backed", "backing"})
_AWAY = frozenset({"down", "out", "away", "off"})
_BANS = frozenset({"halt", "ban", "embargo", "freeze", "boycott", "suspension", "blockade", "moratorium", "stop"})
_DEFINITE = frozenset({"its", "their", "his", "her", "the", "this", "that", "a", "'s", "’s"})
_MADE = ("drafted", "proposed", "sponsored", "backed", "planned", "expected", "awaited", "requested", "led", "brokered", "mediated")


def quieten(tokens: list[Token], tags: list[dict[str, int]]) -> None:
    """Take from the words of a sentence the concepts that they do not have there."""
    for i, token in enumerate(tokens):
        before, after = tokens[i - 1].low if i else "", tokens[i + 1].low if i + 1 < len(tokens) else ""
        _aside(tokens, tags, i)
        if token.low in _BACK and after in _AWAY:  # `A backs down`, `backs out of a planned veto`
            _drop(tags[i], "CALL", "PUSH", "IMPOSE", "REFUSE", "VETO", "EASE")
            _no_veto(tokens, tags, i)
        elif token.low.startswith(_OVERCOME):  # `overcoming A's veto`
            _no_veto(tokens, tags, i)
        elif token.low in ("partial", "limited") and after in _BANS and before in _DEFINITE:  # `lifts its partial halt`: all of it
            _drop(tags[i], "PARTIAL", "EASE")
        elif before == "-" and token.low in _MADE and tokens[i - 1].start == tokens[i - 2].end:  # `an A-drafted resolution`
            _drop(tags[i], "CALL", "PUSH", "HEDGE", "BILL", "IMPOSE", "LIKELY", "PONDER", "WILL")


def _aside(tokens: list[Token], tags: list[dict[str, int]], i: int) -> None:
    """`at the request of A` asks for nothing, `hits back at A` backs nobody, `has had his assets frozen` is no history."""
    low, after = tokens[i].low, tokens[i + 1].low if i + 1 < len(tokens) else ""
    before = [t.low for t in tokens[max(i - 3, 0) : i]]
    if low in _ASKED and after in ("of", "from", "by") and (_AT & set(before) or "response" in before):
        _drop(tags[i], "CALL", "PUSH", "ASK", "HEDGE", "VOICE", "PRESSURE", "PONDER")
    elif low in ("issue", "issues") and before and (before[-1] in _ARTICLES or (before[-2:-1] and before[-2] in _ARTICLES)):
        _drop(tags[i], "GRANT", "ISSUE", "IMPOSE")  # `the wider issue of relief`
    elif low == "back" and after in ("at", "by", "over") and before and before[-1].startswith(_STRIKES):
        _drop(tags[i], "CALL", "IMPOSE")
    elif low == "eyes" and before[-1:] == ["five"]:
        _drop(tags[i], "PUSH", "HEDGE", "PONDER", "CALL")
    elif low == "had" and (
        (before[-2:] in ([",", "who"], [",", "which"]) and _only_met(tokens, tags, i))
        or (after in _WHOSE and before and before[-1] in ("has", "have", "having"))
    ):
        _drop(tags[i], "PAST")


def _only_met(tokens: list[Token], tags: list[dict[str, int]], i: int) -> bool:
    """`A, who had met B, ...`: the clause that `had` opens is closed by a comma and tells nothing of sanctions."""
    end = next((k for k in range(i, min(i + 14, len(tokens))) if tokens[k].text == ","), None)
    return end is not None and not any(here.keys() & {"SANCTION", "SANCTIONED", "SANCTIONV", "LIST", "WEAK", "BAN"} for here in tags[i:end])


def of_group(tokens: list[Token], mention: Mention) -> bool:
    """`the first G7 country to ...`, `its EU partners`: the group only tells what kind of state is meant."""
    after = tokens[mention.end].low if mention.end < len(tokens) else ""
    before = tokens[mention.start - 1].low if mention.start else ""
    if mention.code not in ("XX", "EU", "NATO"):
        return False
    return (before in _ORDINAL and after in _STATE) or (before in _OWN and after in _FELLOWS)


_ORDINAL = frozenset({"first", "second", "third", "only", "last", "latest", "other", "fellow", "-"})
_STATE = frozenset({"country", "state", "member", "nation", "government", "power"})
_WHOSE = frozenset({"his", "her", "their", "its"})
_OWN = _WHOSE | {"fellow", "hosting", "host", "hosted", "meeting"}
_FELLOWS = frozenset({"partners", "colleagues", "allies", "counterparts", "peers", "members"})
#: Nouns of asking: `at the request of A` tells on whose wish a thing is done.
_ASKED = frozenset({"request", "requests", "urging", "suggestion", "initiative", "insistence", "demand", "proposal", "prompting"}) | {
    *("recommendation", "pressure", "prodding", "behest"),
}
_ARTICLES = frozenset({"the", "this", "that", "an", "any", "another"})
_AT = frozenset({"at", "on", "upon", "after", "following", "under"})
_STRIKES = ("hit", "str", "fir", "lash", "punch")


def _no_veto(tokens: list[Token], tags: list[dict[str, int]], i: int) -> None:
    """Empty the words from i to the veto behind it, if one stands within six words and before a comma."""
    for k in range(i + 1, min(i + 7, len(tokens))):
        if tokens[k].text == ",":
            return
        if tokens[k].low.startswith(_VETOES):
            for here in tags[i + 1 : k + 1]:
                _drop(here, "VETO", "PUSH", "CALL", "PONDER", "WILL", "THREAT", "REFUSE", "HEDGE")
            return


def _drop(here: dict[str, int], *concepts: str) -> None:
    for concept in concepts:
        here.pop(concept, None)
