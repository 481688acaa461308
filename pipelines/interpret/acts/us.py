"""Reading US acts: executive orders, continuations of an emergency, general licences, directives, determinations.

What belongs here: telling the kinds apart, and reading orders. What does not: OFAC notices with names (`us_ofac.py`), licences
and directives (`us_licences.py`), Federal Register metadata without a text (`us_register.py`), numbers (`lexicons/acts_us.yaml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from pipelines.interpret.acts import lexicon, us_licences, us_ofac
from pipelines.interpret.acts.formats import MAX_PARTS, Plain
from pipelines.interpret.acts.reading import ActAction, ActReading, Unread
from pipelines.interpret.acts.us_parts import Found, effective, order_facts, orders_named, paragraphs, title_of, to_action

_LICENCE = re.compile(r"(?m)^\W{0,12}(?:[\w-]{1,20} ){0,8}GENERAL LICENSE (?:NO\. ?|NUMBER )?\d{1,3}[A-Z]{0,2}\b", re.IGNORECASE)
_DIRECTIVE = re.compile(r"(?m)^\W{0,12}DIRECTIVE \d[A-Z]?\b[^\n]{0,120}UNDER EXECUTIVE ORDER", re.IGNORECASE)
_DETERMINATION = re.compile(r"(?m)^\W{0,12}(?:SECTORAL )?DETERMINATION (?:PURSUANT|UNDER|WITH RESPECT)", re.IGNORECASE)
_OWN_ORDER = re.compile(r"(?m)^\W{0,12}(?:EO|E\.O\.|Executive Order|EXECUTIVE ORDER)\s{1,3}(?:No\.? )?(\d{5})\b")
_SECTION = re.compile(r"\b(?:Section|Sec\.)\s{1,3}(\d{1,2})\b")
_NOTICE = re.compile(r"(?i)continuation of (?:the )?national emergency")


def read(plain: Plain, given: str, page_date: date | None) -> ActReading:
    """Read one US act."""
    text = plain.text
    head = text[:6_000]
    lost: list[Found] = []
    if us_ofac.is_notice(text):
        kind, found, lost = "ofac_notice", *us_ofac.read(text)
    elif _LICENCE.search(head):
        kind, found = "general_license", us_licences.licence(text)
    elif _DIRECTIVE.search(head):
        kind, found = "directive", us_licences.directive(text)
    elif _DETERMINATION.search(head):
        kind, found = "determination", us_licences.determination(text)
    elif _NOTICE.search(head):
        kind, found = "notice_continuation", _continuation(text)
    else:
        kind, found, lost = "executive_order", *_order(text)
    signed = us_licences.signed(text)
    day = signed or page_date
    actions: list[ActAction] = [to_action(f, plain, given, day) for f in found]
    return ActReading(
        kind=kind,
        title=title_of(text),
        number=found[0].number if found else "",
        sender="US",
        signed_on=signed,
        published_on=page_date,
        in_force_on=day,
        actions=tuple(actions),
        unread=tuple(_unread(f, plain, given) for f in lost),
        signals=plain.signals,
    )


def _unread(found: Found, plain: Plain, given: str) -> Unread:
    start, end = plain.span(found.start, min(found.end, found.start + 1_200))
    return Unread(given[start:end], start, end, found.rule)


def _order(text: str) -> tuple[list[Found], list[Found]]:
    """An executive order, section by section: what it declares, prohibits, amends and revokes."""
    own = _OWN_ORDER.search(text[:4_000])
    number = own[1] if own else ""
    regime, amends = order_facts(number)
    rows: list[Found] = []
    lost: list[Found] = []
    for place, start, end in _sections(text):
        words = re.sub(r"\s", " ", text[start:end])[:12_000]
        for verb, at in _verbs(words):
            new = _effect(verb, words, number, regime, bool(amends))
            for row in new:
                row.start, row.end, row.article = start + max(0, at - 200), end, place
            rows += [r for r in new if not any((r.action, r.measure, r.regime) == (o.action, o.measure, o.regime) for o in rows)]
            if not new and verb in ("prohibit", "revoke"):
                lost.append(Found("other", "", "", start, end, f"a section that says `{verb}` with no known measure"))
    return rows, lost


def _sections(text: str) -> Iterator[tuple[str, int, int]]:
    """The preamble and the sections, each with its place."""
    marks = [
        m
        for m in _SECTION.finditer(text)
        if text[max(0, m.start() - 200) : m.start()].strip(" ").endswith(("\n", ".", ":")) or m.start() == 0
    ]
    marks = marks[:MAX_PARTS]
    ends = [m.start() for m in marks[1:]] + [len(text)] if marks else []
    yield "preamble", 0, marks[0].start() if marks else len(text)
    for mark, end in zip(marks, ends, strict=True):
        yield f"Section {mark[1]}", mark.start(), end


def _verbs(words: str) -> Iterator[tuple[str, int]]:
    for verb, pattern in lexicon.ordered("us", "verbs"):
        match = pattern.search(words)
        if match:
            yield verb, match.start()
            if verb in ("revoke", "amend"):
                return


def _effect(verb: str, words: str, number: str, regime: str, widens: bool) -> list[Found]:
    if verb == "declare":
        return [Found("impose", regime, "national_emergency", 0, 0, "us.emergency_declared", 0.9, number=number)]
    if verb == "widen":
        return [Found("expand", regime, "national_emergency", 0, 0, "us.emergency_widened", 0.7, number=number)] if "scope" in words else []
    if verb == "prohibit":
        action = "expand" if widens else "impose"
        measures = [m for m, pattern in lexicon.ordered("us", "sections") if pattern.search(words)]
        return [Found(action, regime, m, 0, 0, "us.section", 0.85, number=number, effective_on=effective(words)) for m in measures[:6]]
    if verb == "revoke":
        return _revoked(words, number)
    if verb == "amend":
        named = [o for o in orders_named(words) if o != number]
        return [
            Found("expand", order_facts(o)[0], m, 0, 0, "us.order_amended", 0.5, number=number, detail=f"amends EO {o}")
            for o in named[:1]
            for m in lexicon.words("us")["orders"].get(o, {}).get("measures", [])
        ]
    return []


def _revoked(words: str, number: str) -> list[Found]:
    """Every order named in a sentence of revocation, with all its measures."""
    rows = []
    if lexicon.compiled("us", "terminates").search(words) and not any(o in lexicon.words("us")["orders"] for o in orders_named(words)):
        named = [o for o in orders_named(words) if o != number]
        rows.append(
            Found("lift", order_facts(named[0])[0] if named else "", "national_emergency", 0, 0, "us.emergency_ended", 0.7, number=number)
        )
    for order in orders_named(words):
        if order != number:
            facts = lexicon.words("us")["orders"].get(order)
            for measure in facts["measures"] if facts else []:
                rows.append(
                    Found(
                        "lift",
                        facts["regime"],
                        measure,
                        0,
                        0,
                        "us.order_revoked",
                        0.85,
                        number=number,
                        detail=f"revokes EO {order}",
                        effective_on=effective(words),
                    )
                )
    return rows


def _continuation(text: str) -> list[Found]:
    """A notice that continues a national emergency for one year."""
    for start, end, words in paragraphs(text):
        if lexicon.compiled("us", "verbs", "continue").search(words):
            named = orders_named(text)
            first = next((o for o in named if o in lexicon.words("us")["orders"]), named[0] if named else "")
            return [
                Found(
                    "extend",
                    order_facts(first)[0],
                    "national_emergency",
                    start,
                    end,
                    "us.continuation",
                    0.9,
                    number=first,
                    subject_kind="country",
                )
            ]
    return []
