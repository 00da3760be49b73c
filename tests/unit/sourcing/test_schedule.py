"""Spans of time as people write them, and when it is time again."""

from __future__ import annotations

import datetime as dt

import pytest

from eagraph.sourcing.schedule import in_short, interval, is_due


@pytest.mark.parametrize(("every", "hours"), [("30min", 0.5), ("12h", 12), ("1d", 24), ("2 w", 336), ("", None)], ids=str)
def test_a_hint_is_a_span(every: str, hours: float | None) -> None:
    assert interval(every) == (None if hours is None else dt.timedelta(hours=hours))


@pytest.mark.parametrize(
    ("age", "every", "due"),
    [(None, None, True), (None, 24, True), (99, None, False), (23.9, 24, True), (22, 24, False), (25, 24, True)],
)
def test_it_is_time_a_little_early_so_that_a_daily_run_finds_it_so(
    age: float | None, every: float | None, due: bool
) -> None:
    spans = [None if hours is None else dt.timedelta(hours=hours) for hours in (age, every)]
    assert is_due(*spans) is due


@pytest.mark.parametrize(
    ("minutes", "told"),
    [(0, "0 min"), (59, "59 min"), (60, "1 h"), (61, "1 h 1 min"), (1440, "1 d"), (1500, "1 d 1 h"), (-5, "0 min")],
)
def test_an_age_is_told_in_its_two_largest_units(minutes: int, told: str) -> None:
    assert in_short(dt.timedelta(minutes=minutes)) == told
