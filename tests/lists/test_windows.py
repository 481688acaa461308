"""From `sanctions ingest` to windows: the command line, the run, and what analysts see."""

from __future__ import annotations

import json
import shutil
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipelines import fingerprint
from pipelines.archive import Archive, Observation
from pipelines.cli.ingest import command
from pipelines.ingest import catch_up
from pipelines.settings import Settings
from tests.lists.world import SDN, World, day, sdn
from tests.support import AS_OF, ask, build, needs_shared

EO = "RUSSIA-EO14024"
FILLER = [(1000 + number, f"FILLER {number}", "CUBA") for number in range(100)]
SERIES = [
    ("2022-01-01", sdn(*FILLER, (8, "OLD FIRM JSC", EO), (9, "LEAVING FIRM", EO))),
    ("2022-02-01", sdn(*FILLER, (8, "OLD FIRM JSC", EO), (9, "LEAVING FIRM", EO), (90, "OLD FIRM PJSC", EO))),
    ("2022-03-01", sdn(*FILLER, (90, "OLD FIRM PJSC", EO))),
]


def test_ingest_then_run_gives_windows_with_basis_list_diff(world: World) -> None:
    world.take(SERIES)
    database = build(world.settings).database
    windows = ask(
        database,
        "select subject, regime, measure, valid_from, valid_from_precision, valid_to, valid_to_earliest, closing, from_basis "
        "from sanction_windows where basis = 'list_diff' and known_to is null order by subject",
    )
    freeze = ("us-eo14024", "asset_freeze")
    assert windows == [
        ("ofac:8", *freeze, day("2022-01-01"), "before", day("2022-03-01"), day("2022-02-01"), "merged", "before_first"),
        ("ofac:9", *freeze, day("2022-01-01"), "before", day("2022-03-01"), day("2022-02-01"), "presumed_delisted", "before_first"),
        ("ofac:90", *freeze, day("2022-02-01"), "day", None, None, None, "first_seen"),
    ]
    signals = ask(
        database, "select rung, subject, signal_on from easing_signals where announcement_id like 'us-ofac-sdn/%' order by signal_on"
    )
    # what came in January is no signal of its own: the register has the round of the 20th
    assert signals == [("delisting", "ofac:9", day("2022-03-01"))]
    assert ask(database, "select kind, count(*) from announcements where source = 'us-ofac-sdn' group by all") == [("list_snapshot", 3)]
    assert ask(database, "select documents, rows_rejected from sources where source = 'us-ofac-sdn'") == [(3, 0)]
    assert ask(database, "select count(*) from active_as_known(date '2022-03-10', date '2022-02-10') where subject = 'ofac:9'") == [(1,)]


def test_a_round_that_the_register_has_is_one_signal_and_another_one_is_its_own(world: World) -> None:
    """The register has the round of 2 June 2022; on the 10th there was none."""
    known, news = (90, "A FIRM OF THE ROUND", EO), (91, "A FIRM OF NO ROUND", EO)
    both_codes = (92, "A FIRM UNDER TWO ORDERS", f"UKRAINE-EO13661] [{EO}")
    series = [FILLER, [*FILLER, known, both_codes], [*FILLER, known, both_codes, news]]
    world.take([(when, sdn(*entries)) for when, entries in zip(("2022-05-31", "2022-06-02", "2022-06-10"), series, strict=True)])
    database = build(world.settings).database
    of_lists = "select signal_on, rung, subject from easing_signals where announcement_id like 'us-ofac-sdn/%'"
    assert ask(database, of_lists) == [(day("2022-06-10"), "expansion", "ofac:91")]
    of_acts = (
        "select count(*) from easing_signals where signal_on = date '2022-06-02' and announcement_id like 'US-DES-%' and rung = 'expansion'"
    )
    assert ask(database, of_acts) == [(1,)]
    windows = "select count(*) from sanction_windows where basis = 'list_diff' and known_to is null and valid_from >= date '2022-06-01'"
    assert ask(database, windows) == [(4,)]


@needs_shared
def test_the_recorded_series_ends_with_the_1694_russia_entries_in_force(both: World, tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home")
    shutil.copytree(both.settings.home, settings.home)
    database = build(settings).database
    in_force = """
        select count(distinct subject) from active_on(date '2022-06-28')
        where basis = 'list_diff' and measure = 'asset_freeze' and subject like 'ofac:%'
    """
    assert ask(database, in_force) == [(1694,)]
    assert ask(database, in_force.replace("2022-06-28", "2021-05-22")) == [(494,)]
    per_key = """
        select max(windows) from (
            select count(*) as windows from sanction_windows
            where basis = 'list_diff' and known_to is null and measure = 'asset_freeze' group by subject, regime
        )
    """
    assert ask(database, per_key) == [(1,)]


def test_what_was_taken_in_is_part_of_what_a_run_reads(world: World) -> None:
    before = fingerprint.take(world.settings, AS_OF)
    world.take(SERIES[:1])
    taken = fingerprint.take(world.settings, AS_OF)
    world.take(SERIES[:1])
    assert before.run_id != taken.run_id
    assert fingerprint.take(world.settings, AS_OF).run_id == taken.run_id


def test_what_fetching_brought_is_taken_in_once(world: World) -> None:
    archive = Archive(world.settings.archive)
    for when, content in SERIES:
        at = datetime.fromisoformat(when)
        archive.record(Observation(SDN, "https://example.org/SDN.CSV", at, "new", archive.keep(content), 200))
    assert catch_up(world.settings)["list_snapshots"] == 3
    fetched = world.model().contents()["list_events"]
    other = World(world.settings.home.parent / "other")
    other.take(SERIES)
    assert fetched == other.model().contents()["list_events"]
    written = (world.settings.tables / "list_snapshots.parquet").read_bytes()
    catch_up(world.settings)
    assert (world.settings.tables / "list_snapshots.parquet").read_bytes() == written


def test_the_command_prints_verdicts_and_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SANCTIONS_HOME", str(tmp_path / "home"))
    lines = ["path,retrieved_at"]
    for when, content in [*SERIES, ("2022-04-01", b"")]:
        (tmp_path / f"{when}.csv").write_bytes(content)
        lines.append(f"{when}.csv,{when}T10:00:00Z")
    (tmp_path / "files.csv").write_text("\n".join(lines))
    run = CliRunner().invoke(command, ["--source", SDN, "--manifest", str(tmp_path / "files.csv"), "--format", "json"])
    assert run.exit_code == 0, run.output
    rows = json.loads(run.output)
    assert [(row["verdict"], row["entries"], row["entries_added"], row["entries_removed"]) for row in rows] == [
        ("accepted", 102, 102, 0), ("accepted", 103, 1, 0), ("accepted", 101, 0, 2), ("refused", None, None, None),
    ]  # fmt: skip
    assert rows[3]["reason"] == "empty: 0 bytes"
    table = CliRunner().invoke(command, ["--source", SDN, str(tmp_path / "2022-01-01.csv"), "--retrieved-at", "2022-01-01T10:00:00Z"])
    assert table.exit_code == 0
    assert "1 files, 1 accepted, 0 refused" in table.output
    for wrong in (["--source", SDN], ["--source", SDN, "x.csv"], ["--source", "no-list", "x.csv", "--retrieved-at", "2022-01-01"]):
        assert CliRunner().invoke(command, wrong).exit_code != 0
