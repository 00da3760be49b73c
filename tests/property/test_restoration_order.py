"""Restoration order against every order there is."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eagraph.analysis import restoration_order
from eagraph.analysis.restoration_order import Answer, Params
from eagraph.graph.snapshot import Snapshot
from tests.property.strategies import Properties, node, one_of, snapshot_of, tie, with_counts


@st.composite
def landscapes(draw: st.DrawFn, *, most: int = 6, rings: bool = False) -> Snapshot:
    """2 to `most` things to restore, which need each other in groups of any k; in rings only if asked for."""
    names = [f"n{i}" for i in range(2 + draw(one_of(most - 1)))]
    nodes = [node(name, restart_h=draw(one_of(5)), criticality=draw(one_of(5))) for name in names]
    ties = []
    for _ in range(draw(one_of(9))):
        one, other = draw(one_of(len(names))), draw(one_of(len(names)))
        if not rings and one == other:
            continue
        first, last = (one, other) if rings else (max(one, other), min(one, other))
        said: Properties = draw(st.sampled_from([{}, {"group": "g"}, {"group": "g"}, {"group": "h"}]))
        ties.append(tie(names[first], "DEPENDS_ON", names[last], **said))
    return snapshot_of(nodes, with_counts(draw, ties))


def ask(snapshot: Snapshot, **more: object) -> Answer:
    return restoration_order.run(snapshot, Params.model_validate({"of": tuple(n.id for n in snapshot.nodes), **more}))


def needs(snapshot: Snapshot) -> list[tuple[str, list[str], int]]:
    """Who needs how many of whom."""
    found: dict[tuple[str, str], tuple[list[str], list[int]]] = {}
    for i, one in enumerate(snapshot.relationships):
        key = one.source, str(one.properties.get("group") or f"alone {i}")
        members, counts = found.setdefault(key, ([], [1]))
        members.append(one.target)
        counts += [int(one.properties["k"])] if "k" in one.properties else []  # type: ignore[arg-type]
    return [(needer, members, counts[-1]) for (needer, _), (members, counts) in found.items()]


def may_begin(name: str, done: set[str], groups: list[tuple[str, list[str], int]]) -> bool:
    return all(sum(m in done for m in members) >= k for needer, members, k in groups if needer == name)


def cost_of(snapshot: Snapshot, order: tuple[int, ...], crews: int) -> float | None:
    """The cost of restoring in an order, each as early as it may; None where somebody waits for a later one."""
    groups, free, total = needs(snapshot), [0.0] * crews, 0.0
    end: dict[str, float] = {}
    for i in order:
        thing = snapshot.nodes[i]
        ready = 0.0
        for needer, members, k in groups:
            if needer == thing.id:
                done = sorted(end[m] for m in members if m in end)
                if len(done) < k:
                    return None
                ready = max(ready, done[k - 1])
        crew = free.index(min(free))
        free[crew] = end[thing.id] = max(ready, free[crew]) + float(thing.properties["restart_h"])  # type: ignore[arg-type]
        total += 2 ** int(thing.properties["criticality"]) * end[thing.id]  # type: ignore[arg-type]
    return total


def cheapest(snapshot: Snapshot, crews: int) -> float:
    costs = [cost_of(snapshot, order, crews) for order in permutations(range(len(snapshot.nodes)))]
    return min(cost for cost in costs if cost is not None)


@pytest.mark.parametrize("crews", [1, 2, 3])
@given(snapshot=landscapes())
@settings(max_examples=200)
def test_exact_is_the_best_of_all_orders_and_the_others_lie_on_either_side(crews: int, snapshot: Snapshot) -> None:
    best = cheapest(snapshot, crews)
    assert ask(snapshot, crews=crews, exact=True).weighted_completion == pytest.approx(best)
    greedy = ask(snapshot, crews=crews)
    assert greedy.lower_bound <= best + 1e-9
    assert greedy.weighted_completion >= best - 1e-9
    if greedy.gap is not None:
        assert greedy.weighted_completion <= best * (1 + greedy.gap) + 1e-9


@given(landscapes(most=10), st.integers(1, 3))
@settings(max_examples=200)
def test_nothing_begins_before_enough_of_what_it_needs_is_back(snapshot: Snapshot, crews: int) -> None:
    groups = needs(snapshot)
    for exact in (False, True):
        answer = ask(snapshot, crews=crews, exact=exact)
        assert [row.position for row in answer.rows] == list(range(1, len(snapshot.nodes) + 1))
        for row in answer.rows:
            assert may_begin(row.id, {other.id for other in answer.rows if other.end_h <= row.begin_h}, groups)
            assert sum(other.begin_h <= row.begin_h < other.end_h for other in answer.rows) <= crews
        weighted = sum(row.weight * row.end_h for row in answer.rows)
        assert answer.weighted_completion == pytest.approx(weighted)


@given(landscapes(rings=True))
@settings(max_examples=300)
def test_in_rings_only_what_is_started_by_hand_begins_without_those_of_its_ring(snapshot: Snapshot) -> None:
    groups = needs(snapshot)
    answer = ask(snapshot)
    assert {row.id for row in answer.rows} == {n.id for n in snapshot.nodes}
    in_rings = {id_ for ring in answer.rings for id_ in ring.start_by_hand}
    assert {row.id for row in answer.rows if row.by_hand} == in_rings
    back: set[str] = set()
    while free := {n.id for n in snapshot.nodes if n.id not in back and may_begin(n.id, back, groups)}:
        back |= free
    assert bool(answer.rings) == (len(back) < len(snapshot.nodes))
    for row in answer.rows:
        done = {other.id for other in answer.rows if other.end_h <= row.begin_h}
        if row.by_hand:
            done |= {id_ for ring in answer.rings if row.id in ring.start_by_hand for id_ in ring.members}
        assert may_begin(row.id, done, groups)


@given(landscapes(most=10))
@settings(max_examples=200)
def test_the_bound_is_reached_where_each_waits_for_one_other_at_the_most(snapshot: Snapshot) -> None:
    first = {one.source: one for one in reversed(snapshot.relationships)}
    alone = [tie(one.source, "DEPENDS_ON", one.target) for one in first.values()]
    forest = ask(snapshot_of(snapshot.nodes, alone))
    assert forest.weighted_completion == pytest.approx(forest.lower_bound)
    assert forest.weighted_completion == pytest.approx(
        ask(snapshot_of(snapshot.nodes, alone), exact=True).weighted_completion
    )
