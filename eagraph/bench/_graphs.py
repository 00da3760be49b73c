"""Graphs to measure on, made here from a seed: of the size and shape of a package archive, with real choices."""

from __future__ import annotations

import random

from eagraph.loading.changes import SourceRow, Stored
from eagraph.model.fields import Value
from eagraph.model.landscape import Node, Relationship, numbered
from eagraph.model.provenance import Provenance

NODES, RELATIONSHIPS, GROUPS = 63_000, 280_000, 9_000
_CLAIM = (Provenance("bench", "bench", ""),)


def archive(nodes: int = NODES, relationships: int = RELATIONSHIPS, seed: int = 1) -> Stored:
    """Systems that depend on earlier ones, hubs preferred (Zipf), one group in seven of two to four choices."""
    draw = random.Random(seed)  # noqa: S311
    ids = [f"package-{i:06}" for i in range(nodes)]
    properties: dict[str, Value] = {"lifecycle": "live", "criticality": 2}
    systems = tuple(Node(id_, "System", {"name": f"Package {i}", **properties}, _CLAIM) for i, id_ in enumerate(ids))
    ties: list[Relationship] = []
    left_in_group, group, needer = 0, 0, 1
    for _ in range(relationships):
        if left_in_group:
            left_in_group -= 1
        else:
            needer = draw.randrange(1, nodes)
            group += 1
            left_in_group = draw.randint(1, 3) if group % (relationships // GROUPS) == 0 else 0
        needed = int(needer * draw.random() ** 3)
        own: dict[str, Value] = (
            {"group": f"g{group}", "k": 1}
            if left_in_group or (ties and ties[-1].properties.get("group") == f"g{group}")
            else {}
        )
        ties.append(Relationship(ids[needer], "DEPENDS_ON", ids[needed], {"mode": "hard", **own}, provenance=_CLAIM))
    return Stored(systems, numbered(ties), (SourceRow("bench", "bench", "bench", "bench", "2026-01-01T00:00:00+00:00"),), 1)
