"""Parallel solutions are found on seeds that nothing was tuned on, and the declared weights are those estimated anew."""

from __future__ import annotations

import datetime as dt

import pytest

from eagraph.bench import _parallel as measured
from eagraph.bench._parallel_fitting import fitted
from eagraph.bench._parallel_landscapes import landscape
from eagraph.duplicates.parallel_needs import FEATURES
from eagraph.duplicates.parallel_weights import Side, model

TODAY = dt.date(2026, 11, 20)
UNSEEN = range(111, 114)


def test_all_that_is_planted_in_the_demo_city_is_found_and_nothing_else() -> None:
    found, others = measured.planted(UNSEEN, today=TODAY)
    assert (found.precision, found.recall, others) == (1.0, 1.0, frozenset())
    assert measured.by_name(UNSEEN, today=TODAY).f_half < 0.2, "names alone find next to nothing"


def test_drawn_landscapes_are_found_well_enough_and_worse_the_more_is_forgotten() -> None:
    described, whole, _ = measured.drawn(UNSEEN)
    assert described.f_half >= 0.8
    assert described.recall > whole.recall, "what nobody described cannot be found"
    complete, *_ = measured.drawn(UNSEEN, forgotten=0.0)
    assert complete.f_half > described.f_half


def test_probabilities_are_better_than_the_base_rate_and_mean_what_they_say() -> None:
    told = measured.calibration(UNSEEN)
    assert told.brier < told.base / 2
    many = [(said, true) for said, true, count in told.bins if count >= 20]
    assert all(abs(said - true) < 0.2 for said, true in many)


@pytest.mark.heavy
@pytest.mark.parametrize(("side", "seeds"), [("common", range(1, 6)), ("local", range(1, 4))])
def test_the_declared_weights_are_those_estimated_anew(side: Side, seeds: range) -> None:
    anew, declared = fitted(seeds, side, model()), model().weights(side)
    assert anew["prior"]["prior"] == pytest.approx(declared.prior, abs=0.1)
    for feature in FEATURES:
        if (side, feature) == ("common", "users"):
            continue
        assert anew[feature] == pytest.approx(dict(declared.of(feature)), abs=0.1)
    assert anew["telling"] == pytest.approx(declared.telling, abs=0.1)


def test_the_same_seed_draws_the_same_landscape() -> None:
    assert landscape(5).snapshot.hash == landscape(5).snapshot.hash != landscape(6).snapshot.hash


def test_f_half_is_that_of_its_definition() -> None:
    found = measured.Found.of({("a", "b"), ("c", "d"), ("e", "f")}, {("a", "b"), ("c", "d"), ("g", "h"), ("i", "j")})
    assert (found.right, found.wrong, found.missed) == (2, 1, 2)
    assert found.f_half == pytest.approx(1.25 * (2 / 3) * 0.5 / (0.25 * 2 / 3 + 0.5))
    assert measured.Found.of(set(), set()).f_half == 0.0
