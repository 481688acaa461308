"""Parquet tables: the only thing that passes between assets.

What belongs here: reading and replacing one table, checking it against its model. What does not: what is in it.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from schemas import TABLES


def path_of(tables: Path, name: str) -> Path:
    """Where a table lies."""
    return tables / f"{name}.parquet"


def write(tables: Path, name: str, frame: pl.DataFrame) -> int:
    """Check a frame against its model and put it in the place of the table by rename; returns the number of rows.

    Raises `pandera.errors.SchemaErrors` where the frame is not what the model says; the old table then stays.
    """
    TABLES[name].validate(frame, lazy=True)
    tables.mkdir(parents=True, exist_ok=True)
    target = path_of(tables, name)
    unfinished = target.with_suffix(".parquet.tmp")
    frame.write_parquet(unfinished)
    unfinished.replace(target)
    return frame.height


def read(tables: Path, name: str) -> pl.DataFrame:
    """Read a whole table."""
    return pl.read_parquet(path_of(tables, name))
