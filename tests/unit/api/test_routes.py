"""What each resource answers."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path
from typing import Any

import httpx
import pytest
from openpyxl import load_workbook

from eagraph import analysis, report
from eagraph.workspace import Workspace

V1 = "/api/v1"


def ids(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [row["id"] for row in answer.json()["rows"]]


def test_the_landscape_is_what_the_workspace_tells(site: httpx.Client, workspace: Workspace) -> None:
    told = site.get(f"{V1}/landscape").json()
    assert told == workspace.overview()
    assert told["nodes"]["total"] == 9
    assert told["sources"][0]["kept"] == {"nodes": 9, "relationships": 8}


def test_the_model_tells_what_travels_along_every_type(site: httpx.Client, workspace: Workspace) -> None:
    told = site.get(f"{V1}/landscape/model").json()
    assert {row["label"] for row in told["labels"]} == set(workspace.schema.node)
    depends = next(row for row in told["relationships"] if row["type"] == "DEPENDS_ON")
    assert (depends["failure"], depends["requirement"]) == ("against", "with")


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("s:crm", ["s:crm"]),
        ("crm-1", ["s:crm"]),
        ("bygglov", ["d:permit", "d:permit-2"]),  # the name that starts so comes first
        ("lov nät", ["d:permit"]),
        ("KARTA", ["s:map"]),
        ("Kundregsitret", ["s:crm"]),  # nearly so
        ("zzzzzzzz", []),
    ],
)
def test_a_search_finds_the_best_match_first(site: httpx.Client, search: str, found: list[str]) -> None:
    assert ids(site.get(f"{V1}/things", params={"search": search})) == found


def test_a_search_says_how_many_the_limit_hides(site: httpx.Client) -> None:
    told = site.get(f"{V1}/things", params={"label": "System", "limit": 2}).json()
    assert (told["total"], told["hidden"], len(told["rows"])) == (5, 3, 2)
    assert {row["label"] for row in told["rows"]} == {"System"}


@pytest.mark.parametrize("name", ["s:crm", "CRM-1", "Kundregistret"])
def test_a_thing_is_found_by_id_by_key_and_by_name(site: httpx.Client, workspace: Workspace, name: str) -> None:
    told = site.get(f"{V1}/things/{name}").json()
    assert told["id"] == "s:crm"
    assert told == workspace.thing("s:crm")


def test_an_id_with_every_awkward_sign_is_an_address(site: httpx.Client) -> None:
    assert site.get(f"{V1}/things/s%2Fa%20b%23c%3Fd").json()["id"] == "s/a b#c?d"


def test_the_analyses_are_listed_with_their_schemas_in_both_languages(site: httpx.Client) -> None:
    told = {question["name"]: question for question in site.get(f"{V1}/analyses").json()}
    assert set(told) == set(analysis.names())
    blast = told["blast-radius"]
    assert set(blast["title"]) == {"sv", "en"}
    assert "failed" in blast["params"]["properties"]
    assert "wave" in blast["row"]["properties"]


def test_a_question_by_address_and_one_by_json_have_one_answer(site: httpx.Client, workspace: Workspace) -> None:
    asked: dict[str, Any] = {"failed": ["s:mail", "s:map"], "assume_needed": True}
    by_address = site.get(f"{V1}/analyses/blast-radius", params=asked)
    by_json = site.post(f"{V1}/analyses/blast-radius", json=asked)
    expected = workspace.analyse("blast-radius", asked).model_dump(mode="json")
    assert by_address.json() == by_json.json() == expected
    assert ids(by_json) == ["s:mail", "s:map", "s:crm", "s:formula", "d:permit"]


def test_thousands_of_ids_fit_in_a_posted_question(site: httpx.Client) -> None:
    asked = ["s:mail", "s:map", "s:crm"] * 2000
    assert len(ids(site.post(f"{V1}/analyses/blast-radius", json={"failed": asked}))) == 5


@pytest.mark.parametrize("name", analysis.names())
def test_every_analysis_answers_or_says_what_it_lacks(site: httpx.Client, name: str) -> None:
    answer = site.get(f"{V1}/analyses/{name}")
    told = answer.json()
    assert answer.status_code in (200, 400, 422)
    assert told["analysis"] == name if answer.status_code == 200 else told["detail"]


@pytest.mark.parametrize("form", report.names())
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_answer_can_be_had_in_every_format(site: httpx.Client, form: str, method: str) -> None:
    asked = {"failed": ["s:mail"]}
    carried = {"json": asked} if method == "POST" else {}
    params = {"format": form} if method == "POST" else {"format": form, **asked}
    answer = site.request(method, f"{V1}/analyses/blast-radius", params=params, **carried)  # type: ignore[arg-type]
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == report.find(form).media_type.partition(";")[0]
    if form != "json":
        name = f"blast-radius-{site.get(f'{V1}/landscape').json()['hash'][:12]}.{report.find(form).suffix}"
        assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'


def test_no_cell_of_a_table_runs_as_a_formula(site: httpx.Client) -> None:
    asked = {"failed": ["s:mail"]}
    as_csv = site.get(f"{V1}/analyses/blast-radius", params={**asked, "format": "csv"})
    assert as_csv.content.startswith(b"\xef\xbb\xbf")
    names = [row["name"] for row in csv.DictReader(io.StringIO(as_csv.content.decode("utf-8-sig")))]
    as_xlsx = site.get(f"{V1}/analyses/blast-radius", params={**asked, "format": "xlsx"})
    book = load_workbook(io.BytesIO(as_xlsx.content))
    assert "'=HYPERLINK(1)" in names
    assert [cell.value for cell in book["rows"]["B"]][1:] == names
    assert all(cell.data_type != "f" for row in book["rows"].rows for cell in row)


def test_the_exported_landscape_loads_back_to_the_same_hash(
    site: httpx.Client, workspace: Workspace, tmp_path: Path
) -> None:
    assert "landscape" in [entry["name"] for entry in site.get(f"{V1}/exports").json()]
    answer = site.get(f"{V1}/exports/landscape")
    assert answer.headers["content-type"] == "application/zip"
    assert answer.headers["content-disposition"].endswith('.zip"')
    zipfile.ZipFile(io.BytesIO(answer.content)).extractall(tmp_path)
    again = Workspace(workspace.settings.model_copy(update={"store": f"sqlite:///{tmp_path / 'again.db'}"}))
    again.load([tmp_path / "landscape"])
    assert again.snapshot().hash == workspace.snapshot().hash
    assert site.get(f"{V1}/exports/landscape").content == answer.content


@pytest.mark.parametrize("level", ["organisations", "things"])
def test_the_map_comes_in_columns_of_one_length(site: httpx.Client, level: str) -> None:
    told = site.get(f"{V1}/map", params={"level": level}).json()
    assert len({len(column) for column in told["nodes"].values()}) == 1
    count = len(told["nodes"]["id"])
    assert count == (9 if level == "things" else 2)
    assert all(0 <= end < count for ends in told["edges"].values() for end in ends)


def test_a_map_the_browser_has_is_not_sent_again(site: httpx.Client) -> None:
    first = site.get(f"{V1}/map")
    tag = first.headers["etag"]
    again = site.get(f"{V1}/map", headers={"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert site.get(f"{V1}/map", headers={"If-None-Match": '"other"'}).status_code == 200


def test_each_map_has_a_tag_of_its_own(site: httpx.Client) -> None:
    asked = [{}, {"level": "things"}, {"lang": "sv"}, {"level": "things", "organisation": "org:it"}]
    assert len({site.get(f"{V1}/map", params=params).headers["etag"] for params in asked}) == len(asked)


def test_the_apis_own_page_lists_every_address_and_loads_nothing_from_elsewhere(site: httpx.Client) -> None:
    page = site.get(f"{V1}/").text
    for path in site.get(f"{V1}/openapi.json").json()["paths"]:
        assert path in page
    assert "://" not in page
    assert "<script" not in page
    assert site.get(V1).status_code == 307
