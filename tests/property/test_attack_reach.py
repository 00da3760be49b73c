"""Attack reach against MODEL's directions written by hand: every simple path walked, every set of things tried as a cut."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eagraph.analysis import attack_reach, blast_radius
from eagraph.analysis.attack_reach import Answer, Params
from eagraph.graph.snapshot import Snapshot
from tests.property.directions import steps
from tests.property.strategies import Properties, node, one_of, snapshot_of, tie

OPEN = ("DEPENDS_ON", "FLOW", "VIA", "HOSTS", "CONTROLS_ACCESS_TO", "MEMBER_OF", "SUPPLIED_BY", "RELATES_TO")
BARRIERS: tuple[Properties, ...] = (
    {}, {"barrier": "none"}, {"barrier": "firewall"}, {"barrier": "gateway"}, {"barrier": "diode"},
)  # fmt: skip
CONTROLS: tuple[Properties, ...] = (
    {"status": "implemented", "grade": 2, "aspects": ("k",)}, {"status": "verified", "grade": 3, "aspects": ("r", "t")},
    {"status": "implemented"}, {"status": "planned", "grade": 4}, {"grade": 1},
    {"status": "verified", "grade": 4, "aspects": ("t",)},
)  # fmt: skip
PLAIN = {"CONTROLS_ACCESS_TO": 0.0, "HOSTS": 0.0, "MEMBER_OF": 0.0}
BARRED = {"firewall": 1.0, "gateway": 2.0, "diode": 1.0}


@st.composite
def networks(draw: st.DrawFn) -> Snapshot:
    """Two to six things, up to three zones, controls on some, and ways of every kind between them."""
    things = [f"p{i}" for i in range(2 + draw(one_of(5)))]
    zones = [f"z{i}" for i in range(draw(one_of(4)))]
    ties = []
    for _ in range(draw(one_of(11))):
        type_ = OPEN[draw(one_of(len(OPEN)))]
        ties.append(tie(things[draw(one_of(len(things)))], type_, things[draw(one_of(len(things)))]))
    everything = [*things, *zones]
    for _ in range(draw(one_of(8)) if zones else 0):
        ends = everything[draw(one_of(len(everything)))], zones[draw(one_of(len(zones)))]
        ties.append(tie(ends[0], "CONNECTED_TO", ends[1], **BARRIERS[draw(one_of(len(BARRIERS)))]))
    controls = [CONTROLS[draw(one_of(len(CONTROLS)))] for _ in range(draw(one_of(4)))]
    ties += [tie(f"c{i}", "PROTECTS", everything[draw(one_of(len(everything)))]) for i in range(len(controls))]
    nodes = [*map(node, things), *(node(z, "NetworkZone") for z in zones)]
    return snapshot_of([*nodes, *(node(f"c{i}", "Control", **said) for i, said in enumerate(controls))], ties)


def ways(snapshot: Snapshot, *, suppliers: bool = True) -> dict[tuple[str, str], float]:
    """From, to: the cheapest single step, by the words of MODEL and of the parameters' descriptions."""
    said = {n.id: n.properties for n in snapshot.nodes}
    zones = {n.id for n in snapshot.nodes if n.label == "NetworkZone"}
    guard = dict.fromkeys(said, 0.0)
    for one in snapshot.relationships:
        control = said[one.source]
        in_force = control.get("status") in ("implemented", "verified")
        if one.type == "PROTECTS" and in_force and {"k", "r"} & set(control.get("aspects", ("k",))):  # type: ignore[arg-type]
            guard[one.target] += control.get("grade", 1)  # type: ignore[operator]
    found: dict[tuple[str, str], float] = {}
    for step in steps(snapshot, "attack"):
        barrier = str(step.by.properties.get("barrier"))
        if (barrier == "diode" and step.giver != step.by.source) or (step.by.type == "SUPPLIED_BY" and not suppliers):
            continue
        cost = PLAIN.get(step.by.type, 1.0)
        if step.by.type == "CONNECTED_TO":
            cost = (0.0 if step.taker in zones else 1.0) + BARRED.get(barrier, 0.0)
        ends = step.giver, step.taker
        found[ends] = min(found.get(ends, 99.0), cost + guard[step.taker])
    return found


def walked(found: dict[tuple[str, str], float], start: str) -> dict[str, tuple[float, int]]:
    """The best (cost, steps) to everything: every simple path is walked."""
    best: dict[str, tuple[float, int]] = {}

    def walk(at: str, cost: float, seen: tuple[str, ...]) -> None:
        best[at] = min(best.get(at, (99.0, 99)), (cost, len(seen) - 1))
        for (one, other), price in found.items():
            if one == at and other not in seen:
                walk(other, cost + price, (*seen, other))

    walk(start, 0.0, (start,))
    return best


def reachable(found: dict[tuple[str, str], float], start: str, without: set[str]) -> set[str]:
    seen, front = {start}, [start]
    while front:
        at = front.pop()
        new = {b for a, b in found if a == at} - seen - without
        seen |= new
        front += new
    return seen


