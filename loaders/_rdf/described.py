"""The properties of a node from what its resource says: the model's own where a word means one, else the vocabulary's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from loaders._rdf.resources import Resource, Resources, language_of
from loaders._rdf.vocabulary import RANGES, SETS, last_part

if TYPE_CHECKING:
    from rdflib.term import Node as Term

NAMES = (
    "dcterms:title", "foaf:name", "vcard:fn", "skos:prefLabel", "rdfs:label", "vcard:organization-name", "schema:name",
    "dcterms:identifier",
)  # fmt: skip
"""The properties that name a resource, the best first."""
_OPEN, _CLOSED = ("PUBLIC",), ("RESTRICTED", "NON_PUBLIC", "NON-PUBLIC", "CONFIDENTIAL", "SENSITIVE")
_WAYS = ("dcat:accessURL", "dcat:downloadURL")
_KINDS = {"Company": "company", **dict.fromkeys(("NationalAuthority", "RegionalAuthority", "LocalAuthority"), "authority")}
Properties = dict[str, object]


def properties_of(resource: Resource, resources: Resources) -> Properties:
    """All that a resource says of itself; ties to other resources are left for relationships."""
    left = {name: _own(name, values, resources) for name, values in resource.said.items()}
    found: Properties = {"source_type": resource.kind, "name": _plain_name(resource, resources)}
    if named := _naming(resource, resources):
        found |= _translated("name", named, left.pop(named))
    if "dcterms:description" in left:
        found |= _translated("description", "dcterms:description", left.pop("dcterms:description"))
    if "dcat:keyword" in left:
        found |= _tags(left.pop("dcat:keyword"))
    found |= _meant(resource, resources, left)
    other = [name for name in resource.types if name != resource.kind]
    left.pop("rdf:type", None)
    return {**found, **({"rdf:type": tuple(other)} if other else {}), **_flat(left, resources)}


def _own(name: str, values: Iterable[Term], resources: Resources) -> list[Term]:
    """Values that are no resources of their own, and no ends of a relationship that nobody describes."""
    is_tie = name in RANGES
    return [v for v in values if resources.of(v) is None and not (is_tie and resources.is_iri(v))]


def _flat(left: dict[str, list[Term]], resources: Resources) -> Properties:
    found: dict[str, list[str]] = defaultdict(list)
    for name, values in left.items():
        for inside, text in resources.flattened(name, values):
            found[inside].append(text)
    return {name: texts[0] if len(texts) == 1 else tuple(sorted(set(texts))) for name, texts in found.items()}


def _by_language(values: Iterable[Term]) -> dict[str, list[str]]:
    """Texts by language, the one to keep first: Swedish, none, English, then by its letters."""
    found: dict[str, list[str]] = defaultdict(list)
    for value in values:
        if text := str(value).strip():
            found[language_of(value)].append(text)
    ranks = {"sv": 0, "": 1, "en": 2}
    return {language: sorted(set(found[language])) for language in sorted(found, key=lambda one: (ranks.get(one, 3), one))}


def _translated(field: str, name: str, values: list[Term]) -> Properties:
    """A text of the model and the English one beside it; other languages, and more of one, under the vocabulary's name."""
    found: Properties = {}
    more: dict[str, list[str]] = defaultdict(list)
    for language, texts in _by_language(values).items():
        first = " ".join(texts[0].split()) if field == "name" else texts[0].replace("\r\n", "\n").replace("\r", "\n")
        found.setdefault(field, first)
        under = name if language in ("sv", "") else f"{name}@{language}"
        kept = {"en": f"{field}_en", "sv": field, "": field}.get(language, under)
        is_kept = found.setdefault(kept, first) is first and kept != under
        more[under] += texts[1:] if is_kept else texts
        found.pop(under, None)
    return found | {under: texts[0] if len(texts) == 1 else tuple(texts) for under, texts in more.items() if texts}


