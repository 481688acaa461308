"""OFAC's enhanced XML (CONS_ENHANCED.XML, SDN_ENHANCED.XML) and delta files: both have the root `sanctionsData` and the same entities.

What belongs here: reading this format, and finding out under which programme a listing date belongs. What does not: applying deltas.
"""

from __future__ import annotations

import re
from datetime import date

from lxml import etree

from pipelines.lists import xml
from pipelines.lists.fields import Fields
from pipelines.lists.matching import is_document, keys
from pipelines.lists.records import Entry, Parsed, Signals
from pipelines.sources.guards import Refused

FORMAT = "ofac_enhanced_xml"
_KINDS = {"entity": "entity", "individual": "person", "vessel": "vessel", "aircraft": "aircraft"}
#: `change` and `modify` are known from client code only (list-formats.md, section 5).
_ACTIONS = {"add": "add", "remove": "remove", "change": "change", "modify": "change"}
SDN = "SDN List"


def read(content: bytes, fields: Fields, signals: Signals, *, is_sdn: bool) -> Parsed:
    """Parse one file. Raises `Refused` where it breaks off or holds an action nobody knows.

    An entity on several lists names the programmes of all of them, as it does in every other format of OFAC: all are kept. Which listing
    date belongs to which programme is told by what restricts it.
    """
    tree = fields.tree(FORMAT)
    parsed = Parsed(format=FORMAT)
    uids = set()
    for element in xml.entities(content, "publicationInfo", "entity"):
        if element.tag.endswith("publicationInfo"):
            tree.account(element, "publicationInfo", signals)
            published = xml.text(element, "datePublished")
            parsed.role = "delta" if published else "list"
            parsed.published_on = xml.day(published or xml.text(element, "dataAsOf"))
            continue
        tree.account(element, "entities/entity", signals)
        uid = element.get("id", "")
        if action := element.get("action"):
            if action not in _ACTIONS:
                raise Refused(f"entity {uid}: action {action!r} is none of {', '.join(_ACTIONS)}")
            parsed.actions[uid] = _ACTIONS[action]
        uids.add(uid)
        parsed.entries += 1
        parsed.rows += _entry(element, uid, signals, is_sdn=is_sdn)
    if parsed.published_on is None:
        raise Refused("no publicationInfo with dataAsOf or datePublished")
    if parsed.role == "delta" and parsed.actions.keys() != uids:
        raise Refused("a delta whose entities have no action")
    if len(uids) != parsed.entries:
        raise Refused(f"{parsed.entries} entities but {len(uids)} different ids")
    return parsed


def _entry(element: etree._Element, uid: str, signals: Signals, *, is_sdn: bool) -> list[Entry]:
    type_ = xml.text(element, "generalInfo/entityType")
    if type_.lower() not in _KINDS:
        signals.add("unknown_category", "entityType", type_)
    name = _name(element)
    if not uid.isdigit() or not name:
        raise Refused(f"entity: id {uid!r} and name {name!r} are no entry")
    kind = _KINDS.get(type_.lower(), "entity")
    features = [(xml.text(item, "type"), xml.text(item, "value")) for item in xml.every(element, "features/feature")]
    documents = [
        (xml.text(item, "type"), xml.text(item, "documentNumber")) for item in xml.every(element, "identityDocuments/identityDocument")
    ]
    born = [value for of, value in features if of == "Birthdate"]
    match_keys = keys(name, kind, born, [number for of, number in documents if is_document(of, number)])
    lists = [
        ((item.text or "").strip(), xml.day(item.get("datePublished", ""))) for item in xml.every(element, "sanctionsLists/sanctionsList")
    ]
    types = [(item.text or "").strip() for item in xml.every(element, "sanctionsTypes/sanctionsType")]
    programmes = list(dict.fromkeys((item.text or "").strip() for item in xml.every(element, "sanctionsPrograms/sanctionsProgram")))
    own = [code for code in programmes if _belongs(code, lists, types, is_sdn=is_sdn)]
    days = [day for title, day in lists if day and (title == SDN) == is_sdn]
    listed = _listed(own, days)
    return [
        Entry(uid, code, None, name, kind, listed if code in own or not code else None, match_keys, FORMAT) for code in programmes or [""]
    ]


def _name(element: etree._Element) -> str:
    for name in xml.every(element, "names/name"):
        if xml.text(name, "isPrimary") == "true":
            for translation in xml.every(name, "translations/translation"):
                if xml.text(translation, "isPrimary") == "true":
                    return xml.text(translation, "formattedFullName")
    return ""


def _belongs(code: str, lists: list[tuple[str, date | None]], types: list[str], *, is_sdn: bool) -> bool:
    """Whether this list's date is that of a programme: of an entity on both, the SDN list has those that no directive restricts."""
    if SDN not in [title for title, _ in lists] or "Block" not in types:
        return True
    order = re.search(r"\d{5}", code)
    restricted = any(order[0] in kind for kind in types if kind != "Block") if order else not is_sdn
    return restricted != is_sdn


def _listed(own: list[str], days: list[date]) -> date | None:
    """The listing date of the programmes of this list, where it cannot be that of one of them alone: dates are given a list."""
    if not days:
        return None
    return min(days) if len(own) == 1 or len(set(days)) == 1 else None
