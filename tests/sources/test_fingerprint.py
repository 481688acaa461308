"""What of the archive makes a run necessary: other bodies and a return to earlier ones do; the same bodies and failures do not."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from pipelines import fingerprint
from pipelines.archive import Archive, Observation
from pipelines.settings import Settings

DAY = date(2026, 11, 22)


class Home:
    def __init__(self, path: Path) -> None:
        self.settings = Settings(home=path)
        self.archive = Archive(self.settings.archive)

    def look(self, content: bytes, outcome: str, url: str = "https://x/") -> str:
        """Put one more look on record; gives the digest of the input after it."""
        at = datetime(2026, 11, 22, len(list(self.archive.observations("s"))))
        self.archive.record(Observation("s", url, at, outcome, self.archive.keep(content) if content else None))
        return self.input()

    def input(self) -> str:
        return fingerprint.take(self.settings, DAY).input_sha256


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def test_a_new_body_is_new_input(home: Home) -> None:
    before = home.input()
    first = home.look(b"a", "new")
    assert first != before
    assert home.look(b"b", "new") != first


def test_the_same_body_is_no_new_input_and_a_failure_is_none(home: Home) -> None:
    first = home.look(b"a", "new")
    assert home.look(b"a", "unchanged") == first
    assert home.look(b"a", "not_modified") == first
    assert home.look(b"", "failed") == first
    assert home.look(b"<html>down, request 4711</html>", "failed") == first


def test_a_refused_body_is_new_input(home: Home) -> None:
    first = home.look(b"a", "new")
    assert home.look(b"<html>", "refused") != first


def test_a_return_to_an_earlier_body_is_new_input(home: Home) -> None:
    home.look(b"a", "new")
    second = home.look(b"b", "new")
    assert home.look(b"a", "new") != second


def test_a_feed_that_a_user_adds_or_edits_is_new_input(home: Home) -> None:
    before = home.input()
    folder = home.settings.home / "sources"
    folder.mkdir()
    (folder / "mine.yaml").write_text("name: mine\n", encoding="utf-8")
    added = home.input()
    (folder / "mine.yaml").write_text("name: mine\noptions: {relevant: [sanction]}\n", encoding="utf-8")
    assert len({before, added, home.input()}) == 3
