"""EU acts through CELLAR: SPARQL finds what amends, rests on, repeals or corrects the framework acts, REST gives the text.

What belongs here: the queries, what their answers must be, the way through CELLAR's status codes. What does not: EUR-Lex pages, which are
never asked (they sit behind a challenge for browsers). Traps: literals must be typed, Virtuoso may cut an answer short with status 200,
the same row comes back several times, 9999-12-31 is no date, 202 or an empty 200 means "still being made", 300 means several files.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any
from urllib.parse import quote, unquote, urljoin, urlsplit

from lxml import etree

from pipelines.archive import Observation
from pipelines.sources import guards
from pipelines.sources.exchange import Conversation, Memory, Notice, Request, ask
from pipelines.sources.facts import Facts
from pipelines.sources.rows import (
    Announced,
    Parsed,
    Signal,
    Text,
    is_relevant,
    iso_day,
    joined,
    node_text,
    nodes,
    page,
    page_text,
    unknown_category,
    unknown_fields,
    words,
)

_RESULTS = ("application/sparql-results+json", "application/json")
_OPEN_ENDED = date(9999, 12, 31)
_MAX_UNPACKED = 200_000_000
#: Variables of the discovery query; a variable that is not among them is named.
VARIABLES = ("celex", "framework_celex", "relation", "title", "doc_date", "type", "eli", "in_force", "entry_into_force", "end_of_validity")
RELATIONS = ("amends", "based_on", "repeals", "implicitly_repeals", "corrects")
#: Resource type -> kind of act, by who made it (C council, P parliament and council, else commission); see `_kind`.
TYPES = {
    "REG": "regulation",
    "REG_IMPL": "implementing_regulation",
    "REG_DEL": "delegated_regulation",
    "DEC": "decision",
    "DEC_IMPL": "implementing_decision",
    "CORRIGENDUM": "corrigendum",
}
#: How the text may be had, best first; old acts have HTML only, some only Formex.
_FORMS = (
    ("application/xhtml+xml", ("application/xhtml+xml", "text/html")),
    ("text/html;q=0.9", ("text/html", "application/xhtml+xml")),
    ("application/zip;mtype=fmx4", ("application/zip", "application/octet-stream")),
)
_PREFIXES = """
PREFIX cdm: <http://publications.europa.eu/ontology/cdm#>
PREFIX type: <http://publications.europa.eu/resource/authority/resource-type/>
PREFIX lng: <http://publications.europa.eu/resource/authority/language/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
_ACTS = """
SELECT DISTINCT ?framework_celex ?relation ?celex ?type ?doc_date ?title ?eli ?in_force ?entry_into_force ?end_of_validity
WHERE {
  VALUES ?framework_celex { %(frameworks)s }
  VALUES (?property ?relation) {
    (cdm:resource_legal_amends_resource_legal "amends")
    (cdm:resource_legal_based_on_resource_legal "based_on")
    (cdm:resource_legal_repeals_resource_legal "repeals")
    (cdm:resource_legal_implicitly_repeals_resource_legal "implicitly_repeals")
    (cdm:resource_legal_corrects_resource_legal "corrects")
  }
  ?base cdm:resource_legal_id_celex ?framework_celex .
  ?act ?property ?base ;
       cdm:work_has_resource-type ?type ;
       cdm:resource_legal_id_celex ?celex ;
       cdm:work_date_document ?doc_date .
  FILTER (?type IN (%(types)s))
  FILTER (?doc_date >= "%(since)s"^^xsd:date)
  OPTIONAL { ?act cdm:resource_legal_eli ?eli }
  OPTIONAL { ?act cdm:resource_legal_in-force ?in_force }
  OPTIONAL { ?act cdm:resource_legal_date_entry-into-force ?entry_into_force }
  OPTIONAL { ?act cdm:resource_legal_date_end-of-validity ?end_of_validity }
  OPTIONAL { ?text cdm:expression_belongs_to_work ?act ; cdm:expression_uses_language lng:ENG ; cdm:expression_title ?title }
}"""


def requests(facts: Facts, since: date | None, memory: Memory, today: date) -> Conversation:
    """How many rows there are, the rows, then the texts that are not held yet."""
    start = date.fromisoformat(str(facts.options["start"]))  # `since` would make the answers differ from run to run
    query = _ACTS % {
        "frameworks": " ".join(f'"{celex}"^^xsd:string' for celex in facts.options["frameworks"]),
        "types": ", ".join(f"type:{name}" for name in TYPES),
        "since": start.isoformat(),
    }
    count = yield from ask(_query(facts, "count", f"{_PREFIXES}SELECT (COUNT(*) AS ?n) WHERE {{ {{ {query} }} }}", check_count))
    expected = int(_bindings(count.content)[0]["n"]["value"]) if count.ok else None
    before = memory.content(_query(facts, "acts", "").key)
    check = partial(check_rows, expected=expected, before=len(_bindings(before)) if before else 0)
    answer = yield from ask(_query(facts, "acts", f"{_PREFIXES}{query}\nORDER BY ?doc_date ?celex ?framework_celex", check))
    if not answer.ok:
        return
    rows = {row["celex"]: row for row in _rows(answer.content)}
    waiting = [celex for celex, _ in sorted(rows.items(), key=lambda item: item[1].get("doc_date", ""), reverse=True)]
    lately = today - timedelta(days=facts.options["ask_again_days"])  # some acts have no text that machines can read
    waiting = [celex for celex in waiting if not _is_settled(facts, memory, celex, lately)]
    for celex in waiting[: facts.options["max_texts"]]:
        yield from _text(facts, memory, celex)
    if len(waiting) > facts.options["max_texts"]:
        yield Notice("texts_waiting", "celex", f"{len(waiting) - facts.options['max_texts']} texts wait for the next run")


