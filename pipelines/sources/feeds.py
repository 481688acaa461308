"""Any RSS or Atom feed, read with feedparser: press offices, news, and the feeds a user adds in a YAML file.

What belongs here: following a feed and its earlier pages, entries as documents, repeated and changed entries. What does not: what an entry
says about sanctions (`pipelines/interpret`). Some hosts send an error page with status 200, and some change their ETag without news:
what counts as a version is the set of entries. Options: `path`, `earlier` (`next` for rel=next, or a template with `{page}`), `kind`,
`relevant`, `regimes`.
"""

from __future__ import annotations

import hashlib
import re
from datetime import date, timedelta
from functools import partial
from io import BytesIO
from typing import Any

import feedparser  # type: ignore[import-untyped]

from pipelines.archive import Observation
from pipelines.sources import guards
from pipelines.sources.exchange import Conversation, Memory, Request, ask
from pipelines.sources.facts import Facts
from pipelines.sources.rows import (
    Announced,
    Parsed,
    Signal,
    Text,
    feed_day,
    is_relevant,
    joined,
    regime_of,
    stable_id,
    unknown_fields,
    words,
)

#: An earlier page that was not there is asked for again after so long.
_ASK_AGAIN = timedelta(days=7)
#: Field of an entry as feedparser names it -> taken or left in the archive.
FIELDS = (
    "id", "guidislink", "title", "title_detail", "link", "links", "summary", "summary_detail", "content", "published",
    "published_parsed", "updated", "updated_parsed", "created", "created_parsed", "author", "authors", "author_detail", "tags",
    "comments", "slash_comments", "wfw_commentrss", "post-id", "media_content", "media_thumbnail", "media_credit", "media_description",
    "media_text", "media_keywords", "media_title", "media_player", "credit", "source", "rights", "rights_detail", "language",
    "publisher", "publisher_detail", "contributors", "enclosures", "dc_identifier", "geo_lat", "geo_long", "where", "thr_total",
    "href", "subtitle", "image", "media_group", "media_rating", "rating", "category", "xml_lang",
)  # fmt: skip


def requests(facts: Facts, since: date | None, memory: Memory, today: date) -> Conversation:
    """The feed, then earlier pages until one meets what is held; then on from the earliest page that is held, where the last run stopped.

    Earlier pages are wanted up to `max_pages`, or back to `since` where that is given, as many a run as `max_requests` allows.
    """
    url: str | None = facts.url(str(facts.options.get("path", "")))
    before = _ids(memory.content(url or ""))
    reached, seen, number = _reached(facts, memory), set[str](), 1
    while url and (since or number <= facts.max_pages):
        request = Request(
            url,
            label=f"page {number}" if number > 1 else None,  # past the last page many hosts say 404
            guard=partial(check, before=memory.last(url) is not None),
            version=version,
        )
        if number > 1 and memory.was_useless(request, today - _ASK_AGAIN):
            return
        answer = yield from ask(request)
        if not answer.ok:
            return
        feed = read(answer.content)
        ids = {entry_id(entry) for entry in feed.entries}
        if not ids - seen:
            return  # hosts that know no pages give the first one again
        seen |= ids
        if before & ids and reached[0] > number:
            number, feed = reached[0], read(memory.content(reached[1]) or b"")
        oldest = min((day for entry in feed.entries if (day := _day(entry))), default=today)
        if since and oldest < since:
            return
        url = _earlier(facts, feed, number)
        number += 1


def _reached(facts: Facts, memory: Memory) -> tuple[int, str]:
    """Number and address of the earliest page that is held; (0, "") where none is."""
    own = (key for key in memory.addresses() if key.startswith(facts.base_url))
    numbered = [(int(found[1]), key) for key in own if (found := re.search(r"#page (\d+)$", key))]
    return max(numbered, default=(0, ""))


