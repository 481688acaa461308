"""`sanctions backtest`, `easing` and the choice of the half-life, on the published file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipelines.backtest.choose import HALF_LIVES, gain
from pipelines.cli import main
from pipelines.settings import Settings

PROMISED = [
    "sender", "target", "horizon_days", "days", "episodes", "precision", "recall", "lead_days_median", "brier", "brier_base_rate",
    "brier_repeat", "brier_hard_only", "skill", "auc", "auc_low", "auc_high",
]  # fmt: skip


def sanctions(published: Path, *arguments: str) -> tuple[int, str]:
    """Exit code and output, errors included."""
    done = CliRunner().invoke(main, arguments, env={"SANCTIONS_HOME": str(published.parent)})
    return done.exit_code, done.output + str(done.exception or "")


def test_json_has_the_promised_columns_and_only_numbers_that_json_knows(published: Path) -> None:
    code, text = sanctions(published, "backtest", "--format", "json")
    rows = json.loads(text, parse_constant=lambda name: pytest.fail(f"{name} is not JSON"))
    assert code == 0 and all(list(row)[: len(PROMISED)] == PROMISED for row in rows)
    assert [(row["sender"], row["target"], row["horizon_days"]) for row in rows] == [
        (*dyad, horizon) for dyad in (("EU", "RU"), ("RU", "TR"), ("US", "RU")) for horizon in (30, 90, 180)
    ]
    assert {row["skill"] for row in rows} <= {"yes", "no", "undecided"}
    assert {(row["sender"], row["first_day"][:4]) for row in rows} == {("EU", "2014"), ("RU", "2015"), ("US", "2014")}


def test_any_horizon_and_span_may_be_asked_for(published: Path) -> None:
    code, text = sanctions(
        published, "backtest", "--from", "2016-01-01", "--to", "2016-12-31", "--horizon", "7", "--sender", "ru", "--format", "json"
    )
    (row,) = json.loads(text)
    assert (code, row["days"], row["horizon_days"], row["first_day"], row["last_day"]) == (0, 366, 7, "2016-01-01", "2016-12-31")
    assert (row["auc_low"], row["skill"]) == (None, "undecided")  # one year has too few blocks


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["backtest", "--from", "2020-01-01", "--to", "2019-01-01"], "--from 2020-01-01 lies after --to 2019-01-01"),
        (["backtest", "--to", "2030-01-01"], "--to 2030-01-01 lies after the run's clock, 2026-11-22"),
        (["backtest", "--from", "2026-11-20"], "no day from 2026-11-20 to 2026-11-22 has an index and a horizon that was over"),
        (["backtest", "--from", "2030-01-01"], "no day from 2030-01-01"),
        (["backtest", "--horizon", "0"], "0 is not in the range"),
        (["backtest", "--sender", "TR"], "no dyad with an index fits"),
        (["easing", "--from", "2020-01-01", "--to", "2019-01-01"], "--from 2020-01-01 lies after --to 2019-01-01"),
    ],
)
def test_what_cannot_be_asked_is_told(published: Path, arguments: list[str], words: str) -> None:
    code, text = sanctions(published, *arguments)
    assert code != 0 and words in text


def test_the_half_life_in_use_lost_least_before_the_split(published: Path) -> None:
    found = {half_life: gain(Settings(home=published.parent), half_life) for half_life in HALF_LIVES}
    assert max(found, key=lambda half_life: found[half_life]) == 30
    assert max(found.values()) < 0  # no half-life beat the base rate there, and docs/methods/easing.md says so
