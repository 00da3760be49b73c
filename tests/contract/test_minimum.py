"""What the table of minimum data says of analyses and rules is so: taking a fact away from a city changes what they say."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace
from functools import cache

import pytest

from eagraph import analysis
from eagraph.analysis._known import Known
from eagraph.analysis._minimum import MINIMUM, Need
from eagraph.demo import generate
from eagraph.graph.snapshot import Snapshot
from eagraph.loading.changes import Stored
from eagraph.rules.embedded import Embedded
from eagraph.rules.running import Means, check
from tests.contract.governed import shipped
from tests.contract.test_rules import ask

TODAY = dt.date(2026, 6, 30)
SIZE = 900
SERVICE, POWER = "service:mina-arenden-pa-webben", "facility:elmatning-norr"
PARAMS: dict[str, dict[str, object]] = {
    "cut-sets": {"of": SERVICE}, "importance": {"of": SERVICE}, "uncertainty": {"of": [SERVICE], "samples": 200},
    "operability": {"failed": [POWER]},
    "restoration-order": {"failed": [POWER]}, "timeline": {"failed": [POWER]},
}  # fmt: skip


@cache
def city() -> Snapshot:
    made = generate(size=SIZE, today=TODAY)
    return Snapshot.of(Stored(made.nodes, made.relationships))


def test_every_name_is_that_of_an_analysis_or_a_rule() -> None:
    assert {name for need in MINIMUM for name in need.analyses} <= set(analysis.names())
    assert {rule for need in MINIMUM for rule in need.rules} <= {rule.id for rule in shipped().rules}


@pytest.mark.heavy
def test_of_whom_a_fact_is_missing_a_rule_says_that_it_cannot_tell() -> None:
    """Of most of them: some another fact is missing of first, or the rule finds them all the same."""
    snapshot = city()
    wanted = {rule for need in MINIMUM for rule in need.rules}
    rules = [rule for rule in shipped().rules if rule.id in wanted]
    answer = check(snapshot, rules, Means(Embedded(snapshot), ask(snapshot), TODAY, {}, 120.0))
    told = {one.rule: Counter((m.label, m.missing) for m in one.missing) for one in answer.rules}
    known = Known(snapshot, TODAY)
    for need in MINIMUM:
        lacking = len(list(known.lacking(need.of, need.fact)))
        for rule in need.rules if lacking > 3 else ():
            assert told[rule][need.of, need.fact] >= 0.5 * lacking, (need.of, need.fact, rule)


def without(snapshot: Snapshot, need: Need) -> Snapshot:
    """The landscape in which nobody knows a fact."""
    names = {need.fact, f"{need.fact}_high", f"{need.fact}_low"}
    nodes, ties = snapshot.nodes, snapshot.relationships
    if need.fact in snapshot.schema.relationship and need.of in snapshot.schema.node:
        label = {node.id: node.label for node in nodes}
        ties = tuple(r for r in ties if r.type != need.fact or need.of not in (label[r.source], label[r.target]))
    else:
        nodes = tuple(
            replace(n, properties={k: v for k, v in n.properties.items() if k not in names}) if n.label == need.of else n
            for n in nodes
        )
        ties = tuple(
            replace(r, properties={k: v for k, v in r.properties.items() if k not in names}) if r.type == need.of else r
            for r in ties
        )
    return Snapshot.of(Stored(nodes, ties), snapshot.schema)


def said(snapshot: Snapshot, name: str) -> str:
    """All an analysis says, but which data it says it of."""
    question = analysis.find(name)
    params = dict(PARAMS.get(name, {}))
    return question.run(snapshot, analysis.read_params(question, params)).model_dump_json(exclude={"snapshot"})


@pytest.mark.heavy
@pytest.mark.parametrize("name", sorted({name for need in MINIMUM for name in need.analyses}))
def test_an_analysis_says_something_else_where_nobody_knows_what_it_needs(name: str) -> None:
    snapshot = city()
    whole = said(snapshot, name)
    for need in (need for need in MINIMUM if name in need.analyses):
        if Known(snapshot, None).members.get(need.of):
            assert said(without(snapshot, need), name) != whole, (need.of, need.fact)
