"""The definitions as a whole: an unintended change of lineage, checks or schedules shows as a difference of the snapshot."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import dagster as dg
import pytest
from syrupy.assertion import SnapshotAssertion

from pipelines.assets import PUBLISHED, REPORT
from pipelines.definitions import build_definitions
from pipelines.fetch_assets import key_of, rows_key_of, sources
from pipelines.jobs import JOB
from pipelines.models import load_models
from pipelines.resources import Places
from pipelines.settings import ROOT, Settings
from schemas import TABLES


@pytest.fixture
def definitions(tmp_path: Path) -> dg.Definitions:
    return build_definitions(settings=Settings(home=tmp_path))


def test_assets_are_as_recorded(definitions: dg.Definitions, snapshot: SnapshotAssertion) -> None:
    specs = definitions.resolve_all_asset_specs()
    assert {spec.key.to_user_string(): _asset(spec) for spec in sorted(specs, key=lambda spec: spec.key)} == snapshot


def test_checks_are_as_recorded(definitions: dg.Definitions, snapshot: SnapshotAssertion) -> None:
    graph = definitions.resolve_asset_graph()
    specs = [graph.get_check_spec(key) for key in sorted(graph.asset_check_keys)]
    found = {
        f"{spec.asset_key.to_user_string()}: {spec.name}": {"blocking": spec.blocking, "description": spec.description} for spec in specs
    }
    assert found == snapshot


def test_jobs_and_schedules_are_as_recorded(definitions: dg.Definitions, snapshot: SnapshotAssertion) -> None:
    repository = definitions.get_repository_def()
    jobs = {
        job.name: {"executor": job.executor_def.name, "description": job.description, "tags": dict(job.tags)}
        for job in repository.get_all_jobs()
        if not job.name.startswith("__")
    }
    schedules = {
        schedule.name: {
            "cron": schedule.cron_schedule,
            "timezone": schedule.execution_timezone,
            "job": schedule.job_name,
            "status": schedule.default_status.value,
        }
        for schedule in repository.schedule_defs
    }
    assert {"jobs": jobs, "schedules": schedules} == snapshot


def test_every_asset_is_a_table_and_every_model_file_is_both(definitions: dg.Definitions) -> None:
    assets = {spec.key.to_user_string() for spec in definitions.resolve_all_asset_specs()}
    fetched = {name for name in assets if name.startswith(("archive/", "parsed/"))}  # bytes, and rows of one source
    assert fetched == {key(name).to_user_string() for name in sources() for key in (key_of, rows_key_of)}
    assert assets - fetched - {PUBLISHED, REPORT} == set(TABLES)
    assert set(load_models()) <= assets


def test_every_column_is_described_before_any_run(definitions: dg.Definitions) -> None:
    for spec in definitions.resolve_all_asset_specs():
        if spec.key.to_user_string() in TABLES:
            schema = spec.metadata["dagster/column_schema"]
            assert [column.name for column in schema.columns] == list(TABLES[spec.key.to_user_string()].descriptions())
            assert all(column.description for column in schema.columns)


def test_the_daily_run_looks_from_the_scheduled_day(definitions: dg.Definitions) -> None:
    schedule = definitions.get_repository_def().get_schedule_def("publish_sanctions_daily")
    context = dg.build_schedule_context(scheduled_execution_time=datetime(2026, 11, 22, 6, tzinfo=UTC))
    (request,) = schedule.evaluate_tick(context).run_requests or []
    assert request.run_config == {"ops": {"run_clock": {"config": {"as_of": "2026-11-22"}}}}
    assert dg.validate_run_config(definitions.resolve_job_def(JOB), request.run_config)


#: The modules that are Dagster's; everything else in the packages is plain Python.
DAGSTER_MODULES = {
    f"pipelines.{name}"
    for name in ("assets", "checks", "definitions", "event_log", "fetch_assets", "jobs", "resources", "schedules", "table_metadata")
}


def test_plain_python_imports_no_dagster() -> None:
    modules = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for package in ("pipelines", "schemas")
        for path in (ROOT / package).rglob("*.py")
        if path.stem != "__main__"
    }
    assert modules >= DAGSTER_MODULES
    code = (
        "import importlib, json, sys\n"
        "for name in json.loads(sys.argv[1]):\n"
        "    importlib.import_module(name)\n"
        "    assert 'dagster' not in sys.modules, name\n"
    )
    plain = json.dumps(sorted(modules - DAGSTER_MODULES))
    done = subprocess.run([sys.executable, "-c", code, plain], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr.strip().splitlines()[-1]


def _asset(spec: dg.AssetSpec) -> dict[str, Any]:
    return {
        "deps": sorted(dep.asset_key.to_user_string() for dep in spec.deps),
        "group": spec.group_name,
        "kinds": sorted(spec.kinds),
        "description": spec.description,
        "owners": list(spec.owners),
        "tags": {name: value for name, value in sorted(spec.tags.items()) if not name.startswith("dagster/kind")},
        "freshness": str(spec.freshness_policy) if spec.freshness_policy else None,
    }


def test_a_run_reads_what_its_settings_say_and_not_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(home=tmp_path, gsdb=tmp_path / "gsdb.csv")
    monkeypatch.setenv("SANCTIONS_IST", str(tmp_path / "ist.csv"))
    monkeypatch.setenv("SANCTIONS_HOME", str(tmp_path / "elsewhere"))
    read = Places.of(settings).settings()
    assert (read.ist, read.gsdb, read.home) == (None, tmp_path / "gsdb.csv", tmp_path)
