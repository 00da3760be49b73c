"""Does the description tell everything, and does nothing it describes fall over?"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from eagraph import analysis
from eagraph.api.openapi import camel, operations

V1 = "/api/v1"
Described = dict[str, Any]


@pytest.fixture(scope="module")
def document(site: httpx.Client) -> Described:
    told: Described = site.get(f"{V1}/openapi.json").json()
    return told


def references(part: object) -> Iterator[str]:
    if isinstance(part, dict):
        yield from (value for key, value in part.items() if key == "$ref")
        for value in part.values():
            yield from references(value)
    elif isinstance(part, list):
        for value in part:
            yield from references(value)


def test_it_is_openapi_3_1_with_all_that_the_standard_asks(document: Described) -> None:
    assert document["openapi"].startswith("3.1")
    assert document["info"]["title"]
    assert document["info"]["version"]
    assert {"url": V1} in document["servers"]
    for path, operation in operations(document):
        assert path.startswith("/")
        assert operation["summary"]
        assert any(operation["responses"][status]["description"] for status in operation["responses"] if status[0] == "2")
        declared = {p["name"] for p in operation.get("parameters", ()) if p["in"] == "path"}
        assert declared == set(re.findall(r"{(\w+)}", path))


def test_every_reference_leads_somewhere_and_every_type_is_used(document: Described) -> None:
    used = set(references(document))
    assert used == {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+", name) for name in document["components"]["schemas"])


def test_every_operation_has_an_id_of_its_own(document: Described) -> None:
    found = [operation["operationId"] for _, operation in operations(document)]
    assert len(found) == len(set(found))


@pytest.mark.parametrize("name", analysis.names())
def test_it_has_the_parameters_and_the_rows_of_each_analysis(document: Described, name: str) -> None:
    question, schemas = analysis.find(name), document["components"]["schemas"]
    params, row, answer = (schemas[camel(name) + part] for part in ("Params", "Row", "Answer"))
    assert set(params["properties"]) == set(analysis.parameters(question.Params))
    assert set(row["properties"]) == set(question.Row.model_fields)
    assert answer["properties"]["rows"]["items"]["$ref"].endswith(f"/{camel(name)}Row")
    asked = document["paths"][f"/analyses/{name}"]
    assert {p["name"] for p in asked["get"]["parameters"]} == {
        *analysis.parameters(question.Params), "format", "lang", "most", "point", "scenario",
    }  # fmt: skip
    body = asked["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert body["$ref"].endswith(f"/{camel(name)}Params")


def test_every_parameter_is_explained(document: Described) -> None:
    for path, operation in operations(document):
        for parameter in operation.get("parameters", ()):
            assert parameter.get("description"), (path, parameter["name"])


def test_every_operation_tells_its_problems_in_our_form(document: Described) -> None:
    for _, operation in operations(document):
        for status in ("400", "404", "422", "500", "503"):
            assert list(operation["responses"][status]["content"]) == ["application/problem+json"]
    assert "HTTPValidationError" not in json.dumps(document)


ODD = [
    "",
    " ",
    "0",
    "-1",
    "1e309",
    "NaN",
    "null",
    "9" * 400,
    "åäö",
    "\x00",
    "\ud7ff",
    "'; DROP TABLE nodes;--",
    "../../etc",
    "x" * 5000,
]


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
def test_no_odd_value_of_any_parameter_is_a_fault_of_ours(site: httpx.Client, document: Described, odd: str) -> None:
    for path, operation in operations(document):
        if path == "/jobs/events":
            continue
        method = "POST" if "requestBody" in operation else "GET"
        filled = re.sub(r"{\w+}", lambda _: str(httpx.URL("http://x/", params={"q": odd}).query.decode()[2:]), path)
        for parameter in operation.get("parameters", ()):
            if parameter["in"] == "query":
                answer = site.request(
                    method, V1 + filled, params={parameter["name"]: odd}, json={} if method == "POST" else None
                )
                assert answer.status_code < 500, (method, filled, parameter["name"], answer.text)


@pytest.mark.parametrize("odd", [*ODD, None, True, 3.5, [], {}, [[]], ["\ud800"], "\ud800", [None], 10**400], ids=ascii)
def test_no_odd_value_in_a_body_is_a_fault_of_ours(site: httpx.Client, document: Described, odd: object) -> None:
    for path, operation in operations(document):
        if "requestBody" not in operation:
            continue
        reference = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"]
        for name in document["components"]["schemas"][reference.rpartition("/")[2]]["properties"]:
            content = json.dumps({name: odd}).encode()
            answer = site.post(V1 + path, content=content, headers={"Content-Type": "application/json"})
            assert answer.status_code < 500, (path, name, answer.text)


@pytest.mark.parametrize("content", [b"\xff\xfe", b"[" * 100_000, b'{"failed":' * 50_000, b"\x1f\x8b"])
def test_no_odd_body_is_a_fault_of_ours(site: httpx.Client, content: bytes) -> None:
    answer = site.post(f"{V1}/analyses/blast-radius", content=content, headers={"Content-Type": "application/json"})
    assert 400 <= answer.status_code < 500
    assert answer.headers["content-type"] == "application/problem+json"
