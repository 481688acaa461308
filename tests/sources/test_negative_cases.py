"""Every negative case of sources.md section 17, and more: the run survives, the reason is named, nothing is lost."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import partial
from pathlib import Path

import pytest

from pipelines.sources import freshness
from pipelines.sources.facts import Facts, Retry
from tests.replay import bodies, publishers
from tests.replay.server import Ask, Reply
from tests.sources.world import World, world
from tests.support import needs_shared

pytestmark = needs_shared
HTML = publishers.HTML


@pytest.fixture
def here(tmp_path: Path) -> Iterator[World]:
    with world(tmp_path) as made:
        yield made


def rows(here: World) -> set[str]:
    return set(here.table("fetched_announcements")["fetched_id"])


def survives(here: World, publisher: str, source: str, bad: Callable[[Ask], Reply], words: str) -> None:
    """A good run, then a run against a publisher that misbehaves: the reason is named, and every row is still there."""
    here.fetch(source)
    before = rows(here)
    assert before
    held = {seen.sha256 for seen in here.observations(source) if seen.sha256}
    here.answers(publisher, bad)
    report = here.fetch(source)
    assert words in report.visits[source].words
    assert report.visits[source].outcome in ("failed", "refused", "partial")
    assert rows(here) >= before
    assert all(here.archive.holds(sha256) for sha256 in held)
    state, error = here.table("source_freshness").filter(source=source).select("state", "last_error").row(0)
    assert state not in ("fresh", "never"), state
    assert words.partition(":")[0].split()[0] in error or words in error
    alarms = [alarm for alarm in freshness.alarms(here.settings, here.facts) if alarm[0] == source]
    assert alarms[0][1] == state


# --- Federal Register


def few(here: World, **options: object) -> None:
    """Only presidential documents of a short span, so that a case needs few requests."""
    facts = here.facts["us-federal-register"]
    searches = [{"name": "presidential", "conditions": {"conditions[type][]": "PRESDOCU"}}]
    short = {"start": "2017-01-01", "searches": searches, "max_texts": 0, "settle_days": 20_000, **options}
    here.facts["us-federal-register"] = facts.model_copy(update={"options": {**facts.options, **short}})


def test_federal_register_page_wrap_is_noticed(here: World) -> None:
    def wraps(ask: Ask) -> Reply:
        ask.query["page"] = ["1"]
        return publishers.federal_register(ask)

    few(here, per_page=20)
    survives(here, "federal_register", "us-federal-register", wraps, "page wrap")


def test_federal_register_html_block_page_with_200(here: World) -> None:
    few(here)
    page = b"<!DOCTYPE html><html><head><title>Federal Register :: Request Access</title></head><body>no</body></html>"
    survives(here, "federal_register", "us-federal-register", lambda _: Reply(page, 200, HTML), "Federal Register :: Request Access")
    assert here.table("source_freshness").filter(source="us-federal-register")["state"][0] == "blocked"


def test_federal_register_404_in_json_as_recorded(here: World) -> None:
    status, headers, body = bodies.cassette("vcr_visiting_a_document_page.yml", "www.federalregister.gov/api/v1/documents/4242-4242.json")
    assert status == 404
    few(here)
    here.answers("federal_register", lambda _: Reply(body, status, headers))
    visit = here.visit("us-federal-register")
    assert "HTTP 404: Record Not Found" in visit.words
    assert visit.outcome == "failed"


def test_federal_register_per_page_that_the_api_changes_by_itself(here: World) -> None:
    few(here, per_page=1)
    visit = here.visit("us-federal-register")
    assert "20 documents on a page of 1" in visit.words


def test_federal_register_unknown_field_is_a_loud_400(here: World) -> None:
    few(here)
    here.answers("federal_register", lambda _: publishers.json_reply({"errors": {"nope": "is not a valid field"}}, 400))
    assert "is not a valid field" in here.visit("us-federal-register").words


def test_federal_register_count_that_rows_do_not_bear_out(here: World) -> None:
    def promises(ask: Ask) -> Reply:
        body = json.loads(publishers.federal_register(ask).body)
        return publishers.json_reply(body | {"count": body["count"] + 1})

    few(here)
    here.answers("federal_register", promises)
    assert "count_mismatch" in {notice.what for notice in here.visit("us-federal-register").notices}


def test_federal_register_note_changed_on_an_old_order(here: World) -> None:
    def revoked(ask: Ask) -> Reply:
        reply = publishers.federal_register(ask)
        if "/documents.json" not in ask.path:
            return reply
        body = json.loads(reply.body)
        for row in body.get("results", []):
            if row["executive_order_number"] == "13849":
                row["disposition_notes"] = "Revoked by: EO 99999"
        return publishers.json_reply(body)

    few(here)
    here.fetch("us-federal-register")
    here.answers("federal_register", revoked)
    here.fetch("us-federal-register")
    table = here.table("fetched_announcements")
    assert table.filter(number="EO 13849")["note"][0].startswith("Revoked by: EO 99999")
    changed = here.table("source_signals").filter(what="document_changed", place="us-federal-register:2018-20816.note")
    assert "See: EO 13660" in changed["found"][0]


def test_federal_register_numbers_of_orders_as_text_or_number(here: World) -> None:
    from pipelines.archive import Observation
    from pipelines.sources import us_federal_register

    facts = here.facts["us-federal-register"]
    row = next(row for row in bodies.federal_register_documents() if row["executive_order_number"] == "13849")
    seen = Observation("us-federal-register", "u", datetime(2026, 1, 1), "new")
    for number in ("13849", 13849):
        body = json.dumps({"count": 1, "results": [row | {"executive_order_number": number, "brand_new": 1, "subtype": "Ukase"}]}).encode()
        parsed = us_federal_register.parse(body, seen, facts)
        assert parsed.announced[0].number == "EO 13849"
        assert {signal.what for signal in parsed.signals} == {"unknown_field", "unknown_category"}
        assert parsed.announced[0].kind == "fr_unknown"


def test_federal_register_correction_names_what_it_corrects(here: World) -> None:
    few(here)
    here.fetch("us-federal-register")
    row = here.table("fetched_announcements").filter(fetched_id="us-federal-register:R1-2017-02032")
    assert row["kind"][0] == "fr_correction"
    assert row["links"][0] == "corrects:2017-02032"


# --- OFAC recent actions and press


def test_ofac_unknown_block_heading_is_an_error_by_name(here: World) -> None:
    body = "<h4>The following persons have been moved to OFAC's Other List:</h4><p>X [RUSSIA-EO14024].</p>"
    good = publishers.ofac

    def other(ask: Ask) -> Reply:
        return Reply(bodies.ofac_page("T", body), 200, HTML) if ask.path == "/recent-actions/20220302" else good(ask)

    here.answers("ofac", other)
    here.fetch("us-ofac-recent-actions")
    signal = here.table("source_signals").filter(what="unknown_block_heading")
    assert signal["severity"][0] == "error"
    assert "Other List" in signal["found"][0]
    assert ("us-ofac-recent-actions", "unknown_block_heading") in {alarm[:2] for alarm in freshness.alarms(here.settings, here.facts)}
    assert "us-ofac-recent-actions:20220302" in rows(here)


def test_ofac_index_that_changed_its_form(here: World) -> None:
    page = b"<!DOCTYPE html><html><head><title>Just a moment</title></head><body>" + b"x" * 600 + b"</body></html>"
    survives(here, "ofac", "us-ofac-recent-actions", lambda _: Reply(page, 200, HTML), "its form has changed")


def test_ofac_page_in_place_of_an_action(here: World) -> None:
    def page(ask: Ask) -> Reply:
        wrong = b"<!DOCTYPE html><html><head><title>Access Denied</title></head><body class='x'>" + b"x" * 600 + b"</body></html>"
        return Reply(wrong, 200, HTML) if ask.path.endswith("20220302") else publishers.ofac(ask)

    here.answers("ofac", page)
    visit = here.visit("us-ofac-recent-actions")
    assert "Access Denied" in visit.words
    assert visit.outcome == "partial"


# --- OFAC Sanctions List Service


def test_sls_403_by_user_agent(here: World) -> None:
    visit = here.visit("us-ofac-sls", headers={"User-Agent": "python-httpx/0.28"})
    assert "blocked: HTTP 403: 403 Forbidden (the firewall refuses the User-Agent" in visit.words
    assert visit.outcome == "failed"


def test_sls_facts_with_a_user_agent_that_does_not_qualify_are_refused(here: World) -> None:
    with pytest.raises(ValueError, match="the host wants a User-Agent like"):
        Facts.model_validate({**here.facts["us-ofac-sls"].model_dump(), "headers": {"User-Agent": "curl/8"}})


def test_sls_redirect_to_the_signed_host_leaves_no_signature_behind(here: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(0)
    here.visit("us-ofac-sls")
    kept = "".join(path.read_text() for path in (here.archive.root / "observations").glob("*.jsonl"))
    assert "X-Amz" not in kept
    assert "0123456789abcdef" not in kept + caplog.text
    assert '"answered-by"' in kept


def test_sls_redirect_to_a_foreign_host_is_not_followed(here: World) -> None:
    visit = here.visit("us-ofac-sls", redirect_hosts=())
    assert "which is not among the source's hosts" in visit.words
    assert here.publishers["storage"].asked == []


@pytest.mark.parametrize("target", ["http://127.0.0.1:1/x", "ftp://127.0.0.1/x", "https://evil.example/x"])
def test_sls_redirects_elsewhere_fail_by_name(here: World, target: str) -> None:
    here.answers("sls", lambda _: Reply(b"", 302, {"Location": target}))
    assert "redirect: the address leads to" in here.visit("us-ofac-sls").words


def test_sls_redirects_in_a_circle(here: World) -> None:
    here.answers("sls", lambda ask: Reply(b"", 302, {"Location": ask.path}))
    assert "more than 5 redirects" in here.visit("us-ofac-sls").words


def test_sls_link_that_ran_out(here: World) -> None:
    error = bodies.shared("bad_downloads/s3_NoSuchKey_saved_as_sdn.xml")
    here.answers("storage", lambda _: Reply(error, 200, {"Content-Type": "application/xml"}))
    visit = here.visit("us-ofac-sls")
    assert "storage error NoSuchKey in place of the list" in visit.words


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("lfs_pointer_saved_as_SDN.csv", "Git LFS pointer"),
        ("eu_fsf_20220827T003021Z_empty.xml", "bytes, at least"),
        ("eu_fsf_20210209T202532Z_http500_html.html", "HTML page"),
    ],
)
def test_sls_real_bad_downloads_are_refused_and_kept(here: World, file: str, words: str) -> None:
    here.answers("storage", lambda _: Reply(bodies.shared(f"bad_downloads/{file}"), 200, {"Content-Type": "text/csv"}))
    visit = here.visit("us-ofac-sls")
    assert any(words in reason or "empty body" in reason for reason in visit.reasons), visit.reasons
    refused = [seen for seen in here.observations("us-ofac-sdn") if seen.outcome == "refused"]
    assert refused
    assert all(here.archive.holds(seen.sha256) for seen in refused if seen.sha256)


def test_sls_list_much_smaller_than_the_last(here: World) -> None:
    here.visit("us-ofac-sls")
    small = bodies.shared("us_ofac/sets/2021-01-14_invaa/sdn_cut_to_3_rows.csv")
    here.answers("storage", lambda ask: Reply(small, 200, {"Content-Type": "text/csv"}))
    options = {**here.facts["us-ofac-sls"].options, "refresh_days": -1}
    visit = here.visit("us-ofac-sls", options=options)
    assert any("implausibly small" in reason for reason in visit.reasons), visit.reasons


def test_sls_unknown_action_verb(here: World) -> None:
    def renamed(ask: Ask) -> Reply:
        reply = publishers.sls_storage(ask)
        return Reply(reply.body.replace(b'action="remove"', b'action="vanish"'), reply.status, reply.headers)

    here.answers("storage", renamed)
    here.fetch("us-ofac-sls")
    signal = here.table("source_signals").filter(what="unknown_action_verb")
    assert signal["place"][0] == "delta 2001: vanish"
    assert signal["severity"][0] == "error"


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


# --- pravo.gov.ru


def test_pravo_validation_error_object_as_recorded(here: World) -> None:
    body = bodies.recording("ru_pravo/law7_categories_sample.json")
    survives(here, "pravo", "ru-pravo", lambda _: Reply(body, 200, publishers.JSON), "не должно быть пусто")


def test_pravo_html_shell_on_a_wrong_path_as_recorded(here: World) -> None:
    shell = bodies.recording("ru_pravo/law7_document_detail_wrongpath_html_shell.html")
    survives(here, "pravo", "ru-pravo", lambda _: Reply(shell, 200, HTML), "HTML page")


def test_pravo_ignored_filter_as_recorded(here: World) -> None:
    everything = bodies.recording("ru_pravo/law7_documents_search_sample.json")
    survives(here, "pravo", "ru-pravo", lambda _: Reply(everything, 200, publishers.JSON), "filter ignored: 1,593,675 acts")


def test_pravo_act_outside_the_days_asked_for(here: World) -> None:
    act = bodies.pravo_act("0001202601010001", "583", "2026-01-01", "2026-01-01", "Указ", publishers.UKAZ, publishers.PRESIDENT)
    here.answers("pravo", lambda _: Reply(bodies.pravo([act]), 200, publishers.JSON))
    assert "filter ignored: act 0001202601010001 has DocumentDate 2026-01-01" in here.visit("ru-pravo").words


def test_pravo_dates_are_sent_as_the_site_reads_them(here: World) -> None:
    here.visit("ru-pravo")
    asked = [value for ask in here.publishers["pravo"].asked for name, values in ask.query.items() if "Date" in name for value in values]
    assert asked
    assert all(value[2] == value[5] == "." for value in asked)


def test_pravo_late_publication_and_number_and_date_twice(here: World) -> None:
    acts = [
        bodies.pravo_act(eo, "583", "2015-11-28", "2017-03-01", "Указ\n о мерах", publishers.UKAZ, publishers.PRESIDENT)
        for eo in ("0001201703010001", "0001201703010002")
    ]
    here.answers("pravo", lambda ask: Reply(bodies.pravo(acts if ask.one("Number") == "583" else []), 200, publishers.JSON))
    here.fetch("ru-pravo")
    table = here.table("fetched_announcements")
    assert table["announced_on"].unique().to_list() == [date(2015, 11, 28)]
    assert table["published_on"].unique().to_list() == [date(2017, 3, 1)]
    assert here.table("source_signals").filter(what="number_and_date_twice").height == 1


def test_pravo_takes_no_connection(here: World) -> None:
    here.publishers["pravo"].close()
    visit = here.visit("ru-pravo")
    assert visit.outcome == "failed"
    assert "unreachable" in visit.words
    assert visit.requests == 1


def test_pravo_takes_the_connection_and_never_answers(here: World) -> None:
    here.answers("pravo", lambda _: Reply(silent=True, delay=1.5))
    visit = here.visit("ru-pravo", retry=Retry(attempts=1))
    assert "timeout" in visit.words or "broken" in visit.words
    assert visit.requests == 3  # then it is left alone


# --- kremlin.ru


def test_kremlin_without_a_user_agent_gets_no_answer(here: World) -> None:
    visit = here.visit("ru-kremlin-acts", headers={"User-Agent": ""}, retry=Retry(attempts=1))
    assert visit.outcome == "failed"
    with pytest.raises(ValueError, match="must set a User-Agent"):
        Facts.model_validate({**here.facts["ru-kremlin-acts"].model_dump(), "headers": {}})


def test_kremlin_search_without_hits_is_no_fault(here: World) -> None:
    here.answers("kremlin", lambda _: Reply(bodies.kremlin_hits(), 200, HTML))
    assert here.visit("ru-kremlin-acts").outcome == "ok"


def test_kremlin_search_that_changed_its_form(here: World) -> None:
    page = b"<!DOCTYPE html><html><head><title>x</title></head><body>" + b"y" * 200 + b"</body></html>"
    here.answers("kremlin", lambda _: Reply(page, 200, HTML))
    assert "the form of the search has changed" in here.visit("ru-kremlin-acts").words


# --- feeds


def test_state_403_by_user_agent(here: World) -> None:
    visit = here.visit("us-state-press", headers={"User-Agent": "sanctions-pipeline"})
    assert "blocked: HTTP 403" in visit.words
    assert "plain User-Agents" in visit.words


def test_state_error_page_with_200(here: World) -> None:
    page = b"<!DOCTYPE html><html><head><title>Technical difficulties</title></head><body></body></html>"
    survives(here, "press", "us-state-press", lambda _: Reply(page, 200, publishers.RSS), "Technical difficulties")


def test_white_house_changed_etag_without_new_items_is_no_news(here: World) -> None:
    here.visit("us-white-house")

    def rebuilt(ask: Ask) -> Reply:
        reply = publishers.press(Ask(ask.method, ask.path, ask.query, {**ask.headers, "if-none-match": ""}))
        return Reply(reply.body.replace(b"20 Nov 2026", b"21 Nov 2026"), 200, {**publishers.RSS, "ETag": '"feed-2"'})

    here.answers("press", rebuilt)
    visit = here.visit("us-white-house")
    assert (visit.outcome, visit.same) == ("unchanged", 1)


def test_feed_with_repeated_and_changed_items(here: World) -> None:
    def feed(title: str) -> Callable[[Ask], Reply]:
        items = [("g1", title, "Thu, 30 Jan 2025 10:00:00 GMT", "x"), ("g1", title, "Thu, 30 Jan 2025 10:00:00 GMT", "x")]
        return lambda _: Reply(bodies.rss(items), 200, publishers.RSS)

    here.answers("press", feed("First"))
    here.fetch("eu-council-press")
    here.answers("press", feed("Second"))
    here.fetch("eu-council-press")
    assert here.table("fetched_announcements")["title"].to_list() == ["Second"]
    assert {"repeated_item", "document_changed"} <= set(here.table("source_signals")["what"])


def test_council_403(here: World) -> None:
    page = b"<html><head><title>Forbidden</title></head></html>"
    survives(here, "press", "eu-council-press", lambda _: Reply(page, 403, HTML), "blocked: HTTP 403: Forbidden")


# --- GDELT: not a source of the project, but its cases hold for any JSON source


def test_gdelt_429_waits_as_told_and_tries_again(here: World) -> None:
    left = [2]

    def sheds(ask: Ask) -> Reply:
        if left[0]:
            left[0] -= 1
            return Reply(b"Please limit requests to one every 5 seconds", 429, {"Content-Type": "text/plain", "Retry-After": "7"})
        return publishers.sanctions_map(ask)

    here.answers("sanctions_map", sheds)
    assert here.visit("eu-sanctions-map").outcome == "ok"
    assert here.waits == [7.0, 7.0]


def test_gdelt_200_text_html_is_a_query_error(here: World) -> None:
    survives(here, "sanctions_map", "eu-sanctions-map", lambda _: Reply(b"Your query was too short", 200, HTML), "content type text/html")


def test_gdelt_control_characters_in_json_are_tolerated(here: World) -> None:
    body = json.dumps({"data": [bodies.regime(n) for n in (26, 36, 52, 61, 63)]}).replace("Restrictive", "Re\x07strictive").encode()
    good = partial(publishers.sanctions_map)
    here.answers("sanctions_map", lambda ask: Reply(body, 200, publishers.JSON) if ask.path.endswith("/regime") else good(ask))
    assert here.visit("eu-sanctions-map").outcome == "ok"


# --- backfills that one run does not finish


def test_a_backfill_goes_on_where_the_last_run_stopped(here: World) -> None:
    days = [f"{year}{month:02}01" for year in range(2021, 2013, -1) for month in range(12, 0, -1)]  # newest first, ten a page

    def site(ask: Ask) -> Reply:
        number = int(ask.one("page") or 0)
        if ask.path == "/recent-actions":
            return Reply(bodies.ofac_index(*(f"/recent-actions/{day}" for day in days[number * 10 : number * 10 + 10])), 200, HTML)
        return Reply(bodies.ofac_page("Russia-related Designations", bodies.REMOVAL), 200, HTML)

    here.answers("ofac", site)
    wanted = {day for day in days if day >= "20140301"}
    runs = 0
    while runs < 10:
        runs += 1
        visit = here.visit("us-ofac-recent-actions", max_requests=30)
        held = {seen.url.rsplit("/", 1)[-1] for seen in here.observations("us-ofac-recent-actions") if "#" not in seen.url}
        if visit.requests < 30:
            break
    assert held == wanted
    assert runs <= 6
    assert here.visit("us-ofac-recent-actions").requests == 1  # then only the first page of the index


def test_a_press_backfill_goes_on_too(here: World) -> None:
    row = "<tr><td><time datetime='{}T12:00:00Z'>d</time></td><td><a href='/news/press-releases/jy{}'>Russia sanctions</a></td></tr>"

    def site(ask: Ask) -> Reply:
        if ask.path != "/press-releases":
            return Reply(bodies.treasury_article("Article"), 200, HTML)
        number = int(ask.one("page") or 0)
        rows = "".join(row.format(f"{2025 - number}-01-{item + 1:02}", number * 10 + item) for item in range(10))
        onward = f"<a class='usa-pagination__next-page' href='?page={number + 1}'>next</a>" if number < 14 else ""
        return Reply(bodies.treasury_index(rows, onward), 200, HTML)

    here.answers("ofac", site)
    for _ in range(12):
        visit = here.visit("us-treasury-press", max_requests=25)
    articles = {seen.url for seen in here.observations("us-treasury-press") if "#" not in seen.url}
    assert len(articles) == 11 * 10  # 2025 to 2015; those of before March 2014 are not wanted
    assert visit.requests == 1
