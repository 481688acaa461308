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
#: So few entries more or less are never implausible in themselves (short lists).
SLACK = 5


class Size(NamedTuple):
    """What the verdict depends on: when the list was so, how many entries, and whether the end mark and a person vouch for it."""

    at: datetime
    entries: int
    has_end_mark: bool = True
    is_vouched: bool = False


def judge(series: Sequence[Size]) -> list[str | None]:
    """For each snapshot, in order of time, None if it is plausible, else the reason why not.

    - Far smaller than what follows: a first file that holds only a part of the list is no start.
    - Fewer than 90 % of the entries of the last accepted one before it (99 % if the end mark is missing).
    - Far larger than the last accepted one, while a later one is back at the old size.

    A person can vouch for a snapshot that was really so (`accept` in the source's YAML).
    """
    reasons: list[str | None] = []
    last: Size | None = None
    for index, size in enumerate(series):
        reason = None
        if not size.is_vouched:
            later = series[index + 1 :]
            reason = _against_later(size, later) if last is None else _against_last(last, size) or _spike(last, size, later)
        reasons.append(reason)
        if reason is None:
            last = size
    return reasons


def _against_last(last: Size, size: Size) -> str | None:
    least = max(MIN_RATIO - MIN_RATIO_A_YEAR * _years(last, size), MIN_RATIO_EVER) if size.has_end_mark else MIN_RATIO_UNMARKED
    if last.entries - size.entries > SLACK and size.entries < least * last.entries:
        missing = "" if size.has_end_mark else " and no end mark"
        return f"implausibly small: {size.entries} entries{missing}, the snapshot before it ({last.at:%Y-%m-%d}) has {last.entries}"
    return None


def _against_later(size: Size, later: Sequence[Size]) -> str | None:
    if not later:
        return None
    middle = sorted(later, key=lambda other: other.entries)[len(later) // 2]
    if _outgrows(size, middle):
        return f"implausibly small: {size.entries} entries, later snapshots have {middle.entries} ({middle.at:%Y-%m-%d})"
    return None


def _spike(last: Size, size: Size, later: Sequence[Size]) -> str | None:
    if not _outgrows(last, size):
        return None
    for other in later[:3]:
        if _against_last(last, other) is None and not _outgrows(last, other) and _against_last(size, other) is not None:
            before = f"{last.entries} before ({last.at:%Y-%m-%d})"
            return f"implausibly large: {size.entries} entries, {before} and {other.entries} after ({other.at:%Y-%m-%d})"
    return None


def _outgrows(before: Size, after: Size) -> bool:
    most = before.entries * (MAX_RATIO + MAX_RATIO_A_YEAR * _years(before, after))
    return after.entries - before.entries > SLACK and after.entries > most


def _years(before: Size, after: Size) -> float:
    return max((after.at - before.at).days, 0) / 365
