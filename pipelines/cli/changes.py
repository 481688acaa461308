"""`sanctions changes`: what the last run changed in the published file."""

from __future__ import annotations

import click

from pipelines.cli.options import output_format
from pipelines.cli.output import show
from pipelines.cli.published import ask, opened
from pipelines.cli.state import last_look
from pipelines.settings import Settings


@click.command(name="changes")
@click.option("--all", "everything", is_flag=True, help="All changes on record, not only those of the last run.")
@click.option("--kind", type=click.Choice(["source_changed", "pipeline_changed", "clock_moved"]), default=None, help="Only this kind.")
@output_format
def command(everything: bool, kind: str | None, format_: str) -> None:
    """What the last run changed: row by row, before and after. A run that changed nothing prints nothing.

    Example: sanctions changes --kind source_changed --format json
    """
    look = last_look(Settings())
    run = None if everything else (look["run_id"] if look and look["changed"] else "none")
    with opened() as connection:
        rows = ask(
            connection,
            "select * from changes where (? is null or run_id = ?) and (? is null or kind = ?) order by recorded_at desc, table_name, key",
            [run, run, kind, kind],
        )
    if not rows.rows and format_ != "json":
        return
    title = f"{len(rows.rows)} changes" if everything else f"{len(rows.rows)} changes of run {run}"
    show(rows, format_, title=title, hide=("change_id", "run_id", "previous_run_id", "recorded_at"))
