"""Conditions without an `if`: `Lehnt A die Waffenruhe ab, würden die Sanktionen ausgeweitet`.

What belongs here: clauses that open with their verb, as German and Swedish have them. What does not: conditions that a word
opens (`conditions.py`).
"""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise

from pipelines.interpret.statements.lexicon import Mention
from pipelines.interpret.statements.tokens import Token

#: Words in which the first clause must end.
REACH = 30


def inverted(tokens: list[Token], tags: list[dict[str, int]], verbs: Collection[str]) -> list[dict[str, int]]:
    """The tags, with an `IF` on the first word where it is a verb and a main clause opens with its own (`main_verbs`) behind a comma."""
    if verbs and len(tokens) > 4 and _opens(tokens):
        pairs = pairwise(tokens[2:REACH])
        if any(a.text == "," and b.low in verbs for a, b in pairs):
            tags[0]["IF"] = 1
    return tags


def supposed(tokens: list[Token], tags: list[dict[str, int]], mentions: list[Mention]) -> list[dict[str, int]]:
    """The tags, with an `IF` on `should` and `were` before a name: `should Iran refuse`, `were Moscow to attack`."""
    if tokens and tokens[-1].text == "?":
        return tags
    for mention in mentions:
        at = mention.start - 1
        word, before = (tokens[at].low, tokens[at - 1].low if at else "") if at >= 0 else ("", "")
        if word == "should" and before in _ASKING:
            tags[at].pop("IF", None)
        infinitive = any(t.low == "to" for t in tokens[mention.end : mention.end + 4])
        if (word == "should" and before not in _ASKING) or (word == "were" and infinitive and before in ("", ",")):
            tags[at].setdefault("IF", 1)
    return tags


#: Words behind which `should` asks or tells what is due.
_ASKING = frozenset({"nor", "neither", "so", "what", "why", "how", "when", "where", "who", "whom", "and", "or"})


def _opens(tokens: list[Token]) -> bool:
    """Whether the first word can be a verb before its subject: it ends as verbs do, and an article, a pronoun or a name follows."""
    first, after = tokens[0].low, tokens[1]
    verb = first.endswith(("e", "t", "en", "r")) and len(first) > 3
    return verb and (after.capital or after.low in _SUBJECTS) and first not in _NO_VERBS


_SUBJECTS = frozenset({"der", "die", "das", "er", "sie", "es", "sich", "ein", "eine", "man"})
#: Words that open a sentence and only look like verbs.
_NO_VERBS = frozenset(
    {"nicht", "heute", "diese", "jede", "erst", "eine", "keine", "seit", "mit", "dort", "jetzt", "selbst", "laut", "bislang"}
)
