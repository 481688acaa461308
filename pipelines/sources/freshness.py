"""How fresh each source is, from the archive and the tables: last success, last change, last error, counts, verdict.

What belongs here: reading that off the records. What does not: fetching; what to do about a silent source (Dagster's checks).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
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
    """Replace `source_freshness`."""
    found = frame("source_freshness", rows(settings, known))
    return {"source_freshness": tables.write(settings.tables, "source_freshness", found)}


def alarms(settings: Settings, known: Mapping[str, Facts] | None = None, *, now: datetime | None = None) -> list[tuple[str, str, str]]:
    """What a person should look at: (source, verdict or signal, words). For checks and sensors.

    A source that is silent, stale, blocked, out of reach, failing or partly failing; and errors that its last visits raised by name, such
    as a category or heading that nobody knows. A source that was never asked is no alarm.
    """
    moment = now or datetime.now(UTC).replace(tzinfo=None)
    found = []
    for row in rows(settings, known, now=moment):
        if row["state"] not in ("fresh", "never"):
            since = f"last usable answer {row['last_success_at']:%Y-%m-%d %H:%M} UTC" if row["last_success_at"] else "no usable answer yet"
            found.append((row["source"], row["state"], f"{row['last_error'] or 'nothing wrong was said'}; {since}"))
    if tables.path_of(settings.tables, "source_signals").exists():
        errors = tables.read(settings.tables, "source_signals").filter(severity="error").sort("source", "what", "place")
        recent = errors.filter(pl.col("last_seen_at") >= moment - timedelta(days=7))
        found += [(row["source"], row["what"], f"{row['place']}: {row['found']}") for row in recent.iter_rows(named=True)]
    return found


def _row(facts: Facts, archive: Archive, counts: Mapping[str, Row], now: datetime) -> Row:
    observations = [*archive.observations(facts.name), *_archived_elsewhere(facts, archive)]
    good = [observation for observation in observations if observation.outcome in GOOD]
    bad = [observation for observation in observations if observation.outcome not in GOOD]
    success = max((observation.observed_at for observation in good), default=None)
    error = max(bad, key=lambda observation: observation.observed_at, default=None)
    open_error = _open_error(facts, observations)
    visited = visits(archive, facts.name)
    answered = bool(visited[-1]["answered"]) if visited else None
    count = counts.get(facts.name, {})
    return {
        "source": facts.name,
        "title": facts.title,
        "publisher": facts.publisher,
        "url": facts.origin or facts.base_url,
        "licence": facts.licence,
        "rhythm": facts.rhythm,
        "freshness_hours": facts.freshness_hours,
        "state": _state(facts, success, open_error, now, stale_at=count.get("stale_at"), answered=answered),
        "last_attempt_at": max((observation.observed_at for observation in observations), default=None),
        "last_success_at": success,
        "last_change_at": max((observation.observed_at for observation in good if observation.outcome == "new"), default=None),
        "last_error_at": error.observed_at if error else None,
        "last_error": open_error.reason if open_error else None,
        "requests": len(observations),
        "documents": len({observation.sha256 for observation in good}),
        "rows_accepted": count.get("rows", 0),
        "rows_rejected": sum(observation.outcome == "refused" for observation in bad),
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


def _open_error(facts: Facts, observations: Iterable[Observation]) -> Observation | None:
    """The last fault that nothing mended: of an address whose last answer was no good, unless that is long ago or one text is missing."""
    last: dict[str, Observation] = {}
    for observation in observations:
        last[observation.url] = observation
    newest = max((observation.observed_at for observation in last.values()), default=None)
    faults = [seen for seen in last.values() if seen.outcome not in GOOD and seen.status not in (400, 404, 406)]
    recent = [seen for seen in faults if newest and seen.observed_at >= newest - timedelta(hours=facts.freshness_hours)]
    return max(recent, key=lambda seen: seen.observed_at, default=None)


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
