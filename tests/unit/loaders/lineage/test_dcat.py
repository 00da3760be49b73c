"""Catalogues of data sets: one content in three syntaxes is one landscape; nothing is fetched; what is broken is located."""

from __future__ import annotations

import json
import random
import re
import socket
import time
from collections import Counter
from pathlib import Path

import pytest
import rdflib
from rdflib.compare import isomorphic

from eagraph.errors import EagraphError, InvalidLandscape
from eagraph.loading.detection import detect, loader_named
from loaders._rdf.vocabulary import LABELS
from tests.unit.loaders.lineage.reading import DATA, SHARED, loaded, snapshot, written

SAMPLE = DATA / "dcat" / "granvik.ttl"
DIGG = SHARED / "dcat" / "digg-dcat-ap-se"
HEAD = """@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dcterms: <http://purl.org/dc/terms/> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix access: <http://publications.europa.eu/resource/authority/access-right/> .
@prefix g: <https://data.granvik.example/> .
"""


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a loader reached for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.parametrize("suffix", ["rdf", "jsonld"])
def test_one_content_in_another_syntax_is_one_landscape(suffix: str) -> None:
    assert snapshot("dcat", SAMPLE.with_suffix(f".{suffix}")).hash == snapshot("dcat", SAMPLE).hash
    assert loaded("dcat", SAMPLE.with_suffix(f".{suffix}"))[0].source.location == loaded("dcat", SAMPLE)[0].source.location


@pytest.mark.skipif(not DIGG.is_dir(), reason="no catalogues of others beside the project (../shared/data/dcat)")
@pytest.mark.parametrize(("name", "triples"), [("obligatoriskt", 23), ("rekommenderat", 67)])
def test_official_examples_are_one_landscape_where_both_syntaxes_say_the_same(name: str, triples: int) -> None:
    files = [DIGG / f"{name}.{suffix}" for suffix in ("ttl", "rdf")]
    graphs = [rdflib.Graph().parse(file) for file in files]
    assert [len(graph) for graph in graphs] == [triples, triples]
    hashes = {snapshot("dcat", file).hash for file in files}
    assert (len(hashes) == 1) == isomorphic(*graphs)
    assert all(detect(file) is loader_named("dcat") for file in files)


def test_every_resource_of_a_class_is_a_thing_of_its_label() -> None:
    graph = rdflib.Graph().parse(SAMPLE)
    classes = {
        short: rdflib.URIRef(short.replace("dcat:", "http://www.w3.org/ns/dcat#"))
        for short in LABELS
        if short.startswith("dcat:")
    }
    changes, _ = loaded("dcat", SAMPLE)
    kinds = Counter(str(node.properties["source_type"]) for node in changes.nodes)
    untyped = 2
    """Distributions of the sample that say of no class what they are."""
    for short, iri in classes.items():
        stated = len(set(graph.subjects(rdflib.RDF.type, iri)))
        assert kinds[short] == stated + (untyped if short == "dcat:Distribution" else 0)
    named = {str(s) for s in graph.subjects() if isinstance(s, rdflib.URIRef)}
    assert named == {node.id for node in changes.nodes if node.properties.get("external_id")}


def _renamed_and_shuffled(text: str, chance: random.Random) -> str:
    graph = rdflib.Graph().parse(data=text, format="turtle")
    names: dict[rdflib.BNode, rdflib.BNode] = {}
    lines = []
    for triple in graph:
        terms = [
            names.setdefault(t, rdflib.BNode(f"n{chance.getrandbits(40)}")) if isinstance(t, rdflib.BNode) else t
            for t in triple
        ]
        lines.append(" ".join(term.n3() for term in terms) + " .")
    chance.shuffle(lines)
    return "\n".join(sorted(lines, key=lambda _: chance.random()))


@pytest.mark.parametrize("seed", range(5))
def test_names_of_nameless_nodes_and_the_order_of_statements_say_nothing(seed: int, tmp_path: Path) -> None:
    text = _renamed_and_shuffled(SAMPLE.read_text(encoding="utf-8"), random.Random(seed))
    assert snapshot("dcat", written(tmp_path, "granvik.nt", text)).hash == snapshot("dcat", SAMPLE).hash


