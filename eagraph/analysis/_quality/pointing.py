"""DQ-01: does everything that is pointed to still stand in a source?

A store keeps no relationship whose end it does not have. What can be left is a thing that every source has withdrawn and
that is kept because relationships of another source end there, and a flow that carries what is not in the landscape.
"""

from __future__ import annotations

from collections.abc import Iterator

from eagraph.analysis._quality.judged import Judged, names, ties
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import Booleans
from eagraph.locale import both

_MOST_OTHERS = 12


def judged(snapshot: Snapshot, valid: Booleans) -> Iterator[Judged]:
    """Things that are withdrawn and pointed to; flows that carry what is not there, told of where they come from."""
    for i, node in enumerate(snapshot.nodes):
        if node.provenance and all(claim.removed for claim in node.provenance):
            yield _withdrawn(snapshot, i)
    for j in ties(snapshot, "FLOW", valid).tolist():
        carried = snapshot.relationships[j].properties.get("carries", ())
        lost = [asset for asset in (carried if isinstance(carried, tuple) else (carried,)) if asset not in snapshot.index]
        if lost:
            source, target = int(snapshot.source[j]), int(snapshot.target[j])
            words = both(
                "{source} sends {target} what is not in the landscape: {lost}.", source=snapshot.nodes[source].name,
                target=snapshot.nodes[target].name, lost=", ".join(map(str, lost)),
            )  # fmt: skip
            yield Judged(source, words, "carries", (target,), "carries")


def _withdrawn(snapshot: Snapshot, node: int) -> Judged:
    ends = [*snapshot.source[snapshot.incoming.of(node)].tolist(), *snapshot.target[snapshot.outgoing.of(node)].tolist()]
    others = sorted({end for end in ends if end != node})
    words = both(
        "No source has {name} any more ({sources} withdrew it), but relationships still lead to it: {others}.",
        name=snapshot.nodes[node].name,
        sources=", ".join(sorted({claim.source for claim in snapshot.nodes[node].provenance})),
        others=names(snapshot, others) or "–",
    )
    return Judged(node, words, "withdrawn", tuple(others[:_MOST_OTHERS]))
