"""Proof-reading the register: `python -m pipelines.register.check`, part of `make check`.

What belongs here: rules about how the embedded register is kept (identifiers, dates in order, sources given). What does not: what a run
refuses (`schemas/register.py`): this is stricter, because the register is ours.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import Any

import polars as pl

from pipelines.errors import RegisterUnreadable
from pipelines.register.load import Register, load
from pipelines.settings import Settings
from schemas.register import first_day, last_day

#: Forms of official identifiers: CELEX of acts and cases, Federal Register document numbers (old and new).
CELEX = re.compile(r"[36]\d{4}[A-Z]{1,2}\d{4}(\(\d{2}\))?")
FEDERAL_REGISTER = re.compile(r"(C\d-)?\d{4}-\d{4,5}(\.\.\d{4}-\d{4,5})?|E\d-\d+")
#: A licence's number: digits with an optional letter, or two of them where one package holds several.
LICENCE = re.compile(r"\d+[A-Z]?([-/]\d+[A-Z]?)?")


def findings(register: Register) -> Iterator[str]:
    """One line for each thing that is wrong, with file and line."""
    for row in register.rejected_rows.iter_rows(named=True):
        where = f"{row['file']}:{row['line']}: {row['row_id']}"
        yield f"{where}: {row['column_name']} {row['failed_check'].replace('_', ' ')}: {row['failure_case']!r}"
    yield from _identifiers(register.register_acts)
    yield from _licences(register.register_actions)
    yield from _dates(register.register_acts)
    yield from _amended(register.register_acts)
    yield from _sources(register.register_acts, register.register_actions)


def _identifiers(acts: pl.DataFrame) -> Iterator[str]:
    for act in acts.filter(pl.col("official_id").is_not_null()).iter_rows(named=True):
        form = {"EU": CELEX, "US": FEDERAL_REGISTER}.get(act["sender"])
        for one in act["official_id"].split(";"):
            if form and not form.fullmatch(one.strip()):
                yield f"{_place(act)}: official_id is no {'CELEX' if form is CELEX else 'Federal Register number'}: {one.strip()!r}"


def _licences(actions: pl.DataFrame) -> Iterator[str]:
    chained = actions.filter(pl.col("action").is_in(["exempt", "exempt_extend", "exempt_end"]))
    for action in chained.iter_rows(named=True):
        if action["chain"] is None:
            yield f"{_place(action)}: an exemption needs a chain"
        if action["sender"] == "US" and action["number"] and not LICENCE.fullmatch(action["number"]):
            yield f"{_place(action)}: number is no licence number: {action['number']!r}"


def _dates(acts: pl.DataFrame) -> Iterator[str]:
    later = acts.filter(first_day("signed_on") > last_day("published_on"))
    for act in later.iter_rows(named=True):
        yield f"{_place(act)}: signed on {act['signed_on']}, after its publication on {act['published_on']}"


def _amended(acts: pl.DataFrame) -> Iterator[str]:
    known = set(acts["announcement_id"])
    for act in acts.filter(pl.col("amends").is_not_null()).iter_rows(named=True):
        for amended in act["amends"].split(";"):
            if amended not in known:
                yield f"{_place(act)}: amends an act that the register does not have: {amended!r}"


def _sources(acts: pl.DataFrame, actions: pl.DataFrame) -> Iterator[str]:
    with_url = set(actions.filter(pl.col("url").is_not_null())["announcement_id"])
    for act in acts.filter(pl.col("confidence") == "verified").iter_rows(named=True):
        if not (act["url"] or act["source_title"] or act["announcement_id"] in with_url):
            yield f"{_place(act)}: verified, but no source is given"


def _place(row: dict[str, Any]) -> str:
    return f"{row['file']}:{row['line']}: {row.get('action_id') or row['announcement_id']}"


def main() -> int:
    """Print the findings; returns the exit code."""
    settings = Settings()
    try:
        found = list(findings(load(settings.register_dir, settings.aliases, "check")))
    except RegisterUnreadable as error:
        found = [str(error)]
    for line in found:
        sys.stderr.write(line + "\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
