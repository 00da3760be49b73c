"""What differs between two landscapes, in words: things and relationships by name, properties before and after."""

from __future__ import annotations

from hypothesis import given

from eagraph.comparison import around, compared
from eagraph.graph.snapshot import Snapshot
from eagraph.loading.changes import Stored
from eagraph.model.diff import compare
from eagraph.model.landscape import Landscape, Node, Relationship
from eagraph.report import find, of_result
from tests.property.strategies import landscapes


def _stored(nodes: list[Node], *ties: Relationship) -> Stored:
    return Stored(tuple(sorted(nodes, key=lambda node: node.id)), tuple(sorted(ties, key=lambda tie: tie.key)))


OLD = _stored(
    [
        Node("a", "System", {"name": "Diariet", "criticality": 2, "lifecycle": "live"}),
        Node("b", "System", {"name": "Kartan"}),
        Node("c", "System", {"name": "Arkivet"}),
    ],
    Relationship("a", "DEPENDS_ON", "b", {"mode": "soft"}),
    Relationship("c", "DEPENDS_ON", "b"),
)
NEW = _stored(
    [
        Node("a", "System", {"name": "Diariet", "criticality": 3, "lifecycle": "phase_out"}),
        Node("b", "System", {"name": "Kartan"}),
        Node("d", "System", {"name": "Portalen"}),
    ],
    Relationship("a", "DEPENDS_ON", "b", {"mode": "hard"}),
)


def test_every_change_is_told_by_name_with_its_values_in_words() -> None:
    found = compared(OLD, Snapshot.of(NEW), {})
    assert [(row.what, row.label, row.name, row.changed.en) for row in found.rows] == [
        ("changed", "System", "Diariet", "criticality: 2 → 3; lifecycle: in use → being phased out"),
        ("removed", "System", "Arkivet", ""),
        ("added", "System", "Portalen", ""),
        ("changed", "DEPENDS_ON", "Diariet → Kartan", "strength: soft → hard"),
        ("removed", "DEPENDS_ON", "Arkivet → Kartan", ""),
    ]
    assert found.rows[0].properties == {"criticality": (2, 3), "lifecycle": ("live", "phase_out")}
    assert [(row.source, row.target) for row in found.rows if row.kind == "relationship"] == [("a", "b"), ("c", "b")]


def test_the_changes_are_counted_by_label_and_type_things_first() -> None:
    counts = compared(OLD, Snapshot.of(NEW), {}).counts
    assert [(one.kind, one.label, one.added, one.changed, one.removed) for one in counts] == [
        ("node", "System", 1, 1, 1),
        ("relationship", "DEPENDS_ON", 0, 1, 1),
    ]


def test_a_terminal_shows_words_and_no_json() -> None:
    told = (
        find("text")
        .render(of_result(compared(OLD, Snapshot.of(NEW), {}).summary.text, compared(OLD, Snapshot.of(NEW), {})))
        .decode()
    )
    assert "criticality: 2 → 3" in told
    assert '{"' not in told


def test_round_one_thing_stands_what_differs_in_it_and_its_relationships() -> None:
    old, new = Snapshot.of(OLD), Snapshot.of(NEW)
    assert [(row.what, row.name) for row in around(old, new, "b")] == [
        ("changed", "Diariet → Kartan"),
        ("removed", "Arkivet → Kartan"),
    ]
    assert [(row.what, row.name) for row in around(old, new, "c")] == [
        ("removed", "Arkivet"),
        ("removed", "Arkivet → Kartan"),
    ]
    assert around(old, new, "nobody") == ()


@given(landscapes(), landscapes())
def test_nothing_is_left_out_and_nothing_is_told_twice(old: Landscape, new: Landscape) -> None:
    changes = compare(old, new)
    found = compared(Stored(old.nodes, old.relationships), Snapshot.of(Stored(new.nodes, new.relationships)), {})
    assert [row.what for row in found.rows] == [change.what for change in changes]
    assert sum(one.added + one.changed + one.removed for one in found.counts) == len(changes)
    assert all(bool(row.changed.sv) == bool(row.properties) for row in found.rows)
