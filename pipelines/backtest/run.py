"""One row of the backtest a dyad and horizon, and the step that writes the table `backtest`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date

import polars as pl

from pipelines import tables
from pipelines.backtest import forecast as fc
from pipelines.backtest import measures as m
from pipelines.backtest.series import Series, load
from pipelines.settings import SQL, Settings
from schemas import TABLES

HORIZONS = (30, 90, 180)
#: The half-life was chosen on the days before; the days from here on are held out.
SPLIT = date(2019, 1, 1)
#: Where the history of a sender and target begins by default.
START = date(2014, 1, 1)
#: Parts of the history that the table reports, and the first day of each.
PARTS = {"all": START, "held_out": SPLIT}
#: The dyads whose register is complete enough to ask, each with its reason: sender, target, why.
DYADS_FILE = SQL / "seeds" / "dyads.csv"


def dyads() -> tuple[tuple[str, str], ...]:
    """Sender and target of each dyad of the backtest, in the order of the file."""
    return tuple(pl.read_csv(DYADS_FILE).select("sender", "target").iter_rows())


@dataclass(frozen=True)
class BacktestRow:
    """One dyad and horizon: see `schemas.easing.Backtest`."""

    sender: str
    target: str
    horizon_days: int
    days: int
    episodes: int
    precision: float | None
    recall: float | None
    lead_days_median: float | None
    brier: float | None
    brier_base_rate: float | None
    brier_repeat: float | None
    brier_hard_only: float | None
    skill: str
    auc: float | None
    auc_low: float | None
    auc_high: float | None
    gain: float | None
    gain_low: float | None
    gain_high: float | None
    soft_gain: float | None
    soft_gain_low: float | None
    soft_gain_high: float | None
    first_day: date | None
    last_day: date | None
    part: str
    alarm_days: int


@dataclass(frozen=True)
class Walk:
    """The forecasts of one dyad and horizon for every day whose horizon was over at the clock."""

    series: Series
    horizon: int
    begins: list[int]
    happened: list[bool]
    base: list[float]
    said: list[float]
    repeat: list[float]
    hard: list[float]


def walk(series: Series, horizon: int, as_of: date) -> Walk:
    """Walk forward through the whole history of a dyad."""
    known = min(series.number(as_of), len(series.index) - 1)
    begins = [b for b in series.begins if b <= known]
    days = max(known - horizon + 1, 0)
    happened = fc.outcomes(days, begins, horizon)
    base = fc.base_rates(happened, horizon)
    said = fc.by_band(fc.bands(series.index[:days]), fc.BANDS, happened, base, horizon)
    repeat = fc.by_band(fc.repeats(days, begins), 2, happened, base, horizon)
    hard = fc.by_band(fc.bands(series.hard[:days]), fc.BANDS, happened, base, horizon)
    return Walk(series, horizon, begins, happened, base, said, repeat, hard)


def backtest(series: Iterable[Series], first: date, last: date, as_of: date, horizons: Sequence[int] = HORIZONS) -> list[BacktestRow]:
    """Rows for each dyad and horizon over the days from `first` to `last` whose horizon was over on `as_of`."""
    return [row(walk(one, horizon, as_of), first, last) for one in series for horizon in horizons]


def row(walked: Walk, first: date, last: date) -> BacktestRow:
    """The scores of the days from `first` to `last`."""
    series, horizon = walked.series, walked.horizon
    start = max(series.number(first), 0)
    asked = slice(start, max(min(series.number(last) + 1, len(walked.happened)), start))
    y = walked.happened[asked]
    said, base = walked.said[asked], walked.base[asked]
    errors, base_errors = m.squared_errors(said, y), m.squared_errors(base, y)
    alarm = fc.alarms(said, base)
    raised = m.alarms(alarm, y, [b - start for b in walked.begins], horizon)
    auc = m.auc_interval(series.index[start : start + len(y)], y, horizon)
    gain = m.mean_interval([b - e for b, e in zip(base_errors, errors, strict=True)], horizon)
    hard_errors = m.squared_errors(walked.hard[asked], y)
    soft = m.mean_interval([h - e for h, e in zip(hard_errors, errors, strict=True)], horizon)
    return BacktestRow(
        series.sender, series.target, horizon, len(y), raised.episodes,
        _rounded(raised.precision), _rounded(raised.recall), raised.lead_days_median,
        _rounded(m.mean(errors)), _rounded(m.mean(base_errors)),
        _rounded(m.mean(m.squared_errors(walked.repeat[asked], y))), _rounded(m.mean(hard_errors)),
        verdict(auc, gain), _rounded(auc.value), _rounded(auc.low), _rounded(auc.high),
        _rounded(gain.value), _rounded(gain.low), _rounded(gain.high), _rounded(soft.value), _rounded(soft.low), _rounded(soft.high),
        series.day(start) if y else None, series.day(start + len(y) - 1) if y else None,
        "held_out" if series.day(start) >= SPLIT else "all", sum(alarm),
    )  # fmt: skip


def verdict(auc: m.Interval, gain: m.Interval) -> str:
    """Skill by the intervals: yes where both the order (AUC) and the gain on the base rate lie wholly on the right side,
    no where one lies wholly on the wrong side, else undecided."""
    if auc.low is None or auc.high is None or gain.low is None or gain.high is None:
        return "undecided"
    if auc.low > 0.5 and gain.low > 0:
        return "yes"
    return "no" if auc.high <= 0.5 or gain.high <= 0 else "undecided"


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6) + 0.0  # no minus zero


def write_backtest(settings: Settings) -> dict[str, int]:
    """Write `backtest` from `easing_daily`, `easing_episodes` and `run_clock`: all days, and those after the split."""
    as_of: date = tables.read(settings.tables, "run_clock")["as_of"][0]
    daily = tables.read(settings.tables, "easing_daily").select("sender", "target", "day", "net", "hard_net").rows()
    episodes = tables.read(settings.tables, "easing_episodes").select("sender", "target", "began_on").rows()
    walks = [walk(series, horizon, as_of) for series in load(daily, episodes, dyads()) for horizon in HORIZONS]
    rows = [asdict(row(walked, first, as_of)) | {"part": part} for part, first in PARTS.items() for walked in walks]
    schema = TABLES["backtest"].polars_schema()
    frame = pl.DataFrame([{name: found[name] for name in schema} for found in rows], schema=schema)
    return {"backtest": tables.write(settings.tables, "backtest", frame)}
