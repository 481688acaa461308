"""The index and the episodes of one dyad as plain lists, day by day without gaps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any


@dataclass(frozen=True)
class Series:
    """One dyad: the index of each day as known on that day, and the days on which episodes began, as numbers of days since `first`."""

    sender: str
    target: str
    first: date
    index: tuple[float, ...]
    hard: tuple[float, ...]
    begins: tuple[int, ...]

    def day(self, number: int) -> date:
        """Day of a number."""
        return self.first + timedelta(days=number)

    def number(self, day: date) -> int:
        """Number of a day."""
        return (day - self.first).days


def load(daily: Iterable[Sequence[Any]], episodes: Iterable[Sequence[Any]], dyads: Iterable[tuple[str, str]]) -> list[Series]:
    """Series of the dyads from rows `sender, target, day, net, hard_net` and `sender, target, began_on`, in any order.

    Raises `ValueError` where a day is missing: the walk forward counts days.
    """
    days: dict[tuple[str, str], list[tuple[date, float, float]]] = {}
    for sender, target, day, index, hard in daily:
        days.setdefault((sender, target), []).append((day, float(index), float(hard)))
    begins: dict[tuple[str, str], list[date]] = {}
    for sender, target, began_on in episodes:
        begins.setdefault((sender, target), []).append(began_on)
    out = []
    for dyad in dyads:
        rows = sorted(days.get(dyad, []))
        if not rows:
            continue
        first = rows[0][0]
        if (rows[-1][0] - first).days + 1 != len(rows):
            raise ValueError(f"easing_daily has gaps for {dyad[0]} on {dyad[1]}")
        numbers = tuple(sorted((day - first).days for day in begins.get(dyad, [])))
        out.append(Series(*dyad, first, tuple(r[1] for r in rows), tuple(r[2] for r in rows), numbers))
    return out
