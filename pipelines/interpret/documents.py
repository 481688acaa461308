"""Documents in the archive -> tables of extracted statements and actions.

What belongs here: which documents are read, and the rows that come out. What does not: the reading (`answer.py` and below), and
what becomes of the rows (`sql/staging`: the register's rows always come first).
"""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl

from pipelines import tables
from pipelines.archive import Archive, Observation
from pipelines.interpret.answer import answer
from pipelines.register.aliases import slug
from pipelines.settings import Settings
from schemas import TABLES, vocabulary

#: Archive sources of documents that users add start with this.
ADDED = "added-"
OUT = ("added_documents", "extracted_statements", "extracted_actions", "unread_passages")


def add(settings: Settings, path: Path, source: str, day: date, *, is_act: bool, official_id: str | None, now: datetime) -> Observation:
    """Archive a document that a user has, so that the next run reads it. Equal bytes are kept once."""
    archive = Archive(settings.archive)
    content = path.read_bytes()
    facts = {"document-date": day.isoformat(), "kind": "act" if is_act else "news", "official-id": official_id or ""}
    sha256 = archive.keep(content)
    name = ADDED + (slug(source) or "document")
    return archive.record(Observation(name, path.name, now, "new", sha256, headers=facts, size_bytes=len(content), by="user"))


def read_documents(settings: Settings) -> dict[str, int]:
    """Read every document added by hand and every fetched text, write the four tables; returns their row counts."""
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in OUT}
    archive = Archive(settings.archive)
    seen: set[str] = set()
    for source in archive.sources():
        if source.startswith(ADDED):
            for observation in archive.observations(source):
                if observation.sha256 and observation.sha256 not in seen:
                    seen.add(observation.sha256)
                    _added(archive, observation, rows)
    for document in _fetched(settings):
        _read(document, rows)
    return {
        name: tables.write(
            settings.tables,
            name,
            pl.DataFrame(rows[name], schema=TABLES[name].polars_schema()).unique(
                list(TABLES[name].key_columns()), keep="first", maintain_order=True
            ),
        )
        for name in OUT
    }


def _added(archive: Archive, observation: Observation, rows: dict[str, list[dict[str, Any]]]) -> None:
    assert observation.sha256 is not None  # noqa: S101 - the caller looked
    text = archive.read(observation.sha256).decode("utf-8", errors="replace")
    day = date.fromisoformat(observation.headers["document-date"])
    document = {
        "id": f"{ADDED}{observation.sha256[:16]}",
        "text": text,
        "kind": observation.headers["kind"],
        "official_id": observation.headers["official-id"] or None,
        "day": day,
        "sha256": observation.sha256,
        "recorded_at": observation.observed_at,
    }
    senders, regimes = _read(document, rows)
    title = next((" ".join(line.split()) for line in text.splitlines() if line.strip()), observation.url)
    rows["added_documents"].append(
        {
            "announcement_id": document["id"],
            "source": observation.source,
            "sender": senders.most_common(1)[0][0] if senders else "XX",
            "regime": regimes[0] if regimes else "added",
            "kind": "legal_act" if document["kind"] == "act" else "news_item",
            "official_id": document["official_id"],
            "title": title[:200],
            "announced_on": day,
            "url": None,
            "document_sha256": observation.sha256,
            "recorded_at": observation.observed_at,
        }
    )


def _fetched(settings: Settings) -> list[dict[str, Any]]:
    """Fetched documents with their text; official acts are read as acts, everything else as press text."""
    path = tables.path_of(settings.tables, "fetched_announcements")
    if not path.exists():
        return []
    frame = tables.read(settings.tables, "fetched_announcements").filter(pl.col("text").is_not_null() & pl.col("is_relevant"))
    return [
        {
            "id": row["fetched_id"],
            "text": row["text"],
            "kind": "act" if row["official_id"] or row["number"] else "news",
            "official_id": row["official_id"],
            "day": row["published_on"] or row["announced_on"] or row["signed_on"],
            "sha256": row["document_sha256"],
            "recorded_at": row["recorded_at"],
        }
        for row in frame.iter_rows(named=True)
    ]


