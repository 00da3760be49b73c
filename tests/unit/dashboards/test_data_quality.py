"""The page of data quality: profile, who lacks a fact, what to fill in first, rules and contradictions."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboards.pages import data_quality as page
from eagraph.settings import Settings
from eagraph.workspace import Workspace
from tests.unit.dashboards import landscapes
from tests.unit.dashboards.conftest import NOW
from tests.unit.dashboards.reading import text_of

pytestmark = pytest.mark.usefixtures("english")
PLAN = """
    school:Organisation kind=board
    pupils:System lifecycle=live criticality=3
    pupils OWNED_BY school
    marks:System lifecycle=live vendor=Kvist
    old:System lifecycle=retired
    marks DEPENDS_ON old
"""


@pytest.fixture
def city(tmp_path: Path) -> Workspace:
    workspace = Workspace(Settings(store=f"sqlite:///{tmp_path / 'city.db'}"), clock=lambda: NOW)
    workspace.load([landscapes.write(tmp_path / "city", PLAN)])
    second = tmp_path / "cmdb"
    second.mkdir()
    (second / "nodes.csv").write_text("id,label,name,vendor\nmarks,System,marks,Bok AB\n", encoding="utf-8")
    workspace.load([second])
    return workspace


def shown(city: Workspace, **said: str) -> str:
    return text_of(page._shown(city, page.Address.model_validate(said)))


def test_everything_stands_on_one_page(city: Workspace) -> None:
    told = shown(city)
    for part in ("How complete the facts are", "Fill in first", "DQ-08", "Sources that contradict each other"):
        assert part in told
    assert "Kvist" in told
    assert "Bok AB" in told


def test_a_fact_that_is_chosen_tells_who_lacks_it(city: Workspace) -> None:
    assert "Lack criticality: system (1)" in shown(city, label="System", property="criticality")
    fact = page._fact(city, page.Address(label="System", property="criticality"))
    assert [one.id for one in fact.lacking] == ["marks"]
    assert "Nothing lacks it." in shown(city, label="System", property="lifecycle")


def test_the_profile_for_each_source_and_board(city: Workspace) -> None:
    assert "cmdb" in shown(city, by="source", kind="System")
    assert "School" in shown(city, by="organisation", kind="System")


def test_what_cannot_be_had_is_said_instead_of_the_page(city: Workspace) -> None:
    state = page._state(["", "", ""], {"organisation": "school", "by": "", "kind": "System", "label": "", "property": ""})
    assert state.organisation == ""
    assert "There is nothing to fill in." in shown(city, by="source", kind="Sensor")


def test_an_empty_store_says_how_to_fill_it(tmp_path: Path) -> None:
    nothing = Workspace(Settings(store=f"sqlite:///{tmp_path / 'none.db'}"), clock=lambda: NOW)
    assert "Nothing is loaded yet" in text_of(page.layout(nothing))
