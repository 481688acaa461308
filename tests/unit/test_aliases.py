"""Subjects meet under one spelling (W14)."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.register import aliases
from pipelines.settings import Settings


@pytest.mark.parametrize("spelling", ["UC Rusal plc", "Rusal", "entity:rusal", "United Company RUSAL PLC", "uc rusal PLC"])
def test_w14_spellings_of_one_name_meet(spelling: str) -> None:
    assert aliases.load(Settings().aliases).canonical(spelling) == "entity:rusal"


def test_unknown_spellings_stay_as_they_are() -> None:
    known = aliases.Aliases({"Rusal": "entity:rusal"})
    assert known.canonical("Nobody plc") == "Nobody plc"
    assert known.canonical("hs:070200") == "hs:070200"
    assert known.canonical(None) is None


def test_no_alias_file_means_no_aliases(tmp_path: Path) -> None:
    assert aliases.load(tmp_path / "none.yaml").canonical_of == {}


@pytest.mark.parametrize(
    ("text", "expected"), [("Alfa-Bank (JSC)", "alfa-bank-jsc"), ("Türkiye İş Bankası", "turkiye-is-bankas"), ("  ", "")]
)
def test_slugs_are_ascii(text: str, expected: str) -> None:
    assert aliases.slug(text) == expected
