"""Published fault trees as landscapes: gates are systems that never fail by themselves.

Figures: the tests of SCRAM (two trains, theatre, two of three), lecture 8 of UW-Madison NE574, OpenFTA's three motors, the
textbook's 3 of 4 and bridge.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from eagraph.analysis import cut_sets, importance
from eagraph.graph.snapshot import Snapshot
from eagraph.loading.changes import Stored
from eagraph.model.landscape import Landscape, Node, Relationship

Gates = Mapping[str, tuple[int, str]]
"""By gate, how many of its inputs must fail for it to fail, and those inputs."""


def tree(gates: Gates, events: Mapping[str, float]) -> Snapshot:
    """A fault tree as a landscape; of n inputs of which m must fail, n - m + 1 must work."""
    nodes = [Node(gate, "System", {"failure_probability": 0}) for gate in gates]
    nodes += [Node(event, "System", {"failure_probability": q}) for event, q in events.items()]
    ties = [
        Relationship(gate, "DEPENDS_ON", one, {"group": "inputs", "k": len(inputs.split()) - m + 1})
        for gate, (m, inputs) in gates.items()
        for one in inputs.split()
    ]
    whole = Landscape.of(nodes, ties)
    return Snapshot.of(Stored(whole.nodes, whole.relationships))


def ask(snapshot: Snapshot, of: str = "top") -> importance.Answer:
    return importance.run(snapshot, importance.Params(of=of))


def cuts(snapshot: Snapshot, of: str = "top") -> set[str]:
    rows = cut_sets.run(snapshot, cut_sets.Params(of=of, max_size=9)).rows
    return {" ".join(row.members) for row in rows}


TWO_TRAINS = tree(
    {"top": (2, "one two"), "one": (1, "V1 P1"), "two": (1, "V2 P2")}, {"V1": 0.4, "V2": 0.5, "P1": 0.6, "P2": 0.7}
)
THEATRE = tree(
    {"top": (2, "mains reserve"), "reserve": (1, "generator relay")}, {"mains": 0.03, "generator": 0.02, "relay": 0.05}
)
TWO_OF_THREE = tree({"top": (2, "a b c")}, {"a": 0.1, "b": 0.2, "c": 0.3})
NE574 = tree(
    {"top": (2, "left right"), "left": (1, "B C F G"), "right": (1, "C D hi"), "hi": (2, "H I")},
    {"B": 0.1, "C": 0.3, "D": 0.5, "F": 0.7, "G": 0.2, "H": 0.4, "I": 0.8},
)
MOTOR_EVENTS = ("K5", "S1", "T2", "K1", "T1inc", "KT1inc", "T2inc", "KT2inc", "T3inc", "KT3inc", "T4inc")
_K1, _K2, _K3 = "KT1inc T2inc", "KT2inc T3inc", "KT3inc T4inc"
THREE_MOTORS = tree(
    {
        "top": (1, "K5 both"),
        "both": (2, "T2 start"),
        "start": (1, "S1 K1 T1inc stuck"),
        "stuck": (3, "one two three"),
        "one": (1, _K1),
        "two": (1, _K2),
        "three": (1, _K3),
    },
    dict.fromkeys(MOTOR_EVENTS, 0.02),
)


def test_two_trains() -> None:
    answer = ask(TWO_TRAINS)
    assert cuts(TWO_TRAINS) == {"P1 P2", "P1 V2", "P2 V1", "V1 V2"}
    assert answer.top.probability == pytest.approx(0.646, abs=1e-12)
    assert answer.top.min_cut_upper_bound == pytest.approx(0.766144, abs=1e-9)
    assert answer.top.rare_event == 1
    found = {row.id: (row.birnbaum, row.criticality, row.diagnosis, row.raw, row.rrw) for row in answer.rows}
    published = {
        "P1": (0.51, 0.4737, 0.7895, 1.316, 1.9),
        "P2": (0.38, 0.4118, 0.8235, 1.176, 1.7),
        "V1": (0.34, 0.2105, 0.5263, 1.316, 1.267),
        "V2": (0.228, 0.1765, 0.5882, 1.176, 1.214),
    }
    assert found.keys() == published.keys()
    for id_, measures in published.items():
        assert found[id_] == pytest.approx(measures, abs=6e-4), id_
    assert [row.id for row in answer.rows] == ["P1", "P2", "V1", "V2"]


@pytest.mark.parametrize(
    ("snapshot", "exact", "rare_event"),
    [
        (THEATRE, 0.00207, 0.0021),
        (TWO_OF_THREE, 0.098, 0.11),
        (NE574, 0.662208, None),
        (THREE_MOTORS, 0.0211538, 0.0212013),
    ],
    ids=["theatre", "two of three", "NE574", "three motors"],
)
def test_top_events(snapshot: Snapshot, exact: float, rare_event: float | None) -> None:
    top = ask(snapshot).top
    assert top.probability == pytest.approx(exact, abs=5e-8)
    if rare_event is not None:
        assert top.rare_event == pytest.approx(rare_event, abs=5e-8)


def test_cut_sets_of_the_larger_trees() -> None:
    assert cuts(NE574) == {"C", "D F", "D G", "B D", "F H I", "G H I", "B H I"}
    stuck = {" ".join(sorted(("T2", a, b, c))) for a in _K1.split() for b in _K2.split() for c in _K3.split()}
    assert cuts(THREE_MOTORS) == {"K5", "S1 T2", "K1 T2", "T1inc T2"} | stuck
    assert len(cuts(THREE_MOTORS)) == 12


def test_three_of_four() -> None:
    snapshot = tree({"top": (2, "a b c d")}, dict.fromkeys("abcd", 0.1))
    assert ask(snapshot).top.availability == pytest.approx(0.9477, abs=1e-12)


def test_a_bridge() -> None:
    """Two ways through 1-4 and 2-5, and a bridge 3 between them: fails by 1 2, 4 5, 1 3 5 and 2 3 4."""
    snapshot = tree(
        {"top": (1, "ends exits across back"), "ends": (2, "p1 p2"), "exits": (2, "p4 p5"),
         "across": (3, "p1 p3 p5"), "back": (3, "p2 p3 p4")},
        dict.fromkeys(("p1", "p2", "p3", "p4", "p5"), 0.1),
    )  # fmt: skip
    assert ask(snapshot).top.availability == pytest.approx(0.97848, abs=1e-12)


def test_a_bridge_as_a_network_with_a_ring() -> None:
    """The same bridge as things that need each other: the two middles reach each other both ways over p3."""
    ties = [
        ("left", "p1", "g"), ("left", "over right", "g"), ("over right", "right", ""), ("over right", "p3", ""),
        ("right", "p2", "g"), ("right", "over left", "g"), ("over left", "left", ""), ("over left", "p3", ""),
        ("by 4", "left", ""), ("by 4", "p4", ""), ("by 5", "right", ""), ("by 5", "p5", ""),
        ("top", "by 4", "g"), ("top", "by 5", "g"),
    ]  # fmt: skip
    gates = {end for one, other, _ in ties for end in (one, other)} - {"p1", "p2", "p3", "p4", "p5"}
    nodes = [Node(i, "System", {"failure_probability": 0}) for i in sorted(gates)]
    nodes += [Node(f"p{i}", "System", {"failure_probability": 0.1}) for i in range(1, 6)]
    whole = Landscape.of(nodes, [Relationship(a, "DEPENDS_ON", b, {"group": g, "k": 1} if g else {}) for a, b, g in ties])
    snapshot = Snapshot.of(Stored(whole.nodes, whole.relationships))
    # Left and right feed each other: by the least solution of failure a ring that once runs keeps running, so that
    # p1 p2 alone do not stop it; only the loss of the bridge, or of what lies behind, does.
    assert cuts(snapshot) == {"p4 p5", "p1 p2 p3", "p1 p3 p5", "p2 p3 p4"}


def test_availability_is_not_multiplied_over_a_shared_supplier() -> None:
    events = {"hall": 0.01, "own a": 0.001, "own b": 0.001}
    nodes = [Node(i, "System", {"failure_probability": q}) for i, q in events.items()]
    nodes += [Node(i, "System", {"failure_probability": 0}) for i in ("service", "a", "b")]
    ties = [("service", "a"), ("service", "b"), ("a", "own a"), ("a", "hall"), ("b", "own b"), ("b", "hall")]
    whole = Landscape.of(nodes, [Relationship(one, "DEPENDS_ON", other) for one, other in ties])
    snapshot = Snapshot.of(Stored(whole.nodes, whole.relationships))
    of_service, of_a, of_b = (ask(snapshot, of).top.availability for of in ("service", "a", "b"))
    assert of_service == pytest.approx(0.98802, abs=1e-5)
    assert of_a is not None
    assert of_b is not None
    assert of_a * of_b == pytest.approx(0.97814, abs=1e-5)
