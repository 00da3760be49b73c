"""Points in time over HTTP: kept, looked at, compared, explained, let go."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from eagraph.api.site import create_site

V1 = "/api/v1"


@pytest.fixture(scope="module")
def client(here: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder = tmp_path_factory.mktemp("points")
    workspace = here.workspace(folder)
    source = here.source(folder / "small")
    workspace.load([source])
    with here.served(create_site(workspace)) as client:
        assert client.put(f"{V1}/points/first", json={"note": "before"}).status_code == 201
        ties = source / "relationships.csv"
        lines = [line for line in ties.read_text().splitlines() if not line.startswith("s:crm,DEPENDS_ON,s:mail")]
        ties.write_text("\n".join(lines) + "\n")
        workspace.load([source])
        yield client


def test_a_point_is_listed_with_its_room(client: httpx.Client) -> None:
    told = client.get(f"{V1}/points").json()
    assert [point["name"] for point in told["points"]] == ["first"]
    assert told["points"][0]["note"] == "before"
    assert 0 < told["bytes"] == told["points"][0]["bytes"] < told["most_mb"] * 1e6


def test_a_question_is_answered_as_of_then(client: httpx.Client) -> None:
    asked = f"{V1}/analyses/blast-radius?failed=s:mail"
    then, now = client.get(f"{asked}&point=first").json(), client.get(asked).json()
    assert "s:crm" in {row["id"] for row in then["rows"]}
    assert "s:crm" not in {row["id"] for row in now["rows"]}
    assert then["snapshot"]["point"].startswith("first ")
    assert now["snapshot"]["point"] is None
    assert client.get(f"{asked}&point=nope").status_code == 404


def test_what_changed_and_why(client: httpx.Client) -> None:
    rows = client.get(f"{V1}/points/first/changes").json()["rows"]
    assert [(row["what"], row["id"]) for row in rows] == [("removed", "s:crm DEPENDS_ON s:mail")]
    asked = {"analysis": "blast-radius", "params": {"failed": ["s:mail"]}}
    told = client.post(f"{V1}/points/first/why", json=asked).json()
    gone = {row["id"]: row for row in told["rows"]}
    assert gone["s:crm"]["what"] == "gone"
    assert gone["s:crm"]["causes"][0]["role"] == "cause"
    assert client.post(f"{V1}/points/first/why", json={"analysis": "nope"}).status_code == 404
    assert client.post(f"{V1}/points/first/why?format=csv", json=asked).headers["content-type"].startswith("text/csv")


def test_nothing_is_decided_about_then(client: httpx.Client) -> None:
    said = {
        "a": "s:crm",
        "b": "s:mail",
        "verdict": "different",
        "decided_by": "x",
        "decided_on": "2026-01-01",
        "reason": "y",
    }
    refused = client.post(f"{V1}/duplicates?point=first", json=said)
    assert refused.status_code in {400, 422}


def test_names_and_ends(client: httpx.Client) -> None:
    assert client.put(f"{V1}/points/first", json={}).status_code == 400
    assert client.put(f"{V1}/points/second", json={}).status_code == 201
    assert client.delete(f"{V1}/points/second").status_code == 204
    assert client.delete(f"{V1}/points/second").status_code == 404
