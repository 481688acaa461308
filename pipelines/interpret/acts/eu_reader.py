"""The steps that turn the parts of an EU act into rows: instructions one by one, annexes, new law, repeals.

What belongs here: which rule reads which instruction. What does not: joining rows and offsets (`eu.py`), the meaning of
articles (`eu_articles.py`) and annexes (`eu_annexes.py`).
"""

from __future__ import annotations

import re
from datetime import date

from pipelines.interpret.acts import dates, eu_annexes, eu_articles, eu_bases, eu_dates, eu_deletions, eu_names, eu_recitals, eu_text
from pipelines.interpret.acts.eu_annexes import Instruction
from pipelines.interpret.acts.eu_rows import OTHER, Context, Row, split_measure
from pipelines.interpret.acts.eu_text import EuText, Piece, Unit
from pipelines.interpret.acts.formats import MAX_PARTS

_FORMULA = re.compile(
    r"shall (?:enter into force|take effect|enter into effect)|binding in its entirety|addressed to|It shall apply|"
    r"shall apply (?:from|as of|as from)|shall be published|(?:is|are) (?:hereby )?amended as follows|Official Journal",
    re.IGNORECASE,
)
_NEW_DATE = re.compile(r"(?:dates?|words?)\s[^\n]{0,120}?(?:is|are|shall be) replaced by", re.IGNORECASE)
_NEW_ARTICLE = re.compile(r"following [Aa]rticles? (?:is|are|\w{1,6}) |[Aa]rticles? [\w, ]{1,30}(?:is|are) (?:inserted|added)")
_WHOLE_ARTICLE = re.compile(
    r"\W{0,3}(?:\(?\w{1,4}\)\s?)?Articles?\s\d{1,3}[a-z]{0,4}(?:(?:, | and | to )\d{1,3}[a-z]{0,4}){0,20}"
    r"(?: of (?:Council )?(?:Regulation|Decision)[^\n.;]{0,40}?)?\s(?:is|are)(?: hereby)? replaced"
)
_NEW_ANNEX = re.compile(
    r"(?:added|inserted) as (?:new )?Annex|following annex|Annex(?:es)?\s(?:[IVXLC]{1,8}[A-Za-z]?(?:, | and )?){1,10}"
    r"(?:,? as set out [^.;:]{0,80})? ?(?:is|are|shall be) (?:hereby )?(?:added|inserted)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[‘“][^‘’“”\n]{0,400}[’”]")
_REFERENCE = re.compile(r"\b(?:references?|words)\b[^\n]{0,600}?\breplaced by\b", re.IGNORECASE)
_SANCTIONS = re.compile(r"restrictive measures|sanctions|embargo|freezing of funds|arms and related", re.IGNORECASE)
_TAKES_PLACE = re.compile(r"\b(?:concerning|imposing|on)\b.{0,400}\band repealing\b", re.IGNORECASE)
_RENEWED = re.compile(
    r"(?:Decision|measures?|Regulation)[^\n]{0,160}?"
    r"(?:shall (?:continue to )?apply|(?:is|are)(?: hereby)? (?:extended|renewed|prolonged)) until"
)


