"""Levels after a change, worked out from those before it, are those worked out anew; and a plan is what comes true."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from eagraph.escalation import Escalation, escalate
from eagraph.escalation.changing import Changed
from eagraph.escalation.filters import effect_of
from eagraph.escalation.planned import NEW, Asset, Flow, Planned, planned
from eagraph.graph.snapshot import Snapshot
from eagraph.model.classification import ASPECTS
from eagraph.model.landscape import Node, Relationship
from tests.property.escalating import EVIDENCE, FILTERS, TODAY, landscapes, table
from tests.property.strategies import Properties, one_of, snapshot_of

SOME = 60
pytestmark = pytest.mark.heavy
ENDS = ("low", "high", "declared")


def same(one: Escalation, other: Escalation) -> bool:
    """Levels, rules and content of two that are said to be the same."""
    for end in ENDS:
        mine, others = getattr(one, end), getattr(other, end)
        if table(one, end) != table(other, end):
            return False
        if any(not np.array_equal(mine.applies[name], others.applies[name]) for name in others.applies):
            return False
        if any(not np.array_equal(mine.required[a].lifted, others.required[a].lifted) for a in ASPECTS):
            return False
    planes = one.content.planes
    return planes == other.content.planes and all(
        np.array_equal(one.content.plane(plane), other.content.plane(plane)) for plane in planes
    )


def assets_of(snapshot: Snapshot) -> list[str]:
    return [node.id for node in snapshot.nodes if node.label == "InformationAsset"]


def places_of(snapshot: Snapshot) -> list[str]:
    return [node.id for node in snapshot.nodes if node.id.startswith("p")]


def drawn_flow(data: st.DataObject, snapshot: Snapshot) -> tuple[Flow, Properties]:
    """A flow between two places, and what it says of itself when it is there."""
    one, other = data.draw(st.permutations(places_of(snapshot)))[:2]
    carried = tuple(x for x in assets_of(snapshot) if data.draw(st.booleans()))
    said = FILTERS[number] if (number := data.draw(one_of(2 * len(FILTERS)))) < len(FILTERS) else {}
    model = snapshot.schema.classification
    flow = Flow(
        snapshot.index[one],
        snapshot.index[other],
        tuple(snapshot.index[x] for x in carried) if carried else None,
        effect_of(said, model) if said else effect_of({"filter": "delay"}, model),
        said.get("filter") == "encrypt",
    )
    return flow, {**said, **(EVIDENCE if said else {}), **({"carries": carried} if carried else {})}


@given(landscapes(), st.data())
@settings(max_examples=SOME)
def test_without_relationships_the_levels_are_those_worked_out_anew(snapshot: Snapshot, data: st.DataObject) -> None:
    before = escalate(snapshot, at=TODAY)
    ties = [j for j in range(len(snapshot.relationships)) if data.draw(one_of(4)) == 0]
    assert same(Changed.without(before, ties), Escalation(before.ground.without(ties)))


@given(landscapes(), st.data())
@settings(max_examples=SOME)
def test_with_other_filters_the_levels_are_those_worked_out_anew(snapshot: Snapshot, data: st.DataObject) -> None:
    before = escalate(snapshot, at=TODAY)
    flows = [j for j, tie in enumerate(snapshot.relationships) if tie.type == "FLOW"]
    effects = {
        j: effect_of(FILTERS[data.draw(one_of(len(FILTERS)))], snapshot.schema.classification)
        for j in flows
        if data.draw(st.booleans())
    }
    ground = before.ground.changed(effects)
    assert same(Changed.by(before, ground, range(len(ground.assets))), Escalation(ground))


@given(landscapes(), st.data())
@settings(max_examples=SOME)
def test_a_planned_flow_and_asset_give_the_levels_worked_out_anew(snapshot: Snapshot, data: st.DataObject) -> None:
    before = escalate(snapshot, at=TODAY)
    flow, _ = drawn_flow(data, snapshot)
    asset = Asset({"k": 3, "subject_kind": "resident"}, (flow.sender,)) if data.draw(st.booleans()) else None
    after = planned(before, flow=flow, asset=asset).after
    assert same(after, Escalation(after.ground))
    more = Changed.without(after, [j for j in range(len(snapshot.relationships)) if data.draw(one_of(4)) == 0])
    assert same(more, Escalation(more.ground))


def with_more(snapshot: Snapshot, nodes: Iterable[Node], ties: Iterable[Relationship]) -> Snapshot:
    return snapshot_of([*snapshot.nodes, *nodes], [*snapshot.relationships, *ties], snapshot.schema)


def agrees(plan: Planned, true: Snapshot) -> bool:
    """Does a plan come true, at both ends?"""
    return all(table(plan.after, end) == table(escalate(true, at=TODAY), end) for end in ("low", "high"))


@given(landscapes(), st.data())
@settings(max_examples=SOME)
def test_a_planned_flow_comes_true(snapshot: Snapshot, data: st.DataObject) -> None:
    """Where everything that is sent has come from somewhere: that is judged on the landscape as it is."""
    before = escalate(snapshot, at=TODAY)
    flow, said = drawn_flow(data, snapshot)
    plan = planned(before, flow=flow)
    ends = snapshot.nodes[flow.sender].id, "FLOW", snapshot.nodes[flow.receiver].id
    true = with_more(snapshot, [], [Relationship(*ends, said)])
    assume(not len(before.ground.unfounded.place) and not plan.never_had)
    carried = {t.source for t in snapshot.relationships if t.type == "CARRIES"}
    assume(flow.assets is not None or not carried & {ends[0], ends[2]})
    assert agrees(plan, true)


@given(landscapes(), st.data())
@settings(max_examples=SOME)
def test_a_planned_asset_comes_true(snapshot: Snapshot, data: st.DataObject) -> None:
    before = escalate(snapshot, at=TODAY)
    holders = tuple(i for i in map(snapshot.index.__getitem__, places_of(snapshot)) if data.draw(st.booleans()))
    said: Properties = {"k": data.draw(st.integers(0, 3)), "categories": ("identity", "location", "time"), "records": 100}
    said |= {"subject_kind": "resident"} if data.draw(st.booleans()) else {}
    plan = planned(before, asset=Asset(said, holders, snapshot.index["b0"]))
    ties = [Relationship(snapshot.nodes[i].id, "HOLDS", NEW) for i in holders] + [Relationship(NEW, "OWNED_BY", "b0")]
    true = with_more(snapshot, [Node(NEW, "InformationAsset", said)], ties)
    assume(snapshot.nodes[-1].id < NEW)
    assert agrees(plan, true)
