"""The governance page: rules by theme, one rule with its findings and remedy, exemptions, and the trend."""

from __future__ import annotations

from typing import Any

import pytest
from dash.development.base_component import Component

from dashboards.components import governance_bars, governance_exemptions, governance_rule
from dashboards.figures.trend import counted, trend
from dashboards.pages import governance as page
from eagraph.findings.found import Checked
from eagraph.workspace import Workspace
from tests.unit.dashboards import landscapes
from tests.unit.dashboards.conftest import NOW
from tests.unit.dashboards.reading import text_of

pytestmark = pytest.mark.usefixtures("english")
PLAN = """
    school:Organisation kind=board
    care:Organisation kind=board
    ann:Role
    ann BELONGS_TO school
    pupils:System lifecycle=live
    pupils OWNED_BY school
    marks:System lifecycle=live
    marks OWNED_BY school
    marks OWNED_BY ann
    visits:System lifecycle=live
    grades:System
    grades OWNED_BY school
"""


@pytest.fixture
def city(tmp_path: Any) -> Workspace:
    """Two systems that break the rule of one owner, and one of which it cannot be told."""
    from eagraph.settings import Settings

    workspace = Workspace(Settings(store=f"sqlite:///{tmp_path / 'city.db'}"), clock=lambda: NOW)
    workspace.load([landscapes.write(tmp_path / "city", PLAN)])
    return workspace


def checked(city: Workspace) -> Checked:
    return city.governance.check(city.today(), rules=("OWN-01", "OWN-02"))


def shown(city: Workspace, **said: str) -> str:
    return text_of(page._shown(city, checked(city), page.Address.model_validate(said)))


def test_a_rule_tells_its_counts_why_the_remedy_and_the_programmes_words(city: Workspace) -> None:
    outcome = checked(city).rules[0]
    assert governance_bars.counts(outcome) == "2 of 4, 1 unknown"
    told = text_of(governance_rule.shown(city.snapshot(), outcome))
    for part in (
        str(outcome.why),
        str(outcome.fix),
        "För samtliga system ska en systemägare utses",
        "501-502",
        "(must)",
        "grades",
    ):
        assert part in told
    assert "Of 1 it cannot be told; what is missing:" in told


def test_what_a_filter_leaves_is_shown(city: Workspace) -> None:
    everything = page._kept(checked(city), page.Address())
    assert {one.id for one in everything if one.rule == "OWN-01"} == {"marks", "visits"}
    own = page._kept(checked(city), page.Address(organisation="school"))
    assert {one.id for one in own} == {"marks"}
    assert page._kept(checked(city), page.Address(status="exempted")) == []


def test_a_rule_that_may_be_exempted_from_has_a_form_and_others_say_why_not(city: Workspace) -> None:
    assert "Make an exemption from OWN-01" in shown(city, rule="OWN-01")
    none = governance_exemptions.form([], "PRI-01", "Kontrollfunktion", city.today(), exemptible=False)
    assert "nothing is exempted from it" in text_of(none)


def test_an_exemption_that_was_made_is_listed_and_can_be_ended(city: Workspace) -> None:
    said = {"rule": "OWN-01", "things": ["visits"], "valid_to": "2026-12-31", "diary_number": "KS 7/26", "reason": "byts ut"}
    city.exemptions.make(said)
    told = shown(city, rule="OWN-01")
    for part in ("Exemptions made here", "KS 7/26", "✓ in force", "End it today"):
        assert part in told
    assert {one.id: one.status for one in checked(city).rows if one.rule == "OWN-01"} == {
        "marks": "open",
        "visits": "exempted",
    }


def test_the_trend_counts_what_is_open_at_each_recorded_check(city: Workspace) -> None:
    city.governance.check(city.today(), rules=("OWN-01",), record=True)
    city.governance.check(city.today(), rules=("OWN-01",), record=True)
    runs = city.governance.runs()
    assert counted(runs)["error"] == [2, 2]
    assert counted(runs, "school")["error"] == [1, 1]
    assert [line.name for line in trend(runs).data] == ["error", "warning", "info"]


def test_the_address_is_read_with_care(city: Workspace) -> None:
    told = text_of(page.layout(city, severity=("grave",), rule=("OWN-01",)))
    assert "severity=grave" in told
    assert isinstance(page.layout(city), Component)


def test_an_empty_store_says_how_to_fill_it(nothing: Workspace) -> None:
    assert "eagraph demo" in text_of(page.layout(nothing))
