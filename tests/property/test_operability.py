"""Operability against the formulas evaluated again and again from 100 downward, and against the blast radius."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eagraph.analysis import blast_radius, operability
from eagraph.analysis.operability import Params
from eagraph.graph.snapshot import Snapshot
from eagraph.model.fields import Value
from tests.property.directions import Step, steps
from tests.property.strategies import ids, landscapes, snapshot_of

WITHOUT = {"hard": (1.0, 0.0), "soft": (0.5, 100.0), "optional": (0.1, 100.0)}
Levels = dict[str, float]


def naive(snapshot: Snapshot, ceilings: Levels) -> Levels:
    """Everybody looks at everybody's last level, until nobody moves."""
    groups: dict[tuple[str, Value], list[Step]] = defaultdict(list)
    for number, step in enumerate(steps(snapshot, "failure")):
        label = step.by.properties.get("group")
        groups[step.taker, str(label) if label else number].append(step)
    level = {n.id: ceilings.get(n.id, 100.0) for n in snapshot.nodes}
    while True:
        following = {}
        for id_ in level:
            parts = [_parts(members, level) for (needer, _), members in groups.items() if needer == id_]
            mean = sum(one for one, _ in parts) / len(parts) if parts else 100.0
            following[id_] = min([ceilings.get(id_, 100.0), mean, *(other for _, other in parts)])
        if all(abs(following[i] - level[i]) < 1e-12 for i in level):
            return following
        level = following


def _parts(members: list[Step], level: Levels) -> tuple[float, float]:
    modes = [str(s.by.properties.get("mode", "hard")) for s in members]
    mode = next((m for m in ("hard", "soft", "optional") if m in modes), "hard")
    mode = "hard" if any(m not in WITHOUT for m in modes) else mode
    k = 1
    for step in members:
        k = int(step.by.properties.get("k", k))  # type: ignore[arg-type]
    k = min(k, len(members))
    mean, least = [], []
    for step in members:
        alpha = float(step.by.properties.get("alpha", WITHOUT[mode][0]))  # type: ignore[arg-type]
        beta = float(step.by.properties.get("beta", WITHOUT[mode][1]))  # type: ignore[arg-type]
        mean.append(alpha * level[step.giver] + 100 * (1 - alpha))
        least.append(level[step.giver] + beta)
    return sorted(mean, reverse=True)[k - 1], sorted(least, reverse=True)[k - 1]


@st.composite
def stated(draw: st.DrawFn) -> Snapshot:
    """Landscapes some of whose dependencies state a strength and a criticality."""
    snapshot = draw(landscapes())
    said: list[dict[str, Value]] = [
        {},
        {"alpha": 0.0},
        {"alpha": 0.5, "beta": 10.0},
        {"alpha": 0.9},
        {"alpha": 1.0, "beta": 60.0},
    ]
    ties = [
        replace(t, properties={**t.properties, **draw(st.sampled_from(said))}) if t.type == "DEPENDS_ON" else t
        for t in snapshot.relationships
    ]
    return snapshot_of(snapshot.nodes, ties)


@st.composite
def questions(draw: st.DrawFn) -> tuple[Snapshot, Levels]:
    snapshot = draw(stated())
    return snapshot, draw(st.dictionaries(ids(snapshot), st.sampled_from([0.0, 10.0, 40.0, 75.0]), min_size=1, max_size=3))


def asked(snapshot: Snapshot, ceilings: Levels) -> Levels:
    params = Params(at_operability=tuple(f"{i}={percent}" for i, percent in sorted(ceilings.items())))
    found = {row.id: row.operability for row in operability.run(snapshot, params).rows}
    return {n.id: found.get(n.id, 100.0) for n in snapshot.nodes}


@given(questions())
@settings(max_examples=300)
def test_it_is_the_naive_fixpoint_from_above(question: tuple[Snapshot, Levels]) -> None:
    snapshot, ceilings = question
    assert asked(snapshot, ceilings) == pytest.approx(naive(snapshot, ceilings), abs=2e-6)


@given(questions(), st.data())
@settings(max_examples=200)
def test_what_works_better_never_pulls_anything_down(question: tuple[Snapshot, Levels], data: st.DataObject) -> None:
    snapshot, ceilings = question
    better = {
        i: data.draw(st.sampled_from([v for v in (0.0, 10.0, 40.0, 75.0, 100.0) if v >= p])) for i, p in ceilings.items()
    }
    low, high = asked(snapshot, ceilings), asked(snapshot, better)
    assert all(low[i] <= high[i] + 2e-6 for i in low)


@given(questions())
@settings(max_examples=200)
def test_nothing_works_worse_than_the_worst_given_nor_above_its_ceiling(question: tuple[Snapshot, Levels]) -> None:
    snapshot, ceilings = question
    found = asked(snapshot, ceilings)
    assert all(min(ceilings.values()) - 1e-6 <= level <= ceilings.get(i, 100.0) for i, level in found.items())


@given(landscapes(), st.data())
@settings(max_examples=300)
def test_by_default_strengths_what_ends_at_zero_is_what_stops(snapshot: Snapshot, data: st.DataObject) -> None:
    failed = tuple(sorted(data.draw(st.sets(ids(snapshot), min_size=1, max_size=3))))
    stopped = {row.id for row in blast_radius.run(snapshot, blast_radius.Params(failed=failed)).rows}
    rows = operability.run(snapshot, Params(failed=failed)).rows
    assert {row.id for row in rows if row.operability == 0} == stopped
