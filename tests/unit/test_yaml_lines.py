"""YAML is read as plain text with line numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.errors import RegisterUnreadable
from pipelines.register.yaml_lines import read


def _file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "x.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_nothing_is_guessed(tmp_path: Path) -> None:
    value = read(_file(tmp_path, "country: NO\nday: 2016-02-30\nnumber: 0583\nempty:\nlist: [yes, 1.0]\n"), "x.yaml")
    assert value == {"country": "NO", "day": "2016-02-30", "number": "0583", "empty": None, "list": ["yes", "1.0"]}


def test_blocks_know_their_lines(tmp_path: Path) -> None:
    value = read(_file(tmp_path, "a: 1\nb:\n  - c: 2\n    d: 3\n"), "x.yaml")
    assert (value.line, value["b"][0].line, value["b"][0].lines) == (1, 3, {"c": 3, "d": 4})


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"a: b: c\n", b"a: \x07\n"])
def test_what_is_no_yaml_is_named_with_its_file(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(content)
    with pytest.raises(RegisterUnreadable, match=r"^x\.yaml"):
        read(path, "x.yaml")
