"""From parsed bodies to tables: the latest state of each fetched document, its texts and entries, and the signals.

What belongs here: folding what parsers give into the tables, in any order of arrival. What does not: parsing, fetching.
The latest observation of a document wins; what it said before stays in the archive, and a change of substance is a signal.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl

from pipelines import tables
from pipelines.archive import Observation
from pipelines.sources.facts import Facts
from pipelines.sources.rows import Parsed, Signal
from schemas import TABLES

#: Tables that are written here.
NAMES = ("fetched_announcements", "fetched_texts", "fetched_entries", "source_signals")
#: Fields whose change after publication is worth a signal.
_SUBSTANCE = ("title", "number", "signed_on", "published_on", "effective_on", "expires_on", "note")
Row = dict[str, Any]


@dataclass
class Store:
    """The tables of fetched documents while they are being folded."""

    announced: dict[str, Row] = field(default_factory=dict)
    texts: dict[tuple[str, int], Row] = field(default_factory=dict)
    entries: dict[str, list[Row]] = field(default_factory=dict)
    signals: dict[tuple[str, str, str], Row] = field(default_factory=dict)

    def add(self, facts: Facts, observation: Observation, parsed: Parsed) -> None:
        """Fold what one observed body gave."""
        seen = {"source": facts.name, "document_sha256": observation.sha256, "recorded_at": observation.observed_at}
        for announced in parsed.announced:
            given = asdict(announced)
            row = {"fetched_id": f"{facts.name}:{given.pop('local_id')}", "sender": facts.sender, **given, **seen}
            row["regime"] = row["regime"] or facts.regime
            self._announce(row)
        for text in parsed.texts:
            key = (f"{facts.name}:{text.local_id}", text.part)
            if key not in self.texts or self.texts[key]["recorded_at"] <= observation.observed_at:
                self.texts[key] = {"fetched_id": key[0], "part": text.part, "text": text.text, **seen}
        by_notice: dict[str, list[Row]] = {}
        for entry in parsed.entries:
            row = asdict(entry)
            fetched_id = f"{facts.name}:{row.pop('local_id')}"
            by_notice.setdefault(fetched_id, []).append({"fetched_id": fetched_id, **row, **seen})
        for fetched_id, rows in by_notice.items():
            if fetched_id not in self.entries or self.entries[fetched_id][0]["recorded_at"] <= observation.observed_at:
                self.entries[fetched_id] = rows
        for signal in parsed.signals:
            self.signal(facts.name, signal, observation.observed_at, observation.sha256)

    def signal(self, source: str, signal: Signal, at: datetime, sha256: str | None = None) -> None:
        """Take in one signal; the first example stays."""
        key = (source, signal.what, signal.place)
        row = self.signals.get(key)
        if row is None:
            self.signals[key] = {"source": source, **asdict(signal), "document_sha256": sha256, "first_seen_at": at, "last_seen_at": at}
        else:
            row["first_seen_at"], row["last_seen_at"] = min(row["first_seen_at"], at), max(row["last_seen_at"], at)

    def _announce(self, row: Row) -> None:
        before = self.announced.get(row["fetched_id"])
        first = min(before["first_seen_at"], row["recorded_at"]) if before else row["recorded_at"]
        if before and before["recorded_at"] > row["recorded_at"]:
            before["first_seen_at"] = first
            return
        if before:
            self._name_changes(before, row)
            if _same(before, row):  # seen again: the earlier sight of this state counts
                row = row | {"recorded_at": before["recorded_at"], "document_sha256": before["document_sha256"]}
        self.announced[row["fetched_id"]] = row | {"first_seen_at": first}

    def _name_changes(self, before: Row, row: Row) -> None:
        for name in _SUBSTANCE:
            if before[name] != row[name] and before[name] is not None:
                what = Signal("document_changed", f"{row['fetched_id']}.{name}", f"{before[name]} -> {row[name]}"[:300], "info")
                self.signal(row["source"], what, row["recorded_at"], row["document_sha256"])

    def write(self, folder: Path) -> dict[str, int]:
        """Write all tables; returns their row counts."""
        whole: dict[str, list[Row]] = {}
        for _, text in sorted(self.texts.items()):
            whole.setdefault(text["fetched_id"], []).append(text)
        announced = []
        for fetched_id, row in sorted(self.announced.items()):
            parts = whole.get(fetched_id, [])
            joined = "\n\n".join(part["text"] for part in parts) or None
            announced.append(row | {"text": joined, "text_sha256": parts[0]["document_sha256"] if parts else None})
        rows = {
            "fetched_announcements": announced,
            "fetched_texts": [row for _, row in sorted(self.texts.items())],
            "fetched_entries": [row for _, entries in sorted(self.entries.items()) for row in entries],
            "source_signals": [row for _, row in sorted(self.signals.items())],
        }
        return {name: tables.write(folder, name, frame(name, rows[name])) for name in NAMES}


def read(folder: Path) -> Store | None:
    """The tables as they are, ready to take more in; None where any of them is missing."""
    if not all(tables.path_of(folder, name).exists() for name in NAMES):
        return None
    rows = {name: tables.read(folder, name).to_dicts() for name in NAMES}
    store = Store()
    for row in rows["fetched_announcements"]:
        store.announced[row["fetched_id"]] = {name: value for name, value in row.items() if name not in ("text", "text_sha256")}
    store.texts = {(row["fetched_id"], row["part"]): row for row in rows["fetched_texts"]}
    for row in rows["fetched_entries"]:
        store.entries.setdefault(row["fetched_id"], []).append(row)
    store.signals = {(row["source"], row["what"], row["place"]): row for row in rows["source_signals"]}
    return store


def frame(name: str, rows: Iterable[Row]) -> pl.DataFrame:
    """Rows as a frame in the table's order of columns."""
    schema = TABLES[name].polars_schema()
    return pl.DataFrame([{column: row[column] for column in schema} for row in rows], schema=schema)


def _same(before: Row, row: Row) -> bool:
    return all(before[name] == row[name] for name in row if name not in ("recorded_at", "document_sha256", "first_seen_at"))
