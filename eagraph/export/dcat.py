"""DCAT-AP-SE in Turtle: the catalogue of what a landscape publishes, ready for a portal to fetch.

Only information that is marked as published, and neither may need confidentiality above open nor is under protective
security, with its distributions, data services, publishers and contacts; of each thing only names, descriptions, keywords
and words of the vocabularies of DCAT-AP. What is left out is counted, not named. Sets in no catalogue of their own stand in
one made here. The loader of this name reads the file back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from eagraph.export._about import one_line
from eagraph.export._dcat import turtle as _turtle
from eagraph.export._dcat.published import Published
from eagraph.export._dcat.saying import Said, kind_of, said_of, subject_of, ties_of
from eagraph.export._files import text_file
from eagraph.graph.extract import Extract
from eagraph.locale import Text, both

title = both("Catalogue of what is published (DCAT-AP-SE, Turtle)")
suffix = "ttl"
OWN_CATALOGUE = "dcat-catalogue"
"""The id of the catalogue that is made here."""
_NAME = Text("Publicerad information", "Published information")
_ORDER = ("dcat:Catalog", "dcat:DatasetSeries", "dcat:Dataset", "dcat:Distribution", "dcat:DataService")


def write(extract: Extract, path: Path) -> list[Path]:
    """Write the catalogue.

    Raises:
        StoreError: the file cannot be written.
    """
    published = Published(extract)
    comments = [one_line(str(line)) for line in _comments(extract, published)]
    return text_file(path, _turtle.document(comments, _subjects(published)))


def _subjects(published: Published) -> dict[str, Said]:
    """Everything that is said, by subject: catalogues, sets and ways first."""
    nodes = sorted(published.nodes.values(), key=lambda node: (_rank(kind_of(node)), node.id))
    said: dict[str, Said] = {}
    if loose := _in_no_catalogue(published):
        said[_turtle.own_iri(OWN_CATALOGUE)] = _own_catalogue(published, loose)
    for node in nodes:
        said[subject_of(node)] = defaultdict(list, said_of(node))
    for subject, property_, value in ties_of(published):
        said[subject_of(subject)][_turtle.term(property_)].append(subject_of(value))
    return said


def _rank(kind: str) -> int:
    return _ORDER.index(kind) if kind in _ORDER else len(_ORDER)


def _in_no_catalogue(published: Published) -> list[str]:
    """Sets that are part of no catalogue that is told of."""
    inside = {tie.source for tie in published.ties() if tie.type == "PART_OF" and tie.target in published.catalogues}
    sets = (node for i, node in published.assets.items() if i not in inside and kind_of(node) == "dcat:Dataset")
    return [subject_of(node) for node in sets]


def _own_catalogue(published: Published, sets: list[str]) -> Said:
    """A catalogue of these sets; its publisher is theirs where they have one in common."""
    owners = {owner for some in published.publishers_of.values() for owner in some}
    said: Said = defaultdict(list, {"a": ["dcat:Catalog"], "dcat:dataset": sets})
    said["dcterms:title"] = [_turtle.value(_NAME.sv, language="sv"), _turtle.value(_NAME.en, language="en")]
    said["dcterms:description"] = list(said["dcterms:title"])
    if len(owners) == 1:
        said["dcterms:publisher"] = [subject_of(published.nodes[owner]) for owner in owners]
    return said


def _comments(extract: Extract, published: Published) -> Iterator[Text]:
    """Which landscape it comes from, what is in it, and how much is not: in numbers, for names would tell."""
    yield both("Data hash: {hash}", hash=extract.hash)
    yield both("Date of the data: {date}", date=extract.date or "–")
    yield both("Published here: {count} sets of information.", count=len(published.assets))
    reasons = {
        "not published": both("not marked as published: {count}", count=published.left_out.get("not published", 0)),
        "confidential": both("may need confidentiality: {count}", count=published.left_out.get("confidential", 0)),
        "protected": both("under protective security: {count}", count=published.left_out.get("protected", 0)),
    }
    yield both(
        "Left out, {why}.",
        why=both("{a}; {b}; {c}", a=reasons["not published"], b=reasons["confidential"], c=reasons["protected"]),
    )
    unknown = sum(1 for node in published.assets.values() if "k" not in node.properties and "k_high" not in node.properties)
    if unknown:
        yield both("Of those published here, nobody has classified {count}.", count=unknown)
    for name, missing in (
        ("dcterms:publisher", _without_publisher(published)),
        ("dcterms:description", _undescribed(published)),
    ):
        if missing:
            yield both("DCAT-AP-SE asks for {property}, which {count} sets lack.", property=name, count=missing)


def _without_publisher(published: Published) -> int:
    return sum(1 for asset in published.assets if asset not in published.publishers_of)


def _undescribed(published: Published) -> int:
    return sum(1 for node in published.assets.values() if not node.properties.get("description"))
