"""What escalation is worked out from, on one day: who holds and hands on which information, and who requires what of whom.

Drawn up once a snapshot as index arrays; a planned flow is laid over it and an ended one taken out of it without drawing it
up anew. Information has a column each; a flow brings what it `carries`; where it does not say, what its Integration CARRIES;
where that says nothing either, everything at its sender, which is then assumed.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from eagraph.escalation.filters import NOTHING, Effect, Filter, effect_of, encrypted, examined
from eagraph.escalation.moves import ALL, Booleans, Homes, Moves, as_homes, bits
from eagraph.escalation.requirements import Requirements, requirements
from eagraph.graph.kernels import Ways, onward
from eagraph.graph.snapshot import Numbers, Snapshot
from eagraph.graph.views import View, valid_relationships, valid_things, view
from eagraph.model.classification import Aspect
from eagraph.model.classification_model import ClassificationModel


@dataclass(frozen=True, eq=False)
class Ground:
    """The whole of it. `assets[c]` is the node of column c; `day` that on which filters are judged (`2026-12-31`)."""

    snapshot: Snapshot
    model: ClassificationModel
    at: dt.date | None
    day: str
    assets: Numbers
    order: Numbers
    """The places in an order in which information mostly moves onward."""
    homes: Homes
    unfounded: Homes
    """Those homes of which nothing says how information came there, other than that it is sent from there."""
    moves: Moves
    filters: tuple[Filter, ...]
    required: Requirements
    left_out: Numbers
    given: frozenset[tuple[int, Aspect]] | None = None
    """The owners' decisions that count, by node and aspect; None: all."""

    @cached_property
    def column(self) -> Mapping[int, int]:
        """Columns by node."""
        return {int(node): column for column, node in enumerate(self.assets)}

    @cached_property
    def ways(self) -> Ways:
        """Moves by sender."""
        return Ways.of(self.order, self.moves.sender, self.moves.receiver)

    @cached_property
    def position(self) -> Numbers:
        """By place, where it stands in the order."""
        found = np.empty(len(self.order), dtype=np.int32)
        found[self.order] = np.arange(len(self.order), dtype=np.int32)
        return found

    @cached_property
    def may_ring(self) -> Booleans:
        """By place, whether a move that leads back in the order passes it: only then may what it sends come back to it."""
        first, last = self.position[self.moves.receiver], self.position[self.moves.sender]
        back = first <= last
        edges = np.bincount(first[back], minlength=len(self.order) + 1) - np.bincount(
            last[back] + 1, minlength=len(self.order) + 1
        )
        found: Booleans = np.cumsum(edges)[self.position] > 0
        return found

    @property
    def words(self) -> int:
        """How many words a set of columns takes."""
        return int(self.moves.masks.shape[1])

    def without(self, ties: Iterable[int]) -> Ground:
        """As if some relationships were not there."""
        gone = np.array(sorted(ties), dtype=np.int32)
        return replace(
            self,
            homes=self.homes.without(gone),
            unfounded=self.unfounded.without(gone),
            moves=self.moves.where(~np.isin(self.moves.tie, gone)),
            required=self.required.without(gone),
        )

    def only(self, ties: Collection[int], given: Collection[tuple[int, Aspect]]) -> Ground:
        """As if there were no relationships and no owners' decisions but these."""
        kept = set(ties)
        gone = (j for j in range(len(self.snapshot.relationships)) if j not in kept)
        return replace(self.without(gone), given=frozenset(given))

    def changed(self, effects: Mapping[int, Effect]) -> Ground:
        """As if some flows did something else to what they bring."""
        moves = self.moves
        known = list(dict.fromkeys((*moves.effects, *effects.values())))
        effect = moves.effect.copy()
        for tie, new in effects.items():
            effect[moves.tie == tie] = known.index(new)
        return replace(self, moves=replace(moves, effects=tuple(known), effect=effect))

    def and_flow(self, sender: int, receiver: int, assets: Iterable[int] | None, effect: Effect = NOTHING) -> Ground:
        """As if one thing more sent another some information (nodes), or everything it has."""
        columns = None if assets is None else [self.column[a] for a in assets]
        moves = self.moves.and_one(sender, receiver, columns, effect)
        return replace(self, moves=moves, required=self.required.and_flow(sender, receiver))


