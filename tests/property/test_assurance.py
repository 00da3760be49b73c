"""What is assured against naive fixpoints and every combination of failures; gaps that stay whatever is unknown."""

from __future__ import annotations

from itertools import pairwise
from math import inf, prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eagraph.analysis import requirement_gaps, safeguards
from eagraph.analysis._monotony import grades, levels
from eagraph.escalation import escalate
from eagraph.escalation.assurance import Assured, assured
from eagraph.graph.snapshot import Snapshot
from eagraph.model.classification import Aspect, Interval
from tests.property import assurances
from tests.property.strategies import one_of

MANY, SOME = 200, 100


def of(snapshot: Snapshot) -> Assured:
    return assured(escalate(snapshot))


@given(assurances.protected())
@settings(max_examples=MANY)
def test_grades_and_integrity_are_those_of_the_definition(snapshot: Snapshot) -> None:
    found, vouched = of(snapshot), assurances.integrity(snapshot)
    for i, node in enumerate(snapshot.nodes):
        for aspect in ("k", "s"):
            assert found.of(i, aspect) == Interval(*assurances.grade(snapshot, node.id, aspect))
        assert found.of(i, "r") == Interval(*vouched[node.id])


@given(assurances.protected())
@settings(max_examples=SOME)
def test_what_holds_integrity_down_is_a_way_along_flows_from_a_place_whose_own_safeguards_do(snapshot: Snapshot) -> None:
    found = of(snapshot)
    flows = {(t.source, t.target) for t in snapshot.relationships if t.type == "FLOW"}
    flows |= {(t.target, t.source) for t in snapshot.relationships if t.type == "VIA"}
    for i in range(len(snapshot.nodes)):
        for end in (0, 1):
            way = [snapshot.nodes[j].id for j in found.weakest_way(i, ("low", "high")[end])]
            assert way[-1] == snapshot.nodes[i].id
            assert set(pairwise(way)) <= flows
            level = found.of(i, "r")
            assert assurances.grade(snapshot, way[0], "r")[end] == (level.low, level.high)[end]


@given(assurances.protected(), st.data())
@settings(max_examples=MANY)
def test_whatever_safeguards_turn_out_to_be_lies_within_the_interval(snapshot: Snapshot, data: st.DataObject) -> None:
    found, exact = of(snapshot), data.draw(_completed(snapshot))
    settled = of(exact)
    for i, node in enumerate(snapshot.nodes):
        if node.label != "Control":
            for aspect in ("k", "r", "s"):
                within, level = found.of(i, aspect), settled.of(exact.index[node.id], aspect)
                assert within.low <= level.low == level.high <= within.high


@st.composite
def _completed(draw: st.DrawFn, snapshot: Snapshot) -> Snapshot:
    return assurances.completed(draw, snapshot)


@pytest.mark.heavy
@given(assurances.protected(), st.data())
@settings(max_examples=SOME)
def test_a_certain_gap_and_a_certainly_missing_safeguard_stay(snapshot: Snapshot, data: st.DataObject) -> None:
    exact = data.draw(_completed(snapshot))
    before, after = (requirement_gaps.run(s, requirement_gaps.Params(aspect="k")) for s in (snapshot, exact))
    certain = {row.id: row.gap for row in before.rows if row.gap}
    assert all(next(r.gap for r in after.rows if r.id == id_) >= gap for id_, gap in certain.items())
    lacking = {(r.id, r.aspect): r.missing for r in safeguards.run(snapshot, safeguards.Params()).rows if r.missing}
    still = {(r.id, r.aspect): r.missing for r in safeguards.run(exact, safeguards.Params()).rows}
    assert all(still[key] >= missing for key, missing in lacking.items())


@given(assurances.protected("krts"))
@settings(max_examples=SOME)
def test_gaps_are_where_the_intervals_say(snapshot: Snapshot) -> None:
    found, rows = of(snapshot), requirement_gaps.run(snapshot, requirement_gaps.Params(limit=1000)).rows
    shown = {(row.id, row.aspect): row for row in rows}
    for (id_, aspect), row in shown.items():
        required, given_ = found.escalation.required(snapshot.index[id_], aspect), found.of(snapshot.index[id_], aspect)
        assert (row.required_low, row.required_high) == (required.low, required.high)
        assert (row.assured_low, row.assured_high) == (given_.low, given_.high)
        assert row.gap == max(0, required.low - given_.high)
        assert row.possible == (required.high > given_.low) or row.breach
    assert [row.gap > 0 for row in rows] == sorted((row.gap > 0 for row in rows), reverse=True)
    for i, node in enumerate(snapshot.nodes):
        aspects: tuple[Aspect, ...] = ("k", "r", "t", "s")
        for aspect in aspects if node.label in ("System", "Integration", "DigitalService", "Device") else ():
            if found.escalation.required(i, aspect).low > found.of(i, aspect).low:
                assert (node.id, aspect) in shown


