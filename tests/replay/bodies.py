"""Bodies: recordings of the folder of recorded data (real), and bodies in the documented shape where none is held (ours, labelled so).

What belongs here: bytes. What does not: statuses and headers (`publishers.py`). Every body written by us says `OURS` in its docstring.
"""

from __future__ import annotations

import functools
import io
import json
import zipfile
from typing import Any

import yaml

from tests.support import SHARED

RECORDINGS = SHARED / "data" / "announcements"


def recording(path: str) -> bytes:
    """REAL: a recorded body."""
    return (RECORDINGS / path).read_bytes()


def shared(path: str) -> bytes:
    """REAL: a file of the shared data."""
    return (SHARED / "data" / path).read_bytes()


def cassette(name: str, uri_end: str) -> tuple[int, dict[str, str], bytes]:
    """REAL: status, headers and body of one interaction of a VCR cassette."""

    class Loader(yaml.SafeLoader):
        pass

    Loader.add_constructor("!", lambda loader, node: loader.construct_scalar(node))
    Loader.add_constructor("!binary", lambda loader, node: loader.construct_yaml_binary(node).decode("utf-8", "replace"))
    document = yaml.load((RECORDINGS / "us_federal_register" / name).read_text(encoding="utf-8"), Loader)
    for interaction in document["http_interactions"]:
        if interaction["request"]["uri"].endswith(uri_end):
            answer = interaction["response"]
            kept = {key: values[0] for key, values in answer["headers"].items() if key in ("content-type", "etag")}
            return int(answer["status"]["code"]), kept, answer["body"]["string"].encode()
    raise LookupError(uri_end)


def html(title: str, body: str, *, head: str = "", attributes: str = "", pad: int = 0) -> bytes:
    """OURS: the frame of a page."""
    start = f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head>"
    return f"{start}<body{attributes}>{body}</body></html>".encode() + b" " * pad


@functools.cache
def federal_register_documents() -> list[dict[str, Any]]:
    """REAL: 503 presidential documents of 2017 and 2018."""
    rows: list[dict[str, Any]] = json.loads(recording("us_federal_register/documents_search_2017-2018.json"))["results"]
    return rows


def ofac_page(title: str, body: str, canonical: str = "") -> bytes:
    """OURS, in the shape documented in sources.md section 2: a page of recent actions."""
    article = f"<article><div class='field field--name-body'>{body}</div></article>"
    whole = f"{title} | Office of Foreign Assets Control"
    kind = " class='path-node page-node-type-ofac-recent-action'"
    return html(whole, article, head=f"<link rel='canonical' href='{canonical}'>", attributes=kind, pad=600)


def ofac_index(*links: str) -> bytes:
    """OURS: an index of recent actions."""
    rows = "".join(f"<div class='views-row'><a href='{link}'>Some action</a></div>" for link in links)
    return html("Recent Actions | OFAC", rows, pad=600)


MIXED = """<p><b>Specially Designated Nationals List Update</b></p>
<h4>The following individuals have been added to OFAC's SDN List:</h4>
<p>IVANOV, Ivan Ivanovich, Moscow, Russia; DOB 01 Jan 1970 (individual) [RUSSIA-EO14024] (Linked To: JSC EXAMPLE (A)).</p>
<p>PETROV, Petr, Russia (individual) [CAATSA - RUSSIA] [CYBER4].</p>
<h4>The following entity has been added to OFAC's SDN List:</h4>
<p>JSC EXAMPLE (A), Moscow, Russia [RUSSIA-EO14024].</p>
<h4>The following changes have been made to OFAC's SDN List:</h4>
<p>OLD NAME LLC, Kazan, Russia [RUSSIA-EO14024].</p><p>-to-</p><p>NEW NAME LLC, Kazan, Russia [RUSSIA-EO14024].</p>
<h4>The following deletions have been made to OFAC's SDN List:</h4>
<p>SIDOROV, Sidor (individual) [UKRAINE-EO13661].</p>
<hr><h4>Unrelated Administrative List Updates:</h4>
<h4>The following changes have been made to OFAC's SDN List:</h4>
<p>SOMEONE ELSE, Bogota, Colombia [SDNTK]. -to- SOMEONE ELSE, Cali, Colombia [SDNTK].</p>"""
"""OURS: additions, changes, a removal, and the block that must be ignored."""
REMOVAL = """<h4>The following deletions have been made to OFAC's SDN List:</h4>
<p>SIDOROV, Sidor (individual) [UKRAINE-EO13661].</p>"""
"""OURS: a removal-only body."""


def treasury_index(rows: str, onward: str = "") -> bytes:
    """OURS, in the shape of section 2: OFAC's index of press releases."""
    return html("Press", f"<table class='views-table'>{rows}</table>{onward}", pad=600)


def treasury_article(title: str) -> bytes:
    """OURS: an article of Treasury."""
    time = "<time class='datetime' datetime='2022-03-24T10:00:00Z'>March 24</time>"
    article = f"<article class='entity--type-node'>{time}<p>Text on Russia.</p></article>"
    return html("T", f"<h2 class='uswds-page-title'>{title}</h2>{article}", pad=600)


def sparql(rows: list[dict[str, str]]) -> bytes:
    """OURS in content, SPARQL results in shape."""
    names = sorted({name for row in rows for name in row})
    bindings = [{name: {"type": "literal", "value": value} for name, value in row.items()} for row in rows]
    return json.dumps({"head": {"vars": names}, "results": {"bindings": bindings}}).encode()


