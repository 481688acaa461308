"""`sanctions interpret`: what a text says or does about sanctions."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from pipelines.cli.options import DAY
from pipelines.cli.output import Rows, show
from pipelines.errors import SanctionsError

_ITEM = ("sender", "target", "stance", "direction", "modality", "speaker", "speaker_side", "measure", "date", "rule", "confidence")
_ACTION = ("action", "regime", "measure", "count", "names", "effective_on", "expires_on", "article", "rule", "confidence")


@click.command(name="interpret")
@click.argument("file", required=False, type=click.Path(dir_okay=False, allow_dash=True))
@click.option(
    "--jsonl", type=click.Path(dir_okay=False, allow_dash=True), default=None, help="Objects, one a line; answers go to standard output."
)
@click.option("--act", "is_act", is_flag=True, help="Read the text as a legal act, not as press text.")
@click.option("--official-id", default=None, help="CELEX or another official id of the act.")
@click.option("--page-date", type=DAY, default=None, help="Day of the page or of the publication.")
@click.option("--add", "is_added", is_flag=True, help="Archive FILE and feed it to the next run (needs --source and --date).")
@click.option("--source", default=None, help="With --add: where the document is from.")
@click.option("--date", "day", type=DAY, default=None, help="With --add: day of the document.")
@click.option("--explain", is_flag=True, help="Print the text with what was read from it and by which rule.")
@click.option("--format", "format_", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True, help="How to print.")
def command(
    file: str | None,
    jsonl: str | None,
    is_act: bool,
    official_id: str | None,
    page_date: date | None,
    is_added: bool,
    source: str | None,
    day: date | None,
    explain: bool,
    format_: str,
) -> None:
    """Read FILE (or `-`, standard input) as press text or as a legal act.

    Example: echo "The EU will not ease sanctions on Russia, Hollande said." | sanctions interpret -
    """
    from pipelines.interpret.answer import answer

    if jsonl:
        _answer_lines(jsonl)
        return
    if is_added:
        _add(file, source, day, is_act, official_id)
        return
    if not file:
        raise click.UsageError("name a FILE, `-` for standard input, or --jsonl FILE")
    text = sys.stdin.read() if file == "-" else _read(file)
    question: dict[str, Any] = {"id": file, "text": text, "page_date": str(page_date) if page_date else None, "celex": official_id}
    found = answer(question | {"kind": "act"} if is_act else question)
    if explain:
        _explain(text, found)
    elif format_ == "json":
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        rows, columns = (found["actions"], _ACTION) if is_act else (found["items"], _ITEM)
        show(
            Rows(list(columns), [tuple(_cell(row[column]) for column in columns) for row in rows]),
            format_,
            empty="Nothing about sanctions found.",
        )
        for unread in found.get("unread", []):
            click.echo(f"unread: {' '.join(unread['passage'].split())[:160]} ({unread['reason']})", err=True)
    for signal in found["signals"]:
        click.echo(f"signal: {signal}", err=True)


def _add(file: str | None, source: str | None, day: date | None, is_act: bool, official_id: str | None) -> None:
    """Archive a document that the user has; the next run reads it."""
    from pipelines.interpret.documents import add
    from pipelines.settings import Settings
    from pipelines.steps import utc_now

    if not (file and file != "-" and source and day):
        raise click.UsageError("--add needs a FILE, --source NAME and --date DAY")
    if not Path(file).is_file():
        raise SanctionsError(f"{file} cannot be read: no such file")
    kept = add(Settings(), Path(file), source, day, is_act=is_act, official_id=official_id, now=utc_now())
    click.echo(f"Archived {file} as {kept.sha256}; the next `sanctions run` reads it.")


def _answer_lines(path: str) -> None:
    """One answer a line; a line that cannot be read is named on stderr and costs only itself (exit code 1 at the end)."""
    from pipelines.interpret.answer import answer

    bad = 0
    with click.open_file(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                question = json.loads(line)
                if not isinstance(question, dict):
                    raise SanctionsError("not a JSON object")
                click.echo(json.dumps(answer(question), ensure_ascii=False))
            except (json.JSONDecodeError, SanctionsError) as error:
                bad += 1
                click.echo(f"sanctions: {path}:{number}: {error}", err=True)
    if bad:
        sys.exit(1)


def _read(file: str) -> str:
    try:
        return Path(file).read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise SanctionsError(f"{file} cannot be read: {error.strerror}") from error


def _explain(text: str, found: dict[str, Any]) -> None:
    """Each reading under the words it was read from."""
    for item in found.get("items", []):
        for start, end in item["spans"]:
            click.secho(f"[{start}:{end}] {' '.join(text[start:end].split())}", bold=True)
        by = f"(rule {item['rule']}, {item['confidence']:.2f})"
        click.echo(f"    {item['sender']} -> {item['target']}: {item['stance']}, {item['modality']} {by}")
    for action in found.get("actions", []):
        click.secho(f"[{action['start']}:{action['end']}] {' '.join(action['quote'].split())[:400]}", bold=True)
        when = f" from {action['effective_on']}" if action["effective_on"] else ""
        until = f" until {action['expires_on']}" if action["expires_on"] else ""
        by = f"(rule {action['rule']}, {action['confidence']:.2f})"
        click.echo(f"    {action['action']} {action['measure']} ({action['regime']}){when}{until} {by}")
    for unread in found.get("unread", []):
        click.secho(f"[{unread['start']}:{unread['end']}] {' '.join(unread['passage'].split())[:400]}", dim=True)
        click.echo(f"    unread: {unread['reason']}")
    if not (found.get("items") or found.get("actions")):
        click.echo("Nothing about sanctions found.")


def _cell(value: Any) -> Any:
    return "; ".join(value) if isinstance(value, list) else value
