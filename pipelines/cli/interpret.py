"""`sanctions interpret`: what a text says or does about sanctions."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
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

    With --jsonl each object is `{"id", "text", "page_date"?}`, for acts with `"kind": "act"` and `"celex"` too; a line that cannot be
    read is named on standard error, the others are answered, and the exit code is 1.

    Example: echo "The EU will not ease sanctions on Russia, Hollande said." | sanctions interpret -
    """
    from pipelines.interpret.answer import answer
    from pipelines.interpret.text import decode

    if jsonl:
        _answer_lines(jsonl)
        return
    if is_added:
        _add(file, source, day, is_act, official_id)
        return
    if not file:
        raise click.UsageError("name a FILE, `-` for standard input, or --jsonl FILE")
    text, signals = decode(_read(file))
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
    for signal in (*signals, *found["signals"]):
        click.echo(f"signal: {signal}", err=True)


def _add(file: str | None, source: str | None, day: date | None, is_act: bool, official_id: str | None) -> None:
    """Archive a document that the user has; the next run reads it."""
    from pipelines.interpret.added import add
    from pipelines.settings import Settings
    from pipelines.steps import utc_now

    if not (file and file != "-" and source and day):
        raise click.UsageError("--add needs a FILE, --source NAME and --date DAY")
    try:
        kept = add(Settings(), Path(file), source, day, is_act=is_act, official_id=official_id, now=utc_now())
    except OSError as error:
        raise SanctionsError(f"{file} cannot be added: {error.strerror}") from error
    click.echo(f"Archived {file} as {kept.sha256}; the next `sanctions run` reads it.")


def _answer_lines(path: str) -> None:
    """One answer a line; a line that cannot be read is named on stderr and costs only itself (exit code 1 at the end)."""
    from pipelines.interpret.answer import answer

    bad = 0
    for number, line in enumerate(_lines(path), 1):
        if not line.strip():
            continue
        try:
            question = json.loads(line.decode("utf-8-sig"))
            if not isinstance(question, dict):
                raise SanctionsError("not a JSON object")
            # half of a surrogate pair, which JSON can hold and UTF-8 cannot, goes out as it came in: escaped
            click.echo(json.dumps(answer(question), ensure_ascii=False).encode("utf-8", "backslashreplace"))
        except (ValueError, RecursionError, SanctionsError) as error:  # bad JSON, bad UTF-8, numbers too long, nesting too deep
            bad += 1
            click.echo(f"sanctions: {path}:{number}: {error}", err=True)
    if bad:
        sys.exit(1)


def _lines(path: str) -> Iterator[bytes]:
    try:
        with click.open_file(path, "rb") as lines:
            yield from lines
    except OSError as error:
        raise SanctionsError(f"{path} cannot be read: {error.strerror}") from error


def _read(file: str) -> bytes:
    """The bytes of a file as they are: offsets count the characters of the file, line ends untouched."""
    try:
        with click.open_file(file, "rb") as content:
            return bytes(content.read())
    except OSError as error:
        raise SanctionsError(f"{file} cannot be read: {error.strerror}") from error


def _explain(text: str, found: dict[str, Any]) -> None:
    """The text with a numbered mark at each span, then what was read there and by which rule."""
    said: dict[str, list[dict[str, Any]]] = {}
    for item in found.get("items", []):  # one thing said of several dyads is one finding
        said.setdefault(json.dumps([item[key] for key in ("spans", "stance", "modality", "speaker")]), []).append(item)
    notes = [(items[0]["spans"], _items_note(items)) for items in said.values()]
    notes += [([(action["start"], action["end"])], _action_note(action)) for action in found.get("actions", [])]
    notes += [([(unread["start"], unread["end"])], f"unread: {unread['reason']}") for unread in found.get("unread", [])]
    click.echo(_marked(text, [(start, end, number) for number, (spans, _) in enumerate(notes, 1) for start, end in spans]).rstrip() + "\n")
    for number, (spans, note) in enumerate(notes, 1):
        places = ", ".join(f"[{start}:{end}]" for start, end in spans)
        click.echo(f"{click.style(f'{number:>3}', bold=True)} {places} {note}")
    if not (found.get("items") or found.get("actions")):
        click.echo("Nothing about sanctions found.")


def _marked(text: str, spans: list[tuple[int, int, int]]) -> str:
    """The text with `[n|` where span n begins and `|n]` where it ends; control characters are shown as blanks."""
    from pipelines.interpret.text import printable

    marks = [(start, 1, click.style(f"[{number}|", bold=True)) for start, _, number in spans]
    marks += [(end, 0, click.style(f"|{number}]", bold=True)) for _, end, number in spans]
    pieces, at = [], 0
    for place, _, mark in sorted(marks, key=lambda one: one[:2]):
        pieces += [printable(text[at:place]), mark]
        at = place
    return "".join([*pieces, printable(text[at:])])


def _items_note(items: list[dict[str, Any]]) -> str:
    first = items[0]
    dyads = ", ".join(f"{item['sender']} -> {item['target']}" for item in items)
    who = f", {first['speaker']}" if first["speaker"] else ""
    return f"{dyads}: {first['stance']}, {first['modality']}{who} (rule {first['rule']}, {first['confidence']:.2f})"


def _action_note(action: dict[str, Any]) -> str:
    when = f" from {action['effective_on']}" if action["effective_on"] else ""
    until = f" until {action['expires_on']}" if action["expires_on"] else ""
    what = f"{action['action']} {action['measure']} ({action['regime']}){when}{until}"
    return f"{what} (rule {action['rule']}, {action['confidence']:.2f})"


def _cell(value: Any) -> Any:
    return "; ".join(value) if isinstance(value, list) else value
