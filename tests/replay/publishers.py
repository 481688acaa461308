"""What each publisher answers by default: recordings where they are held, and the traps of sources.md as they are described there.

What belongs here: statuses, headers and routes. What does not: bodies (`bodies.py`). Headers are OURS unless they come from a cassette
(only the Federal Register's cassettes carry real ones); where a header is documented in sources.md the comment says so.
"""

from __future__ import annotations

import json
import re
from typing import Any

from tests.replay import bodies
from tests.replay.server import Ask, Reply

JSON = {"Content-Type": "application/json; charset=utf-8"}
HTML = {"Content-Type": "text/html; charset=utf-8"}
RSS = {"Content-Type": "application/rss+xml; charset=utf-8"}
ATOM = {"Content-Type": "application/atom+xml"}
SPARQL = {"Content-Type": "application/sparql-results+json"}
XHTML = {"Content-Type": "application/xhtml+xml;charset=UTF-8"}
NOT_FOUND = Reply(b'{"status":404,"message":"Record Not Found"}', 404, JSON)


def json_reply(value: Any, status: int = 200, **headers: str) -> Reply:
    return Reply(json.dumps(value, ensure_ascii=False).encode(), status, {**JSON, **headers})


def federal_register(ask: Ask) -> Reply:
    """Searches the REAL documents; pages as documented: per_page outside 2..2000 becomes 20, pages past 10,000 rows or 50 become 1."""
    if ask.path.startswith("/documents/full_text/"):
        return Reply(
            b"<html><head><title>x</title></head><body><pre>[Federal Register]\nExample text of the document.</pre></body></html>",
            200,
            HTML,
        )
    if ask.path != "/api/v1/documents.json":
        status, headers, body = bodies.cassette(
            "vcr_visiting_a_document_page.yml", "www.federalregister.gov/api/v1/documents/4242-4242.json"
        )
        return Reply(body, status, headers)
    rows = [row for row in bodies.federal_register_documents() if _meets(row, ask)]
    per_page = int(ask.one("per_page") or 20)
    per_page = per_page if 2 <= per_page <= 2000 else 20
    page = int(ask.one("page") or 1)
    page = 1 if page > 50 or page * per_page > 10_000 else page
    shown = rows[(page - 1) * per_page : page * per_page]
    fields = ask.query.get("fields[]", [])
    answer: dict[str, Any] = {"count": len(rows), "description": "Documents", "total_pages": min(50, -(-len(rows) // per_page))}
    if shown:
        answer["results"] = [{name: row[name] for name in fields if name in row} for row in shown]
    if page * per_page < len(rows):
        answer["next_page_url"] = f"https://www.federalregister.gov/api/v1/documents.json?page={page + 1}"
    if page > 1:
        answer["previous_page_url"] = f"https://www.federalregister.gov/api/v1/documents.json?page={page - 1}"
    return json_reply(answer, **{"Cache-Control": "no-store, no-cache"})  # documented: measured 2026-10-02


def _meets(row: dict[str, Any], ask: Ask) -> bool:
    first, last = ask.one("conditions[publication_date][gte]"), ask.one("conditions[publication_date][lte]")
    orders = ask.query.get("conditions[executive_order_numbers][]")
    kinds = ask.query.get("conditions[type][]")
    if ask.one("conditions[agencies][]") == "foreign-assets-control-office":
        return False  # no document of OFAC is recorded
    if (first and row["publication_date"] < first) or (last and row["publication_date"] > last):
        return False
    if orders and row["executive_order_number"] not in orders:
        return False
    return not kinds or row["type"] == "Presidential Document"


def ofac(ask: Ask) -> Reply:
    """Recent actions and the press index. One day has two pages with suffixes that do not follow each other; one link has the twin path."""
    pages = {
        "/recent-actions/20220302": ("Russia-related Designations", bodies.MIXED),
        "/recent-actions/20220302_44": ("Cyber-related Designations; Russia-related Designation Update and Removal", bodies.MIXED),
        "/recent-issues/20220303_33": ("Ukraine-/Russia-related Designation Removal", bodies.REMOVAL),
        "/recent-actions/20140317": ("Issuance of a new Ukraine-related Executive Order", "<p>Text without any list.</p>"),
    }
    if ask.path == "/recent-actions":
        return Reply(
            bodies.ofac_index(*pages) if ask.one("page") in (None, "0") else bodies.ofac_index("/recent-actions/20131220"), 200, HTML
        )
    if ask.path in pages:
        return Reply(bodies.ofac_page(*pages[ask.path], f"https://ofac.treasury.gov{ask.path}"), 200, HTML)
    if ask.path == "/press-releases":
        row = "<tr><td><time datetime='2022-03-24T12:00:00Z'>d</time></td><td><a href='{}'>{}</a></td></tr>"
        if ask.one("page") in (None, "0"):
            rows = row.format("https://home.treasury.gov/index.php/news/press-releases/jy0677", "Treasury Sanctions Russians")
            rows += row.format("https://home.treasury.gov/news/press-releases/jy0600", "Treasury on Colombia")
            return Reply(
                bodies.treasury_index(rows, "<a class='usa-pagination__next-page' href='/press-releases?page=1'>next</a>"), 200, HTML
            )
        return Reply(bodies.treasury_index(row.format("/news/press-releases/jl2331", "Designation of Russian Officials")), 200, HTML)
    if ask.path.startswith("/news/press-releases/"):
        return Reply(bodies.treasury_article("An article"), 200, HTML)
    return Reply(b"<html><head><title>Page not found</title></head></html>", 404, HTML)


LISTS = {
    "SDN.CSV": ("us_ofac/sets/2021-07-07_moov_bench/sdn.csv", "text/csv"),
    "SDN_ADVANCED.XML": ("us_ofac/advanced_xml/SDN_ADVANCED_2024-02-23_cut_37_parties.xml", "application/xml"),
    "CONSOLIDATED.XML": ("us_ofac/consolidated_set_2018-04-06/consolidated.xml", "application/xml"),
    "CONS_ENHANCED.XML": ("us_ofac/enhanced_xml/CONS_ENHANCED_2025-01-10.ZIP", "application/zip"),
}
DELTAS = {"2001": "us_ofac/delta_xml/2025-01-13_delta.xml", "2002": "us_ofac/delta_xml/2025-02-13_delta.xml"}


class Sls:
    """The list service, which refuses User-Agents and redirects to `signed`, a second publisher."""

    def __init__(self) -> None:
        self.signed = ""  # address of the storage host, set by the test

    def __call__(self, ask: Ask) -> Reply:
        if not re.match(r"Mozilla/\d.{31,}", ask.headers.get("user-agent", "")):  # documented: since 2026-07-30
            return Reply(b"<html><head><title>403 Forbidden</title></head></html>", 403, HTML)
        if found := re.fullmatch(r"/changes/history/(\d+)", ask.path):
            known = [
                {"publicationID": int(number), "datePublished": f"2025-0{index}-13T00:00:00"} for index, number in enumerate(DELTAS, 1)
            ]
            return json_reply(known if found[1] == "2025" else [])
        name = ask.path.rsplit("/", 1)[-1]
        if name in DELTAS or name in LISTS:
            signed = f"{self.signed}/{name}?X-Amz-Signature=0123456789abcdef&X-Amz-Credential=AKIAEXAMPLE&X-Amz-Expires=3600"
            return Reply(b"", 302, {"Location": signed})  # documented: 302 to the presigned object
        return Reply(b"", 404, HTML)


def sls_storage(ask: Ask) -> Reply:
    """The storage host: validators apply here (documented: Last-Modified present; ETag OURS)."""
    name = ask.path.rsplit("/", 1)[-1]
    path, kind = LISTS.get(name) or (DELTAS[name], "application/xml")
    headers = {"Content-Type": kind, "ETag": f'"{name}-1"', "Last-Modified": "Thu, 13 Feb 2025 15:00:00 GMT"}
    if ask.headers.get("if-none-match") == headers["ETag"]:
        return Reply(b"", 304, headers)
    return Reply(bodies.shared(path), 200, headers)


class Cellar:
    """SPARQL with the held synthetic rows; texts by way of a 303, as documented."""

    def __init__(self) -> None:
        self.rows = json.loads(bodies.recording("eu_cellar/_shape_only_synthetic/os_ojeu_related.json"))["results"]["bindings"]

    def __call__(self, ask: Ask) -> Reply:
        if ask.path == "/webapi/rdf/sparql":
            if b"COUNT(*)" in ask.body:
                return Reply(bodies.sparql([{"n": str(len(self.rows))}]), 200, SPARQL)
            if not ask.body:
                return Reply(b'{"head":{},"boolean":true}', 200, SPARQL)
            return Reply(json.dumps({"head": {"vars": ["celex"]}, "results": {"bindings": self.rows}}).encode(), 200, SPARQL)
        if ask.path.startswith("/resource/celex/"):
            return Reply(b"", 303, {"Location": f"http://{ask.headers['host']}/resource/cellar/x.0006.03/DOC_1"})
        return Reply(bodies.recording("eu_cellar/honeyfield_gdpr-32016R0679-abridged.xhtml"), 200, XHTML)


def sanctions_map(ask: Ask) -> Reply:
    regimes = [bodies.regime(number) for number in (26, 36, 52, 61, 63, *range(100, 140))]
    if ask.path == "/api/v1/regime":
        return json_reply({"data": regimes})
    number = int(ask.path.rsplit("/", 1)[-1])
    return json_reply({"data": {"data": bodies.regime(number)}})  # documented: member rows sometimes nest under `data`


PRESIDENT, GOVERNMENT = "225698f1-cfbc-4e42-9caa-32f9f7403211", "8005d8c9-4b6d-48d3-861a-2a37e69fccb3"
UKAZ, RESOLUTION = "0790e34b-784b-4372-884e-3282622a24bd", "fd5a8766-f6fd-4ac2-8fd9-66f414d314ac"


def pravo(ask: Ask) -> Reply:
    """Acts of OURS with REAL keys. What is not understood is ignored and gives the REAL body with all 1,593,675 acts."""
    if ask.path == "/api/PublicBlocks/":
        return Reply(bodies.recording("ru_pravo/law7_public_blocks_sample.json"), 200, JSON)
    if ask.path != "/api/Documents":
        return Reply(bodies.recording("ru_pravo/law7_document_detail_wrongpath_html_shell.html"), 200, HTML)
    dates = [value for name, values in ask.query.items() if "Date" in name for value in values]
    if any(not re.fullmatch(r"\d\d\.\d\d\.\d{4}", value) for value in dates) or ask.one("PageSize") not in ("10", "30", "100", "200"):
        return Reply(bodies.recording("ru_pravo/law7_documents_search_sample.json"), 200, JSON)
    title = (
        "Указ Президента Российской Федерации от 28.11.2015 № 583\n "
        '"О применении специальных экономических мер в отношении Турецкой Республики"'
    )
    decree = bodies.pravo_act("0001201511280001", "583", "2015-11-28", "2015-11-28", title, UKAZ, PRESIDENT)
    other = (
        'Постановление Правительства Российской Федерации от 30.11.2015 № 1296\n "О мерах по реализации Указа от 28 ноября 2015 г. № 583"'
    )
    resolution = bodies.pravo_act("0001201512010002", "1296", "2015-11-30", "2015-12-01", other, RESOLUTION, GOVERNMENT)
    acts = [decree] if ask.one("Block") == "president" else [resolution]
    number, since, until = ask.one("Number"), ask.one("PublishDateFrom"), ask.one("PublishDateTo")
    acts = [act for act in acts if number in (None, act["number"])]
    iso = [f"{value[6:]}-{value[3:5]}-{value[:2]}" if value else None for value in (since, until)]
    acts = [
        act
        for act in acts
        if (not iso[0] or act["publishDateShort"][:10] >= iso[0]) and (not iso[1] or act["publishDateShort"][:10] <= iso[1])
    ]
    return Reply(bodies.pravo(acts, size=int(ask.one("PageSize") or 10), index=int(ask.one("Index") or 1)), 200, JSON)


def kremlin(ask: Ask, site: str = "kremlin.ru") -> Reply:
    """The acts bank (REAL texts of 2002 in pages of OURS) and the feed. Without a User-Agent there is no answer, as documented."""
    if not ask.headers.get("user-agent"):
        return Reply(silent=True, delay=0.3)
    if ask.path == "/acts/bank":
        return Reply(bodies.html("Банк документов", "x" * 200), 200, HTML)
    if ask.path == "/acts/bank/search":
        hits = [
            ("/acts/bank/18434", "О первом предмете", "Указ Президента Российской Федерации от 29 июля 2002 года № 797", "2002-07-29"),
            ("/acts/bank/18440", "О внесении изменений", "Указ Президента Российской Федерации от 29 июля 2002 года № 798", "2002-07-29"),
        ]
        return Reply(bodies.kremlin_hits(*hits) if ask.one("page") == "1" else bodies.kremlin_hits(), 200, HTML)
    if found := re.fullmatch(r"/acts/bank/(18434|18440)(/page/2)?", ask.path):
        text = bodies.recording(f"ru_kremlin/acts_bank_{found[1]}.txt").decode()
        first, second = text[: len(text) // 2], text[len(text) // 2 :]
        if found[1] == "18434":  # an act of two pages
            return Reply(bodies.kremlin_act(second if found[2] else first, "Указ", more=not found[2]), 200, HTML)
        return Reply(bodies.kremlin_act(text, "Указ о внесении изменений"), 200, HTML)
    if ask.path == "/events/all/feed":
        entries = [(f"http://{site}/events/president/news/50805", "О санкциях (sanctions)", "2015-11-28T19:15:00+03:00", "Указ о мерах")]
        return Reply(bodies.atom(entries, onward=f"http://{site}/events/all/feed/page/2"), 200, ATOM)
    if ask.path == "/events/all/feed/page/2":
        entries = [("http://kremlin.ru/events/president/news/50792", "Встреча", "2015-11-26T01:15:00+03:00", "Слова")]
        return Reply(bodies.atom(entries), 200, ATOM)
    return Reply(b"<!DOCTYPE html><html><head><title>404</title></head></html>", 404, HTML)


def press(ask: Ask) -> Reply:
    """A press office: documented for state.gov (403 to plain User-Agents) and the White House (validators honoured)."""
    if not ask.headers.get("user-agent", "").startswith("Mozilla/5.0 (compatible;"):
        return Reply(b"<html><head><title>403 Forbidden</title></head></html>", 403, HTML)
    if ask.one("paged"):
        return Reply(b"<!DOCTYPE html><html><head><title>Not found</title></head></html>", 404, HTML)
    if ask.headers.get("if-none-match") == '"feed-1"':
        return Reply(b"", 304, {"ETag": '"feed-1"'})
    items = [
        ("g1", "Sanctions on Russia prolonged", "Thu, 30 Jan 2025 21:30:00 -0500", "The Council prolonged the sanctions on Russia."),
        ("g2", "Fisheries", "Wed, 29 Jan 2025 10:00:00 +0100", "Fish."),
    ]
    return Reply(bodies.rss(items), 200, {**RSS, "ETag": '"feed-1"'})


def fsf(ask: Ask) -> Reply:
    """The feed of versions and the files; no recording is held."""
    if ask.path == "/fsd/fsf/public/rss":
        return Reply(bodies.rss([("v", "XML - v1.1", "Fri, 20 Nov 2026 10:00:00 GMT", "file")]), 200, RSS)
    if "csvFull" in ask.path:
        return Reply(b"fileGenerationDate;Entity_LogicalId\r\n20/11/2026;1\r\n" * 20, 200, {"Content-Type": "text/csv"})
    return Reply(bodies.fsf("2026-11-20T14:39:54.511+01:00"), 200, {"Content-Type": "application/xml"})
