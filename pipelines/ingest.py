"""Take in files of a list that somebody kept over the years: the work behind `sanctions ingest`.

What belongs here: from files to the archive, to the tables of snapshots. The same files in any order of arrival, at once or one by one,
give the same tables (W13); files taken in before change nothing. What does not: formats and verdicts (`pipelines/lists`), what follows
(`sql/`).
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from pipelines import tables
from pipelines.archive import Archive, Observation
from pipelines.errors import SanctionsError
from pipelines.lists.chain import Numbers
from pipelines.lists.formats import Reader
from pipelines.lists.records import Parsed, Signals
from pipelines.lists.source import MODULES, ListSource, find, known_programmes, names
from pipelines.lists.state import State, ensure, known_files
from pipelines.settings import Settings
from pipelines.sources.guards import Refused
from schemas import lists as lists_
from schemas.lists import LANDING

#: Digest of the files taken in by hand: a run reads it to know whether there is anything new. Of fetched ones the archive tells.
DIGEST = "lists.sha256"
#: Beside the tables: digest of the code that read the lists into them.
_CODE = "lists_by.sha256"
#: How the archive names what was taken in by hand.
BY = "backfill"


class UnusableFiles(SanctionsError):
    """The files or the manifest cannot be used at all; nothing was taken in."""


@dataclass(frozen=True)
class File:
    """One file of a list, and when it was retrieved (naive UTC)."""

    path: Path
    retrieved_at: datetime


@dataclass(frozen=True)
class Taken:
    """What became of one file: `outcome` says whether it was new, `verdict` and `reason` what it is good for."""

    file: str
    retrieved_at: datetime
    snapshot_on: str
    outcome: str
    verdict: str
    reason: str | None
    format: str | None
    entries: int | None
    entries_added: int | None
    entries_removed: int | None
    signals: int
    document_sha256: str


@dataclass(frozen=True)
class _Item:
    """One file or one archived body: its name, when it was retrieved, and how to get its bytes."""

    name: str
    retrieved_at: datetime
    load: Callable[[], bytes]


def ingest(settings: Settings, source: str, files: Sequence[File]) -> list[Taken]:
    """Take in files of a list; returns what became of each, in order of the list's own time.

    Raises `UnusableFiles` where a file does not exist, before anything is taken in. A file that is no list is kept, refused and named; it
    closes nothing.
    """
    missing = [str(file.path) for file in files if not file.path.is_file()]
    if missing or not files:
        raise UnusableFiles(f"{source}: no such file: {', '.join(missing[:5])}" if missing else f"{source}: no files given")
    list_ = find(source)
    _renew(settings)
    archive = Archive(settings.archive)
    items = [_Item(file.path.as_posix(), file.retrieved_at, file.path.read_bytes) for file in files]
    taken, rows = _take(settings, list_, archive, items, archive.keep)
    for one, row in zip(taken, rows, strict=True):
        archive.record(_observation(row, one))
    (settings.home / DIGEST).write_text(_digest(archive), encoding="utf-8")
    return taken


def ingest_archived(settings: Settings, source: str) -> list[Taken]:
    """Take in what the archive holds of a list and the tables do not: what fetching brought, or everything where the tables are gone.

    A body that dates itself counts once; one that does not counts each time it was seen, which shows how long the list stood unchanged.
    """
    list_ = find(source)
    archive = Archive(settings.archive)
    dated, seen = known_files(settings.tables, source)
    fresh = [
        _Item(one.url, one.observed_at, partial(archive.read, one.sha256))
        for one in _held(archive, list_)
        if one.sha256 and one.sha256 not in dated and (one.sha256, one.observed_at) not in seen
    ]
    return _take(settings, list_, archive, fresh, lambda content: hashlib.sha256(content).hexdigest())[0] if fresh else []


def _held(archive: Archive, list_: ListSource) -> Iterator[Observation]:
    """What the archive holds of a list: its own files, and the deltas that another source fetches."""
    yield from archive.observations(list_.name)
    if deltas := list_.facts.get("deltas"):
        yield from (one for one in archive.observations(deltas["source"]) if re.search(deltas["url"], one.url))


def catch_up(settings: Settings) -> dict[str, int]:
    """Make the tables of lists exist, take in what fetching brought of any list; returns the row counts of the tables."""
    _renew(settings)
    for source in names():
        ingest_archived(settings, source)
    return ensure(settings.tables)


def _renew(settings: Settings) -> None:
    """Make the tables anew from the archive where other code wrote them: a parser that changed reads every file again."""
    mark = settings.tables / _CODE
    now = code()
    if mark.exists() and mark.read_text(encoding="utf-8") == now:
        return
    for name in LANDING:
        tables.path_of(settings.tables, name).unlink(missing_ok=True)
    for source in names():
        ingest_archived(settings, source)
    settings.tables.mkdir(parents=True, exist_ok=True)
    mark.write_text(now, encoding="utf-8")


def code() -> str:
    """Digest of the code and the facts that decide what is read in a list."""
    here = Path(__file__).parent
    facts = [path for path in (here / "sources").glob("*.yaml") if path.stem in (*MODULES, "programmes")]
    own = [Path(__file__), Path(str(lists_.__file__)), here / "sources" / "guards.py"]
    files = [*own, *(here / "lists").rglob("*.py"), *(here / "lists").rglob("*.yaml"), *facts]
    total = hashlib.sha256()
    for path in sorted(files):
        total.update(path.name.encode() + path.read_bytes())
    return total.hexdigest()


def _digest(archive: Archive) -> str:
    """Digest of what was taken in by hand, and when it was retrieved; the same again changes nothing."""
    seen = {f"{one.source} {one.sha256} {one.observed_at}" for source in names() for one in archive.observations(source) if one.by == BY}
    return hashlib.sha256("\n".join(sorted(seen)).encode()).hexdigest()


def _take(
    settings: Settings, list_: ListSource, archive: Archive, items: Iterable[_Item], keep: Callable[[bytes], str]
) -> tuple[list[Taken], list[dict[str, Any]]]:
    """What became of each item, and its row of `list_snapshots`, in order of the list's own time."""
    state = State(settings.tables, list_)
    reader = list_.reader(state.numbers)
    held = {row["document_sha256"] for row in state.snapshots.values()}
    seen: list[tuple[str, _Item, str, int]] = []
    for item in sorted(items, key=lambda one: (one.retrieved_at, one.name)):
        content = item.load()
        sha256 = keep(content)
        signals = Signals()
        parsed, reason = _parse(reader, content, item.name, signals)
        if parsed is not None:
            _check(list_, state.numbers, parsed, signals)
        row = _row(list_.name, item, sha256, len(content), parsed, reason)
        earlier = state.snapshots.get(row["snapshot_id"])
        if earlier is None:
            state.add(row, parsed, signals)
        else:
            first = min((earlier["retrieved_at"], earlier["file"]), (row["retrieved_at"], row["file"]))
            earlier["retrieved_at"], earlier["file"] = first
        seen.append((row["snapshot_id"], item, "unchanged" if sha256 in held else "new", len(signals.counts)))
        held.add(sha256)
    state.settle(lambda row: _reread(archive, reader, row))
    state.write()
    order = sorted(seen, key=lambda one: (state.snapshots[one[0]]["snapshot_at"], one[1].retrieved_at, one[0]))
    rows = [state.snapshots[snapshot_id] for snapshot_id, *_ in order]
    return [_taken(row, item, outcome, count) for row, (_, item, outcome, count) in zip(rows, order, strict=True)], rows


