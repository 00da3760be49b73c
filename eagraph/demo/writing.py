"""The city as files: nodes.csv and relationships.csv in the form the `landscape` loader reads, and what was planted.

A list stands as JSON, and a text as JSON only where it would else be taken for JSON; an empty cell is unknown.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from eagraph.demo.expected import PlantedFinding, as_json
from eagraph.model.fields import Value
from eagraph.model.landscape import Node, Relationship

NODES, RELATIONSHIPS, EXPECTED = "nodes.csv", "relationships.csv", "expected_findings.json"


def write_nodes(nodes: Sequence[Node], folder: Path) -> Path:
    """One row a node; one column a property that any of them has."""
    columns = ["name", *sorted({name for node in nodes for name in node.properties} - {"name"})]
    rows = ([node.id, node.label, *(_cell(node.properties.get(name)) for name in columns)] for node in nodes)
    return _table(folder / NODES, ["id", "label", *columns], rows)


def write_relationships(relationships: Sequence[Relationship], folder: Path) -> Path:
    """One row a relationship; one column a property that any of them has."""
    columns = sorted({name for tie in relationships for name in tie.properties})
    rows = ([t.source, t.type, t.target, *(_cell(t.properties.get(name)) for name in columns)] for t in relationships)
    return _table(folder / RELATIONSHIPS, ["source", "type", "target", *columns], rows)


def write_expected(findings: Iterable[PlantedFinding], folder: Path) -> Path:
    """What was planted, as one JSON list."""
    with _whole(folder / EXPECTED) as out:
        out.write(as_json(findings))
    return folder / EXPECTED


@contextmanager
def _whole(path: Path) -> Iterator[TextIO]:
    """A file to write that appears whole or not at all."""
    unfinished = path.with_suffix(".unfinished")
    with unfinished.open("w", encoding="utf-8", newline="") as out:
        yield out
    unfinished.replace(path)


def _table(path: Path, header: list[str], rows: Iterable[list[str]]) -> Path:
    with _whole(path) as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
    return path


def _cell(value: Value | None) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    like_json = isinstance(value, str) and text != "" and text[0] + text[-1] in ("[]", '""')
    return json.dumps(text, ensure_ascii=False) if like_json else text
