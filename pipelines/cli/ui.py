"""`sanctions ui`: the Dagster UI on this project."""

from __future__ import annotations

import click


@click.command(name="ui")
@click.option("--port", type=click.IntRange(1, 65535), default=3000, show_default=True, help="Port on this machine.")
def command(port: int) -> None:
    """Open the Dagster UI on this project, telemetry off.

    Example: sanctions ui --port 3333
    """
    from pipelines.main_job import start_ui
    from pipelines.settings import Settings

    start_ui(Settings(), port)
