"""Assets: each table is one, and the published file. The name of the table is the key of the asset.

What belongs here: which step makes which tables, after which others, and what Dagster is told about them. What does not:
the steps (`steps.py`, `publish.py`), SQL, parsing.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache, partial
from pathlib import Path

import dagster as dg
from pydantic import Field

from pipelines import changes, checks, models, publish, steps, tables
from pipelines import table_metadata as about
from pipelines.errors import SanctionsError
from pipelines.evaluation import EVALUATIONS, Evaluation
from pipelines.fetch_assets import rows_key_of, sources
from pipelines.report import page
from pipelines.resources import Warehouse
from pipelines.settings import ROOT, SQL, Settings
from schemas import TABLES

OWNERS = ["team:sanctions"]
PUBLISHED = "sanctions_duckdb"
REPORT = "report"
#: The file is due once a day; a missed day warns, a second one fails.
FRESH = dg.FreshnessPolicy.time_window(warn_window=timedelta(hours=26), fail_window=timedelta(hours=50))


class Clock(dg.Config):
    """The clock of a run."""

    as_of: str | None = Field(
        default=None, description="The day the run looks from, YYYY-MM-DD; nothing known later is used. Default: today, UTC."
    )

    def day(self) -> date:
        """The day, or today."""
        if self.as_of is None:
            return steps.utc_now().date()
        try:
            return date.fromisoformat(self.as_of)
        except ValueError:
            raise SanctionsError(f"run_clock: as_of is {self.as_of!r}, which is no day; write it as YYYY-MM-DD") from None


def spec(name: str, *, deps: Iterable[str | dg.AssetKey], kinds: set[str], code: Iterable[Path]) -> dg.AssetSpec:
    """What Dagster is told about a table before any run."""
    if name not in TABLES:
        raise SanctionsError(f"{name} has no description in schemas/: every SQL model needs a table of its name there")
    table = TABLES[name]
    return dg.AssetSpec(
        name,
        deps=sorted(deps, key=str),
        description=about.description(name),
        metadata=about.definition_metadata(name),
        group_name=table.layer(),
        code_version=about.code_version(*code),
        owners=OWNERS,
        tags={"published": "yes" if table.published() else "no"},
        kinds=kinds,
    )


def materialised(settings: Settings, name: str) -> dg.MaterializeResult[None]:
    """What Dagster is told about a table just written: what is in it, and whether it keeps its promises."""
    frame = tables.read(settings.tables, name)
    return dg.MaterializeResult(
        asset_key=name,
        metadata=about.run_metadata(name, tables.path_of(settings.tables, name), frame),
        check_results=checks.results(settings, name, frame),
        data_version=about.data_version(frame),
    )


def _checks_of(names: Iterable[str]) -> list[dg.AssetCheckSpec]:
    return [check for name in names for check in checks.specs(name)]


def _python(*files: str) -> list[Path]:
    return [path for file in files for path in sorted((ROOT / "pipelines").glob(file))]


@dg.multi_asset(
    name="run_clock",
    specs=[spec("run_clock", deps=(), kinds={"python", "parquet"}, code=_python("steps.py", "fingerprint.py"))],
    check_specs=checks.specs("run_clock"),
)
def run_clock(config: Clock, warehouse: Warehouse) -> Iterator[dg.MaterializeResult[None]]:
    """The single clock of the run."""
    settings = warehouse.settings()
    steps.start_clock(settings, config.day())
    yield materialised(settings, "run_clock")


def step_asset(
    name: str,
    run: Callable[[Settings], object],
    *,
    tables: Iterable[str],
    deps: Iterable[str | dg.AssetKey],
    kinds: set[str],
    code: Iterable[Path],
    about: str,
) -> dg.AssetsDefinition:
    """The assets of one step: the tables it writes, each with its checks."""
    written, after, files = tuple(tables), tuple(deps), tuple(code)

    @dg.multi_asset(
        name=name,
        specs=[spec(table, deps=after, kinds=kinds, code=files) for table in written],
        check_specs=_checks_of(written),
        description=about,
    )
    def step(warehouse: Warehouse) -> Iterator[dg.MaterializeResult[None]]:
        settings = warehouse.settings()
        run(settings)
        for table in written:
            yield materialised(settings, table)

    return step


def landed() -> dg.AssetsDefinition:
    """Fetched documents and lists."""
    return step_asset(
        "landed",
        steps.land_sources,
        tables=steps.LANDED_TABLES,
        deps=["run_clock", *map(rows_key_of, sources())],
        kinds={"python", "parquet"},
        code=_python("live.py", "ingest.py", "sources/*.py", "lists/*.py"),
        about="What the archive holds of fetched documents and lists, as tables; no network.",
    )


def register() -> dg.AssetsDefinition:
    """The acts written down by hand."""
    return step_asset(
        "register",
        steps.ingest_register,
        tables=steps.REGISTER_TABLES,
        deps=["run_clock", "source_freshness", "list_snapshots"],
        kinds={"python", "yaml", "parquet"},
        code=_python("register/*.py", "steps.py", "validate.py"),
        about="Read and validate the register; a row that fails is refused alone and listed in `rejected_rows`.",
    )


def interpreted() -> dg.AssetsDefinition:
    """What the interpreters read."""
    return step_asset(
        "interpreted",
        steps.interpret_documents,
        tables=steps.INTERPRETED_TABLES,
        deps=["fetched_announcements"],
        kinds={"python", "parquet"},
        code=_python("interpret/**/*.py", "interpret/**/*.yaml"),
        about="What rules read in documents added by hand and in fetched texts.",
    )


def signal_weights() -> dg.AssetsDefinition:
    """The weights."""
    return step_asset(
        "signal_weights",
        steps.load_weights,
        tables=["signal_weights"],
        deps=(),
        kinds={"python", "csv", "parquet"},
        code=[*_python("steps.py"), SQL / "seeds" / "signal_weights.csv"],
        about="Weights of easing signals, from their CSV file.",
    )


def model_asset(model: models.Model) -> dg.AssetsDefinition:
    """The asset of one SQL model: the file says what it reads, the table's description what it must be."""
    return step_asset(
        model.name,
        partial(steps.run_model, model=model),
        tables=[model.name],
        deps=model.dependencies,
        kinds={"duckdb", "sql"},
        code=[model.path],
        about=model.about,
    )


