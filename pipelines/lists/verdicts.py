"""Is a whole, well-formed list plausible beside its neighbours in the snapshots' own time?

What belongs here: one pure function from the series of snapshots to verdicts; it knows nothing of the order in which they arrived (W13),
so a later arrival can change an earlier verdict. What does not: whether a file is a list at all (the parsers and `guards.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

#: A list with fewer than this part of the entries before it is implausible (list-formats.md, section 9); the largest real fall on record
#: is 1.6 % in a day. Over years lists do shrink (the non-SDN lists by two fifths from 2018 to 2020), so the bound gives way with time,
#: down to half.
MIN_RATIO, MIN_RATIO_A_YEAR, MIN_RATIO_EVER = 0.9, 0.15, 0.5
#: The same for a file without the end mark that official files of its kind have: it may be cut between two lines.
MIN_RATIO_UNMARKED = 0.99
#: A list grows by half at once and doubles in a year at most; what is larger is another list, or follows a cut one.
MAX_RATIO, MAX_RATIO_A_YEAR = 1.5, 1.0
#: A first file must not be that much smaller than the three after it: lists grow by a seventh in their largest waves.
MAX_RATIO_OF_FIRST = 1.25
#: So few entries more or less are never implausible in themselves (short lists).
SLACK = 5


class Size(NamedTuple):
    """What the verdict depends on: when the list was so, how many entries, and whether the end mark and a person vouch for it."""

    at: datetime
    entries: int
    has_end_mark: bool = True
    is_vouched: bool = False


def judge(series: Sequence[Size], band: tuple[int, int] = (0, 0)) -> list[str | None]:
    """For each snapshot, in order of time, None if it is plausible, else the reason why not.

    - Far smaller than what follows: a first file that holds only a part of the list is no start. Nor is one of less than half or more
      than double the band of the list (its least and most entries), where a later one is inside the band: beside another list in the first
      place the whole series would be refused.
    - Fewer than 90 % of the entries of the last accepted one before it (99 % if the end mark is missing).
    - Far larger than the last accepted one, while a later one is back at the old size, or none is there to confirm it.

    A person can vouch for a snapshot that was really so (`accept` in the source's YAML).
    """
    reasons: list[str | None] = []
    last: Size | None = None
    for index, size in enumerate(series):
        reason = None
        if not size.is_vouched:
            later = series[index + 1 :]
            reason = _against_later(size, later, band) if last is None else _against_last(last, size) or _spike(last, size, later)
        reasons.append(reason)
        if reason is None:
            last = size
    return reasons


def _is_near(size: Size, band: tuple[int, int]) -> bool:
    return band[0] <= 2 * size.entries <= 4 * band[1]


def _against_last(last: Size, size: Size) -> str | None:
    least = max(MIN_RATIO - MIN_RATIO_A_YEAR * _years(last, size), MIN_RATIO_EVER) if size.has_end_mark else MIN_RATIO_UNMARKED
    if last.entries - size.entries > SLACK and size.entries < least * last.entries:
        missing = "" if size.has_end_mark else " and no end mark"
        return f"implausibly small: {size.entries} entries{missing}, the snapshot before it ({last.at:%Y-%m-%d}) has {last.entries}"
    return None


def _against_later(size: Size, later: Sequence[Size], band: tuple[int, int]) -> str | None:
    """A first one has no snapshot before it: what follows decides, and for another list in its place the band."""
    same_list = [other for other in later if _is_near(other, band)] or later
    for others, most in ((same_list, MAX_RATIO), (same_list[:3], MAX_RATIO_OF_FIRST)):
        middle = sorted(others, key=lambda other: other.entries)[len(others) // 2] if others else size
        if _outgrows(size, middle, most):
            return f"implausibly small: {size.entries} entries, later snapshots have {middle.entries} ({middle.at:%Y-%m-%d})"
    inside = [other for other in later if band[0] <= other.entries <= band[1]]
    if inside and not _is_near(size, band):
        found = f"{inside[0].entries} ({inside[0].at:%Y-%m-%d})"
        return (
            f"a part of the list, or another one: {size.entries} entries, expected {band[0]} to {band[1]}, and a later snapshot has {found}"
        )
    return None


def _spike(last: Size, size: Size, later: Sequence[Size]) -> str | None:
    if not _outgrows(last, size):
        return None
    if not later:
        return f"implausibly large: {size.entries} entries, {last.entries} before ({last.at:%Y-%m-%d}), and none after to confirm it"
    for other in later[:3]:
        if _against_last(last, other) is None and not _outgrows(last, other) and _against_last(size, other) is not None:
            before = f"{last.entries} before ({last.at:%Y-%m-%d})"
            return f"implausibly large: {size.entries} entries, {before} and {other.entries} after ({other.at:%Y-%m-%d})"
    return None


def _outgrows(before: Size, after: Size, at_once: float = MAX_RATIO) -> bool:
    most = before.entries * (at_once + MAX_RATIO_A_YEAR * _years(before, after))
    return after.entries - before.entries > SLACK and after.entries > most


def _years(before: Size, after: Size) -> float:
    return max((after.at - before.at).days, 0) / 365
