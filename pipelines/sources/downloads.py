"""Files that a source publishes whole: a list in XML or CSV, found at a fixed address or through a feed of its versions.

What belongs here: fetching such files, and judging only what needs no parser: complete, not a stand-in, not older than it should be.
What does not: what stands in them (`pipelines/lists`). Options: `files`, each with `path`, and `archive_as`, `ends_with`, `version`
(a pattern whose first group is the version, such as a generation date with its time), `made` (the same for a bare day, which is no
version: a day can have two), `stale_days`; `feed`, the address of the feed of versions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any

from pipelines.archive import Observation
from pipelines.sources import guards
from pipelines.sources.exchange import Conversation, Memory, Notice, Request, ask
from pipelines.sources.facts import Facts
from pipelines.sources.rows import Parsed, iso_day

_HEAD, _TAIL = 8192, 4096
#: The feed is a small file; only the lists are made on the fly and need the long time-outs of the facts.
_FEED_SECONDS = 30.0
_FEED = ("application/rss+xml", "application/xml", "text/xml")


def requests(facts: Facts, since: date | None, memory: Memory, today: date) -> Conversation:
    """The feed of versions where there is one, then every file."""
    feed = facts.options.get("feed")
    announced, is_quiet = None, False
    if feed:
        answer = yield from ask(Request(facts.url(feed), content_types=_FEED, guard=check_feed, read_timeout=_FEED_SECONDS))
        announced = answer.content if answer.ok else None
        is_quiet = answer.observation.outcome in ("unchanged", "not_modified")
    for file in facts.options["files"]:
        request = Request(
            facts.url(file["path"]),
            content_types=tuple(file.get("content_types", ())),
            archive_as=file.get("archive_as"),
            guard=partial(check, file=file),
            version=partial(version, pattern=file["version"]) if file.get("version") else None,
        )
        last = memory.last_of(request)
        if is_quiet and last and last.observed_at.date() >= today - timedelta(days=1):
            yield from _staleness(file, memory.of(request.archive_as).content(request.key) or b"", today)
            continue  # the feed of versions shows nothing new, and the file was looked at since yesterday
        answer = yield from ask(request)
        if not answer.ok:
            if announced is not None:
                reason = answer.observation.reason or answer.observation.outcome
                yield Notice("files_fail_while_feed_answers", file["path"].partition("?")[0], reason)
            continue
        yield from _staleness(file, answer.content, today)


def _staleness(file: dict[str, Any], content: bytes, today: date) -> Iterator[Notice]:
    made = made_on(content, file)
    if made and made < today - timedelta(days=file.get("stale_days", 14)):
        found = f"made on {made}, {(today - made).days} days ago, and still served as current"
        yield Notice("stale", file["path"].partition("?")[0], found)


def check_feed(content: bytes) -> None:
    """A feed in XML."""
    guards.not_a_stand_in(content)
    if b"<rss" not in content[:_HEAD] and b"<feed" not in content[:_HEAD]:
        raise guards.Refused(f"no feed; it begins {content[:60]!r}")


def check(content: bytes, *, file: dict[str, Any]) -> None:
    """A whole file that is what it should be."""
    guards.not_a_stand_in(content)
    end = file.get("ends_with")
    if end and not content[-_TAIL:].rstrip().endswith(end.encode()):
        raise guards.Refused(f"truncated: the file does not end with {end}")
    for pattern in filter(None, (file.get("version"), file.get("made"))):
        if not version(content, pattern):
            raise guards.Refused(f"no version or date found ({pattern}); it begins {content[:80]!r}")


def version(content: bytes, pattern: str) -> str:
    """The version a file names itself, or an empty text."""
    found = re.search(pattern.encode(), content[:_HEAD])
    return found[1].decode(errors="replace") if found else ""


def made_on(content: bytes, file: dict[str, Any]) -> date | None:
    """The day on which a file says it was made, written as ISO or DD/MM/YYYY; None where its facts name no pattern."""
    found = version(content, pattern) if (pattern := file.get("made") or file.get("version")) else ""
    european = re.fullmatch(r"(\d{2})/(\d{2})/(\d{4})", found)
    return iso_day(f"{european[3]}-{european[2]}-{european[1]}" if european else found)


def parse(content: bytes, observation: Observation, facts: Facts) -> Parsed:
    """Nothing: the parsers of lists read these files."""
    return Parsed()
