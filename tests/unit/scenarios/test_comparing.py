"""Scenarios side by side: what differs, from which hour, and how many may be compared."""

from __future__ import annotations

import pytest

from eagraph.errors import UsageError
from eagraph.results import SnapshotInfo, Words
from eagraph.scenarios.comparing import SUMS, Outcome, compared

TODAY = SnapshotInfo(hash="h", date="2026-11-25", nodes=1, relationships=0)


def outcome(name: str, **hours: tuple[float, float | None]) -> Outcome:
    told = {id_: (id_.upper(), "System", first, down) for id_, (first, down) in hours.items()}
    return Outcome(name, Words(sv=name, en=name), TODAY, told, dict.fromkeys(SUMS, len(hours)), 0)


def test_what_differs_comes_with_its_first_hour() -> None:
    one = outcome("one", a=(0, None), b=(4, 6), c=(5, 1), d=(9, 2))
    two = outcome("two", a=(0, None), b=(8, 6), c=(5, 3))
    told = compared([one, two], TODAY)
    assert [(row.id, row.first_difference_h) for row in told.rows] == [("b", 4), ("c", 6), ("d", 9)]
    assert told.rows[0].from_h == {"one": 4, "two": 8}
    assert told.rows[2].from_h == {"one": 9, "two": None}
    assert told.first_difference_h == 4
    assert [column.first_impact_h for column in told.scenarios] == [4, 5]


def test_the_same_is_said_to_be_the_same() -> None:
    told = compared([outcome("one", a=(0, 1)), outcome("two", a=(0, 1))], TODAY)
    assert (told.rows, told.first_difference_h) == ((), None)
    assert told.summary.en == "The scenarios lead to the same."


@pytest.mark.parametrize("names", [(), ("a",), ("a", "a"), tuple("abcdef")])
def test_two_to_five_different_ones(names: tuple[str, ...]) -> None:
    with pytest.raises(UsageError, match="2 to 5"):
        compared([outcome(name) for name in names], TODAY)
