"""Documents added by hand and fetched, from the archive through a run into the published file. All documents are made up."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from click.testing import CliRunner

from pipelines import fingerprint, tables
from pipelines.archive import Archive
from pipelines.cli import main
from pipelines.interpret import answer as answering
from pipelines.interpret import documents
from pipelines.interpret.added import add
from pipelines.interpret.text import decode
from pipelines.settings import Settings
from schemas import TABLES
from tests.interpret import texts
from tests.support import AS_OF, SHARED, ask, build, needs_shared

NOW = datetime(2026, 11, 20, 12)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A home whose documents were added on the command line and then read by a run."""
    folder = tmp_path_factory.mktemp("added")
    settings = Settings(home=folder / "warehouse")
    given: list[tuple[str, bytes, str, list[str]]] = [
        ("news.txt", texts.NEWS.encode(), "2026-06-29", []),
        ("listing.txt", texts.EU_LISTING.encode(), "2026-03-04", ["--act", "--official-id", "32026R9001"]),
        ("belarus.txt", texts.EU_OTHER_TARGET.encode(), "2026-03-04", ["--act"]),
        ("known.txt", texts.EU_KNOWN.encode(), "2014-03-21", ["--act", "--official-id", " 32014r0284 "]),
        ("known-by-number.txt", (texts.EU_KNOWN + "\n").encode(), "2014-03-21", ["--act"]),
        ("silent.txt", texts.EU_KNOWN.split("Article 1\n")[0].encode(), "2014-03-17", ["--act", "--official-id", "32014R0269"]),
        ("resolution.txt", texts.RU_RESOLUTION.encode(), "2015-12-01", ["--act"]),
        ("decree.txt", texts.RU_DECREE.replace("Приостановить", "ПРИОСТАНОВИТЬ").encode(), "2017-06-01", ["--act"]),
        ("unreadable.txt", texts.UNREADABLE.encode(), "2024-01-01", ["--act"]),
        ("old-letters.txt", "ЕС продлил санкции против России.".encode("cp1251"), "2024-01-01", []),
        ("long.txt", ("Nothing happened. " * 6_000 + "The EU extended its sanctions on Russia.").encode(), "2024-01-01", []),
    ]
    for name, content, day, options in given:
        (folder / name).write_bytes(content)
        arguments = ["interpret", "--add", str(folder / name), "--source", "A Made-up Source", "--date", day, *options]
        done = CliRunner().invoke(main, arguments, env={"SANCTIONS_HOME": str(settings.home)}, catch_exceptions=False)
        assert done.exit_code == 0 and "the next `sanctions run` reads it" in done.stdout
    return build(settings)


def rows(home: Settings, name: str) -> list[dict[str, Any]]:
    return tables.read(home.tables, name).to_dicts()


def id_of(home: Settings, title: str) -> str:
    """The document whose title has the words."""
    [found] = [row["announcement_id"] for row in rows(home, "added_documents") if title in row["title"]]
    return str(found)


def test_statements_reach_the_published_table(home: Settings) -> None:
    found = ask(
        home.database,
        "select s.said_on, s.sender, s.target, s.stance, s.direction, s.modality, s.speaker, s.speaker_side, s.evidence, a.kind, a.source"
        " from statements as s join announcements as a using (announcement_id) where s.basis = 'extracted' order by s.statement_id",
    )
    day = date(2026, 6, 29)
    common = ("news_item", "added-a-made-up-source")
    assert found == [
        (day, "EU", "RU", "extend", 0, "asserted", None, None, "extended its sanctions", *common),
        (day, "RU", "TR", "call_for_easing", 1, "asserted", "Turkey’s president", "target_official", "lift sanctions", *common),
    ]


