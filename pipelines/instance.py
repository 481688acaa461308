"""The Dagster instance: the folder with the history of runs that the command line and the UI share.

What belongs here: where it is, how it comes into being, opening it for one in-process run. What does not: its settings
(`dagster.yaml`).
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from pipelines.settings import Settings

if TYPE_CHECKING:
    from dagster import DagsterInstance

TEMPLATE = Path(__file__).parent / "dagster.yaml"


def dagster_home(settings: Settings) -> Path:
    """The folder of the instance: DAGSTER_HOME if set, else one in the home, made from the template."""
    if own := os.environ.get("DAGSTER_HOME"):
        return Path(own)
    home = (settings.home / "dagster").resolve()
    home.mkdir(parents=True, exist_ok=True)
    if not (home / "dagster.yaml").exists():
        shutil.copyfile(TEMPLATE, home / "dagster.yaml")
    return home


def open_instance(settings: Settings) -> DagsterInstance:
    """The instance, for one in-process run; the caller closes it."""
    from dagster import DagsterInstance
    from dagster._core.instance.ref import InstanceRef

    home = dagster_home(settings)
    return DagsterInstance.from_ref(InstanceRef.from_dir(str(home), overrides=_fast_event_log(home)))


def _fast_event_log(home: Path) -> dict[str, Any]:
    """Where the instance uses the default storage, open its event log in the way that suits one process."""
    own = home / "dagster.yaml"
    chosen = (yaml.safe_load(own.read_text(encoding="utf-8")) if own.exists() else None) or {}
    if "storage" in chosen or "event_log_storage" in chosen:
        return {}
    config = {"base_dir": str(home / "history" / "runs")}
    return {"event_log_storage": {"module": "pipelines.event_log", "class": "PatientSqliteEventLog", "config": config}}