def _query(facts: Facts, label: str, query: str, guard: Any = None) -> Request:
    headers = {"Content-Type": "application/sparql-query", "Accept": _RESULTS[0]}
    version = sorted_version if label == "acts" else None
    return Request(facts.url("/webapi/rdf/sparql"), "POST", headers, query.encode(), label, _RESULTS, guard=guard, version=version)


def _is_settled(facts: Facts, memory: Memory, celex: str, lately: date) -> bool:
    """Whether the text is held, with all its files where it has several, or was not to be had lately."""
    forms = _text_requests(facts, celex)
    for form in forms:
        last = memory.last_of(form)
        if last:
            parts = _parts(facts, form, celex, memory.content(form.key) or b"") if last.status == 300 else []
            return all(memory.holds(part) or memory.was_useless(part, lately) for part in parts)
    return memory.was_missing(forms[-1], lately)


def _text(facts: Facts, memory: Memory, celex: str) -> Iterator[Any]:
    """The text in the best form there is. 404, 406 and 400 lead to the next form, 300 to each of its files."""
    for request in _text_requests(facts, celex):
        answer = yield from ask(request)
        if answer.ok and answer.observation.status == 300:
            for part in _parts(facts, request, celex, answer.content):
                if not memory.holds(part):
                    yield from ask(part)
        if answer.ok or answer.observation.status not in (400, 404, 406):
            return


def _text_requests(facts: Facts, celex: str) -> list[Request]:
    """One request for each form; parentheses of corrigenda are encoded."""
    url = facts.url(f"/resource/celex/{quote(celex, safe='')}")
    return [
        Request(url, headers={"Accept": accept, "Accept-Language": "eng"}, content_types=kinds, label=f"form {number}", answers=(300,))
        for number, (accept, kinds) in enumerate(_FORMS)
    ]


def _parts(facts: Facts, form: Request, celex: str, content: bytes) -> list[Request]:
    """The files that a 300 offers."""
    links = _choices(content, form.url)[: facts.options["max_streams"]]
    return [
        Request(link, headers=form.headers, content_types=form.content_types, label=f"{celex} part {number}")
        for number, link in enumerate(links)
    ]


def check_count(content: bytes) -> None:
    """One number."""
    rows = _bindings(content)
    if len(rows) != 1 or not str(rows[0].get("n", {}).get("value", "")).isdigit():
        raise guards.Refused(f"no count: {content[:120]!r}")


def check_rows(content: bytes, *, expected: int | None, before: int) -> None:
    """All rows that the count promises, and not fewer than there were: acts do not go away."""
    rows = _bindings(content)
    if not rows and before:
        raise guards.Refused(f"no rows, the last good answer had {before}")
    if expected is not None and len(rows) < expected:
        raise guards.Refused(f"partial answer: {len(rows)} rows of {expected} (the endpoint cuts answers short with status 200)")
    if len(rows) < before * 0.9:
        raise guards.Refused(f"{len(rows)} rows, the last good answer had {before}")
    if rows and "celex" not in rows[0]:
        raise guards.Refused(f"rows without celex; they have {', '.join(rows[0])}")


def sorted_version(content: bytes) -> str:
    """A digest of the rows in order: the same rows in another order are the same version."""
    rows = sorted({json.dumps(row, sort_keys=True) for row in _bindings(content)})
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()


def parse(content: bytes, observation: Observation, facts: Facts) -> Parsed:
    """Acts of the discovery query, or the text of one act."""
    path, label = urlsplit(observation.url).path, urlsplit(observation.url).fragment
    if label == "count" or observation.status == 300:
        return Parsed()
    if "/resource/" in path or " part " in label:
        celex = label.partition(" part ")[0] if " part " in label else unquote(path.rsplit("/", 1)[-1])
        part = int(label.partition(" part ")[2] or 0) if " part " in label else 0
        return Parsed(texts=[Text(celex, act_text(content), part)])
    parsed = Parsed(signals=unknown_fields(dict.fromkeys(json.loads(content)["head"]["vars"], ""), VARIABLES, "sparql"))
    by_act: dict[str, list[dict[str, str]]] = {}
    for row in _rows(content):
        by_act.setdefault(row["celex"], []).append(row)
    parsed.announced = [_act(facts, celex, rows, parsed.signals) for celex, rows in by_act.items()]
    return parsed


