"""Every report keeps the contract: in both languages and every format, over a city and over nothing, and traceable."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args

import docx
import openpyxl
import pypdf
import pytest

from eagraph import report, reports
from eagraph.errors import EagraphError, UnknownName, UsageError
from eagraph.locale import Language, current
from eagraph.report import Chapter, Document
from eagraph.settings import Settings
from eagraph.workspace import Workspace
from tests.contract.reported import ASKED, NOW, city

NAMES = reports.names()
LANGUAGES: tuple[Language, ...] = get_args(Language)
COMPOSED = [name for name in ASKED if name not in ("board", "classification-memo")]
"""Those that are made here from answers, and tell under which number each is asked."""


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return city(tmp_path_factory.mktemp("city"))


@pytest.fixture(scope="module")
def nothing(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return Workspace(Settings(store=f"sqlite:///{tmp_path_factory.mktemp('none') / 'none.db'}"), clock=lambda: NOW)


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Iterator[Language]:
    token = current.set(request.param)
    yield request.param
    current.reset(token)


def written(work: Workspace, name: str, **more: object) -> Document:
    return reports.written(work, name, {**ASKED.get(name, {}), **more})


def rendered(document: Document, form: str) -> bytes:
    return report.find(form).render(document)


def test_every_report_is_asked_for_here() -> None:
    assert set(NAMES) - {"landscape-diff"} == ASKED.keys()


@pytest.mark.parametrize("name", NAMES)
def test_what_it_takes_is_described_and_bounded(name: str) -> None:
    found = reports.find(name)
    assert found.title.sv
    assert found.about.en.endswith(".")
    assert found.Params.model_config.get("extra") == "forbid"
    assert all(field.description for field in found.Params.model_fields.values())


@pytest.mark.parametrize("name", ASKED)
def test_it_opens_in_every_format(work: Workspace, name: str, language: Language) -> None:
    document = written(work, name)
    told = {form: rendered(document, form) for form in ("pdf", "docx", "xlsx", "html", "markdown", "json", "csv", "text")}
    pages = pypdf.PdfReader(io.BytesIO(told["pdf"]))
    root: Any = pages.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == language
    # A line of a table may be cut by a hyphen, a heading never is.
    assert str(document.title).split(":")[0] in " ".join((pages.pages[0].extract_text() or "").split())
    assert str(document.title) in docx.Document(io.BytesIO(told["docx"])).paragraphs[0].text
    book = openpyxl.load_workbook(io.BytesIO(told["xlsx"]))
    assert len(book.sheetnames) >= 2
    assert f'<html lang="{language}">' in told["html"].decode()
    assert all(str(document.marking) in content.decode() for form, content in told.items() if form in ("markdown", "html"))
    assert json.loads(told["json"])


@pytest.mark.parametrize("name", ASKED)
def test_it_has_a_class_and_conclusions_before_everything_else(work: Workspace, name: str) -> None:
    document = written(work, name)
    assert document.marking
    if name != "classification-memo":
        first = document.chapters[0]
        assert first.title
        assert first.title.en == "Conclusions"
        assert first.points


@pytest.mark.parametrize("name", ASKED)
@pytest.mark.parametrize("form", ["html", "pdf", "docx", "xlsx", "json"])
def test_the_same_question_gives_the_same_bytes(work: Workspace, name: str, form: str) -> None:
    assert rendered(written(work, name), form) == rendered(written(work, name), form)


@pytest.mark.parametrize("name", COMPOSED)
def test_every_figure_leads_to_what_was_asked(work: Workspace, name: str) -> None:
    data: Any = written(work, name).data
    numbers = {f"[{one['number']}]" for one in data["sources"]}
    said = json.dumps([data["chapters"]], ensure_ascii=False)
    assert numbers
    assert data["snapshot"]["hash"] == work.snapshot().hash
    assert (data["date"], data["report"]) == ("2026-11-20", name)
    for number in numbers:
        assert said.count(number) >= 1, f"nothing of the report leads to {number}"
    for one in data["sources"]:
        assert one["kind"] in ("analysis", "check", "scenario", "landscape")
        if one["kind"] == "analysis" and one["name"] != "dependencies" and "of" in one["params"]:
            work.analyse(one["name"], one["params"])


@pytest.mark.parametrize("name", COMPOSED)
def test_what_it_cannot_tell_is_told(work: Workspace, name: str) -> None:
    chapters = written(work, name).chapters
    chapter = next(part for part in chapters if part.title and "cannot tell" in part.title.en)
    asked = written(work, name).data["sources"]
    reasons = [reason["en"] for one in asked for reason in one.get("completeness", {}).get("reasons", ())]
    told = " ".join(says.en for _, says in chapter.points)
    assert all(reason in told for reason in reasons)


@pytest.mark.parametrize("name", ASKED)
def test_no_text_is_without_its_other_language(work: Workspace, name: str) -> None:
    """What was put together wrongly is empty, or keeps its braces."""
    for part in written(work, name).chapters:
        for text in _texts(part):
            assert bool(text.sv.strip()) == bool(text.en.strip()), text
            assert "{" not in text.en, text


def _texts(part: Chapter) -> Iterator[Any]:
    yield from (part.title,) if part.title else ()
    yield from part.says
    yield from (text for pair in part.points for text in pair)


@pytest.mark.parametrize("name", COMPOSED)
def test_protective_security_is_not_named(work: Workspace, name: str) -> None:
    """Hemligheten is what Larmet needs, so that answers name it."""
    for form in ("json", "html"):
        assert "Hemligheten" not in rendered(written(work, name), form).decode()


def test_what_falls_under_protective_security_gets_no_card(work: Workspace) -> None:
    for name, params in (("system-card", {"system": "s:secret"}), ("dependencies", {"of": "s:secret"})):
        with pytest.raises(UsageError, match="protective security"):
            reports.written(work, name, params)


@pytest.mark.parametrize("name", NAMES)
def test_what_does_not_exist_is_named_with_what_may_be_meant(work: Workspace, name: str) -> None:
    found = reports.find(name)
    if reports.subject(found) is None:
        with pytest.raises(EagraphError):
            reports.written(work, name, {"scenarios": ["net-dwn", "hub-down"]})
        return
    with pytest.raises(UnknownName, match="Omsorgsnämnden"):
        reports.written(work, name, reports.told_of(found, "Omsorgsnämden"))


@pytest.mark.parametrize("name", NAMES)
def test_over_nothing_it_says_so_or_tells_of_nothing(nothing: Workspace, name: str, language: Language) -> None:
    try:
        document = reports.written(nothing, name, ASKED.get(name, {}))
    except UsageError:
        return
    assert all(rendered(document, form) for form in ("html", "pdf", "docx", "xlsx", "json"))


@pytest.mark.parametrize("name", NAMES)
def test_a_parameter_that_is_not_known_is_refused(work: Workspace, name: str) -> None:
    with pytest.raises(UsageError, match="nix"):
        reports.written(work, name, {**ASKED.get(name, {}), "nix": 1})


@pytest.mark.parametrize("name", [name for name in COMPOSED if "limit" in reports.find(name).Params.model_fields])
def test_a_list_that_is_cut_says_how_much_is_missing(work: Workspace, name: str) -> None:
    document = written(work, name, limit=1)
    told = json.dumps(document.data, ensure_ascii=False)
    longest = max(len(table.rows) for table in written(work, name, limit=1000).tables if table.name != "sources")
    assert longest <= 1 or "not shown" in told


def test_there_is_no_report_of_that_name() -> None:
    with pytest.raises(UnknownName, match="system-card"):
        reports.find("systemcard")


def test_a_document_holds_all_that_a_house_may_say_otherwise(tmp_path: Path, work: Workspace) -> None:
    assert {"looks", "is_wide"} <= {one.name for one in fields(Document)}
