"""Every question can be asked from the screen: its form follows from its parameters, its answer from its document."""

from __future__ import annotations

import json
from typing import Any

import dash_mantine_components as dmc
import pytest
from dash import Dash
from dash.development.base_component import Component
from plotly.utils import PlotlyJSONEncoder

from dashboards import asked
from dashboards.asked import NOTHING, Said
from dashboards.components import answer_tables
from dashboards.components.form import form
from dashboards.components.whole_answer import whole_answer
from dashboards.pages import questions as page
from eagraph import analysis, report
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import current
from eagraph.report import of_result
from eagraph.results import Result
from eagraph.settings import Settings
from eagraph.workspace import Workspace
from tests.unit.dashboards.landscapes import TOWN, snapshot, write

TOLD: dict[str, Said] = {
    "attack-reach": {"inside": ("login",)},
    "blast-radius": {"failed": ("login",)},
    "breach-notice": {"affected": ("login",)},
    "classification-proof": {"of": ("hall-a",), "aspect": ("r",)},
    "cut-sets": {"of": ("portal",)},
    "defence": {"failed": ("login",), "most_stopped": ("0",)},
    "dependencies": {"of": ("portal",)},
    "dominators": {"of": ("portal",)},
    "importance": {"of": ("portal",), "measure": ("raw",)},
    "migration": {"of": ("login",)},
    "operability": {"failed": ("login",)},
    "paths": {"from": ("portal",), "to": ("login",)},
    "precheck": {"from": ("login",), "to": ("portal",)},
    "proof-of-absence": {"of": ("cases",)},
    "restoration-order": {"failed": ("login",)},
    "timeline": {"failed": ("login",), "repair": ("1",), "repair_h": ("2.5",)},
    "uncertainty": {"failed": ("login",), "samples": ("20",)},
}
"""What the questions are told that cannot be asked with nothing said."""
NAMES = analysis.names()


def text_of(component: Any) -> str:
    return json.dumps(component, cls=PlotlyJSONEncoder, ensure_ascii=False)


def parts(component: Component) -> list[Any]:
    return list(component._traverse())  # type: ignore[no-untyped-call]


def controls(name: str, landscape: Snapshot, said: Said | None = None) -> dict[str, Any]:
    """The controls of a form by parameter."""
    params = analysis.find(name).Params
    usual = asked.usual_of(params, {})
    found, wrong = asked.checked(landscape, params, asked.said_of(params, said or {}, usual), {})
    made = form("questions", landscape, params, found, usual, wrong)
    return {part.id["name"]: part for part in parts(made) if isinstance(getattr(part, "id", None), dict)}


def answered(name: str, landscape: Snapshot, said: Said) -> Result[Any]:
    question = analysis.find(name)
    found, wrong = asked.checked(landscape, question.Params, said, {})
    assert not wrong
    return question.run(landscape, question.Params.model_validate(asked.values_of(question.Params, found)))


@pytest.fixture(scope="module")
def small() -> Snapshot:
    return snapshot(TOWN)


@pytest.mark.parametrize("name", NAMES)
def test_every_question_has_a_form_with_every_parameter_and_an_answer_with_every_table(
    name: str, small: Snapshot, language: str
) -> None:
    said = TOLD.get(name, {})
    assert set(controls(name, small, said)) == set(analysis.parameters(analysis.find(name).Params))
    result = answered(name, small, said)
    shown = whole_answer("questions", small, result, {"name": name, "said": said})
    assert str(result.summary) in text_of(shown)
    told = of_result(analysis.find(name).title, result)
    for one in told.tables:
        if one.rows:
            assert json.dumps(one.headline[1:], ensure_ascii=False)[1:-1] in text_of(shown)
            assert one.tells_of_one or len(answer_tables.rows(small, told, one.name)) == len(one.rows)


@pytest.mark.parametrize("name", NAMES)
def test_no_parameter_is_called_as_the_address_calls_the_question(name: str) -> None:
    taken = {*page.Address.model_fields, "scenario", "point", "lang", "format", "most"}
    assert not taken & set(analysis.parameters(analysis.find(name).Params))


@pytest.mark.parametrize("name", NAMES)
def test_what_names_something_says_so(name: str) -> None:
    """A parameter whose description speaks of an id or of labels is searched or listed, not typed."""
    for field_name, field in analysis.parameters(analysis.find(name).Params).items():
        about = field.description or ""
        if "id, source key or unique name" in about or about.startswith(
            ("labels of", "only small things with these labels")
        ):
            assert asked.names(field) in {"thing", "label"}, field_name


