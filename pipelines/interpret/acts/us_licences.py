"""Reading OFAC licences, directives and determinations.

What belongs here: their formulas. What does not: names on lists (`us_ofac.py`), orders (`us.py`).
"""

from __future__ import annotations

import re
from datetime import date

from pipelines.interpret.acts import dates, lexicon
from pipelines.interpret.acts.us_parts import Found, effective, order_facts, orders_named, paragraphs

_NUMBER = re.compile(r"GENERAL LICENSE (?:NO\. ?|NUMBER )?(\d{1,3}[A-Z]{0,2})\b", re.IGNORECASE)
_REPLACED = re.compile(
    r"General License (?:No\. ?)?(\d{1,3}[A-Z]{0,2}),?(?: dated [^,]{3,20}, \d{4},?| which was issued [^,]{1,40}, \d{4},?)?"
    r" (?:is|was) (?:hereby )?(replaced and superseded|revoked|superseded)",
    re.IGNORECASE,
)
_AUTHORIZED = re.compile(r"\b(?:is|are) (?:hereby )?authorized\b", re.IGNORECASE)
_THROUGH = re.compile(
    r"(?:through|until|prior to|on or before|before)(?: 12:01 [ap]\.?m\.?,? eastern (?:standard|daylight)? ?time,?(?: on)?)?\s{1,3}$",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"(?m)^[ ]{0,60}(?:Dated|Date|DATED|Issued|Issuance date|Release Date|Effective date)\s{0,3}:?\s{0,8}|THE WHITE HOUSE,?\s{0,60}"
)
_ALONE = re.compile(r"(?m)^[ ]{0,60}([A-Z][a-z]{2,8} \d{1,2}, \d{4})\.?[ ]{0,20}$")
_SLASHED = re.compile(r"\s{0,8}(\d{2})/(\d{2})/(\d{4})")
_HEADED = re.compile(
    r"(?:Executive Order|EXECUTIVE ORDER|E\.O\.|Notice|Proclamation|Memorandum)(?: (?:No\. )?\d{4,5})? of ([A-Z][a-z]{2,8} \d{1,2}, \d{4})"
)
_SCOPE = re.compile(r"(?m)^\s{0,12}(?:Authorizing|Authorization of|Authorizes)\b[^\n]{5,400}")
_DIRECTIVE = re.compile(r"DIRECTIVE (\d[A-Z]?)\b[^\n]{0,120}?UNDER\s{1,3}EXECUTIVE ORDER (?:OF [^\n]{5,40}|(\d{5}))", re.IGNORECASE)
_AMENDED = re.compile(r"\b(?:as amended|as further amended|replaced and superseded|supersedes|amended)\b", re.IGNORECASE)


def signed(text: str) -> date | None:
    """The day a US act was signed or issued: after `Dated:`, `Issued:` or the White House line, in its heading, or alone on a line."""
    for match in _SIGNED.finditer(text):
        after = text[match.end() : match.end() + 40]
        slashed = _SLASHED.match(after)
        day = dates.first(f"{slashed[3]}-{slashed[1]}-{slashed[2]}") if slashed else dates.first(after)
        if day:
            return day
    other = _HEADED.search(text[:2_000]) or _ALONE.search(text)
    return dates.first(other[1]) if other else None


def licence(text: str) -> list[Found]:
    """A general licence: its number, what it lets pass, until when, and which licence it replaces."""
    number = _NUMBER.search(text)
    if not number:
        return []
    own = number[1].upper()
    named = orders_named(text[:8_000])
    regime = order_facts(next((o for o in named if o in lexicon.words("us")["orders"]), ""))[0]
    replaced = [m for m in _REPLACED.finditer(text) if m[1].upper() != own]
    scope = _SCOPE.search(text)
    rows: list[Found] = []
    for start, end, words in paragraphs(text):
        if _AUTHORIZED.search(words) and "does not authorize" not in words[:80].lower() and "not authorized" not in words:
            row = Found(
                "exempt_extend" if any(m[2].lower() != "revoked" for m in replaced) else "exempt",
                regime,
                "authorisation",
                start,
                end,
                "us.licence",
                0.9,
            )
            row.expires_on = _last_day(words)
            row.article = f"General License {own}"
            rows.append(row)
            break
    for row in rows:
        row.number, row.replaces = own, replaced[0][1].upper() if replaced else ""
        row.detail = " ".join(scope[0].split())[:400] if scope else ""
        row.effective_on = effective(text[: row.end + 3_000])
    for match in replaced:
        if match[2].lower() == "revoked":
            rows.append(
                Found(
                    "exempt_end",
                    regime,
                    "authorisation",
                    match.start(),
                    match.end(),
                    "us.licence_revoked",
                    0.85,
                    f"General License {own}",
                    own,
                    match[1].upper(),
                )
            )
    return rows


def _last_day(words: str) -> date | None:
    for found in dates.find(words):
        if _THROUGH.search(words[max(0, found.start - 70) : found.start]):
            return found.day
    return None


def directive(text: str) -> list[Found]:
    """A directive under an order: the measure its prohibitions carry."""
    head = _DIRECTIVE.search(text)
    named = orders_named(text[:6_000])
    order = (head[2] if head else None) or (named[0] if named else "")
    changed = bool(_AMENDED.search(text[:1_500]))
    for start, end, words in paragraphs(text):
        if lexicon.compiled("us", "verbs", "prohibit").search(words) or re.search(r"following activities", words):
            body = text[start : start + 3_000]
            for measure, pattern in lexicon.ordered("us", "directives"):
                if pattern.search(body):
                    row = Found("expand" if changed else "impose", order_facts(order)[0], measure, start, end, "us.directive", 0.85)
                    row.number = f"Directive {head[1]}" if head else "Directive"
                    row.article, row.subject_kind = row.number, "entity"
                    row.effective_on = effective(text)
                    return [row]
    return []


def determination(text: str) -> list[Found]:
    """A determination that brings a sector or a kind of service under an order."""
    named = orders_named(text[:6_000])
    order = named[0] if named else ""
    for start, end, words in paragraphs(text):
        if re.search(r"(?i)(?:I|we)?\s?(?:hereby )?determine[ds]?\b|shall apply to", words) and re.search(
            r"(?i)prohibition|sector|shall apply|section 1", words
        ):
            price = re.search(r"(?i)price cap|maximum price|per barrel", text)
            services = re.search(r"(?i)\bservices?\b", words) and not re.search(r"(?i)financial services sector", words)
            imports = re.search(r"(?i)\bimport", words)
            measure = "price_cap" if price else "import_ban" if imports else "services_ban" if services else "asset_freeze"
            row = Found(
                "expand" if measure == "asset_freeze" else "impose", order_facts(order)[0], measure, start, end, "us.determination", 0.75
            )
            row.number, row.article, row.effective_on = f"EO {order}", "determination", effective(text)
            row.subject_kind = "other" if measure != "asset_freeze" else "group"
            return [row]
    return []
