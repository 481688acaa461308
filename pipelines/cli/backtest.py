"""`sanctions backtest`: did the index say anything before easing began?"""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

import click

from pipelines.cli.options import DAY, output_format
from pipelines.cli.output import Rows, show
from pipelines.cli.published import as_of, ask, opened, where
from pipelines.errors import SanctionsError

#: Columns that a table leaves out; CSV and JSON have all.
_HIDDEN = ("gain", "gain_low", "gain_high", "soft_gain", "soft_gain_low", "soft_gain_high", "first_day", "last_day", "part")


@click.command(name="backtest")
@click.option("--from", "from_day", type=DAY, default=None, help="First day asked; default: 2014-01-01, or the first signal of the dyad.")
@click.option("--to", "to_day", type=DAY, default=None, help="Last day asked; default: the last whose horizon is over at the run's clock.")
@click.option(
    "--horizon",
    "horizons",
    type=click.IntRange(1, 3650),
    multiple=True,
    help="Days within which an episode must begin; may be repeated. Default: 30, 90, 180.",
)
@click.option("--sender", default=None, help="Only this sender, such as RU.")
@click.option("--target", default=None, help="Only this target, such as TR.")
@click.option(
    "--of",
    "side",
    type=click.Choice(["net", "easing", "tightening"]),
    default="net",
    show_default=True,
    help="What to read: the index, or one side of it alone.",
)
@output_format
def command(
    from_day: date | None,
    to_day: date | None,
    horizons: tuple[int, ...],
    sender: str | None,
    target: str | None,
    side: str,
    format_: str,
) -> None:
    """Walk forward in known time: what the index said on each day, and whether an easing episode began within the horizon.

    Forecasts use only days whose horizon was over; skill is read from the intervals of AUC and of the gain on the base rate.

    Example: sanctions backtest --from 2019-01-01 --horizon 90
    """
    from pipelines.backtest.run import HORIZONS, START, backtest
    from pipelines.backtest.run import dyads as reported
    from pipelines.backtest.series import load

    if from_day and to_day and from_day > to_day:
        raise SanctionsError(f"--from {from_day} lies after --to {to_day}")
    filters, values = where(sender=sender, target=target)
    with opened() as connection:
        clock = as_of(connection)
        if to_day and to_day > clock:
            raise SanctionsError(f"--to {to_day} lies after the run's clock, {clock}: nothing is known of that day")
        daily = ask(connection, f"select sender, target, day, {side}, hard_net from easing_daily where true{filters}", values)  # noqa: S608 - values are bound
        episodes = ask(connection, f"select sender, target, began_on from easing_episodes where true{filters}", values)  # noqa: S608 - values are bound
    dyads = reported() if sender is None and target is None else sorted({(row[0], row[1]) for row in daily.rows})
    series = load(daily.rows, episodes.rows, dyads)
    found = [asdict(row) for row in backtest(series, from_day or START, to_day or clock, clock, horizons or HORIZONS)]
    if not found:
        raise SanctionsError('no dyad with an index fits; see `sanctions sql "select distinct sender, target from easing_daily"`')
    if not any(row["days"] for row in found):
        raise SanctionsError(f"no day from {from_day or START} to {to_day or clock} has an index and a horizon that was over on {clock}")
    digits = 3 if format_ == "table" else 6
    values_of = [tuple(round(value, digits) if isinstance(value, float) else value for value in row.values()) for row in found]
    rows = Rows(list(found[0]), values_of)
    show(rows, format_, title=f"Backtest as of {clock}: skill is read from the intervals", hide=_HIDDEN)
