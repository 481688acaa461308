"""The weights of easing signals: one CSV file, the project's own or the user's (setting `SANCTIONS_WEIGHTS`).

What belongs here: reading the file and saying what is wrong with it. What does not: the weights themselves (`sql/seeds`).
"""

from __future__ import annotations

import math
from pathlib import Path

import pandera.errors
import polars as pl

from pipelines.errors import SanctionsError
from pipelines.settings import SQL
from schemas import TABLES

OWN = SQL / "seeds" / "signal_weights.csv"


class WeightsUnreadable(SanctionsError):
    """The file of weights cannot be used; the text says why."""


def load(path: Path) -> pl.DataFrame:
    """The weights of a file. Raises `WeightsUnreadable`, also where a name is missing whose signals would then be lost."""
    table = TABLES["signal_weights"]
    try:
        frame = pl.read_csv(path, schema=table.polars_schema())
        table.validate(frame, lazy=True)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise WeightsUnreadable(f"weights {path} cannot be read: {str(error).splitlines()[0]}") from error
    except pandera.errors.SchemaErrors as error:
        case = error.failure_cases.to_dicts()[0]
        raise WeightsUnreadable(f"weights {path}: {case['column']} holds {case['failure_case']!r}, which fails {case['check']}") from error
    for kind, name, weight, _ in frame.rows():
        if not math.isfinite(weight) or (name == "half_life_days" and weight == 0):
            raise WeightsUnreadable(f"weights {path}: {kind} {name} is {weight}, which is no weight")
    if path != OWN:
        needed = pl.read_csv(OWN, schema=table.polars_schema()).select("kind", "name")
        missing = needed.join(frame, on=["kind", "name"], how="anti").rows()
        if missing:
            raise WeightsUnreadable(f"weights {path} lack {', '.join(f'{kind} {name}' for kind, name in missing)}; see {OWN}")
    return frame
