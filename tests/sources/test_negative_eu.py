"""Negative cases of the EU sources: the run survives, the reason is named, nothing is lost."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from pipelines import live
from pipelines.sources.facts import Facts
from tests.replay import bodies, publishers
from tests.replay.server import Ask, Reply
from tests.sources.world import World, rows, survives
from tests.support import needs_shared

pytestmark = needs_shared
HTML = publishers.HTML


# --- CELLAR


def cellar_text(first: Reply, times: int = 1, then: Callable[[Ask], Reply] | None = None) -> Callable[[Ask], Reply]:
    """CELLAR whose texts answer `first` so many times."""
    good = then or publishers.Cellar()
    left = [times]

    def route(ask: Ask) -> Reply:
        if ask.path.startswith("/resource/celex/") and left[0]:
            left[0] -= 1
            return first
        return good(ask)

    return route


def test_cellar_202_is_asked_again(here: World) -> None:
    here.answers("cellar", cellar_text(Reply(b"", 202)))
    visit = here.visit("eu-cellar")
    assert visit.outcome == "ok"
    tried = [seen for seen in here.observations("eu-cellar") if seen.outcome == "failed"]
    assert [seen.status for seen in tried] == [202]
    assert "still being made" in (tried[0].reason or "")


def test_cellar_empty_200_is_asked_again_and_never_read_as_a_text(here: World) -> None:
    here.answers("cellar", cellar_text(Reply(b"", 200, publishers.XHTML), times=100))
    visit = here.visit("eu-cellar")
    assert "pending: empty 200: still being made" in visit.words
    assert visit.outcome == "partial"


def test_cellar_300_leads_to_each_file(here: World) -> None:
    links = b"<html><body><a href='/resource/cellar/x/DOC_1'>1</a><a href='/resource/cellar/x/DOC_2'>2</a></body></html>"
    here.answers("cellar", cellar_text(Reply(links, 300, {"Content-Type": "text/html"}), times=2))
    here.fetch("eu-cellar")
    parts = here.table("fetched_texts").filter(fetched_id="eu-cellar:32026R1708")
    assert parts["part"].to_list() == [0, 1]


def test_cellar_file_of_a_300_that_failed_is_fetched_by_the_next_run(here: World) -> None:
    links = b"<html><body><a href='/resource/cellar/x/DOC_1'>1</a><a href='/resource/cellar/x/DOC_2'>2</a></body></html>"
    good, down = publishers.Cellar(), [True]

    def route(ask: Ask) -> Reply:
        if ask.path.startswith("/resource/celex/"):
            return Reply(links, 300, {"Content-Type": "text/html"})
        return Reply(b"", 503) if ask.path.endswith("DOC_2") and down[0] else good(ask)

    here.answers("cellar", route)
    here.visit("eu-cellar")
    down[0] = False
    before = len(here.publishers["cellar"].asked)
    here.fetch("eu-cellar")
    assert here.table("fetched_texts").filter(fetched_id="eu-cellar:32026R1708")["part"].to_list() == [0, 1]
    assert not [path for path in here.publishers["cellar"].paths()[before:] if path.endswith("DOC_1")]  # that one is held
    assert here.visit("eu-cellar").requests == 2


def test_cellar_303_to_http_is_followed_on_its_own_host_only(here: World) -> None:
    assert here.visit("eu-cellar").outcome == "ok"
    here.answers("cellar", cellar_text(Reply(b"", 303, {"Location": "http://eur-lex.europa.eu/legal-content/EN/TXT/"}), times=100))
    facts = here.facts["eu-cellar"]
    visit = here.visit("eu-cellar", options={**facts.options, "frameworks": facts.options["frameworks"]})
    assert "eur-lex.europa.eu" not in "".join(here.publishers["cellar"].paths())
    assert visit.outcome in ("unchanged", "partial")


def test_cellar_404_on_xhtml_then_html_then_formex(here: World) -> None:
    good = publishers.Cellar()

    def by_form(ask: Ask) -> Reply:
        if not ask.path.startswith("/resource/celex/"):
            return good(ask)
        accept = ask.headers.get("accept", "")
        if "fmx4" in accept:
            if accept.startswith("application/xml"):
                return Reply(b"", 400)  # documented: application/xml;mtype=fmx4 gives 400
            return Reply(bodies.formex_zip(), 200, {"Content-Type": "application/zip"})
        return Reply(b"", 404) if "xhtml" in accept else Reply(b"", 406)

    here.answers("cellar", by_form)
    report = here.fetch("eu-cellar")
    assert report.visits["eu-cellar"].outcome == "ok"
    text = here.table("fetched_announcements").filter(official_id="32026R1708")["text"][0]
    assert "Annex" not in text
    assert len(text) > 1000


def test_cellar_act_without_any_text_is_not_asked_for_every_day(here: World) -> None:
    here.answers("cellar", cellar_text(Reply(b"", 404), times=100))
    first = here.visit("eu-cellar")
    assert (first.requests, first.outcome) == (2 + 2 * 3, "ok")  # two acts, three forms
    assert here.visit("eu-cellar").requests == 2


def test_sparql_200_with_empty_bindings(here: World) -> None:
    here.fetch("eu-cellar")
    before = rows(here)
    cellar = publishers.Cellar()
    cellar.rows = []
    here.answers("cellar", cellar)
    report = here.fetch("eu-cellar")
    assert "no rows, the last good answer had 3" in report.visits["eu-cellar"].words
    assert rows(here) == before


def test_sparql_partial_answer_with_200(here: World) -> None:
    good = publishers.Cellar()

    def partial_(ask: Ask) -> Reply:
        return Reply(bodies.sparql([{"n": "7"}]), 200, publishers.SPARQL) if b"COUNT" in ask.body else good(ask)

    survives(here, "cellar", "eu-cellar", partial_, "partial answer: 3 rows of 7")


def test_sparql_duplicate_rows_in_another_order_are_no_news(here: World) -> None:
    here.fetch("eu-cellar")
    before = here.table("fetched_announcements")
    cellar = publishers.Cellar()
    cellar.rows = [*reversed(cellar.rows), cellar.rows[0]]
    here.answers("cellar", cellar)
    report = here.fetch("eu-cellar")
    assert report.visits["eu-cellar"].outcome in ("unchanged", "ok")
    assert here.table("fetched_announcements").drop("recorded_at", "document_sha256").equals(before.drop("recorded_at", "document_sha256"))


def test_sparql_9999_is_no_date_and_corrigenda_have_parentheses(here: World) -> None:
    cellar = publishers.Cellar()
    row = {"celex": "32014R0833R(01)", "framework_celex": "32014R0833", "relation": "corrects", "doc_date": "2014-08-05",
           "type": "http://publications.europa.eu/resource/authority/resource-type/CORRIGENDUM", "title": "Corrigendum\u00a0to 833/2014",
           "end_of_validity": "9999-12-31"}  # fmt: skip
    cellar.rows = json.loads(bodies.sparql([row]))["results"]["bindings"]
    here.answers("cellar", cellar)
    here.fetch("eu-cellar")
    got = here.table("fetched_announcements").row(0, named=True)
    assert (got["expires_on"], got["kind"], got["title"]) == (None, "corrigendum", "Corrigendum to 833/2014")
    assert "/resource/celex/32014R0833R%2801%29" in here.publishers["cellar"].paths()


# --- EUR-Lex, FSF


def feed_facts(here: World, **changes: object) -> Facts:
    """A feed as a user adds it in a YAML file."""
    base = here.facts["eu-council-press"]
    options = {"path": "/EN/display-feed.rss?rssId=222", "relevant": [".*"]}
    return base.model_copy(update={"name": "my-feed", "options": options, "conditional": True, **changes})


def test_eurlex_202_with_a_challenge_is_blocked_and_not_empty(here: World) -> None:
    here.facts["my-feed"] = feed_facts(here)
    here.answers("press", lambda _: Reply(b"", 202, {"x-amzn-waf-action": "challenge"}))
    visit = here.visit("my-feed")
    assert "blocked: HTTP 202 with x-amzn-waf-action: challenge" in visit.words
    assert visit.outcome == "failed"


def test_fsf_burst_of_500_and_then_the_file(here: World) -> None:
    left = [2]

    def burst(ask: Ask) -> Reply:
        if "xmlFull" in ask.path and left[0]:
            left[0] -= 1
            body = bodies.shared("bad_downloads/eu_fsf_20220623T002519Z_http500_json.json")
            return Reply(body, 500, publishers.JSON)
        return publishers.fsf(ask)

    here.answers("fsf", burst)
    assert here.visit("eu-fsf-files").outcome == "ok"
    failed = [seen for seen in here.observations("eu-fsf") if seen.outcome == "failed"]
    assert [seen.status for seen in failed] == [500, 500]
    assert 3 < here.waits[0] < 7
    assert here.waits[1] > here.waits[0]


def test_fsf_feed_answers_while_the_files_fail(here: World) -> None:
    here.answers("fsf", lambda ask: publishers.fsf(ask) if ask.path.endswith("rss") else Reply(b"", 500))
    visit = here.visit("eu-fsf-files")
    assert visit.outcome == "partial"
    assert "HTTP 500" in visit.words
    assert {notice.what for notice in visit.notices} == {"files_fail_while_feed_answers"}
    assert [seen.outcome for seen in here.observations("eu-fsf") if seen.outcome in ("new", "unchanged")] == []


def test_fsf_stale_generation_date_is_a_notice(here: World) -> None:
    old = bodies.fsf("2026-10-01T14:39:54.511+01:00")
    here.answers("fsf", lambda ask: Reply(old, 200, {"Content-Type": "application/xml"}) if "xmlFull" in ask.path else publishers.fsf(ask))
    here.fetch("eu-fsf-files")
    assert "made on 2026-10-01" in here.table("source_signals").filter(what="stale")["found"][0]
    assert here.table("source_freshness").filter(source="eu-fsf-files")["state"][0] == "stale"
    assert [seen.outcome for seen in here.observations("eu-fsf")].count("new") == 2  # kept all the same


def test_fsf_stale_date_of_the_csv_file(here: World) -> None:
    old = b"\xef\xbb\xbffileGenerationDate;Entity_LogicalId\r\n01/10/2026;1\r\n"
    here.answers("fsf", lambda ask: Reply(old, 200, {"Content-Type": "text/csv"}) if "csvFull" in ask.path else publishers.fsf(ask))
    visit = here.visit("eu-fsf-files")
    assert [(notice.what, notice.found[:18]) for notice in visit.notices] == [("stale", "made on 2026-10-01")]
    assert "csvFull" in visit.notices[0].place
    headless = old.splitlines()[1] * 100
    here.answers("fsf", lambda ask: Reply(headless, 200, {"Content-Type": "text/csv"}) if "csvFull" in ask.path else _new_feed(ask))
    assert "no version or date found" in here.visit("eu-fsf-files").words


def _new_feed(ask: Ask) -> Reply:
    """The feed of versions with news in it, so that the files are asked for."""
    feed = bodies.rss([("v9", "XML - v1.1", "Sat, 21 Nov 2026 10:00:00 GMT", "file")])
    return Reply(feed, 200, publishers.RSS) if ask.path.endswith("rss") else publishers.fsf(ask)


def test_fsf_probe_asks_for_the_file_and_not_for_the_feed(here: World) -> None:
    here.answers("fsf", lambda ask: publishers.fsf(ask) if ask.path.endswith("rss") else Reply(b"", 500))
    ((_, verdict, words),) = live.probe(here.settings, ["eu-fsf-files"], facts=here.facts)
    assert (verdict, words[:16]) == ("fail", "status: HTTP 500")
    assert [ask.method for ask in here.publishers["fsf"].asked] == ["HEAD"]


def test_fsf_truncated_file_is_refused(here: World) -> None:
    cut = bodies.fsf("2026-11-20T14:39:54.511+01:00")[:-20]
    here.answers("fsf", lambda ask: Reply(cut, 200, {"Content-Type": "application/xml"}) if "xmlFull" in ask.path else publishers.fsf(ask))
    assert "truncated: the file does not end with </export>" in here.visit("eu-fsf-files").words


def test_fsf_same_generation_date_is_unchanged_whatever_the_bytes(here: World) -> None:
    here.visit("eu-fsf-files")
    body = bodies.fsf("2026-11-20T14:39:54.511+01:00") + b"\n"
    feed = bodies.rss([("v2", "XML - v1.1", "Sat, 21 Nov 2026 10:00:00 GMT", "file")])

    def again(ask: Ask) -> Reply:
        if ask.path.endswith("rss"):
            return Reply(feed, 200, publishers.RSS)
        return Reply(body, 200, {"Content-Type": "application/xml"}) if "xmlFull" in ask.path else publishers.fsf(ask)

    here.answers("fsf", again)
    here.visit("eu-fsf-files")
    assert [seen.outcome for seen in here.observations("eu-fsf") if "xmlFull" in seen.url] == ["new", "unchanged"]


# --- sanctions map


@pytest.mark.parametrize("name", ["specification", "amendment"])
def test_sanctions_map_renamed_field(here: World, name: str) -> None:
    def renamed(ask: Ask) -> Reply:
        regimes = [bodies.regime(number) for number in (26, 36)]
        for regime in regimes:
            regime[f"{name}_new"] = regime.pop(name)
        return publishers.json_reply({"data": regimes})

    survives(here, "sanctions_map", "eu-sanctions-map", renamed, f"has no {name}: the field was renamed")


def test_sanctions_map_regime_missing_closes_nothing(here: World) -> None:
    here.fetch("eu-sanctions-map")
    before = rows(here)
    regimes = [{"data": bodies.regime(number)} for number in (26, 52, 61, 63)]
    here.answers("sanctions_map", lambda ask: publishers.json_reply({"data": regimes}))
    report = here.fetch("eu-sanctions-map")
    assert [notice.place for notice in report.visits["eu-sanctions-map"].notices] == ["regime 36"]
    assert rows(here) == before
