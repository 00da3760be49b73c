"""Words, levels, dates and numbers as people write them."""

from __future__ import annotations

import datetime as dt

import pytest

from eagraph.model.fields import BadValue
from eagraph.model.schema import Schema
from loaders._tables.cells import CellReader
from loaders._tables.parting import combined_levels, parted
from loaders._tables.vocabulary import vocabulary

SCHEMA = Schema.standard()
WORDS = vocabulary(SCHEMA)


def _read(label: str, name: str, raw: object, unit: str = "") -> object:
    reader = CellReader(SCHEMA.node_fields[label][name], WORDS, unit)
    reading = reader.read(raw)
    return None if reading is None else reader.field.read(reading.value)


@pytest.mark.parametrize(
    ("raw", "level"),
    [
        ("3", 3),
        (3, 3),
        (3.0, 3),
        ("K3", 3),
        ("k: 3", 3),
        ("Allvarlig", 3),
        ("3 - allvarlig", 3),
        ("3 (Allvarlig)", 3),
        ("synnerligen allvarlig", 4),
        ("Ingen eller försumbar", 0),
        ("måttlig", 1),
        ("moderate", 1),
        ("-", None),
        ("Vet ej", None),
    ],
)
def test_levels(raw: object, level: int | None) -> None:
    assert _read("System", "k", raw) == level


@pytest.mark.parametrize("raw", ["7", 5, -1, "2 - allvarlig", "hemlig", "3-1", "2,5", True, dt.date(2026, 1, 1)])
def test_what_is_no_level(raw: object) -> None:
    with pytest.raises(BadValue):
        _read("System", "k", raw)


def test_a_span_of_levels_is_an_interval() -> None:
    reading = CellReader(SCHEMA.node_fields["System"]["k"], WORDS).read("1–3")
    assert reading is not None
    assert (reading.value, reading.high) == (1, 3)


@pytest.mark.parametrize(
    ("text", "letters", "levels"),
    [
        ("2-2-3-1", "krts", "2231"),
        ("2/2/3/1", "krts", "2231"),
        ("2 2 3 1", "krts", "2231"),
        ("2, 2, 3, 1", "krts", "2231"),
        ("2231", "krts", "2231"),
        ("K2 R2 T3 S1", "krts", "2231"),
        ("K:2, R:2, T:3, S:1", "krts", "2231"),
        ("K2R2T3S1", "krts", "2231"),
        ("2-2-3", "krts", "223"),
        ("S1 K2 R2 T3", "krts", "2231"),
        ("2 - 2 - 3 - 1", "krts", "2231"),
        ("2-1-0-3", "sktr", "1302"),
    ],
)
def test_one_column_for_all_levels(text: str, letters: str, levels: str) -> None:
    order = {letter: letter for letter in letters}
    assert combined_levels(text, order) == dict(zip("krts", levels, strict=False))


def test_intervals_in_one_column_for_all_levels() -> None:
    order = {letter: letter for letter in "krts"}
    assert combined_levels("0/1-2/1", order) == {"k": "0", "r": "1-2", "t": "1"}
    assert combined_levels("K0-3 R1", order) == {"k": "0-3", "r": "1"}


@pytest.mark.parametrize("text", ["2-2", "2-2-3-1-4", "hög", "K2 X3", "2-x-3", "K2 och lite till"])
def test_what_is_no_column_of_levels(text: str) -> None:
    with pytest.raises(BadValue):
        combined_levels(text, {letter: letter for letter in "krts"})


@pytest.mark.parametrize(
    ("raw", "date"),
    [
        (dt.datetime(2026, 3, 1, 12, 30, tzinfo=dt.UTC), "2026-03-01"),
        (dt.date(2026, 3, 1), "2026-03-01"),
        ("2026-03-01", "2026-03-01"),
        ("2026/03/01", "2026-03-01"),
        ("20260301", "2026-03-01"),
        ("31/12/2025", "2025-12-31"),
        ("2026-03-01 08:00", "2026-03-01"),
        (46082, "2026-03-01"),
        ("okänt", None),
    ],
)
def test_dates(raw: object, date: str | None) -> None:
    assert _read("System", "last_verified", raw) == date


@pytest.mark.parametrize("raw", ["i går", "03/04/2026", "2026", 12, "2026-13-01", "våren 2026"])
def test_what_is_no_date_or_could_be_two(raw: object) -> None:
    with pytest.raises(BadValue):
        _read("System", "last_verified", raw)


@pytest.mark.parametrize(
    ("raw", "hours"),
    [
        ("4", 4),
        (4, 4),
        ("4,5", 4.5),
        ("4 h", 4),
        ("2 dygn", 48),
        ("30 min", 0.5),
        ("1 vecka", 168),
        (dt.timedelta(hours=3), 3),
        (dt.time(4, 30), 4.5),
        ("ca 8 tim", 8),
        ("1\u00a0000", 1000),
        ("1 000,5", 1000.5),
        ("1.000,5", 1000.5),
        ("1,000.5", 1000.5),
    ],
)
def test_hours(raw: object, hours: float) -> None:
    assert _read("System", "rto_h", raw) == hours


@pytest.mark.parametrize("raw", ["snart", "4 kr", "-1", "4-8", "#", True])
def test_what_is_no_number_of_hours(raw: object) -> None:
    with pytest.raises(BadValue):
        _read("System", "rto_h", raw)


@pytest.mark.parametrize(
    ("raw", "answer"),
    [
        ("Ja", True),
        ("JA", True),
        ("x", True),
        ("yes", True),
        ("Nej", False),
        ("no", False),
        ("0", False),
        (True, True),
        (1, True),
        ("Ja, känsliga", True),
        ("Nej (gallrat)", False),
        ("?", None),
        ("Vet ej", None),
    ],
)
def test_yes_and_no(raw: object, answer: bool | None) -> None:
    assert _read("System", "personal_data", raw) == answer


@pytest.mark.parametrize(
    ("word", "phase"),
    [
        ("i drift", "live"),
        ("I DRIFT", "live"),
        ("In production", "live"),
        ("under avveckling", "phase_out"),
        ("planerat", "planned"),
        ("Avvecklat", "retired"),
        ("pilot", "pilot"),
        ("förstudie", "idea"),
        ("Vilande", "Vilande"),
    ],
)
def test_words_of_the_life_cycle(word: str, phase: str) -> None:
    assert _read("System", "lifecycle", word) == phase


def test_what_a_word_says_beyond_its_meaning_is_kept() -> None:
    fields = SCHEMA.node_fields
    readings = [
        CellReader(fields["Integration"]["pattern"], WORDS).read("SFTP"),
        CellReader(fields["System"]["users"], WORDS).read("ca 200"),
        CellReader(fields["System"]["personal_data"], WORDS).read("Ja, känsliga"),
        CellReader(fields["System"]["lifecycle"], WORDS).read("i drift"),
    ]
    assert [r.written for r in readings if r] == ["SFTP", "ca 200", "Ja, känsliga", ""]


def test_several_things_in_one_cell() -> None:
    assert parted("A, B; C | D\nE", "items") == ["A", "B", "C", "D", "E"]
    assert parted("Berg, Anna; Ek, Bo", "names") == ["Berg, Anna", "Ek, Bo"]
    assert parted("A, A ,a", "items") == ["A", "a"]
