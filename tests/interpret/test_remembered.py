"""Answers kept from run to run, in real files. The questions are made up."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipelines.interpret.answer import Unreadable, answer
from pipelines.interpret.remembered import FILE, Remembered

NEWS = {"id": "a", "text": "The EU extended its sanctions on Russia.", "page_date": date(2024, 1, 31), "kind": "news"}


def test_a_question_is_asked_once_and_answered_alike(tmp_path: Path) -> None:
    with Remembered(tmp_path) as first:
        told = first(NEWS)
        assert told == first(NEWS) and first.asked == 1
    with Remembered(tmp_path) as later:
        assert later(NEWS) == told and later.asked == 0
    assert [item["stance"] for item in told["items"]] == ["extend"]
    assert told == {**answer(NEWS | {"page_date": "2024-01-31"}), "id": "a"}


@pytest.mark.parametrize("change", [{"text": NEWS["text"] + " "}, {"page_date": date(2024, 2, 1)}, {"kind": "act"}, {"id": "b"}])
def test_another_question_is_asked(tmp_path: Path, change: dict[str, Any]) -> None:
    with Remembered(tmp_path) as first:
        first(NEWS)
    with Remembered(tmp_path) as later:
        later(NEWS | change)
        assert later.asked == 1


def test_other_code_asks_again(tmp_path: Path) -> None:
    with Remembered(tmp_path, code="old") as first:
        first(NEWS)
    with Remembered(tmp_path, code="new") as later:
        later(NEWS)
        assert later.asked == 1


def test_what_nobody_asks_for_any_more_is_forgotten(tmp_path: Path) -> None:
    with Remembered(tmp_path) as ask:
        ask(NEWS)
        ask(NEWS | {"id": "b"})
    with Remembered(tmp_path) as ask:
        ask(NEWS)
    with Remembered(tmp_path) as ask:
        ask(NEWS | {"id": "b"})
        assert ask.asked == 1


def test_a_run_that_breaks_off_forgets_nothing(tmp_path: Path) -> None:
    with Remembered(tmp_path) as ask:
        ask(NEWS)
    with pytest.raises(KeyboardInterrupt), Remembered(tmp_path) as ask:
        ask(NEWS | {"id": "b"})
        raise KeyboardInterrupt
    with Remembered(tmp_path) as ask:
        ask(NEWS), ask(NEWS | {"id": "b"})
        assert ask.asked == 0


def test_a_failure_is_not_kept(tmp_path: Path) -> None:
    def fails(_: dict[str, Any]) -> dict[str, Any]:
        raise Unreadable("made up")

    with Remembered(tmp_path, fails) as ask, pytest.raises(Unreadable):
        ask(NEWS)
    with Remembered(tmp_path) as ask:
        assert ask(NEWS)["items"] and ask.asked == 1


@pytest.mark.parametrize("content", [b"no database at all, but long enough to be looked at " * 40, b"SQLite format 3\x00cut off"])
def test_a_broken_file_costs_time_only(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    with Remembered(tmp_path) as ask:
        assert ask(NEWS)["items"]


def test_half_of_a_surrogate_pair_goes_through(tmp_path: Path) -> None:
    with Remembered(tmp_path) as ask:
        assert ask(NEWS | {"text": "The EU extended its sanctions on Russia. \ud800"})["items"]
