"""Removal curves against the blast radius of what is removed, asked step by step."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from eagraph.analysis import blast_radius, robustness
from eagraph.analysis.robustness import Answer, Params
from eagraph.errors import UnknownName, UsageError
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import failure
from tests.property.strategies import landscapes, node, snapshot_of, tie


def curve(answer: Answer, order: str) -> list[float]:
    return [row.working for row in answer.rows if row.order == order]


def stopped(snapshot: Snapshot, failed: list[str]) -> int:
    return len(blast_radius.run(snapshot, blast_radius.Params(failed=tuple(failed))).rows) if failed else 0


@given(landscapes(), st.integers(0, 5))
@settings(max_examples=200)
def test_curves_fall_from_all_to_what_removing_everything_leaves(snapshot: Snapshot, seed: int) -> None:
    assume(len(failure(snapshot).view.origin))
    params = Params(counted=(), steps=4, repeats=5, seed=seed)
    answer = robustness.run(snapshot, params)
    needed = {snapshot.nodes[i].id for i in failure(snapshot).view.origin.tolist()}
    left = 1 - stopped(snapshot, sorted(needed)) / len(snapshot.nodes)
    assert answer.things_removed == len(needed)
    for order in ("random", "degree", "criticality", "blast"):
        points = curve(answer, order)
        assert points == sorted(points, reverse=True)
        assert points[0] == 1.0
        assert points[-1] == pytest.approx(left, abs=1e-4)
    for row in answer.rows:
        if row.order == "random":
            assert row.low is not None
            assert row.high is not None
            assert row.low - 1e-3 <= row.working <= row.high + 1e-3
    for index in answer.indices:
        assert index.r == pytest.approx(np.mean(curve(answer, index.order)[1:]), abs=1e-3)
    assert robustness.run(snapshot, params) == answer


@given(landscapes())
@settings(max_examples=100)
def test_every_step_of_a_ranking_is_the_blast_radius_of_the_first_of_it(snapshot: Snapshot) -> None:
    count = len(set(failure(snapshot).view.origin.tolist()))
    assume(count >= 2)
    answer = robustness.run(snapshot, Params(counted=(), steps=count, repeats=2))
    for index in answer.indices[1:]:
        ranking = list(index.first)
        assert len(ranking) == count
        expected = [1 - stopped(snapshot, ranking[:removed]) / len(snapshot.nodes) for removed in range(count + 1)]
        assert curve(answer, index.order) == pytest.approx(expected, abs=1e-4)
    alone = [stopped(snapshot, [id_]) for id_ in answer.indices[3].first]
    assert alone == sorted(alone, reverse=True)


def test_a_hub_falls_first_where_it_is_targeted_and_rarely_at_random() -> None:
    nodes = [node("hub"), *(node(f"s{i}", "DigitalService") for i in range(9)), *(node(f"x{i}") for i in range(9))]
    ties = [tie(f"s{i}", "DEPENDS_ON", "hub", group="g", k=1) for i in range(9)]
    answer = robustness.run(
        snapshot_of(nodes, ties + [tie(f"s{i}", "DEPENDS_ON", f"x{i}") for i in range(9)]), Params(steps=10)
    )
    by_order = {index.order: index for index in answer.indices}
    assert by_order["degree"].halved_at == by_order["blast"].halved_at == 0.1
    assert by_order["degree"].first[0] == "hub"
    assert by_order["random"].r > by_order["degree"].r == 0
    assert (answer.things_removed, answer.things_counted) == (10, 9)


def test_a_curve_may_end_before_everything_is_removed() -> None:
    nodes = [node("hub"), *(node(f"s{i}", "DigitalService") for i in range(4)), *(node(f"x{i}") for i in range(4))]
    ties = [tie(f"s{i}", "DEPENDS_ON", f"x{i}") for i in range(4)]
    answer = robustness.run(snapshot_of(nodes, ties), Params(steps=2, until=0.5))
    assert [(row.removed, row.share_removed, row.working) for row in answer.rows if row.order == "degree"] == [
        (0, 0.0, 1.0), (1, 0.25, 0.75), (2, 0.5, 0.5),
    ]  # fmt: skip
    assert {index.halved_at for index in answer.indices} == {None}


def test_without_services_everything_counts_and_that_is_told() -> None:
    snapshot = snapshot_of([node("a"), node("b")], [tie("a", "DEPENDS_ON", "b")])
    answer = robustness.run(snapshot, Params(steps=2, repeats=2))
    assert answer.things_counted == 2
    told = " ".join(reason.en for reason in answer.completeness.reasons)
    assert "no digital service" in told
    assert "1 things have no known criticality" in told


def test_what_is_not_there_cannot_be_removed() -> None:
    snapshot = snapshot_of([node("a"), node("b")], [tie("a", "DEPENDS_ON", "b")])
    with pytest.raises(UnknownName, match="Sistem"):
        robustness.run(snapshot, Params(removed=("Sistem",)))
    with pytest.raises(UsageError, match="--removed Device"):
        robustness.run(snapshot, Params(removed=("Device",)))
    with pytest.raises(UsageError, match="No failure reaches"):
        robustness.run(snapshot_of([node("a")], []), Params())
