"""Documents that users add by hand: into the archive, and what the tables `documents` and `sources` say of them.

What belongs here: keeping such documents and finding them again. What does not: reading them (`documents.py`).
"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl

from pipelines.archive import Archive, Observation
from pipelines.register.aliases import slug
from pipelines.settings import Settings
from schemas import TABLES

#: Archive sources of documents that users add start with this.
PREFIX = "added-"


def add(settings: Settings, path: Path, source: str, day: date, *, is_act: bool, official_id: str | None, now: datetime) -> Observation:
    """Archive a document that a user has, so that the next run reads it.

    Equal bytes are one document; what was said of it last (day, kind, official id) holds. Raises `OSError` where it cannot be read.
    """
    archive = Archive(settings.archive)
    content = path.read_bytes()
    facts = {"document-date": day.isoformat(), "kind": "act" if is_act else "news", "official-id": official_id or ""}
    sha256 = archive.keep(content)
    name = PREFIX + (slug(source) or "document")
    return archive.record(Observation(name, path.name, now, "new", sha256, headers=facts, size_bytes=len(content), by="user"))


def observed(archive: Archive) -> list[Observation]:
    """Documents added by hand, each with what was said of it last."""
    last: dict[str, Observation] = {}
    for source in archive.sources():
        for seen in archive.observations(source) if source.startswith(PREFIX) else ():
            if seen.sha256 and (seen.sha256 not in last or last[seen.sha256].observed_at <= seen.observed_at):
                last[seen.sha256] = seen
    return list(last.values())


def document_rows(settings: Settings) -> pl.DataFrame:
    """The documents as rows of the table `documents`."""
    rows = [
        {
            "document_sha256": seen.sha256,
            "source": seen.source,
            "location": seen.url,
            "media_type": "application/octet-stream",
            "size_bytes": seen.size_bytes,
            "recorded_at": seen.observed_at,
        }
        for seen in observed(Archive(settings.archive))
    ]
    return pl.DataFrame(rows, schema=TABLES["documents"].polars_schema())


def source_rows(settings: Settings) -> pl.DataFrame:
    """The names users gave the sources, as rows of the table `sources`."""
    held: dict[str, list[Observation]] = {}
    for seen in observed(Archive(settings.archive)):
        held.setdefault(seen.source, []).append(seen)
    return pl.DataFrame([_source(name, documents) for name, documents in held.items()], schema=TABLES["sources"].polars_schema())


def _source(name: str, documents: list[Observation]) -> dict[str, Any]:
    return {
        "source": name,
        "title": "Documents added by hand",
        "publisher": "named by the user who added them",
        "url": None,
        "licence": "not stated",
        "documents": len(documents),
        "rows_accepted": len(documents),
        "rows_rejected": 0,
        "newest_on": max(date.fromisoformat(seen.headers["document-date"]) for seen in documents),
        "last_success_at": max(seen.observed_at for seen in documents),
        "last_error": None,
    }
