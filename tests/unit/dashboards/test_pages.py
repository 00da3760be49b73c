"""Every page keeps the contract, in both languages, over a town, over nothing, and whatever its address says."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from dash import Dash
from dash.development.base_component import Component
from plotly.utils import PlotlyJSONEncoder

from dashboards.app import create_app
from dashboards.pages import Page, find_pages, page_name
from dashboards.shell import page_at
from eagraph.workspace import Workspace

PAGES = find_pages()
ODD = ("", "nobody knows this", "<script>", "4", "~no-owner", "~label:", "åäö", "x" * 500)


def text_of(component: Component) -> str:
    return json.dumps(component, cls=PlotlyJSONEncoder, ensure_ascii=False)


def ids_of(component: Any) -> list[Any]:
    return [part.id for part in component._traverse() if getattr(part, "id", None)]


def test_every_public_module_is_a_page_at_an_address_of_its_own() -> None:
    folder = Path(__file__).parents[3] / "dashboards" / "pages"
    files = {path.stem for path in folder.glob("*.py") if not path.name.startswith("_")}
    assert {page.__name__.rpartition(".")[2] for page in PAGES} == files
    assert len({page.path for page in PAGES}) == len(PAGES)
    assert [page.order for page in PAGES] == sorted(page.order for page in PAGES)


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_a_page_has_a_name_in_both_languages(page: Page) -> None:
    assert page.title.sv
    assert page.title.en
    assert page.path.startswith("/")


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_the_ids_of_a_page_begin_with_its_name(page: Page, town: Workspace, language: str) -> None:
    for query in ({}, {"id": ("login",)}, {"thing": ("login",)}):
        for id_ in ids_of(page.layout(town, **query)):
            assert (id_["type"] if isinstance(id_, dict) else id_).startswith(f"{page_name(page)}-"), id_


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_a_page_over_nothing_says_how_to_load(page: Page, nothing: Workspace, language: str) -> None:
    assert "eagraph load" in text_of(page.layout(nothing))


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_a_page_stands_whatever_its_address_says(page: Page, town: Workspace, odd: str) -> None:
    names = (
        "id",
        "failed",
        "at",
        "assume_needed",
        "organisation",
        "thing",
        "things",
        "hide",
        "view",
        "aspect",
        "raised",
        "of",
        "failed_kind",
        "failed_zone",
        "failed_supplier",
        "failed_product",
        "outage",
        "repair_h",
        "hour",
        "most",
        "limit",
        "whatif",
        "compare",
        "run",
        "edit",
        "version",
    )
    for name in names:
        assert page.layout(town, **{name: (odd, odd)})
    assert page.layout(town, **dict.fromkeys(names, (odd,)))


def test_an_address_where_nothing_stands_gets_a_page_that_says_so(town: Workspace, english: str) -> None:
    shown = text_of(page_at(PAGES, town, "/nowhere", {}))
    assert "There is no such page" in shown
    assert "/blast-radius" in shown


def test_no_text_of_a_page_is_left_in_the_other_language(town: Workspace) -> None:
    from eagraph.locale import current

    token = current.set("sv")
    try:
        shown = " ".join(text_of(page.layout(town)) for page in PAGES)
    finally:
        current.reset(token)
    assert not re.search(r"(?<![\"?&/])\b(the|Choose|Where|what|loaded|Search by)\b(?![\"=])", shown)


def test_the_application_is_made_of_workspace_alone_and_twice_without_a_trace(town: Workspace) -> None:
    first, second = create_app(town), create_app(town)
    assert isinstance(first, Dash)
    assert first.callback_map.keys() == second.callback_map.keys()
    client = second.server.test_client()
    assert client.get("/_dash-layout").status_code == 200
    index = client.get("/").text
    assert re.search(r'<html lang="(sv|en)">', index)
    assert not re.search(r'(src|href)="https?://', index)


def test_every_clientside_callback_is_a_function_of_our_own_file(town: Workspace) -> None:
    assets = (Path(__file__).parents[3] / "dashboards" / "assets").glob("*.js")
    script = "\n".join(path.read_text(encoding="utf-8") for path in assets)
    client = create_app(town).server.test_client()
    client.get("/")
    called = [c["clientside_function"] for c in client.get("/_dash-dependencies").json if c["clientside_function"]]
    assert called
    for function in called:
        assert function["namespace"] == "eagraph"
        assert re.search(rf"^    {function['function_name']}\b", script, re.MULTILINE), function
