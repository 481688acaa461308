"""The tables of fetched documents, brought up to date from the archive: what came since, or everything.

What belongs here: from observations to tables, and the rows that other tables take from them. What does not: fetching (`live.py`).
The tables follow from the archive alone: which bodies they have taken in is counted, so an interrupted run loses nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from pipelines import tables
from pipelines.archive import Archive, Observation
from pipelines.settings import Settings
from pipelines.sources import facts as facts_
from pipelines.sources import freshness, store, visit
from pipelines.sources.bounds import check_bounds
from pipelines.sources.facts import Facts
from pipelines.sources.rows import Parsed, Signal
from pipelines.sources.visit import module_of
from schemas import TABLES

#: Tables that fetching writes; all of them exist after `update`.
FETCHED_TABLES = (*store.NAMES, "source_freshness")
#: How much of the archive the tables have taken in, and by which code.
_STATE = "fetched_by.json"


def update(settings: Settings, *, facts: Mapping[str, Facts] | None = None) -> dict[str, int]:
    """Take in what the archive has and the tables lack; returns the row counts of the tables that were written.

    Everything is read anew where the tables are missing, or where other code wrote them. Needs no network.
    """
    known = _known(settings, facts)
    archive = Archive(settings.archive)
    state = _state(settings)
    held = store.read(settings.tables) if state.get("code") == _code(settings) else None
    if held is None:
        return _fold(settings, archive, known, store.Store(), {})
    return _fold(settings, archive, known, held, state)


def reparse(settings: Settings, *, facts: Mapping[str, Facts] | None = None) -> dict[str, int]:
    """Read everything again from the archive, without the network; returns the row counts."""
    return _fold(settings, Archive(settings.archive), _known(settings, facts), store.Store(), {})


def ensure_tables(settings: Settings, *, facts: Mapping[str, Facts] | None = None) -> dict[str, int]:
    """Make the tables exist, empty where nothing was fetched, so that the models can read them; take in what they lack."""
    return update(settings, facts=facts)


def _fold(settings: Settings, archive: Archive, known: Mapping[str, Facts], held: store.Store, state: Mapping[str, Any]) -> dict[str, int]:
    """Fold bodies and visits beyond those counted in `state`; write only what that changes."""
    bodies = {name: [seen for seen in archive.observations(name) if seen.outcome == "new"] for name in known}
    visits = {name: visit.visits(archive, name) for name in known}
    done: dict[str, int] = state.get("bodies", {})
    told: dict[str, int] = state.get("visits", {})
    fresh = [(known[name], seen) for name, every in bodies.items() for seen in every[done.get(name, 0) :]]
    noted = [(name, one) for name, every in visits.items() for one in every[told.get(name, 0) :] if one["notices"] or one["error"]]
    for source, seen in sorted(fresh, key=lambda pair: pair[1].observed_at):
        held.add(source, seen, _parsed(source, archive, seen))
    for name, one in noted:
        _notice(held, name, one)
    rows: dict[str, int] = {}
    if fresh or noted or not state:
        check_bounds(held, known)
        rows = held.write(settings.tables)
    counts = {
        "bodies": {name: len(every) for name, every in bodies.items()},
        "visits": {name: len(every) for name, every in visits.items()},
    }
    now = {"code": _code(settings), **counts}
    rows |= freshness.write(settings, known)
    if now != state:
        (settings.tables / _STATE).write_text(json.dumps(now), encoding="utf-8")
    return rows


def _parsed(source: Facts, archive: Archive, observation: Observation) -> Parsed:
    """What a body gives; a body that the parser cannot read is a signal, and stays in the archive for a better parser."""
    try:
        parsed: Parsed = module_of(source).parse(archive.read(str(observation.sha256)), observation, source)
        return parsed
    except Exception as error:  # any fault of a parser concerns this body alone
        return Parsed(signals=[Signal("unreadable", observation.url, f"{type(error).__name__}: {error}"[:300], "error")])


def _notice(held: store.Store, source: str, one: visit.Record) -> None:
    """What a visit noticed that no single body shows."""
    for notice in one["notices"]:
        held.signal(source, Signal(notice["what"], notice["place"], notice["found"]), visit.moment(one))
    if one["error"]:
        held.signal(source, Signal("module_failed", source, one["error"], "error"), visit.moment(one))


def source_rows(settings: Settings) -> pl.DataFrame:
    """The fetched sources as rows of the table `sources`."""
    schema = TABLES["sources"].polars_schema()
    held = tables.read(settings.tables, "source_freshness").to_dicts()
    return pl.DataFrame([{name: row[name] for name in schema} for row in held], schema=schema)


def document_rows(settings: Settings) -> pl.DataFrame:
    """The fetched bodies as rows of the table `documents`, each by its first sight."""
    archive = Archive(settings.archive)
    first: dict[str, Observation] = {}
    for name in facts_.load_all(settings.home):
        for seen in archive.observations(name):
            if seen.outcome == "new" and seen.sha256:
                first.setdefault(seen.sha256, seen)
    rows = [
        {
            "document_sha256": sha256,
            "source": seen.source,
            "location": seen.url,
            "media_type": seen.media_type or "application/octet-stream",
            "size_bytes": seen.size_bytes or 0,
            "recorded_at": seen.observed_at,
        }
        for sha256, seen in sorted(first.items(), key=lambda item: (item[1].observed_at, item[0]))
    ]
    return pl.DataFrame(rows, schema=TABLES["documents"].polars_schema())


def _known(settings: Settings, facts: Mapping[str, Facts] | None) -> dict[str, Facts]:
    return dict(facts_.load_all(settings.home)) | dict(facts or {})


def _state(settings: Settings) -> dict[str, Any]:
    try:
        state: dict[str, Any] = json.loads((settings.tables / _STATE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return state


def _code(settings: Settings) -> str:
    """A digest of the modules and facts that read the archive, and of the tables' columns."""
    total = hashlib.sha256()
    own = Path(facts_.__file__).parent
    for path in sorted((*own.glob("*.py"), *own.glob("*.yaml"), *(settings.home / "sources").glob("*.yaml"))):
        total.update(path.name.encode() + path.read_bytes())
    for name in store.NAMES:
        total.update(f"{name} {TABLES[name].duckdb_types()}".encode())
    return total.hexdigest()
