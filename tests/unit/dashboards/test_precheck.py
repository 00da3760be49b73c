"""The precheck page asks what its address says, and answers what would rise and whose decision is needed."""

from __future__ import annotations

import json
from typing import Any, cast

import pytest
from dash.development.base_component import Component
from plotly.utils import PlotlyJSONEncoder

from dashboards.answers import Answers
from dashboards.asked import values_of
from dashboards.components import precheck_answer, precheck_form
from dashboards.pages import precheck as page
from eagraph.analysis import parameters
from eagraph.analysis.precheck import Answer, Params
from eagraph.workspace import Workspace
from tests.unit.dashboards import landscapes
from tests.unit.dashboards.conftest import NOW

pytestmark = pytest.mark.usefixtures("english")

PLAN = """
    school:Organisation kind=board
    social:Organisation kind=board
    pupils:System k=2
    pupils OWNED_BY school
    care:System k=2
    study:System k=2
    study OWNED_BY social
    names:InformationAsset k=2 personal_data=true categories=identity subject_kind=pupil
    names OWNED_BY school
    visits:InformationAsset k=2 personal_data=true categories=social subject_kind=pupil
    pupils HOLDS names
    care HOLDS visits
    pupils FLOW study carries=names
"""


@pytest.fixture
def city(tmp_path: Any) -> Workspace:
    """A study that has the names of pupils, and another register it does not have."""
    from eagraph.settings import Settings

    workspace = Workspace(Settings(store=f"sqlite:///{tmp_path / 'city.db'}"), clock=lambda: NOW)
    workspace.load([landscapes.write(tmp_path / "city", PLAN)])
    return workspace


def ask(city: Workspace, **said: tuple[str, ...]) -> Answer:
    return cast("Answer", Answers(city).ask("precheck", **values_of(Params, said)))


def text_of(component: Any) -> str:
    return json.dumps(component, cls=PlotlyJSONEncoder, ensure_ascii=False)


def test_every_parameter_stands_in_one_part_of_the_form() -> None:
    told = [name for _, _, groups in precheck_form.PARTS.values() for names in groups for name in names]
    assert sorted(told) == sorted(parameters(Params))


def test_a_flow_that_brings_two_kinds_together_needs_a_decision(city: Workspace) -> None:
    answer = ask(city, **{"from": ("care",), "to": ("study",), "carries": ("visits",)})
    shown = text_of(precheck_answer.shown(city.snapshot(), answer, {"from": ["care"]}))
    assert answer.rises
    for part in (
        "This needs a decision before it is done.",
        "Whose decision is needed:",
        "Social",
        "newly too low",
        "→ 3",
    ):
        assert part in shown
    assert "Identity with health or social care (AGG-COMBO-CARE)" in shown


def test_a_flow_that_changes_nothing_says_so(city: Workspace) -> None:
    answer = ask(city, **{"from": ("pupils",), "to": ("study",), "carries": ("names",)})
    shown = text_of(precheck_answer.shown(city.snapshot(), answer, {}))
    assert not answer.rises
    assert "Nothing would be newly too low for certain" in shown


def test_the_form_is_filled_as_the_address_says_and_asks_at_once(city: Workspace) -> None:
    told = {"from": ("care",), "to": ("study",), "categories": ("location",), "asked": ("1",)}
    shown: Any = page.layout(city, **told)
    held = {str(part.id): part for part in shown._traverse() if getattr(part, "id", None)}
    asked = held["precheck-asked"].data
    assert asked is None or asked["said"]["from"] == ("care",)
    assert held[str({"type": "precheck-thing", "name": "from"})].value == "care"
    categories = held[str({"type": "precheck-value", "name": "categories"})]
    assert categories.value == ["location"]
    assert {"value": "identity", "label": "identity"} in categories.data


def test_what_may_be_unknown_is_a_choice_and_no_checkbox(city: Workspace) -> None:
    shown: Any = page.layout(city, personal=("false",))
    held = {str(part.id): part for part in shown._traverse() if getattr(part, "id", None)}
    assert held[str({"type": "precheck-value", "name": "personal"})].value == "false"
    assert held[str({"type": "precheck-value", "name": "special_category"})].value is None
    assert str({"type": "precheck-flag", "name": "filter_evidence"}) in held


def test_half_a_plan_is_told_to_be_half_of_one(city: Workspace) -> None:
    shown = text_of(page.layout(city, **{"from": ("care",), "asked": ("1",)}))
    assert "a planned flow needs both" in shown


@pytest.mark.parametrize("odd", ["", "nobody", "<script>", "9", "x" * 500])
def test_the_page_stands_whatever_its_address_says(city: Workspace, odd: str) -> None:
    for name in parameters(Params):
        assert isinstance(page.layout(city, **{name: (odd,), "asked": ("1",)}), Component)
