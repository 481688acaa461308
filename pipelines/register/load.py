"""The register, read and validated: frames ready to be written as tables, and the rows that were refused.

What belongs here: the way from register files to frames. What does not: the layout of a file (`read.py`), the rules
(`schemas/register.py`), writing (`pipelines/tables.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl

from pipelines.register import aliases, read
from pipelines.validate import Refusal, as_json, split
from schemas import TABLES

SOURCE = "register"


@dataclass(frozen=True)
class Register:
    """The tables that come from the register."""

    documents: pl.DataFrame
    register_acts: pl.DataFrame
    register_actions: pl.DataFrame
    register_statements: pl.DataFrame
    rejected_rows: pl.DataFrame


def load(directory: Path, alias_file: Path, run_id: str) -> Register:
    """Read and validate the register files of a directory.

    A row that fails is refused alone, and so is what hangs on a refused act. Raises
    `pipelines.errors.RegisterUnreadable` for a file that does not parse.
    """
    rows = read.read_register(directory, aliases.load(alias_file))
    digests = {document["location"]: document["document_sha256"] for document in rows.documents}
    recorded = {document["location"]: _midnight(document["recorded_on"]) for document in rows.documents}
    refuse = _Refuser(digests, recorded, run_id)
    for problem in rows.problems:
        refuse.add(problem.table, problem.file, problem.line, problem.row_id, problem.raw, problem.check, problem.column, problem.value)
    acts = _accepted("register_acts", rows.acts, refuse)
    known_acts = set(acts["announcement_id"])
    hangs_on = _missing_parent("announcement_id", known_acts, "act_refused_or_unknown")
    actions = _accepted("register_actions", rows.actions, refuse, hangs_on)
    known_actions = set(actions["action_id"])
    actions = _refuse_rows("register_actions", actions, _missing_parent("corrects", known_actions, "corrected_action_unknown"), refuse)
    statements = _accepted("register_statements", rows.statements, refuse, hangs_on)
    documents = pl.DataFrame(
        [document | {"recorded_at": recorded[document["location"]]} for document in rows.documents],
        schema=TABLES["documents"].polars_schema(),
    )
    return Register(documents, acts, actions, statements, refuse.frame())


Reason = Callable[[dict[str, Any]], Refusal | None]


def _missing_parent(column: str, known: set[str], check: str) -> Reason:
    def reason(row: dict[str, Any]) -> Refusal | None:
        return None if row[column] is None or row[column] in known else Refusal(-1, check, column, row[column])

    return reason


def _accepted(table: str, rows: list[dict[str, Any]], refuse: _Refuser, reason: Reason | None = None) -> pl.DataFrame:
    model = TABLES[table]
    frame = pl.DataFrame(rows, schema=model.polars_schema())
    accepted, refusals = split(model, frame)
    for refusal in refusals:
        row = rows[refusal.index]
        refuse.row(table, row, refusal)
    return _refuse_rows(table, accepted, reason, refuse) if reason else accepted


def _refuse_rows(table: str, frame: pl.DataFrame, reason: Reason, refuse: _Refuser) -> pl.DataFrame:
    keep = []
    for row in frame.iter_rows(named=True):
        refusal = reason(row)
        keep.append(refusal is None)
        if refusal is not None:
            refuse.row(table, row, refusal)
    return frame.filter(pl.Series(keep, dtype=pl.Boolean))


class _Refuser:
    """Collects refused rows."""

    def __init__(self, digests: dict[str, str], recorded: dict[str, datetime], run_id: str) -> None:
        self._digests = digests
        self._recorded = recorded
        self._run_id = run_id
        self._rows: list[dict[str, Any]] = []

    def row(self, table: str, row: dict[str, Any], refusal: Refusal) -> None:
        row_id = row[TABLES[table].key_columns()[0]]
        self.add(table, row["file"], row["line"], row_id, row, refusal.check, refusal.column, refusal.value)

    def add(
        self, table: str, file: str, line: int, row_id: str | None, raw: dict[str, Any], check: str, column: str | None, value: str | None
    ) -> None:
        self._rows.append(
            {
                "source": SOURCE,
                "document_sha256": self._digests[file],
                "table_name": table,
                "file": file,
                "line": line,
                "row_id": row_id,
                "raw": as_json(raw),
                "failed_check": check,
                "column_name": column,
                "failure_case": value,
                "run_id": self._run_id,
                "recorded_at": self._recorded[file],
            }
        )

    def frame(self) -> pl.DataFrame:
        frame = pl.DataFrame(self._rows, schema=TABLES["rejected_rows"].polars_schema())
        return frame.unique(maintain_order=True).sort("file", "line", "column_name", "failed_check")


def _midnight(day: str) -> datetime:
    return datetime.fromisoformat(day)
