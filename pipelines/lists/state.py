"""The snapshot tables of one list in memory: loading them, adding files, judging the whole series, writing them back.

What belongs here: keeping `list_snapshots`, `list_changes`, `list_deltas` and `list_signals` in step. What does not: reading files, the
archive.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl

from pipelines import tables
from pipelines.lists.chain import Link, Numbers, weave
from pipelines.lists.records import Entry, Parsed, Signals
from pipelines.lists.source import ListSource, programmes
from pipelines.lists.verdicts import Size, judge
from schemas import TABLES
from schemas.lists import LANDING

Row = dict[str, Any]
_ENTRY = Entry._fields


class State:
    """Everything known of one list."""

    def __init__(self, folder: Path, list_: ListSource) -> None:
        """Load the tables of the list; a table that does not exist yet is empty."""
        self._folder = folder
        self._list = list_
        self.snapshots: dict[str, Row] = {row["snapshot_id"]: row for row in self._own("list_snapshots").iter_rows(named=True)}
        self._deltas = self._own("list_deltas").rows(named=True)
        self._signals = self._own("list_signals").rows(named=True)
        self.numbers = Numbers()
        self._contents: dict[str, array[int]] = {}
        self._chain = self._load_chain()

    def add(self, row: Row, parsed: Parsed | None, signals: Signals) -> None:
        """Add one file; `row` is its row of `list_snapshots`, `parsed` what it says, or None where it is refused."""
        snapshot_id = row["snapshot_id"]
        self.snapshots[snapshot_id] = row
        if parsed is None:
            return
        if parsed.role == "list":
            self._contents[snapshot_id] = parsed.numbers
        if parsed.role == "delta":
            self._deltas += [_delta(row, entry, parsed.actions[entry.uid]) for entry in parsed.rows]
        self._signals += [
            {"source": row["source"], "snapshot_id": snapshot_id, **signal._asdict(), "occurrences": count}
            for signal, count in signals.counts.items()
        ]

    def settle(self, reread: Callable[[Row], Parsed]) -> None:
        """Judge the series as it now is, and put the accepted snapshots into the chain.

        `reread` parses an archived file again: a snapshot that was implausible beside the neighbours it had may be plausible beside new
        ones.
        """
        lists = sorted((row for row in self.snapshots.values() if row["is_list"]), key=_order)
        band = self._list.facts["bands"]["entries"]
        sizes = [
            Size(row["snapshot_at"], row["entries"], row["has_end_mark"], row["document_sha256"] in self._list.vouched) for row in lists
        ]
        for row, reason in zip(lists, judge(sizes, (band["min"], band["max"])), strict=True):
            row["verdict"], row["reason"] = ("accepted", None) if reason is None else ("refused", reason)

        def content(snapshot_id: str) -> Iterable[int]:
            if snapshot_id not in self._contents:
                self._contents[snapshot_id] = reread(self.snapshots[snapshot_id]).numbers
            return self._contents[snapshot_id]

        def order(snapshot_id: str) -> tuple[datetime, datetime, str]:
            return _order(self.snapshots[snapshot_id])

        accepted = [row["snapshot_id"] for row in lists if row["verdict"] == "accepted"]
        ids = [link.snapshot_id for link in self._chain]
        # two versions of one publication day change places where the second turns out to have been retrieved first
        chain = self._chain if ids == sorted(ids, key=order) else []
        self._chain = weave(chain, accepted, order, content, lambda id_: str(self.snapshots[id_]["format"]), self.numbers.entries)
        self._count()

    def write(self) -> None:
        """Replace the tables; rows of other lists stay as they are."""
        snapshots = [{key: value for key, value in row.items() if key != "is_list"} for row in self.snapshots.values()]
        self._replace("list_snapshots", pl.DataFrame(snapshots, schema=TABLES["list_snapshots"].polars_schema(), orient="row"))
        self._replace("list_changes", self._changes())
        self._replace("list_deltas", pl.DataFrame(self._deltas, schema=TABLES["list_deltas"].polars_schema(), orient="row"))
        self._replace("list_signals", pl.DataFrame(self._signals, schema=TABLES["list_signals"].polars_schema(), orient="row"))
        ensure(self._folder)

    def _own(self, name: str) -> pl.DataFrame:
        frame = _read(self._folder, name).filter(pl.col("source") == self._list.name)
        if name == "list_snapshots":
            is_list = pl.col("entries").is_not_null() & pl.col("verdict").is_in(["accepted", "refused"])
            return frame.with_columns(is_list=is_list)
        return frame

    def _load_chain(self) -> list[Link]:
        came: dict[str, set[int]] = {}
        went: dict[str, set[int]] = {}
        columns = ("snapshot_id", "change", *_ENTRY)
        for snapshot_id, change, *fields in self._own("list_changes").select(columns).iter_rows():
            side = came if change == "came" else went
            side.setdefault(snapshot_id, set()).update(self.numbers.of([Entry(*fields)]))
        accepted = sorted((row for row in self.snapshots.values() if row["verdict"] == "accepted"), key=_order)
        ids = [row["snapshot_id"] for row in accepted]
        return [Link(id_, frozenset(came.get(id_, ())), frozenset(went.get(id_, ()))) for id_ in ids]

    def _changes(self) -> pl.DataFrame:
        entries = self.numbers.entries
        columns: dict[str, list[Any]] = {name: [] for name in TABLES["list_changes"].polars_schema()}
        for link in self._chain:
            for change, numbers in (("came", link.added), ("went", link.removed)):
                columns["source"] += [self._list.name] * len(numbers)
                columns["snapshot_id"] += [link.snapshot_id] * len(numbers)
                columns["change"] += [change] * len(numbers)
                found = [entries[number] for number in numbers]
                for index, field in enumerate(_ENTRY):
                    columns[field] += [entry[index] for entry in found]
        return pl.DataFrame(columns, schema=TABLES["list_changes"].polars_schema())

    def _count(self) -> None:
        """Ids that came and went with each accepted snapshot."""
        standing: Counter[str] = Counter()
        entries = self.numbers.entries
        for row in self.snapshots.values():
            row["entries_added"] = row["entries_removed"] = None
        for link in self._chain:
            came = Counter(entries[number].uid for number in link.added)
            went = Counter(entries[number].uid for number in link.removed)
            row = self.snapshots[link.snapshot_id]
            row["entries_added"] = sum(not standing[uid] for uid in came)
            for uid in came.keys() | went.keys():
                standing[uid] += came[uid] - went[uid]
            row["entries_removed"] = sum(not standing[uid] for uid in went)

    def _replace(self, name: str, frame: pl.DataFrame) -> None:
        others = _read(self._folder, name).filter(pl.col("source") != self._list.name)
        key = list(TABLES[name].key_columns())
        tables.write(self._folder, name, pl.concat([others, frame]).sort(key))


def ensure(folder: Path) -> dict[str, int]:
    """Write `list_programmes` from its file, and empty tables for those that do not exist yet; returns their row counts."""
    schema = TABLES["list_programmes"].polars_schema()
    counts = {"list_programmes": tables.write(folder, "list_programmes", pl.DataFrame(list(programmes()), schema=schema))}
    for name in LANDING:
        if name not in counts:
            exists = tables.path_of(folder, name).exists()
            counts[name] = tables.read(folder, name).height if exists else tables.write(folder, name, TABLES[name].empty())
    return counts


def known_files(folder: Path, source: str) -> tuple[set[str], set[tuple[str, datetime]]]:
    """Digests of the known files that date themselves, and digest and time of retrieval of the others."""
    held = _read(folder, "list_snapshots").filter(pl.col("source") == source)
    dated = set(held.filter(pl.col("dated_by") == "publication")["document_sha256"])
    return dated, set(held.select("document_sha256", "retrieved_at").iter_rows())


def _read(folder: Path, name: str) -> pl.DataFrame:
    return tables.read(folder, name) if tables.path_of(folder, name).exists() else TABLES[name].empty()


def _order(row: Row) -> tuple[datetime, datetime, str]:
    """Order of snapshots: their own time; of several of one time, that of retrieval."""
    return row["snapshot_at"], row["retrieved_at"], row["document_sha256"]


def _delta(row: Row, entry: Entry, action: str) -> Row:
    fields = ("uid", "programme", "name", "kind", "listed_on")
    return {"source": row["source"], "snapshot_id": row["snapshot_id"], "action": action} | {name: getattr(entry, name) for name in fields}
