"""One case of a published dataset, in the words of this project.

What belongs here: the shape that all readers fill. What does not: a dataset's own columns (`ist.py`, `eusanct.py`, `gsdb.py`).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipelines.errors import SanctionsError


class DatasetUnreadable(SanctionsError):
    """A dataset file is not what its reader expects; the text says which file and what is missing."""


@dataclass(frozen=True)
class Case:
    """One sender against one target over one issue. Ends are inclusive last days; None = not coded, or no end."""

    dataset: str
    case_id: str
    sender: str
    target: str
    start: date | None
    end: date | None
    ongoing: bool | None
    #: `day`, or `year` where the dataset gives no more.
    precision: str = "day"
    gradual: bool | None = None
    expiry: bool | None = None
    review: bool | None = None


def rows_of(path: Path, needed: Iterable[str]) -> list[dict[str, str]]:
    """The rows of a CSV file, values stripped. Raises `DatasetUnreadable` where it is no CSV file or lacks a column."""
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            reader = csv.DictReader(file)
            rows = [{(key or "").strip(): (value or "").strip() for key, value in row.items() if isinstance(value, str)} for row in reader]
            columns = [name.strip() for name in reader.fieldnames or []]
    except (OSError, csv.Error) as error:
        raise DatasetUnreadable(f"{path} cannot be read: {error}") from error
    missing = [name for name in needed if name not in columns]
    if missing:
        raise DatasetUnreadable(f"{path} lacks the columns {', '.join(missing)}; it has {', '.join(columns[:12])}. Save workbooks as CSV.")
    return rows


def flag(text: str) -> bool | None:
    """0 or 1 as a truth value; anything else is not coded."""
    return {"0": False, "1": True, "0.0": False, "1.0": True}.get(text)


def day_of(text: str) -> date | None:
    """A day as `d.m.Y`, `Y-m-d` or `d/m/Y`; None where there is none."""
    text = text.split(" ")[0].split("T")[0]
    for separator, order in ((".", (2, 1, 0)), ("-", (0, 1, 2)), ("/", (2, 1, 0))):
        parts = text.split(separator)
        if len(parts) == 3 and all(part.isdigit() for part in parts):
            year, month, day = (int(parts[i]) for i in order)
            try:
                return date(year, month, day)
            except ValueError:
                return None
    return None
