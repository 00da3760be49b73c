"""Excel workbooks: sheets, merged cells, dates, formulas; and what is refused."""

from __future__ import annotations

import datetime as dt
import re
import tracemalloc
import zipfile
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from eagraph.errors import InvalidLandscape, SourceError
from eagraph.loading import Intake
from eagraph.model.schema import Schema
from loaders import tables

Read = Callable[..., Any]

HEADER = ["System", "Systemägare", "Livscykel", "Senast granskad", "Användare"]


def _book(*fill: Callable[[Worksheet], None]) -> bytes:
    book = Workbook()
    for number, work in enumerate(fill):
        work(book.create_sheet(f"Blad{number + 1}"))
    del book["Sheet"]
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _rows(*rows: Sequence[object]) -> Callable[[Worksheet], None]:
    def fill(sheet: Worksheet) -> None:
        for row in rows:
            sheet.append(list(row))

    return fill


def _parts(book: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    with zipfile.ZipFile(BytesIO(book)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


GOOD = _rows(
    HEADER,
    ["A", "X", "i drift", dt.date(2026, 1, 2), 12],
    ["B", "Y", "planerat", dt.datetime(2026, 1, 3, 8), 7.0],  # noqa: DTZ001
)


def test_dates_and_numbers_come_as_the_model_keeps_them(read: Read) -> None:
    whole = read(_book(GOOD), "x.xlsx")
    assert whole.node("A").properties["last_verified"] == "2026-01-02"
    assert whole.node("B").properties["users"] == 7
    assert whole.node("A").provenance[0].place == "x.xlsx [Blad1]:2"


def test_several_lists_on_several_sheets_are_one_source(read: Read) -> None:
    integrations = _rows(["Från", "Till", "Information"], ["A", "B", "Brev"])
    whole = read(_book(GOOD, integrations), "x.xlsx")
    assert whole.ties("FLOW") == {("A", "A → B: Brev"), ("A → B: Brev", "B")}


def test_sheets_that_are_hidden_or_no_lists_are_told(read: Read) -> None:
    def hidden(sheet: Worksheet) -> None:
        GOOD(sheet)
        sheet.sheet_state = "hidden"

    whole = read(_book(GOOD, hidden, _rows(["Kontakta registratorn"], ["Version", 3])), "x.xlsx")
    assert whole.names("System") == {"A", "B"}
    assert whole.skipped["x.xlsx [Blad2]"] == "the sheet is hidden."
    assert whole.skipped["x.xlsx [Blad3]"].startswith("no header of a list known here")


def test_titles_and_a_header_in_two_rows_are_seen_through(read: Read) -> None:
    def fill(sheet: Worksheet) -> None:
        _rows(
            ["Systemförteckning"], [], ["System", "Ägare", "Klassning", None, None, None, "Livscykel"],
            [None, None, "K", "R", "T", "S", None], ["A", "X", 3, 2, 1, 0, "i drift"],
        )(sheet)  # fmt: skip
        sheet.merge_cells("A1:G1")
        sheet.merge_cells("C3:F3")

    whole = read(_book(fill), "x.xlsx")
    said = whole.node("A").properties
    assert [said[a] for a in "krts"] == [3, 2, 1, 0]
    assert said["lifecycle"] == "live"
    assert whole.skipped == {"x.xlsx [Blad1]:1": "a title above the header."}


def test_merged_cells_hold_for_every_row_they_cover(read: Read) -> None:
    def fill(sheet: Worksheet) -> None:
        rows: list[list[object]] = [["Vård", "A", "X"], [None, "B", "Y"], ["Skola", "C", "Z"], [None, "D", "Z"]]
        _rows(["Förvaltning", "System", "Ägare"], *rows)(sheet)
        sheet.merge_cells("A2:A3")

    whole = read(_book(fill), "x.xlsx")
    assert whole.ties("PART_OF") == {("A", "Vård"), ("B", "Vård"), ("C", "Skola")}


def test_a_formula_gives_its_last_value_and_one_never_computed_a_hint(read: Read) -> None:
    book = _book(_rows(HEADER, ["A", "X", "i drift", None, "=2*6"], ["B", "X", "i drift", None, "=3*6"]))

    def compute(parts: dict[str, bytes]) -> None:
        name = "xl/worksheets/sheet1.xml"
        parts[name], count = re.subn(rb"<f>2\*6</f><v ?(/>|></v>)", b"<f>2*6</f><v>12</v>", parts[name])
        assert count == 1

    whole = read(_parts(book, compute), "x.xlsx")
    assert whole.node("A").properties["users"] == 12
    assert "users" not in whole.node("B").properties
    assert "formulas never computed count as empty: E3 (1 in all)" in whole.hints


def test_text_that_begins_as_a_formula_stays_text(read: Read) -> None:
    def fill(sheet: Worksheet) -> None:
        _rows([*HEADER, "Kommentar"], ["A", "X", "i drift", None, 1, "text"])(sheet)
        sheet["F2"].data_type = "s"
        sheet["F2"].value = "=1+1"
        sheet["F2"].data_type = "s"

    assert read(_book(fill), "x.xlsx").node("A").properties["Kommentar"] == "=1+1"
    assert read("System;Ägare;Livscykel;Kommentar\nB;Y;i drift;=1+1\n").node("B").properties["Kommentar"] == "=1+1"


def test_shared_strings_are_read_as_excel_writes_them(read: Read) -> None:
    book = _book(_rows(["System", "Ägare", "Livscykel"], ["A", "X", "i drift"]))

    def share(parts: dict[str, bytes]) -> None:
        sheet, texts = parts["xl/worksheets/sheet1.xml"].decode(), []

        def shared(found: re.Match[str]) -> str:
            texts.append(found[2])
            return f'<c r="{found[1]}" t="s"><v>{len(texts) - 1}</v></c>'

        cell = r'<c r="(\w+)" t="inlineStr"><is><t[^>]*>([^<]*)</t></is></c>'
        parts["xl/worksheets/sheet1.xml"] = re.sub(cell, shared, sheet).encode()
        main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        strings = "".join(f"<si><t>{text}</t></si>" for text in texts)
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{main}">{strings}</sst>'.encode()
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
        part = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", part.encode())
        assert len(texts) == 6

    assert read(_parts(book, share), "x.xlsx").ties("OWNED_BY") == {("A", "X")}


def test_errors_of_the_spreadsheet_are_empty_and_told(read: Read) -> None:
    whole = read(_book(_rows(HEADER, ["A", "#N/A", "i drift", None, "#REF!"])), "x.xlsx")
    assert whole.names("Role") == set()
    assert (
        "cells with an error of the spreadsheet count as empty: x.xlsx [Blad1]:B2, x.xlsx [Blad1]:E2 (2 in all)"
        in whole.hints
    )


def test_a_wrong_cell_is_named_with_sheet_row_and_column(read: Read) -> None:
    rows = ["A", "X", "i drift", "i går", 1, 7], ["B", "X", "i drift", None, "få", 2]
    with pytest.raises(InvalidLandscape) as raised:
        read(_book(_rows([*HEADER, "K"], *rows)), "x.xlsx")
    told = {p.where: p.text.en for p in raised.value.problems}
    assert set(told) == {"x.xlsx [Blad1]:D2", "x.xlsx [Blad1]:F2", "x.xlsx [Blad1]:E3"}
    assert told["x.xlsx [Blad1]:D2"] == "Senast granskad is 'i går'; expected a date as YYYY-MM-DD."
    assert "K is '7'; expected a level 0-4" in told["x.xlsx [Blad1]:F2"]


def test_classes_that_excel_made_a_date_of_are_told_as_such(read: Read) -> None:
    with pytest.raises(InvalidLandscape, match="Excel has made a date of them"):
        read(_book(_rows(["System", "Ägare", "K/R/T"], ["A", "X", dt.date(2003, 2, 2)])), "x.xlsx")


def _declare(parts: dict[str, bytes]) -> None:
    parts["xl/workbook.xml"] = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + parts["xl/workbook.xml"]


def _cut(parts: dict[str, bytes]) -> None:
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"][:-200]


def _lose(parts: dict[str, bytes]) -> None:
    del parts["xl/worksheets/sheet1.xml"]


def _bomb(parts: dict[str, bytes]) -> None:
    parts["xl/sharedStrings.xml"] = b" " * 160_000_000


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (_book(GOOD)[:2000], "a broken or half-written workbook"),
        (b"PK\x03\x04 and nothing more", "a broken or half-written workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "has a password, or is an old .xls"),
        (_parts(_book(GOOD), _declare), "declares XML entities"),
        (_parts(_book(GOOD), _cut), "a broken or half-written workbook"),
        (_parts(_book(GOOD), _lose), "the sheet 'Blad1' is missing"),
        (_parts(_book(GOOD), _bomb), "unpacks to 160 MB"),
    ],
    ids=["cut", "not a zip", "password", "entities", "cut sheet", "missing part", "bomb"],
)
def test_a_workbook_that_cannot_be_trusted_is_refused(read: Read, content: bytes, told: str) -> None:
    with pytest.raises(SourceError, match=told):
        read(content, "x.xlsx")


def test_a_workbook_of_many_rows_streams(tmp_path: Path) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("System")
    sheet.append(HEADER)
    for number in range(2_000):
        sheet.append([f"System {number}", f"Ägare {number % 50}", "i drift", "2026-01-01", number])
    book.save(tmp_path / "big.xlsx")
    intake = Intake("big", "big", Schema.standard())
    tables.detects(tmp_path / "big.xlsx")
    tracemalloc.start()
    tables.read(tmp_path / "big.xlsx", intake)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(intake.nodes) == 2_050
    assert peak < 300_000_000 / 100_000 * 2_000 + 8_000_000, f"{peak / 2_000:.0f} bytes a row"
