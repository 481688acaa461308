"""The published file: same input, same content; keys, comments, storage format, readers."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import duckdb
import pytest

from pipelines import publish
from pipelines.settings import Settings
from schemas import TABLES
from tests.support import ask, build


def _content(database: Path) -> dict[str, list[tuple[object, ...]]]:
    out = {}
    for name, table in publish.published_tables().items():
        columns = [column for column in table.descriptions() if column not in ("started_at", "finished_at")]
        out[name] = ask(database, f"select {', '.join(columns)} from {name} order by all")
    return out


def test_two_runs_on_the_same_input_publish_the_same_content(published: Path, tmp_path: Path) -> None:
    again = build(Settings(home=tmp_path / "again")).database
    first, second = _content(published), _content(again)
    assert first.keys() == second.keys()
    for name in first:
        assert first[name] == second[name], name


def test_every_table_and_column_carries_its_comment(published: Path) -> None:
    tables = dict(ask(published, "select table_name, comment from duckdb_tables()"))
    assert set(tables) == set(publish.published_tables())
    assert all(comment.startswith("Grain: ") for comment in tables.values())
    columns = {
        (table, column): comment
        for table, column, comment in ask(published, "select table_name, column_name, comment from duckdb_columns() where not internal")
    }
    for name, table in publish.published_tables().items():
        for column, about in table.descriptions().items():
            assert columns[name, column] == about


def test_promised_tables_have_their_keys(published: Path) -> None:
    keyed = {
        name for (name,) in ask(published, "select distinct table_name from duckdb_constraints() where constraint_type = 'PRIMARY KEY'")
    }
    assert keyed >= {
        "announcements",
        "actions",
        "statements",
        "sanction_windows",
        "carve_outs",
        "easing_signals",
        "easing_index",
        "sunset_calendar",
    }


def test_an_older_duckdb_command_line_opens_it(published: Path) -> None:
    command = shutil.which("duckdb") or str(Path(__file__).parents[2] / ".venv" / "bin" / "duckdb")
    if not Path(command).exists():
        pytest.skip("the duckdb command line is not installed")
    query = "select count(*) as n from active_on('2016-01-01') where regime = 'ru-583-2015'"
    result = subprocess.run([command, "-readonly", "-csv", str(published), query], capture_output=True, text=True, check=True)
    version = subprocess.run([command, "--version"], capture_output=True, text=True, check=True).stdout
    assert version.startswith("v1.")
    assert result.stdout.split() == ["n", "45"]


def test_a_reader_keeps_the_version_it_opened(tmp_path: Path) -> None:
    settings = build(Settings(home=tmp_path / "home"))
    with duckdb.connect(str(settings.database), read_only=True) as reader:
        before = reader.execute("select count(*) from actions").fetchall()
        publish.publish(settings)
        assert reader.execute("select count(*) from actions").fetchall() == before
    assert not settings.database.with_suffix(".duckdb.tmp").exists()


def test_a_failed_build_leaves_the_old_file(tmp_path: Path) -> None:
    settings = build(Settings(home=tmp_path / "home"))
    before = settings.database.read_bytes()
    table = settings.tables / "actions.parquet"
    doubled = tmp_path / "doubled.parquet"
    duckdb.sql(f"copy (select * from '{table}' union all select * from '{table}') to '{doubled}' (format parquet)")
    doubled.replace(table)
    with pytest.raises(duckdb.ConstraintException):
        publish.publish(settings)
    assert settings.database.read_bytes() == before


def test_every_table_has_a_file_and_every_model_a_table(published: Path) -> None:
    files = {path.stem for path in (published.parent / "tables").glob("*.parquet")}
    assert files == set(TABLES)


def test_windows_cite_acts_that_exist(published: Path) -> None:
    rows = ask(
        published,
        "select count(*) from sanction_windows where opened_by not in (select announcement_id from announcements)"
        " or (closed_by is not null and closed_by not in (select announcement_id from announcements))",
    )
    assert rows == [(0,)]


def test_a_run_in_the_past_knows_nothing_of_later(tmp_path: Path) -> None:
    from datetime import date

    settings = build(Settings(home=tmp_path / "home"), date(2016, 6, 1))
    assert ask(settings.database, "select max(known_from) <= date '2016-06-01' from sanction_windows") == [(True,)]
    assert ask(settings.database, "select max(signal_on) <= date '2016-06-01' from easing_signals") == [(True,)]
    assert ask(settings.database, "select valid_to from active_on('2016-06-01') where measure = 'flight_ban' and target = 'TR'") == [
        (None,)
    ]
