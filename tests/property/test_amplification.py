"""Amplification and backtest against plain rounds over MODEL's own groups."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from eagraph.analysis import amplification, backtest
from eagraph.graph.snapshot import Snapshot
from eagraph.model.landscape import Node, Relationship
from tests.property.directions import steps
from tests.property.strategies import ids, landscapes, node, snapshot_of, tie
from tests.property.test_blast_radius import Group, groups_of, rounds

CRITICAL = ("System", "DigitalService", "Device")


@st.composite
def rated(draw: st.DrawFn) -> Snapshot:
    """A landscape of which most things have a criticality."""
    snapshot = draw(landscapes())
    levels = [draw(st.sampled_from([None, 0, 0, 1, 2, 3, 4])) for _ in snapshot.nodes]
    nodes = [
        replace(n, properties={**n.properties, **({"criticality": c} if c is not None and n.label in CRITICAL else {})})
        for n, c in zip(snapshot.nodes, levels, strict=True)
    ]
    return snapshot_of(nodes, snapshot.relationships)


@given(rated(), st.booleans(), st.integers(0, 2), st.integers(1, 4), st.sampled_from([0.5, 2.0, 10.0]))
@settings(max_examples=300)
def test_every_small_thing_that_reaches_enough_is_listed_with_what_it_reaches(
    snapshot: Snapshot, assume_needed: bool, most_own: int, least_worst: int, least_ratio: float
) -> None:
    groups = groups_of(steps(snapshot, "failure", assume_needed=assume_needed))
    level = {n.id: int(str(n.properties["criticality"])) for n in snapshot.nodes if "criticality" in n.properties}
    expected = {}
    for id_, own in level.items():
        others = set(rounds(groups, {id_})) - {id_}
        known = [level[other] for other in others if other in level]
        worst, ratio = max(known, default=None), sum(known) / max(1, own)
        if own <= most_own and others and ((worst or 0) >= least_worst or ratio >= least_ratio):
            expected[id_] = (own, len(others), worst, known.count(max(known)) if known else 0, ratio)
    params = amplification.Params(
        most_own=most_own, least_worst=least_worst, least_ratio=least_ratio, assume_needed=assume_needed
    )
    rows = amplification.run(snapshot, params).rows
    assert {row.id: (row.criticality, row.stopped, row.worst, row.worst_count, row.ratio) for row in rows} == expected
    rank = [(-1 if row.worst is None else row.worst, row.ratio, row.stopped) for row in rows]
    assert rank == sorted(rank, reverse=True)
    for row in rows:
        _is_chain_of_reasons(row, groups, rounds(groups, {row.id}), level)


def _is_chain_of_reasons(row: amplification.Row, groups: list[Group], wave: dict[str, int], level: dict[str, int]) -> None:
    if row.worst is None:
        assert row.chain == ()
        return
    assert row.chain[0] == row.id
    assert level[row.chain[-1]] == row.worst
    for before, after in pairwise(row.chain):
        earlier = {id_ for id_, number in wave.items() if number < wave[after]}
        broke = [g for g in groups if g.needer == after and g.strength == "hard" and g.is_broken(earlier)]
        assert before in {member for g in broke for member in g.lost(earlier)}


@st.composite
def incidents(draw: st.DrawFn) -> tuple[Snapshot, set[str], set[str]]:
    """A landscape with one incident: where it started and what it affected."""
    snapshot = draw(landscapes())
    started, hit = (draw(st.sets(ids(snapshot), min_size=1, max_size=3)) for _ in range(2))
    ties: list[Relationship] = [tie("incident", "STARTED_IN", id_) for id_ in started]
    ties += [tie("incident", "AFFECTED", id_) for id_ in hit]
    nodes: list[Node] = [*snapshot.nodes, node("incident", "Incident")]
    return snapshot_of(nodes, [*snapshot.relationships, *ties]), started, hit


@given(incidents(), st.booleans())
@settings(max_examples=300)
def test_what_was_foretold_is_the_blast_radius_and_every_miss_has_the_nearest_reason(
    recorded: tuple[Snapshot, set[str], set[str]], assume_needed: bool
) -> None:
    snapshot, started, hit = recorded
    labels = {n.label for n in snapshot.nodes if n.id in hit}
    compared = {n.id for n in snapshot.nodes if n.label in labels} - started
    groups = groups_of(steps(snapshot, "failure", assume_needed=assume_needed))
    foretold, real = set(rounds(groups, started)) & compared, hit - started
    answer = backtest.run(snapshot, backtest.Params(assume_needed=assume_needed))
    (row,) = answer.rows
    assert (set(row.right), set(row.false_alarms), set(row.missed)) == (foretold & real, foretold - real, real - foretold)
    assert row.precision == (round(len(foretold & real) / len(foretold), 4) if foretold else None)
    assert row.recall == (round(len(foretold & real) / len(real), 4) if real else None)
    assert {gap.id for gap in answer.gaps} == real - foretold
    linked = _linked(snapshot, started)
    for gap in answer.gaps:
        assert (gap.why == "unexplained") == (gap.id not in linked)
        assert gap.why != "needed" or gap.id in rounds(groups_of(steps(snapshot, "failure", assume_needed=True)), started)


def _linked(snapshot: Snapshot, started: set[str]) -> set[str]:
    """Everything a chain of any failure relationships leads to."""
    ways, linked = steps(snapshot, "failure", assume_needed=True), set(started)
    while more := {s.taker for s in ways if s.giver in linked} - linked:
        linked |= more
    return linked
