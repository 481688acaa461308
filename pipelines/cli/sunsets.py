"""`sanctions sunsets`: what ends unless somebody renews it."""

from __future__ import annotations

import click

from pipelines.cli.options import dyad_filters, output_format
from pipelines.cli.output import show
from pipelines.cli.published import as_of, ask, opened, where


@click.command(name="sunsets")
@dyad_filters
@output_format
def command(sender: str | None, target: str | None, regime: str | None, format_: str) -> None:
    """Sunsets ahead or overdue at the last run, the nearest first.

    Example: sanctions sunsets --sender EU --format csv
    """
    filters, values = where(sender=sender, target=target, regime=regime)
    with opened() as connection:
        day = as_of(connection)
        rows = ask(connection, f"select * from sunset_calendar where true{filters} order by expires_on, regime", values)  # noqa: S608 - values are bound
    show(
        rows,
        format_,
        title=f"Sunsets as of {day}",
        hide=("last_lead_days", "renewal_days"),
        empty=f"No regime with a sunset was in force on {day}.",
    )
