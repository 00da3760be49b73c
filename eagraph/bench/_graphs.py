"""Graphs to measure on, made here from a seed: of the size and shape of a package archive, and of a layered landscape.

Both have hubs and real choices. An archive depends on what was there before; a layered landscape on the layers below it,
and now and then on a near sibling, so that there are rings.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from eagraph.loading.changes import SourceRow, Stored
from eagraph.model.fields import Value
from eagraph.model.landscape import Node, Relationship, numbered
from eagraph.model.provenance import Provenance

NODES, RELATIONSHIPS, GROUPS = 63_000, 280_000, 9_000
LAYERED_NODES, LAYERED_RELATIONSHIPS, LAYERS = 100_000, 500_000, 12
_CLAIM = (Provenance("bench", "bench", ""),)
_SOURCE = SourceRow("bench", "bench", "bench", "bench", "2026-01-01T00:00:00+00:00")


def archive(nodes: int = NODES, relationships: int = RELATIONSHIPS, seed: int = 1) -> Stored:
    """Systems that depend on earlier ones, hubs preferred (Zipf), one group in seven of two to four choices."""
    draw = random.Random(seed)  # noqa: S311
    return _graph(nodes, relationships, draw, lambda needer: int(needer * draw.random() ** 3))


def layered(nodes: int = LAYERED_NODES, relationships: int = LAYERED_RELATIONSHIPS, seed: int = 1) -> Stored:
    """Systems in layers that depend on lower ones, hubs preferred; one in fifty on a near sibling, either way."""
    draw = random.Random(seed)  # noqa: S311
    layer = max(1, nodes // LAYERS)

    def needed(needer: int) -> int:
        below = needer // layer * layer or needer
        if draw.random() < 0.02:
            return min(nodes - 1, max(0, needer + draw.choice((-1, 1)) * draw.randint(1, 20)))
        return int(below * draw.random() ** 2)

    return _graph(nodes, relationships, draw, needed)


def _graph(nodes: int, relationships: int, draw: random.Random, needed: Callable[[int], int]) -> Stored:
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
            left_in_group = draw.randint(1, 3) if group % (RELATIONSHIPS // GROUPS) == 0 else 0
        chosen = needed(needer)
        own: dict[str, Value] = (
            {"group": f"g{group}", "k": 1}
            if left_in_group or (ties and ties[-1].properties.get("group") == f"g{group}")
            else {}
        )
        ties.append(Relationship(ids[needer], "DEPENDS_ON", ids[chosen], {"mode": "hard", **own}, provenance=_CLAIM))
    return Stored(systems, numbered(ties), (_SOURCE,), 1)
