"""Documents in the archive -> tables of extracted statements and actions, and of what could not be read.

What belongs here: which documents are read, and the rows that come out. What does not: the reading (`answer.py` and below), and
what becomes of the rows (`sql/staging`: the register's rows always come first).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import polars as pl

from pipelines import tables
from pipelines.archive import Archive, Observation
from pipelines.interpret import added
from pipelines.interpret.acts import formats
from pipelines.interpret.answer import Unreadable
from pipelines.interpret.remembered import Remembered
from pipelines.interpret.text import MAX_CHARS, clean, decode
from pipelines.register import aliases
from pipelines.register.aliases import Aliases, slug
from pipelines.settings import Settings
from schemas import TABLES, vocabulary
from schemas.register import SUBJECT

Row = dict[str, Any]
OUT = ("added_documents", "extracted_statements", "extracted_actions", "unread_passages")
#: Kinds of fetched documents that are press text; every other kind is read as an act.
PRESS = frozenset({"press_release", "statement", "news_item"})
#: Signals that say that some of a text was not read -> first character of what was not.
PARTLY_READ = {"text_truncated": MAX_CHARS, "too_long": formats.MAX_CHARS, "work_limit": 0, "many_tags": 0, "many_parts": 0, "not_utf8": 0}
#: Characters of an unread passage that a signal stands for; its span has the rest.
SHOWN = 1_200
_SUBJECT = re.compile(SUBJECT)


@dataclass(frozen=True)
class Document:
    """One text to read. `sha256` is the digest of the archived bytes that decode to `text`, so that spans can be cut out again."""

    id: str
    text: str
    is_act: bool
    official_id: str | None
    day: date | None
    sha256: str
    recorded_at: datetime
    signals: tuple[str, ...] = ()


def read_documents(settings: Settings) -> dict[str, int]:
    """Read every document added by hand and every fetched text, write the four tables; returns their row counts.

    A text that the same code has read before is not read again (`remembered.py`).
    """
    archive = Archive(settings.archive)
    with Remembered(settings.tables) as ask:
        reader = _Reader(aliases.load(settings.aliases), ask)
        for observation in added.observed(archive):
            reader.added(archive, observation)
        for document in _fetched(settings, archive):
            reader.read(document)
    return {
        name: tables.write(
            settings.tables,
            name,
            pl.DataFrame(reader.rows[name], schema=TABLES[name].polars_schema()).unique(
                list(TABLES[name].key_columns()), keep="first", maintain_order=True
            ),
        )
        for name in OUT
    }


def _fetched(settings: Settings, archive: Archive) -> Iterator[Document]:
    """Fetched documents of the project's dyads, with the text that was found in their pages kept beside the pages."""
    path = tables.path_of(settings.tables, "fetched_announcements")
    if not path.exists():
        return
    frame = tables.read(settings.tables, "fetched_announcements").filter(pl.col("text").is_not_null() & pl.col("is_relevant"))
    for row in frame.iter_rows(named=True):
        yield Document(
            id=row["fetched_id"],
            text=row["text"],
            is_act=row["kind"] not in PRESS,
            official_id=row["official_id"],
            day=row["published_on"] or row["announced_on"] or row["signed_on"],
            sha256=archive.keep(row["text"].encode()),
            recorded_at=row["recorded_at"],
        )


