"""Single points against failing one thing after the other."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from eagraph.analysis import single_points
from eagraph.analysis._fault_tree.structure import single_starts, structure
from eagraph.analysis.single_points import Params
from eagraph.graph import views
from eagraph.graph.snapshot import Snapshot
from tests.property.cutting import groups_in, stops, structures
from tests.property.strategies import landscapes, node, snapshot_of, tie

LANDSCAPES = st.one_of(structures(), landscapes())


@given(LANDSCAPES)
@settings(max_examples=300)
def test_a_single_point_is_what_alone_stops_the_thing(snapshot: Snapshot) -> None:
    ids, groups = [n.id for n in snapshot.nodes], groups_in(snapshot)
    answer = single_points.run(snapshot, Params(of=tuple(ids)))
    expected = {(x, t) for x in ids for t in ids if x != t and stops(groups, {x}, t)}
    assert {(row.id, row.of) for row in answer.rows} == expected
    assert all(row.stops == sum(row.id == x for x, _ in expected) for row in answer.rows)
    assert [-row.stops for row in answer.rows] == sorted(-row.stops for row in answer.rows)


@given(LANDSCAPES)
@settings(max_examples=200)
def test_a_chain_leads_from_the_point_to_the_thing_through_what_stops(snapshot: Snapshot) -> None:
    groups = groups_in(snapshot)
    ways = {(member, g.needer) for g in groups for member in g.members}
    for row in single_points.run(snapshot, Params(of=tuple(n.id for n in snapshot.nodes))).rows:
        assert (row.chain[0], row.chain[-1]) == (row.id, row.of)
        assert all(step in ways for step in zip(row.chain, row.chain[1:], strict=False))
        assert all(stops(groups, {row.id}, passed) for passed in row.chain)


@given(LANDSCAPES, st.integers(1, 9))
@settings(max_examples=200)
def test_blocks_of_any_size_find_the_same(snapshot: Snapshot, block: int) -> None:
    things = list(range(len(snapshot.nodes)))
    whole = structure(views.failure(snapshot), things)
    whole_pairs, in_blocks = (
        {
            (start, thing)
            for starts, reached in single_starts(whole, things, things, block=size)
            for thing, bits in zip(things, reached, strict=True)
            for i, start in enumerate(starts)
            if bits >> i & 1
        }
        for size in (len(things), block)
    )
    assert whole_pairs == in_blocks


def test_all_services_are_meant_where_none_is_named() -> None:
    nodes = [node("hall", "Facility"), node("a"), node("b"), node("s", "DigitalService"), node("t", "DigitalService")]
    ties = [tie("s", "DEPENDS_ON", x, group="g", k=1) for x in ("a", "b")]
    ties += [tie("t", "DEPENDS_ON", "a"), tie("a", "DEPENDS_ON", "hall"), tie("b", "DEPENDS_ON", "hall")]
    answer = single_points.run(snapshot_of(nodes, ties), Params())
    assert [(row.id, row.of, row.stops) for row in answer.rows] == [("hall", "s", 2), ("hall", "t", 2), ("a", "t", 1)]
    assert answer.rows[0].chain in {("hall", "a", "s"), ("hall", "b", "s")}
    cut = single_points.run(snapshot_of(nodes, ties), Params(limit=1))
    assert cut.completeness.state == "truncated"
    assert [(row.id, row.of) for row in cut.rows] == [("hall", "s")]
