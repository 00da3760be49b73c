"""What is in the portable subset passes in silence; what is not is named where it stands, with what to write instead."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eagraph.model.schema import Schema, read_schema
from eagraph.rules._tokens import tokens
from eagraph.rules.embedded import Embedded
from eagraph.rules.examples import drawn
from eagraph.rules.subset import Complaint, columns, complaints, parameters
from tests.unit.rules.accepted_queries import ACCEPTED
from tests.unit.rules.refused_queries import REFUSED

STANDARD = Schema.standard()
VALUES = {"today": "2026-06-30", "year_ago": "2025-06-30", "soon": "2026-09-30", "ids": ["a", "b"], "limit": 2}


@pytest.mark.parametrize("query", ACCEPTED)
def test_a_query_of_the_subset_is_not_complained_of(query: str) -> None:
    assert complaints(query, STANDARD) == ()
    assert columns(query)


@pytest.mark.parametrize(("query", "line", "column", "words"), REFUSED)
def test_what_is_outside_is_named_where_it_stands(query: str, line: int, column: int, words: str) -> None:
    told = complaints(query, STANDARD)
    assert [one for one in told if (one.line, one.column) == (line, column) and words in one.text.en], told
    assert len(told) <= 2, "one mistake is told once"


def test_the_embedded_store_takes_every_query_of_the_subset() -> None:
    engine = Embedded(drawn(["a:System {scope: local} -FLOW-> b:System -OWNED_BY-> r:Role"], STANDARD))
    for query in ACCEPTED:
        given_values = {name: VALUES[name] for name in parameters(query)}
        rows = engine.rows(query.rstrip(";"), given_values, 10)  # type: ignore[arg-type]
        assert all(tuple(row) == columns(query) for row in rows), query


def test_everything_wrong_is_told_in_the_order_of_the_query() -> None:
    query = "MATCH (s:Sytem)-[:FLOW*]-(t)\nWHERE s.users = '1' XOR id(t) = 3\nRETURN s, sum(t.users) AS s\nLIMIT 3"
    told = complaints(query, STANDARD)
    places = [(one.line, one.column) for one in told]
    assert places == sorted(places)
    assert {line for line, _ in places} == {1, 2, 3, 4}
    assert len(told) >= 8


def test_complaints_speak_both_languages() -> None:
    (told,) = complaints("MATCH (s:System) RETURN s", STANDARD)
    assert isinstance(told, Complaint)
    assert "s.id AS id" in told.text.en
    assert "s.id AS id" in told.text.sv


def test_types_of_a_users_own_are_known(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    own = '[node.Vehicle]\nproperties.plate = { kind = "text" }\nproperties.k = { kind = "text" }\n[relationship.CHARGES]\n'
    file.write_text(own, encoding="utf-8")
    schema = read_schema(file)
    query = "MATCH (v:Vehicle)-[:CHARGES]->() WHERE v.plate = 'ABC' RETURN v.id AS id"
    assert complaints(query, schema) == ()
    assert [one.column for one in complaints(query, STANDARD)] == [10, 21]
    (mixed,) = complaints("MATCH (n) WHERE n.k = 1 RETURN n.id AS id", schema)
    assert "different kinds" in mixed.text.en


def test_parameters_are_those_of_the_query_and_not_of_its_texts() -> None:
    assert parameters("MATCH (s:System) WHERE s.id IN $ids AND s.name = '$no' // $neither\nRETURN $today AS t") == {
        "ids",
        "today",
    }


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("MATCH (s:System) RETURN s.id AS id, s.name, count(*) AS `how many`", ("id", "s.name", "how many")),
        ("MATCH (s:System) WITH s.id AS id RETURN id UNION MATCH (r:Role) RETURN r.id AS id", ("id",)),
        ("MATCH (s:System)", ()),
        ("RETURN", ()),
        ("nothing of the kind", ()),
    ],
)
def test_columns_are_those_of_the_first_part(query: str, named: tuple[str, ...]) -> None:
    assert columns(query) == named


def test_words_know_where_they_stand() -> None:
    read, wrong = tokens("MATCH (å) // one\n  /* two\n */ WHERE å.x<-1.5e3")
    assert wrong == ()
    assert [(t.text, t.line, t.column) for t in read if t.word == "WHERE" or t.kind == "number"] == [
        ("WHERE", 3, 5),
        ("1.5e3", 3, 16),
    ]
    assert [t.text for t in read][-5:] == ["x", "<", "-", "1.5e3", ""]


PIECES = sorted({token.text for query in (*ACCEPTED, *(case[0] for case in REFUSED)) for token in tokens(query)[0]})


def is_well_told(query: str) -> bool:
    """Has all that is said of a query words and a place, in order; are its columns and parameters read in any case?"""
    told = complaints(query, STANDARD)
    places = [(one.line, one.column) for one in told]
    lines = query.count("\n") + 1
    assert all(1 <= line <= lines and column >= 1 for line, column in places)
    assert all(one.text.sv and one.text.en for one in told)
    assert all(name in query for name in parameters(query))
    assert all(isinstance(name, str) for name in columns(query))
    return places == sorted(places)


@given(st.text())
def test_no_text_is_too_strange(text: str) -> None:
    assert is_well_told(text)
    assert complaints(text, STANDARD), "no random text is a query"


@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_no_order_of_words_is_too_strange(pieces: list[str]) -> None:
    assert is_well_told(" ".join(pieces))


@given(st.sampled_from(ACCEPTED), st.data())
def test_no_mutilated_query_is_too_strange(query: str, data: st.DataObject) -> None:
    words = [token.text for token in tokens(query)[0]]
    at = data.draw(st.integers(0, len(words) - 1))
    piece = data.draw(st.sampled_from(PIECES))
    kind = data.draw(st.sampled_from(("cut", "put", "change", "end")))
    changed = {"cut": words[:at] + words[at + 1 :], "end": words[:at], "put": [*words[:at], piece, *words[at:]]}
    assert is_well_told(" ".join(changed.get(kind, [*words[:at], piece, *words[at + 1 :]])))


@pytest.mark.parametrize(
    "piece",
    ["(", "[", "{", "NOT ", "-", "s.a = ", "1 + ", "s.a IS NULL ", "CASE WHEN ", "coalesce(", ".a", "EXISTS { MATCH "],
)
def test_depth_is_told_and_breaks_nothing(piece: str) -> None:
    query = "MATCH (s:System) WHERE " + piece * 3000
    assert complaints(query, STANDARD)
    columns(query)
    assert complaints("MATCH (s:System) WHERE " + "(" * 500 + "1" + ")" * 500 + " = 1 RETURN s.id AS id", STANDARD)
