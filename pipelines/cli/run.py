"""`sanctions run`: the main job, and the short table a person wants to read after it."""

from __future__ import annotations

import sys
from datetime import date

import click

from pipelines import fingerprint
from pipelines.cli.options import DAY
from pipelines.cli.state import last_look, note_unchanged
from pipelines.cli.summary import print_summary
from pipelines.errors import CheckFailed
from pipelines.settings import Settings


@click.command(name="run")
@click.option("--as-of", type=DAY, default=None, help="The run's clock; default: today. Nothing known later is used.")
@click.option("--force", is_flag=True, help="Run although nothing has changed since the last run.")
@click.option("--live", is_flag=True, help="Fetch from all sources first; those that cannot be reached are named and stop nothing.")
@click.option("--since", type=DAY, default=None, help="With --live: look back to this day, further than the sources do by themselves.")
@click.option("--from-archive", is_flag=True, help="Read everything fetched or taken in again from the archive, without the network.")
@click.option("--quiet", is_flag=True, help="Print no summary.")
def command(as_of: date | None, force: bool, live: bool, since: date | None, from_archive: bool, quiet: bool) -> None:
    """Run the main job on the register and on what the archive holds: validate, model, publish.

    A run with the same input, code and clock as the last one does nothing but say so.

    Example: sanctions run --as-of 2016-06-30
    """
    if since and not live:
        raise click.UsageError("--since is about fetching: it goes with --live")
    settings = Settings()
    clock = as_of or date.today()  # the one place that reads the calendar: the default of the run's clock
    if live:
        _fetch(settings, since)
    if from_archive:
        _read_again(settings)
    last = last_look(settings)
    if not (force or from_archive) and last and settings.database.exists() and last["run_id"] == fingerprint.take(settings, clock).run_id:
        click.echo(
            f"Nothing has changed since run {last['run_id']} (as of {last['as_of']}): no work to do. Use --force to run all the same.\n"
        )
        note_unchanged(settings, last)
    else:
        _execute(settings, clock)
    if not quiet:
        print_summary(settings)


def _fetch(settings: Settings, since: date | None) -> None:
    """Visit every source; say in words which could not be reached."""
    from pipelines.live import fetch  # the main job takes in what came, in its own turn
    from pipelines.sources.progress import bars

    with bars() as shown:
        report = fetch(settings, since=since, progress=shown.progress, done=shown.done)
    for name, words in sorted(report.unreachable.items()):
        click.echo(f"not reached: {name}: {words}", err=True)
    reached = len(report.visits) - len(report.unreachable)
    click.echo(f"Fetched in {report.seconds:.0f} s: {reached} of {len(report.visits)} sources answered.\n", err=True)


def _read_again(settings: Settings) -> None:
    """Make the tables of fetched documents and lists anew from the archive."""
    from pipelines import steps

    steps.land_again(settings)


def _execute(settings: Settings, clock: date) -> None:
    from rich.console import Console

    terminal = Console(stderr=True)
    with terminal.status("Reading the register, running the models, publishing ...") if terminal.is_terminal else _Silence():
        from pipelines.main_job import execute

        result = execute(settings, clock)
    for line in result.warnings:
        click.echo(f"warning: {line}", err=True)
    if not result.success:
        raise CheckFailed(f"{result.error} The published file is as it was.")


class _Silence:
    def __enter__(self) -> None:
        sys.stdout.flush()

    def __exit__(self, *_: object) -> None:
        return None
