"""Lists as rows of the tables about the project itself: documents held, sources.

What belongs here: those rows, from `list_snapshots`. What does not: judging or reading files.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from pipelines import tables
from pipelines.lists.source import find
from schemas import TABLES

_MEDIA = {"csv": "text/csv", "xml": "application/xml"}


def document_rows(folder: Path) -> pl.DataFrame:
    """The files held, each by its first sight, as rows of the table `documents`; refused ones too."""
    held = tables.read(folder, "list_snapshots").sort("retrieved_at", "snapshot_id")
    rows = [
        {
            "document_sha256": row["document_sha256"],
            "source": row["source"],
            "location": row["file"],
            "media_type": next((media for mark, media in _MEDIA.items() if mark in (row["format"] or "")), "application/octet-stream"),
            "size_bytes": row["size_bytes"],
            "recorded_at": row["retrieved_at"],
        }
        for row in held.unique("document_sha256", keep="first", maintain_order=True).iter_rows(named=True)
    ]
    return pl.DataFrame(rows, schema=TABLES["documents"].polars_schema())


def source_rows(folder: Path) -> pl.DataFrame:
    """The lists taken in, as rows of the table `sources`."""
    held = tables.read(folder, "list_snapshots")
    rows = []
    for name in held["source"].unique().sort():
        files = held.filter(pl.col("source") == name)
        good = files.filter(pl.col("verdict") != "refused")
        bad = files.filter(pl.col("verdict") == "refused").sort("retrieved_at")
        facts = find(name).facts
        rows.append(
            {key: facts[key] for key in ("title", "publisher", "url", "licence")}
            | {
                "source": name,
                "documents": files["document_sha256"].n_unique(),
                "rows_accepted": int(good["entries"].sum() or 0),
                "rows_rejected": bad.height,
                "newest_on": good["snapshot_on"].max(),
                "last_success_at": good["retrieved_at"].max(),
                "last_error": f"{bad['file'][-1]}: {bad['reason'][-1]}" if bad.height else None,
            }
        )
    schema = TABLES["sources"].polars_schema()
    return pl.DataFrame([{key: row.get(key) for key in schema} for row in rows], schema=schema)
