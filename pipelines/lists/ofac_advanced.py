"""OFAC's advanced XML: SDN_ADVANCED.XML and CONS_ADVANCED.XML (root `Sanctions`), 100 MB and more, read as a stream.

What belongs here: one pass over the file with flat memory: parties first, then the entries that list them. What does not: features,
documents and places of parties (`fields/ofac_advanced_xml.yaml` names them).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from operator import attrgetter
from typing import BinaryIO

from lxml import etree

from pipelines.lists.fields import Fields, local
from pipelines.lists.matching import keys
from pipelines.lists.records import Entry, Parsed, Signals
from pipelines.sources.guards import Refused

FORMAT = "ofac_advanced_xml"
SDN = "SDN List"
_PROGRAMME = "1"  # SanctionsTypeID of a measure whose comment is the programme
_TAG = attrgetter("tag")
#: Blocks whose content is left aside; their elements are dropped as they come.
_ASIDE = ("Location", "IDRegDocument", "ProfileRelationship", "SanctionsEntryLink")


class _Reader:
    def __init__(self, fields: Fields, signals: Signals, *, is_sdn: bool) -> None:
        self.parsed = Parsed(format=FORMAT)
        self._signals = signals
        self._is_sdn = is_sdn
        self._known = fields.tree(FORMAT).names
        self._tags: set[str] = set()
        self._lists: dict[str, str] = {}
        self._kinds: dict[str, str] = {}
        self._orders: dict[str, str] = {}
        self._parties: dict[str, tuple[str, str]] = {}
        self._uids: set[str] = set()
        self.handlers: dict[str, Callable[[etree._Element], None]] = {
            "DateOfIssue": self._issued,
            "ReferenceValueSets": self._references,
            "DistinctParty": self._party,
            "SanctionsEntry": self._entry,
        }
        self.handlers.update(dict.fromkeys(_ASIDE, self._see))

    def _see(self, element: etree._Element) -> None:
        self._tags.update(map(_TAG, element.iter()))

    def _issued(self, element: etree._Element) -> None:
        self.parsed.published_on = _day(element)

    def _references(self, element: etree._Element) -> None:
        party_types = {}
        for value in element.iter("{*}List", "{*}PartyType", "{*}LegalBasis"):
            text = (value.text or "").strip()
            name, number = local(value.tag), value.get("ID", "")
            if name == "List":
                self._lists[number] = text
            elif name == "PartyType":
                party_types[number] = text
            elif order := re.search(r"\d{5}", text):
                self._orders[number] = order[0]
        for value in element.iter("{*}PartySubType"):
            text = (value.text or "").strip()
            known = {"Vessel": "vessel", "Aircraft": "aircraft"}.get(text)
            self._kinds[value.get("ID", "")] = known or (
                "person" if party_types.get(value.get("PartyTypeID", "")) == "Individual" else "entity"
            )
        self._see(element)

    def _party(self, element: etree._Element) -> None:
        """The primary name of a party; the names of all its elements are noted in passing."""
        self._tags.update(map(_TAG, element.iter()))
        profile = _child(element, "Profile")
        identity = None if profile is None else _child(profile, "Identity")
        if profile is None or identity is None:
            raise Refused(f"DistinctParty {element.get('FixedRef')}: no profile or no identity")
        parts: list[str] = []
        for alias in identity:
            if alias.get("Primary") == "true" and (name := _child(alias, "DocumentedName")) is not None:
                parts = [value.text or "" for part in name for value in part]
                break
        if not parts:
            raise Refused(f"DistinctParty {element.get('FixedRef')}: no primary name")
        sub_type = profile.get("PartySubTypeID", "")
        if sub_type not in self._kinds:
            self._signals.add("unknown_category", "PartySubTypeID", sub_type)
        kind = self._kinds.get(sub_type, "entity")
        self._parties[profile.get("ID", "")] = (", ".join(parts) if kind == "person" else " ".join(parts), kind)

    def _entry(self, element: etree._Element) -> None:
        list_id = element.get("ListID", "")
        title = self._lists.get(list_id)
        if title is None:
            self._signals.add("unknown_category", "ListID", list_id)
        codes: dict[str, None] = {}
        self._tags.update(map(_TAG, element.iter()))
        events: list[tuple[date | None, str | None]] = []
        for child in element:
            name = local(child.tag)
            if name == "EntryEvent":
                events.append((_event_day(child), self._orders.get(child.get("LegalBasisID", ""))))
            elif name == "SanctionsMeasure":
                if child.get("SanctionsTypeID") == _PROGRAMME:
                    codes.update((comment.text or "", None) for comment in child if local(comment.tag) == "Comment")
            else:
                self._signals.add("unknown_field", f"{FORMAT}: SanctionsEntry/{name}")
        if (title == SDN) != self._is_sdn:
            return
        uid = element.get("ProfileID", "")
        if uid not in self._parties:
            self._signals.add("entry_without_party", "SanctionsEntry/@ProfileID")
        name, kind = self._parties.get(uid, (f"profile {uid}", "entity"))
        match_keys = keys(name, kind)
        self._uids.add(uid)
        self.parsed.rows += [
            Entry(uid, code, None, name, kind, _listed(code, list(codes), events), match_keys, FORMAT) for code in codes or [""]
        ]

    def finish(self) -> Parsed:
        """What the file says, once it has been read to its end."""
        if self.parsed.published_on is None:
            raise Refused("no DateOfIssue")
        for tag in self._tags:
            if isinstance(tag, str) and local(tag) not in self._known:
                self._signals.add("unknown_field", f"{FORMAT}: {local(tag)}")
        unique: dict[tuple[str, str], Entry] = {}
        for row in self.parsed.rows:
            unique.setdefault((row.uid, row.programme), row)
        self.parsed.rows = list(unique.values())
        self.parsed.entries = len(self._uids)
        return self.parsed


def read(stream: BinaryIO, fields: Fields, signals: Signals, *, is_sdn: bool) -> Parsed:
    """Parse one file, element by element. Raises `Refused` where it breaks off."""
    reader = _Reader(fields, signals, is_sdn=is_sdn)
    handlers = {f"{{*}}{name}": handler for name, handler in reader.handlers.items()}
    by_tag: dict[str, Callable[[etree._Element], None]] = {}
    try:
        for _, element in etree.iterparse(
            stream, events=("end",), tag=tuple(handlers), resolve_entities=False, no_network=True, huge_tree=True
        ):
            handler = by_tag.get(element.tag)
            if handler is None:
                handler = by_tag[element.tag] = reader.handlers[local(element.tag)]
            handler(element)
            element.clear()
            while (parent := element.getparent()) is not None and element.getprevious() is not None:
                del parent[0]
    except etree.XMLSyntaxError as error:
        raise Refused(f"breaks off, or is no XML: {error.msg}") from error
    return reader.finish()


def _child(element: etree._Element, name: str) -> etree._Element | None:
    for child in element:
        if local(child.tag) == name:
            return child
    return None


def _day(element: etree._Element) -> date | None:
    """A day given as its three children Year, Month and Day."""
    try:
        year, month, day = (int(child.text or "") for child in element)
        return date(year, month, day)
    except ValueError:
        return None


def _event_day(event: etree._Element) -> date | None:
    for child in event:
        if local(child.tag) == "Date":
            return _day(child)
    return None


def _listed(code: str, codes: list[str], events: list[tuple[date | None, str | None]]) -> date | None:
    """The day of the first event under this programme: the one whose legal basis names the same order, or any where there is no choice."""
    order = re.search(r"\d{5}", code)
    same = [day for day, basis in events if day and order and basis == order[0]]
    if same:
        return min(same)
    days = {day for day, _ in events if day}
    return min(days) if days and (len(codes) == 1 or len(days) == 1) else None
