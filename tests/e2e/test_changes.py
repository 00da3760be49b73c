"""Somebody keeps the landscape, changes it, and asks what changed and why: on the page, on the map, and as of then."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import served

if TYPE_CHECKING:
    from tests.e2e.conftest import Reader

NODES = """\
id,label,name,criticality
org,Organisation,Kontoret,
crm,System,Kundregistret,2
mail,System,E-posten,3
web,DigitalService,Webbplatsen,2
"""
TIES = """\
source,type,target
crm,OWNED_BY,org
mail,OWNED_BY,org
web,OWNED_BY,org
crm,DEPENDS_ON,mail
web,DEPENDS_ON,crm
"""


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small") / "small"
    folder.mkdir()
    (folder / "nodes.csv").write_text(NODES, encoding="utf-8")
    (folder / "relationships.csv").write_text(TIES, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def site(city: Path) -> Iterator[str]:
    from eagraph.settings import Settings
    from eagraph.workspace import Workspace

    url = f"sqlite:///{city.parent / 'small.db'}"
    work = Workspace(Settings(store=url))
    work.load([city])
    work.points.keep("first", "as it was")
    (city / "nodes.csv").write_text(
        NODES.replace("Kundregistret,2", "Kundregistret,4").replace("mail,System,E-posten,3\n", "")
    )
    (city / "relationships.csv").write_text(TIES.replace("mail,OWNED_BY,org\n", "").replace("crm,DEPENDS_ON,mail\n", ""))
    work.load([city])
    work.close()
    with served("serve", "--store", url) as address:
        yield address


def test_what_changed_is_listed_filtered_and_followed(new_reader: Callable[..., Reader], site: str) -> None:
    reader = new_reader(site=site)
    page = reader.open("/changes")
    page.get_by_role("button", name="Compare first with now").click()
    expect(page.locator("#changes-differences")).to_contain_text("0 added, 1 changed, 3 removed.")
    page.wait_for_url("**/changes?old=first")
    page.get_by_role("button", name="system: was changed, 1").click()
    expect(page.locator("#changes-table .ag-center-cols-container .ag-row")).to_have_count(1)
    expect(page.locator("#changes-table")).to_contain_text("Kundregistret")
    page.wait_for_url("**what=changed**")
    page.reload()
    expect(page.locator("#changes-table .ag-center-cols-container .ag-row")).to_have_count(1)
    page.get_by_role("button", name="system: was removed, 1").click()
    page.locator("#changes-table").get_by_role("link", name="E-posten").click()
    page.wait_for_url("**point=first**")
    expect(page.locator("#shell-scenario")).to_contain_text("Point in time first")
    expect(page.locator("h1")).to_have_text("E-posten")


def test_why_an_answer_changed_is_told_with_its_cause(new_reader: Callable[..., Reader], site: str) -> None:
    reader = new_reader(site=site)
    page = reader.open("/changes?old=first&ask=dependencies&of=web")
    page.locator("#changes-ask").click()
    told = page.locator("#changes-answer")
    expect(told.locator("#changes-causes")).to_contain_text("Kundregistret depends on E-posten")
    expect(told.locator("#changes-rows")).to_contain_text("gone")
    page.wait_for_url("**asked=1**")
    page.reload()
    expect(told.locator("#changes-rows")).to_contain_text("brings it by itself")


def test_the_map_shows_what_became_of_everything(new_reader: Callable[..., Reader], site: str) -> None:
    reader = new_reader(site=site)
    page = reader.open("/map?things=1&since=first")
    reader.wait_for_map()
    legend = page.locator("#map-legend")
    expect(legend).to_contain_text("is gone 1")
    expect(legend).to_contain_text("has changed 1")
    page.mouse.click(*reader.place_on_map("mail"))
    expect(page.locator("#map-panel h2")).to_have_text("E-posten")
    expect(page.locator("#map-panel")).to_contain_text("was removed")
    page.get_by_text("Table", exact=True).click()
    expect(page.locator("#map-table .ag-center-cols-container .ag-row").first).to_contain_text("E-posten")


def test_a_point_is_kept_and_let_go(new_reader: Callable[..., Reader], site: str) -> None:
    reader = new_reader("sv", site=site)
    page = reader.open("/changes")
    page.locator("#changes-name").fill("andra")
    page.locator("#changes-keep").click()
    row = page.locator("#changes-points tr", has_text="andra")
    expect(row).to_be_visible()
    row.locator("summary").click()
    row.locator("button.eagraph-grave").click()
    expect(page.locator("#changes-told")).to_contain_text("andra")
    expect(page.locator("#changes-points tr", has_text="andra")).to_have_count(0)
