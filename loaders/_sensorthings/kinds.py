"""Kinds of entities of SensorThings (OGC 18-088 §8) and by what each is known."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

SETS: Mapping[str, str] = {
    "Things": "Thing", "Locations": "Location", "HistoricalLocations": "HistoricalLocation", "Datastreams": "Datastream",
    "MultiDatastreams": "MultiDatastream", "Sensors": "Sensor", "ObservedProperties": "ObservedProperty",
    "Observations": "Observation", "FeaturesOfInterest": "FeatureOfInterest", "Actuators": "Actuator",
    "TaskingCapabilities": "TaskingCapability", "Tasks": "Task",
}  # fmt: skip
"""Kind by the name of its entity set."""
NAVIGATION: Mapping[str, str] = {**SETS, **{kind: kind for kind in SETS.values()}}
"""Kind by the name of the member that leads to it."""
_SELF = re.compile(r"(\w+)\(([^()]*)\)/?$")


def kind_of(entity: Mapping[str, Any], context: str = "") -> str:
    """The kind of an entity, or its set where that is of an extension; empty where it is none.

    Args:
        entity: as it stands.
        context: the name of what it came with: an entity set, a file without its suffix.
    """
    found = _SELF.search(str(entity.get("@iot.selfLink", "")))
    set_ = found.group(1) if found else context
    if set_ in NAVIGATION or found:
        return NAVIGATION.get(set_, set_)
    return _by_members(entity)


def _by_members(entity: Mapping[str, Any]) -> str:
    members = entity.keys()
    if "observationType" in members and "unitOfMeasurement" in members:
        return "Datastream"
    if "multiObservationDataTypes" in members:
        return "MultiDatastream"
    if "result" in members and ("phenomenonTime" in members or "resultTime" in members):
        return "Observation"
    if "encodingType" in members:
        ends = {"metadata": "Sensor", "location": "Location", "feature": "FeatureOfInterest"}
        return next((kind for member, kind in ends.items() if member in members), "")
    if "name" in members and "definition" in members and "description" in members:
        return "ObservedProperty"
    leads = {name.partition("@")[0] for name in members}
    is_thing = "@iot.id" in members or leads & {"Datastreams", "MultiDatastreams", "Locations"}
    return "Thing" if "name" in members and is_thing else ""


def reference(address: str) -> tuple[str, str] | None:
    """Kind and identifier that a link names, where it names them.

    >>> reference("https://sta.example/v1.1/Things(7)"), reference("https://sta.example/v1.1/Datastreams(1)/Thing")
    (('Thing', '7'), None)
    """
    found = _SELF.search(address)
    return (SETS[found.group(1)], found.group(2).strip("'")) if found and found.group(1) in SETS else None
