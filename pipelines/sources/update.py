"""Fetched documents as tables: each source's rows brought up to date from the archive, then put together.

What belongs here: from observations to tables, and the rows that other tables take from them. What does not: fetching (`live.py`).
The rows follow from the archive alone: which bodies they have taken in is counted, so an interrupted run loses nothing.
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
from pipelines.turns import turn_to_write
from schemas import TABLES

#: Tables that fetching writes; all of them exist after `update`.
FETCHED_TABLES = (*store.NAMES, "source_freshness")
#: In the folder of a source: how much of the archive its rows have taken in, and by which code. Written last.
_STATE = "state.json"
#: Beside the tables: which state of each source they were put together from.
_MERGED = "fetched_from.json"


def update(settings: Settings, *, facts: Mapping[str, Facts] | None = None) -> dict[str, int]:
    """Take in what the archive has and the tables lack; returns the row counts of the tables that were written. Needs no network."""
    known = _known(settings, facts)
    for source in known.values():
        parse(settings, source)
    return _merge(settings) | freshness.write(settings, known)


def reparse(settings: Settings, *, facts: Mapping[str, Facts] | None = None) -> dict[str, int]:
    """Read everything again from the archive, without the network; returns the row counts."""
    for name in _known(settings, facts):
        (_folder(settings, name) / _STATE).unlink(missing_ok=True)
    return update(settings, facts=facts)


def ensure_tables(settings: Settings, *, facts: Mapping[str, Facts] | None = None) -> dict[str, int]:
    """Make the tables exist, empty where nothing was fetched, so that the models can read them; take in what they lack."""
    return update(settings, facts=facts)


def parse(settings: Settings, source: Facts) -> dict[str, int]:
    """Bring the rows of one source up to what the archive holds of it; returns their counts, nothing where there is nothing new.

    All of it is read anew where other code wrote the rows. They lie in the tables' shape under `parsed/<source>` beside the tables.
    Raises `WarehouseBusy` where another process has been writing them for a minute.
    """
    folder = _folder(settings, source.name)
    with turn_to_write(folder):
        return _parse(settings, source, folder)


def faults(settings: Settings, source: Facts) -> list[str]:
    """What reading one source found wrong, of severity warn or error, one line each."""
    held = store.read(_folder(settings, source.name))
    rows = held.signals.values() if held else ()
    return [f"{row['what']}: {row['place']}: {row['found']}" for row in rows if row["severity"] != "info"]


def _parse(settings: Settings, source: Facts, folder: Path) -> dict[str, int]:
    archive = Archive(settings.archive)
    bodies = [seen for seen in archive.observations(source.name) if seen.outcome == "new"]
    noted = [one for one in visit.visits(archive, source.name) if one["notices"] or one["error"]]
    before = _state(folder / _STATE)
    now = {"code": _code(settings, source), "bodies": len(bodies), "noted": len(noted)}
    if now == before or not (bodies or noted):
        return {}
    held = store.read(folder) if before.get("code") == now["code"] else None
    if held is None:
        held, before = store.Store(), {}
    for seen in sorted(bodies[before.get("bodies", 0) :], key=lambda seen: seen.observed_at):
        held.add(source, seen, _parsed(source, archive, seen))
    for one in noted[before.get("noted", 0) :]:
        _notice(held, source.name, one)
    check_bounds(held, {source.name: source})
    rows = held.write(folder)
    (folder / _STATE).write_text(json.dumps(now), encoding="utf-8")
    return rows


def _merge(settings: Settings) -> dict[str, int]:
    """Put the rows of all sources together, those of sources no longer known too; nothing where that is done already."""
    folders = [path.parent for path in sorted(settings.tables.glob(f"parsed/*/{_STATE}"))]
    states = {folder.name: _state(folder / _STATE) for folder in folders}
    if _state(settings.tables / _MERGED) == states and all(tables.path_of(settings.tables, name).exists() for name in store.NAMES):
        return {}
    rows = {}
    for name in store.NAMES:
        parts = [store.frame(name, []), *(tables.read(folder, name) for folder in folders)]
        rows[name] = tables.write(settings.tables, name, pl.concat(parts).sort(TABLES[name].key_columns()))
    (settings.tables / _MERGED).write_text(json.dumps(states), encoding="utf-8")
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


def _folder(settings: Settings, source: str) -> Path:
    return settings.tables / "parsed" / source


def _state(path: Path) -> dict[str, Any]:
    try:
        state: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return state


def _code(settings: Settings, source: Facts) -> str:
    """A digest of the modules that read the archive, of the facts of the source, and of the tables' columns."""
    total = hashlib.sha256(source.model_dump_json().encode())
    for path in sorted(Path(facts_.__file__).parent.glob("*.py")):
        total.update(path.name.encode() + path.read_bytes())
    for name in store.NAMES:
        total.update(f"{name} {TABLES[name].duckdb_types()}".encode())
    return total.hexdigest()
