"""Uncertainty: what samples say against exact answers, and which unknown is found to matter."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest
from pydantic import ValidationError
from scipy.stats import triang

from eagraph.analysis import blast_radius, timeline, uncertainty
from eagraph.analysis._chance import samples as _samples
from eagraph.analysis._chance.draws import uniform
from eagraph.analysis.uncertainty import Answer, Output, Params
from eagraph.errors import UnknownName, UsageError
from eagraph.graph.snapshot import Snapshot
from eagraph.model.fields import Value
from eagraph.model.landscape import Relationship
from eagraph.work import Cancelled, watched
from tests.property.strategies import node, snapshot_of, tie


def ask(snapshot: Snapshot, **params: object) -> Answer:
    return uncertainty.run(snapshot, Params.model_validate(params))


def output(answer: Answer, measure: str, target: str | None = None) -> Output:
    return next(o for o in answer.outputs if (o.measure, o.id) == (measure, target))


def needs(one: str, other: str, **properties: Value) -> Relationship:
    return tie(one, "DEPENDS_ON", other, **properties)


def near(found: float | None, exact: float, samples: int) -> bool:
    """Within five standard errors of a share."""
    return found is not None and abs(found - exact) <= 5 * sqrt(exact * (1 - exact) / samples)


def chain(**buffer: Value) -> Snapshot:
    """b needs a, with a buffer; a repair takes 2 to 6 hours, most likely 4; b restarts in half an hour."""
    a = node("a", repair_h_low=2.0, repair_h=4.0, repair_h_high=6.0)
    return snapshot_of([a, node("b", restart_h=0.5, criticality=3)], [needs("b", "a", **buffer)])


def test_an_unknown_is_drawn_alike_whatever_else_there_is() -> None:
    assert uniform(1, "a", 5).tolist() == uniform(1, "a", 5).tolist()
    assert uniform(1, "a", 5).tolist() != uniform(2, "a", 5).tolist()
    assert uniform(1, "a", 5).tolist() != uniform(1, "b", 5).tolist()
    alone, more = (
        ask(snapshot_of([*chain().nodes, node("c")], [needs("b", "a", buffer_h_low=3.0, buffer_h_high=5.0), *extra]),
            failed=("a",), of=("b",))
        for extra in ([], [needs("c", "b", buffer_h_low=1.0, buffer_h_high=2.0)])
    )  # fmt: skip
    assert output(alone, "hours_down", "b") == output(more, "hours_down", "b")


def test_a_stop_that_depends_on_the_repair() -> None:
    """The buffer lasts as long as the median repair: b stops in half of the samples, then for repair - 4 + 0.5 hours."""
    answer = ask(chain(buffer_h=4.0), failed=("a",), of=("b",), samples=4000, outcome="hours_down")
    assert near(output(answer, "stopped").mean, 0.5, 4000)
    assert near(output(answer, "hours_to_impact", "b").happens, 0.5, 4000)
    down = output(answer, "hours_down", "b")
    exact = np.clip(triang.rvs(0.5, loc=2, scale=4, size=200_000, random_state=1) - 4, 0, None)
    assert down.mean == pytest.approx((exact + 0.5 * (exact > 0)).mean(), abs=0.05)
    assert output(answer, "criticality").mean == pytest.approx(3 * (output(answer, "stopped").mean or 0))
    row = answer.rows[0]
    assert (row.id, row.kind, row.stated, row.significant) == ("a", "repair", "2–4–6 h", True)
    assert row.correlation == pytest.approx(1, abs=0.1)
    assert row.mean_low == pytest.approx(0, abs=0.05)
    assert (row.mean_high or 0) > 0.5
    assert "how long a repair takes (a)" in answer.summary.en


def test_the_longer_the_buffer_the_less_it_is_down() -> None:
    answer = ask(chain(buffer_h_low=0.0, buffer_h=2.0, buffer_h_high=8.0), failed=("a",), of=("b",), outcome="hours_down")
    signs = {row.kind: (row.correlation or 0) > 0 for row in answer.rows}
    assert signs == {"repair": True, "buffer": False}
    assert (answer.rows[0].relationship, answer.rows[0].other) in {("DEPENDS_ON", "a"), (None, None)}
    assert sum(row.share or 0 for row in answer.rows) <= 1.05


def test_without_repair_it_is_the_worst_case() -> None:
    answer = ask(chain(buffer_h=4.0), failed=("a",), of=("b",), repair=False, horizon_h=100)
    assert (answer.samples, answer.unknowns) == (1, 0)
    assert (output(answer, "hours_to_impact", "b").mean, output(answer, "hours_down", "b").mean) == (4, 96)
    assert any(reason.en.startswith("Nothing is uncertain") for reason in answer.completeness.reasons)


def test_a_flow_nobody_has_judged_is_needed_by_a_chance() -> None:
    snapshot = snapshot_of(map(node, "ab"), [tie("a", "FLOW", "b")])
    half = ask(snapshot, failed=("a",), samples=2000)
    assert near(output(half, "stopped").mean, 0.5, 2000)
    assert (half.rows[0].kind, half.rows[0].mean_low, half.rows[0].mean_high) == ("needed", 0, 1)
    assert output(ask(snapshot, failed=("a",), needed_probability=0), "stopped").mean == 0
    assert output(ask(snapshot, failed=("a",), needed_probability=1), "stopped").mean == 1
    assert output(ask(snapshot, failed=("a",), assume_needed=True), "stopped").mean == 1


def test_parallel_relationships_are_drawn_each_by_itself() -> None:
    flows = [tie("a", "FLOW", "b", source_key=key) for key in ("one", "two")]
    unkeyed = [tie("a", "FLOW", "b"), tie("a", "FLOW", "b")]
    for ties in (flows, unkeyed):
        answer = ask(snapshot_of(map(node, "ab"), ties), failed=("a",), samples=2000)
        assert near(output(answer, "stopped").mean, 0.75, 2000)


def test_a_redundancy_that_is_only_assumed_may_not_be_there() -> None:
    """The alternative does not fail itself: without it the group is one of one."""
    members = [needs("c", "a", group="g", k=1), needs("c", "b", group="g", k=1, confidence="assumed")]
    answer = ask(snapshot_of(map(node, "abc"), members), failed=("a",), samples=2000, assumed_probability=0.8)
    assert near(output(answer, "stopped").mean, 0.2, 2000)
    assert (answer.rows[0].kind, answer.rows[0].id, answer.rows[0].other) == ("exists", "c", "b")
    assert (answer.rows[0].correlation or 0) < 0
    told = [reason.en for reason in answer.completeness.reasons]
    assert any(text.startswith("1 relationships are inferred or assumed") for text in told)


def test_k_and_strength_of_a_group_are_those_of_the_members_that_are_there() -> None:
    """Without the assumed hard member, what is left is soft and stops nothing."""
    members = [
        needs("c", "a", group="g", k=2, mode="soft"),
        needs("c", "b", group="g", confidence="assumed"),
    ]
    answer = ask(snapshot_of(map(node, "abc"), members), failed=("a",), samples=2000, assumed_probability=0.6)
    assert near(output(answer, "stopped").mean, 0.6, 2000)


def two_trains() -> Snapshot:
    """Top needs both trains; a train needs its valve and its pump (SCRAM's two-train tree)."""
    chances = {"v1": 0.4, "v2": 0.5, "p1": 0.6, "p2": 0.7}
    nodes = [node("top"), node("t1"), node("t2"), *(node(i, failure_probability=q) for i, q in chances.items())]
    ties = [needs("top", t, group="g", k=1) for t in ("t1", "t2")]
    ties += [needs(f"t{n}", f"{part}{n}") for n in (1, 2) for part in "vp"]
    return snapshot_of(nodes, ties)


def test_the_two_trains_fail_as_often_as_they_should() -> None:
    answer = ask(two_trains(), of=("top",), samples=4000)
    assert near(output(answer, "stopped").mean, 0.646, 4000)
    assert "top stops in" in answer.summary.en
    assert {row.id for row in answer.rows} == {"v1", "v2", "p1", "p2"}
    assert answer.rows[0].id == "p1"
    told = [reason.en for reason in answer.completeness.reasons]
    assert "What fails by chance fails at the same moment, at hour 0." in told
    assert "3 things state no failure probability; it counts as 0." in told


def test_three_of_four() -> None:
    nodes = [node("top"), *(node(i, failure_probability=0.1) for i in "abcd")]
    snapshot = snapshot_of(nodes, [needs("top", i, group="g", k=3) for i in "abcd"])
    assert near(output(ask(snapshot, of=("top",), samples=4000), "stopped").mean, 1 - 0.9477, 4000)


def test_an_interval_of_probability_is_drawn_from() -> None:
    snapshot = snapshot_of([node("a", failure_probability=0.2, failure_probability_high=0.6)], [])
    answer = ask(snapshot, of=("a",), samples=4000)
    assert near(output(answer, "stopped").mean, 0.4, 4000)
    found = {row.kind: row for row in answer.rows}
    assert found["failure"].correlation == pytest.approx(1)
    assert (found["probability"].stated, found["probability"].significant) == ("0.2–0.6", True)


def two_halls(**cause: Value) -> Snapshot:
    """A service on one of two halls that share a cause."""
    halls = [node(hall, failure_probability=q) for hall, q in (("h1", 0.4), ("h2", 0.1))]
    ties = [needs("top", hall, group="g", k=1) for hall in ("h1", "h2")]
    ties += [tie(hall, "MEMBER_OF", "site") for hall in ("h1", "h2")]
    return snapshot_of([node("top"), *halls, node("site", "CommonCause", **cause)], ties)


def test_a_shared_cause_takes_its_part_of_the_probability() -> None:
    """β q for the cause, of the geometric mean 0.2 of its members; (1 - β) q for each of them."""
    answer = ask(two_halls(beta=0.3), of=("top",), samples=4000)
    together, alone = 0.3 * 0.2, 0.7 * 0.4 * 0.7 * 0.1
    assert near(output(answer, "stopped").mean, together + (1 - together) * alone, 4000)
    assert {row.id: row.stated for row in answer.rows} == {"site": "0.06", "h1": "0.28", "h2": "0.07"}
    assert any(reason.en.startswith("1 things state no failure probability") for reason in answer.completeness.reasons)


def test_a_cause_with_a_probability_of_its_own_leaves_its_members_theirs() -> None:
    answer = ask(two_halls(beta=0.3, failure_probability=0.2), of=("top",), samples=4000)
    assert near(output(answer, "stopped").mean, 0.2 + 0.8 * 0.4 * 0.1, 4000)


def test_the_same_seed_gives_the_same_answer() -> None:
    first, again, other = (ask(two_trains(), of=("top",), seed=seed) for seed in (4, 4, 5))
    assert first == again
    assert first.outputs != other.outputs


def test_what_is_vague_is_told_with_how_many_samples_would_do() -> None:
    answer = ask(two_trains(), of=("t1",), samples=50)
    assert any("standard error above 5 %" in reason.en for reason in answer.completeness.reasons)
    assert output(answer, "stopped").samples_wanted > 50


def test_unknown_repairs_are_told() -> None:
    snapshot = snapshot_of(map(node, "ab"), [needs("b", "a")])
    never = [reason.en for reason in ask(snapshot, failed=("a",)).completeness.reasons]
    assert any(text.startswith("1 things that may fail do not say when they are repaired") for text in never)
    answer = ask(snapshot, failed=("a",), of=("b",), repair_h=8)
    assert output(answer, "hours_down", "b").mean == 8
    assert any("it takes 8 h" in reason.en for reason in answer.completeness.reasons)


def test_unknown_criticality_is_told() -> None:
    ties = [needs("b", "a"), needs("c", "a"), needs("d", "b")]
    snapshot = snapshot_of([node("a"), node("b"), node("c", criticality=2), node("d", "Process")], ties)
    answer = ask(snapshot, failed=("a",))
    assert output(answer, "criticality").mean == 2
    assert any(
        reason.en.startswith("1 things that may stop have no known criticality") for reason in answer.completeness.reasons
    )


def test_rows_are_bounded_and_counted() -> None:
    answer = ask(two_trains(), of=("top",), limit=2)
    assert (len(answer.rows), answer.unknowns, answer.completeness.state) == (2, 4, "truncated")


def test_it_can_be_cancelled() -> None:
    def stop(_done: int, _total: int | None) -> None:
        raise Cancelled

    with watched(stop), pytest.raises(Cancelled):
        ask(two_trains(), of=("top",))


@pytest.mark.parametrize(
    ("params", "told"),
    [
        ({}, "say what fails or whom it is about"),
        ({"failed": ("a",), "outcome": "hours_down"}, "hours_down is of targets"),
        ({"failed": ("a",), "samples": 1}, "greater than or equal to 10"),
        ({"failed": ("a",), "needed_probability": 1.2}, "less than or equal to 1"),
        ({"failed": ("a",), "buffer_spread": -0.1}, "greater than or equal to 0"),
    ],
)
def test_a_question_put_wrongly(params: dict[str, object], told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        Params.model_validate(params)


def test_targets_that_nothing_may_stop() -> None:
    snapshot = snapshot_of(map(node, "ab"), [needs("b", "a")])
    with pytest.raises(UsageError, match="states a probability to fail"):
        ask(snapshot, of=("b",))
    assert near(output(ask(snapshot, of=("b",), failure_probability=0.3), "stopped").mean, 0.51, 1000)
    with pytest.raises(UnknownName):
        ask(snapshot, of=("zebra",))


def test_with_everything_known_it_is_the_blast_radius_and_the_timeline() -> None:
    ties = [needs("b", "a", buffer_h=2.0), needs("c", "b"), needs("d", "c", buffer_h=30.0), needs("e", "d", mode="soft")]
    snapshot = snapshot_of([node("a", repair_h=10.0), *(node(i, restart_h=1.0) for i in "bcde")], ties)
    stopped = blast_radius.run(snapshot, blast_radius.Params(failed=("a",))).rows
    assert output(ask(snapshot, failed=("a",), repair=False), "stopped").mean == len(stopped) - 1
    answer = ask(snapshot, failed=("a",), of=("b", "c", "d"))
    rows = timeline.run(snapshot, timeline.Params(failed=("a",), repair=True)).rows
    for target in "bcd":
        hours = sum((row.down_to_h or 0) - row.down_from_h for row in rows if row.id == target)
        assert output(answer, "hours_down", target).mean == hours


def test_samples_that_are_one_cascade_are_those_that_are_timelines(monkeypatch: pytest.MonkeyPatch) -> None:
    quick = ask(two_trains(), of=("top", "t2"), samples=777)
    monkeypatch.setattr(_samples.Sampling, "is_at_once", False)
    assert ask(two_trains(), of=("top", "t2"), samples=777) == quick


def test_more_values_than_can_be_held_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uncertainty, "MOST_VALUES", 250)
    snapshot = chain(buffer_h_low=1, buffer_h_high=2)
    unknowns = ask(snapshot, failed=("a",), samples=20).unknowns
    with pytest.raises(UsageError, match=f"at most {250 // unknowns} samples; found 1000"):
        ask(snapshot, failed=("a",), samples=1000)


def test_flows_that_do_not_matter_are_not_said_to_count() -> None:
    snapshot = snapshot_of(map(node, "abcd"), [needs("b", "a"), tie("c", "FLOW", "d")])

    def told(**params: object) -> str:
        return " ".join(reason.en for reason in ask(snapshot, failed=("a",), **params).completeness.reasons)

    assert "flows" not in told()
    assert "1 flows of which nobody has said whether they are needed count as needed." in told(assume_needed=True)
    assert "1 flows of which nobody has said whether they are needed count as not needed." in told(needed_probability=0)
