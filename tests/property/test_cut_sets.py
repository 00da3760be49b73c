"""Minimal cut sets against trying every set, and the likeliest of them against sorting all."""

from __future__ import annotations

from itertools import pairwise
from math import comb, prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eagraph.analysis import cut_sets
from eagraph.analysis._fault_tree.cut_families import EMPTY, NONE, Families, sets_of
from eagraph.analysis._fault_tree.likeliest import counts, likeliest
from eagraph.analysis._fault_tree.minimal_cut_sets import minimal_cut_sets
from eagraph.analysis._fault_tree.structure import structure
from eagraph.analysis.cut_sets import Params
from eagraph.graph import views
from eagraph.graph.snapshot import Snapshot
from tests.property.cutting import groups_in, minimal_cuts, structures
from tests.property.strategies import landscapes, node, snapshot_of, tie

FAMILIES = st.frozensets(st.frozensets(st.integers(0, 7), max_size=5), max_size=9)
Sets = frozenset[frozenset[int]]


def able(snapshot: Snapshot) -> list[str]:
    """Things that do not say that they never fail."""
    said = [(n.id, n.properties) for n in snapshot.nodes]
    never = {id_ for id_, p in said if p.get("failure_probability") == 0 and not p.get("failure_probability_high")}
    return [id_ for id_, _ in said if id_ not in never]


@given(st.one_of(structures(), landscapes()), st.integers(1, 7))
@settings(max_examples=400)
def test_cut_sets_are_the_smallest_sets_that_stop_the_thing(snapshot: Snapshot, size: int) -> None:
    thing = snapshot.nodes[0].id
    expected = minimal_cuts(groups_in(snapshot), able(snapshot), thing)
    answer = cut_sets.run(snapshot, Params(of=thing, max_size=size, limit=1000))
    assert sorted(row.members for row in answer.rows) == sorted(tuple(sorted(c)) for c in expected if len(c) <= size)
    assert [row.size for row in answer.rows] == sorted(row.size for row in answer.rows)


def minimal(sets: Sets) -> Sets:
    return frozenset(s for s in sets if not any(other < s for other in sets))


def family(table: Families, sets: Sets) -> int:
    found = NONE
    for one in sorted(map(sorted, sets)):
        single = EMPTY
        for event in reversed(one):
            single = table.node(event, NONE, single)
        found = table.union(found, single)
    return found


def unfolded(table: Families, number: int) -> Sets:
    found = sets_of(table, number)
    assert len(found) == len(set(found))
    return frozenset(map(frozenset, found))


@given(FAMILIES, FAMILIES, st.integers(0, 9))
@settings(max_examples=500)
def test_operations_on_families_are_those_on_lists_of_sets(a: Sets, b: Sets, size: int) -> None:
    table = Families()
    first, second = family(table, a), family(table, b)
    assert unfolded(table, first) == minimal(a)
    assert unfolded(table, table.union(first, second)) == minimal(a | b)
    both = minimal(frozenset(x | y for x in a for y in b))
    assert unfolded(table, table.product(first, second, size)) == frozenset(s for s in both if len(s) <= size)
    assert unfolded(table, table.up_to(first, size)) == frozenset(s for s in minimal(a) if len(s) <= size)
    rest = frozenset(x for x in minimal(a) if not any(y <= x for y in b))
    assert unfolded(table, table.without(first, second)) == rest


@given(FAMILIES, st.lists(st.sampled_from([0.5, 0.25, 0.125]), min_size=8, max_size=8), st.integers(1, 12))
@settings(max_examples=300)
def test_the_likeliest_of_each_size_come_first(sets: Sets, probability: list[float], limit: int) -> None:
    table = Families()
    number = family(table, sets - {frozenset()})
    every = [(prod(probability[e] for e in s), tuple(sorted(s))) for s in minimal(sets - {frozenset()})]
    ranked = sorted(every, key=lambda one: (len(one[1]), -one[0], one[1]))
    found = likeliest(table, number, probability, limit=limit)
    assert [(len(events), likely) for likely, events in found] == [(len(s), q) for q, s in ranked[:limit]]
    assert len({events for _, events in found}) == len(found)
    assert {events for _, events in found} <= {events for _, events in every}
    assert sum(counts(table, number)) == len(every)
    least = likeliest(table, number, probability, limit=1000, least=0.1)
    assert sorted(least) == sorted(one for one in every if one[0] >= 0.1)


