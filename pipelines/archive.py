"""The archive: raw bytes as received, content-addressed and compressed, and every observation of a source on record.

What belongs here: keeping bytes and observations, append-only. What does not: fetching (`pipelines/sources/fetch.py`), judging whether
bytes are usable (the sources' guards), parsing.
"""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

import zstandard

from pipelines import journal

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
        try:
            content = zstandard.ZstdDecompressor().decompressobj().decompress(self._object(sha256).read_bytes())
        except zstandard.ZstdError as error:
            raise ValueError(f"archive object {sha256} is damaged: {error}") from error
        if hashlib.sha256(content).hexdigest() != sha256:
            raise ValueError(f"archive object {sha256} is damaged: its bytes have another digest")
        return content

    def record(self, observation: Observation) -> Observation:
        """Append one observation, failures too, and return it."""
        row = asdict(observation) | {"observed_at": observation.observed_at.isoformat(), "headers": dict(observation.headers)}
        journal.append(self._observations(observation.source), row)
        return observation

    def observations(self, source: str) -> Iterator[Observation]:
        """All observations of a source, in the order in which they were recorded."""
        for row in journal.read(self._observations(source)):
            yield Observation(**row | {"observed_at": datetime.fromisoformat(row["observed_at"])})

    def sources(self) -> list[str]:
        """Sources with at least one observation, in order of name."""
        return sorted(path.stem for path in (self.root / "observations").glob("*.jsonl"))

    def _object(self, sha256: str) -> Path:
        return self.root / "objects" / sha256[:2] / f"{sha256[2:]}.zst"

    def _observations(self, source: str) -> Path:
        return self.root / "observations" / f"{source}.jsonl"
