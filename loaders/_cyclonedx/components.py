"""Components, and all that a component says of itself.

Applications, containers, platforms, operating systems and firmware are systems, devices devices, data information assets;
what the model has no word for (library, framework, file, machine-learning model, cryptographic asset) is a model element
with its type. `scope` optional or excluded makes what depends on the component depend on it optionally.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from eagraph.locale import both
from loaders._bom.flat import flat, scalar, simple, written
from loaders._bom.things import Thing, Things
from loaders._documents.part import Part

LABELS = {
    "application": "System", "container": "System", "platform": "System", "operating-system": "System",
    "firmware": "System", "device": "Device", "data": "InformationAsset",
}  # fmt: skip
_SYSTEM_KINDS = {"platform": "platform", "operating-system": "infrastructure"}
PERSONAL = frozenset({"pii", "pifi", "phi", "spi"})
"""Classifications that say personal data by their very words: personally identifiable (financial) information, protected
health information, sensitive personal information."""
_SUPPLIERS = ("supplier", "manufacturer", "publisher")
_LINEAGE = ("ancestors", "descendants", "variants")
_TAKEN = frozenset({
    "bom-ref", "type", "name", "components", "services", "pedigree", "licenses", "hashes", "externalReferences", "properties"
})  # fmt: skip


def keep_components(things: Things, parts: Iterator[Part], parent: str = "") -> list[str]:
    """Keep components and all that are nested in them, in the order of the document; the keys of the outermost."""
    outermost: list[str] = []
    waiting = [(part, parent) for part in parts][::-1]
    while waiting:
        part, above = waiting.pop()
        key = keep_component(things, part)
        if not key:
            continue
        if above == parent:
            outermost.append(key)
        if above:
            things.nest(key, above, part.place)
        waiting += [(inside, key) for inside in part.parts("components")][::-1]
    return outermost


def keep_component(things: Things, part: Part) -> str:
    """Keep one component with its supplier and its lineage; its key, or nothing where it is no component."""
    if not isinstance(part.value, dict) or not (part.text("name") or part.text("bom-ref")):
        things.problem(part.expected(both("a component with a name")))
        return ""
    type_ = part.text("type") or "component"
    label = LABELS.get(type_, "ModelElement")
    thing = Thing(
        part, label, type_, said(part.value), _stated(part, label, type_), part.text("name"),
        reference=part.text("bom-ref"), purl=part.text("purl"), version=part.text("version"),
        spare_key=_described(part, type_),
    )  # fmt: skip
    key = things.keep(thing)
    if "cryptoProperties" in part.value or "modelCard" in part.value:
        things.referring.append((key, part))
    if type_ == "data":
        things.assets.append((key, part))
    if label == "System":
        supplied(things, key, part.get("supplier") or part.get("manufacturer"))
    for kind in _LINEAGE:
        for other in part.parts("pedigree", kind):
            if related := keep_component(things, other):
                things.imply(key, "RELATES_TO", related, {"source_type": kind.removesuffix("s")}, other.place)
    return key


def supplied(things: Things, key: str, supplier: Part | None) -> None:
    """Tie a thing to the organisation that supplies it, where one is named."""
    if supplier is not None and (name := supplier.text("name")):
        more = {k: v for k, v in supplier.value.items() if k in ("url", "contact", "address")}
        things.supplied(key, name, dict(flat(more)), supplier.place)


def _stated(part: Part, label: str, type_: str) -> dict[str, object]:
    stated: dict[str, object] = {"cyclonedx_scope": part.text("scope")}
    if label == "System":
        stated |= {
            "system_kind": _SYSTEM_KINDS.get(type_, ""), "product": part.text("name"), "vendor": _supplier(part),
            "product_id": part.text("purl") or part.text("cpe"),
        }  # fmt: skip
    if label == "InformationAsset":
        stated |= {"personal": is_personal(part.parts("data")) or ""}
    return stated


def _described(part: Part, type_: str) -> str:
    group, version = part.text("group"), part.text("version")
    return f"{type_}:{group + '/' if group else ''}{part.text('name')}{'@' + version if version else ''}"


def _supplier(part: Part) -> str:
    names = (part.text(field, "name") or part.text(field) for field in _SUPPLIERS)
    return next(filter(None, names), "")


def is_personal(entries: Iterator[Part]) -> bool:
    """Does a classification among these say personal data?"""
    return any(entry.text("classification").casefold() in PERSONAL for entry in entries)


def said(value: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    """What an object of CycloneDX says, under its own names: lists of its usual parts as texts, the rest flattened."""
    for name, one in value.items():
        if name == "licenses":
            yield from _licences(one)
        elif name == "hashes":
            yield name, _one_or_all([f"{_get(h, 'alg')}:{_get(h, 'content')}" for h in _objects(one)])
        elif name == "externalReferences":
            yield from ((f"{name}.{_get(r, 'type')}", _reference(r)) for r in _objects(one))
        elif name == "properties":
            yield from ((_get(p, "name"), _get(p, "value")) for p in _objects(one) if _get(p, "name"))
        elif name == "pedigree" and isinstance(one, dict):
            yield from flat({k: v for k, v in one.items() if k not in _LINEAGE}, "pedigree.")
        elif name not in _TAKEN and name != "scope":
            yield from flat({name: one})


def _objects(value: object) -> list[dict[str, Any]]:
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, dict)]


def _get(value: Mapping[str, Any], name: str) -> str:
    return written(simple(value.get(name)))


def _licences(value: object) -> Iterator[tuple[str, object]]:
    """Names of licences; of one that says more than its name and where it stands, all of it too."""
    names, more = [], []
    for one in _objects(value):
        licence = one.get("license", one)
        licence = licence if isinstance(licence, dict) else {"name": licence}
        name = next((scalar(licence[k]) for k in ("id", "name", "expression") if scalar(licence.get(k))), "")
        url = scalar(licence.get("url"))
        names.append(f"{name} ({url})" if name and url else name or url)
        if licence.keys() - {"id", "name", "expression", "url"}:
            more.append(written(simple(licence)))
    yield "licenses", _one_or_all([name for name in names if name])
    yield "licenses.more", _one_or_all(more)


def _one_or_all(values: list[str]) -> object:
    return values[0] if len(values) == 1 else tuple(values)


def _reference(value: Mapping[str, Any]) -> str:
    """Where a reference leads, and what more it says."""
    url, comment = _get(value, "url"), _get(value, "comment")
    rest = simple({k: v for k, v in value.items() if k not in ("type", "url", "comment")})
    return " ".join(filter(None, (url, f"({comment})" if comment else "", written(rest) if rest else "")))
