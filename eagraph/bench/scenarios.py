"""Ten thousand scenarios, and 10 000 single failures, beside plain Python events measured on a sample and extrapolated."""

from __future__ import annotations

import random

from eagraph.bench import Measurement, timed
from eagraph.bench._events import Events
from eagraph.bench._graphs import archive, layered
from eagraph.graph import kernels
from eagraph.graph.kernels import Scenarios
from eagraph.graph.snapshot import Snapshot
from eagraph.graph.views import Failure, failure
from eagraph.locale import both

title = both("Scenarios and single failures")
_COUNT, _SAMPLE = 10_000, 200
_PEER = f"plain Python events (from {_SAMPLE})"


def run() -> list[Measurement]:
    """On the archive-like and on the layered graph: one to five things fail at once, and each of 10 000 alone."""
    measured = []
    for name, made in (("archive", archive), ("layered", layered)):
        found = failure(Snapshot.of(made()))
        measured += [_scenarios(name, found, Events(found)), _sweep(name, found, Events(found))]
    return measured


def _scenarios(name: str, found: Failure, peer: Events) -> Measurement:
    count, draw = len(found.view.snapshot.nodes), random.Random(1)  # noqa: S311
    failed = [draw.sample(range(count), draw.randint(1, 5)) for _ in range(_COUNT)]
    packed = Scenarios.listed(failed, count)
    kernels.cascade_tallies(found, packed)
    seconds, sizes = timed(lambda: kernels.cascade_tallies(found, packed)[:, 0], times=5)
    by_peer, expected = timed(lambda: [peer.stopped(one) for one in failed[:_SAMPLE]], times=1)
    if sizes[:_SAMPLE].tolist() != expected:
        raise AssertionError(name)
    what = f"{name}, {_COUNT} scenarios, {int(sizes.mean())} stop on average"
    return Measurement(what, seconds, _PEER, by_peer * _COUNT / _SAMPLE)


def _sweep(name: str, found: Failure, peer: Events) -> Measurement:
    starts = random.Random(2).sample(range(len(found.view.snapshot.nodes)), _COUNT)  # noqa: S311
    kernels.failure_sizes(found, starts)
    seconds, sizes = timed(lambda: kernels.failure_sizes(found, starts))
    by_peer, expected = timed(lambda: [peer.stopped([one]) for one in starts[:_SAMPLE]], times=1)
    if sizes[:_SAMPLE].tolist() != expected:
        raise AssertionError(name)
    what = f"{name}, each of {_COUNT} nodes alone, {int(sizes.mean())} stop on average"
    return Measurement(what, seconds, _PEER, by_peer * _COUNT / _SAMPLE)
