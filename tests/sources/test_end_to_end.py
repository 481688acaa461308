"""Every source runs against the replay server from request to table; a second run finds nothing new and costs requests only."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from datetime import date

import pytest

from pipelines import live
from pipelines.sources.facts import FactsUnreadable
from tests.replay import publishers
from tests.replay.server import Ask, Reply, Route
from tests.sources.world import World, world
from tests.support import build, needs_shared

pytestmark = needs_shared
#: The example of the documentation, with an address on the loopback.
USER_FEED = """
name: the-world
module: feeds
title: The World
publisher: PRX and GBH
licence: all rights reserved; titles and links only
sender: XX
regime: xx-unknown
base_url: {url}
http_hosts: ["{host}"]
headers: {{User-Agent: "Mozilla/5.0 (compatible; sanctions-pipeline)"}}
pace_seconds: 0
content_types: [application/rss+xml]
version_key: guid
rhythm: "0 * * * *"
freshness_hours: 48
probe: {{path: /feed}}
options: {{path: /feed, kind: news_item, relevant: [sanction]}}
"""


@pytest.fixture(scope="module")
def fetched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[World, live.Report]]:
    with world(tmp_path_factory.mktemp("home")) as here:
        yield here, here.fetch()


def test_every_source_gives_something(fetched: tuple[World, live.Report]) -> None:
    here, report = fetched
    assert {name: visit.words for name, visit in report.visits.items() if visit.outcome != "ok"} == {}
    assert set(report.visits) == set(here.facts)
    states = dict(here.table("source_freshness").select("source", "state").iter_rows())
    assert {name for name, state in states.items() if state != "fresh"} == set()


def test_nothing_but_the_loopback_was_asked(fetched: tuple[World, live.Report]) -> None:
    here, _ = fetched
    for source in here.archive.sources():
        assert {seen.url[:17] for seen in here.observations(source)} == {"http://127.0.0.1:"}


def test_nothing_is_unknown_in_the_recordings(fetched: tuple[World, live.Report]) -> None:
    here, _ = fetched
    signals = here.table("source_signals")
    assert signals.filter(what="unreadable").height == 0
    assert set(signals["what"]) <= {"count_out_of_band", "title_missing"}


def test_what_the_federal_register_gave(fetched: tuple[World, live.Report]) -> None:
    here, _ = fetched
    rows = here.table("fetched_announcements").filter(source="us-federal-register")
    assert rows.height == 503
    order = rows.filter(official_id="2018-20816").row(0, named=True)
    assert (order["number"], order["kind"]) == ("EO 13849", "executive_order")
    assert (order["announced_on"], order["published_on"]) == (date(2018, 9, 20), date(2018, 9, 21))
    assert order["effective_on"] is None
    assert order["text"].startswith("[Federal Register]")


def test_what_ofac_gave(fetched: tuple[World, live.Report]) -> None:
    here, _ = fetched
    rows = here.table("fetched_announcements").filter(source="us-ofac-recent-actions").sort("fetched_id")
    assert rows["fetched_id"].to_list() == [
        f"us-ofac-recent-actions:{name}" for name in ("20140317", "20220302", "20220302_44", "20220303_33")
    ]
    mixed = rows.row(1, named=True)
    assert (mixed["added_count"], mixed["changed_count"], mixed["removed_count"]) == (3, 1, 1)
    assert mixed["tags"] == "RUSSIA-EO14024;CAATSA - RUSSIA;CYBER4;UKRAINE-EO13661"
    removal = rows.row(3, named=True)
    assert (removal["added_count"], removal["removed_count"], removal["regime"]) == (0, 1, "us-eo13661")
    entries = here.table("fetched_entries").filter(fetched_id="us-ofac-recent-actions:20220302")
    assert not [text for text in entries["text"] if "Colombia" in text]
    change = entries.filter(block="changed").row(0, named=True)
    assert (change["old_text"][:8], change["text"][:8]) == ("OLD NAME", "NEW NAME")
    assert entries.filter(block="added")["linked_to"][0] == "JSC EXAMPLE (A)"
    press = here.table("fetched_announcements").filter(source="us-treasury-press")
    assert sorted(press["number"]) == ["JL2331", "JY0600", "JY0677"]
    assert "/index.php/" not in "".join(press["url"])


def test_what_the_lists_gave_is_kept_for_their_parsers(fetched: tuple[World, live.Report]) -> None:
    here, _ = fetched
    assert [seen.outcome for seen in here.observations("us-ofac-sdn")] == ["new", "new"]
    assert [seen.outcome for seen in here.observations("us-ofac-consolidated")] == ["new", "new"]
    assert [seen.outcome for seen in here.observations("eu-fsf")] == ["new", "new"]
    deltas = here.table("fetched_announcements").filter(source="us-ofac-sls").sort("number")
    assert deltas.select("published_on", "added_count", "removed_count").rows() == [(date(2025, 1, 13), 4, 14), (date(2025, 2, 13), 1, 0)]


def test_what_the_eu_gave(fetched: tuple[World, live.Report]) -> None:
    here, _ = fetched
    acts = here.table("fetched_announcements").filter(source="eu-cellar").sort("official_id")
    first, second = acts.rows(named=True)
    assert first["title"] == "CELEX 32025R1980"
    assert (second["links"], second["regime"]) == ("amends:32024R1485;based_on:32024R1485", "eu-2024-1485")
    assert "personal data" in second["text"]
    assert here.table("fetched_announcements").filter(source="eu-sanctions-map")["is_relevant"].any() is False


def test_what_russia_gave(fetched: tuple[World, live.Report]) -> None:
    here, _ = fetched
    acts = here.table("fetched_announcements").filter(source="ru-pravo").sort("official_id")
    assert acts.select("number", "kind", "signed_on", "published_on", "regime").rows() == [
        ("583", "presidential_decree", date(2015, 11, 28), date(2015, 11, 28), "ru-583-2015"),
        ("1296", "government_resolution", date(2015, 11, 30), date(2015, 12, 1), "ru-583-2015"),
    ]
    assert "<br" not in "".join(acts["title"])
    bank = here.table("fetched_announcements").filter(source="ru-kremlin-acts").sort("fetched_id")
    assert bank["number"].to_list() == ["797", "798"]
    assert "постановляю:" in bank["text"][1]
    assert '"О призыве офицеров запаса на военную службу' in bank["text"][1]
    assert here.table("fetched_texts").filter(fetched_id="ru-kremlin-acts:18434")["part"].to_list() == [1, 2]
    events = here.table("fetched_announcements").filter(source="ru-kremlin-events").sort("announced_on")
    assert events["announced_on"].to_list() == [date(2015, 11, 26), date(2015, 11, 28)]


def test_press_has_the_day_its_publisher_wrote(fetched: tuple[World, live.Report]) -> None:
    here, _ = fetched
    rows = here.table("fetched_announcements").filter(source="eu-council-press").sort("fetched_id")
    assert rows["published_on"].to_list() == [date(2025, 1, 30), date(2025, 1, 29)]
    assert rows["is_relevant"].to_list() == [True, False]


def test_the_archive_read_again_gives_the_same_tables(fetched: tuple[World, live.Report]) -> None:
    here, _ = fetched
    names = ("fetched_announcements", "fetched_texts", "fetched_entries", "source_signals")
    before = {name: here.table(name) for name in names}
    asked = sum(len(publisher.asked) for publisher in here.publishers.values())
    live.reparse(here.settings, facts=here.facts)
    for name in names:
        assert here.table(name).equals(before[name]), name
    assert sum(len(publisher.asked) for publisher in here.publishers.values()) == asked


def test_a_second_run_costs_requests_and_little_else(tmp_path_factory: pytest.TempPathFactory) -> None:
    with world(tmp_path_factory.mktemp("home")) as here:
        here.fetch()
        before = {path.name: path.stat().st_mtime_ns for path in here.settings.tables.glob("fetched_*.parquet")}
        objects = len(list(here.archive.root.rglob("*.zst")))
        report = here.fetch()
        assert {visit.outcome for visit in report.visits.values()} == {"unchanged"}
        assert sum(visit.requests for visit in report.visits.values()) <= 20
        assert {path.name: path.stat().st_mtime_ns for path in here.settings.tables.glob("fetched_*.parquet")} == before
        assert len(list(here.archive.root.rglob("*.zst"))) == objects


def test_a_failed_source_never_stops_the_others_and_blanks_nothing(tmp_path_factory: pytest.TempPathFactory) -> None:
    with world(tmp_path_factory.mktemp("home")) as here:
        chosen = ("ru-pravo", "eu-cellar", "eu-council-press")
        here.fetch(*chosen)
        before = set(here.table("fetched_announcements")["fetched_id"])
        here.answers("pravo", lambda _: 1 / 0)  # type: ignore[arg-type, return-value]
        here.answers("cellar", lambda _: Reply(b"", 500))
        report = here.fetch(*chosen)
        outcomes = {name: visit.outcome for name, visit in report.visits.items()}
        assert outcomes == {"ru-pravo": "failed", "eu-cellar": "failed", "eu-council-press": "unchanged"}
        assert set(here.table("fetched_announcements")["fetched_id"]) == before
        assert set(report.unreachable) == {"ru-pravo", "eu-cellar"}


def test_without_network_it_finishes_and_says_so(tmp_path_factory: pytest.TempPathFactory) -> None:
    with world(tmp_path_factory.mktemp("home")) as here:
        for publisher in here.publishers.values():
            publisher.close()
        started = time.monotonic()
        report = here.fetch()
        assert time.monotonic() - started < 20
        assert set(report.unreachable) == set(here.facts)
        assert all("unreachable" in words for words in report.unreachable.values())
        assert set(here.table("source_freshness")["state"]) == {"unreachable"}
        assert here.table("fetched_announcements").height == 0


def test_an_interrupted_run_loses_nothing(tmp_path_factory: pytest.TempPathFactory) -> None:
    with world(tmp_path_factory.mktemp("home")) as here:
        live.ensure_tables(here.settings, facts=here.facts)
        here.visit("eu-cellar")  # bodies are in the archive, the tables know nothing of them
        report = here.fetch("eu-cellar")
        assert report.visits["eu-cellar"].outcome == "unchanged"
        assert here.table("fetched_announcements").filter(source="eu-cellar").height == 2


def test_probe_says_in_words_what_is_wrong(tmp_path_factory: pytest.TempPathFactory) -> None:
    with world(tmp_path_factory.mktemp("home")) as here:
        here.publishers["pravo"].close()
        here.answers("sls", lambda _: Reply(b"<html><head><title>Denied</title></head></html>", 403, publishers.HTML))
        found = {name: (verdict, words) for name, verdict, words in live.probe(here.settings, facts=here.facts)}
        assert found["ru-pravo"][0] == "fail"
        assert "unreachable" in found["ru-pravo"][1]
        assert found["us-ofac-sls"] == (
            "fail",
            "blocked: HTTP 403: Denied (the firewall refuses the User-Agent or this address; a signed link that ran out also says 403)",
        )
        others = {name: verdict for name, (verdict, _) in found.items() if name not in ("ru-pravo", "us-ofac-sls")}
        assert set(others.values()) == {"ok"}, found
        assert here.archive.sources() == []


def test_a_feed_that_a_user_adds_is_a_source_like_any_other(tmp_path_factory: pytest.TempPathFactory) -> None:
    home = tmp_path_factory.mktemp("home")
    (home / "sources").mkdir()
    with world(home) as here:
        (home / "sources" / "the_world.yaml").write_text(
            USER_FEED.format(url=here.publishers["press"].url, host=here.publishers["press"].host)
        )
        report = live.fetch_all(here.settings, ["the-world"])
        assert report.visits["the-world"].outcome == "ok"
        rows = here.table("fetched_announcements")
        assert rows.select("fetched_id", "kind", "is_relevant").rows() == [
            ("the-world:g1", "news_item", True),
            ("the-world:g2", "news_item", False),
        ]
        assert live.ensure_tables(here.settings) == {}


def test_unknown_source_is_an_error_in_words(tmp_path_factory: pytest.TempPathFactory) -> None:
    with world(tmp_path_factory.mktemp("home")) as here, pytest.raises(FactsUnreadable, match="no such source: nope; there are eu-cellar"):
        here.fetch("nope")


def test_fetched_acts_join_the_register(fetched: tuple[World, live.Report]) -> None:
    here, _ = fetched
    settings = here.settings
    build(settings)
    matches = here.table("announcement_matches")
    by_id = dict(matches.select("fetched_id", "announcement_id").iter_rows())
    assert by_id["us-federal-register:2018-20816"] == "US-EO-13849"
    decree = matches.filter(fetched_id="ru-pravo:0001201511280001").row(0, named=True)
    assert decree["matched_by"] == "number_and_date"
    announcements = here.table("announcements")
    assert announcements.filter(announcement_id="ru-pravo:0001201511280001").height == 0
    own = announcements.filter(announcement_id="eu-cellar:32026R1708").row(0, named=True)
    assert (own["source"], own["sender"], own["regime"]) == ("eu-cellar", "EU", "eu-2024-1485")
    assert announcements.filter(source="eu-sanctions-map").height == 0
    for row in here.table("conflicts").rows(named=True):
        assert row["curated"] != row["fetched"]


def test_hosts_are_asked_at_the_same_time(tmp_path_factory: pytest.TempPathFactory) -> None:
    with world(tmp_path_factory.mktemp("home")) as here:
        both = threading.Barrier(2, timeout=5)  # breaks unless two hosts wait at it together

        def meets(route: Route) -> Route:
            def first(ask: Ask) -> Reply:
                if not met:
                    met.append(both.wait())
                return route(ask)

            met: list[int] = []
            return first

        for publisher in ("cellar", "sanctions_map"):
            here.answers(publisher, meets(here.publishers[publisher].route))
        report = here.fetch("eu-cellar", "eu-sanctions-map")
        assert {visit.outcome for visit in report.visits.values()} == {"ok"}
        assert not both.broken
