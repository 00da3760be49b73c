"""Fleets: which sensors and devices are alike, in which zones, past which gateways do their data go, and what rests on them?

A fleet is all sensors or devices of one kind that measure the same and that one board or company answers for; instead they
can be taken together by zone, organisation, product or version. Numbers count what each node stands for (`count`). The ways
of the data are followed whether anybody needs them or not; what rests on a group is what its failure can reach (failure
view), and what stops is what does when all of the group fails at once (k-of-n; see blast-radius).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from eagraph.analysis._field.chosen import Chosen, chosen, unsaid
from eagraph.analysis._field.things import NOWHERE, Things
from eagraph.analysis._field.ways import Ways
from eagraph.analysis._things import named
from eagraph.graph import kernels
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import Failure, failure
from eagraph.locale import Text, both
from eagraph.results import Named, Result, SnapshotInfo, Words, completeness
from eagraph.work import counted

title = both("Fleets")
question = both("Which sensors and devices are alike, where are they, by which gateways, and what rests on them?")
By = Literal["fleet", "zone", "organisation", "product", "firmware"]
SERVICE = "DigitalService"
_LABELS: dict[str, str] = {"zone": "NetworkZone", "organisation": "Organisation"}
"""What is taken together by a thing, and its label."""


class Params(Chosen):
    """What is taken together."""

    by: By = Field(default="fleet", description="what is taken together: a fleet, or all of a zone, organisation, product …")
    assume_needed: bool = Field(default=False, description="treat flows as needed where nobody has said")
    limit: int = Field(default=500, ge=1, le=100_000, description="no more rows than this, the largest first")


class InZone(Named):
    """A network zone, and how many of a group are in it."""

    number: int = Field(description="how many sensors and devices of the group are in it")
    nodes: int = Field(title="in the register", description="how many nodes they are in the register")


class Row(Named):
    """What is taken together; its id is that of the zone or organisation, of a fleet what it is made of."""

    brief: ClassVar = ("name", "number", "zones", "gateways", "platforms", "stopped_services", "placed")

    number: int = Field(description="how many sensors and devices, with what each node stands for")
    nodes: int = Field(title="in the register", description="how many nodes they are in the register")
    kinds: tuple[str, ...] = Field(description="kinds of device as their source states them")
    observed: tuple[str, ...] = Field(title="observed properties", description="what they measure")
    versions: tuple[str, ...] = Field(title="versions", description="firmware that is known, the most frequent first")
    products: tuple[str, ...] = Field(description="products that are known")
    organisations: tuple[str, ...] = Field(description="ids of the boards and companies that answer for them")
    zones: tuple[str, ...] = Field(description="ids of the network zones they are in, the one with most of them first")
    gateways: tuple[str, ...] = Field(description="ids of the devices that their data go past")
    platforms: tuple[str, ...] = Field(description="ids of the systems and services that first take their data")
    services: tuple[str, ...] = Field(description="ids of the digital services that their failure can reach")
    stopped_services: tuple[str, ...] = Field(
        title="services that stop", description="ids of the digital services that stop when all of them fail"
    )
    stopped: int = Field(title="other things stop", description="how many other things stop when all of them fail")
    zoneless: int = Field(title="in no known zone", description="how many nodes are in no known network zone")
    unowned: int = Field(title="without an owner", description="how many nodes have no known owner")
    placed: int = Field(title="with a place", description="how many nodes have a known latitude and longitude")
    unversioned: int = Field(title="without a version", description="how many nodes have no known firmware")
    split: tuple[InZone, ...] = Field(title="by zone", description="how many are in each zone")


@dataclass(frozen=True)
class _Group:
    id: str
    name: str
    label: str
    nodes: tuple[int, ...]


@dataclass(frozen=True)
class _Ground:
    things: Things
    ways: Ways
    failure: Failure


def run(snapshot: Snapshot, params: Params) -> Result[Row]:
    """The groups, those with most sensors and devices first.

    Raises:
        UnknownName: there is no such zone or fleet.
        UsageError: what is named is no network zone.
    """
    things = Things(snapshot, params.at)
    nodes = chosen(things, params)
    plan = failure(snapshot, at=params.at, assume_needed=params.assume_needed)
    groups = sorted(_groups(things, nodes, params.by), key=lambda group: (-things.number(group.nodes), group.id))
    ground, shown = _Ground(things, Ways(snapshot, params.at), plan), groups[: params.limit]
    more = len(groups) - len(shown)
    cut = [both("{count} more rows are not shown.", count=more)] if more else []
    return Result[Row](
        analysis="fleets",
        params=params.model_dump(mode="json"),
        summary=Words.of(_summary(things, nodes)),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness([*cut, *unsaid(things, nodes), *plan.reasons], truncated=bool(cut)),
        hidden=plan.view.hidden,
        rows=tuple(_row(ground, group) for group in counted(shown, len(shown), every=10)),
    )


def _groups(things: Things, nodes: list[int], by: By) -> Iterator[_Group]:
    wanted = set(nodes)
    if by == "fleet":
        for fleet in things.fleets.values():
            if own := tuple(i for i in fleet.nodes if i in wanted):
                yield _Group(fleet.id, fleet.name, fleet.label, own)
        return
    found = defaultdict[tuple[str, str], list[int]](list)
    for node in nodes:
        for key in _keys(things, node, by):
            found[key].append(node)
    for key, own_ in found.items():
        yield _Group(*key, _LABELS.get(by, things.snapshot.nodes[own_[0]].label), tuple(own_))


def _keys(things: Things, node: int, by: By) -> list[tuple[str, str]]:
    """Id and name of what a thing belongs to; a thing in several zones belongs to each."""
    if by in _LABELS:
        homes = things.zones.get(node, ()) if by == "zone" else tuple({things.board[node]} if node in things.board else ())
        said = [things.snapshot.nodes[home] for home in homes]
        return [(one.id, one.name) for one in said] or [(NOWHERE, NOWHERE)]
    parts = [things.said(node, "product"), *([things.said(node, "firmware")] if by == "firmware" else [])]
    told = " ".join(part or NOWHERE for part in (parts if parts[0] or by == "product" else parts[1:]))
    return [(told, told)]


def _row(ground: _Ground, group: _Group) -> Row:
    things, snapshot = ground.things, ground.things.snapshot
    came = ground.ways.reached(group.nodes)
    reached, stopped = _resting(ground.failure, group.nodes)
    firmware = Counter(said for i in group.nodes if (said := things.said(i, "firmware")))
    split = _split(things, group.nodes)
    return Row(
        id=group.id,
        name=group.name,
        label=group.label,
        number=things.number(group.nodes),
        nodes=len(group.nodes),
        kinds=_said(things, group.nodes, "device_kind"),
        observed=_said(things, group.nodes, "observed_property"),
        versions=tuple(sorted(firmware, key=lambda version: (-firmware[version], version))),
        products=_said(things, group.nodes, "product"),
        organisations=_ids(snapshot, {things.board[i] for i in group.nodes if i in things.board}),
        zones=tuple(zone.id for zone in split),
        gateways=_ids(snapshot, ground.ways.gateways(came)),
        platforms=_ids(snapshot, ground.ways.platforms(came)),
        services=_ids(snapshot, [i for i in reached if snapshot.nodes[i].label == SERVICE]),
        stopped_services=_ids(snapshot, [i for i in stopped if snapshot.nodes[i].label == SERVICE]),
        stopped=len(stopped),
        zoneless=sum(i not in things.zones for i in group.nodes),
        unowned=sum(i not in things.board for i in group.nodes),
        placed=sum(things.place(i) is not None for i in group.nodes),
        unversioned=len(group.nodes) - firmware.total(),
        split=split,
    )


def _resting(plan: Failure, nodes: tuple[int, ...]) -> tuple[list[int], list[int]]:
    """What the failure of some things can reach, and what stops when all of them fail; themselves left out."""
    hops, _ = kernels.shortest(plan.view.onward, plan.view.reached, list(nodes))
    wave, _, _ = kernels.cascade(plan.view, plan.groups, list(nodes))
    return np.flatnonzero(hops > 0).tolist(), np.flatnonzero(wave > 0).tolist()


def _split(things: Things, nodes: tuple[int, ...]) -> tuple[InZone, ...]:
    found = defaultdict[int, list[int]](list)
    for node in nodes:
        for zone in things.zones.get(node, ()):
            found[zone].append(node)
    zones = [
        InZone(**named(things.snapshot, zone), number=things.number(own), nodes=len(own)) for zone, own in found.items()
    ]
    return tuple(sorted(zones, key=lambda zone: (-zone.number, zone.id)))


def _said(things: Things, nodes: Iterable[int], name: str) -> tuple[str, ...]:
    return tuple(sorted({said for i in nodes if (said := things.said(i, name))}))


def _ids(snapshot: Snapshot, nodes: Iterable[int]) -> tuple[str, ...]:
    return tuple(snapshot.nodes[i].id for i in sorted(nodes))


def _summary(things: Things, nodes: list[int]) -> Text:
    if not nodes:
        return both("There are no sensors and no devices to tell of.")
    fleets = {fleet.id for fleet in things.fleets.values() if not set(fleet.nodes).isdisjoint(nodes)}
    return both(
        "Sensors and devices: {number}, in {nodes} nodes of the register; fleets: {fleets}; network zones: {zones}.",
        number=things.number(nodes),
        nodes=len(nodes),
        fleets=len(fleets),
        zones=len({zone for i in nodes for zone in things.zones.get(i, ())}),
    )


def names(snapshot: Snapshot) -> dict[str, str]:
    """Every fleet there is: id → name."""
    return {fleet.id: fleet.name for fleet in Things(snapshot).fleets.values()}
