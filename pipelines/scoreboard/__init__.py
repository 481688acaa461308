"""The scoreboard: how good the index is, and how far our windows agree with published datasets.

What belongs here: readers of the datasets' formats, the comparison, the table `scoreboard`. What does not: the windows, the backtest.
"""

from pipelines.scoreboard.board import write_comparison, write_scoreboard

__all__ = ["write_comparison", "write_scoreboard"]
