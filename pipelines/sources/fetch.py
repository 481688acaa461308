"""Fetching over HTTP: polite, bounded, conditional, retried; every look at an address is recorded. The only module that imports httpx.

What belongs here: one request with its redirects, retries and waits, and the record of it. What does not: what to ask and what it means
(the sources' modules), several sources at once (`pipelines/live.py`). Signed addresses never reach a log or an observation.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from typing import Protocol
from urllib.parse import urljoin, urlsplit

import httpx
import tenacity

from pipelines.archive import Archive, Observation
from pipelines.sources import exchange, failures, guards
from pipelines.sources.exchange import Fetched, Memory, Request, without_query
from pipelines.sources.facts import Facts
from pipelines.sources.failures import Answer, Failed

_REDIRECTS = (301, 302, 303, 307, 308)
_MAX_REDIRECTS = 5
#: How long a probe waits for a piece of an answer, even where a fetch would wait longer.
_PROBE_SECONDS = 30.0
#: Error bodies are kept up to this size: they say why.
_MAX_ERROR_BYTES = 200_000
#: Packings that are asked for and taken. Others, and packings inside packings, unpack a few bytes to gigabytes before any ceiling is seen.
_PACKED = ("", "identity", "gzip", "deflate")
#: Headers worth keeping. Others carry cookies, signatures or noise.
_KEPT = (
    "etag",
    "last-modified",
    "content-type",
    "content-length",
    "content-disposition",
    "date",
    "retry-after",
    "x-amzn-waf-action",
    "server",
)

for _name in ("httpx", "httpcore"):  # they log whole addresses, signatures included
    logging.getLogger(_name).setLevel(logging.WARNING)
    logging.getLogger(_name).addFilter(lambda record: record.levelno >= logging.WARNING)


class Progress(Protocol):
    """Told how far a body has come."""

    def __call__(self, source: str, note: str, done: int, total: int | None) -> None:
        """Bytes of the current answer of a source."""


@dataclass
class _Host:
    """A host is asked one thing at a time, with a pause in between."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    last: float = float("-inf")
    answered: bool = False
    down: Failed | None = None


