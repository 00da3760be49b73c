"""The classification page reads as the analyses say: heat table, filters, witness, switches, decisions, before and after."""

from __future__ import annotations

import json
from typing import Any, cast

import pytest
from dash.development.base_component import Component
from plotly.utils import PlotlyJSONEncoder

from dashboards.answers import Answers
from dashboards.components import (
    classification_compared,
    classification_decision,
    classification_filters,
    classification_heat,
    classification_proof,
    classification_switches,
    classification_trying,
)
from dashboards.components.classification_deciding import ledger, told
from dashboards.components.classification_filters import Filters
from dashboards.figures.witness import witness
from dashboards.pages import classification as page
from eagraph.analysis.classification_proof import Answer as Proof
from eagraph.analysis.escalation import Row
from eagraph.escalation import escalate
from eagraph.escalation.trying import attempt, compare, find_ties
from eagraph.scenarios import in_use
from eagraph.workspace import Workspace
from tests.unit.dashboards import landscapes

pytestmark = pytest.mark.usefixtures("english")

CARE = """
    school:Organisation kind=board
    social:Organisation kind=board
    pupils:System k=2
    pupils OWNED_BY school
    care:System k=2
    care OWNED_BY social
    study:System k=1
    study OWNED_BY social
    names:InformationAsset k=2 personal_data=true categories=identity subject_kind=pupil classified_on=2026-01-05
    visits:InformationAsset k=2 personal_data=true categories=social subject_kind=pupil
    pupils HOLDS names
    care HOLDS visits
    pupils FLOW study carries=names
    care FLOW study carries=visits last_verified=2026-02-03
    web:System
    study FLOW web
    bare:System
"""


@pytest.fixture
def city(tmp_path: Any) -> Workspace:
    """Two registers that meet in a study."""
    from eagraph.settings import Settings
    from tests.unit.dashboards.conftest import NOW

    workspace = Workspace(Settings(store=f"sqlite:///{tmp_path / 'city.db'}"), clock=lambda: NOW)
    workspace.load([landscapes.write(tmp_path / "city", CARE)])
    return workspace


@pytest.fixture
def answers(city: Workspace) -> Answers:
    return Answers(city)


def text_of(component: Any) -> str:
    return json.dumps(component, cls=PlotlyJSONEncoder, ensure_ascii=False)


def prose(component: Any) -> str:
    """What is to be read, in order."""
    if isinstance(component, str):
        return component
    children = getattr(component, "children", component)
    return "".join(map(prose, children)) if isinstance(children, list | tuple) else prose(children) if children else ""


def rows_of(answers: Answers) -> tuple[Row, ...]:
    return cast("tuple[Row, ...]", answers.ask("escalation").rows)


def proof_of(answers: Answers, thing: str = "study") -> Proof:
    return cast("Proof", answers.ask("classification-proof", of=thing, aspect="k"))


def kept(answers: Answers, **said: Any) -> list[str]:
    shown = classification_filters.kept(answers.workspace.snapshot(), rows_of(answers), Filters(**said))
    return [place.id for place in shown]


def test_a_cell_says_decided_required_and_verdict_in_signs_and_words(answers: Answers) -> None:
    snapshot = answers.workspace.snapshot()
    shown = classification_filters.kept(snapshot, rows_of(answers), Filters())
    rows = {row["id"]: row for row in classification_heat.rows(snapshot, shown, ("k", "s"), {})}
    assert next(iter(rows)) == "study"
    cell = rows["study"]["k_cell"]
    assert (cell["text"], cell["sign"], cell["verdict"]) == ("1 → 3", "▲", "raised")
    assert cell["said"] == "K · confidentiality: decided 1 moderate, required 3 serious, too low"
    assert (rows["names"]["k_cell"]["text"], rows["names"]["k_cell"]["sign"]) == ("2", "=")
    assert "Identity with health or social care (AGG-COMBO-CARE)" in rows["study"]["rules"]
    assert "bare" not in rows


def test_filters_keep_what_they_say(answers: Answers) -> None:
    everything = kept(answers)
    assert kept(answers, raised=True, aspect="k") == ["study"]
    assert kept(answers, rule="AGG-COMBO-CARE", raised=True) == ["study"]
    assert set(kept(answers, owner="social")) <= {"care", "study"}
    assert kept(answers, owner="social")
    assert set(kept(answers, label="InformationAsset")) == {"names", "visits"}
    assert kept(answers, text="STUD") == ["study"]
    assert "study" not in kept(answers, perhaps=True, aspect="k")
    assert kept(answers, text="nothing is called this") == []
    assert len(everything) > len(kept(answers, aspect="k", raised=True))


def test_the_table_says_how_many_places_its_filter_hides(answers: Answers) -> None:
    shown = classification_filters.kept(answers.workspace.snapshot(), rows_of(answers), Filters(raised=True, aspect="k"))
    listed = classification_heat.listed(answers.workspace.snapshot(), shown, 6, ("k",), {})
    assert "1 of 6 places; 5 hidden by filter." in prose(listed)


