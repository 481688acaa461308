"""The structure of an EU act: title, recitals, amending instructions with the words they bring in, annexes.

What belongs here: where things stand. What does not: what they mean (`eu_articles.py`, `eu_annexes.py`). Works on Markdown,
on words taken from Formex or XHTML, and on plain text; every offset is one into the cleaned words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipelines.interpret.acts import lexicon

_DECORATION = re.compile(r"(?m)^[ \t>]{0,12}(?:#{1,6} )?(?:[-*+] )?[*_]{0,3}|[*_]{1,3}(?=[\s.,;]|$)|(?<=\s)[*_]{1,3}|\[\^[^\]\n]{1,80}\]:?")
_MARKER = re.compile(r"[‘'\"“]?(?:\((\d{1,3}[a-z]{0,3}|[a-z]{1,4})\)|(\d{1,3}[a-z]{0,3}|[a-z]{1,3})\)(?=\s|$))")
_ALONE = re.compile(r"[‘“'\"]?(?:\(?\w{1,4}\)|\d{1,3}[a-z]{0,3}\.)|[‘“]")
_NUMBERED = re.compile(r"[‘'\"“]?\s?(\d{1,2}[a-z]{0,4})\.\s")
_ARTICLE = re.compile(r"([‘'\"“]?)\s?(?:Article|ARTICLE)\s(\d{1,3}[a-z]{0,4}|sole)\.?:?")
_ANNEX_HEADING = re.compile(r"(?:ANNEX|Annex)(?:\s([IVXLC]{1,8}[A-Za-z]?|\d{1,2}))?")
_ADOPTED = re.compile(r"HA(?:S|VE) (?:HEREBY )?(?:ADOPTED|DECIDED)")
#: Blanks before the parts of an act whose line ends are lost.
_ADOPTED_RUN = re.compile(r"(?<=[,.] )HA(?:S|VE) ADOPTED THIS (?:REGULATION|DECISION)")
_HEAD_PARTS = re.compile(r" (?=THE COUNCIL OF|THE EUROPEAN COMMISSION|Having regard|Whereas|\(\d{1,3}\) [A-Z]|$)|(?<=Whereas:) ")
_LAW_PARTS = re.compile(
    r"(?<=ION:) |(?<=ION) (?=Article 1 )|(?<=following:) |(?<= Article \d) (?=[A-Z(])|(?<= Article \d\d) (?=[A-Z(])"
    r"| (?=Article \d{1,2} (?:[A-Z]|\d\. )|Done at [A-Z]|This (?:Regulation|Decision) shall enter|[‘“]?\d{1,2}\. [A-Z]|ANNEX\b"
    r"|\(\d{1,2}\) (?:in |the |Article|Annex))"
)
_DONE = re.compile(r"Done at [A-Z]\w+")
_INSTRUCTION = re.compile(
    r"\(\d{1,3}[a-z]{0,2}\)\s?(?:[Ii]n\s)?(?:Articles?|Annex(?:es)?|[Tt]he following|[Pp]oints?|[Pp]aragraphs?|[Tt]he title)\b"
)
_FORCE = re.compile(r"This (?:Regulation|Decision) shall (?:enter into force|take effect)")
#: A paragraph of law after one that closed its quotation too early.
_PARAGRAPH = re.compile(r"\d{1,2}[a-z]{1,2}\.?\s{1,5}[A-Z]")
_CLOSING = re.compile(r"[’'\"”]\s?[.;,]?\s?$")
_OPENING = re.compile(r"(?:\(\w{1,4}\)\s?)?[‘“\"']")
_TITLE = re.compile(
    r"(?:Council|Commission|COUNCIL|COMMISSION)[^\n]{0,80}?(?:Regulation|Decision|REGULATION|DECISION)[^\n]{0,20}?\d{1,4}/\d{2,4}"
    r"|Corrigendum to"
)


@dataclass(frozen=True)
class Line:
    """One line that is not blank."""

    start: int
    end: int
    text: str
    quoted: bool = False

    @property
    def row(self) -> bool:
        """A row of a table."""
        return self.text.startswith("|")


@dataclass
class Unit:
    """One instruction of the operative part and the words it brings in."""

    start: int
    end: int
    text: str
    article: str
    level: int
    path: str
    quoted: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class Section:
    """One annex of the act itself."""

    label: str
    start: int
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Piece:
    """A paragraph or subparagraph of law, its points included."""

    article: str
    number: str
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class EuText:
    """An EU act in parts."""

    text: str
    title: str
    head: str
    recitals: tuple[Line, ...]
    operative: tuple[Line, ...]
    units: tuple[Unit, ...]
    sections: tuple[Section, ...]


def parse(plain: str) -> EuText:
    """Split an act into parts; a part that is missing is empty."""
    clean = _unrolled(_DECORATION.sub(lambda m: " " * len(m[0]), plain))
    lines = _lines(plain, clean)
    adopted = _index(lines, _ADOPTED)
    if adopted < 0:
        adopted = next((i for i, x in enumerate(lines) if _ARTICLE.fullmatch(x.text)), len(lines)) - 1
    done = _index(lines, _DONE, adopted + 1)
    done = done if done >= 0 else _first_annex(lines, adopted + 1)
    whereas = next((i for i, x in enumerate(lines[: max(adopted, 0)]) if x.text.startswith(("Whereas", "WHEREAS"))), max(adopted, 0))
    operative = _mark_quotes(lines[adopted + 1 : done])
    head_end = lines[whereas].start if lines and 0 <= whereas < len(lines) else min(len(clean), 6_000)
    return EuText(
        text=clean,
        title=_title(lines[: max(adopted, 0) + 1] or lines[:40]),
        head=clean[:head_end],
        recitals=tuple(lines[whereas + 1 : max(adopted, 0)]),
        operative=tuple(operative),
        units=tuple(_units(operative)),
        sections=tuple(_sections(lines[done:])),
    )


def _unrolled(clean: str) -> str:
    """An act that came as one run of words: blanks before its parts become line ends, so no offset moves."""
    adopted = _ADOPTED_RUN.search(clean)
    if not adopted or "\n" in clean[max(0, adopted.start() - 3) : adopted.start()].strip(" "):
        return clean
    head, law = clean[: adopted.start()], clean[adopted.start() :]
    head = _HEAD_PARTS.sub("\n", head)
    return head + _LAW_PARTS.sub("\n", law)


def pieces(lines: list[Line] | tuple[Line, ...], article: str = "", number: str = "") -> list[Piece]:
    """Cut words of law into paragraphs and subparagraphs; points stay with the words that open them."""
    found: list[Piece] = []
    for line in lines:
        heading = _ARTICLE.fullmatch(line.text)
        if heading:
            article, number = heading[2], ""
            continue
        numbered = _NUMBERED.match(line.text)
        point = _MARKER.match(line.text)
        if numbered:
            number = numbered[1]
        if point and not numbered and found and found[-1].article == article:
            last = found[-1]
            found[-1] = Piece(article, last.number, last.text + "\n" + line.text, last.start, line.end)
        elif not re.fullmatch(r"[’'\"”]?[.;,]?", line.text):
            found.append(Piece(article, f"({point[1] or point[2]})" if point and not number else number, line.text, line.start, line.end))
    return found


def articles(lines: tuple[Line, ...]) -> dict[str, list[Line]]:
    """Lines of each article of an act that stands on its own."""
    found: dict[str, list[Line]] = {}
    article = ""
    for line in lines:
        heading = _ARTICLE.fullmatch(line.text)
        if heading and not line.quoted:
            article = heading[2]
        found.setdefault(article, []).append(line)
    return found


def _lines(plain: str, clean: str) -> list[Line]:
    lines: list[Line] = []
    at = 0
    for raw in clean.split("\n"):
        text = raw.strip()
        if text:
            start = at + len(raw) - len(raw.lstrip())
            quoted = plain[at : at + 12].lstrip().startswith(">")
            waiting = lines[-1] if lines and _ALONE.fullmatch(lines[-1].text) else None
            if waiting and (waiting.text in "‘“" or not _MARKER.match(text)):  # a marker that stands alone opens the next line
                lines[-1] = Line(waiting.start, start + len(text), f"{waiting.text} {text}", waiting.quoted)
            else:
                lines.append(Line(start, start + len(text), text, quoted))
        at += len(raw) + 1
    return lines


def _index(lines: list[Line], pattern: re.Pattern[str], start: int = 0) -> int:
    return next((i for i in range(max(start, 0), len(lines)) if pattern.match(lines[i].text)), -1)


def _first_annex(lines: list[Line], start: int) -> int:
    return next((i for i in range(max(start, 0), len(lines)) if _ANNEX_HEADING.fullmatch(lines[i].text)), len(lines))


def _title(lines: list[Line]) -> str:
    """The title; in the Official Journal it may run over several lines (number, date, subject)."""
    for i, line in enumerate(lines):
        if _TITLE.search(line.text[:400]):
            parts = [line.text]
            for more in lines[i + 1 : i + 4]:
                if more.row or more.quoted or more.text.startswith(("THE ", "Having", "Whereas", "(Text")) or _TITLE.match(more.text):
                    break
                parts.append(more.text)
            return " ".join(parts)[:1_500]
    return ""


def _mark_quotes(lines: list[Line]) -> list[Line]:
    """Where the format does not mark quoted words (all or some), find them by the quotation marks of the Official Journal."""
    marked: list[Line] = []
    inside = False
    for i, line in enumerate(lines):
        if not inside and not line.quoted:
            before = marked[-1] if marked else line
            opened = bool(_OPENING.match(line.text)) and before.text.endswith((":", "following", "following.")) and _amends(before.text)
            inside = opened or (before.quoted and bool(_PARAGRAPH.match(line.text)) and not _does(line.text))
        quoted = (inside or line.quoted) and not _leaves(lines, i)
        marked.append(Line(line.start, line.end, line.text, quoted))
        inside = inside and quoted and not line.quoted and not (_CLOSING.search(line.text) and _closes(lines, i))
    return marked


def _leaves(lines: list[Line], i: int) -> bool:
    """A line that can only be an instruction, or the article on entry into force, ends a quotation that was never closed."""
    if _ARTICLE.fullmatch(lines[i].text) and i + 1 < len(lines):
        return bool(_FORCE.match(lines[i + 1].text))
    return bool(_INSTRUCTION.match(lines[i].text[:80])) and _does(lines[i].text)


def _does(text: str) -> bool:
    """Whether a line is an instruction to amend."""
    return any(pattern.search(text[:600]) for _, pattern in lexicon.ordered("en", "operations"))


def _amends(text: str) -> bool:
    """Whether a line brings in new words."""
    return any(pattern.search(text[-600:]) for label, pattern in lexicon.ordered("en", "operations") if label in ("replace", "add"))


def _closes(lines: list[Line], i: int) -> bool:
    """A closing mark ends the quotation where an instruction, an article or the end follows, or a full stop stands before it."""
    if i + 1 >= len(lines):
        return True
    after = lines[i + 1].text
    tail = lines[i].text.rstrip(" .;,")[-2:]
    return bool(re.match(r"[;.]$|\(?\w{1,4}\)\s?|Article \w{1,5}$", after)) or tail[:1] in ".;:)"


def _units(lines: list[Line]) -> list[Unit]:
    units: list[Unit] = []
    article = ""
    markers = {1: "", 2: "", 3: ""}
    fresh = True
    for line in lines:
        heading = _ARTICLE.fullmatch(line.text)
        if heading and not line.quoted:
            article, fresh, markers = heading[2], True, {1: "", 2: "", 3: ""}
        elif (line.quoted or line.row) and units and not fresh:
            units[-1].quoted.append(line)
            units[-1].end = line.end
        elif re.fullmatch(r"[’'\"”]?[.;,]?(?: and| or)?", line.text):
            continue
        else:
            marker = _MARKER.match(line.text) or _NUMBERED.match(line.text)
            if marker or fresh or units[-1].quoted:
                level = _level((marker[1] or marker[marker.lastindex or 1]) if marker else "", markers)
                path = f"Article {article}" + "".join(f"({markers[n]})" for n in (1, 2, 3) if markers[n])
                units.append(Unit(line.start, line.end, line.text, article, level, path))
                fresh = False
            else:
                units[-1].text += " " + line.text
                units[-1].end = line.end
    return units


def _level(marker: str, markers: dict[int, str]) -> int:
    """1 for (1), 2 for (a), 3 for (i) under a letter."""
    if not marker:
        return 1
    if marker[0].isdigit():
        level = 1
    elif re.fullmatch(r"[ivx]{1,5}", marker) and markers[2] and not (len(marker) == 1 and ord(marker) == ord(markers[2][0]) + 1):
        level = 3
    else:
        level = 2
    markers[level] = marker
    for deeper in range(level + 1, 4):
        markers[deeper] = ""
    return level


def _sections(lines: list[Line]) -> list[Section]:
    starts = [i for i, x in enumerate(lines) if not x.quoted and _ANNEX_HEADING.fullmatch(x.text)]
    found = []
    for n, i in enumerate(starts):
        stop = starts[n + 1] if n + 1 < len(starts) else len(lines)
        heading = _ANNEX_HEADING.fullmatch(lines[i].text)
        found.append(Section((heading[1] if heading else "") or "", lines[i].start, tuple(lines[i + 1 : stop])))
    return found
