"""The resources of the assets: where things are, and whose turn it is to write tables there.

What belongs here: settings as Dagster sees them, and when a run holds the lock (`turns.py`). What does not: reading or writing tables.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import dagster as dg

from pipelines.settings import Settings
from pipelines.turns import turn_to_write


class Places(dg.ConfigurableResource[Any]):
    """Where things are. Enough for fetching, which only adds to the archive and must not keep other runs waiting."""

    #: Field of `Settings` -> value; kept as data so that the UI shows where a run reads and writes.
    places: dict[str, str]

    @classmethod
    def of(cls, settings: Settings, **more: bool) -> Self:
        """The places of some settings."""
        values = {name: getattr(settings, name) for name in type(settings).model_fields}
        # an empty text stands for "no file": left out, the environment would fill it in again
        places = {name: str(value.resolve() if isinstance(value, Path) else value or "") for name, value in values.items()}
        return cls(places=places, **more)

    def settings(self) -> Settings:
        """The settings that the plain functions take."""
        return Settings.model_validate(self.places)


class Warehouse(Places):
    """The folder that runs write tables to, with the files they read.

    An in-process run holds the lock of the folder from its first step to its last, so that two runs never mix their tables,
    wherever they were started (command line, UI, schedule). With `exclusive` false, as the multiprocess executor needs it,
    steps share the lock among themselves, and the run queue (`dagster.yaml`: one run of the main job at a time) keeps such runs apart.
    """

    exclusive: bool = True

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator["Warehouse"]:
        """Hold the lock while the resource is in use."""
        with turn_to_write(self.settings().home, shared=not self.exclusive):
            yield self
