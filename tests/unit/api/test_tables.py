"""Tables, pivots and views over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from eagraph.api.site import create_site

V1 = "/api/v1"


@pytest.fixture(scope="module")
def client(here: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder = tmp_path_factory.mktemp("tables")
    workspace = here.workspace(folder)
    workspace.load([here.source(folder / "small")])
    with here.served(create_site(workspace)) as client:
        yield client


def test_things_are_filtered_sorted_and_come_as_json_csv_or_a_workbook(client: httpx.Client) -> None:
    asked = {"label": "System", "where": "name:contains:k", "sort": "name:desc", "column": ["name", "~organisation"]}
    told = client.get(f"{V1}/tables/things", params=asked).json()
    assert [row["name"] for row in told["rows"]] == ["Kundregistret", "Konstigt id", "Kartan", "=HYPERLINK(1)"]
    assert (told["count"], told["total"]) == (4, 5)
    assert told["rows"][0]["~organisation"] == "It-enheten"
    answer = client.get(f"{V1}/tables/things", params={**asked, "format": "csv", "lang": "sv"})
    assert "attachment" in answer.headers["content-disposition"]
    assert "'=HYPERLINK(1)" in answer.text
    assert told["snapshot"]["hash"][:12] in answer.text
    assert client.get(f"{V1}/tables/things", params={**asked, "format": "xlsx"}).content[:2] == b"PK"


def test_relationships_are_counted_in_a_pivot(client: httpx.Client) -> None:
    told = client.get(f"{V1}/tables/relationships/pivot", params={"by": "~type", "across": "~from.~label"}).json()
    counted = dict(zip(told["rows"], told["totals"], strict=True))
    assert counted == {"DEPENDS_ON": 5, "HOLDS": 1, "OWNED_BY": 2}
    assert told["overall"] == 8
    assert told["columns"] == ["DigitalService", "System"]


def test_what_is_wrong_is_refused_with_what_to_type(client: httpx.Client) -> None:
    for asked in ({"where": "name"}, {"column": "nmae"}, {"label": "Sistem"}, {"format": "pdf"}, {"sort": "name:up"}):
        answer = client.get(f"{V1}/tables/things", params=asked)
        assert 400 <= answer.status_code < 500, asked
    assert "name" in client.get(f"{V1}/tables/things", params={"column": "nmae"}).text
    assert client.get(f"{V1}/tables/people").status_code == 422


def test_columns_are_listed_with_how_well_they_are_known(client: httpx.Client) -> None:
    columns = {one["name"]: one for one in client.get(f"{V1}/tables/things/columns", params={"label": "System"}).json()}
    assert columns["k"]["known"] == 2
    assert columns["~out.DEPENDS_ON"]["called"]["en"] == "depends on (from it)"


def test_a_view_is_kept_found_and_ended(client: httpx.Client) -> None:
    view = {"title": "Våra system", "asked": {"label": ["System"], "sort": ["name:asc"]}}
    assert client.put(f"{V1}/views/other", json=view).status_code == 400
    kept = client.put(f"{V1}/views/vara-system", json=view)
    assert kept.status_code == 200
    assert client.get(f"{V1}/views/vara-system").json()["asked"]["label"] == ["System"]
    assert [one["name"] for one in client.get(f"{V1}/views").json()] == ["vara-system"]
    assert client.delete(f"{V1}/views/vara-system").status_code == 204
    assert client.get(f"{V1}/views/vara-system").status_code == 404
