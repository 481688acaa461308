"""Options that several commands share, and the types of their values."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import click


class Day(click.ParamType[date]):
    """A day of the calendar, `YYYY-MM-DD`."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Turn text into a day; says what is wrong with it where it is none."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is no day of the calendar; write it as YYYY-MM-DD", param, ctx)


DAY = Day()


def output_format(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--format table|csv|json`."""
    choice = click.Choice(["table", "csv", "json"])
    return click.option("--format", "format_", type=choice, default="table", show_default=True, help="How to print the rows.")(command)


def dyad_filters(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--sender`, `--target` and `--regime`."""
    for name, about in (
        ("regime", "Only this regime, such as ru-583-2015."),
        ("target", "Only this target, such as TR."),
        ("sender", "Only this sender, such as RU."),
    ):
        command = click.option(f"--{name}", default=None, help=about)(command)
    return command
