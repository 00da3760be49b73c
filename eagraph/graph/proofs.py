"""Proofs that something stops: the reasons from what failed to the thing itself, and no more of them than it takes.

>>> from eagraph.graph.snapshot import Snapshot
>>> from eagraph.graph.views import failure
>>> from eagraph.loading.changes import Stored
>>> from eagraph.model.landscape import Landscape, Node, Relationship
>>> pair = [Relationship("alarm", "DEPENDS_ON", link, {"group": "links", "k": 1}) for link in ("east", "west")]
>>> duct = [Relationship(link, "MEMBER_OF", "duct") for link in ("east", "west")]
>>> things = [Node(id_, "System", {}) for id_ in ("alarm", "east", "west")]
>>> town = Landscape.of([*things, Node("duct", "CommonCause", {})], [*pair, *duct])
>>> snapshot = Snapshot.of(Stored(town.nodes, town.relationships))
>>> proof = prove(Cascade.of(failure(snapshot), [snapshot.find("duct")]), snapshot.find("alarm"))
>>> for reason in proof.reasons:
...     print(reason.id, reason.group, reason.lost)
duct None ()
east MEMBER_OF ('duct',)
west MEMBER_OF ('duct',)
alarm links ('east', 'west')
"""

from __future__ import annotations

from eagraph.graph.cascades import Cascade
from eagraph.graph.checking import Proof, Reason


def prove(cascade: Cascade, node: int) -> Proof:
    """A least proof that a node of a cascade stops.

    What failed is thinned out until the node would go on without any one of those left (so they are a minimal cut set of
    it); then every group on the way loses no more members than break it. A cascade for each failed thing the first, longer
    proof rests on.

    Raises:
        ValueError: the node does not stop.
    """
    if cascade.wave[node] < 0:
        raise ValueError(cascade.failure.view.snapshot.nodes[node].id)
    cascade = _thinned(cascade, node)
    snapshot = cascade.failure.view.snapshot
    steps = _rests_on(cascade, node)
    order = sorted(steps, key=lambda i: (cascade.waves[i], i))
    failed = tuple(snapshot.nodes[i].id for i in order if not steps[i])
    return Proof(snapshot.nodes[node].id, failed, tuple(_reason(cascade, i, steps[i]) for i in order))


def _thinned(cascade: Cascade, node: int) -> Cascade:
    """A cascade in which the reason of the node rests on as few of the failed as stop it."""
    left, kept = _begun(cascade, node), 0
    while len(left) > 1 and kept < len(left):
        fewer = Cascade.of(cascade.failure, left[:kept] + left[kept + 1 :])
        if fewer.wave[node] >= 0:
            cascade, left = fewer, _begun(fewer, node)
        else:
            kept += 1
    return cascade


def _begun(cascade: Cascade, node: int) -> list[int]:
    return sorted(i for i, lost in _rests_on(cascade, node).items() if not lost)


def _rests_on(cascade: Cascade, node: int) -> dict[int, list[int]]:
    """Everything the reason of a node rests on, itself among it, each with the members it lost."""
    found: dict[int, list[int]] = {}
    open_ = [node]
    while open_:
        here = open_.pop()
        if here not in found:
            found[here] = cascade.reason(here)
            open_ += found[here]
    return found


def _reason(cascade: Cascade, node: int, lost: list[int]) -> Reason:
    snapshot, groups = cascade.failure.view.snapshot, cascade.failure.groups
    if not lost:
        return Reason(snapshot.nodes[node].id)
    group = int(cascade.broken[node])
    ids = tuple(sorted(snapshot.nodes[i].id for i in lost))
    return Reason(snapshot.nodes[node].id, groups.name[group], int(groups.k[group]), int(groups.size[group]), ids)
