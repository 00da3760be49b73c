"""How an intruder moves, and what stands in his way: the steps of the attack view with a cost each.

An attack travels along access, not along loss of supply. A step costs what its kind takes, the barrier on it, and every
Control in force that PROTECTS the thing stepped onto, times its grade; a control on several things is beaten at each.

A CONNECTED_TO is walked both ways. A diode lets through the way its arrow points (source → target: the control network
sends its figures out) and closes the other way altogether. What no relationship says the intruder cannot do.
Language after MAL and coreLang (Johnson, Lagerström, Ekstedt 2018): steps between assets, blocked by defences.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from heapq import heappop, heappush
from typing import Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from eagraph.graph.snapshot import Numbers, Snapshot
from eagraph.graph.views import View, valid_relationships, view
from eagraph.locale import Text, both
from eagraph.model.classification import Aspect

NETWORK, SUPPLIER, PROTECTS = "CONNECTED_TO", "SUPPLIED_BY", "PROTECTS"
IN_FORCE = ("implemented", "verified")
BarrierKind = Literal["firewall", "gateway", "diode", "control"]


class Costs(BaseModel):
    """What each kind of step and barrier costs an intruder: assumptions, until somebody states better."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    cost_access: float = Field(
        default=0, ge=0, le=1000, title="cost: access", description="step from what controls access to what it controls"
    )
    cost_host: float = Field(default=0, ge=0, le=1000, title="cost: host", description="step from a host to its guest")
    cost_cause: float = Field(
        default=0, ge=0, le=1000, title="cost: shared weakness", description="step from a shared weakness to what shares it"
    )
    cost_zone: float = Field(
        default=0, ge=0, le=1000, title="cost: network zone", description="step into a network zone, besides its barrier"
    )
    cost_network: float = Field(
        default=1,
        ge=0,
        le=1000,
        title="cost: onto a thing in a zone",
        description="step from a network zone onto a thing in it",
    )
    cost_flow: float = Field(
        default=1, ge=0, le=1000, title="cost: flow", description="step along a flow, from sender to receiver"
    )
    cost_transport: float = Field(
        default=1, ge=0, le=1000, title="cost: transport", description="step between an exchange and what transports it"
    )
    cost_dependency: float = Field(
        default=1, ge=0, le=1000, title="cost: dependency", description="step from a thing to what it depends on"
    )
    cost_supplier: float = Field(
        default=1, ge=0, le=1000, title="cost: supplier", description="step from a supplier to a system of its"
    )
    cost_other: float = Field(
        default=1, ge=0, le=1000, title="cost: other relationships", description="step along any other type of relationship"
    )
    cost_firewall: float = Field(default=1, ge=0, le=1000, title="cost: firewall", description="a firewall on the way")
    cost_gateway: float = Field(default=2, ge=0, le=1000, title="cost: gateway", description="a gateway on the way")
    cost_diode: float = Field(
        default=1, ge=0, le=1000, title="cost: data diode", description="a data diode, the way it lets through"
    )
    cost_control: float = Field(
        default=1, ge=0, le=1000, title="cost: control", description="a control in force, for every step of its grade"
    )


