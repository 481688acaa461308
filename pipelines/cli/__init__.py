"""The command line: `sanctions COMMAND`.

What belongs here: the group, its commands and how errors are told. What does not: work. A command's module is imported when the
command is called, so that the query commands start without Dagster and polars.
"""

from __future__ import annotations

import importlib
import sys
from typing import Any

import click

from pipelines import __version__
from pipelines.errors import SanctionsError

#: Command -> the line `sanctions --help` shows. Each command is `command` in `pipelines.cli.<name>`.
COMMANDS = {
    "run": "Run the main job: register, models, published file.",
    "active": "Measures in force on a day, as known now or as known then.",
    "explain": "The acts behind a window: opened, renewed, ended, each with its source.",
    "easing": "Signals of easing and of refusal, newest first.",
    "backtest": "What the index said before easing began, and whether that is skill.",
    "score": "How good the project is: index, windows, interpreters.",
    "report": "One page of all of it, for a browser.",
    "sunsets": "What ends unless somebody renews it.",
    "changes": "What the last run changed in the published file.",
    "ingest": "Take in list files that you have kept.",
    "sources": "Each source's last success, age, counts and last error.",
    "interpret": "What a text says or does about sanctions.",
    "sql": "Ask the published file anything, read-only.",
    "doctor": "Check that everything the project needs is in place.",
    "ui": "Open the Dagster UI on this project.",
}


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"pipelines.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except SanctionsError as error:
            click.echo(f"sanctions: {error}", err=True)
            sys.exit(1)


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="sanctions")
def main() -> None:
    """Which sanctions were in force on a day, what is about to end, and who is easing.

    Example: sanctions run && sanctions active --on 2016-01-01 --target TR
    """
