"""The chain of changes: what each accepted snapshot has that the one before it has not, and the other way round.

What belongs here: putting snapshots into the chain and taking them out, wherever in time they stand. What does not: files, verdicts.

The chain grows with what changed, not with entries times snapshots. Contents are sets of small numbers, each standing for one entry as
it was under one programme.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from pipelines.lists.records import Entry


class Numbers:
    """Entries by number, and numbers by entry."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self._numbers: dict[Entry, int] = {}
        self._by_programme: dict[str, set[int]] = {}

    def of(self, rows: Sequence[Entry]) -> array[int]:
        """The numbers of entries; new entries get the next ones."""
        numbers = self._numbers
        found = list(map(numbers.get, rows))
        if None in found:
            for row in rows:
                if row not in numbers:
                    numbers[row] = len(self.entries)
                    self._by_programme.setdefault(row.programme, set()).add(len(self.entries))
                    self.entries.append(row)
            found = list(map(numbers.get, rows))
        return array("I", found)  # type: ignore[arg-type]

    def programmes(self) -> dict[str, set[int]]:
        """Programme -> the numbers of the entries under it."""
        return self._by_programme


@dataclass(frozen=True)
class Link:
    """One snapshot of the chain: what came and what went since the one before it."""

    snapshot_id: str
    added: frozenset[int]
    removed: frozenset[int]


def weave(
    chain: Sequence[Link], wanted: Sequence[str], order: Callable[[str], object], content: Callable[[str], Iterable[int]]
) -> list[Link]:
    """The chain over the wanted snapshots, given in their order of time, from an older chain over others.

    `order` puts snapshots of either chain into the order of time; `content` is asked only for snapshots that the older chain has not.
    """
    old = {link.snapshot_id: link for link in chain}
    keep = set(wanted)
    current: set[int] = set()  # what the older chain held at this point
    previous: set[int] | None = None  # what the new chain held, where that is something else
    woven = []
    for snapshot_id in sorted(old.keys() | keep, key=order):  # type: ignore[arg-type]
        link = old.get(snapshot_id)
        if link is not None and snapshot_id in keep and previous is None:
            current -= link.removed
            current |= link.added
            woven.append(link)
            continue
        before = set(current) if previous is None else previous
        if link is not None:
            current -= link.removed
            current |= link.added
        if snapshot_id not in keep:
            previous = before
            continue
        target = set(current) if link is not None else set(content(snapshot_id))
        woven.append(Link(snapshot_id, frozenset(target - before), frozenset(before - target)))
        previous = None if link is not None else target
    return woven
