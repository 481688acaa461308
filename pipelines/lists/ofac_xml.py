"""OFAC's list XML: SDN.XML and CONSOLIDATED.XML (root `sdnList`).

What belongs here: reading this format. What does not: which of its fields are taken (`fields/ofac_list_xml.yaml`).
"""

from __future__ import annotations

from lxml import etree

from pipelines.lists import xml
from pipelines.lists.fields import Fields
from pipelines.lists.matching import is_document, keys
from pipelines.lists.records import Entry, Parsed, Signals
from pipelines.sources.guards import Refused

FORMAT = "ofac_list_xml"
_KINDS = {"entity": "entity", "individual": "person", "vessel": "vessel", "aircraft": "aircraft"}


def read(content: bytes, fields: Fields, signals: Signals) -> Parsed:
    """Parse one file. Raises `Refused` where it breaks off or holds another number of entries than it states."""
    tree = fields.tree(FORMAT)
    parsed = Parsed(format=FORMAT)
    uids = set()
    for element in xml.entities(content, "publshInformation", "sdnEntry"):
        if element.tag.endswith("publshInformation"):
            tree.account(element, "publshInformation", signals)
            parsed.published_on = xml.day(xml.text(element, "Publish_Date"), "%m/%d/%Y")
            count = xml.text(element, "Record_Count")
            parsed.stated_entries = int(count) if count.isdigit() else None
            continue
        tree.account(element, "sdnEntry", signals)
        rows = _entry(element, signals)
        uids.add(rows[0].uid)
        parsed.entries += 1
        parsed.rows += rows
    if parsed.published_on is None:
        raise Refused("no publshInformation/Publish_Date")
    if len(uids) != parsed.entries:
        raise Refused(f"{parsed.entries} entries but {len(uids)} different uids")
    return parsed


def _entry(element: etree._Element, signals: Signals) -> list[Entry]:
    uid, last, first = (xml.text(element, name) for name in ("uid", "lastName", "firstName"))
    type_ = xml.text(element, "sdnType")
    if not uid.isdigit() or not last:
        raise Refused(f"sdnEntry: uid {uid!r} and lastName {last!r} are no entry")
    if type_.lower() not in _KINDS:
        signals.add("unknown_category", "sdnType", type_)
    name = f"{last}, {first}" if first else last
    kind = _KINDS.get(type_.lower(), "entity")
    born = [xml.text(item, "dateOfBirth") for item in xml.every(element, "dateOfBirthList/dateOfBirthItem")]
    documents = [(xml.text(item, "idType"), xml.text(item, "idNumber")) for item in xml.every(element, "idList/id")]
    match_keys = keys(name, kind, born, [number for of, number in documents if is_document(of, number)])
    programmes = dict.fromkeys((item.text or "").strip() for item in xml.every(element, "programList/program"))
    return [Entry(uid, programme, None, name, kind, None, match_keys, FORMAT) for programme in programmes or [""]]
