"""Every rule there is: its examples hold on both engines, and both give the same rows on whatever landscape."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pytest

from eagraph import analysis
from eagraph.demo import generate
from eagraph.graph.snapshot import Snapshot
from eagraph.loading.changes import Stored
from eagraph.model.landscape import Node, Relationship
from eagraph.resources import cypher
from eagraph.results import Result
from eagraph.rules.embedded import Embedded
from eagraph.rules.engine import Engine, answered
from eagraph.rules.examples import drawn
from eagraph.rules.register import entries
from eagraph.rules.rule import Rule
from eagraph.rules.running import Ask, Means, check, values
from eagraph.rules.testing import tried
from tests.conftest import Place
from tests.contract.governed import STANDARD, forgetful, random_landscape, shipped, told

TODAY = dt.date(2026, 6, 30)
RULES = shipped().rules
LANDSCAPES, BATCHES = 200, 8
EVERY = 4
"""Of so many times one is asked of whom a rule is asked, and of whom it cannot tell, too."""
ALONE, TOGETHER = 40, 4
"""The first random landscapes stand alone, of the others so many beside each other: planning takes nearly all the time."""
SEEDS = [(seed,) for seed in range(ALONE)] + [
    tuple(range(first, first + TOGETHER)) for first in range(ALONE, LANDSCAPES, TOGETHER)
]
ASKED = [rule for rule in RULES if rule.asks is None]


def ask(snapshot: Snapshot) -> Ask:
    """Analyses, as a workspace asks them."""

    def asked(name: str, params: Mapping[str, Any]) -> Result[Any]:
        question = analysis.find(name)
        return question.run(snapshot, analysis.read_params(question, params))

    return asked


def rows_of(engine: Engine, rule: Rule, today: dt.date, *, whole: bool = True) -> dict[str, list[str]]:
    """All that a rule's queries answer; or only whom it finds."""
    given = values(rule, today, {})
    queries = {"population": rule.population, "unknown": rule.unknown, "query": rule.query}
    return {
        part: told(answered(engine, query, given, 60.0))
        for part, query in queries.items()
        if query and (whole or part == "query")
    }


def test_no_file_is_broken_and_every_core_rule_is_there() -> None:
    assert [str(problem) for problem in shipped().problems] == []
    assert {id_ for id_, entry in entries().items() if entry.tier in "CI"} <= {rule.id for rule in RULES}
    assert all(rule.id == rule.source for rule in RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_examples_hold_where_nothing_is_installed(rule: Rule) -> None:
    assert [one for one in tried([rule], STANDARD, engine=Embedded, ask=ask) if not one.holds] == []


@pytest.mark.neo4j
@pytest.mark.xdist_group("neo4j")
def test_examples_hold_in_neo4j_with_the_same_rows(neo4j: Place) -> None:
    for rule in RULES:
        for example in rule.examples:
            snapshot, day = drawn(example.graph, STANDARD), dt.date.fromisoformat(example.today)
            with forgetful(neo4j) as engine:
                engine.hold(snapshot)
                assert rows_of(engine, rule, day) == rows_of(Embedded(snapshot), rule, day), rule.id
                answer = check(snapshot, [rule], Means(engine, ask(snapshot), day, {}))
            outcome = answer.rules[0]
            assert outcome.trouble is None, (rule.id, outcome.trouble)
            subjects = {
                " + ".join((row.id, *row.others)) if " + " in "".join(example.finds) else row.id for row in answer.rows
            }
            assert (subjects, {m.id for m in outcome.missing}) == (set(example.finds), set(example.unknown)), rule.id


@pytest.mark.neo4j
@pytest.mark.xdist_group("neo4j")
def test_a_file_pastes_into_neo4j_browser_as_it_is(neo4j: Place) -> None:
    with forgetful(neo4j) as engine:
        for rule in RULES:
            text = (cypher() / "rules" / rule.theme / f"{rule.id}.cypher").read_text(encoding="utf-8")
            if rule.query:
                assert engine.rows(text, values(rule, TODAY, {}), 60.0) == [], rule.id


@pytest.mark.neo4j
@pytest.mark.heavy
@pytest.mark.xdist_group("neo4j")
@pytest.mark.timeout(900)
@pytest.mark.parametrize("batch", range(BATCHES))
def test_both_engines_answer_alike_on_random_landscapes(neo4j: Place, batch: int) -> None:
    for number in range(batch, len(SEEDS), BATCHES):
        first, *beside = SEEDS[number]
        snapshot = random_landscape(first, RULES, *beside)
        with forgetful(neo4j) as engine:
            engine.hold(snapshot)
            there, here = engine, Embedded(snapshot)
            whole = number // BATCHES % EVERY == batch % EVERY
            for rule in ASKED:
                found = rows_of(there, rule, TODAY, whole=whole)
                assert found == rows_of(here, rule, TODAY, whole=whole), (SEEDS[number], rule.id)


@pytest.mark.neo4j
@pytest.mark.heavy
@pytest.mark.xdist_group("neo4j")
def test_both_engines_answer_alike_on_the_demo_city(neo4j: Place) -> None:
    city = generate(today=TODAY)
    snapshot = Snapshot.of(Stored(city.nodes, city.relationships))
    here = Embedded(snapshot)
    with forgetful(neo4j) as there:
        there.hold(snapshot)
        for rule in ASKED:
            assert rows_of(there, rule, TODAY) == rows_of(here, rule, TODAY), rule.id


def test_nobody_is_counted_twice_or_left_out_on_random_landscapes() -> None:
    """Whom a rule finds, and of whom it cannot tell, is among those it is asked of."""
    for seed, *beside in SEEDS[ALONE - 4 : ALONE + 4]:
        snapshot = random_landscape(seed, RULES, *beside)
        answer = check(snapshot, RULES, Means(Embedded(snapshot), ask(snapshot), TODAY, {}))
        for outcome in answer.rules:
            assert outcome.trouble is None, (seed, outcome.rule, outcome.trouble)
            assert outcome.failed + outcome.unknown + outcome.passed == outcome.population, (seed, outcome.rule)


def test_an_empty_landscape_breaks_no_rule() -> None:
    snapshot = Snapshot.of(Stored())
    answer = check(snapshot, RULES, Means(Embedded(snapshot), ask(snapshot), TODAY, {}))
    assert [(one.rule, one.trouble) for one in answer.rules if one.trouble] == []
    assert answer.rows == ()


def test_a_bare_list_of_systems_is_mostly_unknown_and_not_wrong() -> None:
    """Somebody who has loaded a list of systems with owners is not told of hundreds of errors."""
    systems = tuple(Node(f"s{i}", "System", {"name": f"System {i}", "lifecycle": "live"}) for i in range(20))
    ties = tuple(Relationship(f"s{i}", "OWNED_BY", "z") for i in range(20))
    snapshot = Snapshot.of(Stored((*systems, Node("z", "Organisation", {"name": "Nämnden", "kind": "board"})), ties))
    answer = check(snapshot, RULES, Means(Embedded(snapshot), ask(snapshot), TODAY, {}))
    wrong = {row.rule for row in answer.rows if row.severity == "error" and row.label == "System"}
    assert len(wrong) <= 3, wrong
