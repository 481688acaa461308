"""What every format of a list is read into.

What belongs here: the shapes that parsers, guards and the chain of snapshots share. What does not: any format.
"""

from __future__ import annotations

from array import array
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import NamedTuple

#: What an entry can be.
KINDS = ("person", "entity", "vessel", "aircraft")


class Entry(NamedTuple):
    """One entry of a list under one programme.

    `uid` identifies the entry in its list; `ref` is the reference printed for people, where the list has one. `listed_on` is the day the
    source itself gives for the listing under this programme. `match_keys` (separated by blanks) are equal for two records of the same
    person or firm. `format` is that of the file: formats spell one entry differently.
    """

    uid: str
    programme: str
    ref: str | None
    name: str
    kind: str
    listed_on: date | None
    match_keys: str
    format: str


class Signal(NamedTuple):
    """Something in a file that nobody described yet: an unknown tag, column, category or programme, a count outside its band."""

    signal: str
    field: str
    value: str


@dataclass
class Signals:
    """Signals of one file, counted: the same unknown thing many times is one signal."""

    counts: Counter[Signal] = field(default_factory=Counter)

    def add(self, signal: str, where: str, value: str = "") -> None:
        """Note one."""
        self.counts[Signal(signal, where, value[:200])] += 1


@dataclass
class Parsed:
    """What one file says.

    `role`: `list` (a whole list), `delta` (changes since another list), or `companion` (addresses, aliases, comments: rows that belong to
    entries of a list file, and list nobody by themselves). `entries` counts uids, `rows` holds one item an uid and programme, and `numbers`
    stands for the rows (see `chain.Numbers`); formats that know only the numbers leave the rows empty.
    """

    format: str
    role: str = "list"
    rows: list[Entry] = field(default_factory=list)
    numbers: array[int] = field(default_factory=lambda: array("I"))
    entries: int = 0
    stated_entries: int | None = None
    published_on: date | None = None
    published_at: datetime | None = None
    has_end_mark: bool = True
    #: Deltas only: uid -> add, remove or change.
    actions: dict[str, str] = field(default_factory=dict)

    def own_time(self, retrieved_at: datetime) -> tuple[datetime, date, str]:
        """When the list was as the file says: the time, the day, and whether publication or retrieval gives it.

        A list that states only the day of its publication stood until the end of that day, or until it was retrieved if that was earlier.
        """
        if self.published_at is not None:
            return self.published_at, self.published_at.date(), "publication"
        if self.published_on is None:
            return retrieved_at, retrieved_at.date(), "retrieval"
        end = datetime.combine(self.published_on, time(23, 59, 59))
        within = retrieved_at if retrieved_at.date() == self.published_on else end
        return within, self.published_on, "publication"
