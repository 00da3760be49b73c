"""A house's own looks and words: what is told in them, and what is wrong with them, at its place."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import docx
import pypdf
import pytest

from eagraph.errors import EagraphError, InvalidTemplate, SourceError
from eagraph.locale import Text, current
from eagraph.report import Chapter, Document, Table, dressed, find, read_looks

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9" height="9"><rect width="9" height="9"/></svg>'
TABLE = Table.of("t", [{"name": "Conclusions"}], headed={"name": Text("Namn", "Name")}, called=Text("Tabell", "Table"))
DOCUMENT = Document(
    Text("Systemkort: Larmet", "System card: The alarm"), Text("En mening.", "A sentence."), ((Text("Data", "Data"), "x"),),
    (TABLE,), {"kept": "Conclusions"}, marking=Text("Klass 3", "Class 3"),
    chapters=(Chapter(Text("Slutsatser", "Conclusions"), tables=(TABLE,)),),
)  # fmt: skip


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    token = current.set("en")
    yield
    current.reset(token)


def folder(tmp_path: Path, **files: str) -> Path:
    for name, content in files.items():
        (tmp_path / name.replace("__", ".")).write_text(content, encoding="utf-8")
    return tmp_path


def shown(where: Path, form: str = "html") -> bytes:
    return find(form).render(dressed(DOCUMENT, read_looks(where)))


def test_of_no_folder_it_is_as_it_comes() -> None:
    assert find("html").render(dressed(DOCUMENT, read_looks(None))) == find("html").render(DOCUMENT)


def test_texts_are_said_in_the_words_of_the_house_and_data_stay(tmp_path: Path) -> None:
    words = '[en]\n"Conclusions" = "In short"\n"System card: {name}" = "{name}, fact sheet"\n"Name" = "What"\n'
    where = folder(tmp_path, words__toml=words)
    page = shown(where).decode()
    assert "<h1>The alarm, fact sheet</h1>" in page
    assert ">In short</h2>" in page
    assert '<th scope="col">What</th>' in page
    assert "<td>Conclusions</td>" in page, "a value is no text of ours"
    assert "The alarm, fact sheet" in docx.Document(io.BytesIO(shown(where, "docx"))).paragraphs[0].text
    assert "The alarm, fact sheet" in pypdf.PdfReader(io.BytesIO(shown(where, "pdf"))).pages[0].extract_text()
    assert b'"kept": "Conclusions"' in shown(where, "json")


def test_one_language_may_be_left_as_it_is(tmp_path: Path) -> None:
    where = folder(tmp_path, words__toml='[en]\n"Conclusions" = "In short"\n')
    token = current.set("sv")
    assert ">Slutsatser</h2>" in shown(where).decode()
    current.reset(token)


def test_name_logo_and_style_of_the_house(tmp_path: Path) -> None:
    where = folder(
        tmp_path, words__toml='organisation = "Staden"\nlogo = "l.svg"\n', l__svg=LOGO, style__css="h1 { color: red; }"
    )
    page = shown(where).decode()
    assert "data:image/svg+xml;base64," in page
    assert "Staden" in page
    assert "h1 { color: red; }" in page
    assert "Staden" in pypdf.PdfReader(io.BytesIO(shown(where, "pdf"))).pages[0].extract_text()


def test_a_page_of_their_own_may_take_ours(tmp_path: Path) -> None:
    page = '{% extends "ours.html" %}{% block bottom %}<footer>{{ document.title }}</footer>{% endblock %}'
    where = folder(tmp_path, page__html__jinja=page)
    told = shown(where).decode()
    assert "<footer>System card: The alarm</footer>" in told
    assert ">Conclusions</h2>" in told


def test_what_the_document_says_is_escaped_in_a_page_of_their_own(tmp_path: Path) -> None:
    where = folder(tmp_path, page__html__jinja="{{ document.title }}")
    evil = Document(Text("<script>", "<script>"), Text("", ""), (), (), {})
    assert find("html").render(dressed(evil, read_looks(where))) == b"&lt;script&gt;"


def test_a_typst_page_of_their_own(tmp_path: Path) -> None:
    page = "#let told = json(bytes(sys.inputs.told))\n#set document(title: told.title)\n= Ours: #told.title\n"
    pdf = pypdf.PdfReader(io.BytesIO(shown(folder(tmp_path, page__typ=page), "pdf")))
    assert "Ours: System card: The alarm" in pdf.pages[0].extract_text()


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("words__toml", "organisation =", "words.toml"),
        ("words__toml", "organisation = 3", "words.toml: organisation"),
        ("words__toml", 'logo = "../../etc/passwd"', "words.toml: logo"),
        ("words__toml", 'nix = "x"', "words.toml: nix"),
        ("words__toml", "[sv]\nx = 1", r"words.toml: \[sv\]"),
        ("words__toml", '[en]\n"a {b}" = "{c}"', "nothing to fill in for c"),
        ("style__css", "</style><script>", "style.css"),
        ("page__html__jinja", "a\n{{ b }\n", "page.html.jinja:2"),
        ("page__typ", '#import "@preview/x:1.0.0": y', "page.typ:1"),
    ],
)
def test_what_is_wrong_with_a_file_is_told_at_its_place(tmp_path: Path, name: str, content: str, place: str) -> None:
    with pytest.raises(InvalidTemplate, match=place):
        read_looks(folder(tmp_path, **{name: content}))


@pytest.mark.parametrize(
    ("name", "content", "form", "place"),
    [
        ("page__html__jinja", "a\n\n{{ 1 / 0 }}", "html", "page.html.jinja:3"),
        ("page__html__jinja", "{{ ''.__class__.__mro__ }}", "html", "unsafe"),
        ("page__html__jinja", "{% include '/etc/passwd' %}", "html", "page.html.jinja"),
        ("page__typ", "= A\n#foo(", "pdf", "page.typ:2"),
        ("page__typ", '= A\n#read("/etc/passwd")', "pdf", "page.typ"),
    ],
)
def test_a_template_that_is_broken_or_reaches_out_is_told(
    tmp_path: Path, name: str, content: str, form: str, place: str
) -> None:
    with pytest.raises(EagraphError, match=place):
        shown(folder(tmp_path, **{name: content}), form)


def test_there_is_no_such_folder(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such folder"):
        read_looks(tmp_path / "none")


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    where = folder(tmp_path, words__toml="nix = 1\norganisation = 2\n", style__css="</", page__html__jinja="{{")
    with pytest.raises(InvalidTemplate) as caught:
        read_looks(where)
    assert len(caught.value.problems) == 4
