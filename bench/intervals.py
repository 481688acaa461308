"""How often the interval of AUC holds the truth, on made-up dyads whose index knows nothing: `python -m bench.intervals`.

Each has 4,600 days, an index that halves in 30 days, and some twenty episodes that begin at random, independent of it: the true AUC is
one half, and a 95 % interval should hold it in 95 of 100. Takes minutes; the same numbers every time.
"""

from __future__ import annotations

import random

import click

from pipelines.backtest import forecast as fc
from pipelines.backtest import measures as m

DAYS, EPISODES, DYADS = 4600, 20, 100


def made_up(chance: random.Random) -> tuple[list[float], list[int]]:
    """The index of each day, and the days on which episodes began."""
    index, begins, level = [], [], 0.0
    for day in range(DAYS):
        level *= 0.5 ** (1 / 30)
        if chance.random() < 0.12:
            level += chance.choice((1, -1, -1)) * chance.expovariate(0.5)
        index.append(level)
        if chance.random() < EPISODES / DAYS and (not begins or day - begins[-1] > 30):
            begins.append(day)
    return index, begins


def share_held(horizon: int) -> float:
    """Share of made-up dyads whose interval holds one half."""
    chance = random.Random(1)
    held = 0
    for _ in range(DYADS):
        index, begins = made_up(chance)
        days = DAYS - horizon
        found = m.auc_interval(index[:days], fc.outcomes(days, begins, horizon), horizon)
        held += found.low is not None and found.high is not None and found.low <= 0.5 <= found.high
    return held / DYADS


@click.command()
def main() -> None:
    """Print the share for each horizon."""
    for horizon in (30, 90, 180):
        click.echo(f"{horizon:3d} days: {share_held(horizon):.2f} of {DYADS}")


if __name__ == "__main__":
    main()
