"""What is wrong with a list is told with its place, all at once, and nothing is loaded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from eagraph.errors import InvalidLandscape, SourceError
from eagraph.loading import Intake
from eagraph.model.schema import Schema
from loaders import tables

Read = Callable[..., Any]


def _problems(read: Read, content: object, name: str = "list.csv") -> dict[str, str]:
    with pytest.raises(InvalidLandscape) as raised:
        read(content, name)
    return {p.where: p.text.en for p in raised.value.problems}


def test_a_missing_column_is_told_with_what_was_found_and_the_nearest(read: Read) -> None:
    told = _problems(read, "Systemnman;Systemägare;Leverantör;Livscykel;K;R;T;S\nA;X;Y;i drift;1;1;1;1\n")
    assert set(told) == {"list.csv:1"}
    assert "looks like the list of systems, but has no column" in told["list.csv:1"]
    assert "found Systemnman, Systemägare, Leverantör, Livscykel, K, R, T, S; nearest: Systemnman." in told["list.csv:1"]


def test_a_small_list_with_a_misspelt_column_is_told_which(read: Read) -> None:
    with pytest.raises(SourceError) as raised:
        read("Systmnamn;Systemagare;Leverantor\nKartan;Ann;Lev\n")
    assert str(raised.value).startswith("list.csv:1: looks like the list of systems, but has no column")
    assert str(raised.value).endswith("nearest: Systmnamn.")


def test_all_that_is_wrong_is_told_at_once(read: Read) -> None:
    told = _problems(
        read,
        {
            "s.csv": "System;Ägare;K;RTO;Senast granskad;Personuppgifter\nA;X;7;snart;i går;kanske\n;X;1;2;;ja\n",
            "i.csv": "Från;Till;Information\nA;Främlingen;Brev\n",
            "o.csv": "Enhet;Överordnad\n",
        },
    )
    assert set(told) == {"s.csv:C2", "s.csv:D2", "s.csv:E2", "s.csv:F2", "s.csv:A3", "i.csv:B2", "o.csv:1"}
    assert told["s.csv:D2"] == "RTO is 'snart'; expected a number, 0 or more."
    assert told["s.csv:F2"] == "Personuppgifter is 'kanske'; expected yes or no."
    assert told["s.csv:A3"] == "no 'System'; expected one in every row."
    assert "'Främlingen' does not exist" in told["i.csv:B2"]
    assert told["o.csv:1"] == "a header and no rows; fill the list in, or take it away."


def test_levels_in_one_column_that_cannot_be_read(read: Read) -> None:
    told = _problems(read, "System;Ägare;K/R/T/S\nA;X;2-2\nB;Y;2-2-9-1\n")
    assert told["list.csv:C2"].startswith("K/R/T/S is '2-2'; expected levels as 2-2-3-1 or K2 R2 T3 S1 (here K-R-T-S).")
    assert told["list.csv:C3"].startswith("K/R/T/S is '2-2-9-1'; expected a level 0-4")


def test_a_ring_of_units_is_refused(read: Read) -> None:
    told = _problems(read, "Enhet;Överordnad\nA;B\nB;A\n")
    assert any("PART_OF goes in a ring" in text for text in told.values())


def test_dates_the_wrong_way_round_are_refused(read: Read) -> None:
    told = _problems(read, "System;Ägare;Giltig från;Giltig till\nA;X;2026-02-01;2026-01-01\n")
    assert "is after" in told["list.csv:2"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "the file is empty"),
        (b"\n\n\n", "none of the lists known here"),
        (b"datum;belopp\n2026;3\n", "Found: datum | belopp"),
        (bytes(range(256)) * 10, "list.csv"),
        ('System;Ägare;Livscykel\nA;"slutar ej;i drift\nB;Y;live\n'.encode(), "a quotation mark is opened and never closed"),
        ('System;Ägare;Livscykel\nA;"X" mera;i drift\n'.encode(), "list.csv:2: not readable as CSV"),
        (("System;Ägare;Livscykel\nA;X;" + "i" * 10_000_000 + "\n").encode(), "a cell of more than 1000000 characters"),
        ("System;Agare;Livscykel\nA;X;live\n".encode("utf-16") + b"\x00\xd8\x00\xd8", "not readable as utf-16"),
    ],
    ids=["empty", "blank", "no list", "noise", "open quote", "stray quote", "ten megabytes", "bad bytes"],
)
def test_a_file_that_is_no_list_is_refused(read: Read, content: bytes, told: str) -> None:
    with pytest.raises(SourceError, match=told.replace("|", r"\|")):
        read(content)


def test_a_header_without_rows_is_refused(read: Read) -> None:
    told = _problems(read, "System;Ägare;Livscykel\n\n")
    assert told == {"list.csv:1": "a header and no rows; fill the list in, or take it away."}


def test_more_cells_than_headers_are_refused(read: Read) -> None:
    told = _problems(read, "System,Ägare,Livscykel\nA,Berg, Anna,live\n")
    assert told["list.csv:2"] == "4 cells; expected 3. Put text that holds the delimiter between quotation marks."


def test_a_file_cut_off_in_a_row_is_refused(read: Read) -> None:
    told = _problems(read, "System;Ägare;Livscykel\nA;X;live\nB;Y;live\nC;")
    assert told["list.csv:4"].endswith("the file seems half-written.")


def test_short_rows_are_read_where_every_row_is_short(read: Read) -> None:
    assert read("System;Ägare;Livscykel;Kommentar\nA;X;live\nB;Y;live").names("System") == {"A", "B"}


def test_one_broken_file_of_a_folder_does_not_hide_the_faults_of_the_others(read: Read) -> None:
    told = _problems(read, {"a.csv": b"", "b.csv": "System;Ägare;K\nA;X;9\n", "c.xlsx": b"PK\x03\x04"})
    assert set(told) == {"a.csv", "b.csv:C2", "c.xlsx"}


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        tables.read(tmp_path / "missing.csv", Intake("missing", "missing", Schema.standard()))


def test_a_name_that_may_mean_two_rows_is_not_guessed(read: Read) -> None:
    systems = "System;Ägare;Livscykel\nA;X;live\nA;Y;live\nB;Z;live\n"
    told = _problems(read, {"s.csv": systems, "i.csv": "Från;Till;Information\nA;B;Brev\n"})
    assert "'A' may mean source:system/a, source:system/a-2; give the id." in told["i.csv:A2"]


def test_a_list_that_could_be_two_is_read_as_systems_with_a_hint(read: Read) -> None:
    whole = read("Namn;Ägare;K;R;T;S\nA;X;1;1;1;1\n")
    assert whole.names("System") == {"A"}
    assert "read as the list of systems, but could as well be information assets" in whole.hints


def test_the_name_of_the_sheet_decides_between_two_lists(read: Read) -> None:
    whole = read("Namn;Ägare;K;R;T;S\nA;X;1;1;1;1\n", "informationstillgångar.csv")
    assert whole.names("InformationAsset") == {"A"}