def test_every_row_can_be_cut_out_of_the_archived_bytes_again(home: Settings) -> None:
    archive = Archive(home.archive)
    found = rows(home, "extracted_statements") + rows(home, "extracted_actions")
    assert len(found) >= 8
    for row in found:
        text, _ = decode(archive.read(row["document_sha256"]))
        assert " ".join(text[row["span_start"] : row["span_end"]].split()) == row["quote"]
        assert row["span_start"] < row["span_end"] and row["rule"] and 0 < row["rule_confidence"] <= 1
    for row in rows(home, "unread_passages"):
        text, _ = decode(archive.read(row["document_sha256"]))
        assert text[row["span_start"] : row["span_end"]].startswith(row["passage"]) and row["passage"]


def test_an_act_makes_one_row_a_subject_and_a_window_each(home: Settings) -> None:
    actions = ask(
        home.database,
        "select action, target, regime, measure, subject, effective_on, known_on, added_count, confidence from actions"
        " where announcement_id = ? order by subject",
        id_of(home, "2026/9001"),
    )
    day = (date(2026, 3, 4), date(2026, 3, 3), 2, "partly_verified")
    assert actions == [
        ("list", "RU", "eu-269-2014", "asset_freeze", "person:anna-obraztsova", *day),
        ("list", "RU", "eu-269-2014", "asset_freeze", "person:ivan-primerov", *day),
    ]
    windows = ask(
        home.database,
        "select subject, valid_from, basis, confidence from sanction_windows where opened_by = ? and known_to is null order by subject",
        id_of(home, "2026/9001"),
    )
    assert windows == [(row[4], day[0], "extracted", "partly_verified") for row in actions]


def test_products_keep_their_codes_and_the_register_says_whom_a_regime_is_against(home: Settings) -> None:
    found = ask(home.database, "select regime, target, subject, subject_kind, action from actions where basis = 'extracted'")
    assert {("ru-583-2015", "TR", "hs:070200", "product", "impose"), ("ru-583-2015", "TR", "hs:020714", "product", "impose")} <= set(found)
    assert {row[1] for row in found if row[0] == "eu-765-2006"} == {"XX"}


def test_a_measure_on_the_state_as_a_whole_is_on_the_target(home: Settings) -> None:
    found = ask(
        home.database,
        "select subject, action from actions where basis = 'extracted' and regime = 'ru-583-2015' and measure = 'labour_hire_ban'",
    )
    assert found == [("country:TR", "lift")]


def test_what_the_register_has_is_never_read_over(home: Settings, published: Path) -> None:
    matched = {row["fetched_id"]: (row["announcement_id"], row["matched_by"]) for row in rows(home, "announcement_matches")}
    assert sorted(matched.values()) == [
        ("TI-20140317-R", "official_id"),
        ("TI-20140321-R", "number_and_date"),
        ("TI-20140321-R", "official_id"),
    ]
    for name in ("announcements", "actions", "statements"):
        assert not {row["announcement_id"] for row in rows(home, name)} & matched.keys()
    assert {row["announcement_id"] for row in rows(home, "extracted_actions")} & matched.keys(), "what was read stays on record"
    curated = "select * exclude (recorded_at) from actions where basis = 'curated' order by all"
    assert ask(home.database, curated) == ask(published, curated)
    said = "select * exclude (recorded_at) from statements where basis = 'curated' order by all"
    assert ask(home.database, said) == ask(published, said)


def test_agreement_is_measured_also_where_nothing_was_read(home: Settings) -> None:
    found = {
        (row["announcement_id"], row["measure"]): row for row in rows(home, "extraction_agreement") if row["action"] in ("list", "impose")
    }
    both = found["TI-20140321-R", "asset_freeze"]
    assert (both["curated"], both["extracted"], both["same_day"]) == (True, True, True)
    silent = [row for (act, _), row in found.items() if act == "TI-20140317-R"]
    assert silent and all(row["curated"] and not row["extracted"] and row["same_day"] is None for row in silent)
    scores = dict(ask(home.database, "select measure, value from scoreboard where area = 'extracted against curated actions'"))
    assert scores["precision"] == 1 and 0 < scores["recall"] < 1


