"""Nameless: mentions of a state in which nobody stands for it (`pro-A`, `A-born`, the place of a report).

What belongs here: words right around a mention that take it out of the sentence. What does not: joining mentions to actors
(`sentence.py`).
"""

from __future__ import annotations

from pipelines.interpret.statements.lexicon import Mention, is_member
from pipelines.interpret.statements.tokens import Token


def nameless(tokens: list[Token], mentions: list[Mention], mention: Mention) -> bool:
    """Whether a mention stands for nobody."""
    if behind_pro(tokens, mention) or dateline(tokens, mention):
        return True
    if mention.role not in ("name", "adjective"):
        return False
    return _origin(tokens, mentions, mention) or _on_visit(tokens, mention)


def meant(tokens: list[Token], mentions: list[Mention], mention: Mention) -> Mention:
    """The mention, or as one of the EU where a member speaks for its union."""
    named = mention.role in ("name", "adjective")
    return mention._replace(code="EU") if named and _voice_of_union(tokens, mentions, mention) else mention


def dateline(tokens: list[Token], mention: Mention) -> bool:
    """`KYIV - `, `CAIRO, July 5 - `: where a report was written."""
    capitals = all(t.text.isalpha() and t.text.isupper() and len(t.text) > 3 for t in tokens[: mention.end])
    if mention.start or mention.role != "name" or not capitals:
        return False
    if mention.code in ("US", "EU", "GB", "RU", "CN", "TR"):
        return False  # the capitals of those who impose sanctions say whose news it is
    dash = next((i for i in range(mention.end, min(mention.end + 6, len(tokens))) if tokens[i].text in "-–—"), None)
    return dash is not None and (dash == mention.end or tokens[mention.end].text in ",(")


def behind_pro(tokens: list[Token], mention: Mention) -> bool:
    """`pro-Russian` and the like name nobody."""
    i = mention.start
    return i >= 2 and tokens[i - 1].text == "-" and tokens[i - 2].low in ("pro", "anti", "про", "ex", "non", "prorysk")


def _origin(tokens: list[Token], mentions: list[Mention], mention: Mention) -> bool:
    """`an A-born general of B`: where two other states are named, not whom it is about."""
    at = mention.end
    if at + 1 >= len(tokens) or tokens[at].text != "-" or tokens[at + 1].low not in _ORIGINS:
        return False
    return len({m.code for m in mentions if m.code and m is not mention} - {mention.code}) > 1


_ORIGINS = frozenset({"born", "educated", "trained", "speaking", "style"})


def _voice_of_union(tokens: list[Token], mentions: list[Mention], mention: Mention) -> bool:
    """`on behalf of the EU, A's minister`, `the A EU presidency`: the member speaks for its union."""
    if not is_member(mention.code, "EU", None):
        return False
    behind = next((m for m in mentions if m.start == mention.end and m.code == "EU"), None)
    presidency = behind is not None and any(t.low == "presidency" for t in tokens[behind.start : behind.end + 1])
    before = tokens[max(mention.start - 8, 0) : mention.start]
    spoken = [t.low for t in before[:-1]] if before and before[-1].text == "," else []
    union = any(m.code == "EU" and m.end == mention.start - 1 for m in mentions)
    return presidency or (union and "behalf" in spoken)


def _on_visit(tokens: list[Token], mention: Mention) -> bool:
    """`A's minister, visiting B, said`: of a state that others do not punish, only where he was."""
    low = tokens[mention.start - 1].low if mention.start else ""
    behind = tokens[mention.end].text if mention.end < len(tokens) else ""
    aside = low in ("visiting", "touring") and tokens[mention.start - 2].text == "," and behind == ","
    return aside and (mention.code in ("US", "EU", "GB", "CA", "AU", "JP", "UA") or is_member(mention.code, "EU", None))
