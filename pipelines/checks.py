"""Asset checks: what every table promises, what some promise beyond that, and how a broken promise is reported.

What belongs here: choosing and running checks. What does not: the rules on columns (`schemas/`), on rows across tables
(`sql/checks`, where each query returns the offending rows) and the expected counts (`pipelines/sources/*.yaml`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from typing import Any

import dagster as dg
import pandera.errors
import polars as pl
import yaml

from pipelines import models
from pipelines.settings import REGISTER, SQL, Settings
from pipelines.steps import SOURCE_FACTS
from pipelines.table_metadata import markdown
from schemas import TABLES

SHOWN = 10
ERROR, WARN = dg.AssetCheckSeverity.ERROR, dg.AssetCheckSeverity.WARN


@dataclass(frozen=True)
class Verdict:
    """The outcome of a check: what it found, one sentence each, and the offending rows."""

    findings: list[str]
    rows: pl.DataFrame | None = None
    severity: dg.AssetCheckSeverity = ERROR
    remark: str = ""


@dataclass(frozen=True)
class Check:
    """One promise of one table. A blocking check that fails with ERROR stops the run before it publishes."""

    table: str
    name: str
    about: str
    run: Callable[[Settings, pl.DataFrame], Verdict]
    blocking: bool = True

    @cached_property
    def spec(self) -> dg.AssetCheckSpec:
        """The check as Dagster knows it."""
        return dg.AssetCheckSpec(self.name, asset=self.table, description=self.about, blocking=self.blocking)

    def result(self, settings: Settings, frame: pl.DataFrame) -> dg.AssetCheckResult:
        """Run it on the table just written."""
        verdict = self.run(settings, frame)
        count = len(verdict.findings)
        metadata: dict[str, Any] = {"offending_rows": count}
        if count:
            metadata["findings"] = dg.MetadataValue.json(verdict.findings[:SHOWN])
        if verdict.rows is not None and count:
            metadata["first_rows"] = dg.MetadataValue.md(markdown(verdict.rows.head(SHOWN)))
        return dg.AssetCheckResult(
            passed=not count,
            asset_key=self.table,
            check_name=self.name,
            severity=verdict.severity if count else ERROR,
            description=verdict.remark or (f"{count} found: {verdict.findings[0]}" if count else None),
            metadata=metadata,
        )


@lru_cache(maxsize=1)
def all_checks() -> Mapping[str, tuple[Check, ...]]:
    """Table -> its checks."""
    special = [*_count_bands(), *_sql_checks()]
    return {name: (*_common(name), *(check for check in special if check.table == name)) for name in TABLES}


def specs(name: str) -> list[dg.AssetCheckSpec]:
    """The checks of a table, for its asset."""
    return [check.spec for check in all_checks()[name]]


def results(settings: Settings, name: str, frame: pl.DataFrame) -> list[dg.AssetCheckResult]:
    """Run the checks of a table."""
    return [check.result(settings, frame) for check in all_checks()[name]]


def _common(name: str) -> list[Check]:
    table = TABLES[name]
    key = ", ".join(table.key_columns())
    # a key with empty parts cannot be enforced in the published file either, so there it only warns
    firm = not any(table.nullable()[column] for column in table.key_columns())
    return [
        Check(name, "schema", "Columns, types, closed lists and patterns are those of the table's description.", partial(_schema, name)),
        Check(name, "unique_key", f"No two rows share a key ({key}).", partial(_unique_key, name), blocking=firm),
    ]


def _schema(name: str, _: Settings, frame: pl.DataFrame) -> Verdict:
    try:
        TABLES[name].validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        failures = errors.failure_cases
        findings = [
            f"column {failure['column'] or '-'}: {failure['check']} fails for {failure['failure_case']!r}"
            for failure in failures.iter_rows(named=True)
        ]
        return Verdict(findings, failures)
    return Verdict([])


def _unique_key(name: str, _: Settings, frame: pl.DataFrame) -> Verdict:
    table = TABLES[name]
    key = list(table.key_columns())
    if missing := [column for column in key if column not in frame.columns]:
        return Verdict([f"column {column} is missing" for column in missing])
    doubles = frame.group_by(key).agg(pl.len().alias("rows")).filter(pl.col("rows") > 1).sort(key)
    findings = [
        f"{row['rows']} rows with " + ", ".join(f"{column} = {row[column]}" for column in key) for row in doubles.iter_rows(named=True)
    ]
    return Verdict(findings, doubles, ERROR if not any(table.nullable()[column] for column in key) else WARN)


def _sql_checks() -> list[Check]:
    return [_sql_check(models.Model(path.stem, path)) for path in sorted((SQL / "checks").glob("*.sql"))]


def _sql_check(query: models.Model) -> Check:
    """Read a check from its file: `-- on:` names the table, `-- severity:` is error (blocking) or warn."""
    header = [line.removeprefix("--").strip() for line in query.sql.splitlines() if line.startswith("--")]
    facts = dict(line.split(": ", 1) for line in header if line.startswith(("on: ", "severity: ")))
    about = " ".join(line for line in header if not line.startswith(("on: ", "severity: ")))
    severity = {"error": ERROR, "warn": WARN}[facts["severity"]]
    return Check(facts["on"], query.name, about, partial(_run_sql, query, severity), blocking=severity is ERROR)


def _run_sql(query: models.Model, severity: dg.AssetCheckSeverity, settings: Settings, _: pl.DataFrame) -> Verdict:
    with models.connect() as connection:
        models.attach_tables(connection, settings.tables, query.dependencies)
        rows = models.frame_of(connection.sql(query.sql))
    return Verdict(rows["finding"].to_list(), rows.drop("finding"), severity)


def _count_bands() -> list[Check]:
    bands = yaml.safe_load(SOURCE_FACTS.read_text(encoding="utf-8"))["bands"]
    return [Check(table, "count_band", _band_in_words(band), partial(_count_band, band)) for table, band in bands.items()]


def _count_band(band: Mapping[str, Any], settings: Settings, frame: pl.DataFrame) -> Verdict:
    if settings.register_dir.resolve() != (REGISTER / "acts").resolve():
        return Verdict([], remark="Skipped: the expected counts are those of the embedded register, and this run reads another one.")
    if frame.height < band["min"]:
        return Verdict([f"{frame.height} rows, at least {band['min']} expected: {band['why']}"])
    if frame.height > band.get("max", frame.height):
        return Verdict([f"{frame.height} rows, at most {band['max']} expected: {band['why']}"], severity=WARN)
    return Verdict([], remark=f"{frame.height} rows.")


def _band_in_words(band: Mapping[str, Any]) -> str:
    upper = f", at most {band['max']} (more only warns)" if "max" in band else ""
    return f"At least {band['min']} rows{upper}: {band['why']}."
