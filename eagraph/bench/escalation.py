"""Levels of 100 000 places, each holding five of 256 pieces of information, beside a networkx worklist; and changes to them.

Every flow brings everything, so that most places have most of the information: the hardest case. The peer works out content,
the rules about it and confidentiality at the lower end, we all four aspects; both give the same rules and levels. What the
information says of itself (who owns it, what it holds) is known to both before.
"""

from __future__ import annotations

import random

import numpy as np

from eagraph.bench import Measurement, timed
from eagraph.bench._flows import layered_flows
from eagraph.bench._levels import Worklist
from eagraph.escalation import Escalation
from eagraph.escalation.changing import Changed
from eagraph.escalation.planned import Flow, planned
from eagraph.locale import both

title = both("Escalation")
_TRIES = 9


def run() -> list[Measurement]:
    """All places at once beside the peer; then one flow more, and one less."""
    ground = layered_flows()
    before = Escalation(ground)
    seconds_peer, (rules, levels) = timed(lambda: _by_peer(before), times=1)
    _ = before.low
    seconds, again = timed(lambda: _solved(Escalation(ground)), times=5)
    _agree(again, rules, levels)
    count, flows = len(ground.snapshot.nodes), len(ground.moves.tie)
    what = f"{count} places, {flows} flows, {len(ground.assets)} pieces of information"
    return [
        Measurement(
            f"content, rules and levels: {what}", seconds, "networkx worklist, rules in plain Python", seconds_peer,
            again.content.there.nbytes / 1e6,
        ),
        *_changed(before),
    ]  # fmt: skip


def _solved(found: Escalation) -> Escalation:
    _ = found.low
    return found


def _by_peer(escalation: Escalation) -> tuple[list[tuple[str, ...]], list[int]]:
    peer = Worklist(escalation)
    return peer.judge(peer.spread())


def _agree(found: Escalation, rules: list[tuple[str, ...]], levels: list[int]) -> None:
    """The peer's rules and levels are ours."""
    of_content = found.low.aggregation.of_content
    ours = list(zip(*(where.tolist() for where in of_content.values()), strict=True))
    told = [tuple(name for name, applies in zip(of_content, row, strict=True) if applies) for row in ours]
    if told != rules or found.low.required["k"].lifted.tolist() != levels:
        raise AssertionError(title.en)


def _changed(before: Escalation) -> list[Measurement]:
    """One flow more and one less, of the same places: the median of some."""
    ground, draw = before.ground, random.Random(3)  # noqa: S311
    first = len(ground.snapshot.nodes) - len(np.unique(ground.homes.place))
    more, less = [], []
    for _ in range(_TRIES):
        sender, receiver = (draw.randrange(first, len(ground.snapshot.nodes)) for _ in range(2))
        columns = before.content.columns(sender)[:3]
        assets = tuple(int(ground.assets[column]) for column in columns)
        tie = draw.randrange(len(ground.moves.tie))
        more.append(timed(lambda: _solved(planned(before, flow=Flow(sender, receiver, assets)).after), times=1))  # noqa: B023
        less.append(timed(lambda: _solved(Changed.without(before, [tie])), times=1))  # noqa: B023
    found = []
    for what, runs in (("one flow of three pieces more", more), ("one flow of everything less", less)):
        seconds, changed = sorted(runs, key=lambda run: run[0])[_TRIES // 2]
        whole, expected = timed(lambda: _solved(Escalation(changed.ground)), times=1)  # noqa: B023
        for aspect, required in expected.low.required.items():
            if not np.array_equal(required.value, changed.low.required[aspect].value):
                raise AssertionError(what)
        found.append(Measurement(what, seconds, "everything worked out anew", whole))
    return found
