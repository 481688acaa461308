"""What a table is here: a pandera model with a grain and a key, and what is derived from it.

What belongs here: the base class and the derivations (DuckDB types, DDL, comments). What does not: the tables
themselves, which stand one subject a file beside this one.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

import pandera.polars as pa
import polars as pl

#: polars dtype -> DuckDB type of the published column.
DUCKDB_TYPES: dict[Any, str] = {
    pl.String: "VARCHAR",
    pl.Date: "DATE",
    pl.Datetime: "TIMESTAMP",
    pl.Int64: "BIGINT",
    pl.Int32: "INTEGER",
    pl.Float64: "DOUBLE",
    pl.Boolean: "BOOLEAN",
}


class Table(pa.DataFrameModel):
    """Base of every table: strict columns, no coercion; the docstring's first line is the grain."""

    #: Columns that identify a row (underscore: pandera takes every other attribute for a column).
    _key: ClassVar[tuple[str, ...]] = ()
    #: Where the table stands in the flow of data: `sources`, `core`, `marts` or `publish`; also its Dagster group.
    _layer: ClassVar[str] = "core"
    #: Whether analysts get it in `sanctions.duckdb`.
    _published: ClassVar[bool] = True

    class Config:
        strict = True
        coerce = False
        ordered = True

    @classmethod
    def key_columns(cls) -> tuple[str, ...]:
        """Columns that identify a row."""
        return cls._key

    @classmethod
    def layer(cls) -> str:
        """Where the table stands in the flow of data."""
        return cls._layer

    @classmethod
    def published(cls) -> bool:
        """Whether analysts get it in `sanctions.duckdb`."""
        return cls._published

    @classmethod
    def grain(cls) -> str:
        """The grain of the table, in one line."""
        return (cls.__doc__ or "").strip().splitlines()[0]

    @classmethod
    def descriptions(cls) -> dict[str, str]:
        """Column name -> description, in column order."""
        return {name: column.description or "" for name, column in cls.to_schema().columns.items()}

    @classmethod
    def nullable(cls) -> dict[str, bool]:
        """Column name -> whether it may be NULL."""
        return {name: bool(column.nullable) for name, column in cls.to_schema().columns.items()}

    @classmethod
    def duckdb_types(cls) -> dict[str, str]:
        """Column name -> DuckDB type."""
        out = {}
        for name, column in cls.to_schema().columns.items():
            dtype = column.dtype.type
            out[name] = DUCKDB_TYPES[dtype if isinstance(dtype, type) else type(dtype)]
        return out

    @classmethod
    def polars_schema(cls) -> dict[str, Any]:
        """Column name -> polars dtype, for building frames (empty ones too)."""
        return {name: column.dtype.type for name, column in cls.to_schema().columns.items()}

    @classmethod
    def empty(cls) -> pl.DataFrame:  # type: ignore[override]
        """A frame with the right columns and no rows."""
        return pl.DataFrame(schema=cls.polars_schema())


def col(
    description: str,
    *,
    nullable: bool = False,
    isin: Iterable[Any] | None = None,
    regex: str | None = None,
    unique: bool = False,
    ge: float | None = None,
) -> Any:
    """One column: what it means, and what it may hold.

    Parameters: the description shown everywhere (validation, comments, data dictionary, Dagster); whether NULL is
    allowed; a closed list; a pattern a string must match from start to end; uniqueness; a lower bound.
    """
    checks: dict[str, Any] = {}
    if isin is not None:
        checks["isin"] = list(isin)
    if regex is not None:
        checks["str_matches"] = f"^(?:{regex})$"
    if ge is not None:
        checks["ge"] = ge
    return pa.Field(description=description, nullable=nullable, unique=unique, **checks)