class Fetcher:
    """Fetches for many sources from several threads; each source is asked from one thread."""

    def __init__(
        self,
        archive: Archive,
        *,
        sleep: Callable[[float], None] = time.sleep,
        progress: Progress | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC).replace(tzinfo=None),
    ) -> None:
        self.archive = archive
        self._sleep = sleep
        self._progress = progress
        self._now = now
        self._hosts: dict[str, _Host] = {}
        self._guard = threading.Lock()
        self._tls = httpx.create_ssl_context()

    def fetch(self, facts: Facts, request: Request, memory: Memory) -> Fetched:
        """Ask once, with retries, and record what came. Never raises for what a host does."""
        source = request.archive_as or facts.name
        memory = memory.of(source)
        last = memory.last(request.key)
        try:
            answer = self._with_retries(facts, request, last, source)
        except Failed as failed:
            self._leave_alone(facts, failed)
            return self._record(request, source, memory, "failed", failed.answer, f"{failed.kind}: {failed.reason}")
        if answer.status == 304:
            return self._record(request, source, memory, "not_modified", answer, None, last)
        try:
            self._judge(facts, request, answer, last)
        except guards.Refused as refused:
            return self._record(request, source, memory, "refused", answer, str(refused))
        return self._record(request, source, memory, None, answer, None, last)

    def probe(self, facts: Facts) -> Answer:
        """One cheap request without retries, not recorded. Raises `Failed` or `guards.Refused`."""
        path = facts.probe
        kinds = path.content_types or facts.content_types
        request = Request(facts.url(path.path), method=path.method, read_timeout=min(_PROBE_SECONDS, facts.timeouts.read))
        answer = self._attempt(facts, request, {})
        guards.content_type(kinds, answer.media_type, answer.content)
        if path.method != "HEAD":
            guards.size(facts, answer.content, None)
        return answer

    def _leave_alone(self, facts: Facts, failed: Failed) -> None:
        """Ask no more in this run where a host takes no connection, never answered anything, or said itself to wait for longer."""
        host = self._hosts.get(failed.host)
        never = failed.kind == "timeout" and host is not None and not host.answered
        if host and (failed.kind == "unreachable" or never or (failed.wait or 0) > facts.retry.max_wait):
            host.down = failed

    def _with_retries(self, facts: Facts, request: Request, last: Observation | None, source: str) -> Answer:
        conditional = exchange.conditions(facts, last) if last and last.sha256 and self.archive.holds(last.sha256) else {}
        policy = tenacity.Retrying(
            retry=tenacity.retry_if_exception(lambda error: isinstance(error, Failed) and error.again),
            stop=lambda state: state.attempt_number >= failures.attempts(facts, state),
            wait=lambda state: failures.wait(facts, state),
            before_sleep=lambda state: self._note_attempt(state, request, source),
            sleep=self._sleep,
            reraise=True,
        )
        answer: Answer = policy(self._attempt, facts, request, conditional)
        return answer

    def _attempt(self, facts: Facts, request: Request, conditional: Mapping[str, str]) -> Answer:
        url = facts.url(request.url)
        method, body = request.method, request.body
        headers = {"Accept-Encoding": "gzip, deflate", **facts.headers, **request.headers, **conditional}
        deadline = time.monotonic() + facts.timeouts.total
        limits = httpx.Timeout(request.read_timeout or facts.timeouts.read, connect=facts.timeouts.connect)
        with httpx.Client(verify=self._tls, timeout=limits, headers=headers, follow_redirects=False) as client:
            for _ in range(_MAX_REDIRECTS + 1):
                host = urlsplit(url).netloc
                failures.may_ask(facts, url)
                with self._turn(host, facts.pace_seconds), _in_words(host), client.stream(method, url, content=body) as response:
                    self._hosts[host].answered = True
                    if response.status_code not in _REDIRECTS or "location" not in response.headers:
                        return self._answer(facts, request, response, deadline)
                    url = urljoin(url, response.headers["location"])
                    method, body = ("GET", None) if response.status_code in (301, 302, 303) and method == "POST" else (method, body)
        raise Failed("redirect", f"more than {_MAX_REDIRECTS} redirects, the last to {without_query(url)}")

    def _answer(self, facts: Facts, request: Request, response: httpx.Response, deadline: float) -> Answer:
        status = response.status_code
        headers = {name: value for name, value in response.headers.items() if name in _KEPT}
        if without_query(str(response.url)) != without_query(facts.url(request.url)):
            headers["answered-by"] = without_query(str(response.url))
        usable = status in (200, *request.answers)
        ceiling = facts.max_bytes if usable else _MAX_ERROR_BYTES
        content = b"" if status == 304 else self._read(facts, request, response, deadline, ceiling, strict=usable)
        answer = Answer(status, headers, content)
        if blocked := guards.challenge(status, headers):
            raise Failed("blocked", blocked, answer=answer)
        if status in facts.retry.statuses:
            raise failures.passing(facts, answer, self._now(), response.url.netloc.decode())
        if status == 304 or (usable and not (status == 200 and not content and facts.retry.empty_is_pending and request.method != "HEAD")):
            return answer
        if usable:
            raise Failed("pending", "empty 200: still being made", again=True, answer=answer)
        raise Failed(failures.kind_of(status), failures.status_words(facts, answer), answer=answer)

    def _read(self, facts: Facts, request: Request, response: httpx.Response, deadline: float, ceiling: int, *, strict: bool) -> bytes:
        packed = response.headers.get("content-encoding", "").strip().lower()
        if packed not in _PACKED:
            if strict:
                raise Failed("broken", f"the body is packed as {packed}, which was not asked for: not unpacked")
            return b""
        declared = response.headers.get("content-length", "")
        total = int(declared) if declared.isdigit() else None
        if strict and request.method != "HEAD" and total is not None and total > ceiling:
            raise Failed("size", f"{total} bytes announced, at most {ceiling} allowed")
        body = BytesIO()
        for chunk in response.iter_bytes():
            body.write(chunk)
            if self._progress:
                self._progress(facts.name, without_query(request.url), body.tell(), total)
            if body.tell() > ceiling:
                if strict:
                    raise Failed("size", f"more than {ceiling} bytes: stopped reading")
                break
            if time.monotonic() > deadline:
                raise Failed("timeout", f"not complete after {facts.timeouts.total:g} s ({body.tell()} bytes came)", again=True)
        return body.getvalue()

    def _judge(self, facts: Facts, request: Request, answer: Answer, last: Observation | None) -> None:
        if request.method == "HEAD":
            return
        guards.content_type(request.content_types or facts.content_types, answer.media_type, answer.content)
        guards.size(facts, answer.content, last.size_bytes if last else None)
        if request.guard:
            request.guard(answer.content)

    def _record(
        self,
        request: Request,
        source: str,
        memory: Memory,
        outcome: str | None,
        answer: Answer | None,
        reason: str | None,
        last: Observation | None = None,
    ) -> Fetched:
        content = answer.content if answer else b""
        if outcome == "not_modified" and last:
            sha256 = last.sha256
        else:
            sha256 = self.archive.keep(content) if answer and (content or outcome != "failed") else None
        observation = Observation(
            source=source,
            url=request.key,
            observed_at=self._now(),
            outcome=outcome or self._sameness(request, content, sha256, last),
            sha256=sha256,
            status=answer.status if answer else None,
            headers={**exchange.confirmed(outcome, last), **(answer.headers if answer else {})},
            media_type=answer.media_type if answer else None,
            size_bytes=last.size_bytes if outcome == "not_modified" and last else len(content) if answer else None,
            reason=reason,
        )
        self.archive.record(observation)
        memory.add(observation)
        return Fetched(request, observation, self.archive)

    def _sameness(self, request: Request, content: bytes, sha256: str | None, last: Observation | None) -> str:
        if last is None or last.sha256 is None:
            return "new"
        if last.sha256 == sha256:
            return "unchanged"
        if request.version and request.version(content) == request.version(self.archive.read(last.sha256)):
            return "unchanged"
        return "new"

    def _note_attempt(self, state: tenacity.RetryCallState, request: Request, source: str) -> None:
        """A failed attempt that is followed by another is on record too."""
        error = state.outcome.exception() if state.outcome else None
        if isinstance(error, Failed):
            status = error.answer.status if error.answer else None
            reason = f"{error.kind}: {error.reason} (attempt {state.attempt_number}, tried again)"
            self.archive.record(Observation(source, request.key, self._now(), "failed", status=status, reason=reason))

    @contextmanager
    def _turn(self, host: str, pace: float) -> Iterator[None]:
        with self._guard:
            gate = self._hosts.setdefault(host, _Host())
        with gate.lock:
            if gate.down:
                raise Failed(gate.down.kind, f"{gate.down.reason} (not asked again in this run)")
            pause = gate.last + pace - time.monotonic()
            if pause > 0:
                self._sleep(pause)
            try:
                yield
            finally:
                gate.last = time.monotonic()


@contextmanager
def _in_words(host: str) -> Iterator[None]:
    """Faults of the transport in words, without the address (it may be signed)."""
    try:
        yield
    except httpx.ConnectTimeout as error:
        raise Failed("unreachable", f"{host} takes no connection: timed out", again=True, host=host) from error
    except httpx.ConnectError as error:
        raise Failed("unreachable", f"{host} cannot be reached: {error}", again=True, host=host) from error
    except httpx.TimeoutException as error:
        raise Failed("timeout", f"{host} did not answer in time", again=True, host=host) from error
    except (httpx.RemoteProtocolError, httpx.ReadError, httpx.WriteError) as error:
        raise Failed("broken", f"{host} broke off: {error}", again=True) from error
    except httpx.DecodingError as error:
        raise Failed("broken", f"{host} sent a body that does not decompress") from error
    except httpx.HTTPError as error:
        raise Failed("broken", f"{host}: {type(error).__name__}") from error
