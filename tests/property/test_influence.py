"""The interdependency matrix and its answers against the words of the rule, written down a second time on dense matrices."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eagraph.analysis import influence
from eagraph.analysis._segments import Floats
from eagraph.analysis.influence import Params
from eagraph.graph.snapshot import Snapshot
from eagraph.model.fields import Value
from tests.property.directions import Step, steps
from tests.property.strategies import ids, landscapes

WEIGHTS = {"hard": 1.0, "soft": 0.5, "optional": 0.1}


def matrix_of(snapshot: Snapshot, limit: float) -> tuple[list[str], Floats]:
    """Ids of those that take part, and A*."""
    groups: dict[tuple[str, Value], list[Step]] = defaultdict(list)
    for number, step in enumerate(steps(snapshot, "failure")):
        label = step.by.properties.get("group")
        groups[step.taker, str(label) if label else number].append(step)
    taking = sorted({end for members in groups.values() for s in members for end in (s.giver, s.taker)})
    at = {id_: i for i, id_ in enumerate(taking)}
    matrix = np.zeros((len(taking), len(taking)))
    for (needer, _), members in groups.items():
        modes = {str(s.by.properties.get("mode", "hard")) for s in members}
        strongest = "hard" if modes - {"soft", "optional"} else "soft" if "soft" in modes else "optional"
        k = 1
        for step in members:
            k = int(step.by.properties.get("k", k))  # type: ignore[arg-type]
        breaks_at = len(members) - min(k, len(members)) + 1
        for supplier in {s.giver for s in members} - {needer}:
            times = sum(s.giver == supplier for s in members)
            cost = WEIGHTS[strongest] * min(1.0, times / breaks_at)
            matrix[at[needer], at[supplier]] = max(matrix[at[needer], at[supplier]], cost)
    sums = matrix.sum(axis=1, keepdims=True)
    return taking, matrix * np.where(sums > limit, limit / np.maximum(sums, 1e-300), 1)


@given(landscapes(), st.data())
@settings(max_examples=300)
def test_everything_is_what_dense_algebra_says(snapshot: Snapshot, data: st.DataObject) -> None:
    limit = data.draw(st.sampled_from([0.3, 0.9, 0.99]))
    lost = data.draw(st.dictionaries(ids(snapshot), st.sampled_from([10.0, 60.0, 100.0]), min_size=1, max_size=3))
    said = tuple(f"{i}={percent}" for i, percent in sorted(lost.items()))
    answer = influence.run(snapshot, Params(inoperable=said, largest_row=limit))
    rows = {row.id: row for row in answer.rows}
    taking, matrix = matrix_of(snapshot, limit)
    assert sorted(rows) == taking
    if not taking:
        return
    size = len(taking)
    inverse = np.linalg.inv(np.eye(size) - matrix)
    others = max(size - 1, 1)
    off = (inverse - np.diag(np.diag(inverse))) / others
    perturbation = np.array([lost.get(i, 0.0) / 100 for i in taking])
    assert [rows[i].influence for i in taking] == pytest.approx(off.sum(axis=0), rel=1e-5, abs=1e-8)
    assert [rows[i].dependency for i in taking] == pytest.approx(off.sum(axis=1), rel=1e-5, abs=1e-8)
    assert [rows[i].inoperability for i in taking] == pytest.approx(np.clip(inverse @ perturbation, 0, 1), abs=2e-6)
    assert answer.spectral_radius == pytest.approx(np.abs(np.linalg.eigvals(matrix)).max(), abs=2e-6)
    assert answer.spectral_radius <= limit + 1e-6
    assert [row.influence for row in answer.rows] == sorted((row.influence for row in answer.rows), reverse=True)


@given(landscapes(), st.data())
@settings(max_examples=100)
def test_a_larger_loss_never_costs_less(snapshot: Snapshot, data: st.DataObject) -> None:
    thing = data.draw(ids(snapshot))
    less, more = (
        {r.id: r for r in influence.run(snapshot, Params(inoperable=(f"{thing}={percent}",))).rows} for percent in (30, 80)
    )
    for id_, row in less.items():
        other = more[id_]
        assert (row.inoperability or 0) <= (other.inoperability or 0)
        assert (row.loss_h or 0) <= (other.loss_h or 0) + 1e-9
        assert (other.peak or 0) <= 1
