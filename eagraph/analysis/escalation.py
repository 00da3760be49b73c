"""Escalation: how sensitive does information become where it is put together, and which place is classified too low?

Each aspect moves in its own direction. Confidentiality and traceability follow the data to every place that holds it.
Integrity is required back along the flow by those who use the data. Availability is required of a supplier by those who
depend on it: one level less over a soft dependency or a redundancy, not at all over an optional one. What a host or an
access controller carries, it must meet in all four. Levels are intervals (unknown is 0-4); the high-water mark (the join) of
what reaches a place is required there. Lattice: Denning (1976); high-water mark and hosting: NIST SP 800-60 vol. 1, §4.4.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field

from eagraph.analysis._content import Content, content
from eagraph.analysis._things import named
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import View, groups, view
from eagraph.locale import Text, both
from eagraph.model.classification import ASPECTS, BOTTOM, UNKNOWN, Aspect, Interval, interval
from eagraph.results import Named, Result, SnapshotInfo, Words, completeness

title = both("Classification")
question = both("How sensitive does information become together, and what is classified too low?")
SOFT_DISCOUNT = 1
REDUNDANCY_DISCOUNT = 1


class Params(BaseModel):
    """Which aspect, and where."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    aspect: Aspect | None = Field(default=None, description="k, r, t or s; empty is all four")
    explain: str | None = Field(default=None, description="only this thing: id, source key or unique name")
    at: dt.date | None = Field(default=None, description="only what is valid on this day")


class Row(Named):
    """One place in one aspect."""

    brief: ClassVar = ("id", "aspect", "assigned_high", "required_low", "raised", "rules", "witness")

    aspect: Aspect
    assigned_low: int = Field(description="the level its owner decided, lowest")
    assigned_high: int = Field(description="highest; 0-4 where nobody decided")
    required_low: int = Field(description="the level what reaches it requires, at least")
    required_high: int = Field(description="at most, whatever is still unknown turns out to be")
    raised: bool = Field(description="required for certain above assigned")
    possible: bool = Field(description="perhaps above assigned, depending on what is unknown")
    rules: tuple[str, ...] = Field(description="what raised it: high-water-mark, use, dependency, hosting, access")
    witness: tuple[str, ...] = Field(description="ids along the way from where the level comes from to the place")
    assumed: bool = Field(description="the witness rests on a flow of which nobody has said what it carries")


@dataclass(frozen=True, slots=True)
class _Level:
    """A required level, the node it came from (itself for its own), and by which rule."""

    value: Interval
    origin: int
    rule: str


@dataclass(frozen=True, slots=True)
class _Demand:
    """What `giver` requires `taker` must meet, some steps lower."""

    giver: int
    taker: int
    discount: int
    rule: str


def run(snapshot: Snapshot, params: Params) -> Result[Row]:
    """Places by aspect where something is assigned or required: the raised first, then the possible, then by id.

    Raises:
        UnknownName: the thing to explain does not exist.
    """
    only = snapshot.find(params.explain) if params.explain else None
    data = view(snapshot, "data", at=params.at)
    there = content(data)
    rows: list[Row] = []
    for aspect in [params.aspect] if params.aspect else ASPECTS:
        levels = _levels(snapshot, aspect, there, data, params.at)
        chosen = levels if only is None else [only]
        rows += [_row(snapshot, aspect, node, levels, there) for node in chosen if node in levels]
    rows.sort(key=lambda row: (not row.raised, not row.possible, row.id, ASPECTS.index(row.aspect)))
    return Result[Row](
        analysis="escalation",
        params=params.model_dump(mode="json"),
        summary=Words.of(_summary(rows)),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness(_reasons(there, data)),
        hidden=data.hidden,
        rows=tuple(rows),
    )


def _levels(snapshot: Snapshot, aspect: Aspect, there: Content, data: View, at: dt.date | None) -> dict[int, _Level]:
    assets = _asset_levels(snapshot, aspect, data)
    levels = {node: _Level(value, node, "") for node, value in assets.items()}
    for (place, asset), before in there.came_from.items():
        if aspect in "rt" and before is not None:
            continue
        _raise(levels, place, assets.get(asset, UNKNOWN), asset, "high-water-mark")
    if aspect in "rt":
        for node, thing in enumerate(snapshot.nodes):
            if aspect in thing.properties or f"{aspect}_high" in thing.properties:
                _raise(levels, node, interval(thing.properties, aspect), node, "")
    _settle(levels, _demands(snapshot, aspect, data, at))
    return levels


def _asset_levels(snapshot: Snapshot, aspect: Aspect, data: View) -> dict[int, Interval]:
    """Assets' own levels, joined with those of what they are derived from where the aspect follows the data."""
    levels = {
        i: interval(node.properties, aspect) for i, node in enumerate(snapshot.nodes) if node.label == "InformationAsset"
    }
    if aspect in "rt":
        return levels
    steps = [s for s, j in enumerate(data.tie) if snapshot.relationships[j].type == "DERIVED_FROM"]
    changed = True
    while changed:
        changed = False
        for step in steps:
            origin, derived = int(data.origin[step]), int(data.reached[step])
            value = levels.get(derived, UNKNOWN).join(levels.get(origin, UNKNOWN))
            changed |= value != levels.get(derived)
            levels[derived] = value
    return levels


