"""ArchiMate 3 and the model: which label every element type is read as. Loaders read by it, exporters turn it round.

No element is dropped: what no label fits is a ModelElement.
"""

from __future__ import annotations

from collections.abc import Mapping

ELEMENTS: Mapping[str, str] = {
    "System": "ApplicationComponent ApplicationCollaboration Node SystemSoftware TechnologyCollaboration",
    "Integration": "ApplicationInterface TechnologyInterface Path",
    "DigitalService": "BusinessService ApplicationService TechnologyService Product",
    "Device": "Device Equipment",
    "Facility": "Facility DistributionNetwork",
    "NetworkZone": "CommunicationNetwork",
    "InformationAsset": "DataObject Artifact Representation",
    "InformationType": "BusinessObject",
    "Concept": "Meaning",
    "Organisation": "BusinessActor BusinessCollaboration",
    "Role": "BusinessRole",
    "Process": "BusinessProcess BusinessFunction BusinessInteraction",
    "Capability": "Capability",
    "TargetGroup": "Stakeholder",
    "Project": "WorkPackage",
    "ModelElement": "Grouping BusinessInterface BusinessEvent Contract ApplicationFunction ApplicationInteraction "
    "ApplicationProcess ApplicationEvent TechnologyFunction TechnologyProcess TechnologyInteraction TechnologyEvent "
    "Material Driver Assessment Goal Outcome Principle Requirement Constraint Value Resource CourseOfAction "
    "ValueStream Deliverable ImplementationEvent Plateau Gap Location AndJunction OrJunction",
}
LABELS: Mapping[str, str] = {type_: label for label, types in ELEMENTS.items() for type_ in types.split()}
"""The label of each element type."""
HOSTS, HOSTED = frozenset({"System", "Device", "Facility"}), frozenset({"System", "Device", "InformationAsset"})
"""Labels between which an Assignment is that of a host to its guest."""
BEHAVIOUR = ("Process", "Function", "Interaction", "Event", "Service")
"""How the names of element types that are behaviour end."""
