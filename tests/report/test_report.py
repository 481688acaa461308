"""The report: what it says must be what the published file says, and nothing in it may come alive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import html

from pipelines.cli import main
from pipelines.errors import NotPublished
from pipelines.report import page
from pipelines.report.chart import Month, draw
from pipelines.settings import Settings
from tests.support import ask, build


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return build(Settings(home=tmp_path_factory.mktemp("report")))


@pytest.fixture(scope="module")
def read(settings: Settings) -> html.HtmlElement:
    return html.fromstring(settings.report.read_text(encoding="utf-8"))


def _head(table: html.HtmlElement) -> list[str]:
    return [cell.text_content().strip() for cell in table.find("thead").iter("th")]


def _cells(read: html.HtmlElement, *heads: str) -> list[list[str]]:
    """The rows of the one table whose first columns are headed so, as text."""
    (table,) = [found for found in read.iter("table") if _head(found)[: len(heads)] == list(heads)]
    return [[" ".join(cell.text_content().split()) for cell in row.iter("td")] for row in table.find("tbody").iter("tr")]


def test_a_run_writes_it(settings: Settings) -> None:
    assert settings.report == settings.home / "report" / "index.html"
    assert not list(settings.report.parent.glob("*.tmp"))


def test_windows_in_force_are_those_of_the_macro(settings: Settings, read: html.HtmlElement) -> None:
    dyads = next(_head(table)[1:] for table in read.iter("table") if _head(table)[0] == "Measure")
    rows = _cells(read, "Measure", *dyads)
    told = {(row[0], dyad): int(count) for row in rows for dyad, count in zip(dyads, row[1:], strict=True) if count}
    sql = "select replace(measure, '_', ' '), sender || ' on ' || target, count(*) from active_on('2026-11-22') group by all"
    assert told == {(measure, dyad): count for measure, dyad, count in ask(settings.database, sql)}


def test_every_sunset_stands_in_it_with_its_alarm(settings: Settings, read: html.HtmlElement) -> None:
    told = [(row[1], row[2], row[3], row[7]) for row in _cells(read, "Dyad", "Regime")]
    sql = """select regime, expires_on::varchar, days_left::varchar, if(alarm = 'none', 'ahead', replace(alarm, '_', ' '))
        from sunset_calendar order by expires_on, regime"""
    assert told == ask(settings.database, sql)


def test_the_scoreboard_stands_in_it_whole(settings: Settings, read: html.HtmlElement) -> None:
    text = " ".join(read.text_content().split())
    measures = [row[0] for row in ask(settings.database, "select measure from scoreboard")]
    assert measures
    assert [measure for measure in measures if " ".join(measure.split()) not in text] == []


def test_one_picture_a_dyad_with_its_months(settings: Settings, read: html.HtmlElement) -> None:
    pictures = {figure.get("aria-label"): figure for figure in read.iter("svg") if "by month" in (figure.get("aria-label") or "")}
    assert "Easing index of RU on TR by month" in pictures
    months = ask(
        settings.database, "select count(*) from easing_index where sender = 'RU' and target = 'TR' and (easing > 0 or tightening > 0)"
    )
    bars = pictures["Easing index of RU on TR by month"].findall("g")
    assert 0 < len(bars) <= months[0][0]


def test_text_of_others_stays_text(settings: Settings) -> None:
    rows = page.answers(settings.database)
    rows["sunsets"] = [rows["sunsets"][0] | {"title": "<script>alert(1)</script>", "url": "javascript:alert(1)"}]
    told = page.render(rows)
    assert "<script" not in told
    assert "javascript:" not in told
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in told


def test_an_empty_file_makes_a_page_too(settings: Settings) -> None:
    rows = page.answers(settings.database)
    told = page.render({name: found if name == "run" else [] for name, found in rows.items()})
    assert "No regime with a sunset is in force." in told
    assert "Nothing was measured in this run." in told


def test_the_first_month_of_a_dyad_has_no_momentum(settings: Settings) -> None:
    rows = page.answers(settings.database)
    rows["dyads"] = [rows["dyads"][0] | {"momentum": None, "net": -2.0}]
    told = page.render(rows)
    assert "-2.0" in told
    assert "in 30 days" not in told


def test_it_needs_a_published_file(tmp_path: Path) -> None:
    with pytest.raises(NotPublished, match="run `sanctions run` first"):
        page.write(Settings(home=tmp_path))


def test_the_command_says_where_it_is(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SANCTIONS_HOME", str(settings.home))
    settings.report.unlink()
    outcome = CliRunner().invoke(main, ["report"])
    assert outcome.exit_code == 0
    assert outcome.output.strip() == str(settings.report.resolve())
    assert settings.report.exists()


@pytest.fixture
def two_months() -> Iterator[list[Month]]:
    yield [Month(date(2020, 1, 1), 4.0, 0.0, 4.0), Month(date(2020, 3, 1), 1.0, 16.0, -15.0)]


def test_bars_stand_on_a_square_root_scale(two_months: list[Month]) -> None:
    first, second = draw(two_months, first=date(2020, 1, 1), last=date(2020, 3, 1), most_easing=4.0, most_tightening=16.0).bars
    assert first.down == 0
    assert second.down == pytest.approx(2 * first.up, abs=0.2)
    assert second.up == pytest.approx(first.up / 2, abs=0.2)
    assert "net -15.0" in second.about


def test_months_after_the_clock_are_left_out(two_months: list[Month]) -> None:
    later = replace(two_months[1], month=date(2020, 5, 1))
    chart = draw([two_months[0], later], first=date(2020, 1, 1), last=date(2020, 3, 1), most_easing=4.0, most_tightening=16.0)
    assert len(chart.bars) == 1
