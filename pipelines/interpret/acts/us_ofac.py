"""Reading OFAC notices of names: blocks of additions, changes and deletions, with programme tags.

What belongs here: the layout of Recent Actions pages and of the Federal Register notices that repeat them. What does not:
licences (`us_licences.py`). Nothing after `Unrelated Administrative List Updates` is a signal.
"""

from __future__ import annotations

import re

from pipelines.interpret.acts import lexicon
from pipelines.interpret.acts.us_parts import Found

_TAG = re.compile(r"\[([A-Z][A-Z0-9 .-]{1,40})\]")
_HEADING = re.compile(r"[^\n]{10,300}")
_UPDATE = re.compile(r"(?i)-to-")


def is_notice(text: str) -> bool:
    """Whether the text lists names in blocks."""
    return any(pattern.search(text) for label, pattern in lexicon.ordered("us", "blocks") if label != "stop") and bool(_TAG.search(text))


def read(text: str) -> tuple[list[Found], list[Found]]:
    """Rows by block and programme; a block heading no phrase knows is unread."""
    rows: list[Found] = []
    lost: list[Found] = []
    for label, start, end, heading_end in _blocks(text):
        if label == "unknown":
            lost.append(Found("other", "", "", start, heading_end, "a block heading no rule knows"))
            continue
        rows += _rows(label, text, start, end, heading_end)
    return rows, lost


def _blocks(text: str) -> list[tuple[str, int, int, int]]:
    """(label, start, end, end of heading); everything after the unrelated block is dropped."""
    found: list[tuple[str, int, int]] = []
    for line in _HEADING.finditer(text):
        words = line[0].strip()
        label = next((lab for lab, pattern in lexicon.ordered("us", "blocks") if pattern.search(words)), "")
        if label == "stop":
            text = text[: line.start()]
            break
        if label and words.endswith((":", ".", "]")) is False and len(words) > 200:
            continue
        if label:
            found.append((label, line.start(), line.end()))
        elif words.endswith(":") and re.match(r"(?i)the following\b", words):
            found.append(("unknown", line.start(), line.end()))
    found = [f for f in found if f[1] < len(text)]
    return [(lab, start, found[i + 1][1] if i + 1 < len(found) else len(text), stop) for i, (lab, start, stop) in enumerate(found)]


def _rows(label: str, text: str, start: int, end: int, heading_end: int) -> list[Found]:
    """One row for each programme in a block, counting entries by their tags."""
    by_regime: dict[str, list[str]] = {}
    tags: dict[str, str] = {}
    for name, entry_tags in _entries(text[heading_end:end], label):
        for tag in entry_tags:
            regime = lexicon.words("us")["tags"].get(tag, "")
            if regime and name not in by_regime.setdefault(regime, []):
                by_regime[regime].append(name)
                tags[regime] = tag
    rows = []
    for regime, names in by_regime.items():
        action = {"list": "list", "delist": "delist", "change": "other"}[label]
        measure = "menu_sanctions" if regime == "us-caatsa" else "asset_freeze"
        row = Found(action, regime, measure if action != "other" else "other", start, heading_end, f"us.ofac_{label}", 0.9)
        row.names, row.count, row.article = tuple(names), len(names), tags[regime]
        row.detail = "entry_update" if label == "change" else ""
        row.subject_kind = _kind(text[start:heading_end])
        rows.append(row)
    return rows


def _kind(heading: str) -> str:
    """Kind of subject named by a block heading."""
    kinds = [
        kind
        for word, kind in (("individual", "person"), ("entit", "entity"), ("vessel", "vessel"), ("aircraft", "vessel"))
        if word in heading.lower()
    ]
    return kinds[0] if len(kinds) == 1 else "mixed"


def _entries(block: str, label: str) -> list[tuple[str, list[str]]]:
    """Entries of a block: a line or paragraph that carries programme tags; the name stands before the first comma or bracket.

    In a block of changes the entry before `-to-` is the old text of the one after it.
    """
    found = []
    pieces = re.split(r"\n\s{0,40}\n", block) if "\n\n" in block or "\n \n" in block else block.split("\n")
    for piece in pieces:
        words = " ".join(_UPDATE.split(piece)[-1].split())[:6_000] if label == "change" else " ".join(piece.split())[:6_000]
        tags = _TAG.findall(words)
        if tags:
            found.append((_name(words), tags))
    return found


def _name(words: str) -> str:
    """`IVANOV, Ivan Ivanovich (Cyrillic: ...), Moscow, Russia; DOB ...` -> `IVANOV, Ivan Ivanovich`."""
    head = re.split(r"\s\(|;|\s\[", words, maxsplit=1)[0]
    parts = head.split(", ")
    person = (
        len(parts) > 1
        and parts[0].isupper()
        and not parts[1].isupper()
        and re.fullmatch(r"[A-Z][\w'’-]{0,30}(?: [A-Z][\w'’-]{0,30}){0,4}", parts[1])
    )
    return ", ".join(parts[:2]) if person and "DOB" in words else parts[0]
