"""OFAC's delimited files: sdn / cons_prim (entries), add (addresses), alt (aliases), comments; as .csv, .del and .pip.

What belongs here: reading these files line by line. What was read once is not parsed again in later files, so that a new snapshot costs
little more than what changed. What does not: which fields are taken (`fields/ofac_csv.yaml`), whether the file is plausible
(`verdicts.py`).
"""

from __future__ import annotations

import csv
import re
from array import array
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from pipelines.lists.chain import Numbers
from pipelines.lists.fields import Fields
from pipelines.lists.matching import from_remarks, keys
from pipelines.lists.records import Entry, Parsed, Signals
from pipelines.sources.guards import Refused

FORMAT = "ofac_csv"
#: Number of fields -> which of the four files it is.
ROLES = {12: "list", 6: "companion", 5: "companion", 2: "companion"}
_COMPANIONS = {6: "addresses", 5: "aliases", 2: "comments"}
_NULL = "-0-"
_KINDS = {_NULL: "entity", "": "entity", "entity": "entity", "individual": "person", "vessel": "vessel", "aircraft": "aircraft"}
_END = b"\x1a"
#: So many ids on two lines are named one by one.
_FEW = 20
#: Blocks begin with ids that end in 00, so that equal parts of two files are equal blocks wherever they stand.
_BLOCK = re.compile(rb"\n(?=\d*00[,@|])")
_FIRST = re.compile(rb'"?(?:\d+|ent_num)"?([,@|])', re.IGNORECASE)


class Reader:
    """Reads files of one list and remembers the blocks (of about a hundred lines) of the last file, and all lines."""

    def __init__(self, fields: Fields, numbers: Numbers) -> None:
        self._numbers = numbers
        self._blocks: dict[bytes, _Block] = {}
        self._lines: dict[bytes, _Line] = {}
        self._columns = len(fields.columns(FORMAT))

    def read(self, content: bytes, signals: Signals) -> Parsed:
        """Parse one file. Raises `Refused` where it breaks off or holds rows of another shape."""
        body, has_end_mark = _body(content)
        first = body[:4096].splitlines()[0]
        delimiter = _delimiter(first)
        width = len(_split(first, delimiter))
        if width not in ROLES:
            raise Refused(f"line 1 has {width} fields, a list file has 12, addresses 6, aliases 5, comments 2")
        if width != self._columns:
            return self._companion(body, delimiter, width)
        if first.lower().startswith(b"ent_num"):
            signals.add("header_row", "line 1", first.decode(errors="replace"))
            body = body[len(first) :].lstrip(b"\r\n")
        numbers = array("I")
        uids: set[str] = set()
        lines = 0
        earlier, self._blocks = self._blocks, {}  # those of one file are enough: the next in time differs least from it
        for bytes_ in _BLOCK.split(body):
            block = self._blocks[bytes_] = earlier.get(bytes_) or self._block(bytes_, body, delimiter)
            numbers.extend(block.numbers)
            uids |= block.uids
            lines += block.lines
            for odd in block.odd:
                signals.add("unknown_category", "type", odd)
        if len(uids) != lines:
            numbers = self._merge_repeated(numbers, signals)
        return Parsed(format=FORMAT, has_end_mark=has_end_mark, entries=len(uids), numbers=numbers)

    def _block(self, bytes_: bytes, body: bytes, delimiter: str) -> _Block:
        lines = [line for line in bytes_.splitlines() if line.strip()]
        found = []
        for line in lines:
            known = self._lines.get(line)
            if known is None:
                try:
                    rows, odd = _entry(line, delimiter, self._columns)
                except Refused as refusal:
                    number = body.count(b"\n", 0, body.index(line)) + 1
                    raise Refused(f"line {number} {refusal}") from None
                known = self._lines[line] = _Line(self._numbers.of(rows), rows[0].uid, odd)
            found.append(known)
        numbers = array("I", chain.from_iterable(line.numbers for line in found))
        return _Block(numbers, frozenset(line.uid for line in found), len(lines), tuple(line.odd for line in found if line.odd is not None))

    def _merge_repeated(self, numbers: array[int], signals: Signals) -> array[int]:
        """An id on two lines (seen in a file that a user saved again): one entry with the programmes of both lines, and a signal."""
        unique: dict[tuple[str, str], int] = {}
        names: dict[str, str] = {}
        repeated: dict[str, None] = {}
        for number in numbers:
            row = self._numbers.entries[number]
            if (row.uid, row.programme) in unique or names.setdefault(row.uid, row.name) != row.name:
                repeated[row.uid] = None
            unique.setdefault((row.uid, row.programme), number)
        for uid in repeated if len(repeated) <= _FEW else [f"{len(repeated)} ids, such as {next(iter(repeated))}"]:
            signals.add("repeated_id", "ent_num", uid)
        return array("I", unique.values())

    def _companion(self, body: bytes, delimiter: str, width: int) -> Parsed:
        lines = [line for line in body.splitlines() if line.strip()]
        for number, line in enumerate(lines, start=1):
            fields = _split(line, delimiter)
            if len(fields) != width:
                raise Refused(f"line {number} has {len(fields)} fields, not {width}: {line[:40]!r}")
        return Parsed(format=f"{FORMAT}_{_COMPANIONS[width]}", role="companion", entries=len(lines))