def test_the_same_contact_in_two_places_is_one_role_and_another_telephone_another(tmp_path: Path) -> None:
    contact = 'dcat:contactPoint [ a vcard:Organization ; vcard:fn "Data" ; vcard:hasTelephone [ vcard:hasValue <tel:%s> ] ]'
    sets = [f"g:{n} a dcat:Dataset ; {contact % number} ." for n, number in enumerate(("+46-1", "+46-1", "+46-2"))]
    changes, report = loaded("dcat", written(tmp_path, "k.ttl", HEAD + "\n".join(sets)))
    assert sum(node.label == "Role" for node in changes.nodes) == 2
    assert [joined.what for joined in report.joined] == ["vcard:Organization"]
    assert sum(tie.type == "RELATES_TO" for tie in changes.relationships) == 3


def test_distributions_that_say_the_same_of_two_sets_are_two(tmp_path: Path) -> None:
    text = HEAD + "".join(
        f"g:{n} a dcat:Dataset ; dcat:distribution [ dcat:accessURL <https://x.example/> ] .\n" for n in "ab"
    )
    changes, _ = loaded("dcat", written(tmp_path, "k.ttl", text))
    carried = {(tie.source, tie.target) for tie in changes.relationships if tie.type == "CARRIES"}
    assert len({source for source, _ in carried}) == len(carried) == 2


@pytest.mark.parametrize(
    ("said", "published", "kind"),
    [
        ("dcterms:accessRights access:PUBLIC", True, "open"),
        ("dcterms:accessRights access:RESTRICTED", False, None),
        ("dcterms:accessRights access:NON_PUBLIC ; dcat:distribution g:d", False, None),
        ("dcat:distribution g:d", True, "open"),
        ("dcat:distribution g:closed", False, None),
        ("dcterms:title 'utan väg'", None, None),
        ("dcterms:accessRights 'fråga registrator' ; dcat:distribution g:d", None, None),
    ],
)
def test_what_is_published(said: str, published: bool | None, kind: str | None, tmp_path: Path) -> None:
    ways = """g:d a dcat:Distribution ; dcat:accessURL <https://x.example/> .
    g:closed a dcat:Distribution ; dcat:accessURL <https://x.example/> ; dcterms:accessRights access:RESTRICTED ."""
    changes, _ = loaded("dcat", written(tmp_path, "k.ttl", f"{HEAD}\n{ways}\ng:a a dcat:Dataset ; {said} ."))
    properties = next(node.properties for node in changes.nodes if node.label == "InformationAsset")
    assert (properties.get("published"), properties.get("asset_kind")) == (published, kind)


