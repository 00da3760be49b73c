"""The independent evaluator: that it owes the engine nothing, costs what its facts cost, and bears odd landscapes."""

from __future__ import annotations

import ast
import datetime as dt
from pathlib import Path

import pytest

from eagraph.demo import generate
from eagraph.escalation import escalate, reference
from eagraph.escalation._declared import Declared
from eagraph.graph.snapshot import Snapshot
from eagraph.model.classification import ASPECTS
from eagraph.model.fields import Value
from eagraph.model.landscape import Node, Relationship
from tests.unit.care_alarm import drawn_up

TODAY = dt.date(2026, 11, 20)
OWN = {"_declared", "_demands", "_judging", "_told"}
SHARED = ("eagraph.graph.snapshot", "eagraph.model")


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


@pytest.mark.parametrize("name", ["reference", *sorted(OWN)])
def test_it_shares_the_landscape_and_the_model_with_the_engine_and_nothing_else(name: str) -> None:
    names = imported(Path(reference.__file__).with_name(f"{name}.py"))
    ours = {one for one in names if one.startswith("eagraph")}
    assert not {one for one in ours if not one.startswith(SHARED)} - {f"eagraph.escalation.{own}" for own in OWN}
    assert not names & {"numpy", "scipy", "networkx", "numba"}


def asset(id_: str, **said: Value) -> Node:
    return Node(id_, "InformationAsset", {"k": 2, "r": 1, "t": 1, "s": 1, **said})


def agreed(snapshot: Snapshot) -> dict[str, tuple[int, int]]:
    """K by id at both ends, on which the two code paths agree in every aspect."""
    escalation = escalate(snapshot)
    ends = [reference.levels(snapshot, end=end) for end in ("low", "high")]
    for i in range(len(snapshot.nodes)):
        for aspect in ASPECTS:
            found = escalation.required(i, aspect)
            assert (found.low, found.high) == tuple(end[i, aspect].value for end in ends)
    return {node.id: (ends[0][i, "k"].value, ends[1][i, "k"].value) for i, node in enumerate(snapshot.nodes)}


def test_what_it_looks_at_follows_from_the_facts_and_not_from_the_landscape() -> None:
    nodes = [*(Node(f"s{i}", "System", {}) for i in range(2000)), *(asset(f"a{i}") for i in range(2000))]
    ties = [Relationship(f"s{i}", "HOLDS", f"a{i}") for i in range(2000)]
    ties += [Relationship(f"s{i}", "FLOW", f"s{(i * 7 + 1) % 2000}", {"carries": (f"a{i}",)}) for i in range(2000)]
    snapshot = drawn_up(nodes, ties)
    facts = [j for j, t in enumerate(snapshot.relationships) if t.source == "s5"]
    found = reference.levels(snapshot, ties=facts, given=[(snapshot.index["a5"], "k")])
    assert found[snapshot.index["s36"], "k"] == (2, 2)
    assert found[snapshot.index["s36"], "s"] == (0, 0)
    assert len(Declared.of(snapshot, None)._known) < 50


def test_things_that_no_fact_is_about_have_what_their_owner_decided() -> None:
    snapshot = drawn_up([asset("a"), Node("s", "System", {"t": 3, "k": 3}), Node("u", "System", {})], [])
    found = reference.levels(snapshot)
    assert [found[snapshot.index[i], "t"] for i in "asu"] == [(1, 0), (3, 0), (0, 0)]
    assert found[snapshot.index["s"], "k"] == (0, 0)


def test_information_derived_from_each_other_in_a_long_ring_counts_as_one() -> None:
    count = 300
    nodes = [Node("here", "System", {}), *(asset(f"a{i:03}", subject_kind="resident") for i in range(count))]
    ties = [Relationship(f"a{i:03}", "DERIVED_FROM", f"a{(i + 1) % count:03}") for i in range(count)]
    snapshot = drawn_up(nodes, [*ties, *(Relationship("here", "HOLDS", f"a{i:03}") for i in range(count))])
    assert agreed(snapshot)["here"][0] == 2
    assert not escalate(snapshot).low.applies["AGG-COUNT"].any()


def test_information_in_thousands_of_places_and_nothing_known_of_it_is_an_interval_everywhere() -> None:
    nodes = [*(Node(f"s{i}", "System", {}) for i in range(3000)), Node("a", "InformationAsset", {})]
    found = agreed(drawn_up(nodes, [Relationship(f"s{i}", "HOLDS", "a") for i in range(3000)]))
    assert set(found.values()) == {(0, 4)}


def test_what_a_flow_carries_that_its_sender_never_had_counts_and_is_told() -> None:
    snapshot = drawn_up(
        [Node("from", "System", {}), Node("to", "System", {}), asset("a", categories=("case",), subject_kind="none")],
        [Relationship("from", "FLOW", "to", {"carries": ("a",)})],
    )
    found = agreed(snapshot)
    assert (found["from"][0], found["to"][0]) == (2, 2)
    assert any("does not hold" in reason.en for reason in escalate(snapshot).reasons(ASPECTS))


@pytest.mark.parametrize("said", [{"filter": "wishful"}, {"filter": "anonymise"}, {"filter": "anonymise", "filter_k": 0}])
def test_a_filter_that_is_not_one_or_has_no_evidence_is_as_none(said: dict[str, Value]) -> None:
    snapshot = drawn_up(
        [Node("from", "System", {}), Node("to", "System", {}), asset("a")],
        [Relationship("from", "HOLDS", "a"), Relationship("from", "FLOW", "to", {"carries": ("a",), **said})],
    )
    assert agreed(snapshot)["to"][0] == 2


@pytest.mark.heavy
def test_both_find_the_same_in_a_whole_city() -> None:
    city = generate(today=TODAY)
    snapshot = drawn_up(city.nodes, city.relationships)
    escalation = escalate(snapshot, at=TODAY)
    for solution, guess in ((escalation.low, True), (escalation.high, True), (escalation.declared, False)):
        found = reference.levels(snapshot, at=TODAY, end=solution.end, guess=guess)
        for aspect, required in solution.required.items():
            engine = list(zip(required.value.tolist(), required.asked.tolist(), strict=True))
            assert engine == [tuple(found[i, aspect]) for i in range(len(snapshot.nodes))]
