"""Hubs of aggregation: what meets where, and who gets it from there, walked on foot; the register by the rules' words."""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx
from hypothesis import given, settings

from eagraph.analysis import aggregation_hubs
from eagraph.analysis.aggregation_hubs import Answer, Params
from eagraph.graph.snapshot import Snapshot
from tests.property import requirements
from tests.property.escalating import TODAY, landscapes
from tests.property.exploring import found

SOME = 60


def ask(snapshot: Snapshot) -> Answer:
    return aggregation_hubs.run(snapshot, Params(at=TODAY, limit=1000))


def counted(snapshot: Snapshot, assets: Iterable[str]) -> frozenset[frozenset[str]]:
    """What information counts as: where its derivation ends, a ring as one; what is anonymous by decision as itself."""
    derivation: nx.DiGraph[str] = nx.DiGraph()
    derivation.add_nodes_from(node.id for node in snapshot.nodes)
    for tie in requirements.valid_ties(snapshot, TODAY):
        said = snapshot.nodes[snapshot.index[tie.source]].properties
        if tie.type == "DERIVED_FROM" and not (said.get("asset_kind") == "anonymous" and said.get("classified_on")):
            derivation.add_edge(tie.source, tie.target)
    wholes = nx.condensation(derivation)
    ends = {whole for whole in wholes if not wholes.out_degree(whole)}
    mapped = wholes.graph["mapping"]
    reached = {end for a in assets for end in ({mapped[a]} | nx.descendants(wholes, mapped[a])) & ends}
    return frozenset(frozenset(wholes.nodes[end]["members"]) for end in reached)


@given(landscapes(filters=False))
@settings(max_examples=SOME)
def test_what_meets_in_a_place_is_what_comes_there(snapshot: Snapshot) -> None:
    pairs = requirements.content(snapshot, TODAY).everything
    carried = {(t.source, t.target) for t in requirements.valid_ties(snapshot, TODAY) if t.type == "CARRIES"}
    meeting: dict[str, set[str]] = {}
    for place, asset in pairs | carried:
        meeting.setdefault(place, set()).add(asset)
    expected = {place: counted(snapshot, assets) for place, assets in meeting.items()}
    rows = {row.id: row for row in ask(snapshot).rows if row.rank}
    assert {i: row.assets for i, row in rows.items()} == {p: len(a) for p, a in expected.items() if len(a) > 1}


@given(landscapes(filters=False))
@settings(max_examples=SOME)
def test_who_gets_it_from_there_is_whom_it_is_handed_on_to(snapshot: Snapshot) -> None:
    pairs = requirements.content(snapshot, TODAY).everything
    for row in (row for row in ask(snapshot).rows if row.rank):
        there = {(place, asset) for place, asset in pairs if place == row.id}
        reached = {place for place, _ in requirements._spread(snapshot, TODAY, there, guess=True)}
        assert row.hands_on_to == len(reached - {row.id})


@given(landscapes())
@settings(max_examples=SOME)
def test_the_register_counts_the_systems_and_follows_the_rules_about_them(snapshot: Snapshot) -> None:
    own, low, high = ask(snapshot).own, found(snapshot, end="low"), found(snapshot, end="high")
    systems = [node.id for node in snapshot.nodes if node.label == "System"]
    assert own is not None
    for table, counted_, level in ((low, own.sensitive, own.level), (high, own.sensitive_high, own.level_high)):
        levels = [table[system, "k"][0] for system in systems]
        assert counted_ == sum(k >= own.of_level for k in levels)
        two_of_one, one_of_two = sum(k >= 1 for k in levels) >= 2, any(k >= 2 for k in levels)
        assert level == max(2 * one_of_two, 1 * two_of_one)
