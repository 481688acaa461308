"""Dagster's SQLite event log with its connections kept open.

What belongs here: that one difference. Dagster opens a new connection for every read and write, about a thousand in a run,
which takes longer than the run itself; the files are the same, so the UI reads them as it does its own. Used for
in-process runs only (`instance.py`), where one process writes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from dagster._core.storage.event_log import SqliteEventLogStorage
from dagster._serdes import ConfigurableClassData
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.pool import StaticPool

BUSY_TIMEOUT_SECONDS = 20


class PatientSqliteEventLog(SqliteEventLogStorage):
    """The same event log, one connection a file."""

    def __init__(self, base_dir: str, inst_data: ConfigurableClassData | None = None) -> None:
        self._open: dict[str, Connection] = {}
        super().__init__(base_dir, inst_data)

    @classmethod
    def from_config_value(cls, inst_data: ConfigurableClassData | None, config_value: Any) -> PatientSqliteEventLog:
        """Made by Dagster from the configuration of the instance."""
        return cls(inst_data=inst_data, **config_value)

    @contextmanager
    def _connect(self, shard: str) -> Iterator[Connection]:
        if shard not in self._open:
            with super()._connect(shard):
                pass  # makes the file and its tables
            engine = create_engine(
                self.conn_string_for_shard(shard),
                poolclass=StaticPool,
                connect_args={"timeout": BUSY_TIMEOUT_SECONDS, "check_same_thread": False},
            )
            self._open[shard] = engine.connect()
            # in WAL mode this survives a crash of the process; syncing every event to disk buys nothing here
            self._open[shard].execute(text("pragma synchronous = normal"))
            self._open[shard].commit()
        with self._db_lock, self._open[shard].begin():
            yield self._open[shard]

    def dispose(self) -> None:
        """Close the files."""
        for connection in self._open.values():
            connection.close()
            connection.engine.dispose()
        self._open.clear()
        super().dispose()
