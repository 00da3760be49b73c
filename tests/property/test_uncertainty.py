"""Samples against what is exact: the cascade where all is known, every outcome counted where things fail by chance."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from math import sqrt

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from eagraph.analysis import blast_radius, timeline, uncertainty
from eagraph.analysis.uncertainty import Answer, Output, Params
from eagraph.graph.snapshot import Snapshot
from eagraph.model.fields import Value
from tests.property.strategies import ids, landscapes, snapshot_of

STATED: list[dict[str, Value]] = [{}, {"buffer_h": 2.0}, {"buffer_h": 3.0}, {"buffer_h": 7.0}]
DOUBTS: list[dict[str, Value]] = [
    {},
    {"buffer_h_low": 1.0, "buffer_h_high": 6.0},
    {"buffer_h": 3.0, "confidence": "assumed"},
    {"confidence": "inferred"},
]


@st.composite
def timed(draw: st.DrawFn, said: list[dict[str, Value]]) -> Snapshot:
    """Landscapes some of whose dependencies state more, and whose things restart and are repaired in whole hours."""
    snapshot = draw(landscapes())
    ties = [
        replace(t, properties={**t.properties, **draw(st.sampled_from(said))}) if t.type in ("DEPENDS_ON", "FLOW") else t
        for t in snapshot.relationships
    ]
    hours: dict[str, Value] = {"repair_h": draw(st.sampled_from([1.0, 4.0, 9.0]))}
    nodes = [
        replace(n, properties={**n.properties, **hours, "restart_h": draw(st.sampled_from([0.0, 1.0]))})
        for n in snapshot.nodes
    ]
    return snapshot_of(nodes, ties)


def ask(snapshot: Snapshot, **params: object) -> Answer:
    return uncertainty.run(snapshot, Params.model_validate(params))


def output(answer: Answer, measure: str, target: str | None = None) -> Output:
    return next(o for o in answer.outputs if (o.measure, o.id) == (measure, target))


@given(timed(STATED), st.data(), st.booleans())
@settings(max_examples=300)
def test_with_everything_known_it_is_the_cascade(snapshot: Snapshot, data: st.DataObject, needed: bool) -> None:
    failed = tuple(sorted(data.draw(st.sets(ids(snapshot), min_size=1, max_size=2))))
    stopped = blast_radius.run(snapshot, blast_radius.Params(failed=failed, assume_needed=needed)).rows
    answer = ask(snapshot, failed=failed, repair=False, needed_probability=int(needed), horizon_h=10_000)
    assert output(answer, "stopped").mean == len(stopped) - len(failed)
    assert output(answer, "services").mean == sum(r.label == "DigitalService" and r.id not in failed for r in stopped)
    assert answer.samples == 1


@given(timed(STATED), st.data())
@settings(max_examples=200)
def test_with_everything_known_hours_are_those_of_the_timeline(snapshot: Snapshot, data: st.DataObject) -> None:
    failed, of = data.draw(ids(snapshot)), data.draw(ids(snapshot))
    asked = {"failed": (failed,), "repair": True, "horizon_h": 50}
    rows = [row for row in timeline.run(snapshot, timeline.Params.model_validate(asked)).rows if row.id == of]
    answer = ask(snapshot, of=(of,), needed_probability=0, **asked)
    hours = sum((50 if row.down_to_h is None else row.down_to_h) - row.down_from_h for row in rows)
    assert output(answer, "hours_down", of).mean == round(hours, 6)
    first = min((row.down_from_h for row in rows), default=None)
    assert output(answer, "hours_to_impact", of).mean == first


@given(timed(DOUBTS), st.data(), st.integers(0, 3))
@settings(max_examples=200)
def test_quantiles_are_ordered_and_within_what_is_possible(snapshot: Snapshot, data: st.DataObject, seed: int) -> None:
    failed, of = data.draw(ids(snapshot)), data.draw(ids(snapshot))
    asked = {"failed": (failed,), "of": (of,), "samples": 20, "seed": seed, "horizon_h": 50}
    answer = ask(snapshot, **asked)
    for one in answer.outputs:
        if one.mean is None:
            assert (one.happens, one.q50) == (0, None)
            continue
        quantiles = [one.q05, one.q25, one.q50, one.q75, one.q95]
        known = [q for q in quantiles if q is not None]
        assert known == sorted(known)
        assert len(known) == 5
        most = 50 if one.measure.startswith("hours") or one.measure == "first_impact_h" else 4 * len(snapshot.nodes)
        assert 0 <= known[0] <= known[-1] <= most
    assert all(abs(row.correlation or 0) <= 1 + 1e-9 for row in answer.rows)
    assert answer == ask(snapshot, **asked)


@given(landscapes(), st.data())
@settings(max_examples=200)
def test_it_fails_as_often_as_every_outcome_counted_says(snapshot: Snapshot, data: st.DataObject) -> None:
    """Independent of chance: the seed is fixed, and the bound is six standard deviations of a share."""
    able = data.draw(st.lists(st.sampled_from([n.id for n in snapshot.nodes]), min_size=1, max_size=4, unique=True))
    chance = {id_: data.draw(st.sampled_from([0.1, 0.5, 0.8])) for id_ in able}
    target = data.draw(ids(snapshot))
    said = [replace(n, properties={**n.properties, "failure_probability": chance.get(n.id, 0.0)}) for n in snapshot.nodes]
    snapshot = snapshot_of(said, snapshot.relationships)
    exact = 0.0
    for fails in product([False, True], repeat=len(able)):
        failed = tuple(id_ for id_, does in zip(able, fails, strict=True) if does)
        weight = 1.0
        for id_, does in zip(able, fails, strict=True):
            weight *= chance[id_] if does else 1 - chance[id_]
        if failed and target in {row.id for row in blast_radius.run(snapshot, blast_radius.Params(failed=failed)).rows}:
            exact += weight
    assume(exact > 0)
    samples = 400
    found = output(ask(snapshot, of=(target,), samples=samples, needed_probability=0), "stopped").mean
    assert found is not None
    assert abs(found - exact) <= 6 * sqrt(exact * (1 - exact) / samples) + 1e-12
