"""A memo to read and to sign: every format carries its class, sentences are numbered, and JSON is of its schema."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from eagraph import report
from eagraph.errors import UsageError
from eagraph.locale import current
from eagraph.memo import Memo
from eagraph.memo.document import document
from eagraph.report import Document
from eagraph.report._headings import SHARED, UNDECLARED
from tests.unit.memo.conftest import SAID, Town


@pytest.fixture(params=["sv", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    token = current.set(request.param)
    yield request.param
    current.reset(token)


@pytest.fixture
def memo(town: Town) -> Memo:
    work = town("s:portal,HOLDS,i:vard")
    work.decisions.take({**SAID, "kind": "mitigate", "level": None, "measure": "filter", "by": "2026-11-20"})
    return work.memo("s:portal")


@pytest.fixture
def told(memo: Memo, town: Town) -> Document:
    return document(memo, town().schema.classification)


def test_the_answer_is_first_and_what_is_to_be_decided_next(told: Document) -> None:
    assert [table.name for table in told.tables][:2] == ["levels", "responsible"]
    assert told.tables[0].columns[:2] == ("aspect", "decided")
    assert len(told.tables[0].rows) == 4


def test_what_nobody_has_decided_is_not_called_high_enough(town: Town) -> None:
    work = town()
    levels = document(work.memo("i:okand"), work.schema.classification).tables[0]
    assert {str(row[levels.columns.index("verdict")]) for row in levels.rows} == {"not decided"}


def test_what_is_to_be_decided_has_boxes_and_room_for_the_reason(town: Town) -> None:
    work = town()
    tables = {table.name: table for table in document(work.memo("s:portal"), work.schema.classification).tables}
    rows = tables["options"].rows
    assert [row[0] for row in rows] == ["□", "□", "□", "□", ""]
    assert "___" in str(rows[-1][2])


def test_steps_are_numbered_and_rest_on_what_stands_before_or_on_facts(told: Document) -> None:
    tables = {table.name: table for table in told.tables}
    known = {str(row[0]) for row in tables["facts"].rows}
    for number, row in enumerate(tables["proof k"].rows, start=1):
        assert row[0] == number
        on = set(str(row[2]).split(", "))
        assert on <= known | {str(before) for before in range(1, number)}


def test_every_column_has_a_heading(told: Document) -> None:
    assert {column for table in told.tables for column in table.columns} - {*SHARED, *UNDECLARED} == set()


def test_owners_sign_and_the_role_alone_where_nobody_is_known(told: Document, town: Town) -> None:
    assert [line.en for line in told.signatures] == [
        "Information owner: Informationsägare B", "Information owner: Informationsägare C", "System owner: Systemägare A",
    ]  # fmt: skip
    bare = document(town().memo("s:power"), town().schema.classification)
    assert [line.en for line in bare.signatures] == ["Information owner", "System owner"]


def test_html_and_text_carry_the_class_first_and_last(told: Document, language: str) -> None:
    page = report.find("html").render(told).decode()
    assert page.count(f'class="marking">{told.marking}<') == 1
    assert page.count(f'class="marking foot">{told.marking}<') == 1
    assert page.count('class="signature"') == 3
    lines = report.find("text").render(told).decode().strip().splitlines()
    assert str(told.marking) in lines[0]
    assert str(told.marking) in lines[-1]
    markdown = report.find("markdown").render(told).decode()
    assert markdown.startswith(f"**{told.marking}**\n")
    assert "| System owner: Systemägare A |" in markdown or language == "sv"


def test_no_row_of_csv_goes_without_the_class(told: Document, language: str) -> None:
    rows = list(
        csv.reader(
            io.StringIO(report.find("csv").render(told).decode("utf-8-sig")), delimiter=";" if language == "sv" else ","
        )
    )
    assert rows[0][-1] == "marking"
    assert {row[-1] for row in rows[1:]} == {str(told.marking)}


def test_every_sheet_says_the_class_and_the_first_is_to_be_signed(told: Document, language: str) -> None:
    book = load_workbook(io.BytesIO(report.find("xlsx").render(told)))
    assert {sheet["A1"].value for sheet in book} == {str(told.marking)}
    assert {sheet.oddHeader.center.text for sheet in book if sheet.oddHeader and sheet.oddHeader.center} == {
        str(told.marking)
    }
    assert book.properties.category == str(told.marking)
    last = [row[0].value for row in book.worksheets[0].iter_rows()][-3:]
    assert last == list(map(str, told.signatures))
    levels = book["levels"]
    assert [cell.value for cell in levels[2]] == list(told.tables[0].columns)
    assert levels.freeze_panes == "A3"


def test_a_picture_alone_is_refused(told: Document) -> None:
    with pytest.raises(UsageError, match="no room"):
        report.find("svg").render(told)


def test_every_page_of_pdf_says_the_class(told: Document) -> None:
    pdf = report.find("pdf").render(told)
    assert str(told.marking).encode() in pdf
    assert pdf == report.find("pdf").render(told)
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]
    assert 1 < len(pages) <= 4
    assert [page.count(str(told.marking)) for page in pages] == [2] * len(pages)
    whole = re.sub(r"\s+", " ", " ".join(pages))
    assert all(str(who) in whole for who in told.signatures)
    assert "AGG-COUNT" in whole


def test_json_is_the_memo_and_of_its_schema(memo: Memo, told: Document) -> None:
    data = json.loads(report.find("json").render(told))
    assert Memo.model_validate(data) == memo
    assert set(data) == set(Memo.model_json_schema(mode="serialization")["required"])
    assert data["marking"]["level"] == 3


def test_late_measures_and_the_history_are_told(told: Document) -> None:
    tables = {table.name: table for table in told.tables}
    assert tables["decisions"].rows[0][1] == "mitigate"
    assert "filter · egen klass" in tables["decisions"].rows[0]
    assert any("mitigate, Anna Ek" in str(row[-1]) for row in tables["history"].rows)
