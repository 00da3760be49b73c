"""Capability matrix: all cells together have every system where it belongs, and cost what the systems do."""

from __future__ import annotations

from collections import defaultdict
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eagraph.analysis import capability_matrix
from eagraph.analysis.capability_matrix import Params
from eagraph.graph.snapshot import Snapshot
from tests.property.strategies import Properties, node, one_of, snapshot_of, tie

LIVES: list[Properties] = [{}, {"lifecycle": "live"}, {"lifecycle": "planned"}, {"lifecycle": "retired"}]


@st.composite
def portfolios(draw: st.DrawFn) -> Snapshot:
    nodes = [
        *(node(f"b{i}", "Organisation", kind="board") for i in range(3)),
        *(node(f"c{i}", "Capability") for i in range(3)),
    ]
    ties = []
    for number in range(draw(one_of(7))):
        cost: Properties = {"cost_year": float(draw(one_of(100)))} if draw(one_of(4)) else {}
        nodes.append(node(f"s{number}", "System", **LIVES[draw(one_of(4))], **cost))
        for i in range(3):
            if draw(st.booleans()):
                share: Properties = {"share": draw(st.sampled_from([0.25, 0.5, 1.0]))} if draw(one_of(3)) else {}
                ties.append(tie(f"s{number}", "SUPPORTS", f"c{i}", **share))
            if draw(st.booleans()):
                users: Properties = {"users": draw(one_of(9))} if draw(one_of(3)) else {}
                ties.append(tie(f"s{number}", "USED_BY", f"b{i}", **users))
    return snapshot_of(nodes, ties)


@given(portfolios())
def test_cells_hold_and_cost_what_the_systems_do(snapshot: Snapshot) -> None:
    said = {n.id: n.properties for n in snapshot.nodes if n.label == "System"}
    pairs = {
        type_: {(r.source, r.target) for r in snapshot.relationships if r.type == type_} for type_ in ("SUPPORTS", "USED_BY")
    }
    answer = capability_matrix.run(snapshot, Params())
    rows = [row for row in answer.rows if row.label == "Capability"]
    expected: dict[tuple[str, str | None], set[str]] = defaultdict(set)
    for system, capability in pairs["SUPPORTS"]:
        users: list[str | None] = [b for s, b in sorted(pairs["USED_BY"]) if s == system]
        for one in (users or [None]) if said[system].get("lifecycle") != "retired" else ():
            expected[capability, one].add(system)
    assert {(row.id, row.organisation): set(row.systems) for row in rows} == expected
    placed = {s for s, _ in pairs["SUPPORTS"] if said[s].get("lifecycle") not in {"retired", "planned"}}
    total = sum(float(str(said[s].get("cost_year", 0.0))) for s in placed)
    assert sum(row.cost_here or 0.0 for row in rows) == pytest.approx(total, abs=0.2)
    assert sum(one.cost_here for one in answer.by_capability) == pytest.approx(total, abs=0.1)


@given(portfolios(), st.sampled_from([1.0, 1.5, 3.0]))
def test_outliers_are_those_beyond_the_median(snapshot: Snapshot, factor: float) -> None:
    said = {n.id: n.properties for n in snapshot.nodes if n.label == "System"}
    costs: dict[str, dict[str, float]] = defaultdict(dict)
    for r in snapshot.relationships:
        if r.type == "SUPPORTS" and said[r.source].get("lifecycle") in {None, "live"} and "cost_year" in said[r.source]:
            costs[r.target][r.source] = float(str(said[r.source]["cost_year"]))
    expected = {
        (s, c) for c, own in costs.items() for s, cost in own.items()
        if median(own.values()) and cost > factor * median(own.values())
    }  # fmt: skip
    rows = capability_matrix.run(snapshot, Params(factor=factor)).rows
    assert {(row.id, row.capability) for row in rows if row.wrong == "cost_outlier"} == expected
