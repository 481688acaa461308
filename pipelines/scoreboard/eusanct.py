"""EUSANCT, case level, saved as CSV: one row a case with columns for each sender; each sender makes a case here.

Imposition, not threat, is the start. An end is a day or the word `ongoing`; a suspension is no end. Columns of days are found by
name, because releases spell them differently.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pipelines.scoreboard.case import Case, day_of, rows_of

NAME = "EUSANCT"
SENDERS = ("EU", "US")
TARGETS = {"russia": "RU", "ukraine": "UA", "turkey": "TR"}
#: Gradualism 3 is stepwise easing, 4 stepwise both ways.
STEPWISE_EASING = ("3", "4")
_STARTS = ("imposition{}_date", "impositiondate{}", "imposition{}date", "dateimposition{}")
_ENDS = ("enddate{}", "end{}_date", "enddate_{}", "end{}")


def read(path: Path) -> list[Case]:
    """All cases of the file that its own senders EU or US imposed."""
    out = []
    for row in rows_of(path, ("caseid", "targetstate_name")):
        values = {name.lower(): value for name, value in row.items()}
        for sender in SENDERS:
            if values.get(f"imposition{sender}".lower()) in ("1", "1.0"):
                out.append(_case(values, sender))
    return out


def _case(row: dict[str, str], sender: str) -> Case:
    start, precision = _start(row, sender)
    ending = next((row[name] for pattern in _ENDS if (name := pattern.format(sender).lower()) in row and row[name]), "")
    name = row["targetstate_name"].lower()
    gradual = row.get("gradualism", "").split(".")[0]
    return Case(
        NAME,
        f"{row['caseid'].split('.')[0]}/{sender}",
        sender,
        TARGETS.get(name, name.upper()),
        start,
        day_of(ending),
        True if ending.lower() == "ongoing" else False if day_of(ending) else None,
        precision=precision,
        gradual=gradual in STEPWISE_EASING if gradual in ("1", "2", "3", "4") else None,
    )


def _start(row: dict[str, str], sender: str) -> tuple[date | None, str]:
    for pattern in _STARTS:
        day = day_of(row.get(pattern.format(sender).lower(), ""))
        if day:
            return day, "day"
    year = row.get(f"imposition{sender}_year".lower(), "").split(".")[0]
    return (date(int(year), 1, 1), "year") if year.isdigit() else (None, "day")
