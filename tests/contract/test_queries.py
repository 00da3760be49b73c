"""Every named query: the same rows from Neo4j and from the embedded engine, on its examples and on any landscape."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping

import pytest

from eagraph.graph.snapshot import Snapshot
from eagraph.rules import subset
from eagraph.rules.asking import values
from eagraph.rules.embedded import Embedded
from eagraph.rules.engine import Engine
from eagraph.rules.examples import drawn
from eagraph.rules.queries import read_queries
from eagraph.rules.query import Query
from eagraph.rules.rule import Rule
from tests.conftest import Place
from tests.contract.governed import STANDARD, forgetful, random_landscape, shipped, told

TODAY = dt.date(2026, 6, 30)
QUERIES = read_queries(STANDARD).queries
LANDSCAPES = 40


def rows_of(
    engine: Engine, snapshot: Snapshot, query: Query, given: Mapping[str, str], today: dt.date
) -> dict[str, list[str]]:
    """What a query answers, and of whom it cannot tell."""
    params = values(snapshot, query, given, today)
    return {
        text: told(engine.rows(text, {name: params[name] for name in subset.parameters(text)}, 60.0))
        for text in (query.text, query.unknown)
        if text
    }


def given_at_random(snapshot: Snapshot, query: Query, chance: random.Random) -> dict[str, str] | None:
    """A value for every parameter; None where the landscape has nothing it could be."""
    given = {}
    for taken in query.parameters:
        if taken.kind == "thing":
            things = [node.id for node in snapshot.nodes if not taken.labels or node.label in taken.labels]
            if not things:
                return None
            given[taken.name] = chance.choice(things)
        else:
            given[taken.name] = taken.example
    return given


@pytest.mark.neo4j
@pytest.mark.xdist_group("neo4j")
def test_examples_give_the_same_rows_in_neo4j(neo4j: Place) -> None:
    for query in QUERIES:
        for example in query.examples:
            snapshot, day = drawn(example.graph, STANDARD), dt.date.fromisoformat(example.today)
            with forgetful(neo4j) as engine:
                engine.hold(snapshot)
                there = rows_of(engine, snapshot, query, example.params, day)
            assert there == rows_of(Embedded(snapshot), snapshot, query, example.params, day), query.name


@pytest.mark.neo4j
@pytest.mark.heavy
@pytest.mark.xdist_group("neo4j")
def test_random_landscapes_give_the_same_rows(neo4j: Place) -> None:
    rules: tuple[Rule, ...] = shipped().rules
    for seed in range(LANDSCAPES):
        snapshot, chance = random_landscape(seed, rules), random.Random(seed)
        embedded = Embedded(snapshot)
        with forgetful(neo4j) as engine:
            engine.hold(snapshot)
            for query in QUERIES:
                if (given := given_at_random(snapshot, query, chance)) is not None:
                    there = rows_of(engine, snapshot, query, given, TODAY)
                    assert there == rows_of(embedded, snapshot, query, given, TODAY), (seed, query.name, given)
