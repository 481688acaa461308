"""The command line as a person uses it, in processes of its own."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

# What only tests install must not be needed: `pyarrow` is hidden from the command line.
_PROGRAM = "import sys; sys.modules['pyarrow'] = None; from pipelines.cli import main; main(prog_name='sanctions')"


def _sanctions(home: Path, *arguments: str, code: int = 0, **env: str) -> subprocess.CompletedProcess[str]:
    environment = {"SANCTIONS_HOME": str(home), "PATH": os.environ["PATH"], "HOME": str(home.parent)} | env
    done = subprocess.run([sys.executable, "-c", _PROGRAM, *arguments], capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == code, done.stderr
    return done


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home filled by `sanctions run`."""
    home = tmp_path_factory.mktemp("cli") / "warehouse"
    _sanctions(home, "run", "--as-of", "2026-11-22", "--quiet")
    return home


def test_run_says_so_when_nothing_has_changed_and_does_nothing(home: Path) -> None:
    before = (home / "sanctions.duckdb").stat()
    done = _sanctions(home, "run", "--as-of", "2026-11-22")
    assert "Nothing has changed since run" in done.stdout
    after = (home / "sanctions.duckdb").stat()
    assert (before.st_mtime_ns, before.st_ino) == (after.st_mtime_ns, after.st_ino)
    assert _sanctions(home, "changes").stdout == ""


def test_run_ends_with_a_summary(home: Path) -> None:
    text = _sanctions(home, "run", "--as-of", "2026-11-22").stdout
    for words in (
        "In force on 2026-11-22",
        "RU -> TR",
        "EU -> RU",
        "US -> RU",
        "Last easing signals",
        "Next sunsets",
        "sanctions.duckdb",
        "sanctions sql",
    ):
        assert words in text


def test_active_prints_csv_that_programs_read(home: Path) -> None:
    text = _sanctions(
        home, "active", "--on", "2016-02-01", "--known-on", "2015-11-29", "--sender", "ru", "--target", "tr", "--format", "csv"
    ).stdout
    rows = list(csv.DictReader(io.StringIO(text)))
    measures = {row["measure"] for row in rows}
    assert "labour_hire_ban" in measures
    assert "import_ban" not in measures


def test_active_filters_by_regime(home: Path) -> None:
    rows = json.loads(_sanctions(home, "active", "--on", "2017-11-01", "--regime", "ru-583-2015", "--format", "json").stdout)
    assert {row["regime"] for row in rows} == {"ru-583-2015"}
    assert {"measure": "import_quota", "subject": "hs:070200"}.items() <= next(
        row for row in rows if row["measure"] == "import_quota"
    ).items()


def test_explain_prints_the_chain_of_acts(home: Path) -> None:
    text = _sanctions(home, "explain", "hs:070200", "--sender", "RU").stdout
    assert text.index("opened") < text.index("Resolution 1296") < text.index("ended") < text.index("Resolution of 26 October 2017")
    assert "https://" in text
    rows = json.loads(_sanctions(home, "explain", "arms_embargo", "--sender", "EU", "--format", "json").stdout)
    assert [row["step"] for row in rows].count("renewed") >= 23
    assert all(row["confidence"] and row["title"] for row in rows)


def test_easing_and_sunsets_take_the_same_filters(home: Path) -> None:
    signals = json.loads(_sanctions(home, "easing", "--sender", "US", "--target", "RU", "--from", "2026-03-01", "--format", "json").stdout)
    assert {(row["sender"], row["target"]) for row in signals} == {("US", "RU")}
    sunsets = json.loads(_sanctions(home, "sunsets", "--sender", "EU", "--regime", "eu-833-2014", "--format", "json").stdout)
    assert [(row["regime"], row["expires_on"]) for row in sunsets] == [("eu-833-2014", "2027-07-31")]


def test_sql_reads_and_cannot_write(home: Path) -> None:
    assert _sanctions(home, "sql", "select 1 as one", "--format", "csv").stdout == "one\n1\n"
    failed = _sanctions(home, "sql", "drop table actions", code=1)
    assert failed.stderr.startswith("sanctions: ")
    assert failed.stderr.count("\n") == 1
    _sanctions(home, "sql", "select * from read_csv('/etc/passwd')", code=1)


def test_doctor_is_content(home: Path) -> None:
    rows = json.loads(_sanctions(home, "doctor", "--format", "json").stdout)
    assert {row["verdict"] for row in rows} <= {"ok", "warn"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["active", "--on", "2016-02-30"], "'2016-02-30' is no day of the calendar"),
        (["explain", "nothing-of-the-kind"], "no window has the id, measure or subject"),
        (["run", "--as-of", "soon"], "'soon' is no day of the calendar"),
    ],
)
def test_errors_are_clear(home: Path, arguments: list[str], message: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"SANCTIONS_HOME": str(home)},
    )
    assert done.returncode != 0
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_before_the_first_run_the_way_forward_is_named(tmp_path: Path) -> None:
    assert "run `sanctions run` first" in _sanctions(tmp_path / "none", "active", code=1).stderr


def test_an_unreadable_register_leaves_the_published_file(home: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text("acts: [never closed\n", encoding="utf-8")
    before = (home / "sanctions.duckdb").read_bytes()
    done = _sanctions(home, "run", code=1, SANCTIONS_REGISTER_DIR=str(tmp_path))
    assert "broken.yaml:" in done.stderr
    assert done.stderr.strip().count("\n") == 0
    assert (home / "sanctions.duckdb").read_bytes() == before


@pytest.mark.parametrize("command", ["run", "active", "explain", "easing", "sunsets", "changes", "sql", "doctor", "ui"])
def test_every_command_has_help_with_an_example(tmp_path: Path, command: str) -> None:
    assert "Example: sanctions" in _sanctions(tmp_path, command, "--help").stdout


@pytest.mark.parametrize("command", ["active", "explain", "easing", "sunsets", "changes", "sql", "doctor"])
def test_query_commands_import_neither_dagster_nor_polars(command: str) -> None:
    heavy = "{'dagster', 'polars', 'pandas', 'pandera'}"
    program = f"import sys, pipelines.cli, pipelines.cli.{command}; print(sorted({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout == "[]\n"
