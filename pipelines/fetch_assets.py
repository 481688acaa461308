"""One asset a source: its bytes in the archive. Fetching is a job of its own for each source, by the source's own rhythm.

What belongs here: what Dagster is told about fetching. What does not: fetching (`live.py`, `sources/`), tables (`assets.py`). The main job
reads only what the archive holds, so a source that fails stops nothing.
"""

from collections.abc import Iterator
from datetime import timedelta
from functools import lru_cache

import dagster as dg
from dagster._core.definitions.unresolved_asset_job_definition import UnresolvedAssetJobDefinition

from pipelines import live
from pipelines.resources import Warehouse
from pipelines.settings import Settings
from pipelines.sources import facts as facts_
from pipelines.sources.facts import Facts

OWNERS = ["team:sanctions"]
#: A visit retries its requests by itself; these are for a host that is away for longer. Never on anything but fetching.
RETRY = dg.RetryPolicy(max_retries=2, delay=300, backoff=dg.Backoff.EXPONENTIAL, jitter=dg.Jitter.PLUS_MINUS)


@lru_cache(maxsize=1)
def sources() -> dict[str, Facts]:
    """The sources that ship with the project, by name; feeds that a user adds are fetched by `sanctions run --live`."""
    return facts_.load_all(Settings().home)


def key_of(name: str) -> dg.AssetKey:
    """`archive/us_federal_register`: bytes, not a table."""
    return dg.AssetKey(["archive", name.replace("-", "_")])


def fetch_asset(source: Facts) -> dg.AssetsDefinition:
    """The asset of one source: a visit to it, and what came."""
    key = key_of(source.name)

    @dg.multi_asset(
        name=f"visit_{source.name.replace('-', '_')}",
        specs=[
            dg.AssetSpec(
                key,
                description=f"{source.title}\n\nPublisher: {source.publisher}. Licence: {source.licence}. Asked at {source.rhythm} (UTC).",
                group_name="sources",
                owners=OWNERS,
                kinds={"python", "bronze"},
                tags={"source": source.name},
                freshness_policy=dg.FreshnessPolicy.time_window(fail_window=timedelta(hours=max(2, source.freshness_hours))),
            )
        ],
        check_specs=[
            dg.AssetCheckSpec(
                "answers", asset=key, description="The source gave what it should: not silent, blocked, stale or changed in shape."
            )
        ],
        op_tags={"sanctions/host": source.base_url},
    )
    def fetch(context: dg.AssetExecutionContext, warehouse: Warehouse) -> Iterator[dg.MaterializeResult[None]]:
        visit = live.fetch(warehouse.settings(), [source.name]).visits[source.name]
        if visit.outcome == "failed" and context.retry_number < RETRY.max_retries:
            raise dg.RetryRequested(max_retries=RETRY.max_retries, seconds_to_wait=float(RETRY.delay or 0) * 2**context.retry_number)
        yield dg.MaterializeResult(
            asset_key=key,
            metadata={
                "outcome": visit.outcome,
                "in words": visit.words,
                "requests": visit.requests,
                "new": len(visit.new),
                "bytes": visit.bytes,
            },
            check_results=[
                dg.AssetCheckResult(
                    check_name="answers",
                    passed=visit.outcome not in ("failed", "refused", "partial"),
                    severity=dg.AssetCheckSeverity.WARN,
                    description=visit.words,
                )
            ],
        )

    return fetch


def fetch_jobs() -> list[UnresolvedAssetJobDefinition]:
    """A job a source."""
    return [
        dg.define_asset_job(
            f"fetch_{name.replace('-', '_')}",
            selection=dg.AssetSelection.assets(key_of(name)),
            description=f"Visit {source.title}.",
            executor_def=dg.in_process_executor,
            tags={"team": "sanctions", "source": name},
        )
        for name, source in sources().items()
    ]


def fetch_schedules(jobs: list[UnresolvedAssetJobDefinition]) -> list[dg.ScheduleDefinition]:
    """A schedule a source, by its rhythm. Stopped at first: turning one on is the decision to send requests to somebody's server."""
    rhythms = {f"fetch_{name.replace('-', '_')}": source.rhythm for name, source in sources().items()}
    return [
        dg.ScheduleDefinition(
            name=f"{job.name}_schedule",
            job=job,
            cron_schedule=rhythms[job.name],
            execution_timezone="UTC",
            default_status=dg.DefaultScheduleStatus.STOPPED,
        )
        for job in jobs
    ]
