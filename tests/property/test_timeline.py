"""The timeline against its three oracles (`timelines`), and what it tells of reasons, deadlocks and promises."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations, pairwise
from math import inf

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from eagraph.analysis import timeline
from eagraph.analysis.timeline import Params
from eagraph.graph.snapshot import Snapshot
from tests.property.strategies import Properties, snapshot_of
from tests.property.timelines import (
    HORIZON,
    Group,
    Simulation,
    Windows,
    ask,
    evaluated,
    groups_of,
    intervals,
    landscapes,
    plain_questions,
    questions,
    relaxed,
)


@given(questions())
@settings(max_examples=400)
def test_worst_case_is_what_repeated_relaxation_finds(question: tuple[Snapshot, Windows]) -> None:
    snapshot, windows = question
    answer = ask(snapshot, windows, repair=False, horizon=1e6)
    first = relaxed(groups_of(snapshot), windows)
    assert {row.id: row.down_from_h for row in answer.rows} == first
    endless: Windows = {name: [(found[0][0], inf)] for name, found in windows.items()}
    again = ask(snapshot, endless, horizon=1e6)
    assert {row.id: (row.down_from_h, row.down_to_h) for row in again.rows} == {name: (h, None) for name, h in first.items()}


@given(questions())
@settings(max_examples=800)
def test_outages_are_those_of_the_simulation(question: tuple[Snapshot, Windows]) -> None:
    snapshot, windows = question
    answer = ask(snapshot, windows)
    assume("go round" not in str(answer.completeness))
    assert intervals(answer) == Simulation(snapshot, windows).run(HORIZON)


@given(plain_questions())
@settings(max_examples=400)
def test_outages_are_the_fixpoint_of_the_rule_on_intervals_where_it_has_one(question: tuple[Snapshot, Windows]) -> None:
    snapshot, windows = question
    answer = ask(snapshot, windows, horizon=10_000)
    fixpoint = evaluated(snapshot, groups_of(snapshot), windows, 60)
    if fixpoint is not None:
        assert intervals(answer) == fixpoint
        assert answer.deadlocks == ()
    elif answer.completeness.state != "truncated":
        assert answer.deadlocks
        assert any(row.down_to_h is None for row in answer.rows)


@given(questions())
@settings(max_examples=400)
def test_because_and_chain_explain_the_hour(question: tuple[Snapshot, Windows]) -> None:
    snapshot, windows = question
    nodes = [replace(n, properties={**n.properties, "mtpd_h": 0.5}) for n in snapshot.nodes]
    tolerant = snapshot_of(nodes, snapshot.relationships)
    answer = ask(tolerant, windows)
    down = intervals(answer)
    for row in answer.rows:
        if not row.because:
            assert any(begin == row.down_from_h for begin, _ in windows[row.id])
            continue
        last = [begin for begin, end in down[row.because[-1]] if begin + row.bought_h == row.down_from_h < end]
        assert last
        fitting = [
            g
            for g in groups_of(snapshot)
            if g.needer == row.id and g.stops and set(row.because) <= {m for m, _ in g.members}
        ]
        assert any(sum(m in row.because for m, _ in g.members) >= g.breaks_at for g in fitting)
    for breach in answer.breaches:
        first = min(begin for begin, _ in windows[breach.chain[0]])
        assert len(set(breach.chain)) == len(breach.chain) or len(answer.rows) > len(down)
        assert breach.down_from_h - sum(breach.bought_h) >= first
        assert any(begin == breach.down_from_h - sum(breach.bought_h) for begin, _ in windows[breach.chain[0]])


def back(ring: Iterable[str], groups: list[Group], by_hand: Iterable[str]) -> set[str]:
    """Who of a ring that is down comes back, everybody else being there, when some are started by hand."""
    up = set(by_hand)
    while True:
        down = set(ring) - up
        free = {
            name
            for name in down
            if not any(
                g.needer == name and (g.stops or g.starts) and sum(m in down for m, _ in g.members) >= g.breaks_at
                for g in groups
            )
        }
        if not free:
            return up
        up |= free


@given(questions())
@settings(max_examples=400)
def test_a_deadlock_is_a_ring_that_comes_back_only_by_hand(question: tuple[Snapshot, Windows]) -> None:
    snapshot, windows = question
    assume(all(end < inf for found in windows.values() for _, end in found))
    answer = ask(snapshot, windows, horizon=10_000)
    assume(answer.completeness.state != "truncated")
    assert bool(answer.deadlocks) == any(row.down_to_h is None for row in answer.rows)
    groups = groups_of(snapshot)
    for deadlock in answer.deadlocks:
        members = set(deadlock.members)
        assert back(members, groups, ()) == set()
        assert back(members, groups, deadlock.start_by_hand) == members
        fewer = combinations(deadlock.members, len(deadlock.start_by_hand) - 1)
        assert not deadlock.fewest or all(back(members, groups, some) != members for some in fewer)


def least_rto(groups: list[Group], said: dict[str, Properties], name: str) -> float:
    """The shortest RTO that restart and suppliers allow; a supplier promises its own, else what its suppliers allow."""

    def promised(supplier: str) -> float:
        rto = said[supplier].get("rto_h")
        return float(rto) if rto is not None else least_rto(groups, said, supplier)  # type: ignore[arg-type]

    needed = [g for g in groups if g.needer == name and (g.stops or g.starts)]
    back = [sorted(promised(m) for m, _ in g.members)[min(g.k, len(g.members)) - 1] for g in needed]
    return max(back, default=0.0) + float(str(said[name].get("restart_h", 0)))


@given(st.data())
@settings(max_examples=300)
def test_paper_rtos_are_those_the_suppliers_do_not_allow(data: st.DataObject) -> None:
    drawn = data.draw(landscapes())
    ties = [
        replace(one, source=max(ends), target=min(ends))
        for one in drawn.relationships
        for ends in [(one.source, one.target)]
    ]
    ties = [replace(one, properties={**one.properties, "k": 1}) for one in ties if one.source != one.target]
    rtos = [data.draw(st.sampled_from([None, 0, 1, 2, 3, 5, 8])) for _ in drawn.nodes]
    pairs = zip(drawn.nodes, rtos, strict=True)
    nodes = [replace(n, properties={**n.properties, **({} if rto is None else {"rto_h": rto})}) for n, rto in pairs]
    snapshot = snapshot_of(nodes, ties)
    said = {n.id: dict(n.properties) for n in snapshot.nodes}
    answer = timeline.run(snapshot, Params(failed=tuple(said)))
    groups = groups_of(snapshot)
    least = {name: least_rto(groups, said, name) for name in said}
    expected = {n.id: least[n.id] for n, rto in zip(drawn.nodes, rtos, strict=True) if rto is not None and rto < least[n.id]}
    assert {paper.id: paper.possible_h for paper in answer.paper_rtos} == expected
    for paper in answer.paper_rtos:
        chain = [paper.id, *paper.because]
        assert all(any(g.needer == one and other in dict(g.members) for g in groups) for one, other in pairwise(chain))
