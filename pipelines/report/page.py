"""Write the report: `report/index.html` beside the published file, one page that needs nothing else, no script and no network.

What belongs here: asking the published file (`queries/*.sql`), handing the answers to the template, replacing the page by rename.
What does not: how it looks (`page.html.j2`, `style.css`), what is true (the published file).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import duckdb
import jinja2

from pipelines.errors import NotPublished
from pipelines.report.chart import Chart, Month, draw
from pipelines.settings import Settings

HERE = Path(__file__).parent
Row = dict[str, Any]


def write(settings: Settings) -> Path:
    """Write the report from the published file; returns its path. Raises `NotPublished` where there is no such file."""
    target = settings.report
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_suffix(".html.tmp")
    unfinished.write_text(render(answers(settings.database)), encoding="utf-8")
    unfinished.replace(target)
    return target


def answers(database: Path) -> dict[str, list[Row]]:
    """Query -> its rows, all from one version of the published file."""
    if not database.exists():
        raise NotPublished(f"nothing is published yet at {database}: run `sanctions run` first, or set SANCTIONS_HOME")
    queries = {path.stem: path.read_text(encoding="utf-8") for path in sorted((HERE / "queries").glob("*.sql"))}
    with duckdb.connect(str(database), read_only=True) as connection:
        connection.execute("set enable_progress_bar = false")
        clock = {"as_of": _ask(connection, queries["run"])[0]["as_of"]}
        return {name: _ask(connection, sql, clock if "$as_of" in sql else None) for name, sql in queries.items()}


def render(rows: dict[str, list[Row]]) -> str:
    """The page for the rows of every query."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"link": _link, "words": lambda code: str(code).replace("_", " ")}
    (run,) = rows["run"]
    return environment.get_template("page.html.j2").render(
        rows,
        run=run,
        charts=_charts(rows["months"], run["as_of"]),
        style=(HERE / "style.css").read_text(encoding="utf-8"),
    )


def _ask(connection: duckdb.DuckDBPyConnection, sql: str, parameters: dict[str, Any] | None = None) -> list[Row]:
    result = connection.execute(sql, parameters)
    names = [column[0] for column in result.description or []]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def _charts(months: Sequence[Row], as_of: date) -> dict[tuple[str, str], Chart]:
    """Dyad -> its picture, on one scale and one span of time, so that pictures compare."""
    if not months:
        return {}
    shared = {
        "first": min(row["month"] for row in months),
        "last": as_of.replace(day=1),
        "most_easing": max(row["easing"] for row in months),
        "most_tightening": max(row["tightening"] for row in months),
    }
    dyads = dict.fromkeys((row["sender"], row["target"]) for row in months)
    return {
        dyad: draw(
            [Month(row["month"], row["easing"], row["tightening"], row["net"]) for row in months if (row["sender"], row["target"]) == dyad],
            **shared,
        )
        for dyad in dyads
    }


def _link(url: str | None) -> str | None:
    """An address one may click on: fetched pages name some that are none."""
    return url if url and urlsplit(url).scheme in {"http", "https"} else None
