"""What `apoc.export.json` writes: a node or relationship on every line, in a list, or as an object of two lists."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from eagraph.errors import Problem, SourceError
from eagraph.loading import Intake
from eagraph.locale import both
from loaders._documents.json_document import read_json, read_json_lines
from loaders._documents.part import Part
from loaders._neo4j.graph import PropertyGraph


def recognises(glimpse: Any) -> bool:
    """Is it the beginning of such an export?"""
    if isinstance(glimpse, list):
        return bool(glimpse) and all(map(recognises, glimpse))
    if "rels" in glimpse and "nodes" in glimpse:
        return all(map(recognises, [*glimpse["nodes"], *glimpse["rels"]])) and bool(glimpse["nodes"])
    if glimpse.get("type") == "relationship":
        return "label" in glimpse and "id" in glimpse["start"] and "id" in glimpse["end"]
    return glimpse.get("type") == "node" and "id" in glimpse and isinstance(glimpse.get("labels", []), list)


def read_export(path: Path, intake: Intake) -> None:
    """Fill the intake from an export of its own.

    Raises:
        SourceError: it is not JSON, or no such export.
    """
    graph = PropertyGraph(intake, path.name)
    fill(path, graph, intake)
    graph.close()


def fill(path: Path, graph: PropertyGraph, intake: Intake) -> None:
    """Give a graph what stands in an export.

    Raises:
        SourceError: it is not JSON, or no such export.
    """
    parts = list(_records(path))
    if not any(recognises(part.value) for part in parts if isinstance(part.value, dict)):
        raise SourceError(both("{path}: expected nodes and relationships as apoc.export.json writes them.", path=path.name))
    for part in parts:
        if _kind(part) == "node":
            labels = [one.as_text for one in part.parts("labels") if one.as_text]
            graph.node(part.text("id"), labels, _properties(part), part.place)
    for part in parts:
        if _kind(part) == "relationship":
            ends = part.text("start", "id"), part.text("end", "id")
            graph.relationship(part.text("id"), part.text("label"), ends, _properties(part), part.place)
        elif _kind(part) != "node":
            intake.problems.append(Problem(part.place, both("neither a node nor a relationship.")))


def _kind(part: Part) -> str:
    is_node = part.text("type") == "node" and bool(part.text("id"))
    is_tie = part.text("type") == "relationship" and bool(part.text("start", "id") and part.text("end", "id"))
    return "node" if is_node else "relationship" if is_tie and part.text("label") else ""


def _properties(part: Part) -> dict[str, Any]:
    found = part.get("properties")
    return dict(found.value) if found is not None and isinstance(found.value, dict) else {}


def _records(path: Path) -> Iterator[Part]:
    with path.open("rb") as file:
        first = file.readline(1_000_000).strip()
    if not (first.startswith(b"{") and first.endswith(b"}")) or path.read_bytes().strip().count(b"\n") == 0:
        whole = read_json(path)
        yield from whole.parts("nodes") if whole.get("nodes") else whole.parts()
        yield from whole.parts("rels") if whole.get("nodes") else ()
        return
    yield from read_json_lines(path)
