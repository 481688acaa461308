"""Read YAML as plain text with line numbers.

What belongs here: turning a YAML file into dicts, lists and strings without guessing types (`NO` stays `NO`, dates stay text).
What does not: what the keys mean.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from pipelines.errors import RegisterUnreadable

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Mapping(dict[str, Any]):
    """A YAML mapping that remembers the line it starts on, and the line of each key."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}


def read(path: Path, name: str) -> Mapping:
    """Read one YAML file whose root is a mapping.

    Scalars come back as stripped strings, empty ones as None. Raises `RegisterUnreadable` with file and line where the
    text is no YAML, is not UTF-8, repeats a key or has no mapping at its root.
    """
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"{name}:{mark.line + 1}" if mark else name
        raise RegisterUnreadable(f"{place}: not readable as YAML: {error.problem}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise RegisterUnreadable(f"{name}: not readable as YAML: {error}") from error
    if not isinstance(node, yaml.MappingNode):
        raise RegisterUnreadable(f"{name}: a register file starts with keys such as `regime:`, this one does not")
    return _mapping(node, name)


def _value(node: yaml.Node, name: str) -> Any:
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, name)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, name) for item in node.value]
    return str(node.value).strip() or None


def _mapping(node: yaml.MappingNode, name: str) -> Mapping:
    mapping = Mapping(node.start_mark.line + 1)
    for key_node, value_node in node.value:
        key = str(key_node.value)
        line = key_node.start_mark.line + 1
        if key in mapping:
            raise RegisterUnreadable(f"{name}:{line}: key `{key}` stands twice in one block")
        mapping[key] = _value(value_node, name)
        mapping.lines[key] = line
    return mapping
