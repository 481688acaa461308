"""Run the window models on small input tables in one in-memory DuckDB connection.

What belongs here: building input rows with defaults, running models, reading rows back. What does not: expectations.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

import polars as pl

from pipelines.models import Model, connect, load_models
from schemas import TABLES

Row = dict[str, Any]
DAY_ZERO = date(2020, 1, 1)
WINDOW_TABLES = ("sanction_windows",)

ACTION_DEFAULTS: Row = {
    "sender": "EU",
    "target": "RU",
    "regime": "eu-one",
    "measure": "asset_freeze",
    "subject": "entity:a",
    "action": "impose",
    "effective_precision": "day",
    "is_open_ended": False,
    "basis": "curated",
    "evidence": "does something",
    "confidence": "verified",
    "recorded_at": datetime(2020, 1, 1),
}


def day(number: int) -> date:
    """Day `number` of the small calendar; day 0 is 2020-01-01."""
    return DAY_ZERO + timedelta(days=number)


def as_day(value: Any) -> date | None:
    """A day of the small calendar, an ISO date or a date; None stays None."""
    if isinstance(value, int):
        return day(value)
    return date.fromisoformat(value) if isinstance(value, str) else value


def action(**fields: Any) -> Row:
    """One row of `actions`: only what matters is given, the rest has defaults.

    Days may be given as numbers of the small calendar. The act is known on its day of effect unless `known_on` says
    otherwise; the announcement has the id of the action; `regimes` is the regime; a subject's kind follows its prefix.
    """
    row = dict.fromkeys(TABLES["actions"].polars_schema()) | ACTION_DEFAULTS | fields
    for name in ("effective_on", "expires_on", "known_on", "announced_on"):
        row[name] = as_day(row[name])
    if "known_on" not in fields:
        row["known_on"] = row["effective_on"]
    row["announcement_id"] = row["announcement_id"] or row["action_id"]
    row["regimes"] = row["regimes"] or row["regime"]
    if row["expires_on"] is not None and row["term"] is None:
        row["term"] = "measure"
    prefix = row["subject"].split(":")[0]
    row["subject_kind"] = row["subject_kind"] or {"hs": "product", "ofac": "entry", "eu-fsf": "entry"}.get(prefix, prefix)
    return row


@cache
def models() -> dict[str, Model]:
    """All models of the project, each after those it reads."""
    return load_models()


def run_models(inputs: dict[str, pl.DataFrame], wanted: Sequence[str], *, check: bool = True) -> dict[str, pl.DataFrame]:
    """Run the models that lead from the input tables to the wanted ones; returns the wanted tables.

    With `check`, every table that is run is checked against its pandera model.
    """
    needed = _needed(wanted, inputs)
    with connect() as connection:
        connection.execute("set threads = 1")
        for name, frame in inputs.items():
            connection.register(f"{name}_frame", frame)
            connection.execute(f"create temp table {name} as select * from {name}_frame")
        out = {}
        for name in _landing(needed, inputs):
            connection.register(f"{name}_frame", TABLES[name].empty())
            connection.execute(f"create temp table {name} as select * from {name}_frame")
        for name in needed:
            connection.execute(f"create temp table {name} as {models()[name].sql}")
            if check:
                TABLES[name].validate(connection.table(name).pl(), lazy=True)
        for name in wanted:
            out[name] = connection.table(name).pl()
    return out


def _needed(wanted: Iterable[str], given: Iterable[str]) -> list[str]:
    needed: set[str] = set()
    open_names = list(wanted)
    while open_names:
        name = open_names.pop()
        if name not in needed and name not in given and name in models():
            needed.add(name)
            open_names += models()[name].dependencies
    return [name for name in models() if name in needed]


def _landing(needed: Iterable[str], given: Iterable[str]) -> list[str]:
    """Tables that no model makes and nobody gave: empty."""
    read = {dependency for name in needed for dependency in models()[name].dependencies}
    return sorted(read - models().keys() - set(given))


def actions_frame(rows: Iterable[Row]) -> pl.DataFrame:
    """Rows of `actions` as the table the models read."""
    return pl.DataFrame(list(rows), schema=TABLES["actions"].polars_schema())


def clock(as_of: Any) -> pl.DataFrame:
    """The run's clock."""
    schema = TABLES["run_clock"].polars_schema()
    row = {name: "test" if dtype == pl.String else None for name, dtype in schema.items()} | {"as_of": as_day(as_of)}
    return pl.DataFrame([row], schema=schema)


def run_actions(rows: Iterable[Row], as_of: Any, table: str = "sanction_windows", *, check: bool = True) -> list[Row]:
    """The rows of one table that follow from these actions, in order of key and time."""
    found = run_models({"actions": actions_frame(rows), "run_clock": clock(as_of)}, [table], check=check)[table]
    order = [name for name in ("sender", "target", "regime", "measure", "subject", "chain") if name in found.columns]
    return found.sort([*order, "known_from", *(["valid_from"] if "valid_from" in found.columns else [])]).to_dicts()


def known_at(rows: Iterable[Row], known_day: Any) -> list[Row]:
    """The rows believed on a day, in order of key and first day."""
    wanted = as_day(known_day)
    believed = [row for row in rows if row["known_from"] <= wanted and (row["known_to"] is None or wanted < row["known_to"])]
    return sorted(
        believed, key=lambda row: (row["regime"], row.get("measure", ""), row.get("subject", ""), row.get("valid_from") or wanted)
    )


def pick(rows: Iterable[Row], *names: str) -> list[tuple[Any, ...]]:
    """Some columns of the rows, days of the small calendar as numbers: what a test writes out."""
    return [tuple(_number(row[name]) for name in names) for row in rows]


def _number(value: Any) -> Any:
    is_day = isinstance(value, date) and not isinstance(value, datetime) and abs((value - DAY_ZERO).days) < 2000
    return (value - DAY_ZERO).days if is_day else value