def evaluation_asset(name: str, evaluation: Evaluation) -> dg.AssetsDefinition:
    """The asset of one step that measures the project."""
    return step_asset(
        name,
        evaluation.run,
        tables=[name],
        deps=evaluation.reads,
        kinds={"python", "parquet"},
        code=_python(*evaluation.code),
        about=TABLES[name].grain(),
    )


def _publish_specs() -> list[dg.AssetSpec]:
    names = publish.published_tables()
    compared = [name for name in names if name not in changes.NOT_COMPARED]
    # what `runs` counts; that it comes after everything else follows from sharing a step with the file
    counted = ["run_clock", "announcements", "sanction_windows", "rejected_rows"]
    macros = sorted((SQL / "macros").glob("*.sql"))
    return [
        spec("changes", deps=["run_clock", *compared], kinds={"python", "parquet"}, code=_python("changes.py")),
        spec("runs", deps=counted, kinds={"python", "parquet"}, code=_python("publish.py")),
        dg.AssetSpec(
            PUBLISHED,
            deps=sorted(names),
            description=(
                "The file analysts open: all published tables with keys and comments, and the macros "
                f"{_listed(path.stem for path in macros)}."
                "\n\nBuilt beside the old file and swapped in by rename: readers never wait and keep the version they opened. "
                "A blocking check that fails anywhere leaves the old file in place."
            ),
            group_name="publish",
            code_version=about.code_version(*_python("publish.py"), *macros),
            owners=OWNERS,
            tags={"published": "yes"},
            kinds={"python", "duckdb"},
            freshness_policy=FRESH,
        ),
        dg.AssetSpec(
            REPORT,
            deps=[PUBLISHED],
            description="One page of HTML with what the published file says: in force, ending, easing, and how good all of it is.",
            group_name="publish",
            code_version=about.code_version(*_python("report/**/*.*")),
            owners=OWNERS,
            kinds={"python", "html"},
        ),
    ]


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


@dg.multi_asset(name="publish", specs=_publish_specs(), check_specs=_checks_of(["changes", "runs"]))
def publish_file(warehouse: Warehouse) -> Iterator[dg.MaterializeResult[None]]:
    """Compare with the last published file, record the run, publish.

    One step, so that no change and no run is recorded as published which was stopped before.
    """
    settings = warehouse.settings()
    changes.find(settings)
    yield materialised(settings, "changes")
    publish.record_run(settings)
    yield materialised(settings, "runs")
    path = publish.publish(settings)
    counts = {name: tables.read(settings.tables, name).height for name in publish.published_tables()}
    rows = "\n".join(["| table | rows |", "| --- | ---: |", *(f"| {name} | {count} |" for name, count in counts.items())])
    yield dg.MaterializeResult(
        asset_key=PUBLISHED,
        metadata={
            "path": dg.MetadataValue.path(str(path)),
            "size_bytes": path.stat().st_size,
            "rows": dg.MetadataValue.md(rows),
            "how to query": dg.MetadataValue.md(f'`duckdb -readonly {path} "from active_on(current_date)"`'),
        },
    )
    yield dg.MaterializeResult(asset_key=REPORT, metadata={"path": dg.MetadataValue.path(str(page.write(settings)))})


@lru_cache(maxsize=1)
def all_assets() -> list[dg.AssetsDefinition]:
    """Every asset of the project."""
    return [
        run_clock,
        landed(),
        register(),
        interpreted(),
        signal_weights(),
        *(model_asset(model) for model in about.all_models().values()),
        *(evaluation_asset(name, evaluation) for name, evaluation in EVALUATIONS.items()),
        publish_file,
    ]