def test_the_witness_is_drawn_from_the_information_over_the_rule_to_the_place(answers: Answers) -> None:
    snapshot = answers.workspace.snapshot()
    drawing = witness(proof_of(answers).proof, lambda id_: id_, snapshot.schema.classification)
    boxes = {e["data"]["id"]: e for e in drawing.elements if "position" in e}
    arrows = {(e["data"]["source"], e["data"]["target"]) for e in drawing.elements if "source" in e["data"]}
    rule = "rule AGG-COMBO-CARE study"
    assert {("names", "pupils"), ("pupils", "study"), ("study", rule), (rule, "claim")} <= arrows
    across = [boxes[id_]["position"]["x"] for id_ in ("names", "pupils", "study", rule, "claim")]
    assert across == sorted(across)
    assert "required K 3 serious" in boxes["claim"]["data"]["label"]
    places = [(e["position"]["x"], e["position"]["y"]) for e in boxes.values()]
    assert len(set(places)) == len(places)


def test_the_steps_tell_rule_values_dates_and_what_has_no_date(answers: Answers) -> None:
    snapshot, found = answers.workspace.snapshot(), page.found_row(rows_of(answers), "study", "k")
    assert found is not None
    shown = prose(classification_proof.proven(snapshot, found, proof_of(answers), answers.workspace.today()))
    assert "Study is decided 1 moderate in K · confidentiality and should be at least 3 serious" in shown
    assert (
        "Identity with health or social care (AGG-COMBO-CARE): Study has Names, Visits; so K (confidentiality) 3." in shown
    )
    assert "Names comes to Study: Pupils → Study." in shown
    assert "Feb 3, 2026" in shown or "3 Feb 2026" in shown
    assert "no date" in shown
    assert "Norms: CLS-04" in shown


def test_switches_say_what_would_be_required_then(answers: Answers) -> None:
    snapshot = answers.workspace.snapshot()
    chosen = {"thing": "study", "of": "k"}
    assert "Turn a switch" in prose(classification_trying.tried(snapshot, chosen, {}))
    ended = prose(classification_trying.tried(snapshot, chosen, {"care FLOW study": "ended"}))
    assert "Study: K 2–3 would be required; still too low." in ended
    both = {"care FLOW study": "filtered", "pupils FLOW study": "filtered"}
    filtered = prose(classification_trying.tried(snapshot, chosen, both))
    assert "no longer too low" in filtered
    offered = text_of(classification_switches.switches(snapshot, proof_of(answers), find_ties(snapshot, both), both))
    assert "is filtered" in offered


def test_a_try_is_the_same_as_the_scenario_it_is_kept_as(answers: Answers) -> None:
    workspace = answers.workspace
    snapshot = workspace.snapshot()
    turned = {"care FLOW study": "filtered", "pupils FLOW study": "ended"}
    ties = find_ties(snapshot, turned)
    found = escalate(snapshot)
    after = attempt(found, ended=[ties["pupils FLOW study"]], filtered=[ties["care FLOW study"]])
    tried = compare(found, after, snapshot.index["study"], "k")
    name = classification_trying.as_scenario(workspace, {"thing": "study", "of": "k"}, turned).scenario.name
    token = in_use.set(name)
    try:
        under = page.found_row(rows_of(answers), "study", "k")
        told = classification_compared.differences(classification_compared.before(answers), answers.ask("escalation"))
        shown = prose(classification_compared.shown(workspace.snapshot(), told))
    finally:
        in_use.reset(token)
    assert under is not None
    assert (under.required_low, under.required_high) == (tried.required.low, tried.required.high)
    assert [one.row.id for one in told if one.turned < 0 and one.row.aspect == "k"]
    assert "no longer too low" in shown


def test_a_decision_is_kept_told_and_marked_in_the_table(answers: Answers) -> None:
    workspace = answers.workspace
    values = ("serious", "Care of pupils", "", "left over", "2026-01-01", "Information owner", "", "2027-06-01", "needed")
    said = told("accept", {"thing": "study", "of": "k"}, values)
    assert "measure" not in said
    workspace.decisions.take(said)
    shown = prose(ledger(workspace, "study", "k"))
    for part in ("in force", "accept as a new asset", "3 serious", "Care of pupils", "needed", "History of the level"):
        assert part in shown
    standings = workspace.decisions.standing(workspace.snapshot(), workspace.today())
    places = classification_filters.kept(workspace.snapshot(), rows_of(answers), Filters(raised=True, aspect="k"))
    (row,) = classification_heat.rows(workspace.snapshot(), places, ("k",), standings)
    assert row["k_cell"]["sign"] == "▲ ✓"
    assert "Study" in prose(classification_decision.all_of_them(standings))


def test_each_kind_of_decision_shows_its_own_fields_alone() -> None:
    for kind, own in (("accept", {"level", "asset", "asset_name"}), ("mitigate", {"measure", "by"}), ("reject", set())):
        styles = dict(zip(classification_decision.FIELDS, classification_decision.shown_fields(kind), strict=True))
        hidden = {name for name, style in styles.items() if style}
        assert hidden == set(classification_decision.OF_KIND) - own


@pytest.mark.parametrize("name", ["nobody FLOW study", "pupils FLOW", "", "pupils FLOW study #7", "x" * 300])
def test_a_name_of_no_relationship_is_left_out(city: Workspace, name: str) -> None:
    assert find_ties(city.snapshot(), [name]) == {}
    assert isinstance(page.layout(city, thing=("study",), of=("k",), ended=(name,)), Component)
