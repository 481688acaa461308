"""Rows of an EU act from what it deletes: whole articles, or paragraphs of one.

What belongs here: what a deletion means by the table of the base act. What does not: new words (`eu_articles.py`), annexes.
"""

from __future__ import annotations

from pipelines.interpret.acts.eu_rows import OTHER, Context, Row, split_measure


def deleted(articles: list[str], paragraphs: list[int] | None, start: int, end: int, path: str, context: Context) -> list[Row]:
    """Articles, or paragraphs of one, deleted: one row an action and measure; what the table does not know makes none."""
    rows: list[Row] = []
    if context.lifts and not context.base.articles and paragraphs is None:
        return [Row("lift", "multiple", "deleted", path, start, end, "eu.articles_lifted", 0.5)]
    for article in articles:
        for row in _deleted(article, paragraphs, start, end, path, context):
            if not any((r.action, r.measure, r.detail) == (row.action, row.measure, row.detail) for r in rows):
                rows.append(row)
    return rows


def _deleted(article: str, paragraphs: list[int] | None, start: int, end: int, path: str, context: Context) -> list[Row]:
    """One article, or paragraphs of it (`None`: the whole). What a part was is known of derogations and of paragraphs that spare."""
    measure, detail = split_measure(context.base.article_measure(article), "deleted")
    if paragraphs and set(paragraphs) & set(context.base.sparing.get(article, [])):
        if context.expired:
            return [Row("other", OTHER, "expired_transition", path, start, end, "eu.expired_deleted", 0.7)]
        return [Row("exempt_end", measure, detail, path, start, end, "eu.exemption_deleted", 0.6)]
    if article in context.base.derogations:
        return [Row("exempt_end", measure, detail, path, start, end, "eu.derogation_deleted", 0.7)]
    if measure == OTHER and detail != "deleted":
        return [Row("other", OTHER, detail, path, start, end, "eu.article_deleted", 0.7)]
    if paragraphs is not None or measure == OTHER:
        return []
    return [Row("lift", measure, detail, path, start, end, "eu.article_deleted", 0.7)]