def read_manifest(path: Path) -> list[File]:
    """Read a CSV file with the columns `path` and `retrieved_at`; paths are taken from where the manifest lies, else from here.

    Raises `UnusableFiles`, naming file, row and column.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            if missing := {"path", "retrieved_at"} - set(rows.fieldnames or ()):
                raise UnusableFiles(f"{path}: no column {', '.join(sorted(missing))}; a manifest has path and retrieved_at")
            return [_manifest_row(path, number, row) for number, row in enumerate(rows, start=2)]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UnusableFiles(f"{path}: unreadable: {error}") from error


def moment(text: str) -> datetime:
    """A time of retrieval as naive UTC; a time without a zone is taken for UTC, a bare day for its beginning. Raises `ValueError`."""
    when = datetime.fromisoformat(text.strip())
    return when.astimezone(UTC).replace(tzinfo=None) if when.tzinfo else when


def _manifest_row(manifest: Path, number: int, row: dict[str, str | None]) -> File:
    given = (row.get("path") or "").strip()
    if not given:
        raise UnusableFiles(f"{manifest}, row {number}: path is empty")
    try:
        retrieved_at = moment(row.get("retrieved_at") or "")
    except ValueError:
        shown = row.get("retrieved_at")
        raise UnusableFiles(f"{manifest}, row {number}: retrieved_at {shown!r} is no time; write 2022-03-01T10:00:00Z") from None
    beside = manifest.parent / given
    path = beside if beside.is_file() else Path(given)
    if not path.is_file():
        raise UnusableFiles(f"{manifest}, row {number}: no such file: {given}")
    return File(path, retrieved_at)


def _parse(reader: Reader, content: bytes, name: str, signals: Signals) -> tuple[Parsed | None, str | None]:
    try:
        return reader.read(content, name, signals), None
    except Refused as refusal:
        return None, str(refusal)


def _reread(archive: Archive, reader: Reader, row: dict[str, Any]) -> Parsed:
    return reader.read(archive.read(row["document_sha256"]), row["file"], Signals())


def _check(list_: ListSource, numbers: Numbers, parsed: Parsed, signals: Signals) -> None:
    """Signals about the whole file: programmes nobody described, counts and fill rates outside their bands."""
    groups = numbers.programmes()
    for code in sorted(groups.keys() - known_programmes(list_.name)):
        if code and not code.startswith("BPI-") and not groups[code].isdisjoint(parsed.numbers):
            signals.add("unknown_programme", "programme", code)
    if parsed.role != "list" or not parsed.entries:
        return
    band = list_.facts["bands"]["entries"]
    if not band["min"] <= parsed.entries <= band["max"]:
        signals.add("count_outside_band", "entries", f"{parsed.entries}, expected {band['min']} to {band['max']}: {band['why']}")
    empty = len(groups.get("", set()).intersection(parsed.numbers))
    if 1 - empty / len(parsed.numbers) < list_.facts["fill"]["programme"]["min"]:
        signals.add("fill_outside_band", "programme", f"{empty} of {len(parsed.numbers)} rows without one")


def _row(source: str, item: _Item, sha256: str, size: int, parsed: Parsed | None, reason: str | None) -> dict[str, Any]:
    """The row of `list_snapshots`; whether a list is plausible is settled later."""
    fallback = (item.retrieved_at, item.retrieved_at.date(), "retrieval")
    at, on, dated_by = parsed.own_time(item.retrieved_at) if parsed else fallback
    role = parsed.role if parsed else "refused"
    return {
        "snapshot_id": f"{source}/{at:%Y%m%dT%H%M%S}/{sha256[:12]}",
        "source": source,
        "snapshot_at": at,
        "snapshot_on": on,
        "dated_by": dated_by,
        "retrieved_at": item.retrieved_at,
        "file": item.name,
        "format": parsed.format if parsed else None,
        "document_sha256": sha256,
        "size_bytes": size,
        "entries": parsed.entries if parsed else None,
        "stated_entries": parsed.stated_entries if parsed else None,
        "has_end_mark": parsed.has_end_mark if parsed else True,
        "verdict": "accepted" if role == "list" else role,
        "reason": reason,
        "entries_added": None,
        "entries_removed": None,
        "is_list": role == "list",
    }


def _observation(row: dict[str, Any], taken: Taken) -> Observation:
    return Observation(
        source=row["source"],
        url=taken.file,
        observed_at=taken.retrieved_at,
        outcome="refused" if row["verdict"] == "refused" else taken.outcome,
        sha256=row["document_sha256"],
        size_bytes=row["size_bytes"],
        reason=row["reason"],
        by=BY,
    )


def _taken(row: dict[str, Any], item: _Item, outcome: str, signals: int) -> Taken:
    columns = ("verdict", "reason", "format", "entries", "entries_added", "entries_removed", "document_sha256")
    shown = {name: row[name] for name in columns}
    return Taken(item.name, item.retrieved_at, snapshot_on=row["snapshot_on"].isoformat(), outcome=outcome, signals=signals, **shown)
