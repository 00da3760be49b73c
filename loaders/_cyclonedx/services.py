"""Services, who provides them, and the data that flows in and out of them.

Every entry of a service's `data` is an information asset the service holds, with its classification and its direction
(inbound, outbound, bi-directional: as the service sees it); one called as a component of type data is that component.
Where it says its sources and destinations, as it may since
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

_UNKNOWN = "unknown"
_IN, _OUT = frozenset({"inbound", "bi-directional"}), frozenset({"outbound", "bi-directional"})


@dataclass(frozen=True, slots=True)
class Data:
    """An entry of a service's data: the asset it is about, if it says which."""

    key: str
    classification: str
    flow: str
    part: Part

    @property
    def is_placed(self) -> bool:
        """Does it say where its data come from or go to?"""
        return self.part.get("source") is not None or self.part.get("destination") is not None


class Assets:
    """Components of type data, by what the data of a service may call them: their reference, or a name only one has."""

    def __init__(self, components: Iterable[tuple[str, Part]]) -> None:
        self._called: dict[str, str] = {}
        known = list(components)
        for key, part in known:
            name = part.text("name")
            self._called[name] = key if self._called.get(name, key) == key else ""
        self._called |= {part.text("bom-ref"): key for key, part in known if part.text("bom-ref")}

    def find(self, called: str) -> str:
        """The key of the one that is called so; nothing where there is none, or several."""
        return self._called.get(called, "") if called else ""


@dataclass
class Services:
    """Services kept so far, with their data and endpoints."""

    things: Things
    assets: Assets
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
        is_placed = part.get("source") is not None or part.get("destination") is not None
        classification, called = part.text("classification"), part.text("name")
        known = self.assets.find(called)
        if known:
            self.things.join(
                part, f"data {called}", both("the information asset at {place}.", place=self.things.place(known))
            )
        elif is_placed and not called and classification in ("", _UNKNOWN):
            self.things.join(part, "data", both("a flow of which nobody says what it carries."))
        else:
            known = self._keep_asset(service, name, part)
            is_placed = False
        entry = Data(known, classification, part.text("flow"), part)
        self.data[service].append(entry)
        if known and not is_placed:
            properties: dict[str, object] = {"how": "processed", "flow": entry.flow, "source_type": "data"}
            self.things.imply(service, "HOLDS", known, properties, part.place)

    def _keep_asset(self, service: str, name: str, part: Part) -> str:
        """Keep what an entry is about as an asset of its own."""
        what = part.text("name") or part.text("classification") or "data"
        stated: dict[str, object] = {
            "name": f"{name}: {what}", "personal": is_personal(iter([part])) or "", "data_name": part.text("name")
        }  # fmt: skip
        found = said({k: v for k, v in part.value.items() if k not in ("name", "source", "destination")})
        reference, spare_key = part.text("bom-ref"), f"{service}#{what}"
        thing = Thing(part, "InformationAsset", "data", found, stated, reference=reference, spare_key=spare_key)
        return self.things.keep(thing)

    def tie_placed(self) -> None:
        """Flows to where the data say they go, and from where they come where the sender does not say so itself."""
        sent: set[tuple[str, str, str]] = set()
        for service, entries in self.data.items():
            for entry in entries:
                for other in entry.part.parts("destination"):
                    end = self._end(other)
                    sent.update({(service, end, entry.key), (service, end, entry.classification)})
                    self._flow(service, end, entry, other.place)
        for service, entries in self.data.items():
            for entry in entries:
                for other in entry.part.parts("source"):
                    end = self._end(other)
                    if sent.isdisjoint({(end, service, entry.key), (end, service, entry.classification)}):
                        self._flow(end, service, entry, other.place)
                    else:
                        self.things.join(other, f"FLOW {other.as_text}", both("its sender says so too."), relationship=True)

    def _end(self, part: Part) -> str:
        text = part.as_text or part.text("url")
        found = self.things.find(text)
        if self.things.knows(found):
            return found
        if key := self._of_endpoint.get(_address(text)):
            return key
        stated: dict[str, object] = {"name": text, "source_type": "endpoint"}
        return self.things.mention(f"endpoint:{text}", "ModelElement", stated, part.place)

    def _flow(self, source: str, target: str, entry: Data, place: str) -> None:
        properties: dict[str, object] = {"source_type": "data", "classification": entry.classification, "flow": entry.flow}
        if entry.key:
            properties["carries"] = (entry.key,)
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
