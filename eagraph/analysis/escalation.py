"""Escalation: how sensitive does information become where it is put together, and which place is classified too low?

Each aspect moves in its own direction. Confidentiality and traceability follow the data to every place that holds it.
Integrity is required back along the flow by those who use the data. Availability is required of a supplier by those who
depend on it: one level less over a soft dependency or a redundancy, not at all over an optional one. What a host, a
transport or an access controller carries, it must meet in all four. Levels are intervals (unknown is 0-4); the high-water
mark (the join) of what reaches a place is required there. Lattice: Denning (1976); high-water mark and hosting: NIST
SP 800-60 vol. 1, §4.4.

A witness rests on an assumption only where nothing that is known would require as much.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field

from eagraph.analysis._content import Content, content
from eagraph.analysis._levels import Cause, Demand, End, Levels
from eagraph.analysis._things import named
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import Groups, View, groups, not_valid, view
from eagraph.locale import Text, both
from eagraph.model.classification import ASPECTS, BOTTOM, Aspect, interval, is_stated
from eagraph.model.nodes import ASPECTS as ASPECT_NAMES
from eagraph.model.relationships import Travel
from eagraph.results import Named, Result, SnapshotInfo, Words, completeness

title = both("Classification")
question = both("How sensitive does information become together, and what is classified too low?")
SOFT_DISCOUNT = 1
REDUNDANCY_DISCOUNT = 1
HELD = "high-water-mark"
RULES = {"FLOW": "use", "VIA": "transport", "HOSTS": "hosting", "CONTROLS_ACCESS_TO": "access"}
"""By type, the rule by which what is required of one end is required of the other; FLOW and VIA: of integrity only."""


class Params(BaseModel):
    """Which aspect, and where."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    aspect: Aspect | None = Field(default=None, description="k, r, t or s; empty is all four")
    explain: str | None = Field(
        default=None,
        title="only this thing",
        description="only this thing: id, source key or unique name",
        json_schema_extra={"names": "thing"},
    )
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
    possible: bool = Field(description="what others require of it is perhaps above assigned, depending on what is unknown")
    rules: tuple[str, ...] = Field(
        description="what raised it: high-water-mark, derivation, use, dependency, transport, hosting, access"
    )
    witness: tuple[str, ...] = Field(
        description="ids along the way from where the level comes from to the place: of the lower end, or where it is only "
        "possible that more is required, of the upper"
    )
    assumed: bool = Field(description="the witness rests on a flow of which nobody has said what it carries")


@dataclass(frozen=True)
class _Ground:
    """What the levels are worked out from, on one day."""

    snapshot: Snapshot
    data: View
    requirement: View
    failure: View
    needs: Groups
    there: Content

    @classmethod
    def of(cls, snapshot: Snapshot, at: dt.date | None) -> _Ground:
        data, failure = view(snapshot, "data", at=at), view(snapshot, "failure", at=at)
        return cls(snapshot, data, view(snapshot, "requirement", at=at), failure, groups(failure), content(data))

    def hidden(self, aspects: Iterable[Aspect]) -> int:
        """How many relationships the day leaves out that would count in these aspects."""
        views = [self.data, self.requirement, *([self.failure] if "t" in aspects else [])]
        return len({int(j) for v in views for j in v.left_out} | set(self.there.left_out))


def run(snapshot: Snapshot, params: Params) -> Result[Row]:
    """Places by aspect where something is required: the raised first, then the possible, then by id.

    Raises:
        UnknownName: the thing to explain does not exist.
    """
    only = snapshot.find(params.explain) if params.explain else None
    ground = _Ground.of(snapshot, params.at)
    aspects = [params.aspect] if params.aspect else list(ASPECTS)
    rows: list[Row] = []
    for aspect in aspects:
        levels = _levels(ground, aspect)
        rows += [_row(ground, aspect, node, levels) for node in levels.value if only in (None, node)]
    rows.sort(key=lambda row: (not row.raised, not row.possible, row.id, ASPECTS.index(row.aspect)))
    hidden = ground.hidden(aspects)
    return Result[Row](
        analysis="escalation",
        params=params.model_dump(mode="json"),
        summary=Words.of(_summary(rows)),
        snapshot=SnapshotInfo.of(snapshot),
        completeness=completeness([*not_valid(hidden, params.at), *_reasons(ground, aspects)]),
        hidden=hidden,
        rows=tuple(rows),
    )


def _levels(ground: _Ground, aspect: Aspect) -> Levels:
    """The least levels that meet every demand: first by what is known, then by what is assumed beside it."""
    levels, nodes = Levels(), ground.snapshot.nodes
    for node in _givers(ground, aspect):
        levels.join(node, interval(nodes[node].properties, aspect), Cause(node, ""))
    demands = [*_of_content(ground, aspect, assumed=False), *_of_ties(ground, aspect)]
    levels.settle(demands)
    levels.settle([*demands, *_of_content(ground, aspect, assumed=True)])
    return levels


def _givers(ground: _Ground, aspect: Aspect) -> list[int]:
    """Those that have a level of their own: information, and for integrity and availability whatever was given one."""
    assets = {i for i, node in enumerate(ground.snapshot.nodes) if node.label == "InformationAsset"}
    assets |= {asset for _, asset in ground.there.came_from}
    if aspect in "rt":
        assets |= {i for i, node in enumerate(ground.snapshot.nodes) if is_stated(node.properties, aspect)}
    return sorted(assets)


