"""What a description says of a Thing, as properties of a node."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urljoin, urlsplit

from eagraph.model.fields import Field
from loaders._documents.facts import beside, flat
from loaders._documents.part import Part
from loaders._documents.positions import position
from loaders._wot.thing_model import is_model
from loaders._wot.walk import affordances, forms, names

_TOLD = (
    "@context",
    "@type",
    "id",
    "title",
    "description",
    "properties",
    "actions",
    "events",
    "forms",
    "links",
    "security",
    "securityDefinitions",
)
"""Members of the Thing that become something else than a fact under their own name."""
_WORLDWIDE = re.compile(r"https?://|urn:uuid:|urn:dev:(mac|ow|org|os|ops):", re.IGNORECASE)
"""Identifiers nobody else has (RFC 9562, RFC 9039); other URNs are often made up, and one may stand for several Things."""
_NORTH = ("lat", "latitude")
_EAST = ("long", "lon", "lng", "longitude")
MODEL_LABEL = "ModelElement"
PREFIX = "wot"


def label_of(thing: Part) -> str:
    """A model is no thing; what only tells of what it observes is a sensor; every other thing is a device."""
    if is_model(thing):
        return MODEL_LABEL
    if any("sensor" in kind.casefold() for kind in _kinds(thing)):
        return "Sensor"
    tells = any(True for _ in affordances(thing, "properties", "events"))
    acts = any(True for _ in affordances(thing, "actions"))
    written = any(not _is_set(one, "readOnly") for _, _, one in affordances(thing, "properties"))
    return "Sensor" if tells and not acts and not written else "Device"


def name_of(thing: Part) -> str:
    """The title; in a model without one, what follows last in its identifier; else the file's."""
    titles = (text for _, one in thing.items("titles") if (text := one.as_text))
    return thing.text("title") or next(titles, "") or thing.text("id").rstrip(":/#").split(":")[-1] or thing.file


def properties_of(thing: Part, fields: Mapping[str, Field]) -> dict[str, object]:
    """Everything the description says, flat."""
    stated: dict[str, object] = {
        "name": name_of(thing),
        "name_en": thing.text("titles", "en"),
        "description": thing.text("description"),
        "external_id": thing.text("id") if _WORLDWIDE.match(thing.text("id")) else "",
        "source_key": thing.text("id"),
        "source_type": "tm:ThingModel" if is_model(thing) else "Thing",
    }
    if "device_kind" in fields:
        stated |= {
            "device_kind": ", ".join(_kinds(thing)), "firmware": _of_local_name(thing, ("firmware", "softwareversion")),
            "observed_property": ", ".join(_observed(thing)), **_position(thing),
        }  # fmt: skip
    own = [*_affordances(thing), *_connections(thing), *_security(thing), *_links(thing), *flat("", thing, skip=_TOLD)]
    own = [(name, value) for name, value in own if value not in ("", ())]
    return beside({name: value for name, value in stated.items() if value != ""}, own, fields, PREFIX)


def _kinds(thing: Part) -> list[str]:
    """The semantic types without their prefix, those of every Thing left out."""
    local = (name.replace("#", "/").replace(":", "/").rpartition("/")[2] for name in names(thing, "@type"))
    return [name for name in local if name not in ("Thing", "ThingModel", "")]


def _observed(thing: Part) -> list[str]:
    return [one.text("title") or name for _, name, one in affordances(thing, "properties") if not _is_set(one, "writeOnly")]


def _is_set(part: Part, flag: str) -> bool:
    found = part.get(flag)
    return found is not None and found.value is True


def _affordances(thing: Part) -> Iterator[tuple[str, object]]:
    for kind in ("properties", "actions", "events"):
        yield kind, tuple(_affordance(kind, name, one) for _, name, one in affordances(thing, kind))


def _affordance(kind: str, name: str, one: Part) -> str:
    """As `level (Water level): number · m · read-only`."""
    told = [one.text("type"), one.text("unit"), one.text("tm:ref")] if kind == "properties" else []
    told += [text for flag, text in _FLAGS if _is_set(one, flag)]
    said = " · ".join(part for part in told if part)
    titled = f"{name} ({one.text('title')})" if one.text("title") not in ("", name) else name
    return f"{titled}: {said}" if said else titled


_FLAGS = (("readOnly", "read-only"), ("writeOnly", "write-only"), ("observable", "observable"), ("safe", "safe"),
          ("idempotent", "idempotent"))  # fmt: skip


def _connections(thing: Part) -> Iterator[tuple[str, object]]:
    base = thing.text("base")
    addresses = [_joined(base, form.text("href")) for _, form in forms(thing) if form.text("href")]
    protocols = {address.partition(":")[0] for address in [*addresses, base] if "://" in address}
    yield "protocols", tuple(sorted(protocols))
    yield "hosts", tuple(sorted({host for address in [*addresses, base] if (host := _host(address))}))
    yield "endpoints", tuple(dict.fromkeys(addresses))
    yield "subprotocols", tuple(sorted({text for _, form in forms(thing) if (text := form.text("subprotocol"))}))


def _joined(base: str, href: str) -> str:
    if not base or "://" in href:
        return href
    scheme, colon, rest = base.partition("://")
    try:  # urljoin knows http's family only; a path joins alike for every other scheme
        return f"{scheme}{colon}{urljoin(f'http://{rest}', href).removeprefix('http://')}" if colon else href
    except ValueError:
        return href


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc.rpartition("@")[2]
    except ValueError:
        return ""


def _security(thing: Part) -> Iterator[tuple[str, object]]:
    yield "security", tuple(names(thing, "security"))
    for name, scheme in thing.items("securityDefinitions"):
        yield f"security.{name}", scheme.text("scheme")
        yield from flat(f"security.{name}", scheme, skip=("scheme", "@type"))


def _links(thing: Part) -> Iterator[tuple[str, object]]:
    by_rel: dict[str, list[str]] = {}
    for link in thing.parts("links"):
        by_rel.setdefault(link.text("rel") or "link", []).append(link.text("href"))
    for rel, addresses in by_rel.items():
        yield f"link.{rel}", tuple(address for address in addresses if address)


def _position(thing: Part) -> dict[str, object]:
    """From geo:lat and geo:long, or a geometry, on the Thing or in a member of it."""
    for place in (thing, *(part for _, part in thing.items() if isinstance(part.value, dict))):
        north, east = _number(place, _NORTH), _number(place, _EAST)
        if north is not None and east is not None and abs(north) <= 90 and abs(east) <= 180:
            return {"latitude": north, "longitude": east}
        if found := position(place):
            return found
    return {}


def _number(place: Part, local_names: tuple[str, ...]) -> float | None:
    for key, part in place.items():
        if _local(key) in local_names:
            try:
                return float(part.as_text)
            except ValueError:
                continue
    return None


def _of_local_name(thing: Part, wanted: tuple[str, ...]) -> str:
    """A text of the Thing or its version under one of some names, whatever the prefix."""
    for place in (thing, thing.get("version")):
        for key, part in place.items() if place is not None else ():
            if _local(key) in wanted and part.as_text:
                return part.as_text
    return ""


def _local(key: str) -> str:
    return key.replace("#", "/").replace(":", "/").rpartition("/")[2].casefold()
