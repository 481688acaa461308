"""OFAC's fixed-field files (sdn.ff, cons_prim.ff and their companions), turned into the lines of the CSV files of the same name.

What belongs here: where fields begin, by the data specifications of 2018 and of December 2025 (`cons_dat_spec.txt`, `dat_spec.txt`).
What does not: reading entries (`ofac_csv.py`).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from pipelines.sources.guards import Refused

#: Widths of the fields of the main, address and alias tables; the programme field was widened from 50 to 200.
_TABLES = (
    (10, 350, 12, 50, 200, 8, 25, 14, 8, 40, 150, 1000),
    (10, 350, 12, 200, 200, 8, 25, 14, 8, 40, 150, 1000),
    (10, 10, 750, 116, 250, 200),
    (10, 10, 8, 350, 200),
)
#: Length of a record -> the widths of its fields.
LAYOUTS = {sum(widths): widths for widths in _TABLES}


def looks_like(content: bytes) -> bool:
    """Whether the first line has the length of a record and begins with a number in ten places."""
    first = content[:4096].partition(b"\n")[0].rstrip(b"\r")
    return len(first) in LAYOUTS and first[:10].strip().isdigit()


def as_csv(content: bytes) -> bytes:
    """The same rows as CSV, with the end mark where the file has it. Raises `Refused` where a record has another length."""
    out = StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(_rows(content))
    return out.getvalue().encode() + (b"\x1a" if content.rstrip(b"\r\n").endswith(b"\x1a") else b"")


def _rows(content: bytes) -> Iterator[list[str]]:
    length = 0
    for number, raw in enumerate(content.decode("latin-1").split("\n"), start=1):
        line = raw.rstrip("\r")
        if line in ("", "\x1a"):
            continue
        length = length or len(line)
        if len(line) != length:
            raise Refused(f"line {number} has {len(line)} characters, not {length}: cut off, or no list file")
        ends = [sum(LAYOUTS[length][: index + 1]) for index in range(len(LAYOUTS[length]))]
        yield [line[begin:end].strip() for begin, end in zip([0, *ends[:-1]], ends, strict=True)]
