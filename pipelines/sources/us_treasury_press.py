"""Treasury press releases through OFAC's own index, which works where Treasury's feeds do not.

What belongs here: reading the index table and the articles. What does not: actions on lists (`us_ofac_recent_actions.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import urljoin, urlsplit

from lxml import etree

from pipelines.archive import Observation
from pipelines.sources import guards
from pipelines.sources.exchange import Conversation, Memory, Request, ask
from pipelines.sources.facts import Facts
from pipelines.sources.rows import Announced, Parsed, Text, first_words, is_relevant, iso_day, node_text, nodes, page, regime_of

_ROW = "//table[contains(concat(' ', @class, ' '), ' views-table ')]//tr[.//a[contains(@href, '/news/press-releases/')]]"
_NEXT = "//a[contains(concat(' ', @class, ' '), ' usa-pagination__next-page ')]"


def requests(facts: Facts, since: date | None, memory: Memory, today: date) -> Conversation:
    """Follow the index by its own link to the next page until it shows only articles that are held; once, to its beginning."""
    url = facts.url("/press-releases?page=0")
    oldest = since or date.fromisoformat(str(facts.options["start"]))
    reached = max((_number(key) for key in memory.addresses() if key.endswith("#index")), default=0)
    end = next((key for key in memory.addresses() if key.endswith("#index") and _is_last(memory.content(key) or b"", oldest)), None)
    is_complete = end is not None and not any(not memory.holds(one) for one in _wanted(facts, memory.content(end) or b"", oldest))
    for _ in range(facts.max_pages):
        answer = yield from ask(Request(url, label="index", guard=check_index))
        if not answer.ok:
            return
        waiting = [request for request in _wanted(facts, answer.content, oldest) if not memory.holds(request)]
        new = len(waiting)
        for request in waiting:
            yield from ask(request)
        onward = nodes(page(answer.content), _NEXT)
        if (not new and is_complete) or _is_last(answer.content, oldest):
            return
        following = facts.url("/press-releases" + str(onward[0].get("href")).rpartition("/press-releases")[2])
        url = following if new or _number(following) >= reached else facts.url(f"/press-releases?page={reached}")


def _wanted(facts: Facts, content: bytes, oldest: date) -> list[Request]:
    """Articles on a page of the index that concern the dyads and are not too old."""
    return [
        Request(facts.url(link), guard=check_article)
        for link, title, day in _rows(content)
        if is_relevant(facts, title) and (day is None or day >= oldest)
    ]


def _number(url: str) -> int:
    found = re.search(r"[?&]page=(\d+)", url)
    return int(found[1]) if found else 0


def _is_last(content: bytes, oldest: date) -> bool:
    """Whether a page of the index is the last that is wanted."""
    days = [day for *_, day in _rows(content) if day]
    return not nodes(page(content), _NEXT) or bool(days and min(days) < oldest)


def check_index(content: bytes) -> None:
    """The index has its table."""
    if not any(True for _ in _rows(content)):
        raise guards.Refused(f"no table of press releases on the index (title {guards.html_title(content)!r}): its form has changed")


def check_article(content: bytes) -> None:
    """An article with a title."""
    if not first_words(page(content), "//h2[contains(@class, 'uswds-page-title')]"):
        raise guards.Refused(f"no press release: the page has no title of one (its own is {guards.html_title(content)!r})")


def parse(content: bytes, observation: Observation, facts: Facts) -> Parsed:
    """Every row of the index is a document; an article gives its text."""
    if not observation.url.endswith("#index"):
        local_id = _id(observation.url)
        article = nodes(page(content), "//article[contains(@class, 'entity--type-node')]")
        return Parsed(texts=[Text(local_id, node_text(article[0]))] if article else [])
    parsed = Parsed()
    for link, title, day in _rows(content):
        parsed.announced.append(
            Announced(
                local_id=_id(link),
                kind="press_release",
                number=_id(link).upper(),
                title=title,
                language="en",
                issuer="US Department of the Treasury",
                announced_on=day,
                published_on=day,
                url=link,
                regime=regime_of(facts, title),
                is_relevant=is_relevant(facts, title),
            )
        )
    return parsed


def _rows(content: bytes) -> Iterator[tuple[str, str, date | None]]:
    """Address (without the spurious `/index.php`), title and day of each row."""
    for row in nodes(page(content), _ROW):
        anchor = nodes(row, ".//a[contains(@href, '/news/press-releases/')]")[0]
        url = urljoin("https://home.treasury.gov/", str(anchor.get("href"))).replace("/index.php/", "/")
        yield url, " ".join(node_text(anchor).split()), _day(row)


def _day(row: etree._Element) -> date | None:
    times = nodes(row, ".//time[@datetime]")
    return iso_day(times[0].get("datetime")) if times else None


def _id(url: str) -> str:
    return urlsplit(url).path.rstrip("/").rsplit("/", 1)[-1].lower()
