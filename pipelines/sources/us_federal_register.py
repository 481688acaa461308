"""US Federal Register API v1: documents of OFAC and the President as published, with the notes on old orders.

What belongs here: what to ask (quarters, pages, orders again, full texts), what an answer must be, what its fields mean. What does not:
HTTP. Traps: pages wrap to 1 past 10,000 rows or page 50, `per_page=1` becomes 20, a missing `results` means no hits, a blocked client gets
an HTML page with status 200.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from pipelines.archive import Observation
from pipelines.sources import guards
from pipelines.sources.exchange import Conversation, Fetched, Memory, Notice, Request, ask
from pipelines.sources.facts import Facts
from pipelines.sources.rows import (
    Announced,
    Parsed,
    Signal,
    Text,
    is_relevant,
    iso_day,
    joined,
    page_text,
    regime_of,
    unknown_category,
    unknown_fields,
    words,
)

#: Most rows the API gives of one query; past it the page silently becomes 1.
MAX_ROWS = 10_000
MAX_PAGE = 50
#: Field -> what is done with it. `kept` ends in a column, `dropped` is named here and left in the archive.
FIELDS = {
    **dict.fromkeys(
        ("abstract", "action", "agency_names", "citation", "correction_of", "corrections", "disposition_notes", "document_number",
         "effective_on", "executive_order_notes", "executive_order_number", "html_url", "presidential_document_number",
         "proclamation_number", "publication_date", "raw_text_url", "signing_date", "subtype", "title", "toc_subject", "toc_doc", "type"),
        "kept",
    ),
    **dict.fromkeys(
        ("agencies", "body_html_url", "cfr_references", "comment_url", "comments_close_on", "dates", "docket_id", "docket_ids", "dockets",
         "end_page", "excerpts", "explanation", "full_text_xml_url", "images", "images_metadata", "json_url", "mods_url",
         "not_received_for_publication", "page_length", "page_views", "pdf_url", "president", "public_inspection_pdf_url",
         "raw_text_updated_at", "regulation_id_number_info", "regulation_id_numbers", "regulations_dot_gov_info",
         "regulations_dot_gov_url", "significant", "start_page", "topics", "volume"),
        "dropped",
    ),
}  # fmt: skip
#: (type, subtype) -> kind of document; the subtype counts for presidential documents only.
KINDS = {
    ("Presidential Document", "Executive Order"): "executive_order",
    ("Presidential Document", "Proclamation"): "proclamation",
    ("Presidential Document", "Memorandum"): "presidential_memorandum",
    ("Presidential Document", "Notice"): "presidential_notice",
    ("Presidential Document", "Determination"): "presidential_determination",
    ("Presidential Document", "Presidential Order"): "presidential_order",
    ("Presidential Document", None): "presidential_document",
    ("Rule", None): "fr_rule",
    ("Proposed Rule", None): "fr_proposed_rule",
    ("Notice", None): "fr_notice",
    ("Correction", None): "fr_correction",
}
GTE = "conditions[publication_date][gte]"
TEXT_TYPES = ("text/plain", "text/html")


def requests(facts: Facts, since: date | None, memory: Memory, today: date) -> Conversation:
    """Ask for each search quarter by quarter, for the orders to watch, and for the texts of relevant documents that are not held."""
    wanted: dict[str, str] = {}
    for search in facts.options["searches"]:
        for first, last in _quarters(since or date.fromisoformat(str(facts.options["start"])), today):
            closed = last < today - timedelta(days=facts.options["settle_days"])
            yield from _pages(facts, memory, search["name"], {**search["conditions"], **_between(first, last)}, wanted, closed=closed)
    orders = [str(number) for number in facts.options["watch_orders"]]
    yield from _pages(facts, memory, "watched orders", {"conditions[executive_order_numbers][]": orders}, wanted, closed=False)
    missing = [Request(facts.url(url), content_types=TEXT_TYPES, label="text", guard=check_text) for url in wanted.values()]
    lately = today - timedelta(days=facts.options["settle_days"])
    missing = [request for request in missing if not memory.holds(request) and not memory.was_missing(request, lately)]
    for request in missing[: facts.options["max_texts"]]:
        yield from ask(request)
    if len(missing) > facts.options["max_texts"]:
        yield Notice("texts_waiting", "raw_text_url", f"{len(missing) - facts.options['max_texts']} texts wait for the next run")


def _pages(facts: Facts, memory: Memory, name: str, conditions: dict[str, Any], wanted: dict[str, str], *, closed: bool) -> Iterator[Any]:
    """All pages of one query. A closed quarter that is held is not asked again."""
    per_page = facts.options["per_page"]
    seen: set[str] = set()
    page, pages, count = 1, 1, 0
    while page <= pages:
        url = facts.url(f"/documents.json?{_query(facts, conditions, per_page, page)}")
        request = Request(url, guard=partial(check, per_page=per_page, page=page, seen=frozenset(seen)))
        if closed and memory.holds(request):
            body = json.loads(memory.content(request.key) or b"{}")
        else:
            answer: Fetched = yield from ask(request)
            if not answer.ok:
                return
            body = json.loads(answer.content)
        count = int(body["count"])
        pages = -(-min(count, MAX_ROWS) // per_page)
        rows = body.get("results", [])
        seen |= {row["document_number"] for row in rows}
        for row in rows:
            if row.get("raw_text_url") and _relevant(facts, row):
                wanted.setdefault(row["document_number"], row["raw_text_url"])
        page += 1
    if count > MAX_ROWS:
        yield Notice("too_many_rows", name, f"{count} documents; the API gives {MAX_ROWS} at most: narrow the search")
    elif count != len(seen):
        yield Notice("count_mismatch", f"{name} {conditions.get(GTE, '')}", f"count says {count}, {len(seen)} came")


def check(content: bytes, *, per_page: int, page: int, seen: frozenset[str]) -> None:
    """The answer is a page of documents, it is the page asked for, and its count can be true."""
    body = guards.json_object(content, "count")
    rows = body.get("results", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) and row.get("document_number") for row in rows):
        raise guards.Refused("`results` is no list of documents with a document_number")
    if body["count"] and "results" not in body and page == 1:
        raise guards.Refused(f"count is {body['count']}, but there are no results")
    if len(rows) > per_page:
        raise guards.Refused(f"{len(rows)} documents on a page of {per_page}: the API has changed per_page by itself")
    numbers = {row["document_number"] for row in rows}
    back, onward = (_page_of(body.get(key)) for key in ("previous_page_url", "next_page_url"))
    if page > 1 and ((numbers and numbers <= seen) or (back is None and onward == 2) or back not in (None, page - 1)):
        raise guards.Refused(f"page wrap: page {page} was asked for, the answer is a page that came before")


def check_text(content: bytes) -> None:
    """The text of a document, plain or in `<pre>`; the site also says with status 200 that it wants no programs."""
    if guards.is_html(content) and b"<pre" not in content:
        raise guards.Refused(f"HTML page {guards.html_title(content)!r} instead of the text of a document: blocked, or an error page")


def parse(content: bytes, observation: Observation, facts: Facts) -> Parsed:
    """Documents of a search, or the text of one document."""
    if observation.url.endswith("#text"):
        number = urlsplit(observation.url).path.rsplit("/", 1)[-1].removesuffix(".txt")
        text = (
            page_text(content, "//pre|//body[not(.//pre)]")
            if b"<pre" in content[:2000] or guards.is_html(content)
            else content.decode(errors="replace")
        )
        return Parsed(texts=[Text(number, text)])
    parsed = Parsed()
    for row in json.loads(content).get("results", []):
        parsed.signals += unknown_fields(row, FIELDS, "documents")
        parsed.announced.append(_document(facts, row, parsed.signals))
    return parsed


def _document(facts: Facts, row: dict[str, Any], signals: list[Signal]) -> Announced:
    presidential = row.get("type") == "Presidential Document"
    key = (str(row.get("type")), row.get("subtype") if presidential else None)
    if key not in KINDS:
        signals.append(unknown_category("documents.type/subtype", "/".join(map(str, key))))
    order = row.get("executive_order_number")
    proclamation = row.get("proclamation_number")
    number = f"EO {order}" if order else f"Proc. {proclamation}" if proclamation else row.get("citation")
    signed, published = iso_day(row.get("signing_date")), iso_day(row.get("publication_date"))
    notes = [row.get("disposition_notes"), row.get("executive_order_notes")]
    corrects = [f"corrects:{_last(row['correction_of'])}"] if row.get("correction_of") else []
    corrected = [f"corrected_by:{_last(link)}" for link in row.get("corrections") or []]
    subject = [number, row.get("title"), row.get("abstract"), row.get("toc_doc"), row.get("toc_subject"), *notes]
    return Announced(
        local_id=row["document_number"],
        official_id=row["document_number"],
        kind="fr_correction" if corrects else KINDS.get(key, "fr_unknown"),
        number=number,
        title=words(row.get("title")) or row["document_number"],
        language="en",
        issuer="President" if presidential else "; ".join(row.get("agency_names") or []) or None,
        announced_on=signed or published if presidential else published,
        signed_on=signed,
        published_on=published,
        effective_on=iso_day(row.get("effective_on")),
        links=joined([*corrects, *corrected]),
        note=joined(words(note) for note in notes if note),
        url=row.get("html_url") or f"https://www.federalregister.gov/d/{row['document_number']}",
        regime=regime_of(facts, *subject),
        is_relevant=is_relevant(facts, *subject),
    )


def _relevant(facts: Facts, row: dict[str, Any]) -> bool:
    return is_relevant(facts, row.get("title"), row.get("abstract"), row.get("toc_doc"), row.get("toc_subject"))


def _query(facts: Facts, conditions: dict[str, Any], per_page: int, page: int) -> str:
    pairs: list[tuple[str, str]] = [(name, str(v)) for name, value in conditions.items() for v in _each(value)]
    pairs += [("fields[]", name) for name in facts.options["fields"]]
    return urlencode([*pairs, ("order", "oldest"), ("per_page", str(per_page)), ("page", str(page))])


def _each(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _between(first: date, last: date) -> dict[str, str]:
    return {GTE: first.isoformat(), "conditions[publication_date][lte]": last.isoformat()}


def _quarters(start: date, today: date) -> Iterator[tuple[date, date]]:
    first = date(start.year, (start.month - 1) // 3 * 3 + 1, 1)
    while first <= today:
        following = date(first.year + (first.month > 9), (first.month + 2) % 12 + 1, 1)
        yield first, following - timedelta(days=1)
        first = following


def _page_of(url: str | None) -> int | None:
    found = parse_qs(urlsplit(url or "").query).get("page")
    return int(found[0]) if found and found[0].isdigit() else None


def _last(link: str) -> str:
    return urlsplit(str(link)).path.rsplit("/", 1)[-1].removesuffix(".json")
