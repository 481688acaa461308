"""Rows of an EU act from its articles: prohibitions, exemptions, renewals, deletions, and what moves nothing.

What belongs here: what new words of law mean. What does not: annexes (`eu_annexes.py`), words and numbers (`lexicons`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from pipelines.interpret.acts import eu_dates, eu_names, lexicon
from pipelines.interpret.acts.eu_bases import Base, referred_articles
from pipelines.interpret.acts.eu_text import Piece

#: A measure outside the closed list, as the gold annotation counts it.
OTHER = "other"
_POINT_BAN = re.compile(r"[‘“'\"]?\(\w{1,4}\)\s{0,3}to\s")
_RENEWAL = re.compile(
    r"(?:This|The) (?:Decision|Regulation|measures?[^\n.]{0,120}?|restrictive measures[^\n.]{0,120}?) (?:shall apply|shall be applicable|"
    r"shall remain in force|(?:is|are) extended|is hereby extended|shall continue to apply)(?: up to and including)? ?until",
    re.IGNORECASE,
)
_PARAGRAPHS_ONLY = re.compile(
    r"derogation from (?:the )?(?:prohibitions? (?:referred to |set out )?in )?(?:the \w+ (?:sub)?paragraph|paragraphs?)", re.IGNORECASE
)


@dataclass
class Row:
    """A row before its days and offsets are final."""

    action: str
    measure: str
    detail: str
    article: str
    start: int
    end: int
    rule: str
    confidence: float
    subject_kind: str = ""
    count: int | None = None
    names: list[str] = field(default_factory=list)
    effective_on: date | None = None
    expires_on: date | None = None
    deceased: bool = False
    annex: str = ""
    scope_end: int = 0


@dataclass(frozen=True)
class Context:
    """What an article is read against."""

    base: Base
    new_act: bool
    start: date | None
    extends: bool
    new_measures: dict[str, str]


def role(text: str) -> str:
    """What a paragraph is, by the first list of phrases that matches."""
    for label, pattern in lexicon.ordered("en", "paragraphs"):
        if pattern.search(text[:6_000]):
            return label
    return ""


def measure_of(text: str) -> str:
    """Measure named by the words of a prohibition: strong words first, then the earliest."""
    at = re.search(r"prohibited|shall be frozen|shall be suspended", text)
    words = text[at.end() : at.end() + 600] if at and at.end() + 30 < len(text) else text[:900]
    for measure, pattern in lexicon.ordered("en", "measures", "strong"):
        if pattern.search(words) or (measure in ("asset_freeze", "media_ban") and pattern.search(text[:600])):
            return measure
    hits = [(m.start(), measure) for measure, pattern in lexicon.ordered("en", "measures", "words") if (m := pattern.search(words))]
    return min(hits)[1] if hits else ""


def split_measure(measure: str, default_detail: str = "") -> tuple[str, str]:
    """A measure of the table as (measure of the closed list or `other`, finer word)."""
    if measure.startswith("<"):
        return OTHER, measure.strip("<>")
    return (measure, default_detail) if measure else (OTHER, default_detail)


def read_pieces(found: list[Piece], operation: str, whole: bool, path: str, context: Context) -> tuple[list[Row], list[Piece]]:
    """Rows of new words of law, article by article, and the pieces no rule could read."""
    rows: list[Row] = []
    unread: list[Piece] = []
    by_article: dict[str, list[Piece]] = {}
    for piece in found:
        by_article.setdefault(piece.article, []).append(piece)
    for article, group in by_article.items():
        new_rows, lost = _article(article, group, operation, whole, path, context)
        rows += new_rows
        unread += lost
    return rows, unread


def _article(article: str, group: list[Piece], operation: str, whole: bool, path: str, context: Context) -> tuple[list[Row], list[Piece]]:
    place = f"{path} (Article {article})" if article and path else path or f"Article {article}"
    main: list[Row] = []
    minor: list[Row] = []
    lost: list[Piece] = []
    own = context.base.article_measure(article) if not context.new_act else ""
    for piece in group:
        label = role(piece.text)
        if _RENEWAL.search(piece.text[:1_500]) and eu_dates.last_days(piece.text) and label in ("", "procedure"):
            main += _renewal(piece, place, context)
        elif label == "exemption" or (not label and _allowed(piece, article, context)):
            _exempt(piece, article, own, operation, whole, place, context, main)
        elif label in ("prohibition", "control") or _POINT_BAN.match(piece.text):
            _ban(piece, article, own, place, context, main)
        elif not label and article in context.base.criteria and lexicon.compiled("en", "criteria").search(piece.text):
            main.append(_row("expand", context.base.measure, "criteria", piece, place, "eu.criteria", 0.7))
        elif label:
            minor.append(_row("other", OTHER, _detail(label), piece, place, f"eu.{label}", 0.8))
        elif own.startswith("<"):
            minor.append(_row("other", OTHER, own.strip("<>"), piece, place, "eu.article_table", 0.7))
        else:
            lost.append(piece)
    for row in main:
        row.scope_end = group[-1].end
    if main:
        return main, lost if len(lost) == len(group) else []
    return minor[:1], [] if minor else lost


def _detail(label: str) -> str:
    return str(lexicon.words("en")["details"].get(label, label))


def _allowed(piece: Piece, article: str, context: Context) -> bool:
    """A point without a verb that lists what stays allowed, or anything in an article of derogations."""
    is_point = piece.text.lstrip("‘“'\" ").startswith("(")
    return is_point and (article in context.base.derogations or bool(lexicon.compiled("en", "allowed").search(piece.text[:500])))


def _row(action: str, measure: str, detail: str, piece: Piece, place: str, rule: str, confidence: float) -> Row:
    return Row(action, measure, detail, place, piece.start, piece.end, rule, confidence)


def _ban(piece: Piece, article: str, own: str, place: str, context: Context, rows: list[Row]) -> None:
    """A prohibition: one row an article and measure; words that only carry out another ban make none."""
    measure = "export_control" if role(piece.text) == "control" else measure_of(piece.text) or own
    earlier = [r for r in rows if r.action in ("expand", "impose", "suspend")]
    licences = measure == "media_ban" and "suspended" in piece.text  # licences of outlets: a ban of its own, worded as a suspension
    said = any(r.measure == measure for r in earlier) and not licences
    if earlier and (said or lexicon.compiled("en", "accessory").search(piece.text[:900])):
        return
    closed, detail = split_measure(measure)
    if closed == OTHER and own.startswith("<"):
        rows.append(_row("other", OTHER, own.strip("<>"), piece, place, "eu.article_table", 0.6))
        return
    action = "impose" if context.new_act else "suspend" if licences else "expand"
    row = _row(action, closed, detail, piece, place, "eu.prohibition", 0.85 if measure_of(piece.text) else 0.6)
    row.names = list(context.base.territories) or eu_names.in_words(piece.text)
    row.effective_on = eu_dates.first_day(piece.text, context.start)
    context.new_measures.setdefault(article, closed)
    if len(row.names) == 1 and not context.base.territories:
        row.count, row.subject_kind = 1, "entity"
    rows.append(row)


def _exempt(piece: Piece, article: str, own: str, operation: str, whole: bool, place: str, context: Context, rows: list[Row]) -> None:
    """An exemption: one row an article, measure and last day."""
    bans = [r for r in rows if r.action in ("expand", "impose", "suspend")]
    measure, detail = split_measure(_exempted(piece, article, own, bans, context))
    ends: list[date | None] = list(eu_dates.last_days(piece.text)) or [None]
    extended = operation == "replace" and not whole and ends[0] is not None
    for end in ends:
        action = "exempt_extend" if extended else "exempt"
        same = [r for r in rows if (r.action, r.measure, r.expires_on) == (action, measure, end)]
        if same:
            same[0].end = max(same[0].end, piece.end) if piece.start <= same[0].end + 400 else same[0].end
            continue
        row = _row(
            action, measure, detail, piece, place, "eu.exemption_replaced" if extended else "eu.exemption", 0.8 if measure != OTHER else 0.5
        )
        row.expires_on = end
        row.count = eu_names.stated_count(piece.text)
        row.names = list(context.base.territories) or eu_names.in_words(piece.text) or [n for b in bans[-1:] for n in b.names]
        if re.search(r"entry numbers?", piece.text):
            row.subject_kind = "entity"
        rows.append(row)


def _exempted(piece: Piece, article: str, own: str, bans: list[Row], context: Context) -> str:
    """The measure an exemption is carved out of: articles it names, its own article, its words."""
    head = piece.text[:400]
    if not _PARAGRAPHS_ONLY.search(head):
        for named in referred_articles(head):
            measure = context.new_measures.get(named) or (context.base.article_measure(named) if not context.new_act else "")
            if measure:
                return measure
    if bans:
        return bans[-1].measure
    return own or context.new_measures.get(article, "") or measure_of(piece.text) or context.base.measure


def _renewal(piece: Piece, place: str, context: Context) -> list[Row]:
    """`This Decision shall apply until ...`: a renewal, unless the act is new and states its first term."""
    if context.new_act:
        return []
    end = eu_dates.latest(eu_dates.last_days(piece.text))
    rows = []
    for measure in context.base.renewal:
        row = _row("extend", measure, "renewal", piece, place, "eu.renewal", 0.9)
        row.expires_on, row.names = end, list(context.base.territories)
        rows.append(row)
    return rows


def deleted(article: str, whole: bool, text: str, start: int, end: int, path: str, context: Context) -> list[Row]:
    """An article or part of one deleted. Which rule a part was is known only for articles of derogations."""
    measure, detail = split_measure(context.base.article_measure(article), "deleted")
    if article in context.base.derogations:
        return [Row("exempt_end", measure, detail, path, start, end, "eu.derogation_deleted", 0.7)]
    if measure == OTHER and detail != "deleted":
        return [Row("other", OTHER, detail, path, start, end, "eu.article_deleted", 0.7)]
    if not whole or measure == OTHER:
        return []
    return [Row("lift", measure, detail, path, start, end, "eu.article_deleted", 0.7)]