def _read(document: dict[str, Any], rows: dict[str, list[dict[str, Any]]]) -> tuple[Counter[str], list[str]]:
    """Interpret one document and add its rows; returns the senders and regimes it speaks of."""
    day: date | None = document["day"]
    question = {"id": document["id"], "text": document["text"], "page_date": day.isoformat() if day else None}
    common = {"announcement_id": document["id"], "document_sha256": document["sha256"], "recorded_at": document["recorded_at"]}
    senders: Counter[str] = Counter()
    regimes: list[str] = []
    if document["kind"] == "act":
        found = answer(question | {"kind": "act", "official_id": document["official_id"]})
        for number, action in enumerate(found["actions"], 1):
            row = _action(document, found, action, number) | common
            rows["extracted_actions"].append(row)
            senders[row["sender"]] += 1
            regimes.append(row["regime"])
        rows["unread_passages"] += [
            {
                "announcement_id": document["id"],
                "span_start": unread["start"],
                "span_end": unread["end"],
                "passage": unread["passage"],
                "reason": unread["reason"],
            }
            for unread in found["unread"]
        ]
    else:
        for number, item in enumerate(answer(question)["items"], 1):
            rows["extracted_statements"].append(_statement(document, item, number) | common)
            senders[item["sender"]] += 1
    return senders, regimes


def _statement(document: dict[str, Any], item: dict[str, Any], number: int) -> dict[str, Any]:
    start, end = item["spans"][0] if item["spans"] else (0, 0)
    return {
        "statement_id": f"{document['id']}/{number}",
        "said_on": date.fromisoformat(item["date"]) if item["date"] else document["day"],
        "measure": item["measure"] if item["measure"] in vocabulary.MEASURES else None,
        "quote": " ".join(document["text"][start:end].split()) or "(no span)",
        "span_start": start,
        "span_end": end,
        "rule": item["rule"],
        "rule_confidence": float(item["confidence"]),
    } | {key: item[key] for key in ("speaker", "speaker_side", "sender", "target", "stance", "modality")}


def _action(document: dict[str, Any], found: dict[str, Any], action: dict[str, Any], number: int) -> dict[str, Any]:
    regime = action["regime"] or "unknown"
    sender = found["sender"] or regime.split("-")[0].upper()
    names = action["all_names"]
    signed = [date.fromisoformat(found[key]) for key in ("signed_on", "published_on") if found[key]]
    return {
        "action_id": f"{document['id']}/{number}",
        "official_id": document["official_id"],
        "sender": sender,
        "target": {"eu-208-2014": "UA", "ru-583-2015": "TR"}.get(regime, "TR" if sender == "RU" else "RU"),
        "regime": slug(regime),
        "measure": action["measure"] if action["measure"] in vocabulary.MEASURES else "unspecified",
        "subject": _subject(action["subject_kind"], names),
        "action": action["action"] if action["action"] in vocabulary.ACTIONS else "other",
        "effective_on": date.fromisoformat(action["effective_on"]) if action["effective_on"] else None,
        "expires_on": date.fromisoformat(action["expires_on"]) if action["expires_on"] else None,
        "known_on": min(signed) if signed else document["day"],
        "names": ";".join(names) or None,
        "number": action["number"] or None,
        "count": action["count"],
        "quote": " ".join(action["quote"].split()) or "(no span)",
        "span_start": action["start"],
        "span_end": action["end"],
        "rule": action["rule"],
        "rule_confidence": float(action["confidence"]),
    }


def _subject(kind: str, names: list[str]) -> str:
    """The first name as a subject of its kind; `group:unnamed` where the act names none (it then opens no window)."""
    prefix = kind if kind in ("person", "entity", "vessel", "sector", "territory", "product") else "entity"
    name = slug(names[0]) if names else ""
    return f"{prefix}:{name}" if name else "group:unnamed"
