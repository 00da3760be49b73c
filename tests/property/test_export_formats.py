"""Whatever a landscape says, formats that have a loader bring it back: ids, labels, names, types, ends, parallel ones."""

from __future__ import annotations

import importlib
import json
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import networkx as nx
import pytest
from hypothesis import given

from eagraph import export
from eagraph.export._archimate import types as ours
from eagraph.graph.extract import Extract
from eagraph.graph.snapshot import Snapshot
from eagraph.loading import Intake
from eagraph.loading.changes import Stored
from eagraph.loading.planning import plan
from eagraph.model.archimate import LABELS
from eagraph.model.landscape import Landscape, Node, Relationship
from eagraph.model.schema import Schema
from loaders._archimate.types import element_type as read_as
from loaders._archimate.types import relation
from tests.property.strategies import EVERYTHING, landscapes, snapshot_of
from tests.property.test_landscape_format import wholes
from tests.unit.export.awkward import snapshot as awkward

ARCHIMATE = ("archimate_exchange", "archi")


def brought_back(found: Snapshot, form: str, loader_of: str = "") -> Stored:
    """The landscape after it was written in a format and loaded again, into an empty store."""
    writer, loader = export.find(form), importlib.import_module(f"loaders.{loader_of or form}")
    with tempfile.TemporaryDirectory() as folder:
        [path] = writer.write(Extract.whole(found), Path(folder) / f"out.{writer.suffix}")
        return _loaded(loader, path)


def _loaded(loader: ModuleType, path: Path) -> Stored:
    assert loader.detects(path)
    intake = Intake(str(path), path.stem, Schema.standard())
    loader.read(path, intake)
    assert intake.skipped == []
    changes, _ = plan(Stored(), intake, loader=path.stem, run="run", loaded_at="")
    nodes, ties = changes.nodes, changes.relationships
    return Stored(tuple(sorted(nodes, key=lambda n: n.id)), tuple(sorted(ties, key=lambda r: r.key)))


def things(nodes: Sequence[Node]) -> list[tuple[str, str, str]]:
    """Ids, labels and names."""
    return [(node.id, node.label, " ".join(node.name.split())) for node in nodes]


@pytest.mark.parametrize("form", ARCHIMATE)
@given(whole=landscapes(types=EVERYTHING, assets=3, aspects="krts", dated=True))
def test_archimate_brings_everything_back(form: str, whole: Snapshot) -> None:
    named = [Node(n.id, n.label, {**n.properties, "name": f"Sak {n.id}"}) for n in whole.nodes]
    found = snapshot_of(named, whole.relationships)
    back = brought_back(found, form)
    assert back.nodes == found.nodes
    assert back.relationships == found.relationships
    assert Snapshot.of(back).hash == found.hash


@pytest.mark.parametrize("form", ARCHIMATE)
@given(whole=wholes())
def test_archimate_keeps_ids_names_types_and_ends_whatever_the_texts(form: str, whole: Landscape) -> None:
    try:
        Landscape.of(whole.nodes, whole.relationships)
    except Exception:
        return
    if any(not text.isprintable() or text != text.strip() for node in whole.nodes for text in (node.id,)):
        return
    found = Snapshot.of(Stored(whole.nodes, whole.relationships))
    back = brought_back(found, form)
    assert [(n.id, n.label) for n in back.nodes] == [(n.id, n.label) for n in found.nodes]
    assert Counter(map(_ends, back.relationships)) == Counter(map(_ends, found.relationships))


@pytest.mark.parametrize("form", ARCHIMATE)
def test_archimate_brings_awkward_texts_back(form: str) -> None:
    found = awkward()
    back = brought_back(found, form)
    assert things(back.nodes) == things(found.nodes)
    assert list(map(_ends, back.relationships)) == list(map(_ends, found.relationships))
    [carries] = [r.properties["carries"] for r in back.relationships if "carries" in r.properties]
    assert carries == ("åäö:1 2/3",)
    both = zip(back.nodes, found.nodes, strict=True)
    assert [n.properties.get("code") for n, _ in both] == [n.properties.get("code") for n in found.nodes]


def _ends(tie: Relationship) -> tuple[str, str, str]:
    return tie.source, tie.type, tie.target


def test_the_table_is_the_reverse_of_how_loaders_read() -> None:
    for label in set(LABELS.values()):
        assert LABELS[read_as(ours.element_type(label))] == label
    relations = ("Serving", "Flow", "Access", "Realization", "Assignment", "Composition", "Aggregation", "Influence")
    for type_ in relations:
        for source in LABELS:
            for target in LABELS:
                read, turned = relation(type_, source, target)
                assert ours.meaning(type_, source, target) == read
                assert ours.is_turned(type_, read) == turned
                assert ours.relation_type(read, type_) == type_


@pytest.mark.parametrize(("form", "loader_of"), [("graphml", "graphml"), ("gexf", "gexf"), ("json", "node_link")])
@given(whole=landscapes(types=EVERYTHING, assets=3, aspects="krts", dated=True))
def test_graph_formats_bring_labels_types_ends_and_values_back(form: str, loader_of: str, whole: Snapshot) -> None:
    """A loader of other people's graphs puts its source's name before ids, and in GEXF takes edges' ids for keys."""
    named = [Node(n.id, n.label, {**n.properties, "name": f"Sak {n.id}"}) for n in whole.nodes]
    found = snapshot_of(named, whole.relationships)
    back = brought_back(found, form, loader_of)
    own = {"source", "source_key"}
    assert [(_own(n.id), n.label, _without(n.properties, own)) for n in back.nodes] == [
        (n.id, n.label, dict(n.properties)) for n in found.nodes
    ]
    ties = Counter((_own(r.source), r.type, _own(r.target), _said(r)) for r in back.relationships)
    assert ties == Counter((r.source, r.type, r.target, _said(r)) for r in found.relationships)


def _own(id_: str) -> str:
    return id_.removeprefix("out:")


def _without(properties: Any, names: set[str]) -> dict[str, Any]:
    return {name: value for name, value in properties.items() if name not in names}


def _said(tie: Relationship) -> str:
    said = _without(tie.properties, {"source_key"})
    return str(sorted({**said, "carries": tuple(map(_own, said.get("carries", ())))}.items()))


@given(whole=landscapes(types=EVERYTHING, assets=2, aspects="k"))
def test_networkx_reads_graphml_gexf_and_json_alike(whole: Snapshot) -> None:
    edges = Counter(map(_ends, whole.relationships))
    with tempfile.TemporaryDirectory() as folder:
        written = {f: export.find(f).write(Extract.whole(whole), Path(folder) / f)[0] for f in ("graphml", "gexf", "json")}
        graphs: dict[str, Any] = {
            "graphml": nx.read_graphml(written["graphml"], force_multigraph=True),
            "gexf": nx.read_gexf(written["gexf"]),
            "json": nx.node_link_graph(json.loads(written["json"].read_text(encoding="utf-8")), edges="edges"),
        }
    for form, graph in graphs.items():
        label = "type" if form == "gexf" else "label"
        assert {n: said[label] for n, said in graph.nodes(data=True)} == {n.id: n.label for n in whole.nodes}
        assert Counter((a, said["type"], b) for a, b, said in graph.edges(data=True)) == edges
        levels = {n: said["k"] for n, said in graph.nodes(data=True) if "k" in said}
        assert levels == {n.id: n.properties["k"] for n in whole.nodes if "k" in n.properties}
