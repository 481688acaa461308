"""International Sanctions Termination dataset, v1.1 (`IST-dataset.csv`; Attia and Grauvogel 2022, doi 10.1177/00223433221087080): one row a
case, days as `d.m.Y`, Correlates-of-War codes of states, 1830 and 1653 for the EU and the communities before it.

Columns used: `caseid, sender, target, startdate, terdate, ongoing, gradual, expiry, review`. `terdate`, the end in law, is an inclusive
last day; `defactoter` is not used.
"""

from __future__ import annotations

from pathlib import Path

from pipelines.scoreboard.case import Case, day_of, flag, rows_of

NAME = "IST"
#: Codes of the senders and targets that this project has; any other code stays as it is and meets nothing.
CODES = {"2": "US", "1830": "EU", "1653": "EU", "365": "RU", "369": "UA", "640": "TR"}


def read(path: Path) -> list[Case]:
    """All cases of the file."""
    needed = ("caseid", "sender", "target", "startdate", "terdate", "ongoing", "gradual", "expiry", "review")
    return [
        Case(
            NAME,
            row["caseid"],
            CODES.get(row["sender"], row["sender"]),
            CODES.get(row["target"], row["target"]),
            day_of(row["startdate"]),
            day_of(row["terdate"]),
            flag(row["ongoing"]),
            gradual=flag(row["gradual"]),
            expiry=flag(row["expiry"]),
            review=flag(row["review"]),
        )
        for row in rows_of(path, needed)
    ]
