"""Generated pages of the documentation: `python -m pipelines.docs` writes them, `--check` says whether they are current.

What belongs here: pages that follow from `schemas/`, `sql/` and the register. What does not: pages written by hand.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from pipelines import coverage, models, publish
from pipelines.settings import ROOT
from schemas import TABLES, Table, vocabulary

DOCS = ROOT / "docs"

#: Closed lists shown in the data dictionary, by title.
LISTS: dict[str, dict[str, str] | dict[str, int]] = {
    "Actions": vocabulary.ACTIONS,
    "Measures": vocabulary.MEASURES,
    "Openings of windows": vocabulary.OPENINGS,
    "Closings of windows": vocabulary.CLOSINGS,
    "Closings of carve-outs": vocabulary.CARVE_OUT_CLOSINGS,
    "Confidence": vocabulary.CONFIDENCES,
    "Precision of dates": vocabulary.PRECISIONS,
    "Basis": vocabulary.BASES,
    "Stances and their direction": vocabulary.STANCES,
    "Modalities": vocabulary.MODALITIES,
    "Speaker sides": vocabulary.SPEAKER_SIDES,
    "Rungs and their direction": vocabulary.RUNGS,
    "Stages": vocabulary.STAGES,
    "Alarms": vocabulary.ALARMS,
    "Kinds of change": vocabulary.CHANGE_KINDS,
    "Changes of licences": vocabulary.CHANGES,
}


def data_dictionary() -> str:
    """Every table and column, the macros and the closed lists, from their one description."""
    out = [
        "# Data dictionary",
        "",
        "Generated from `schemas/` and `sql/macros/` by `make docs`; the published file carries the same words as comments.",
        "",
        "## Tables of `sanctions.duckdb`",
        "",
    ]
    sql_models = models.load_models()
    for name, table in TABLES.items():
        if table.published():
            out += _table(name, table, sql_models)
    out += ["## Macros", "", "| macro | gives |", "|---|---|"]
    out += [f"| `{name}` | {about} |" for name, about in publish.macro_descriptions().items()]
    out += ["", "## Tables between assets", "", "Parquet files in `tables/`, not part of the published file.", ""]
    for name, table in TABLES.items():
        if not table.published():
            out += _table(name, table, sql_models)
    out += ["## Closed lists", ""]
    for title, values in LISTS.items():
        out += [f"### {title}", "", "| value | meaning |", "|---|---|"]
        out += [f"| `{value}` | {meaning} |" for value, meaning in values.items()]
        out += [""]
    return "\n".join(out).rstrip() + "\n"


def _table(name: str, table: type[Table], sql_models: dict[str, models.Model]) -> list[str]:
    types, nullable = table.duckdb_types(), table.nullable()
    out = [f"### {name}", "", f"Grain: {table.grain()} Key: {', '.join(f'`{column}`' for column in table.key_columns())}."]
    if name in sql_models:
        model = sql_models[name]
        out += ["", f"{model.about} Reads {', '.join(f'`{dependency}`' for dependency in model.dependencies)}."]
    out += ["", "| column | type | NULL | meaning |", "|---|---|---|---|"]
    out += [
        f"| `{column}` | {types[column]} | {'yes' if nullable[column] else ''} | {about} |"
        for column, about in table.descriptions().items()
    ]
    return [*out, ""]


PAGES: dict[str, Callable[[], str]] = {"data-dictionary.md": data_dictionary, "coverage.md": coverage.page}


def main(arguments: list[str]) -> int:
    """Write the pages, or with `--check` compare them; returns the exit code."""
    stale = []
    for name, make in PAGES.items():
        path: Path = DOCS / name
        text = make()
        if "--check" in arguments:
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                stale.append(str(path.relative_to(ROOT)))
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    if stale:
        sys.stderr.write(f"not current, run `make docs`: {', '.join(stale)}\n")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
