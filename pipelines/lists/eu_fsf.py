"""The EU's consolidated financial sanctions list: XML 1.1 (`export`), CSV 1.1, and the older XML (`WHOLE`).

What belongs here: reading these three. Entries are keyed by `logicalId`, because the EU reference can be absent; the regulation they
name is the last amendment, and its dates are not those of the listing. What does not: which fields are taken (`fields/eu_*.yaml`).
"""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from io import StringIO

from lxml import etree

from pipelines.lists import xml
from pipelines.lists.fields import Fields
from pipelines.lists.matching import keys
from pipelines.lists.records import Entry, Parsed, Signals
from pipelines.sources.guards import Refused

XML, CSV, OLD = "eu_fsf_xml", "eu_fsf_csv", "eu_fsd_xml"
_KINDS = {"person": "person", "p": "person", "enterprise": "entity", "e": "entity", "entity": "entity"}


def read_xml(content: bytes, fields: Fields, signals: Signals) -> Parsed:
    """Parse an `export`. Raises `Refused` where it breaks off, states no generation date, or holds an entity twice."""
    tree = fields.tree(XML)
    parsed = Parsed(format=XML)
    uids = set()
    for element in xml.entities(content, "sanctionEntity", "export"):
        if element.tag.endswith("export"):
            tree.account(element, "", signals)
            parsed.published_at = _generated(element.get("generationDate", ""))
            continue
        if parsed.published_at is None and (parent := element.getparent()) is not None:
            parsed.published_at = _generated(parent.get("generationDate", ""))
        tree.account(element, "sanctionEntity", signals)
        uid = element.get("logicalId", "")
        subject = next(xml.every(element, "subjectType"), None)
        kind = _kind((subject.get("classificationCode") or subject.get("code") or "") if subject is not None else "", signals)
        names = [(item.get("nameLanguage", ""), _whole(item)) for item in xml.every(element, "nameAlias")]
        born = [item.get("birthdate") or item.get("year") or "" for item in xml.every(element, "birthdate")]
        programmes = [item.get("programme", "") for item in xml.every(element, "regulation")]
        uids.add(uid)
        parsed.entries += 1
        listed = xml.day(element.get("designationDate", ""))
        ref = element.get("euReferenceNumber") or None
        parsed.rows += [
            Entry(uid, code, ref, name, kind, listed, match, XML)
            for name, match in [_named(uid, names, kind, born)]
            for code in dict.fromkeys(programmes) or [""]
        ]
    if parsed.published_at is None:
        raise Refused("no root `export` with a generationDate: a fragment, not the list")
    return _once(parsed, len(uids))


def read_old(content: bytes, fields: Fields, signals: Signals) -> Parsed:
    """Parse a `WHOLE`; its dates are DD/MM/YYYY. Raises `Refused` where it breaks off or has no date."""
    tree = fields.tree(OLD)
    parsed = Parsed(format=OLD)
    uids = set()
    for element in xml.entities(content, "ENTITY", "WHOLE"):
        if element.tag.endswith("WHOLE"):
            tree.account(element, "", signals)
            continue
        if parsed.published_on is None and (parent := element.getparent()) is not None:
            parsed.published_on = xml.day(parent.get("Date", ""), "%d/%m/%Y")
        tree.account(element, "ENTITY", signals)
        uid = element.get("Id", "")
        names = [(xml.text(item, "LANGUAGE"), xml.text(item, "WHOLENAME")) for item in xml.every(element, "NAME")]
        kind = _kind(element.get("Type", ""), signals)
        name, match = _named(uid, names, kind, [xml.text(item, "DATE") for item in xml.every(element, "BIRTH")])
        uids.add(uid)
        parsed.entries += 1
        parsed.rows.append(Entry(uid, element.get("programme", ""), None, name, kind, None, match, OLD))
    if parsed.published_on is None:
        raise Refused("no root `WHOLE` with a Date and entities: not the list")
    return _once(parsed, len(uids))


