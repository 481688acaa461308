"""`sanctions ingest`: take in files of a list that somebody kept."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from pipelines.cli.options import output_format
from pipelines.cli.output import Rows, show
from pipelines.settings import Settings


class Moment(click.ParamType[datetime]):
    """A time, `2022-03-01T10:00:00Z`."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Turn text into naive UTC; says what is wrong with it where it is no time."""
        from pipelines.ingest import moment

        if isinstance(value, datetime):
            return value
        try:
            return moment(str(value))
        except ValueError:
            self.fail(f"{value!r} is no time; write it as 2022-03-01T10:00:00Z", param, ctx)


@click.command(name="ingest")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--source", required=True, metavar="LIST", help="The list the files are of: us-ofac-sdn, us-ofac-consolidated, eu-fsf.")
@click.option("--manifest", type=click.Path(path_type=Path), default=None, help="CSV file with the columns path and retrieved_at.")
@click.option("--retrieved-at", type=Moment(), default=None, help="When FILES were retrieved; a time without a zone is UTC.")
@output_format
def command(files: tuple[Path, ...], source: str, manifest: Path | None, retrieved_at: datetime | None, format_: str) -> None:
    """Take in list files kept over the years: archive, guards, snapshots.

    Order does not matter, and files taken in before change nothing. A file that is no list, or no plausible one, is kept, refused and
    named; it closes nothing. `sanctions run` then makes windows of what changed.

    Example: sanctions ingest --source us-ofac-sdn --manifest FILES.csv
    """
    from pipelines.ingest import File, UnusableFiles, ingest, read_manifest

    if bool(files) == bool(manifest):
        raise UnusableFiles(f"{source}: give files with --retrieved-at, or a --manifest, not both")
    if files and retrieved_at is None:
        raise UnusableFiles(f"{source}: say when the files were retrieved: --retrieved-at 2022-03-01T10:00:00Z")
    wanted = read_manifest(manifest) if manifest else [File(path, retrieved_at) for path in files if retrieved_at]
    taken = ingest(Settings(), source, wanted)
    columns = [
        "snapshot_on", "verdict", "outcome", "entries", "entries_added", "entries_removed", "signals", "file", "reason",
        "retrieved_at", "format", "document_sha256",
    ]  # fmt: skip
    rows = Rows(columns, [tuple(getattr(one, column) for column in columns) for one in taken])
    accepted = sum(one.verdict == "accepted" for one in taken)
    refused = sum(one.verdict == "refused" for one in taken)
    title = f"{source}: {len(taken)} files, {accepted} accepted, {refused} refused"
    show(rows, format_, title=title, hide=("retrieved_at", "format", "document_sha256"))
