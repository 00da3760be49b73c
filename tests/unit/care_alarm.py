"""The care alarm of a city, on power, networks and an integration platform: worked out by hand in every number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from eagraph.graph.snapshot import Snapshot
from eagraph.loading.changes import Stored
from eagraph.model.landscape import Landscape, Node, Relationship
from eagraph.model.schema import Schema

NEEDS: tuple[tuple[str, str, float], ...] = (
    ("dc", "elnat", 8), ("net", "elnat", 4), ("intplat", "dc", 0), ("intplat", "net", 0), ("intplat", "idp", 1),
    ("omsorg", "dc", 0), ("omsorg", "intplat", 24), ("omsorg", "idp", 2), ("trygghetslarm", "omsorg", 12),
    ("minasidor", "intplat", 0.5), ("minasidor", "idp", 0),
)  # fmt: skip
"""Who needs whom, and how many hours it manages without."""
REDUNDANT = ("mobilnat", "net")
"""The two networks of which trygghetslarm needs one."""
EVERYBODY = {end for one, other, _ in NEEDS for end in (one, other)} | set(REDUNDANT)


def drawn_up(nodes: Iterable[Node], ties: Iterable[Relationship], schema: Schema | None = None) -> Snapshot:
    """A validated snapshot."""
    whole = Landscape.of(nodes, ties, schema)
    return Snapshot.of(Stored(whole.nodes, whole.relationships), schema)


def city(
    own: Mapping[str, int] | None = None, soft: tuple[str, str] | None = None, *, rto_h: float | None = None,
    schema: Schema | None = None,
) -> Snapshot:  # fmt: skip
    """The city.

    Args:
        own: the availability that owners decided.
        soft: the pair whose dependency only degrades.
        rto_h: how soon everything must be restored, where that is said.
        schema: with a classification model of its own.
    """
    target = {} if rto_h is None else {"rto_h": rto_h}
    nodes = [Node(id_, "System", {**target, **({"t": own[id_]} if own and id_ in own else {})}) for id_ in sorted(EVERYBODY)]
    ties = [
        Relationship(one, "DEPENDS_ON", other, {"buffer_h": hours, **({"mode": "soft"} if (one, other) == soft else {})})
        for one, other, hours in NEEDS
    ]
    ties += [Relationship("trygghetslarm", "DEPENDS_ON", n, {"group": "kommunikation", "k": 1}) for n in REDUNDANT]
    return drawn_up(nodes, ties, schema)
