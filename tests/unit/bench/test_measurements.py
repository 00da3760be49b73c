"""Measurements at a size that takes seconds: every peer answers as we do, and one that is not there is told of."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

import pytest

from eagraph import bench
from eagraph.bench import Measurement, _flows, _graphs, _levels, closure, escalation, one_cascade, scenarios
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
    monkeypatch.setattr(escalation, "layered_flows", lambda: _flows.layered_flows(1_200, 5_000, 70))


@pytest.mark.parametrize(("measured", "count"), [(closure, 4), (scenarios, 4), (one_cascade, 4), (escalation, 3)])
def test_every_figure_has_its_peer(measured: ModuleType, count: int) -> None:
    figures: list[Measurement] = measured.run()
    assert len(figures) >= count
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


def test_a_wrong_answer_of_the_peer_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_levels.Worklist, "_level", lambda *_: 4)
    with pytest.raises(AssertionError, match="Escalation"):
        escalation.run()


def test_flows_are_the_same_every_time_and_as_many_as_said() -> None:
    one, other = (_flows.layered_flows(2_000, 9_000, 100) for _ in range(2))
    assert one.moves.sender.tolist() == other.moves.sender.tolist()
    assert one.homes.column.tolist() == other.homes.column.tolist()
    assert (len(one.moves.tie), len(one.assets), len(one.homes.place)) == (9_000, 100, 10_000)
    back = one.moves.sender >= one.moves.receiver
    assert 0.005 < back.mean() < 0.03