def _of_content(ground: _Ground, aspect: Aspect, *, assumed: bool) -> Iterator[Demand]:
    """What information requires where it is: all of it for what follows the data, what is at home for the rest."""
    there = ground.there
    for pair in there.came_from:
        if (pair in there.assumed) == assumed and (aspect in "ks" or pair in there.held):
            yield Demand(pair[1], pair[0], 0, HELD)


def _of_ties(ground: _Ground, aspect: Aspect) -> Iterator[Demand]:
    """What one thing requires of another because they are tied."""
    if aspect == "t":
        yield from _availability(ground)
        return
    snapshot, requirement, data = ground.snapshot, ground.requirement, ground.data
    for step, j in enumerate(requirement.tie):
        type_ = snapshot.relationships[j].type
        if type_ in RULES and (aspect == "r" or type_ not in ("FLOW", "VIA")):
            yield Demand(int(requirement.origin[step]), int(requirement.reached[step]), 0, RULES[type_])
    for step, j in enumerate(data.tie):
        if aspect in "ks" and snapshot.relationships[j].type == "DERIVED_FROM":
            yield Demand(int(data.origin[step]), int(data.reached[step]), 0, "derivation")


def _availability(ground: _Ground) -> Iterator[Demand]:
    """Who depends on whom requires availability of it, where requirements travel along the tie at all."""
    failure, needs, types = ground.failure, ground.needs, ground.snapshot.schema.relationship
    for step, (g, j) in enumerate(zip(needs.group.tolist(), failure.tie.tolist(), strict=True)):
        type_ = types[ground.snapshot.relationships[j].type]
        if needs.mode[g] == "optional" or type_.requirement is Travel.NOT:
            continue
        discount = SOFT_DISCOUNT * (needs.mode[g] == "soft") + REDUNDANCY_DISCOUNT * bool(needs.k[g] < needs.size[g])
        rule = RULES[type_.type] if type_.type in ("HOSTS", "CONTROLS_ACCESS_TO") else "dependency"
        yield Demand(int(failure.reached[step]), int(failure.origin[step]), discount, rule)


def _row(ground: _Ground, aspect: Aspect, node: int, levels: Levels) -> Row:
    snapshot, asked = ground.snapshot, levels.asked.get(node, BOTTOM)
    assigned, required = interval(snapshot.nodes[node].properties, aspect), levels.value[node]
    raised, possible = asked.low > assigned.high, asked.high > assigned.low
    way, rules, assumed = _witness(node, "high" if possible and not raised else "low", levels, ground.there)
    return Row(
        **named(snapshot, node),
        aspect=aspect,
        assigned_low=assigned.low,
        assigned_high=assigned.high,
        required_low=required.low,
        required_high=required.high,
        raised=raised,
        possible=possible,
        rules=rules,
        witness=tuple(snapshot.nodes[i].id for i in way),
        assumed=assumed,
    )


def _witness(node: int, end: End, levels: Levels, there: Content) -> tuple[list[int], tuple[str, ...], bool]:
    """The way from where one end of a level was given to a node, the rules it went by, and whether any of it is assumed.

    The upper end is that of what others ask; in a ring of things with open levels the way may begin where it ends.
    """
    way, rules, assumed = [node], [], False
    cause = levels.cause[node, "low"] if end == "low" else levels.asker[node, "high"]
    while cause.rule:
        if cause.rule == HELD:
            assumed |= (way[-1], cause.origin) in there.assumed
            way += there.way(way[-1], cause.origin)[-2::-1]
        way.append(cause.origin)
        rules.append(cause.rule)
        cause = levels.cause[cause.origin, end]
    return way[::-1], tuple(dict.fromkeys(reversed(rules))), assumed


def _summary(rows: list[Row]) -> Text:
    raised = {row.id for row in rows if row.raised}
    unsure = {row.id for row in rows if row.possible} - raised
    return both(
        "Classified too low: {raised}; perhaps too, depending on what is unknown: {unsure}.",
        raised=len(raised),
        unsure=len(unsure),
    )


def _reasons(ground: _Ground, aspects: Iterable[Aspect]) -> list[Text]:
    there = ground.there
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
    of_failure = [*ground.failure.assumptions, *ground.needs.reasons] if "t" in aspects else []
    return [*of_failure, *(text for count, text in told if count), *_unstated(ground.snapshot, aspects)]


def _unstated(snapshot: Snapshot, aspects: Iterable[Aspect]) -> Iterator[Text]:
    """Things without a level of their own, in the aspects that things require because of it."""
    for aspect in (a for a in aspects if a in "rt"):
        open_ = {label for label, fields in snapshot.schema.node_fields.items() if aspect in fields} - {"InformationAsset"}
        count = sum(n.label in open_ and not is_stated(n.properties, aspect) for n in snapshot.nodes)
        if count:
            yield both(
                "{count} things without a level in {aspect} require nothing of others here, though they may.",
                count=count,
                aspect=ASPECT_NAMES[aspect],
            )
