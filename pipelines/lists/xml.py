"""Reading XML lists entry by entry, without building the tree of a whole file.

What belongs here: what all XML formats share: the guarded stream, texts by local name, dates. What does not: any format's own fields.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO

from lxml import etree

from pipelines.lists.fields import local
from pipelines.sources.guards import Refused


def entities(content: bytes, *names: str) -> Iterator[etree._Element]:
    """Elements of these local names, each complete, and emptied once the next one is asked for.

    Raises `Refused` where the file has a document type (an attack, or no list), or breaks off.
    """
    if b"<!DOCTYPE" in content[:4096] or b"<!ENTITY" in content[:4096]:
        raise Refused("a document type in the file: no list has one, and it may be an attack")
    tags = tuple(f"{{*}}{name}" for name in names)
    try:
        for _, element in etree.iterparse(
            BytesIO(content), events=("end",), tag=tags, resolve_entities=False, no_network=True, huge_tree=True
        ):
            yield element
            element.clear()
            while (parent := element.getparent()) is not None and element.getprevious() is not None:
                del parent[0]
    except etree.XMLSyntaxError as error:
        raise Refused(f"breaks off, or is no XML: {error.msg}") from error


def root_name(content: bytes) -> str | None:
    """Local name of the root element, or None where the bytes are no XML."""
    try:
        for _, element in etree.iterparse(BytesIO(content[:65536]), events=("start",), resolve_entities=False, no_network=True):
            return local(element.tag)
    except etree.XMLSyntaxError:
        return None
    return None


def text(element: etree._Element | None, path: str) -> str:
    """Text of the first element at a path of local names, without blanks around it; empty where there is none."""
    for found in every(element, path):
        return (found.text or "").strip()
    return ""


def every(element: etree._Element | None, path: str) -> Iterator[etree._Element]:
    """All elements at a path of local names."""
    if element is None:
        return
    step, _, rest = path.partition("/")
    for child in element:
        if isinstance(child.tag, str) and local(child.tag) == step:
            if rest:
                yield from every(child, rest)
            else:
                yield child


def day(value: str, *forms: str) -> date | None:
    """A day in one of the given forms (ISO if none), or None."""
    for form in forms or ("%Y-%m-%d",):
        try:
            return datetime.strptime(value.strip()[:10], form).date()
        except ValueError:
            continue
    return None
