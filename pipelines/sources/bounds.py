"""Counts and fill rates of a source against the bounds in its facts.

What belongs here: saying that a count is out of its band, with the reason of the band. What does not: refusing anything for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from pipelines.sources.facts import Facts
from pipelines.sources.rows import Signal
from pipelines.sources.store import Row, Store

#: Signals made here; they are taken back when the count is inside its band again.
_OURS = ("count_out_of_band", "fill_rate_low")


def check_bounds(held: Store, known: Mapping[str, Facts]) -> None:
    """Put in a signal for every bound that does not hold for a source which has given something."""
    rows: dict[str, list[Row]] = {}
    for row in held.announced.values():
        rows.setdefault(row["source"], []).append(row)
    held.signals = {key: row for key, row in held.signals.items() if key[1] not in _OURS}
    for name, facts in known.items():
        of_source = rows.get(name, [])
        last = max((row["recorded_at"] for row in of_source), default=None)
        if last is None or (not facts.bands and not facts.fill):
            continue
        for signal in (*_counts(facts, len(of_source)), *_fills(facts, of_source)):
            held.signal(name, signal, _naive(last))


def _counts(facts: Facts, count: int) -> list[Signal]:
    band = facts.bands.get("rows")
    if band is None or (band.min <= count and (band.max is None or count <= band.max)):
        return []
    bounds = f"{band.min} to {band.max}" if band.max is not None else f"at least {band.min}"
    return [Signal("count_out_of_band", "rows", f"{count} documents, expected {bounds}: {band.why}")]


def _fills(facts: Facts, rows: list[Row]) -> list[Signal]:
    found = []
    for column, fill in facts.fill.items():
        rate = sum(row[column] is not None for row in rows) / len(rows)
        if rate < fill.min:
            found.append(Signal("fill_rate_low", column, f"{rate:.1%} filled, expected {fill.min:.0%}: {fill.why}"))
    return found


def _naive(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None)
