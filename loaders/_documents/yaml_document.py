"""YAML documents as YAML 1.2's core schema reads them: no tags that make objects, no aliases that unfold without end.

`no`, `22:22` and dates are texts. Merge keys (`<<`) are followed, for the formats of the trade use them; a name that
stands twice in one mapping is refused.
"""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import Any

import yaml

from eagraph.errors import SourceError
from eagraph.locale import Text, both
from loaders._documents.json_document import read_text, refused_at
from loaders._documents.part import Part

LARGEST_BYTES = 20_000_000
MOST_VALUES = 1_000_000
"""How many names and values a file may have when every alias is unfolded."""
DEEPEST = 200
_LONGEST_POINTER = 1_000
"""Places deeper down than this many letters tell the line of what they stand in."""
_INT = re.compile(r"[-+]?[0-9]{1,300}|0o[0-7]{1,300}|0x[0-9a-fA-F]{1,300}")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?")
_PLAIN = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip


def read_yaml(path: Path) -> list[Part]:
    """The documents of a file that hold anything, each with the lines of its values.

    Raises:
        SourceError: it is not YAML, or does what is not read here; with the line.
    """
    text = read_text(path, LARGEST_BYTES)
    found = []
    reader = _Reader(path)
    try:
        if _are_too_many(text):
            raise _refused(path, 1, _TOO_MANY)
        for node in yaml.compose_all(text, Loader=yaml.CBaseLoader):
            reader.lines, reader.tags = {}, {}
            value = reader.value(node, "", ())
            if value is not None:
                found.append(Part(value, path.name, "", reader.lines, reader.tags))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise _refused(path, line, both("not YAML: {why}.", why=error.problem or error.context)) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise _refused(path, 1, both("not YAML: {why}.", why=str(error).splitlines()[0])) from error
    return found


def _are_too_many(text: str) -> bool:
    """Are there more values than are read, aliases not counted? Told before they are made."""
    if sum(text.count(mark) for mark in "\n,:-?") < MOST_VALUES:
        return False
    made = (yaml.ScalarEvent, yaml.SequenceStartEvent, yaml.MappingStartEvent)
    count = 0
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        count += isinstance(event, made)
        if count > MOST_VALUES:
            return True
    return False


_TOO_MANY: Text = both("more than {count} names and values, aliases unfolded.", count=MOST_VALUES)


def _refused(path: Path, line: int, why: Text) -> SourceError:
    return refused_at(f"{path.name}:{line}", why)


class _Reader:
    """The documents of a file under way; `lines` and `tags` are those of the one that is read."""

    def __init__(self, path: Path) -> None:
        self.lines: dict[str, int] = {}
        self.tags: dict[str, str] = {}
        self._path = path
        self._count = 0

    def value(self, node: yaml.Node, pointer: str, above: tuple[int, ...]) -> Any:
        line = node.start_mark.line + 1
        self.lines[pointer] = line
        self.tags.pop(pointer, None)
        if (node.tag or "")[:1] == "!" and len(node.tag) > 1:
            self.tags[pointer] = node.tag
        self._count += 1
        if self._count > MOST_VALUES:
            raise _refused(self._path, line, _TOO_MANY)
        if id(node) in above:
            raise _refused(self._path, line, both("an alias that holds itself."))
        if len(above) > DEEPEST:
            raise _refused(self._path, line, both("nested deeper than is read."))
        if "python/" in (node.tag or ""):
            raise _refused(self._path, line, both("the tag {tag} makes an object; it is not followed.", tag=node.tag))
        above = (*above, id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, pointer, above)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(one, f"{pointer}/{i}", above) for i, one in enumerate(node.value)]
        return _scalar(node) if isinstance(node, yaml.ScalarNode) else None

    def _mapping(self, node: yaml.MappingNode, pointer: str, above: tuple[int, ...]) -> dict[str, Any]:
        lent: dict[str, Any] = {}
        for key, value in node.value:
            if _is_merge(key):
                for one in value.value if isinstance(value, yaml.SequenceNode) else [value]:
                    lent = {**self._lent(one, pointer, above), **lent}
        own: dict[str, Any] = {}
        for key, value in ((k, v) for k, v in node.value if not _is_merge(k)):
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                raise _refused(self._path, line, both("a name that is a list or a mapping."))
            name = str(key.value)
            if name in own:
                raise _refused(self._path, line, both("the name {name} stands twice in one object.", name=repr(name)))
            self._count += 1
            own[name] = self.value(value, _inside(pointer, name), above)
        self.lines[pointer] = node.start_mark.line + 1
        return {**lent, **own}

    def _lent(self, node: yaml.Node, pointer: str, above: tuple[int, ...]) -> dict[str, Any]:
        """What a merge key lends: a mapping, nothing where it is null."""
        value = self.value(node, pointer, above)
        if isinstance(value, dict) or value is None:
            return value or {}
        raise _refused(self._path, node.start_mark.line + 1, both("a merge key (<<) that does not lead to a mapping."))


def _is_merge(key: yaml.Node) -> bool:
    return isinstance(key, yaml.ScalarNode) and str(key.value) == "<<" and not key.style


def _inside(pointer: str, name: str) -> str:
    """The pointer of what stands under a name; that of the whole where it would grow too long."""
    if len(pointer) + len(name) > _LONGEST_POINTER:
        return pointer
    return f"{pointer}/{name.replace('~', '~0').replace('/', '~1')}"


def _scalar(node: yaml.ScalarNode) -> Any:
    text = str(node.value)
    if node.style:  # quoted, or a block: text as it stands
        return text
    if text in _PLAIN:
        return _PLAIN[text]
    if _INT.fullmatch(text):
        return int(text, 0) if text[:2] in ("0o", "0x") else int(text)
    if _FLOAT.fullmatch(text) and math.isfinite(number := float(text)):
        return number
    return text
