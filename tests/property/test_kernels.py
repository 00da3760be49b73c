"""The kernels against brute force, each interpreted and compiled: the same answers, with rings and any k of n."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

import networkx as nx
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eagraph.graph import kernels
from eagraph.graph.kernels import Scenarios, sweep
from eagraph.graph.kernels._kernel import Kernel
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import Failure, failure, groups, view
from tests.property.strategies import landscapes, node, snapshot_of, tie

both_ways = settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@pytest.fixture(params=["interpreted", "compiled"], autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Every loop one way, whatever there is to do."""
    compiled = request.param == "compiled"
    monkeypatch.setattr(Kernel, "threshold", -1 if compiled else 10**9)
    monkeypatch.setattr(Kernel, "is_compiled", compiled)
    return str(request.param)


@dataclass(frozen=True)
class Rule:
    """One hard group in words: stops its needer as soon as fewer than k of its members work."""

    needer: int
    members: tuple[int, ...]
    k: int


def rules(found: Failure) -> list[Rule]:
    """The hard groups, each member as often as it is one."""
    members: dict[int, list[int]] = {}
    for step, group in enumerate(found.groups.group.tolist()):
        members.setdefault(group, []).append(int(found.view.origin[step]))
    return [
        Rule(int(found.groups.needer[g]), tuple(of), int(found.groups.k[g]))
        for g, of in members.items()
        if found.groups.mode[g] == "hard"
    ]


def falls(all_rules: list[Rule], failed: set[int]) -> dict[int, int]:
    """Who stops in which wave: everybody looks at who had stopped before it, until nothing changes."""
    wave = dict.fromkeys(failed, 0)
    while True:
        broken = {r.needer for r in all_rules if sum(m not in wave for m in r.members) < r.k} - wave.keys()
        if not broken:
            return wave
        wave |= dict.fromkeys(broken, max(wave.values()) + 1)


@st.composite
def knotted(draw: st.DrawFn) -> Snapshot:
    """Systems that need each other in groups of 1-7 (k from 1 to all of them), rings and themselves not excluded."""
    count = draw(st.integers(1, 12))
    ties = []
    for group in range(draw(st.integers(0, 14))):
        needer, size = draw(st.integers(0, count - 1)), draw(st.sampled_from((1, 1, 2, 3, 5, 7)))
        k, mode = draw(st.integers(1, size)), draw(st.sampled_from(("hard", "hard", "hard", "soft")))
        members = draw(st.lists(st.integers(0, count - 1), min_size=size, max_size=size))
        own: dict[str, str | int] = {"group": f"g{group}", "k": k, "mode": mode}
        ties += [tie(f"n{needer:02}", "DEPENDS_ON", f"n{member:02}", **own) for member in members]
    return snapshot_of([node(f"n{i:02}") for i in range(count)], ties)


graphs = st.one_of(knotted(), landscapes())


@both_ways
@given(graphs, st.data())
def test_a_cascade_stops_what_the_rule_stops_wave_by_wave(snapshot: Snapshot, data: st.DataObject) -> None:
    found = failure(snapshot)
    failed = data.draw(st.sets(st.integers(0, len(found.view.snapshot.nodes) - 1), max_size=3))
    wave, broken, lost = kernels.cascade(found.view, found.groups, sorted(failed))
    assert {i: w for i, w in enumerate(wave.tolist()) if w >= 0} == (falls(rules(found), failed) if failed else {})
    down = wave >= 0
    assert lost.tolist() == np.bincount(found.groups.group[down[found.view.origin]], minlength=len(lost)).tolist()
    for i in np.flatnonzero(wave > 0).tolist():
        lost_before = found.groups.group[(wave >= 0)[found.view.origin] & (wave < wave[i])[found.view.origin]]
        gone = np.bincount(lost_before, minlength=len(lost))
        could = (found.groups.needer == i) & found.groups.hard & (gone >= found.groups.breaks_at)
        assert broken[i] == np.flatnonzero(could)[0]


