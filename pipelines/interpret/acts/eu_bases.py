"""Base acts of the EU: which regime an act belongs to, and what its articles and annexes are about.

What belongs here: looking up the table `lexicons/acts_eu.yaml` and reading numbers of acts out of words. What does not:
any number of an act or of an article, which is data.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from pipelines.interpret.acts import lexicon

_ACT = re.compile(
    r"(?P<kind>Regulations?|Decisions?)\s{0,3}(?:\((?:EU|EC|EEC|CFSP)(?:, Euratom)?\)\s{0,3})?(?:No\.?\s{0,3})?"
    r"(?P<number>\d{1,4}/\d{2,4})(?:/CFSP)?",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"\bArticles?\s{1,3}(\d{1,3}[a-z]{0,4})\b")
_ARTICLES = re.compile(
    r"\bArticles?\s{1,3}(\d{1,3}[a-z]{0,4}(?:\(\w{1,3}\))?(?:(?:\s{0,2},\s{0,2}|\s{1,2}(?:and|or|to)\s{1,2})\d{1,3}[a-z]{0,4}(?:\(\w{1,3}\))?){0,20})"
)
_PARAGRAPHS = re.compile(
    r"\bparagraphs?\s{1,3}(\d{1,3}[a-z]{0,3}(?:(?:\s{0,2},\s{0,2}|\s{1,2}(?:and|or|to)\s{1,2})\d{1,3}[a-z]{0,3}){0,20})"
)
_ROMAN = r"[IVXLC]{1,8}[A-Za-z]?"
_ANNEX = re.compile(
    rf"\b[Aa]nnex(?:es)?\s{{1,3}}[‘']?((?>{_ROMAN}(?:(?:\s{{0,2}},\s{{0,2}}(?:and\s)?|\s{{1,2}}(?:and|or)\s{{1,2}}){_ROMAN}){{0,20}}))"
    r"\b(?!\s{1,3}(?:to|of)\s{1,3}this)"
)
_BARE_ANNEX = re.compile(r"\b(?:[Tt]he|in) Annex(?:\s{1,3}(?:to|of)\s{1,3}(?!this)|,?\s{1,3}is\b|\s{1,3}thereto)")
_OWN_ANNEX = re.compile(
    rf"\b[Aa]nnex(?:es)?(?:\s{{1,3}}({_ROMAN}(?:\s{{1,2}}and\s{{1,2}}{_ROMAN})?))?\s{{1,3}}(?:to|of|hereto)\s{{1,3}}(?:this)?"
)


@dataclass(frozen=True)
class Base:
    """One base act."""

    number: str
    regime: str
    measure: str
    listing: tuple[str, ...] = ()
    renewal: tuple[str, ...] = ()
    territories: tuple[str, ...] = ()
    criteria: frozenset[str] = frozenset()
    derogations: frozenset[str] = frozenset()
    sparing: Mapping[str, list[int]] = field(default_factory=dict)
    articles: Mapping[str, str] = field(default_factory=dict)
    annexes: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def article_measure(self, article: str) -> str:
        """Measure of an article of the closed list, `<word>` for one that moves nothing, or nothing."""
        spared = self.measure if article in self.derogations and self.measure != "multiple" else ""
        return self.articles.get(article, spared)

    def annex(self, label: str) -> tuple[str, str]:
        """What an annex is, and its measure."""
        return self.annexes.get(label, ("", ""))


@lru_cache
def _table() -> dict[str, Base]:
    table = {}
    for row in lexicon.words("eu")["bases"]:
        for number in row["numbers"]:
            table[number] = Base(
                number=number,
                regime=row["regime"],
                measure=row["measure"],
                listing=tuple(row.get("listing", [row["measure"]])),
                renewal=tuple(row.get("renewal", [row["measure"]])),
                territories=tuple(row.get("territories", [])),
                criteria=frozenset(row.get("criteria", [])),
                derogations=frozenset(row.get("derogations", [])),
                sparing=row.get("sparing", {}),
                articles=row.get("articles", {}),
                annexes={k: (v[0], v[1]) for k, v in row.get("annexes", {}).items()},
            )
    return table


def known(number: str) -> bool:
    """Whether the table has this act."""
    return number in _table()


def base(number: str) -> Base:
    """A base act; one the table does not have gets a slug of its number and no measures."""
    found = _table().get(number)
    if found:
        return found
    first, _, second = number.partition("/")
    slug = f"eu-{first}-{second}" if number else "eu-unknown"
    return Base(number, slug, "multiple", ("multiple",), ("multiple",))


def named_in(found: Base, text: str) -> Base:
    """The same base act with only those territories that the text names."""
    return replace(found, territories=tuple(t for t in found.territories if t in text))


def numbers(text: str) -> list[str]:
    """Numbers of acts named in the words, in order."""
    return [m["number"] for m in _ACT.finditer(text)]


def regime_of_title(title: str, official_id: str | None) -> tuple[str, str]:
    """Number of the act itself and of the base act it amends or carries out (its own, if it stands alone)."""
    found = numbers(title)
    later = re.search(r"\b(?:amending|implementing|repealing|correcting|extending)\b", title)
    before = numbers(title[: later.start()]) if later else found
    own = before[0] if before else _from_celex(official_id or "")
    targets = numbers(title[later.end() :]) if later else []
    known_targets = [t for t in targets if known(t)]
    if title.startswith("Corrigendum"):
        targets = [t for t in found if known(t)] or found
        return own, targets[-1] if targets else own
    return own, (known_targets or targets or [own])[0]


def _from_celex(celex: str) -> str:
    match = re.fullmatch(r"3(\d{4})[A-Z](\d{4})", celex)
    if not match:
        return ""
    year, number = int(match[1]), int(match[2])
    return f"{year}/{number}" if year >= 2015 else f"{number}/{year}"


def first_article(text: str) -> str:
    """The first article named."""
    match = _ARTICLE.search(text)
    return match[1] if match else ""


def referred_articles(text: str) -> list[str]:
    """Articles named, in order: `Articles 2, 2a and 3(1)` -> 2, 2a, 3."""
    return [n for m in _ARTICLES.finditer(text) for n in re.findall(r"(?<![(\w])\d{1,3}[a-z]{0,4}", m[1])]


def named_paragraphs(text: str) -> list[int]:
    """Numbers of the paragraphs named, without their letters: `paragraphs 3ab, 3ac and 4` -> 3, 3, 4; `Article 5b(4)` -> 4."""
    found = [n for m in _PARAGRAPHS.finditer(text) for n in re.findall(r"\d{1,3}", m[1])]
    return [int(n) for n in found or re.findall(r"\bArticle \d{1,3}[a-z]{0,4}\((\d{1,3})[a-z]{0,3}\)", text)]


def target_annexes(text: str) -> list[str]:
    """Annexes of the base act named in an instruction; the only annex of an act is an empty label."""
    labels = [n for m in _ANNEX.finditer(text) for n in re.findall(_ROMAN, m[1]) if n not in ("C", "L") or "Annex " + n in text]
    return list(dict.fromkeys(labels)) or ([""] if _BARE_ANNEX.search(text) else [])


def own_annexes(text: str) -> list[str]:
    """Labels of the annexes of the amending act itself that an instruction points at."""
    return [
        n for m in _OWN_ANNEX.finditer(text) if "this" in m[0] or "hereto" in m[0] for n in (re.findall(_ROMAN, m[1]) if m[1] else [""])
    ]
