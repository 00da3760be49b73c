"""Cycles against networkx's strongly connected components, and the fewest relationships against trying every set."""

from __future__ import annotations

import time
from itertools import combinations
from random import Random
from typing import get_args

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eagraph.analysis import cycles
from eagraph.analysis.cycles import Params, Row, Tie
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import ViewName
from eagraph.model.landscape import Relationship
from eagraph.results import Result
from tests.property.directions import Step, steps
from tests.property.strategies import EVERYTHING, landscapes, node, snapshot_of, tie

VIEWS: tuple[ViewName, ...] = get_args(ViewName)


def graph_of(found: list[Step]) -> nx.MultiDiGraph[str]:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for step in found:
        graph.add_edge(step.giver, step.taker, key=step.by.key)
    return graph


def rings_of(graph: nx.MultiDiGraph[str]) -> list[tuple[str, ...]]:
    strong = nx.strongly_connected_components(graph)
    return sorted(tuple(sorted(c)) for c in strong if len(c) > 1 or graph.has_edge(*(2 * list(c))))


def is_named(tie_: Relationship, names: tuple[Tie, ...]) -> bool:
    key = tie_.properties.get("source_key")
    return any((n.source, n.type, n.target, n.source_key) == (tie_.source, tie_.type, tie_.target, key) for n in names)


def fewest(found: list[Step], members: tuple[str, ...]) -> int:
    """How many relationships must go at least, by trying sets of growing size."""
    inside = [s for s in found if s.giver in members and s.taker in members]
    keys = sorted({s.by.key for s in inside})
    for size in range(len(keys) + 1):
        for gone in combinations(keys, size):
            if not rings_of(graph_of([s for s in inside if s.by.key not in gone])):
                return size
    raise AssertionError("no relationship, no ring")


def ask(snapshot: Snapshot, view: ViewName, *, assume_needed: bool = False) -> Result[Row]:
    return cycles.run(snapshot, Params(view=view, assume_needed=assume_needed))


@given(landscapes(types=EVERYTHING, assets=1), st.sampled_from(VIEWS), st.booleans())
@settings(max_examples=300)
def test_members_are_the_strongly_connected_components(snapshot: Snapshot, view: ViewName, assume_needed: bool) -> None:
    graph = graph_of(steps(snapshot, view, assume_needed=assume_needed))
    rows = ask(snapshot, view, assume_needed=assume_needed).rows
    assert sorted(row.members for row in rows) == rings_of(graph)
    assert [(-len(r.members), r.members) for r in rows] == sorted((-len(r.members), r.members) for r in rows)


@given(landscapes(types=EVERYTHING, assets=1), st.sampled_from(VIEWS))
@settings(max_examples=300)
def test_without_what_is_named_no_ring_is_left_and_no_smaller_set_does_it(snapshot: Snapshot, view: ViewName) -> None:
    found = steps(snapshot, view)
    rows = ask(snapshot, view).rows
    named = tuple(name for row in rows for name in row.break_at)
    assert not rings_of(graph_of([s for s in found if not is_named(s.by, named)]))
    for row in rows:
        assert row.exact
        assert len(row.break_at) == fewest(found, row.members)


def tangle(things: int, ties: int, seed: int = 1) -> Snapshot:
    chance = Random(seed)
    drawn = {(chance.randrange(things), chance.randrange(things)) for _ in range(3 * ties)}
    chosen = sorted((a, b) for a, b in drawn if a != b)[:: max(1, len(drawn) // ties)][:ties]
    return snapshot_of(
        [node(f"n{i:04}") for i in range(things)], [tie(f"n{a:04}", "DEPENDS_ON", f"n{b:04}") for a, b in chosen]
    )


@pytest.mark.parametrize(("things", "ties"), [(40, 120), (80, 240), (23, 250), (200, 900), (1000, 1400)])
def test_a_large_tangle_is_opened_in_reasonable_time(things: int, ties: int) -> None:
    snapshot = tangle(things, ties)
    began = time.process_time()
    answer = ask(snapshot, "failure")
    assert time.process_time() - began < 20
    named = tuple(name for row in answer.rows for name in row.break_at)
    assert answer.rows
    assert not rings_of(graph_of([s for s in steps(snapshot, "failure") if not is_named(s.by, named)]))
    assert (answer.completeness.state == "incomplete") == any(not row.exact for row in answer.rows)


def test_hundreds_of_parallel_relationships_still_make_a_ring() -> None:
    parallel = [tie("a", "DEPENDS_ON", "b", source_key=str(i)) for i in range(256)]
    answer = ask(snapshot_of([node("a"), node("b")], [*parallel, tie("b", "DEPENDS_ON", "a")]), "failure")
    assert [row.members for row in answer.rows] == [("a", "b")]
    assert answer.rows[0].break_at == (Tie(source="b", type="DEPENDS_ON", target="a"),)


def test_a_thing_that_needs_itself_is_a_ring_of_one() -> None:
    answer = ask(snapshot_of([node("a"), node("b")], [tie("a", "DEPENDS_ON", "a")]), "failure")
    assert [(row.members, row.break_at) for row in answer.rows] == [
        (("a",), (Tie(source="a", type="DEPENDS_ON", target="a"),))
    ]


def test_a_tree_has_no_ring() -> None:
    assert ask(snapshot_of([node("a"), node("b")], [tie("a", "DEPENDS_ON", "b")]), "failure").rows == ()