@both_ways
@given(graphs)
def test_a_sweep_counts_what_each_failure_alone_stops(monkeypatch: pytest.MonkeyPatch, snapshot: Snapshot) -> None:
    found = failure(snapshot)
    nodes = range(len(found.view.snapshot.nodes))
    alone = [falls(rules(found), {i}) for i in nodes]
    assert kernels.failure_sizes(found).tolist() == [len(stopped) for stopped in alone]
    kinds = np.array([[True, i % 2 == 0] for i in nodes])
    some = nodes[::-2]
    expected = [[len(alone[i]), sum(j % 2 == 0 for j in alone[i])] for i in some]
    for dearer in (0, 10**6):
        monkeypatch.setattr(sweep, "_DEARER", dearer)
        assert kernels.failure_tallies(found, kinds, some).tolist() == expected


@both_ways
@given(graphs, st.sampled_from((1, 3, 65)), st.randoms(use_true_random=False))
def test_scenarios_beside_each_other_stop_what_each_alone_does(snapshot: Snapshot, count: int, random: Random) -> None:
    found = failure(snapshot)
    nodes = len(found.view.snapshot.nodes)
    failed = [{random.randrange(nodes) for _ in range(random.randint(0, 3))} for _ in range(count)]
    packed = Scenarios.listed(failed, nodes)
    answer = kernels.cascades(found, packed)
    expected = [set(falls(rules(found), one)) if one else set() for one in failed]
    down = answer.of_nodes()
    assert [set(np.flatnonzero(row).tolist()) for row in down] == expected
    assert answer.by_scenario().tolist() == [len(one) for one in expected]
    kinds = np.array([[True, i % 2 == 0] for i in range(nodes)])
    told = [[len(one), sum(i % 2 == 0 for i in one)] for one in expected]
    assert kernels.cascade_tallies(found, packed, kinds).tolist() == told
    assert kernels.cascade_tallies(found, packed).tolist() == [[len(one)] for one in expected]
    assert answer.by_scenario([0]).tolist() == [0 in one for one in expected]
    assert answer.by_node().tolist() == [sum(i in one for one in expected) for i in range(nodes)]
    assert np.array_equal(Scenarios.of(packed.of_nodes()).words, packed.words)


@both_ways
@given(graphs)
def test_closure_sizes_are_those_of_networkx(snapshot: Snapshot) -> None:
    found = failure(snapshot)
    graph = nx.DiGraph(zip(found.view.origin.tolist(), found.view.reached.tolist(), strict=True))
    nodes = range(len(found.view.snapshot.nodes))
    graph.add_nodes_from(nodes)
    assert kernels.closure_sizes(found.view).tolist() == [1 + len(nx.descendants(graph, i)) for i in nodes]


@both_ways
@given(landscapes(), st.data())
def test_shortest_ways_are_as_short_as_networkx_has_them(snapshot: Snapshot, data: st.DataObject) -> None:
    ways, nodes = view(snapshot, "failure"), len(snapshot.nodes)
    allowed = np.array(data.draw(st.lists(st.sampled_from((-1, 0)), min_size=nodes, max_size=nodes)), dtype=np.int32)
    start = data.draw(st.integers(0, nodes - 1))
    allowed[start] = 0
    hops, by = kernels.shortest(ways.onward, ways.reached, [start], allowed)
    graph = nx.DiGraph(zip(ways.origin.tolist(), ways.reached.tolist(), strict=True))
    graph.add_nodes_from(range(nodes))
    inside = graph.subgraph(np.flatnonzero(allowed == 0).tolist())
    assert {i: h for i, h in enumerate(hops.tolist()) if h >= 0} == nx.single_source_shortest_path_length(inside, start)
    for i in np.flatnonzero(hops > 0).tolist():
        assert (ways.reached[by[i]], hops[ways.origin[by[i]]]) == (i, hops[i] - 1)


@both_ways
@given(landscapes(dated=True))
def test_groups_are_numbered_by_their_first_steps(snapshot: Snapshot) -> None:
    ways = view(snapshot, "failure")
    found = groups(ways)
    assert [int(found.group[s]) for s in range(len(ways.tie)) if found.group[s] not in found.group[:s]] == list(
        range(len(found.k))
    )
    for g in range(len(found.k)):
        ties = [snapshot.relationships[j].properties for j in ways.tie[found.members.of(g)].tolist()]
        said = [t["k"] for t in ties if "k" in t]
        assert found.size[g] == len(ties)
        assert found.k[g] == min(int(str(said[-1])) if said else 1, len(ties))
        assert len({t.get("group") for t in ties}) == 1
