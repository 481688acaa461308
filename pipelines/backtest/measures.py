"""Scores of forecasts: Brier, AUC with a block bootstrap, precision, recall and lead time.

Days are not independent: two within a horizon share their outcome, and the index still holds what it held months before. So whole
blocks are resampled, long enough for both; and because few blocks make percentile intervals too narrow, their level is widened as if
by Student's t (Hesterberg 2015, doi 10.1080/00031305.2015.1089789, "expanded percentile interval").
"""

from __future__ import annotations

import math
import random
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from operator import mul
from statistics import NormalDist, median

#: Resamples of the bootstrap, its seed, and the interval it gives.
RESAMPLES = 2000
SEED = 20161009
INTERVAL = 0.95
#: Days after which the index has forgotten a signal but for a sixtieth: six of its half-lives.
MEMORY = 180
#: Fewer blocks say too little for any interval.
FEWEST_BLOCKS = 6


@dataclass(frozen=True)
class Interval:
    """A number with its interval; all None where it cannot be computed."""

    value: float | None
    low: float | None
    high: float | None


def mean(values: Sequence[float]) -> float | None:
    """The mean, summed exactly; None of nothing."""
    return math.fsum(values) / len(values) if values else None


def squared_errors(forecast: Sequence[float], happened: Sequence[bool]) -> list[float]:
    """The Brier score of each day."""
    return [(p - y) ** 2 for p, y in zip(forecast, happened, strict=True)]


def blocks_of(days: int, horizon: int) -> list[range]:
    """The days cut into equal blocks of at least the horizon and the memory of the index."""
    count = max(days // (horizon + MEMORY), 1)
    edges = [days * number // count for number in range(count + 1)]
    return [range(a, b) for a, b in pairwise(edges)]


@cache
def draws(blocks: int) -> list[list[int]]:
    """For each resample, how often each block is in it; the same for the same number of blocks."""
    chance = random.Random(SEED)  # noqa: S311 - a resample, not a secret
    out = []
    for _ in range(RESAMPLES):
        times = [0] * blocks
        for _ in range(blocks):
            times[chance.randrange(blocks)] += 1
        out.append(times)
    return out


def mean_interval(values: Sequence[float], horizon: int) -> Interval:
    """The mean with its block bootstrap interval."""
    blocks = blocks_of(len(values), horizon)
    if len(blocks) < FEWEST_BLOCKS:
        return Interval(mean(values), None, None)
    sums = [math.fsum(values[i] for i in block) for block in blocks]
    sizes = [len(block) for block in blocks]
    found = [sum(map(mul, times, sums)) / sum(map(mul, times, sizes)) for times in draws(len(blocks))]
    return Interval(mean(values), *_bounds(found, len(blocks)))


def auc_interval(scores: Sequence[float], happened: Sequence[bool], horizon: int) -> Interval:
    """Chance that a day with an episode ahead has a higher score than one without, ties one half; with its block bootstrap interval."""
    blocks = blocks_of(len(scores), horizon)
    wins, positives, negatives = _wins(scores, happened, blocks)
    every = [1] * len(blocks)
    value = _auc(wins, positives, negatives, every)
    if value is None or len(blocks) < FEWEST_BLOCKS:
        return Interval(value, None, None)
    found = [auc for times in draws(len(blocks)) if (auc := _auc(wins, positives, negatives, times)) is not None]
    return Interval(value, *_bounds(found, len(blocks)))


def _wins(scores: Sequence[float], happened: Sequence[bool], blocks: Sequence[range]) -> tuple[list[list[int]], list[int], list[int]]:
    """Twice the pairs that the days with an episode of one block win against the days without of another, and both counts a block."""
    ups = [[scores[i] for i in block if happened[i]] for block in blocks]
    downs = [sorted(scores[i] for i in block if not happened[i]) for block in blocks]
    wins = []
    for up in ups:
        counts: dict[float, int] = {}
        for score in up:
            counts[score] = counts.get(score, 0) + 1
        wins.append([sum(n * (bisect_left(down, s) + bisect_right(down, s)) for s, n in counts.items()) for down in downs])
    return wins, [len(up) for up in ups], [len(down) for down in downs]


def _auc(wins: list[list[int]], positives: list[int], negatives: list[int], times: list[int]) -> float | None:
    pairs = sum(map(mul, times, positives)) * sum(map(mul, times, negatives))
    if pairs == 0:
        return None
    won = sum(n * sum(map(mul, times, row)) for n, row in zip(times, wins, strict=True) if n)
    return float(won / (2 * pairs))


def _bounds(found: list[float], blocks: int) -> tuple[float, float]:
    found.sort()
    cut = int(len(found) * tail(blocks))
    return found[cut], found[len(found) - 1 - cut]


def tail(blocks: int) -> float:
    """Share of resamples beyond either end of the interval: that of a normal law beyond Student's t with `blocks - 1` degrees of freedom,
    by its expansion (Abramowitz and Stegun 26.7.5), times the root of what few blocks take off a variance."""
    z, df = NormalDist().inv_cdf((1 + INTERVAL) / 2), blocks - 1
    t = z + (z**3 + z) / (4 * df) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * df**2)
    return NormalDist().cdf(-t * math.sqrt(blocks / df))


@dataclass(frozen=True)
class Alarms:
    """What the alarms were worth: shares, and days of warning."""

    precision: float | None
    recall: float | None
    lead_days_median: float | None
    episodes: int


def alarms(alarm: Sequence[bool], happened: Sequence[bool], begins: Sequence[int], horizon: int) -> Alarms:
    """Precision by day, recall by episode; the lead of an episode is its distance from the first alarm within the horizon before it.

    Days are numbered from 0 in `alarm` and `begins` alike; episodes that began outside them are not asked for.
    """
    raised = [y for a, y in zip(alarm, happened, strict=True) if a]
    asked = [b for b in begins if 0 < b < len(alarm) + horizon]
    leads = []
    for begin in asked:
        first = next((d for d in range(max(begin - horizon, 0), min(begin, len(alarm))) if alarm[d]), None)
        if first is not None:
            leads.append(begin - first)
    return Alarms(
        sum(raised) / len(raised) if raised else None,
        len(leads) / len(asked) if asked else None,
        float(median(leads)) if leads else None,
        len(asked),
    )
