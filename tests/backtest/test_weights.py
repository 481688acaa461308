"""A user's own weights: what difference they make, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.settings import Settings
from pipelines.weights import OWN, WeightsUnreadable, load
from tests.support import ask, build


def own(tmp_path: Path, old: str, new: str) -> Path:
    text = OWN.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "weights.csv"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def test_other_weights_change_the_index_and_the_change_is_on_record(tmp_path: Path) -> None:
    build(Settings(home=tmp_path))
    sql = "select easing from easing_index where sender = 'RU' and month = '2016-08-01'"
    (before,) = ask(tmp_path / "sanctions.duckdb", sql)
    build(Settings(home=tmp_path, weights=own(tmp_path, "rung,partial_lifting,3.0", "rung,partial_lifting,5.0")))
    (after,) = ask(tmp_path / "sanctions.duckdb", sql)
    assert after[0] == before[0] + 2.0
    changed = ask(tmp_path / "sanctions.duckdb", "select distinct kind from changes where table_name = 'easing_index'")
    assert changed == [("source_changed",)]


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("decay,half_life_days,30", "decay,other,30", "lack decay half_life_days"),
        ("rung,intent,1.0", "rung,intent,-1.0", "weight holds .-1.0"),
        ("rung,intent,1.0", "rung,intent,much", "cannot be read"),
        ("rung,intent,1.0", "rung,intent,nan", "weight holds .NaN."),
        ("rung,intent,1.0", "rung,intent,inf", "rung intent is inf"),
        ("half_life_days,30", "half_life_days,0", "decay half_life_days is 0"),
    ],
)
def test_a_broken_file_is_told_in_one_line(tmp_path: Path, old: str, new: str, why: str) -> None:
    with pytest.raises(WeightsUnreadable, match=why):
        load(own(tmp_path, old, new))


def test_an_absent_file(tmp_path: Path) -> None:
    with pytest.raises(WeightsUnreadable, match="cannot be read"):
        load(tmp_path / "none.csv")
