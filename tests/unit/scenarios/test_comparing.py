"""Scenarios side by side: what differs, from which hour, and how many may be compared."""

from __future__ import annotations

import pytest

from eagraph.errors import UsageError
from eagraph.results import SnapshotInfo, Words
from eagraph.scenarios.comparing import SUMS, Down, Outcome, comparable, compared

TODAY = SnapshotInfo(hash="h", date="2026-11-25", nodes=1, relationships=0)


def outcome(name: str, **down: list[tuple[float, float | None]]) -> Outcome:
    told = {id_: Down(id_.upper(), "System", tuple(windows)) for id_, windows in down.items()}
    return Outcome(name, Words(sv=name, en=name), TODAY, told, dict.fromkeys(SUMS, len(down)), 0)


def test_what_differs_comes_with_its_first_hour() -> None:
    one = outcome("one", a=[(0, None)], b=[(4, 10)], c=[(5, 6)], d=[(9, 11)])
    two = outcome("two", a=[(0, None)], b=[(8, 14)], c=[(5, 8)])
    told = compared([one, two], TODAY)
    assert [(row.id, row.first_difference_h) for row in told.rows] == [("b", 4), ("c", 6), ("d", 9)]
    assert told.rows[0].from_h == {"one": 4, "two": 8}
    assert told.rows[2].from_h == {"one": 9, "two": None}
    assert [row.down_h for row in told.rows] == [{"one": 6, "two": 6}, {"one": 1, "two": 3}, {"one": 2, "two": 0}]
    assert told.first_difference_h == 4


def test_several_outages_are_compared_one_by_one() -> None:
    one, two = outcome("one", a=[(0, 5)], b=[(0, 1), (3, None)]), outcome("two", a=[(0, 2), (4, 7)], b=[(0, 1), (3, 9)])
    told = compared([one, two], TODAY)
    assert [(row.id, row.first_difference_h) for row in told.rows] == [("a", 2), ("b", 9)]
    assert [row.down_h for row in told.rows] == [{"one": 5, "two": 5}, {"one": None, "two": 7}]


def test_the_same_is_said_to_be_the_same() -> None:
    told = compared([outcome("one", a=[(0, 1)]), outcome("two", a=[(0, 1)])], TODAY)
    assert (told.rows, told.first_difference_h) == ((), None)
    assert told.summary.en == "The scenarios lead to the same."


@pytest.mark.parametrize(
    ("names", "found"), [("", "found 0"), ("a", "found 1"), ("abcdef", "found 6"), ("aba", "found more than once: a")]
)
def test_two_to_five_different_ones(names: str, found: str) -> None:
    with pytest.raises(UsageError, match=found):
        comparable(list(names))
    comparable(list("abcde"))