def _act(facts: Facts, celex: str, rows: list[dict[str, str]], signals: list[Signal]) -> Announced:
    """One act from its rows: the latest of several values wins, compared as text, because the endpoint's own maximum is not that."""
    best = {name: max((row[name] for row in rows if row.get(name)), default="") for name in VARIABLES}
    links = sorted({f"{row.get('relation', 'related')}:{row['framework_celex']}" for row in rows if row.get("framework_celex")})
    for relation in {row["relation"] for row in rows if row.get("relation")} - set(RELATIONS):
        signals.append(unknown_category("relation", relation))
    type_ = best["type"].rsplit("/", 1)[-1]
    if type_ not in TYPES:
        signals.append(unknown_category("resource-type", type_))
    title = words(best["title"])
    if not title:
        signals.append(Signal("title_missing", celex, "the act has no English title yet", "info"))
    ends = iso_day(best["end_of_validity"])
    signed = iso_day(best["doc_date"])
    frameworks = [link.partition(":")[2] for link in links]
    return Announced(
        local_id=celex,
        official_id=celex,
        kind=_kind(title, TYPES.get(type_, "eu_act")),
        number=_number(celex, title),
        title=title or f"CELEX {celex}",
        language="en",
        issuer="Council of the EU" if title.startswith("Council") or "/CFSP" in title or not title else None,
        announced_on=signed,
        signed_on=signed,
        effective_on=iso_day(best["entry_into_force"]),
        expires_on=None if ends == _OPEN_ENDED else ends,
        links=joined(links),
        tags=joined([f"in_force:{best['in_force']}" if best["in_force"] else ""]),
        url=f"http://publications.europa.eu/resource/celex/{quote(celex, safe='')}",
        regime=next((facts.options["frameworks"][base] for base in frameworks if base in facts.options["frameworks"]), None),
        is_relevant=is_relevant(facts, title) or bool(frameworks),
    )


def _kind(title: str, kind: str) -> str:
    if kind == "corrigendum":
        return kind
    maker = "commission" if title.startswith("Commission") else "council"
    return f"{maker}_{kind}"


def _number(celex: str, title: str) -> str | None:
    """The number as printed (833/2014, 2014/512/CFSP, 2024/1745); from the title, else from the CELEX."""
    if found := re.search(r"\b(\d{4}/\d+(?:/CFSP)?|\d+/\d{4})\b", title):
        return found[1]
    found = re.match(r"3(\d{4})([RD])0*(\d+)", celex)
    if not found:
        return None
    old_style = found[2] == "R" and int(found[1]) < 2015
    return f"{found[3]}/{found[1]}" if old_style else f"{found[1]}/{found[3]}"


def act_text(content: bytes) -> str:
    """The text of an act from XHTML, HTML, Formex or a zip of Formex files."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _formex(archive.read(act_file(archive)))
    if b"<!DOCTYPE html" in content[:2000] or b"<html" in content[:2000].lower():
        found = nodes(page(content), "//*[@class='eli-container']")
        return "\n".join(node_text(node) for node in found) or page_text(content)
    return _formex(content)


def act_file(archive: zipfile.ZipFile) -> str:
    """The act in a Formex zip: the largest `.xml` that is not a `.doc.xml`. Raises `guards.Refused`."""
    files = [file for file in archive.infolist() if file.filename.endswith(".xml") and not file.filename.endswith(".doc.xml")]
    if not files:
        raise guards.Refused(f"no act in the zip; it holds {', '.join(archive.namelist()[:5])}")
    act = max(files, key=lambda file: file.file_size)
    if act.file_size > _MAX_UNPACKED:
        raise guards.Refused(f"{act.filename} unpacks to {act.file_size} bytes, at most {_MAX_UNPACKED} are read")
    return act.filename


def _formex(content: bytes) -> str:
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, recover=True))
    blocks = {"P", "ALINEA", "TI", "STI", "ARTICLE", "NP", "TI.ART", "STI.ART", "PREAMBLE", "CONSID", "VISA", "FINAL", "TITLE", "DIVISION"}
    lines: list[str] = [""]
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        if etree.QName(element).localname in blocks:
            lines.append("")
        lines[-1] += (element.text if event == "start" else element.tail) or ""
    return "\n".join(line for line in (" ".join(raw.split()) for raw in lines) if line)


def _choices(content: bytes, base: str) -> list[str]:
    """Addresses that a 300 offers."""
    links = [str(anchor.get("href")) for anchor in nodes(page(content), "//a[@href]")] if content.strip() else []
    return list(dict.fromkeys(urljoin(base, link) for link in links))


def _bindings(content: bytes) -> list[dict[str, Any]]:
    body = guards.json_object(content, "results")
    bindings = body["results"].get("bindings") if isinstance(body["results"], dict) else None
    if not isinstance(bindings, list):
        raise guards.Refused("SPARQL results without bindings")
    return bindings


def _rows(content: bytes) -> list[dict[str, str]]:
    """Distinct rows as plain values."""
    distinct = {json.dumps(row, sort_keys=True): {name: str(cell["value"]) for name, cell in row.items()} for row in _bindings(content)}
    return list(distinct.values())
