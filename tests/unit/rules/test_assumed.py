"""A finding that rests on what is merely assumed is a warning, and says so."""

from __future__ import annotations

import datetime as dt

import pytest

from eagraph.graph.snapshot import Snapshot
from eagraph.rules.embedded import Embedded
from eagraph.rules.examples import drawn
from eagraph.rules.outcome import Finding
from eagraph.rules.running import Means, check
from tests.contract.governed import STANDARD, shipped
from tests.contract.test_rules import ask

TODAY = dt.date(2026, 6, 30)


def found(rule: str, *graph: str) -> Finding:
    snapshot: Snapshot = drawn(graph, STANDARD)
    means = Means(Embedded(snapshot), ask(snapshot), TODAY, {})
    (row,) = check(snapshot, [shipped().find(rule)], means).rows
    return row


def test_what_is_confirmed_or_says_nothing_stays_an_error() -> None:
    row = found("DQ-08", "crm:System {lifecycle: live, confidence: confirmed} -DEPENDS_ON-> old:System {lifecycle: retired}")
    assert (row.severity, row.assumed) == ("error", ())
    assert "assumption" not in row.message.en


def test_an_assumed_subject_makes_it_a_warning() -> None:
    row = found("DQ-08", "crm:System {lifecycle: live, confidence: assumed} -DEPENDS_ON-> old:System {lifecycle: retired}")
    assert (row.severity, row.assumed) == ("warning", ("crm",))
    assert "rests on assumptions: what is said of crm." in row.message.en


def test_so_does_an_assumed_relationship_that_the_rule_asks_for() -> None:
    row = found("DQ-08", "crm:System {lifecycle: live} -DEPENDS_ON {confidence: assumed}-> old:System {lifecycle: retired}")
    assert (row.severity, row.assumed) == ("warning", ("crm DEPENDS_ON old",))
    assert "crm depends on old" in row.message.en


@pytest.mark.parametrize(
    "more",
    [
        "crm -DEPENDS_ON {confidence: stated}-> old",  # another says the same, and does not assume it
        "crm -FLOW {confidence: assumed}-> old",  # of no type the rule asks for
        "pay:System {confidence: assumed} -DEPENDS_ON {confidence: assumed}-> crm",  # about something else
    ],
)
def test_another_relationship_changes_nothing(more: str) -> None:
    first = "crm:System {lifecycle: live} -DEPENDS_ON-> old:System {lifecycle: retired}"
    row = found("DQ-08", first, more)
    assert (row.severity, row.assumed) == ("error", ())


def test_what_was_no_error_stays_what_it_is_and_tells_what_it_rests_on() -> None:
    row = found("DQ-11", "crm:System {last_verified: 2020-01-01, confidence: assumed}")
    assert (row.severity, row.assumed) == ("warning", ("crm",))
    assert "assumption" not in row.message.en


def test_that_something_is_assumed_is_certain() -> None:
    row = found("DQ-12", "crm:System {confidence: assumed}")
    assert (row.severity, row.assumed) == ("info", ())


def test_rules_of_data_quality_are_nobodys_but_ours_and_may_be_exempted_from() -> None:
    rules = [rule for rule in shipped().rules if rule.theme == "data-quality"]
    assert [rule.id for rule in rules] == [f"DQ-{n:02}" for n in range(1, 16)]
    assert all(rule.is_exemptible for rule in rules)
    snapshot = drawn(["crm:System"], STANDARD)
    answer = check(snapshot, rules, Means(Embedded(snapshot), ask(snapshot), TODAY, {}))
    assert {one.programme for one in answer.rules} == {None}