class _Line(NamedTuple):
    numbers: array[int]
    uid: str
    odd: str | None


class _Block(NamedTuple):
    numbers: array[int]
    uids: frozenset[str]
    lines: int
    odd: tuple[str, ...]


def looks_like(content: bytes) -> bool:
    """Whether bytes begin like one of these files: a number or the header, then a delimiter."""
    return _FIRST.match(content[:40].removeprefix(b"\xef\xbb\xbf")) is not None


def _body(content: bytes) -> tuple[bytes, bool]:
    """The lines without the end mark (0x1A, alone or padded with delimiters), and whether the mark is there or need not be.

    Official files end their lines with CR LF and close with 0x1A; files saved again have LF alone and no mark.
    """
    body = content.removeprefix(b"\xef\xbb\xbf")
    official = b"\r\n" in body[:20_000]
    end = body.rfind(_END, -200)
    has_mark = end >= 0 and not body[end + 1 :].strip(b" ,@|\r\n\t")
    body = (body[:end] if has_mark else body).rstrip(b"\r\n\t ")
    if not body:
        raise Refused("no rows")
    return body, has_mark or not official


def _delimiter(line: bytes) -> str:
    """What stands after the number (or the word `ent_num`) that begins the file."""
    found = _FIRST.match(line)
    return found[1].decode() if found else ","


def _split(line: bytes, delimiter: str) -> list[str]:
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        text = line.decode("latin-1")
    return next(_rows(text, delimiter), [])


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    yield from csv.reader([text], delimiter=delimiter)


def _entry(line: bytes, delimiter: str, columns: int) -> tuple[tuple[Entry, ...], str | None]:
    """The entries of one line (one a programme), and the type where nobody knows it."""
    fields = _split(line, delimiter)
    if line.count(b'"') % 2:
        raise Refused(f"has a quotation mark without its pair: {line[:40]!r}: cut off")
    if len(fields) != columns:
        raise Refused(f"has {len(fields)} fields, not {columns}: {line[:40]!r}: cut off, or no list file")
    uid, name, type_, programmes, remarks = (fields[index].strip() for index in (0, 1, 2, 3, 11))
    if not uid.isdigit() or not name or name == _NULL:
        raise Refused(f"has ent_num {uid!r} and name {name!r}: no entry")
    kind = _KINDS.get(type_.lower())
    match_keys = keys(name, kind or "entity", *from_remarks(remarks))
    codes = dict.fromkeys(code.strip(" []") for code in programmes.split("] ["))
    codes.pop(_NULL, None)
    rows = tuple(Entry(uid, code, None, name, kind or "entity", None, match_keys, FORMAT) for code in codes or [""])
    return rows, None if kind else type_
