"""A report to read and to go on writing in: conclusions first, a number for every figure, the class on every page."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator

import docx
import pytest
from docx.oxml.ns import qn
from openpyxl import load_workbook
from pypdf import PdfReader

from eagraph import report
from eagraph.board import Bar, BoardReport, Chart
from eagraph.board._bars import picture
from eagraph.board.document import document
from eagraph.errors import UsageError
from eagraph.locale import current
from eagraph.report import Document
from eagraph.results import Words


@pytest.fixture(params=["sv", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    token = current.set(request.param)
    yield request.param
    current.reset(token)


@pytest.fixture
def made(told: BoardReport) -> Document:
    return document(told)


def test_the_first_page_has_conclusions_and_what_is_proposed(made: Document, language: str) -> None:
    reader = PdfReader(io.BytesIO(report.find("pdf").render(made)))
    pages = [re.sub(r"\s+", " ", page.extract_text()) for page in reader.pages]
    first, second = pages[:2]
    conclusions, proposed, work = made.chapters[:3]
    assert [str(part.title) in first for part in (conclusions, proposed)] == [True, True]
    assert str(work.title) not in first
    assert str(work.title) in second
    for about, _ in conclusions.points:
        assert str(about) in first
    assert [page.count(str(made.marking)) for page in pages] == [2] * len(pages)


def test_what_could_stop_the_board_is_concluded_first(made: Document) -> None:
    assert str(made.chapters[0].points[0][0]) == "What could stop us."


def test_chapters_are_numbered_and_the_appendix_is_last(made: Document) -> None:
    titles = [chapter.title.en if chapter.title else "" for chapter in made.chapters]
    assert titles[2:8] == [
        "1. The work during the year", "2. Risks to what matters most", "3. Incidents", "4. How the programme is followed",
        "5. What has changed", "6. What is proposed",
    ]  # fmt: skip
    assert titles[-1] == "Appendix: where the figures come from"


def test_the_appendix_has_every_figure_with_its_query_parameters_date_and_hash(told: BoardReport, made: Document) -> None:
    appendix = made.chapters[-1]
    figures, queries, shared = appendix.tables
    assert [row[0] for row in figures.rows] == [f"[{one.number}]" for one in told.figures]
    assert {row[0] for row in queries.rows} == {one.source for one in told.figures if one.kind == "query"}
    assert all("MATCH" in str(row[1]) for row in queries.rows)
    assert {str(row[0]) for row in shared.rows} == {f"${name}" for name in told.shared}
    assert told.snapshot.hash in str(appendix.says[0])
    assert told.snapshot.date in str(appendix.says[0])


def test_it_is_a_word_file_to_go_on_writing_in(made: Document, language: str) -> None:
    content = report.find("docx").render(made)
    word = docx.Document(io.BytesIO(content))
    headings = [p.text for p in word.paragraphs if p.style and p.style.name == "Heading 1"]
    assert headings[: len(made.chapters)] == [str(chapter.title) for chapter in made.chapters]
    assert word.sections[0].header.paragraphs[0].text == str(made.marking)
    assert len(word.inline_shapes) == sum(len(chapter.draw()) for chapter in made.chapters)
    headers = sum(
        row._tr.trPr.find(qn("w:tblHeader")) is not None
        for table in word.tables
        for row in table.rows[:1]
        if row._tr.trPr is not None
    )
    assert headers == len(word.tables) - 1
    assert content == report.find("docx").render(made)


def test_pictures_say_in_words_what_they_show(made: Document) -> None:
    pictures = [one for chapter in made.chapters for one in chapter.draw()]
    assert [str(one.title) for one in pictures][:2] == [
        "How much is covered of what ought to be",
        "Incidents by severity, 4 the gravest; in grey the same time the year before",
    ]  # fmt: skip
    assert "Sensitive systems with an up-to-date risk analysis: 50 %" in str(pictures[0].about)


def test_bars_are_as_long_as_their_values() -> None:
    w = Words(sv="a<b", en="a<b")
    bars = (Bar(title=w, value=4, before=2, shown=w), Bar(title=w, value=0, before=None, shown=w))
    svg = picture(Chart(title=w, bars=bars, most=4, has_before=True)).svg
    lengths = re.findall(r'width="([\d.]+)" height="\d+" fill="#(?:2f5d8a|b3bac6)"', svg)
    assert list(map(float, lengths)) == [200, 100, 0]
    assert "a&lt;b" in svg


def test_the_other_formats_have_all_of_it(told: BoardReport, made: Document) -> None:
    for form in ("html", "markdown", "text"):
        page = report.find(form).render(made).decode()
        assert page.index("Conclusions") < page.index("The work during the year") < page.index("Appendix: where")
    book = load_workbook(io.BytesIO(report.find("xlsx").render(made)))
    assert {"figures", "queries", "incidents"} <= set(book.sheetnames)
    assert json.loads(report.find("json").render(made)) == told.model_dump(mode="json")
    with pytest.raises(UsageError, match="no room"):
        report.find("png").render(made)


def test_every_column_has_a_heading_in_words(made: Document) -> None:
    assert [column for table in made.tables for column in table.columns if column not in table.headed] == []
