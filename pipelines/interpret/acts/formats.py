"""Formex, XHTML, HTML, Markdown and plain text to words with offsets into the text as given.

What belongs here: markup, entities, invisible characters, and the bounds on hostile input. What does not: the drafting
of acts. Nothing here parses XML: tags are found by one linear scan, so no entity is ever expanded and no nesting can
exhaust the stack.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import islice, pairwise

#: What can be wrong with a text; every name may stand in `ActReading.signals`.
SIGNALS: dict[str, str] = {
    "too_long": "longer than MAX_CHARS; the rest was not read",
    "long_line": "a line longer than MAX_LINE was cut into pieces",
    "control_characters": "control characters were read as blanks",
    "invisible_characters": "zero-width or direction characters were left out",
    "broken_markup": "a tag does not close within MAX_TAG characters and was read as words",
    "many_tags": "more than MAX_TAGS tags; the rest was not read",
    "many_lines": "more than MAX_LINES lines; the rest was not read",
    "many_parts": "more than MAX_PARTS instructions, points or sections; the rest is unread",
    "empty": "no words at all",
    "no_act": "nothing in the text looks like a legal act of a known sender",
}
MAX_CHARS = 2_000_000
MAX_LINE = 20_000
MAX_TAG = 4_000
MAX_TAGS = 200_000
MAX_LINES = 50_000
MAX_PARTS = 4_000

_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_BLANKS = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000\t\v\f\u2028\u2029\u0085"
_CONTROL = {chr(c): " " for c in range(32) if chr(c) not in "\n\t\v\f"} | {"\x7f": " "}
_ODD = re.compile("[" + re.escape(_INVISIBLE + "".join(_CONTROL)) + "]")
_TABLE = str.maketrans({**dict.fromkeys(_BLANKS, " "), **_CONTROL})
_MARKUP = re.compile(r"<(?:\?xml|!DOCTYPE|html|ACT|LEXP|body|div|p|P|CONS\.ACT|CORR|GENERAL|table|TI\.ART)\b")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_TAG_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9.:_-]{0,40})")
_QUOTE_CODE = re.compile(r'CODE="([0-9A-Fa-f]{4})"')
_HTML_BREAKS = frozenset({"p", "div", "br", "tr", "li", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6", "hr"})
_BREAKS = _HTML_BREAKS | {
    "title",
    "blockquote",
    "pre",
    "dt",
    "dd",
    "section",
    "article",
    "ti",
    "sti.art",
    "ti.art",
    "np",
    "txt",
    "item",
    "list",
    "alinea",
    "parag",
    "annex",
    "consid",
    "visa",
    "row",
    "preamble.final",
}
_SKIPPED = frozenset(["script", "style", "head", "note", "bib.instance", "doc.ref.annex"])


@dataclass(frozen=True)
class Plain:
    """Words without markup, and where each stretch of them stands in the text as given."""

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]
    signals: tuple[str, ...]

    def origin(self, at: int) -> int:
        """Where the character at `at` stands in the text as given."""
        index = bisect_right(self.starts, at) - 1
        return self.origins[index] + (at - self.starts[index]) if index >= 0 else at

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A span of the words as a span of the text as given."""
        return self.origin(start), self.origin(max(start, end - 1)) + 1