def declared(snapshot: Snapshot, *, at: dt.date | None = None) -> Ground:
    """What relationships declare on a day."""
    model, data = snapshot.schema.classification, view(snapshot, "data", at=at)
    day = at.isoformat() if at else snapshot.date[:10]
    owning = [t.type for t in snapshot.schema.relationship_types if t.owns]
    held, missed = _tied(data, owning)
    carried, also_missed = _tied(data, ["CARRIES"])
    filters: list[Filter] = []
    listed = list(_moves(data, _by_place(carried), day, filters))
    named = {node for one in listed for node in one.assets or ()}
    assets = sorted(
        {i for i, node in enumerate(snapshot.nodes) if node.label == "InformationAsset"}
        | {asset for _, asset, _ in (*held, *carried)} | named
    )  # fmt: skip
    column = {node: c for c, node in enumerate(assets)}
    homes = [(place, column[asset], tie, True) for place, asset, tie in held]
    homes += [(place, column[asset], tie, False) for place, asset, tie in carried]
    left_out = np.array(sorted({*missed, *also_missed, *data.left_out.tolist()}), dtype=np.int32)
    moves = _as_moves(listed, column)
    return Ground(
        snapshot, model, at, day, np.array(assets, dtype=np.int32),
        onward(len(snapshot.nodes), moves.sender, moves.receiver), as_homes(homes), as_homes([]), moves,
        tuple(filters), requirements(snapshot, model, at), left_out,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Move:
    sender: int
    receiver: int
    tie: int
    assets: frozenset[int] | None
    said: bool = False
    guessed: bool = False
    effect: Effect = NOTHING


def _as_moves(listed: list[_Move], column: Mapping[int, int]) -> Moves:
    masks = list(dict.fromkeys(one.assets for one in listed if one.assets is not None))
    row = {assets: i for i, assets in enumerate(masks)}
    effects = list(dict.fromkeys([NOTHING, *(one.effect for one in listed)]))
    words = max(1, -(-len(column) // 64))

    def numbers(values: Iterable[int]) -> Numbers:
        return np.fromiter(values, dtype=np.int32, count=len(listed))

    return Moves(
        numbers(one.sender for one in listed),
        numbers(one.receiver for one in listed),
        numbers(one.tie for one in listed),
        numbers(ALL if one.assets is None else row[one.assets] for one in listed),
        numbers(effects.index(one.effect) for one in listed),
        numbers(one.said for one in listed).astype(np.bool_),
        numbers(one.guessed for one in listed).astype(np.bool_),
        bits(([column[a] for a in assets] for assets in masks), words),
        tuple(effects),
    )


def _tied(data: View, types: list[str]) -> tuple[list[tuple[int, int, int]], list[int]]:
    """Ends and number of the valid relationships of some types, sorted; and those that are not valid."""
    snapshot = data.snapshot
    numbers = [i for i, type_ in enumerate(snapshot.schema.relationship_types) if type_.type in types]
    of_types, valid = np.isin(snapshot.kind, numbers), valid_relationships(snapshot, data.at)
    chosen = np.flatnonzero(of_types & valid).tolist()
    ends = [(int(snapshot.source[j]), int(snapshot.target[j]), j) for j in chosen]
    return sorted(ends), np.flatnonzero(of_types & ~valid).tolist()


def _by_place(ties: Iterable[tuple[int, int, int]]) -> dict[int, frozenset[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for place, asset, _ in ties:
        found[place].add(asset)
    return {place: frozenset(assets) for place, assets in found.items()}


def _moves(data: View, carried: Mapping[int, frozenset[int]], day: str, filters: list[Filter]) -> Iterator[_Move]:
    snapshot, model = data.snapshot, data.snapshot.schema.classification
    valid = valid_things(snapshot, data.at)
    hidden = encrypted(model)
    sealed = _sealed(data, day)
    for step in range(len(data.tie)):
        j = int(data.tie[step])
        tie, sender, receiver = snapshot.relationships[j], int(data.origin[step]), int(data.reached[step])
        if tie.type == "VIA" and sender == snapshot.source[j]:
            yield _Move(sender, receiver, j, None, effect=hidden if sender in sealed else NOTHING)
        elif tie.type == "FLOW":
            effect = NOTHING
            if "filter" in tie.properties:
                filters.append(examined(j, tie.properties, day, model))
                if filters[-1].standing == "counts":
                    effect = effect_of(tie.properties, model)
            carries = tie.properties.get("carries")
            if isinstance(carries, tuple):
                named = (snapshot.index[str(a)] for a in carries if str(a) in snapshot.index)
                yield _Move(sender, receiver, j, frozenset(a for a in named if valid[a]), said=True, effect=effect)
            else:
                declared = carried.get(sender) or carried.get(receiver)
                yield _Move(sender, receiver, j, declared, guessed=declared is None, effect=effect)


def _sealed(data: View, day: str) -> set[int]:
    """Integrations into which everything comes encrypted from end to end, with evidence."""
    snapshot, model = data.snapshot, data.snapshot.schema.classification
    into: dict[int, list[bool]] = defaultdict(list)
    for step in range(len(data.tie)):
        j = int(data.tie[step])
        said, receiver = snapshot.relationships[j].properties, int(data.reached[step])
        if snapshot.relationships[j].type == "FLOW" and snapshot.nodes[receiver].label == "Integration":
            is_sealed = said.get("filter") == "encrypt" and examined(j, said, day, model).standing == "counts"
            into[receiver].append(is_sealed)
    return {node for node, flows in into.items() if all(flows)}
