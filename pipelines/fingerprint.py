"""What a run would read and do, as digests: equal digests mean that a run has nothing to do.

What belongs here: digests of inputs and code. What does not: deciding what to do about them (`pipelines/main_job.py`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipelines.settings import ROOT, Settings

_CODE = (
    "pipelines/**/*.py",
    "pipelines/sources/*.yaml",
    "pipelines/interpret/**/*.yaml",
    "pipelines/scoreboard/*.yaml",
    "schemas/**/*.py",
    "sql/**/*.sql",
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
    inputs.append(settings.home / "lists.sha256")  # what `sanctions ingest` took in
    held = _held(settings)
    input_sha256 = hashlib.sha256(f"{_digest((path.name, path) for path in inputs if path.exists())} {held}".encode()).hexdigest()
    code = sorted(path for pattern in _CODE for path in ROOT.glob(pattern))
    code_sha256 = _digest((path.relative_to(ROOT).as_posix(), path) for path in code)
    whole = hashlib.sha256(f"{input_sha256} {code_sha256} {as_of}".encode()).hexdigest()
    return Fingerprint(input_sha256, code_sha256, whole[:16])


def _held(settings: Settings) -> str:
    """Digest of what the archive holds by source: looking again and finding the same changes nothing."""
    total = hashlib.sha256()
    for path in sorted((settings.archive / "observations").glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            kept = sorted({str(json.loads(line)["sha256"]) for line in lines if line.strip()} - {"None"})
        total.update(f"{path.stem} {' '.join(kept)}\n".encode())
    return total.hexdigest()


def _digest(named: Iterable[tuple[str, Path]]) -> str:
    total = hashlib.sha256()
    for name, path in named:
        total.update(f"{name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()