def ask(snapshot: Snapshot, inside: str, **more: object) -> Answer:
    return attack_reach.run(snapshot, Params.model_validate({"inside": (inside,), **more}))


@given(networks(), st.booleans())
@settings(max_examples=300)
def test_the_cheapest_way_to_everything_is_the_best_of_all_simple_paths(snapshot: Snapshot, suppliers: bool) -> None:
    found = ways(snapshot, suppliers=suppliers)
    expected = walked(found, "p0")
    del expected["p0"]
    rows = ask(snapshot, "p0", through_suppliers=suppliers).rows
    assert {row.id: (row.cost, row.hops) for row in rows} == expected
    assert [(row.cost, row.id) for row in rows] == sorted((row.cost, row.id) for row in rows)


@given(networks())
@settings(max_examples=200)
def test_a_row_tells_a_real_way_whose_steps_and_barriers_add_up_to_its_cost(snapshot: Snapshot) -> None:
    found = ways(snapshot)
    zones = {n.id for n in snapshot.nodes if n.label == "NetworkZone"}
    for row in ask(snapshot, "p0").rows:
        assert row.path[0] == "p0"
        assert row.path[-1] == row.id
        assert len(row.path) == len(row.via) + 1 == row.hops + 1
        assert all(ends in found for ends in zip(row.path, row.path[1:], strict=False))
        plain = [
            (0.0 if end in zones else 1.0) if t == "CONNECTED_TO" else PLAIN.get(t, 1.0)
            for t, end in zip(row.via, row.path[1:], strict=True)
        ]
        assert sum(plain) + sum(b.cost for b in row.barriers) == row.cost
        assert row.passed == len(row.barriers)


@given(networks(), st.integers(0, 4))
def test_a_limit_on_cost_keeps_exactly_what_costs_no_more(snapshot: Snapshot, most: int) -> None:
    everything = ask(snapshot, "p0").rows
    assert ask(snapshot, "p0", max_cost=most).rows == tuple(row for row in everything if row.cost <= most)


@given(networks(), st.data())
@settings(max_examples=400)
def test_a_cut_is_the_cheapest_of_all_sets_that_close_every_way(snapshot: Snapshot, data: st.DataObject) -> None:
    found = ways(snapshot)
    ids = [n.id for n in snapshot.nodes if n.label != "Control"]
    targets = data.draw(st.lists(st.sampled_from(ids), min_size=1, max_size=2, unique=True))
    prices = {i: data.draw(st.sampled_from([1.0, 1.0, 2.5, 4.0, None])) for i in ids}
    said = [f"{i}={'never' if price is None else price}" for i, price in prices.items()]
    cuts = ask(snapshot, "p0", targets=targets, secure_prices=said).cuts
    assert [cut.target for cut in cuts] == [*targets, *([""] if len(targets) > 1 else [])]
    for cut in cuts:
        ends = {cut.target} if cut.target else set(targets)
        far = ends - {"p0"}
        near = {b for a, b in found if a == "p0"} & far
        rest = far - near
        best = cheapest_cut(found, {i: p for i, p in prices.items() if i not in rest | {"p0"} and p is not None}, rest)
        state = (
            "held"
            if far != ends
            else "adjacent"
            if near
            else "unstoppable"
            if best is None
            else "cut"
            if best
            else "unreachable"
        )
        assert cut.state == state
        assert cut.price == (best or 0)
        assert sum(prices[m] or 0 for m in cut.members) == cut.price
        if cut.state == "cut":
            assert not reachable(found, "p0", set(cut.members)) & ends


def cheapest_cut(found: dict[tuple[str, str], float], prices: dict[str, float], ends: set[str]) -> float | None:
    """The least price of a set that parts p0 from the ends; None where no set does."""
    costs = [
        sum(prices[i] for i in chosen)
        for size in range(len(prices) + 1)
        for chosen in combinations(sorted(prices), size)
        if not reachable(found, "p0", set(chosen)) & ends
    ]
    return min(costs, default=None)


@given(networks())
def test_what_stops_besides_is_what_a_blast_radius_of_all_that_is_reached_adds(snapshot: Snapshot) -> None:
    answer = ask(snapshot, "p0")
    failed = ("p0", *(row.id for row in answer.rows))
    rows = blast_radius.run(snapshot, blast_radius.Params(failed=failed)).rows
    assert {(row.id, row.wave) for row in answer.stopping} == {(row.id, row.wave) for row in rows if row.wave}


@pytest.mark.parametrize(("inside", "reached"), [("control", {"office", "pc"}), ("office", {"pc"})])
def test_a_diode_lets_through_the_way_its_arrow_points_alone(inside: str, reached: set[str]) -> None:
    ties = [tie("control", "CONNECTED_TO", "office", barrier="diode"), tie("pc", "CONNECTED_TO", "office")]
    snapshot = snapshot_of([node("control", "NetworkZone"), node("office", "NetworkZone"), node("pc")], ties)
    assert {row.id for row in ask(snapshot, inside).rows} == reached
