"""Negative cases of the US sources (sources.md section 17, and more): the run survives, the reason is named, nothing is lost."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from pipelines.archive import Observation
from pipelines.sources import us_federal_register
from pipelines.sources.fetch import Fetcher
from pipelines.sources.visit import pay
from tests.replay import bodies, publishers
from tests.replay.server import Ask, Reply
from tests.sources.world import TODAY, World, findings, rows, survives
from tests.support import needs_shared

pytestmark = needs_shared
HTML = publishers.HTML


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
    assert "unknown_block_heading at" in findings(here, "source_signals", "source_answers_are_known")[0]
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


def test_federal_register_block_page_in_place_of_a_text(here: World) -> None:
    page = b"<!DOCTYPE html><html><head><title>Federal Register :: Request Access</title></head><body>no</body></html>"

    def blocked(ask: Ask) -> Reply:
        return Reply(page, 200, HTML) if "full_text" in ask.path else publishers.federal_register(ask)

    few(here, max_texts=1)
    here.answers("federal_register", blocked)
    visit = here.visit("us-federal-register")
    assert "'Federal Register :: Request Access' instead of the text of a document" in visit.words
    here.answers("federal_register", publishers.federal_register)
    here.fetch("us-federal-register")
    texts = here.table("fetched_texts")["text"].to_list()
    assert texts
    assert not [text for text in texts if text == "no"]


def test_federal_register_answer_without_results_is_no_hit(here: World) -> None:
    few(here)
    here.answers("federal_register", lambda _: publishers.json_reply({"count": 0, "description": "No documents"}))
    assert here.visit("us-federal-register").outcome == "ok"
    here.answers("federal_register", lambda _: publishers.json_reply({"count": 3, "description": "Documents"}))
    assert "count is 3, but there are no results" in here.visit("us-federal-register").words


def test_ofac_pages_of_the_last_days_are_looked_at_once_a_day(here: World) -> None:
    pages = {f"/recent-actions/{day:%Y%m%d}": day for day in (TODAY - timedelta(days=back) for back in (0, 4, 30))}

    def site(ask: Ask) -> Reply:
        if ask.path == "/recent-actions":
            links = pages if ask.one("page") in (None, "0") else ["/recent-actions/20130101"]
            return Reply(bodies.ofac_index(*links), 200, HTML)
        return Reply(bodies.ofac_page("Russia-related Designations", bodies.REMOVAL), 200, HTML)

    here.answers("ofac", site)
    asked = here.publishers["ofac"].paths
    for today, fresh in ((TODAY, 3), (TODAY, 1), (TODAY + timedelta(days=400), 0)):
        before = len(asked())
        facts, fetcher = here.facts["us-ofac-recent-actions"], Fetcher(here.archive, now=lambda: datetime(2026, 11, 22, 12))
        pay(facts, fetcher, here.archive, None, today)
        assert len([path for path in asked()[before:] if path != "/recent-actions"]) == fresh
