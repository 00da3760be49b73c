"""From entities of SensorThings to nodes and relationships.

A Thing is a Device, a Sensor a Sensor; a Datastream is the InformationAsset that the Thing holds and the Sensor sends to
it, of the InformationType that the ObservedProperty is. A Location gives its Thing its place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from eagraph.errors import Problem
from eagraph.loading import Intake, NodeRecord, Reference, RelationshipRecord
from eagraph.locale import both
from loaders._documents.facts import beside, flat
from loaders._documents.part import Part
from loaders._documents.positions import position
from loaders._sensorthings.collected import ID, SELF, Collected, Entity
from loaders._sensorthings.kinds import NAVIGATION

LABELS: Mapping[str, str] = {
    "Thing": "Device", "Sensor": "Sensor", "Actuator": "Device", "Datastream": "InformationAsset",
    "MultiDatastream": "InformationAsset", "ObservedProperty": "InformationType",
}  # fmt: skip
STREAMS = ("Datastream", "MultiDatastream")
_TAKEN = (ID, SELF, "id", "name", "description", *NAVIGATION)
_FIRMWARE = ("firmware", "firmwareVersion", "softwareVersion")
_KIND = ("deviceKind", "device_kind", "deviceType", "type", "category", "kind")
_INTERVAL = ("resolution_s", "samplingInterval_s", "interval_s")
_MOST_HINTS = 20


class Landscape:
    """Nodes and relationships of what was collected."""

    def __init__(self, collected: Collected, intake: Intake) -> None:
        self._all, self._intake = collected, intake

    def fill(self) -> None:
        """Give the intake every node and relationship; what is joined or left out, with its reason."""
        for entity in self._all.entities.values():
            if entity.kind == "Location":
                self._location(entity)
            elif entity.kind == "TaskingCapability":
                why = both("a command the Thing takes; a flow to its actuator.")
                self._intake.join(entity.part.place, entity.key, why, relationship=False)
            else:
                self._intake.node(self._node(entity))
        for (kind, file), count in sorted(self._all.again.items()):
            why = both("{count} times again: expanded where others lead to them, or on several pages.", count=count)
            self._intake.join(file, kind, why, relationship=False)
        for (kind, file), count in sorted(self._all.counted.items()):
            why = both("{count} of them: data of their time, not parts of a landscape.", count=count)
            self._intake.skip(file, kind, why, relationship=False)
        for record in self._relationships():
            self._intake.relationship(record)
        self._hint_at_lonely()

    def _location(self, entity: Entity) -> None:
        things = self._all.linked(entity.key, "Thing")
        if things:
            why = both("the place of {things}.", things=", ".join(things[:3]))
            self._intake.join(entity.part.place, entity.key, why, relationship=False)
        else:
            self._intake.skip(entity.part.place, entity.key, both("no Thing says that it is there."), relationship=False)

    def _node(self, entity: Entity) -> NodeRecord:
        label = LABELS.get(entity.kind, "ModelElement")
        self._intake.explain("kind", entity.kind, both("{label}", label=label))
        part, fields = entity.part, self._intake.schema.node_fields.get(label, {})
        link = part.text(SELF)
        stated: dict[str, object] = {
            "name": part.text("name") or entity.key, "description": part.text("description"), "source_type": entity.kind,
            "source_key": entity.key, "external_id": link if "://" in link else "",
        }  # fmt: skip
        if "device_kind" in fields:
            stated |= self._device(entity)
        if entity.kind in STREAMS:
            stated |= {"asset_kind": "primary", "resolution_s": _said(part, _INTERVAL)}
        said = {name: value for name, value in stated.items() if value != ""}
        return NodeRecord(entity.key, label, beside(said, _own(part), fields, "sta"), part.place)

    def _device(self, entity: Entity) -> dict[str, object]:
        part, count = entity.part, _said(entity.part, ("count",))
        streams = [key for kind in STREAMS for key in self._all.linked(entity.key, kind)]
        observed = dict.fromkeys(name for key in streams for name in self._observed(key))
        return {
            "device_kind": "actuator" if entity.kind == "Actuator" else _said(part, _KIND),
            "firmware": _said(part, _FIRMWARE), "observed_property": ", ".join(observed),
            "count": count if count.isdecimal() and int(count) > 0 else "", **self._position(entity, streams),
        }  # fmt: skip

    def _observed(self, stream: str) -> list[str]:
        keys = self._all.linked(stream, "ObservedProperty")
        return [self._all.entities[key].part.text("name") for key in keys if key in self._all.entities]

    def _position(self, entity: Entity, streams: list[str]) -> dict[str, object]:
        """Of a Thing where it is; of a Sensor where its only Thing is."""
        things = [entity.key] if entity.kind == "Thing" else self._things(streams)
        places = self._all.linked(things[0], "Location") if len(things) == 1 else []
        geometries = [self._all.entities[key].part.get("location") for key in places if key in self._all.entities]
        return next(filter(None, map(position, geometries)), {})

    def _things(self, streams: list[str]) -> list[str]:
        found = (thing for stream in streams for thing in self._all.linked(stream, "Thing"))
        return list(dict.fromkeys(thing for thing in found if thing in self._all.entities))

    def _relationships(self) -> Iterator[RelationshipRecord]:
        sent: dict[tuple[str, str], list[Entity]] = defaultdict(list)
        for stream in self._all.of_kind(*STREAMS):
            things, sensors = self._all.linked(stream.key, "Thing"), self._all.linked(stream.key, "Sensor")
            for thing in things:
                yield _tie(thing, "HOLDS", stream.key, stream.part.place, "Datastreams")
                for sensor in sensors:
                    sent[sensor, thing].append(stream)
            for observed in self._all.linked(stream.key, "ObservedProperty"):
                yield _tie(stream.key, "OF_TYPE", observed, stream.part.place, "ObservedProperty")
        wholes: dict[str, set[str]] = defaultdict(set)
        for sensor, thing in sent:
            wholes[sensor] |= {thing} & self._all.entities.keys()
        for (sensor, thing), streams in sent.items():
            place = streams[0].part.place
            if wholes[sensor] == {thing}:
                yield _tie(sensor, "PART_OF", thing, place, "Sensor")
            yield _tie(sensor, "FLOW", thing, place, "Datastream", carries=tuple(stream.key for stream in streams))
        yield from self._commands()

    def _commands(self) -> Iterator[RelationshipRecord]:
        for capability in self._all.of_kind("TaskingCapability"):
            for thing in self._all.linked(capability.key, "Thing"):
                for actuator in self._all.linked(capability.key, "Actuator"):
                    place = capability.part.place
                    yield _tie(
                        thing, "FLOW", actuator, place, capability.kind, name=capability.part.text("name"), mode="command"
                    )

    def _hint_at_lonely(self) -> None:
        lonely = [one for one in self._all.of_kind(*STREAMS) if not self._all.linked(one.key, "Thing")]
        for one in lonely[:_MOST_HINTS]:
            text = both(
                "does not say which Thing it belongs to; ask the service with $expand=Thing,Sensor,ObservedProperty."
            )
            self._intake.hints.append(Problem(one.part.place, text))
        if len(lonely) > _MOST_HINTS:
            more = both("{count} more of the kind.", count=len(lonely) - _MOST_HINTS)
            self._intake.hints.append(Problem(lonely[_MOST_HINTS].part.place, more))


def _own(part: Part) -> Iterator[tuple[str, object]]:
    """Members and what `properties` holds, under their own names."""
    for name, member in part.items():
        if name == "properties":
            yield from flat("", member)
        elif name not in _TAKEN and "@iot." not in name:
            yield from flat(name, member)


def _said(part: Part, names: tuple[str, ...]) -> str:
    """The first of some names that `properties` has a text for."""
    return next((text for name in names if (text := part.text("properties", name))), "")


def _tie(first: str, type_: str, second: str, place: str, named: str, **properties: object) -> RelationshipRecord:
    said = {"source_type": named, **properties}
    return RelationshipRecord(Reference(first), type_, Reference(second), said, place, is_loose=True)
