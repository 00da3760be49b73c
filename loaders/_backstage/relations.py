"""Which relation does a field state, and what is it in the model?

Backstage names each relation twice, once from either end; here the first of the two names stands for both.
"""

from __future__ import annotations

from typing import NamedTuple


class Stated(NamedTuple):
    """What a field says: the relation, whether its target is the one who says it, and the kind it means unless told."""

    relation: str
    turned: bool = False
    kind: str = ""


FIELDS: dict[str, Stated] = {
    "owner": Stated("ownedBy", kind="group"),
    "system": Stated("partOf", kind="system"),
    "domain": Stated("partOf", kind="domain"),
    "subdomainOf": Stated("partOf", kind="domain"),
    "subcomponentOf": Stated("partOf", kind="component"),
    "providesApis": Stated("providesApi", kind="api"),
    "implementsApis": Stated("providesApi", kind="api"),
    "consumesApis": Stated("consumesApi", kind="api"),
    "dependsOn": Stated("dependsOn"),
    "dependencyOf": Stated("dependsOn", turned=True),
    "memberOf": Stated("memberOf", kind="group"),
    "members": Stated("memberOf", turned=True, kind="user"),
    "parent": Stated("childOf", kind="group"),
    "children": Stated("childOf", turned=True, kind="group"),
}
"""By field of `spec`."""
RELATIONS: dict[str, Stated] = {
    "ownedBy": Stated("ownedBy"), "ownerOf": Stated("ownedBy", turned=True),
    "partOf": Stated("partOf"), "hasPart": Stated("partOf", turned=True),
    "providesApi": Stated("providesApi"), "apiProvidedBy": Stated("providesApi", turned=True),
    "consumesApi": Stated("consumesApi"), "apiConsumedBy": Stated("consumesApi", turned=True),
    "dependsOn": Stated("dependsOn"), "dependencyOf": Stated("dependsOn", turned=True),
    "memberOf": Stated("memberOf"), "hasMember": Stated("memberOf", turned=True),
    "childOf": Stated("childOf"), "parentOf": Stated("childOf", turned=True),
}  # fmt: skip
"""By type, as an export of a running catalogue lists them under `relations`."""
UNKINDED = ("component", "resource", "api")
"""What `dependsOn: [name]` may mean, tried in this order, though Backstage asks for the kind."""


def model_type(relation: str, source: str, target: str) -> tuple[str, bool]:
    """The model's type of a relation between two labels, and whether it turns round; RELATES_TO of one of the user's own.

    What realises something is a System; of an API that anything else provides it is said that it depends on that.

    >>> model_type("partOf", "System", "ManagementObject"), model_type("providesApi", "DigitalService", "Integration")
    (('MANAGED_IN', False), ('DEPENDS_ON', True))
    """
    if relation == "partOf" and source != "ManagementObject" == target:
        return "MANAGED_IN", False
    if relation == "providesApi" and source != "System":
        return "DEPENDS_ON", True
    if relation == "memberOf" and target == "Role":
        return "HELD_BY", True
    if relation == "childOf" and source == "Role":
        return "BELONGS_TO", False
    return _TYPES.get(relation, "RELATES_TO"), False


_TYPES = {
    "ownedBy": "OWNED_BY", "partOf": "PART_OF", "providesApi": "REALISES", "consumesApi": "DEPENDS_ON",
    "dependsOn": "DEPENDS_ON", "memberOf": "BELONGS_TO", "childOf": "PART_OF",
}  # fmt: skip
