"""Guards: is a body what it should be, before a parser sees it? What is not is kept and refused, with a reason in words.

What belongs here: checks that several sources share. What does not: checks of one source's own content (its module).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html import unescape
from typing import Any

from pipelines.sources.facts import Facts

#: How many bytes decide what a body is.
_HEAD = 4096


class Refused(Exception):
    """A body is not what it should be. The text says what was expected and what came."""


def content_type(expected: tuple[str, ...], media_type: str | None, content: bytes) -> None:
    """The media type must be one of those expected; an HTML page in the place of data is named as a block or error page."""
    if media_type in expected or (media_type is None and not is_html(content)):
        return
    if is_html(content) and "text/html" not in expected:
        raise Refused(f"HTML page {html_title(content)!r} instead of {' or '.join(expected)}: blocked, or an error page")
    raise Refused(f"content type {media_type or 'not given'} instead of {' or '.join(expected)}")


def challenge(status: int, headers: Mapping[str, str]) -> str | None:
    """The reason where an answer is a challenge for browsers and not the resource."""
    if action := headers.get("x-amzn-waf-action"):
        return f"blocked: HTTP {status} with x-amzn-waf-action: {action} (a challenge for browsers, not an empty answer)"
    return None


def size(facts: Facts, content: bytes, last_size: int | None) -> None:
    """No empty body, and none implausibly smaller than the last good one."""
    if len(content) < facts.shape.min_bytes:
        raise Refused("empty body" if not content else f"{len(content)} bytes, at least {facts.shape.min_bytes} expected")
    ratio = facts.shape.min_ratio
    if ratio and last_size and len(content) < ratio * last_size:
        raise Refused(f"implausibly small: {len(content)} bytes, the last good one had {last_size}")


def not_a_stand_in(content: bytes) -> None:
    """A list must not be an error body, a storage error or a pointer saved in its place."""
    head = content[:_HEAD]
    if is_html(content):
        raise Refused(f"HTML page {html_title(content)!r} in place of the list")
    if head.startswith(b"version https://git-lfs"):
        raise Refused("Git LFS pointer in place of the list")
    if found := re.search(rb"<Error>\s*<Code>([^<]+)</Code>", head):
        raise Refused(f"storage error {found[1].decode(errors='replace')} in place of the list")
    if head.lstrip().startswith(b"{") and b'"status"' in head:
        raise Refused(f"JSON error object in place of the list: {head[:120].decode(errors='replace')}")


def json_object(content: bytes, *keys: str) -> dict[str, Any]:
    """A JSON object with these keys."""
    value = json_value(content)
    if not isinstance(value, dict):
        raise Refused(f"a JSON {type(value).__name__} instead of an object")
    missing = [key for key in keys if key not in value]
    if missing:
        words = (
            f": {value['message']!r}" if isinstance(value.get("message"), str) else f"; it has {', '.join(list(value)[:8]) or 'nothing'}"
        )
        raise Refused(f"JSON object without {', '.join(missing)}{words}")
    return value


def json_value(content: bytes) -> Any:
    """A JSON value; control characters inside strings are tolerated."""
    if is_html(content):
        raise Refused(f"HTML page {html_title(content)!r} instead of JSON: blocked, or a wrong path")
    try:
        return json.loads(content.decode("utf-8-sig"), strict=False)
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise Refused(f"no JSON: {error}; it begins {content[:60]!r}") from error


def is_html(content: bytes) -> bool:
    """Whether a body begins like an HTML page (XHTML documents, which begin with an XML declaration, are not meant)."""
    return re.match(rb"(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html)[\s>]", content[:_HEAD], re.I | re.S) is not None


def html_title(content: bytes) -> str:
    """The title of an HTML page, for messages."""
    found = re.search(rb"<title[^>]*>(.*?)</title>", content[:20_000], re.I | re.S)
    return " ".join(unescape(found[1].decode(errors="replace")).split())[:80] if found else ""


def error_words(content: bytes) -> str:
    """What an error body says, in a few words, or nothing."""
    if is_html(content):
        return html_title(content)
    try:
        value = json.loads(content)
    except ValueError:
        return ""
    if not isinstance(value, dict):
        return ""
    words = value.get("message") or value.get("errors") or value.get("error") or ""
    return (words if isinstance(words, str) else json.dumps(words, ensure_ascii=False))[:160]
