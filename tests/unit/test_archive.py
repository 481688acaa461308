"""The archive keeps bytes once and every observation for good."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from pipelines.archive import Archive, Observation


def test_bytes_come_back_as_they_were(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    for content in (b"", b"\x00\x1a\r\n", "санкции".encode(), b"x" * 3_000_000):
        assert archive.read(archive.keep(content)) == content


def test_equal_bytes_are_kept_once(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    assert archive.keep(b"same") == archive.keep(b"same")
    assert len(list((tmp_path / "objects").rglob("*.zst"))) == 1


def test_observations_are_appended_failures_too(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    sha256 = archive.keep(b"one")
    seen = Observation("s", "http://x/", datetime(2022, 1, 2, 3, 4), "new", sha256, 200, {"etag": "a"}, "text/csv", 3)
    failed = Observation("s", "http://x/", datetime(2022, 1, 3), "failed", reason="time-out after 30 s")
    archive.record(seen)
    archive.record(failed)
    assert list(archive.observations("s")) == [seen, failed]
    assert archive.sources() == ["s"]


def test_damage_on_disk_is_noticed(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    first, second = archive.keep(b"first"), archive.keep(b"second")
    archive._object(second).replace(archive._object(first))
    with pytest.raises(ValueError, match="damaged"):
        archive.read(first)
    archive._object(first).write_bytes(b"no longer packed")
    with pytest.raises(ValueError, match="damaged"):
        archive.read(first)
