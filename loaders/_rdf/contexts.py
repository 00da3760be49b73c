"""JSON-LD whose context stands elsewhere: nothing is fetched. Contexts of DCAT are our own table; others are refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from eagraph.errors import InvalidLandscape, Problem
from eagraph.locale import both
from eagraph.model.linked_data import PREFIXES
from loaders._documents.part import Part

KNOWN = (
    "www.w3.org/ns/dcat",
    "semiceu.github.io/DCAT-AP",
    "semiceu.github.io/dcat-ap",
    "raw.githubusercontent.com/SEMICeu/DCAT-AP",
)
"""What the addresses of the contexts begin with that DCAT and DCAT-AP publish."""
_REFERENCES = {
    "dcat": "dataset distribution service catalog record contactPoint accessService servesDataset inSeries theme "
    "themeTaxonomy landingPage accessURL downloadURL endpointURL endpointDescription mediaType compressFormat "
    "packageFormat qualifiedRelation hasVersion",
    "dcterms": "publisher creator license rights accessRights spatial temporal language conformsTo accrualPeriodicity "
    "format type isPartOf hasPart source provenance isReferencedBy relation isReplacedBy replaces rightsHolder",
    "foaf": "homepage page primaryTopic mbox",
    "vcard": "hasEmail hasTelephone hasAddress hasURL hasValue",
    "adms": "status sample",
    "dcatap": "applicableLegislation hvdCategory availability",
}
_TEXTS = {
    "dcat": "keyword startDate endDate byteSize bbox centroid temporalResolution spatialResolutionInMeters version",
    "dcterms": "title description issued modified identifier",
    "foaf": "name",
    "vcard": "fn",
    "adms": "versionNotes",
    "skos": "prefLabel notation",
}
_CLASSES = {
    "dcat": "Catalog Dataset DatasetSeries Distribution DataService CatalogRecord Resource",
    "foaf": "Agent Document Person Organization",
    "vcard": "Kind Organization Individual Group",
    "dcterms": "PeriodOfTime Location LicenseDocument RightsStatement Standard",
    "skos": "Concept ConceptScheme",
}


def context() -> dict[str, Any]:
    """Our own context of DCAT: the prefixes, and every term under its own name; a term it does not have keeps its name."""
    terms: dict[str, Any] = {"@vocab": PREFIXES["dcat"], **PREFIXES}
    for prefix, names in [*_TEXTS.items(), *_CLASSES.items()]:
        terms |= {name: f"{PREFIXES[prefix]}{name}" for name in names.split()}
    for prefix, names in _REFERENCES.items():
        terms |= {name: {"@id": f"{PREFIXES[prefix]}{name}", "@type": "@id"} for name in names.split()}
    return terms


def is_known(address: object) -> bool:
    """Is it the address of a context of DCAT?"""
    return isinstance(address, str) and address.partition("://")[2].startswith(KNOWN)


def without_remote_contexts(document: Part) -> Any:
    """The document with every context that stands elsewhere replaced by ours.

    Raises:
        InvalidLandscape: there are contexts that are not known; every one with its place.
    """
    problems = [_refused(part) for part in _addresses(document) if not is_known(part.value)]
    if problems:
        raise InvalidLandscape(problems)
    return _replaced(document.value)


def _addresses(document: Part) -> Iterator[Part]:
    waiting = [document]
    while waiting:
        part = waiting.pop()
        if isinstance(part.value, list):
            waiting.extend(part.parts())
        for key, inside in part.items():
            if key == "@import":
                yield inside
            elif key == "@context":
                yield from (one for one in inside.parts() if isinstance(one.value, str))
                waiting.extend(one for one in inside.parts() if not isinstance(one.value, str))
            else:
                waiting.append(inside)


def _refused(part: Part) -> Problem:
    text = both(
        "the context {address} stands elsewhere and is not fetched; write it out in the file, or export as Turtle.",
        address=part.shown,
    )  # fmt: skip
    return Problem(part.place, text)


def _replaced(value: Any) -> Any:
    if isinstance(value, list):
        return [_replaced(one) for one in value]
    if not isinstance(value, dict):
        return value
    found = {key: _replaced(one) for key, one in value.items() if key != "@import"}
    said = found.get("@context")
    if isinstance(said, list):
        found["@context"] = [context() if isinstance(one, str) else one for one in said]
    elif isinstance(said, str):
        found["@context"] = context()
    if "@import" in value:
        found = {**context(), **found}
    return found
