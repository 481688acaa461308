"""SQL models: one file, one table, run by DuckDB over the Parquet tables.

What belongs here: finding the models, reading their dependencies from the SQL, running one. What does not: SQL.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from graphlib import TopologicalSorter
from pathlib import Path

import duckdb
import polars as pl
import sqlglot
from sqlglot import exp

from pipelines.settings import SQL
from pipelines.tables import path_of

LAYERS = ("staging", "core", "marts")


@dataclass(frozen=True)
class Model:
    """One SQL file: its name is its table's name."""

    name: str
    path: Path

    @cached_property
    def sql(self) -> str:
        """The text of the model."""
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def about(self) -> str:
        """The header comment: what the model does and why."""
        lines = []
        for line in self.sql.splitlines():
            if not line.startswith("--"):
                break
            lines.append(line.removeprefix("--").strip())
        return " ".join(lines)

    @cached_property
    def tree(self) -> exp.Expr:
        """The parsed query."""
        return sqlglot.parse_one(self.sql, read="duckdb")

    @cached_property
    def dependencies(self) -> tuple[str, ...]:
        """Tables the query reads, in order of name."""
        ctes = {cte.alias for cte in self.tree.find_all(exp.CTE)}
        return tuple(sorted({table.name for table in self.tree.find_all(exp.Table)} - ctes))


def load_models(root: Path = SQL) -> dict[str, Model]:
    """All models, each after those it reads."""
    models = {path.stem: Model(path.stem, path) for layer in LAYERS for path in sorted((root / layer).glob("*.sql"))}
    order = TopologicalSorter({name: [d for d in model.dependencies if d in models] for name, model in models.items()})
    return {name: models[name] for name in order.static_order()}


def connect(path: str | Path = ":memory:", *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """A DuckDB connection that prints no progress bar (DuckDB writes it to stdout, even into a pipe)."""
    connection = duckdb.connect(str(path), read_only=read_only)
    connection.execute("set enable_progress_bar = false")
    connection.execute("set preserve_insertion_order = false")
    return connection


def attach_tables(connection: duckdb.DuckDBPyConnection, tables: Path, names: Iterable[str]) -> None:
    """Make Parquet tables readable under their names."""
    for name in names:
        connection.read_parquet(str(path_of(tables, name))).create_view(name)


def frame_of(relation: duckdb.DuckDBPyRelation) -> pl.DataFrame:
    """A small relation as a polars frame, without Arrow (its package is large and needed for nothing else)."""
    return pl.DataFrame(relation.fetchall(), schema=relation.columns, orient="row", infer_schema_length=None)


def run(model: Model, tables: Path) -> int:
    """Run one model over the tables it reads and replace its table by rename; returns the number of rows.

    Raises `duckdb.Error` where the SQL fails; the old table then stays.
    """
    tables.mkdir(parents=True, exist_ok=True)
    target = path_of(tables, model.name)
    unfinished = target.with_suffix(".parquet.tmp")
    with connect() as connection:
        attach_tables(connection, tables, model.dependencies)
        relation = connection.sql(model.sql)
        relation.write_parquet(str(unfinished))
        rows = connection.read_parquet(str(unfinished)).aggregate("count(*)").fetchall()[0][0]
    unfinished.replace(target)
    return int(rows)
