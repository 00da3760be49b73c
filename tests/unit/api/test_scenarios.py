"""Scenarios over HTTP: kept, read back, run, compared, ended; and a landscape seen through one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from eagraph.api.site import create_site

V1 = "/api/v1"
DOWN: dict[str, Any] = {
    "name": "mail-down",
    "title": {"sv": "E-posten nere", "en": "Mail is down"},
    "fail": [{"things": ["s:mail"], "to_h": 4}],
    "analyse": [{"name": "blast-radius"}],
}
CUT = {"do": "remove_relationship", "source": "s:crm", "type": "DEPENDS_ON", "target": "s:mail"}


@pytest.fixture(scope="module")
def client(here: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder = tmp_path_factory.mktemp("scenarios")
    workspace = here.workspace(folder)
    workspace.load([here.source(folder / "small")])
    with here.served(create_site(workspace)) as client:
        yield client


@pytest.fixture
def down(client: httpx.Client) -> Iterator[str]:
    assert client.put(f"{V1}/scenarios/mail-down", json=DOWN).status_code == 200
    yield "mail-down"
    client.delete(f"{V1}/scenarios/mail-down")


def test_it_is_kept_and_read_back(client: httpx.Client, down: str) -> None:
    told = client.get(f"{V1}/scenarios/{down}").json()
    assert told["scenario"]["fail"][0]["things"] == ["s:mail"]
    assert [s["scenario"]["name"] for s in client.get(f"{V1}/scenarios").json()] == [down]
    again = client.put(f"{V1}/scenarios/{down}", json={**DOWN, "about": {"sv": "ny", "en": "new"}}).json()
    assert again["version"] == told["version"] + 1
    assert client.get(f"{V1}/scenarios/{down}@{told['version']}").json()["scenario"]["about"]["en"] == ""


def test_as_toml_and_back(client: httpx.Client, down: str) -> None:
    file = client.get(f"{V1}/scenarios/{down}/toml")
    assert file.headers["content-disposition"].endswith('"mail-down.toml"')
    renamed = file.text.replace("mail-down", "mail-gone")
    assert client.post(f"{V1}/scenarios", json={"toml": renamed}).status_code == 201
    assert (
        client.get(f"{V1}/scenarios/mail-gone").json()["scenario"]["fail"]
        == client.get(f"{V1}/scenarios/{down}").json()["scenario"]["fail"]
    )
    assert client.delete(f"{V1}/scenarios/mail-gone").status_code == 204
    assert client.get(f"{V1}/scenarios/mail-gone").status_code == 404


def test_it_runs(client: httpx.Client, down: str) -> None:
    told = client.post(f"{V1}/scenarios/{down}/run").json()
    assert [result["analysis"] for result in told["results"]] == ["blast-radius"]
    assert {row["id"] for row in told["results"][0]["rows"]} >= {"s:mail", "s:crm", "d:permit"}
    assert told["snapshot"]["scenario"] == f"{down}@{told['version']}"
    sheet = client.post(f"{V1}/scenarios/{down}/run", params={"format": "xlsx"})
    assert sheet.content[:2] == b"PK"


def test_a_landscape_is_seen_through_it(client: httpx.Client, down: str) -> None:
    cut = {**DOWN, "name": "cut", "change": [CUT]}
    client.put(f"{V1}/scenarios/cut", json=cut)
    asked = {"failed": "s:mail"}
    plain = client.get(f"{V1}/analyses/blast-radius", params=asked).json()
    under = client.get(f"{V1}/analyses/blast-radius", params={**asked, "scenario": "cut"}).json()
    assert ("s:crm" in {row["id"] for row in plain["rows"]}, "s:crm" in {row["id"] for row in under["rows"]}) == (
        True,
        False,
    )
    assert (plain["snapshot"]["scenario"], under["snapshot"]["scenario"]) == (None, "cut@1")
    page = {"Referer": f"{client.base_url}/blast-radius?scenario=cut"}
    of_page = client.get(f"{V1}/analyses/blast-radius", params=asked, headers=page).json()
    assert of_page["snapshot"] == under["snapshot"]
    as_it_is = client.get(f"{V1}/analyses/blast-radius", params={**asked, "scenario": ""}, headers=page).json()
    assert as_it_is["snapshot"] == plain["snapshot"]


def test_what_is_wrong_is_told(client: httpx.Client, down: str) -> None:
    assert client.get(f"{V1}/landscape", params={"scenario": "nix"}).status_code == 404
    assert client.put(f"{V1}/scenarios/other", json=DOWN).status_code == 400
    assert client.put(f"{V1}/scenarios/x", json={**DOWN, "name": "x", "fail": []}).status_code == 200
    assert client.put(f"{V1}/scenarios/x", json={**DOWN, "name": "x", "change": [{"do": "boom"}]}).status_code == 422
    assert client.post(f"{V1}/scenarios", json={"toml": "= nothing"}).status_code == 422
    gone = {**DOWN, "name": "gone", "fail": [{"things": ["s:never"]}]}
    client.put(f"{V1}/scenarios/gone", json=gone)
    told = client.post(f"{V1}/scenarios/gone/run")
    assert told.status_code == 422
    assert "s:never" in told.text
    assert client.get(f"{V1}/scenarios/compare", params={"name": down}).status_code == 400


def test_another_site_changes_nothing(client: httpx.Client) -> None:
    answer = client.put(f"{V1}/scenarios/mail-down", json=DOWN, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert client.get(f"{V1}/scenarios/mail-down").status_code == 404
