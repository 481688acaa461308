"""Forecasts of an easing episode within a horizon, each from what was known on its day.

The index says where a day stands among the days before it: one of five bands, by rank. The forecast is the share of past days in
that band after which an episode began in time, pulled towards the base rate as if by one more year of average days. A higher band
may not forecast less than a lower one: an index that is only right when read upside down is no easing index, and such bands are
pooled. A past day counts only once its horizon is over, so its outcome was known. Everything is a count: no fit, no random start,
the same digits always.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence

#: Bands of the index, by its rank among the days before.
BANDS = 5
#: How many average days the forecast of a band starts from.
PRIOR_DAYS = 365
#: What "last month" means to the baseline that expects it to repeat.
MONTH = 30


def outcomes(days: int, begins: Sequence[int], horizon: int) -> list[bool]:
    """For each day, whether an episode began on one of the `horizon` days after it. Days whose horizon is not over come out too."""
    out = []
    for day in range(days):
        nxt = bisect_right(begins, day)
        out.append(nxt < len(begins) and begins[nxt] <= day + horizon)
    return out


def bands(index: Sequence[float]) -> list[int]:
    """The band of each day: its rank among the days before it, in fifths; the middle one in the first month."""
    past: list[float] = []
    out = []
    for value in index:
        if len(past) < MONTH:
            out.append(BANDS // 2)
        else:
            # the middle of equal values, so that a long calm is neither high nor low
            rank = (bisect_left(past, value) + bisect_right(past, value)) / (2 * len(past))
            out.append(min(int(rank * BANDS), BANDS - 1))
        insort(past, value)
    return out


def repeats(days: int, begins: Sequence[int]) -> list[int]:
    """1 for each day with an episode begun in the month up to it, else 0."""
    return [int(bisect_right(begins, day) > bisect_left(begins, day - MONTH + 1)) for day in range(days)]


def base_rates(happened: Sequence[bool], horizon: int) -> list[float]:
    """For each day, the share of days with an episode among those whose horizon was over by then; one half before there is any."""
    hits = seen = 0
    out = []
    for day in range(len(happened)):
        if day >= horizon:
            seen += 1
            hits += happened[day - horizon]
        out.append(hits / seen if seen else 0.5)
    return out


def by_band(band: Sequence[int], bands: int, happened: Sequence[bool], base: Sequence[float], horizon: int) -> list[float]:
    """For each day, the share among past days of its band whose horizon was over by then, pulled towards the base rate, never falling
    from band to band."""
    hits, seen = [0] * bands, [0] * bands
    out = []
    for day, now in enumerate(band):
        if day >= horizon:
            old = band[day - horizon]
            seen[old] += 1
            hits[old] += happened[day - horizon]
        prior = PRIOR_DAYS * base[day]
        out.append(rising([h + prior for h in hits], [n + PRIOR_DAYS for n in seen])[now])
    return out


def alarms(forecast: Sequence[float], base: Sequence[float]) -> list[bool]:
    """For each day, whether the forecast stands above the base rate by more than rounding: bands pooled into one forecast just that."""
    return [p > b + 1e-9 for p, b in zip(forecast, base, strict=True)]


def rising(hits: Sequence[float], seen: Sequence[int]) -> list[float]:
    """Shares `hits / seen` of ordered bands, with neighbours pooled wherever a share would fall (pool adjacent violators)."""
    pools: list[tuple[float, int, int]] = []
    for h, n in zip(hits, seen, strict=True):
        width = 1
        while pools and pools[-1][0] * n >= h * pools[-1][1]:
            before = pools.pop()
            h, n, width = h + before[0], n + before[1], width + before[2]
        pools.append((h, n, width))
    return [h / n for h, n, width in pools for _ in range(width)]
