"""Sensor chains: past which gateways and platforms do the data of these sensors go, to which services, and what stops?

The chosen sensors and devices are followed two ways. Their data, whether anybody needs them or not: through devices and
integrations to the first system or service that takes them, the platform. Their failure (failure view): to everything that
rests on them. What stops when all of them fail at once is exact (k-of-n, least fixpoint; see blast-radius); what the
failure can reach and what yet goes on has enough others left, or is only degraded.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from pydantic import Field

from eagraph.analysis._facts import criticality_of
from eagraph.analysis._field.chosen import Chosen, chosen, unsaid
from eagraph.analysis._field.things import THINGS, Things
from eagraph.analysis._field.ways import Ways
from eagraph.analysis._things import found, named, owner_names, path_to
from eagraph.errors import UsageError
from eagraph.graph import kernels
from eagraph.graph.snapshot import Numbers, Snapshot
from eagraph.graph.views import Failure, failure
from eagraph.locale import Text, both
from eagraph.results import Named, Result, SnapshotInfo, Words, completeness

title = both("Sensor chains")
question = both("By which gateways and platforms do sensors get to services, and what stops when they fail?")
Role = Literal["gateway", "platform", "system", "service", "other"]
ROLES: tuple[Role, ...] = ("gateway", "platform", "system", "service", "other")
Meaning = Literal["stops", "goes_on", "not_needed"]


class Params(Chosen):
    """From where."""

    of: tuple[str, ...] = Field(
        default=(),
        description="sensors and devices: id, source key or unique name; empty is all that zone and fleet leave",
        json_schema_extra={"names": "thing"},
    )
    assume_needed: bool = Field(default=False, description="treat flows as needed where nobody has said")
    limit: int = Field(default=1000, ge=1, le=100_000, description="no more rows than this, in the order of the chain")


class Row(Named):
    """One thing on the way from the sensors to those they are for."""

    brief: ClassVar = ("role", "name", "hops", "means", "wave", "path", "owner")

    role: Role = Field(
        description="gateway: a device the data go past; platform: the first to take them; system, service: rests on them"
    )
    hops: int = Field(description="fewest steps from any of the sensors and devices asked about")
    means: Literal["stops", "goes_on", "not_needed"] = Field(
        title="when all of them fail", description="it stops; it goes on, or goes on worse; nobody is said to need the data"
    )
    wave: int | None = Field(description="0 fails itself, 1 stops because of it, and so on; empty: it does not stop")
    path: tuple[str, ...] = Field(description="ids on a shortest way there, both ends included")
    owner: str | None = Field(description="who owns it; empty where nobody is said to")
    criticality: int | None = Field(description="0-4 as its source states; empty is unknown")


class Answer(Result[Row]):
    """What is on the way, after how much it begins with."""

    nodes: int = Field(default=0, title="begins with nodes", description="how many nodes of the register it begins with")
    number: int = Field(default=0, title="begins with", description="how many sensors and devices those stand for")


@dataclass(frozen=True, eq=False)
class _Chain:
    """Everything by node: where the data were had from, how the failure gets there, when it stops."""

    begun: frozenset[int]
    ways: Ways
    came: dict[int, int]
    plan: Failure
    by: Numbers
    hops: Numbers
    wave: Numbers

    @classmethod
    def of(cls, snapshot: Snapshot, begun: list[int], params: Params) -> _Chain:
        plan, ways = failure(snapshot, at=params.at, assume_needed=params.assume_needed), Ways(snapshot, params.at)
        hops, by = kernels.shortest(plan.view.onward, plan.view.reached, begun)
        wave, _, _ = kernels.cascade(plan.view, plan.groups, begun)
        return cls(frozenset(begun), ways, ways.reached(begun), plan, by, hops, wave)

    def nodes(self) -> list[int]:
        """What there is to tell of: what the data or the failure gets to, sorted."""
        return sorted({*self.came, *(i for i in (self.hops > 0).nonzero()[0].tolist())})

    def path(self, node: int) -> list[int]:
        """A shortest way there: of the failure where it gets there, else of the data."""
        if self.hops[node] > 0:
            return path_to(self.plan.view, self.by, node)
        way = [node, self.came[node]]
        while way[-1] not in self.begun:
            way.append(self.came[way[-1]])
        return way[::-1]

    def role(self, node: int) -> Role:
        label = self.ways.snapshot.nodes[node].label
        if node in self.came and label not in {"Sensor", "Integration"}:
            return "gateway" if label == "Device" else "platform"
        return "system" if label == "System" else "service" if label == "DigitalService" else "other"

    def means(self, node: int) -> Meaning:
        if self.wave[node] >= 0:
            return "stops"
        return "goes_on" if self.hops[node] > 0 else "not_needed"


def run(snapshot: Snapshot, params: Params) -> Answer:
    """The chain, from the gateways to what rests on them.

    Raises:
        UnknownName: there is no such thing, zone or fleet.
        UsageError: what is named is no sensor and no device, or no network zone.
    """
    things = Things(snapshot, params.at)
    begun = _begun(things, params)
    chain = _Chain.of(snapshot, begun, params)
    rows = sorted(_rows(chain, chain.nodes()), key=lambda row: (ROLES.index(row.role), row.hops, row.id)) if begun else []
    more = len(rows) - params.limit
    cut = [both("{count} more rows are not shown.", count=more)] if more > 0 else []
    told = [*cut, *_reasons(chain, rows), *unsaid(things, begun), *chain.plan.reasons]
    return Answer(
        analysis="sensor-chains",
        params=params.model_dump(mode="json"),
        summary=Words.of(_summary(things.number(begun), rows)),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness(told, truncated=bool(cut)),
        hidden=chain.plan.view.hidden,
        rows=tuple(rows[: params.limit]),
        nodes=len(begun),
        number=things.number(begun),
    )


def _begun(things: Things, params: Params) -> list[int]:
    among, asked = chosen(things, params), found(things.snapshot, params.of)
    for node in asked:
        if things.snapshot.nodes[node].label not in THINGS:
            raise UsageError(both("{thing} is no sensor and no device.", thing=repr(things.snapshot.nodes[node].name)))
    return [i for i in among if i in set(asked)] if asked else among


def _rows(chain: _Chain, nodes: list[int]) -> Iterator[Row]:
    snapshot = chain.ways.snapshot
    for node in nodes:
        path = chain.path(node)
        yield Row(
            **named(snapshot, node),
            role=chain.role(node),
            hops=len(path) - 1,
            means=chain.means(node),
            wave=int(chain.wave[node]) if chain.wave[node] >= 0 else None,
            path=tuple(snapshot.nodes[i].id for i in path),
            owner=owner_names(snapshot, node),
            criticality=criticality_of(snapshot, node),
        )


def _reasons(chain: _Chain, rows: list[Row]) -> Iterator[Text]:
    if unneeded := sum(row.means == "not_needed" for row in rows):
        yield both("{count} things take their data, and nobody is said to need them there.", count=unneeded)
    if unheard := sum(node not in chain.ways.single for node in chain.begun):
        yield both("From {count} of them no way of the data to any system is known.", count=unheard)


def _summary(number: int, rows: list[Row]) -> Text:
    if not number:
        return both("There are no sensors and no devices to begin with.")
    services = [row for row in rows if row.label == "DigitalService"]
    return both(
        "The data of {number} sensors and devices go past {gateways} gateways and devices to {platforms} platforms. Digital "
        "services that rest on them: {services}; that stop when all of them fail: {stopped}.",
        number=number,
        gateways=sum(row.role == "gateway" for row in rows),
        platforms=sum(row.role == "platform" for row in rows),
        services=len(services),
        stopped=sum(row.means == "stops" for row in services),
    )
