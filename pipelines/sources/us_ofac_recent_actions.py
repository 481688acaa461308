"""OFAC recent actions: what was added, changed and removed on a day, with programme tags, from the pages for readers.

What belongs here: following the index, splitting a page by its block headings, reading tags. What does not: the lists themselves.
A day can have several pages with suffixes that are not sequential, so the index is followed and no address is built.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from urllib.parse import urljoin, urlsplit

from lxml import etree

from pipelines.archive import Observation
from pipelines.sources import guards
from pipelines.sources.exchange import Conversation, Memory, Notice, Request, ask
from pipelines.sources.facts import Facts
from pipelines.sources.rows import Announced, Entry, Parsed, Signal, Text, is_relevant, joined, node_text, nodes, page, regime_of

_PAGE = re.compile(r"/recent-(?:actions|issues)/((\d{8})(?:_\d+)?)/?$")
#: Block heading -> what the notice does to the entries under it; None ends the reading.
BLOCKS: tuple[tuple[re.Pattern[str], str | None], ...] = (
    (re.compile(r"^Unrelated Administrative (List )?Updates?", re.I), None),
    (re.compile(r"^The following .*\b(?:has|have) been added to\b", re.I | re.S), "added"),
    (re.compile(r"^The following changes? (?:has|have) been made to\b", re.I), "changed"),
    (re.compile(r"^The following .*\bentr(?:y|ies) .*(?:has|have) been changed\b", re.I | re.S), "changed"),
    (re.compile(r"^The following deletions? (?:has|have) been made to\b", re.I), "removed"),
    (re.compile(r"^The following .*\b(?:has|have) been (?:removed|deleted) from\b", re.I | re.S), "removed"),
)
_HEADING = re.compile(r"^The following\b.*\b(?:list|SDN|made|added|removed|deleted|changed)\b.*:?\s*$", re.I | re.S)
_LIST = re.compile(r"OFAC['’]s (.+?)(?: list)?\s*:?\s*$", re.I)
_TAGS = re.compile(r"\[([^\[\]]+)\]")
_LINKED = re.compile(r"\(Linked To:\s*([^()]*(?:\([^()]*\)[^()]*)*)\)", re.I)
_CHANGE = re.compile(r"\s*-to-\s*", re.I)


def requests(facts: Facts, since: date | None, memory: Memory, today: date) -> Conversation:
    """Follow the index until it shows only pages that are held, then go on where the last run stopped; look at the last days again."""
    settled = today - timedelta(days=facts.options["settle_days"])
    oldest = since or date.fromisoformat(str(facts.options["start"]))
    reached, is_complete = _reached(facts, memory, oldest)
    number, shown = 0, set[str]()
    for _ in range(facts.max_pages):
        answer = yield from ask(Request(facts.url(f"/recent-actions?page={number}"), label="index", guard=check_index))
        if not answer.ok:
            return
        found = sorted(_links(answer.content, facts.base_url), key=lambda link: link[1], reverse=True)
        unknown = 0
        for url, day in found:
            request = Request(url, guard=check_page)
            if day >= oldest and _is_due(memory, request, day, settled, today):
                unknown += not memory.holds(request)
                yield from ask(request)
        if found and {url for url, _ in found} <= shown:
            yield Notice("index_repeats_itself", f"page {number}", "a page of the index shows only what an earlier page showed")
            return
        shown |= {url for url, _ in found}
        if not found or found[-1][1] < oldest or (not unknown and is_complete):
            return
        number = number + 1 if unknown else max(number + 1, reached)


def _is_due(memory: Memory, request: Request, day: date, settled: date, today: date) -> bool:
    """Whether a page is worth a look: not held, of yesterday or today, or of the last days and not looked at today."""
    last = memory.last_of(request)
    return last is None or day >= today - timedelta(days=1) or (day >= settled and last.observed_at.date() < today)


def _reached(facts: Facts, memory: Memory, oldest: date) -> tuple[int, bool]:
    """The last page of the index that was ever read, and whether it was the end of what is wanted."""
    numbers = [int(found[1]) for key in memory.addresses() if (found := re.search(r"\?page=(\d+)#index$", key))]
    if not numbers:
        return 0, False
    content = memory.content(facts.url(f"/recent-actions?page={max(numbers)}") + "#index") or b""
    links = list(_links(content, facts.base_url))
    is_end = not links or min(day for _, day in links) < oldest
    return max(numbers), is_end and all(memory.holds(Request(url)) for url, day in links if day >= oldest)


def check_index(content: bytes) -> None:
    """The index names pages of days."""
    if not any(True for _ in _links(content, "https://host")):
        raise guards.Refused(
            f"no link to a page of recent actions on the index (title {guards.html_title(content)!r}): its form has changed"
        )


def check_page(content: bytes) -> None:
    """A page of recent actions, with a body."""
    tree = page(content)
    if not nodes(tree, "//body[contains(@class, 'page-node-type-ofac-recent-action')]"):
        raise guards.Refused(f"no page of recent actions: the body's class is another (title {guards.html_title(content)!r})")
    if not nodes(tree, _BODY):
        raise guards.Refused("a page of recent actions without a body (`field--name-body`)")


_BODY = "//article//*[contains(concat(' ', @class, ' '), ' field--name-body ')]"


def parse(content: bytes, observation: Observation, facts: Facts) -> Parsed:
    """One page: its title, its blocks, their entries and tags. The index itself gives nothing."""
    found = _PAGE.search(urlsplit(observation.url).path)
    if not found:
        return Parsed()
    local_id = found[1]
    day = date.fromisoformat(f"{found[2][:4]}-{found[2][4:6]}-{found[2][6:]}")
    tree = page(content)
    title = _title(tree)
    parsed = Parsed()
    body = nodes(tree, _BODY)[0]
    parsed.entries = list(_entries(local_id, body, parsed.signals, observation.url))
    counts = {block: sum(entry.block == block for entry in parsed.entries) for block in ("added", "changed", "removed")}
    tags = joined(tag for entry in parsed.entries for tag in (entry.programmes or "").split(";"))
    parsed.texts.append(Text(local_id, node_text(body)))
    parsed.announced.append(
        Announced(
            local_id=local_id,
            kind="ofac_recent_action",
            title=title or local_id,
            language="en",
            issuer="OFAC",
            announced_on=day,
            published_on=day,
            tags=tags,
            added_count=counts["added"],
            changed_count=counts["changed"],
            removed_count=counts["removed"],
            url=_canonical(tree) or observation.url,
            regime=regime_of(facts, tags, title),
            is_relevant=is_relevant(facts, title, tags),
        )
    )
    return parsed


def _entries(local_id: str, body: etree._Element, signals: list[Signal], url: str) -> Iterator[Entry]:
    """Entries block by block; what stands under "Unrelated Administrative List Updates" is left alone."""
    block, list_name = "", None
    counts: dict[str, int] = {}
    for line in _paragraphs(body):
        heading = _heading(line)
        if heading is not None:
            if heading == "end":
                return
            if heading == "unknown":
                signals.append(Signal("unknown_block_heading", url, line[:300], "error"))
            block = "" if heading == "unknown" else heading
            named = _LIST.search(line)
            list_name = named[1] if named else None
            continue
        tags = [tag.strip() for tag in _TAGS.findall(line)]
        if not block or not (tags or _CHANGE.search(line)):
            continue
        old, _, new = line.partition(_found(line)) if block == "changed" and _CHANGE.search(line) else ("", "", line)
        linked = joined(name.strip() for name in _LINKED.findall(new))
        position = counts.get(block, 0)
        counts[block] = position + 1
        programmes = joined(tag.strip() for tag in _TAGS.findall(new))
        yield Entry(local_id, block, position, new.strip(), list_name, old.strip() or None, programmes, linked)


def _heading(line: str) -> str | None:
    """`added`, `changed`, `removed`, `end`, `unknown`, or None where the line is no heading."""
    for pattern, block in BLOCKS:
        if pattern.match(line) and len(line) < 300 and "[" not in line:
            return block or "end"
    return "unknown" if len(line) < 300 and "[" not in line and _HEADING.match(line) else None


def _found(line: str) -> str:
    found = _CHANGE.search(line)
    return found[0] if found else ""


def _paragraphs(body: etree._Element) -> list[str]:
    """Paragraphs and headings as single lines; a change spread over paragraphs (OLD, `-to-`, NEW) is put together."""
    return re.sub(r"\s+-to-\s+", " -to- ", node_text(body), flags=re.I).splitlines()


def _links(content: bytes, base: str) -> Iterator[tuple[str, date]]:
    seen = set()
    for anchor in nodes(page(content), "//a[@href]"):
        url = urljoin(base + "/", str(anchor.get("href"))).split("?")[0].rstrip("/")
        found = _PAGE.search(urlsplit(url).path)
        if found and url not in seen:
            seen.add(url)
            text = found[2]
            yield url, date(int(text[:4]), int(text[4:6]), int(text[6:]))


def _title(tree: etree._Element) -> str:
    found = nodes(tree, "//title")
    return " ".join((found[0].text or "").split()).partition(" | ")[0] if found else ""


def _canonical(tree: etree._Element) -> str | None:
    found = nodes(tree, "//link[@rel='canonical']")
    return str(found[0].get("href")) if found else None
