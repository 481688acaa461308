"""Running the main job from Python, and starting the UI: what the command line calls.

What belongs here: one in-process run, its outcome in plain words, starting the UI. What does not: what the job does.
Imports Dagster only when called, so that commands which only query start fast.
"""

from __future__ import annotations

import os
import sys
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from pipelines.instance import dagster_home, open_instance
from pipelines.settings import ROOT, Settings

if TYPE_CHECKING:
    import dagster as dg
    from dagster_shared.error import SerializableErrorInfo

_QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


@dataclass(frozen=True)
class Result:
    """The outcome of a run.

    `run_id` is Dagster's, under which the UI shows it; `rows` counts the rows of each table; `warnings` are the findings of
    checks that do not stop a run, `errors` those of checks that do; `error` is the one line that says why a run failed.
    """

    success: bool
    run_id: str
    rows: dict[str, int] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    error: str | None = None


def execute(settings: Settings, as_of: date, *, instance: dg.DagsterInstance | None = None) -> Result:
    """Run the main job in this process, quietly; the history is that of the UI unless another instance is given."""
    from pipelines.definitions import build_definitions
    from pipelines.jobs import JOB, RUN_TAGS, clock_config

    job = build_definitions(settings=settings).resolve_job_def(JOB)
    with nullcontext(instance) if instance else open_instance(settings) as history:
        outcome = job.execute_in_process(run_config=clock_config(as_of) | _QUIET, instance=history, raise_on_error=False, tags=RUN_TAGS)
        return _summary(outcome)


def start_ui(settings: Settings, port: int) -> None:
    """Become the Dagster UI on this project, with the history of `sanctions run`; never returns."""
    environment = os.environ | {
        "DAGSTER_HOME": str(dagster_home(settings)),
        "DAGSTER_DISABLE_TELEMETRY": "yes",
        "SANCTIONS_HOME": str(settings.home.resolve()),
    }
    command = [sys.executable, "-m", "dagster", "dev", *code_location(), "--host", "127.0.0.1", "--port", str(port)]
    os.execve(sys.executable, command, environment)  # noqa: S606 - no shell, own arguments


def code_location() -> list[str]:
    """Where Dagster's commands find the definitions: the workspace file of a checkout, else the installed module."""
    workspace = ROOT / "workspace.yaml"
    return ["-w", str(workspace)] if workspace.exists() else ["-m", "pipelines.definitions"]


def _summary(outcome: dg.ExecuteInProcessResult) -> Result:
    from dagster import AssetCheckSeverity

    failed = [evaluation for evaluation in outcome.get_asset_check_evaluations() if not evaluation.passed]
    severe = [evaluation for evaluation in failed if evaluation.severity is AssetCheckSeverity.ERROR]
    errors = [_finding(evaluation) for evaluation in severe]
    error = None if outcome.success else _why(outcome, severe)
    return Result(
        success=outcome.success,
        run_id=outcome.run_id,
        rows=_row_counts(outcome),
        warnings=[_finding(evaluation) for evaluation in failed if evaluation not in severe],
        errors=errors,
        error=error,
    )


def _row_counts(outcome: dg.ExecuteInProcessResult) -> dict[str, int]:
    counts = {}
    for event in outcome.get_asset_materialization_events():
        made = event.step_materialization_data.materialization
        if "dagster/row_count" in made.metadata:
            counts[made.asset_key.to_user_string()] = int(str(made.metadata["dagster/row_count"].value))
    return counts


def _finding(evaluation: dg.AssetCheckEvaluation) -> str:
    """What a check found in one line: the first finding, and how many more there are."""
    name = f"{evaluation.asset_key.to_user_string()}: {evaluation.check_name}"
    shown: list[Any] = list(evaluation.metadata["findings"].value) if "findings" in evaluation.metadata else []  # type: ignore[arg-type]
    total = int(str(evaluation.metadata["offending_rows"].value)) if "offending_rows" in evaluation.metadata else len(shown)
    more = f" (and {total - 1} more: the check in the UI lists them)" if total > 1 else ""
    return f"{name}: {shown[0]}{more}" if shown else f"{name} failed"


def _why(outcome: dg.ExecuteInProcessResult, severe: list[dg.AssetCheckEvaluation]) -> str:
    """The one line that says why a run failed."""
    if severe:
        first = severe[0]
        reason = first.description or "no reason given"
        return _sentence(f"{first.asset_key.to_user_string()}: the check {first.check_name} failed, {reason}")
    for event in outcome.all_events:
        if event.is_step_failure and event.step_failure_data.error:
            return _error_in_words(event.step_key or "a step", event.step_failure_data.error)
    for event in outcome.all_events:
        if event.is_failure:
            return _sentence(event.message or "the run failed without saying why")
    return "The run failed without saying why."


def _error_in_words(step: str, error: SerializableErrorInfo) -> str:
    """The project's own errors speak for themselves; of others say where they came up and their first line."""
    from pipelines.errors import SanctionsError

    own = {kind.__name__ for kind in _kinds(SanctionsError)}
    chain = [error]
    while chain[-1].cause is not None:
        chain.append(chain[-1].cause)
    spoken = next((link for link in chain if link.cls_name in own), None)
    if spoken:
        return _sentence(" ".join(spoken.message.partition(": ")[2].split()))
    # the first link is Dagster's, which only says that the step failed
    kind, _, text = chain[min(1, len(chain) - 1)].message.partition(": ")
    return _sentence(f"{step} failed: {kind}: {next(iter(text.strip().splitlines()), 'no text')}")


def _kinds(base: type[Exception]) -> list[type[Exception]]:
    return [base, *(kind for child in base.__subclasses__() for kind in _kinds(child))]


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
