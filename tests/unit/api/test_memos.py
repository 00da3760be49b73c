"""The classification memo over HTTP: JSON, and files with the class in them."""

from __future__ import annotations

import io

import httpx
import pytest
from openpyxl import load_workbook

from eagraph.memo import Memo

V1 = "/api/v1"


def test_a_memo_is_an_answer(site: httpx.Client) -> None:
    answer = site.get(f"{V1}/levels/s:crm/memo")
    memo = Memo.model_validate(answer.json())
    assert (memo.place.name, [part.aspect for part in memo.aspects]) == ("Kundregistret", ["k", "r", "t", "s"])
    assert [(one.role, one.who.name) for one in memo.responsible] == [("system_owner", "It-enheten")]
    k = memo.aspects[0]
    assert (k.is_raised, k.required.low, memo.marking.level) == (True, 3, 3)


@pytest.mark.parametrize(("form", "starts"), [("pdf", b"%PDF"), ("html", b"<!DOCTYPE"), ("markdown", b"**Class of this")])
def test_a_memo_is_a_file(site: httpx.Client, form: str, starts: bytes) -> None:
    answer = site.get(f"{V1}/levels/s:crm/memo", params={"format": form, "aspect": "k", "lang": "en"})
    assert answer.content.startswith(starts)
    assert 'filename="memo-kundregistret-' in answer.headers["content-disposition"]


def test_a_memo_of_a_place_of_any_id(site: httpx.Client) -> None:
    answer = site.get(f"{V1}/levels/s%2Fa%20b%23c%3Fd/memo", params={"format": "xlsx", "lang": "en"})
    book = load_workbook(io.BytesIO(answer.content))
    assert all(str(sheet["A1"].value).startswith("Class of this memo") for sheet in book)


def test_what_is_wrong_is_a_problem(site: httpx.Client) -> None:
    assert site.get(f"{V1}/levels/nix/memo").status_code == 404
    assert site.get(f"{V1}/levels/s:crm/memo", params={"format": "nix"}).status_code in (400, 404, 422)
    assert site.get(f"{V1}/levels/s:crm/memo", params={"format": "svg"}).status_code == 400
    assert site.get(f"{V1}/levels/s:crm/memo", params={"aspect": "x"}).status_code == 422


def test_the_description_has_the_memo(site: httpx.Client) -> None:
    document = site.get(f"{V1}/openapi.json").json()
    told = next(path["get"] for name, path in document["paths"].items() if name.endswith("/memo"))
    assert "application/pdf" in told["responses"]["200"]["content"]
    assert told["responses"]["200"]["content"]["application/json"]["schema"]["$ref"].endswith("/Memo")
