"""The portable subset keeps its promise: what it takes, both stores answer alike; what it refuses, not always."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from eagraph.graph.snapshot import Snapshot
from eagraph.rules import subset
from eagraph.rules.embedded import Embedded
from eagraph.rules.engine import Engine
from eagraph.rules.examples import drawn
from eagraph.rules.rule import Rule
from tests.conftest import Place
from tests.contract.governed import STANDARD, forgetful, random_landscape, shipped, told
from tests.unit.rules.accepted_queries import ACCEPTED

LANDSCAPES = 6
VALUES = {
    "today": "2026-06-30", "year_ago": "2025-06-30", "soon": "2026-12-31", "ids": ("n01", "n02", "n03"), "limit": 3,
}  # fmt: skip
GRAPH = (
    "a:System {users: 10, personal_data: true, scope: common, tags: [x, y]} -FLOW-> b:System",
    "b {users: 5, tags: [x], lifecycle: live, last_verified: 2024-01-01}",
    "b -FLOW-> c:System -FLOW-> b",
    "d:System -FLOW-> d",
    "a -OWNED_BY-> r:Role",
)
DIFFERENT = (
    "MATCH (s:System)-[:FLOW]->(t:System)<-[:FLOW]-(u:System) RETURN s.id AS id, u.id AS other",
    "MATCH (s:System)-[:FLOW*2..3]->(t:System) RETURN DISTINCT s.id AS id, t.id AS other",
    "MATCH (s:System) RETURN s.id AS id, COUNT { MATCH (s)-[:FLOW*1..3]->() } AS count",
    "MATCH (s:System)-[:FLOW]-(t:System) RETURN s.id AS id, t.id AS other",
    "MATCH (s:System) WHERE s.users > 100 RETURN sum(s.users) AS total",
    "MATCH (s:System) WHERE s.personal_data = 'true' RETURN s.id AS id",
    "MATCH (s:System) WHERE s.users = '10' RETURN s.id AS id",
    "MATCH (s:System) WHERE s.tags CONTAINS 'x' RETURN s.id AS id",
    "MATCH (s:System) WHERE s.last_verified < date('2030-01-01') RETURN s.id AS id",
    "MATCH (s:System) WHERE NOT any(x IN ['live'] WHERE x = s.lifecycle) RETURN s.id AS id",
    "MATCH (s:System) WHERE NOT s.id IN [s.scope, 'b'] RETURN s.id AS id",
    "MATCH (s:System) OPTIONAL MATCH (s)-[:FLOW]->(t) WHERE s.users IS NULL OR t.users > 9 RETURN s.id AS id, t.id AS other",
    "MATCH (s:System) WHERE EXISTS { MATCH (s)-[:FLOW]->() WHERE s.users IS NULL } RETURN s.id AS id",
    "MATCH (s:System), (S:System) WHERE s.id < S.id RETURN s.id AS id, S.id AS other",
    "MATCH (s:System:Role) RETURN s.id AS id",
    "MATCH (s:System) WHERE 'ÅÄ' =~ '(?i)åä' RETURN s.id AS id",
    "MATCH (s:System) WHERE 'ab' =~ '(?=a).*' RETURN s.id AS id",
)
"""Each answered in silence by both, and not alike."""


def asked(query: str) -> Rule:
    """A rule of this query alone, for what draws landscapes by the words of rules."""
    return replace(shipped().rules[0], query=query, population="", unknown="")


def rows(engine: Engine, query: str) -> list[str]:
    """The rows of a query; a number is one number, of whatever type."""
    given = {name: VALUES[name] for name in subset.parameters(query)}
    found = engine.rows(query, given, 60.0)  # type: ignore[arg-type]
    return told([{name: float(v) if isinstance(v, Decimal | int) else v for name, v in row.items()} for row in found])


@pytest.mark.neo4j
@pytest.mark.xdist_group("neo4j")
@pytest.mark.heavy
@pytest.mark.timeout(300)
def test_both_stores_answer_a_query_of_the_subset_alike(neo4j: Place) -> None:
    answered: set[str] = set()
    for seed in range(LANDSCAPES):
        snapshot = random_landscape(seed, [asked(query) for query in ACCEPTED])
        here = Embedded(snapshot)
        with forgetful(neo4j) as there:
            there.hold(snapshot)
            for query in ACCEPTED:
                found = rows(there, query)
                assert rows(here, query) == found, (seed, query)
                answered |= {query} if found else set()
    assert len(answered) >= 0.5 * len(ACCEPTED), set(ACCEPTED) - answered


@pytest.mark.neo4j
@pytest.mark.xdist_group("neo4j")
def test_what_is_refused_is_answered_differently(neo4j: Place) -> None:
    snapshot: Snapshot = drawn(GRAPH, STANDARD)
    here = Embedded(snapshot)
    with forgetful(neo4j) as there:
        there.hold(snapshot)
        for query in DIFFERENT:
            assert subset.complaints(query, STANDARD), query
            assert rows(here, query) != rows(there, query), query
