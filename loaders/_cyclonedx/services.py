"""Services, who provides them, and the data that flows in and out of them.

Every entry of a service's `data` is an information asset the service holds, with its classification and its direction
(inbound, outbound, bi-directional: as the service sees it). Where it says its sources and destinations, as it may since
1.5, it is a FLOW from each and to each. Where it does not, other ends are looked for among the services that depend on
this one or that it depends on: both must say the same classification, one outbound and the other inbound. Such a flow is
`inferred`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from eagraph.locale import both
from loaders._bom.things import Thing, Things
from loaders._cyclonedx.components import is_personal, said, supplied
from loaders._documents.part import Part

_IN, _OUT = frozenset({"inbound", "bi-directional"}), frozenset({"outbound", "bi-directional"})


@dataclass(frozen=True, slots=True)
class Data:
    """An entry of a service's data: the asset it became."""

    key: str
    classification: str
    flow: str
    part: Part

    @property
    def is_placed(self) -> bool:
        """Does it say where its data come from or go to?"""
        return self.part.get("source") is not None or self.part.get("destination") is not None


@dataclass
class Services:
    """Services kept so far, with their data and endpoints."""

    things: Things
    data: dict[str, list[Data]] = field(default_factory=lambda: defaultdict(list))
    _of_endpoint: dict[str, str] = field(default_factory=dict)

    def keep(self, parts: Iterator[Part], parent: str = "") -> None:
        """Keep services and all that are nested in them, in the order of the document."""
        waiting = [(part, parent) for part in parts][::-1]
        while waiting:
            part, above = waiting.pop()
            key = self.keep_one(part)
            if not key:
                continue
            if above:
                self.things.nest(key, above, part.place)
            waiting += [(inside, key) for inside in part.parts("services")][::-1]

    def keep_one(self, part: Part) -> str:
        """Keep one service with its provider, its zone and its data; its key, or nothing where it is no service."""
        if not isinstance(part.value, dict) or not (part.text("name") or part.text("bom-ref")):
            self.things.problem(part.expected(both("a service with a name")))
            return ""
        found = said({k: v for k, v in part.value.items() if k != "data"})
        name, version = part.text("name"), part.text("version")
        spare_key = f"service:{name}{'@' + version if version else ''}"
        thing = Thing(part, "DigitalService", "service", found, {}, name, part.text("bom-ref"), spare_key=spare_key)
        key = self.things.keep(thing)
        supplied(self.things, key, part.get("provider"))
        if zone := part.text("trustZone"):
            stated: dict[str, object] = {"name": zone, "source_type": "trustZone"}
            kept = self.things.mention(f"zone:{zone}", "NetworkZone", stated, part.place)
            self.things.imply(key, "CONNECTED_TO", kept, {}, part.place)
        for endpoint in part.parts("endpoints"):
            self._of_endpoint.setdefault(_address(endpoint.as_text), key)
        if key not in self.data:
            for entry in part.parts("data"):
                self._keep_data(key, part.text("name"), entry)
        return key

    def _keep_data(self, service: str, name: str, part: Part) -> None:
        if not isinstance(part.value, dict):
            self.things.problem(part.expected(both("data of a service: flow and classification")))
            return
        classification = part.text("classification")
        what = part.text("name") or classification or "data"
        stated: dict[str, object] = {
            "name": f"{name}: {what}", "personal": is_personal(iter([part])) or "", "data_name": part.text("name")
        }  # fmt: skip
        found = said({k: v for k, v in part.value.items() if k not in ("name", "source", "destination")})
        reference, spare_key = part.text("bom-ref"), f"{service}#{what}"
        thing = Thing(part, "InformationAsset", "data", found, stated, reference=reference, spare_key=spare_key)
        key = self.things.keep(thing)
        self.data[service].append(Data(key, classification, part.text("flow"), part))
        properties: dict[str, object] = {"how": "processed", "flow": part.text("flow"), "source_type": "data"}
        self.things.imply(service, "HOLDS", key, properties, part.place)

    def tie_placed(self) -> None:
        """Flows from and to where the data say."""
        for service, entries in self.data.items():
            for entry in entries:
                for other in entry.part.parts("source"):
                    self._flow(self._end(other), service, entry, other.place)
                for other in entry.part.parts("destination"):
                    self._flow(service, self._end(other), entry, other.place)

    def _end(self, part: Part) -> str:
        text = part.as_text or part.text("url")
        found = self.things.find(text)
        if self.things.knows(found):
            return found
        if key := self._of_endpoint.get(_address(text)):
            return key
        stated: dict[str, object] = {"name": text, "source_type": "endpoint", "external_id": text if "://" in text else ""}
        return self.things.mention(f"endpoint:{text}", "ModelElement", stated, part.place)

    def _flow(self, source: str, target: str, entry: Data, place: str) -> None:
        properties: dict[str, object] = {
            "carries": (entry.key,), "source_type": "data", "classification": entry.classification, "flow": entry.flow
        }  # fmt: skip
        self.things.imply(source, "FLOW", target, properties, place)

    def tie_inferred(self, dependencies: Iterable[tuple[str, str]]) -> None:
        """Flows between services of which one depends on the other, where both say the data and their directions fit."""
        for pair in dict.fromkeys(dependencies):
            for sender, receiver in (pair, pair[::-1]):
                received = {d.classification for d in self.data.get(receiver, ()) if d.flow in _IN and not d.is_placed}
                for entry in self.data.get(sender, ()):
                    if entry.flow in _OUT and not entry.is_placed and entry.classification in received - {""}:
                        self._infer(sender, receiver, entry)

    def _infer(self, sender: str, receiver: str, entry: Data) -> None:
        properties: dict[str, object] = {
            "carries": (entry.key,), "source_type": "data", "classification": entry.classification,
            "confidence": "inferred",
        }  # fmt: skip
        self.things.imply(sender, "FLOW", receiver, properties, entry.part.place)

    def unplaced(self) -> int:
        """How many data there are of which nobody says where they come from or go to."""
        return sum(not entry.is_placed for entries in self.data.values() for entry in entries)


def _address(url: str) -> str:
    return url.rstrip("/").casefold()