_KINDS = {
    "CONTROLS_ACCESS_TO": "cost_access", "HOSTS": "cost_host", "MEMBER_OF": "cost_cause", "FLOW": "cost_flow",
    "VIA": "cost_transport", "DEPENDS_ON": "cost_dependency", SUPPLIER: "cost_supplier",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Control:
    """A safeguard in force on a thing, and what it costs to beat."""

    node: int
    cost: float


@dataclass(frozen=True, eq=False)
class Ways:
    """Steps an intruder can take; step s is step s of the attack view where `is_open[s]`."""

    view: View
    costs: Costs
    is_open: list[bool]
    cost: list[float]
    controls: dict[int, list[Control]]
    reasons: tuple[Text, ...]

    @cached_property
    def open_steps(self) -> Numbers:
        """The steps he can take, by number."""
        return np.flatnonzero(self.is_open).astype(np.int32)

    def barrier(self, step: int) -> tuple[BarrierKind, float] | None:
        """What stands on the step itself, and what it costs to beat."""
        kind = _barrier(self.view, step)
        return (kind, getattr(self.costs, f"cost_{kind}")) if kind else None


def ways(
    snapshot: Snapshot, costs: Costs, *, at: dt.date | None, aspects: Iterable[Aspect], through_suppliers: bool
) -> Ways:
    """The steps there are, and their costs.

    Args:
        snapshot: what is looked at.
        costs: what each kind of step and barrier costs.
        at: only what is valid on this day.
        aspects: a control counts when it guards one of these, or does not say which.
        through_suppliers: may the intruder go from a supplier to what it supplies?
    """
    attack = view(snapshot, "attack", at=at)
    controls, undated = _controls(snapshot, costs.cost_control, at=at, aspects=frozenset(aspects))
    beaten = {node: sum(control.cost for control in found) for node, found in controls.items()}
    is_open, cost = [], []
    for step, (j, end) in enumerate(zip(attack.tie.tolist(), attack.reached.tolist(), strict=True)):
        type_ = snapshot.relationships[j].type
        closed = type_ == SUPPLIER and not through_suppliers
        is_open.append(not closed and not _is_against_diode(attack, step))
        cost.append(_of_step(attack, step, costs) + beaten.get(end, 0.0))
    return Ways(attack, costs, is_open, cost, controls, (*attack.reasons, *undated, *_unknown(attack)))


def cheapest(ways: Ways, inside: Iterable[int]) -> tuple[list[float], list[int], list[int]]:
    """The cheapest way to everything; of equally cheap ones the shortest (Dijkstra 1959, over cost and then steps).

    Returns:
        cost: by node, infinite where there is no way.
        hops: by node, how many steps that way has.
        by: by node, its last step; -1 for what the intruder holds and what he cannot reach.
    """
    count = len(ways.view.snapshot.nodes)
    cost, hops, by = [float("inf")] * count, [0] * count, [-1] * count
    ends, starts, steps = ways.view.reached.tolist(), ways.view.onward.starts.tolist(), ways.view.onward.entries.tolist()
    heap = [(0.0, 0, node, -1) for node in sorted(set(inside))]
    done = [False] * count
    while heap:
        spent, taken, node, step = heappop(heap)
        if done[node]:
            continue
        done[node], cost[node], hops[node], by[node] = True, spent, taken, step
        for following in steps[starts[node] : starts[node + 1]]:
            if ways.is_open[following] and not done[ends[following]]:
                heappush(heap, (spent + ways.cost[following], taken + 1, ends[following], following))
    return cost, hops, by


def _of_step(attack: View, step: int, costs: Costs) -> float:
    snapshot, j = attack.snapshot, int(attack.tie[step])
    type_ = snapshot.relationships[j].type
    if type_ != NETWORK:
        return float(getattr(costs, _KINDS.get(type_, "cost_other")))
    to_zone = snapshot.nodes[int(attack.reached[step])].label == "NetworkZone"
    kind = _barrier(attack, step)
    return (costs.cost_zone if to_zone else costs.cost_network) + (getattr(costs, f"cost_{kind}") if kind else 0.0)


def _barrier(attack: View, step: int) -> BarrierKind | None:
    tie = attack.snapshot.relationships[int(attack.tie[step])]
    kind = tie.properties.get("barrier")
    for known in ("firewall", "gateway", "diode"):
        if kind == known:
            return known
    return None


def _is_against_diode(attack: View, step: int) -> bool:
    is_back = attack.origin[step] != attack.snapshot.source[attack.tie[step]]
    return bool(is_back and _barrier(attack, step) == "diode")


def _controls(
    snapshot: Snapshot, each: float, *, at: dt.date | None, aspects: frozenset[Aspect]
) -> tuple[dict[int, list[Control]], list[Text]]:
    """By thing, the controls in force on it; and what is not known of controls."""
    found: dict[int, list[Control]] = defaultdict(list)
    unsaid, ungraded = set(), set()
    number = [type_.type for type_ in snapshot.schema.relationship_types].index(PROTECTS)
    for j in np.flatnonzero((snapshot.kind == number) & valid_relationships(snapshot, at)).tolist():
        node = int(snapshot.source[j])
        said = snapshot.nodes[node].properties
        guards, grade = said.get("aspects"), said.get("grade")
        if isinstance(guards, tuple) and guards and not aspects.intersection(guards):
            continue
        status = str(said.get("status") or "").casefold()
        if status in IN_FORCE:
            ungraded.update([node] if not isinstance(grade, int) else [])
            found[int(snapshot.target[j])].append(Control(node, each * (grade if isinstance(grade, int) else 1)))
        elif not status:
            unsaid.add(node)
    told = []
    if unsaid:
        told.append(both("{count} controls do not say whether they are in force; they count as not.", count=len(unsaid)))
    if ungraded:
        told.append(both("{count} controls have no known grade; they count as grade 1.", count=len(ungraded)))
    return dict(found), told


def _unknown(attack: View) -> list[Text]:
    """What is not known about networks."""
    snapshot = attack.snapshot
    ties = {int(j) for j in attack.tie if snapshot.relationships[int(j)].type == NETWORK}
    if not any(node.label == "NetworkZone" for node in snapshot.nodes):
        return [both("No network zone is known; what is reached over networks is missing.")]
    told = []
    unsaid = [j for j in ties if "barrier" not in snapshot.relationships[j].properties]
    between = sum(snapshot.nodes[int(snapshot.source[j])].label == "NetworkZone" for j in unsaid)
    onto = len(unsaid) - between
    if between:
        told.append(
            both("{count} ways between zones do not say which barrier they have; they count as open.", count=between)
        )
    if onto:
        told.append(
            both("{count} things do not say whether a barrier parts them from their zone; none is assumed.", count=onto)
        )
    diodes = sum(snapshot.relationships[j].properties.get("barrier") == "diode" for j in ties)
    if diodes:
        told.append(
            both("{count} data diodes are taken to let through the way their arrow points, and not back.", count=diodes)
        )
    placed = {int(snapshot.source[j]) for j in ties} | {int(snapshot.target[j]) for j in ties}
    sources = set(snapshot.schema.relationship[NETWORK].sources)
    loose = sum(node.label in sources and i not in placed for i, node in enumerate(snapshot.nodes))
    if loose:
        told.append(
            both("{count} things are in no known network zone; ways to them over networks are missing.", count=loose)
        )
    return told
