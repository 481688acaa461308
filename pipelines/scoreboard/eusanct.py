"""EUSANCT, case level (`EUSANCT_Dataset_Case-level.xls` saved as CSV): one row a case with columns for each sender; each sender makes
a case here.

Columns used: `caseid`, `targetstate_name`, `impositionEU` (0/1), `impositionEU_year`, `endyearEU`, the same for `US`, and `gradualism`; so
named in public code that reads the workbook. Imposition, not threat (`start...`), is the start. An end is a day, a year or the word
`ongoing`; a suspension is no end. Columns of days are found by the words in their names; without them cases are compared by year.
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


def read(path: Path) -> list[Case]:
    """All cases of the file that its own senders EU or US imposed."""
    out = []
    for row in rows_of(path, ("caseid", "targetstate_name", "impositionEU", "impositionUS")):
        values = {name.lower(): value for name, value in row.items()}
        for sender in SENDERS:
            if values.get(f"imposition{sender}".lower()) in ("1", "1.0"):
                out.append(_case(values, sender))
    return out


def _case(row: dict[str, str], sender: str) -> Case:
    start, start_year = _day(row, "imposition", sender), row.get(f"imposition{sender}_year".lower(), "").split(".")[0]
    end, end_year = _day(row, "end", sender), row.get(f"endyear{sender}".lower(), "").split(".")[0]
    by_year = (start is None and start_year.isdigit()) or (end is None and end_year.isdigit())
    if start is None and start_year.isdigit():
        start = date(int(start_year), 1, 1)
    if end is None and end_year.isdigit():
        end = date(int(end_year), 12, 31)
    ongoing = "ongoing" in {value.lower() for name, value in row.items() if _speaks_of(name, "end", sender)}
    name = row["targetstate_name"].lower()
    gradual = row.get("gradualism", "").split(".")[0]
    return Case(
        NAME,
        f"{row['caseid'].split('.')[0]}/{sender}",
        sender,
        TARGETS.get(name, name.upper()),
        start,
        end,
        True if ongoing else False if end else None,
        precision="year" if by_year else "day",
        gradual=gradual in STEPWISE_EASING if gradual in ("1", "2", "3", "4") else None,
    )


def _day(row: dict[str, str], what: str, sender: str) -> date | None:
    return next((day for name, value in row.items() if _speaks_of(name, what, sender) and (day := day_of(value))), None)


def _speaks_of(name: str, what: str, sender: str) -> bool:
    """Whether a column such as `impositionEU_date` or `enddateEU` is of this sender's imposition or end."""
    words = name.replace("_", "").removeprefix("date")
    return words.startswith(what) and words.removeprefix(what).replace("date", "").replace("year", "") == sender.lower()
