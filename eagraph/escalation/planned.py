"""What does a planned change make of a ground? A flow, or a piece of information, that is not in the landscape yet.

It is laid over the ground of the landscape, which stays as it is. A flow that is said to carry what its sender never had is
believed, as everywhere, and that is told; new information is at home where it will be held.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from eagraph.escalation import Escalation
from eagraph.escalation.changing import Changed
from eagraph.escalation.filters import NOTHING, Effect, encrypted
from eagraph.escalation.ground import Ground
from eagraph.escalation.levels import carry_over as carry_levels
from eagraph.escalation.moves import PLANNED, homes_of
from eagraph.escalation.owners import carry_over as carry_owners
from eagraph.graph.snapshot import Snapshot
from eagraph.model.fields import Value
from eagraph.model.landscape import Node

NEW = "~planned"
"""The id of information that does not exist yet."""


@dataclass(frozen=True, slots=True)
class Flow:
    """Who is to send whom which information (nodes; None: everything it has), and what happens to it on the way.

    `sealed`: it is encrypted from end to end, with evidence.
    """

    sender: int
    receiver: int
    assets: tuple[int, ...] | None
    effect: Effect = NOTHING
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class Asset:
    """New information: what it says of itself, where it will be held (nodes), and which organisation it belongs to."""

    properties: Mapping[str, Value]
    held_by: tuple[int, ...] = ()
    owner: int | None = None


@dataclass(frozen=True, eq=False)
class Planned:
    """The levels as they would be, and what they rest on.

    `never_had`: what of a flow its sender never had (nodes). `columns`: the information the plan is about. `owner`: whose
    the new information is (node).
    """

    after: Escalation
    never_had: tuple[int, ...] = ()
    columns: tuple[int, ...] = ()
    owner: int | None = None


def planned(before: Escalation, *, asset: Asset | None = None, flow: Flow | None = None) -> Planned:
    """The levels as they would be. A planned flow may carry the new asset: the node after the last there is."""
    ground, columns = before.ground, list[int]()
    if asset is not None:
        ground = _with_asset(ground, asset)
        columns.append(len(ground.assets) - 1)
    never_had: tuple[int, ...] = ()
    if flow is not None:
        there = {*before.content.columns(flow.sender)}
        if asset is not None and flow.sender in asset.held_by:
            there.add(columns[0])
        carried = sorted(there) if flow.assets is None else [ground.column[a] for a in flow.assets]
        missing = [c for c in carried if c not in there]
        never_had = tuple(int(ground.assets[c]) for c in missing)
        ground = _with_flow(ground, flow, missing)
        columns += carried
    return Planned(
        Changed.by_more(before, ground, columns), never_had, tuple(dict.fromkeys(columns)), asset.owner if asset else None
    )


def _with_flow(ground: Ground, flow: Flow, missing: Sequence[int]) -> Ground:
    """As if it flowed; what its sender never had is at home there, as for every flow that says what it carries."""
    opened = {} if flow.sealed else dict.fromkeys(_sealed(ground, flow.receiver), NOTHING)
    laid = ground.changed(opened).and_flow(flow.sender, flow.receiver, flow.assets, flow.effect)
    guessed = laid.moves.guessed.copy()
    guessed[-1] = False
    homes = homes_of((flow.sender, column, PLANNED) for column in missing)
    return replace(
        laid,
        moves=replace(laid.moves, guessed=guessed),
        homes=laid.homes.joined(homes),
        unfounded=laid.unfounded.joined(homes),
    )


def _sealed(ground: Ground, integration: int) -> list[int]:
    """The ties by which an integration is transported that so far gets everything encrypted from end to end."""
    moves, ties = ground.moves, ground.snapshot.relationships
    hidden = [effect == encrypted(ground.model) for effect in moves.effects]
    from_it = np.flatnonzero((moves.sender == integration) & np.array(hidden, dtype=np.bool_)[moves.effect])
    return [tie for tie in moves.tie[from_it].tolist() if tie != PLANNED and ties[tie].type == "VIA"]


def _with_asset(ground: Ground, asset: Asset) -> Ground:
    """As if it existed: one node and one column more."""
    node, column = len(ground.snapshot.nodes), len(ground.assets)
    moves = ground.moves
    if column // 64 >= ground.words:
        moves = replace(moves, masks=np.pad(moves.masks, ((0, 0), (0, 1))))
    return replace(
        ground,
        snapshot=_with_node(ground.snapshot, asset),
        assets=np.append(ground.assets, np.int32(node)),
        order=np.append(ground.order, np.int32(node)),
        homes=ground.homes.joined(homes_of((place, column, PLANNED) for place in asset.held_by)),
        moves=moves,
    )


def _with_node(snapshot: Snapshot, asset: Asset) -> Snapshot:
    """A snapshot with the asset after all others, and what was worked out of these before."""
    new = Node(NEW, "InformationAsset", asset.properties)
    grown = replace(snapshot, things=(*snapshot.nodes, new), index={**snapshot.index, NEW: len(snapshot.nodes)})
    carry_levels(snapshot, grown)
    carry_owners(snapshot, grown, owner=asset.owner)
    return grown
