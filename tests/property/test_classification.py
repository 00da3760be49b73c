"""Intervals are a lattice under join and meet, and reading them from properties never turns unknown into known."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eagraph.model.classification import BOTTOM, TOP, UNKNOWN, Interval, interval, is_stated
from tests.property.strategies import levels

ALL = [Interval(low, high) for low in range(TOP + 1) for high in range(low, TOP + 1)]
Operation = Callable[[Interval, Interval], Interval]


def members(level: Interval) -> set[int]:
    return set(range(level.low, level.high + 1))


def at_most(one: Interval, other: Interval) -> bool:
    return one.low <= other.low and one.high <= other.high


@pytest.mark.parametrize("operation", [Interval.join, Interval.meet])
def test_both_operations_are_idempotent_commutative_and_associative(operation: Operation) -> None:
    for a, b, c in product(ALL, repeat=3):
        assert operation(a, a) == a
        assert operation(a, b) == operation(b, a)
        assert operation(a, operation(b, c)) == operation(operation(a, b), c)


def test_join_and_meet_absorb_each_other_and_distribute() -> None:
    for a, b, c in product(ALL, repeat=3):
        assert a.join(a.meet(b)) == a == a.meet(a.join(b))
        assert a.join(b.meet(c)) == a.join(b).meet(a.join(c))


def test_join_is_the_least_that_is_at_least_both_and_meet_the_greatest_that_is_at_most_both() -> None:
    for a, b in product(ALL, repeat=2):
        above = [c for c in ALL if at_most(a, c) and at_most(b, c)]
        below = [c for c in ALL if at_most(c, a) and at_most(c, b)]
        assert a.join(b) in above
        assert all(at_most(a.join(b), c) for c in above)
        assert a.meet(b) in below
        assert all(at_most(c, a.meet(b)) for c in below)


def test_join_holds_exactly_what_the_higher_of_two_levels_can_be() -> None:
    for a, b in product(ALL, repeat=2):
        assert members(a.join(b)) == {max(i, j) for i in members(a) for j in members(b)}
        assert members(a.meet(b)) == {min(i, j) for i in members(a) for j in members(b)}


def test_nothing_required_is_the_neutral_of_join_and_what_is_unknown_stays_unknown() -> None:
    for a in ALL:
        assert a.join(BOTTOM) == a
        assert a.join(UNKNOWN).high == TOP
        assert a.join(UNKNOWN).low == a.low


@pytest.mark.parametrize("steps", range(6))
def test_lowering_keeps_order_never_goes_under_zero_and_holds_every_lowered_level(steps: int) -> None:
    for a, b in product(ALL, repeat=2):
        assert members(a.lowered(steps)) == {max(0, i - steps) for i in members(a)}
        assert a.join(b).lowered(steps) == a.lowered(steps).join(b.lowered(steps))


@pytest.mark.parametrize(("low", "high"), [(-1, 2), (0, 5), (3, 2), (5, 5)])
def test_ends_that_are_no_interval_are_refused(low: int, high: int) -> None:
    with pytest.raises(ValueError, match="expected 0"):
        Interval(low, high)


@given(levels("k"))
def test_an_interval_is_read_as_it_is_said(said: dict[str, int]) -> None:
    read = interval(said, "k")
    assert read.low == said.get("k", 0)
    assert read.high == said.get("k_high", said.get("k", TOP))
    assert is_stated(said, "k") == bool(said)
    assert read.is_unknown == ((read.low, read.high) == (0, TOP))


@given(st.sampled_from(["3", "hög", "", "none"]), st.sampled_from(["k", "k_high"]))
def test_a_text_where_a_level_should_stand_is_unknown_and_never_none(text: str, name: str) -> None:
    assert interval({name: text}, "k") == UNKNOWN
    assert not is_stated({name: text}, "k")
