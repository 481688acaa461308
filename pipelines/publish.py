"""Build `sanctions.duckdb` from the tables and swap it in by rename.

What belongs here: DDL, comments, keys and macros of the published file, from `schemas/` and `sql/macros`. What does not: data.
"""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import polars as pl

from pipelines import __version__, models, tables
from pipelines.settings import SQL, Settings
from pipelines.steps import utc_now
from schemas import TABLES, Table

#: Storage format that DuckDB 1.x command lines open too.
STORAGE = "v1.0.0"


def record_run(settings: Settings) -> dict[str, int]:
    """Add this run to the table `runs`; a run equal to an earlier one takes its place."""
    clock = tables.read(settings.tables, "run_clock").row(0, named=True)
    counts = {name: tables.read(settings.tables, name).height for name in ("announcements", "sanction_windows", "rejected_rows")}
    row = clock | {
        "finished_at": utc_now(),
        "version": __version__,
        "status": "published",
        "announcements": counts["announcements"],
        "windows": counts["sanction_windows"],
        "rejected_rows": counts["rejected_rows"],
    }
    schema = TABLES["runs"].polars_schema()
    frame = pl.DataFrame([{name: row[name] for name in schema}], schema=schema)
    if tables.path_of(settings.tables, "runs").exists():
        earlier = tables.read(settings.tables, "runs").filter(pl.col("run_id") != row["run_id"])
        frame = pl.concat([earlier, frame])
    return {"runs": tables.write(settings.tables, "runs", frame)}


def publish(settings: Settings) -> Path:
    """Build the published file beside the old one and put it in its place; returns its path.

    Readers never wait and keep the version they opened. Raises `duckdb.Error` where a table breaks its own keys; the old
    file then stays.
    """
    settings.home.mkdir(parents=True, exist_ok=True)
    unfinished = settings.database.with_suffix(".duckdb.tmp")
    unfinished.unlink(missing_ok=True)
    with models.connect() as connection:
        connection.execute(f"attach '{_quoted(unfinished)}' as published (storage_version '{STORAGE}')")
        connection.execute("begin")  # one commit: hundreds of comments each cost a write otherwise
        for name, table in published_tables().items():
            _create(connection, name, table)
            columns, order = ", ".join(table.descriptions()), ", ".join(table.key_columns())
            source = _quoted(tables.path_of(settings.tables, name))
            # names come from schemas/, the path is quoted
            connection.execute(f"insert into published.{name} select {columns} from read_parquet('{source}') order by {order}")  # noqa: S608
        connection.execute("use published")
        for path in sorted((SQL / "macros").glob("*.sql")):
            connection.execute(path.read_text(encoding="utf-8"))
        for name, about in macro_descriptions().items():
            connection.execute(f"comment on macro table {name} is '{about.replace(chr(39), chr(39) * 2)}'")
        connection.execute("commit")
        connection.execute("use memory")
        connection.execute("detach published")
    unfinished.replace(settings.database)
    clock = tables.read(settings.tables, "run_clock").row(0, named=True)
    settings.state.write_text(json.dumps(clock, default=str, indent=1), encoding="utf-8")
    return settings.database


def published_tables() -> dict[str, type[Table]]:
    """The tables of the published file, in order of their flow."""
    return {name: table for name, table in TABLES.items() if table.published()}


def macro_descriptions() -> dict[str, str]:
    """Macro name -> its header comment."""
    out = {}
    for path in sorted((SQL / "macros").glob("*.sql")):
        header = path.read_text(encoding="utf-8").splitlines()[0]
        out[path.stem] = header.removeprefix("--").strip()
    return out


def ddl(name: str, table: type[Table]) -> str:
    """The CREATE TABLE statement of a published table."""
    nullable = table.nullable()
    in_key = set(table.key_columns())
    lines = [
        f"    {column} {kind}{'' if nullable[column] or (column in in_key) else ' not null'}"
        for column, kind in table.duckdb_types().items()
    ]
    if not any(nullable[column] for column in table.key_columns()):
        lines.append(f"    primary key ({', '.join(table.key_columns())})")
    return f"create table published.{name} (\n" + ",\n".join(lines) + "\n)"


def _create(connection: duckdb.DuckDBPyConnection, name: str, table: type[Table]) -> None:
    connection.execute(ddl(name, table))
    grain = table.grain().replace("'", "''")
    connection.execute(f"comment on table published.{name} is 'Grain: {grain}'")
    for column, about in table.descriptions().items():
        connection.execute(f"comment on column published.{name}.{column} is '{about.replace(chr(39), chr(39) * 2)}'")


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
