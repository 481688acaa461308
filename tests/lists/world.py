"""What the tests of lists share: the recorded series, unpacked once, small made-up lists, and the models run over what was taken in."""

from __future__ import annotations

import csv
import tarfile
from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import zstandard

from pipelines import models, tables
from pipelines.ingest import File, Taken, ingest, moment
from pipelines.settings import Settings
from schemas import TABLES
from tests.support import SHARED

OFAC = SHARED / "data" / "us_ofac"
EU = SHARED / "data" / "eu_fsf"
BAD = SHARED / "data" / "bad_downloads"
SDN = "us-ofac-sdn"
CONSOLIDATED = "us-ofac-consolidated"
#: The programmes that the reference counts as Russia entries.
RUSSIA = frozenset(
    ["UKRAINE-EO13660", "UKRAINE-EO13661", "UKRAINE-EO13662", "UKRAINE-EO13685", "RUSSIA-EO14024", "RUSSIA-EO14065", "CAATSA - RUSSIA"]
)
LIST_MODELS = ("list_entries", "list_events", "list_actions", "list_announcements")


@cache
def _models() -> dict[str, models.Model]:
    return models.load_models()


def unpack(name: str, folder: Path) -> Path:
    """Unpack a recorded series into a folder."""
    with (
        (OFAC / f"{name}.tar.zst").open("rb") as file,
        zstandard.ZstdDecompressor().stream_reader(file) as plain,
        tarfile.open(fileobj=plain, mode="r|") as tar,
    ):
        tar.extractall(folder / name, filter="data")
    return folder / name


def recorded(name: str, folder: Path, column: str) -> list[tuple[File, dict[str, str]]]:
    """The files of a series with their rows in its table, in order of time."""
    with (OFAC / f"{name}.snapshots.tsv").open(encoding="utf-8") as table:
        rows = list(csv.DictReader(table, delimiter="\t"))
    return [(File(folder / row["file"], moment(row[column])), row) for row in rows]


def pairs(path: Path) -> set[tuple[str, str]]:
    """(id, programme) of an sdn.csv, read as plainly as can be."""
    with path.open(encoding="ascii", newline="") as file:
        return {(row[0], code) for row in csv.reader(file) if len(row) == 12 for code in row[3].split("] [")}


def sdn(*entries: tuple[int, str, str] | tuple[int, str, str, str], mark: bool = True) -> bytes:
    """A made-up sdn.csv: id, name, programmes and remarks of each entry."""
    lines = []
    for entry in entries:
        uid, name, programmes, *remarks = entry
        lines.append(f'{uid},"{name}",-0- ,"{programmes}",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"{remarks[0] if remarks else "-0- "}"')
    return ("\r\n".join(lines) + "\r\n" + ("\x1a" if mark else "")).encode()


class World:
    """A home of its own, into which lists are taken."""

    def __init__(self, home: Path) -> None:
        self.settings = Settings(home=home)
        self.files = home.parent / f"{home.name}-files"
        self.files.mkdir(parents=True, exist_ok=True)

    def take(self, contents: Iterable[tuple[str, bytes]], source: str = SDN) -> list[Taken]:
        """Take in contents, each with the time it was retrieved."""
        files = []
        for when, content in contents:
            path = self.files / f"{source}-{when.replace(':', '')}"
            path.write_bytes(content)
            files.append(File(path, datetime.fromisoformat(when)))
        return ingest(self.settings, source, files)

    def model(self) -> World:
        """Run the models of lists."""
        for name in LIST_MODELS:
            models.run(_models()[name], self.settings.tables)
            TABLES[name].validate(self.table(name), lazy=True)
        return self

    def table(self, name: str) -> pl.DataFrame:
        return tables.read(self.settings.tables, name)

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """Ask the Parquet tables."""
        with duckdb.connect() as connection:
            for path in self.settings.tables.glob("*.parquet"):
                connection.read_parquet(str(path)).create_view(path.stem)
            return connection.execute(sql).fetchall()

    def contents(self) -> dict[str, list[dict[str, Any]]]:
        """All list tables, to compare two homes."""
        names = ("list_snapshots", "list_changes", "list_signals", "list_deltas", *LIST_MODELS)
        return {name: self.table(name).sort(pl.all()).to_dicts() for name in names}


def day(text: str) -> date:
    return date.fromisoformat(text)
