"""The summary after a run: per dyad what is in force, the last signals, the next sunsets, where the file is."""

from __future__ import annotations

from typing import Any

import click

from pipelines.cli.output import Rows, show
from pipelines.cli.published import as_of, ask, opened
from pipelines.settings import Settings

_IN_FORCE = """
    select
        sender || ' -> ' || target as dyad, regime, measure, count(*) as subjects, min(valid_from) as since,
        string_agg(distinct subject, ', ' order by subject) as what
    from active_on(?)
    group by all
    order by dyad, regime, measure
"""
_SIGNALS = """
    select sender || ' -> ' || target as dyad, signal_on, replace(rung, '_', ' ') as rung, stage, weight, evidence
    from easing_signals
    where (sender, target) in (select (sender, target) from sanction_windows)
    qualify row_number() over (partition by sender, target order by signal_on desc, weight desc, signal_id) <= 3
    order by dyad, signal_on desc, weight desc, signal_id
"""
_SUNSETS = """
    select sender || ' -> ' || target as dyad, regime, expires_on, days_left, renewals, alarm
    from sunset_calendar
    order by expires_on, regime
"""
#: How many lines of a dyad's measures the summary shows before it counts the rest.
MEASURES_SHOWN = 12


def print_summary(settings: Settings) -> None:
    """Print the summary of the published file."""
    with opened() as connection:
        day = as_of(connection)
        in_force = _shortened(ask(connection, _IN_FORCE, [day]))
        signals = ask(connection, _SIGNALS)
        sunsets = ask(connection, _SUNSETS)
    show(in_force, "table", title=f"In force on {day}, by dyad")
    show(signals, "table", title="Last easing signals", empty="No easing signals.")
    show(sunsets, "table", title="Next sunsets", empty="No regime in force has a sunset.")
    click.echo(f"Published: {settings.database}")
    click.echo(f"Report:    {settings.report}")
    click.echo(
        "Ask it:    sanctions sql \"select measure, subject, valid_from, opened_by from active_on('2016-01-01') where target = 'TR'\""
    )


def _shortened(rows: Rows) -> Rows:
    """At most a dozen lines a dyad; long lists of subjects are cut with a count."""
    out: list[tuple[Any, ...]] = []
    shown: dict[str, int] = {}
    total: dict[str, int] = {}
    for dyad, regime, measure, subjects, since, what in rows.rows:
        total[dyad] = total.get(dyad, 0) + 1
        if total[dyad] > MEASURES_SHOWN:
            continue
        shown[dyad] = total[dyad]
        names = what.split(", ")
        brief = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
        out.append((dyad, regime, measure, subjects, since, brief))
    for dyad, count in total.items():
        if count > shown[dyad]:
            last = max(index for index, row in enumerate(out) if row[0] == dyad)
            rest = f"`sanctions active --sender {dyad[:2]} --target {dyad[-2:]}` has all"
            out.insert(last + 1, (dyad, f"... {count - shown[dyad]} more", "", None, None, rest))
    return Rows(rows.columns, out)
