"""Which format a file has, and the parser for it.

What belongs here: telling formats apart by their bytes, never by the name of the file, which is often wrong. What does not: reading them.
"""

from __future__ import annotations

import gzip
import re
import zipfile
from io import BytesIO

from pipelines.lists import csl, eu_fsf, fixed, ofac_advanced, ofac_csv, ofac_enhanced, ofac_xml, xml
from pipelines.lists.chain import Numbers
from pipelines.lists.fields import Fields
from pipelines.lists.records import Parsed, Signals
from pipelines.sources import guards
from pipelines.sources.guards import Refused

#: Publisher -> root element, or the kind of text file.
OFAC = ("csv", "fixed", "csl", "sdnList", "sanctionsData", "Sanctions")
EU = ("csv", "export", "WHOLE", "sanctionEntity")
#: Files that tell of a list and are not it, by how they begin.
_NOT_LISTS = (
    (
        rb'\{"path": "processed/|---\s+names:',
        "entities of the EU list as another project put them into YAML: without programme, legal act and designation date, so they can "
        "neither begin nor end a listing; take the XML or CSV of that day",
    ),
    (rb"ALPHABETICAL LISTING OF SPECIALLY DESIGNATED", "the list as text for people: its entries are in the CSV or XML of that day"),
    (rb"%PDF", "a PDF document: its entries are in the CSV or XML of that day"),
)
_MOST_BYTES = 500_000_000


class Reader:
    """Reads the files of one list; remembers the lines of delimited files, so read many through one reader."""

    def __init__(self, formats: tuple[str, ...], numbers: Numbers, *, is_sdn: bool = True) -> None:
        self._formats = formats
        self._numbers = numbers
        self._is_sdn = is_sdn
        self._fields = Fields()
        self._delimited = ofac_csv.Reader(self._fields, numbers)

    def read(self, content: bytes, name: str, signals: Signals) -> Parsed:
        """Parse one file. Raises `Refused`, with the reason, where it is not a file of this list."""
        content = _unpacked(content)
        if not content:
            if "comments" in name.lower():
                return Parsed(format="ofac_csv_comments", role="companion")
            raise Refused("empty: 0 bytes")
        guards.not_a_stand_in(content)
        for beginning, words in _NOT_LISTS:
            if re.match(beginning, content):
                raise Refused(words)
        found = self._format(content)
        if found not in self._formats:
            raise Refused(
                f"no file of this list: it begins {content[:40]!r}" if found is None else f"root element {found}: no file of this list"
            )
        parsed = self._parse(found, content, signals)
        if parsed.rows:
            parsed.numbers = self._numbers.of(parsed.rows)
        if parsed.role == "list" and not parsed.entries:
            raise Refused("a list without entries")
        if parsed.stated_entries is not None and parsed.stated_entries != parsed.entries:
            raise Refused(f"states {parsed.stated_entries} entries and holds {parsed.entries}: cut")
        return parsed

    def _format(self, content: bytes) -> str | None:
        head = content[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
        if head.startswith(b"<"):
            return xml.root_name(content)
        is_eu = "export" in self._formats
        if is_eu:
            return "csv" if b";" in content[:4096] else None
        kinds = (("csl", csl.looks_like), ("fixed", fixed.looks_like), ("csv", ofac_csv.looks_like))
        return next((kind for kind, looks_like in kinds if looks_like(content)), None)

    def _parse(self, found: str, content: bytes, signals: Signals) -> Parsed:
        if found == "sdnList":
            return ofac_xml.read(content, self._fields, signals)
        if found == "sanctionsData":
            return ofac_enhanced.read(content, self._fields, signals, is_sdn=self._is_sdn)
        if found == "Sanctions":
            return ofac_advanced.read(BytesIO(content), self._fields, signals, is_sdn=self._is_sdn)
        if found in ("export", "sanctionEntity"):
            return eu_fsf.read_xml(content, self._fields, signals)
        if found == "WHOLE":
            return eu_fsf.read_old(content, self._fields, signals)
        if "export" in self._formats:
            return eu_fsf.read_csv(content, self._fields, signals)
        if found == "csl":
            return csl.read(content, self._fields, signals, is_sdn=self._is_sdn)
        return self._delimited.read(fixed.as_csv(content) if found == "fixed" else content, signals)


def _unpacked(content: bytes) -> bytes:
    """The one file of a ZIP archive, as the enhanced lists are served, or what was compressed with gzip; other bytes as they are."""
    if content.startswith(b"\x1f\x8b"):
        try:
            with gzip.open(BytesIO(content)) as plain:
                found = plain.read(_MOST_BYTES + 1)
        except (OSError, EOFError) as error:
            raise Refused(f"a damaged gzip file: {error}") from error
        if len(found) > _MOST_BYTES:
            raise Refused(f"more than {_MOST_BYTES} bytes unpacked: no list")
        return found
    if not content.startswith(b"PK\x03\x04"):
        return content
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            names = packed.namelist()
            if len(names) != 1 or packed.getinfo(names[0]).file_size > _MOST_BYTES:
                raise Refused(f"a ZIP archive with {len(names)} files, not one list")
            return packed.read(names[0])
    except zipfile.BadZipFile as error:
        raise Refused(f"a damaged ZIP archive: {error}") from error
