"""`sanctions report`: the page for people without a SQL prompt."""

from __future__ import annotations

import webbrowser

import click

from pipelines.report import page
from pipelines.settings import Settings


@click.command(name="report")
@click.option("--open", "open_", is_flag=True, help="Open it in the browser.")
def command(open_: bool) -> None:
    """Write the report from the published file and say where it is; every run does so too.

    Example: sanctions report --open
    """
    path = page.write(Settings()).resolve()
    click.echo(path)
    if open_:
        webbrowser.open(path.as_uri())
