"""What a source's parser gives: announcements, texts, entries of lists, and signals about what it did not know.

What belongs here: these values and the small readings that several parsers share. What does not: tables (`store.py`), guards.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from html import unescape
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from pipelines.sources.facts import Facts


@dataclass(frozen=True)
class Announced:
    """One document as its source announces it. `local_id` is its id within the source."""

    local_id: str
    title: str
    kind: str
    url: str
    official_id: str | None = None
    number: str | None = None
    language: str | None = None
    issuer: str | None = None
    regime: str | None = None
    announced_on: date | None = None
    signed_on: date | None = None
    published_on: date | None = None
    effective_on: date | None = None
    expires_on: date | None = None
    links: str | None = None
    tags: str | None = None
    note: str | None = None
    added_count: int | None = None
    changed_count: int | None = None
    removed_count: int | None = None
    is_relevant: bool = True


@dataclass(frozen=True)
class Text:
    """One part of a document's text."""

    local_id: str
    text: str
    part: int = 0


@dataclass(frozen=True)
class Entry:
    """One entry of a notice about lists."""

    local_id: str
    block: str
    position: int
    text: str
    list_name: str | None = None
    old_text: str | None = None
    programmes: str | None = None
    linked_to: str | None = None


@dataclass(frozen=True)
class Signal:
    """Something a person should know: what, where, and an example."""

    what: str
    place: str
    found: str
    severity: str = "warn"


@dataclass
class Parsed:
    """All that one body gave."""

    announced: list[Announced] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    signals: list[Signal] = field(default_factory=list)


def unknown_fields(record: Mapping[str, Any], known: Iterable[str], place: str) -> list[Signal]:
    """A signal for each field that the parser does not know."""
    return [Signal("unknown_field", f"{place}.{name}", _short(record[name])) for name in sorted(set(record) - set(known))]


def unknown_category(place: str, value: Any) -> Signal:
    """A signal for a category without a meaning here; it is an error, never a default."""
    return Signal("unknown_category", f"{place}={_short(value)}", _short(value), "error")


def iso_day(value: Any) -> date | None:
    """The calendar day an ISO text begins with, as written: no zone is applied."""
    found = re.match(r"(\d{4}-\d{2}-\d{2})", str(value or ""))
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


def feed_day(value: str | None) -> date | None:
    """The calendar day of a feed's date (RFC 822 or ISO), in the zone in which the publisher wrote it."""
    if not value:
        return None
    try:
        return parsedate_to_datetime(value).date()
    except (TypeError, ValueError):
        return iso_day(value)


def unix_day(value: Any) -> date | None:
    """The UTC day of a number of seconds."""
    try:
        return datetime.fromtimestamp(int(value), UTC).date()
    except (TypeError, ValueError, OverflowError, OSError):
        return None


def words(text: str | None) -> str:
    """One line: tags dropped, entities resolved (twice where a source escapes twice), every blank one space."""
    plain = re.sub(r"<[^<>]*>", " ", unescape(unescape(text or "")))
    return " ".join(plain.replace("\u00ad", "").split())


def page_text(content: bytes, xpath: str = "//body") -> str:
    """The text of a page's part, one line a block element."""
    return "\n\n".join(node_text(node) for node in nodes(page(content), xpath))


def page(content: bytes) -> lxml_html.HtmlElement:
    """An HTML page without scripts and styles."""
    tree = lxml_html.document_fromstring(content, parser=lxml_html.HTMLParser(encoding=_encoding(content)))
    etree.strip_elements(tree, "script", "style", "noscript", with_tail=False)
    return tree


def _encoding(content: bytes) -> str | None:
    """UTF-8 where the bytes are that; else what the page itself declares."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def nodes(tree: etree._Element, xpath: str) -> list[etree._Element]:
    """The elements that a path finds."""
    found = tree.xpath(xpath)
    return [node for node in found if isinstance(node, etree._Element)] if isinstance(found, list) else []


def first_words(tree: etree._Element, xpath: str) -> str | None:
    """The text of the first element that a path finds, as one line."""
    found = nodes(tree, xpath)
    return " ".join(node_text(found[0]).split()) or None if found else None


def node_text(node: etree._Element) -> str:
    """The text of an element, one line a block element."""
    blocks = {"p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "br", "hr", "table", "section", "article", "pre"}
    pieces: list[str] = []
    for event, element in etree.iterwalk(node, events=("start", "end")):
        name = etree.QName(element).localname if isinstance(element.tag, str) else ""
        if name in blocks:
            pieces.append("\n")
        if event == "start":
            pieces.append(element.text or "" if name else "")
        elif element is not node:
            pieces.append(element.tail or "")
    lines = (" ".join(line.split()) for line in "".join(pieces).splitlines())
    return "\n".join(line for line in lines if line)


def is_relevant(facts: Facts, *texts: str | None) -> bool:
    """Whether any text meets one of the source's patterns (`options.relevant`); without patterns everything is relevant."""
    patterns = facts.options.get("relevant")
    return not patterns or any(re.search(pattern, text, re.I) for text in texts if text for pattern in patterns)


def regime_of(facts: Facts, *texts: str | None) -> str:
    """The first regime of `options.regimes` (pattern -> regime) that the texts name, the first text first; else the source's own."""
    table: dict[str, str] = facts.options.get("regimes", {})
    named = (regime for text in texts if text for pattern, regime in table.items() if re.search(pattern, text, re.I))
    return next(named, facts.regime)


def stable_id(text: str) -> str:
    """An id without blanks: the text itself where it is short and has none, else a digest of it."""
    return text if re.fullmatch(r"\S{1,160}", text) else hashlib.sha256(text.encode()).hexdigest()[:24]


def joined(values: Iterable[str]) -> str | None:
    """Distinct values in order of first sight, separated by `;`."""
    return ";".join(dict.fromkeys(value for value in values if value)) or None


def _short(value: Any) -> str:
    return str(value)[:120]
