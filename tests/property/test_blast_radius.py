"""Blast radius against MODEL's own words, evaluated again and again until nothing changes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from itertools import combinations

import networkx as nx
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from eagraph.analysis import blast_radius
from eagraph.analysis.blast_radius import Answer, Params
from eagraph.graph.snapshot import Snapshot
from eagraph.loading.changes import Stored
from tests.property.directions import Step, is_valid, steps, travelling
from tests.property.strategies import DAYS, ids, landscapes, node, snapshot_of, tie


@dataclass
class Group:
    """One k-of-n group of one needer: its members stand once for each relationship."""

    needer: str
    name: str
    members: list[str] = field(default_factory=list)
    k: int = 1
    modes: set[str] = field(default_factory=set)

    @property
    def strength(self) -> str:
        return next(mode for mode in ("hard", "soft", "optional") if mode in self.modes)

    def needed(self) -> int:
        return min(self.k, len(self.members))

    def is_broken(self, failed: set[str]) -> bool:
        return sum(member not in failed for member in self.members) < self.needed()

    def lost(self, failed: set[str]) -> tuple[str, ...]:
        return tuple(sorted(set(self.members) & failed))


def groups_of(found: list[Step]) -> list[Group]:
    """The groups as MODEL has them; without `group` each relationship is one of its own."""
    named: dict[tuple[str, str], Group] = {}
    for number, step in enumerate(found):
        label = step.by.properties.get("group")
        key = (step.taker, str(label) if label else f"alone {number}")
        group = named.setdefault(key, Group(step.taker, str(label or step.by.type)))
        group.members.append(step.giver)
        group.k = int(step.by.properties.get("k", group.k))  # type: ignore[arg-type]
        mode = str(step.by.properties.get("mode"))
        group.modes.add(mode if mode in ("soft", "optional") else "hard")
    return list(named.values())


def rounds(groups: list[Group], failed: set[str]) -> dict[str, int]:
    """Who fails in which synchronous round: everybody looks at who had failed before it."""
    wave = dict.fromkeys(failed, 0)
    while True:
        before = set(wave)
        fallen = {g.needer for g in groups if g.strength == "hard" and g.is_broken(before)} - before
        if not fallen:
            return wave
        wave |= dict.fromkeys(fallen, max(wave.values()) + 1)


def least_closed(groups: list[Group], everything: list[str], failed: set[str]) -> set[str]:
    """The smallest of all sets that hold what failed and every needer whose group they break."""
    rest = sorted(set(everything) - failed)
    for size in range(len(rest) + 1):
        for more in combinations(rest, size):
            closed = failed | set(more)
            if all(g.needer in closed for g in groups if g.strength == "hard" and g.is_broken(closed)):
                return closed
    raise AssertionError("the set of everything is closed")


def stopped(answer: Answer) -> set[str]:
    return {row.id for row in answer.rows}


def ask(snapshot: Snapshot, failed: set[str], **more: object) -> Answer:
    return blast_radius.run(snapshot, Params.model_validate({"failed": tuple(sorted(failed)), **more}))


@st.composite
def questions(draw: st.DrawFn) -> tuple[Snapshot, set[str]]:
    snapshot = draw(landscapes())
    return snapshot, draw(st.sets(ids(snapshot), min_size=1, max_size=3))


@st.composite
def dated_questions(draw: st.DrawFn) -> tuple[Snapshot, set[str], dt.date]:
    snapshot = draw(landscapes(dated=True))
    return snapshot, {draw(ids(snapshot))}, draw(st.sampled_from(DAYS))


@given(questions(), st.booleans())
@settings(max_examples=300)
def test_waves_are_the_synchronous_rounds_of_the_rule(question: tuple[Snapshot, set[str]], assume_needed: bool) -> None:
    snapshot, failed = question
    groups = groups_of(steps(snapshot, "failure", assume_needed=assume_needed))
    answer = ask(snapshot, failed, assume_needed=assume_needed)
    assert {row.id: row.wave for row in answer.rows} == rounds(groups, failed)


@given(questions())
@settings(max_examples=200)
def test_what_stops_is_the_least_of_all_closed_sets(question: tuple[Snapshot, set[str]]) -> None:
    snapshot, failed = question
    groups = groups_of(steps(snapshot, "failure"))
    assert stopped(ask(snapshot, failed)) == least_closed(groups, [n.id for n in snapshot.nodes], failed)


@given(questions(), st.booleans())
@settings(max_examples=300)
def test_because_of_a_row_breaks_one_of_its_groups_by_earlier_waves_alone(
    question: tuple[Snapshot, set[str]], assume_needed: bool
) -> None:
    snapshot, failed = question
    groups = groups_of(steps(snapshot, "failure", assume_needed=assume_needed))
    answer = ask(snapshot, failed, assume_needed=assume_needed)
    wave = {row.id: row.wave for row in answer.rows}
    for row in answer.rows:
        if row.wave == 0:
            assert (row.broken_group, row.needed, row.because) == (None, None, ())
            continue
        earlier = {id_ for id_, number in wave.items() if number < row.wave}
        fitting = [
            g
            for g in groups
            if (g.needer, g.name, f"{g.needed()}/{len(g.members)}") == (row.id, row.broken_group, row.needed)
            and g.lost(earlier) == row.because
        ]
        assert any(g.strength == "hard" and g.is_broken(set(row.because)) for g in fitting)


@given(questions())
@settings(max_examples=200)
def test_hops_are_the_shortest_way_among_what_stopped(question: tuple[Snapshot, set[str]]) -> None:
    snapshot, failed = question
    answer = ask(snapshot, failed)
    graph = nx.DiGraph((s.giver, s.taker) for s in steps(snapshot, "failure"))
    graph.add_nodes_from(n.id for n in snapshot.nodes)
    inside = graph.subgraph(stopped(answer))
    assert {r.id: r.hops for r in answer.rows} == nx.multi_source_dijkstra_path_length(inside, failed)


@given(questions(), st.booleans())
@settings(max_examples=300)
def test_degraded_and_held_are_the_groups_of_what_still_runs(
    question: tuple[Snapshot, set[str]], assume_needed: bool
) -> None:
    snapshot, failed = question
    answer = ask(snapshot, failed, assume_needed=assume_needed)
    down = stopped(answer)
    alive = [g for g in groups_of(steps(snapshot, "failure", assume_needed=assume_needed)) if g.needer not in down]
    assert not [g for g in alive if g.is_broken(down) and g.strength == "hard"]
    degraded = sorted((g.needer, g.strength, g.lost(down)) for g in alive if g.is_broken(down))
    assert sorted((d.id, d.mode, d.because) for d in answer.degraded) == degraded
    held = sorted((g.needer, g.name, g.lost(down)) for g in alive if g.lost(down) and not g.is_broken(down))
    assert sorted((h.id, h.group, h.lost) for h in answer.held) == held


@given(questions(), st.data())
@settings(max_examples=200)
def test_more_failures_never_stop_less(question: tuple[Snapshot, set[str]], data: st.DataObject) -> None:
    snapshot, failed = question
    more = failed | {data.draw(ids(snapshot))}
    assert stopped(ask(snapshot, failed)) <= stopped(ask(snapshot, more))


@given(questions())
@settings(max_examples=200)
def test_assuming_flows_needed_never_stops_less_where_flows_form_no_groups(question: tuple[Snapshot, set[str]]) -> None:
    snapshot, failed = question
    assume(not any(t.type == "FLOW" and "group" in t.properties for t in snapshot.relationships))
    assert stopped(ask(snapshot, failed)) <= stopped(ask(snapshot, failed, assume_needed=True))


@given(dated_questions())
@settings(max_examples=200)
def test_a_day_answers_as_if_what_is_not_valid_were_not_there_and_counts_it(
    question: tuple[Snapshot, set[str], dt.date],
) -> None:
    snapshot, failed, at = question
    valid = tuple(t for t in snapshot.relationships if is_valid(snapshot, t, at))
    answer = ask(snapshot, failed, at=at)
    assert answer.rows == ask(Snapshot.of(Stored(snapshot.nodes, valid)), failed).rows
    assert answer.hidden == sum(not is_valid(snapshot, t, at) for t in travelling(snapshot, "failure"))
    assert answer.completeness.state == "incomplete" or not answer.hidden


@given(questions())
def test_flows_nobody_has_judged_are_counted_in_both_readings(question: tuple[Snapshot, set[str]]) -> None:
    snapshot, failed = question
    unknown = sum(t.type == "FLOW" and "needed" not in t.properties for t in snapshot.relationships)
    for assume_needed in (False, True):
        told = [r.en for r in ask(snapshot, failed, assume_needed=assume_needed).completeness.reasons]
        assert any(text.startswith(f"{unknown} flows") for text in told) == bool(unknown)


@pytest.mark.parametrize("size", [1, 2, 5])
def test_a_ring_that_only_needs_itself_keeps_running(size: int) -> None:
    ring = [tie(f"r{i}", "DEPENDS_ON", f"r{(i + 1) % size}") for i in range(size)]
    snapshot = snapshot_of([node("outside"), *(node(f"r{i}") for i in range(size))], ring)
    assert stopped(ask(snapshot, {"outside"})) == {"outside"}
    pulled = tie("r0", "DEPENDS_ON", "outside")
    fallen = ask(snapshot_of(snapshot.nodes, [*ring, pulled]), {"outside"})
    assert stopped(fallen) == {"outside", *(f"r{i}" for i in range(size))}


def test_every_thing_of_a_kind_can_fail_at_once() -> None:
    nodes = [node("a"), node("b"), node("f", "Facility"), node("g", "Facility")]
    both_feeds = [tie("a", "DEPENDS_ON", feed, group="power", k=1) for feed in ("f", "g")]
    snapshot = snapshot_of(nodes, [*both_feeds, tie("b", "DEPENDS_ON", "a")])
    assert stopped(ask(snapshot, {"f"})) == {"f"}
    answer = blast_radius.run(snapshot, Params(failed_kind=("Facility",)))
    assert {row.id: (row.wave, row.because) for row in answer.rows if row.wave} == {"a": (1, ("f", "g")), "b": (2, ("a",))}
