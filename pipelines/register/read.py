"""Register files -> rows of `register_acts`, `register_actions`, `register_statements`.

What belongs here: the layout of a register file (docs/register.md). What does not: whether a value is right
(`schemas/register.py` checks that) and what it means for windows (`sql/`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pipelines.errors import RegisterUnreadable
from pipelines.register.aliases import Aliases
from pipelines.register.yaml_lines import Mapping, read

FILE_KEYS = {"regime", "title", "sender", "target", "language", "recorded_on", "acts"}
ACT_KEYS = {
    "id", "event", "kind", "amends", "number", "official_id", "issuer", "title", "language", "announced_on", "signed_on",
    "published_on", "source", "url", "confidence", "note", "recorded_on", "also", "actions", "statements",
}  # fmt: skip
ALSO_KEYS = {"id", "kind", "number", "official_id", "title", "url", "source", "signed_on", "published_on"}
ACTION_KEYS = {
    "id", "action", "regimes", "target", "measures", "subjects", "announced_on", "effective_on", "until", "sunset", "reason",
    "ended_on", "ended_by", "end_reason", "corrects", "change", "replaces_measure", "chain", "number", "added", "removed",
    "url", "confidence", "text", "note",
}  # fmt: skip
STATEMENT_KEYS = {
    "id", "said_on", "speaker", "side", "sender", "target", "regime", "stance", "modality", "strength", "chain", "measure", "url",
    "confidence", "text",
}  # fmt: skip


@dataclass
class Problem:
    """One thing in a register file that is no row: an unknown key, a missing id, a count that is no number."""

    table: str
    file: str
    line: int
    row_id: str | None
    check: str
    column: str
    value: str
    raw: dict[str, Any]


@dataclass
class RegisterRows:
    """Everything read from the register, not yet validated."""

    acts: list[dict[str, Any]] = field(default_factory=list)
    actions: list[dict[str, Any]] = field(default_factory=list)
    statements: list[dict[str, Any]] = field(default_factory=list)
    documents: list[dict[str, Any]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def files(directory: Path) -> list[Path]:
    """The register files below a directory, in order of name. Raises `RegisterUnreadable` where there are none."""
    found = sorted(directory.glob("*.yaml"))
    if not found:
        raise RegisterUnreadable(f"{directory}: no register files (*.yaml) here")
    return found


def read_register(directory: Path, aliases: Aliases) -> RegisterRows:
    """Read every register file of a directory. A file that does not parse stops the run (`RegisterUnreadable`)."""
    rows = RegisterRows()
    for path in files(directory):
        _read_file(path, aliases, rows)
    return rows


def _read_file(path: Path, aliases: Aliases, rows: RegisterRows) -> None:
    name = path.name
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    root = read(path, name)
    missing = [key for key in ("regime", "sender", "recorded_on", "acts") if not root.get(key)]
    unknown = sorted(set(root) - FILE_KEYS)
    if missing or unknown or not isinstance(root["acts"], list):
        what = f"lacks {', '.join(missing)}" if missing else f"has unknown keys {', '.join(unknown)}" if unknown else "has no list of acts"
        raise RegisterUnreadable(f"{name}: no register file: it {what}")
    try:
        date.fromisoformat(root["recorded_on"])
    except ValueError as error:
        raise RegisterUnreadable(f"{name}: no register file: recorded_on is no day: {root['recorded_on']!r}") from error
    rows.documents.append(
        {
            "document_sha256": digest,
            "source": "register",
            "location": name,
            "media_type": "application/yaml",
            "size_bytes": len(content),
            "recorded_on": root["recorded_on"],
        }
    )
    for act in root["acts"]:
        if not isinstance(act, Mapping):
            raise RegisterUnreadable(f"{name}: `acts` holds something that is no act: {act!r}")
        _read_act(act, root, name, digest, aliases, rows)


def _read_act(act: Mapping, root: Mapping, name: str, digest: str, aliases: Aliases, rows: RegisterRows) -> None:
    if not _known_keys(act, ACT_KEYS, "register_acts", name, rows):
        return
    act_id = act.get("id")
    base = {
        "announcement_id": act_id,
        "event_id": act.get("event") or act_id,
        "regime": root["regime"],
        "sender": root["sender"],
        "kind": act.get("kind"),
        "number": act.get("number"),
        "official_id": act.get("official_id"),
        "amends": ";".join(_texts(act.get("amends"))) or None,
        "issuer": act.get("issuer"),
        "title": act.get("title"),
        "language": act.get("language") or root.get("language"),
        "announced_on": act.get("announced_on"),
        "signed_on": act.get("signed_on"),
        "published_on": act.get("published_on"),
        "url": act.get("url"),
        "source_title": act.get("source"),
        "confidence": act.get("confidence"),
        "note": act.get("note"),
        "document_sha256": digest,
        "recorded_on": act.get("recorded_on") or root["recorded_on"],
        "file": name,
        "line": act.line,
    }
    rows.acts.append(base)
    for also in _mappings(act, "also", name, rows):
        if _known_keys(also, ALSO_KEYS, "register_acts", name, rows):
            # a sister document shares the event, its dates and its source, never the number or the id
            other = {key: also.get(key) for key in ("number", "official_id")}
            other |= {key: also[key] for key in ("kind", "title", "signed_on", "published_on", "url") if also.get(key)}
            other |= {"source_title": also["source"]} if also.get("source") else {}
            rows.acts.append(base | other | {"announcement_id": also.get("id"), "event_id": base["event_id"], "line": also.line})
    for action in _mappings(act, "actions", name, rows):
        if _known_keys(action, ACTION_KEYS, "register_actions", name, rows):
            _read_action(action, act, root, name, aliases, rows)
    for statement in _mappings(act, "statements", name, rows):
        if _known_keys(statement, STATEMENT_KEYS, "register_statements", name, rows):
            rows.statements.append(_statement(statement, act, root, name))


def _read_action(action: Mapping, act: Mapping, root: Mapping, name: str, aliases: Aliases, rows: RegisterRows) -> None:
    regimes = _texts(action.get("regimes")) or [root["regime"]]
    term = "regime" if action.get("sunset") else "measure" if action.get("until") else None
    base = {
        "action_id": action.get("id"),
        "announcement_id": act.get("id"),
        "sender": root["sender"],
        "target": action.get("target") or root.get("target"),
        "regime": regimes[0],
        "regimes": ";".join(regimes),
        "action": action.get("action"),
        "announced_on": action.get("announced_on"),
        "effective_on": action.get("effective_on"),
        "expires_on": action.get("sunset") or action.get("until"),
        "term": term,
        "reason": action.get("reason"),
        "is_stated_end": False,
        "corrects": action.get("corrects"),
        "change": action.get("change"),
        "replaces_measure": action.get("replaces_measure"),
        "chain": action.get("chain"),
        "number": action.get("number"),
        "added_count": _count(action, "added", name, rows),
        "removed_count": _count(action, "removed", name, rows),
        "url": action.get("url") or act.get("url"),
        "confidence": action.get("confidence") or act.get("confidence"),
        "evidence": action.get("text"),
        "note": action.get("note"),
        "file": name,
        "line": action.line,
    }
    effects = [
        (measure, aliases.canonical(subject))
        for measure in (*_texts(action.get("measures")),) or (None,)
        for subject in (*_texts(action.get("subjects")),) or (None,)
    ]
    for measure, subject in effects:
        suffix = f"/{measure}/{subject}" if len(effects) > 1 else ""
        row = base | {"action_id": f"{base['action_id']}{suffix}" if base["action_id"] else None, "measure": measure, "subject": subject}
        if row["corrects"] and suffix:
            row["corrects"] += suffix
        rows.actions.append(row)
        if action.get("ended_on"):
            rows.actions.append(_stated_end(row, action, act))


def _stated_end(row: dict[str, Any], action: Mapping, act: Mapping) -> dict[str, Any]:
    """The end that the register states for a measure: by a named act, or, where none is known, known from its own day."""
    by = action.get("ended_by")
    is_exemption = str(row["action"]).startswith("exempt")
    return row | {
        "action_id": f"{row['action_id']}/end",
        "announcement_id": by or act.get("id"),
        "action": "exempt_end" if is_exemption else "lift",
        "announced_on": None,
        "effective_on": action["ended_on"],
        "expires_on": None,
        "term": None,
        "reason": action.get("end_reason") or ("lifted" if by else "expired"),
        "is_stated_end": by is None,
        "replaces_measure": None,
        "added_count": None,
        "removed_count": None,
        "evidence": f"Ends what this did: {row['evidence']}",
    }


def _statement(statement: Mapping, act: Mapping, root: Mapping, name: str) -> dict[str, Any]:
    return {
        "statement_id": statement.get("id"),
        "announcement_id": act.get("id"),
        "said_on": statement.get("said_on") or act.get("announced_on"),
        "speaker": statement.get("speaker"),
        "speaker_side": statement.get("side"),
        "sender": statement.get("sender") or root["sender"],
        "target": statement.get("target") or root.get("target"),
        "regime": statement.get("regime") or (None if root["regime"].endswith("-all") else root["regime"]),
        "stance": statement.get("stance"),
        "modality": statement.get("modality"),
        "strength": statement.get("strength") or "plain",
        "chain": statement.get("chain"),
        "measure": statement.get("measure"),
        "url": statement.get("url") or act.get("url"),
        "confidence": statement.get("confidence") or act.get("confidence"),
        "evidence": statement.get("text"),
        "file": name,
        "line": statement.line,
    }


def _known_keys(block: Mapping, known: set[str], table: str, name: str, rows: RegisterRows) -> bool:
    """Whether a block has an id and only known keys; what is wrong becomes a problem, and the block is refused."""
    wrong = [(key, "unknown_key", str(block[key])) for key in sorted(set(block) - known)]
    if not block.get("id"):
        wrong.append(("id", "id_missing", ""))
    for column, check, value in wrong:
        line = block.lines.get(column, block.line)
        rows.problems.append(Problem(table, name, line, block.get("id"), check, column, value, dict(block)))
    return not wrong


def _mappings(act: Mapping, key: str, name: str, rows: RegisterRows) -> Iterator[Mapping]:
    for item in act.get(key) or []:
        if isinstance(item, Mapping):
            yield item
        else:
            rows.problems.append(Problem("register_acts", name, act.line, act.get("id"), "no_block", key, str(item), dict(act)))


def _texts(value: Any) -> list[str]:
    items: Iterable[Any] = value if isinstance(value, list) else [value]
    return [str(item) for item in items if item is not None]


def _count(action: Mapping, key: str, name: str, rows: RegisterRows) -> int | None:
    text = action.get(key)
    if text is None:
        return None
    if str(text).isdigit():
        return int(text)
    line = action.lines.get(key, action.line)
    rows.problems.append(Problem("register_actions", name, line, action.get("id"), "whole_number", key, str(text), dict(action)))
    return None
