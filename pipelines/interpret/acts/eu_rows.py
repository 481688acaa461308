"""Rows of an EU act before their days and offsets are final, and what an article or annex is read against."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from pipelines.interpret.acts.eu_bases import Base

#: A measure outside the closed list, as the gold annotation counts it.
OTHER = "other"


@dataclass
class Row:
    """A row before its days and offsets are final."""

    action: str
    measure: str
    detail: str
    article: str
    start: int
    end: int
    rule: str
    confidence: float
    subject_kind: str = ""
    count: int | None = None
    names: list[str] = field(default_factory=list)
    effective_on: date | None = None
    expires_on: date | None = None
    stated: bool = False  # the count is a total that a recital states
    deceased: bool = False
    annex: str = ""
    scope_end: int = 0


@dataclass(frozen=True)
class Context:
    """What an article is read against."""

    base: Base
    new_act: bool
    start: date | None
    extends: bool
    new_measures: dict[str, str]
    lifts: bool = False  # a recital says that measures are lifted
    expired: bool = False  # a recital says that expired transition periods are deleted


def split_measure(measure: str, default_detail: str = "") -> tuple[str, str]:
    """A measure of the table as (measure of the closed list or `other`, finer word)."""
    if measure.startswith("<"):
        return OTHER, measure.strip("<>")
    return (measure, default_detail) if measure else (OTHER, default_detail)
