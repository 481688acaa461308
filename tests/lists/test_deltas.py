"""What a delta of OFAC says of entries that the snapshots show: it confirms, dates, or disagrees (W9). All files here are made up."""

from __future__ import annotations

from datetime import datetime

from pipelines.archive import Archive, Observation
from pipelines.ingest import catch_up
from pipelines.settings import SQL
from tests.lists.world import SDN, World, day, sdn
from tests.support import ask, build

EO = "RUSSIA-EO14024"
FILLER = [(1000 + number, f"FILLER {number}", "CUBA") for number in range(100)]
STAYS, GOES, COMES = (7, "STAYING FIRM", EO), (8, "LEAVING FIRM", EO), (9, "COMING FIRM", EO)
SERIES = [
    ("2025-01-10T10:00", sdn(*FILLER, STAYS, GOES)),
    ("2025-01-13T10:00", sdn(*FILLER, STAYS, GOES)),
    ("2025-01-17T10:00", sdn(*FILLER, STAYS, COMES)),
]


def delta(on: str, *entries: tuple[str, int, str, str]) -> bytes:
    """A made-up delta: action, id, name and original listing date of entries under one programme."""
    items = "".join(
        f'<entity id="{uid}" action="{action}"><generalInfo><entityType>Entity</entityType></generalInfo>'
        f'<sanctionsLists><sanctionsList datePublished="{listed}">SDN List</sanctionsList></sanctionsLists>'
        f"<sanctionsPrograms><sanctionsProgram>{EO}</sanctionsProgram></sanctionsPrograms>"
        "<sanctionsTypes><sanctionsType>Block</sanctionsType></sanctionsTypes>"
        "<names><name><isPrimary>true</isPrimary><translations><translation><isPrimary>true</isPrimary>"
        f"<formattedFullName>{name}</formattedFullName></translation></translations></name></names></entity>"
        for action, uid, name, listed in entries
    )
    head = f"<publicationInfo><datePublished>{on}T00:00:00-05:00</datePublished></publicationInfo>"
    return f"<sanctionsData>{head}<entities>{items}</entities></sanctionsData>".encode()


ROUND = delta("2025-01-15", ("remove", 8, "LEAVING FIRM", "2022-03-01"), ("add", 9, "COMING FIRM", "2025-01-15"))


def test_without_a_delta_a_missing_entry_is_presumed_delisted(world: World) -> None:
    world.take(SERIES)
    ended = "select valid_to, valid_to_earliest, closing, closed_by from sanction_windows where subject = 'ofac:8' and known_to is null"
    ((until, earliest, closing, by),) = ask(build(world.settings).database, ended)
    assert (until, earliest, closing) == (day("2025-01-17"), day("2025-01-13"), "presumed_delisted")
    assert by.startswith(f"{SDN}/20250117")


def test_w9_a_delta_confirms_a_delisting_and_dates_a_listing(world: World) -> None:
    world.take([*SERIES, ("2025-01-16T09:00", ROUND)])
    database = build(world.settings).database
    windows = """
        select subject, valid_from, from_basis, valid_to, closing, confidence
        from sanction_windows where subject like 'ofac:%' and known_to is null order by subject
    """
    assert ask(database, windows) == [
        ("ofac:7", day("2025-01-10"), "before_first", None, None, "verified"),
        ("ofac:8", day("2025-01-10"), "before_first", day("2025-01-15"), "delisted", "verified"),
        ("ofac:9", day("2025-01-15"), "listing_date", None, None, "verified"),
    ]
    cited = """
        select announcements.title, announcements.published_on
        from sanction_windows inner join announcements on closed_by = announcement_id where subject = 'ofac:8'
    """
    assert set(ask(database, cited)) == {("Delta of us-ofac-sdn of 2025-01-15: 2 entries", day("2025-01-15"))}
    (signal,) = ask(database, "select rung, signal_on, confidence from easing_signals where subject = 'ofac:8'")
    assert signal == ("delisting", day("2025-01-15"), "verified")


def test_a_delta_of_another_time_or_programme_confirms_nothing(world: World) -> None:
    early = delta("2024-12-01", ("remove", 8, "LEAVING FIRM", "2022-03-01"))
    other = delta("2025-01-15", ("remove", 8, "LEAVING FIRM", "2022-03-01")).replace(EO.encode(), b"GLOMAG")
    world.take([*SERIES, ("2024-12-02T09:00", early), ("2025-01-16T09:00", other)])
    assert world.model().ask("select reason, effective_on, confidence from list_actions where action = 'delist'") == [
        (None, day("2025-01-17"), "partly_verified")
    ]


def test_a_delta_that_the_snapshots_do_not_show_is_named(world: World) -> None:
    wrong = delta("2025-01-11", ("remove", 7, "STAYING FIRM", "2022-03-01"), ("add", 10, "NEVER SEEN", "2025-01-11"))
    world.take([*SERIES, ("2025-01-12T09:00", wrong), ("2025-01-16T09:00", ROUND)])
    check = (SQL / "checks" / "list_deltas_agree.sql").read_text(encoding="utf-8")
    found = [row[0].partition(": ")[2] for row in world.model().ask(check)]
    assert found == [f"add of 10 ({EO}) does not show in the snapshots", f"remove of 7 ({EO}) does not show in the snapshots"]


def test_deltas_that_another_source_fetches_are_taken_in_once(world: World) -> None:
    world.take(SERIES)
    archive = Archive(world.settings.archive)
    for url in ("https://example.org/changes/4711", "https://example.org/changes/4711", "https://example.org/changes/history/2025"):
        at = datetime(2025, 1, 16)
        archive.record(Observation("us-ofac-sls", url, at, "new", archive.keep(ROUND if "4711" in url else b"[]"), 200))
    catch_up(world.settings)
    catch_up(world.settings)
    assert world.ask("select verdict, count(*) from list_snapshots group by all order by all") == [("accepted", 3), ("delta", 1)]
    assert world.model().ask("select effective_on from list_actions where action = 'delist'") == [(day("2025-01-15"),)]
