"""DOCX read back: styles, header rows, language, class and lines to sign; the same bytes whenever it is written."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from dataclasses import replace
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from eagraph import report
from eagraph.drawing import Picture
from eagraph.locale import Language, Text, current
from eagraph.report import Chapter, Document, Table

ROWS = [{"name": "Kartan", "hops": 2}, {"name": "Elverket", "hops": 1}]
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20" width="40" height="20"><rect width="40" height="20"/></svg>'
)


def _t(text: str) -> Text:
    return Text(text, text)


@pytest.fixture(params=["sv", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[Language]:
    token = current.set(request.param)
    yield request.param
    current.reset(token)


def _document(**more: object) -> Document:
    plain = Document(_t("Svar"), _t("En rad.\nEn till."), ((_t("Data"), "2026-01-01"),), (Table.of("rows", ROWS),), {})
    return replace(plain, **more)  # type: ignore[arg-type]


def _bytes(document: Document) -> bytes:
    return report.find("docx").render(document)


def _read(document: Document) -> Word:
    return docx.Document(io.BytesIO(_bytes(document)))


def _lines(word: Word) -> list[tuple[str, str]]:
    return [(str(p.style.name), p.text) for p in word.paragraphs if p.style and p.text]


CHAPTERS = (
    Chapter(_t("Läget"), says=(_t("Allt väl."),), points=((_t("Brand:"), _t("ingen")), (_t(""), _t("Vatten")))),
    Chapter(_t("Riskerna"), tables=(Table.of("rows", ROWS, called=_t("Mest")),), on_new_page=True,
            draw=lambda: (Picture(_t("Bild"), _t("en ruta"), SVG),)),
)  # fmt: skip


def test_an_answer_is_headings_sentences_and_tables(language: Language) -> None:
    word = _read(_document())
    rests = "Vad svaret bygger på" if language == "sv" else "What the answer rests on"
    rows = "svar" if language == "sv" else "answer"
    told = _lines(word)
    assert told == [
        ("Title", "Svar"), ("Normal", "En rad."), ("Normal", "En till."), ("Heading 1", rows), ("Heading 1", told[-1][1]),
    ]  # fmt: skip
    assert language == "sv" or told[-1][1] == rests
    answer, facts = word.tables
    assert [[cell.text for cell in row.cells] for row in answer.rows][1:] == [["Kartan", "2"], ["Elverket", "1"]]
    assert [cell.text for cell in facts.rows[0].cells] == ["Data", "2026-01-01"]
    assert word.sections[0].orientation == WD_ORIENT.LANDSCAPE


def test_the_header_row_stands_again_on_every_page_and_no_row_is_broken() -> None:
    answer, facts = _read(_document()).tables
    about = [row._tr.trPr for row in answer.rows]
    assert [part is not None and part.find(qn("w:tblHeader")) is not None for part in about] == [True, False, False]
    assert all(part is not None and part.find(qn("w:cantSplit")) is not None for part in about)
    first = facts.rows[0]._tr.trPr
    assert first is not None
    assert first.find(qn("w:tblHeader")) is None


def test_it_is_in_the_language_of_the_reader(language: Language) -> None:
    word, expected = _read(_document()), {"sv": "sv-SE", "en": "en-GB"}[language]
    said = {lang.get(qn("w:val")) for lang in word.styles.element.iter(qn("w:lang"))}
    assert (said, word.core_properties.language) == ({expected}, expected)


def test_chapters_are_read_in_order_upright() -> None:
    word = _read(_document(chapters=CHAPTERS))
    assert _lines(word)[3:-1] == [
        ("Heading 1", "Läget"), ("Normal", "Allt väl."), ("List Bullet", "Brand: ingen"), ("List Bullet", "Vatten"),
        ("Heading 1", "Riskerna"), ("Caption", "Bild"), ("Heading 2", "Mest"),
    ]  # fmt: skip
    point = next(p for p in word.paragraphs if p.text == "Brand: ingen")
    assert [run.bold for run in point.runs] == [True, None]
    assert word.sections[0].orientation == WD_ORIENT.PORTRAIT
    begins = {
        p.text: p.paragraph_format.page_break_before for p in word.paragraphs if p.style and p.style.name == "Heading 1"
    }
    assert (begins["Läget"], begins["Riskerna"]) == (False, True)
    (shape,) = word.inline_shapes
    assert shape._inline.docPr.get("descr") == "en ruta"


def test_the_class_stands_on_every_page_and_owners_sign() -> None:
    word = _read(_document(marking=_t("Klass K3 & mer"), signatures=(_t("Ägaren"), _t("Den andra"))))
    section = word.sections[0]
    assert section.header.paragraphs[0].text == "Klass K3 & mer"
    assert section.footer.paragraphs[0].text.startswith("Klass K3 & mer · ")
    codes = [code.text.strip() for code in section.footer._element.iter(qn("w:instrText"))]
    assert codes == ["PAGE", "NUMPAGES"]
    assert (word.core_properties.category, word.core_properties.author) == ("Klass K3 & mer", "")
    assert [p.text for p in word.paragraphs if p.text in ("Ägaren", "Den andra")] == ["Ägaren", "Den andra"]
    assert [cell.text for cell in word.tables[-1].rows[0].cells] == list(map(str, report.LINES))


def test_signs_that_xml_does_not_know_are_left_out() -> None:
    rows = [{"name": "a\x00b\x0bc\ud800d\ufffee <&> =1+1\nny rad"}]
    word = _read(_document(title=_t("x\x07y"), tables=(Table.of("rows", rows),), facts=((_t("\x01n"), "\x02v"),)))
    assert word.paragraphs[0].text == "xy"
    assert word.tables[0].rows[1].cells[0].text == "abcde <&> =1+1\nny rad"
    assert [cell.text for cell in word.tables[1].rows[0].cells] == ["n", "v"]


def test_the_same_document_is_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    one = _bytes(_document(chapters=CHAPTERS, marking=_t("K2")))
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(2_000_000_000))
    assert one == _bytes(_document(chapters=CHAPTERS, marking=_t("K2")))
    with ZipFile(io.BytesIO(one)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert "docProps/thumbnail.jpeg" not in parts.namelist()
        assert b"python-docx" not in parts.read("docProps/core.xml")


def test_many_rows_are_cut_and_it_says_so() -> None:
    word = _read(_document(tables=(Table.of("rows", [{"name": str(i)} for i in range(1003)]),)))
    assert len(word.tables[0].rows) == 1001
    assert any(p.text.startswith("3 ") for p in word.paragraphs)


def test_chapters_stand_in_every_format_people_read() -> None:
    document = _document(chapters=CHAPTERS)
    for form in ("html", "markdown", "text"):
        told = report.find(form).render(document).decode()
        order = [told.index(word) for word in ("Allt väl.", "Brand:", "Mest", "Elverket")]
        assert order == sorted(order)
    assert report.find("pdf").render(document).startswith(b"%PDF")
