"""What is assured, by the words of the definitions alone, and random landscapes with safeguards, hours and probabilities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product
from math import inf, prod

import networkx as nx
from hypothesis import strategies as st

from eagraph.graph.snapshot import Snapshot
from eagraph.model.fields import Value
from eagraph.model.landscape import Node, Relationship
from tests.property.directions import Step, steps
from tests.property.strategies import landscapes, node, one_of, snapshot_of, tie

Level = tuple[int, int]
STATUSES = ("i kraft", "implemented", "planned", "Avvecklad", "kanske", None)
LIVE, DEAD = {"i kraft", "implemented"}, {"planned", "Avvecklad"}
ASPECTS: tuple[tuple[str, ...] | None, ...] = (("k",), ("r",), ("k", "r"), ("t", "s"), ("r", "s"), None)
FLOWS = ("FLOW", "FLOW", "FLOW", "VIA", "HOSTS", "HOLDS")
SUPPLY = ("DEPENDS_ON", "DEPENDS_ON", "DEPENDS_ON", "FLOW", "HOSTS", "MEMBER_OF")
VALIDATED: list[dict[str, Value]] = [{}, {}, {"validated": True}, {"validated": True, "validation_evidence": "x"}]
HOURS = (1.0, 2.0, 5.0, 30.0)


@st.composite
def protected(draw: st.DrawFn, aspects: str = "kr") -> Snapshot:
    """Landscapes with flows, some of them validated, and up to five controls."""
    snapshot = draw(landscapes(types=FLOWS, assets=2, aspects=aspects))
    ties = []
    for one in snapshot.relationships:
        validated = VALIDATED[draw(one_of(4))]
        ties.append(replace(one, properties={**one.properties, **validated}) if one.type == "FLOW" else one)
    nodes = list(snapshot.nodes)
    for i in range(draw(one_of(6))):
        said = {
            "aspects": ASPECTS[draw(one_of(6))],
            "status": STATUSES[draw(one_of(6))],
            "grade": [0, 1, 2, 3, 4, None][draw(one_of(6))],
        }
        nodes.append(node(f"control{i}", "Control", **{k: v for k, v in said.items() if v is not None}))
        ties.append(tie(f"control{i}", "PROTECTS", snapshot.nodes[draw(one_of(len(snapshot.nodes)))].id))
    return snapshot_of(nodes, ties)


@st.composite
def supplied(draw: st.DrawFn) -> Snapshot:
    """Landscapes with hard k-of-n groups, buffers, and things that state how long they take and how likely they fail."""
    snapshot = draw(landscapes(types=SUPPLY))
    nodes = [replace(n, properties={**n.properties, **draw(_stated())}) for n in snapshot.nodes]
    buffers: list[dict[str, Value]] = [{}, {}, {"buffer_h": 3.0}, {"buffer_h_low": 1.0, "buffer_h_high": 40.0}]
    ties = [replace(t, properties={**t.properties, **buffers[draw(one_of(4))]}) for t in snapshot.relationships]
    return snapshot_of(nodes, [*ties, *draw(_redundancy(len(nodes)))])


@st.composite
def _redundancy(draw: st.DrawFn, count: int) -> list[Relationship]:
    """A group of some others that the first thing needs so many of."""
    members = [f"p{i}" for i in range(1, count) if draw(one_of(3))]
    k = 1 + draw(one_of(max(1, len(members))))
    return [tie("p0", "DEPENDS_ON", member, group="redundant", k=k) for member in members]


@st.composite
def _stated(draw: st.DrawFn) -> dict[str, Value]:
    hours: list[dict[str, Value]] = [{}, {"repair_h": 2.0, "repair_h_high": 9.0}]
    hours += [{"rto_h": h} for h in HOURS]
    fails: list[dict[str, Value]] = [{"failure_probability": p} for p in (0.0, 0.1, 0.3)]
    fails += [{"failure_probability": 0.2}, {}, {"failure_probability": 0.1, "failure_probability_high": 0.5}]
    restarts: list[dict[str, Value]] = [{}, {}, {"restart_h": 1.0}]
    return {k: v for some in (hours, fails, restarts) for k, v in some[draw(one_of(len(some)))].items()}


def grade(snapshot: Snapshot, thing: str, aspect: str) -> Level:
    """The highest grade in force in an aspect, at least and at most."""
    controls = [snapshot.nodes[snapshot.index[t.source]].properties for t in snapshot.relationships
                if t.type == "PROTECTS" and t.target == thing]  # fmt: skip
    if not controls:
        return 0, 4
    low, high = 0, 0
    for said in controls:
        if said.get("status") in DEAD or aspect not in said.get("aspects", ("k", "r", "t", "s")):  # type: ignore[operator]
            continue
        stated = said.get("grade")
        high = max(high, stated if isinstance(stated, int) else 4)
        if said.get("status") in LIVE and "aspects" in said:
            low = max(low, stated if isinstance(stated, int) else 0)
    return low, high


def integrity(snapshot: Snapshot) -> dict[str, Level]:
    """What each thing can vouch for: lowered again and again until nothing is more than a source of it."""
    level = {n.id: grade(snapshot, n.id, "r") for n in snapshot.nodes}
    limits = []
    for one in snapshot.relationships:
        if one.type == "FLOW" and not (one.properties.get("validated") and one.properties.get("validation_evidence")):
            limits.append((one.source, one.target))
        elif one.type == "VIA":
            limits.append((one.target, one.source))
    while True:
        before = dict(level)
        for source, receiver in limits:
            (a, b), (c, d) = level[source], level[receiver]
            level[receiver] = (min(a, c), min(b, d))
        if level == before:
            return level


def groups(snapshot: Snapshot) -> dict[tuple[str, Value], tuple[int, list[Step]]]:
    """Hard groups by needer and name: k and members."""
    found: dict[tuple[str, Value], list[Step]] = defaultdict(list)
    for number, step in enumerate(steps(snapshot, "failure")):
        found[step.taker, step.by.properties.get("group", number)].append(step)
    hard = {}
    for key, members in found.items():
        if all(s.by.properties.get("mode") in ("soft", "optional") for s in members):
            continue
        stated = [k for s in members if isinstance(k := s.by.properties.get("k"), int)]
        hard[key] = (min(max(stated, default=1), len(members)), members)
    return hard


def hours(snapshot: Snapshot, end: int) -> dict[str, float]:
    """How long until each thing is restored, at the lower (0) or the upper (1) end."""
    said = {n.id: n.properties for n in snapshot.nodes}
    found = {i: own_hours(p)[end] for i, p in said.items()}
    whole = groups(snapshot)
    arrows = nx.DiGraph((s.giver, s.taker) for _, members in whole.values() for s in members)
    arrows.add_nodes_from(said)
    ring = {i: n for n, some in enumerate(nx.strongly_connected_components(arrows)) for i in some}
    for _ in range(2000):
        before = dict(found)
        for (needer, _), (k, members) in whole.items():
            restart = float(said[needer].get("restart_h", 0.0))  # type: ignore[arg-type]
            outages = sorted(
                _outage(before[s.giver], s, end, restart, in_ring=ring[s.giver] == ring[needer]) for s in members
            )
            found[needer] = max(found[needer], outages[k - 1])
        if found == before:
            return found
    raise AssertionError("does not settle")


def _outage(giver: float, step: Step, end: int, restart: float, *, in_ring: bool) -> float:
    said = step.by.properties
    buffers = [float(said[name]) for name in ("buffer_h", "buffer_h_low", "buffer_h_high") if name in said] or [0.0]  # type: ignore[arg-type]
    left = giver - (max(buffers) if end == 0 else min(buffers))
    if left <= 0:
        return 0.0
    if not in_ring:
        return left + restart
    return inf if end == 1 and restart and step.giver != step.taker else left


def own_hours(said: Mapping[str, Value]) -> tuple[float, float]:
    if "rto_h" in said:
        return said["rto_h"], said["rto_h"]  # type: ignore[return-value]
    if "repair_h" in said:
        restart = float(said.get("restart_h", 0.0))  # type: ignore[arg-type]
        return said["repair_h"] + restart, said["repair_h_high"] + restart  # type: ignore[operator]
    return 0.0, inf


def down(said: Mapping[str, Value]) -> tuple[float, float]:
    if "failure_probability" not in said:
        return 0.0, 1.0
    low = said["failure_probability"]
    return low, said.get("failure_probability_high", low)  # type: ignore[return-value]


def uptime(snapshot: Snapshot, share_down: Mapping[str, float]) -> dict[str, float]:
    """The exact share of time each thing works: over every combination of things that are down by themselves."""
    names, whole = [n.id for n in snapshot.nodes], groups(snapshot)
    found = dict.fromkeys(names, 0.0)
    for states in product((True, False), repeat=len(names)):
        chance = prod(1 - share_down[i] if up else share_down[i] for i, up in zip(names, states, strict=True))
        if chance:
            for i in _working(dict(zip(names, states, strict=True)), whole):
                found[i] += chance
    return found


def _working(up: dict[str, bool], whole: Mapping[tuple[str, Value], tuple[int, list[Step]]]) -> Iterator[str]:
    """The most that can work: stopped one after the other for lack of suppliers."""
    while True:
        stopped = [needer for (needer, _), (k, members) in whole.items()
                   if up[needer] and sum(up[s.giver] for s in members) < k]  # fmt: skip
        if not stopped:
            return (yield from (i for i, works in up.items() if works))
        up.update(dict.fromkeys(stopped, False))


def completed(draw: st.DrawFn, snapshot: Snapshot) -> Snapshot:
    """The same with everything about safeguards said, one way or another."""
    nodes: list[Node] = []
    for one in snapshot.nodes:
        said = dict(one.properties)
        if one.label == "Control":
            if said.get("status") not in LIVE | DEAD:
                said["status"] = "i kraft" if draw(st.booleans()) else "planned"
            said.setdefault("grade", draw(one_of(5)))
            said.setdefault("aspects", [("k",), ("r",), ("k", "r", "t", "s")][draw(one_of(3))])
        nodes.append(replace(one, properties=said))
    ties: list[Relationship] = list(snapshot.relationships)
    mentioned = {t.target for t in ties if t.type == "PROTECTS"}
    for one in snapshot.nodes:
        if one.id not in mentioned and one.label != "Control":
            for aspect in "krts":
                nodes.append(
                    node(f"new-{aspect}-{one.id}", "Control", aspects=(aspect,), status="i kraft", grade=draw(one_of(5)))
                )
                ties.append(tie(f"new-{aspect}-{one.id}", "PROTECTS", one.id))
    return snapshot_of(nodes, ties)
