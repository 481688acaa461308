"""`sanctions active`: measures in force on a day."""

from __future__ import annotations

from datetime import date

import click

from pipelines.cli.options import DAY, dyad_filters, output_format
from pipelines.cli.output import show
from pipelines.cli.published import as_of, ask, opened, where

_COLUMNS = """
    sender, target, regime, measure, subject, valid_from, valid_to, expires_on, closing, renewals, opened_by, closed_by,
    confidence, known_from, known_to, window_id
"""


@click.command(name="active")
@click.option("--on", "day", type=DAY, default=None, help="The day asked about; default: the clock of the last run.")
@click.option(
    "--known-on", type=DAY, default=None, help="Answer as the public could know it on this day; default: as known at the last run."
)
@dyad_filters
@output_format
def command(day: date | None, known_on: date | None, sender: str | None, target: str | None, regime: str | None, format_: str) -> None:
    """Measures in force on a day.

    Example: sanctions active --on 2016-02-01 --known-on 2015-11-29 --sender RU --target TR
    """
    filters, values = where(sender=sender, target=target, regime=regime)
    with opened() as connection:
        asked = day or as_of(connection)
        source, days = ("active_on(?)", [asked]) if known_on is None else ("active_as_known(?, ?)", [asked, known_on])
        rows = ask(
            connection,
            f"select {_COLUMNS} from {source} where true{filters} order by sender, target, regime, measure, subject",  # noqa: S608 - values are bound
            [*days, *values],
        )
    known = f", as known on {known_on}" if known_on else ""
    title = f"{len(rows.rows)} measures in force on {asked}{known}"
    hide = ("known_from", "known_to", "renewals", "closed_by", "expires_on", "window_id")
    show(rows, format_, title=title, hide=hide, empty=f"No measure was in force on {asked}{known}.")
