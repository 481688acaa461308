"""publication.pravo.gov.ru: the official publication of Russian acts.

What belongs here: searches, and proof that the site has searched what was asked. What does not: texts (the PDF files are scans).
Traps: dates must be DD.MM.YYYY, and whatever the site does not understand it ignores and returns all of its 1.6 million acts; a wrong path
gives the page of the site with status 200; an act may be published years after its date.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any
from urllib.parse import urlencode

from pipelines.archive import Observation
from pipelines.sources import guards
from pipelines.sources.exchange import Conversation, Memory, Request, ask
from pipelines.sources.facts import Facts
from pipelines.sources.rows import Announced, Parsed, Signal, is_relevant, iso_day, regime_of, unknown_category, unknown_fields, words

#: Field of an act -> taken or left in the archive.
FIELDS = ("eoNumber", "hasSvg", "zipFileLength", "publishDateShort", "complexName", "pagesCount", "pdfFileLength", "jdRegNumber",
          "jdRegDate", "name", "number", "documentDate", "signatoryAuthorityId", "documentTypeId", "title", "viewDate", "id")  # fmt: skip
_NEEDED = ("eoNumber", "documentDate", "publishDateShort", "complexName", "number")
#: Sizes of a page that the site honours.
PAGE_SIZES = (10, 30, 100, 200)
_DATES = ("DocumentDateFrom", "DocumentDateTo", "PublishDateFrom", "PublishDateTo")


def requests(facts: Facts, since: date | None, memory: Memory, today: date) -> Conversation:
    """Each search: those for one act until they have it, those by day of publication from the last days on."""
    for search in facts.options["searches"]:
        query = dict(search["query"])
        if search.get("once"):
            yield from _pages(facts, memory, search, query)
            continue
        first = since or date.fromisoformat(str(facts.options["start"]))
        for start, end in _years(first, today):
            closed = end < today - timedelta(days=facts.options["settle_days"])
            span = {"PublishDateFrom": start, "PublishDateTo": end}
            yield from _pages(facts, memory, search, {**query, **span}, closed=closed)


def _pages(facts: Facts, memory: Memory, search: dict[str, Any], query: dict[str, Any], *, closed: bool = False) -> Iterator[Any]:
    size = facts.options["page_size"]
    index, pages = 1, 1
    while index <= min(pages, facts.max_pages):
        shown = {name: day(value) if name in _DATES else value for name, value in query.items()}
        url = facts.url("/api/Documents?" + urlencode({**shown, "PageSize": size, "Index": index}))
        request = Request(url, guard=partial(check, query=query, ceiling=search["ceiling"], size=size, index=index))
        last = memory.last_of(request)
        if last and (closed or (search.get("once") and json.loads(memory.content(request.key) or b"{}").get("items"))):
            body = json.loads(memory.content(request.key) or b"{}")
        else:
            answer = yield from ask(request)
            if not answer.ok:
                return
            body = json.loads(answer.content)
        pages = int(body["pagesTotalCount"])
        index += 1


def check(content: bytes, *, query: dict[str, Any], ceiling: int, size: int, index: int) -> None:
    """The answer holds acts, as many as can be true, and each of them is what was asked for."""
    body = guards.json_object(content, "items", "itemsTotalCount", "pagesTotalCount", "currentPage", "itemsPerPage")
    total, items = body["itemsTotalCount"], body["items"]
    if total > ceiling:
        raise guards.Refused(f"filter ignored: {total:,} acts where at most {ceiling:,} can be true")
    if (items and body["currentPage"] != index) or body["itemsPerPage"] != size:
        raise guards.Refused(f"page {body['currentPage']} of {body['itemsPerPage']} acts instead of page {index} of {size}")
    for item in items:
        missing = [name for name in _NEEDED if item.get(name) in (None, "")]
        if missing:
            raise guards.Refused(f"act {item.get('eoNumber')} has no {', '.join(missing)}: the form of the answer has changed")
        _is_asked_for(item, query)


def _is_asked_for(item: dict[str, Any], query: dict[str, Any]) -> None:
    signed, published = iso_day(item["documentDate"]), iso_day(item["publishDateShort"])
    for field, found in (("DocumentDate", signed), ("PublishDate", published)):
        first, last = (_as_date(query.get(field + end)) for end in ("From", "To"))
        if found is None or (first and found < first) or (last and found > last):
            raise guards.Refused(f"filter ignored: act {item['eoNumber']} has {field} {found}, asked for {first} to {last}")
    if "Number" in query and query.get("NumberSearchType") == 0 and item["number"] != str(query["Number"]):
        raise guards.Refused(f"filter ignored: act {item['eoNumber']} has number {item['number']}, asked for {query['Number']}")


def parse(content: bytes, observation: Observation, facts: Facts) -> Parsed:
    """Acts of a search. The day of an act is its own date, not that of its publication."""
    parsed = Parsed()
    seen: dict[tuple[str, str], str] = {}
    for item in json.loads(content)["items"]:
        parsed.signals += unknown_fields(item, FIELDS, "Documents")
        kind = facts.options["document_types"].get(item.get("documentTypeId"))
        if kind is None:
            parsed.signals.append(unknown_category("documentTypeId", item.get("documentTypeId")))
        key = (item["number"], item["documentDate"])
        if seen.setdefault(key, item["eoNumber"]) != item["eoNumber"]:
            parsed.signals.append(Signal("number_and_date_twice", f"{key[0]} of {key[1][:10]}", f"{seen[key]}, {item['eoNumber']}", "info"))
        signed, published = iso_day(item["documentDate"]), iso_day(item["publishDateShort"])
        title = words(item.get("complexName") or item.get("title"))
        parsed.announced.append(
            Announced(
                local_id=item["eoNumber"],
                official_id=item["eoNumber"],
                kind=_kind(kind, item.get("signatoryAuthorityId"), facts),
                number=item["number"],
                title=title,
                language="ru",
                issuer=facts.options["authorities"].get(item.get("signatoryAuthorityId")),
                announced_on=signed,
                signed_on=signed,
                published_on=published,
                url=f"http://publication.pravo.gov.ru/document/{item['eoNumber']}",
                regime=regime_of(facts, title),
                is_relevant=is_relevant(facts, title),
            )
        )
    return parsed


def _kind(kind: str | None, authority: str | None, facts: Facts) -> str:
    if kind in ("resolution", "order") and facts.options["authorities"].get(authority) == "Government of Russia":
        return f"government_{kind}"
    return kind or "ru_unknown"


def day(value: Any) -> str:
    """A date as the site reads it: DD.MM.YYYY. An ISO date is silently ignored there."""
    found = _as_date(value)
    if found is None:
        raise ValueError(f"{value!r} is no date")
    return f"{found:%d.%m.%Y}"


def _as_date(value: Any) -> date | None:
    return value if isinstance(value, date) else iso_day(value)


def _years(first: date, last: date) -> Iterator[tuple[date, date]]:
    for year in range(first.year, last.year + 1):
        yield date(year, 1, 1), date(year, 12, 31)
