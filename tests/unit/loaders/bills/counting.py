"""Bills of materials counted and read without the loaders: plain JSON, no helper of theirs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from eagraph.loading import Intake, LoadReport
from eagraph.loading.changes import Changes, Stored
from eagraph.loading.detection import detect, short_name
from eagraph.loading.planning import plan
from eagraph.model.landscape import Node, Relationship
from eagraph.model.schema import Schema


class Load:
    """What one file became."""

    def __init__(self, path: Path, stored: Stored | None = None) -> None:
        self.intake = Intake(str(path), path.stem, Schema.standard())
        loader = detect(path)
        loader.read(path, self.intake)
        planned: tuple[Changes, LoadReport] = plan(
            stored or Stored(), self.intake, loader=short_name(loader), run="run", loaded_at="2026-01-01"
        )
        self.changes, self.report = planned
        self.nodes: dict[str, Node] = {node.id: node for node in self.changes.nodes}

    def ties(self, type_: str) -> list[Relationship]:
        """Relationships of a type."""
        return [tie for tie in self.changes.relationships if tie.type == type_]

    def pairs(self, type_: str) -> set[tuple[str, str]]:
        """Their ends, by the names of the things."""
        return {(self.nodes[tie.source].name, self.nodes[tie.target].name) for tie in self.ties(type_)}

    def named(self, name: str) -> Node:
        """The only thing of a name."""
        [found] = [node for node in self.changes.nodes if node.name == name]
        return found

    def left(self) -> dict[str, str]:
        """What was skipped, and why."""
        return {one.what: one.why.en for one in self.report.skipped}


def written(folder: Path, document: dict[str, Any], name: str = "bom.json") -> Path:
    """A document as a file."""
    path = folder / name
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return path


def bill(**parts: Any) -> dict[str, Any]:
    """A small CycloneDX document."""
    return {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, **parts}


def components(value: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every component of the inventory, the subject's and nested ones included, and those that others were made of."""
    roots = [value.get("metadata", {}).get("component"), *value.get("components", ())]
    roots += [c for f in value.get("formulation", ()) for c in f.get("components", ())]
    roots += value.get("declarations", {}).get("targets", {}).get("components", ())
    for root in roots:
        yield from _with_nested(root, "components") if root else ()


def services(value: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every service, nested ones included."""
    for root in value.get("services", ()):
        yield from _with_nested(root, "services")


def _with_nested(value: dict[str, Any], name: str) -> Iterator[dict[str, Any]]:
    yield value
    pedigree = value.get("pedigree", {})
    lineage = [c for kind in ("ancestors", "descendants", "variants") for c in pedigree.get(kind, ())]
    for inside in [*value.get(name, ()), *lineage]:
        yield from _with_nested(inside, name)


def dependencies(value: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Every stated dependency, one by one."""
    graphs = [value.get("dependencies", ())]
    graphs += [w.get("taskDependencies", ()) for f in value.get("formulation", ()) for w in f.get("workflows", ())]
    for graph in graphs:
        for entry in graph:
            for kind in ("dependsOn", "provides"):
                yield from ((entry["ref"], kind, other) for other in entry.get(kind, ()))


def lost_texts(document: dict[str, Any], load: Load) -> list[tuple[str, str]]:
    """Texts and numbers of a document that stand nowhere in what it became: pointer and text. Attachments may."""
    items: list[Node | Relationship] = [*load.changes.nodes, *load.changes.relationships]
    kept = [[dict(item.properties) for item in items], list(load.nodes), load.report.as_dict()]
    told = _plain(json.dumps(kept, ensure_ascii=False))
    attached = {part["content"] for part in _objects(document) if "encoding" in part}
    return [
        (where, text)
        for where, text in _texts(document, "")
        if text not in attached
        and not any(_plain(json.dumps(t, ensure_ascii=False)[1:-1]) in told for t in _spellings(text))
    ]


def _spellings(text: str) -> tuple[str, str]:
    return text, text.lower().replace("_", "-")


def _plain(told: str) -> str:
    """Without the marks of JSON in JSON."""
    return told.replace("\\", "")


def _texts(value: object, where: str) -> Iterator[tuple[str, str]]:
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inside:
        yield from _texts(one, f"{where}/{key}")
    if isinstance(value, str) and value.strip():
        yield where, value.strip()
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield where, str(value)


def _objects(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _objects(one)
