"""What a field reads, what it refuses, and that it reads its own values back unchanged."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eagraph.model import fields, nodes, relationships
from eagraph.model.fields import BadValue, Field, Value

ALL = [*nodes.COMMON, *nodes.CLASSIFIED, *relationships.COMMON]
ALL += [f for node in nodes.NODE_TYPES for f in node.fields]
ALL += [f for tie in relationships.RELATIONSHIP_TYPES for f in tie.fields]
RAW = (
    st.text(max_size=12)
    | st.sampled_from(
        ["4,5", "1 000", "ja", "NEJ", "2026-02-29", "2024-02-29", "2026-01-01T10:00", "allvarlig", "none", "a|b", "x"]
    )
    | st.integers()
    | st.floats()
    | st.booleans()
    | st.none()
    | st.dates()
    | st.datetimes()
    | st.lists(st.text(max_size=4), max_size=3)
)
TAKEN: list[tuple[Field, object, Value]] = [
    (fields.number("rto_h", "", ""), "4,5", 4.5),
    (fields.number("rto_h", "", ""), "1\u00a0000,5", 1000.5),
    (fields.integer("users", "", ""), "12", 12),
    (fields.integer("users", "", ""), 12.0, 12),
    (fields.integer("users", "", ""), "12.0", 12),
    (fields.boolean("needed", "", ""), "Ja", True),
    (fields.boolean("needed", "", ""), "0", False),
    (fields.boolean("needed", "", ""), 1.0, True),
    (fields.date("valid_from", "", ""), dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC), "2026-03-01"),
    (fields.date("valid_from", "", ""), dt.date(2026, 3, 1), "2026-03-01"),
    (fields.date("valid_from", "", ""), "2026-03-01T12:00:00Z", "2026-03-01"),
    (fields.date("valid_from", "", ""), " 2026-03-01 ", "2026-03-01"),
    (fields.level("k", "", ""), "synnerligen allvarlig", 4),
    (fields.level("k", "", ""), "Moderate", 1),
    (fields.level("k", "", ""), "none", 0),
    (fields.level("k", "", ""), "3", 3),
    (fields.listing("tags", "", ""), "a | b||c", ("a", "b", "c")),
    (fields.listing("tags", "", ""), ["a", True], ("a", "true")),
    (fields.text("name", "", ""), "  Å  ", "Å"),
    (fields.text("name", "", ""), ["a", "b"], "a|b"),
    (fields.text("name", "", ""), 7, "7"),
]
REFUSED: list[tuple[Field, object, str]] = [
    (fields.level("k", "", ""), "7", "level 0-4"),
    (fields.level("k", "", ""), -1, "level 0-4"),
    (fields.level("k", "", ""), True, "level 0-4"),
    (fields.level("k", "", ""), "1.5", "level 0-4"),
    (fields.date("valid_from", "", ""), "2026-02-30", "YYYY-MM-DD"),
    (fields.date("valid_from", "", ""), "01/02/2026", "YYYY-MM-DD"),
    (fields.date("valid_from", "", ""), "2026-01-011", "YYYY-MM-DD"),
    (fields.number("rto_h", "", ""), "fyra", "0 or more"),
    (fields.number("rto_h", "", ""), "-1", "0 or more"),
    (fields.number("rto_h", "", ""), "NaN", "number"),
    (fields.number("rto_h", "", ""), float("inf"), "number"),
    (fields.number("rto_h", "", ""), True, "number"),
    (fields.probability("alpha", "", ""), "1.01", "from 0 to 1"),
    (fields.integer("users", "", ""), "1,5", "whole number"),
    (fields.integer("users", "", "", low=None), str(2**63), "whole number"),
    (fields.integer("users", "", "", low=None), "9" * 5000, "number"),
    (fields.boolean("needed", "", ""), "kanske", "yes or no"),
    (fields.boolean("needed", "", ""), 2, "yes or no"),
    (fields.choice("mode", "", "", "hard soft", closed=True), "hrad", "hard, soft"),
]


@pytest.mark.parametrize(("field", "raw", "value"), TAKEN)
def test_a_field_reads_what_people_write(field: Field, raw: object, value: Value) -> None:
    read = field.read(raw)
    assert (read, type(read)) == (value, type(value))


@pytest.mark.parametrize(("field", "raw", "expected"), REFUSED)
def test_a_field_refuses_and_says_what_it_takes(field: Field, raw: object, expected: str) -> None:
    with pytest.raises(BadValue) as raised:
        field.read(raw)
    told = raised.value.expected
    assert expected in f"{told.en} {field.expectation.en}"
    assert told.sv


@settings(max_examples=1500)
@given(field=st.sampled_from(ALL), raw=RAW)
def test_any_value_is_read_or_refused_and_what_is_read_reads_the_same_again(field: Field, raw: object) -> None:
    try:
        value = field.read(raw)
    except BadValue:
        return
    again = field.read(value)
    assert (again, type(again)) == (value, type(value))
    if field.low is not None:
        assert isinstance(value, int | float)
        assert field.low <= value <= (float("inf") if field.high is None else field.high)
    if field.closed:
        assert value in field.choices


@pytest.mark.parametrize("raw", [True, 7, 1.5, "x", ["a", True], ("b",)])
def test_a_property_nobody_declared_is_kept_as_text(raw: object) -> None:
    value = fields.undeclared(raw)
    assert value == fields.undeclared(value)
    assert isinstance(value, str | tuple)


def test_an_open_choice_keeps_a_word_it_does_not_know() -> None:
    field = fields.choice("pattern", "", "", "api file")
    assert field.read("telepati") == "telepati"
    assert not field.is_known("telepati")
    assert field.is_known("api")
    assert fields.listing("tags", "", "", "a b").is_known(("a", "b"))
    assert not fields.listing("tags", "", "", "a b").is_known(("a", "c"))
    assert fields.text("name", "", "").is_known("anything")


def test_every_field_has_names_in_both_languages_and_bounds_that_make_sense() -> None:
    for field in ALL:
        assert field.text.sv, field
        assert field.text.en, field
        assert field.low is None or field.high is None or field.low <= field.high, field
        assert not field.closed or field.choices, field