def read_csv(content: bytes, fields: Fields, signals: Signals) -> Parsed:
    """Parse the CSV: one row an alias, address, birth or document, so an entity spans many. Columns are found by name.

    Raises `Refused` where the header is missing, a column that is needed is missing, or a row is cut off.
    """
    lines = csv.reader(StringIO(content.decode("utf-8-sig", errors="replace"), newline=""), delimiter=";")
    header = [column.strip() for column in next(lines, [])]
    needed = ("fileGenerationDate", "Entity_LogicalId", "Entity_Regulation_Programme", "NameAlias_WholeName")
    if missing := [column for column in needed if column not in header]:
        raise Refused(
            f"the header has no column {', '.join(missing)}" if "Entity_LogicalId" in header else f"no header: line 1 begins {header[:2]}"
        )
    fields.compare_header(CSV, header, signals)
    parsed = Parsed(format=CSV)
    grouped: dict[str, list[dict[str, str]]] = {}
    for number, row in enumerate(lines, start=2):
        if not any(row):
            continue
        if len(row) != len(header):
            raise Refused(f"line {number} has {len(row)} fields, the header {len(header)}: cut off")
        named = dict(zip(header, row, strict=True))
        grouped.setdefault(named["Entity_LogicalId"], []).append(named)
    for uid, rows in grouped.items():
        first = rows[0]
        parsed.published_on = parsed.published_on or xml.day(first["fileGenerationDate"], "%d/%m/%Y")
        kind = _kind(first.get("Entity_SubjectType") or first.get("Entity_SubjectType_ClassificationCode") or "", signals)
        names = [(row.get("NameAlias_NameLanguage", ""), row["NameAlias_WholeName"]) for row in rows if row["NameAlias_WholeName"]]
        born = [row.get("BirthDate_BirthDate") or row.get("BirthDate_Year") or "" for row in rows]
        name, match = _named(uid, names, kind, born)
        listed = xml.day(first.get("Entity_DesignationDate", ""), "%Y-%m-%d", "%d/%m/%Y")
        codes = dict.fromkeys(row["Entity_Regulation_Programme"] for row in rows)
        ref = first.get("Entity_EU_ReferenceNumber") or None
        parsed.rows += [Entry(uid, code, ref, name, kind, listed, match, CSV) for code in codes]
    parsed.entries = len(grouped)
    if parsed.published_on is None:
        raise Refused("no row with a fileGenerationDate")
    return parsed


def _generated(value: str) -> datetime | None:
    try:
        when = datetime.fromisoformat(value)
    except ValueError:
        return None
    return when.astimezone(UTC).replace(tzinfo=None, microsecond=0) if when.tzinfo else when.replace(microsecond=0)


def _whole(alias: etree._Element) -> str:
    parts = [alias.get(part, "") for part in ("firstName", "middleName", "lastName")]
    return alias.get("wholeName") or " ".join(part for part in parts if part)


def _kind(value: str, signals: Signals) -> str:
    if value.lower() not in _KINDS:
        signals.add("unknown_category", "subjectType", value)
    return _KINDS.get(value.lower(), "entity")


def _named(uid: str, names: list[tuple[str, str]], kind: str, born: list[str]) -> tuple[str, str]:
    """The name shown (English or without a language, since the order of names means nothing) and the match keys of all names."""
    shown = sorted(({"": 0, "EN": 1}.get(language.upper(), 2), index) for index, (language, name) in enumerate(names) if name)
    if not shown:
        raise Refused(f"entity {uid!r} has no name")
    births = [value for value in born if value]
    match = {key for _, name in names if name for key in keys(name, kind, births).split()}
    return names[shown[0][1]][1], " ".join(sorted(match))


def _once(parsed: Parsed, uids: int) -> Parsed:
    if uids != parsed.entries:
        raise Refused(f"{parsed.entries} entities but {uids} different ids")
    return parsed
