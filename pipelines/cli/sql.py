"""`sanctions sql`: any query on the published file."""

from __future__ import annotations

import sys

import click

from pipelines.cli.options import output_format
from pipelines.cli.output import show
from pipelines.cli.published import ask, opened


@click.command(name="sql")
@click.argument("query")
@output_format
def command(query: str, format_: str) -> None:
    """Ask the published file anything, read-only. QUERY is SQL, or `-` to read it from standard input.

    Example: sanctions sql "select measure, count(*) from active_on('2016-01-01') group by measure order by 2 desc"
    """
    text = sys.stdin.read() if query == "-" else query
    with opened() as connection:
        rows = ask(connection, text)
    show(rows, format_, empty="The query gives no rows.")
