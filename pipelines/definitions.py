"""The Dagster definitions of the project, put together.

What belongs here: assembly. What does not: anything that is assembled. Tests and other deployments call `build_definitions`
with what they want different; `dagster dev -w workspace.yaml` takes `defs`.
"""

from __future__ import annotations

import dagster as dg

from pipelines.assets import all_assets
from pipelines.fetch_assets import fetch_asset, fetch_jobs, fetch_schedules, parse_asset, sources
from pipelines.jobs import publish_sanctions
from pipelines.resources import Places, Warehouse
from pipelines.schedules import daily
from pipelines.settings import Settings


def build_definitions(*, settings: Settings | None = None, executor: dg.ExecutorDefinition | None = None) -> dg.Definitions:
    """All assets, checks, jobs and schedules.

    Parameters: `settings` in place of those from the environment; `executor` in place of the in-process one, which is the
    default because starting a process for every step costs seconds and the steps take milliseconds.
    """
    executor = executor or dg.in_process_executor
    settings = settings or Settings()
    fetched = [make(source) for source in sources().values() for make in (fetch_asset, parse_asset)]
    fetching = fetch_jobs()
    job = publish_sanctions(executor)
    return dg.Definitions(
        assets=[*all_assets(), *fetched],
        jobs=[job, *fetching],
        schedules=[daily(job), *fetch_schedules(fetching)],
        resources={
            "warehouse": Warehouse.of(settings, exclusive=executor is dg.in_process_executor),
            "places": Places.of(settings),
        },
        executor=executor,
    )


defs = build_definitions()
