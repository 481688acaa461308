"""What differs between the tables of this run and the published file of the last one.

What belongs here: comparing rows and saying whether the source, the pipeline or only the clock moved. What does not: printing
(`pipelines/cli/changes.py`), publishing.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

import duckdb
import polars as pl

from pipelines import models, tables
from pipelines.settings import Settings
from schemas import TABLES, Table

#: Tables whose rows are about the run itself or follow from the clock day by day.
NOT_COMPARED = frozenset({"runs", "changes", "sources", "sunset_calendar", "rejected_rows", "signal_weights"})
#: Columns that differ without a difference: when a row was recorded, and in which version of a file it stands.
NOT_COLUMNS = frozenset({"recorded_at", "document_sha256", "run_id"})
#: Columns that name the documents behind a row.
CITES = ("announcement_id", "opened_by", "closed_by")


def find(settings: Settings) -> dict[str, int]:
    """Compare with the published file, add what changed to the table `changes`; returns its row count.

    Without a published file there is nothing to compare with. Running it twice for one run adds nothing twice.
    """
    clock = tables.read(settings.tables, "run_clock").row(0, named=True)
    earlier = _earlier(settings)
    found: list[dict[str, Any]] = []
    if settings.database.exists():
        with models.connect() as connection:
            connection.execute(f"attach '{str(settings.database).replace(chr(39), chr(39) * 2)}' as old (read_only)")
            found = _compare_all(connection, settings, clock)
    frame = pl.DataFrame(found, schema=TABLES["changes"].polars_schema())
    kept = earlier.filter(pl.col("run_id") != clock["run_id"]) if found else earlier
    return {"changes": tables.write(settings.tables, "changes", pl.concat([kept, frame]))}


def _earlier(settings: Settings) -> pl.DataFrame:
    if not tables.path_of(settings.tables, "changes").exists():
        return TABLES["changes"].empty()
    return tables.read(settings.tables, "changes")


def _compare_all(connection: duckdb.DuckDBPyConnection, settings: Settings, clock: dict[str, Any]) -> list[dict[str, Any]]:
    last = connection.execute("select run_id, input_sha256, code_sha256 from old.runs order by finished_at desc limit 1").fetchall()
    if not last or last[0][0] == clock["run_id"]:
        return []
    previous_run, old_input, old_code = last[0]
    same_input, same_code = old_input == clock["input_sha256"], old_code == clock["code_sha256"]
    touched = set() if same_input else _touched(connection, settings)
    out = []
    for name, table in TABLES.items():
        if not table.published() or name in NOT_COMPARED or not _held(connection, name):
            continue
        for key, op, before, after, cites in _compare(connection, settings, name, table):
            if same_input:
                kind = "clock_moved" if same_code else "pipeline_changed"
            else:
                from_source = same_code or not cites or bool(touched & set(cites))
                kind = "source_changed" if from_source else "pipeline_changed"
            out.append(_row(clock, previous_run, kind, name, key, op, before, after))
    return out


def _touched(connection: duckdb.DuckDBPyConnection, settings: Settings) -> set[str]:
    """Announcements whose document is not the same bytes as at the last run."""
    connection.read_parquet(str(tables.path_of(settings.tables, "announcements"))).create_view("fresh_announcements", replace=True)
    rows = connection.execute(
        "select announcement_id from (select announcement_id, document_sha256 from fresh_announcements"
        " except select announcement_id, document_sha256 from old.announcements)"
        " union select announcement_id from"
        " (select announcement_id from old.announcements except select announcement_id from fresh_announcements)"
    ).fetchall()
    return {row[0] for row in rows}


def _held(connection: duckdb.DuckDBPyConnection, name: str) -> bool:
    sql = "select count(*) from duckdb_tables() where database_name = 'old' and table_name = ?"
    return bool(connection.execute(sql, [name]).fetchall()[0][0])


def _compare(
    connection: duckdb.DuckDBPyConnection, settings: Settings, name: str, table: type[Table]
) -> list[tuple[str, str, str | None, str | None, list[str]]]:
    """Rows of one table that were inserted, deleted or updated, with the documents they cite."""
    held = connection.execute("select column_name from duckdb_columns() where database_name = 'old' and table_name = ?", [name]).fetchall()
    columns = [column for column in table.descriptions() if column not in NOT_COLUMNS and (column,) in held]
    connection.read_parquet(str(tables.path_of(settings.tables, name))).create_view("fresh", replace=True)
    key = "concat_ws('|', " + ", ".join(f"coalesce(cast({column} as varchar), '')" for column in table.key_columns()) + ")"
    body = "to_json({" + ", ".join(f"'{column}': {column}" for column in columns) + "})"
    cites = [column for column in CITES if column in columns]
    cited = "[" + ", ".join(cites) + "]" if cites else "[]::varchar[]"
    # names come from schemas/, values from the tables
    sql = f"""
        with before as (select {key} as key, {body} as body, {cited} as cites from old.{name}),
        after as (select {key} as key, {body} as body, {cited} as cites from fresh)
        select key, before.body, after.body, list_concat(before.cites, after.cites)
        from before full outer join after using (key)
        where before.body is distinct from after.body
        order by key
    """  # noqa: S608
    out = []
    for row_key, old_body, new_body, documents in connection.execute(sql).fetchall():
        op = "insert" if old_body is None else "delete" if new_body is None else "update"
        out.append((row_key, op, old_body, new_body, [document for document in documents or [] if document]))
    return out


def _row(
    clock: dict[str, Any], previous_run: str, kind: str, table: str, key: str, op: str, before: str | None, after: str | None
) -> dict[str, Any]:
    recorded_at: datetime = clock["started_at"]
    identity = f"{clock['run_id']} {previous_run} {table} {key}"
    return {
        "change_id": hashlib.sha256(identity.encode()).hexdigest()[:20],
        "recorded_at": recorded_at,
        "kind": kind,
        "table_name": table,
        "key": key,
        "op": op,
        "before": before,
        "after": after,
        "run_id": clock["run_id"],
        "previous_run_id": previous_run,
    }
