"""Every real XML and CSV format held parses with no field unaccounted for, and dates itself where it can."""

from __future__ import annotations

import tarfile
from datetime import date, datetime
from pathlib import Path

import pytest
import zstandard

from pipelines.ingest import File, ingest
from pipelines.lists.chain import Numbers
from pipelines.lists.formats import EU as EU_FORMATS
from pipelines.lists.formats import OFAC as OFAC_FORMATS
from pipelines.lists.formats import Reader
from pipelines.lists.records import Parsed, Signals
from pipelines.sources.guards import Refused
from tests.lists.conftest import Series
from tests.lists.world import EU, OFAC, World
from tests.support import needs_shared

pytestmark = needs_shared
SDN, NON_SDN, FSF = (OFAC_FORMATS, True), (OFAC_FORMATS, False), (EU_FORMATS, True)
SET = "consolidated_set_2018-04-06"


def read(path: Path, kind: tuple[tuple[str, ...], bool]) -> tuple[Parsed, Signals]:
    signals = Signals()
    return Reader(kind[0], Numbers(), is_sdn=kind[1]).read(path.read_bytes(), path.name, signals), signals


@pytest.mark.parametrize(
    ("path", "kind", "format_", "role", "entries", "on"),
    [
        (OFAC / "sets/2019-01-04_moov/sdn.csv", SDN, "ofac_csv", "list", 7379, None),
        (OFAC / "sets/2021-01-14_invaa/sdn.csv", SDN, "ofac_csv", "list", 8754, None),
        (OFAC / "sets/2021-04-25_garybogle/sdn.csv", SDN, "ofac_csv", "list", 8890, None),
        (OFAC / "sets/2021-04-25_garybogle/add.csv", SDN, "ofac_csv_addresses", "companion", 13761, None),
        (OFAC / "sets/2021-07-07_moov_bench/alt.csv", SDN, "ofac_csv_aliases", "companion", 11910, None),
        (OFAC / "sets/2021-07-07_moov_bench/sdn_comments.csv", SDN, "ofac_csv_comments", "companion", 5, None),
        (OFAC / SET / "cons_prim.csv", NON_SDN, "ofac_csv", "list", 639, None),
        (OFAC / SET / "cons_prim.del", NON_SDN, "ofac_csv", "list", 639, None),
        (OFAC / SET / "cons_prim.pip", NON_SDN, "ofac_csv", "list", 639, None),
        (OFAC / SET / "cons_prim.ff", NON_SDN, "ofac_csv", "list", 639, None),
        (OFAC / SET / "cons_add.ff", NON_SDN, "ofac_csv_addresses", "companion", 857, None),
        (OFAC / SET / "cons_alt.ff", NON_SDN, "ofac_csv_aliases", "companion", 1209, None),
        (OFAC / "csl/consolidated_screening_list_2022-05-16.csv.gz", SDN, "us_csl_csv", "companion", 10026, None),
        (OFAC / "csl/consolidated_screening_list_2022-05-16.csv.gz", NON_SDN, "us_csl_csv", "companion", 462, None),
        (OFAC / SET / "cons_comments.csv", NON_SDN, "ofac_csv_comments", "companion", 0, None),
        (OFAC / SET / "consolidated.xml", NON_SDN, "ofac_list_xml", "list", 639, date(2018, 4, 6)),
        (OFAC / "enhanced_xml/CONS_ENHANCED_2025-01-10.ZIP", NON_SDN, "ofac_enhanced_xml", "list", 443, date(2025, 1, 10)),
        (OFAC / "delta_xml/2025-01-13_delta.xml", SDN, "ofac_enhanced_xml", "delta", 18, date(2025, 1, 13)),
        (OFAC / "delta_xml/2025-02-13_delta.xml", SDN, "ofac_enhanced_xml", "delta", 1, date(2025, 2, 13)),
        (EU / "fsd_old_WHOLE_2016-02-11.xml", FSF, "eu_fsd_xml", "list", 595, date(2016, 2, 11)),
        (EU / "excerpts/fsd_old_WHOLE_2018-12-21_two_entities.xml", FSF, "eu_fsd_xml", "list", 2, date(2018, 12, 21)),
        (EU / "excerpts/fsf_1_1_2018-12-21_two_entities.xml", FSF, "eu_fsf_xml", "list", 2, datetime(2018, 12, 21, 13, 39, 54)),
        (EU / "csv_rows/upload-sanctioned-persons-valid.csv", FSF, "eu_fsf_csv", "list", 4, date(2024, 10, 2)),
    ],
)
def test_format(
    path: Path, kind: tuple[tuple[str, ...], bool], format_: str, role: str, entries: int, on: date | None
) -> None:  # fmt: skip
    parsed, signals = read(path, kind)
    assert (parsed.format, parsed.role, parsed.entries) == (format_, role, entries)
    assert (parsed.published_at or parsed.published_on) == on
    assert not signals.counts


def test_the_files_in_three_delimiters_in_fixed_fields_and_in_xml_say_the_same() -> None:
    numbers = Numbers()
    reader = Reader(OFAC_FORMATS, numbers, is_sdn=False)
    found = []
    for name in ("cons_prim.csv", "cons_prim.del", "cons_prim.pip", "cons_prim.ff", "consolidated.xml"):
        parsed = reader.read((OFAC / SET / name).read_bytes(), name, Signals())
        entries = [numbers.entries[number] for number in parsed.numbers]
        found.append({(entry.uid, entry.programme, entry.kind) for entry in entries})
    assert found[0] == found[1] == found[2] == found[3] == found[4]


