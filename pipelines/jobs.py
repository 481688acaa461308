"""Jobs: what runs together.

What belongs here: selections of assets under a name. What does not: when they run (`schedules.py`), what they do (`assets.py`).
"""

from __future__ import annotations

from datetime import date
from typing import Any

import dagster as dg
from dagster._core.definitions.unresolved_asset_job_definition import UnresolvedAssetJobDefinition

JOB = "publish_sanctions"
#: With this tag the UI lists runs of the command line under the job of its own code location.
RUN_TAGS = {".dagster/repository": "__repository__@sanctions", "started_by": "sanctions run"}


def publish_sanctions(executor: dg.ExecutorDefinition) -> UnresolvedAssetJobDefinition:
    """The main job: every table, then the published file."""
    return dg.define_asset_job(
        JOB,
        # fetching has jobs of its own: the main job reads what the archive holds, so that a source that fails stops nothing
        selection=dg.AssetSelection.all() - dg.AssetSelection.key_prefixes(["archive"], ["parsed"]),
        description="Register, tables, models, published file. A blocking check that fails stops it before it publishes.",
        executor_def=executor,
        tags={"team": "sanctions", "sanctions/writes": "tables"},  # `dagster.yaml` lets one such run go at a time
    )


def clock_config(as_of: date) -> dict[str, Any]:
    """Run config that sets the clock of a run."""
    return {"ops": {"run_clock": {"config": {"as_of": as_of.isoformat()}}}}
