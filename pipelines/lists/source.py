"""One list: its facts, its formats, and the table of programme codes.

What belongs here: reading a list's YAML and `programmes.yaml`. What does not: reading its files.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import yaml

from pipelines.errors import SanctionsError
from pipelines.lists.chain import Numbers
from pipelines.lists.formats import Reader

SOURCES = Path(__file__).parent.parent / "sources"
PROGRAMMES = SOURCES / "programmes.yaml"
#: Modules that hold a list, each with its `LIST`.
MODULES = ("eu_fsf", "us_ofac_consolidated", "us_ofac_sdn")


class UnknownList(SanctionsError):
    """There is no list of that name."""


class ListSource:
    """One published list."""

    def __init__(self, module: str, formats: tuple[str, ...], *, is_sdn: bool = True) -> None:
        self._path = SOURCES / f"{module}.yaml"
        self._formats = formats
        self._is_sdn = is_sdn

    @cached_property
    def facts(self) -> dict[str, Any]:
        """What its YAML says."""
        facts: dict[str, Any] = yaml.safe_load(self._path.read_text(encoding="utf-8"))
        return facts

    @property
    def name(self) -> str:
        """Its name as a source."""
        return str(self.facts["name"])

    @property
    def vouched(self) -> frozenset[str]:
        """Digests of snapshots that a person vouches for."""
        return frozenset(self.facts["accept"])

    def reader(self, numbers: Numbers) -> Reader:
        """A reader of its files; one for all files of a run, since it remembers lines."""
        return Reader(self._formats, numbers, is_sdn=self._is_sdn)


def names() -> list[str]:
    """Names of the lists, as `--source` takes them."""
    return sorted(module.replace("_", "-") for module in MODULES)


@cache
def find(name: str) -> ListSource:
    """The list of a name. Raises `UnknownList`."""
    if name not in names():
        raise UnknownList(f"{name!r} is no list: there are {', '.join(names())}")
    found: ListSource = importlib.import_module(f"pipelines.sources.{name.replace('-', '_')}").LIST
    return found


@cache
def known_programmes(source: str) -> frozenset[str]:
    """Codes of a list that are described, inside the dyads or outside."""
    codes: set[str] = set()
    for group in _programmes().values():
        if source in group["lists"]:
            codes |= set(group["codes"])
            codes |= {code for line in group["outside"] for code in line}
    return frozenset(codes)


def programmes() -> Iterator[dict[str, str]]:
    """Rows of `list_programmes`."""
    for group in _programmes().values():
        for code, about in group["codes"].items():
            for source, measure in about["measures"].items():
                yield {
                    "source": source,
                    "programme": str(code),
                    "sender": group["sender"],
                    "target": about["target"],
                    "regime": about["regime"],
                    "measure": measure,
                }


@cache
def _programmes() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(PROGRAMMES.read_text(encoding="utf-8"))
    return read
