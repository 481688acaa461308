"""The main job as Dagster runs it: what stops it, what only warns, and what is left in place."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import dagster as dg
import pytest

from pipelines import instance as instances
from pipelines.definitions import build_definitions
from pipelines.jobs import JOB, clock_config
from pipelines.main_job import execute
from pipelines.models import load_models
from pipelines.settings import REGISTER, Settings
from pipelines.steps import INTERPRETED_TABLES, LANDED_TABLES, REGISTER_TABLES
from pipelines.turns import WarehouseBusy, turn_to_write
from schemas import TABLES

DAY = date(2026, 11, 22)
MULTIPROCESS_HOME = "TEST_MULTIPROCESS_HOME"


@pytest.fixture
def history() -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.ephemeral() as instance:
        yield instance


@pytest.fixture
def acts(tmp_path: Path) -> Path:
    """A copy of one register file, to be spoilt."""
    folder = tmp_path / "acts"
    folder.mkdir()
    shutil.copy(REGISTER / "acts" / "ru-583-2015.yaml", folder)
    return folder


def test_a_run_counts_its_rows_and_is_kept_in_the_history(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("DAGSTER_HOME", raising=False)
    settings = Settings(home=tmp_path)
    result = execute(settings, DAY)
    assert (result.success, result.error, result.errors) == (True, None, [])
    assert result.rows.keys() == TABLES.keys()
    assert result.rows["sanction_windows"] > 0 and settings.database.exists()
    assert "".join(capfd.readouterr()) == ""
    with instances.open_instance(settings) as history:
        (run,) = history.get_runs()
        assert run.run_id == result.run_id and run.is_success
        event = history.get_latest_materialization_event(dg.AssetKey("sanction_windows"))
        board = history.get_latest_materialization_event(dg.AssetKey("scoreboard"))
    assert event and event.asset_materialization
    metadata = event.asset_materialization.metadata
    assert metadata["dagster/row_count"].value == result.rows["sanction_windows"]
    assert {"dagster/column_schema", "dagster/column_lineage", "preview", "path"} <= metadata.keys()
    assert board and board.asset_materialization
    assert len(str(board.asset_materialization.metadata["preview"].value).splitlines()) == result.rows["scoreboard"] + 2  # shown whole


def test_a_blocking_check_leaves_the_published_file_as_it_was(tmp_path: Path, acts: Path, history: dg.DagsterInstance) -> None:
    good = Settings(home=tmp_path, register_dir=acts)
    assert execute(good, DAY, instance=history).success
    before = good.database.read_bytes()
    weights = tmp_path / "weights.csv"
    lines = good.weights.read_text(encoding="utf-8").splitlines()
    weights.write_text("\n".join([*lines, lines[1]]) + "\n", encoding="utf-8")

    result = execute(Settings(home=tmp_path, register_dir=acts, weights=weights), DAY, instance=history)

    assert not result.success
    kind, name = lines[1].split(",")[:2]
    assert result.error == f"signal_weights: the check unique_key failed, 1 found: 2 rows with kind = {kind}, name = {name}."
    assert good.database.read_bytes() == before


def test_a_bad_row_is_refused_and_the_rest_goes_on(tmp_path: Path, acts: Path, history: dg.DagsterInstance) -> None:
    spoilt = acts / "ru-583-2015.yaml"
    text = spoilt.read_text(encoding="utf-8")
    first = next(line for line in text.splitlines() if "effective_on:" in line)
    spoilt.write_text(text.replace(first, f"{first.split(':')[0]}: '2016-02-31'", 1), encoding="utf-8")

    result = execute(Settings(home=tmp_path, register_dir=acts), DAY, instance=history)

    assert result.success and result.rows["rejected_rows"] >= 1
    warning = next(line for line in result.warnings if line.startswith("rejected_rows"))
    assert "ru-583-2015.yaml:" in warning and "effective_on = 2016-02-31" in warning


def test_an_unreadable_file_stops_the_run_with_one_line(tmp_path: Path, acts: Path, history: dg.DagsterInstance) -> None:
    settings = Settings(home=tmp_path, register_dir=acts)
    assert execute(settings, DAY, instance=history).success
    before = settings.database.read_bytes()
    (acts / "broken.yaml").write_text("acts: [unclosed\n", encoding="utf-8")

    result = execute(settings, DAY, instance=history)

    assert not result.success and result.error
    assert "broken.yaml" in result.error and "\n" not in result.error
    assert "Error" not in result.error.split("broken.yaml")[0]  # no class names, no step names
    assert settings.database.read_bytes() == before


def test_a_clock_that_is_no_day_is_named(tmp_path: Path, history: dg.DagsterInstance) -> None:
    job = build_definitions(settings=Settings(home=tmp_path)).resolve_job_def(JOB)
    outcome = job.execute_in_process({"ops": {"run_clock": {"config": {"as_of": "31.11.2026"}}}}, instance=history, raise_on_error=False)
    assert not outcome.success
    assert "which is no day" in str(outcome.get_step_failure_events()[0].step_failure_data.error)


def test_two_runs_never_write_at_once(tmp_path: Path) -> None:
    with turn_to_write(tmp_path), pytest.raises(WarehouseBusy, match="another run is writing"), turn_to_write(tmp_path, patience=0.2):
        pass
    with turn_to_write(tmp_path, shared=True), turn_to_write(tmp_path, shared=True):
        pass


def test_an_instance_folder_that_is_there_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DAGSTER_HOME", raising=False)
    home = instances.dagster_home(Settings(home=tmp_path))
    assert (home / "dagster.yaml").read_bytes() == instances.TEMPLATE.read_bytes()
    (home / "dagster.yaml").write_text("telemetry: {enabled: false}\n", encoding="utf-8")
    assert instances.dagster_home(Settings(home=tmp_path)) == home
    assert (home / "dagster.yaml").read_text(encoding="utf-8") == "telemetry: {enabled: false}\n"
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path / "own"))
    assert instances.dagster_home(Settings(home=tmp_path)) == tmp_path / "own"


def multiprocess_job() -> dg.JobDefinition:
    """The job as each process of the multiprocess executor builds it anew."""
    settings = Settings()
    return build_definitions(settings=settings, executor=dg.multiprocess_executor).resolve_job_def(JOB)


def _upstream(name: str) -> set[str]:
    """A model and all models that it reads, directly or not."""
    models = load_models()
    return {name}.union(*(_upstream(found) for found in models[name].dependencies if found in models))


def test_the_multiprocess_executor_works_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SANCTIONS_HOME", str(tmp_path / "home"))
    quiet = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
    names = ["run_clock", *LANDED_TABLES, *REGISTER_TABLES, *INTERPRETED_TABLES, *_upstream("statements")]
    some = [dg.AssetKey(name) for name in names]
    with (
        dg.DagsterInstance.local_temp(str(tmp_path)) as instance,
        dg.execute_job(
            dg.reconstructable(multiprocess_job), instance=instance, run_config=clock_config(DAY) | quiet, asset_selection=some
        ) as result,
    ):
        assert result.success
    assert (tmp_path / "home" / "tables" / "statements.parquet").exists()
