"""What networkx writes is read back: nodes, edges and their attributes, whatever the format."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eagraph.errors import SourceError
from eagraph.loading import Intake
from eagraph.loading.changes import Stored
from eagraph.loading.detection import detect, loader_named, short_name
from eagraph.loading.planning import plan
from eagraph.model.schema import Schema

Graph: TypeAlias = "nx.Graph[str]"
Write: TypeAlias = "Callable[[Graph, Path], None]"


def _node_link(edges: str) -> Write:
    def write(graph: Graph, path: Path) -> None:
        path.write_text(json.dumps(nx.node_link_data(graph, edges=edges)), encoding="utf-8")

    return write


FORMATS: dict[str, tuple[str, Write]] = {
    "graphml": (".graphml", nx.write_graphml_xml),
    "gexf": (".gexf", nx.write_gexf),
    "node_link": (".json", _node_link("links")),
    "node_link, edges": (".json", _node_link("edges")),
}
TEXT = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), min_size=1, max_size=12).map(
    lambda text: " ".join(text.split())
)
VALUES = {
    "spår": TEXT.filter(bool),
    "antal": st.integers(-(2**40), 2**40),
    "vikt": st.floats(-1e9, 1e9),
    "on": st.booleans(),
}
LABELS = ("System", "Device", "ingen av dem")
TYPES = ("FLOW", "DEPENDS_ON", "känner")


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Graphs of every kind that networkx has, with attributes of every type."""
    kind = draw(st.sampled_from([nx.Graph, nx.DiGraph, nx.MultiGraph, nx.MultiDiGraph]))
    graph: Graph = kind()
    names = draw(st.lists(st.from_regex(r"[a-z]{1,4}", fullmatch=True), min_size=1, max_size=7, unique=True))
    for name in names:
        said = {key: draw(values) for key, values in VALUES.items() if draw(st.booleans())}
        graph.add_node(name, type=draw(st.sampled_from(LABELS)), **said)
    for _ in range(draw(st.integers(0, 9))):
        ends = draw(st.sampled_from(names)), draw(st.sampled_from(names))
        tie: dict[str, Any] = {"kind": draw(st.sampled_from(TYPES)), **({"vikt": 0.5} if draw(st.booleans()) else {})}
        graph.add_edge(*ends, **tie)
    return graph


def _read(path: Path) -> tuple[Intake, str]:
    intake = Intake(str(path), path.stem, Schema.standard())
    loader = detect(path)
    loader.read(path, intake)
    plan(Stored(), intake, loader="x", run="1", loaded_at="2026-01-01")
    return intake, short_name(loader)


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(graph=graphs())
def test_what_networkx_writes_is_the_same_graph(name: str, graph: Graph, tmp_path: Path) -> None:
    suffix, write = FORMATS[name]
    path = tmp_path / f"g{suffix}"
    write(graph, path)
    intake, loader = _read(path)
    assert loader == name.partition(",")[0]
    assert {n.key for n in intake.nodes} == set(graph)
    for node in intake.nodes:
        said = graph.nodes[node.key]
        assert node.label == (said["type"] if said["type"] != LABELS[2] else "ModelElement")
        assert node.properties.get("source_type", node.label) == said["type"]
        for key in VALUES.keys() & said.keys():
            assert node.properties[key] == said[key], key
    ends = [(t.source.text, t.type, t.target.text) for t in intake.relationships]
    expected = [(a, kind if kind != TYPES[2] else "RELATES_TO", b) for a, b, kind in _edges(graph)]
    assert Counter(map(_ends(graph), ends)) == Counter(map(_ends(graph), expected))
    assert bool(intake.hints) >= (not graph.is_directed() and graph.number_of_edges() > 0)


def _edges(graph: Graph) -> list[tuple[str, str, str]]:
    return [(str(a), str(b), str(said["kind"])) for a, b, said in graph.edges(data=True)]


def _ends(graph: Graph) -> Callable[[tuple[str, str, str]], object]:
    """How ends are compared: in their order only where the graph is directed."""
    return lambda tie: tie if graph.is_directed() else (frozenset((tie[0], tie[2])), tie[1])


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("root", ["graphml", "gexf"])
def test_a_doctype_is_refused_before_anything_is_read(root: str, tmp_path: Path) -> None:
    path = tmp_path / f"g.{root}"
    path.write_text(f'<?xml version="1.0"?>{BOMB}<{root}><graph><node id="&f;"/></graph></{root}>', encoding="utf-8")
    assert short_name(detect(path)) == root
    with pytest.raises(SourceError, match="DOCTYPE"):
        _read(path)


@pytest.mark.parametrize("root", ["graphml", "gexf"])
def test_half_a_file_is_refused_with_its_line(root: str, tmp_path: Path) -> None:
    path = tmp_path / f"g.{root}"
    path.write_text(f"<{root}>\n<graph>\n<nodes>\n<node id='a'/>\n<node", encoding="utf-8")
    with pytest.raises(SourceError, match=rf"g\.{root}:\d"):
        loader_named(root).read(path, Intake("x", "x", Schema.standard()))


def test_other_json_is_not_a_graph(tmp_path: Path) -> None:
    others: list[object] = [
        {"nodes": [], "links": []}, {"nodes": {"a": 1}, "links": []}, {"nodes": [{"id": 1}], "links": [{"from": 1}]},
        {"nodes": [{"name": "a"}], "edges": [], "directed": True}, [1], {"nodes": [1], "edges": [2]},
    ]  # fmt: skip
    for number, other in enumerate(others):
        path = tmp_path / f"{number}.json"
        path.write_text(json.dumps(other), encoding="utf-8")
        assert not loader_named("node_link").detects(path)
