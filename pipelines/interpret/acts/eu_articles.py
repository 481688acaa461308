"""Rows of an EU act from its articles: prohibitions, exemptions, renewals, deletions, and what moves nothing.

What belongs here: what new words of law mean. What does not: annexes (`eu_annexes.py`), words and numbers (`lexicons`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from pipelines.interpret.acts import eu_dates, eu_names, lexicon
from pipelines.interpret.acts.eu_bases import referred_articles
from pipelines.interpret.acts.eu_rows import OTHER, Context, Row, split_measure
from pipelines.interpret.acts.eu_text import Piece

_BAN_FIRST = re.compile(r"[‘“'\"]?\s{0,3}(?:\d{1,3}[a-z]{0,3}\.)?\s{0,5}It shall be prohibited")
#: Words that mention a prohibition without laying one down.
_MENTIONED = re.compile(
    r"unless (?:otherwise )?prohibited(?: (?:under|by) Articles? [\w, ]{1,40}?(?=,| tra|;))?"
    r"|(?:non-|not |not otherwise )prohibited\b(?! to)",
    re.IGNORECASE,
)
_AREA = re.compile(r"\bmeans\b[^.;]{0,120}\b(?:areas?|territor(?:y|ies)|oblasts?|regions?)\b")
_OPENS_BANS = re.compile(r"(?:prohibited|banned)(?: to)?:$")
_POINT_BAN = re.compile(r"[‘“'\"]?\(\w{1,4}\)\s{0,3}to\s")
_RENEWAL = re.compile(
    r"(?:This|The) (?:Decision|Regulation|measures?[^\n.]{0,120}?|restrictive measures[^\n.]{0,120}?) (?:shall apply|shall be applicable|"
    r"shall remain in force|(?:is|are) extended|is hereby extended|shall continue to apply)(?: up to and including)? ?until",
    re.IGNORECASE,
)
#: Words on goods that another paragraph of the same article names.
_BESIDE = re.compile(r"(?:referred to|set out) in paragraphs? \d")
_PARAGRAPHS_ONLY = re.compile(
    r"^\W{0,4}(?:\d{1,3}[a-z]{0,3}\.)?\s{0,5}"
    r"(?:(?:The )?(?:prohibitions?|restrictions?) (?:in|under|(?:referred to|set out|laid down) in) )?[Pp]aragraphs? \d|"
    r"derogation from (?:the )?(?:prohibitions? (?:referred to |set out )?in )?(?:the \w+ (?:sub)?paragraph|paragraphs?)",
    re.IGNORECASE,
)


def role(text: str) -> str:
    """What a paragraph is: a ban where it opens with one, else by the first list of phrases that matches."""
    text = _MENTIONED.sub(" ", text[:6_000])
    for label, pattern in lexicon.ordered("en", "paragraphs"):
        if pattern.search(text):
            return "prohibition" if label == "exemption" and _BAN_FIRST.match(text) else label
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


def read_pieces(
    found: list[Piece], operation: str, whole: bool, path: str, context: Context, spares: bool = False
) -> tuple[list[Row], list[Piece]]:
    """Rows of new words of law, article by article, and the pieces no rule could read. `spares`: points of a paragraph that spares."""
    rows: list[Row] = []
    unread: list[Piece] = []
    by_article: dict[str, list[Piece]] = {}
    for piece in found:
        by_article.setdefault(piece.article, []).append(piece)
    for article, group in by_article.items():
        new_rows, lost = _article(article, group, operation, whole, path, context, spares)
        rows += new_rows
        unread += lost
    return rows, unread


@dataclass(frozen=True)
class _Place:
    """The article a paragraph stands in, how the act touches it, and the rows it made so far."""

    article: str
    own: str  # its measure in the table
    path: str
    operation: str
    whole: bool
    spares: bool
    context: Context
    rows: list[Row]


def _article(
    article: str, group: list[Piece], operation: str, whole: bool, path: str, context: Context, spares: bool
) -> tuple[list[Row], list[Piece]]:
    place = f"{path} (Article {article})" if article and path else path or f"Article {article}"
    own = context.base.article_measure(article) if not context.new_act else ""
    at = _Place(article, own, place, operation, whole, spares, context, [])
    minor: list[Row] = []
    lost: list[Piece] = []
    for piece in group:
        label = role(piece.text)
        if _moves(piece, label, at):
            continue
        if label:
            minor.append(_row("other", OTHER, _detail(label), piece, place, f"eu.{label}", 0.8))
        elif own.startswith("<"):
            minor.append(_row("other", OTHER, own.strip("<>"), piece, place, "eu.article_table", 0.7))
        else:
            lost.append(piece)
    for row in at.rows:
        row.scope_end = group[-1].end
    if at.rows:
        return at.rows, lost if len(lost) == len(group) else []
    return minor[:1], [] if minor else lost


def _moves(piece: Piece, label: str, at: _Place) -> bool:
    """Whether a paragraph moves a measure; its rows go to `at.rows`."""
    if _redraws(piece, at):
        at.rows.append(_row("expand", "multiple", "territory", piece, at.path, "eu.territory_defined", 0.7))
        at.rows[-1].names = [t for t in at.context.base.territories if t in piece.text]
    elif _RENEWAL.search(piece.text[:1_500]) and eu_dates.last_days(piece.text) and label in ("", "procedure"):
        at.rows.extend(_renewal(piece, at))
    elif label == "suspension":
        at.rows.extend(_suspended(piece, at))
    elif label == "exemption" or (not label and _allowed(piece, at)) or (at.spares and label in ("", "prohibition") and _is_point(piece)):
        _exempt(piece, at)
    elif label in ("prohibition", "control") or _POINT_BAN.match(piece.text):
        for ban in _by_point(piece):
            _ban(ban, at)
    elif label in ("", "procedure") and _is_criteria(piece, at):
        if not any(r.action in ("expand", "impose") for r in at.rows):  # beside the ban they belong to, criteria make no row of their own
            measure = "asset_freeze" if at.context.base.measure == "multiple" else at.context.base.measure
            at.rows.append(_row("impose" if at.context.new_act else "expand", measure, "criteria", piece, at.path, "eu.criteria", 0.7))
    else:
        return False
    return True


def _redraws(piece: Piece, at: _Place) -> bool:
    """A definition of the areas a regime covers, worded anew."""
    if at.operation != "replace" or at.own != "<title_and_definitions>":
        return False
    return bool(_AREA.search(piece.text)) and sum(t in piece.text for t in at.context.base.territories) > 1


def _is_criteria(piece: Piece, at: _Place) -> bool:
    """Whether a paragraph says who may be listed."""
    if not lexicon.compiled("en", "criteria").search(piece.text) or lexicon.compiled("en", "not_criteria").search(piece.text[:600]):
        return False
    return bool(lexicon.compiled("en", "criteria_verbs").search(piece.text[:300])) or (
        at.article in at.context.base.criteria and role(piece.text) == ""
    )


def _detail(label: str) -> str:
    return str(lexicon.words("en")["details"].get(label, label))


def _allowed(piece: Piece, at: _Place) -> bool:
    """A point without a verb that lists what stays allowed, or anything in an article of derogations."""
    return _is_point(piece) and (
        at.article in at.context.base.derogations or bool(lexicon.compiled("en", "allowed").search(piece.text[:500]))
    )


def _is_point(piece: Piece) -> bool:
    return piece.text.lstrip("‘“'\" ").startswith("(")


def _row(action: str, measure: str, detail: str, piece: Piece, place: str, rule: str, confidence: float) -> Row:
    return Row(action, measure, detail, place, piece.start, piece.end, rule, confidence)


def _ban(piece: Piece, at: _Place) -> None:
    """A prohibition: one row an article and measure; words that only carry out another ban make none."""
    accessory = lexicon.compiled("en", "accessory").search(piece.text[:900])
    measure = "export_control" if role(piece.text) == "control" else measure_of(piece.text) or at.own
    helps = bool(accessory and at.own and not at.own.startswith("<") and _BESIDE.search(piece.text[:900]))
    if helps:  # with what another paragraph of the article bans
        measure = at.own
    earlier = [r for r in at.rows if r.action in ("expand", "impose", "suspend")]
    licences = measure == "media_ban" and "suspended" in piece.text  # licences of outlets: a ban of its at.own, worded as a suspension
    said = any(r.measure == measure for r in earlier) and not licences
    if earlier and (said or accessory):
        return
    closed, detail = split_measure(measure)
    if closed == OTHER and at.own.startswith("<"):
        at.rows.append(_row("other", OTHER, at.own.strip("<>"), piece, at.path, "eu.article_table", 0.6))
        return
    action = "impose" if at.context.new_act else "suspend" if licences else "expand"
    rule = "eu.prohibition_of_help" if helps else "eu.prohibition"
    row = _row(action, closed, detail, piece, at.path, rule, 0.85 if measure_of(piece.text) else 0.6)
    row.names = list(at.context.base.territories) or eu_names.in_words(piece.text)
    row.effective_on = eu_dates.first_day(piece.text, at.context.start)
    at.context.new_measures.setdefault(at.article, closed)
    if len(row.names) == 1 and not at.context.base.territories:
        row.count, row.subject_kind = 1, "entity"
    at.rows.append(row)


def _by_point(piece: Piece) -> list[Piece]:
    """`It shall be prohibited: (a) to sell ...; (b) to purchase ...`: each point is a ban of its own; else the piece itself."""
    opener, _, rest = piece.text.partition("\n")
    if not _OPENS_BANS.search(opener) or not _POINT_BAN.match(rest):
        return [piece]
    found: list[Piece] = []
    for line in rest.split("\n"):
        if _POINT_BAN.match(line) or not found:
            found.append(replace(piece, text=f"{opener} {line}"))
        else:
            found[-1] = replace(found[-1], text=f"{found[-1].text}\n{line}")
    return found


def _suspended(piece: Piece, at: _Place) -> list[Row]:
    """Prohibitions that stop applying for a time: one row a measure, of the articles named or the article's at.own."""
    named = {m for a in referred_articles(piece.text) if (m := at.context.base.article_measure(a)) and not m.startswith("<")}
    rows = []
    for measure in sorted(named) or [at.own or measure_of(piece.text) or at.context.base.measure]:
        closed, detail = split_measure(measure)
        row = _row("suspend", closed, detail, piece, at.path, "eu.suspension", 0.8 if named or at.own else 0.5)
        row.expires_on = eu_dates.latest(eu_dates.last_days(piece.text))
        rows.append(row)
    return rows


