"""No signal counts twice, and what counts when."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from tests.backtest.small import run, signal
from tests.support import ask


def said(name: str, day: str, **fields: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """A statement and its signal."""
    stance = fields.pop("stance", "ease")
    speaker = fields.pop("speaker", "Dmitry Peskov")
    row = signal(f"said/{name}", day, **({"origin": "statement", "stage": "announced", "weight": 1.5} | fields))
    return row, {"statement_id": name, "stance": stance, "modality": "asserted", "speaker": speaker}


def clusters(signals: list[dict[str, Any]], statements: list[dict[str, Any]] | None = None) -> dict[str, dict[str, Any]]:
    return {row["signal_id"]: row for row in run("signal_clusters", easing_signals=signals, statements=statements or [])}


def test_one_decree_in_two_regimes_is_one_event() -> None:
    rows = clusters([signal("a/one", "2016-06-30", event_id="a", regime="one"), signal("a/two", "2016-06-30", event_id="a", regime="two")])
    assert {row["cluster_id"] for row in rows.values()} == {"act:a/partial_lifting/RU-TR+"}
    assert [row["is_representative"] for row in rows.values()].count(True) == 1
    assert [row["counts_from"] for row in rows.values()].count(None) == 1


def test_an_act_and_three_news_items_weigh_once() -> None:
    before, first = said("first", "2016-10-08")
    after, second = said("second", "2016-10-10", speaker="Alexei Ulyukayev")
    third, item = said("third", "2016-10-11", speaker="A Reporter", origin="statement", stage="intent")
    rows = clusters([signal("act", "2016-10-09"), before, after, third], [first, second, item])
    assert {row["members"] for row in rows.values()} == {4}
    assert [key for key, row in rows.items() if row["is_representative"]] == ["act"]
    # the news of the day before counts until the act is known; what comes after it never does
    assert (rows["said/first"]["counts_from"], rows["said/first"]["counts_to"]) == (date(2016, 10, 8), date(2016, 10, 9))
    assert rows["act"]["counts_from"] == date(2016, 10, 9)
    assert rows["said/second"]["counts_from"] is None and rows["said/third"]["counts_from"] is None


def test_the_same_words_in_two_papers_are_one_thing_said() -> None:
    one, first = said("one", "2016-03-01", rung="refusal", direction=0, stance="refuse_to_ease", weight=2.0)
    two, second = said("two", "2016-03-01", rung="refusal", direction=0, stance="refuse_to_ease", speaker="Peskov", weight=1.0)
    rows = clusters([one, two], [first, second])
    assert [row["counts_from"] for row in rows.values()].count(None) == 1
    assert rows["said/one"]["is_representative"]


def test_a_refusal_is_no_report_of_an_act() -> None:
    words, item = said("no", "2016-10-10", rung="refusal", direction=0, stance="refuse_to_ease")
    rows = clusters([signal("act", "2016-10-09"), words], [item])
    assert all(row["is_representative"] and row["counts_from"] for row in rows.values())


def test_another_measure_is_another_thing() -> None:
    words, item = said("visas", "2016-10-10", measure="visa_free_suspension")
    rows = clusters([signal("act", "2016-10-09"), words], [item])
    assert len({row["cluster_id"] for row in rows.values()}) == 2


def test_a_promise_never_counts_before_its_act_is_known() -> None:
    rows = clusters([signal("act", "2016-08-27"), signal("promise", "2016-06-29", origin="promise", event_id="act", weight=1.5)])
    assert rows["promise"]["counts_from"] is None
    assert rows["promise"]["is_representative"]  # but it stands in the monthly index, which looks back


def test_a_lapse_counts_until_it_is_withdrawn() -> None:
    rows = clusters([signal("gl", "2024-06-29", origin="lapse", rung="lapse", direction=-1, withdrawn_on="2024-12-31")])
    assert (rows["gl"]["counts_from"], rows["gl"]["counts_to"]) == (date(2024, 6, 29), date(2024, 12, 31))
    assert not rows["gl"]["is_representative"]


def test_decree_314_weighs_once_in_the_published_file(published: Path) -> None:
    rows = ask(
        published,
        "select count(*), count(*) filter (is_representative), count(distinct regime)"
        " from signal_clusters join easing_signals using (signal_id) where event_id = 'RT-M-063' and easing_signals.origin = 'act'",
    )
    assert rows == [(2, 1, 2)]


def test_the_index_adds_up_to_its_representatives(published: Path) -> None:
    assert ask(
        published,
        "select round(sum(easing + tightening), 6) ="
        " (select round(sum(weight), 6) from signal_clusters where is_representative) from easing_index",
    ) == [(True,)]
