"""`sanctions easing`: signals of easing and of refusal."""

from __future__ import annotations

from datetime import date

import click

from pipelines.cli.options import DAY, dyad_filters, output_format
from pipelines.cli.output import show
from pipelines.cli.published import ask, opened, where
from pipelines.errors import SanctionsError

_COLUMNS = """
    signal_on, effective_on, sender, target, regime, measure, subject, rung, stage, direction, weight, evidence, rationale, announcement_id,
    confidence, signal_id
"""


@click.command(name="easing")
@click.option("--from", "from_day", type=DAY, default=None, help="First day; default: the beginning.")
@click.option("--to", "to_day", type=DAY, default=None, help="Last day; default: the last one known.")
@click.option("--why", is_flag=True, help="Show the rationale instead of the evidence.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="How many signals a table shows.")
@dyad_filters
@output_format
def command(
    from_day: date | None,
    to_day: date | None,
    why: bool,
    limit: int,
    sender: str | None,
    target: str | None,
    regime: str | None,
    format_: str,
) -> None:
    """Signals of easing, of tightening and of holding, newest first.

    Example: sanctions easing --sender RU --target TR --from 2016-06-01 --to 2016-07-31 --why
    """
    if from_day and to_day and from_day > to_day:
        raise SanctionsError(f"--from {from_day} lies after --to {to_day}")
    filters, values = where(sender=sender, target=target, regime=regime)
    with opened() as connection:
        rows = ask(
            connection,
            f"select {_COLUMNS} from easing_between(?, ?) where true{filters} order by signal_on desc, signal_id",  # noqa: S608 - values are bound
            [from_day or date.min, to_day or date.max, *values],
        )
    found = len(rows.rows)
    if format_ == "table":
        del rows.rows[limit:]
    hide = {"regime", "subject", "announcement_id", "signal_id", "direction", "confidence", "effective_on"} | (
        {"evidence"} if why else {"rationale"}
    )
    title = f"{found} signals" + (f", the newest {limit}" if found > limit else "")
    show(rows, format_, title=title, hide=tuple(hide), empty="No signal in these days.")
