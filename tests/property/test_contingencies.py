"""Every single failure against the blast radius of each, asked one by one."""

from __future__ import annotations

from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eagraph.analysis import blast_radius, contingencies
from eagraph.analysis.contingencies import Params, Row
from eagraph.errors import UnknownName
from eagraph.graph.snapshot import Snapshot
from tests.property.strategies import landscapes, node, snapshot_of, tie


def others(snapshot: Snapshot, failed: str) -> list[str]:
    """Ids of what else stops when one thing fails."""
    answer = blast_radius.run(snapshot, blast_radius.Params(failed=(failed,)))
    return [row.id for row in answer.rows if row.id != failed]


@st.composite
def graded(draw: st.DrawFn) -> Snapshot:
    """Landscapes in which some things state a criticality."""
    snapshot = draw(landscapes())
    said = [draw(st.sampled_from((None, 0, 1, 2, 3, 4))) for _ in snapshot.nodes]
    graded = {"System", "DigitalService"}
    nodes = [
        node(n.id, n.label, **{"criticality": level} if level is not None and n.label in graded else {})
        for n, level in zip(snapshot.nodes, said, strict=True)
    ]
    return snapshot_of(nodes, snapshot.relationships)


@given(graded(), st.sampled_from(("stopped", "services", "critical")))
@settings(max_examples=200)
def test_rows_are_the_blast_radii_of_all_things_the_worst_first(
    snapshot: Snapshot, by: Literal["stopped", "services", "critical"]
) -> None:
    answer = contingencies.run(snapshot, Params(by=by))
    assert sorted(row.id for row in answer.rows) == [n.id for n in snapshot.nodes]
    for row in answer.rows:
        stopped = [snapshot.nodes[snapshot.index[i]] for i in others(snapshot, row.id)]
        levels = [int(str(n.properties["criticality"])) for n in stopped if "criticality" in n.properties]
        assert row.stopped == len(stopped)
        assert row.services == sum(n.label == "DigitalService" for n in stopped)
        assert row.critical == sum(level >= 3 for level in levels)
        assert row.worst == max(levels, default=None)
    keys = [getattr(row, by) for row in answer.rows]
    assert keys == sorted(keys, reverse=True)
    assert [row.rank for row in answer.rows] == [1 + sum(other > key for other in keys) for key in keys]
    assert answer.stops_nothing == sum(row.stopped == 0 for row in answer.rows)


def test_only_the_worst_are_shown_and_the_answer_says_how_many_more() -> None:
    snapshot = snapshot_of([node(i) for i in "abc"], [tie("b", "DEPENDS_ON", "a"), tie("c", "DEPENDS_ON", "b")])
    answer = contingencies.run(snapshot, Params(limit=1))
    assert [(row.id, row.stopped) for row in answer.rows] == [("a", 2)]
    assert answer.completeness.state == "truncated"
    assert answer.completeness.reasons[0].en.startswith("2 more failures")
    assert (answer.swept, answer.stops_nothing, answer.median) == (3, 1, 1.0)


def test_only_things_of_the_labels_fail() -> None:
    snapshot = snapshot_of([node("a"), node("d", "Device")], [tie("a", "DEPENDS_ON", "d")])
    rows: tuple[Row, ...] = contingencies.run(snapshot, Params(labels=("Device",))).rows
    assert [(row.id, row.stopped) for row in rows] == [("d", 1)]
    with pytest.raises(UnknownName, match="Devise"):
        contingencies.run(snapshot, Params(labels=("Devise",)))


def test_where_nothing_needs_anything_it_says_so() -> None:
    assert contingencies.run(snapshot_of([node("a"), node("b")], []), Params()).summary.en.startswith("None of 2 single")
