"""Catalogues of data sets as DCAT-AP-SE writes them, in Turtle, RDF/XML or JSON-LD; DCAT and DCAT-AP are understood too.

A data set or series is an InformationAsset, a distribution an Integration that CARRIES it, a data service a DigitalService
that HOLDS (presents) it, a catalogue a DigitalService of which they are parts; publishers own. A set is published when its
access rights say so, or say nothing and there is a way to it. Of texts the Swedish is kept, else the one without language,
else the English; all else stays under its name in the vocabulary. Whatever has no label here is a ModelElement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from eagraph.errors import Problem, SourceError
from eagraph.loading import Intake, NodeRecord, Reference, RelationshipRecord
from eagraph.locale import both
from eagraph.model.linked_data import DCAT, OWN, RDF, TIES
from loaders._documents.glimpse import JSON
from loaders._documents.sources import is_source
from loaders._rdf import vocabulary as _words
from loaders._rdf.contexts import is_known
from loaders._rdf.described import properties_of
from loaders._rdf.graph import TURTLE, XML, read_graph
from loaders._rdf.resources import Resource, Resources, iri
from loaders._rings import ringed
from loaders._xml import head as _xml_head

title = both("Catalogue of data sets (DCAT-AP-SE in Turtle, RDF/XML or JSON-LD)")
_LOOKED_AT = 1_000_000
_BEFORE, _TRIED, _MOST_PREFIXES = 400, 2000, 20
"""How many letters before a class are looked at, how many mentions of classes, and how many prefixes of one vocabulary."""
_CLASSES = ("Catalog", "Dataset", "DatasetSeries", "DataService", "Distribution", "CatalogRecord")
_MOST_HINTS = 20
_SUFFIXES = TURTLE | XML | JSON


def detects(path: Path) -> bool:
    """Does a Turtle, RDF/XML or JSON-LD file say of something that it is a catalogue, data set, distribution or service?"""
    suffix = path.suffix.lower()
    if not path.is_file() or suffix not in _SUFFIXES:
        return False
    if suffix in JSON:
        return is_source(path, _recognises, JSON)
    try:
        with path.open("rb") as file:
            data = file.read(_LOOKED_AT)
    except OSError:
        return False
    return _is_turtle(data) if suffix in TURTLE else _is_rdf_xml(data)


def _is_turtle(data: bytes) -> bool:
    text = data.decode("utf-8", "replace")
    prefixes = re.findall(rf"(?i)prefix\s+([\w-]*):\s*<{re.escape(DCAT)}>", text)
    names = [rf"(?<![\w-]){re.escape(prefix)}:" for prefix in _few(prefixes)] + [rf"<{re.escape(DCAT)}"]
    wanted = re.finditer(f"(?:{'|'.join(names)})(?:{'|'.join(_CLASSES)})\\b", text)
    return any(_is_type(text[max(0, found.start() - _BEFORE) : found.start()]) for found in islice(wanted, _TRIED))


def _few(prefixes: list[str]) -> list[str]:
    """The first of them, each once."""
    return list(dict.fromkeys(prefixes))[:_MOST_PREFIXES]


def _is_type(before: str) -> bool:
    """Does what stands before a class, in its statement, say that something is of it?"""
    return re.search(r"(?:^|[\s\]])a\s|:type\s|#type>\s", re.split(r";|\.\s", before)[-1]) is not None


def _is_rdf_xml(data: bytes) -> bool:
    try:
        head = _xml_head.read_head(data[: _xml_head.HEAD_BYTES])
    except Exception:  # whatever is no XML is no catalogue
        return False
    if not (head.doctype or head.namespace in (RDF, DCAT)):
        return False
    text = data.decode("utf-8", "replace")
    prefixes = re.findall(rf"xmlns:([\w.-]+)\s*=\s*[\"']{re.escape(DCAT)}[\"']", text)
    names = "|".join([*(f"<{re.escape(prefix)}:" for prefix in _few(prefixes)), re.escape(DCAT)])
    has_rdf = RDF in text
    return has_rdf and re.search(f"(?:{names})(?:{'|'.join(_CLASSES)})\\b", text) is not None


def _recognises(document: Any) -> bool:
    """Is it JSON-LD with a type of DCAT?"""
    return isinstance(document, dict | list) and any(map(_is_dcat, _types(document, known=False)))


def _types(value: Any, *, known: bool) -> Iterator[str]:
    """The types that are stated, those of a context of DCAT under the prefix."""
    waiting = [(value, known)]
    while waiting:
        value, known = waiting.pop()
        if isinstance(value, list):
            waiting += [(one, known) for one in value]
        elif isinstance(value, dict):
            said = value.get("@context")
            known = known or any(map(is_known, said if isinstance(said, list) else [said]))
            types = value.get("@type")
            yield from (f"dcat:{t}" if known and ":" not in str(t) else str(t) for t in _listed(types))
            waiting += [(one, known) for name, one in value.items() if name != "@context"]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _is_dcat(type_: str) -> bool:
    return type_.removeprefix(DCAT).removeprefix("dcat:") in _CLASSES and type_.startswith((DCAT, "dcat:"))


def read(path: Path, intake: Intake) -> None:
    """Read every resource of the file, and what ties them.

    Raises:
        SourceError: it is no such file, is not well-formed, or reaches for other files.
    """
    if not path.is_file():
        raise SourceError(both("{path}: expected a file in Turtle, RDF/XML or JSON-LD.", path=path))
    resources = Resources(read_graph(path))
    if not any(resource.kind.startswith("dcat:") for resource in resources):
        known = ", ".join(f"dcat:{name}" for name in _CLASSES)
        raise SourceError(both("{path}: nothing in it is of a type of DCAT ({known}).", path=path, known=known))
    _name_source(resources, intake)
    seen: dict[str, Resource] = {}
    for resource in resources:
        first = seen.setdefault(resource.key, resource)
        if first is resource:
            _keep(resource, resources, intake)
        else:
            why = both("says the same as {first} and is one with it.", first=first.place)
            intake.join(resource.place, resource.kind, why, relationship=False)
    _relate(resources, intake)


def _name_source(resources: Resources, intake: Intake) -> None:
    """A file of one catalogue is known by it, whatever it is called and written in."""
    catalogues = [resource for resource in resources if resource.kind == "dcat:Catalog" and resource.is_named]
    inside = {iri(value) for one in catalogues for value in one.said.get("dcat:catalog", ())}
    outer = [one for one in catalogues if one.key not in inside]
    if len(outer) == 1:
        intake.location = f"dcat:{outer[0].key}"
        intake.title = str(properties_of(outer[0], resources).get("name") or intake.title)[:80].strip()


def _keep(resource: Resource, resources: Resources, intake: Intake) -> None:
    properties = properties_of(resource, resources)
    intake.explain(resources.document.file, resource.kind, both("a thing of the kind {label}", label=resource.label))
    if (
        resource.kind == "dcat:Dataset"
        and properties.get("published") == "true"
        and "dcterms:accessRights" not in resource.said
    ):
        assumed = both("not stated of a set there is a way to: taken as published")
        intake.explain(resources.document.file, "dcterms:accessRights", assumed)
    own = unquote(resource.key.removeprefix(OWN)) if resource.key.startswith(OWN) else ""
    if resource.is_named and not own:
        properties["external_id"] = resource.key
    elif not own:
        properties["source_key"] = resource.key
    intake.node(NodeRecord(resource.key, resource.label, properties, resource.place, id=own))


Tie = tuple[str, str, str, str]
"""From key, type, to key, property of the vocabulary."""


def _relate(resources: Resources, intake: Intake) -> None:
    ties: dict[Tie, tuple[str, bool]] = {}
    for resource in resources:
        for predicate, values in resource.said.items():
            for value in values:
                known = resources.of(value)
                is_loose = known is None and predicate in _words.RANGES and resources.is_iri(value)
                if known is None and not is_loose:
                    continue
                tie = _tie(resource, predicate, known, iri(value))
                if tie in ties:
                    why = both("stands twice; the first is {first}.", first=ties[tie][0])
                    intake.join(resource.place, predicate, why, relationship=True)
                ties.setdefault(tie, (resource.place, is_loose))
    rings = ringed([(tie[0], tie[2]) if tie[1] == "PART_OF" else None for tie in ties])
    _hint_at_rings(intake, [place for (place, _), in_ring in zip(ties.values(), rings, strict=True) if in_ring])
    for (tie, (place, is_loose)), in_ring in zip(ties.items(), rings, strict=True):
        _keep_tie(tie, place, intake, type_="RELATES_TO" if in_ring else tie[1], is_loose=is_loose)
    _presented(resources, ties, intake)


def _tie(resource: Resource, predicate: str, known: Resource | None, key: str) -> Tie:
    type_, turned = TIES.get(predicate, ("RELATES_TO", False))
    label = known.label if known else _words.LABELS[_words.RANGES[predicate]]
    ends, labels = [resource.key, known.key if known else key], [resource.label, label]
    if turned:
        ends, labels = ends[::-1], labels[::-1]
    fit = zip(_words.ENDS.get(type_, ((), ())), labels, strict=True)
    if not all(label in wanted or not wanted for wanted, label in fit):
        return resource.key, "RELATES_TO", ends[0] if turned else ends[1], predicate
    return ends[0], type_, ends[1], predicate


def _keep_tie(tie: Tie, place: str, intake: Intake, *, type_: str, is_loose: bool, **said: object) -> None:
    source, _, target, predicate = tie
    intake.explain(place.partition(":")[0].partition("#")[0], predicate, both("a relationship {type}", type=type_))
    properties: dict[str, object] = {"source_type": predicate, "source_key": predicate, **said}
    if type_ == "HOLDS":
        properties["how"] = "presented"
    ends = Reference(source), Reference(target)
    intake.relationship(RelationshipRecord(ends[0], type_, ends[1], properties, place, is_loose=is_loose))


def _presented(resources: Resources, ties: dict[Tie, tuple[str, bool]], intake: Intake) -> None:
    """A service that a distribution is reached by presents its set, also where nobody says so."""
    carried = [(source, target) for source, type_, target, _ in ties if type_ == "CARRIES"]
    reached = [(source, target) for source, type_, target, _ in ties if type_ == "DEPENDS_ON"]
    stated = {(source, target) for source, type_, target, _ in ties if type_ == "HOLDS"}
    places = {resource.key: resource.place for resource in resources}
    found = {(service, set_) for one, set_ in carried for other, service in reached if one == other} - stated
    for service, set_ in sorted(found):
        if service in places:
            tie = (service, "HOLDS", set_, "dcat:accessService")
            _keep_tie(tie, places[service], intake, type_="HOLDS", is_loose=False, confidence="inferred")


def _hint_at_rings(intake: Intake, places: list[str]) -> None:
    for place in places[:_MOST_HINTS]:
        text = both("goes round in a ring, so that nothing is the whole; kept as RELATES_TO.")
        intake.hints.append(Problem(place, text))
    if len(places) > _MOST_HINTS:
        text = both("{count} more that go round in a ring.", count=len(places) - _MOST_HINTS)
        intake.hints.append(Problem(intake.title, text))
