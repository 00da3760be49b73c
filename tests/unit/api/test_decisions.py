"""Decisions over HTTP: taken, standing, the history of a place; what is wrong as problems."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from eagraph.api.site import create_site

V1 = "/api/v1"
NODES = """id,label,name,k,subject_kind,personal
s/portal a,System,Portalen,1,,
i:adress,InformationAsset,Adress,1,resident,yes
i:barn,InformationAsset,Barn,1,resident,yes
i:cykel,InformationAsset,Cykel,1,resident,yes
"""
TIES = "source,type,target\n" + "".join(f"s/portal a,HOLDS,i:{name}\n" for name in ("adress", "barn", "cykel"))
SAID: dict[str, Any] = {
    "place": "s/portal a", "aspect": "k", "kind": "accept", "level": 3, "decided_by": "Anna Ek", "reason": "egen klass",
    "review_on": "2027-11-20",
}  # fmt: skip


@pytest.fixture(scope="module")
def client(here: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder = tmp_path_factory.mktemp("decisions")
    workspace = here.workspace(folder)
    workspace.load([here.source(folder / "town", NODES, TIES)])
    with here.served(create_site(workspace)) as client:
        yield client


def test_a_decision_is_kept_and_stands(client: httpx.Client) -> None:
    answer = client.post(f"{V1}/decisions", json=SAID)
    assert answer.status_code == 201
    assert answer.json()["decision"]["content_then"] == ["i:adress", "i:barn", "i:cykel"]
    told = client.get(f"{V1}/decisions").json()
    assert told["date"] == "2026-11-20"
    assert told["model_hash"] == answer.json()["decision"]["model_hash"]
    assert [(row["id"], row["state"], row["settled_by"]) for row in told["rows"]] == [("s/portal a", "in_force", "decision")]


def test_the_history_of_a_place_whatever_its_id(client: httpx.Client) -> None:
    client.post(f"{V1}/decisions", json=SAID)
    told = client.get(f"{V1}/levels/s%2Fportal%20a/history").json()
    assert (told["id"], told["name"], told["label"]) == ("s/portal a", "Portalen", "System")
    assert [row["why"] for row in told["rows"] if row["aspect"] == "k"][:2] == ["first_recorded", "decision"]
    short = client.get(f"{V1}/levels/Portalen/history", params={"most": 1}).json()
    assert (len(short["rows"]), short["hidden"]) == (1, len(told["rows"]) - 1)
    assert client.get(f"{V1}/levels/nix/history").status_code == 404


def test_everything_wrong_is_a_problem_with_all_of_it(client: httpx.Client) -> None:
    answer = client.post(f"{V1}/decisions", json={**SAID, "place": "nix", "level": 9, "review_on": "2020-01-01", "x": 1})
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    told = answer.json()
    assert told["type"].endswith("#wrong-values")
    assert {wrong["where"] for wrong in told["errors"]} == {"place", "level", "review_on", "x"}
    assert len(client.post(f"{V1}/decisions", json={}).json()["errors"]) == 6
    for body in ("[]", "3", "{", "null"):
        headers = {"Content-Type": "application/json"}
        assert client.post(f"{V1}/decisions", content=body, headers=headers).status_code == 422


def test_a_decision_is_about_the_landscape_as_it_is(client: httpx.Client) -> None:
    scenario = {"name": "calm", "title": "Lugnt", "change": [{"do": "retire", "thing": "i:barn"}], "analyse": []}
    assert client.put(f"{V1}/scenarios/calm", json=scenario).status_code == 200
    refused = client.post(f"{V1}/decisions", json=SAID, params={"scenario": "calm"})
    assert (refused.status_code, "calm" in refused.json()["detail"]) == (400, True)
    seen = client.get(f"{V1}/decisions", params={"scenario": "calm"}).json()
    assert seen["snapshot"]["scenario"] == "calm@1"


def test_the_description_tells_what_a_decision_says(client: httpx.Client) -> None:
    schema = client.get(f"{V1}/openapi.json").json()["components"]["schemas"]["ToKeep"]
    assert set(schema["required"]) == {"place", "aspect", "kind", "decided_by", "reason", "review_on"}
    assert schema["properties"]["level"]["type"] == ["integer", "string"]
    assert schema["additionalProperties"] is False


def test_another_site_decides_nothing(client: httpx.Client) -> None:
    assert client.post(f"{V1}/decisions", json=SAID, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
