"""The backtest of the easing index: walk forward in known time, against three baselines.

What belongs here: forecasts, their scores, intervals. What does not: the index and the episodes (`sql/marts`), printing (`pipelines/cli`).
"""

from pipelines.backtest.run import HORIZONS, SPLIT, BacktestRow, backtest, write_backtest

__all__ = ["HORIZONS", "SPLIT", "BacktestRow", "backtest", "write_backtest"]
