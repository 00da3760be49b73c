"""Named queries: what is refused in a file, how what a person gives is read, and what an answer says of itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pytest

from eagraph.errors import InvalidRule, QueryTooLong, UnknownName, UsageError
from eagraph.graph.snapshot import Snapshot
from eagraph.model.schema import Schema
from eagraph.rules import asking
from eagraph.rules.asking import Answer, asked, values
from eagraph.rules.embedded import Embedded
from eagraph.rules.engine import Row
from eagraph.rules.examples import drawn
from eagraph.rules.queries import Queries, read_queries, read_query
from eagraph.rules.query import Query
from eagraph.rules.rule import Parameter
from eagraph.rules.testing import tried_queries

STANDARD = Schema.standard()
TODAY = dt.date(2026, 6, 30)
GOOD = """/*
title    = { sv = "Användare", en = "Users" }
question = { sv = "Vilka?", en = "Who?" }
[columns]
id   = { sv = "id", en = "id" }
name = { sv = "namn", en = "name" }
[parameters.of]
type        = "thing"
labels      = ["System"]
description = { sv = "systemet", en = "the system" }
example     = "crm"
[[example]]
graph  = ["crm:System -USED_BY-> social:Organisation"]
params = { of = "crm" }
rows   = [{ id = "social" }]
*/
MATCH (s:System)-[:USED_BY]->(o:Organisation) WHERE s.id = $of RETURN o.id AS id, o.name AS name
"""


@pytest.fixture(scope="module")
def shipped() -> Queries:
    return read_queries(STANDARD)


def city() -> Snapshot:
    return drawn(
        ["crm:System {name: CRM} -USED_BY-> social:Organisation {name: Social}", "pay:System -USED_BY-> social"], STANDARD
    )


class Slow:
    """An engine that is always cancelled."""

    def rows(self, query: str, parameters: Mapping[str, Parameter], seconds: float) -> list[Row]:
        raise QueryTooLong(seconds)


def ask(query: Query, **given: Any) -> Answer:
    return asked(city(), query, given, Embedded(city()), today=TODAY, seconds=20)


def test_twenty_are_shipped_and_none_is_broken(shipped: Queries) -> None:
    assert (shipped.problems, len(shipped.queries) >= 20) == ((), True)


def test_examples_hold(shipped: Queries) -> None:
    assert [one for one in tried_queries(shipped.queries, STANDARD, engine=Embedded) if not one.holds] == []


def test_an_example_that_does_not_hold_is_told() -> None:
    wrong = read_query(GOOD.replace('{ id = "social" }', '{ id = "nobody" }'), file="u.cypher", schema=STANDARD)
    (one,) = tried_queries([wrong], STANDARD, engine=Embedded)
    assert (one.holds, one.expected, one.found) == (False, ("id=nobody",), ("id=social",))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"thing"', '"number"', "there are thing, text, date, integer"),
        ('["System"]', '["Sytem"]', "nearest: System"),
        ("$of", "$fo", "asks for $fo"),
        ("WHERE s.id = $of ", "", "no query asks for it"),
        ("o.id AS id, o.name AS name", "o.id AS id", "id and name first"),
        ('rows   = [{ id = "social" }]', "rows = []", "lacks an example with rows"),
        ('{ id = "social" }', '{ ide = "social" }', "no column of the query"),
        ('params = { of = "crm" }', 'params = { off = "crm" }', "no parameter of the query"),
        ("crm:System -USED_BY->", "crm:System -USED->", "is no tie"),
        ("MATCH (s:System)", "CREATE (s:System)", "CREATE"),
        ('question = { sv = "Vilka?", en = "Who?" }', "", "question"),
        ("title    =", "title    ", "not TOML"),
        ("/*", "", "expected a header"),
    ],
)
def test_what_is_wrong_with_a_file_is_told(old: str, new: str, told: str) -> None:
    with pytest.raises(InvalidRule) as error:
        read_query(GOOD.replace(old, new), file="users.cypher", schema=STANDARD)
    assert told in str(error.value)
    assert "users.cypher" in str(error.value)


def test_a_thing_is_named_as_people_do() -> None:
    query = read_query(GOOD, file="users.cypher", schema=STANDARD)
    assert [row.id for row in ask(query, of="CRM").rows] == ["social"]
    with pytest.raises(UnknownName):
        ask(query, of="nobody")
    with pytest.raises(UsageError, match="is a Organisation; of is one of System"):
        ask(query, of="Social")
    with pytest.raises(UsageError, match="needs of: the system"):
        ask(query)
    with pytest.raises(UsageError, match="takes no 'off'"):
        ask(query, of="CRM", off="1")


@pytest.mark.parametrize(
    ("given", "read"), [({}, "2027-06-30"), ({"before": "2026-12-31"}, "2026-12-31"), ({"before": "-P30D"}, "2026-05-31")]
)
def test_a_day_is_given_or_counted_from_today(shipped: Queries, given: dict[str, str], read: str) -> None:
    query = shipped.find("contracts-ending")
    assert values(city(), query, given, TODAY) == {"today": "2026-06-30", "year": 2026, "before": read}
    with pytest.raises(UsageError, match="expected a day"):
        values(city(), query, {"before": "soon"}, TODAY)


def test_an_answer_says_of_whom_it_cannot_be_told(shipped: Queries) -> None:
    snapshot = drawn(["crm:System {lifecycle: live}", "pay:System {lifecycle: live, contract_end: 2026-07-01}"], STANDARD)
    query = shipped.find("contracts-ending")
    answer = asked(snapshot, query, {}, Embedded(snapshot), today=TODAY, seconds=20)
    assert ([row.id for row in answer.rows], answer.unknown) == (["pay"], {"crm": "contract_end"})
    assert (answer.completeness.state, "contract_end (1)" in answer.completeness.reasons[0].en) == ("incomplete", True)
    assert (answer.snapshot.hash, answer.params["before"]) == (snapshot.hash, "2027-06-30")
    assert answer.columns["contract_end"].sv == "avtalet löper ut"


def test_one_that_takes_too_long_says_so() -> None:
    answer = asked(city(), read_query(GOOD, file="u.cypher", schema=STANDARD), {"of": "crm"}, Slow(), today=TODAY, seconds=1)
    assert (answer.completeness.state, answer.rows) == ("timed_out", ())


def test_one_with_too_many_rows_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "MOST", 1)
    snapshot = drawn([f"crm:System -USED_BY-> o{i}:Organisation" for i in range(3)], STANDARD)
    query = read_query(GOOD, file="u.cypher", schema=STANDARD)
    answer = asked(snapshot, query, {"of": "crm"}, Embedded(snapshot), today=TODAY, seconds=20)
    assert ([row.id for row in answer.rows], answer.completeness.state) == (["o0"], "truncated")


def test_an_unknown_query_is_refused_with_the_nearest(shipped: Queries) -> None:
    with pytest.raises(UnknownName) as error:
        shipped.find("usrs")
    assert error.value.nearest[0] == "users"
