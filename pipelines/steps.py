"""The steps of the main job as plain functions: each replaces a few tables and returns their row counts.

What belongs here: what an asset does. What does not: when and in which order (the Dagster modules), SQL, publishing.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import yaml

from pipelines import fingerprint, models, tables, weights
from pipelines.register.load import SOURCE, load
from pipelines.settings import Settings
from schemas import TABLES
from schemas.lists import LANDING
from schemas.register import first_day

#: Tables that come from the register.
REGISTER_TABLES = ("documents", "register_acts", "register_actions", "register_statements", "rejected_rows", "sources")
#: Tables that come from the archive: fetched documents, and list snapshots.
LANDED_TABLES = ("fetched_announcements", "fetched_texts", "fetched_entries", "source_signals", "source_freshness", *LANDING)
#: Tables that the interpreters write.
INTERPRETED_TABLES = ("added_documents", "extracted_statements", "extracted_actions", "unread_passages")
SOURCE_FACTS = Path(__file__).parent / "sources" / "register.yaml"


def utc_now() -> datetime:
    """The wall clock, for records of when something ran; never for logic."""
    return datetime.now(UTC).replace(tzinfo=None)


def start_clock(settings: Settings, as_of: date) -> dict[str, int]:
    """Write `run_clock`: the single clock of the run, and its fingerprint."""
    print_ = fingerprint.take(settings, as_of)
    row = {
        "as_of": as_of,
        "run_id": print_.run_id,
        "input_sha256": print_.input_sha256,
        "code_sha256": print_.code_sha256,
        "started_at": utc_now(),
    }
    frame = pl.DataFrame([row], schema=TABLES["run_clock"].polars_schema())
    return {"run_clock": tables.write(settings.tables, "run_clock", frame)}


def land_sources(settings: Settings) -> dict[str, int]:
    """Bring the tables of fetched documents and of lists up to what the archive holds; no network. Returns their row counts."""
    from pipelines import ingest, live  # brings HTTP and feed parsers along, which a query does not need

    live.ensure_tables(settings)
    ingest.catch_up(settings)
    return {name: tables.read(settings.tables, name).height for name in LANDED_TABLES}


def land_again(settings: Settings) -> dict[str, int]:
    """Make the landed tables anew from the archive, without the network: after a change of a parser."""
    from pipelines import live

    for name in LANDING:
        tables.path_of(settings.tables, name).unlink(missing_ok=True)
    live.reparse(settings)
    return land_sources(settings)


def ingest_register(settings: Settings) -> dict[str, int]:
    """Read and validate the register, write its tables, `documents`, `rejected_rows` and `sources`.

    `documents` and `sources` also name what was fetched, so `land_sources` comes first.
    Raises `pipelines.errors.RegisterUnreadable` where a file does not parse; no table is touched then.
    """
    from pipelines import live  # brings HTTP and feed parsers along, which a query does not need
    from pipelines.interpret import added
    from pipelines.lists import house

    run_id = tables.read(settings.tables, "run_clock")["run_id"][0]
    register = load(settings.register_dir, settings.aliases, run_id)
    facts = yaml.safe_load(SOURCE_FACTS.read_text(encoding="utf-8"))
    acts = register.register_acts
    newest = acts.select(pl.max_horizontal(first_day("announced_on"), first_day("signed_on"), first_day("published_on")).max()).item()
    sources = pl.DataFrame(
        [
            {
                "source": SOURCE,
                "title": facts["title"],
                "publisher": facts["publisher"],
                "url": facts.get("url"),
                "licence": facts["licence"],
                "documents": register.documents.height,
                "rows_accepted": acts.height + register.register_actions.height + register.register_statements.height,
                "rows_rejected": register.rejected_rows.height,
                "newest_on": newest,
                "last_success_at": register.documents["recorded_at"].max(),
                "last_error": None,
            }
        ],
        schema=TABLES["sources"].polars_schema(),
    )
    fetched = pl.concat([live.document_rows(settings), house.document_rows(settings.tables), added.document_rows(settings)])
    frames = {
        "documents": pl.concat([register.documents, fetched]).unique("document_sha256", keep="first", maintain_order=True),
        "register_acts": acts,
        "register_actions": register.register_actions,
        "register_statements": register.register_statements,
        "rejected_rows": register.rejected_rows,
        "sources": pl.concat([sources, live.source_rows(settings), house.source_rows(settings.tables), added.source_rows(settings)]),
    }
    return {name: tables.write(settings.tables, name, frames[name]) for name in REGISTER_TABLES}


def interpret_documents(settings: Settings) -> dict[str, int]:
    """Read documents added by hand and fetched texts; write `added_documents`, `extracted_*` and `unread_passages`."""
    from pipelines.interpret.documents import read_documents  # brings the lexicons along

    return read_documents(settings)


def load_weights(settings: Settings) -> dict[str, int]:
    """Write `signal_weights` from its CSV file."""
    return {"signal_weights": tables.write(settings.tables, "signal_weights", weights.load(settings.weights))}


def run_model(settings: Settings, model: models.Model) -> dict[str, int]:
    """Run one SQL model and replace its table."""
    return {model.name: models.run(model, settings.tables)}
