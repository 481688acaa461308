"""`changes` tells a new or different document from different code, and an unchanged run from both."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipelines import fingerprint, models
from pipelines.settings import SQL, Settings
from tests.support import ask, build

# A made-up register: no such acts exist.
REGISTER = """regime: ru-made-up
title: A made-up regime for tests
sender: RU
target: TR
recorded_on: 2026-01-01
acts:
  - id: act-1
    kind: decree
    title: A made-up decree
    signed_on: 2020-01-01
    confidence: verified
    actions:
      - id: a1
        action: impose
        measures: [import_ban]
        subjects: [hs:070200]
        effective_on: 2020-01-02
        sunset: 2026-12-31
        text: Bans something.
"""
SECOND_ACT = """
  - id: act-2
    kind: decree
    title: Another made-up decree
    signed_on: 2021-01-01
    confidence: verified
    actions:
      - id: a2
        action: lift
        measures: [import_ban]
        subjects: [hs:070200]
        effective_on: 2021-01-02
        text: Lifts it again.
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    acts = tmp_path / "acts"
    acts.mkdir()
    (acts / "ru-made-up.yaml").write_text(REGISTER, encoding="utf-8")
    return build(Settings(home=tmp_path / "home", register_dir=acts))


def _changes(settings: Settings) -> set[tuple[str, str, str]]:
    return set(ask(settings.database, "select kind, table_name, op from changes"))


def test_the_first_run_has_nothing_to_compare_with(settings: Settings) -> None:
    assert _changes(settings) == set()


def test_a_run_on_the_same_input_changes_nothing(settings: Settings) -> None:
    assert _changes(build(settings)) == set()


def test_a_new_act_is_a_source_change(settings: Settings) -> None:
    path = settings.register_dir / "ru-made-up.yaml"
    path.write_text(REGISTER + SECOND_ACT, encoding="utf-8")
    found = _changes(build(settings))
    assert {kind for kind, _, _ in found} == {"source_changed"}
    assert {("source_changed", "announcements", "insert"), ("source_changed", "actions", "insert")} <= found
    rows = ask(settings.database, "select before, after from changes where table_name = 'sanction_windows' and op = 'update'")
    [(before, after)] = rows
    assert json.loads(before)["known_to"] is None
    assert json.loads(after)["known_to"] == "2021-01-01"


def test_the_same_input_and_other_code_is_a_pipeline_change(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changed = tmp_path / "sql"
    shutil.copytree(SQL, changed)
    model = changed / "staging" / "actions.sql"
    model.write_text(model.read_text(encoding="utf-8").replace("    evidence,\n", "    upper(evidence) as evidence,\n"), encoding="utf-8")
    real_take, real_models = fingerprint.take, models.load_models
    monkeypatch.setattr(fingerprint, "take", lambda *args: replace(real_take(*args), code_sha256="0" * 64, run_id="other-code"))
    monkeypatch.setattr(models, "load_models", lambda: real_models(changed))
    found = _changes(build(settings))
    assert ("pipeline_changed", "actions", "update") in found
    assert {kind for kind, _, _ in found} == {"pipeline_changed"}


def test_a_later_day_is_neither(settings: Settings) -> None:
    found = _changes(build(settings, date(2027, 1, 1)))
    assert {kind for kind, _, _ in found} == {"clock_moved"}
    assert ("clock_moved", "sanction_windows", "insert") in found
    assert ask(settings.database, "select closing, valid_to from sanction_windows where known_to is null") == [("overdue", None)]
