"""What python-docx has no name for: the language of a text, fields, header rows; and a file with no clock in it."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from eagraph.report._widths import LETTERS, widths

if TYPE_CHECKING:
    from docx.document import Document as Text
    from docx.oxml.xmlchemy import BaseOxmlElement as Element
    from docx.text.paragraph import Paragraph

NO_DAY = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)
"""The first day a zip knows, where a file must name one."""
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 has no room for."""
_ABOUT, _THEN = "docProps/core.xml", rb"\g<1>1980-01-01T00:00:00Z"
_MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
"""When a file was made and changed, as it says itself."""
_SHADE = "E8ECF2"
_AIR = 3
"""Letters' room left free at both sides of a cell, and for typefaces that are wider."""
_BODY = 5000
"""The width between the margins, in fiftieths of a per cent."""


def legal(value: object) -> str:
    """A text without the signs that XML does not know."""
    return _ILLEGAL.sub("", str(value))


def element(name: str, **attributes: str) -> Element:
    """An element of WordprocessingML with its attributes."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = cast("Element", OxmlElement(f"w:{name}"))
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def speak(text: Text, language: str, *, decimals: str, separator: str) -> None:
    """Say which language the text is in, `sv-SE`: words are checked and read aloud in it."""
    from docx.oxml.ns import qn

    for lang in text.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), language)
    settings = text.settings.element
    for name, value in (("themeFontLang", language), ("decimalSymbol", decimals), ("listSeparator", separator)):
        settings.find(qn(f"w:{name}")).set(qn("w:val"), value)
    text.core_properties.language = language


def set_font(style: Any, name: str, size: int) -> None:
    """A typeface by name: what the theme says of it would count for more."""
    style.font.name, style.font.size = name, size
    fonts = style.element.rPr.rFonts
    for key in [key for key in fonts.attrib if key.endswith("Theme")]:
        del fonts.attrib[key]


def add_field(paragraph: Paragraph, instruction: str, shown: str = "1") -> None:
    """A field the word processor fills in: PAGE, NUMPAGES."""
    for name, told in (("begin", ""), ("", instruction), ("separate", ""), ("shown", shown), ("end", "")):
        run = paragraph.add_run(told if name == "shown" else "")
        if name == "":
            code = element("instrText")
            code.text = f" {told} "
            run._r.append(code)  # noqa: SLF001
        elif name != "shown":
            run._r.append(element("fldChar", fldCharType=name))  # noqa: SLF001


def add_table(text: Text, headings: Sequence[str], rows: Sequence[Sequence[str]], *, upright: bool) -> None:
    """A table whose header row, where it has one, stands again on every page; no row is broken across pages."""
    shares = _shares(headings, rows, LETTERS[upright])
    table = text.add_table(rows=0, cols=len(shares), style="Table Grid")
    for column, share in zip(table._tbl.tblGrid.gridCol_lst, shares, strict=True):  # noqa: SLF001
        column.w = int(_width(text) * share)
    if headings:
        _add_row(table, headings, shares, is_header=True)
    for row in rows:
        _add_row(table, row, shares, is_header=False)


def _shares(headings: Sequence[str], rows: Sequence[Sequence[str]], room: int) -> list[float]:
    """The part of the width each column gets; together 1."""
    told = widths(headings or [""] * len(rows[0]), rows, room)
    longest = [max(map(len, column)) for column in zip(headings or rows[0], *rows, strict=True)]
    letters = [(share or length) + _AIR for share, length in zip(told, longest, strict=True)]
    return [share / sum(letters) for share in letters]


def _width(text: Text) -> int:
    section = text.sections[0]
    return int(section.page_width or 0) - int(section.left_margin or 0) - int(section.right_margin or 0)


def _add_row(table: Any, cells: Sequence[str], shares: Sequence[float], *, is_header: bool) -> None:
    """A row put together by hand: python-docx takes a millisecond a cell."""
    row, about = element("tr"), element("trPr")
    about.append(element("cantSplit"))
    if is_header:
        about.append(element("tblHeader"))
    row.append(about)
    for cell, share in zip(cells, shares, strict=True):
        row.append(_cell(cell, share, is_header=is_header))
    table._tbl.append(row)  # noqa: SLF001


def _cell(said: str, share: float, *, is_header: bool) -> Element:
    cell, about = element("tc"), element("tcPr")
    about.append(element("tcW", w=str(round(share * _BODY)), type="pct"))
    if is_header:
        about.append(element("shd", val="clear", color="auto", fill=_SHADE))
    cell.append(about)
    for line in legal(said).splitlines() or [""]:
        cell.append(_paragraph(line, is_header=is_header))
    return cell


def _paragraph(line: str, *, is_header: bool) -> Element:
    paragraph, about, run = element("p"), element("pPr"), element("r")
    about.append(element("spacing", before="20", after="20", line="240", lineRule="auto"))
    look = element("rPr")
    if is_header:
        look.append(element("b"))
    look.append(element("sz", val="18"))
    run.append(look)
    words = element("t")
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    words.text = line
    run.append(words)
    paragraph.append(about)
    paragraph.append(run)
    return paragraph


def lasting(content: bytes) -> bytes:
    """The same file with no time in it."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as before, ZipFile(out, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            entry = ZipInfo(name, NO_DAY.timetuple()[:6])
            entry.compress_type = ZIP_DEFLATED
            content = before.read(name)
            after.writestr(entry, _MOMENT.sub(_THEN, content) if name == _ABOUT else content)
    return out.getvalue()
