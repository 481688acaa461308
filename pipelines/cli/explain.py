"""`sanctions explain`: the acts behind a window."""

from __future__ import annotations

from importlib import resources
from typing import Any

import click

from pipelines.cli.options import dyad_filters, output_format
from pipelines.cli.output import Rows, show
from pipelines.cli.published import ask, opened, where
from pipelines.errors import SanctionsError


class NothingToExplain(SanctionsError):
    """No window fits what was asked."""


@click.command(name="explain")
@click.argument("what")
@click.option("--limit", type=click.IntRange(1), default=5, show_default=True, help="How many windows a table explains.")
@dyad_filters
@output_format
def command(what: str, limit: int, sender: str | None, target: str | None, regime: str | None, format_: str) -> None:
    """The chain of acts behind WHAT: a window id, a measure or a subject.

    Example: sanctions explain hs:070200 --sender RU --target TR
    """
    filters, values = where(sender=sender, target=target, regime=regime)
    with opened() as connection:
        found = ask(
            connection,
            # an id names one belief; a measure or a subject asks for what is believed now
            "select * from sanction_windows where (window_id = ? or (known_to is null and (measure = ? or subject = ?)))"  # noqa: S608 - values are bound
            f"{filters} order by sender, target, regime, measure, subject, valid_from",
            [what, what.lower(), what, *values],
        ).dicts()
        if not found:
            raise NothingToExplain(f"no window has the id, measure or subject {what!r}: `sanctions active` lists what there is")
        shown = found if format_ != "table" else found[:limit]
        chains = [(window, ask(connection, _query(), [window["window_id"]])) for window in shown]
    if format_ == "table":
        for window, chain in chains:
            _print(window, chain)
        if len(found) > len(shown):
            click.echo(f"{len(found) - len(shown)} more windows fit; narrow it down, or use --limit.")
    else:
        columns = ["window_id", *chains[0][1].columns]
        show(Rows(columns, [(window["window_id"], *row) for window, chain in chains for row in chain.rows]), format_)


def _query() -> str:
    return resources.files("pipelines.cli").joinpath("explain.sql").read_text(encoding="utf-8")


def _print(window: dict[str, Any], chain: Rows) -> None:
    end = window["valid_to"] or "no end known"
    how = window["closing"] or "open"
    click.secho(f"{window['measure']} on {window['subject']}  {window['sender']} -> {window['target']}, {window['regime']}", bold=True)
    click.echo(f"  {window['status']} from {window['valid_from']} to {end} ({how}), renewals {window['renewals']}, {window['confidence']}")
    click.echo(f"  window {window['window_id']}, believed from {window['known_from']} to {window['known_to'] or 'now'}")
    for act in chain.dicts():
        number = f"No {act['number']}, " if act["number"] else ""
        until = f" until {act['until']}" if act["until"] else ""
        click.echo(f"\n  {act['step']:<10}{act['effective_on'] or 'no date'}{until}  {act['title']}")
        click.echo(f"            {number}known from {act['known_on'] or 'no date'}, {act['confidence']}")
        click.echo(f"            {act['evidence']}")
        click.echo(f"            {act['source'] or 'no source given'}")
    click.echo("")
