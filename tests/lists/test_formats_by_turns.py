"""One list in two formats by turns, parsers that change, and what a run says of it (W9, W13). All files here are made up."""

from __future__ import annotations

from datetime import datetime
from itertools import permutations
from pathlib import Path

import polars as pl
import pytest

from pipelines import fingerprint, ingest, steps
from pipelines.archive import Archive, Observation
from pipelines.lists import ofac_csv
from tests.lists.world import SDN, World, day, sdn
from tests.support import AS_OF, ask, build

EO = "RUSSIA-EO14024"
FILLER = [(1000 + number, f"FILLER {number}", "CUBA") for number in range(100)]


def enhanced(on: str, *entries: tuple[int, str, str, str]) -> bytes:
    """A made-up SDN_ENHANCED.XML: id, name, programme and listing date of each entry."""
    items = "".join(
        f'<entity id="{uid}"><generalInfo><entityType>Entity</entityType></generalInfo>'
        f'<sanctionsLists><sanctionsList datePublished="{listed}">SDN List</sanctionsList></sanctionsLists>'
        f"<sanctionsPrograms><sanctionsProgram>{programme}</sanctionsProgram></sanctionsPrograms>"
        "<sanctionsTypes><sanctionsType>Block</sanctionsType></sanctionsTypes>"
        "<names><name><isPrimary>true</isPrimary><translations><translation><isPrimary>true</isPrimary>"
        f"<formattedFullName>{name.title()}</formattedFullName></translation></translations></name></names></entity>"
        for uid, name, programme, listed in entries
    )
    head = f"<publicationInfo><dataAsOf>{on}T00:00:00</dataAsOf></publicationInfo>"
    return f"<sanctionsData>{head}<entities>{items}</entities></sanctionsData>".encode()


def dated(on: str, *entries: tuple[int, str, str]) -> bytes:
    return enhanced(on, *((*entry, "2021-12-20") for entry in entries))


THERE = (7, "A FIRM", EO)
SERIES = [
    ("2022-01-01T10:00", sdn(*FILLER, THERE)),
    ("2022-01-02T10:00", dated("2022-01-02", *FILLER, THERE)),
    ("2022-01-03T10:00", sdn(*FILLER, THERE)),
    ("2022-01-04T10:00", dated("2022-01-04", *FILLER, THERE)),
    ("2022-01-05T10:00", sdn(*FILLER)),
    ("2022-01-06T10:00", dated("2022-01-06", *FILLER)),
]


def test_two_formats_by_turns_cost_what_changes_and_date_each_other(world: World) -> None:
    world.take(SERIES)
    changes = world.table("list_changes").join(world.table("list_snapshots").select("snapshot_id", "snapshot_on"), on="snapshot_id")
    counts = changes.group_by("snapshot_on", "change").len().sort("snapshot_on", "change").rows()
    # each format says once how it spells the entries; then the one that goes, in both spellings
    assert counts == [(day("2022-01-01"), "came", 101), (day("2022-01-02"), "came", 101), (day("2022-01-05"), "went", 2)]
    found = world.model().ask("select action, effective_on, from_basis, valid_to_earliest, reason from list_actions order by effective_on")
    assert found == [
        ("list", day("2021-12-20"), "listing_date", None, None),
        ("delist", day("2022-01-05"), None, day("2022-01-04"), None),
    ]
    assert world.ask("select count(*) from list_events where change = 'went'") == [(1,)]


@pytest.mark.parametrize("order", [order for index, order in enumerate(permutations(range(6))) if index % 89 == 0])
def test_w13_two_formats_in_any_order_of_arrival(world: World, order: tuple[int, ...]) -> None:
    for index in order:
        world.take([SERIES[index]])
    other = World(world.settings.home.parent / "other")
    other.take(SERIES)
    # (files get the names of their homes)
    tables = world.model().contents() | {"list_snapshots": world.table("list_snapshots").drop("file").sort(pl.all()).to_dicts()}
    assert tables == other.model().contents() | {"list_snapshots": other.table("list_snapshots").drop("file").sort(pl.all()).to_dicts()}


def test_a_parser_that_changed_reads_every_file_again_and_the_changes_are_of_the_pipeline(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.take(SERIES[:1])
    build(world.settings)
    kinds = {**ofac_csv._KINDS, "-0-": "vessel"}  # what a later version of the parser might say
    monkeypatch.setattr(ofac_csv, "_KINDS", kinds)
    monkeypatch.setattr(ingest, "code", lambda: "another version")
    fresh = fingerprint.take(world.settings, AS_OF)
    monkeypatch.setattr(fingerprint, "take", lambda *_: fingerprint.Fingerprint(fresh.input_sha256, "another version", "another-run"))
    database = build(world.settings).database
    assert ask(database, "select distinct kind from list_entries") == [("vessel",)]
    rows = "select kind, table_name, op, count(*) from changes where table_name like 'list_%' group by all order by all"
    assert ask(database, rows) == [
        ("pipeline_changed", "list_entries", "update", 101),
        ("pipeline_changed", "list_events", "update", 101),
    ]
    # the run that took the files in again leaves nothing for the next
    assert steps.land_sources(world.settings)["list_snapshots"] == 1


def test_what_a_run_takes_in_is_nothing_new_for_the_next(world: World) -> None:
    archive = Archive(world.settings.archive)
    for when, content in SERIES:
        at = datetime.fromisoformat(when)
        archive.record(Observation(SDN, "https://example.org/list", at, "new", archive.keep(content), 200))
    before = fingerprint.take(world.settings, AS_OF)
    build(world.settings)
    assert fingerprint.take(world.settings, AS_OF).run_id == before.run_id
    assert Path(world.settings.tables / "list_snapshots.parquet").exists()
