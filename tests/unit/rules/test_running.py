"""How a rule comes out: fails, passes, unknown, nobody to ask, cancelled, refused; and the others still run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from eagraph import analysis
from eagraph.graph.snapshot import Snapshot
from eagraph.loading.changes import Stored
from eagraph.model.landscape import Node, Relationship
from eagraph.results import Result
from eagraph.rules.embedded import Embedded
from eagraph.rules.examples import drawn
from eagraph.rules.outcome import Check
from eagraph.rules.rule import Rule
from eagraph.rules.running import Means, check
from tests.unit.rules.test_documents import HEADER, QUERY, STANDARD, rule

TODAY = dt.date(2026, 6, 30)


def asked(snapshot: Snapshot, *rules: Rule, said: Mapping[str, Any] | None = None, seconds: float = 20.0) -> Check:
    def ask(name: str, params: Mapping[str, Any]) -> Result[Any]:
        question = analysis.find(name)
        return question.run(snapshot, analysis.read_params(question, params))

    return check(snapshot, rules, Means(Embedded(snapshot), ask, TODAY, said or {}, seconds))


def test_every_state_is_told() -> None:
    one = rule(HEADER + QUERY)
    states = {}
    for name, line in (("fail", "a:System {lifecycle: live}"), ("pass", "a:System {lifecycle: retired}"),
                       ("unknown", "a:System"), ("nothing", "a:Role")):  # fmt: skip
        outcome = asked(drawn([line], STANDARD), one).rules[0]
        states[name] = (outcome.state, outcome.population, outcome.failed, outcome.unknown, outcome.passed)
    assert states == {
        "fail": ("fail", 1, 1, 0, 0), "pass": ("pass", 1, 0, 0, 1), "unknown": ("unknown", 1, 0, 1, 0),
        "nothing": ("nothing", 0, 0, 0, 0),
    }  # fmt: skip


def test_who_is_unknown_and_what_is_missing_is_named() -> None:
    outcome = asked(drawn(["a:System", "b:System {lifecycle: live}"], STANDARD), rule(HEADER + QUERY)).rules[0]
    assert [(m.id, m.missing) for m in outcome.missing] == [("a", "lifecycle")]


def test_of_several_missing_things_the_same_is_told_whatever_the_order() -> None:
    one, other = (
        "MATCH (s:System) RETURN s.id AS id, 'users' AS missing",
        "MATCH (s:System) RETURN s.id AS id, 'scope' AS missing",
    )
    for parts in ((one, other), (other, one)):
        either = replace(rule(HEADER + QUERY), unknown=" UNION ALL ".join(parts))
        assert [m.missing for m in asked(drawn(["a:System {lifecycle: retired}"], STANDARD), either).rules[0].missing] == [
            "users"
        ]


def test_a_finding_is_known_by_its_rule_and_subjects_whatever_the_order() -> None:
    graph = ["a:System {lifecycle: live}", "b:System {lifecycle: live}"]
    one = asked(drawn(graph, STANDARD), rule(HEADER + QUERY))
    other = asked(drawn(graph[::-1], STANDARD), rule(HEADER + QUERY))
    assert [row.finding for row in one.rows] == [row.finding for row in other.rows] == ["OWN-01|a", "OWN-01|b"]


def test_a_refused_rule_leaves_the_others() -> None:
    good = rule(HEADER + QUERY)
    bad = replace(good, id="BAD", query="MATCH (s:System) RETURN nonsense(s.id) AS id")
    answer = asked(drawn(["a:System {lifecycle: live}"], STANDARD), bad, good)
    assert [(o.rule, o.state) for o in answer.rules] == [("BAD", "error"), ("OWN-01", "fail")]
    assert "BAD" in str(answer.completeness.reasons[0])
    assert answer.completeness.state == "incomplete"


def test_a_rule_that_would_run_for_minutes_is_cancelled() -> None:
    nodes = tuple(Node(f"n{i:04}", "System", {"name": f"n{i}", "lifecycle": "live"}) for i in range(2000))
    ties = tuple(Relationship(f"n{i:04}", "DEPENDS_ON", f"n{(i * 7 + j) % 2000:04}") for i in range(2000) for j in range(8))
    good = rule(HEADER + QUERY)
    slow = replace(
        good, id="SLOW",
        query="MATCH (s:System)-[:DEPENDS_ON*1..6]->(o:System) MATCH (o)-[:DEPENDS_ON*1..6]->(p:System) "
        "WHERE p.name = s.id RETURN DISTINCT s.id AS id",
    )  # fmt: skip
    answer = asked(Snapshot.of(Stored(nodes, tuple(sorted(ties, key=lambda t: t.key)))), slow, good, seconds=0.3)
    assert [(o.rule, o.state) for o in answer.rules] == [("SLOW", "timed_out"), ("OWN-01", "fail")]
    assert "SLOW" in str(answer.completeness.reasons[0])


def test_the_settings_may_say_other_values() -> None:
    text = HEADER.replace("[[example]]", "[parameters]\nmost = 3\n[[example]]", 1)
    one = rule(text + "MATCH (s:System) WHERE s.users > $most RETURN s.id AS id")
    snapshot = drawn(["a:System {users: 5, lifecycle: live}"], STANDARD)
    assert len(asked(snapshot, one).rows) == 1
    other = asked(snapshot, one, said={"OWN-01": {"most": 9}})
    assert other.rows == ()
    assert other.rules_hash != asked(snapshot, one).rules_hash


def test_a_message_tells_the_value_that_was_asked_for() -> None:
    text = HEADER.replace("[[example]]", '[message]\nsv = "{most}"\nen = "{most}"\n[parameters]\nmost = 3\n[[example]]', 1)
    one = rule(text + "MATCH (s:System) WHERE s.users > $most RETURN s.id AS id")
    snapshot = drawn(["a:System {users: 50, lifecycle: live}"], STANDARD)
    assert str(asked(snapshot, one, said={"OWN-01": {"most": 9}}).rows[0].message) == "9"


def test_a_population_that_is_no_number_is_told() -> None:
    odd = replace(rule(HEADER + QUERY), population="MATCH (s:System) RETURN s.name AS count")
    outcome = asked(drawn(["a:System {lifecycle: live}"], STANDARD), odd).rules[0]
    assert (outcome.state, "whole number" in str(outcome.trouble)) == ("error", True)


def test_owner_and_board_stand_with_a_finding() -> None:
    graph = [
        "s:System {lifecycle: live} -OWNED_BY-> ann:Role -BELONGS_TO-> dep:Organisation {kind: department}",
        "dep -PART_OF-> board:Organisation {kind: board}",
    ]
    row = asked(drawn(graph, STANDARD), rule(HEADER + QUERY)).rows[0]
    assert (row.owner, row.organisation) == ("ann", "board")
