"""Split rows into accepted and refused.

What belongs here: running a pandera model over a frame and naming every row it refuses. What does not: the rules (`schemas/`).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pandera.errors
import polars as pl

from schemas.table import Table


@dataclass(frozen=True)
class Refusal:
    """Why one row was refused: its position, the check, the column and the value."""

    index: int
    check: str
    column: str | None
    value: str | None


def split(model: type[Table], frame: pl.DataFrame) -> tuple[pl.DataFrame, list[Refusal]]:
    """Accepted rows, and one refusal for each failed check of each refused row.

    Of rows that share a unique value the first is kept. Raises `pandera.errors.SchemaErrors` where the frame as a whole
    does not fit (a column missing, extra or of another type): that is a fault of the parser, not of a row.
    """
    try:
        return model.validate(frame, lazy=True), []
    except pandera.errors.SchemaErrors as errors:
        failures = errors.failure_cases
        if failures["index"].null_count():
            raise
    refusals = []
    seen: set[tuple[str, Any]] = set()
    for failure in failures.sort("index").iter_rows(named=True):
        check = str(failure["check"]).split("(")[0]
        if check == "field_uniqueness":
            value = (str(failure["column"]), frame[int(failure["index"])][str(failure["column"])][0])
            if value not in seen:
                seen.add(value)
                continue
            check = "duplicate"
        refusals.append(Refusal(int(failure["index"]), _CHECK_NAMES.get(check, check), failure["column"], _text(failure["failure_case"])))
    refused = {refusal.index for refusal in refusals}
    kept = frame.with_row_index("_index").filter(~pl.col("_index").is_in(list(refused))).drop("_index")
    return model.validate(kept, lazy=True), refusals


#: pandera's names -> words of our own that say what is wrong.
_CHECK_NAMES = {
    "isin": "not_in_closed_list",
    "str_matches": "malformed",
    "not_nullable": "missing",
    "greater_than_or_equal_to": "too_small",
}


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def as_json(row: dict[str, Any]) -> str:
    """A refused row as it was read, with its empty fields left out."""
    return json.dumps({key: value for key, value in row.items() if value is not None}, ensure_ascii=False, default=str)
