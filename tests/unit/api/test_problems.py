"""What goes wrong, and how it is told."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import httpx
import pytest

from eagraph.api.site import create_site
from eagraph.errors import InvalidLandscape, Problem
from eagraph.locale import both
from eagraph.workspace import Workspace

V1 = "/api/v1"


def problem(answer: httpx.Response, status: int) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    told: dict[str, Any] = answer.json()
    assert {"type", "title", "status", "detail"} <= set(told)
    assert told["status"] == status
    assert "Traceback" not in answer.text
    return told


@pytest.mark.parametrize(
    ("path", "nearest"),
    [
        ("things/s:crn", "s:crm"),
        ("things?label=Sytem", "System"),
        ("analyses/blast-radus", "blast-radius"),
        ("analyses/cycles?format=cvs", "csv"),
        ("analyses/dependencies?of=E-posst", "E-post"),
        ("analyses/blast-radius?failed_kind=Systm", "System"),
        ("exports/landscap", "landscape"),
    ],
)
def test_an_unknown_name_is_404_with_the_nearest(site: httpx.Client, path: str, nearest: str) -> None:
    told = problem(site.get(f"{V1}/{path}"), 404)
    assert told["type"] == f"{V1}/#unknown-name"
    assert told["nearest"][0] == nearest
    assert nearest in told["detail"]


def test_a_name_of_two_things_is_refused_with_both(here: Any, tmp_path: Path) -> None:
    workspace = here.workspace(tmp_path)
    nodes = "id,label,name\na,System,Karta\nb,Device,Karta\n"
    workspace.load([here.source(tmp_path / "twins", nodes, "source,type,target\n")])
    with here.served(create_site(workspace)) as client:
        told = problem(client.get(f"{V1}/things/Karta"), 404)
    assert told["nearest"] == ["a (System)", "b (Device)"]


@pytest.mark.parametrize("path", ["/api", "/api/", "/api/v2/landscape", "/api/x/y", f"{V1}/nothing", f"{V1}/analyses/a/b"])
@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_an_unknown_address_under_api_is_404_whatever_the_method(site: httpx.Client, path: str, method: str) -> None:
    told = problem(site.request(method, path), 404)
    assert path in told["detail"]


def test_a_method_an_address_does_not_know_is_405(site: httpx.Client) -> None:
    answer = site.delete(f"{V1}/landscape")
    told = problem(answer, 405)
    assert answer.headers["allow"] == "GET"
    assert told["type"] == f"{V1}/#no-such-method"
    assert "DELETE" in told["detail"]
    assert "GET" in told["detail"]
    assert 'id="no-such-method"' in site.get(f"{V1}/").text


def test_head_is_get_without_the_body(site: httpx.Client) -> None:
    for path in ("landscape", "map", "things/s:crm", "analyses/cycles?format=csv", "", "openapi.json"):
        got, head = site.get(f"{V1}/{path}"), site.head(f"{V1}/{path}")
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["content-type"] == got.headers["content-type"]
        assert head.headers.get("etag") == got.headers.get("etag")
    assert site.head(f"{V1}/nothing").status_code == 404
    assert "head" not in site.get(f"{V1}/openapi.json").text.casefold().split('"')


def test_every_wrong_value_is_named(site: httpx.Client) -> None:
    asked = {"view": "smell", "depth": "0", "at": "yesterday", "assume_needed": "perhaps", "viw": "failure", "between": "a"}
    told = problem(site.get(f"{V1}/analyses/dependencies", params=asked), 422)
    assert {wrong["where"] for wrong in told["errors"]} == set(asked) - {"between"}
    assert all(wrong["where"] in told["detail"] and wrong["what"] in told["detail"] for wrong in told["errors"])


@pytest.mark.parametrize(
    ("content", "where"),
    [
        (b"{", "body"),
        (b"[]", "body"),
        (b"7", "body"),
        (b"", "body"),
        (b'{"failed": "s:mail"}', "failed"),
        (b'{"failed": [{}, 3]}', "failed.0"),
        (b'{"faild": ["s:mail"]}', "faild"),
        (b"{}", "body"),
    ],
)
def test_a_body_that_is_not_the_parameters_is_422(site: httpx.Client, content: bytes, where: str) -> None:
    headers = {"Content-Type": "application/json"}
    told = problem(site.post(f"{V1}/analyses/blast-radius", content=content, headers=headers), 422)
    assert where in [wrong["where"] for wrong in told["errors"]]


def test_an_unknown_parameter_is_never_passed_over(site: httpx.Client) -> None:
    for path, methods in site.get(f"{V1}/openapi.json").json()["paths"].items():
        for method in methods:
            address = V1 + path.replace("{id}", "s:crm").replace("{format}", "landscape")
            told = problem(site.request(method, address, params={"serach": "x"}), 422)
            assert "serach" in [wrong["where"] for wrong in told["errors"]]


def test_a_question_that_makes_no_sense_is_told_why(site: httpx.Client) -> None:
    told = problem(site.get(f"{V1}/analyses/blast-radius"), 422)
    assert "failed_kind" in told["detail"]
    problem(site.get(f"{V1}/analyses/blast-radius", params={"failed_kind": "Facility"}), 400)


def test_problems_speak_the_readers_language(site: httpx.Client) -> None:
    english = site.get(f"{V1}/analyses/cycles?view=x", headers={"Accept-Language": "en"})
    swedish = site.get(f"{V1}/analyses/cycles?view=x", headers={"Accept-Language": "sv"})
    assert (english.headers["content-language"], swedish.headers["content-language"]) == ("en", "sv")
    assert english.json()["title"] == "Wrong values"
    assert swedish.json()["title"] == both("Wrong values").sv


def test_a_store_that_is_gone_is_503_until_it_is_back(here: Any, tmp_path: Path) -> None:
    folder = tmp_path / "store"
    folder.mkdir()
    workspace = here.workspace(folder)
    workspace.load([here.source(tmp_path / "small")])
    with here.served(create_site(workspace)) as client:
        shutil.move(folder, tmp_path / "away")
        answer = client.get(f"{V1}/landscape")
        assert problem(answer, 503)["type"] == f"{V1}/#no-store"
        assert int(answer.headers["retry-after"]) > 0
        shutil.move(tmp_path / "away", folder)
        assert client.get(f"{V1}/landscape").status_code == 200


class Failing(Workspace):
    """A workspace that fails as asked; the routes above it are the real ones."""

    failure: Exception | None = None

    def overview(self) -> dict[str, Any]:
        if self.failure:
            raise self.failure
        return super().overview()


@pytest.fixture
def failing(workspace: Workspace) -> Failing:
    return Failing(workspace.settings)


def test_a_fault_of_ours_is_500_and_tells_nothing_of_our_insides(
    here: Any, failing: Failing, caplog: pytest.LogCaptureFixture
) -> None:
    with here.served(create_site(failing)) as client:
        failing.failure = RuntimeError("the password is hunter2")
        answer = client.get(f"{V1}/landscape")
        told = problem(answer, 500)
        assert "hunter2" not in answer.text
        assert told["type"] == f"{V1}/#unexpected"
        assert answer.headers["content-security-policy"]
        assert client.get(f"{V1}/analyses").status_code == 200, "the connection goes on"
    assert "hunter2" in caplog.text


def test_all_that_is_wrong_with_a_source_is_listed(here: Any, failing: Failing) -> None:
    wrong = [Problem(f"nodes.csv:{line}", both("no value for {missing}.", missing="id")) for line in range(2, 50)]
    with here.served(create_site(failing)) as client:
        failing.failure = InvalidLandscape(wrong)
        told = problem(client.get(f"{V1}/landscape"), 422)
    assert len(told["errors"]) == len(wrong)
    assert told["errors"][0] == {"where": "nodes.csv:2", "what": "no value for id."}


def test_a_question_too_large_for_this_world_is_413(site: httpx.Client) -> None:
    content = b'{"failed": ["' + b"x" * 51_000_000 + b'"]}'
    headers = {"Content-Type": "application/json"}
    told = problem(site.post(f"{V1}/analyses/blast-radius", content=content, headers=headers), 413)
    assert "50000000" in told["detail"]
