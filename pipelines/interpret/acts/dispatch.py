"""Which reader an act is for: EU, United States or Russia.

What belongs here: telling acts apart by their own words. What does not: reading them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from pipelines.interpret.acts import eu, formats, lexicon, ru, us
from pipelines.interpret.acts.reading import ActReading, Unread

_EU = re.compile(
    r"OF THE EUROPEAN UNION|European Commission|EUROPEAN COMMISSION|\((?:EU|CFSP)\)\s?(?:No\s?)?\d{1,4}/\d{1,4}|\d{4}/\d{1,4}/CFSP"
)
_LATIN = re.compile(r"[A-Za-z]")
_RU = re.compile(r"[А-Яа-яЁё]")


def interpret_act(text: str, *, page_date: date | None = None, official_id: str | None = None) -> ActReading:
    """Read an act. `page_date` is its day of publication; `official_id` a CELEX or Federal Register number, if known.

    Never fails on a text: what is wrong with it stands in `signals`, what no rule could read in `unread`.
    """
    plain = formats.to_plain(text)
    head = plain.text[:20_000]
    cyrillic, latin = len(_RU.findall(head)), len(_LATIN.findall(head))
    if cyrillic > latin:
        reading = ru.read(plain, text, page_date)
    elif _EU.search(head[:8_000]) and not lexicon.compiled("us", "marks").search(head[:1_500]):
        reading = eu.read(plain, text, page_date, official_id)
    elif lexicon.compiled("us", "marks").search(head):
        reading = us.read(plain, text, page_date)
    else:
        reading = ActReading("unknown", published_on=page_date, signals=(*plain.signals, "no_act"))
    if not reading.actions and not reading.unread:
        words = plain.text.strip()
        start, end = plain.span(0, min(len(plain.text), 1_200)) if words else (0, 0)
        return replace(reading, unread=(Unread(text[start:end], start, end, "no rule found an effect"),))
    return reading
