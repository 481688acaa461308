"""What passes between a source's module and the fetcher: a request, what came of it, and what is known from before.

What belongs here: these values, and how an address is written down without its secrets. What does not: HTTP (`fetch.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import TypeAlias
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from pipelines.archive import Archive, Observation
from pipelines.sources.facts import Facts

#: Parameters whose values never enter logs or observations (compared in lower case; `x-amz-` by prefix).
_SECRET = ("token", "key", "apikey", "api_key", "signature", "sig", "password", "secret", "access_token", "awsaccesskeyid", "policy")
#: Outcomes that leave usable bytes in the archive.
GOOD = ("new", "unchanged", "not_modified")


@dataclass(frozen=True)
class Request:
    """One thing to ask a source.

    `label` names requests that share an address (queries in a body). `content_types` take the place of those of the facts.
    `answers` are statuses besides 200 whose body is an answer. `archive_as` keeps the bytes under another source's name. `guard` raises
    `guards.Refused`; `version` says which version of the resource a body is, where equal versions may differ in bytes. `read_timeout`
    (seconds) takes the place of that of the facts.
    """

    url: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    label: str | None = None
    content_types: tuple[str, ...] = ()
    answers: tuple[int, ...] = ()
    archive_as: str | None = None
    guard: Callable[[bytes], None] | None = None
    version: Callable[[bytes], str] | None = None
    read_timeout: float | None = None

    @property
    def key(self) -> str:
        """The address under which observations of this request are kept: without secrets, with the label."""
        return clean(self.url) + (f"#{self.label}" if self.label else "")


@dataclass(frozen=True)
class Fetched:
    """What came of a request."""

    request: Request
    observation: Observation
    archive: Archive

    @property
    def ok(self) -> bool:
        """Whether usable bytes are at hand, new or from before."""
        return self.observation.outcome in GOOD

    @cached_property
    def content(self) -> bytes:
        """The bytes, read from the archive. Only where `ok`."""
        if self.observation.sha256 is None:
            raise ValueError(f"{self.observation.url}: no bytes came")
        return self.archive.read(self.observation.sha256)


@dataclass(frozen=True)
class Notice:
    """Something a module noticed while asking, which no single body shows."""

    what: str
    place: str
    found: str


#: A module asks, is told what came, and asks on; it may put in a notice, which is answered with None.
Conversation: TypeAlias = Generator["Request | Notice", "Fetched | None", None]


class Memory:
    """What the archive knows of one source, read once: the last good observation of each address."""

    def __init__(self, archive: Archive, source: str) -> None:
        self.archive = archive
        self.source = source
        self._last: dict[str, Observation] = {}
        self._missing: dict[str, datetime] = {}
        self._refused: dict[str, datetime] = {}
        self._others: dict[str, Memory] = {}
        for observation in archive.observations(source):
            self.add(observation)

    def of(self, source: str | None) -> Memory:
        """The memory of another source under whose name something is archived; itself for its own name or none."""
        if source is None or source == self.source:
            return self
        if source not in self._others:
            self._others[source] = Memory(self.archive, source)
        return self._others[source]

    def add(self, observation: Observation) -> None:
        """Take in one more observation."""
        if observation.sha256 and observation.outcome in GOOD:
            self._last[observation.url] = observation
        elif observation.status in (404, 406, 410):
            self._missing[observation.url] = observation.observed_at
        elif observation.outcome == "refused":
            self._refused[observation.url] = observation.observed_at

    def was_missing(self, request: Request, since: date) -> bool:
        """Whether the host said on that day or later that there is no such thing: asking again soon makes no sense."""
        return self._was(self._missing, request, since)

    def was_useless(self, request: Request, since: date) -> bool:
        """Whether on that day or later there was no such thing, or something that a guard refused."""
        return self._was(self._missing, request, since) or self._was(self._refused, request, since)

    def _was(self, what: Mapping[str, datetime], request: Request, since: date) -> bool:
        at = what.get(request.key)
        return at is not None and at.date() >= since and not self.holds(request)

    def last(self, key: str) -> Observation | None:
        """The last good observation of an address."""
        return self._last.get(key)

    def holds(self, request: Request) -> bool:
        """Whether usable bytes of this request are at hand."""
        return self.last_of(request) is not None

    def last_of(self, request: Request) -> Observation | None:
        """The last good observation of a request."""
        return self.of(request.archive_as).last(request.key)

    def addresses(self) -> list[str]:
        """Addresses with usable bytes."""
        return list(self._last)

    def content(self, key: str) -> bytes | None:
        """The last good bytes of an address."""
        found = self._last.get(key)
        return self.archive.read(found.sha256) if found and found.sha256 else None


def ask(request: Request) -> Generator[Request | Notice, Fetched | None, Fetched]:
    """Ask one thing inside a conversation: `answer = yield from ask(Request(...))`."""
    answer = yield request
    if answer is None:
        raise RuntimeError("a request was left without an answer")
    return answer


def clean(url: str) -> str:
    """An address as it may be written down: values of secret parameters are replaced, user names dropped."""
    parts = urlsplit(url)
    query = parts.query
    if any(_is_secret(name) for name, _ in parse_qsl(query, keep_blank_values=True)):
        pairs = [(name, "***" if _is_secret(name) else value) for name, value in parse_qsl(query, keep_blank_values=True)]
        query = urlencode(pairs, safe="*", quote_via=quote)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, query, parts.fragment))


def without_query(url: str) -> str:
    """An address without anything behind its path: how a signed address is written down."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


def _is_secret(name: str) -> bool:
    lower = name.lower()
    return lower in _SECRET or lower.startswith("x-amz-")


def conditions(facts: Facts, last: Observation) -> dict[str, str]:
    """Headers that ask for a body only if it is not the one of the last good answer."""
    if not facts.conditional:
        return {}
    pairs = (("If-None-Match", last.headers.get("etag")), ("If-Modified-Since", last.headers.get("last-modified")))
    return {name: value for name, value in pairs if value}


def confirmed(outcome: str | None, last: Observation | None) -> dict[str, str]:
    """A 304 need not repeat the validators that it confirms: they stay those of the answer it refers to."""
    kept = last.headers if outcome == "not_modified" and last else {}
    return {name: value for name, value in kept.items() if name in ("etag", "last-modified")}