def _exempt(piece: Piece, at: _Place) -> None:
    """An exemption: one row an article, measure and last day."""
    bans = [r for r in at.rows if r.action in ("expand", "impose", "suspend")]
    measure, detail = split_measure(_exempted(piece, bans, at))
    if measure == OTHER and detail in ("anti_circumvention", "information_exchange", "procedure"):  # spares from a duty, not from a ban
        at.rows.append(_row("other", OTHER, detail, piece, at.path, "eu.article_table", 0.6))
        return
    ends: list[date | None] = list(eu_dates.last_days(piece.text)) or [None]
    extended = at.operation == "replace" and not at.whole and ends[0] is not None
    for end in ends:
        action = "exempt_extend" if extended else "exempt"
        same = [r for r in at.rows if (r.action, r.measure, r.expires_on) == (action, measure, end)]
        if same:
            same[0].end = max(same[0].end, piece.end) if piece.start <= same[0].end + 400 else same[0].end
            continue
        row = _row(
            action,
            measure,
            detail,
            piece,
            at.path,
            "eu.exemption_replaced" if extended else "eu.exemption",
            0.8 if measure != OTHER else 0.5,
        )
        row.expires_on = end
        row.count = eu_names.stated_count(piece.text)
        row.names = list(at.context.base.territories) or eu_names.in_words(piece.text) or [n for b in bans[-1:] for n in b.names]
        if re.search(r"entry numbers?", piece.text):
            row.subject_kind = "entity"
        at.rows.append(row)


def _exempted(piece: Piece, bans: list[Row], at: _Place) -> str:
    """The measure an exemption is carved out of: articles it names, its own article, its words."""
    head = _MENTIONED.sub(" ", piece.text[:400])
    if not _PARAGRAPHS_ONLY.search(head):
        for named in referred_articles(head):
            measure = at.context.new_measures.get(named) or (at.context.base.article_measure(named) if not at.context.new_act else "")
            if measure:
                return measure
    if bans:
        return bans[-1].measure
    return at.own or at.context.new_measures.get(at.article, "") or measure_of(piece.text) or at.context.base.measure


def _renewal(piece: Piece, at: _Place) -> list[Row]:
    """`This Decision shall apply until ...`: a renewal, unless the act is new and states its first term."""
    if at.context.new_act:
        return []
    end = eu_dates.latest(eu_dates.last_days(piece.text))
    rows = []
    for measure in at.context.base.renewal:
        row = _row("extend", measure, "renewal", piece, at.path, "eu.renewal", 0.9)
        row.expires_on, row.names = end, list(at.context.base.territories)
        rows.append(row)
    return rows
