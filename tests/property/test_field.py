"""The questions of the IoT lens against words: every gateway taken away, every thing failed in turn, every square."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import Any

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from eagraph.analysis import coverage, devices, fleets, sensor_chains, sensor_places
from eagraph.graph.snapshot import Snapshot
from eagraph.model.landscape import Node, Relationship
from tests.property.directions import steps
from tests.property.strategies import node, snapshot_of, tie
from tests.property.test_blast_radius import groups_of, rounds

LABELS = ("Sensor", "Sensor", "Sensor", "Device", "Device", "System", "Integration", "DigitalService")
SAID: list[dict[str, Any]] = [
    {}, {"observed_property": "level"}, {"observed_property": "noise", "count": 40}, {"firmware": "1.0"},
    {"latitude": 57.1, "longitude": 12.2}, {"latitude": 57.2},
    {"latitude": 57.15, "longitude": 12.9, "device_kind": "gateway"},
]  # fmt: skip
TIES: list[tuple[str, dict[str, Any]]] = [
    ("FLOW", {}), ("FLOW", {"needed": True}), ("FLOW", {"needed": True, "group": "g"}),
    ("FLOW", {"needed": True, "group": "g"}), ("DEPENDS_ON", {}), ("DEPENDS_ON", {"group": "h"}),
    ("DEPENDS_ON", {"mode": "soft"}), ("HOSTS", {}),
]  # fmt: skip


@st.composite
def fields(draw: st.DrawFn) -> Snapshot:
    """Sensors, gateways and who takes their data; two zones, some in none and some in both."""
    count = draw(st.integers(2, 8))
    nodes: list[Node] = [node("z0", "NetworkZone"), node("z1", "NetworkZone")]
    ties: list[Relationship] = []
    for i in range(count):
        label = draw(st.sampled_from(LABELS))
        is_thing = label in {"Sensor", "Device"}
        nodes.append(node(f"p{i}", label, **(draw(st.sampled_from(SAID)) if is_thing else {})))
        if is_thing:
            ties += [
                tie(f"p{i}", "CONNECTED_TO", zone) for zone in draw(st.sampled_from([(), ("z0",), ("z1",), ("z0", "z1")]))
            ]
    for number in range(draw(st.integers(0, 14))):
        a, b = draw(st.integers(0, count - 1)), draw(st.integers(0, count - 1))
        type_, said = draw(st.sampled_from(TIES))
        if a != b and _fits(nodes[a + 2].label, type_, nodes[b + 2].label):
            ties.append(Relationship(f"p{a}", type_, f"p{b}", {**said, "source_key": str(number)}))
    sizes = Counter(key for one in ties if (key := _group(one)))
    k = {key: draw(st.integers(1, size)) for key, size in sorted(sizes.items())}
    return snapshot_of(
        nodes,
        [one if not (key := _group(one)) else replace(one, properties={**one.properties, "k": k[key]}) for one in ties],
    )


def _group(one: Relationship) -> tuple[str, str] | None:
    """The needer and the name of the group that a relationship belongs to."""
    name = one.properties.get("group")
    return (one.source if one.type == "DEPENDS_ON" else one.target, str(name)) if name else None


def _fits(a: str, type_: str, b: str) -> bool:
    return type_ != "HOSTS" or (a == "System" and b in {"System", "Device"})


def data_graph(snapshot: Snapshot) -> nx.DiGraph[Any]:
    """Who hands data to whom, past what is no system and no service."""
    label = {n.id: n.label for n in snapshot.nodes}
    graph: nx.DiGraph[Any] = nx.DiGraph()
    graph.add_nodes_from(label)
    for one in snapshot.relationships:
        ends = {"FLOW": (one.source, one.target), "DEPENDS_ON": (one.target, one.source)}.get(one.type)
        if ends and label[ends[0]] in {"Sensor", "Device", "Integration"} and label[ends[1]] != "NetworkZone":
            graph.add_edge(*ends)
    return graph


def takers(snapshot: Snapshot) -> set[str]:
    return {n.id for n in snapshot.nodes if n.label in {"System", "DigitalService"}}


def is_heard(graph: nx.DiGraph[Any], of: str, ends: set[str]) -> bool:
    return not ends.isdisjoint(nx.descendants(graph, of))


def silenced(snapshot: Snapshot, gateway: str, sensors: set[str]) -> set[str]:
    """The sensors that are heard, and are not when a gateway is taken away."""
    graph, ends = data_graph(snapshot), takers(snapshot)
    without = graph.copy()
    without.remove_node(gateway)
    return {one for one in sensors - {gateway} if is_heard(graph, one, ends) and not is_heard(without, one, ends)}


def zones_of(snapshot: Snapshot) -> dict[str, set[str]]:
    found = defaultdict[str, set[str]](set)
    for one in snapshot.relationships:
        if one.type == "CONNECTED_TO":
            found[one.source].add(one.target)
    return found


@settings(max_examples=200, deadline=None)
@given(fields(), st.integers(0, 3))
def test_a_single_gateway_silences_what_is_not_heard_without_it(snapshot: Snapshot, assumed: int) -> None:
    answer = coverage.run(snapshot, coverage.Params(assumed_k=assumed))
    zones, label = zones_of(snapshot), {n.id: n for n in snapshot.nodes}
    cells = defaultdict[tuple[str, str], set[str]](set)
    for id_, thing in label.items():
        if thing.label == "Sensor":
            for zone in zones.get(id_) or {"?"}:
                cells[zone, str(thing.properties.get("observed_property", "?"))].add(id_)
    assert {(row.id, row.observed) for row in answer.rows} == set(cells)
    gateways = [id_ for id_, thing in label.items() if thing.label == "Device"]
    for row in answer.rows:
        own = cells[row.id, row.observed]
        lost = {gateway: len(silenced(snapshot, gateway, own)) for gateway in gateways}
        assert row.n == len(own)
        assert row.silences == max(lost.values(), default=0)
        assert (row.single is None) == (row.silences == 0)
        assert row.single is None or lost[row.single] == row.silences
        heard = {one for one in own if is_heard(data_graph(snapshot), one, takers(snapshot))}
        assert row.unheard == len(own - heard)
        groups = [g for g in groups_of(steps(snapshot, "failure")) if len(g.members) > 1 and g.strength == "hard"]
        mine = [g for g in groups if own & set(g.members)]
        if mine:
            need = sum(max(0, g.needed() - sum(m not in own for m in g.members)) for g in mine)
            assert (row.basis, row.k) == ("stated", min(need, len(own)))
            assert row.whichever == min(len(own), *(len(g.members) - g.needed() for g in mine))
        else:
            assert row.k == (min(assumed, len(own)) if assumed else None)
        if row.k is None:
            assert row.breaks == ("unknown" if row.silences else "no")
        else:
            assert row.breaks == ("yes" if row.silences > len(own) - row.k else "no")


@settings(max_examples=200, deadline=None)
@given(fields())
def test_what_alone_breaks_a_group_is_found_by_letting_everything_fail_in_turn(snapshot: Snapshot) -> None:
    answer = coverage.run(snapshot, coverage.Params())
    things = {n.id for n in snapshot.nodes if n.label in {"Sensor", "Device"}}
    every = groups_of(steps(snapshot, "failure"))
    wanted = [g for g in every if len(g.members) > 1 and things & set(g.members)]
    expected = []
    for group in wanted:
        alone = {
            start.id
            for start in snapshot.nodes
            if start.id not in {group.needer, *group.members} and group.is_broken(set(rounds(every, {start.id})))
        }
        expected.append((group.needer, group.name, len(group.members), group.needed(), tuple(sorted(alone))))
    assert sorted((g.id, g.group, g.n, g.k, tuple(sorted(g.single))) for g in answer.groups) == sorted(expected)


@settings(max_examples=200, deadline=None)
@given(fields(), st.sampled_from(["fleet", "zone", "organisation", "product", "firmware"]))
def test_a_fleet_gets_to_gateways_and_platforms_and_stops_what_a_failure_of_all_does(
    snapshot: Snapshot, by: fleets.By
) -> None:
    answer = fleets.run(snapshot, fleets.Params(by=by))
    label, zones = {n.id: n for n in snapshot.nodes}, zones_of(snapshot)
    things = {i for i, n in label.items() if n.label in {"Sensor", "Device"}}
    every, graph = groups_of(steps(snapshot, "failure")), data_graph(snapshot)
    if by != "zone":
        assert sum(row.nodes for row in answer.rows) == len(things)
        assert sum(row.number for row in answer.rows) == sum(int(str(label[i].properties.get("count", 1))) for i in things)
    for row in answer.rows:
        own = _members(snapshot, row, by)
        assert row.nodes == len(own)
        reached = {b for a in own for _, b in nx.edge_bfs(graph, a)}
        assert set(row.gateways) == {i for i in reached if label[i].label == "Device"}
        assert set(row.platforms) == reached & takers(snapshot)
        stopped = set(rounds(every, own)) - own
        assert row.stopped == len(stopped)
        assert set(row.stopped_services) == {i for i in stopped if label[i].label == "DigitalService"}
        assert set(row.stopped_services) <= set(row.services)
        assert row.zoneless == sum(not zones.get(i) for i in own)


def _members(snapshot: Snapshot, row: fleets.Row, by: str) -> set[str]:
    zones = zones_of(snapshot)
    found = set()
    for one in snapshot.nodes:
        if one.label in {"Sensor", "Device"}:
            said = one.properties
            key = {
                "fleet": "/".join([one.label, *(str(said.get(n, "?")) for n in ("device_kind", "observed_property")), "?"]),
                "organisation": "?", "product": "?", "firmware": str(said.get("firmware", "?")),
            }.get(by)  # fmt: skip
            if (key == row.id) if key else (row.id in (zones.get(one.id) or {"?"})):
                found.add(one.id)
    return found


@settings(max_examples=200, deadline=None)
@given(fields(), st.booleans())
def test_a_chain_has_everything_data_or_failure_get_to_by_ways_there_are(snapshot: Snapshot, assume: bool) -> None:
    answer = sensor_chains.run(snapshot, sensor_chains.Params(assume_needed=assume))
    things = {n.id for n in snapshot.nodes if n.label in {"Sensor", "Device"}}
    failing = steps(snapshot, "failure", assume_needed=assume)
    fails: nx.DiGraph[Any] = nx.DiGraph([(step.giver, step.taker) for step in failing])
    data = data_graph(snapshot)
    by_data = {b for a in things for _, b in nx.edge_bfs(data, a)}
    by_failure = {b for a in things & set(fails) for b in nx.descendants(fails, a)} - things
    assert {row.id for row in answer.rows} == (by_data | by_failure if things else set())
    stopped = rounds(groups_of(failing), things)
    every = {*data.edges, *fails.edges}
    for row in answer.rows:
        assert (row.means == "stops", row.wave) == (row.id in stopped, stopped.get(row.id))
        assert row.path[0] in things
        assert row.path[-1] == row.id
        assert all(pair in every for pair in zip(row.path, row.path[1:], strict=False))
        assert row.hops == len(row.path) - 1


@settings(max_examples=200, deadline=None)
@given(fields(), st.integers(1, 4), st.integers(0, 3))
def test_everything_with_a_place_is_on_the_map_once_in_its_state(snapshot: Snapshot, squares: int, apart: int) -> None:
    answer = sensor_places.run(snapshot, sensor_places.Params(squares=squares, apart=apart, marks=10))
    placed = {
        n.id: n for n in snapshot.nodes if n.label in {"Sensor", "Device"} and {"latitude", "longitude"} <= set(n.properties)
    }
    assert sum(row.nodes for row in answer.rows) == len(placed) == answer.placed
    every = groups_of(steps(snapshot, "failure"))
    told = {row.id: row.means for row in devices.run(snapshot, devices.Params()).rows}
    for row in answer.rows:
        south, west, north, east = row.box
        assert south <= row.latitude <= north + 1e-9
        assert west <= row.longitude <= east + 1e-9
        for id_ in row.things:
            stops = len(rounds(every, {id_})) > 1
            needed = any(id_ in g.members for g in every if g.strength == "hard")
            assert row.state == told[id_] == ("stops_something" if stops else "others_suffice" if needed else "not_needed")
    if len(placed) <= apart:
        assert all(row.nodes == 1 for row in answer.rows)
