"""Scores of the act interpreter: the comparison itself on made-up rows, and the targets on the labelled acts where they are present."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipelines.errors import SanctionsError
from pipelines.interpret import score_acts
from pipelines.interpret.acts import interpret_act, us_compare
from pipelines.register import load
from tests.support import SHARED, needs_shared

REGISTER = Path(load.__file__).parent / "acts"
ACTS = SHARED / "eval" / "eu_acts"
RECORDINGS = SHARED / "data" / "announcements" / "us_federal_register"


def row(action: str, measure: str, **more: Any) -> dict[str, Any]:
    return {
        "action": action,
        "measure": measure,
        "article": "",
        "count": None,
        "names": [],
        "effective_on": None,
        "expires_on": None,
        **more,
    }


def test_rows_match_one_to_one_and_other_is_left_out() -> None:
    gold = [row("list", "asset_freeze"), row("list", "asset_freeze"), row("other", "entry_update"), row("exempt_extend", "claims_ban")]
    read = [row("list", "asset_freeze"), row("exempt_extend", "other"), row("extend", "multiple"), row("other", "other")]
    result = score_acts.compare("made-up", gold, read)
    assert (len(result.matched), len(result.missed), len(result.false)) == (2, 1, 1)


@needs_shared
def test_targets_on_the_labelled_acts() -> None:
    scores = score_acts.score(ACTS)
    assert scores["f1"] >= 0.85 and scores["effective"] >= 0.9
    assert scores["renewals_read"] == 0
    assert scores["count"] >= 0.9 and scores["names"] >= 0.9


@needs_shared
def test_every_quote_of_the_labelled_acts_stands_at_its_offsets() -> None:
    for path in sorted(ACTS.glob("3*.md")):
        text = path.read_text(encoding="utf-8")
        for action in interpret_act(text, page_date=date(2020, 1, 1), official_id=path.stem).actions:
            assert text[action.start : action.end] == action.quote


@needs_shared
def test_recorded_presidential_documents_against_the_register() -> None:
    found = us_compare.compare(us_compare.records(RECORDINGS / "documents_search_2017-2018.json"), REGISTER)
    assert not found["missed"] and found["agree"] == len(found["matched"]) == found["register"]


@needs_shared
def test_recorded_formex_and_kremlin_texts_end_without_a_sanction() -> None:
    for path in [
        *RECORDINGS.parent.glob("eu_formex/*.xml"),
        *RECORDINGS.parent.glob("eu_eurlex_html/*.html"),
        *RECORDINGS.parent.glob("ru_kremlin/*"),
    ]:
        reading = interpret_act(path.read_text(encoding="utf-8", errors="replace"))
        assert not [a for a in reading.actions if a.measure in ("asset_freeze", "travel_ban", "import_ban") and a.confidence >= 0.8], (
            path.name
        )
        assert reading.actions or reading.unread


def test_the_page_tells_scores_and_misses(tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_text(
        '{"celex": "1", "actions": [{"action": "list", "measure": "asset_freeze", "article": "Article 1", "count": 1, "names": ["A"],'
        ' "effective_on": null, "expires_on": null}]}\n',
        encoding="utf-8",
    )
    (tmp_path / "1.md").write_text("CELEX: 1\n----\nNo law here.", encoding="utf-8")
    scores = score_acts.write(tmp_path, tmp_path, REGISTER, tmp_path / "acts.md")
    assert scores["f1"] == 0.0
    assert "missed list asset_freeze (Article 1)" in (tmp_path / "acts.md").read_text(encoding="utf-8")


def test_a_folder_without_labels_is_named(tmp_path: Path) -> None:
    with pytest.raises(SanctionsError, match=r"has no gold\.jsonl"):
        score_acts.score(tmp_path)