def test_what_was_not_read_is_in_the_published_file(home: Settings) -> None:
    found = ask(home.database, "select announcement_id, is_act, reason, span_start, passage from unread_passages")
    by_reason = {row[2]: row for row in found}
    assert by_reason["text_truncated"][3] == 100_000 and not by_reason["text_truncated"][1]
    assert by_reason["not_utf8"][4]
    [act] = [row for row in found if "Наградить" in row[4]]
    assert act[1] and act[2] == "no rule found an effect"


def test_added_documents_are_documents_of_a_named_source(home: Settings) -> None:
    [(count,)] = ask(home.database, "select count(*) from documents where source = 'added-a-made-up-source'")
    assert count == 11
    [(held, newest)] = ask(home.database, "select documents, newest_on from sources where source = 'added-a-made-up-source'")
    assert (held, newest) == (11, date(2026, 6, 29))


def test_to_add_again_corrects_what_was_said_and_asks_for_a_new_run(tmp_path: Path) -> None:
    settings, file = Settings(home=tmp_path / "home"), tmp_path / "act.txt"
    file.write_text(texts.EU_LISTING, encoding="utf-8")
    add(settings, file, "mine", date(2026, 3, 5), is_act=False, official_id=None, now=NOW)
    before = fingerprint.take(settings, AS_OF).run_id
    add(settings, file, "mine", date(2026, 3, 5), is_act=False, official_id=None, now=NOW.replace(hour=13))
    assert fingerprint.take(settings, AS_OF).run_id == before, "the same said twice is nothing new"
    add(settings, file, "mine", date(2026, 3, 4), is_act=True, official_id="32026R9001", now=NOW.replace(hour=14))
    assert fingerprint.take(settings, AS_OF).run_id != before
    documents.read_documents(settings)
    [row] = rows(settings, "added_documents")
    assert (row["kind"], row["announced_on"], row["official_id"]) == ("legal_act", date(2026, 3, 4), "32026R9001")
    assert rows(settings, "extracted_statements") == []


def fetched(settings: Settings, *given: dict[str, Any]) -> None:
    """Write `fetched_announcements` with the rows given, every other column empty or plain."""
    plain = {
        "source": "made-up", "sender": "EU", "regime": "eu-unknown", "title": "made up", "url": "https://example.org/1",
        "document_sha256": "0" * 64, "text_sha256": "1" * 64, "first_seen_at": NOW, "recorded_at": NOW, "is_relevant": True,
        "published_on": date(2026, 3, 4),
    }  # fmt: skip
    schema = TABLES["fetched_announcements"].polars_schema()
    tables.write(
        settings.tables, "fetched_announcements", pl.DataFrame([dict.fromkeys(schema) | plain | row for row in given], schema=schema)
    )


