"""One visit to one source: its module asks, the fetcher answers, and the visit ends early where asking on is useless.

What belongs here: driving a conversation, bounds on it, and what it came to. What does not: HTTP, parsing, several sources at once.
"""

from __future__ import annotations

import importlib
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeAlias

from pipelines import journal
from pipelines.archive import Archive, Observation
from pipelines.sources.exchange import Fetched, Memory, Notice, Request
from pipelines.sources.facts import Facts
from pipelines.sources.fetch import Fetcher

#: After so many answers of this kind in a row the source is left alone until the next run.
_GIVE_UP_AFTER = 3
_HOPELESS = ("unreachable", "timeout", "blocked", "broken", "status")


#: A visit as it is kept on record.
Record: TypeAlias = dict[str, Any]


@dataclass
class Visit:
    """What one visit came to. `new` holds the observations that a parser must see."""

    source: str
    requests: int = 0
    new: list[Observation] = field(default_factory=list)
    same: int = 0
    refused: int = 0
    failed: int = 0
    bytes: int = 0
    reasons: list[str] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    error: str | None = None
    gave_up: bool = False

    @property
    def ok(self) -> bool:
        """Whether any usable answer came, and none was refused or failed."""
        return bool(self.new or self.same) and not self.reasons and not self.error

    @property
    def outcome(self) -> str:
        """One word: ok, unchanged, partial, refused, failed or nothing."""
        if self.reasons or self.error:
            return "partial" if self.new or self.same else "refused" if self.refused and not self.failed else "failed"
        return "ok" if self.new else "unchanged" if self.same else "nothing"

    @property
    def words(self) -> str:
        """What a person wants to read."""
        first = self.error or (self.reasons[0] if self.reasons else "")
        more = f" (and {len(self.reasons) - 1} more)" if len(self.reasons) > 1 else ""
        came = f"{self.requests} request{'' if self.requests == 1 else 's'}, {len(self.new)} new, {self.same} unchanged"
        end = "; left alone until the next run" if self.gave_up else ""
        return f"{came}; {first}{more}{end}" if first else came


def module_of(facts: Facts) -> Any:
    """The module that asks and parses for a source."""
    return importlib.import_module(f"pipelines.sources.{facts.module}")


def pay(facts: Facts, fetcher: Fetcher, archive: Archive, since: date | None, today: date) -> Visit:
    """Visit one source. Never raises: what went wrong stands in the visit."""
    visit = Visit(facts.name)
    try:
        _converse(facts, fetcher, Memory(archive, facts.name), since, today, visit)
    except Exception as error:  # a fault of one source's module must not stop the others
        visit.error = f"{type(error).__name__}: {error}"[:300]
    _record(archive, visit)
    return visit


def visits(archive: Archive, source: str) -> list[Record]:
    """All visits to a source on record, in order."""
    return list(journal.read(_path(archive, source)))


def moment(record: Record) -> datetime:
    """When a visit ended, naive UTC."""
    return datetime.fromisoformat(record["at"])


def _record(archive: Archive, visit: Visit) -> None:
    """Append what a visit came to beside the observations: what it noticed belongs to no single body."""
    record = {
        "at": datetime.now(UTC).replace(tzinfo=None).isoformat(),
        "outcome": visit.outcome,
        "words": visit.words,
        "answered": bool(visit.new or visit.same),
        "error": visit.error,
        "notices": [asdict(notice) for notice in visit.notices],
    }
    journal.append(_path(archive, visit.source), record)


def _path(archive: Archive, source: str) -> Path:
    return archive.root / "visits" / f"{source}.jsonl"


def _converse(facts: Facts, fetcher: Fetcher, memory: Memory, since: date | None, today: date, visit: Visit) -> None:
    conversation = module_of(facts).requests(facts, since, memory, today)
    answer: Fetched | None = None
    in_a_row = 0
    while True:
        try:
            asked = conversation.send(answer)
        except StopIteration:
            return
        if isinstance(asked, Notice):
            visit.notices.append(asked)
            answer = None
            continue
        if visit.requests >= facts.max_requests:
            visit.notices.append(Notice("request_limit", facts.name, f"{visit.requests} requests in one run; the rest waits for the next"))
            return
        answer = fetcher.fetch(facts, asked, memory)
        _count(visit, asked, answer)
        in_a_row = in_a_row + 1 if _is_hopeless(answer) else 0
        if in_a_row >= _GIVE_UP_AFTER or (in_a_row and visit.requests == in_a_row and _is_silent(answer)):
            visit.gave_up = True
            return


def _count(visit: Visit, request: Request, answer: Fetched) -> None:
    observation = answer.observation
    visit.requests += 1
    visit.bytes += observation.size_bytes or 0 if observation.outcome != "not_modified" else 0
    if observation.outcome == "new":
        visit.new.append(observation)
    elif answer.ok:
        visit.same += 1
    else:
        visit.refused += observation.outcome == "refused"
        visit.failed += observation.outcome == "failed"
        if observation.status not in (404, 406) or not request.label:  # other forms of the same text are tried then
            visit.reasons.append(f"{observation.reason} [{request.key.partition('?')[0]}]")


def _kind(answer: Fetched) -> str:
    return (answer.observation.reason or "").partition(":")[0] if answer.observation.outcome == "failed" else ""


def _is_silent(answer: Fetched) -> bool:
    return _kind(answer) in ("unreachable", "timeout")


def _is_hopeless(answer: Fetched) -> bool:
    """An outage or a block, as against one resource that is missing."""
    observation = answer.observation
    if observation.outcome == "refused":
        return (observation.reason or "").startswith("HTML page")
    return _kind(answer) in _HOPELESS and observation.status not in (400, 404, 406)