def test_each_control_is_of_the_kind_its_field_takes(small: Snapshot) -> None:
    made = {**controls("importance", small), **{f"d {k}": v for k, v in controls("defence", small).items()}}
    kinds = {
        "of": dmc.Select, "measure": dmc.Select, "default_probability": dmc.NumberInput, "may_fail": dmc.MultiSelect,
        "assume_needed": dmc.Checkbox, "at": dmc.TextInput, "d failed": dmc.MultiSelect, "d kinds": dmc.MultiSelect,
        "d buffer_hours": dmc.TagsInput, "d redundant_prices": dmc.TagsInput, "d most_stopped": dmc.NumberInput,
    }  # fmt: skip
    assert {name: type(made[name]) for name in kinds} == kinds
    assert (made["default_probability"].min, made["default_probability"].max) == (0, 1)
    assert made["default_probability"].value == "0.01"
    assert (made["limit"].value, made["limit"].max, made["limit"].allowDecimal) == ("200", 100_000, False)
    assert made["d kinds"].value == ["redundant", "buffer", "break", "protect"]
    assert [option["value"] for option in made["measure"].data][:2] == ["birnbaum", "criticality"]
    assert {option["value"] for option in made["may_fail"].data} == {node.label for node in small.nodes}
    assert made["at"].inputProps == {"type": "date"}


def test_what_is_said_fills_the_form_and_what_is_wrong_stands_at_its_control(small: Snapshot, english: str) -> None:
    said = {"of": ("nobody",), "limit": ("0",), "measure": ("best",), "may_fail": ("Nothing",), "at": ("soon",)}
    made = controls("importance", small, said)
    assert "There is nothing called 'nobody'" in made["of"].error
    assert made["limit"].error == "is '0'; expected ≥ 1"
    assert made["limit"].value == "0"
    assert made["measure"].error.startswith("is 'best'; expected 'birnbaum', 'criticality'")
    assert made["may_fail"].error == "There is no 'Nothing' here."
    assert made["at"].error == "is 'soon'; expected a date as 2026-12-31"
    assert made["default_probability"].error is None
    right = controls("importance", small, {"of": ("Portal",), "assume_needed": ("1",)})
    assert (right["of"].value, right["of"].error, right["assume_needed"].checked) == ("portal", None, True)


def test_what_is_wrong_with_several_is_told_by_what_the_form_calls_them(small: Snapshot, english: str) -> None:
    told = {}
    for name in ("timeline", "importance", "defence"):
        _, wrong = asked.checked(small, analysis.find(name).Params, {}, {})
        told[name] = str(wrong[""])
    assert told["timeline"].startswith(
        'say what fails: at least one of "fails", "all of a kind fail", "all in a zone fails"'
    )
    assert told["importance"] == 'say of what: "of what"'
    assert '"at most so many stop"' in told["defence"]


def test_what_is_as_usual_is_not_said_and_an_emptied_list_is() -> None:
    params = analysis.find("robustness").Params
    usual = asked.usual_of(params, {"steps": 20})
    held: list[tuple[dict[str, str], Any]] = [
        ({"name": name}, value) for name, value in (("counted", []), ("steps", 20), ("repeats", 7), ("assume_needed", False))
    ]
    said = asked.said_of(params, asked.collected(params, held, usual), usual)
    assert said == {"counted": (NOTHING,), "repeats": ("7",)}
    assert asked.values_of(params, said) == {"counted": [], "repeats": "7"}
    emptied = [({"name": "repeats"}, "")]
    assert asked.said_of(params, asked.collected(params, emptied, usual), usual) == {}


def test_the_address_asks_at_once_and_comes_back_the_same(town: Workspace, english: str) -> None:
    shown = page.layout(town, ask=("importance",), of=("Portal",), asked=("1",), limit=("5",))
    (store,) = [part for part in parts(shown) if getattr(part, "id", None) == "questions-asked"]
    assert store.data == {"name": "importance", "said": {"of": ("portal",), "limit": ("5",)}}
    for query in ({}, {"of": ("nobody",)}, {"of": ("portal",), "limit": ("many",)}):
        refused = page.layout(town, ask=("importance",), asked=("1",), **query)
        (store,) = [part for part in parts(refused) if getattr(part, "id", None) == "questions-asked"]
        assert store.data is None
    assert "There is no analysis 'importanc'" in text_of(page.layout(town, ask=("importanc",)))


def test_the_settings_are_what_is_usual(tmp_path: Any) -> None:
    settings = Settings(store=f"sqlite:///{tmp_path / 'usual.db'}", analysis={"importance": {"limit": 3}})
    workspace = Workspace(settings)
    workspace.load([write(tmp_path / "usual")])
    shown = page.layout(workspace, ask=("importance",))
    (limit,) = [part for part in parts(shown) if getattr(part, "id", None) == {"type": "questions-value", "name": "limit"}]
    assert limit.value == "3"


