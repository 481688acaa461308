"""Where the bars of the index stand on the page.

What belongs here: months and weights to coordinates. What does not: colours and marks (`page.html.j2`, `style.css`), queries.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import copysign, sqrt

WIDTH, HEIGHT = 960, 190
LEFT, RIGHT, TOP, BOTTOM = 44, 8, 10, 22
#: Weights at which a line is drawn, as far as the values of the page reach.
TICKS = (2, 10, 30, 60, 100, 200)


@dataclass(frozen=True)
class Month:
    """One month of one dyad: weights of easing and of tightening and holding, both at least 0, and the first less the second."""

    month: date
    easing: float
    tightening: float
    net: float


@dataclass(frozen=True)
class Bar:
    """One month on the page, in user units of the picture."""

    x: float
    width: float
    up: float
    down: float
    about: str


@dataclass(frozen=True)
class Chart:
    """The picture of one dyad; every dyad of a page shares one scale."""

    zero: float
    bars: list[Bar]
    years: list[tuple[float, int]]
    ticks: list[tuple[float, str]]


def draw(months: Sequence[Month], *, first: date, last: date, most_easing: float, most_tightening: float) -> Chart:
    """Bars for months from `first` to `last` (first days of months), on a square-root scale that fits `most_*` of all dyads.

    Weights differ by two orders of magnitude (a licence, the spring of 2022), and a linear scale shows only the largest.
    """
    span = HEIGHT - TOP - BOTTOM
    unit = span / ((sqrt(most_easing) + sqrt(most_tightening)) or 1)
    zero = TOP + unit * sqrt(most_easing)
    step = (WIDTH - LEFT - RIGHT) / (_months_between(first, last) + 1)

    def y(weight: float) -> float:
        return round(zero - copysign(unit * sqrt(abs(weight)), weight), 1)

    def x(month: date) -> float:
        return round(LEFT + step * _months_between(first, month), 1)

    bars = [
        Bar(
            x(row.month),
            round(step * 0.8, 2),
            round(zero - y(row.easing), 1),
            round(y(-row.tightening) - zero, 1),
            f"{row.month:%B %Y}: easing {row.easing:.1f}, tightening and holding {row.tightening:.1f}, net {row.net:+.1f}",
        )
        for row in months
        if first <= row.month <= last
    ]
    years = [(x(date(year, 1, 1)), year) for year in range(first.year + (first.month > 1), last.year + 1)]
    ticks = [(y(tick), f"+{tick}") for tick in TICKS if tick <= most_easing]
    ticks += [(y(-tick), f"-{tick}") for tick in TICKS if tick <= most_tightening]
    return Chart(round(zero, 1), bars, years, ticks)


def _months_between(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month
