"""The steps that measure the project: backtest, comparison with published datasets, scoreboard; each writes the table of its name.

What belongs here: which step writes which table and what it reads, for assets and for runs without Dagster. What does not: the steps.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipelines.backtest import write_backtest
from pipelines.scoreboard import write_comparison, write_scoreboard
from pipelines.settings import Settings


@dataclass(frozen=True)
class Evaluation:
    """One step: what it runs, the tables it reads, the files it consists of (patterns under `pipelines`)."""

    run: Callable[[Settings], dict[str, int]]
    reads: tuple[str, ...]
    code: tuple[str, ...]


#: Table -> its step, each after those it reads.
EVALUATIONS: dict[str, Evaluation] = {
    "backtest": Evaluation(write_backtest, ("easing_daily", "easing_episodes", "run_clock"), ("backtest/*.py",)),
    "dataset_comparison": Evaluation(
        write_comparison,
        ("sanction_windows", "regime_sunsets", "deed_signals", "announcements", "run_clock"),
        ("scoreboard/*.py", "scoreboard/*.yaml"),
    ),
    "scoreboard": Evaluation(write_scoreboard, ("backtest", "dataset_comparison", "extraction_agreement"), ("scoreboard/*.py",)),
}


def evaluate(settings: Settings) -> dict[str, int]:
    """Run every step in order; returns the row counts."""
    rows: dict[str, int] = {}
    for step in EVALUATIONS.values():
        rows |= step.run(settings)
    return rows
