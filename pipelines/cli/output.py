"""Print rows as a table for people, or as CSV or JSON for programs."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import click


@dataclass(frozen=True)
class Rows:
    """Columns and rows as DuckDB gives them."""

    columns: list[str]
    rows: list[tuple[Any, ...]]

    def dicts(self) -> list[dict[str, Any]]:
        """The rows as dicts."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def show(rows: Rows, format_: str, *, title: str | None = None, hide: Sequence[str] = (), empty: str = "Nothing found.") -> None:
    """Print rows in the chosen format. Tables leave out the columns in `hide`; CSV and JSON always have all."""
    if format_ == "json":
        click.echo(json.dumps(rows.dicts(), ensure_ascii=False, indent=1, default=_plain))
    elif format_ == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(rows.columns)
        writer.writerows([["" if value is None else _plain(value) for value in row] for row in rows.rows])
    elif not rows.rows:
        click.echo(empty)
    else:
        _table(rows, title, hide)


def console() -> Any:
    """A rich console: as wide as the terminal, or 160 columns in a pipe, where colours are off by themselves."""
    from rich.console import Console

    return Console(width=None if sys.stdout.isatty() else 160, highlight=False, soft_wrap=False)


def _table(rows: Rows, title: str | None, hide: Sequence[str]) -> None:
    from rich import box
    from rich.table import Table

    table = Table(title=title, box=box.SIMPLE_HEAD, title_justify="left", title_style="bold", pad_edge=False)
    shown = [index for index, column in enumerate(rows.columns) if column not in hide]
    for index in shown:
        is_number = any(isinstance(row[index], int | float) for row in rows.rows)
        name = rows.columns[index]
        is_short = name.endswith(("_on", "_from", "_to")) or name in (
            "sender",
            "target",
            "confidence",
            "status",
            "direction",
            "weight",
            "skill",
        )
        table.add_column(name.replace("_", " "), justify="right" if is_number else "left", no_wrap=is_short, overflow="fold")
    for row in rows.rows:
        table.add_row(*["" if row[index] is None else _cell(row[index]) for index in shown])
    console().print(table)


def _cell(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(_plain(value))


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, int | float | str) else str(value)
