"""Answers of the interpreters kept from run to run: a text is read once, and again only by other code.

What belongs here: the file beside the tables. What does not: reading (`answer.py`), rows (`documents.py`).
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

from pipelines.interpret.answer import answer
from pipelines.settings import ROOT

#: What an answer depends on beside the question.
_CODE = ("pipelines/interpret/**/*.py", "pipelines/interpret/**/*.yaml", "schemas/vocabulary.py")
FILE = "answers.sqlite"

Question = dict[str, Any]


class Remembered:
    """Answers by question, in one file; opened with `with`. Those that were not asked for in between are forgotten at the end."""

    def __init__(self, folder: Path, ask: Callable[[Question], dict[str, Any]] = answer, code: str | None = None) -> None:
        self.path, self.ask = folder / FILE, ask
        self.code = code or _code()
        self.asked = 0

    def __enter__(self) -> Self:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._open()
        except sqlite3.DatabaseError:  # cut off or foreign: only time is lost
            self.path.unlink()
            self._open()
        return self

    def _open(self) -> None:
        self.held = sqlite3.connect(self.path)
        self.held.execute("create table if not exists answers (key blob primary key, code text, body blob, used integer)")
        self.held.execute("delete from answers where code <> ?", (self.code,))
        self.held.execute("update answers set used = 0")

    def __exit__(self, failed: type[BaseException] | None, *_: object) -> None:
        if failed is None:
            self.held.execute("delete from answers where used = 0")
        self.held.commit()
        self.held.close()

    def __call__(self, question: Question) -> dict[str, Any]:
        """The answer to a question, read now or before. Raises what `answer` raises; a failure is not kept."""
        key = hashlib.sha256(json.dumps(question, sort_keys=True, default=str).encode("utf-8", "surrogatepass")).digest()
        row = self.held.execute("update answers set used = 1 where key = ? returning body", (key,)).fetchone()
        if row is not None:
            known: dict[str, Any] = json.loads(zlib.decompress(row[0]))
            return known
        self.asked += 1
        # through JSON now too, so that a first and a later run see the same values
        body = json.dumps(self.ask(question))
        self.held.execute("insert into answers values (?, ?, ?, 1)", (key, self.code, zlib.compress(body.encode())))
        fresh: dict[str, Any] = json.loads(body)
        return fresh


def _code() -> str:
    """A digest of the code and words that read texts."""
    total = hashlib.sha256()
    for path in sorted(path for pattern in _CODE for path in ROOT.glob(pattern)):
        total.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return total.hexdigest()