def test_two_long_chains_side_by_side_are_counted_without_being_listed() -> None:
    length = 400
    chains = [[f"{side}{i:03}" for i in range(length)] for side in "ab"]
    ties = [tie(one, "DEPENDS_ON", other) for c in chains for one, other in pairwise(c)]
    ties += [tie("t", "DEPENDS_ON", c[0], group="g", k=1) for c in chains]
    nodes = [node("t", failure_probability=0), *(node(id_) for c in chains for id_ in c)]
    answer = cut_sets.run(snapshot_of(nodes, ties), Params(of="t", limit=50))
    assert answer.summary.en.split("; of a single thing")[0].endswith(f": {length**2:,}")
    assert answer.completeness.state == "truncated"
    assert (len(answer.rows), {row.size for row in answer.rows}) == (50, {2})


def test_what_grows_too_large_is_told_and_what_is_left_is_complete() -> None:
    names = [f"s{i:02}" for i in range(24)]
    ties = [tie("t", "DEPENDS_ON", n, group="g", k=13) for n in names] + [tie("t", "DEPENDS_ON", "one")]
    snapshot = snapshot_of([node(n) for n in ("t", "one", *names)], ties)
    whole = structure(views.failure(snapshot), [snapshot.find("t")])
    cuts = minimal_cut_sets(whole, whole.order, snapshot.find("t"), max_size=12, table=Families(most_nodes=300))
    assert 1 <= cuts.size < 12
    assert [s for s in sets_of(cuts.table, cuts.family) if len(s) == 1] == [(0,), (1,)]
    exact = cut_sets.run(snapshot, Params(of="t", max_size=12, limit=5))
    assert exact.summary.en.split("; of a single thing")[0].endswith(f": {2 + comb(24, 12):,}")


@pytest.mark.parametrize("type_", ["HOSTS", "SUPPLIED_BY", "MEMBER_OF", "CONNECTED_TO"])
def test_members_that_share_something_are_told(type_: str) -> None:
    label = {"HOSTS": "System", "SUPPLIED_BY": "Organisation", "MEMBER_OF": "CommonCause", "CONNECTED_TO": "NetworkZone"}
    ends = [("x", m) if type_ == "HOSTS" else (m, "x") for m in ("a", "b")]
    ties = [tie("t", "DEPENDS_ON", m, group="g") for m in ("a", "b")] + [tie(s, type_, e) for s, e in ends]
    answer = cut_sets.run(snapshot_of([node("t"), node("a"), node("b"), node("x", label[type_])], ties), Params(of="t"))
    pair = next(row for row in answer.rows if row.members == ("a", "b"))
    assert [(one.how, one.id, one.members) for one in pair.shared] == [(type_, "x", ("a", "b"))]


def test_an_unknown_probability_leaves_an_interval_and_a_least_one_hides_what_is_surely_rarer() -> None:
    nodes = [node("t", failure_probability=0), node("a", failure_probability=0.1, failure_probability_high=0.2)]
    nodes += [node("b", failure_probability=0.5), node("c")]
    ties = [tie("t", "DEPENDS_ON", m, group="g", k=2) for m in ("a", "b", "c")]
    answer = cut_sets.run(snapshot_of(nodes, ties), Params(of="t"))
    assert [(r.members, r.probability, r.probability_high) for r in answer.rows] == [
        (("b", "c"), None, 0.5),
        (("a", "c"), None, 0.2),
        (("a", "b"), 0.05, 0.1),
    ]
    assert answer.completeness.state == "incomplete"
    likely = cut_sets.run(snapshot_of(nodes, ties), Params(of="t", probability=0.15))
    assert ([r.members for r in likely.rows], likely.hidden) == ([("b", "c"), ("a", "c")], 1)
    assumed = cut_sets.run(snapshot_of(nodes, ties), Params(of="t", default_probability=0.25))
    assert [r.probability for r in assumed.rows] == [0.125, 0.05, 0.025]
