"""Our own folder: nodes.csv and relationships.csv; what the loader of this name reads back to the same snapshot hash."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TextIO

from eagraph.errors import StoreError
from eagraph.graph.extract import Extract
from eagraph.locale import both
from eagraph.model.fields import Value
from eagraph.model.landscape import Node, Relationship

title = both("eagraph's own folder: nodes.csv and relationships.csv")
suffix = ""
NODES, RELATIONSHIPS = "nodes.csv", "relationships.csv"
OF_NODE, OF_RELATIONSHIP = ("id", "label"), ("source", "type", "target")


def write(extract: Extract, path: Path) -> list[Path]:
    """Write both files; each appears whole or not at all.

    Raises:
        StoreError: the folder cannot be written.
    """
    return write_landscape(extract.nodes, extract.relationships, path)


def write_landscape(nodes: Sequence[Node], relationships: Sequence[Relationship], path: Path) -> list[Path]:
    """The same for nodes and relationships that are not a snapshot."""
    columns = ["name", *sorted({name for node in nodes for name in node.properties} - {"name"})]
    ties = sorted({name for tie in relationships for name in tie.properties})
    try:
        path.mkdir(parents=True, exist_ok=True)
        return [
            _table(path / NODES, [*OF_NODE, *(_column(name, OF_NODE) for name in columns)], (
                [n.id, n.label, *_cells(n.properties, columns)] for n in nodes)),
            _table(path / RELATIONSHIPS, [*OF_RELATIONSHIP, *(_column(name, OF_RELATIONSHIP) for name in ties)], (
                [r.source, r.type, r.target, *_cells(r.properties, ties)] for r in relationships)),
        ]  # fmt: skip
    except OSError as error:
        raise StoreError(both("{path}: cannot be written ({error}).", path=path, error=error.strerror)) from error


def _table(path: Path, header: list[str], rows: Iterable[list[str]]) -> Path:
    unfinished = path.with_suffix(".unfinished")
    with unfinished.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(_UnixLines(out))
        writer.writerow(header)
        writer.writerows(rows)
    unfinished.replace(path)
    return path


class _UnixLines:
    """Ends lines with a line feed alone. Told so itself, csv would leave a carriage return inside a cell unquoted."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def write(self, row: str) -> int:
        """One row."""
        return self._out.write(row.removesuffix("\r\n") + "\n")


def _column(name: str, taken: tuple[str, ...]) -> str:
    """A property's column: its name, as JSON text where a reader would take it for something else."""
    plain = name not in taken and name == name.strip() != "" and not _looks_like_json(name)
    return name if plain else json.dumps(name, ensure_ascii=False)


def _cells(properties: object, names: Iterable[str]) -> list[str]:
    get = properties.get  # type: ignore[attr-defined]
    return [_cell(get(name)) for name in names]


def _cell(value: Value | None) -> str:
    """A value so that it reads back the same: lists as JSON, and text as JSON only where it would be taken for JSON."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    return json.dumps(text, ensure_ascii=False) if isinstance(value, str) and _looks_like_json(text) else text


def _looks_like_json(text: str) -> bool:
    return text != "" and text[0] + text[-1] in ("[]", '""')
