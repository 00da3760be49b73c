"""The top event's probability against summing over everything that may happen, and what the measures owe each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eagraph.analysis import importance
from eagraph.analysis._fault_tree.basic_events import basic_events
from eagraph.analysis._fault_tree.bounds import as_diagram, at_least_happen
from eagraph.analysis._fault_tree.minimal_cut_sets import minimal_cut_sets
from eagraph.analysis._fault_tree.structure import structure
from eagraph.analysis._fault_tree.top_event import approximations, bounds, measured, top_event
from eagraph.analysis.importance import Answer, Measure, Params, Row
from eagraph.graph import views
from eagraph.graph.snapshot import Snapshot
from eagraph.model.fields import Value
from tests.property.cutting import groups_in, minimal_cuts, probability_of, structures
from tests.property.strategies import node, snapshot_of, tie

NAMES = ("birnbaum", "criticality", "diagnosis", "raw", "rrw")
DEFAULT = 0.25


def ends(snapshot: Snapshot) -> tuple[dict[str, float], dict[str, float]]:
    """What every thing says of its probability, read once more."""
    low: dict[str, float] = {}
    high: dict[str, float] = {}
    for thing in snapshot.nodes:
        one, other = (thing.properties.get(name) for name in ("failure_probability", "failure_probability_high"))
        assert one is None or isinstance(one, int | float)
        assert other is None or isinstance(other, int | float)
        low[thing.id] = (DEFAULT if other is None else 0.0) if one is None else float(one)
        high[thing.id] = low[thing.id] if other is None else float(other)
    return low, high


def ask(snapshot: Snapshot, **more: object) -> Answer:
    params = {"of": snapshot.nodes[0].id, "default_probability": DEFAULT, **more}
    return importance.run(snapshot, Params.model_validate(params))


def near(value: float) -> object:
    return pytest.approx(value, rel=1e-9, abs=1e-12)


@pytest.mark.heavy
@given(structures())
@settings(max_examples=300)
def test_the_probability_is_the_sum_over_everything_that_may_happen(snapshot: Snapshot) -> None:
    thing, groups = snapshot.nodes[0].id, groups_in(snapshot)
    low, high = ends(snapshot)
    top = ask(snapshot).top
    assert top.probability == near(probability_of(groups, low, thing))
    assert top.probability_high == near(probability_of(groups, high, thing))
    assert (top.at_least, top.at_most) == (top.probability, top.probability_high)


@pytest.mark.heavy
@given(structures())
@settings(max_examples=200)
def test_measures_are_what_their_formulas_say(snapshot: Snapshot) -> None:
    thing, groups = snapshot.nodes[0].id, groups_in(snapshot)
    low, high = ends(snapshot)
    for row in ask(snapshot).rows:
        for suffix, likely in (("", low), ("_high", high)):
            if suffix and row.probability_high is None:
                assert (low[row.id], row.birnbaum_high) == (high[row.id], None)
                continue
            top = probability_of(groups, likely, thing)
            surely, never = (probability_of(groups, {**likely, row.id: q}, thing) for q in (1.0, 0.0))
            expected: Mapping[str, float | None] = {
                "birnbaum": surely - never,
                "criticality": likely[row.id] * (surely - never) / top if top else None,
                "diagnosis": likely[row.id] * surely / top if top else None,
                "raw": surely / top if top else None,
                "rrw": top / never if never > 1e-9 else None,
            }
            for name, value in expected.items():
                found = getattr(row, name + suffix)
                assert found is None if value is None else found == near(value), (row.id, name, suffix)


@pytest.mark.heavy
@given(structures())
@settings(max_examples=200)
def test_identities_between_the_measures(snapshot: Snapshot) -> None:
    answer = ask(snapshot)
    top = answer.top.probability
    for row in answer.rows if top else ():
        assert row.raw is not None
        assert row.diagnosis is not None
        assert row.criticality is not None
        assert row.raw == near(1 + (1 - row.probability) * row.birnbaum / (top or 1))
        assert row.diagnosis == near(row.probability * row.raw)
        assert row.criticality == near(1.0 if row.rrw is None else 1 - 1 / row.rrw)


@pytest.mark.heavy
@given(structures())
@settings(max_examples=200)
def test_approximations_are_those_of_the_cut_sets_and_never_below_the_truth(snapshot: Snapshot) -> None:
    thing, (low, high) = snapshot.nodes[0].id, ends(snapshot)
    cuts = minimal_cuts(groups_in(snapshot), [id_ for id_, q in high.items() if q > 0], thing)
    top = ask(snapshot).top
    likely = [prod(low[i] for i in cut) for cut in cuts]
    assert top.cut_sets == len(cuts)
    assert top.rare_event == near(min(1.0, sum(likely)))
    assert top.min_cut_upper_bound == pytest.approx(1 - prod(1 - q for q in likely), abs=1e-9)
    assert top.probability is not None
    assert top.probability <= (top.min_cut_upper_bound or 0.0) + 1e-9


@pytest.mark.heavy
@given(structures(), st.sampled_from(NAMES))
@settings(max_examples=200)
def test_the_chosen_measure_ranks(snapshot: Snapshot, measure: Measure) -> None:
    def height(row: Row) -> float:
        value = getattr(row, measure)
        none = float("inf") if measure == "rrw" and row.criticality is not None else float("-inf")
        return none if value is None else float(value)

    answer = ask(snapshot, measure=measure)
    heights = [height(row) for row in answer.rows]
    assert heights == sorted(heights, reverse=True)
    assert {row.id for row in answer.rows} == {row.id for row in ask(snapshot).rows}


@pytest.mark.heavy
@given(structures(most=6), st.integers(0, 3))
@settings(max_examples=300)
def test_bounds_of_some_cut_sets_hold_the_truth(snapshot: Snapshot, size: int) -> None:
    """As where the diagram does not fit: cut sets up to a size alone, and what they leave open."""
    failure, thing = views.failure(snapshot), 0
    whole = structure(failure, [thing])
    events = basic_events(failure, whole.order, default=DEFAULT)
    exact = top_event(whole, events, thing)
    cuts = minimal_cut_sets(whole, list(events.low), thing, max_size=1 + size)
    partial = replace(exact, function=None, sets=as_diagram(cuts.table, cuts.family, cuts.events), cuts=cuts)
    for probability in (events.low, events.high):
        below, above = bounds(partial, probability)
        truth = bounds(exact, probability)[0]
        assert below - 1e-9 <= truth <= above + 1e-9


@given(st.lists(st.sampled_from([0.0, 0.1, 0.5, 1.0]), max_size=7), st.integers(1, 8))
@settings(max_examples=200)
def test_how_likely_at_least_so_many_happen(probabilities: list[float], count: int) -> None:
    total = 0.0
    for chosen in range(1 << len(probabilities)):
        if chosen.bit_count() >= count:
            total += prod(q if chosen >> i & 1 else 1 - q for i, q in enumerate(probabilities))
    assert at_least_happen(count, probabilities) == near(total)


def test_a_diagram_that_grows_too_large_gives_bounds_that_hold() -> None:
    pairs = [(f"a{i}", f"b{i}") for i in range(12)]
    said: dict[str, Value] = {"failure_probability": 0.02}
    nodes = [node("t", failure_probability=0), *(node(i, "System", **said) for pair in pairs for i in pair)]
    ties = [tie("t", "DEPENDS_ON", end, group=f"g{i}") for i, pair in enumerate(pairs) for end in pair]
    snapshot = snapshot_of(nodes, ties)
    exact = importance.run(snapshot, Params(of="t")).top.probability or 0.0
    assert exact == near(1 - (1 - 0.02**2) ** 12)
    failure = views.failure(snapshot)
    whole = structure(failure, [snapshot.find("t")])
    top = top_event(whole, basic_events(failure, whole.order), snapshot.find("t"), most_nodes=5)
    events = basic_events(failure, whole.order)
    below, above = bounds(top, events.low)
    assert not top.is_exact
    assert below <= exact <= above
    assert above - below < 1e-5
    assert approximations(top, events.low) == (near(12 * 0.02**2), near(exact))
    assert measured(top, events.low)[1][snapshot.find("a0")] == near(0.02)


def _caused(beta: float | None, **own: Value) -> Snapshot:
    cause: dict[str, Value] = {} if beta is None else {"beta": beta}
    nodes = [node("t", failure_probability=0), node("cc", "CommonCause", **cause, **own)]
    nodes += [node(m, failure_probability=0.1) for m in ("a", "b")]
    ties = [tie("t", "DEPENDS_ON", m, group="g") for m in ("a", "b")] + [tie(m, "MEMBER_OF", "cc") for m in ("a", "b")]
    return snapshot_of(nodes, ties)


def test_members_of_a_shared_cause_share_a_part_of_their_probability() -> None:
    answer = importance.run(_caused(0.2), Params(of="t"))
    assert answer.top.probability == near(0.02 + 0.98 * 0.08**2)
    assert {row.id: row.probability for row in answer.rows} == {"a": near(0.08), "b": near(0.08), "cc": near(0.02)}
    assert answer.completeness.state == "incomplete"


def test_a_shared_cause_with_a_probability_of_its_own_is_an_event_itself() -> None:
    answer = importance.run(_caused(0.2, failure_probability=0.05), Params(of="t"))
    assert answer.top.probability == near(0.05 + 0.95 * 0.1**2)
    assert any("beta is not used" in reason.en for reason in answer.completeness.reasons)
    assert importance.run(_caused(None, failure_probability=0.05), Params(of="t")).top.probability == near(0.0595)


def test_an_unknown_probability_is_assumed_and_counted() -> None:
    answer = importance.run(snapshot_of([node("t")], []), Params(of="t", default_probability=0.3))
    assert answer.top.probability == near(0.3)
    assert answer.rows[0].is_assumed
    assert answer.completeness.state == "incomplete"
    assert any(reason.en.startswith("1 things do not say") for reason in answer.completeness.reasons)