def _demands(snapshot: Snapshot, aspect: Aspect, data: View, at: dt.date | None) -> list[_Demand]:
    """Who must meet whose level in an aspect."""
    if aspect == "t":
        return _availability(view(snapshot, "failure", at=at))
    demands = []
    for step, j in enumerate(data.tie):
        if aspect == "r" and snapshot.relationships[j].type == "FLOW":
            demands.append(_Demand(int(data.reached[step]), int(data.origin[step]), 0, "use"))
    requirement = view(snapshot, "requirement", at=at)
    for step, j in enumerate(requirement.tie):
        rule = {"HOSTS": "hosting", "CONTROLS_ACCESS_TO": "access"}.get(snapshot.relationships[j].type)
        if rule:
            demands.append(_Demand(int(requirement.origin[step]), int(requirement.reached[step]), 0, rule))
    return demands


def _availability(failure: View) -> list[_Demand]:
    needs = groups(failure)
    rules = {"HOSTS": "hosting", "CONTROLS_ACCESS_TO": "access"}
    demands = []
    for step, (g, j) in enumerate(zip(needs.group.tolist(), failure.tie.tolist(), strict=True)):
        if needs.mode[g] == "optional":
            continue
        discount = SOFT_DISCOUNT * (needs.mode[g] == "soft") + REDUNDANCY_DISCOUNT * bool(needs.k[g] < needs.size[g])
        rule = rules.get(failure.snapshot.relationships[j].type, "dependency")
        demands.append(_Demand(int(failure.reached[step]), int(failure.origin[step]), discount, rule))
    return demands


def _raise(levels: dict[int, _Level], node: int, value: Interval, origin: int, rule: str) -> bool:
    """Join a level into a node's; the origin is kept of what raised the lower end (first, else the upper)."""
    before = levels.get(node)
    joined = value if before is None else before.value.join(value)
    if before is not None and joined == before.value:
        return False
    stronger = before is None or joined.low > before.value.low or (before.value.low == 0 and joined.low == 0)
    levels[node] = _Level(joined, origin, rule) if stronger or before is None else _Level(joined, before.origin, before.rule)
    return True


def _settle(levels: dict[int, _Level], demands: list[_Demand]) -> None:
    """The least fixpoint: every demand met; in waves, so that the origins kept lie on a shortest way."""
    by_giver: dict[int, list[_Demand]] = defaultdict(list)
    for demand in demands:
        by_giver[demand.giver].append(demand)
    front = sorted(levels)
    while front:
        risen = set()
        for giver in front:
            for demand in by_giver[giver]:
                value = levels[giver].value.lowered(demand.discount)
                if value != BOTTOM and _raise(levels, demand.taker, value, giver, demand.rule):
                    risen.add(demand.taker)
        front = sorted(risen)


def _row(snapshot: Snapshot, aspect: Aspect, node: int, levels: dict[int, _Level], there: Content) -> Row:
    assigned, required = interval(snapshot.nodes[node].properties, aspect), levels[node].value
    way, rules = _witness(node, levels, there)
    return Row(
        **named(snapshot, node),
        aspect=aspect,
        assigned_low=assigned.low,
        assigned_high=assigned.high,
        required_low=required.low,
        required_high=required.high,
        raised=required.low > assigned.high,
        possible=required.high > assigned.low,
        rules=rules,
        witness=tuple(snapshot.nodes[i].id for i in way),
        assumed=any((b, way[0]) in there.assumed for b in way[1:]),
    )


def _witness(node: int, levels: dict[int, _Level], there: Content) -> tuple[list[int], tuple[str, ...]]:
    """The way from the origin of a level to a node, and the rules it went by."""
    way: list[int] = [node]
    rules: list[str] = []
    while True:
        level = levels[way[-1]]
        if level.rule:
            rules.append(level.rule)
        if level.origin == way[-1] or level.origin in way:
            break
        if level.rule == "high-water-mark":
            way += [*reversed(there.way(way[-1], level.origin)[:-1]), level.origin]
            break
        way.append(level.origin)
    return way[::-1], tuple(dict.fromkeys(reversed(rules)))


def _summary(rows: list[Row]) -> Text:
    raised = {row.id for row in rows if row.raised}
    unsure = {row.id for row in rows if row.possible} - raised
    return both(
        "{raised} things are classified too low; {unsure} more may be, depending on what is unknown.",
        raised=len(raised),
        unsure=len(unsure),
    )


def _reasons(there: Content, data: View) -> list[Text]:
    told = [
        (
            there.undeclared,
            both("{count} flows do not say what they carry; they count as carrying everything.", count=there.undeclared),
        ),
        (
            there.unfounded,
            both(
                "{count} times a flow carries what its sender does not hold; it counts all the same.",
                count=there.unfounded,
            ),
        ),
        (there.filtered, both("{count} flows have a filter; it lowers nothing here.", count=there.filtered)),
    ]
    return [*data.reasons, *(text for count, text in told if count)]
