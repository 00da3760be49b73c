"""DOCX: a text to go on writing in, with the styles, header rows and fields a word processor knows (ISO/IEC 29500).

One document always gives the same bytes: no clock, no author. As in PDF the columns that fit and the rows that somebody
reads; the Excel file has all. What is to be read or signed stands upright. Signs that XML does not know are left out.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from eagraph.locale import LOCALES, current, say
from eagraph.report import LINES, Chapter, Document, Table
from eagraph.report._pictures import pixels
from eagraph.report._word import NO_DAY, add_field, add_table, element, lasting, legal, set_font, speak

if TYPE_CHECKING:
    from docx.document import Document as Text

    from eagraph.drawing import Picture

media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
suffix = "docx"
MOST_ROWS = 1000
_LONG, _SHORT, _MARGIN, _HEAD = 297, 210, 20, 25
"""A4, its margins, and that at its head, in mm."""
_GREATEST_PICTURE = 165
_FONT = "Arial"
"""On every machine, or one as wide."""
_HEADINGS = {"Title": 18.0, "Heading 1": 14.0, "Heading 2": 11.0}
"""Sizes in points."""


def render(document: Document) -> bytes:
    """The document as a text of a word processor."""
    import docx

    text = docx.Document()
    _prepare(text, document)
    text.add_heading(legal(document.title), level=0)
    for line in legal(document.summary).splitlines():
        text.add_paragraph().add_run(line).bold = True
    for part in document.parts:
        _add_part(text, part, upright=document.is_upright)
    if document.facts:
        text.add_heading(say("What the answer rests on"), level=1)
        add_table(text, [], [(legal(name), legal(value)) for name, value in document.facts], upright=document.is_upright)
    if document.signatures:
        _add_signatures(text, document)
    out = io.BytesIO()
    text.save(out)
    return lasting(out.getvalue())


def _prepare(text: Text, document: Document) -> None:
    """Paper, language, typeface, and what the file says of itself."""
    from docx.enum.section import WD_ORIENT
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.shared import Mm, Pt

    language, page = current.get(), text.sections[0]
    speak(
        text, LOCALES[language].replace("_", "-"), decimals="," if language == "sv" else ".",
        separator=";" if language == "sv" else ",",
    )  # fmt: skip
    page.orientation = WD_ORIENT.PORTRAIT if document.is_upright else WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = (Mm(_SHORT), Mm(_LONG)) if document.is_upright else (Mm(_LONG), Mm(_SHORT))
    page.left_margin = page.right_margin = page.bottom_margin = Mm(_MARGIN)
    page.top_margin = Mm(_HEAD)
    for name, size in {"Normal": 10.0, "List Bullet": 10.0, **_HEADINGS}.items():
        set_font(text.styles[name], _FONT, Pt(size))
    text.styles["Normal"].paragraph_format.space_after = Pt(6)
    told = text.core_properties
    told.title, told.category = legal(document.title), legal(document.marking or "")
    told.author, told.comments, told.created, told.modified = "", "", NO_DAY, NO_DAY
    for key, tie in list(text.part.package.rels.items()):
        if tie.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del text.part.package.rels[key]
    _add_margins(text, document)


def _add_margins(text: Text, document: Document) -> None:
    """The class, or the title, at the head of every page; the class and the page number at its foot."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    section = text.sections[0]
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    head.add_run(legal(document.marking or document.title)).bold = bool(document.marking)
    if document.marking:
        foot.add_run(f"{legal(document.marking)} · ").bold = True
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    add_field(foot, "PAGE")
    foot.add_run(" / ")
    add_field(foot, "NUMPAGES")


def _add_part(text: Text, part: Chapter, *, upright: bool) -> None:
    if part.title:
        text.add_heading(legal(part.title), level=1).paragraph_format.page_break_before = part.on_new_page
    for paragraph in part.says:
        text.add_paragraph(legal(paragraph))
    for first, rest in part.points:
        point = text.add_paragraph(style="List Bullet")
        if str(first):
            point.add_run(f"{legal(first)} ").bold = True
        point.add_run(legal(rest))
    for picture in part.draw():
        _add_picture(text, picture)
    for table in part.tables:
        if table.rows:
            _add_table(text, table.narrow, level=2 if part.title else 1, upright=upright)


def _add_table(text: Text, table: Table, *, level: int, upright: bool) -> None:
    text.add_heading(legal(table.headline), level=level)
    add_table(text, list(map(legal, table.headings)), list(table.read(MOST_ROWS)), upright=upright)
    more = len(table.rows) - MOST_ROWS
    if more > 0:
        text.add_paragraph(say("{count} more rows stand in the Excel and JSON files.", count=more))


def _add_picture(text: Text, picture: Picture) -> None:
    """A drawing as pixels, with what it shows in words for whoever cannot see it, and its title under it."""
    from docx.shared import Mm

    shape = text.add_picture(io.BytesIO(pixels(picture.svg)))
    if shape.width > Mm(_GREATEST_PICTURE):
        shape.height = int(shape.height * Mm(_GREATEST_PICTURE) / shape.width)
        shape.width = Mm(_GREATEST_PICTURE)
    shape._inline.docPr.set("descr", legal(picture.about))  # noqa: SLF001
    text.add_paragraph(legal(picture.title), style="Caption")


def _add_signatures(text: Text, document: Document) -> None:
    """Everybody who is to sign, over lines to write on."""
    from docx.shared import Pt

    text.add_heading(say("Signatures"), level=1)
    for who in document.signatures:
        name = text.add_paragraph()
        name.add_run(legal(who)).bold = True
        name.paragraph_format.keep_with_next, name.paragraph_format.space_after = True, Pt(26)
        lines = text.add_table(rows=1, cols=len(LINES))
        for cell, line in zip(lines.rows[0].cells, LINES, strict=True):
            cell.paragraphs[0].add_run(str(line)).font.size = Pt(8)
            over = element("tcBorders")
            over.append(element("top", val="single", sz="4", color="auto"))
            cell._tc.get_or_add_tcPr().append(over)  # noqa: SLF001
        text.add_paragraph()
