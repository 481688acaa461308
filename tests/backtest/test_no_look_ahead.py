"""What the index said on a day is what it said then: a planted future changes no earlier score."""

from __future__ import annotations

import shutil
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pipelines import models, steps, tables
from pipelines.backtest import write_backtest
from pipelines.backtest.run import START, backtest, dyads
from pipelines.backtest.series import load
from pipelines.settings import Settings
from tests.backtest.small import frame
from tests.support import build

PLANTED = "2026-10-15"
DOWNSTREAM = (
    "deed_signals", "statement_signals", "easing_steps", "delisting_signals", "divergence_signals", "weighed_deeds",
    "weighed_statements", "weighed_patterns", "easing_signals", "signal_clusters", "easing_daily", "easing_episodes",
)  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return build(Settings(home=tmp_path_factory.mktemp("home")))


def plant(settings: Settings) -> None:
    """A document of the future that lifts half the measures of a dyad, a promise of it dated months before, and words of the same day."""
    kinds = {"announced_precision": "day", "signed_precision": "day", "published_precision": "day", "kind": "council_regulation"}
    row: dict[str, Any] = {
        "announcement_id": "planted", "event_id": "planted", "action_id": "planted", "statement_id": "planted", "title": "planted",
        "sender": "EU", "target": "RU", "regime": "eu-833-2014", "regimes": "eu-833-2014", "measure": "import_ban",
        "subject": "country:RU", "subject_kind": "country", "action": "lift", "effective_precision": "day", "announced_on": "2026-03-01",
        "stance": "lift", "direction": 1, "modality": "asserted", "strength": "plain", "speaker_side": "sender_official",
        "said_precision": "day", "confidence": "verified", "basis": "curated", "evidence": "lifts it", "recorded_at": datetime(2026, 1, 1),
    }  # fmt: skip
    row |= kinds | dict.fromkeys(("signed_on", "known_on", "effective_on", "said_on"), PLANTED)
    for name, columns in TABLES_OF.items():
        planted = frame(name, [{key: value for key, value in row.items() if key in columns}])
        tables.write(settings.tables, name, pl.concat([tables.read(settings.tables, name), planted]))
    for name in DOWNSTREAM:
        steps.run_model(settings, models.load_models()[name])


TABLES_OF = {name: set(frame(name, []).columns) for name in ("announcements", "actions", "statements")}


def forecasts(settings: Settings, as_of: date) -> list[dict[str, Any]]:
    daily = tables.read(settings.tables, "easing_daily").select("sender", "target", "day", "net", "hard_net").rows()
    episodes = tables.read(settings.tables, "easing_episodes").select("sender", "target", "began_on").rows()
    return [asdict(row) for row in backtest(load(daily, episodes, dyads()), START, as_of, as_of)]


def test_a_planted_future_signal_changes_no_earlier_score(home: Settings, tmp_path: Path) -> None:
    shutil.copytree(home.tables, tmp_path / "tables")
    other = Settings(home=tmp_path)
    plant(other)
    before = pl.col("day") < date.fromisoformat(PLANTED)
    mine, theirs = (tables.read(s.tables, "easing_daily").sort("sender", "target", "day") for s in (home, other))
    assert mine.filter(before).equals(theirs.filter(before))
    assert not mine.filter(~before).equals(theirs.filter(~before))  # and it does change what comes after
    eve = date(2026, 10, 14)
    assert forecasts(home, eve) == forecasts(other, eve)


@pytest.mark.parametrize("day", ["2016-06-29", "2024-06-30"])
def test_a_run_of_that_day_says_what_a_later_run_says_of_it(home: Settings, tmp_path: Path, day: str) -> None:
    then = build(Settings(home=tmp_path), date.fromisoformat(day))
    early = tables.read(then.tables, "easing_daily").sort("sender", "target", "day")
    late = tables.read(home.tables, "easing_daily").sort("sender", "target", "day").filter(pl.col("day") <= date.fromisoformat(day))
    late = late.join(early.select("sender", "target").unique(), on=["sender", "target"], how="semi").sort("sender", "target", "day")
    assert early.equals(late)
    episodes = tables.read(then.tables, "easing_episodes").select("sender", "target", "began_on").rows()
    assert set(episodes) <= set(tables.read(home.tables, "easing_episodes").select("sender", "target", "began_on").rows())


def test_the_same_inputs_and_clock_give_the_same_digits(home: Settings, tmp_path: Path) -> None:
    again = build(Settings(home=tmp_path))
    for name in ("easing_daily", "easing_index", "easing_divergence", "backtest", "scoreboard"):
        keys = tables.read(home.tables, name).columns[:4]
        assert tables.read(home.tables, name).sort(keys).equals(tables.read(again.tables, name).sort(keys)), name


def test_the_backtest_reports_all_dyads_and_horizons(home: Settings) -> None:
    assert write_backtest(home) == {"backtest": 18}
    rows = tables.read(home.tables, "backtest").filter(pl.col("part") == "all")
    assert {(r["sender"], r["target"], r["horizon_days"]) for r in rows.to_dicts()} == {(*d, h) for d in dyads() for h in (30, 90, 180)}
    assert rows.filter(pl.col("sender") != "RU")["days"].min() > 4300  # type: ignore[operator]
