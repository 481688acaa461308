"""The day an item belongs to.

What belongs here: explicit days near an act, and the day of the page. What does not: whether an act is news (`news.py`).
"""

from __future__ import annotations

from datetime import date

from pipelines.interpret.statements.sentence import Sentence


def page_day(page_date: str | date | None) -> date | None:
    """The day of a page; a month or a year alone gives none."""
    if isinstance(page_date, date):
        return page_date
    try:
        return date.fromisoformat(page_date) if page_date and len(page_date) == 10 else None
    except ValueError:
        return None


def page_year(page_date: str | date | None) -> date | None:
    """The last day a page may be from, where only its month or year is known: what is older is history."""
    day = page_day(page_date)
    if day or not isinstance(page_date, str):
        return day
    digits = page_date[:4]
    return date(int(digits), 12, 31) if digits.isdigit() and "1980" <= digits <= "2100" else None


def stated_day(sentence: Sentence, act_at: int) -> date | None:
    """A full day written within ten words of an act ("May 23, 2025", "23 мая 2025 года"), not the end of a term."""
    months, tokens = sentence.lexicon.months, sentence.tokens
    for i in range(max(act_at - 12, 0), min(act_at + 14, len(tokens))):
        month = _month(months, tokens[i].low)
        if not month:
            continue
        numbers = [t.text for t in tokens[i + 1 : i + 4] if t.text.isdigit()]
        before = tokens[i - 1].text if i and tokens[i - 1].text.isdigit() else None
        values = ([before] if before else []) + numbers
        day = next((int(v) for v in values if len(v) <= 2), None)
        year = next((int(v) for v in values if len(v) == 4), None)
        lead = tokens[i - 2].low if before and i > 1 else (tokens[i - 1].low if i else "")
        if day and year and lead not in ("until", "till", "beyond", "до", "bis", "of", "by", "from", "through"):
            try:
                return date(year, month, day)
            except ValueError:
                continue
    return None


def _month(months: dict[str, int], word: str) -> int | None:
    return next((n for name, n in months.items() if word == name or (name.endswith("*") and word.startswith(name[:-1]))), None)
