"""Run one model on small input tables: only what matters is given, the rest of a row has plain defaults."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import polars as pl

from pipelines.models import Model, connect, load_models
from pipelines.settings import Settings
from schemas import TABLES

DEFAULTS: dict[Any, Any] = {pl.String: "x", pl.Float64: 0.0, pl.Int64: 0, pl.Int32: 0, pl.Boolean: False}


@cache
def models() -> dict[str, Model]:
    return load_models()


def frame(name: str, rows: list[dict[str, Any]]) -> pl.DataFrame:
    """Rows of a table; ISO text stands for days, what is not given is NULL where it may be."""
    table = TABLES[name]
    schema, nullable = table.polars_schema(), table.nullable()
    full = []
    for row in rows:
        values = {column: None if nullable[column] else DEFAULTS.get(kind) for column, kind in schema.items()} | row
        full.append({k: date.fromisoformat(v) if schema[k] == pl.Date and isinstance(v, str) else v for k, v in values.items()})
    return pl.DataFrame(full, schema=schema)


def run(name: str, **inputs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of a model; inputs that are not given are empty, weights are those of the project."""
    model = models()[name]
    with connect() as connection:
        for needed in model.dependencies:
            if needed == "signal_weights" and needed not in inputs:
                data = pl.read_csv(Settings().weights, schema=TABLES[needed].polars_schema())
            else:
                data = frame(needed, inputs.get(needed, []))
            connection.register(needed, data.to_arrow())
        found = connection.sql(model.sql).pl()
    TABLES[name].validate(found, lazy=True)
    return found.to_dicts()


def signal(signal_id: str, day: str, **fields: Any) -> dict[str, Any]:
    """One row of `easing_signals`: an act of RU on TR that eases, unless said otherwise."""
    return {
        "signal_id": signal_id, "signal_on": day, "sender": "RU", "target": "TR", "rung": "partial_lifting", "stage": "effective",
        "direction": 1, "weight": 3.0, "measure": "import_ban", "origin": "act", "event_id": signal_id, "confidence": "verified",
    } | fields  # fmt: skip
