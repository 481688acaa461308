"""The tables `dataset_comparison` and `scoreboard`: what each reads, and how shares get their intervals."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from pipelines import tables
from pipelines.scoreboard import eusanct, gsdb, ist
from pipelines.scoreboard.case import Case
from pipelines.scoreboard.compare import Known, compare
from pipelines.settings import Settings
from schemas import TABLES

Row = dict[str, Any]
READERS: dict[str, Callable[[Path], list[Case]]] = {ist.NAME: ist.read, eusanct.NAME: eusanct.read, gsdb.NAME: gsdb.read}
#: Agreement between human coders (IST against EUSANCT): the bar to beat.
BARS = {"start same day": 0.60, "start within 14 days": 0.79, "end same day": 0.30, "end within 14 days": 0.48}


#: Areas that a run measures only where it has what they need, and what that is.
NEEDS = {
    "extracted against curated actions": "needs an act of the register that this run has read as well, from the archive",
    f"windows against {ist.NAME}": "needs SANCTIONS_IST, the path of the dataset",
    f"windows against {eusanct.NAME}": "needs SANCTIONS_EUSANCT, the path of the dataset",
    f"windows against {gsdb.NAME}": "needs SANCTIONS_GSDB, the path of the dataset",
}


def write_comparison(settings: Settings) -> dict[str, int]:
    """Write `dataset_comparison` from the files that the settings name and `sanction_windows`, `regime_sunsets`, `deed_signals`,
    `announcements`, `run_clock`; empty where no file is named."""
    as_of: date = tables.read(settings.tables, "run_clock")["as_of"][0]
    paths = {ist.NAME: settings.ist, eusanct.NAME: settings.eusanct, gsdb.NAME: settings.gsdb}
    rows: list[Row] = []
    if any(paths.values()):
        known = _known(settings)
        for name, path in paths.items():
            if path is not None:
                rows += compare(READERS[name](path), known, as_of)
    return {"dataset_comparison": tables.write(settings.tables, "dataset_comparison", _frame("dataset_comparison", rows))}


def write_scoreboard(settings: Settings) -> dict[str, int]:
    """Write `scoreboard` from `backtest`, `dataset_comparison` and `extraction_agreement`; what cannot be measured says what it needs."""
    rows = index_rows(tables.read(settings.tables, "backtest").to_dicts())
    rows += dataset_rows(tables.read(settings.tables, "dataset_comparison").to_dicts())
    rows += extracted_rows(tables.read(settings.tables, "extraction_agreement").to_dicts())
    measured = {row["area"] for row in rows}
    rows += [_row(area, "not measured", n=0, note=need) for area, need in NEEDS.items() if area not in measured]
    return {"scoreboard": tables.write(settings.tables, "scoreboard", _frame("scoreboard", rows))}


def index_rows(backtest: Sequence[Row]) -> list[Row]:
    """How well the index orders days, and its gain on the base rate, on the days held out."""
    out = []
    for row in backtest:
        if row["part"] != "held_out":
            continue
        name = f"{row['sender']}-{row['target']}, {row['horizon_days']} days"
        note = f"skill: {row['skill']}; {row['episodes']} episodes since {row['first_day']}"
        out.append(_row("index", f"AUC {name}", row["auc"], row["auc_low"], row["auc_high"], baseline=0.5, n=row["days"], note=note))
        out.append(_row("index", f"Brier {name}", row["brier"], baseline=row["brier_base_rate"], n=row["days"], note=note))
    return out


def dataset_rows(comparison: Sequence[Row]) -> list[Row]:
    """Agreement with each dataset, field by field, with the bar of the human coders."""
    out = []
    for name in READERS:
        rows = [row for row in comparison if row["dataset"] == name]
        if not rows:
            continue
        area = f"windows against {name}"
        by_day = [row for row in rows if row["field"] in ("start", "end") and len(row["theirs"] or row["ours"]) > len("2014")]
        for field in ("start", "end"):
            days = [row["days_apart"] for row in by_day if row["field"] == field]
            if by_day:
                none = f"no case that we have a window for has a day of its {field}"
                out += _share(area, f"{field} same day", [apart == 0 for apart in days], none)
                out += _share(area, f"{field} within 14 days", [apart is not None and abs(apart) <= 14 for apart in days], none)
            out += _share(area, f"{field} same year", [row["agrees"] for row in rows if row["field"] == field and row not in by_day])
        for field in ("ongoing", "gradual", "expiry", "review"):
            out += _share(area, field, [row["agrees"] for row in rows if row["field"] == field])
        outside = sum(row["field"] == "scope" for row in rows)
        out.append(_row(area, "cases outside the scope", float(outside), n=outside, note="each with its reason in dataset_comparison"))
    return out


def extracted_rows(agreement: Sequence[Row]) -> list[Row]:
    """Agreement of extracted with curated actions, on the acts that the register has and a rule has read as well."""
    both = [row for row in agreement if row["curated"] and row["extracted"]]
    acts = len({row["announcement_id"] for row in agreement})
    area = "extracted against curated actions"
    return [
        *_interval(area, "precision", len(both), sum(row["extracted"] for row in agreement), f"{acts} acts have both"),
        *_interval(area, "recall", len(both), sum(row["curated"] for row in agreement), f"{acts} acts have both"),
        *_interval(area, "same day of effect", sum(row["same_day"] is True for row in both), len(both), None),
    ]


def _share(area: str, measure: str, hits: Sequence[bool | None], empty: str | None = None) -> list[Row]:
    """A share with its interval; of nothing, a row that says so, or none."""
    if not hits and empty:
        return [_row(area, measure, bar=BARS.get(measure), n=0, note=empty)]
    return _interval(area, measure, sum(bool(hit) for hit in hits), len(hits), None)


def _interval(area: str, measure: str, hits: int, n: int, note: str | None) -> list[Row]:
    """A share with its 95 % Wilson interval; no row of nothing."""
    if n == 0:
        return []
    z, p = 1.96, hits / n
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return [_row(area, measure, p, max(middle - half, 0.0), min(middle + half, 1.0), bar=BARS.get(measure), n=n, note=note)]


def _row(
    area: str,
    measure: str,
    value: float | None = None,
    low: float | None = None,
    high: float | None = None,
    *,
    baseline: float | None = None,
    bar: float | None = None,
    n: int,
    note: str | None,
) -> Row:
    numbers = {"value": value, "low": low, "high": high, "baseline": baseline}
    rounded = {name: None if number is None else round(number, 6) for name, number in numbers.items()}
    return {"area": area, "measure": measure} | rounded | {"bar": bar, "n": n, "note": note}


def _known(settings: Settings) -> Known:
    windows = tables.read(settings.tables, "sanction_windows").filter(pl.col("known_to").is_null() & (pl.col("status") == "active"))
    deeds = tables.read(settings.tables, "deed_signals").filter((pl.col("manner") == "done") & (pl.col("direction") == 1))
    titles = tables.read(settings.tables, "announcements").select("announcement_id", "title").rows()
    return Known(windows.to_dicts(), tables.read(settings.tables, "regime_sunsets").to_dicts(), deeds.to_dicts(), dict(titles))


def _frame(name: str, rows: Sequence[Row]) -> pl.DataFrame:
    schema = TABLES[name].polars_schema()
    return pl.DataFrame([{column: row[column] for column in schema} for row in rows], schema=schema)