def test_the_list_is_searched_in_the_readers_words(town: Workspace, english: str) -> None:
    assert all(str(analysis.find(name).title) in text_of(page._groups("")) for name in NAMES)
    found = text_of(page._groups("likely  STOP"))
    assert "Importance" in found
    assert "Cycles" not in found
    assert "No question is about that." in text_of(page._groups("xyzzy"))


def test_things_are_shown_by_name_with_a_link_and_words_as_people_say_them(small: Snapshot, english: str) -> None:
    document = of_result(analysis.find("timeline").title, answered("timeline", small, {"failed": ("login",)}))
    shown = answer_tables.rows(small, document, "rows")
    told = answer_tables._Shown(small, document.tables[0])
    keys = {told._table.columns[i]: f"c{i}" for i in told.order}
    cases = next(row for row in shown if row["id"] == "cases")
    assert cases[keys["because"]] == "Login"
    assert cases[f"{keys['because']}s"] == [["login", "Login"]]
    assert (cases[keys["label"]], cases[keys["broken_group"]]) == ("system", "depends on")
    assert "id" not in keys
    headings = [column.header for column in told.columns()]
    assert "Down from (h)" in headings


def test_names_beside_their_things_and_empty_columns_are_not_shown_twice(small: Snapshot, english: str) -> None:
    document = of_result(analysis.find("cut-sets").title, answered("cut-sets", small, {"of": ("portal",)}))
    told = answer_tables._Shown(small, document.tables[0])
    shown = [told._table.columns[i] for i in told.order]
    assert "members" in shown
    assert "names" not in shown
    assert "Empty everywhere" in text_of(answer_tables.tables("questions", small, document))


def test_formulas_are_read_at_the_heading_and_under_the_table(small: Snapshot, english: str) -> None:
    document = of_result(analysis.find("importance").title, answered("importance", small, {"of": ("portal",)}))
    shown = answer_tables.tables("questions", small, document)
    (grid,) = [part for part in parts(shown[0]) if hasattr(part, "columnDefs")]
    assert any("Q(1) − Q(0)" in column.get("headerTooltip", "") for column in grid.columnDefs)
    meanings = [part for part in parts(shown[0]) if getattr(part, "className", "") == "eagraph-meanings"]
    assert "Q(1) / Q, risk achievement worth" in text_of(meanings)


def test_every_format_is_offered_pictures_where_there_are_any(small: Snapshot, english: str) -> None:
    for name, drawn in (("blast-radius", True), ("cycles", False)):
        said = TOLD.get(name, {})
        shown = text_of(whole_answer("questions", small, answered(name, small, said), {"name": name, "said": said}))
        offered = {form for form in report.names() if f"format={form}" in shown}
        pictures = {"svg", "png"} if drawn else set()
        assert offered == {"csv", "xlsx", "markdown", "json", "html", "pdf"} | pictures
        assert ("data:image/svg+xml;base64," in shown) == drawn


def test_what_an_answer_must_not_be_used_for_is_told(small: Snapshot, english: str) -> None:
    shown = whole_answer("questions", small, answered("robustness", small, {}), {"name": "robustness", "said": {}})
    assert "never a prediction" in text_of(shown)


@pytest.mark.parametrize("odd", ["", "nobody", "<script>", "-1", "nan", "inf", "1e400", NOTHING, "x" * 400])
@pytest.mark.parametrize("name", NAMES)
def test_the_page_stands_whatever_its_address_says(name: str, odd: str, town: Workspace) -> None:
    every = dict.fromkeys(analysis.parameters(analysis.find(name).Params), (odd, odd))
    assert page.layout(town, ask=(name,), asked=("1",), **every)


def test_it_answers_over_the_wire(town: Workspace) -> None:
    from dashboards.app import create_app

    app = create_app(town)
    assert isinstance(app, Dash)
    client = app.server.test_client()
    said = {"of": ["portal"]}
    body = {
        "output": "..questions-answer.children...questions-address.data..",
        "outputs": [
            {"id": "questions-answer", "property": "children"}, {"id": "questions-address", "property": "data"},
        ],
        "inputs": [{"id": "questions-asked", "property": "data", "value": {"name": "importance", "said": said}}],
        "changedPropIds": ["questions-asked.data"],
    }  # fmt: skip
    token = current.set("en")
    answer = client.post("/_dash-update-component", json=body).json["response"]
    current.reset(token)
    assert answer["questions-address"]["data"] == "?ask=importance&asked=1&of=portal"
    assert "Portal stops with" in json.dumps(answer["questions-answer"]["children"])