def test_a_service_presents_what_is_reached_by_it(tmp_path: Path) -> None:
    text = (
        HEAD
        + """g:a a dcat:Dataset ; dcat:distribution g:d . g:d a dcat:Distribution ; dcat:accessService g:s .
    g:s a dcat:DataService ; dcat:endpointURL <https://api.example/> ."""
    )
    changes, _ = loaded("dcat", written(tmp_path, "k.ttl", text))
    ties = {(tie.source[-1], tie.type, tie.target[-1], tie.properties.get("confidence")) for tie in changes.relationships}
    assert ties == {("d", "CARRIES", "a", None), ("d", "DEPENDS_ON", "s", None), ("s", "HOLDS", "a", "inferred")}


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("k.ttl", HEAD + "g:a a dcat:Dataset ;\n dcterms:title 'x .\n", r"k\.ttl:6: not Turtle"),
        ("k.ttl", HEAD + "g:a a dcat:Dataset ;\n dcterms:title nothing:x .\n", r"k\.ttl:6: not Turtle"),
        (
            "k.rdf",
            "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>\n<a>\n</rdf:RDF>",
            r"k\.rdf:3: broken XML",
        ),
        (
            "k.rdf",
            "<!DOCTYPE a [<!ENTITY x 'y'>]><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/>",
            "DOCTYPE",
        ),
        ("k.jsonld", '{"@id": "a",\n "@type": }', r"k\.jsonld:2:\d+: not JSON"),
        ("k.ttl", "<a> <b> <c> .", "nothing in it is of a type of DCAT"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(name: str, text: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(EagraphError) as caught:
        loaded("dcat", written(tmp_path, name, text))
    assert re.search(told, str(caught.value.text.en))


REMOTE = {"@context": ["https://other.example/context.jsonld"], "@id": "https://a.example/1", "@type": "dcat:Dataset"}


def test_a_context_that_stands_elsewhere_is_refused_with_every_place(tmp_path: Path) -> None:
    document = {
        "@graph": [REMOTE, {"@context": {"x": {"@id": "y:z", "@context": "./local.jsonld"}}, "@type": "dcat:Dataset"}]
    }
    with pytest.raises(InvalidLandscape) as caught:
        loaded("dcat", written(tmp_path, "k.jsonld", json.dumps(document)))
    places = sorted(problem.where for problem in caught.value.problems)
    assert places == ["k.jsonld#/@graph/0/@context/0", "k.jsonld#/@graph/1/@context/x/@context"]


def test_the_context_that_dcat_publishes_is_known(tmp_path: Path) -> None:
    document = {
        "@context": "https://www.w3.org/ns/dcat.jsonld",
        "@id": "https://a.example/1",
        "@type": "Dataset",
        "title": {"@value": "Bad", "@language": "sv"},
        "publisher": {"@id": "https://a.example/2", "@type": "Agent", "name": "Granvik"},
        "distribution": {"@type": "Distribution", "accessURL": "https://a.example/bad"},
    }
    path = written(tmp_path, "k.jsonld", json.dumps(document))
    assert detect(path) is loader_named("dcat")
    changes, _ = loaded("dcat", path)
    assert sorted((node.label, node.name) for node in changes.nodes) == [
        ("InformationAsset", "Bad"), ("Integration", "Bad"), ("Organisation", "Granvik")]  # fmt: skip
    assert {tie.type for tie in changes.relationships} == {"OWNED_BY", "CARRIES"}


def test_relative_names_stay_inside_their_source(tmp_path: Path) -> None:
    texts = [HEAD + "<#a> a dcat:Dataset .", HEAD + "@base <https://a.example/> . <#a> a dcat:Dataset ."]
    changes = [loaded("dcat", written(tmp_path, f"k{n}.ttl", text))[0] for n, text in enumerate(texts)]
    assert [change.nodes[0].id for change in changes] == ["k0:#a", "https://a.example/#a"]


NOT_CATALOGUES = {
    "shapes.ttl": HEAD + "@prefix sh: <http://www.w3.org/ns/shacl#> . g:s a sh:NodeShape ; sh:targetClass dcat:Dataset .",
    "words.ttl": "# http://www.w3.org/ns/dcat#Dataset\n<a> a <b> .",
    "set.jsonld": '{"@context": "https://schema.org/", "@type": "Dataset", "name": "x"}',
    "page.xml": "<html xmlns='http://www.w3.org/1999/xhtml'>http://www.w3.org/ns/dcat#Dataset</html>",
}


@pytest.mark.parametrize("name", NOT_CATALOGUES)
def test_what_merely_speaks_of_dcat_is_not_claimed(name: str, tmp_path: Path) -> None:
    assert not loader_named("dcat").detects(written(tmp_path, name, NOT_CATALOGUES[name]))


@pytest.mark.parametrize("prefix", ["dcat", "d", ""])
def test_a_catalogue_is_known_whatever_its_prefix_is(prefix: str, tmp_path: Path) -> None:
    text = f"PREFIX {prefix}: <http://www.w3.org/ns/dcat#>\n<https://a.example/1> a {prefix}:Catalog ."
    path = written(tmp_path, "k.ttl", text)
    assert detect(path) is loader_named("dcat")
    assert loaded("dcat", path)[0].nodes[0].label == "DigitalService"


@pytest.mark.parametrize("part", ["x a <a", "a <a><b>", " a ", "prefix x: <http://www.w3.org/ns/dcat#>", ";a <a>,"])
def test_a_long_file_of_nothing_is_looked_at_in_no_time(part: str, tmp_path: Path) -> None:
    path = written(tmp_path, "k.ttl", "@prefix dcat: <http://www.w3.org/ns/dcat#> ." + part * (1_000_000 // len(part)))
    began = time.monotonic()
    assert not loader_named("dcat").detects(path)
    assert time.monotonic() - began < 5


def test_nameless_nodes_in_a_ring_end(tmp_path: Path) -> None:
    text = HEAD + "g:a a dcat:Dataset ; dcterms:spatial _:a . _:a dcterms:relation _:b . _:b dcterms:relation _:a ."
    changes, _ = loaded("dcat", written(tmp_path, "k.ttl", text))
    assert len(changes.nodes) == 1
