"""Bad register rows are refused alone, with file, row, field and value; nothing else is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipelines.errors import RegisterUnreadable
from pipelines.register.load import load
from pipelines.settings import Settings
from tests.support import ask, build

# A made-up register: no such acts exist.
HEAD = """regime: ru-made-up
title: A made-up regime for tests
sender: RU
target: TR
recorded_on: 2026-01-01
acts:
"""
GOOD = """
  - id: good-act
    kind: decree
    title: A made-up decree
    signed_on: 2020-01-01
    confidence: verified
    actions:
      - id: good
        action: impose
        measures: [import_ban]
        subjects: [hs:070200]
        effective_on: 2020-01-02
        text: Bans something.
"""


def _action(**fields: str) -> str:
    base = {
        "id": "bad",
        "action": "impose",
        "measures": "[import_ban]",
        "subjects": "[hs:080510]",
        "effective_on": "2020-01-02",
        "text": "Bans a thing.",
    }
    lines = [f"        {key}: {value}" for key, value in (base | fields).items()]
    return "\n".join(["      - " + lines[0].strip(), *lines[1:]]) + "\n"


CASES = [
    (_action(effective_on="2020-02-30"), "effective_on", "real_date", "2020-02-30"),
    (_action(effective_on="soon"), "effective_on", "malformed", "soon"),
    (_action(measures="[import_bam]"), "measure", "not_in_closed_list", "import_bam"),
    (_action(until="2019-12-31"), "expires_on", "end_not_before_start", "2019-12-31"),
    (_action(id="good"), "action_id", "duplicate", "good"),
    (_action(subjects="[tomatoes]"), "subject", "malformed", "tomatoes"),
    (_action(efective_on="2020-01-02"), "efective_on", "unknown_key", "2020-01-02"),
    (_action(added="many"), "added", "whole_number", "many"),
    (_action(confidence="sure"), "confidence", "not_in_closed_list", "sure"),
    (_action(corrects="nothing-of-the-kind"), "corrects", "corrected_action_unknown", "nothing-of-the-kind"),
]


def _write(folder: Path, text: str, name: str = "ru-made-up.yaml") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(HEAD + text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(("bad", "column", "check", "value"), CASES, ids=[f"{case[1]}-{case[2]}" for case in CASES])
def test_a_bad_row_is_refused_with_its_place_and_value(tmp_path: Path, bad: str, column: str, check: str, value: str) -> None:
    register = load(_write(tmp_path / "acts", GOOD + bad), tmp_path / "none.yaml", "run")
    refused = register.rejected_rows.row(0, named=True)
    text = (tmp_path / "acts" / "ru-made-up.yaml").read_text(encoding="utf-8").splitlines()
    assert (refused["file"], refused["column_name"], refused["failed_check"], refused["failure_case"]) == (
        "ru-made-up.yaml",
        column,
        check,
        value,
    )
    assert "Bans a thing." in "\n".join(text[refused["line"] - 1 : refused["line"] + 9]) or column in text[refused["line"] - 1]
    assert "Bans a thing." in json.dumps(json.loads(refused["raw"]))
    kept = set(register.register_actions["action_id"])
    assert "good" in kept
    assert "bad" not in kept or check == "whole_number"  # a count that is no number costs the count, not the effect


def test_a_refused_act_takes_its_effects_with_it_and_says_so(tmp_path: Path) -> None:
    act = GOOD.replace("good", "other").replace("signed_on: 2020-01-01", "signed_on: 2020-13-01")
    register = load(_write(tmp_path / "acts", GOOD + act), tmp_path / "none.yaml", "run")
    found = {(row["row_id"], row["failed_check"]) for row in register.rejected_rows.iter_rows(named=True)}
    assert found == {("other-act", "real_date"), ("other", "act_refused_or_unknown")}
    assert register.register_acts["announcement_id"].to_list() == ["good-act"]


def test_the_rest_of_the_run_goes_on_and_the_refused_row_is_published(tmp_path: Path) -> None:
    acts = _write(tmp_path / "acts", GOOD + _action(effective_on="2020-02-30"))
    settings = build(Settings(home=tmp_path / "home", register_dir=acts))
    assert ask(settings.database, "select subject from active_on('2020-06-01')") == [("hs:070200",)]
    assert ask(settings.database, "select file, row_id, column_name, failure_case from rejected_rows") == [
        ("ru-made-up.yaml", "bad", "effective_on", "2020-02-30")
    ]
    assert ask(settings.database, "select rows_accepted, rows_rejected from sources where source = 'register'") == [(2, 1)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("acts:\n  - id: [never closed\n", "not readable as YAML"),
        ("just a sentence\n", "not readable as YAML"),
        ("    kind: decree\n     title: badly indented\n", "not readable as YAML"),
        ("  - id: twice\n    id: again\n", "stands twice"),
        ("", "lacks acts"),
    ],
)
def test_a_file_that_is_no_register_file_stops_the_run_with_one_clear_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(RegisterUnreadable, match=message) as caught:
        load(_write(tmp_path / "acts", text), tmp_path / "none.yaml", "run")
    line = str(caught.value)
    assert line.startswith("ru-made-up.yaml")
    assert "\n" not in line


def test_a_file_header_without_a_day_is_no_register_file(tmp_path: Path) -> None:
    folder = _write(tmp_path / "acts", GOOD)
    path = folder / "ru-made-up.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("recorded_on: 2026-01-01", "recorded_on: lately"), encoding="utf-8")
    with pytest.raises(RegisterUnreadable, match="recorded_on"):
        load(folder, tmp_path / "none.yaml", "run")
