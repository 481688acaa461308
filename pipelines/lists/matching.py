"""Keys by which two records of one person or firm find each other: how a merged record is told from a delisting (W9).

What belongs here: normalising names, birth dates and document numbers. What does not: deciding what a match means
(`sql/core/list_events.sql`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

#: Words that say what kind of firm it is, not which one.
_FORMS = re.compile(
    r"\b(?:(?:PUBLIC |OPEN |CLOSED )?JOINT STOCK (?:COMPANY|COMMERCIAL BANK)|LIMITED LIABILITY (?:COMPANY|PARTNERSHIP)|"
    r"FEDERAL STATE UNITARY ENTERPRISE|OBSHCHESTVO S OGRANICHENNOI OTVETSTVENNOSTYU|(?:PUBLICHNOE |OTKRYTOE )?AKTSIONERNOE OBSHCHESTVO|"
    r"PJSC|OJSC|CJSC|ZJSC|JSCB|JSC|PAO|OAO|ZAO|AO|OOO|LLC|LLP|LTD|LIMITED|INC|CORP|CORPORATION|COMPANY|CO|GMBH|AG|SE|SA|THE|OF)\b"
)
_WORD = re.compile(r"[A-Z0-9]+")
#: `Tax ID No. 7750005771 (Russia)`, `Passport RL2418369 (Lebanon)`, `Registration ID 1027700159497 (Russia)`
_NUMBERED = re.compile(r"^(?:alt\. )?([A-Z][A-Za-z0-9 ./()#-]*?) ([A-Z0-9][A-Z0-9./-]{4,})(?: \([^)]*\))?\.?$")
_BORN = re.compile(r"^(?:alt\. )?DOB (?:circa )?(.+?)\.?$")
_FIVE_DIGITS = re.compile(r"(?:\d\D*){5}")
_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
#: What looks like a document but is shared by many, or is none.
_NOT_DOCUMENTS = (
    "Phone",
    "Fax",
    "Website",
    "Email",
    "DOB",
    "POB",
    "Secondary sanctions",
    "Executive Order",
    "Listing Date",
    "Effective Date",
)


def plain(text: str) -> str:
    """Upper case, without accents; other scripts stay as they are."""
    if text.isascii():
        return text.upper()
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char)).upper()


def words(name: str) -> list[str]:
    """The words of a name in their order, without accents, punctuation and legal forms (unless nothing else is left)."""
    text = plain(name).replace("-", " ")
    return _WORD.findall(_FORMS.sub(" ", text)) or _WORD.findall(text) or re.findall(r"\w+", text)


def keys(name: str, kind: str, born: Iterable[str] = (), numbers: Iterable[str] = ()) -> str:
    """Match keys of one record, separated by blanks: name and birth for persons, name for others, and document numbers.

    A number counts only together with the first letters of the name, because firms share the numbers of their owners.
    """
    found_words = words(name)
    base = "".join(sorted(found_words))
    found = set()
    births = list(born)
    if kind == "person" and births:
        surname, _, given = plain(name).partition(",")
        near = "".join(_WORD.findall(surname)) + "/" + "".join(_WORD.findall(given))[:4]
        for birth in births:
            found |= {f"{kind}:{base}|{year}" for year in _YEAR.findall(birth)}
            if len(birth) > 8:
                found.add(f"{kind}:{near}|{birth.replace(' ', '-')}")
    else:
        found.add(f"{kind}:{base}")
    start = "".join(found_words)[:4]
    found |= {f"{kind}:#{number}/{start}" for number in numbers}
    return " ".join(sorted(found)) if len(found) > 1 else next(iter(found), "")


def from_remarks(remarks: str) -> tuple[list[str], list[str]]:
    """Birth dates and document numbers that stand in a remark, whose parts are separated by semicolons."""
    births, numbers = [], []
    for part in remarks.split("; "):
        if born := _BORN.match(part):
            births.append(born[1])
        elif (document := _NUMBERED.match(part)) and is_document(document[1], document[2]):
            numbers.append(document[2].rstrip("."))
    return births, numbers


def is_document(kind: str, number: str) -> bool:
    """Whether a number identifies its holder: five digits or more without blanks, and of a kind that is not shared."""
    return " " not in number and _FIVE_DIGITS.search(number) is not None and not kind.startswith(_NOT_DOCUMENTS)
