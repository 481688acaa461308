"""OFAC Sanctions List Service: the full lists, and since 2023 what each publication changed.

What belongs here: which files to fetch and when, and the head of each delta. What does not: the entries of lists and deltas
(`pipelines/lists`). The lists are large, so they are fetched only after a new publication, or when the last copies are getting old.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date, timedelta
from io import BytesIO

from lxml import etree

from pipelines.archive import Observation
from pipelines.sources import guards
from pipelines.sources.exchange import Conversation, Memory, Request, ask
from pipelines.sources.facts import Facts
from pipelines.sources.rows import Announced, Parsed, Signal, iso_day, joined, unknown_fields

_XML = ("application/xml", "text/xml", "application/octet-stream", "binary/octet-stream")
_FIRST_YEAR = 2023
#: Verbs of a delta -> what they do. Anything else is named and never guessed.
VERBS = {"add": "added", "change": "changed", "modify": "changed", "remove": "removed"}


def requests(facts: Facts, since: date | None, memory: Memory, today: date) -> Conversation:
    """The history of each year, the deltas that are not held, and the lists where something was published since the last copies."""
    newest = date.min
    for year in range(max(_FIRST_YEAR, since.year if since else _FIRST_YEAR), today.year + 1):
        history = Request(facts.url(f"/changes/history/{year}"), content_types=("application/json",), guard=check_history)
        if year < today.year - 1 and memory.holds(history):
            continue
        answer = yield from ask(history)
        if not answer.ok:
            break
        for publication in json.loads(answer.content):
            newest = max(newest, iso_day(publication.get("datePublished")) or date.min)
            delta = Request(facts.url(f"/changes/{publication['publicationID']}"), content_types=_XML, guard=check_delta)
            if not memory.holds(delta):
                yield from ask(delta)
    for file in facts.options["files"]:
        request = Request(
            facts.url(file["path"]),
            content_types=tuple(file.get("content_types", (*_XML, "text/csv", "application/zip"))),
            archive_as=file.get("archive_as"),
            guard=guards.not_a_stand_in,
        )
        if _is_due(facts, memory, request, newest, today):
            yield from ask(request)


def _is_due(facts: Facts, memory: Memory, request: Request, newest: date, today: date) -> bool:
    """Whether a list is worth its download: not held, published since, or old."""
    last = memory.last_of(request)
    if last is None:
        return True
    seen = last.observed_at.date()
    return seen <= newest + timedelta(days=1) or seen < today - timedelta(days=facts.options["refresh_days"])


def check_history(content: bytes) -> None:
    """A list of publications."""
    rows = guards.json_value(content)
    if not isinstance(rows, list) or not all(isinstance(row, dict) and row.get("publicationID") is not None for row in rows):
        raise guards.Refused(f"no list of publications with a publicationID; it begins {content[:80]!r}")


def check_delta(content: bytes) -> None:
    """A delta that is complete XML."""
    guards.not_a_stand_in(content)
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except etree.XMLSyntaxError as error:
        raise guards.Refused(f"no complete XML: {error}") from error
    if etree.QName(root).localname != "sanctionsData":
        raise guards.Refused(f"root {etree.QName(root).localname} instead of sanctionsData")


def parse(content: bytes, observation: Observation, facts: Facts) -> Parsed:
    """A delta is a document of its own: when it was published, how many entries of which programmes it adds, changes, removes."""
    path = observation.url.partition("?")[0]
    if "/changes/history/" in path:
        signals = [signal for row in json.loads(content) for signal in unknown_fields(row, ("publicationID", "datePublished"), "history")]
        return Parsed(signals=signals)
    if "/changes/" not in path:
        return Parsed()  # lists are parsed by pipelines/lists
    return _delta(content, path.rsplit("/", 1)[-1], observation, facts)


def _delta(content: bytes, publication: str, observation: Observation, facts: Facts) -> Parsed:
    parsed = Parsed()
    counts: Counter[str] = Counter()
    programmes: list[str] = []
    published, kind = None, None
    for _, element in etree.iterparse(BytesIO(content), events=("end",), resolve_entities=False, no_network=True, huge_tree=True):
        name = etree.QName(element).localname
        if name == "datePublished":
            published = iso_day(element.text)
        elif name == "publicationType":
            kind = element.text
        elif name == "sanctionsProgram":
            programmes.append((element.text or "").strip())
        elif name == "entity":
            verb = str(element.get("action"))
            counts[VERBS.get(verb, "unknown")] += 1
            if verb not in VERBS:
                parsed.signals.append(Signal("unknown_action_verb", f"delta {publication}: {verb}", f"entity {element.get('id')}", "error"))
            element.clear()
    relevant = [tag for tag in programmes if any(re.search(pattern, tag) for pattern in facts.options["programmes"])]
    changes = ", ".join(f"{counts[name]} {name}" for name in ("added", "changed", "removed") if counts[name]) or "nothing changed"
    parsed.announced.append(
        Announced(
            local_id=f"delta-{publication}",
            kind="ofac_list_publication",
            number=publication,
            title=f"OFAC list publication {publication} ({kind or 'type not given'}): {changes}",
            language="en",
            issuer="OFAC",
            announced_on=published,
            published_on=published,
            tags=joined(programmes),
            added_count=counts["added"],
            changed_count=counts["changed"],
            removed_count=counts["removed"],
            url=observation.url,
            regime=next((facts.options["regimes"][tag] for tag in relevant if tag in facts.options["regimes"]), None),
            is_relevant=bool(relevant),
        )
    )
    return parsed
