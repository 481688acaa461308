"""`sanctions run --live`, `--from-archive` and `doctor --live`: what a person, or a scheduler at night, gets from the command line."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipelines.cli.doctor import command as doctor
from pipelines.cli.run import command as run
from pipelines.settings import ROOT
from pipelines.sources import facts as facts_
from tests.replay import bodies, publishers
from tests.replay.server import Publisher, Reply, serving
from tests.sources.test_end_to_end import USER_FEED
from tests.sources.world import World
from tests.support import ask, needs_shared

#: A port that takes no connection: a machine without network, without waiting for its resolver.
NOWHERE = "http://127.0.0.1:9"
# Made up: no such act exists.
REGISTER = """regime: ru-made-up
title: A made-up regime for tests
sender: RU
target: TR
recorded_on: 2026-01-01
acts:
  - id: act-1
    kind: decree
    title: A made-up decree
    signed_on: 2020-01-01
    confidence: verified
    actions:
      - {id: a1, action: impose, measures: [import_ban], subjects: [hs:070200], effective_on: 2020-01-02, text: Bans something.}
"""


one_worker = pytest.mark.xdist_group("machine")  # they share a machine that takes a while to set up
QUIETLY = ("--quiet", "--as-of", "2026-11-22")


class Machine:
    """A copy of the program, so that its code can be changed, and a home with one feed that answers; all other sources are out of reach."""

    first: subprocess.CompletedProcess[str]

    def __init__(self, folder: Path, publisher: Publisher) -> None:
        self.publisher = publisher
        self.code, self.home, acts = folder / "code", folder / "home", folder / "acts"
        for name in ("pipelines", "schemas", "sql"):
            shutil.copytree(ROOT / name, self.code / name, ignore=shutil.ignore_patterns("__pycache__"))
        (self.home / "sources").mkdir(parents=True)
        acts.mkdir()
        (acts / "ru-made-up.yaml").write_text(REGISTER, encoding="utf-8")
        (self.home / "sources" / "the_world.yaml").write_text(USER_FEED.format(url=publisher.url, host=publisher.host), encoding="utf-8")
        lost = {facts_.OVERRIDE + name.replace("-", "_").upper(): NOWHERE for name in facts_.load_all(environment={})}
        self.environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "SANCTIONS_HOME": str(self.home), **lost}
        self.environment |= {"SANCTIONS_REGISTER_DIR": str(acts), "PYTHONPATH": str(self.code)}
        self.lost = len(lost)

    def __call__(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        program = "from pipelines.cli import main; main(prog_name='sanctions')"
        command = [sys.executable, "-c", program, *arguments]
        done = subprocess.run(command, capture_output=True, text=True, env=self.environment, cwd=self.code, check=False)
        assert done.returncode == 0, done.stderr
        return done

    def ask(self, sql: str) -> list[tuple[object, ...]]:
        return ask(self.home / "sanctions.duckdb", sql)


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    """A machine after its first live run."""
    items = [("g1", "Sanctions on Russia prolonged", "Thu, 30 Jan 2025 10:00:00 GMT", "The Council prolonged the sanctions.")]
    with serving(lambda _: Reply(bodies.rss(items), 200, publishers.RSS)) as (publisher,):
        sanctions = Machine(tmp_path_factory.mktemp("machine"), publisher)
        sanctions.first = sanctions("run", "--live", *QUIETLY)
        yield sanctions


@one_worker
def test_without_network_a_live_run_finishes_names_what_it_missed_and_publishes_what_it_has(machine: Machine) -> None:
    told = machine.first.stderr
    missed = [line.split(": ")[1] for line in told.splitlines() if line.startswith("not reached: ")]
    assert len(missed) == len(set(missed)) == machine.lost
    assert f"1 of {machine.lost + 1} sources answered" in told
    seconds = re.search(r"Fetched in (\d+) s: ", told)
    assert seconds
    assert int(seconds[1]) <= 60
    assert "\r" not in told  # no progress bars in a pipe
    assert "Traceback" not in told
    found = machine.ask("select announcement_id, kind from announcements order by 1")
    assert found == [("act-1", "decree"), ("the-world:g1", "news_item")]
    assert machine.ask("select count(*) from sanction_windows where regime = 'ru-made-up'") == [(1,)]
    assert machine.ask("select count(*) from sources where last_error like 'unreachable%'") == [(machine.lost,)]


@one_worker
def test_a_second_live_run_finds_nothing_new_and_does_nothing(machine: Machine) -> None:
    before = (machine.home / "sanctions.duckdb").stat().st_mtime_ns
    assert "Nothing has changed since run" in machine("run", "--live", *QUIETLY).stdout
    assert (machine.home / "sanctions.duckdb").stat().st_mtime_ns == before


@one_worker
def test_the_archive_is_read_again_without_network_and_a_changed_parser_is_a_changed_pipeline(machine: Machine) -> None:
    asked = len(machine.publisher.asked)
    before = machine.ask("select * exclude (recorded_at) from announcements order by 1")
    machine("run", "--from-archive", *QUIETLY)
    assert machine.ask("select * exclude (recorded_at) from announcements order by 1") == before
    assert machine.ask("select * from changes") == []

    parser = machine.code / "pipelines" / "sources" / "feeds.py"
    text = parser.read_text(encoding="utf-8")
    changed = text.replace("        title=title or", "        title=title.upper() or")
    assert changed != text
    parser.write_text(changed, encoding="utf-8")
    machine("run", "--from-archive", *QUIETLY)
    (row,) = machine.ask("select kind, op, key, before, after from changes where table_name = 'announcements'")
    assert row[:3] == ("pipeline_changed", "update", "the-world:g1")
    assert [json.loads(str(side))["title"] for side in row[3:]] == ["Sanctions on Russia prolonged", "SANCTIONS ON RUSSIA PROLONGED"]
    assert machine.ask("select distinct kind from changes") == [("pipeline_changed",)]

    parser.write_text(text, encoding="utf-8")
    machine("run", *QUIETLY)  # other code reads the archive again by itself
    assert machine.ask("select title from announcements where announcement_id = 'the-world:g1'") == [("Sanctions on Russia prolonged",)]
    assert len(machine.publisher.asked) == asked


def test_since_goes_with_live_only() -> None:
    done = CliRunner().invoke(run, ["--since", "2015-01-01"])
    assert done.exit_code == 2
    assert "--since is about fetching" in done.output


@pytest.fixture
def asked_here(here: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """The command line with the addresses of the replay server."""
    monkeypatch.setenv("SANCTIONS_HOME", str(here.settings.home))
    monkeypatch.setattr(facts_, "load_all", lambda *_, **__: here.facts)
    return here


@needs_shared
def test_doctor_says_of_each_source_what_is_wrong_in_words(asked_here: World) -> None:
    asked_here.publishers["pravo"].close()
    asked_here.answers("press", lambda _: Reply(b"", 202, {"x-amzn-waf-action": "challenge"}))
    asked_here.answers("cellar", lambda _: Reply(b"<!DOCTYPE html><html><head><title>Sorry</title></head></html>", 200, publishers.HTML))
    asked_here.answers("fsf", lambda _: Reply(b"", 500))
    done = CliRunner().invoke(doctor, ["--live", "--format", "json"])
    assert done.exit_code == 1
    rows = [row for row in json.loads(done.stdout) if row["check"].startswith("source ")]
    found = {row["check"].removeprefix("source "): (row["verdict"], row["found"]) for row in rows}
    assert set(found) == set(asked_here.facts)
    for source, words in (
        ("ru-pravo", "unreachable: "),
        ("eu-council-press", "blocked: HTTP 202 with x-amzn-waf-action: challenge"),
        ("eu-cellar", "answers, but not with what it should: HTML page 'Sorry'"),
        ("eu-fsf-files", "status: HTTP 500 (bursts of 500 are known here"),
    ):
        assert found[source][0] == "fail"
        assert words in found[source][1]
    assert found["us-ofac-sls"][0] == "ok"
    assert found["us-ofac-sls"][1].startswith("answers: HTTP 200, application/json")
    assert max(len(publisher.asked) for publisher in asked_here.publishers.values()) <= 4  # one request a source


@needs_shared
def test_doctor_is_content_where_every_source_answers(asked_here: World) -> None:
    done = CliRunner().invoke(doctor, ["--live", "--format", "json"])
    assert {row["verdict"] for row in json.loads(done.stdout) if row["check"].startswith("source ")} == {"ok"}
    assert done.exit_code == 0
