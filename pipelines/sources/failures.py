"""How asking fails, how long to wait before the next attempt, and how both are told in words.

What belongs here: decisions that need no network. What does not: HTTP (`fetch.py`).
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import tenacity

from pipelines.sources import guards
from pipelines.sources.exchange import clean
from pipelines.sources.facts import Facts

#: Attempts at a host that takes no connection, or takes it and says nothing: each costs a whole time-out.
_SILENT_ATTEMPTS = 2


class Failed(Exception):
    """No usable answer. `kind` is one word: unreachable, timeout, blocked, status, size, redirect, pending, broken."""

    def __init__(
        self, kind: str, reason: str, *, again: bool = False, wait: float | None = None, answer: Answer | None = None, host: str = ""
    ) -> None:
        super().__init__(reason)
        self.kind = kind
        self.reason = reason
        self.again = again
        self.wait = wait
        self.answer = answer
        self.host = host


@dataclass(frozen=True)
class Answer:
    """What a host said."""

    status: int
    headers: Mapping[str, str]
    content: bytes = b""

    @property
    def media_type(self) -> str | None:
        """The media type without its parameters."""
        return self.headers.get("content-type", "").split(";")[0].strip().lower() or None


def attempts(facts: Facts, state: tenacity.RetryCallState) -> int:
    """How many attempts a request gets, after what went wrong last."""
    error = state.outcome.exception() if state.outcome else None
    silent = isinstance(error, Failed) and error.kind in ("unreachable", "timeout")
    return min(_SILENT_ATTEMPTS, facts.retry.attempts) if silent else facts.retry.attempts


def wait(facts: Facts, state: tenacity.RetryCallState) -> float:
    """`Retry-After` where the host gives one, else exponential back-off with jitter up to the ceiling."""
    error = state.outcome.exception() if state.outcome else None
    if isinstance(error, Failed) and error.wait is not None:
        return error.wait
    doubled: float = facts.retry.first_wait * 2.0 ** (state.attempt_number - 1)
    return min(doubled * random.uniform(0.75, 1.25), facts.retry.max_wait)  # noqa: S311 - no secret depends on it


def passing(facts: Facts, answer: Answer, now: datetime, host: str) -> Failed:
    """The failure behind a status that passes by waiting; one that asks for more patience than a run has waits for the next run."""
    pause = retry_after(answer.headers, now)
    too_long = pause is not None and pause > facts.retry.max_wait
    told = f"; the host asks to wait {pause:.0f} s, which is left to the next run" if too_long else ""
    words = status_words(facts, answer) + told
    return Failed(kind_of(answer.status), words, again=not too_long, wait=pause, answer=answer, host=host)


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds to wait by `Retry-After`, which is a number of seconds or an HTTP date."""
    value = headers.get("retry-after", "").strip()
    if value.isdigit():
        return float(value)
    try:
        when = parsedate_to_datetime(value)
    except (TypeError, ValueError):
        return None
    when = when.astimezone(UTC).replace(tzinfo=None) if when.tzinfo else when
    return max(0.0, (when - now).total_seconds())


def kind_of(status: int) -> str:
    """The kind of failure that a status means."""
    return {202: "pending", 401: "blocked", 403: "blocked", 429: "blocked"}.get(status, "status")


def status_words(facts: Facts, answer: Answer) -> str:
    """`HTTP 403: Forbidden (what this status usually means at this host)`."""
    said = guards.error_words(answer.content)
    hint = facts.hints.get(answer.status)
    return f"HTTP {answer.status}" + (f": {said}" if said else "") + (f" ({hint})" if hint else "")


def may_ask(facts: Facts, url: str) -> None:
    """Only hosts of the facts, and those without TLS only where the facts say so. Raises `Failed`."""
    parts = urlsplit(url)
    if not facts.allows(parts.netloc):
        raise Failed("redirect", f"the address leads to {parts.netloc or clean(url)}, which is not among the source's hosts")
    if parts.scheme != "https" and not (parts.scheme == "http" and facts.allows_http(parts.netloc)):
        raise Failed("redirect", f"the address leads to {parts.scheme}://{parts.netloc}, which may only be asked over https")