def check(content: bytes, *, before: bool) -> None:
    """A feed with entries; a page for readers is none, whatever its status."""
    if guards.is_html(content):
        raise guards.Refused(f"HTML page {guards.html_title(content)!r} instead of a feed: blocked, or an error page with status 200")
    feed = read(content)
    if not feed.get("version"):
        raise guards.Refused(f"no RSS or Atom feed; it begins {content[:60]!r}")
    if not feed.entries and (before or feed.get("bozo")):
        raise guards.Refused(
            f"a feed without entries{', which had some before' if before else ''}: {feed.get('bozo_exception', 'no reason given')}"
        )


def version(content: bytes) -> str:
    """A digest of the entries: new validators or a new build date without new or changed entries are no new version."""
    entries = sorted("\0".join((entry_id(e), str(dict.get(e, "updated", "")), e.get("title", ""), _body(e))) for e in read(content).entries)
    return hashlib.sha256("\n".join(entries).encode()).hexdigest()


def parse(content: bytes, observation: Observation, facts: Facts) -> Parsed:
    """Each entry is a document; its summary or content is the text. Of repeated entries the last one counts."""
    feed = read(content)
    parsed = Parsed()
    if feed.get("bozo") and not isinstance(feed.get("bozo_exception"), feedparser.CharacterEncodingOverride):
        parsed.signals.append(Signal("feed_not_well_formed", observation.url, str(feed.get("bozo_exception"))[:200], "info"))
    entries: dict[str, Any] = {}
    for entry in feed.entries:
        local_id = entry_id(entry)
        if local_id in entries:
            parsed.signals.append(Signal("repeated_item", local_id, words(entry.get("title")), "info"))
        entries[local_id] = entry
    for local_id, entry in entries.items():
        parsed.signals += unknown_fields(entry, FIELDS, "entry")
        parsed.announced.append(_announced(facts, feed, local_id, entry))
        body = _body(entry)
        if body:
            parsed.texts.append(Text(local_id, body))
    return parsed


def _announced(facts: Facts, feed: Any, local_id: str, entry: Any) -> Announced:
    title = words(entry.get("title"))
    subject = (title, _body(entry))
    tags = [words(tag.get("term")) for tag in entry.get("tags", [])]
    return Announced(
        local_id=local_id,
        kind=str(facts.options.get("kind", "press_release")),
        title=title or words(entry.get("summary"))[:120] or local_id,
        language=str(feed.feed.get("language") or facts.language)[:2].lower(),
        issuer=entry.get("author") or facts.publisher,
        announced_on=_day(entry),
        published_on=_day(entry),
        tags=joined(tag.replace(";", ",") for tag in tags),
        url=entry.get("link") or local_id,
        regime=regime_of(facts, *subject),
        is_relevant=is_relevant(facts, *subject),
    )


def read(content: bytes) -> Any:
    """Parse a feed from its bytes; nothing is fetched."""
    return feedparser.parse(BytesIO(content))


def entry_id(entry: Any) -> str:
    """The entry's own id, else its link, else its title and day."""
    return stable_id(str(entry.get("id") or entry.get("link") or f"{entry.get('title')} {entry.get('published')}"))


def _ids(content: bytes | None) -> set[str]:
    return {entry_id(entry) for entry in read(content).entries} if content else set()


def _day(entry: Any) -> date | None:
    return feed_day(entry.get("published")) or feed_day(dict.get(entry, "updated"))


def _body(entry: Any) -> str:
    """The longest text the entry carries, without markup."""
    texts = [content.get("value", "") for content in entry.get("content", [])] + [entry.get("summary", "")]
    return max((words(text) for text in texts), key=len, default="")


def _earlier(facts: Facts, feed: Any, number: int) -> str | None:
    """The address of the next earlier page."""
    how = facts.options.get("earlier")
    if how == "next":
        links = [link.get("href") for link in feed.feed.get("links", []) if link.get("rel") == "next"]
        return facts.url(links[0]) if links else None
    return facts.url(str(how).format(page=number + 1)) if how else None
