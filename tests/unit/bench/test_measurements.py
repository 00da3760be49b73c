"""Measurements at a size that takes seconds: every peer answers as we do, and one that is not there is told of."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

import pytest

from eagraph import bench
from eagraph.bench import Measurement, _graphs, closure, one_cascade, scenarios
from eagraph.loading.changes import Stored


def small(made: Callable[..., Stored]) -> Callable[[], Stored]:
    return lambda: made(1_200, 5_000)


@pytest.fixture(autouse=True)
def small_graphs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(closure, "archive", small(_graphs.archive))
    monkeypatch.setattr(closure, "layered", small(_graphs.layered))
    monkeypatch.setattr(scenarios, "archive", small(_graphs.archive))
    monkeypatch.setattr(scenarios, "layered", small(_graphs.layered))
    monkeypatch.setattr(scenarios, "_COUNT", 400)
    monkeypatch.setattr(one_cascade, "layered", small(_graphs.layered))


@pytest.mark.parametrize("measured", [closure, scenarios, one_cascade])
def test_every_figure_has_its_peer(measured: ModuleType) -> None:
    figures: list[Measurement] = measured.run()
    assert len(figures) >= 4
    for figure in figures:
        assert figure.seconds > 0
        assert not figure.peer or figure.peer_seconds is None or figure.peer_seconds > 0


def test_a_peer_that_is_not_installed_is_named_and_has_no_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(closure, "installed", lambda _: False)
    told = [figure for figure in closure.run() if figure.peer_seconds is None]
    assert [figure.peer for figure in told] == ["networkit ReachableNodes (exact) (not installed)"]
    assert told[0].ratio is None


def test_a_peer_is_looked_for() -> None:
    assert bench.installed("networkx")
    assert not bench.installed("nothing_of_this_name")


@pytest.mark.parametrize("made", [_graphs.archive, _graphs.layered])
def test_graphs_are_the_same_every_time_and_as_large_as_said(made: Callable[..., Stored]) -> None:
    one, other = made(2_000, 9_000), made(2_000, 9_000)
    assert one == other
    assert (len(one.nodes), len(one.relationships)) == (2_000, 9_000)
    groups = {t.properties["group"] for t in one.relationships if "group" in t.properties}
    assert 200 <= len(groups) <= 300
