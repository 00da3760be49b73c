"""Which things are to be protected, and how many of them nobody has recorded a safeguard of."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from eagraph.escalation.assurance import Assured
from eagraph.locale import Text, both
from eagraph.model.classification import ASPECTS, Aspect

_NOT_PLACES = frozenset({"InformationAsset", "InformationType", "Organisation", "Person", "Role", "TargetGroup"})
"""Information is protected where it lies; people and organisations are not what is protected."""


def protected(assured: Assured, aspects: Collection[Aspect] = ASPECTS) -> list[int]:
    """Things of which something is or may be required, in some aspects: places, and what a safeguard protects; sorted.

    A thing that says how long a disruption it tolerates requires availability.
    """
    nodes, recorded = assured.escalation.snapshot.nodes, assured.safeguards.by_thing
    found = {node for aspect in aspects for node in assured.escalation.concerned(aspect)}
    if "t" in aspects:
        found |= {i for i, node in enumerate(nodes) if "mtpd_h" in node.properties}
    return sorted(node for node in found if nodes[node].label not in _NOT_PLACES or node in recorded)


def unrequired(assured: Assured, things: Iterable[int]) -> Iterator[Text]:
    """That of other things of a kind that is classified nothing is known to be required, in words."""
    snapshot = assured.escalation.snapshot
    classified = {
        label for label, fields in snapshot.schema.node_fields.items() if {*ASPECTS} <= fields.keys()
    } - _NOT_PLACES
    count = sum(node.label in classified for node in snapshot.nodes)
    count -= sum(snapshot.nodes[thing].label in classified for thing in things)
    if count:
        yield both(
            "{count} systems, services and integrations are left out: nothing is known to be required of them, but it may.",
            count=count,
        )


def unrecorded(assured: Assured, things: Iterable[int]) -> Iterator[Text]:
    """That of some things no safeguard is recorded, in words."""
    count = sum(thing not in assured.safeguards.by_thing for thing in things)
    if count:
        yield both("{count} things have no safeguard recorded at all; what protects them is unknown, not none.", count=count)
