"""Progress of fetching for a person at a terminal: one bar a source. In a pipe there is none.

What belongs here: showing. What does not: fetching.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TaskID, TextColumn

from pipelines.sources.fetch import Progress as Told
from pipelines.sources.visit import Visit


@dataclass(frozen=True)
class Shown:
    """What `live.fetch` is given; nothing is shown here."""

    progress: Told | None = None

    def done(self, visit: Visit) -> None:
        """A visit has ended."""


class _Bars(Shown):
    def __init__(self, bars: Progress) -> None:
        super().__init__(progress=self._told)
        self._bars = bars
        self._tasks: dict[str, TaskID] = {}
        self._lock = threading.Lock()

    def _told(self, source: str, note: str, done: int, total: int | None) -> None:
        with self._lock:
            if source not in self._tasks:
                self._tasks[source] = self._bars.add_task(source, total=total, note="")
        self._bars.update(self._tasks[source], completed=done, total=total, note=note.rsplit("/", 1)[-1][:40])

    def done(self, visit: Visit) -> None:
        """Leave the line of the source with what its visit came to."""
        with self._lock:
            if visit.source not in self._tasks:
                self._tasks[visit.source] = self._bars.add_task(visit.source, total=1, note="")
        self._bars.update(self._tasks[visit.source], completed=1, total=1, note=f"{visit.outcome}: {visit.words}"[:100])


@contextmanager
def bars() -> Iterator[Shown]:
    """Bars on stderr while it is a terminal, else nothing."""
    if not sys.stderr.isatty():
        yield Shown()
        return
    columns = (TextColumn("{task.description:<26}"), BarColumn(20), DownloadColumn(), TextColumn("{task.fields[note]}"))
    with Progress(*columns, console=Console(stderr=True), transient=False) as shown:
        yield _Bars(shown)
