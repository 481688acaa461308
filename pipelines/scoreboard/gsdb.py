"""Global Sanctions Data Base, case-specific CSV of releases 3 and 4 (`GSDB_V3.csv`, `GSDB_V4.csv`): one row a case, years only; several
senders share a row.

Columns of the file: `case_id, sanctioned_state, sanctioning_state, begin, end, trade, descr_trade, arms, military, financial, travel,
other, target_mult, sender_mult, objective, success`. The state is read from `success`, not from `end`: an end in the last year of the
data is censored. The dyadic file is none of this: it counts the members of the EU one by one and has no ends.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pipelines.scoreboard.case import Case, rows_of

NAME = "GSDB"
STATES = {"EU": "EU", "European Union": "EU", "United States": "US", "Russia": "RU", "Turkey": "TR", "Ukraine": "UA", "Türkiye": "TR"}


def read(path: Path) -> list[Case]:
    """All cases of the file; a case of several senders or targets is one case for each pair."""
    out = []
    for row in rows_of(path, ("case_id", "sanctioned_state", "sanctioning_state", "begin", "end", "success")):
        ongoing = "ongoing" in row["success"].lower()
        for sender in row["sanctioning_state"].split(","):
            for target in row["sanctioned_state"].split(","):
                out.append(
                    Case(
                        NAME,
                        row["case_id"],
                        STATES.get(sender.strip(), sender.strip()),
                        STATES.get(target.strip(), target.strip()),
                        _first(row["begin"]),
                        None if ongoing else _last(row["end"]),
                        ongoing,
                        precision="year",
                    )
                )
    return out


def _first(year: str) -> date | None:
    return date(int(year), 1, 1) if year.isdigit() else None


def _last(year: str) -> date | None:
    return date(int(year), 12, 31) if year.isdigit() else None
