"""Read the published file: the only thing the query commands touch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from pipelines.cli.output import Rows
from pipelines.errors import NotPublished, SanctionsError
from pipelines.settings import Settings


class QueryFailed(SanctionsError):
    """The published file could not answer; the text is DuckDB's first line."""


def database() -> Path:
    """Path of the published file. Raises `NotPublished` where there is none."""
    path = Settings().database
    if not path.exists():
        raise NotPublished(f"nothing is published yet at {path}: run `sanctions run` first, or set SANCTIONS_HOME")
    return path


@contextmanager
def opened() -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection to the published file that can reach nothing else."""
    path = database()
    try:
        connection = duckdb.connect(str(path), read_only=True)
    except duckdb.Error as error:
        raise QueryFailed(f"{path} cannot be opened: {_first_line(error)}") from error
    try:
        connection.execute("set enable_progress_bar = false")
        connection.execute("set enable_external_access = false")
        connection.execute("set lock_configuration = true")
        yield connection
    finally:
        connection.close()


def ask(connection: duckdb.DuckDBPyConnection, sql: str, parameters: Sequence[Any] = ()) -> Rows:
    """Run one query and fetch all of it. Raises `QueryFailed`."""
    try:
        result = connection.execute(sql, list(parameters))
        description = result.description or []
        return Rows([column[0] for column in description], result.fetchall())
    except duckdb.Error as error:
        raise QueryFailed(_first_line(error)) from error


def as_of(connection: duckdb.DuckDBPyConnection) -> date:
    """The clock of the run that published the file."""
    day: date = ask(connection, "select as_of from runs order by finished_at desc limit 1").rows[0][0]
    return day


def where(**filters: str | None) -> tuple[str, list[str]]:
    """`and column = ?` for each filter that is set, and the values. Codes are upper-cased, regimes lower-cased."""
    clauses, values = [], []
    for column, value in filters.items():
        if value is not None:
            clauses.append(f" and {column} = ?")
            values.append(value.lower() if column == "regime" else value.upper())
    return "".join(clauses), values


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0]
