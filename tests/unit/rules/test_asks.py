"""Rules that ask an analysis: which rows are read, whom the rule is asked of, and what is told where names do not fit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pytest

from eagraph import analysis
from eagraph.errors import InvalidRule
from eagraph.model.schema import Schema
from eagraph.results import Result
from eagraph.rules.document import read_rule
from eagraph.rules.embedded import Embedded
from eagraph.rules.examples import drawn
from eagraph.rules.outcome import Check
from eagraph.rules.running import Means, check

STANDARD = Schema.standard()
RULE = """/*
title    = {{ sv = "a", en = "a" }}
severity = "error"
source   = "own:test"
subject  = "System"
why      = {{ sv = "b", en = "b" }}
fix      = {{ sv = "c", en = "c" }}
message  = {{ sv = "{{name}} {{hours}}", en = "{{name}} {{hours}}" }}
{population}
[asks]
analysis   = "single-points"
subject    = "of"
finds      = {{ held_lower = "yes" }}
unknowns   = {{ held_lower = "unknown" }}
missing    = "criticality"
others     = ["id"]
{asks}
[[example]]
graph = ["alarm:DigitalService {{criticality: 4}} -DEPENDS_ON-> clock:System {{criticality: 1}}"]
finds = ["alarm"]
[[example]]
graph = ["clock:System"]
finds = []
[[example]]
graph = ["alarm:DigitalService {{criticality: 4}} -DEPENDS_ON-> clock:System"]
finds = []
unknown = ["alarm"]
*/
{query}
"""
CITY = [
    "alarm:DigitalService {criticality: 4} -DEPENDS_ON-> clock:System {criticality: 1}",
    "care:DigitalService {criticality: 4} -DEPENDS_ON-> log:System",
    "news:DigitalService {criticality: 0} -DEPENDS_ON-> log",
]  # fmt: skip
ALL = 'population = "MATCH (d:DigitalService) RETURN count(d) AS count"'
GRAVE = 'population = "MATCH (d:DigitalService) WHERE d.criticality = 4 RETURN d.id AS id"'


def checked(population: str = ALL, asks: str = "", query: str = "") -> Check:
    content = RULE.format(population=population, asks=asks, query=query)
    rule = read_rule(content, id_="OWN-99", theme="own", file="OWN-99.cypher", schema=STANDARD)
    snapshot = drawn(CITY, STANDARD)

    def ask(name: str, params: Mapping[str, Any]) -> Result[Any]:
        question = analysis.find(name)
        return question.run(snapshot, analysis.read_params(question, params))

    return check(snapshot, [rule], Means(Embedded(snapshot), ask, dt.date(2026, 6, 30), {}))


def told(answer: Check) -> tuple[int, list[str], list[str]]:
    outcome = answer.rules[0]
    return outcome.population, [row.finding for row in answer.rows], [one.id for one in outcome.missing]


def test_a_population_may_count_or_name() -> None:
    assert told(checked()) == (3, ["OWN-99|alarm|clock"], ["care", "news"])
    assert told(checked(GRAVE)) == (2, ["OWN-99|alarm|clock"], ["care"])
    nobody = 'population = "MATCH (d:DigitalService) WHERE d.criticality = 3 RETURN d.id AS id"'
    assert told(checked(nobody)) == (0, [], [])


def test_rows_may_say_whom_it_is_asked_of() -> None:
    assert told(checked("", 'asked = { held_lower = ["yes", "no"] }')) == (1, ["OWN-99|alarm|clock"], [])


def test_a_query_stands_beside_it_and_kinds_come_from_a_column() -> None:
    query = "MATCH (d:DigitalService) WHERE d.criticality = 0 RETURN d.id AS id, 'small' AS wrong, 2.5 AS hours"
    answer = checked(ALL, 'wrong = "held_lower"', query)
    assert told(answer) == (3, ["OWN-99|alarm|clock|yes", "OWN-99|news|small"], ["care"])
    assert (answer.rows[1].message.sv, answer.rows[1].message.en) == ("news 2,5", "news 2.5")


def test_what_is_missing_is_told() -> None:
    assert {one.missing for one in checked().rules[0].missing} == {"criticality"}


@pytest.mark.parametrize(
    ("asks", "wrong"),
    [('rows = "pairs"', "has no list pairs"), ('wrong = "heldlower"', "no column heldlower; nearest: held_lower")],
)
def test_names_that_the_answer_does_not_have_are_told(asks: str, wrong: str) -> None:
    outcome = checked(ALL, asks).rules[0]
    assert outcome.trouble
    assert (outcome.state, wrong in outcome.trouble.en) == ("error", True)


def test_it_has_to_be_said_whom_it_is_asked_of() -> None:
    with pytest.raises(InvalidRule, match="which rows the rule is asked of"):
        checked("")
