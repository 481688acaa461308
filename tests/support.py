"""What several tests use: a home built step by step without Dagster, and the folder of recorded data."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines import plain_run
from pipelines.settings import Settings

#: The clock of tests that do not choose one.
AS_OF = date(2026, 11, 22)

#: Put on tests that read recorded data; the folder is found by one setting, SANCTIONS_SHARED.
SHARED = Settings().shared
needs_shared = pytest.mark.skipif(not SHARED.exists(), reason=f"recorded data not found at {SHARED} (SANCTIONS_SHARED)")


def build(settings: Settings, as_of: date = AS_OF) -> Settings:
    """Run every step of the main job without Dagster, and give the settings back."""
    plain_run.run(settings, as_of)
    return settings


def ask(database: Path, sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
    """Ask a published file."""
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.execute(sql, list(parameters)).fetchall()
