"""The embedded register is held to stricter rules than a run needs."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.register.check import findings
from pipelines.register.load import load
from pipelines.settings import Settings

# Made up: no such acts exist.
FILE = """regime: eu-made-up
title: A made-up regime
sender: EU
target: RU
recorded_on: 2026-01-01
acts:
  - id: act-1
    kind: council_regulation
    official_id: 32014R0833
    title: A made-up regulation
    signed_on: 2014-07-31
    published_on: 2014-07-31
    url: https://example.org/act
    confidence: verified
    actions:
      - id: a1
        action: impose
        measures: [export_ban]
        subjects: [sector:defence]
        text: Bans something.
"""


def _findings(tmp_path: Path, text: str) -> list[str]:
    (tmp_path / "eu-made-up.yaml").write_text(text, encoding="utf-8")
    return list(findings(load(tmp_path, tmp_path / "none.yaml", "check")))


def test_the_embedded_register_has_no_findings() -> None:
    settings = Settings()
    assert list(findings(load(settings.register_dir, settings.aliases, "check"))) == []


def test_a_good_file_has_none(tmp_path: Path) -> None:
    assert _findings(tmp_path, FILE) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("32014R0833", "2014R0833", "no CELEX: '2014R0833'"),
        ("published_on: 2014-07-31", "published_on: 2014-07-30", "after its publication"),
        ("    url: https://example.org/act\n", "", "no source is given"),
        ("    title: A made-up regulation\n", "    title: A made-up regulation\n    amends: [act-0]\n", "does not have: 'act-0'"),
        ("action: impose", "action: exempt", "needs a chain"),
        ("measures: [export_ban]", "measures: [export_bam]", "measure not in closed list: 'export_bam'"),
        ("signed_on: 2014-07-31", "signed_on: 2014-02-30", "signed_on real date: '2014-02-30'"),
    ],
)
def test_what_is_wrong_is_named_with_file_and_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    found = _findings(tmp_path, FILE.replace(old, new))
    assert any(line.startswith("eu-made-up.yaml:") and message in line for line in found), found
