"""Forecasts, scores and intervals by hand."""

from __future__ import annotations

from datetime import date, timedelta
from statistics import NormalDist

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.backtest import forecast as fc
from pipelines.backtest import measures as m
from pipelines.backtest.run import backtest, verdict, walk
from pipelines.backtest.series import Series, load


def test_an_outcome_is_an_episode_on_one_of_the_next_days() -> None:
    assert fc.outcomes(6, [3, 9], 2) == [False, True, True, False, False, False]


def test_the_base_rate_counts_only_days_whose_horizon_is_over() -> None:
    assert fc.base_rates([False, True, False, False, True], 2) == [0.5, 0.5, 0.0, 1 / 2, 1 / 3]


def test_bands_rank_a_day_among_the_days_before() -> None:
    values = [float(x) for x in range(40)]
    assert fc.bands(values)[:30] == [2] * 30
    assert set(fc.bands(values)[30:]) == {4}
    assert fc.bands([1.0] * 40)[-1] == 2  # a calm is neither high nor low


def test_a_higher_band_never_forecasts_less() -> None:
    assert fc.rising([5.0, 1.0, 9.0], [10, 10, 10]) == [0.3, 0.3, 0.9]
    assert fc.rising([9.0, 5.0, 1.0], [10, 10, 10]) == [0.5, 0.5, 0.5]


def test_repeats_are_the_month_after_an_episode_began() -> None:
    found = fc.repeats(60, [10])
    assert (found[9], found[10], found[39], found[40]) == (0, 1, 1, 0)


def test_auc_counts_pairs_and_halves_ties() -> None:
    found = m.auc_interval([1.0, 2.0, 2.0, 3.0], [False, True, False, True], 1)
    assert found.value == pytest.approx((1 + 0.5 + 1 + 1) / 4)
    assert m.auc_interval([1.0, 2.0], [True, True], 1).value is None


def test_a_band_not_seen_yet_changes_no_forecast() -> None:
    happened = [day % 3 == 0 for day in range(100)]
    base = fc.base_rates(happened, 5)
    now = fc.by_band([day % 3 for day in range(100)], 5, happened, base, 5)
    then = fc.by_band([day % 3 for day in range(100)] + [4] * 20, 5, happened + [True] * 20, fc.base_rates(happened + [True] * 20, 5), 5)
    assert then[:100] == now


def test_the_bootstrap_is_the_same_every_time_and_blocks_outlast_horizon_and_memory() -> None:
    scores = [float((i * 7) % 13) for i in range(2000)]
    happened = [(i * 3) % 5 == 0 for i in range(2000)]
    found = m.auc_interval(scores, happened, 30)
    assert found == m.auc_interval(scores, happened, 30)
    assert found.low is not None and found.low < 0.5 < (found.high or 0)
    assert min(len(block) for block in m.blocks_of(2000, 30)) >= 30 + m.MEMORY
    assert sum(len(block) for block in m.blocks_of(2000, 30)) == 2000


def test_too_few_blocks_give_no_interval() -> None:
    assert m.auc_interval([1.0, 2.0] * 200, [True, False] * 200, 180) == m.Interval(0.0, None, None)
    assert m.mean_interval([1.0] * 400, 180) == m.Interval(1.0, None, None)


# Student's t for 95 %, from a table.
@pytest.mark.parametrize(("blocks", "t"), [(9, 2.306), (12, 2.201), (31, 2.042)])
def test_few_blocks_widen_the_interval(blocks: int, t: float) -> None:
    assert m.tail(blocks) == pytest.approx(NormalDist().cdf(-t * (blocks / (blocks - 1)) ** 0.5), rel=0.02)


def test_an_interval_of_the_mean_by_hand() -> None:
    blocks = [0.0] * 210 * 3 + [1.0] * 210 * 3  # six blocks, three of each
    found = m.mean_interval(blocks, 30)
    assert found.value == 0.5
    assert (found.low, found.high) == (0.0, 1.0)  # three in a thousand resamples: all of one kind comes up in sixteen