class Reader:
    """Holds what the steps share."""

    def __init__(self, act: EuText, base: eu_bases.Base, start: date | None) -> None:
        self.act = act
        self.facts = eu_recitals.facts(act.recitals)
        said = [eu_recitals.says(act.recitals, what) for what in ("lifts", "expired")]
        self.context = Context(base, False, start, eu_recitals.extends_exemptions(act.recitals), {}, *said)
        self.point_days = eu_dates.later_points(act)
        self.lost: list[tuple[int, int, str]] = []
        self.used: set[str] = set()
        self.texts: dict[int, str] = {}
        self.cut = len(act.units) > MAX_PARTS
        self.room = MAX_PARTS
        self.waiting: list[tuple[re.Pattern[str], Instruction]] = []

    def rows(self, stands_alone: bool) -> list[Row]:
        """Every row, in the order of the act."""
        amending = any(eu_annexes.operation(u.text) and (eu_bases.numbers(u.text) or u.quoted) for u in self.act.units[:MAX_PARTS])
        if stands_alone and not (amending and eu_bases.known(self.context.base.number)):
            return self._new_act()
        rows: list[Row] = []
        contexts: dict[int, tuple[str, list[str]]] = {}
        for unit in self.act.units[:MAX_PARTS]:
            rows += self._unit(unit, contexts)
        if len(self.act.units) > MAX_PARTS:
            rest = self.act.units[MAX_PARTS]
            self.lost.append((rest.start, len(self.act.text), "too many instructions; this one and all after it were not read"))
        for section in self.act.sections:
            if section.label not in self.used:
                for instruction in eu_annexes.instructions(section, [], f"Annex {section.label}".strip()):
                    rows += eu_annexes.read(instruction, self.facts, self.context)
        return self._fill(rows)

    def _new_act(self) -> list[Row]:
        """An act that stands on its own: each article is new law."""
        context = Context(self.context.base, True, self.context.start, False, {})
        rows: list[Row] = []
        for article, lines in eu_text.articles(self.act.operative).items():
            found = [p for p in eu_text.pieces(lines, article) if not _FORMULA.search(p.text[:400])]
            new, lost = eu_articles.read_pieces(self._within(found), "new", True, "", context)
            rows += new
            self.lost += [(p.start, p.end, "no rule for this paragraph") for p in lost if not opens(p.text)]
        term = next((d for u in self.act.units if re.search(r"shall (?:apply|expire)", u.text) for d in eu_dates.last_days(u.text)), None)
        for row in rows:
            if row.action == "impose":
                row.expires_on = term
        return rows

    def _within(self, found: list[Piece]) -> list[Piece]:
        """Paragraphs of law within MAX_PARTS of the whole act; the first beyond is told as unread."""
        if len(found) > self.room:
            self.cut = True
            self.lost.append((found[self.room].start, found[-1].end, "too many paragraphs; this one and all after it were not read"))
        found = found[: self.room]
        self.room -= len(found)
        return found

    def _unit(self, unit: Unit, contexts: dict[int, tuple[str, list[str]]]) -> list[Row]:
        """One instruction: annexes, articles, repeals, new days; what is left is unread."""
        done = eu_annexes.operation(unit.text)
        above = contexts.get(unit.level - 1, ("", [])) if unit.level > 1 else ("", [])
        article = eu_bases.first_article(unit.text) or above[0]
        annexes = eu_bases.target_annexes(_QUOTED.sub(" ", _QUOTED.sub(" ", unit.text))) or (above[1] if unit.level > 1 else [])
        contexts[unit.level] = (article, annexes)
        self.texts[unit.level] = unit.text
        if done == "repeal":
            return self._repeal(unit)
        if re.match(r"(?:\(\w{1,4}\)\s?)?(?:[Ii]n )?[Rr]ecitals? \(?\d", unit.text):
            return [Row("correct", OTHER, "recital_correction", unit.path, unit.start, unit.end, "eu.recital", 0.8)]
        opener = done == "amend" and not unit.quoted and not eu_bases.own_annexes(unit.text) and unit.text.rstrip().endswith(":")
        if opener or (done == "delete" and annexes and self._added_again(annexes)):
            return []
        if annexes and done and not brings_law(unit):
            return self._annexes(unit, annexes, done)
        if not done or (not unit.quoted and done == "amend"):
            renewed = self._plain_renewal(unit)
            if not renewed and not _FORMULA.search(unit.text) and not opens(unit.text):
                self.lost.append((unit.start, unit.end, "no rule for this article"))
            return renewed
        return self._articles(unit, article, done, self.texts.get(unit.level - 1, ""))

    def _articles(self, unit: Unit, article: str, done: str, above: str) -> list[Row]:
        """An instruction on articles; `above` is the instruction it stands under."""
        if re.search(r"\btitle\b", unit.text[:60], re.IGNORECASE):
            return [Row("other", OTHER, "title_and_definitions", unit.path, unit.start, unit.end, "eu.title", 0.9)]
        if done == "delete":
            whole = not re.search(r"paragraph|point|subparagraph|sentence|words|indent", unit.text)
            named = eu_bases.referred_articles(unit.text) if whole else []
            parts = None if whole else eu_bases.named_paragraphs(unit.text) or eu_bases.named_paragraphs(above)
            rows = eu_deletions.deleted(named or [article], parts, unit.start, unit.end, unit.path, self.context)
        elif _NEW_DATE.search(unit.text) and dates.first(unit.text):
            rows = self._new_date(unit, article)
        elif article in self.context.base.derogations and not unit.quoted and _REFERENCE.search(unit.text):
            measure, detail = split_measure(self.context.base.article_measure(article))
            after = unit.text[unit.text.rfind("replaced by") :]
            row = Row("exempt", measure, detail, unit.path, unit.start, unit.end, "eu.derogation_reworded", 0.5)
            row.count = eu_names.stated_count(after)
            rows = [row]
        else:
            whole = bool(_WHOLE_ARTICLE.match(unit.text)) or bool(_NEW_ARTICLE.search(unit.text))
            found = eu_text.pieces(unit.quoted, article)
            paragraphs = eu_bases.named_paragraphs(unit.text) or eu_bases.named_paragraphs(above)
            spares = bool(set(paragraphs) & set(self.context.base.sparing.get(article, [])))
            rows, lost = eu_articles.read_pieces(self._within(found), done, whole, unit.path, self.context, spares)
            self.lost += [(p.start, p.end, "no rule for these new words") for p in lost]
            if rows or lost:
                return rows
        if not rows:
            self.lost.append((unit.start, unit.end, f"an instruction to {done} with no known effect"))
        return rows

    def _new_date(self, unit: Unit, article: str) -> list[Row]:
        """`the date X is replaced by Y`: an exemption runs longer, or a whole Decision is renewed."""
        days = [f.day for f in dates.find(unit.text)]
        measure, detail = split_measure(self.context.base.article_measure(article))
        if detail == "procedure" or re.search(r"shall apply until", unit.text):
            rows = [
                Row("extend", m, "renewal", unit.path, unit.start, unit.end, "eu.renewal_date", 0.85) for m in self.context.base.renewal
            ]
        else:
            action = "exempt_extend" if len(days) < 2 or days[-1] > days[0] else "narrow"
            rows = [Row(action, measure, detail, unit.path, unit.start, unit.end, "eu.date_replaced", 0.75)]
        for row in rows:
            row.expires_on = days[-1]
        return rows

    def _plain_renewal(self, unit: Unit) -> list[Row]:
        """A renewal in plain words of the operative part: `Decision 2014/512/CFSP shall apply until ...`."""
        match = _RENEWED.search(unit.text)
        days = eu_dates.last_days(unit.text)
        if not match or not days:
            return []
        return [
            Row("extend", m, "renewal", unit.path, unit.start, unit.end, "eu.renewal", 0.85, expires_on=days[-1])
            for m in self.context.base.renewal
        ]

    def _repeal(self, unit: Unit) -> list[Row]:
        """A repeal lifts what the act carried, unless this act takes its place (`concerning ... and repealing ...`)."""
        rows = []
        for number in eu_bases.numbers(unit.text):
            if eu_bases.known(number):
                for measure in eu_bases.base(number).renewal:
                    rows.append(Row("lift", measure, "repeal", unit.path, unit.start, unit.end, "eu.repeal", 0.9))
        if not rows and _SANCTIONS.search(self.act.title) and not _TAKES_PLACE.search(self.act.title):
            named = eu_articles.measure_of(" ".join(line.text for line in self.act.recitals))
            rows = [Row("lift", named or "multiple", "repeal", unit.path, unit.start, unit.end, "eu.repeal", 0.7 if named else 0.5)]
        if not rows:
            self.lost.append((unit.start, unit.end, "repeals an act that is not in the table"))
        return rows

    def _added_again(self, annexes: list[str]) -> bool:
        """Annexes deleted only to be brought in anew by the same act."""
        added = {a for u in self.act.units if eu_annexes.operation(u.text) == "add" for a in eu_bases.target_annexes(u.text)}
        return set(annexes) <= added

    def _annexes(self, unit: Unit, annexes: list[str], done: str) -> list[Row]:
        """An instruction on annexes, with the act's own annexes it points at."""
        own = eu_bases.own_annexes(unit.text)
        sections = [s for s in self.act.sections if s.label in own] or [
            s for s in self.act.sections if own == [""] or (own and not s.label)
        ][:1]
        rows: list[Row] = []
        covered: set[str] = set()
        for section in sections:
            self.used.add(section.label)
            inside = eu_annexes.instructions(section, annexes, unit.path)
            inside = [
                i for i in inside if i.annex in annexes or len(annexes) == 1 or i.annex not in self.context.base.annexes or done == "amend"
            ]
            if done == "add" and len(annexes) > 1:
                inside = []
            for instruction in inside:
                covered.add(instruction.annex)
                rows += self._instruction(instruction, {i.operation for i in inside if i.annex == instruction.annex})
        for annex in annexes:
            if annex not in covered and not (annex == "" and covered):
                lines = sections[0].lines if len(sections) == 1 and len(annexes) == 1 else tuple(unit.quoted)
                rows += self._instruction(Instruction(annex, done, unit.text, unit.start, unit.end, unit.path, lines))
        return rows

    def _instruction(self, instruction: Instruction, beside: set[str] | None = None) -> list[Row]:
        """An annex brought in for an article of the same act waits for that article's row.

        What instructions beside it add or delete themselves, a replaced part of the same annex does not add or delete again.
        """
        if instruction.operation == "add" and instruction.annex and _NEW_ANNEX.search(instruction.text):
            pattern = re.compile(rf"Annex(?:es)? (?:[IVXLC]{{1,8}}[A-Za-z]?(?:, | and | or )){{0,6}}{re.escape(instruction.annex)}\b")
            if any(pattern.search(line.text) for unit in self.act.units for line in unit.quoted):
                self.waiting.append((pattern, instruction))
                return []
        done = (beside or set()) & {"add", "delete"} - {instruction.operation}
        return eu_annexes.read(instruction, [f for f in self.facts if f.act not in done], self.context)

    def _fill(self, rows: list[Row]) -> list[Row]:
        """Give the names of a new annex to the prohibition that refers to it."""
        for pattern, instruction in self.waiting:
            bans = [r for r in rows if r.rule == "eu.prohibition" and pattern.search(self.act.text[r.start : max(r.end, r.scope_end)])]
            listed = eu_annexes.read(instruction, self.facts, self.context)
            if bans and listed and listed[0].action in ("list", "suspend"):
                filled = bans[0].rule == "eu.prohibition" and bans[0].annex
                bans[0].names = bans[0].names + listed[0].names if filled else listed[0].names
                bans[0].count = len(bans[0].names) if filled else listed[0].count
                bans[0].annex = instruction.annex
                bans[0].subject_kind = listed[0].subject_kind
        return rows


def brings_law(unit: Unit) -> bool:
    """Whether the words brought in are articles or paragraphs rather than an annex."""
    return any(re.match(r"[‘“'\"]?(?:Article \d|\d{1,2}[a-z]{0,3}\.\s)", line.text) for line in unit.quoted[:2]) and bool(
        re.search(r"\bArticles?\b|paragraph", unit.text)
    )


def opens(text: str) -> bool:
    """Words that only open a list or an enumeration."""
    return text.rstrip().endswith(":") or len(text) < 25