def test_the_advanced_file_cut_to_37_parties_dates_its_entries() -> None:
    parsed, signals = read(next((OFAC / "advanced_xml").glob("*.xml")), SDN)
    assert parsed.published_on == date(2024, 2, 23)
    assert {signal.signal for signal in signals.counts} == {"entry_without_party"}  # cut by hand: the entries' parties are not in it
    assert all(row.listed_on for row in parsed.rows)
    assert next(row.listed_on for row in parsed.rows if row.uid == "46693") == date(2023, 12, 12)


def test_enhanced_entries_on_both_lists_keep_all_programmes_and_date_what_the_directives_restrict() -> None:
    parsed, _ = read(OFAC / "enhanced_xml/CONS_ENHANCED_2025-01-10.ZIP", NON_SDN)
    vtb = [(row.programme, row.listed_on) for row in parsed.rows if row.uid == "17013"]
    assert vtb == [("UKRAINE-EO13662", date(2014, 7, 29)), ("RUSSIA-EO14024", None)]


def test_the_old_and_the_enhanced_file_name_the_programmes_of_an_entity_alike(consolidated_series: Series) -> None:
    """Two years apart: programmes were added, and none went that still stands on the SDN list."""
    old, _ = read(consolidated_series[-1][0].path, NON_SDN)
    new, _ = read(OFAC / "enhanced_xml/CONS_ENHANCED_2025-01-10.ZIP", NON_SDN)
    there = {row.uid for row in new.rows}
    assert {(row.uid, row.programme) for row in old.rows if row.uid in there} <= {(row.uid, row.programme) for row in new.rows}


def test_deltas_say_what_they_do() -> None:
    parsed, _ = read(OFAC / "delta_xml/2025-01-13_delta.xml", SDN)
    assert sorted(parsed.actions.values()) == ["add"] * 4 + ["remove"] * 14
    assert next(row.listed_on for row in parsed.rows if row.uid == "9567") == date(2005, 11, 9)


def test_a_saved_again_file_with_an_id_on_two_lines_is_named() -> None:
    parsed, signals = read(OFAC / "sets/2022-01-31_edu777art_resaved/sdn.csv", SDN)
    assert (parsed.entries, [tuple(signal) for signal in signals.counts]) == (9043, [("repeated_id", "ent_num", "2677")])


@pytest.mark.parametrize(
    ("path", "kind", "words"),
    [
        (OFAC / "sets/2019-01-17_moov_invalidFiles/sdn.csv", SDN, "line 7380 has 1 fields, not 12"),
        (OFAC / "excerpts/sdn_xml_2014-11-12_cut.xml", SDN, "states 5819 entries and holds 4"),
        (OFAC / "excerpts/sdn_xml_2018-12-19_two_entries.xml", SDN, "states 7379 entries and holds 2"),
        (OFAC / "text/sdnlist_2016-02.txt", SDN, "the list as text for people"),
        (OFAC / "schemas/OFAC_SLS_API_documentation_2025-01.docx", SDN, "a ZIP archive with 35 files"),
        (OFAC / SET / "consolidated.xsd", NON_SDN, "root element schema: no file of this list"),
        (EU / "excerpts/fsf_1_1_2022-02-25_one_entity_no_root.xml", FSF, "a fragment, not the list"),
        (EU / "csv_rows/upload-sanctioned-persons-no-header.csv", FSF, "no header"),
        (EU / "csv_rows/upload-sanctioned-persons-no-whole-name-header.csv", FSF, "no column NameAlias_WholeName"),
    ],
)
def test_what_is_cut_or_damaged_is_refused_with_the_reason(path: Path, kind: tuple[tuple[str, ...], bool], words: str) -> None:
    with pytest.raises(Refused, match=words):
        read(path, kind)


def test_states_of_the_eu_list_in_yaml_are_refused_by_name(tmp_path: Path) -> None:
    with (
        (EU / "derived_states_2021-02_2022-12.tar.zst").open("rb") as file,
        zstandard.ZstdDecompressor(max_window_size=2**31).stream_reader(file) as plain,
        tarfile.open(fileobj=plain, mode="r|") as tar,
    ):
        member = next(member for member in tar if member.isfile())
        held = tar.extractfile(member)
        assert held is not None
        (tmp_path / "state.jsonl").write_bytes(held.read())
    with pytest.raises(Refused, match="put them into YAML: without programme"):
        read(tmp_path / "state.jsonl", FSF)


def test_samples_of_the_eu_list_are_refused_beside_the_larger_file_and_taken_alone(world: World) -> None:
    """The files of 2018 and 2024 at hand are two and four entities of a list of thousands."""
    samples = [EU / "excerpts/fsf_1_1_2018-12-21_two_entities.xml", EU / "csv_rows/upload-sanctioned-persons-valid.csv"]
    larger = EU / "fsd_old_WHOLE_2016-02-11.xml"
    alone = ingest(world.settings, "eu-fsf", [File(path, datetime(2025, 1, 1)) for path in samples])
    assert [one.verdict for one in alone] == ["accepted", "accepted"]
    ingest(world.settings, "eu-fsf", [File(larger, datetime(2025, 1, 1))])
    verdicts = world.ask("select verdict, reason from list_snapshots order by snapshot_at")
    assert verdicts == [
        ("accepted", None),
        ("refused", "implausibly small: 2 entries, the snapshot before it (2016-02-11) has 595"),
        ("refused", "implausibly small: 4 entries, the snapshot before it (2016-02-11) has 595"),
    ]