@dataclass
class _Reader:
    """Reads documents one by one and collects the rows of the tables."""

    aliases: Aliases
    ask: Remembered
    rows: dict[str, list[Row]] = field(default_factory=lambda: {name: [] for name in OUT})

    def added(self, archive: Archive, observation: Observation) -> None:
        """A document added by hand: its rows, and itself as a document."""
        sha256 = str(observation.sha256)
        text, signals = decode(archive.read(sha256))
        facts = observation.headers
        is_act, day = facts["kind"] == "act", date.fromisoformat(facts["document-date"])
        document = Document(
            f"{added.PREFIX}{sha256[:16]}", text, is_act, facts["official-id"] or None, day, sha256, observation.observed_at, signals
        )
        found = self.read(document)
        senders = Counter(row["sender"] for row in found["rows"])
        regimes = [row["regime"] for row in found["rows"] if is_act]
        heading = found.get("title") or next(filter(None, map(str.strip, clean(text, 2_000).text.splitlines())), observation.url)
        self.rows["added_documents"].append(
            {
                "announcement_id": document.id,
                "source": observation.source,
                "sender": found.get("sender") or (senders.most_common(1)[0][0] if senders else "XX"),
                "regime": regimes[0] if regimes else "added",
                "kind": "legal_act" if is_act else "news_item",
                "number": _number(found),
                "official_id": document.official_id,
                "title": " ".join(heading.split())[:200],
                "announced_on": day,
                "signed_on": _day(found.get("signed_on")),
                "published_on": day if is_act else None,
                "url": None,
                "document_sha256": sha256,
                "recorded_at": document.recorded_at,
            }
        )

    def read(self, document: Document) -> dict[str, Any]:
        """Interpret one document and keep its rows; returns the answer with the rows beside it. Where a reader fails, all is unread."""
        question = {"id": document.id, "text": document.text, "page_date": document.day, "official_id": document.official_id}
        rows: list[Row] = []
        try:
            found = self.ask(question | {"kind": "act" if document.is_act else "news"})
        except Unreadable as error:
            self._unread(document, 0, len(document.text), str(error))
            return {"rows": rows}
        for passage in found.get("unread", []):
            self._unread(document, passage["start"], passage["end"], passage["reason"], passage["passage"])
        for signal in (*document.signals, *found["signals"]):
            if signal in PARTLY_READ:
                self._unread(document, PARTLY_READ[signal], len(document.text), signal)
        if document.is_act:
            rows = [self._action(document, found, action, number) for number, action in enumerate(found["actions"], 1)]
            self.rows["extracted_actions"] += rows
        else:
            rows = [_statement(document, item, number) for number, item in enumerate(found["items"], 1)]
            self.rows["extracted_statements"] += rows
        return found | {"rows": rows}

    def _unread(self, document: Document, start: int, end: int, reason: str, passage: str | None = None) -> None:
        self.rows["unread_passages"].append(
            {
                "announcement_id": document.id,
                "span_start": start,
                "span_end": end,
                "passage": document.text[start:end][:SHOWN] if passage is None else passage,
                "reason": reason,
                "is_act": document.is_act,
                "document_sha256": document.sha256,
                "recorded_at": document.recorded_at,
            }
        )

    def _action(self, document: Document, found: dict[str, Any], action: dict[str, Any], number: int) -> Row:
        sender = found["sender"] or (action["regime"] or "XX").split("-")[0].upper()
        measure = action["measure"] if action["measure"] in vocabulary.MEASURES else "unspecified"
        days = [day for day in (_day(found["signed_on"]), _day(found["published_on"])) if day]
        return {
            "action_id": f"{document.id}/{number}",
            "announcement_id": document.id,
            "official_id": document.official_id,
            "sender": sender,
            "regime": slug(action["regime"]) or f"{sender.lower()}-unknown",
            "measure": measure,
            "subjects": self._subjects(action),
            "action": _deed(action["action"], measure),
            "effective_on": _day(action["effective_on"]),
            "expires_on": _day(action["expires_on"]),
            "known_on": min(days) if days else document.day,
            "names": ";".join(action["all_names"]) or None,
            "number": action["number"] or None,
            "count": action["count"],
            **_evidence(document, action["start"], action["end"], action["rule"], action["confidence"]),
        }

    def _subjects(self, action: dict[str, Any]) -> str | None:
        """Canonical subjects; None where the act hits the target as a whole, `group:unnamed` (it opens no window) where it hides them."""
        kind, names = action["subject_kind"], action["all_names"]
        if kind == "country" or (not names and kind == "other" and action["action"] not in ("list", "delist")):
            return None
        prefix = kind if kind in ("person", "entity", "vessel", "sector", "territory", "product") else "entity"
        found = dict.fromkeys(filter(None, (self._subject(prefix, name) for name in names)))
        return ";".join(found) or "group:unnamed"

    def _subject(self, prefix: str, name: str) -> str | None:
        known = self.aliases.canonical(name) or name
        if _SUBJECT.fullmatch(known):
            return known
        return f"{prefix}:{slug(name)}" if slug(name) else None


def _statement(document: Document, item: dict[str, Any], number: int) -> Row:
    start, end = item["spans"][0]
    return {
        "statement_id": f"{document.id}/{number}",
        "announcement_id": document.id,
        "said_on": _day(item["date"]) or document.day,
        **{key: item[key] for key in ("speaker", "speaker_side", "sender", "target", "stance", "modality")},
        "measure": item["measure"] if item["measure"] in vocabulary.MEASURES else None,
        **_evidence(document, start, end, item["rule"], item["confidence"]),
    }


def _evidence(document: Document, start: int, end: int, rule: str, confidence: float) -> Row:
    """Where a row was read, so that a reader can check it: the words, their place in the archived text, the rule and how sure it is."""
    return {
        "quote": " ".join(document.text[start:end].split()) or "(no words)",
        "span_start": start,
        "span_end": end,
        "rule": rule,
        "rule_confidence": float(confidence),
        "document_sha256": document.sha256,
        "recorded_at": document.recorded_at,
    }


def _deed(action: str, measure: str) -> str:
    """The action in the words of the tables; to suspend something is a sanction, to resume it lifts one (W15)."""
    if measure.endswith("_suspension"):
        action = {"suspend": "impose", "resume": "lift"}.get(action, action)
    return action if action in vocabulary.ACTIONS else "other"


def _number(found: dict[str, Any]) -> str | None:
    """The act's own number as the register writes it."""
    number = found.get("number") or None
    return f"EO {number}" if number and found.get("kind") == "executive_order" else number


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
