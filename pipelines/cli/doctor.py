"""`sanctions doctor`: is everything in place?"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import click

from pipelines.cli.options import output_format
from pipelines.cli.output import Rows, show
from pipelines.cli.published import ask, opened
from pipelines.errors import SanctionsError
from pipelines.settings import SQL, Settings

Finding = tuple[str, str]  # ("ok" | "warn" | "fail", what was found)
FAMILY = ("dagster", "dagster-webserver", "dagster-graphql")
PACKAGES = ("duckdb", "polars", "pandera", "httpx", "sqlglot")


@click.command(name="doctor")
@click.option("--live", is_flag=True, help="Also ask each source one cheap thing over the network.")
@output_format
def command(live: bool, format_: str) -> None:
    """Check Python, packages, folders, register and the published file; exit code 1 where something is broken.

    Example: sanctions doctor --format json
    """
    settings = Settings()
    checks: dict[str, Callable[[Settings], Finding]] = {
        "python": _python,
        "packages": _packages,
        "dagster family": _dagster_family,
        "home": _home,
        "register": _register,
        "models": _models,
        "published file": _published,
        "refused rows": _refused,
    }
    rows = [(name, *check(settings)) for name, check in checks.items()]
    if live:
        from pipelines.live import probe

        rows += [(f"source {name}", verdict, found) for name, verdict, found in probe(settings)]
    show(Rows(["check", "verdict", "found"], rows), format_)
    if any(row[1] == "fail" for row in rows):
        sys.exit(1)


def _python(_: Settings) -> Finding:
    found = ".".join(map(str, sys.version_info[:3]))
    return ("ok" if sys.version_info >= (3, 11) else "fail", f"Python {found} (3.11 or later is needed)")


def _packages(_: Settings) -> Finding:
    found, missing = [], []
    for name in PACKAGES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            missing.append(name)
    return ("fail", f"not installed: {', '.join(missing)}") if missing else ("ok", ", ".join(found))


def _dagster_family(_: Settings) -> Finding:
    try:
        versions = {version(name) for name in FAMILY}
    except PackageNotFoundError as error:
        return "fail", f"not installed: {error.name}"
    joined = ", ".join(sorted(versions))
    return ("ok", joined) if len(versions) == 1 else ("fail", f"{', '.join(FAMILY)} must have one version, found {joined}")


def _home(settings: Settings) -> Finding:
    home = settings.home.absolute()
    nearest = next(path for path in (home, *home.parents) if path.exists())
    if not os.access(nearest, os.W_OK):
        return "fail", f"{home} cannot be written (set SANCTIONS_HOME to a folder of yours)"
    return "ok", f"{home}{'' if home.exists() else ' (made by the first run)'}"


def _register(settings: Settings) -> Finding:
    files = list(settings.register_dir.glob("*.yaml"))
    return ("ok", f"{len(files)} files in {settings.register_dir}") if files else ("fail", f"no register files in {settings.register_dir}")


def _models(_: Settings) -> Finding:
    files = list(Path(SQL).glob("*/*.sql"))
    return ("ok", f"{len(files)} SQL files") if files else ("fail", f"no SQL files in {SQL}")


def _published(settings: Settings) -> Finding:
    try:
        with opened() as connection:
            run_id, day, finished = ask(connection, "select run_id, as_of, finished_at from runs order by finished_at desc limit 1").rows[0]
    except SanctionsError as error:
        return "warn", str(error)
    return "ok", f"{settings.database}: run {run_id}, as of {day}, written {finished:%Y-%m-%d %H:%M} UTC"


def _refused(_: Settings) -> Finding:
    try:
        with opened() as connection:
            rows = ask(connection, "select file, line, column_name, failed_check from rejected_rows order by file, line").rows
    except SanctionsError:
        return "warn", "unknown: nothing is published yet"
    if not rows:
        return "ok", "none"
    file, line, column, check = rows[0]
    return "warn", f'{len(rows)} (first: {file}:{line}, {column}: {check}); `sanctions sql "from rejected_rows"` lists them'
