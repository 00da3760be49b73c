"""Weights: the published numbers, correlated features, and levels that say what they are said to say."""

from __future__ import annotations

import doctest
import importlib
import math

import pytest

from eagraph.duplicates.weights import Chances, factor, match_weight, ordered, probability, weights

MODULES = ("beside", "clusters", "likeness", "names", "rarity", "spelling", "verdicts", "vocabulary", "weights")
ORDER = {
    "words": ("none", "described", "area", "numbered", "more", "kinds", "apart", "conflict", "opposed"),
    "product": ("same", "differ"), "supplier": ("same", "differ"), "organisation": ("same", "related", "differ"),
    "owner": ("same", "differ"), "capabilities": ("same", "overlap", "differ"),
    "information": ("same", "overlap", "differ"), "description": ("alike", "some", "differ"),
    "register": ("differ", "same"), "neighbours": ("most", "some", "none"), "version": ("same", "differ"),
    "lifecycle": ("same", "differ"), "elsewhere": ("no", "yes"),
}  # fmt: skip


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_hold(name: str) -> None:
    failed, tried = doctest.testmod(importlib.import_module(f"eagraph.duplicates.{name}"))
    assert (failed, tried > 0) == (0, name != "beside")


def test_the_oracle_of_fellegi_and_sunter() -> None:
    factors = [factor(m, u) for m, u in ((0.9, 0.05), (0.8, 0.1), (0.7, 0.02), (0.3, 0.9))]
    assert [math.log2(k) for k in factors] == pytest.approx([4.1699, 3.0, 5.1293, -1.5850], abs=5e-5)
    weight = match_weight(1 / 500, factors)
    assert math.log2(1 / 499) == pytest.approx(-8.9629, abs=5e-5)
    assert weight == pytest.approx(1.7513, abs=5e-5)
    assert probability(weight) == pytest.approx(0.7710, abs=5e-5)
    assert probability(match_weight(1 / 100, [12.0, 2.0])) == pytest.approx(0.19512, abs=5e-6)


def test_no_weight_is_too_large_to_tell() -> None:
    assert probability(-5000.0) == pytest.approx(0.0)
    assert probability(5000.0) == 1.0


@pytest.mark.parametrize("feature", ORDER)
def test_a_better_level_never_says_less(feature: str) -> None:
    levels = weights().levels[feature]
    stated = {level: chances._replace(other=min(1.0, chances.other)) for level, chances in levels.items()}
    if feature == "words":
        ratio = [
            stated[level].same / stated[level].several for level in ("none", "more", "kinds", "apart", "conflict", "opposed")
        ]
        assert ratio == sorted(ratio, reverse=True)
    assert ordered(
        ORDER[feature] if feature != "words" else ("none", "more", "kinds", "apart", "conflict", "opposed"), stated
    )


def test_chances_are_chances() -> None:
    for levels in weights().levels.values():
        for chances in levels.values():
            assert all(0 < chance <= 1 for chance in chances)


def test_levels_counted_in_the_landscape_stay_chances() -> None:
    own = weights().of_landscape({"organisation": {"same": 900, "differ": 100}, "unheard": {"same": 1}})
    levels = own.levels["organisation"]
    assert sum(chances.other for chances in levels.values()) == pytest.approx(1.0, abs=0.01)
    assert levels["same"].other == pytest.approx((0.07 * 200 + 900) / 1200)
    assert levels["same"].same == weights().levels["organisation"]["same"].same


def test_features_that_say_one_thing_do_not_add_up() -> None:
    alone = weights().damped({"name": 15.0})["name"]
    told = weights().damped({"name": 15.0, "product": 15.0, "supplier": 3.0, "register": 1.0})
    assert alone == 15.0
    assert told["name"] + told["product"] + told["supplier"] <= 24.0 + 1e-9
    assert told["register"] == 1.0


def test_calibration_never_turns_round() -> None:
    for sort in ("same", "several"):
        told = [weights().calibrated(weight / 4, sort) for weight in range(-80, 80)]
        assert told == sorted(told)
        assert 0 <= told[0] < 0.01
        assert 0.95 < told[-1] < 1


def test_prior_odds_are_of_pairs() -> None:
    few, many = weights().prior(100)[0], weights().prior(10_000)[0]
    assert few - many == pytest.approx(math.log2(9999 / 99))
    assert Chances(0.5, 0.5, 0.5).same == 0.5
