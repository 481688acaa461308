"""kremlin.ru acts bank: decrees and orders of the President of Russia with their texts.

What belongs here: search in the bank, acts of several pages, and the old form of the texts. What does not: events and statements, which
come as a feed (`feeds.py`). A client without a User-Agent gets no answer at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from pipelines.archive import Observation
from pipelines.sources import guards
from pipelines.sources.exchange import Conversation, Memory, Request, ask
from pipelines.sources.facts import Facts
from pipelines.sources.rows import Announced, Parsed, Signal, Text, first_words, is_relevant, iso_day, node_text, nodes, page, regime_of

NOTHING_FOUND = "Искомая комбинация слов нигде не встречается"
MORE_PAGES = "Показать следующую страницу документа"
_ACT = re.compile(r"/acts/bank/(\d+)(?:/page/(\d+))?/?$")
_BODY = "//div[contains(@class, 'reader_act_body')]|//pre"
_HIT = "//div[contains(@class, 'hentry_doc')]"
_MONTHS = ["января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"]
_KINDS = {"указ": "presidential_decree", "распоряжение": "presidential_order", "федеральный закон": "law"}
_DATED = re.compile(r"(\d{1,2})\s+(" + "|".join(_MONTHS) + r")\s+(\d{4})\s*(?:года|г\.)\s*(?:N|№)\s*([0-9]+[-\w]*)", re.I)


def requests(facts: Facts, since: date | None, memory: Memory, today: date) -> Conversation:
    """Every search of the bank page by page; then the acts it names that are not held, page by page."""
    wanted = [facts.url(f"/acts/bank/{number}") for number in facts.options.get("acts", [])]
    first = since or date.fromisoformat(str(facts.options["start"]))
    for title in facts.options["searches"]:
        for number in range(1, facts.max_pages + 1):
            asked = {"title": title, "date_since": f"{first:%d.%m.%y}", "date_till": f"31.12.{today:%y}", "page": number}
            answer = yield from ask(
                Request(facts.url("/acts/bank/search?" + urlencode(asked)), label=f"search {title} {number}", guard=check_search)
            )
            if not answer.ok:
                break
            found = [facts.url(link) for link, *_ in _hits(answer.content)]
            wanted += found
            if len(found) < facts.options["hits_a_page"]:
                break
    for url in dict.fromkeys(wanted):
        yield from _act(facts, memory, url)


def _act(facts: Facts, memory: Memory, url: str) -> Iterator[Any]:
    for number in range(1, facts.options["max_parts"] + 1):
        request = Request(url if number == 1 else f"{url}/page/{number}", guard=check_act)
        if memory.holds(request):
            content = memory.content(request.key) or b""
        else:
            answer = yield from ask(request)
            if not answer.ok:
                return
            content = answer.content
        if MORE_PAGES not in content.decode(errors="replace"):
            return


def check_search(content: bytes) -> None:
    """Hits, or the words that say that there are none."""
    if not nodes(page(content), _HIT) and NOTHING_FOUND not in content.decode(errors="replace"):
        raise guards.Refused("neither hits nor the words that say that there are none: the form of the search has changed")


def check_act(content: bytes) -> None:
    """A page with the body of an act."""
    if not nodes(page(content), _BODY):
        raise guards.Refused(f"no body of an act on the page (title {guards.html_title(content)!r})")


def parse(content: bytes, observation: Observation, facts: Facts) -> Parsed:
    """Hits of a search are documents with their titles and days; a page of an act adds its text."""
    parsed = Parsed()
    found = _ACT.search(urlsplit(observation.url).path)
    if found is None:
        for link, title, meta, day in _hits(content):
            hit = _ACT.search(urlsplit(link).path)
            if hit:
                parsed.announced.append(_announced(facts, hit[1], title, meta, day, parsed))
        return parsed
    tree = page(content)
    part = int(found[2] or 1)
    text = normal("\n".join(node_text(node) if node.tag != "pre" else "".join(map(str, node.itertext())) for node in nodes(tree, _BODY)))
    parsed.texts.append(Text(found[1], text, part))
    heading = first_words(tree, "//h1")
    if part == 1 and heading and int(found[1]) in facts.options.get("acts", []):  # other acts are described by the search that found them
        lead = first_words(tree, "//div[contains(@class, 'read__lead')]") or ""
        signed, number = dated(text)
        head = f"{heading}. {lead}".rstrip(". ")
        parsed.announced.append(_announced(facts, found[1], head, f"{head} {text[:300]}", signed, parsed, number))
    return parsed


def _announced(facts: Facts, act: str, title: str, words_: str, day: date | None, parsed: Parsed, number: str | None = None) -> Announced:
    kind = next((kind for word, kind in _KINDS.items() if word in words_.lower()), None)
    if kind is None:
        parsed.signals.append(Signal("unknown_category", f"acts/bank/{act}", words_[:120], "error"))
    signed, printed = dated(words_) if number is None else (day, number)
    return Announced(
        local_id=act,
        kind=kind or "ru_unknown",
        number=printed,
        title=title,
        language="ru",
        issuer="President of Russia",
        announced_on=signed or day,
        signed_on=signed or day,
        url=f"http://kremlin.ru/acts/bank/{act}",
        regime=regime_of(facts, title),
        is_relevant=is_relevant(facts, title),
    )


def _hits(content: bytes) -> Iterator[tuple[str, str, str, date | None]]:
    """Link, title, the line with kind, number and day, and the day of each hit."""
    for hit in nodes(page(content), _HIT):
        anchors = nodes(hit, ".//h3[contains(@class, 'hentry__title')]//a[@href]")
        if anchors:
            times = nodes(hit, ".//time[@datetime]")
            meta = first_words(hit, ".//span[contains(@class, 'hentry__meta_acts')]") or ""
            title = " ".join(node_text(anchors[0]).split())
            yield (
                urljoin("http://kremlin.ru", str(anchors[0].get("href"))),
                title,
                f"{title} {meta}",
                iso_day(times[0].get("datetime")) if times else None,
            )


def normal(text: str) -> str:
    """Text of the old form made plain: entities escaped twice, words spaced out letter by letter, lines justified with blanks."""
    plain = unescape(unescape(text)).replace("\u00a0", " ")
    lines = [re.sub(r"(?<!\S)(?:\w ){3,}\w(?!\w)", lambda found: found[0].replace(" ", ""), line) for line in plain.splitlines()]
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)


def dated(text: str) -> tuple[date | None, str | None]:
    """Day and number by which an act names itself (`29 июля 2002 года N 798`); the last such words of the text."""
    found = _DATED.findall(normal(text).replace("\n", " "))
    if not found:
        return None, None
    day, month, year, number = found[-1]
    try:
        return date(int(year), _MONTHS.index(month.lower()) + 1, int(day)), number
    except ValueError:
        return None, number
