"""Names and goods in the annexes of an EU act, and names in its paragraphs.

What belongs here: taking names out of rows and lists. What does not: what is done to the names (`eu_annexes.py`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.interpret.acts.eu_text import Line

_CUT = re.compile(r"\[\.\.\.|\[…|\. \. \.")
_NUMBER = re.compile(r"[‘“'\"]?\d{1,5}\s?[.)]?[a-z]?")
_LISTED = re.compile(r"[‘“'\"]?(\d{1,5})\.\s{1,5}(\S.{0,300})")
_HEADER = re.compile(
    r"(?:number|names?|no|identifying information|reasons|statement of reasons|date of (?:listing|application|expiry)|title|description|"
    r"cn code|:?-{1,200}:?|entity|vessel name)?",
    re.IGNORECASE,
)
_ENTRY_NUMBERS = re.compile(r"entry numbers? ((?:\d{1,5})(?:(?:, | and )\d{1,5}){0,60})")
_CODES = re.compile(r"CN codes ((?:\d{4}(?: \d{2}){0,3})(?:(?:,\s?| and | or )\d{4}(?: \d{2}){0,3}){0,80})")
_CAS = re.compile(r"((?:[A-Za-z][\w-]{2,30} ){0,3}[A-Za-z][\w-]{2,30}) (\(CAS ?[\d-]{5,14}\))")
_CAPITALS = re.compile(r"\b(?:the|with|of|for) ((?:[A-Z][\w’'-]{2,25})(?: (?:of |and )?[A-Z][\w’'-]{2,25}){1,5})\b")
_NOT_NAMES = re.compile(
    r"^(?:Member States?|European|Union|Council|Commission|Annex|Article|Official|Part|High Representative|Regulation|Decision|"
    r"Russian Federation|Exclusive|United Nations|Government|Implementing|Treaty|Criminal Code|Arbitration|State|Common Military)\b"
)
#: Two spellings of one person without a comma: `Ivan PETROV Iwan PETROW`.
_DOUBLED = re.compile(
    r"([A-Z][a-zà-ž’'-]{1,25} (?:[A-Z][a-zà-ž’'-]{1,25} ){0,3}[A-ZÀ-Ž’'-]{3,30}) "
    r"[A-Z][a-zà-ž’'-]{1,25} (?:[A-Z][\w’'-]{1,25} ){0,3}?[A-ZÀ-Ž’'-]{3,30}"
)
#: In brackets it belongs to the name: `Development Bank (VEB)`.
_ACRONYM = r"(?:[A-Z][A-Za-z]{0,5}[A-Z][A-Za-z]{0,5})(?:/[A-Z]{2,8})?(?: Group)?"
#: `Entry No 8 — Name`.
_ENTRY = re.compile(r"^(?:Entry )?No\.? \d{1,4}\s?[—–-]\s?")
#: Spellings of a first name in brackets before the rest of the name: `Dimitriy (Dimitry, Dmitri) Valerievich UTKIN`.
_SPELLINGS = re.compile(r"(\w{2,30} \([^()]{2,80}\) (?:[A-Z][\w’'-]{1,30} ?){1,4})")
#: A name in Cyrillic letters behind the same in Latin ones.
_NATIVE = re.compile(r"(?<=[A-Za-z”’\")]) (?:OOO )?[\u0400-\u04ff].*$")
_DASHES = re.compile(r"[\s:-]{0,200}")


def clean(name: str) -> str:
    """A name as the annotation writes it: first spelling, no bracketed native spelling, no list punctuation."""
    name = _ENTRY.sub("", re.sub(r"^\d{1,4}\.\s{1,3}(?=\S)", "", name.strip()))
    if spelled := _SPELLINGS.match(name):
        return spelled[1].strip()
    name = _NATIVE.sub("", name)
    name = re.split(r"\s\((?!" + _ACRONYM + r"\))|\s?\[", name, maxsplit=1)[0].strip()
    name = re.sub(r"^[‘“'\"](?=[^’”'\"]*$)|[;.,]+$", "", name).strip()
    name = name.removesuffix("’.").removesuffix("’") if name.count("’") > name.count("‘") else name
    name = name[1:-1] if name.startswith("‘") and name.endswith("’") else name
    doubled = _DOUBLED.match(name)
    name = doubled[1] if doubled else name
    before, comma, _ = name.partition(",")
    return before.strip() if comma and len(before.split()) >= 2 else name


def names(lines: Sequence[Line]) -> list[str]:
    """Names in annex lines: the name column of table rows, numbered lists, or bare lines."""
    found: list[str] = []
    rows = [x for x in lines if x.row]
    listed = [m for x in lines if not x.row and (m := _LISTED.fullmatch(x.text[:330]))]
    if rows:
        found = [name for x in rows if (name := _cell(x.text))]
    elif listed:
        found = [clean(m[2]) for m in listed]
    else:
        found = [clean(x.text) for x in lines if _bare(x.text)]
    return [n for n in dict.fromkeys(found) if n]


def _cell(row: str) -> str:
    """The name of a table row: the first cell that is no number; a header row has none."""
    cells = [c.strip() for c in row.strip().removeprefix("|").removesuffix("|").split("|")]
    if all(_HEADER.fullmatch(re.sub(r"\s?\([^)]{0,80}\)", "", c)) or _DASHES.fullmatch(c) for c in cells[:3]):
        return ""
    if cells and (_NUMBER.fullmatch(cells[0]) or not cells[0]):
        cells = cells[1:]
    if not cells or _HEADER.fullmatch(cells[0]) or _CUT.match(cells[0]):
        return ""
    return clean(cells[0][:300])


def _bare(text: str) -> bool:
    """A line that can be nothing but a name."""
    return (
        len(text) <= 160
        and not text.endswith(":")
        and not re.match(r"[‘“'\"]?(?:ANNEX|PART|Annex|List|LIST|This Annex|Part|[A-Z]\.|\[|;|[’'.]+$)", text)
        and not _CUT.search(text)
    )


def is_cut(lines: Sequence[Line]) -> bool:
    """Whether the annex is visibly incomplete."""
    return any(_CUT.match(x.text) for x in lines) or any(_CUT.search(x.text[-12:]) and not x.text.endswith("|") for x in lines)


def in_words(text: str) -> list[str]:
    """Names inside a paragraph: substances with a CAS number, and proper names of two words or more."""
    substances = [f"{_substance(m[1])} {m[2]}" for m in _CAS.finditer(text)]
    if substances:
        return list(dict.fromkeys(substances))
    found = (m[1] for m in _CAPITALS.finditer(text) if "including" not in text[max(0, m.start() - 60) : m.start()])
    return [n for n in dict.fromkeys(found) if not _NOT_NAMES.match(n)]


def _substance(words: str) -> str:
    """Words before a CAS number without the ones that belong to the sentence."""
    return re.sub(r"^.{0,80}\b(?:of|the|transport|purchase|import|export|to|and|or) ", "", words)


def stated_count(text: str) -> int | None:
    """A number of entries or goods that a paragraph names one by one."""
    for pattern in (_ENTRY_NUMBERS, _CODES):
        match = pattern.search(text)
        if match:
            return len(re.split(r",\s?| and | or ", match[1]))
    return None
