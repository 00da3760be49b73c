"""Kernels at a size where passes, blocks and threads begin; when they compile, what they write, and how they are stopped."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import numpy as np
import pytest

import eagraph.graph.kernels
from eagraph.bench._events import Events
from eagraph.bench._graphs import archive, layered
from eagraph.graph import kernels
from eagraph.graph.kernels import Scenarios, sweep
from eagraph.graph.kernels._kernel import Kernel
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import Failure, failure
from eagraph.work import Cancelled, watched


@pytest.fixture(scope="module", params=[archive, layered])
def found(request: pytest.FixtureRequest) -> Failure:
    return failure(Snapshot.of(request.param(3_000, 12_000, seed=7)))


def count(found: Failure) -> int:
    return len(found.view.snapshot.nodes)


def test_closure_sizes_over_several_passes(found: Failure) -> None:
    graph = nx.DiGraph(zip(found.view.origin.tolist(), found.view.reached.tolist(), strict=True))
    graph.add_nodes_from(range(count(found)))
    assert kernels.closure_sizes(found.view).tolist() == [1 + len(nx.descendants(graph, i)) for i in range(count(found))]


def test_scenarios_over_several_passes(found: Failure) -> None:
    draw = random.Random(3)
    failed = [draw.sample(range(count(found)), draw.randint(0, 6)) for _ in range(2_500)]
    answer = kernels.cascades(found, Scenarios.listed(failed, count(found)))
    events = Events(found)
    assert answer.by_scenario().tolist() == [events.stopped(one) for one in failed]
    wave, _, _ = kernels.cascade(*found, failed[2_049])
    assert np.array_equal(answer.of_nodes()[2_049], wave >= 0)


@pytest.mark.parametrize("dearer", [0, 10**6], ids=["one by one", "together"])
def test_sweeps_either_way(found: Failure, dearer: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweep, "_DEARER", dearer)
    monkeypatch.setattr(Kernel, "threshold", -1)
    events = Events(found)
    assert kernels.failure_sizes(found).tolist() == [events.stopped([i]) for i in range(count(found))]


@pytest.mark.parametrize("threshold", [1, 50, 1_000])
def test_a_loop_interpreted_for_a_while_goes_on_compiled(
    found: Failure, threshold: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = kernels.cascade(*found, [0, 5]), kernels.failure_sizes(found)
    monkeypatch.setattr(Kernel, "is_compiled", False)
    monkeypatch.setattr(Kernel, "threshold", threshold)
    for before, after in zip(whole[0], kernels.cascade(*found, [0, 5]), strict=True):
        assert np.array_equal(before, after)
    assert np.array_equal(whole[1], kernels.failure_sizes(found))


@pytest.mark.parametrize("work", ["closure", "scenarios", "sweep"])
def test_long_work_says_how_far_it_is_and_stops_when_nobody_waits(
    found: Failure, work: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Kernel, "threshold", -1)
    everything = Scenarios.listed(([i] for i in range(count(found))), count(found))
    works: dict[str, Callable[[], object]] = {
        "closure": lambda: kernels.closure_sizes(found.view),
        "scenarios": lambda: kernels.cascades(found, everything),
        "sweep": lambda: kernels.failure_sizes(found),
    }
    asked = works[work]
    told: list[tuple[int, int | None]] = []
    with watched(lambda done, total: told.append((done, total))):
        asked()
    assert told
    assert told[-1][0] == told[-1][1] == len(told)

    def leave(_done: int, _total: int | None) -> None:
        raise Cancelled

    with watched(leave), pytest.raises(Cancelled):
        asked()


def _alone(work: str) -> str:
    start = (
        "import sys\nfrom eagraph.bench._graphs import archive\nfrom eagraph.graph import kernels\n"
        "from eagraph.graph.snapshot import Snapshot\nfrom eagraph.graph.views import failure\n"
    )
    done = subprocess.run([sys.executable, "-c", start + work], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_little_work_does_not_wait_for_a_compiler() -> None:
    work = "kernels.cascade(*failure(Snapshot.of(archive(500, 2_000))), [0])\nprint('numba' in sys.modules)"
    assert _alone(work) == "False"


def test_compiling_writes_nothing_beside_the_code() -> None:
    package = Path(eagraph.graph.kernels.__file__).parent
    work = (
        "found = failure(Snapshot.of(archive(40_000, 160_000)))\nkernels.cascade(*found, [0])\nprint('numba' in sys.modules)"
    )
    assert _alone(work) == "True"
    assert not list(package.rglob("*.nb[ic]"))


def test_no_scenarios_stop_nothing(found: Failure) -> None:
    answer = kernels.cascades(found, Scenarios.listed([], count(found)))
    assert answer.by_scenario().tolist() == []
    assert not answer.by_node().any()
    assert answer.of_nodes().shape == (0, count(found))
    assert kernels.failure_sizes(found, []).tolist() == []
