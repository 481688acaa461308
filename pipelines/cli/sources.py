"""`sanctions sources`: how fresh each source is, what it gave, what went wrong last."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import click

from pipelines.cli.options import output_format
from pipelines.cli.output import Rows, show
from pipelines.settings import Settings

_COLUMNS = (
    "source", "state", "last_success_at", "age", "rows_accepted", "documents", "requests", "rows_rejected", "signals", "newest_on",
    "last_error_at", "last_error", "last_change_at", "last_attempt_at", "freshness_hours", "rhythm", "title", "publisher", "url", "licence",
)  # fmt: skip
_TABLE_HIDES = ("last_error_at", "last_change_at", "last_attempt_at", "freshness_hours", "rhythm", "title", "publisher", "url", "licence")


@click.command(name="sources")
@click.option("--source", "only", multiple=True, help="Only this source, such as eu-cellar; may be given several times.")
@output_format
def command(only: tuple[str, ...], format_: str) -> None:
    """Each fetched source: its state, last success, age, counts and last error, read from the archive as it is now.

    Example: sanctions sources --format csv
    """
    from pipelines import live
    from pipelines.sources import freshness

    settings = Settings()
    chosen = live.choose(settings, only or None)
    now = datetime.now(UTC).replace(tzinfo=None)
    found = [{**row, "age": _age(row["last_success_at"], now)} for row in freshness.rows(settings, chosen, now=now)]
    rows = Rows(list(_COLUMNS), [tuple(_shown(row, column, format_) for column in _COLUMNS) for row in found])
    show(rows, format_, title=f"{len(rows.rows)} sources", hide=_TABLE_HIDES, empty="No sources.")


def _age(moment: datetime | None, now: datetime) -> str | None:
    """How long ago, in the two largest units."""
    if moment is None:
        return None
    past = max(now - moment, timedelta())
    hours, minutes = past.seconds // 3600, past.seconds % 3600 // 60
    return f"{past.days} d {hours} h" if past.days else f"{hours} h {minutes} min"


def _shown(row: dict[str, Any], column: str, format_: str) -> Any:
    """Long errors are cut in tables only."""
    value = row[column]
    return f"{value[:97]}..." if format_ == "table" and column == "last_error" and value and len(value) > 100 else value
