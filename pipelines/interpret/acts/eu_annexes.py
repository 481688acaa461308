"""Rows of an EU act from its annexes: entries added, deleted, updated; goods, vessels, partner countries, price caps.

What belongs here: what an instruction on an annex means. What does not: taking names from rows (`eu_names.py`), counting in
recitals (`eu_recitals.py`), numbers of annexes (`lexicons/acts_eu.yaml`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipelines.interpret.acts import eu_dates, eu_names, lexicon
from pipelines.interpret.acts.dates import find
from pipelines.interpret.acts.eu_articles import measure_of
from pipelines.interpret.acts.eu_bases import first_article, target_annexes
from pipelines.interpret.acts.eu_recitals import Fact, total
from pipelines.interpret.acts.eu_rows import OTHER, Context, Row, split_measure
from pipelines.interpret.acts.eu_text import Line, Section

_ABOUT = re.compile(r"annex|entr(?:y|ies)|persons?\b|entit|vessel|following|table|rows?\b|points?\b|words|goods", re.IGNORECASE)
_ENTRIES = re.compile(r"\bentr(?:y|ies)\b|\brows?\b|\bpoints?\b|\bwords\b|\binformation\b|persons? (?:listed|mentioned)", re.IGNORECASE)
_TECHNICAL = re.compile(
    r"\b(?:words?|sentences?|notes?|introductory|headings?|in point|subcategory|footnotes?|entr(?:y|ies) for)\b", re.IGNORECASE
)
_THE_LIST = re.compile(
    r"(?:lists? of )?(?:natural (?:and|or) legal persons|persons)(?:, groups)?,? (?:entities|and entities)[^.;:]{0,40}", re.IGNORECASE
)
_SORTED = re.compile(
    r"(natural persons?|(?<!legal )\bpersons?\b|individuals?)|(legal persons?|entit(?:y|ies)|\bbod(?:y|ies)\b)", re.IGNORECASE
)
_INTRO = re.compile(r"(?:amended|replaced|modified) as follows\s?:?$|:\s?$")
_KIND_HEADING = re.compile(
    r"[‘“'\"]?(?:[A-Z]\.|[IV]+\.|\d\.)?\s{0,5}(persons|natural persons|individuals|entities|legal persons[^|]{0,40}|vessels)\s?:?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Instruction:
    """One thing done to one annex of the base act."""

    annex: str
    operation: str
    text: str
    start: int
    end: int
    path: str
    content: tuple[Line, ...] = ()
    sort: str = ""  # person or entity, where its words or those above it speak of one sort only


def operation(text: str) -> str:
    """What an instruction does, by the first list of phrases that matches."""
    for label, pattern in lexicon.ordered("en", "operations"):
        if pattern.search(text[:2_000]):
            return label
    return ""


def instructions(section: Section, annexes: Sequence[str], path: str) -> list[Instruction]:
    """Instructions inside an annex of the act; each takes the lines that follow it."""
    target = annexes[0] if len(annexes) == 1 else None
    found: list[Instruction] = []
    body: list[Line] = []
    sort = ""
    for line in section.lines:
        text = line.text[:1_500]
        if not line.row and not line.quoted:
            sort = _sort(text) or ("" if operation(text) and _SORTED.search(text) else sort)
        named = target_annexes(text) if not line.row and not line.quoted else []
        done = operation(text) if not line.row and not line.quoted and _ABOUT.search(text) else ""
        if named and (text.endswith(":") or done):
            target = named[0]
        if done and target is not None and re.match(r"[‘“]", text) is None:
            if found:
                found[-1] = replace(found[-1], content=tuple(body))
            found.append(Instruction(target, done, line.text, line.start, line.end, path, (), sort))
            body = []
        else:
            body.append(line)
    if found:
        found[-1] = replace(found[-1], content=tuple(body))
    real = [i for i in found if not (i.operation == "amend" and _INTRO.search(i.text))]
    return real or found


def _sort(text: str) -> str:
    """Person or entity, where the words speak of one of them only; `natural and legal persons` is the list itself."""
    kinds = {"person" if m[1] else "entity" for m in _SORTED.finditer(_THE_LIST.sub(" ", text))}
    return kinds.pop() if len(kinds) == 1 else ""


def read(instruction: Instruction, facts: list[Fact], context: Context) -> list[Row]:
    """Rows of one instruction."""
    kind, measure = context.base.annex(instruction.annex)
    if not kind:
        kind, measure = _by_heading(instruction, context)
    if kind in ("persons", "vessels", "media"):
        return _entries(instruction, kind, measure, facts, context)
    if re.search(r"\bheading\b|\btitle\b|sub-title", instruction.text) and not any(x.row for x in instruction.content):
        return [_row("other", "annex_heading", instruction, "eu.annex_heading", 0.7)] if kind != "cap" else []
    if kind == "goods" and instruction.operation == "replace" and _TECHNICAL.search(instruction.text):
        return [_row("other", "goods_update", instruction, "eu.goods_reworded", 0.7)]
    if kind == "goods":
        narrower = instruction.operation == "delete"
        row = _row("narrow" if narrower else "expand", measure, instruction, "eu.goods_annex", 0.8)
        row.names = list(context.base.territories)
        return [row]
    if kind == "cap" and instruction.content and not any(x.row for x in instruction.content):
        return []
    if kind == "cap":
        row = _row("impose" if instruction.operation == "add" else "expand", measure, instruction, "eu.price_cap", 0.8)
        days = [f.day for line in instruction.content for f in find(line.text[:500])]
        row.effective_on = min((d for d in days if context.start is None or d > context.start), default=None)
        return [row]
    if kind == "exempt":
        row = _row(
            "exempt_extend" if context.extends and instruction.operation != "add" else "exempt",
            measure,
            instruction,
            "eu.exempt_annex",
            0.7,
        )
        row.expires_on = eu_dates.latest(f.day for line in instruction.content for f in find(line.text[:500]))
        return [row]
    detail = measure if kind == "other" else "partner_countries" if kind else "annex"
    return [_row("other", detail, instruction, "eu.annex", 0.7 if kind else 0.3)]


def _row(action: str, measure: str, instruction: Instruction, rule: str, confidence: float) -> Row:
    closed, detail = (OTHER, measure) if action == "other" else split_measure(measure)
    annex = f"Annex {instruction.annex}".strip()
    place = f"{instruction.path} ({annex})"
    row = Row(action, closed, detail, place, instruction.start, instruction.end, rule, confidence)
    row.annex = instruction.annex
    return row


def _by_heading(instruction: Instruction, context: Context) -> tuple[str, str]:
    """An annex the table does not have: its heading names an article (`goods referred to in Article 3k`) or its goods."""
    heading = " ".join(line.text[:300] for line in instruction.content[:6] if not line.row) + " " + instruction.text
    match = re.search(r"referred to in (Articles? \d{1,3}[a-z]{0,4})", heading)
    article = first_article(match[1]) if match else ""
    measure = context.new_measures.get(article) or context.base.article_measure(article)
    if not measure or measure.startswith("<"):
        measure = measure_of(heading) if measure_of(heading) else ""
    lower = heading.lower()
    kind = (
        "vessels"
        if "vessel" in lower
        else "persons"
        if re.search(r"persons?\b|entit|bank|entr(?:y|ies)\b", lower)
        and not re.search(r"\b(?:cn|hs) codes?\b|goods|products|technolog", lower)
        else "goods"
        if re.search(r"goods|cn code|products|technolog", lower)
        else ""
    )
    if kind == "persons" and not context.base.annexes:  # a list of names of an act the table lacks: nearly always a freeze
        named = context.new_measures.get(article, "")
        return kind, named if named and named != OTHER else "asset_freeze"
    return (kind, measure) if measure and kind else ("", "")


def _entries(instruction: Instruction, kind: str, measure: str, facts: list[Fact], context: Context) -> list[Row]:
    """What happens to a list of persons, entities, vessels or outlets."""
    about = _relevant(facts, kind, instruction, measure)
    entry_level = bool(_ENTRIES.search(instruction.text))
    if instruction.operation == "delete":
        return _deleted(instruction, measure, about, context)
    if instruction.operation == "add":
        return _added(instruction, kind, measure, [f for f in about if f.act == "add"], context)
    if instruction.operation in ("replace", "amend", "rename") and not (entry_level and instruction.operation == "replace"):
        rows = []
        if any(f.act == "add" for f in about):
            rows += _added(instruction, kind, measure, [f for f in about if f.act == "add"], context)
        if any(f.act == "delete" for f in about):
            rows += _deleted(replace(instruction, content=()), measure, about, context)
        if rows:
            return rows
    row = _row(
        "other", "entry_update", instruction, "eu.entries_updated", 0.85 if entry_level or any(f.act == "update" for f in about) else 0.4
    )
    row.count = total(f for f in about if f.act == "update")
    kinds = {f.kind for f in about if f.act == "update" and f.kind != "entry"}
    row.subject_kind = "mixed" if len(kinds) > 1 else next(iter(kinds), "person" if kind == "persons" else "vessel")
    row.names = eu_names.names(instruction.content)
    return [row]


def _relevant(facts: list[Fact], kind: str, instruction: Instruction, measure: str) -> list[Fact]:
    """Facts about this annex: of its kind of subject, and of its measure where sentences name one."""
    wanted = ("vessel",) if kind == "vessels" else ("person", "entity", "entry")
    about = [f for f in facts if f.kind in wanted]
    named = [f for f in about if instruction.annex in f.annexes]
    if named and len({f.start for f in about}) > 1:
        return named
    words = {
        "export_ban": r"export|dual-use|military",
        "financial_restriction": r"transaction|bank|credit|financ",
        "transport_ban": r"vessel|port|airport|lock",
    }
    pattern = words.get(measure)
    if measure == "media_ban":
        return [f for f in about if re.search(r"media|outlet|broadcast", f.sentence, re.IGNORECASE)]
    if pattern and len({f.sentence for f in about}) > 1:
        return [f for f in about if re.search(pattern, f.sentence, re.IGNORECASE)]
    return about


def _added(instruction: Instruction, kind: str, measure: str, about: list[Fact], context: Context) -> list[Row]:
    """Names added: one row for persons and one for entities where the act counts them apart."""
    action = "suspend" if kind == "media" else "list"
    if instruction.sort and any(f.kind == instruction.sort for f in about) and not eu_names.is_cut(instruction.content):
        about = [f for f in about if f.kind == instruction.sort]
    by_kind = {k: [f for f in about if f.kind == k] for k in ("person", "entity", "vessel", "entry")}
    split = by_kind["person"] and by_kind["entity"] and total(by_kind["person"]) is not None and total(by_kind["entity"]) is not None
    sorts = _by_sort(instruction.content)
    rows = []
    groups = [(k, by_kind[k]) for k in ("person", "entity")] if split else [("", about)]
    for name, found in groups:
        lines = sorts.get(name, instruction.content if name == instruction.sort else []) if split else instruction.content
        row = _row(action, measure, instruction, "eu.names_added", 0.9)
        row.names = eu_names.names(lines)
        row.count = total(found) if found and total(found) is not None else None
        row.stated = row.count is not None
        if row.count is None and row.names and not eu_names.is_cut(instruction.content):
            row.count = len(row.names)
        row.subject_kind = name or (instruction.sort if kind == "persons" else "") or _subject(kind, found, instruction, measure)
        if found and not row.names:
            row.start, row.end = found[0].start, found[0].end
        rows.append(row)
    return _measures(rows, context) if measure == "asset_freeze" else rows


def _measures(rows: list[Row], context: Context) -> list[Row]:
    """In a Decision a listing carries the travel ban too (persons only)."""
    extra = []
    for measure in context.base.listing[1:]:
        for row in rows:
            if measure != "travel_ban" or row.subject_kind in ("person", "mixed"):
                extra.append(replace(row, measure=measure))
    return rows + extra


def _by_sort(lines: Sequence[Line]) -> dict[str, list[Line]]:
    """Annex lines under headings `Persons` and `Entities`."""
    sorts: dict[str, list[Line]] = {}
    current = ""
    for line in lines:
        heading = _KIND_HEADING.fullmatch(line.text[:80])
        if heading:
            word = heading[1].lower()
            current = "vessel" if word.startswith("vessel") else "entity" if word.startswith(("entit", "legal")) else "person"
        sorts.setdefault(current, []).append(line)
    return sorts


def _subject(kind: str, found: Sequence[Fact], instruction: Instruction, measure: str) -> str:
    if kind == "vessels":
        return "vessel"
    kinds = {f.kind for f in found if f.kind in ("person", "entity")}
    words = instruction.text.lower()
    if not kinds and measure == "asset_freeze":
        kinds = {k for k in ("person", "entity") if k in _by_sort(instruction.content)}
    if not kinds:
        person, entity = (
            bool(re.search(r"(?<!legal )(?<!natural and legal )persons?\b|individual", words)),
            bool(re.search(r"entit", words)),
        )
        listed = re.search(r"list of (?:natural|persons|legal)", words)
        if person and entity and not listed:
            return "mixed"
        kinds = {"person"} if person and measure == "asset_freeze" else {"entity"}
    return "mixed" if len(kinds) > 1 else kinds.pop()


def _deleted(instruction: Instruction, measure: str, about: list[Fact], context: Context) -> list[Row]:
    """Names removed; deaths apart where the instruction separates them, duplicates are corrections."""
    duplicate = bool(lexicon.compiled("en", "duplicate").search(instruction.text))
    row = _row(
        "correct" if duplicate else "delist", measure, instruction, "eu.duplicates_deleted" if duplicate else "eu.names_deleted", 0.9
    )
    row.names = eu_names.names(instruction.content)
    row.deceased = bool(lexicon.compiled("en", "deceased").search(instruction.text))
    whole = row.names and not eu_names.is_cut(instruction.content)
    row.count = len(row.names) if whole else total(f for f in about if f.act == "delete" and f.duplicate == duplicate)
    row.subject_kind = _subject("persons", [], instruction, measure)
    if "entities’" in instruction.text or "entities'" in instruction.text:
        row.subject_kind = "entity"
    return _measures([row], context) if measure == "asset_freeze" else [row]
