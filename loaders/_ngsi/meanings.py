"""What the types of entities and the names of their references mean in the model."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import NamedTuple

LABELS: Mapping[str, str] = {
    "Device": "Device", "Camera": "Sensor", "PrivacyObject": "Evidence", "Organization": "Organisation",
    "Organisation": "Organisation", "Person": "Person", "Building": "Facility", "Room": "Facility",
    "Streetlight": "Device", "StreetlightControlCabinet": "Device", "EVChargingStation": "Device",
}  # fmt: skip
_DATA = re.compile(r".*(Observed|Observation|Measurement|Forecast)")
_SENSING = frozenset({"sensor", "meter", "camera"})
_ACTING = frozenset({"actuator", "hvac", "implement", "irrsystem", "irrsection", "endgun", "multimedia", "network"})


def label_of(type_: str, categories: Collection[str], operation: str) -> str:
    """The label of an entity.

    Args:
        type_: of the entity, as Device or AirQualityObserved.
        categories: of a device: sensor, meter, actuator …
        operation: what a DeviceOperation is; a fault is an incident.
    """
    if type_ == "Device":
        said = {category.casefold() for category in categories}
        return "Sensor" if said & _SENSING and not said & _ACTING else "Device"
    if type_ == "DeviceOperation":
        return "Incident" if operation.casefold() == "fault" else "ModelElement"
    return LABELS.get(type_) or ("InformationAsset" if _DATA.fullmatch(type_) else "ModelElement")


class Tie(NamedTuple):
    """The type of a relationship, and whether it goes from the one referred to."""

    type: str
    turned: bool = False


_BY_NAME: Mapping[str, Tie] = {
    "owner": Tie("OWNED_BY"), "isPartOf": Tie("PART_OF"), "hasPart": Tie("PART_OF", turned=True),
    "isContainedIn": Tie("PART_OF"), "contains": Tie("PART_OF", turned=True),
}  # fmt: skip
_OWNERS = ("Person", "Organisation", "Role")


def tie_of(name: str, label: str, other: str) -> Tie:
    """What a reference means.

    Args:
        name: of the attribute.
        label: of the entity that refers.
        other: label of the entity referred to; empty where this source does not have it.
    """
    if name == "owner" and other not in ("", *_OWNERS):
        return Tie("RELATES_TO")
    if name in ("refDevice", "device"):
        about = {"Evidence": Tie("ABOUT"), "Incident": Tie("AFFECTED")}
        if label == "InformationAsset" and other == "Device":
            return Tie("HOLDS", turned=True)
        return about.get(label, Tie("RELATES_TO"))
    return _BY_NAME.get(name, Tie("RELATES_TO"))


_REFERENCE = re.compile(r"ref([A-Z]\w*)")
_TARGET_TYPES: Mapping[str, str] = {
    "device": "Device", "controlledAsset": "", "owner": "", "operator": "Person", "isPartOf": "", "hasPart": "",
    "isContainedIn": "", "contains": "", "controllingDevice": "Device",
}  # fmt: skip


def referred_type(name: str) -> str | None:
    """The type of entity an attribute refers to by its name: empty where that does not tell, None of no reference.

    >>> referred_type("refDeviceModel"), referred_type("controlledAsset"), referred_type("rssi")
    ('DeviceModel', '', None)
    """
    found = _REFERENCE.fullmatch(name)
    return found.group(1) if found else _TARGET_TYPES.get(name)
