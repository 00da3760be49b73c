"""A layered landscape of flows as index arrays: hubs, layers, and now and then a flow to a near sibling, so there are rings.

Information has owners, sources, kinds of subject, categories and levels, drawn from a seed.
"""

from __future__ import annotations

import random

import numpy as np

from eagraph.escalation.filters import NOTHING
from eagraph.escalation.ground import Ground
from eagraph.escalation.moves import ALL, Homes, Moves
from eagraph.escalation.requirements import RULES, Demands, Requirements
from eagraph.graph.kernels import onward
from eagraph.graph.snapshot import Numbers, Snapshot
from eagraph.loading.changes import Stored
from eagraph.model.classification import ASPECTS
from eagraph.model.classification_model import ClassificationModel
from eagraph.model.fields import Value
from eagraph.model.landscape import Node, Relationship, numbered

NODES, FLOWS, ASSETS, EACH, LAYERS, BOARDS = 100_000, 500_000, 256, 5, 12, 14
_BACK = 0.02
_NONE = np.zeros(0, dtype=np.int32)


def layered_flows(nodes: int = NODES, flows: int = FLOWS, assets: int = ASSETS, seed: int = 1) -> Ground:
    """Systems that send all they have to systems of higher layers; each holds five of the information there is."""
    snapshot, model = _snapshot(nodes, assets, seed), ClassificationModel.standard()
    draw = np.random.default_rng(seed)
    first = len(snapshot.nodes) - nodes
    sender, receiver = _flows(draw, nodes, flows)
    sender, receiver = sender + first, receiver + first
    column = draw.integers(0, assets, (nodes, EACH), dtype=np.int32).ravel()
    place = np.repeat(np.arange(first, first + nodes, dtype=np.int32), EACH)
    nodes_of_assets = np.array(
        [i for i, node in enumerate(snapshot.nodes) if node.label == "InformationAsset"], dtype=np.int32
    )
    ties = np.arange(flows, dtype=np.int32)
    no = np.zeros(flows, dtype=np.bool_)
    moves = Moves(
        sender, receiver, ties, np.full(flows, ALL, dtype=np.int32), np.zeros(flows, dtype=np.int32), no, no,
        np.zeros((0, max(1, -(-assets // 64))), dtype=np.uint64), (NOTHING,),
    )  # fmt: skip
    homes = Homes(place, column, np.arange(flows, flows + len(place), dtype=np.int32), np.ones(len(place), dtype=np.bool_))
    none = homes.where(np.zeros(len(place), dtype=np.bool_))
    return Ground(
        snapshot, model, None, "", nodes_of_assets, onward(len(snapshot.nodes), sender, receiver), homes, none, moves, (),
        _requirements(sender, receiver, ties), _NONE,
    )  # fmt: skip


def _flows(draw: np.random.Generator, nodes: int, flows: int) -> tuple[Numbers, Numbers]:
    """Ends of flows, sorted by sender: from lower layers upward, hubs preferred; one in fifty to a near sibling."""
    layer = max(1, nodes // LAYERS)
    receiver = draw.integers(1, nodes, flows)
    below = np.maximum(receiver // layer * layer, np.minimum(receiver, layer))
    sender = (below * draw.random(flows) ** 2).astype(np.int64)
    near = draw.random(flows) < _BACK
    step = draw.integers(1, 21, flows) * draw.choice([-1, 1], flows)
    sender = np.where(near, np.clip(receiver + step, 0, nodes - 1), sender)
    order = np.lexsort((receiver, sender))
    return sender[order].astype(np.int32), receiver[order].astype(np.int32)


def _requirements(sender: Numbers, receiver: Numbers, ties: Numbers) -> Requirements:
    """Who uses information requires integrity of who sends it; nothing else."""
    order = np.argsort(receiver, kind="stable")
    nothing = Demands.of([])
    use = Demands(
        receiver[order], sender[order], np.zeros(len(ties), dtype=np.int8),
        np.full(len(ties), RULES.index("use"), dtype=np.int32), ties[order],
    )  # fmt: skip
    return Requirements(
        {**dict.fromkeys(ASPECTS, nothing), "r": use}, _NONE, _NONE, _NONE, dict.fromkeys(ASPECTS, _NONE), ()
    )


def _snapshot(nodes: int, assets: int, seed: int) -> Snapshot:
    """Information with owners and sources, its types, boards, and systems; flows stand beside it."""
    draw = random.Random(seed)  # noqa: S311
    boards = [Node(f"a-board-{i:02}", "Organisation", {"name": f"Board {i}", "kind": "board"}) for i in range(BOARDS)]
    information = [Node(f"b-asset-{i:05}", "InformationAsset", _said(draw, i)) for i in range(assets)]
    types = [Node(f"c-type-{i:05}", "InformationType", {"name": f"Type {i}"}) for i in range(assets)]
    systems = [Node(f"d-system-{i:06}", "System", {"name": f"System {i}"}) for i in range(nodes)]
    ties: list[Relationship] = []
    for asset, type_ in zip(information, types, strict=True):
        ties.append(Relationship(asset.id, "OF_TYPE", type_.id))
        ties.append(Relationship(draw.choice(systems).id, "MASTER_OF", type_.id))
        if draw.random() < 0.9:
            ties.append(Relationship(asset.id, "OWNED_BY", draw.choice(boards).id))
    return Snapshot.of(Stored((*boards, *information, *types, *systems), numbered(sorted(ties, key=lambda t: t.key)), (), 1))


def _said(draw: random.Random, number: int) -> dict[str, Value]:
    """What one piece of information says of itself; some say little."""
    said: dict[str, Value] = {"name": f"Information {number}", "asset_kind": "primary"}
    if draw.random() < 0.9:
        said["k"] = draw.choice((0, 0, 1, 1, 2))
    if draw.random() < 0.8:
        said["subject_kind"] = draw.choice(("resident", "property", "employee", "none", "none"))
    if draw.random() < 0.7:
        known = sorted(ClassificationModel.standard().categories)
        said["categories"] = tuple(sorted(draw.sample(known, draw.randint(1, 2))))
    said["records"] = int(10 ** draw.uniform(1, 6.2))
    said["subjects"] = int(10 ** draw.uniform(1, 5.2))
    return said
