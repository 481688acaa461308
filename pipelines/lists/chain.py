"""The chain of changes: what each accepted snapshot has that the one before it has not, and the other way round.

What belongs here: putting snapshots into the chain and taking them out, wherever in time they stand. What does not: files, verdicts.

The chain grows with what changed, not with entries times snapshots. Contents are sets of small numbers, each standing for one entry as
it was under one programme in files of one format.
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
    chain: Sequence[Link],
    wanted: Sequence[str],
    order: Callable[[str], object],
    content: Callable[[str], Iterable[int]],
    format_of: Callable[[str], str],
    entries: Sequence[Entry],
) -> list[Link]:
    """The chain over the wanted snapshots, given in their order of time, from an older chain over others.

    `order` puts snapshots of either chain into the order of time; `content` is asked only for snapshots that the older chain has not.
    """
    old = {link.snapshot_id: link for link in chain}
    keep = set(wanted)
    old_state: set[int] = set()  # what the older chain holds at this point
    state = old_state  # what the new chain holds: the same set for as long as both agree
    woven = []
    for snapshot_id in sorted(old.keys() | keep, key=order):  # type: ignore[arg-type]
        link = old.get(snapshot_id)
        if state is old_state and not (link is not None and snapshot_id in keep):
            state = set(old_state)
        if link is not None:
            old_state -= link.removed
            old_state |= link.added
        if state is old_state and link is not None:
            woven.append(link)
            continue
        if snapshot_id in keep:
            own = set(content(snapshot_id)) if link is None else _of_format(old_state, format_of(snapshot_id), entries)
            after = succeed(state, own, format_of(snapshot_id), entries)
            woven.append(Link(snapshot_id, frozenset(after - state), frozenset(state - after)))
            state = after
        if state == old_state:
            state = old_state
    return woven


def succeed(before: set[int], own: set[int], format_: str, entries: Sequence[Entry]) -> set[int]:
    """What stands after a snapshot: its own entries, and for those still there what files of other formats said of them.

    Formats spell names and dates differently. A list fetched in two of them by turns changes only where an entry comes, goes, or reads
    otherwise than in the last file of the same format.
    """
    others = {number for number in before - own if entries[number].format != format_}
    if not others:
        return set(own)
    there = {entries[number][:2] for number in own}
    return own | {number for number in others if entries[number][:2] in there}


def _of_format(numbers: set[int], format_: str, entries: Sequence[Entry]) -> set[int]:
    return {number for number in numbers if entries[number].format == format_}
