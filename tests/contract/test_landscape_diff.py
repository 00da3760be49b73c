"""The report of what changed and why: it names the change that moved an answer, opens in every format, and verifies."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from eagraph import report, reports
from eagraph.errors import UnknownName, UsageError
from eagraph.locale import current
from eagraph.packages import Order
from eagraph.packages.making import made
from eagraph.packages.verifying import verified
from eagraph.report import Document
from eagraph.workspace import Workspace
from tests.contract.reported import DAY, NODES, TIES, city

NAME = "landscape-diff"
ASKED: dict[str, object] = {"old": "before", "failed": ["s:net"], "limit": 50}


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The small city; then the hub no longer needs the network, the alarm has another owner and a lower class."""
    folder = tmp_path_factory.mktemp("city")
    made_ = city(folder)
    made_.points.keep("before", "innan bytet")
    ties = [line for line in TIES.splitlines() if not line.startswith(("s:hub;DEPENDS_ON;s:net", "s:alarm;OWNED_BY"))]
    (folder / "source" / "relationships.csv").write_text(
        "\n".join([*ties, "s:alarm;OWNED_BY;o:it;;;;;;;", ""]), encoding="utf-8"
    )
    nodes = NODES.replace("s:alarm;System;Larmet;;;;live;4;4;30;1;0.5;2;", "s:alarm;System;Larmet;;;;live;3;4;30;1;0.5;1;")
    assert nodes != NODES
    (folder / "source" / "nodes.csv").write_text(nodes, encoding="utf-8")
    made_.load([folder / "source"])
    return made_


def _written(work: Workspace, **more: object) -> Document:
    return reports.written(work, NAME, {**ASKED, **more})


def _table(document: Document, name: str) -> list[tuple[str, ...]]:
    return list(next(table for table in document.tables if table.name == name).read())


def test_what_weighs_most_is_told_first(work: Workspace) -> None:
    document = _written(work)
    critical = _table(document, "critical")
    assert critical[0][0] == "Larmet"
    assert "criticality: 4 → 3" in critical[0][5]
    assert [(row[0], row[2], row[3]) for row in _table(document, "owners")] == [
        ("Larmet", "Systemägare omsorg", "It-nämnden")
    ]
    assert [row[0] for row in _table(document, "classification")] == ["Larmet"]
    assert ("was removed", "Navet", "Nätet") in [(row[0], row[1], row[3]) for row in _table(document, "dependencies")]


def test_the_change_that_moved_an_answer_is_named_with_its_role(work: Workspace) -> None:
    document = _written(work)
    chapter = next(part for part in document.chapters if part.title and part.title.en.endswith("Blast radius"))
    rows = next(table for table in chapter.tables if table.name.startswith("rows"))
    told = {row[1]: (row[0], row[5]) for row in rows.read()}
    assert told["Navet"][0] == "gone"
    assert "Nätet” was removed (brings it by itself)" in told["Navet"][1]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_it_opens_in_every_format(work: Workspace, language: str) -> None:
    token = current.set(language)  # type: ignore[arg-type]
    try:
        document = _written(work)
        for form in ("pdf", "docx", "xlsx", "html", "markdown", "json", "csv", "text"):
            content = report.find(form).render(document)
            assert content
            assert b"Hemligheten" not in content
    finally:
        current.reset(token)


def test_every_figure_leads_to_what_was_asked(work: Workspace) -> None:
    data = _written(work).data
    said = json.dumps(data["chapters"], ensure_ascii=False)
    assert [one["name"] for one in data["sources"]] == ["diff", "attribution", "attribution"]
    assert all(f"[{one['number']}]" in said for one in data["sources"])
    assert data["snapshot"]["hash"] == work.snapshot().hash


def test_what_cannot_be_compared_is_said(work: Workspace) -> None:
    with pytest.raises(UnknownName, match="before"):
        _written(work, old="befor")
    with pytest.raises(UnknownName, match="single-points"):
        _written(work, questions=["single-point"])
    with pytest.raises(UsageError, match="itself"):
        _written(work, new="before")
    with pytest.raises(UsageError, match="old"):
        reports.written(work, NAME, {})


def test_its_package_holds_both_landscapes_verifies_elsewhere_and_fails_after_one_changed_value(
    work: Workspace, tmp_path: Path
) -> None:
    order = Order(report=NAME, params=ASKED, language="sv", date=DAY, formats=("html",))
    file = tmp_path / "p.zip"
    file.write_bytes(made(work, order)[0])
    assert verified(file).differences == ()
    with zipfile.ZipFile(io.BytesIO(file.read_bytes())) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    assert any("attribution" in name for name in members)
    saved = json.loads(members["landscape/saved.json"])
    assert {one["kind"] for one in saved} >= {"point", "point-content"}
    members["landscape/nodes.csv"] = members["landscape/nodes.csv"].replace(b"Navet", b"Naven")
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    assert not verified(file).holds
