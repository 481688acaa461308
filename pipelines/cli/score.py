"""`sanctions score`: how good the project is, in numbers."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import click

from pipelines.cli.options import output_format
from pipelines.cli.output import Rows, show
from pipelines.cli.published import as_of, ask, opened
from pipelines.errors import SanctionsError
from pipelines.settings import Settings

#: What is scored by an interpreter's own scorer: module, and labelled file or folder under the recorded data.
_SCORERS = {
    "statements": ("pipelines.interpret.score_statements", "eval/statements/dev.jsonl"),
    "acts": ("pipelines.interpret.score_acts", "eval/eu_acts"),
}


@click.command(name="score")
@click.argument("what", type=click.Choice(["all", "statements", "acts", "windows"]), default="all")
@click.option(
    "--data", type=click.Path(path_type=Path, exists=True), default=None, help="Labelled data; default: eval/ under SANCTIONS_SHARED."
)
@output_format
def command(what: str, data: Path | None, format_: str) -> None:
    """Print the scoreboard of the last run; with `windows`, every field compared with published datasets and the act behind it.

    `statements` and `acts` score the interpreters on labelled texts. Datasets are compared where SANCTIONS_IST, SANCTIONS_EUSANCT or
    SANCTIONS_GSDB named their files in the run.

    Example: sanctions score windows --format csv
    """
    if what in _SCORERS:
        show(_flat(_interpreted(what, data)), format_, title=f"Score of {what}")
        return
    with opened() as connection:
        clock = as_of(connection)
        if what == "windows":
            rows = ask(connection, "select * from dataset_comparison order by dataset, case_id, sender, target, field")
        else:
            rows = ask(connection, "select * from scoreboard order by area, measure")
    if format_ == "table":
        rows = Rows(rows.columns, [tuple(round(value, 3) if isinstance(value, float) else value for value in row) for row in rows.rows])
    empty = "No dataset was compared: set SANCTIONS_IST, SANCTIONS_EUSANCT or SANCTIONS_GSDB to their files and run again."
    show(rows, format_, title=f"{'Windows against published datasets' if what == 'windows' else 'Scoreboard'} as of {clock}", empty=empty)


def _interpreted(what: str, data: Path | None) -> dict[str, Any]:
    module, folder = _SCORERS[what]
    path = data or Settings().shared / folder
    if not path.exists():
        raise SanctionsError(f"no labelled data at {path}: name it by --data or SANCTIONS_SHARED")
    try:
        scorer = importlib.import_module(module)
    except ModuleNotFoundError as error:
        raise SanctionsError(f"this build cannot score {what}: {error.name} is not part of it") from error
    score: dict[str, Any] = scorer.score(path)
    return score


def _flat(score: dict[str, Any], prefix: str = "") -> Rows:
    """Numbers and words of a nested score as rows; lists are left to the scorer's own report."""
    rows: list[tuple[Any, ...]] = []
    for name, value in score.items():
        if isinstance(value, dict):
            rows += _flat(value, f"{prefix}{name} ").rows
        elif isinstance(value, int | float | str):
            rows.append((f"{prefix}{name}", value))
    return Rows(["measure", "value"], rows)