class _Out:
    """Collects stretches of words with their origins."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.starts: list[int] = []
        self.origins: list[int] = []
        self.length = 0
        self.signals: dict[str, None] = {}
        self.in_cell = False

    def add(self, words: str, origin: int) -> None:
        """Add words that stand unchanged at `origin`; invisible characters split the stretch."""
        at = 0
        for match in _ODD.finditer(words):
            control = match[0] in _CONTROL
            self.signals["control_characters" if control else "invisible_characters"] = None
            if not control:
                self._put(words[at : match.start()], origin + at)
                at = match.end()
        self._put(words[at:], origin + at)

    def _put(self, words: str, origin: int) -> None:
        if words:
            self.parts.append(words.translate(_TABLE))
            self.starts.append(self.length)
            self.origins.append(origin)
            self.length += len(words)

    def last(self) -> str:
        """The last character so far."""
        return self.parts[-1][-1] if self.parts else "\n"


def is_markup(text: str) -> bool:
    """Whether the text is Formex, XHTML or HTML rather than words."""
    return bool(_MARKUP.search(text[:20_000]))


def to_plain(text: str) -> Plain:
    """Words of an act in any of its formats, in one linear pass."""
    out = _Out()
    if len(text) > MAX_CHARS:
        out.signals["too_long"] = None
        text = text[:MAX_CHARS]
    if is_markup(text):
        _markup(text, out)
    else:
        _words(text.replace("\r", " "), 0, out)
    plain = "".join(out.parts)
    if not plain.strip():
        out.signals["empty"] = None
    return Plain(_cut_lines(_first_lines(plain, out), out), tuple(out.starts), tuple(out.origins), tuple(out.signals))


def _first_lines(plain: str, out: _Out) -> str:
    """The first MAX_LINES lines: every line costs a dozen scans, so their number bounds the time."""
    last = next(islice(re.finditer("\n", plain), MAX_LINES, None), None)
    if last is None:
        return plain
    out.signals["many_lines"] = None
    return plain[: last.start()]


def _words(text: str, origin: int, out: _Out) -> None:
    """Words with entities decoded; each decoded entity starts a new stretch."""
    at = 0
    for match in _ENTITY.finditer(text):
        decoded = html.unescape(match[0])
        if len(decoded) != 1:
            continue
        out.add(text[at : match.start()], origin + at)
        out.add(decoded, origin + match.start())
        at = match.end()
    out.add(text[at:], origin + at)


def _markup(text: str, out: _Out) -> None:
    """Walk tag by tag: block tags become line ends, cells bars, notes and heads nothing."""
    at = tags = 0
    skipping = ""
    while at < len(text):
        opening = text.find("<", at)
        if opening < 0:
            opening = len(text)
        if opening > at and not skipping:
            _words(re.sub(r"[\r\n]", " ", text[at:opening]), at, out)
        if opening >= len(text):
            return
        at, name, tag = _tag(text, opening, out)
        tags += 1
        if tags > MAX_TAGS:
            out.signals["many_tags"] = None
            return
        if skipping:
            skipping = "" if tag.startswith("</") and name == skipping else skipping
        elif name in _SKIPPED and not tag.startswith("</") and not tag.endswith("/>"):
            skipping = name
        elif name:
            _place(name, tag, opening, out)


def _tag(text: str, opening: int, out: _Out) -> tuple[int, str, str]:
    """Where the tag ends, its lower-case name, and the tag. A `<` that closes nowhere near is a word."""
    if text.startswith("<!--", opening):
        end = text.find("-->", opening)
        return (end + 3 if end >= 0 else len(text)), "", ""
    end = text.find(">", opening, opening + MAX_TAG)
    named = _TAG_NAME.match(text, opening)
    if end < 0 or (named is None and not text.startswith(("<!", "<?"), opening)):
        out.signals["broken_markup"] = None
        out.add("<", opening)
        return opening + 1, "", ""
    return end + 1, named[1].lower() if named else "", text[opening : end + 1]


def _place(name: str, tag: str, origin: int, out: _Out) -> None:
    """What a tag adds to the words: line ends for blocks, bars for cells, quotation marks for Formex quotes."""
    closing = tag.startswith("</")
    if name in ("quot.start", "quot.end"):
        code = _QUOTE_CODE.search(tag)
        out.add(chr(int(code[1], 16)) if code else "'", origin)
    elif name == "cell" or (name == "p" and not closing and "tbl" in tag):
        out.in_cell = not closing
        if not closing:
            out.add(" | ", origin)
    elif out.in_cell and name == "p":
        out.in_cell = out.in_cell and not closing
    elif (name in _BREAKS or name.startswith("gr.")) and out.last() != "\n":
        out.add("\n", origin)


def _cut_lines(plain: str, out: _Out) -> str:
    """Turn a blank into a line end where a line is longer than MAX_LINE, so that every later scan is bounded."""
    ends = [-1, *(m.start() for m in re.finditer("\n", plain)), len(plain)]
    if all(b - a <= MAX_LINE for a, b in pairwise(ends)):
        return plain
    out.signals["long_line"] = None
    chars = list(plain)
    for start, end in pairwise(ends):
        at = start + 1
        while end - at > MAX_LINE:
            blank = plain.rfind(" ", at + 1, at + MAX_LINE)
            at = blank if blank > 0 else at + MAX_LINE
            chars[at] = "\n"
            at += 1
    return "".join(chars)
