"""The archive: raw bytes as received, content-addressed and compressed, and every observation of a source on record.

What belongs here: keeping bytes and observations, append-only. What does not: fetching (`pipelines/sources/fetch.py`), judging whether
bytes are usable (the sources' guards), parsing.
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

import zstandard

#: How an observation ended.
OUTCOMES: dict[str, str] = {
    "new": "bytes that the archive did not hold for this address",
    "unchanged": "the same bytes as last time",
    "not_modified": "the server said 304: seen, unchanged",
    "refused": "bytes kept, but a guard says that they are not what they should be",
    "failed": "no usable answer: time-out, error status, too large, redirect to a host that is not allowed",
}


@dataclass(frozen=True)
class Observation:
    """One look at one address (or one file taken in by hand) at one time.

    `observed_at` is naive UTC: the time of the request, or for files taken in by hand the time at which the user retrieved them.
    `sha256` names the bytes in the archive; it is None where none came.
    """

    source: str
    url: str
    observed_at: datetime
    outcome: str
    sha256: str | None = None
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    media_type: str | None = None
    size_bytes: int | None = None
    reason: str | None = None
    by: str = "fetch"


class Archive:
    """Objects under `objects/ab/cdef....zst`, observations under `observations/<source>.jsonl`. Nothing is overwritten or dropped."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def keep(self, content: bytes) -> str:
        """Store bytes once under their SHA-256 and return it. Equal bytes take no more room."""
        sha256 = hashlib.sha256(content).hexdigest()
        path = self._object(sha256)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            unfinished = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}.tmp")  # several threads may keep the same bytes
            unfinished.write_bytes(zstandard.compress(content, 3))
            unfinished.replace(path)
        return sha256

    def holds(self, sha256: str) -> bool:
        """Whether the bytes are held."""
        return self._object(sha256).exists()

    def read(self, sha256: str) -> bytes:
        """The bytes behind a digest. Raises `FileNotFoundError` where they are not held and `ValueError` where the disk changed them."""
        content = zstandard.ZstdDecompressor().decompressobj().decompress(self._object(sha256).read_bytes())
        if hashlib.sha256(content).hexdigest() != sha256:
            raise ValueError(f"archive object {sha256} is damaged: its bytes have another digest")
        return content

    def record(self, observation: Observation) -> Observation:
        """Append one observation, failures too, and return it."""
        path = self._observations(observation.source)
        path.parent.mkdir(parents=True, exist_ok=True)
        row = asdict(observation) | {"observed_at": observation.observed_at.isoformat(), "headers": dict(observation.headers)}
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
        return observation

    def observations(self, source: str) -> Iterator[Observation]:
        """All observations of a source, in the order in which they were recorded."""
        path = self._observations(source)
        if not path.exists():
            return
        with path.open(encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                yield Observation(**row | {"observed_at": datetime.fromisoformat(row["observed_at"])})

    def sources(self) -> list[str]:
        """Sources with at least one observation, in order of name."""
        return sorted(path.stem for path in (self.root / "observations").glob("*.jsonl"))

    def latest(self, source: str, url: str) -> Observation | None:
        """The last observation of an address that brought usable bytes: what a conditional request refers to."""
        found = None
        for observation in self.observations(source):
            if observation.url == url and observation.sha256 and observation.outcome in ("new", "unchanged"):
                found = observation
        return found

    def _object(self, sha256: str) -> Path:
        return self.root / "objects" / sha256[:2] / f"{sha256[2:]}.zst"

    def _observations(self, source: str) -> Path:
        return self.root / "observations" / f"{source}.jsonl"