def test_fetched_press_is_read_as_press_and_fetched_acts_as_acts(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    fetched(
        settings,
        {"fetched_id": "a:1", "kind": "press_release", "number": "JY0001", "text": texts.NEWS},
        {"fetched_id": "a:2", "kind": "eu_act", "official_id": "32026R9001", "text": texts.EU_LISTING},
        {"fetched_id": "a:3", "kind": "press_release", "text": texts.NEWS + "Elsewhere.", "is_relevant": False},
        {"fetched_id": "a:4", "kind": "ofac_recent_action", "text": texts.UNREADABLE},
    )
    documents.read_documents(settings)
    assert {row["announcement_id"] for row in rows(settings, "extracted_statements")} == {"a:1"}
    [action] = rows(settings, "extracted_actions")
    assert (action["announcement_id"], action["subjects"]) == ("a:2", "person:ivan-primerov;person:anna-obraztsova")
    assert Archive(settings.archive).read(action["document_sha256"]).decode() == texts.EU_LISTING
    assert {row["announcement_id"] for row in rows(settings, "unread_passages")} == {"a:4"}


def test_a_second_run_reads_only_what_is_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings, seen = Settings(home=tmp_path), []
    whole = answering.read
    monkeypatch.setattr(answering, "read", lambda text, day: seen.append(text) or whole(text, day))  # type: ignore[func-returns-value]
    first = {"fetched_id": "a:1", "kind": "statement", "text": texts.NEWS}
    fetched(settings, first)
    documents.read_documents(settings)
    before = rows(settings, "extracted_statements")
    second = {"fetched_id": "a:2", "kind": "statement", "text": "The EU extended its sanctions on Russia."}
    fetched(settings, first, second)
    documents.read_documents(settings)
    assert seen == [texts.NEWS, second["text"]]
    assert [row for row in rows(settings, "extracted_statements") if row["announcement_id"] == "a:1"] == before != []


def test_a_reader_that_fails_costs_its_document_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = answering.read

    def fails(text: str, day: str | None) -> Any:
        if "Norway" in text:
            raise KeyError("no such word")
        return whole(text, day)

    monkeypatch.setattr(answering, "read", fails)
    settings = Settings(home=tmp_path)
    plain = "The EU extended its sanctions on Russia."
    fetched(
        settings,
        {"fetched_id": "a:1", "kind": "statement", "text": texts.NEWS},
        {"fetched_id": "a:2", "kind": "statement", "text": plain},
    )
    documents.read_documents(settings)
    assert [row["announcement_id"] for row in rows(settings, "extracted_statements")] == ["a:2"]
    [unread] = rows(settings, "unread_passages")
    assert (unread["announcement_id"], unread["span_end"]) == ("a:1", len(texts.NEWS)) and "KeyError" in unread["reason"]


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """A home with the seed article alone."""
    settings = Settings(home=tmp_path_factory.mktemp("seed"))
    [path] = (SHARED / "data" / "seed").glob("*.txt")
    add(settings, path, "The World", date(2015, 11, 26), is_act=False, official_id=None, now=NOW)
    yield build(settings)


@needs_shared
def test_the_seed_article_gives_three_findings_and_nothing_else(seeded: Settings) -> None:
    found = ask(
        seeded.database, "select sender, target, stance, modality, speaker from statements where basis = 'extracted' order by statement_id"
    )
    assert found == [
        ("RU", "TR", "impose", "asserted", None),
        ("EU", "RU", "refuse_to_ease", "asserted", "Hollande"),
        ("EU", "RU", "ease", "speculated", "Maynes"),
        ("US", "RU", "ease", "speculated", "Maynes"),  # one thing said of two dyads
    ]
    [(passages,)] = ask(seeded.database, "select count(distinct span_start) from extracted_statements")
    assert passages == 3
    assert ask(seeded.database, "select * from actions where basis = 'extracted'") == []
    assert ask(seeded.database, "select * from unread_passages") == []


@needs_shared
def test_spans_of_recorded_acts_stand_in_the_archived_bytes(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    paths = sorted((SHARED / "eval" / "eu_acts").glob("3*.md"))
    for path in paths:
        add(settings, path, "recorded", date(2024, 1, 1), is_act=True, official_id=path.stem, now=NOW)
    for path in sorted((SHARED / "data" / "announcements" / "ru_kremlin").glob("*.txt")):
        add(settings, path, "recorded", date(2024, 1, 1), is_act=True, official_id=None, now=NOW)
    documents.read_documents(settings)
    found = rows(settings, "extracted_actions")
    assert {row["official_id"] for row in found} == {path.stem for path in paths}
    for row in found:
        text = Archive(settings.archive).read(row["document_sha256"]).decode()
        assert " ".join(text[row["span_start"] : row["span_end"]].split()) == row["quote"]


@needs_shared
def test_spans_of_recorded_passages_stand_in_their_texts(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    passages = [json.loads(line) for line in (SHARED / "eval" / "statements" / "dev.jsonl").read_text(encoding="utf-8").splitlines()]
    fetched(settings, *({"fetched_id": row["id"], "kind": "statement", "text": row["text"]} for row in passages))
    documents.read_documents(settings)
    found = rows(settings, "extracted_statements")
    assert len(found) > 80
    for row in found:
        text = Archive(settings.archive).read(row["document_sha256"]).decode()
        assert " ".join(text[row["span_start"] : row["span_end"]].split()) == row["quote"] != ""
