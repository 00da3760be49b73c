"""Reports to read: one HTML file that needs nothing from elsewhere, a PDF, and the picture alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from eagraph import analysis, report
from eagraph.errors import UsageError
from eagraph.graph.snapshot import Snapshot
from eagraph.loading.changes import Stored
from eagraph.locale import current
from eagraph.model.landscape import Landscape, Node, Relationship
from eagraph.report import Document

EVIL = "<script>alert('å')</script> & \"citat\" #[typst] $x$ @a"


@pytest.fixture(params=["sv", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    token = current.set(request.param)
    yield request.param
    current.reset(token)


def answer(name: str, **params: Any) -> Document:
    nodes = [Node("a", "System", {"name": EVIL}), *(Node(f"n{i:04}", "System", {"name": f"Ö{i}"}) for i in range(1200))]
    ties = [Relationship(node.id, "DEPENDS_ON", "a", {}) for node in nodes[1:]]
    landscape = Landscape.of(nodes, ties)
    question = analysis.find(name)
    snapshot = Snapshot.of(Stored(landscape.nodes, landscape.relationships))
    return report.of_result(question.title, question.run(snapshot, question.Params.model_validate(params)))


def test_html_stands_alone_and_says_everything(language: str) -> None:
    page = report.find("html").render(answer("blast-radius", failed=["a"])).decode()
    assert page.startswith(f'<!DOCTYPE html>\n<html lang="{language}">')
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert page.count("<svg") == 1
    assert all(f"Ö{i}<" in page for i in (0, 600, 1199))
    assert not re.search(r"""(src|href)=["'](?!#)""", page)


def test_pdf_is_made_of_any_text(language: str) -> None:
    document = answer("blast-radius", failed=["a"])
    pdf = report.find("pdf").render(document)
    assert pdf.startswith(b"%PDF-1.")
    assert pdf == report.find("pdf").render(document)
    assert len(pdf) > 30_000


def test_a_picture_alone(language: str) -> None:
    document = answer("blast-radius", failed=["a"])
    svg = report.find("svg").render(document).decode()
    assert svg.startswith("<svg")
    assert "<script" not in svg
    assert report.find("png").render(document).startswith(b"\x89PNG")


def test_what_has_no_picture_says_so() -> None:
    with pytest.raises(UsageError, match="no picture"):
        report.find("svg").render(answer("dependencies", of="a"))
