"""What the kinds of a catalogue become in the model, and the words of their fields.

A Component is a piece of software: a System; where it is a website, a DigitalService, for that is what people meet.
A Resource is what components need to run: a System of infrastructure, save where its type says that it is data or a thing.
A Domain is what is owned and managed together and claims nothing of what fails with it: a ManagementObject.
"""

from __future__ import annotations

from collections.abc import Mapping

KINDS = ("component", "api", "resource", "system", "domain", "group", "user", "location", "template")
_LABELS = {
    "component": "System", "system": "System", "resource": "System", "api": "Integration", "domain": "ManagementObject",
    "group": "Organisation", "user": "Person",
}  # fmt: skip
_BY_TYPE: Mapping[tuple[str, str], str] = {
    ("component", "website"): "DigitalService",
    **dict.fromkeys([("resource", t) for t in ("dataset", "data-set", "data")], "InformationAsset"),
    **dict.fromkeys([("resource", t) for t in ("device", "gateway", "iot-device", "actuator")], "Device"),
    ("resource", "sensor"): "Sensor",
    **dict.fromkeys([("resource", t) for t in ("network", "vpc", "vnet", "subnet", "vlan", "network-zone")], "NetworkZone"),
    **dict.fromkeys([("resource", t) for t in ("facility", "building", "datacenter", "data-center")], "Facility"),
    ("group", "role"): "Role",
}  # fmt: skip
LIFECYCLES = {"experimental": "pilot", "production": "live", "deprecated": "phase_out"}
_PATTERNS = {
    "api": "openapi swagger graphql grpc trpc soap wsdl rest http https odata oidc oauth2 json-rpc",
    "message": "asyncapi amqp mqtt kafka jms pubsub nats event",
    "stream": "stream websocket",
    "file": "file sftp ftp",
}
_PATTERN = {word: pattern for pattern, words in _PATTERNS.items() for word in words.split()}
_ORGANISATIONS = {
    "board": "board", "company": "company", "administration": "administration", "department": "department",
    "unit": "unit", "project": "project", "supplier": "supplier", "authority": "authority",
    "team": "unit", "squad": "unit", "business-unit": "department", "vendor": "supplier",
}  # fmt: skip


def label_of(kind: str, type_: str) -> str:
    """The label of an entity of a kind, given what its `spec.type` says; no label fits a kind of the user's own.

    >>> label_of("Component", "service"), label_of("Component", "website"), label_of("Location", "url")
    ('System', 'DigitalService', 'ModelElement')
    """
    known = kind.casefold()
    return _BY_TYPE.get((known, type_.casefold())) or _LABELS.get(known, "ModelElement")


def meanings(kind: str, label: str, type_: str, lifecycle: str) -> dict[str, object]:
    """What kind, type and lifecycle say in the model's own words; a word that means nothing there stays as it is.

    >>> meanings("API", "Integration", "kafka/csv", "production")
    {'lifecycle': 'live', 'pattern': 'message', 'standard': 'kafka/csv'}
    """
    said: dict[str, object] = {"lifecycle": LIFECYCLES.get(lifecycle.casefold(), lifecycle)} if lifecycle else {}
    if label == "Integration":
        said |= {"pattern": _PATTERN.get(type_.casefold().partition("/")[0], ""), "standard": type_}
    elif label == "System" and kind.casefold() == "resource":
        said["system_kind"] = "infrastructure"
    elif label == "Organisation":
        said["kind"] = _ORGANISATIONS.get(type_.casefold(), "")
    elif label in ("Device", "Sensor"):
        said["device_kind"] = type_
    elif label == "Role":
        said["role_type"] = ""
    return {name: value for name, value in said.items() if value}
