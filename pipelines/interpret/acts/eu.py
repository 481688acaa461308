"""Reading an EU act: parts, days, articles, annexes, corrigenda, repeals, and what no rule could read.

What belongs here: the order of the steps and the joining of rows. What does not: the meaning of articles
(`eu_articles.py`) and annexes (`eu_annexes.py`), the structure (`eu_text.py`), numbers and words (`lexicons`).
"""

from __future__ import annotations

import re
from datetime import date

from pipelines.interpret.acts import eu_bases, eu_dates, eu_text, lexicon
from pipelines.interpret.acts.eu_reader import Reader
from pipelines.interpret.acts.eu_rows import Context, Row, split_measure
from pipelines.interpret.acts.eu_text import EuText
from pipelines.interpret.acts.formats import Plain
from pipelines.interpret.acts.reading import ActAction, ActReading, Unread

#: Longest quoted span.
MAX_QUOTE = 1_200
_BLOCK = re.compile(r"(?:^|\n)[ ]{0,8}(?:On|In) (?:page|the)[^\n]{0,300}")


def read(plain: Plain, given: str, page_date: date | None, official_id: str | None) -> ActReading:
    """Read one EU act."""
    act = eu_text.parse(plain.text)
    own, target = eu_bases.regime_of_title(act.title, official_id)
    start = eu_dates.in_force(act, page_date)
    base = eu_bases.named_in(eu_bases.base(target), act.text)
    reader = Reader(act, base, start)
    if "corrigendum" in act.title.lower()[:60]:
        start = start or page_date
        reader = Reader(act, base, start)
        rows = _corrigendum(act, reader.context)
    else:
        rows = reader.rows(own == target)
    finished = [_action(row, plain, given, reader.context, reader.point_days) for row in _merge(rows)]
    return ActReading(
        kind="eu_act",
        title=act.title,
        number=own,
        sender="EU",
        signed_on=eu_dates.signed(act),
        published_on=page_date or eu_dates.published(act),
        in_force_on=start,
        actions=tuple(sorted(finished, key=lambda a: a.start)),
        unread=tuple(_unread(u, plain, given) for u in reader.lost),
        signals=(*plain.signals, "many_parts") if reader.cut else plain.signals,
    )


def _corrigendum(act: EuText, context: Context) -> list[Row]:
    """One row for each place a corrigendum puts right."""
    blocks = list(_BLOCK.finditer(act.text))
    rows = []
    for i, block in enumerate(blocks):
        end = blocks[i + 1].start() if i + 1 < len(blocks) else min(len(act.text), block.end() + 4_000)
        if not re.search(r"\bread\s?:|\bdeleted\b|shall read", act.text[block.start() : end]):
            continue
        annexes = eu_bases.target_annexes(block[0])
        measure = (context.base.annex(annexes[0])[1] if annexes else "") or context.base.article_measure(_corrected_article(block[0]))
        closed, detail = split_measure(measure or context.base.measure, "correction")
        start = block.start() + len(block[0]) - len(block[0].lstrip())
        rows.append(Row("correct", closed, detail, block[0].strip()[:120], start, end, "eu.corrigendum", 0.7))
    return rows


def _corrected_article(words: str) -> str:
    """The article of the base act: the last one named, since the first is the amending act's own."""
    named = eu_bases.referred_articles(words)
    return named[-1] if named else ""


def _merge(rows: list[Row]) -> list[Row]:
    """Join rows that say the same of the same kind of entry: corrections and updates always, names by kind; help goes with its ban."""
    bans = {(r.action, r.measure, r.article.rpartition("(")[2]) for r in rows if r.rule == "eu.prohibition"}
    merged: dict[tuple[object, ...], Row] = {}
    for i, row in enumerate(rows):
        if row.rule == "eu.prohibition_of_help" and (row.action, row.measure, row.article.rpartition("(")[2]) in bans:
            continue  # the ban itself stands in another instruction on the same article
        if row.rule in ("eu.duplicates_deleted", "eu.entries_updated"):
            key: tuple[object, ...] = (row.action, row.measure, row.rule, row.annex)
        elif row.rule in ("eu.names_added", "eu.names_deleted"):
            key = (row.action, row.measure, row.rule, row.annex, row.deceased, row.subject_kind)
        else:
            key = (i,)
        if key in merged:
            first = merged[key]
            first.names = list(dict.fromkeys(first.names + row.names))
            same = (row.rule == "eu.entries_updated" or first.stated) and row.count == first.count
            if first.stated != row.stated:
                first.count = first.count if first.stated else row.count
            elif row.count is not None and not same:
                first.count = (first.count or 0) + row.count
            first.stated |= row.stated
            first.subject_kind = first.subject_kind if first.subject_kind == row.subject_kind else "mixed"
        else:
            merged[key] = row
    return list(merged.values())


def _action(row: Row, plain: Plain, given: str, context: Context, point_days: dict[str, date]) -> ActAction:
    """A row with its days, kind of subject and offsets into the text as given."""
    point = re.match(r"Article 1\((\w{1,4})\)", row.article)
    effective = row.effective_on or point_days.get(point[1] if point else "", context.start)
    start, end = plain.span(row.start, min(row.end, row.start + MAX_QUOTE))
    return ActAction(
        action=row.action,
        regime=context.base.regime,
        measure=row.measure,
        subject_kind=row.subject_kind or _subject_kind(row, context),
        article=row.article,
        quote=given[start:end],
        start=start,
        end=end,
        rule=row.rule,
        confidence=row.confidence,
        count=row.count,
        all_names=tuple(row.names),
        effective_on=effective,
        expires_on=row.expires_on,
        detail=row.detail,
    )


def _subject_kind(row: Row, context: Context) -> str:
    data = lexicon.words("eu")
    if row.action == "other":
        return "other"
    if context.base.territories:
        return "territory"
    annex = context.base.annex(row.annex)[0] if row.annex else ""
    return str(data["annex_subjects"].get(annex) or data["measure_subjects"].get(row.measure, "other"))


def _unread(lost: tuple[int, int, str], plain: Plain, given: str) -> Unread:
    start, end = plain.span(lost[0], min(lost[1], lost[0] + MAX_QUOTE))
    return Unread(given[start:end], start, end, lost[2])
