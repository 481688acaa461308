"""How fresh each source is, from the archive and the tables: last success, last change, last error, counts, verdict.

What belongs here: reading that off the records. What does not: fetching; what to do about a silent source (Dagster's checks).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import chain
from typing import Any

import polars as pl

from pipelines import tables
from pipelines.archive import Archive, Observation
from pipelines.settings import Settings
from pipelines.sources import facts as facts_
from pipelines.sources.exchange import GOOD
from pipelines.sources.facts import Facts
from pipelines.sources.store import frame
from pipelines.sources.visit import visits

Row = dict[str, Any]
#: Observations nearer than this are of one visit.
_ONE_VISIT = timedelta(hours=1)


def rows(
    settings: Settings,
    known: Mapping[str, Facts] | None = None,
    *,
    now: datetime | None = None,
) -> list[Row]:
    """One row of `source_freshness` for each source."""
    archive = Archive(settings.archive)
    moment = now or datetime.now(UTC).replace(tzinfo=None)
    counts = _counts(settings)
    return [_row(facts, archive, counts, moment) for facts in (known or facts_.load_all(settings.home)).values()]


def write(settings: Settings, known: Mapping[str, Facts]) -> dict[str, int]:
    """Bring `source_freshness` up to now, where that differs from what it says: a source falls silent without any visit."""
    found = frame("source_freshness", rows(settings, known))
    path = tables.path_of(settings.tables, "source_freshness")
    if path.exists() and tables.read(settings.tables, "source_freshness").equals(found):
        return {}
    return {"source_freshness": tables.write(settings.tables, "source_freshness", found)}


@dataclass
class _Looks:
    """What all observations of a source come to, taken in one by one: over the years there are many."""

    requests: int = 0
    refused: int = 0
    attempted: datetime | None = None
    success: datetime | None = None
    changed: datetime | None = None
    erred: datetime | None = None
    documents: set[str | None] = field(default_factory=set)
    last: dict[str, Observation] = field(default_factory=dict)

    def add(self, seen: Observation) -> None:
        self.requests += 1
        self.attempted = _later(self.attempted, seen.observed_at)
        self.last[seen.url] = seen
        if seen.outcome in GOOD:
            self.documents.add(seen.sha256)
            self.success = _later(self.success, seen.observed_at)
            self.changed = _later(self.changed, seen.observed_at) if seen.outcome == "new" else self.changed
        else:
            self.refused += seen.outcome == "refused"
            self.erred = _later(self.erred, seen.observed_at)

    def open_error(self, facts: Facts) -> Observation | None:
        """The last fault that nothing mended: of an address whose last answer was no good, unless that is long ago or a text is missing."""
        newest = max((seen.observed_at for seen in self.last.values()), default=None)
        faults = [seen for seen in self.last.values() if seen.outcome not in GOOD and seen.status not in (400, 404, 406)]
        recent = [seen for seen in faults if newest and seen.observed_at >= newest - timedelta(hours=facts.freshness_hours)]
        return max(recent, key=lambda seen: seen.observed_at, default=None)


def _later(one: datetime | None, other: datetime) -> datetime:
    return other if one is None else max(one, other)


def _row(facts: Facts, archive: Archive, counts: Mapping[str, Row], now: datetime) -> Row:
    looks = _Looks()
    for seen in chain(archive.observations(facts.name), _archived_elsewhere(facts, archive)):
        looks.add(seen)
    open_error = looks.open_error(facts)
    answered = None
    for visit in visits(archive, facts.name):
        answered = bool(visit["answered"])
    count = counts.get(facts.name, {})
    return {
        "source": facts.name,
        "title": facts.title,
        "publisher": facts.publisher,
        "url": facts.origin or facts.base_url,
        "licence": facts.licence,
        "rhythm": facts.rhythm,
        "freshness_hours": facts.freshness_hours,
        "state": _state(facts, looks.success, open_error, now, stale_at=count.get("stale_at"), answered=answered),
        "last_attempt_at": looks.attempted,
        "last_success_at": looks.success,
        "last_change_at": looks.changed,
        "last_error_at": looks.erred,
        "last_error": open_error.reason if open_error else None,
        "requests": looks.requests,
        "documents": len(looks.documents),
        "rows_accepted": count.get("rows", 0),
        "rows_rejected": looks.refused,
        "signals": count.get("signals", 0),
        "newest_on": count.get("newest_on"),
    }


def _state(
    facts: Facts, success: datetime | None, error: Observation | None, now: datetime, *, stale_at: datetime | None, answered: bool | None
) -> str:
    """The verdict: what went wrong last if it is still so, else whether the source has been silent or serves old files."""
    if error is not None:
        if answered if answered is not None else success is not None and success >= error.observed_at - _ONE_VISIT:
            return "partial"
        kind = (error.reason or "").partition(":")[0]
        if kind in ("blocked", "unreachable"):
            return kind
        if (error.reason or "").startswith("HTML page"):
            return "blocked"
        return "failing"
    if success is None:
        return "never"
    if now - success > timedelta(hours=facts.freshness_hours):
        return "silent"
    return "stale" if stale_at and stale_at >= success - _ONE_VISIT else "fresh"


def _archived_elsewhere(facts: Facts, archive: Archive) -> Iterable[Observation]:
    """What this source fetched under the names of lists."""
    base = facts.base_url.rstrip("/")
    for name in sorted({file["archive_as"] for file in facts.options.get("files", []) if file.get("archive_as")}):
        yield from (observation for observation in archive.observations(name) if observation.url.startswith(base))


def _counts(settings: Settings) -> dict[str, Row]:
    """Documents, newest day and signals of each source, from the tables there are."""
    found: dict[str, Row] = {}
    if tables.path_of(settings.tables, "fetched_announcements").exists():
        days = pl.max_horizontal("announced_on", "signed_on", "published_on")
        announced = tables.read(settings.tables, "fetched_announcements").group_by("source").agg(rows=pl.len(), newest_on=days.max())
        found = {row["source"]: dict(row) for row in announced.to_dicts()}
    if tables.path_of(settings.tables, "source_signals").exists():
        signals = tables.read(settings.tables, "source_signals")
        for row in signals.filter(pl.col("severity") != "info").group_by("source").agg(signals=pl.len()).to_dicts():
            found.setdefault(row["source"], {})["signals"] = row["signals"]
        for row in signals.filter(pl.col("what") == "stale").group_by("source").agg(stale_at=pl.col("last_seen_at").max()).to_dicts():
            found.setdefault(row["source"], {})["stale_at"] = row["stale_at"]
    return found
