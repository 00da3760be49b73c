"""The model to ArchiMate: element types by label, relationship types by type, which of them turn round.

It is the reverse of how the ArchiMate loaders read, and `meaning` is how they do, so that what would come back as something
else can say what it is.
"""

from __future__ import annotations

from eagraph.model.archimate import BEHAVIOUR, ELEMENTS, HOSTED, HOSTS, LABELS

_NEAREST = {
    "Person": "BusinessActor", "Sensor": "Device", "Control": "Requirement", "Exemption": "Constraint",
    "Evidence": "Assessment", "Incident": "BusinessEvent", "CommonCause": "Driver", "ManagementObject": "Grouping",
}  # fmt: skip
"""What stands nearest to labels that no element type is read as."""
_RELATIONS: dict[str, tuple[str, ...]] = {
    "Serving": ("DEPENDS_ON",), "Flow": ("FLOW",), "Access": ("HOLDS", "RELATES_TO"),
    "Realization": ("REALISES", "SUPPORTS"), "Assignment": ("HOSTS", "REALISES", "RELATES_TO"),
    "Composition": ("PART_OF", "RELATES_TO"), "Aggregation": ("PART_OF", "RELATES_TO"),
    "Triggering": ("RELATES_TO",), "Specialization": ("RELATES_TO",), "Association": ("RELATES_TO",),
    "Influence": ("RELATES_TO",),
}  # fmt: skip
"""The model's types each ArchiMate relationship may have been read as."""
TURNED = frozenset({"Serving", "Composition", "Aggregation"})


def element_type(label: str, stated: str = "") -> str:
    """The element type of a label: the one its source stated where that is read as this label, else the nearest.

    >>> element_type("System"), element_type("System", "Node"), element_type("Sensor"), element_type("Vehicle")
    ('ApplicationComponent', 'Node', 'Device', 'Grouping')
    """
    if LABELS.get(stated) == label:
        return stated
    return _NEAREST.get(label) or ELEMENTS.get(label, "Grouping").split()[0]


def relation_type(type_: str, stated: str = "") -> str:
    """The relationship type: the one its source stated where it may have been read as this, else the table's reverse.

    >>> relation_type("DEPENDS_ON"), relation_type("PART_OF", "Aggregation"), relation_type("OWNED_BY")
    ('Serving', 'Aggregation', 'Association')
    """
    if type_ in _RELATIONS.get(stated, ()):
        return stated
    if type_ == "RELATES_TO":
        return "Association"
    return next((relation for relation, types in _RELATIONS.items() if type_ in types), "Association")


def is_turned(relation: str, type_: str) -> bool:
    """Does the arrow of a relationship stand the other way round in ArchiMate? Not where it was read as a mere relation."""
    return relation in TURNED and type_ in ("DEPENDS_ON", "PART_OF")


def meaning(relation: str, source: str, target: str) -> str:
    """What a loader reads a relationship between two element types as.

    >>> meaning("Assignment", "Node", "SystemSoftware"), meaning("Access", "ApplicationComponent", "BusinessObject")
    ('HOSTS', 'RELATES_TO')
    """
    ends = LABELS.get(source), LABELS.get(target)
    if relation == "Access":
        return "HOLDS" if ends[1] == "InformationAsset" else "RELATES_TO"
    if relation == "Realization":
        return "SUPPORTS" if ends[1] in ("Capability", "Process") else "REALISES"
    if relation == "Assignment":
        if ends[0] in HOSTS and ends[1] in HOSTED:
            return "HOSTS"
        return "REALISES" if ends[0] == "System" and target.endswith(BEHAVIOUR) else "RELATES_TO"
    return {"Serving": "DEPENDS_ON", "Flow": "FLOW", "Composition": "PART_OF", "Aggregation": "PART_OF"}.get(
        relation, "RELATES_TO"
    )
