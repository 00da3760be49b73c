"""Formats over cells that harm: formulas, separators, marks of Markdown; and what an answer tells beside its rows."""

from __future__ import annotations

import csv
import io
from typing import Any, Literal

import pytest
from openpyxl import load_workbook
from pydantic import Field

from eagraph import report
from eagraph.locale import Language, Text, current
from eagraph.report import Cell, Document, Table, of_result
from eagraph.report._tables import PROPERTIES
from eagraph.results import Named, Result, SnapshotInfo, Value, Words

HARMFUL = ("=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠1")
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"


def _document(*row: Cell) -> Document:
    columns = tuple(f"c{i}" for i in range(len(row)))
    return Document(Text("Svar", "Answer"), Text("En rad.", "One row."), (), (Table("rows", columns, (row,)),), {})


def _csv(document: Document, language: Language) -> str:
    token = current.set(language)
    told = report.find("csv").render(document).decode()
    current.reset(token)
    return told


@pytest.mark.parametrize("text", HARMFUL)
def test_no_cell_starts_a_formula(text: str) -> None:
    for language, separator in (("en", ","), ("sv", ";")):
        told = _csv(_document("x", text), language)  # type: ignore[arg-type]
        assert list(csv.reader(io.StringIO(told, newline=""), delimiter=separator))[1] == ["x", f"'{text}"]
    sheet = load_workbook(io.BytesIO(report.find("xlsx").render(_document("x", text))))["rows"]
    assert str(sheet["B2"].value).startswith("'")
    assert sheet["B2"].data_type == "s"


def test_csv_is_as_the_readers_excel_opens_it() -> None:
    document = _document("a,b", 1.5, 3, True, None)
    assert _csv(document, "en") == f'{BOM}c0,c1,c2,c3,c4\r\n"a,b",1.5,3,True,\r\n'
    assert _csv(document, "sv") == f"{BOM}c0;c1;c2;c3;c4\r\na,b;1,5;3;True;\r\n"


def test_a_negative_number_stays_a_number() -> None:
    assert _csv(_document(-1.5, -2), "sv").splitlines()[1] == "-1,5;-2"


@pytest.mark.parametrize("text", ["1/1", "2/3", "1-2", "1.10", "12:30", "1/2-3", "007", "1" * 16, "12e3", "1/1/2026"])
def test_a_text_stays_a_text_in_a_spreadsheet(text: str) -> None:
    for language, separator in (("en", ","), ("sv", ";")):
        told = _csv(_document("x", text), language)  # type: ignore[arg-type]
        assert told.splitlines()[1] == f"x{separator}'{text}"
    cell = load_workbook(io.BytesIO(report.find("xlsx").render(_document("x", text))))["rows"]["B2"]
    assert (cell.value, cell.data_type, cell.number_format) == (text, "s", "General")


@pytest.mark.parametrize("text", ["2026-01-31", "a 1/1", "1/1 of it", "42", "0", "system:1/1", "A-1", "1" * 15])
def test_a_text_that_is_read_as_it_is_stays_bare(text: str) -> None:
    assert _csv(_document("x", text), "en").splitlines()[1] == f"x,{text}"


def test_markdown_shows_every_sign_of_a_name() -> None:
    told = report.find("markdown").render(_document("<<Threat>> a|b\n`*c*` d\\e")).decode()
    assert "| \\<\\<Threat>> a\\|b \\`\\*c\\*\\` d\\\\e |" in told


def test_people_read_headings_in_their_language_and_machines_the_names_of_fields() -> None:
    rows = [{"id": "a", "broken_group": "G", "raised": True, "of_others_only": None}]
    document = Document(Text("Svar", "Answer"), Text("En rad.", "One row."), (), (Table.of("rows", rows),), {})
    for form in ("text", "markdown"):
        told = report.find(form).render(document).decode()
        for word in ("answer", "broken group", "too low", "yes", "of others only"):
            assert word in told
    assert "id,broken_group,raised,of_others_only" in _csv(document, "en")
    assert [cell.value for cell in load_workbook(io.BytesIO(report.find("xlsx").render(document)))["rows"][1]] == list(
        rows[0]
    )


def test_no_word_of_a_heading_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    row = dict.fromkeys(("source", "loader", "unchanged", "relationships", "skipped"), "x" * 60)
    told = report.find("text").render(_of(row)).decode()
    assert all(word in told for word in row)


def _of(row: dict[str, str]) -> Document:
    return Document(Text("", ""), Text("", ""), (), (Table.of("sources", [row]),), {})


class _Shape(Value):
    """Columns of every kind: with a title, with a shared word, with a name that says itself, and choices."""

    hops: int = Field(description="how many steps away")
    down_from_h: float
    r: float = Field(title="R-index", description="the mean share that works")
    order: Literal["worst_first", "random"]
    kinds: tuple[Literal["buffer", "soft"], ...] = ()


def test_a_column_is_called_by_its_title_else_by_a_shared_word_else_by_its_own_name() -> None:
    told = {"hops": 1, "down_from_h": 2.5, "r": 0.5, "order": "worst_first", "kinds": ["buffer", "soft"]}
    table = Table.of("rows", [told], model=_Shape)
    assert table.headings == ("steps", "down from (h)", "R-index", "order", "kinds")
    assert list(table.read()) == [("1", "2.5", "0.5", "worst first", "buffer, soft")]
    assert [str(table.about(column) or "") for column in ("hops", "order")] == ["how many steps away", ""]
    assert table.values == ((1, 2.5, 0.5, "worst_first", ["buffer", "soft"]),)
    one = Table.of("shape", [{"property": "down_from_h", "value": 2.5}], PROPERTIES, model=_Shape)
    assert (one.headings, list(one.read())) == (("property", "value"), [("down from (h)", "2.5")])


class _Row(Named):
    """A row."""


class _Answer(Result[_Row]):
    """An answer with an object, a list of rows and a list of words beside its rows."""

    told: dict[str, Any]
    others: tuple[_Row, ...]
    words: tuple[str, ...]
    not_for: Words = Words(sv="Inte så.", en="Not so.")


def test_what_an_answer_tells_beside_its_rows_is_in_tables() -> None:
    one = _Row(id="a", name="A", label="System")
    answer = _Answer(
        analysis="x", params={}, summary=Words(sv="", en=""), rows=(one,), others=(one,), words=("p", "q"),
        snapshot=SnapshotInfo(hash="0" * 64, date="2026-01-01", nodes=1, relationships=0),
        told={"users": 3, "owners": [{"id": "o", "things": ["a"]}], "ids": ["a", "b"], "none": []},
    )  # fmt: skip
    document = of_result(Text("", ""), answer)
    assert (document.facts[0][0].en, document.facts[0][1]) == ("what it must not be used for", "Not so.")
    tables = {table.name: (table.columns, table.rows) for table in document.tables}
    assert list(tables) == ["rows", "beside", "told", "told owners", "others"]
    assert tables["told"] == (("property", "value"), (("users", 3), ("ids", "a, b"), ("none", "")))
    assert tables["told owners"] == (("id", "things"), (("o", "a"),))
    assert tables["beside"] == (("property", "value"), (("words", "p, q"),))
