"""Made-up lists: what becomes of an entry, and of a file that is none (W9, W13)."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from pipelines.ingest import UnusableFiles, ingest, read_manifest
from pipelines.settings import SQL
from tests.lists.world import SDN, World, day, sdn

EO = "RUSSIA-EO14024"
FILLER = [(1000 + number, f"FILLER {number}", "CUBA") for number in range(100)]


def test_an_entry_comes_goes_and_comes_back(world: World) -> None:
    there, gone = sdn(*FILLER, (7, "A FIRM", EO)), sdn(*FILLER)
    world.take([("2022-01-01", gone), ("2022-01-05", there), ("2022-02-01", gone), ("2022-03-01", there)])
    found = world.model().ask("select action, effective_on, valid_to_earliest, from_basis, reason from list_actions order by effective_on")
    assert found == [
        ("list", day("2022-01-05"), None, "first_seen", None),
        ("delist", day("2022-02-01"), day("2022-01-05"), None, None),
        ("list", day("2022-03-01"), None, "first_seen", None),
    ]
    classes = world.ask("select change_class from list_events where uid = '7' order by after_on")
    assert [one for (one,) in classes] == ["listed", "delisted", "relisted"]


def test_entries_of_the_first_snapshot_began_before(world: World) -> None:
    world.take([("2022-01-01", sdn((7, "A FIRM", EO)))])
    found = world.model().ask("select effective_on, effective_precision, from_basis, known_on from list_actions")
    assert found == [(day("2022-01-01"), "before", "before_first", day("2022-01-01"))]


def test_two_codes_of_one_regime_are_one_listing(world: World) -> None:
    series = [((7, "A FIRM", "CUBA"), "01"), ((7, "A FIRM", "RUSSIA-EO"), "02"), ((7, "A FIRM", EO), "03"), ((7, "A FIRM", "CUBA"), "04")]
    world.take([(f"2022-{month}-01", sdn(*FILLER, entry)) for entry, month in series])
    found = world.model().ask("select action, effective_on, reason from list_actions order by effective_on")
    assert found == [("list", day("2022-02-01"), None), ("delist", day("2022-04-01"), "superseded")]
    codes = world.ask(
        "select change_class, programme, other_programme from list_events where uid = '7' and change = 'went' order by after_on"
    )
    assert codes == [("recoded", "CUBA", "RUSSIA-EO"), ("recoded", "RUSSIA-EO", EO), ("recoded", EO, "CUBA")]


def test_blocked_pending_investigation_is_no_designation_until_made_final(world: World) -> None:
    world.take([("2022-01-01", sdn((7, "A FIRM", f"BPI-{EO}"))), ("2022-02-01", sdn((7, "A FIRM", EO)))])
    assert world.model().ask("select action, effective_on from list_actions") == [("list", day("2022-02-01"))]
    found = world.ask("select change, change_class, other_programme from list_events where after_on = date '2022-02-01' order by change")
    assert found == [("came", "made_final", f"BPI-{EO}"), ("went", "made_final", EO)]


@pytest.mark.parametrize(
    ("gone", "stays"),
    [
        (("KADYROV, Ramzan", EO, "DOB 05 Oct 1976."), ("KADYROV, Ramzan", "GLOMAG", "DOB 05 Oct 1976.")),
        (("A JSC", EO, "Tax ID No. 7736659589 (Russia)."), ("A PUBLIC JOINT STOCK COMPANY", EO, "")),
        (("LLC ACTIVE BUSINESS CONSULT", EO, "Registration Number 1137746390572 (Russia)."),
         ("ACTIVEBUSINESSCOLLECTION LLC", EO, "Registration ID 1137746390572 (Russia).")),
    ],
)  # fmt: skip
def test_a_merged_record_is_no_delisting(world: World, gone: tuple[str, str, str], stays: tuple[str, str, str]) -> None:
    world.take([("2022-01-01", sdn(*FILLER, (8, *stays), (90, *gone))), ("2022-02-01", sdn(*FILLER, (8, *stays)))])
    assert world.model().ask("select change_class, other_uid from list_events where change = 'went'") == [("merged", "8")]
    assert world.ask("select subject, reason from list_actions where action = 'delist'") == [("ofac:90", "merged")]


def test_a_stay_of_less_than_a_day_makes_no_window(world: World) -> None:
    there, gone = sdn(*FILLER, (7, "A FIRM", EO)), sdn(*FILLER)
    world.take([("2022-01-01", gone), ("2022-01-05T08:00", there), ("2022-01-05T20:00", gone)])
    assert world.model().table("list_actions").is_empty()


def test_programmes_outside_the_dyads_are_kept_and_make_no_action(world: World) -> None:
    taken = world.take([("2022-01-01", sdn(*FILLER, (7, "A FIRM", "NEVER-SEEN-EO1")))])
    assert taken[0].entries == 101
    assert world.model().table("list_actions").is_empty()
    assert world.table("list_entries").height == 101
    assert ("unknown_programme", "programme", "NEVER-SEEN-EO1") in world.ask("select signal, field, value from list_signals")


def test_a_small_file_alone_is_taken_and_dismissed_once_the_list_is_known(world: World) -> None:
    small, whole = sdn((7, "A FIRM", EO)), sdn(*FILLER, (7, "A FIRM", EO))
    assert world.take([("2022-01-01", small)])[0].verdict == "accepted"
    world.take([("2022-01-02", whole)])
    verdicts = world.ask("select verdict, reason from list_snapshots order by snapshot_at")
    assert verdicts[0][0] == "refused"
    assert verdicts[0][1].startswith("implausibly small: 1 entries, later snapshots have 101")
    assert verdicts[1] == ("accepted", None)
    assert world.model().ask("select min(first_on), max(first_on) from list_entries") == [(day("2022-01-02"), day("2022-01-02"))]


def test_a_snapshot_refused_beside_old_neighbours_is_read_again_when_new_ones_make_it_plausible(world: World) -> None:
    big, less = sdn(*FILLER), sdn(*FILLER[:85])
    world.take([("2022-01-01", big), ("2022-01-02", less)])
    assert [row["verdict"] for row in world.table("list_snapshots").sort("snapshot_at").to_dicts()] == ["accepted", "refused"]
    world.take([("2022-01-01T12:00", sdn(*FILLER[:92]))])
    assert [row["verdict"] for row in world.table("list_snapshots").sort("snapshot_at").to_dicts()] == ["accepted"] * 3
    assert world.model().ask("select count(*) from list_events where change = 'went'") == [(15,)]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"\x1a", "no file of this list"),
        (sdn(*FILLER)[:-300], "cut off"),
        (sdn(*FILLER).replace(b"\x1a", b"||||\r\n\x1a"), "line 101 has 1 fields, not 12"),
        (b"<!DOCTYPE html><html><title>Busy</title></html>", "HTML page 'Busy'"),
        (b'{"timestamp": "now", "status": 500}', "JSON error object"),
        (b"<Error><Code>NoSuchKey</Code></Error>", "storage error NoSuchKey"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n", "Git LFS pointer"),
        (b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><sdnList/>', "no file of this list|document type"),
        (b"<sdnList><publshInformation><Publish_Date>01/01/2022</Publish_Date><Record_Count>2</Record_Count>"
         b"</publshInformation><sdnEntry><uid>1</uid><lastName>A</lastName><sdnType>Entity</sdnType></sdnEntry></sdnList>",
         "states 2 .* holds 1"),
        (b"<sdnList><publshInformation><Publish_Date>01/01/2022</Publish_Date></publshInf", "breaks off"),
    ],
)  # fmt: skip
def test_what_is_no_list_is_refused_kept_and_closes_nothing(world: World, content: bytes, reason: str) -> None:
    taken = world.take([("2022-01-01", sdn(*FILLER)), ("2022-01-02", content)])
    assert [one.verdict for one in taken] == ["accepted", "refused"]
    assert re.search(reason, taken[1].reason or "")
    assert world.model().ask("select count(*) from list_entries where gone_on is not null") == [(0,)]
    observed = (world.settings.archive / "observations" / f"{SDN}.jsonl").read_text().splitlines()
    assert len(observed) == 2
    assert '"outcome": "refused"' in observed[1]


def test_an_unknown_type_and_an_unknown_tag_are_signals(world: World) -> None:
    world.take([("2022-01-01", sdn(*FILLER).replace(b'"FILLER 3",-0- ', b'"FILLER 3","spaceship"'))])
    assert ("unknown_category", "type", "spaceship") in world.ask("select signal, field, value from list_signals")
    entry = (
        b"<uid>1</uid><lastName>A</lastName><sdnType>Entity</sdnType><mood bright='1'/><programList><program>CUBA</program></programList>"
    )
    head = b"<publshInformation><Publish_Date>01/01/2022</Publish_Date><Record_Count>1</Record_Count></publshInformation>"
    world.take([("2022-01-01", b"<sdnList>" + head + b"<sdnEntry>" + entry + b"</sdnEntry></sdnList>")], "us-ofac-consolidated")
    found = world.ask("select field from list_signals where source = 'us-ofac-consolidated' and signal = 'unknown_field'")
    assert found == [("ofac_list_xml: sdnEntry/mood",)]


def test_unusable_arguments_name_file_row_and_column(world: World, tmp_path: Path) -> None:
    manifest = tmp_path / "files.csv"
    (tmp_path / "a.csv").write_bytes(sdn(*FILLER))
    for text, words in (
        ("path,when\na.csv,2022-01-01\n", "no column retrieved_at"),
        ("path,retrieved_at\na.csv,yesterday\n", "row 2: retrieved_at 'yesterday' is no time"),
        ("path,retrieved_at\nb.csv,2022-01-01\n", "row 2: no such file: b.csv"),
    ):
        manifest.write_text(text)
        with pytest.raises(UnusableFiles, match=words):
            read_manifest(manifest)
    manifest.write_text("path,retrieved_at\na.csv,2022-01-01T10:00:00+02:00\n")
    (taken,) = ingest(world.settings, SDN, read_manifest(manifest))
    assert (taken.verdict, str(taken.retrieved_at)) == ("accepted", "2022-01-01 08:00:00")


def fixed(*entries: tuple[int, str, str]) -> bytes:
    """A made-up sdn.ff of 2025: id, name and programme of each entry at their places."""
    widths = (10, 350, 12, 200, 200, 8, 25, 14, 8, 40, 150, 1000)
    rows = [(str(uid).rjust(10), name, "-0-", programme, *["-0-"] * 8) for uid, name, programme in entries]
    lines = ["".join(value.ljust(width) for value, width in zip(row, widths, strict=True)) for row in rows]
    return ("\r\n".join(lines) + "\r\n\x1a").encode()


def test_a_fixed_field_file_says_what_the_csv_of_that_day_says(world: World) -> None:
    entries = [*FILLER, (7, 'A "FIRM", WITH COMMAS', EO)]
    (taken,) = world.take([("2022-01-01", fixed(*entries))])
    assert (taken.verdict, taken.entries) == ("accepted", 101)
    assert ("7", EO, 'A "FIRM", WITH COMMAS') in world.model().ask("select uid, programme, name from list_entries")
    cut = fixed(*entries)[:-700]
    assert "has 1320 characters, not 2017: cut off" in (world.take([("2022-01-02", cut)])[0].reason or "")


def test_a_copy_of_several_lists_is_kept_and_lists_nobody(world: World) -> None:
    """The screening list of trade.gov lags behind the lists that it copies."""
    header = "_id,source,entity_number,type,programs,name,news"
    sdn_rows = "".join(f"{n},Specially Designated Nationals (SDN) - Treasury Department,{n},Entity,CUBA,FIRM {n},\n" for n in range(10))
    other = "x,A New List (NL) - Treasury Department,5,Entity,CUBA,OTHER,\n"
    copy = gzip.compress((header + "\n" + sdn_rows + other).encode())
    taken = world.take([("2022-01-01", sdn(*FILLER)), ("2022-01-02", copy), ("2022-01-03", sdn(*FILLER))])
    assert [(one.verdict, one.entries) for one in taken] == [("accepted", 100), ("companion", 10), ("accepted", 100)]
    assert set(world.ask("select signal, field, value from list_signals where field like 'us_csl%'")) == {
        ("unknown_field", "us_csl_csv: news", ""),
        ("unknown_category", "us_csl_csv: source", "A New List (NL) - Treasury Department"),
    }
    assert world.model().ask("select count(*) from list_events where change = 'went'") == [(0,)]
    assert "cut off" in (world.take([("2022-01-04", gzip.compress((header + "\n1,2\n").encode()))])[0].reason or "")
    assert "damaged gzip" in (world.take([("2022-01-05", copy[:50])])[0].reason or "")


def test_an_old_copy_after_newer_files_is_named(world: World) -> None:
    old, new = sdn(*FILLER), sdn(*FILLER, (7, "A FIRM", EO))
    world.take([("2022-01-01", old), ("2022-01-02", old), ("2022-01-03", new), ("2022-01-04", old), ("2022-01-05", new)])
    check = (SQL / "checks" / "list_content_comes_back.sql").read_text(encoding="utf-8")
    assert [row[2:4] for row in world.ask(check)] == [(day("2022-01-04"), day("2022-01-02")), (day("2022-01-05"), day("2022-01-03"))]
