"""The settings of the project, in one class; environment prefix `SANCTIONS_`.

What belongs here: where things are and how to change that. What does not: facts about sources (`pipelines/sources/*.yaml`).
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from pydantic import field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

#: The folder that holds `pipelines`, `sql` and `schemas`: the checkout, or site-packages when installed from a wheel.
ROOT = Path(__file__).resolve().parent.parent
SQL = ROOT / "sql"
REGISTER = ROOT / "pipelines" / "register"


class Settings(BaseSettings):
    """Where the project keeps things. Every field can be set by `SANCTIONS_<FIELD>` in the environment."""

    model_config = SettingsConfigDict(env_prefix="SANCTIONS_", frozen=True)

    home: Path = Path("warehouse")
    register_dir: Path = REGISTER / "acts"
    aliases: Path = REGISTER / "aliases.yaml"
    weights: Path = SQL / "seeds" / "signal_weights.csv"
    #: Files of published datasets that a user may supply, to compare our windows with (`dataset_comparison`, `scoreboard`).
    ist: Path | None = None
    eusanct: Path | None = None
    gsdb: Path | None = None
    #: Folder with recorded data for tests; tests that need it are skipped where it is absent.
    shared: Path = Path("../shared")

    @field_validator("ist", "eusanct", "gsdb", mode="before")
    @classmethod
    def _no_file(cls, value: object) -> object:
        """An empty text names no file."""
        return None if value == "" else value

    @cached_property
    def tables(self) -> Path:
        """Folder of the Parquet tables."""
        return self.home / "tables"

    @cached_property
    def archive(self) -> Path:
        """Folder of raw bytes and observations."""
        return self.home / "archive"

    @cached_property
    def database(self) -> Path:
        """The published file."""
        return self.home / "sanctions.duckdb"

    @cached_property
    def report(self) -> Path:
        """The page for people without a SQL prompt."""
        return self.home / "report" / "index.html"

    @cached_property
    def state(self) -> Path:
        """What the last run read and wrote, as JSON."""
        return self.home / "last_run.json"
