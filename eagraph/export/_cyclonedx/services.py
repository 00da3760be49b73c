"""Services with their provider, their zone, and the data that flow in and out of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from eagraph.export._cyclonedx.things import kind_of, reference, said
from eagraph.graph.extract import Extract
from eagraph.model.landscape import Node, Relationship

_ASPECTS = "krts"
_UNKNOWN = "unknown"


class Services:
    """The services of one bill; `kept` are all things that are in it."""

    def __init__(self, extract: Extract, kept: Mapping[str, Node], serial: str) -> None:
        self._nodes = {node.id: node for node in extract.nodes}
        self._kept, self._link = kept, f"urn:cdx:{serial.removeprefix('urn:uuid:')}/1#"
        self._names = Counter(node.name for node in kept.values() if node.label == "InformationAsset")
        self._names.update(reference(id_) for id_ in kept)
        self._of_source: dict[str, list[Relationship]] = defaultdict(list)
        self._incoming: dict[str, list[Relationship]] = defaultdict(list)
        for tie in extract.relationships:
            self._of_source[tie.source].append(tie)
            if tie.type == "FLOW":
                self._incoming[tie.target].append(tie)

    def service(self, node: Node) -> dict[str, Any]:
        """One service."""
        told: dict[str, Any] = {"bom-ref": reference(node.id)}
        if provider := self._provider(node):
            told["provider"] = {"name": provider}
        told |= said(node)
        zones = self._zones(node.id)
        if len(zones) == 1:
            told["trustZone"] = self._nodes[zones.pop()].name
        if data := self._data(node):
            told["data"] = data
        return told

    def described(self, asset: Node) -> dict[str, Any]:
        """An information asset, as the content of a component of type data."""
        told: dict[str, Any] = {"type": "dataset", "name": asset.name, "classification": classification(asset)}
        if owners := self._owners(asset):
            told["governance"] = {"owners": owners}
        return told

    def tells(self, tie: Relationship) -> bool:
        """Does a service, or an information asset, tell of this flow, holding, supplier, zone or owner?"""
        source = self._kept.get(tie.source)
        is_service = source is not None and kind_of(source) == "service"
        if tie.type == "SUPPLIED_BY":
            return is_service and self._suppliers(tie.source)[:1] == [tie.target]
        if tie.type == "CONNECTED_TO":
            return is_service and self._zones(tie.source) == {tie.target}
        if tie.type == "OWNED_BY":
            return source is not None and source.label == "InformationAsset"
        if tie.source not in self._kept or tie.target not in self._kept:
            return False
        return is_service or (tie.type == "FLOW" and kind_of(self._kept[tie.target]) == "service")

    def _suppliers(self, id_: str) -> list[str]:
        return sorted(t.target for t in self._of_source[id_] if t.type == "SUPPLIED_BY" and t.target in self._nodes)

    def _zones(self, id_: str) -> set[str]:
        return {t.target for t in self._of_source[id_] if t.type == "CONNECTED_TO" and t.target in self._nodes}

    def _provider(self, node: Node) -> str:
        suppliers = self._suppliers(node.id)
        return self._nodes[suppliers[0]].name if suppliers else str(node.properties.get("vendor", ""))

    def _data(self, node: Node) -> list[dict[str, Any]]:
        """Flows out, flows in, and what is held without any flow."""
        found = [e for t in self._of_source[node.id] if t.type == "FLOW" for e in self._entries(t, "outbound", t.target)]
        found += [e for t in self._incoming[node.id] for e in self._entries(t, "inbound", t.source)]
        moved = {entry["name"] for entry in found if "name" in entry}
        held = [self._nodes[t.target] for t in self._of_source[node.id] if t.type == "HOLDS" and t.target in self._kept]
        return found + [self._entry("unknown", asset) for asset in held if self._called(asset) not in moved]

    def _entries(self, tie: Relationship, flow: str, other: str) -> list[dict[str, Any]]:
        if other not in self._kept:
            return []
        carries = tie.properties.get("carries", ())
        carried = carries if isinstance(carries, tuple) else (str(carries),)
        assets = [self._kept[asset] for asset in carried if asset in self._kept]
        end = {"destination" if flow == "outbound" else "source": [self._link + quote(reference(other), safe="")]}
        entries = [self._entry(flow, asset) for asset in assets] or [{"flow": flow, "classification": _UNKNOWN}]
        return [{**entry, **end} for entry in entries]

    def _entry(self, flow: str, asset: Node) -> dict[str, Any]:
        entry: dict[str, Any] = {"flow": flow, "classification": classification(asset), "name": self._called(asset)}
        if owners := self._owners(asset):
            entry["governance"] = {"owners": owners}
        return entry

    def _called(self, asset: Node) -> str:
        """Its name, where that is clear, else its reference."""
        return asset.name if self._names[asset.name] == 1 else reference(asset.id)

    def _owners(self, node: Node) -> list[dict[str, Any]]:
        """Who owns a thing: organisations, else persons or roles."""
        ties = [t for t in self._of_source[node.id] if t.type == "OWNED_BY" and t.target in self._nodes]
        owners = [self._nodes[id_] for id_ in sorted({t.target for t in ties})]
        return [{"organization" if o.label == "Organisation" else "contact": {"name": o.name}} for o in owners]


def classification(node: Node) -> str:
    """Levels aspect by aspect, each exact or from–to; the word its source had, or unknown.

    >>> classification(Node("a", "InformationAsset", {"k": 2, "r": 1, "r_high": 3}))
    'K2 R1–3'
    """
    levels = [_level(node, aspect) for aspect in _ASPECTS]
    return " ".join(filter(None, levels)) or str(node.properties.get("classification", "")) or _UNKNOWN


def _level(node: Node, aspect: str) -> str:
    low, high = node.properties.get(aspect), node.properties.get(f"{aspect}_high")
    if low is None and high is None:
        return ""
    low = 0 if low is None else low
    return f"{aspect.upper()}{low}" + (f"–{high}" if high is not None and high != low else "")
