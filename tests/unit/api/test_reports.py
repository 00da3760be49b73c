"""Reports over HTTP: JSON, files with the class in them, packages, and long ones as jobs."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
import httpx
import pytest

from eagraph.board import BoardReport

V1 = "/api/v1"
BOARD = f"{V1}/reports/board"
CARD = f"{V1}/reports/system-card"
IT = {"organisation": "org:it"}


def test_the_reports_there_are(site: httpx.Client) -> None:
    told = {one["name"]: one for one in site.get(f"{V1}/reports").json()}
    assert {"system-card", "dependencies", "integrations", "board", "continuity"} <= told.keys()
    assert told["system-card"]["subject"] == "system"
    assert "pdf" in told["system-card"]["formats"]


def test_a_report_is_an_answer(site: httpx.Client) -> None:
    answer = site.get(BOARD, params={"organisation": "It-enheten", "year": 2025})
    told = BoardReport.model_validate(answer.json())
    assert (told.organisation.id, told.since, told.until) == ("org:it", "2025-01-01", "2025-12-31")
    assert next(one for one in told.figures if one.source == "systems").things == ("s:crm", "s:mail")


def test_a_report_is_posted_as_json(site: httpx.Client) -> None:
    answer = site.post(CARD, json={"system": "s:crm", "findings": False})
    assert answer.json()["params"]["system"] == "s:crm"
    assert answer.json() == site.get(CARD, params={"system": "s:crm", "findings": "false"}).json()


@pytest.mark.parametrize(("form", "starts"), [("pdf", b"%PDF"), ("html", b"<!DOCTYPE"), ("markdown", b"**Class: conf")])
def test_a_report_is_a_file(site: httpx.Client, form: str, starts: bytes) -> None:
    answer = site.get(BOARD, params={**IT, "format": form, "lang": "en"})
    assert answer.content.startswith(starts)
    assert 'filename="board-it-' in answer.headers["content-disposition"]


def test_a_report_is_a_word_file_in_the_language_asked_for(site: httpx.Client) -> None:
    answer = site.get(BOARD, params={**IT, "format": "docx", "lang": "sv"})
    assert answer.headers["content-type"].endswith("wordprocessingml.document")
    word = docx.Document(io.BytesIO(answer.content))
    assert word.core_properties.language == "sv-SE"
    assert "It-enheten" in word.paragraphs[0].text


def test_a_report_has_the_date_that_is_asked_for(site: httpx.Client) -> None:
    told = site.get(CARD, params={"system": "s:crm", "findings": "false", "date": "2026-01-31"}).json()
    assert told["date"] == "2026-01-31"


def test_a_report_comes_as_a_package(site: httpx.Client) -> None:
    answer = site.get(CARD, params={"system": "s:crm", "findings": "false", "format": "package"})
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        assert {"manifest.json", "report/system-card.html", "landscape/nodes.csv"} <= set(packed.namelist())


def test_what_is_wrong_is_a_problem(site: httpx.Client) -> None:
    assert site.get(f"{V1}/reports/nix").status_code == 404
    assert site.get(BOARD, params={"organisation": "nix"}).status_code == 404
    assert site.get(BOARD, params={"organisation": "s:crm"}).status_code == 400
    assert site.get(BOARD, params={**IT, "year": 3000}).status_code == 400
    assert site.get(BOARD, params={**IT, "year": "i fjol"}).status_code == 422
    assert site.get(BOARD).status_code == 422
    assert site.get(CARD, params={"system": "s:crm", "nix": 1}).status_code == 422
    assert site.get(BOARD, params={**IT, "format": "png"}).status_code == 404
    near = site.get(CARD, params={"system": "Kundregistre"})
    assert (near.status_code, "Kundregistret" in near.text) == (404, True)


def _job(site: httpx.Client, **task: Any) -> httpx.Response:
    started = site.post(f"{V1}/jobs", json=task)
    assert started.status_code == 202, started.text
    return site.get(f"{V1}/jobs/{started.json()['id']}/answer")


def test_a_long_report_is_a_job(site: httpx.Client) -> None:
    answer = _job(site, report="dependencies", params={"of": "s:crm"}, format="pdf")
    assert answer.content.startswith(b"%PDF")
    assert "attachment" in answer.headers["content-disposition"]
    assert _job(site, report="dependencies", params={"of": "s:crm"}, format="json").json()["report"] == "dependencies"


def test_a_job_is_an_analysis_or_a_report(site: httpx.Client) -> None:
    for task in ({}, {"analysis": "dependencies", "report": "iot", "params": {"of": "s:crm"}}):
        assert site.post(f"{V1}/jobs", json=task).status_code == 400
    assert site.post(f"{V1}/jobs", json={"report": "dependencies"}).status_code == 400


def test_the_description_has_the_reports(site: httpx.Client) -> None:
    paths = site.get(f"{V1}/openapi.json").json()["paths"]
    told = paths["/reports/board"]["get"]
    assert "application/pdf" in told["responses"]["200"]["content"]
    assert "application/json" in told["responses"]["200"]["content"]
