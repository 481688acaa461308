"""Two assets a source: its bytes in the archive, and its rows. Fetching is a job of its own for each source, by the source's own rhythm.

What belongs here: what Dagster is told about fetching and parsing. What does not: doing so (`live.py`, `sources/`), tables (`assets.py`).
The main job reads only what the archive holds, and what no job has parsed yet, so a source that fails stops nothing.
"""

from collections.abc import Iterator
from datetime import timedelta
from functools import lru_cache
from urllib.parse import urlsplit

import dagster as dg
from dagster._core.definitions.unresolved_asset_job_definition import UnresolvedAssetJobDefinition

from pipelines import live
from pipelines.resources import Places
from pipelines.settings import Settings
from pipelines.sources import facts as facts_
from pipelines.sources import freshness
from pipelines.sources.facts import Facts
from pipelines.sources.visit import Visit

OWNERS = ["team:sanctions"]
#: A visit tries its requests again by itself; this is for a host that is away for a moment longer. On nothing but fetching.
RETRY = dg.RetryPolicy(max_retries=2, delay=30, backoff=dg.Backoff.EXPONENTIAL, jitter=dg.Jitter.PLUS_MINUS)
#: Notices of a visit that went as it should: the rest of a long backfill waits for the next one.
_AS_IT_SHOULD = ("texts_waiting", "request_limit")


@lru_cache(maxsize=1)
def sources() -> dict[str, Facts]:
    """The sources that ship with the project, and those that a user has put into the home at the time the definitions are loaded."""
    return facts_.load_all(Settings().home)


def key_of(name: str) -> dg.AssetKey:
    """`archive/us_federal_register`: bytes, not a table."""
    return dg.AssetKey(["archive", name.replace("-", "_")])


def rows_key_of(name: str) -> dg.AssetKey:
    """`parsed/us_federal_register`: the rows of one source."""
    return dg.AssetKey(["parsed", name.replace("-", "_")])


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
                "answers",
                asset=key,
                description="The source gives what it should: it is not silent, blocked, unreachable, stale or changed in shape.",
            )
        ],
        retry_policy=RETRY,
    )
    def fetch(context: dg.AssetExecutionContext, places: Places) -> Iterator[dg.MaterializeResult[None]]:
        settings = places.settings()
        visit = live.fetch(settings, [source.name]).visits[source.name]
        if visit.outcome == "failed" and context.retry_number < RETRY.max_retries:
            raise dg.Failure(f"{source.name}: {visit.words}")
        # a visit that brought nothing is on record as well, and must stop nothing that comes after it: the check says what it came to
        (fresh,) = freshness.rows(settings, live.choose(settings, [source.name]))
        yield dg.MaterializeResult(
            asset_key=key,
            metadata={
                "outcome": visit.outcome,
                "in words": visit.words,
                "requests": visit.requests,
                "new": len(visit.new),
                "bytes": visit.bytes,
                "state": fresh["state"],
                "last success": str(fresh["last_success_at"] or "never"),
            },
            check_results=[_verdict(visit, fresh["state"], fresh["last_error"])],
        )

    return fetch


def parse_asset(source: Facts) -> dg.AssetsDefinition:
    """The asset of one source: its rows, read from the archive. `landed` puts the rows of all sources together."""
    key = rows_key_of(source.name)

    @dg.multi_asset(
        name=f"parse_{source.name.replace('-', '_')}",
        specs=[
            dg.AssetSpec(
                key,
                deps=[key_of(source.name)],
                description=f"{source.title}: documents, texts and entries as rows, read from the archive without the network.",
                group_name="sources",
                owners=OWNERS,
                kinds={"python", "parquet"},
                tags={"source": source.name},
            )
        ],
        check_specs=[dg.AssetCheckSpec("reads", asset=key, description="Every body was read, and its counts are as expected.")],
    )
    def parse(places: Places) -> Iterator[dg.MaterializeResult[None]]:
        settings = places.settings()
        written = live.parse(settings, source)
        faults = live.faults(settings, source)
        yield dg.MaterializeResult(
            asset_key=key,
            metadata={"rows written": dg.MetadataValue.json(written), "faults": len(faults)},
            check_results=[
                dg.AssetCheckResult(
                    check_name="reads",
                    passed=not faults,
                    severity=dg.AssetCheckSeverity.WARN,
                    description="; ".join(faults[:10]) or None,
                )
            ],
        )

    return parse


def _verdict(visit: Visit, state: str, error: str | None) -> dg.AssetCheckResult:
    """The check of a visit: ERROR where nothing usable came, WARN where something is odd."""
    odd = [f"{notice.what}: {notice.place}: {notice.found}" for notice in visit.notices if notice.what not in _AS_IT_SHOULD]
    return dg.AssetCheckResult(
        check_name="answers",
        passed=state == "fresh" and visit.ok and not odd,
        severity=dg.AssetCheckSeverity.WARN if visit.new or visit.same else dg.AssetCheckSeverity.ERROR,
        description="; ".join([state, visit.words, *odd, *([error] if error and error not in visit.words else [])]),
    )


def fetch_jobs() -> list[UnresolvedAssetJobDefinition]:
    """A job a source: visit it, and read what came."""
    return [
        dg.define_asset_job(
            f"fetch_{name.replace('-', '_')}",
            selection=dg.AssetSelection.assets(key_of(name), rows_key_of(name)),
            description=f"Visit {source.title}, and read what came.",
            executor_def=dg.in_process_executor,
            tags={"team": "sanctions", "source": name, "sanctions/host": urlsplit(source.base_url).netloc.replace(":", "-")},
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
