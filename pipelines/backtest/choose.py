"""How the half-life was chosen: `python -m pipelines.backtest.choose` prints what each would have gained on the days before the split.

What belongs here: that comparison, on the tables of the last run. What does not: the choice itself (`sql/seeds/signal_weights.csv`).
"""

from __future__ import annotations

import math
from datetime import timedelta

import click
import polars as pl

from pipelines import models, tables
from pipelines.backtest.run import HORIZONS, SPLIT, START, backtest, dyads
from pipelines.backtest.series import load
from pipelines.settings import Settings

HALF_LIVES = (30, 60, 90, 180)


def gain(settings: Settings, half_life: int) -> float:
    """Mean gain in Brier score over the base rate with a half-life, over dyads and horizons, as it was known on the eve of the split."""
    model, eve = models.load_models()["easing_daily"], SPLIT - timedelta(days=1)
    weights = tables.read(settings.tables, "signal_weights").select("kind", "name", "weight").rows()
    weights = [(kind, name, half_life if name == "half_life_days" else weight) for kind, name, weight in weights]
    with models.connect() as connection:
        models.attach_tables(connection, settings.tables, [name for name in model.dependencies if name != "signal_weights"])
        connection.execute("create table signal_weights (kind varchar, name varchar, weight double)")
        connection.executemany("insert into signal_weights values (?, ?, ?)", weights)
        asked = f"select sender, target, day, net, hard_net from ({model.sql}) where day <= ?"  # noqa: S608 - a model of ours
        daily = connection.execute(asked, [eve]).fetchall()
    episodes = (
        tables.read(settings.tables, "easing_episodes").filter(pl.col("began_on") <= eve).select("sender", "target", "began_on").rows()
    )
    gains = [row.gain for row in backtest(load(daily, episodes, dyads()), START, eve, eve, HORIZONS) if row.gain is not None]
    return math.fsum(gains) / len(gains)


@click.command()
def main() -> None:
    """Print the gain of each half-life."""
    for half_life in HALF_LIVES:
        click.echo(f"{half_life:4d} days: {gain(Settings(), half_life):+.5f}")


if __name__ == "__main__":
    main()
