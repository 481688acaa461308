"""Word lists of the act interpreter, read from `pipelines/interpret/lexicons/acts_*.yaml`.

What belongs here: loading and compiling. What does not: any word of a language or number of an act, which are data.

A phrase is plain words. A blank matches any white space, `...` up to 90 characters of anything, `[a|b]` one of the
alternatives, a trailing `*` the rest of a word.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parent.parent / "lexicons"


@lru_cache
def words(name: str) -> dict[str, Any]:
    """One data file, for example `en` or `eu`."""
    loaded: dict[str, Any] = yaml.safe_load((FOLDER / f"acts_{name}.yaml").read_text(encoding="utf-8"))
    return loaded


def phrase(text: str) -> str:
    """A phrase as a regular expression; every quantifier in it is bounded."""
    pieces = []
    for token in re.split(r"(\s?\.\.\.\s?|\[[^\]]*\]|\*|\s+)", text):
        if token.strip() == "...":
            pieces.append(r"\b[\s\S]{1,90}?\b")
        elif token == "*":  # noqa: S105
            pieces.append(r"\w{0,20}")
        elif token.startswith("["):
            pieces.append("(?:" + "|".join(phrase(choice) for choice in token[1:-1].split("|")) + ")")
        elif token.isspace():
            pieces.append(r"\s{1,5}")
        else:
            pieces.append(re.escape(token).replace("’", "'").replace("'", "['’]") if token else "")
    return "".join(pieces)


@lru_cache
def compiled(name: str, *path: str) -> re.Pattern[str]:
    """The phrases at a path of a data file as one pattern."""
    node: Any = words(name)
    for key in path:
        node = node[key]
    return any_of(tuple(node))


@lru_cache
def any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Any of these phrases."""
    return re.compile(r"(?<!\w)(?:" + "|".join(phrase(p) for p in phrases) + r")(?!\w)", re.IGNORECASE)


@lru_cache
def ordered(name: str, *path: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """A mapping of label -> phrases as (label, pattern), in the order of the file."""
    node: Any = words(name)
    for key in path:
        node = node[key]
    return tuple((label, any_of(tuple(phrases))) for label, phrases in node.items())
