"""The rules find what is planted in the demo city, whatever its seed and size; of complete rules all of it and only that."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

import pytest

from eagraph.demo import COMPLETE_RULES, generate
from eagraph.graph.snapshot import Snapshot
from eagraph.loading.changes import Stored
from eagraph.rules.embedded import Embedded
from eagraph.rules.running import Means, check
from tests.contract.governed import shipped
from tests.contract.test_rules import ask

TODAY = dt.date(2026, 6, 30)
CITIES = [(1, None), (2, None), (3, None), (4, 700), (5, 9000)]


@pytest.mark.heavy
@pytest.mark.parametrize(("seed", "size"), CITIES)
def test_what_is_planted_is_found(seed: int, size: int | None) -> None:
    city = generate(size=size, seed=seed, today=TODAY)
    snapshot = Snapshot.of(Stored(city.nodes, city.relationships))
    answer = check(snapshot, shipped().rules, Means(Embedded(snapshot), ask(snapshot), TODAY, {}, 120.0))
    planted: dict[str, set[str]] = defaultdict(set)
    for truth in city.expected:
        planted[truth.asks] |= set(truth.present)
    found: dict[str, set[str]] = defaultdict(set)
    for row in answer.rows:
        found[row.rule].add(row.id)
    assert [(one.rule, str(one.trouble)) for one in answer.rules if one.trouble] == []
    missed = {rule: sorted(planted[rule] - found[rule]) for rule in found.keys() | planted.keys() & known()}
    assert {rule: things for rule, things in missed.items() if things} == {}
    more = {rule: sorted(found[rule] - planted[rule]) for rule in sorted(COMPLETE_RULES)}
    assert {rule: things for rule, things in more.items() if things} == {}


def known() -> set[str]:
    """The rules there are."""
    return {rule.id for rule in shipped().rules}


def test_of_every_rule_the_city_has_all_and_only_what_is_planted() -> None:
    assert known() <= COMPLETE_RULES
