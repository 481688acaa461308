"""Fetching from all sources, reading everything again from the archive, and asking whether sources answer.

What belongs here: several sources at once, from visits to tables. What does not: one request (`sources/fetch.py`), one source (its module).
Plain functions: the command line and the Dagster assets call them. A failed source never stops the others and never blanks a table.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from pipelines.archive import Archive
from pipelines.settings import Settings
from pipelines.sources import facts as facts_
from pipelines.sources import guards
from pipelines.sources.facts import Facts
from pipelines.sources.failures import Failed
from pipelines.sources.fetch import Fetcher, Progress
from pipelines.sources.update import FETCHED_TABLES, document_rows, ensure_tables, faults, parse, reparse, source_rows, update
from pipelines.sources.visit import Visit, pay

__all__ = [
    "FETCHED_TABLES",
    "Report",
    "choose",
    "document_rows",
    "ensure_tables",
    "faults",
    "fetch",
    "fetch_all",
    "parse",
    "probe",
    "reparse",
    "source_rows",
    "update",
]


@dataclass
class Report:
    """What fetching came to."""

    visits: dict[str, Visit] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def unreachable(self) -> dict[str, str]:
        """Sources that gave no usable answer, and why."""
        return {name: visit.words for name, visit in self.visits.items() if visit.outcome in ("failed", "refused")}


def fetch_all(
    settings: Settings,
    only: Iterable[str] | None = None,
    *,
    since: date | None = None,
    facts: Mapping[str, Facts] | None = None,
    progress: Progress | None = None,
    sleep: Callable[[float], None] = time.sleep,
    done: Callable[[Visit], None] | None = None,
) -> Report:
    """Visit the sources (all, or those named), hosts in parallel, and bring the tables up to date. Raises only for unknown names.

    `since` looks further back than a source does by itself. `done` is told of each visit as it ends.
    """
    started = time.monotonic()
    report = fetch(settings, only, since=since, facts=facts, progress=progress, sleep=sleep, done=done)
    report.rows = update(settings, facts=choose(settings, only, facts))
    report.seconds = time.monotonic() - started
    return report


def fetch(
    settings: Settings,
    only: Iterable[str] | None = None,
    *,
    since: date | None = None,
    facts: Mapping[str, Facts] | None = None,
    progress: Progress | None = None,
    sleep: Callable[[float], None] = time.sleep,
    done: Callable[[Visit], None] | None = None,
) -> Report:
    """Visit the sources and keep what comes, without touching any table: what one asset a source does. `update` takes it in afterwards."""
    started = time.monotonic()
    chosen = choose(settings, only, facts)
    archive = Archive(settings.archive)
    fetcher = Fetcher(archive, sleep=sleep, progress=progress)
    report = Report()
    today = datetime.now(UTC).date()  # what to ask for depends on the calendar; what is in force never does
    with ThreadPoolExecutor(max_workers=max(1, len(chosen))) as pool:
        visits = [pool.submit(pay, source, fetcher, archive, since, today) for source in chosen.values()]
        for future in as_completed(visits):
            visit = future.result()
            report.visits[visit.source] = visit
            if done:
                done(visit)
    report.seconds = time.monotonic() - started
    return report


def probe(settings: Settings, only: Iterable[str] | None = None, *, facts: Mapping[str, Facts] | None = None) -> list[tuple[str, str, str]]:
    """Ask each source one cheap thing: its name, `ok` or `fail`, and what was found, in words. Nothing is kept."""
    chosen = choose(settings, only, facts)
    fetcher = Fetcher(Archive(settings.archive))
    with ThreadPoolExecutor(max_workers=max(1, len(chosen))) as pool:
        return list(pool.map(lambda source: _probe(fetcher, source), chosen.values()))


def _probe(fetcher: Fetcher, source: Facts) -> tuple[str, str, str]:
    started = time.monotonic()
    try:
        answer = fetcher.probe(source)
    except Failed as failed:
        return source.name, "fail", f"{failed.kind}: {failed.reason}"
    except guards.Refused as refused:
        return source.name, "fail", f"answers, but not with what it should: {refused}"
    return source.name, "ok", f"answers: HTTP {answer.status}, {answer.media_type}, {time.monotonic() - started:.1f} s"


def choose(settings: Settings, only: Iterable[str] | None, facts: Mapping[str, Facts] | None = None) -> dict[str, Facts]:
    """The facts of the sources named, or of all. Raises `FactsUnreadable` for a name that does not exist."""
    known = dict(facts or facts_.load_all(settings.home))
    names = list(only) if only is not None else list(known)
    if unknown := [name for name in names if name not in known]:
        raise facts_.FactsUnreadable(f"no such source: {', '.join(unknown)}; there are {', '.join(known)}")
    return {name: known[name] for name in names}
