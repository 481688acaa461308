"""A journal only grows, and a crash in the middle of a line costs that line alone."""

from __future__ import annotations

from pathlib import Path

from pipelines import journal


def test_lines_come_back_in_order(tmp_path: Path) -> None:
    path = tmp_path / "new" / "x.jsonl"
    assert list(journal.read(path)) == []
    rows = [{"number": number, "text": "санкции\n"} for number in range(3)]
    for row in rows:
        journal.append(path, row)
    assert list(journal.read(path)) == rows


def test_a_line_cut_off_by_a_crash_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    for number in range(2):
        journal.append(path, {"number": number})
    path.write_bytes(path.read_bytes()[:-5])
    assert list(journal.read(path)) == [{"number": 0}]
    journal.append(path, {"number": 2})
    assert list(journal.read(path)) == [{"number": 0}, {"number": 2}]
    assert path.read_bytes().startswith(b'{"number": 0}\n{"numb')  # nothing that was written is lost
