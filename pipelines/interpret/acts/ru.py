"""Reading Russian decrees and resolutions: measures introduced, amended, suspended, repealed; product lists with HS codes.

What belongs here: the drafting of Russian acts. What does not: words, numbers of acts and measures, which are data
(`lexicons/acts_ru.yaml`). Old texts are hard-wrapped and print spaced-out words; both are read.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

from pipelines.interpret.acts import dates, lexicon, ru_parts
from pipelines.interpret.acts.formats import MAX_PARTS, Plain
from pipelines.interpret.acts.reading import ActAction, ActReading, Unread
from pipelines.interpret.acts.ru_parts import Point

_FROM = re.compile(r"\bс(?:о)?\s{1,3}$", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:до|по|не позднее)\s{1,3}$", re.IGNORECASE)
_TERM = re.compile(r"(?:сроком )?(?:на|в течение) (\w{3,8}) (?:год|года|лет)\b", re.IGNORECASE)
_WHOLE_TERM = re.compile(r"настоящ\w{2,3} (?:Указ|постановлени\w)[^\n]{0,160}?действу\w{1,3} (?:до|по) ", re.IGNORECASE)
_SUBPOINTS = re.compile(r"подпункт\w{0,3} ((?:[\"«“][а-я][\"»”](?:, | и )?){1,12}) ?(?:пункта (\d{1,2}))?", re.IGNORECASE)
_HS = re.compile(r"(?<![\d.,№])(?<!№ )(?<!N )(\d{4} \d{2}(?: \d{3}(?: \d)?| \d{2})?|\d{6,10}|(?<=[\"«])\d{4}(?= [А-Я]))(?![\d.,])")
_PARTLY = re.compile(r"в части|в отношении|частично")
_CONFIDENCE = {"impose": 0.8, "exclude": 0.75, "suspend": 0.8, "resume": 0.75, "exempt": 0.7, "suspend_act": 0.7, "redate": 0.6, "add": 0.6}
_SIMPLE = {"exclude": "narrow", "resume": "resume", "exempt": "exempt", "add": "expand", "reword": "other"}
MAX_QUOTE = 1_200


def read(plain: Plain, given: str, page_date: date | None) -> ActReading:
    """Read one Russian act."""
    text = plain.text
    points, annexes = ru_parts.split(text)
    signed = ru_parts.signed(text)
    start = ru_parts.in_force(text, signed, page_date)
    reader = _Reader(start, signed, ru_parts.regime_of(text, signed), plain, given, _term(text))
    for point in points[:MAX_PARTS]:
        reader.point(point)
    for point in annexes[:MAX_PARTS]:
        reader.products(point)
    return ActReading(
        kind=next((k for k, p in lexicon.ordered("ru", "kinds") if p.search(ru_parts.close_up(text[:3_000]))), "act"),
        title=ru_parts.title_of(text),
        number=ru_parts.number_of(text),
        sender="RU",
        signed_on=signed,
        published_on=page_date,
        in_force_on=start,
        actions=tuple(sorted(reader.actions, key=lambda a: a.start)),
        unread=tuple(reader.lost),
        signals=(*plain.signals, "many_parts") if max(len(points), len(annexes)) > MAX_PARTS else plain.signals,
    )


class _Reader:
    """Holds the rows found so far."""

    def __init__(self, start: date | None, signed: date | None, base: dict[str, Any], plain: Plain, given: str, term: date | None) -> None:
        self.start, self.signed, self.base, self.plain, self.given = start, signed or start, base, plain, given
        self.actions: list[ActAction] = []
        self.lost: list[Unread] = []
        self.amending = False
        self.term = term

    def point(self, point: Point) -> None:
        """One point of the act."""
        words = point.words
        verb = next((label for label, pattern in lexicon.ordered("ru", "verbs") if pattern.search(words[:4_000])), "")
        measures = self._measures(words)
        self.amending = self.amending or verb == "amend"
        if verb == "exempt" and not measures and len({a.measure for a in self.actions}) == 1:
            measures = [self.actions[0].measure]  # spares from the one ban of the act
        if not verb and self.actions and re.match(r"[\"«]?\d{4}\b", words) and _codes(words):
            self.products(point)
        elif verb in ("force", "amend", "") or not (self.base["regime"] or measures):
            if not verb and (self.amending or self.base["regime"]) and not point.procedural:
                self._unread(point, "no rule for this point")
        elif verb == "repeal":
            self._repeal(point, measures)
        elif measures:
            for measure in measures:
                self._add(self._action_of(verb, words, measure), measure, point, f"ru.{verb}", _CONFIDENCE.get(verb, 0.5))
        elif not point.procedural:
            self._unread(point, f"`{verb}` without a known measure")

    def _action_of(self, verb: str, words: str, measure: str) -> str:
        """Action of a verb; suspending something is a sanction where the measure consists in it, and ends when that is suspended."""
        suspension = measure.endswith("_suspension")
        if verb == "redate":
            return "extend" if next(dates.find(words, "ru"), None) else "other"
        if verb == "suspend_act":
            return "suspend" if not suspension else "narrow" if _PARTLY.search(words) else "resume"
        if verb == "suspend" or (verb == "impose" and suspension):
            return "suspend"
        if verb == "impose":
            return "expand" if self.amending else "impose"
        return _SIMPLE.get(verb, "other")

    def _measures(self, words: str) -> list[str]:
        """Measures by the points of the base act that are named, or by words; a power to ban is a framework."""
        table = self.base.get("points", {})
        sub = _SUBPOINTS.search(words)
        named = [f"{sub[2] or ''}{letter}" for letter in re.findall(r"[\"«“]([а-я])[\"»”]", sub[1])] if sub else []
        if any(n in table for n in named):
            return [str(table[n]) for n in named if n in table]
        found = next((m for m, pattern in lexicon.ordered("ru", "measures") if pattern.search(words[:4_000])), "")
        framework = bool(lexicon.compiled("ru", "framework").search(words))
        if found == "import_ban" and framework:
            return ["import_ban_framework"]
        if found == "services_ban_framework" and not framework and "перечн" not in words:
            return ["services_ban"]
        if not found and "мер" in words and lexicon.compiled("ru", "verbs", "redate").search(words):  # `мер, предусмотренных Указом № 560`
            return [str(m) for base in ru_parts.bases_named(words)[:1] for m in base["measures"]]
        return [found] if found else []

    def _repeal(self, point: Point, measures: list[str]) -> None:
        """Acts or points repealed: every measure of a base act that is named, or the measures of the points."""
        bases = ru_parts.bases_named(point.words)
        partly = bool(re.search(r"подпункт|абзац|(?<!под)пункт", point.words))
        if measures and (partly or not bases):
            for measure in measures:
                self._add("lift", measure, point, "ru.repeal", 0.8)
        elif bases and not partly:
            for base in bases:
                for measure in base["measures"]:
                    self._add("lift", measure, point, "ru.repeal", 0.85, regime=base["regime"])
        else:
            self._unread(point, "repeals an act or a point that is not in the table")

    def products(self, point: Point) -> None:
        """A product list fills the ban, quota or change that refers to it; a list nothing refers to is unread."""
        codes = _codes(point.words)
        if not codes:
            return
        for i, action in reversed(list(enumerate(self.actions))):
            if (
                action.measure in ("import_ban", "import_quota", "export_ban")
                and action.action in ("impose", "expand", "narrow", "lift")
                and not action.all_names
            ):
                self.actions[i] = replace(action, subject_kind="product", count=len(codes), all_names=codes)
                return
        if self.base["regime"]:
            self._unread(point, "a product list that no point refers to")

    def _add(self, action: str, measure: str, point: Point, rule: str, confidence: float, regime: str = "") -> None:
        codes = _codes(point.words) if "import" in measure or "export" in measure else ()
        start, end = self.plain.span(point.start, min(point.end, point.start + MAX_QUOTE))
        effective, expires = _days(point.words, self.start, self.signed)
        if action in ("impose", "extend", "expand"):
            expires = expires or _after_years(point.words, effective) or self.term
        self.actions.append(
            ActAction(
                action=action,
                regime=regime or self.base["regime"] or "ru-unknown",
                measure=measure,
                subject_kind="product" if codes else "other",
                article=point.label,
                quote=self.given[start:end],
                start=start,
                end=end,
                rule=rule,
                confidence=confidence,
                count=len(codes) or None,
                all_names=codes,
                effective_on=effective,
                expires_on=expires,
            )
        )

    def _unread(self, point: Point, reason: str) -> None:
        start, end = self.plain.span(point.start, min(point.end, point.start + MAX_QUOTE))
        self.lost.append(Unread(self.given[start:end], start, end, reason))


def _codes(words: str) -> tuple[str, ...]:
    """HS codes of a passage: `0702 00 000` -> `hs:070200000`."""
    return tuple(dict.fromkeys("hs:" + m[1].replace(" ", "") for m in _HS.finditer(words)))


def _days(words: str, start: date | None, signed: date | None) -> tuple[date | None, date | None]:
    """First and last day a point gives itself: `с 1 января 2016 г.`, `до 31 декабря 2018 г.`."""
    effective, expires = start, None
    for found in dates.find(words, "ru"):
        before = words[max(0, found.start - 14) : found.start]
        if _FROM.search(before) and (signed is None or found.day >= signed) and effective == start:
            effective = found.day
        elif _UNTIL.search(before):
            expires = found.day
    return effective, expires


def _after_years(words: str, start: date | None) -> date | None:
    """The last day of a term in years: the same day and month (Civil Code of Russia, article 192)."""
    match = _TERM.search(words)
    years = dates.number(match[1], "ru") if match else None
    if start is None or years is None or start.year + years > date.max.year:
        return None
    return start.replace(year=start.year + years, day=28 if (start.month, start.day) == (2, 29) else start.day)


def _term(text: str) -> date | None:
    """The last day of the whole act: `вступает в силу с ... и действует до 1 июля 2023 г.`."""
    words = ru_parts.close_up(text[:200_000])
    match = _WHOLE_TERM.search(words)
    return dates.first(words[match.end() : match.end() + 40], "ru") if match else None
