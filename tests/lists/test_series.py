"""The recorded OFAC lists, checked against plain set differences of the same files (W9, W13)."""

from __future__ import annotations

import random
import re
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import polars as pl

from pipelines.ingest import File, ingest
from tests.lists.conftest import Series
from tests.lists.world import BAD, CONSOLIDATED, RUSSIA, SDN, World, pairs
from tests.support import needs_shared

pytestmark = needs_shared


def test_every_snapshot_is_accepted_with_the_count_of_the_table(both: World, sdn_series: Series, consolidated_series: Series) -> None:
    for source, series, column in ((SDN, sdn_series, "entries"), (CONSOLIDATED, consolidated_series, "record_count")):
        held = dict(both.ask(f"select document_sha256, entries from list_snapshots where source = '{source}' and verdict = 'accepted'"))
        assert held == {row["sha256"]: int(row[column]) for _, row in series}
    assert both.ask("select count(*) from list_signals") == [(0,)]


def test_every_event_is_in_the_plain_set_difference_and_the_other_way_round(both: World, sdn_series: Series) -> None:
    expected = set()
    for (earlier, _), (later, row) in pairwise(sdn_series):
        before, after = pairs(earlier.path), pairs(later.path)
        expected |= {(row["sha256"], "came", *pair) for pair in after - before} | {
            (row["sha256"], "went", *pair) for pair in before - after
        }
    first = sdn_series[0]
    expected |= {(first[1]["sha256"], "came", *pair) for pair in pairs(first[0].path)}
    found = both.ask(
        f"""
        select snapshots.document_sha256, events.change, events.uid, events.programme
        from list_events as events inner join list_snapshots as snapshots on events.snapshot_after = snapshots.snapshot_id
        where events.source = '{SDN}'
        """
    )
    assert set(found) == expected
    assert len(found) == len(expected) == 10660 + 2797


def test_actions_follow_from_the_presence_of_ids_under_russia_programmes(both: World, sdn_series: Series) -> None:
    """Listings and delistings of one uid and regime, against sets of (uid, regime) made from the files alone."""
    regimes = {code: code for code in RUSSIA}
    expected, previous = set(), set()
    for number, (file, row) in enumerate(sdn_series):
        current = {(uid, regimes[code]) for uid, code in pairs(file.path) if code in RUSSIA}
        day = row["first_seen_utc"][:10]
        expected |= {("list", day, uid, code, "before" if number == 0 else "day") for uid, code in current - previous}
        expected |= {("delist", day, uid, code, "day") for uid, code in previous - current}
        previous = current
    codes = "select regime, min(programme) as programme from list_programmes where programme <> 'RUSSIA-EO' group by regime"
    found = both.ask(
        f"""
        select action, cast(effective_on as varchar), split_part(subject, ':', 2), codes.programme, effective_precision
        from list_actions inner join ({codes}) as codes using (regime) where source = '{SDN}'
        """
    )
    assert set(found) == expected
    assert len(found) == len(expected)
    assert len({uid for uid, _ in previous}) == 1694


def test_w9_each_removal_carries_its_class(both: World) -> None:
    counts = both.ask("select source, change_class, count(distinct uid) from list_events where change = 'went' group by all order by all")
    assert counts == [
        (CONSOLIDATED, "delisted", 13),
        (CONSOLIDATED, "merged", 1),
        (CONSOLIDATED, "moved", 27),
        (CONSOLIDATED, "recoded", 59),
        (SDN, "delisted", 456),
        (SDN, "merged", 3),
        (SDN, "programme_dropped", 6),
        (SDN, "recoded", 62),
    ]
    merged = both.ask(f"select distinct uid, other_uid from list_events where source = '{SDN}' and change_class = 'merged' order by 1")
    assert merged == [("20002", "17017"), ("27315", "18348"), ("27317", "18349")]  # BM BANK, 'AQIL, SHUKR


def test_w9_only_real_delistings_are_presumed(both: World) -> None:
    ended = both.ask(
        "select subject, regime, reason, effective_on, valid_to_earliest from list_actions where action = 'delist' order by all"
    )
    presumed = [(subject, str(on), str(earliest)) for subject, _, reason, on, earliest in ended if reason is None]
    assert presumed == [("ofac:34751", "2022-03-31", "2022-03-30")]  # Ozon Bank, the one real removal of the period
    assert {reason for _, _, reason, _, _ in ended} == {None, "merged", "superseded"}


