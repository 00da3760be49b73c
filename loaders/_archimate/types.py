"""ArchiMate to the model: labels of elements, types of relationships, which of them turn round.

One table for both formats, so that the exchange file and Archi's own file of one model give one graph.
Names of ArchiMate 2 are read as those of ArchiMate 3. No element is dropped: what no label fits is a ModelElement.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from eagraph.model.archimate import BEHAVIOUR, HOSTED, HOSTS, LABELS

_OLDER = {
    "InfrastructureService": "TechnologyService", "InfrastructureFunction": "TechnologyFunction",
    "InfrastructureInterface": "TechnologyInterface", "CommunicationPath": "Path", "Network": "CommunicationNetwork",
    "UsedBy": "Serving", "Realisation": "Realization", "Specialisation": "Specialization",
}  # fmt: skip
OF_RELATION = frozenset({"access_type", "directed", "modifier"})
"""What only a relationship of ArchiMate says of itself."""
STORING = frozenset({"Write", "ReadWrite"})
"""Who writes information keeps it: HOLDS with how = stored. Who reads it, or merely accesses it: processed."""


def element_type(written: str) -> str:
    """The ArchiMate 3 name of an element type, prefix and older names taken away."""
    name = written.rpartition(":")[2].strip()
    return sys.intern(_OLDER.get(name, name))


def relationship_type(written: str) -> str:
    """The ArchiMate 3 name of a relationship type, without the ending Archi gives it."""
    return element_type(element_type(written).removesuffix("Relationship"))


def junction_type(type_: str, kind: str | None) -> str:
    """A junction's type with its kind in it, as the exchange format names it; every other type as it is."""
    if type_ != "Junction":
        return type_
    return "OrJunction" if kind == "or" else "AndJunction"


def relation(type_: str, source: str, target: str) -> tuple[str, bool]:
    """The model's type for a relationship between two element types, and whether it turns round.

    >>> relation("Serving", "ApplicationService", "BusinessProcess")
    ('DEPENDS_ON', True)
    >>> relation("Assignment", "Node", "SystemSoftware"), relation("Assignment", "BusinessRole", "BusinessProcess")
    (('HOSTS', False), ('RELATES_TO', False))
    """
    rule = _RULES.get(type_)
    return rule(source, target) if rule else ("RELATES_TO", False)


def _always(type_: str, *, turned: bool) -> Callable[[str, str], tuple[str, bool]]:
    return lambda _source, _target: (type_, turned)


def _access(_source: str, target: str) -> tuple[str, bool]:
    return ("HOLDS" if LABELS.get(target) == "InformationAsset" else "RELATES_TO"), False


def _realization(_source: str, target: str) -> tuple[str, bool]:
    return ("SUPPORTS" if LABELS.get(target) in ("Capability", "Process") else "REALISES"), False


def _assignment(source: str, target: str) -> tuple[str, bool]:
    ends = LABELS.get(source), LABELS.get(target)
    if ends[0] in HOSTS and ends[1] in HOSTED:
        return "HOSTS", False
    return ("REALISES" if ends[0] == "System" and target.endswith(BEHAVIOUR) else "RELATES_TO"), False


_RULES: dict[str, Callable[[str, str], tuple[str, bool]]] = {
    "Serving": _always("DEPENDS_ON", turned=True),
    "Flow": _always("FLOW", turned=False),
    "Composition": _always("PART_OF", turned=True),
    "Aggregation": _always("PART_OF", turned=True),
    "Access": _access,
    "Realization": _realization,
    "Assignment": _assignment,
}