@pytest.mark.parametrize("share", [0.1, 0.9])
def test_a_forecast_that_says_nothing_raises_no_alarm(share: float) -> None:
    """An index that stands still, or on its head, forecasts the base rate, however rare or common episodes are."""
    happened = [day % 10 < share * 10 for day in range(600)]
    base = fc.base_rates(happened, 10)
    on_its_head = [4 if day % 10 >= share * 10 else 0 for day in range(600)]
    for band in ([2] * 600, on_its_head):
        assert not any(fc.alarms(fc.by_band(band, 5, happened, base, 10), base))
    assert any(fc.alarms(fc.by_band([4 - b for b in on_its_head], 5, happened, base, 10), base))


def test_alarms_have_precision_by_day_and_lead_by_episode() -> None:
    alarm = [False, True, True, False, False, True]
    happened = [True, True, True, False, False, False]
    found = m.alarms(alarm, happened, [3, 20], 3)
    assert (found.precision, found.recall, found.lead_days_median, found.episodes) == (2 / 3, 1.0, 2.0, 1)


@pytest.mark.parametrize(
    ("auc", "gain", "skill"),
    [
        ((0.6, 0.8), (0.01, 0.02), "yes"),
        ((0.6, 0.8), (-0.01, 0.02), "undecided"),
        ((0.2, 0.4), (0.01, 0.02), "no"),
        ((0.6, 0.8), (-0.02, -0.01), "no"),
    ],
)
def test_skill_is_read_from_both_intervals(auc: tuple[float, float], gain: tuple[float, float], skill: str) -> None:
    assert verdict(m.Interval(0.5, *auc), m.Interval(0.0, *gain)) == skill


def test_a_gap_in_the_days_is_an_error() -> None:
    rows = [("EU", "RU", date(2020, 1, day), 0.0, 0.0) for day in (1, 3)]
    with pytest.raises(ValueError, match="gaps"):
        load(rows, [], [("EU", "RU")])


def series(index: list[float], begins: list[int]) -> Series:
    return Series("EU", "RU", date(2014, 1, 1), tuple(index), tuple(index), tuple(begins))


def test_an_index_that_knows_has_skill_and_one_that_lies_has_none() -> None:
    begins = list(range(60, 3600, 120))
    before = [float(any(day < b <= day + 30 for b in begins)) for day in range(3600)]
    last = date(2014, 1, 1) + timedelta(days=3599)
    (good,) = backtest([series(before, begins)], date(2015, 1, 1), last, last, [30])
    (bad,) = backtest([series([-x for x in before], begins)], date(2015, 1, 1), last, last, [30])
    assert (good.skill, bad.skill) == ("yes", "no")
    assert good.auc is not None and good.auc > 0.9
    assert good.brier is not None and good.brier_base_rate is not None and good.brier < good.brier_base_rate


@settings(deadline=None)
@given(
    st.lists(st.floats(-9, 9), min_size=80, max_size=120),
    st.sets(st.integers(0, 119)),
    st.lists(st.floats(-9, 9), max_size=40),
    st.sets(st.integers(0, 60)),
)
def test_no_later_day_changes_an_earlier_forecast(index: list[float], begins: set[int], more: list[float], later: set[int]) -> None:
    """Planting any future, in the index or in the episodes, leaves every forecast made before as it was."""
    end = len(index) - 1
    known = sorted(b for b in begins if b <= end)
    now = walk(series(index, known), 10, date(2014, 1, 1) + timedelta(days=end))
    future = sorted({*known, *(end + 1 + b for b in later)})
    then = walk(series([*index, *more], future), 10, date(2014, 1, 1) + timedelta(days=end + len(more)))
    for name in ("base", "said", "repeat", "hard", "happened"):
        assert getattr(then, name)[: len(now.base)] == getattr(now, name)
