"""Named queries over HTTP: listed with what they take, asked, written as files, and refused as problems."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from eagraph.api.site import create_site

V1 = "/api/v1"
NODES = "id,label,name\ns/1,System,Kundregistret\no/1,Organisation,Socialnämnden\n"
TIES = "source,type,target,users\ns/1,USED_BY,o/1,40\n"


@pytest.fixture
def client(here: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder = tmp_path_factory.mktemp("queries")
    workspace = here.workspace(folder)
    workspace.load([here.source(folder / "town", NODES, TIES)])
    with here.served(create_site(workspace)) as client:
        yield client


def test_they_are_listed_and_described(client: httpx.Client) -> None:
    listed = {one["name"]: one for one in client.get(f"{V1}/queries").json()}
    (of,) = listed["users"]["parameters"]
    assert (of["name"], of["kind"], of["labels"]) == ("of", "thing", ["System", "DigitalService"])
    paths = client.get(f"{V1}/openapi.json").json()["paths"]
    told = paths["/queries/users"]["get"]["parameters"]
    assert {"of", "lang", "scenario", "point", "format"} == {one["name"] for one in told}


def test_one_is_asked(client: httpx.Client) -> None:
    answer = client.get(f"{V1}/queries/users", params={"of": "Kundregistret"}).json()
    assert answer["rows"] == [{"id": "o/1", "name": "Socialnämnden", "kind": "Organisation", "users": 40}]
    assert (answer["completeness"]["state"], len(answer["snapshot"]["hash"])) == ("complete", 64)
    file = client.get(f"{V1}/queries/users", params={"of": "s/1", "format": "csv", "lang": "sv"})
    assert (file.headers["content-disposition"].startswith('attachment; filename="users-'), "40" in file.text) == (
        True,
        True,
    )


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("users", "users needs of"),
        ("users?of=nobody", "There is nothing called"),
        ("users?of=o/1", "of is one of System"),
        ("users?of=s/1&too=1", "too"),
        ("usrs", "There is no query"),
        ("contracts-ending?before=soon", "expected a day"),
    ],
)
def test_what_is_wrong_is_a_problem(client: httpx.Client, path: str, told: str) -> None:
    answer = client.get(f"{V1}/queries/{path}")
    assert (answer.status_code // 100, answer.headers["content-type"]) == (4, "application/problem+json")
    assert told in answer.text
