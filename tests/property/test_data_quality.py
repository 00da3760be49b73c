"""The checks of data quality against brute force, and what filling in gives against really filling it in."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import networkx as nx
import pytest

from eagraph.analysis import completeness_profile, data_quality, fill_first
from eagraph.analysis._minimum import MINIMUM, ONLY_BETWEEN_ZONES, ONLY_NEEDED
from eagraph.graph.snapshot import Snapshot
from eagraph.loading.changes import Stored
from eagraph.model.landscape import Node, Relationship, numbered
from eagraph.model.provenance import Provenance
from tests.contract.governed import random_landscape, shipped

SEEDS = range(200)
LABELS = ("System", "InformationAsset", "Integration", "Sensor", "Organisation")


def drawn(seed: int) -> Snapshot:
    """Things that are part of each other, hold, hand on and need each other in groups; flows say what they carry or not."""
    chance = random.Random(seed)
    nodes = [Node(f"n{i:02}", chance.choice(LABELS), {"name": f"n{i:02}"}) for i in range(chance.randint(3, 12))]
    assets = [node.id for node in nodes if node.label == "InformationAsset"]
    ties = []
    for _ in range(chance.randint(0, 30)):
        source, target = chance.choice(nodes).id, chance.choice(nodes).id
        match chance.choice(("PART_OF", "FLOW", "HOLDS", "CARRIES", "DERIVED_FROM", "DEPENDS_ON")):
            case "FLOW":
                facts: dict[str, Any] = {"carries": (chance.choice(assets),)} if assets and chance.random() < 0.7 else {}
                ties.append(Relationship(source, "FLOW", target, facts))
            case "DEPENDS_ON":
                k = {} if chance.random() < 0.3 else {"k": chance.randint(0, 3)}
                group = {"group": chance.choice("ab")} if chance.random() < 0.8 else {}
                ties.append(Relationship(source, "DEPENDS_ON", target, {**group, **k}))
            case ("HOLDS" | "CARRIES" | "DERIVED_FROM") as type_ if assets:
                begin = chance.choice(assets) if type_ == "DERIVED_FROM" else source
                ties.append(Relationship(begin, type_, chance.choice(assets)))
            case _:
                ties.append(Relationship(source, "PART_OF", target))
    return Snapshot.of(Stored(tuple(nodes), tuple(sorted(numbered(ties), key=lambda tie: tie.key))))


def rows(snapshot: Snapshot, check: str, violation: str = "yes") -> list[data_quality.Row]:
    answer = data_quality.run(snapshot, data_quality.Params.model_validate({"check": [check]}))
    return [row for row in answer.rows if row.violation == violation]


@pytest.mark.parametrize("batch", range(8))
def test_rings_are_the_strongly_connected_components(batch: int) -> None:
    for seed in SEEDS[batch::8]:
        snapshot = drawn(seed)
        graph: nx.DiGraph[str] = nx.DiGraph()
        graph.add_edges_from((r.source, r.target) for r in snapshot.relationships if r.type == "PART_OF")
        rings = {
            frozenset(part)
            for part in nx.strongly_connected_components(graph)
            if len(part) > 1 or any(graph.has_edge(one, one) for one in part)
        }
        assert {frozenset((row.id, *row.others)) for row in rows(snapshot, "DQ-03")} == rings, seed


def test_a_group_is_wrong_where_no_number_of_its_members_can_be_meant() -> None:
    for seed in SEEDS:
        snapshot = drawn(seed)
        wrong, silent = set(), set()
        for node in snapshot.nodes:
            own = [r for r in snapshot.relationships if r.type == "DEPENDS_ON" and r.source == node.id]
            if any("group" not in r.properties and r.properties.get("k", 1) != 1 for r in own):
                wrong.add(node.id)
            for group in "ab":
                members = [r for r in own if r.properties.get("group") == group]
                stated = {r.properties["k"] for r in members if "k" in r.properties}
                if len(stated) > 1 or any(k not in range(1, len(members) + 1) for k in stated):
                    wrong.add(node.id)
                elif not stated and len(members) > 1:
                    silent.add(node.id)
        assert {row.id for row in rows(snapshot, "DQ-05")} == wrong, seed
        assert {row.id for row in rows(snapshot, "DQ-05", "unknown")} == silent, seed


def has(snapshot: Snapshot, source: str) -> set[str]:
    """What a thing holds, carries or is sent, and all that can be made of it: to a fixed point."""
    found = {r.target for r in snapshot.relationships if r.type in ("HOLDS", "CARRIES") and r.source == source}
    for r in snapshot.relationships:
        if r.type == "FLOW" and r.target == source:
            found |= {str(asset) for asset in r.properties.get("carries", ())}  # type: ignore[union-attr]
    while True:
        made = {r.source for r in snapshot.relationships if r.type == "DERIVED_FROM" and r.target in found} - found
        if not made:
            return found
        found |= made


def test_a_flow_carries_what_its_source_has() -> None:
    keepers = {"System", "Integration"}
    for seed in SEEDS:
        snapshot = drawn(seed)
        label = {node.id: node.label for node in snapshot.nodes}
        wrong: set[tuple[str, str]] = set()
        unsaid: set[tuple[str, str]] = set()
        for r in snapshot.relationships:
            carried = set(r.properties.get("carries", ()))  # type: ignore[arg-type]
            if r.type == "FLOW" and label[r.source] in keepers and carried - has(snapshot, r.source):
                comes = [o for o in snapshot.relationships if o.type == "FLOW" and o.target == r.source]
                is_sure = has(snapshot, r.source) and all(o.properties.get("carries") for o in comes)
                (wrong if is_sure else unsaid).add((r.source, r.target))
        assert {(row.id, row.others[0]) for row in rows(snapshot, "DQ-09")} == wrong, seed
        assert {(row.id, row.others[0]) for row in rows(snapshot, "DQ-09", "unknown")} == unsaid, seed


def test_what_filling_in_is_said_to_give_is_what_it_gives() -> None:
    """Fill a property in wherever it is missing, and count the answers again."""
    tried = 0
    for seed in range(12):
        snapshot = random_landscape(seed, shipped().rules)
        before = fill_first.run(snapshot, fill_first.Params(limit=1000))
        for row in before.rows[::3]:
            if row.property in snapshot.schema.relationship or row.property == "needed":
                continue
            after = fill_first.run(filled(snapshot, row.label, row.property), fill_first.Params(limit=1000))
            assert after.answers_now - before.answers_now == row.answered, (seed, row.label, row.property)
            assert after.answers_in_all == before.answers_in_all
            tried += 1
    assert tried > 50


def filled(snapshot: Snapshot, of: str, name: str) -> Snapshot:
    def put(facts: Any) -> dict[str, Any]:
        return dict(facts) if any(n in facts for n in (name, f"{name}_high", f"{name}_low")) else {**facts, name: "1"}

    nodes = tuple(replace(n, properties=put(n.properties)) if n.label == of else n for n in snapshot.nodes)
    ties = tuple(replace(r, properties=put(r.properties)) if r.type == of else r for r in snapshot.relationships)
    return Snapshot.of(Stored(nodes, ties), snapshot.schema)


def test_the_profile_counts_what_is_there() -> None:
    for seed in range(40):
        snapshot = random_landscape(seed, shipped().rules)
        for row in completeness_profile.run(snapshot, completeness_profile.Params()).rows:
            if row.property in snapshot.schema.relationship or (row.label, row.property) in ONLY_NEEDED | ONLY_BETWEEN_ZONES:
                continue
            items: list[Node | Relationship] = [n for n in snapshot.nodes if n.label == row.label]
            items += [r for r in snapshot.relationships if r.type == row.label]
            used = [one for one in items if one.properties.get("lifecycle") != "retired"]
            names = (row.property, f"{row.property}_high", f"{row.property}_low")
            known = sum(any(name in one.properties for name in names) for one in used)
            assert (row.filled, row.of) == (known, len(used)), (seed, row.label, row.property)


def test_of_a_source_only_what_it_says_itself_counts() -> None:
    both_say = (
        Provenance("register", "1", "", {"name": "CRM", "criticality": 3}),
        Provenance("cmdb", "2", "", {"name": "CRM", "product": "Kvist"}),
        Provenance("old", "0", "", {"product": "X", "users": 1}, removed=True),
    )
    node = Node("crm", "System", {"name": "CRM", "criticality": 3, "product": "Kvist"}, both_say)
    params = completeness_profile.Params(by="source")
    found = completeness_profile.run(Snapshot.of(Stored((node,))), params).rows
    told = {(row.group, row.property): (row.filled, row.of) for row in found}
    assert told["register", "criticality"] == told["cmdb", "product"] == (1, 1)
    assert told["register", "product"] == told["cmdb", "criticality"] == (0, 1)
    assert {row.group for row in found} == {"register", "cmdb"}
    whole = completeness_profile.run(Snapshot.of(Stored((node,))), completeness_profile.Params()).rows
    assert next(row.sources for row in whole if row.property == "product") == ("cmdb",)


def test_every_fact_is_one_of_the_model_and_stands_once() -> None:
    schema = Snapshot.of(Stored()).schema
    for need in MINIMUM:
        fields = schema.node_fields.get(need.of) or schema.relationship_fields[need.of]
        assert need.fact in fields or (need.of in schema.node and need.fact in schema.relationship), need
        assert need.askers, need
    assert len({(need.of, need.fact) for need in MINIMUM}) == len(MINIMUM)