def _tags(values: list[Term]) -> Properties:
    by_language = _by_language(values)
    ours = [word for language in ("sv", "") for word in by_language.get(language, ())]
    tags = ours or next(iter(by_language.values()), [])
    others = {f"dcat:keyword@{lang}": tuple(words) for lang, words in by_language.items() if lang not in ("sv", "")}
    return {"tags": tuple(sorted(set(tags))), **others}


def _meant(resource: Resource, resources: Resources, left: dict[str, list[Term]]) -> Properties:
    """What the model has a field for."""
    if resource.kind in SETS:
        return _openness(resource, resources)
    if resource.kind == "dcat:Distribution":
        standards = [resources.text(v) for v in left.pop("dcterms:conformsTo", ()) if not resources.is_nameless(v)]
        return {"pattern": _pattern(resource), "standard": ", ".join(standards)}
    if resource.label in ("Person", "Role"):
        return _reached(resource, resources, left)
    if resource.label == "Organisation":
        types = [last_part(resources.text(value)) for value in resource.said.get("dcterms:type", ())]
        return {"kind": next((_KINDS[t] for t in types if t in _KINDS), "")}
    return {}


def _openness(resource: Resource, resources: Resources) -> Properties:
    """Is a set published? What its access rights say; where they say nothing, whether there is a way to it.

    A series of which nothing is said is published when a set in it is.
    """
    if resource.kind == "dcat:DatasetSeries" and not _rights(resource, resources):
        members = [_openness(member, resources) for member in resources.members_of(resource)]
        return {"published": "true", "asset_kind": "open"} if {"published": "true", "asset_kind": "open"} in members else {}
    ways = [one for value in resource.said.get("dcat:distribution", ()) if (one := resources.of(value))]
    said = _rights(resource, resources)
    if not said and any(name in way.said for way in ways for name in (*_WAYS, "dcat:accessService")):
        said = {word for way in ways for word in _rights(way, resources)} or {"PUBLIC"}
    if said & {*_CLOSED}:
        return {"published": "false"}
    return {"published": "true", "asset_kind": "open"} if said & {*_OPEN} else {}


def _rights(resource: Resource, resources: Resources) -> set[str]:
    values = resource.said.get("dcterms:accessRights", ())
    described = [v for value in values if (one := resources.of(value)) for name in NAMES for v in one.said.get(name, ())]
    return {last_part(resources.text(value)).upper() for value in [*values, *described]}


def _pattern(resource: Resource) -> str:
    if "dcat:accessService" in resource.said:
        return "api"
    return "file" if "dcat:downloadURL" in resource.said else ""


def _reached(resource: Resource, resources: Resources, left: dict[str, list[Term]]) -> Properties:
    """The address by which a contact is reached; a contact that is no person is a role."""
    addresses = [v for v in left.get("vcard:hasEmail", ()) if resources.text(v).startswith("mailto:")]
    role = {"role_type": "contact point"} if resource.label == "Role" else {}
    if not addresses:
        return dict(role)
    left["vcard:hasEmail"] = [value for value in left["vcard:hasEmail"] if value is not addresses[0]]
    return {**role, "email": resources.text(addresses[0]).removeprefix("mailto:")}


def _naming(resource: Resource, resources: Resources) -> str:
    """The property that names a resource; empty where none does."""
    said = resource.said
    return next((name for name in NAMES if any(resources.is_literal(v) and str(v).strip() for v in said.get(name, ()))), "")


def _plain_name(resource: Resource, resources: Resources) -> str:
    """The name of a resource without a title; a distribution is called as its set, with its format."""
    if resource.kind == "dcat:Distribution" and (whole := resources.set_of(resource)):
        formats = [*resource.said.get("dcterms:format", ()), *resource.said.get("dcat:mediaType", ())]
        named = _naming(whole, resources)
        name = _translated("name", named, whole.said[named])["name"] if named else _plain_name(whole, resources)
        return f"{name} ({last_part(resources.text(formats[0]))})" if formats else str(name)
    return resource.kind.partition(":")[2] if resource.key.startswith("_:") else last_part(resource.key)
