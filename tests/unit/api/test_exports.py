"""/exports: one file where there is one, a zip of several, and the same parts as on the command line."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import httpx
import pytest

from eagraph import export

V1 = "/api/v1"


def ids(site: httpx.Client, **asked: Any) -> set[str]:
    """The things of a part."""
    answer = site.get(f"{V1}/exports/json", params=asked)
    assert answer.status_code == 200, answer.text
    return {node["id"] for node in answer.json()["nodes"]}


def test_the_list_says_what_each_gives(site: httpx.Client) -> None:
    listed = {entry["name"]: entry["suffix"] for entry in site.get(f"{V1}/exports").json()}
    assert listed == {name: export.find(name).suffix for name in export.names()}


@pytest.mark.parametrize(
    ("form", "kind", "ending"),
    [
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx"),
        ("json", "application/json", ".json"), ("archimate_exchange", "application/xml", ".xml"),
        ("mermaid", "text/plain; charset=utf-8", ".mmd"), ("csv", "application/zip", ".zip"),
        ("parquet", "application/zip", ".zip"),
    ],
)  # fmt: skip
def test_one_file_or_a_zip(site: httpx.Client, form: str, kind: str, ending: str) -> None:
    answer = site.get(f"{V1}/exports/{form}")
    assert answer.headers["content-type"] == kind
    assert answer.headers["content-disposition"].endswith(f'{ending}"')
    assert site.get(f"{V1}/exports/{form}").content == answer.content
    if kind == "application/zip":
        assert zipfile.ZipFile(io.BytesIO(answer.content)).testzip() is None


def test_parts(site: httpx.Client) -> None:
    assert ids(site, around="Kundregistret") == {"s:crm", "d:permit", "s:mail", "i:people", "org:it"}
    assert ids(site, organisation="It-enheten") == {"org:it", "s:crm", "s:mail"}
    assert ids(site, around="s:crm", hops=2, label=["DigitalService", "Organisation"]) == {"d:permit", "org:it"}
    failed = ids(site, analysis="blast-radius", param="failed=s:mail")
    assert {"s:mail", "s:crm", "d:permit"} <= failed
    assert "i:people" not in failed


def test_the_language_is_that_of_the_reader(site: httpx.Client) -> None:
    answer = site.get(f"{V1}/exports/csv", params={"lang": "sv", "label": "System"})
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        [name] = [name for name in archive.namelist() if name.endswith("System.csv")]
        assert archive.read(name).decode("utf-8-sig").startswith("id;namn;")


@pytest.mark.parametrize(
    ("form", "asked", "status"),
    [
        ("jsn", {}, 404), ("json", {"around": "nobody"}, 404), ("json", {"label": "Sistem"}, 404),
        ("json", {"hops": 2}, 400),
        ("json", {"hop": 2}, 422), ("json", {"param": "x"}, 400), ("json", {"view": "sideways"}, 422),
    ],
)  # fmt: skip
def test_what_is_wrong_is_a_problem(site: httpx.Client, form: str, asked: dict[str, Any], status: int) -> None:
    answer = site.get(f"{V1}/exports/{form}", params=asked)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert json.loads(answer.text)["detail"]