def test_w13_any_order_of_arrival_one_by_one_or_at_once_gives_the_same_tables(
    both: World, sdn_series: Series, consolidated_series: Series, tmp_path: Path
) -> None:
    other = World(tmp_path / "shuffled")
    draw = random.Random(20220224)
    files = [file for file, _ in sdn_series]
    draw.shuffle(files)
    ingest(other.settings, CONSOLIDATED, [file for file, _ in reversed(consolidated_series)])
    for start, end in ((0, 1), (1, 30), (30, 31), (31, 80), (10, 20)):  # the last ones a second time
        ingest(other.settings, SDN, files[start:end])
    assert other.model().contents() == both.contents()


def test_bad_downloads_among_the_good_ones_are_refused_and_close_nothing(
    both: World, sdn_series: Series, consolidated_series: Series, tmp_path: Path
) -> None:
    other = World(tmp_path / "with-bad")
    when = [file.retrieved_at for file, _ in sdn_series]
    bad = [File(path, when[index * 7 + 5]) for index, path in enumerate(sorted(BAD.iterdir()))]
    whole = sdn_series[40][0].path.read_bytes()
    lines = whole.splitlines(keepends=True)
    two_fifths_missing = b"".join(line for number, line in enumerate(lines) if number % 5 < 3) + b"\x1a"
    hour = timedelta(hours=1)
    for name, content, at in (
        ("cut.csv", whole[:700_000], when[41]),
        ("cut-at-line.csv", whole[: whole.index(b"\n", 700_000) + 1], when[41]),
        ("page.csv", b"<html>", when[41]),
        (
            "header.csv",
            b"ent_num,SDN_Name,SDN_Type,Program,Title,Call_Sign,Vess_type,Tonnage,GRT,Vess_flag,Vess_owner,Remarks\r\n",
            when[41],
        ),
        ("utf-16.csv", whole.decode().encode("utf-16"), when[41]),
        ("other-list.xml", consolidated_series[3][0].path.read_bytes(), when[41]),
        ("middle.csv", two_fifths_missing, when[41] + hour),
        ("first.csv", two_fifths_missing, when[0] - hour),
        ("last.csv", two_fifths_missing, when[-1] + hour),
    ):
        (tmp_path / name).write_bytes(content)
        bad.append(File(tmp_path / name, at))
    ingest(other.settings, SDN, bad)  # all of them first: a good one that comes later changes their verdicts
    ingest(other.settings, SDN, [file for file, _ in sdn_series])
    snapshots = other.table("list_snapshots")
    refused = snapshots.filter(pl.col("verdict") == "refused")
    # a publication the file states places it in time, whenever it was retrieved
    assert sorted({Path(name).name for name in refused["file"]}) == sorted(file.path.name for file in bad)
    assert snapshots.height == refused.height + len(sdn_series)
    assert refused["reason"].null_count() == 0
    ingest(other.settings, CONSOLIDATED, [file for file, _ in consolidated_series])
    assert other.model().table("list_events").sort("event_id").equals(both.table("list_events").sort("event_id"))
    assert {path.name for path in (other.settings.archive / "objects").iterdir()}, "the bytes are kept"


def test_the_same_file_again_and_a_file_with_every_row_twice_change_no_event(
    both: World, sdn_series: Series, consolidated_series: Series, tmp_path: Path
) -> None:
    other = World(tmp_path / "again")
    some = sdn_series[30:50]
    middle, when = some[10][0].path.read_bytes(), some[10][0].retrieved_at
    (tmp_path / "again.csv").write_bytes(middle)
    (tmp_path / "twice.csv").write_bytes(middle.rstrip(b"\x1a") + middle)
    later = [File(tmp_path / "again.csv", when + timedelta(hours=2)), File(tmp_path / "twice.csv", when + timedelta(hours=1))]
    taken = ingest(other.settings, SDN, [*later, *(file for file, _ in some)])
    assert [one.verdict for one in taken] == ["accepted"] * 22
    begin, end = some[0][0].retrieved_at.date(), some[-1][0].retrieved_at.date()
    turns = f"""
        select uid, programme, change, after_on from list_events
        where source = '{SDN}' and before_on >= date '{begin}' and after_on <= date '{end}'
    """
    assert set(other.model().ask(turns)) == set(both.ask(turns))
    (signal,) = other.ask("select signal, value from list_signals")
    assert signal[0] == "repeated_id"
    assert re.fullmatch(r"9\d{3} ids, such as \d+", signal[1])
