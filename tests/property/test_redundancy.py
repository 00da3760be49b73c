"""Redundancies that broke and degradation that is passed on, against plain rounds over MODEL's own groups."""

from __future__ import annotations

from hypothesis import given, settings

from eagraph.graph.snapshot import Snapshot
from tests.property.directions import steps
from tests.property.test_blast_radius import Group, ask, groups_of, questions, rounds, stopped

Question = tuple[Snapshot, set[str]]


def redundant(groups: list[Group], down: set[str], failed: set[str]) -> list[Group]:
    """The broken groups that need fewer than all, of what did not fail itself."""
    return [g for g in groups if g.needed() < len(g.members) and g.is_broken(down) and g.needer not in failed]


@given(questions())
@settings(max_examples=400)
def test_every_redundancy_that_broke_is_told_with_what_it_lost(question: Question) -> None:
    snapshot, failed = question
    answer = ask(snapshot, failed)
    broke = redundant(groups_of(steps(snapshot, "failure")), stopped(answer), failed)
    told = sorted((b.id, b.group, b.mode, b.lost) for b in answer.broken)
    assert told == sorted((g.needer, g.name, g.strength, g.lost(stopped(answer))) for g in broke)


@given(questions())
@settings(max_examples=400)
def test_a_single_thing_breaks_the_redundancy_all_alone_and_one_failure_always_is_or_has_one(question: Question) -> None:
    snapshot, failed = question
    groups = groups_of(steps(snapshot, "failure"))
    for broken in ask(snapshot, failed).broken:
        alike = [g for g in groups if (g.needer, g.name, g.strength) == (broken.id, broken.group, broken.mode)]
        if broken.single is None:
            assert len(failed) > 1
        else:
            down = set(rounds(groups, {broken.single}))
            assert any(g.is_broken(down) for g in alike)


@given(questions())
@settings(max_examples=400)
def test_what_may_be_worse_off_is_the_greatest_state_of_a_multi_state_system(question: Question) -> None:
    snapshot, failed = question
    answer, groups = ask(snapshot, failed), groups_of(steps(snapshot, "failure"))
    worse = stopped(answer) | {row.id for row in answer.degraded}
    while True:
        more = {g.needer for g in groups if g.strength != "optional" and g.is_broken(worse)} - worse
        if not more:
            break
        worse |= more
    assert {row.id for row in answer.may_degrade} == worse - stopped(answer) - {row.id for row in answer.degraded}


@given(questions())
@settings(max_examples=200)
def test_what_may_be_worse_off_rests_on_what_is(question: Question) -> None:
    snapshot, failed = question
    answer, groups = ask(snapshot, failed), groups_of(steps(snapshot, "failure"))
    known = stopped(answer) | {row.id for row in answer.degraded}
    for row in answer.may_degrade:
        nearer = known | {other.id for other in answer.may_degrade if other.steps < row.steps}
        assert set(row.because) <= nearer
        assert any(g.needer == row.id and g.name == row.group and g.is_broken(set(row.because)) for g in groups)