@given(assurances.supplied())
@settings(max_examples=MANY)
def test_hours_are_those_of_the_definition_and_a_path_leads_from_what_decides(snapshot: Snapshot) -> None:
    found = of(snapshot)
    needs = {(s.giver, s.taker) for _, members in assurances.groups(snapshot).values() for s in members}
    for number, end in enumerate(("low", "high")):
        exact = assurances.hours(snapshot, number)
        for i, node in enumerate(snapshot.nodes):
            assert found.hours[end][i] == pytest.approx(exact[node.id])  # type: ignore[index]
            path = [snapshot.nodes[j].id for j in found.longest_path(i, end)]  # type: ignore[arg-type]
            assert path[-1] == node.id
            assert set(pairwise(path)) <= needs
            if exact[node.id] < inf:
                first = snapshot.nodes[snapshot.index[path[0]]].properties
                assert assurances.own_hours(first)[number] == pytest.approx(exact[path[0]])


@given(assurances.supplied(), st.data())
@settings(max_examples=MANY)
def test_uptime_lies_between_its_bounds_and_is_exact_where_nothing_is_redundant(
    snapshot: Snapshot, data: st.DataObject
) -> None:
    found = of(snapshot)
    ends = {n.id: assurances.down(n.properties) for n in snapshot.nodes}
    drawn = {i: (low, (low + high) / 2, high)[data.draw(one_of(3))] for i, (low, high) in ends.items()}
    exact = assurances.uptime(snapshot, drawn)
    for i, node in enumerate(snapshot.nodes):
        assert found.uptime["low"][i] - 1e-9 <= exact[node.id] <= found.uptime["high"][i] + 1e-9
    if all(k == len(members) for k, members in assurances.groups(snapshot).values()):
        best, worst = (assurances.uptime(snapshot, {i: e[end] for i, e in ends.items()}) for end in (0, 1))
        for i, node in enumerate(snapshot.nodes):
            assert found.uptime["high"][i] == pytest.approx(best[node.id])
            assert found.uptime["low"][i] == pytest.approx(worst[node.id])


@given(assurances.supplied())
@settings(max_examples=SOME)
def test_what_is_said_to_stop_a_thing_stops_it_alone(snapshot: Snapshot) -> None:
    found = of(snapshot)
    for i, node in enumerate(snapshot.nodes):
        stopping = found.stopping(i, 0.0)
        for one in stopping:
            alone = {n.id: float(n.id == snapshot.nodes[one].id) for n in snapshot.nodes}
            assert assurances.uptime(snapshot, alone)[node.id] == 0.0
        assert prod(1 - found.supply.down[one][0] for one in stopping) == pytest.approx(found.uptime["high"][i])


@given(assurances.protected("krts"))
@settings(max_examples=SOME)
def test_who_is_protected_the_wrong_way_round_is_found_pair_by_pair(snapshot: Snapshot) -> None:
    found = of(snapshot)
    rows = safeguards.run(snapshot, safeguards.Params(limit=1000)).anomalies
    recorded = [i for i, n in enumerate(snapshot.nodes) if i in found.safeguards.by_thing and n.label != "Control"]
    shown = {row.id: row for row in rows}
    concerned = {n for aspect in ("k", "r", "t", "s") for n in found.escalation.concerned(aspect)}
    for worse in (i for i in recorded if i in concerned):
        others = [o for o in recorded if o in concerned and snapshot.nodes[o].label == snapshot.nodes[worse].label]
        sure = [o for o in others if _surely(found, worse, o)]
        perhaps = [o for o in others if _so_far(found, worse, o)]
        row = shown.get(snapshot.nodes[worse].id)
        assert (row is not None) == bool(sure or perhaps)
        if row is not None:
            assert row.certain == bool(sure)
            assert snapshot.index[row.than] in (sure or perhaps)
            assert row.distance == max(_apart(found, worse, o) for o in (sure or perhaps))


def _surely(found: Assured, worse: int, better: int) -> bool:
    less = all(b.high <= w.low for b, w in zip(levels(found, better), levels(found, worse), strict=True))
    pairs = list(zip(grades(found, better), grades(found, worse), strict=True))
    return less and all(b.low >= w.high for b, w in pairs) and any(b.low > w.high for b, w in pairs)


def _so_far(found: Assured, worse: int, better: int) -> bool:
    less = all(b.low <= w.low and b.high <= w.high for b, w in zip(levels(found, better), levels(found, worse), strict=True))
    pairs = list(zip(grades(found, better), grades(found, worse), strict=True))
    return less and all(b.low >= w.low and b.high >= w.high for b, w in pairs) and any(b.low > w.low for b, w in pairs)


def _apart(found: Assured, worse: int, better: int) -> int:
    less = sum(w.low - b.low for b, w in zip(levels(found, better), levels(found, worse), strict=True))
    return less + sum(b.low - w.low for b, w in zip(grades(found, better), grades(found, worse), strict=True))
