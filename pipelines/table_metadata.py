"""What Dagster shows of a table: description, columns with their sources, row count, preview, content digest.

What belongs here: turning `schemas/`, lineage and a frame into Dagster metadata. What does not: facts about tables (`schemas/`),
verdicts about rows (`checks.py`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import dagster as dg
import polars as pl

from pipelines import models
from pipelines.lineage import Source, column_sources
from pipelines.settings import SQL
from schemas import TABLES

PREVIEW_ROWS = 8
#: A table of so few rows (the scoreboard, the backtest) is shown whole.
WHOLE_ROWS = 60
_CELL = 60
_WORDS = 6
#: Beyond this many rows a content digest is no longer cheap, and Dagster falls back on the run.
_DIGEST_ROWS = 1_000_000


@lru_cache(maxsize=1)
def all_models() -> Mapping[str, models.Model]:
    """The SQL models, read once per process."""
    return models.load_models(SQL)


def description(name: str) -> str:
    """Grain, key, and for SQL models the header comment."""
    table = TABLES[name]
    model = all_models().get(name)
    # most headers open with the grain, word for word
    about = model.about.removeprefix(table.grain()).strip() if model else ""
    about = f"\n\n{about}" if about else ""
    return f"**Grain:** {table.grain()}\n\n**Key:** {', '.join(f'`{column}`' for column in table.key_columns())}{about}"


@lru_cache(maxsize=256)
def column_schema(name: str) -> dg.TableSchema:
    """Columns with type, description, constraints and where each comes from (open-source Dagster draws no column lineage)."""
    table = TABLES[name]
    types = table.duckdb_types()
    origin = _origins(name)
    columns = []
    for column, field in table.to_schema().columns.items():
        text = field.description or ""
        if origin.get(column):
            text = f"{text}{'' if text.endswith('.') else '.'} From: {_in_short(origin[column])}."
        constraints = dg.TableColumnConstraints(
            nullable=bool(field.nullable), unique=bool(field.unique), other=[_in_words(check) for check in field.checks]
        )
        columns.append(dg.TableColumn(column, types[column], text, constraints))
    return dg.TableSchema(columns, constraints=dg.TableConstraints(other=[f"key: {', '.join(table.key_columns())}"]))


@lru_cache(maxsize=256)
def column_lineage(name: str) -> dg.TableColumnLineage:
    """The same sources in Dagster's own form."""
    return dg.TableColumnLineage(
        {
            column: [dg.TableColumnDep(dg.AssetKey(table), source) for table, source in sources]
            for column, sources in _origins(name).items()
            if sources
        }
    )


def definition_metadata(name: str) -> dict[str, Any]:
    """What is known of a table before any run."""
    return {"dagster/column_schema": column_schema(name), "dagster/table_name": name}


def run_metadata(name: str, path: Path, frame: pl.DataFrame) -> dict[str, Any]:
    """What a run found out about a table."""
    shown = frame if frame.height <= WHOLE_ROWS else frame.head(PREVIEW_ROWS)
    metadata: dict[str, Any] = {
        "dagster/row_count": frame.height,
        "dagster/column_schema": column_schema(name),
        "preview": dg.MetadataValue.md(markdown(shown) if frame.height else "No rows."),
        "path": dg.MetadataValue.path(str(path)),
        "size_bytes": path.stat().st_size,
    }
    if name in all_models():
        metadata["dagster/column_lineage"] = column_lineage(name)
    return metadata


def data_version(frame: pl.DataFrame) -> dg.DataVersion | None:
    """A digest of the rows, whatever their order; None where the table is too large for that."""
    if frame.height > _DIGEST_ROWS:
        return None
    digest = hashlib.sha256(repr(frame.schema).encode())
    digest.update(repr(frame.hash_rows().sort().to_list()).encode())
    return dg.DataVersion(digest.hexdigest()[:16])


def code_version(*paths: Path) -> str:
    """A digest of the files that make a table; the same for the same text."""
    total = hashlib.sha256()
    for path in paths:
        total.update(path.read_bytes())
    return total.hexdigest()[:16]


def markdown(frame: pl.DataFrame) -> str:
    """A small table in Markdown; long cells are cut."""
    lines = ["| " + " | ".join(frame.columns) + " |", "|" + " --- |" * frame.width]
    lines += ["| " + " | ".join(_cell(value) for value in row) + " |" for row in frame.iter_rows()]
    return "\n".join(lines)


def _cell(value: object) -> str:
    text = "" if value is None else str(value).replace("|", "\\|").replace("\n", " ")
    return text if len(text) <= _CELL else text[: _CELL - 1] + "…"


def _origins(name: str) -> Mapping[str, tuple[Source, ...]]:
    model = all_models().get(name)
    return column_sources(model) if model else {}


def _in_short(sources: Iterable[Source]) -> str:
    """`actions.effective_on, run_clock.as_of`; several columns of one table as `window_keys (sender, target)`."""
    columns: dict[str, list[str]] = {}
    for table, column in sources:
        columns.setdefault(table, []).append(column)
    return ", ".join(f"{table}.{names[0]}" if len(names) == 1 else f"{table} ({', '.join(names)})" for table, names in columns.items())


def _in_words(check: Any) -> str:
    """A pandera check as a constraint that a person reads."""
    facts = check.statistics or {}
    if "allowed_values" in facts:
        words = [str(word) for word in facts["allowed_values"]]
        more = f" … ({len(words)} words)" if len(words) > _WORDS else ""
        return f"one of: {', '.join(words[:_WORDS])}{more}"
    if "pattern" in facts:
        pattern = facts["pattern"]
        return f"matches {str(getattr(pattern, 'pattern', pattern)).removeprefix('^(?:').removesuffix(')$')}"
    if "min_value" in facts:
        return f"at least {facts['min_value']}"
    return str(check.name)
