"""What a run would read and do, as digests: equal digests mean that a run has nothing to do.

What belongs here: digests of inputs and code. What does not: deciding what to do about them (`pipelines/main_job.py`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipelines import journal
from pipelines.settings import ROOT, Settings

_CODE = (
    "pipelines/**/*.py",
    "pipelines/sources/*.yaml",
    "pipelines/lists/fields/*.yaml",
    "pipelines/interpret/**/*.yaml",
    "pipelines/scoreboard/*.yaml",
    "schemas/**/*.py",
    "sql/**/*.sql",
    "sql/seeds/dyads.csv",
)


@dataclass(frozen=True)
class Fingerprint:
    """Digests of one run: of everything it reads, of the code, and of both with the clock."""

    input_sha256: str
    code_sha256: str
    run_id: str


def take(settings: Settings, as_of: date) -> Fingerprint:
    """The fingerprint of a run with these settings and this clock. Needs no package beyond the standard library."""
    inputs = [*sorted(settings.register_dir.glob("*.yaml")), settings.aliases, settings.weights]
    inputs += [path for path in (settings.ist, settings.eusanct, settings.gsdb) if path is not None]
    inputs += sorted((settings.home / "sources").glob("*.yaml"))  # feeds that users add
    inputs.append(settings.home / "lists.sha256")  # what `sanctions ingest` took in
    held = _held(settings)
    input_sha256 = hashlib.sha256(f"{_digest((path.name, path) for path in inputs if path.exists())} {held}".encode()).hexdigest()
    code = sorted(path for pattern in _CODE for path in ROOT.glob(pattern))
    code_sha256 = _digest((path.relative_to(ROOT).as_posix(), path) for path in code)
    whole = hashlib.sha256(f"{input_sha256} {code_sha256} {as_of}".encode()).hexdigest()
    return Fingerprint(input_sha256, code_sha256, whole[:16])


def _held(settings: Settings) -> str:
    """Digest of what the archive holds by source: looking again and finding the same changes nothing; going back to an earlier state does.

    Of what users add, the day and kind they gave belong to it: they may correct them.
    """
    total = hashlib.sha256()
    for path in sorted((settings.archive / "observations").glob("*.jsonl")):
        kept, turns = set[str](), hashlib.sha256()
        for row in journal.read(path):
            if row["sha256"] and row["outcome"] != "failed":  # bodies of errors are kept too; no table is made of them
                kept.add(f"{row['sha256']}{row['headers'] if row.get('by') == 'user' else ''}")
            if row["outcome"] == "new" and row.get("by") == "fetch":
                turns.update(f"{row['url']} {row['sha256']}\n".encode())
        total.update(f"{path.stem} {' '.join(sorted(kept))} {turns.hexdigest()}\n".encode())
    return total.hexdigest()


def _digest(named: Iterable[tuple[str, Path]]) -> str:
    total = hashlib.sha256()
    for name, path in named:
        total.update(f"{name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()
