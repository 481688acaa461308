"""Whose turn it is to write into a folder.

What belongs here: one lock a folder, between processes and between threads. What does not: what is written.
"""

from __future__ import annotations

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipelines.errors import SanctionsError

#: How long a run waits for another one; a run takes seconds.
PATIENCE_SECONDS = 60.0


class WarehouseBusy(SanctionsError):
    """Another run is writing into the same folder and did not end in time."""


@contextmanager
def turn_to_write(home: Path, *, shared: bool = False, patience: float = PATIENCE_SECONDS) -> Iterator[None]:
    """Wait for the turn to write into a home; raises `WarehouseBusy` where that takes too long. Ends with the process."""
    home.mkdir(parents=True, exist_ok=True)
    deadline = time.monotonic() + patience
    with (home / ".lock").open("w") as lock:
        while True:
            try:
                fcntl.flock(lock, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise WarehouseBusy(f"another run is writing into {home}: wait for it to end and run again") from None
                time.sleep(0.1)
        yield
