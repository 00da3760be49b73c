"""Devices: which sensors and devices are there, and what does nobody say of them?

One row a node of the register: where it is, whose, of which product and version, and what the failure of it alone means.
What is missing is a column and a parameter of its own: it is the list of what to ask for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import ClassVar, Literal, get_args

from pydantic import Field

from eagraph.analysis._field.chosen import Chosen, chosen, unsaid
from eagraph.analysis._field.states import ABOUT, State, states
from eagraph.analysis._field.things import NOWHERE, Things
from eagraph.analysis._things import named, owner_names
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import failure
from eagraph.locale import Text, both
from eagraph.results import Named, Result, SnapshotInfo, Words, completeness

title = both("Devices")
question = both("Which sensors and devices are there, and what does nobody say of them?")
Missing = Literal["zone", "owner", "place", "firmware"]
MISSING: tuple[Missing, ...] = get_args(Missing)


class Params(Chosen):
    """Which ones."""

    product: tuple[str, ...] = Field(
        default=(), description="only of these products; ? is of no known product", json_schema_extra={"names": "product"}
    )
    firmware: tuple[str, ...] = Field(default=(), description="only with these versions; ? is with no known version")
    missing: tuple[Missing, ...] = Field(default=(), description="only those of which nobody says any of these")
    assume_needed: bool = Field(default=False, description="treat flows as needed where nobody has said")
    limit: int = Field(default=1000, ge=1, le=100_000, description="no more rows than this")


class Row(Named):
    """One node of the register."""

    brief: ClassVar = ("name", "kind", "observed", "number", "zones", "firmware", "means", "missing")

    kind: str | None = Field(description="kind of device as its source states it")
    observed: str | None = Field(title="observed property", description="what it measures")
    number: int = Field(description="how many it stands for")
    zones: tuple[str, ...] = Field(description="ids of the network zones it is in")
    organisation: str | None = Field(description="id of the board or company that answers for it")
    owner: str | None = Field(description="who owns it; empty where nobody is said to")
    product: str | None = Field(description="its product")
    firmware: str | None = Field(description="its version")
    means: State = Field(title="if it fails", description=ABOUT)
    latitude: float | None = Field(description="in degrees")
    longitude: float | None = Field(description="in degrees")
    missing: tuple[Missing, ...] = Field(description="what nobody says of it")


def run(snapshot: Snapshot, params: Params) -> Result[Row]:
    """Every one, by id.

    Raises:
        UnknownName: there is no such zone or fleet.
        UsageError: what is named is no network zone.
    """
    things = Things(snapshot, params.at)
    nodes = [i for i in chosen(things, params) if _is_asked(things, i, params)]
    shown = nodes[: params.limit]
    plan = failure(snapshot, at=params.at, assume_needed=params.assume_needed)
    more = len(nodes) - len(shown)
    cut = [both("{count} more rows are not shown.", count=more)] if more else []
    return Result[Row](
        analysis="devices",
        params=params.model_dump(mode="json"),
        summary=Words.of(_summary(things, nodes)),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness([*cut, *unsaid(things, nodes), *plan.reasons], truncated=bool(cut)),
        hidden=plan.view.hidden,
        rows=tuple(_rows(things, shown, params)),
    )


def _is_asked(things: Things, node: int, params: Params) -> bool:
    product, firmware = (things.said(node, name) or NOWHERE for name in ("product", "firmware"))
    return (
        (not params.product or product.casefold() in {one.casefold() for one in params.product})
        and (not params.firmware or firmware in params.firmware)
        and (not params.missing or not set(params.missing).isdisjoint(_missing(things, node)))
    )


def _missing(things: Things, node: int) -> tuple[Missing, ...]:
    known = {
        "zone": node in things.zones,
        "owner": node in things.board,
        "place": things.place(node) is not None,
        "firmware": bool(things.said(node, "firmware")),
    }
    return tuple(name for name in MISSING if not known[name])


def _rows(things: Things, nodes: list[int], params: Params) -> Iterator[Row]:
    snapshot = things.snapshot
    means = states(snapshot, nodes, at=params.at, assume_needed=params.assume_needed)
    for node in nodes:
        place, board = things.place(node), things.board.get(node)
        yield Row(
            **named(snapshot, node),
            kind=things.said(node, "device_kind") or None,
            observed=things.measures(node) or None,
            number=things.number([node]),
            zones=tuple(snapshot.nodes[zone].id for zone in things.zones.get(node, ())),
            organisation=None if board is None else snapshot.nodes[board].id,
            owner=owner_names(snapshot, node),
            product=things.said(node, "product") or None,
            firmware=things.said(node, "firmware") or None,
            means=means[node],
            latitude=place.latitude if place else None,
            longitude=place.longitude if place else None,
            missing=_missing(things, node),
        )


def _summary(things: Things, nodes: list[int]) -> Text:
    if not nodes:
        return both("There are no sensors and no devices to tell of.")
    count = Counter(name for node in nodes for name in _missing(things, node))
    return both(
        "Sensors and devices: {number}, in {nodes} nodes of the register. Without a known zone: {zone}; owner: {owner}; "
        "place: {place}; version: {firmware}.",
        number=things.number(nodes),
        nodes=len(nodes),
        **{name: count[name] for name in MISSING},
    )
