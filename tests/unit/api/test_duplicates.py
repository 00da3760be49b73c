"""Decisions about pairs over HTTP: kept, listed, heeded by the question; what is wrong as problems."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from eagraph.api.site import create_site

V1 = "/api/v1"
NODES = "id,label,name,source\ns/1,System,Vårdadmin,Förteckningen\ns/2,System,VÅRDADMIN 7.1,Avtalen\n"
SAID: dict[str, Any] = {"a": "s/2", "b": "s/1", "verdict": "different", "decided_by": "Anna Ek", "reason": "två avtal"}


@pytest.fixture
def client(here: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder = tmp_path_factory.mktemp("pairs")
    workspace = here.workspace(folder)
    workspace.load([here.source(folder / "town", NODES, "source,type,target\n")])
    with here.served(create_site(workspace)) as client:
        yield client


def test_a_decision_is_kept_and_heeded(client: httpx.Client) -> None:
    assert len(client.get(f"{V1}/analyses/duplicates").json()["rows"]) == 1
    answer = client.post(f"{V1}/duplicates", json=SAID)
    assert (answer.status_code, answer.json()["decision"]["decided_on"]) == (201, "2026-11-20")
    (line,) = client.get(f"{V1}/duplicates").json()
    assert (line["a"], line["b"], line["verdict"], line["gone"]) == ("s/1", "s/2", "different", [])
    told = client.get(f"{V1}/analyses/duplicates").json()
    assert (told["rows"], told["hidden"]) == ([], 1)


def test_everything_wrong_is_a_problem_with_all_of_it(client: httpx.Client) -> None:
    answer = client.post(f"{V1}/duplicates", json={"a": "nix", "verdict": "perhaps", "y": 1})
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    for field in ("a", "b", "verdict", "y", "reason"):
        assert field in answer.text
    assert client.get(f"{V1}/duplicates").json() == []
