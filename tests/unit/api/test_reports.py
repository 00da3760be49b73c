"""The board's report over HTTP: JSON, and files with the class in them."""

from __future__ import annotations

import io

import docx
import httpx
import pytest

from eagraph.board import BoardReport

V1 = "/api/v1"
IT = f"{V1}/reports/board/org:it"


def test_a_report_is_an_answer(site: httpx.Client) -> None:
    answer = site.get(f"{V1}/reports/board/It-enheten", params={"year": 2025})
    told = BoardReport.model_validate(answer.json())
    assert (told.organisation.id, told.since, told.until) == ("org:it", "2025-01-01", "2025-12-31")
    assert next(one for one in told.figures if one.source == "systems").things == ("s:crm", "s:mail")


@pytest.mark.parametrize(("form", "starts"), [("pdf", b"%PDF"), ("html", b"<!DOCTYPE"), ("markdown", b"**Class: conf")])
def test_a_report_is_a_file(site: httpx.Client, form: str, starts: bytes) -> None:
    answer = site.get(IT, params={"format": form, "lang": "en"})
    assert answer.content.startswith(starts)
    assert 'filename="board-it-enheten-2026.' in answer.headers["content-disposition"]


def test_a_report_is_a_word_file_in_the_language_asked_for(site: httpx.Client) -> None:
    answer = site.get(IT, params={"format": "docx", "lang": "sv"})
    assert answer.headers["content-type"].endswith("wordprocessingml.document")
    word = docx.Document(io.BytesIO(answer.content))
    assert word.core_properties.language == "sv-SE"
    assert "It-enheten" in word.paragraphs[0].text


def test_what_is_wrong_is_a_problem(site: httpx.Client) -> None:
    assert site.get(f"{V1}/reports/board/nix").status_code == 404
    assert site.get(f"{V1}/reports/board/s:crm").status_code == 400
    assert site.get(IT, params={"year": 3000}).status_code == 400
    assert site.get(IT, params={"year": "i fjol"}).status_code == 422
    assert site.get(IT, params={"format": "png"}).status_code == 400
    assert site.get(IT, params={"format": "nix"}).status_code in (400, 404, 422)


def test_the_description_has_the_report(site: httpx.Client) -> None:
    paths = site.get(f"{V1}/openapi.json").json()["paths"]
    told = next(path["get"] for name, path in paths.items() if name.startswith("/reports/board"))
    assert "application/pdf" in told["responses"]["200"]["content"]
    assert told["responses"]["200"]["content"]["application/json"]["schema"]["$ref"].endswith("/BoardReport")
