"""Influence: which coefficients a landscape gets, who ranks first, and when the question has no answer."""

from __future__ import annotations

import numpy as np
import pytest

from eagraph.analysis import influence
from eagraph.analysis._dependency_models.interdependency import interdependency
from eagraph.analysis._segments import Floats
from eagraph.analysis.influence import Answer, Params
from eagraph.errors import UnknownName, UsageError
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import failure
from tests.property.strategies import node, snapshot_of, tie

WEIGHTS = {"hard": 1.0, "soft": 0.5, "optional": 0.1}


def coefficients(snapshot: Snapshot, *, largest_row: float = 0) -> Floats:
    found = interdependency(failure(snapshot), WEIGHTS, largest_row=largest_row)
    whole = np.zeros((len(snapshot.nodes), len(snapshot.nodes)))
    whole[np.ix_(found.nodes, found.nodes)] = found.matrix.toarray()
    return whole


def ask(snapshot: Snapshot, **params: object) -> Answer:
    return influence.run(snapshot, Params.model_validate(params))


def four_sectors() -> Snapshot:
    """The interdependency of Haimes & Jiang, each coefficient the strength of one dependency."""
    needs = [("a", "b", 0.9), ("b", "a", 0.4), ("c", "a", 1), ("c", "b", 0.8), ("d", "a", 1), ("d", "b", 0.9)]
    return snapshot_of(map(node, "abcd"), [tie(i, "DEPENDS_ON", j, alpha=w) for i, j, w in needs])


def test_the_rule_of_the_coefficients() -> None:
    ties = [
        tie("a", "DEPENDS_ON", "b"),
        tie("a", "DEPENDS_ON", "c", mode="soft"),
        tie("a", "DEPENDS_ON", "d", alpha=0.3),
        tie("a", "DEPENDS_ON", "a"),
        *(tie("b", "DEPENDS_ON", x, group="g", k=1) for x in "cd"),
        *(tie("c", "DEPENDS_ON", x, group="g", k=2) for x in "def"),
        *(tie("e", "DEPENDS_ON", "f", group="g", k=1, source_key=str(n)) for n in range(2)),
        tie("e", "DEPENDS_ON", "f", mode="optional", source_key="2"),
    ]
    found = coefficients(snapshot_of(map(node, "abcdef"), ties))
    expected = np.zeros((6, 6))
    expected[0, [1, 2, 3]] = [1, 0.5, 0.3]
    expected[1, [2, 3]] = 0.5
    expected[2, [3, 4, 5]] = 0.5
    expected[4, 5] = 1
    assert found == pytest.approx(expected)


def test_a_row_that_weighs_too_much_is_scaled_down() -> None:
    snapshot = snapshot_of(
        map(node, "abcd"), [*(tie("a", "DEPENDS_ON", x) for x in "bcd"), tie("b", "DEPENDS_ON", "c", alpha=0.5)]
    )
    found = coefficients(snapshot, largest_row=0.9)
    assert found[0] == pytest.approx([0, 0.3, 0.3, 0.3])
    assert found[1] == pytest.approx([0, 0, 0.5, 0])
    told = [r.en for r in ask(snapshot).completeness.reasons]
    assert any(text.startswith("The suppliers of 1 things weigh more than 0.9") for text in told)
    assert any(text.startswith("3 dependencies state no strength") for text in told)


def test_four_sectors_from_a_landscape() -> None:
    answer = ask(four_sectors(), inoperable=("b=50",), largest_row=0, orders=3)
    rows = {row.id: row for row in answer.rows}
    assert [row.id for row in answer.rows] == ["b", "a", "c", "d"]
    assert {i: row.inoperability for i, row in rows.items()} == pytest.approx({"a": 0.703125, "b": 0.78125, "c": 1, "d": 1})
    assert {i: round(row.influence_direct, 4) for i, row in rows.items()} == {"a": 0.8, "b": 0.8667, "c": 0, "d": 0}
    assert {i: round(row.dependency_direct, 4) for i, row in rows.items()} == {"a": 0.3, "b": 0.1333, "c": 0.6, "d": 0.6333}
    assert answer.spectral_radius == pytest.approx(0.6)
    assert rows["b"].loss_h
    assert any("count as 1" in reason.en for reason in answer.completeness.reasons)


def test_what_one_thing_influences_by_number_of_steps() -> None:
    found = {row.id: row for row in ask(four_sectors(), of="b", largest_row=0).influenced}
    assert found["c"].by_order == pytest.approx((0.8, 0.9, 0.288))
    assert found["a"].by_order == pytest.approx((0.9, 0, 0.324))
    assert found["c"].overall == pytest.approx((0.8 + 0.9) / (1 - 0.36), rel=1e-5)


def test_a_thing_that_takes_no_part_influences_nothing() -> None:
    snapshot = snapshot_of([node("z"), *map(node, "ab")], [tie("a", "DEPENDS_ON", "b")])
    assert ask(snapshot, of="z").influenced == ()


def test_a_loop_without_end_is_refused_with_what_to_do() -> None:
    ring = snapshot_of(map(node, "abc"), [tie(x, "DEPENDS_ON", y) for x, y in ("ab", "bc", "ca")])
    with pytest.raises(UsageError, match=r"loop of 3 things through a, b, c .* Give a largest row below 1 \(0\.9\)"):
        ask(ring, largest_row=0)
    assert ask(ring).spectral_radius == pytest.approx(0.9)


def test_recovery_follows_repair_and_restart() -> None:
    def city(hours: float) -> Snapshot:
        return snapshot_of(
            [node("a", repair_h=2.0, restart_h=1.0), node("b", repair_h=hours)], [tie("a", "DEPENDS_ON", "b")]
        )

    fast, slow = (ask(city(hours), failed=("b",)) for hours in (4.0, 40.0))
    lost = [{row.id: row.loss_h for row in answer.rows} for answer in (fast, slow)]
    assert all((lost[0][i] or 0) < (lost[1][i] or 0) for i in "ab")
    back = {row.id: row.recovered_h for row in slow.rows}
    assert back["b"] == pytest.approx(40, abs=5)
    assert (slow.recovery[0].hour, slow.recovery[0].lost) == (0, 1)
    assert not any("neither repair" in reason.en for reason in slow.completeness.reasons)
    unknown = ask(snapshot_of(map(node, "ab"), [tie("a", "DEPENDS_ON", "b")]), failed=("b",))
    assert any(reason.en.startswith("2 things state neither repair") for reason in unknown.completeness.reasons)


def test_without_a_failure_it_ranks_alone() -> None:
    row = ask(four_sectors(), largest_row=0).rows[0]
    assert (row.inoperability, row.loss_h, row.peak, row.recovered_h) == (None, None, None, None)


def test_a_landscape_without_dependencies() -> None:
    answer = ask(snapshot_of([node("a")], []))
    assert (answer.rows, answer.summary.en) == ((), "Nothing depends on anything.")


def test_rows_are_bounded_and_counted() -> None:
    answer = ask(four_sectors(), largest_row=0, limit=3)
    assert (len(answer.rows), answer.completeness.state) == (3, "truncated")


def test_unknown_things_and_percentages_are_refused() -> None:
    with pytest.raises(UnknownName):
        ask(four_sectors(), of="nothing")
    with pytest.raises(UsageError, match="0 to 100"):
        ask(four_sectors(), inoperable=("a=-1",))
