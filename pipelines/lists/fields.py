"""Which fields of each format are taken and which are named as left aside: no field of a list goes unnoticed.

What belongs here: reading `fields/<format>.yaml` and comparing a file with it. What does not: reading values. A field that stands in
neither list raises the signal `unknown_field`; the file is taken all the same, because what is known of it is still true.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from lxml import etree

from pipelines.lists.records import Signals

HERE = Path(__file__).parent / "fields"


class Fields:
    """The fields of the formats, each from its own file."""

    def columns(self, format_: str) -> tuple[str, ...]:
        """Columns of a delimited format, taken or left aside, in their order where the format has no header."""
        return tuple(_facts(format_)["columns"])

    def compare_header(self, format_: str, header: Iterable[str], signals: Signals) -> None:
        """Signal every column that nobody described."""
        known = set(self.columns(format_))
        for column in header:
            if column not in known:
                signals.add("unknown_field", f"{format_}: {column}")

    def tree(self, format_: str) -> Tree:
        """The described elements and attributes of an XML format."""
        return Tree(format_, _facts(format_))


class Tree:
    """Elements and attributes of one XML format; compares whole elements with what is described."""

    def __init__(self, format_: str, facts: Mapping[str, Any]) -> None:
        self._format = format_
        self._taken = frozenset(facts["taken"])
        self._aside = {path: frozenset(names.split()) for group in facts["left_aside"] for path, names in group["fields"].items()}
        self._nodes: dict[str, _Node] = {}

    @property
    def names(self) -> frozenset[str]:
        """All element names of the format, wherever they stand (for streams, where paths would cost too much)."""
        steps = {step for path in (*self._taken, *self._aside) for step in path.split("/")}
        held = {name for names in self._aside.values() for name in names}
        return frozenset(name for name in steps | held if not name.startswith("@"))

    def account(self, element: etree._Element, path: str, signals: Signals) -> None:
        """Signal every element and attribute below `element` (at `path`) that nobody described."""
        node = self._nodes.setdefault(path, _Node(path))
        self._walk(element, node, signals)

    def _walk(self, element: etree._Element, node: _Node, signals: Signals) -> None:
        for name in element.keys():  # noqa: SIM118 - an lxml element is no mapping
            if not self._known(node, "@" + local(name)):
                signals.add("unknown_field", f"{self._format}: {node.path}/@{local(name)}")
        for child in element:
            tag = child.tag
            if not isinstance(tag, str):
                continue
            step = node.steps.get(tag)
            if step is None:
                step = node.steps[tag] = _Node(f"{node.path}/{local(tag)}".lstrip("/"))
                step.is_known = self._known(node, local(tag))
            if not step.is_known:
                signals.add("unknown_field", f"{self._format}: {step.path}")
            elif len(child) or child.attrib:
                self._walk(child, step, signals)

    def _known(self, node: _Node, name: str) -> bool:
        if name not in node.names:
            path = f"{node.path}/{name}".lstrip("/")
            node.names[name] = path in self._taken or path in self._aside or self._is_held(path, name)
        return node.names[name]

    def _is_held(self, path: str, name: str) -> bool:
        parts = path.split("/")
        return any(name in self._aside.get("/".join(parts[:depth]), ()) for depth in range(1, len(parts)))


class _Node:
    __slots__ = ("is_known", "names", "path", "steps")

    def __init__(self, path: str) -> None:
        self.path = path
        self.is_known = True
        self.steps: dict[str, _Node] = {}
        self.names: dict[str, bool] = {}


@cache
def local(tag: str) -> str:
    """A name without its namespace: namespaces of these lists changed, names did not."""
    return tag.rpartition("}")[2]


@cache
def _facts(format_: str) -> dict[str, Any]:
    facts: dict[str, Any] = yaml.safe_load((HERE / f"{format_}.yaml").read_text(encoding="utf-8"))
    return facts
