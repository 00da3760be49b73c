"""CSV in Swedish and as one zip, workbooks that go on in a second sheet, texts for spreadsheets, identifiers for XML."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from eagraph import export
from eagraph.export import xlsx
from eagraph.export._archimate.identifiers import encoded, stated
from eagraph.graph.extract import Extract
from eagraph.locale import current
from eagraph.spreadsheets import kept, safe
from tests.property.strategies import node
from tests.unit.export.awkward import drawn, snapshot


@pytest.fixture
def in_swedish() -> Iterator[None]:
    """A reader who reads Swedish."""
    token = current.set("sv")
    yield
    current.reset(token)


@pytest.mark.usefixtures("in_swedish")
def test_csv_in_swedish_is_as_excel_in_swedish_reads_it(tmp_path: Path) -> None:
    files = export.find("csv").write(Extract.whole(snapshot()), tmp_path / "ut")
    systems = next(path for path in files if path.name == "System.csv").read_text(encoding="utf-8-sig")
    assert systems.startswith("id;namn;engelskt namn;")
    assert ";4,5;120;" in systems
    assert "återställningstid (RTO) (h)" in systems


def test_csv_as_a_zip_is_the_same_files(tmp_path: Path) -> None:
    files = export.find("csv").write(Extract.whole(snapshot()), tmp_path / "out")
    [packed] = export.find("csv").write(Extract.whole(snapshot()), tmp_path / "out.zip")
    with ZipFile(packed) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {p.name: p.read_bytes() for p in files}
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "out.zip"]


@pytest.mark.usefixtures("in_swedish")
def test_a_workbook_is_typed_in_the_language_of_the_reader(tmp_path: Path) -> None:
    [path] = export.find("xlsx").write(Extract.whole(snapshot()), tmp_path / "x.xlsx")
    sheet = openpyxl.load_workbook(path)["System"]
    row = dict(zip((cell.value for cell in sheet[1]), sheet[2], strict=True))
    assert row["leverantörens stöd upphör"].value == dt.datetime(2027, 6, 30)  # noqa: DTZ001
    assert row["leverantörens stöd upphör"].is_date
    assert (row["användare"].value, row["personuppgifter"].value) == (120, True)
    assert sheet.auto_filter.ref == sheet.dimensions


def test_a_sheet_that_is_full_goes_on_in_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST_ROWS", 3)
    found = drawn([node(f"n{i}", name=f"Sak {i}") for i in range(7)], [])
    [path] = export.find("xlsx").write(Extract.whole(found), tmp_path / "x.xlsx")
    book = openpyxl.load_workbook(path)
    assert book.sheetnames[:3] == ["System", "System 2", "System 3"]
    ids = [row[0] for name in book.sheetnames[:3] for row in book[name].iter_rows(min_row=2, values_only=True)]
    assert ids == [f"n{i}" for i in range(7)]


@pytest.mark.parametrize(
    "text", ["=1", "+1", "-1", "@a", "\t=1", "\n=1", " =1", "\u200b=1", "\ufeff=1", "＝1", "\u202e=1", "\x07=1", "\x85=1"]
)
def test_what_a_spreadsheet_might_run_gets_an_apostrophe(text: str) -> None:
    assert safe(text).startswith("'")


@pytest.mark.parametrize("text", ["", "a=1", "åäö", "1", "#N/A", "\u200fעברית", "a\nb", "'x"])
def test_what_is_plain_stays(text: str) -> None:
    assert safe(text) == text


@pytest.mark.parametrize("text", ["1/2", "0042", "12:30", "1234567890123456", "12e3", "3-4"])
def test_what_csv_would_turn_is_kept(text: str) -> None:
    assert kept(text) == f"'{text}"
    assert kept("2026-11-23") == "2026-11-23"


@pytest.mark.parametrize(
    ("key", "identifier"),
    [
        ("1544", "id-1544"), ("aa4666f1-1a76-4795-9b71-10210e07443a", "aa4666f1-1a76-4795-9b71-10210e07443a"),
        ("a2243077", "id-a2243077"), ("0" * 32, f"id-{'0' * 32}"), ("EAID_9A", "EAID_9A"), ("a b", ""), ("", ""),
        ("id-1", ""),
    ],
)  # fmt: skip
def test_identifiers_of_archimate_come_back(key: str, identifier: str) -> None:
    assert stated(key) == identifier


def test_identifiers_of_other_things_are_names_and_differ() -> None:
    assert len({encoded(text) for text in ("a b", "a_20_b", "a:b", "a-b", "å", "_e5_")}) == 6