def formex_zip() -> bytes:
    """A zip as CELLAR serves it; the act inside is a REAL Formex file (cut by its collector), the other members are OURS."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("L_2024.doc.xml", "<DOC>" + "x" * 400_000 + "</DOC>")
        archive.writestr("L_2024.000101.fmx.xml", recording("eu_formex/lex_crr.xml"))
        archive.writestr("L_2024.000901.annex.xml", "<ANNEX><P>Annex</P></ANNEX>")
    return buffer.getvalue()


def pravo(items: list[dict[str, Any]], *, total: int | None = None, size: int = 200, index: int = 1) -> bytes:
    """An answer of pravo.gov.ru: REAL items inside counts of OURS."""
    count = len(items) if total is None else total
    body = {
        "items": items,
        "itemsTotalCount": count,
        "itemsPerPage": size,
        "currentPage": index,
        "pagesTotalCount": max(1, -(-count // size)),
    }
    return json.dumps(body, ensure_ascii=False).encode()


def pravo_act(eo: str, number: str, signed: str, published: str, title: str, kind: str, authority: str) -> dict[str, Any]:
    """OURS, with the 17 keys of a REAL item."""
    item: dict[str, Any] = dict(json.loads(recording("ru_pravo/law7_documents_search_sample.json"))["items"][0])
    return item | {
        "eoNumber": eo, "number": number, "documentDate": f"{signed}T00:00:00", "publishDateShort": f"{published}T00:00:00",
        "complexName": title, "name": title, "title": title.replace("\n", "<br />"),
        "documentTypeId": kind, "signatoryAuthorityId": authority, "id": eo,
    }  # fmt: skip


def kremlin_act(text: str, title: str, *, more: bool = False) -> bytes:
    """OURS around a REAL text of the acts bank."""
    tail = "<a href='/page/2'>Показать следующую страницу документа</a>" if more else ""
    lead = "<div class='read__lead entry-summary p-summary' itemprop='description'></div>"
    act = f"<h1>{title}</h1>{lead}<pre class='masha-ignore'>{text}</pre>"
    return html(title, f"<article class='read__in hentry h-entry'>{act}</article>{tail}")


def kremlin_hits(*hits: tuple[str, str, str, str]) -> bytes:
    """OURS, in the shape of section 11: hits of the acts search."""
    rows = "".join(
        f"<div class='hentry_doc'><h3 class='hentry__title'><a href='{link}'>{title}</a></h3>"
        f"<span class='hentry__meta_acts'>{meta} <time datetime='{day}'>{day}</time></span></div>"
        for link, title, meta, day in hits
    )
    empty = "" if hits else "<p>Искомая комбинация слов нигде не встречается.</p>"
    return html("Поиск", f"<div class='events'>{rows}{empty}</div>")


def atom(entries: list[tuple[str, str, str, str]], *, onward: str = "", language: str = "ru") -> bytes:
    """OURS: an Atom page; entries are (id, title, published, summary)."""
    rows = "".join(
        f"<entry><id>{i}</id><title>{t}</title><link href='{i}'/><published>{p}</published>"
        f"<updated>{p}</updated><summary>{s}</summary></entry>"
        for i, t, p, s in entries
    )
    link = f"<link rel='next' href='{onward}'/>" if onward else ""
    head = "<id>f</id><title>F</title><updated>2026-11-20T10:00:00+03:00</updated>"
    feed = f"<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='{language}'>{head}{link}{rows}</feed>"
    return f"<?xml version='1.0' encoding='utf-8'?>{feed}".encode()


def rss(items: list[tuple[str, str, str, str]], *, built: str = "Fri, 20 Nov 2026 10:00:00 GMT") -> bytes:
    """OURS: an RSS feed; items are (guid, title, pubDate, description)."""
    rows = "".join(
        f"<item><guid isPermaLink='false'>{g}</guid><title>{t}</title><link>https://example.org/{g}</link>"
        f"<pubDate>{p}</pubDate><description>{d}</description></item>"
        for g, t, p, d in items
    )
    head = f"<title>F</title><link>https://example.org</link><description>d</description><lastBuildDate>{built}</lastBuildDate>"
    return f"<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel>{head}{rows}</channel></rss>".encode()


def fsf(generated: str, entities: int = 30) -> bytes:
    """OURS, in the shape of FSF 1.1: nothing but the frame and numbered entities."""
    rows = "".join(f'<sanctionEntity logicalId="{number}"><subjectType code="person"/></sanctionEntity>' for number in range(entities))
    root = f'<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="{generated}" globalFileId="1">'
    return f'<?xml version="1.0" encoding="UTF-8"?>{root}{rows}</export>'.encode()


def regime(number: int, specification: str = "Restrictive measures", amendment: int = 1_700_000_000, **more: Any) -> dict[str, Any]:
    """OURS, in the shape of section 8: a regime of the sanctions map."""
    return {
        "id": number,
        "specification": specification,
        "amendment": amendment,
        "adopted_by": {"data": {"title": "EU"}},
        "programme": ["RUS"],
        "legal_acts": {"data": [{"title": "Council Regulation (EU) No 833/2014"}]},
        "measures": {"data": []},
        **more,
    }
