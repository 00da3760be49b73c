"""Fault trees to measure on, made here from a seed: of the size and mixture of the Aralia collection, with shared events.

Gates are made from the leaves up: each takes two to five of what has no gate yet, and now and then an event of another
branch. Most are OR, as in real trees; AND and k-of-n keep the cut sets at a few events.
"""

from __future__ import annotations

import random

from eagraph.graph.snapshot import Snapshot
from eagraph.loading.changes import Stored
from eagraph.model.fields import Value
from eagraph.model.landscape import Node, Relationship, numbered

TOP = "top"
SHARED = 0.1
"""How often an input of a gate comes from another branch besides."""


def fault_tree(events: int, seed: int = 1) -> Snapshot:
    """A tree of so many basic events as a landscape; gates are systems that never fail by themselves."""
    draw = random.Random(seed)  # noqa: S311
    open_ = [f"event-{i:04}" for i in range(events)]
    basic = tuple(open_)
    nodes = [_system(id_, 10 ** draw.uniform(-4, -1.5)) for id_ in basic]
    ties: list[Relationship] = []
    while len(open_) > 1:
        size = draw.randint(2, 5)
        inputs, open_ = open_[:size], open_[size:]
        other = draw.choice(basic)
        if draw.random() < SHARED * len(inputs) and other not in inputs:
            inputs.append(other)
        gate = f"gate-{len(nodes) - events:04}" if open_ else TOP
        (fewest,) = draw.choices((1, 2, len(inputs)), weights=(6, 1, 3))
        nodes.append(_system(gate, 0))
        ties += [_input(gate, one, min(fewest, len(inputs)), len(inputs)) for one in inputs]
        if open_:
            open_.append(gate)
    return Snapshot.of(Stored(tuple(sorted(nodes, key=lambda n: n.id)), numbered(ties)))


def _system(id_: str, probability: float) -> Node:
    return Node(id_, "System", {"name": id_, "failure_probability": probability})


def _input(gate: str, one: str, fewest: int, many: int) -> Relationship:
    """One input of a gate that fails when at least `fewest` of many do."""
    own: dict[str, Value] = {} if fewest == 1 else {"group": "inputs", "k": many - fewest + 1}
    return Relationship(gate, "DEPENDS_ON", one, own)
