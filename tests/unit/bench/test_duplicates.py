"""The measurement of duplicates: what it measures with is right, and small registers give every figure."""

from __future__ import annotations

import doctest

import pytest

from eagraph.bench import _linkage, duplicates
from eagraph.bench._linkage import Quality, b_cubed, best_threshold, brier, precision_at, quality, reliability
from eagraph.bench._registers import TUNING, register

TRUE = {("a", "b"), ("c", "d")}


def test_quality_of_pairs() -> None:
    assert doctest.testmod(_linkage).failed == 0
    assert quality({("a", "b"), ("a", "c")}, TRUE) == Quality(0.5, 0.5)
    assert quality((), ()) == Quality(1.0, 1.0)
    assert Quality(1.0, 0.5).f() == pytest.approx(1.25 * 0.5 / 0.75)
    assert Quality(0.5, 1.0).f() < Quality(1.0, 0.5).f()


def test_scores_and_probabilities() -> None:
    scored = {("a", "b"): 0.9, ("a", "c"): 0.8, ("c", "d"): 0.7}
    assert precision_at(scored, TRUE, 2) == 0.5
    assert best_threshold(scored, TRUE) == (0.9, Quality(1.0, 0.5))
    assert brier({("a", "b"): 1.0, ("a", "c"): 0.5}, TRUE) == pytest.approx(0.125)
    assert reliability({("a", "b"): 1.0, ("a", "c"): 0.9}, TRUE, 2) == ((0.95, 0.5, 2),)


def test_clusters() -> None:
    assert b_cubed([{"a", "b"}], [{"a", "b"}]) == Quality(1.0, 1.0)
    assert b_cubed([], [{"a", "b"}]) == Quality(1.0, 0.5)


def test_registers_are_the_same_every_time_and_share_no_words_with_those_of_tuning() -> None:
    one, other, tuned = register(300, seed=101), register(300, seed=101), register(300, seed=1)
    assert one.snapshot.hash == other.snapshot.hash
    assert (one.same, one.several) == (other.same, other.several)
    assert not one.same & one.several
    assert not {101} & {*TUNING}
    names, known = ({node.name.casefold() for node in made.snapshot.nodes} for made in (one, tuned))
    assert not {name for name in names & known if not name.startswith("förmåga")}


def test_every_figure_is_there_and_ours_are_above_the_peers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duplicates, "SIZES", {300: 2})
    monkeypatch.setattr(duplicates, "NAMES", 400)
    monkeypatch.setattr(duplicates, "UNSEEN", range(101, 103))
    told = {figure.what: figure.figures for figure in duplicates.run()}
    same = told["same record: 2 registers of 300 names"]
    assert same["f05"] > 0.8
    assert same["peer_f05"] < 0.5
    assert told["candidates: 2 registers of 300 names"]["pairs_completeness"] > 0.95
    for kind in ("duplicate-record", "several-installations", "parallel-solution"):
        assert told[f"{kind}: 2 demo cities"]["f05"] >= 0.9
