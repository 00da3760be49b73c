"""Whatever a landscape holds, its catalogue is Turtle that others read, and that comes back with every text as it was."""

from __future__ import annotations

import tempfile
from pathlib import Path

import rdflib
from hypothesis import given
from hypothesis import strategies as st

from eagraph.export import dcat
from eagraph.graph.extract import Extract
from eagraph.model.fields import Value
from eagraph.model.landscape import Node, Relationship
from tests.property.strategies import node, snapshot_of, tie
from tests.unit.loaders.lineage.reading import snapshot

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12) | st.sampled_from(
    ["[]", '"', '\\"', "\\u0041", "a\\", "a\nb", "a\rb", "# x", "<x>", "https://a.example/<b>", "2026-05-01", "2026-99-99",
     "@sv", '"""', "_:x", "[ a ]", "\x00", "\x7f", "\u2028", "mailto:a b", "urn:x", "2026-05-01T00:00:00Z", "1e3", "true"]
)  # fmt: skip
NAMES = TEXTS.map(lambda text: " ".join(text.split())).filter(bool)
WORDS = st.dictionaries(
    st.sampled_from(["dcterms:license", "dcterms:title@fi", "dcterms:temporal / dcat:startDate", "adms:status",
                     "dcterms:spatial / dcat:bbox", "http://a.example/own"]),
    TEXTS.filter(str.strip), max_size=3,
)  # fmt: skip
IDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8).filter(str.strip).filter(
    lambda id_: "://" not in id_ and not id_.startswith("urn:") and id_ != dcat.OWN_CATALOGUE)  # fmt: skip


@st.composite
def cities(draw: st.DrawFn) -> tuple[list[Node], list[Relationship]]:
    """Information, published or not, in catalogues or not, with ways to it and owners."""
    ids = draw(st.lists(IDS, min_size=3, max_size=7, unique=True))
    owner, catalogue, *rest = ids
    nodes = [
        node(owner, "Organisation", name=draw(NAMES)),
        node(catalogue, "DigitalService", name=draw(NAMES), source_type="dcat:Catalog"),
    ]
    ties = []
    for number, id_ in enumerate(rest):
        said: dict[str, Value] = {"name": draw(NAMES), "published": draw(st.booleans()), **draw(WORDS)}
        said |= draw(st.sampled_from([{}, {"k": 0}, {"k": 2}, {"k_high": 1}, {"security_protected": "review"}]))
        label = (
            draw(st.sampled_from(["InformationAsset", "InformationAsset", "Integration"])) if number else "InformationAsset"
        )
        nodes.append(node(id_, label, **said))
        if label == "Integration":
            ties.append(tie(id_, "CARRIES", draw(st.sampled_from(rest[:number]))))
        elif draw(st.booleans()):
            ties += [tie(id_, "OWNED_BY", owner), tie(id_, "PART_OF", catalogue)]
    labels = {n.id: n.label for n in nodes}
    return nodes, [t for t in ties if t.type != "CARRIES" or labels[t.target] == "InformationAsset"]


def _may_leave(thing: Node) -> bool:
    said = thing.properties
    return (
        said.get("published") is True and not said.get("k") and not said.get("k_high") and "security_protected" not in said
    )


@given(cities())
def test_what_may_leave_comes_back_and_nothing_else_is_there(city: tuple[list[Node], list[Relationship]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "k.ttl")
        dcat.write(Extract.whole(snapshot_of(*city)), path)
        graph = rdflib.Graph().parse(path)
        wanted = {n.id: n for n in city[0] if n.label == "InformationAsset" and _may_leave(n)}
        assert len(set(graph.subjects(rdflib.RDF.type, rdflib.URIRef("http://www.w3.org/ns/dcat#Dataset")))) == len(wanted)
        if not wanted:
            return
        found = {n.id: n for n in snapshot("dcat", path).nodes if n.label == "InformationAsset"}
    assert found.keys() == wanted.keys()
    for id_, thing in wanted.items():
        said = {name: value for name, value in thing.properties.items() if ":" in name}
        assert found[id_].name == thing.name
        assert {name: found[id_].properties.get(name) for name in said} == said
