"""Schedules: when jobs run by themselves.

What belongs here: times and the run config that follows from them. What does not: anything about data.
"""

from __future__ import annotations

import dagster as dg
from dagster._core.definitions.unresolved_asset_job_definition import UnresolvedAssetJobDefinition

from pipelines.jobs import clock_config


def daily(job: UnresolvedAssetJobDefinition) -> dg.ScheduleDefinition:
    """Every day at 06:00 UTC, with the scheduled day as the run's clock (so a late or repeated tick gives the same run)."""

    def request(context: dg.ScheduleEvaluationContext) -> dg.RunRequest:
        day = context.scheduled_execution_time.date()
        return dg.RunRequest(run_key=day.isoformat(), run_config=clock_config(day))

    return dg.ScheduleDefinition(
        name="publish_sanctions_daily",
        job=job,
        cron_schedule="0 6 * * *",
        execution_timezone="UTC",
        execution_fn=request,
        description="Publishes once a day; the run looks from the scheduled day.",
        # on from the start: a deployment that nobody has clicked through must publish all the same
        default_status=dg.DefaultScheduleStatus.RUNNING,
    )
