"""The made-up labelled passages of `fixtures/passages`, in the shape that `score_statements` measures."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipelines.interpret.statements.item import DIRECTIONS

FOLDER = Path(__file__).parent / "fixtures" / "passages"
MODALITIES = frozenset({"asserted", "speculated", "conditional", "denied"})
SIDES = frozenset({None, "sender_official", "target_official", "third_party_official", "non_official"})

Row = dict[str, Any]


def rows(language: str) -> Iterator[Row]:
    """Passages of a language (or `audit_en`, `audit_ru`), in the order of the files; raises `ValueError` where a label is not of its list.

    In an audit kind and speaker's side are not labelled (`-`).
    """
    for path in sorted(FOLDER.glob(f"{language}_*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            row = json.loads(line)
            try:
                items = [_item(written) for written in row["items"]]
            except ValueError as error:
                raise ValueError(f"{path.name}, line {number}: {error}") from error
            yield {"id": row["id"], "text": row["text"], "page_date": row["date"], "doc_group": row["id"], "items": items}


def held_out(row: Row) -> bool:
    """Whether nobody looked at the passage while rules were written."""
    return hashlib.sha256(row["id"].encode()).digest()[0] % 7 == 0


def _item(written: str) -> Row:
    kind, pair, stance, modality, side = written.split()
    sender, target = pair.split(">")
    who = None if side in ("null", "-") else side
    if (kind, side) == ("-", "-"):
        kind = "statement"
    if kind not in ("statement", "announcement") or stance not in DIRECTIONS or modality not in MODALITIES or who not in SIDES:
        raise ValueError(f"not a label: {written!r}")
    direction = 0 if modality == "denied" else DIRECTIONS[stance]
    return {
        "kind": kind,
        "sender": sender,
        "target": target,
        "stance": stance,
        "direction": direction,
        "modality": modality,
        "speaker_side": who,
    }
