"""`sanctions sources`, and joining: what a person sees of the sources, and where they disagree with the register."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from pipelines import live, tables
from pipelines.archive import Archive, Observation
from pipelines.cli.sources import command
from pipelines.settings import Settings
from schemas import TABLES
from tests.sources.world import run_models
from tests.support import build


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("SANCTIONS_HOME", str(tmp_path))
    return Settings()


def _seen(source: str, url: str, outcome: str, hours_ago: float, **more: object) -> Observation:
    at = datetime.now(UTC).replace(tzinfo=None) - timedelta(hours=hours_ago)
    return Observation(source, url, at, outcome, **more)  # type: ignore[arg-type]


def test_sources_as_a_table_csv_and_json(home: Settings) -> None:
    archive = Archive(home.archive)
    digest = archive.keep(b"{}")
    archive.record(_seen("eu-cellar", "u", "new", 30.5, sha256=digest))
    archive.record(_seen("ru-pravo", "u", "new", 500, sha256=digest))
    archive.record(_seen("us-ofac-sls", "u", "new", 50, sha256=digest))
    archive.record(_seen("us-ofac-sls", "u", "failed", 1, status=403, reason="blocked: HTTP 403"))
    runner = CliRunner()
    rows = {row["source"]: row for row in json.loads(runner.invoke(command, ["--format", "json"]).output)}
    assert (rows["eu-cellar"]["state"], rows["eu-cellar"]["age"], rows["eu-cellar"]["requests"]) == ("fresh", "1 d 6 h", 1)
    assert rows["ru-pravo"]["state"] == "silent"
    assert (rows["us-ofac-sls"]["state"], rows["us-ofac-sls"]["last_error"]) == ("blocked", "blocked: HTTP 403")
    assert rows["us-state-press"]["state"] == "never"
    table = list(csv.DictReader(io.StringIO(runner.invoke(command, ["--format", "csv", "--source", "eu-cellar"]).output)))
    assert [row["source"] for row in table] == ["eu-cellar"]
    assert "us-ofac-sls" in runner.invoke(command, []).output


def test_a_source_falls_silent_without_any_visit(home: Settings) -> None:
    archive = Archive(home.archive)
    archive.record(_seen("eu-cellar", "u", "new", 3, sha256=archive.keep(b"x")))

    def state() -> str:
        found: str = tables.read(home.tables, "source_freshness").filter(source="eu-cellar")["state"][0]
        return found

    live.ensure_tables(home)
    assert state() == "fresh"
    facts = live.choose(home, ["eu-cellar"])["eu-cellar"]
    live.ensure_tables(home, facts={"eu-cellar": facts.model_copy(update={"freshness_hours": 2})})  # as if the time had passed
    assert state() == "silent"


def test_an_error_that_a_later_answer_mended_is_not_shown(home: Settings) -> None:
    archive = Archive(home.archive)
    archive.record(_seen("eu-cellar", "u", "failed", 5, status=500, reason="status: HTTP 500"))
    archive.record(_seen("eu-cellar", "u", "new", 4, sha256=archive.keep(b"x")))
    row = json.loads(CliRunner().invoke(command, ["--format", "json", "--source", "eu-cellar"]).output)[0]
    assert (row["state"], row["last_error"]) == ("fresh", None)
    assert row["last_error_at"] is not None


def _fetched(**row: object) -> dict[str, object]:
    base = dict.fromkeys(TABLES["fetched_announcements"].polars_schema())
    at = datetime(2026, 11, 22)
    required = {
        "regime": "us-unknown", "title": "T", "url": "https://x/", "document_sha256": "0" * 64, "first_seen_at": at, "recorded_at": at,
        "is_relevant": True, "kind": "executive_order", "source": "s",
    }  # fmt: skip
    return {**base, **required, **row}


def test_conflicts_are_rows_and_never_overwrite(home: Settings) -> None:
    build(home)
    rows = [
        _fetched(
            fetched_id="s:1", sender="US", official_id="2014-06612", number="EO 13662",
            signed_on=date(2014, 3, 21), published_on=date(2014, 3, 24),
        ),
        _fetched(fetched_id="s:2", sender="EU", official_id="32014d0512", number="2014/512/CFSP", signed_on=date(2014, 7, 31)),
        _fetched(fetched_id="s:3", sender="RU", official_id="0001201511280099", number="583", signed_on=date(2015, 11, 28)),
        _fetched(fetched_id="s:4", sender="RU", number="583", signed_on=date(2019, 1, 1)),
        _fetched(fetched_id="s:5", sender="US", official_id="9999-1", is_relevant=False),
    ]  # fmt: skip
    frame = pl.DataFrame(rows, schema=TABLES["fetched_announcements"].polars_schema())
    tables.write(home.tables, "fetched_announcements", frame)
    run_models(home, "announcement_matches", "conflicts", "announcements")
    for name in ("announcement_matches", "conflicts", "announcements"):
        TABLES[name].validate(tables.read(home.tables, name))
    matches = {row["fetched_id"]: row for row in tables.read(home.tables, "announcement_matches").to_dicts()}
    assert {key: (row["announcement_id"], row["matched_by"]) for key, row in matches.items()} == {
        "s:1": ("US-EO-13662", "official_id"),
        "s:2": ("SE-20140731-D", "official_id"),
        "s:3": (matches["s:3"]["announcement_id"], "number_and_date"),
    }
    conflicts = tables.read(home.tables, "conflicts").select("announcement_id", "field", "curated", "fetched").rows()
    assert conflicts == [("US-EO-13662", "signed_on", "2014-03-20", "2014-03-21")]
    announcements = tables.read(home.tables, "announcements")
    assert announcements.filter(announcement_id="US-EO-13662")["signed_on"][0] == date(2014, 3, 20)
    assert announcements.filter(source="s")["announcement_id"].to_list() == ["s:4"]


def test_tables_exist_without_any_fetch(home: Settings) -> None:
    live.ensure_tables(home)
    assert {name: tables.read(home.tables, name).height for name in live.FETCHED_TABLES if name != "source_freshness"} == {
        "fetched_announcements": 0,
        "fetched_texts": 0,
        "fetched_entries": 0,
        "source_signals": 0,
    }
    assert live.ensure_tables(home) == {}
