"""What is published leaves as a catalogue that comes back as it left; what is not leaves no trace."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib

from eagraph.export import dcat
from eagraph.graph.extract import Extract
from eagraph.model.fields import Value
from eagraph.model.landscape import Node, Relationship
from tests.property.strategies import node, snapshot_of, tie
from tests.unit.loaders.lineage.reading import DATA, snapshot

SAMPLE = DATA / "dcat" / "granvik.ttl"
OF_THE_STORE = ("source", "source_key", "external_id")
DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")


def _said(node: Node) -> dict[str, Value]:
    return {name: value for name, value in node.properties.items() if name not in OF_THE_STORE}


def _written(nodes: list[Node], ties: list[Relationship], folder: Path) -> tuple[str, rdflib.Graph]:
    path = folder / "k.ttl"
    assert dcat.write(Extract.whole(snapshot_of(nodes, ties)), path) == [path]
    return path.read_text(encoding="utf-8"), rdflib.Graph().parse(path)


def test_a_catalogue_comes_back_as_it_left_but_for_what_is_not_published(tmp_path: Path) -> None:
    before = snapshot("dcat", SAMPLE)
    dcat.write(Extract.whole(before), tmp_path / "k.ttl")
    after = snapshot("dcat", tmp_path / "k.ttl")
    old, new = ({n.id: n for n in landscape.nodes} for landscape in (before, after))
    assert {old[i].name for i in old.keys() - new.keys()} == {
        "Badplatser 2019",
        "Vattenprover",
        "Prover",
        "Miljöförvaltningen",
    }
    assert not new.keys() - old.keys()
    added = {"https://data.granvik.example/parkering": {"dcterms:accessRights"}}
    for id_, thing in new.items():
        said, was = _said(thing), _said(old[id_])
        assert {name: said[name] for name in said.keys() - added.get(id_, set())} == was
        assert thing.label == old[id_].label
    inside = {r.key: dict(r.properties) for r in before.relationships if r.source in new and r.target in new}
    assert {r.key: dict(r.properties) for r in after.relationships} == inside


def test_writing_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    extract = Extract.whole(snapshot("dcat", SAMPLE))
    for name in ("a.ttl", "b.ttl"):
        dcat.write(extract, tmp_path / name)
    assert (tmp_path / "a.ttl").read_bytes() == (tmp_path / "b.ttl").read_bytes()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({}, "not marked as published: 1"),
        ({"published": False}, "not marked as published: 1"),
        ({"published": True, "k": 1}, "may need confidentiality: 1"),
        ({"published": True, "k": 0, "k_high": 2}, "may need confidentiality: 1"),
        ({"published": True, "k_high": 1}, "may need confidentiality: 1"),
        ({"published": True, "secrecy_basis": "OSL 21:1"}, "may need confidentiality: 1"),
        ({"published": True, "security_protected": "review"}, "under protective security: 1"),
        ({"published": True, "security_protected": "yes_elsewhere"}, "under protective security: 1"),
    ],
)
def test_what_may_not_leave_is_counted_and_nowhere_named(said: dict[str, Value], told: str, tmp_path: Path) -> None:
    nodes = [
        node("hemlig", "InformationAsset", name="Hemligheten", **said),
        node("open", "InformationAsset", name="Öppet", published=True, k=0),
        node("vag", "Integration", name="Dold väg", **{"dcat:accessURL": "https://dold.example"}),
        node("api", "DigitalService", name="Dolt API", **{"dcat:endpointURL": "https://dolt.example"}),
        node("post", "ModelElement", name="Dold post", source_type="dcat:CatalogRecord"),
        node("chef", "Organisation", name="Dold nämnd"),
        node("k", "DigitalService", name="Katalogen", source_type="dcat:Catalog"),
    ]
    ties = [
        tie("vag", "CARRIES", "hemlig"), tie("vag", "CARRIES", "open"), tie("api", "HOLDS", "hemlig"),
        tie("hemlig", "OWNED_BY", "chef"), tie("hemlig", "PART_OF", "k"), tie("open", "PART_OF", "k"),
        tie("k", "RELATES_TO", "post", source_type="dcat:record"),
        tie("post", "RELATES_TO", "hemlig", source_type="foaf:primaryTopic"),
        tie("open", "DERIVED_FROM", "hemlig"),
    ]  # fmt: skip
    text, graph = _written(nodes, ties, tmp_path)
    assert told in text
    assert not any(word in text for word in ("emlig", "Dol", "dol"))
    assert len(set(graph.subjects(rdflib.RDF.type, DCAT.Dataset))) == 1


def test_only_words_of_a_vocabulary_are_told(tmp_path: Path) -> None:
    said: dict[str, Value] = {
        "dcterms:license": "https://l.example",
        "schema": "hemligt",
        "steward": "Anna hemlig",
        "cost_year": 7,
        "intern:not": "hemligt",
    }
    people = [
        node("anna", "Person", name="Anna Hemlig", email="anna@hemlig.example"),
        node("roll", "Role", name="Hemlig roll"),
    ]
    nodes = [
        node("a", "InformationAsset", name="A", published=True, **said),
        node("n", "Organisation", name="Nämnden"),
        *people,
    ]
    ties = [tie("a", "OWNED_BY", "anna"), tie("a", "OWNED_BY", "roll"), tie("roll", "HELD_BY", "anna"),
            tie("roll", "BELONGS_TO", "n"),
            tie("a", "RELATES_TO", "anna")]  # fmt: skip
    text, graph = _written(nodes, ties, tmp_path)
    assert "emlig" not in text
    publishers = set(graph.objects(rdflib.URIRef("urn:x-eagraph:a"), rdflib.DCTERMS.publisher))
    assert publishers == {rdflib.URIRef("urn:x-eagraph:n")}


def test_the_address_inside_an_id_is_not_shown(tmp_path: Path) -> None:
    text, _ = _written([node("postgres://db.intern.example/t", "InformationAsset", name="T", published=True)], [], tmp_path)
    assert "intern" not in text


def test_sets_without_a_catalogue_stand_in_one_of_their_common_publisher(tmp_path: Path) -> None:
    nodes = [node(n, "InformationAsset", name=n, published=True) for n in "ab"] + [node("n", "Organisation", name="Nämnden")]
    _, graph = _written(nodes, [tie(n, "OWNED_BY", "n") for n in "ab"], tmp_path)
    catalogue = graph.value(predicate=rdflib.RDF.type, object=DCAT.Catalog)
    assert len(set(graph.objects(catalogue, DCAT.dataset))) == 2
    assert graph.value(catalogue, rdflib.DCTERMS.publisher) == rdflib.URIRef("urn:x-eagraph:n")
