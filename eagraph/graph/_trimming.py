"""What does a relationship say in a part of a landscape, where some of what it names is not in the part?

A part is a landscape of its own, and must hold as one. Assets a flow carries that are outside stand as `carries_outside`;
of a group with fewer members left than have to work, as many as are left have to, and `k_of_whole` says how many it was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import replace

from eagraph.model.fields import Value
from eagraph.model.landscape import Relationship
from eagraph.model.schema import Schema
from eagraph.model.validation import needer

CARRIES_OUTSIDE, K_OF_WHOLE = "carries_outside", "k_of_whole"


def trimmed(ties: Iterable[Relationship], inside: Container[str], schema: Schema) -> tuple[Relationship, ...]:
    """Relationships between things that are inside, as they hold there."""
    kept = tuple(ties)
    sizes = Counter((needer(tie, schema), tie.properties.get("group")) for tie in kept)
    return tuple(_trimmed(tie, inside, sizes[needer(tie, schema), tie.properties.get("group")]) for tie in kept)


def _trimmed(tie: Relationship, inside: Container[str], size: int) -> Relationship:
    properties: dict[str, Value] = dict(tie.properties)
    carries, k = properties.get("carries"), properties.get("k")
    if isinstance(carries, tuple) and any(asset not in inside for asset in carries):
        properties["carries"] = tuple(asset for asset in carries if asset in inside)
        properties[CARRIES_OUTSIDE] = tuple(asset for asset in carries if asset not in inside)
        if not properties["carries"]:
            del properties["carries"]
    if "group" in properties and isinstance(k, int) and k > size:
        properties["k"], properties[K_OF_WHOLE] = size, str(k)
    return tie if properties == tie.properties else replace(tie, properties=properties)
