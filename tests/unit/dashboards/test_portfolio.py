"""The portfolio: what its figures draw, what every view shows, what a filter hides, and what is told of an address."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from plotly.utils import PlotlyJSONEncoder

from dashboards.answers import Answers
from dashboards.components import portfolio_dialogues, portfolio_kinds, portfolio_remedies, portfolio_view, portfolio_views
from dashboards.figures import capability_cells, lives, point_to_point, project_plan, quadrants, stacks
from dashboards.figures.point_to_point import End, Link
from dashboards.figures.stacks import Stack
from dashboards.pages import portfolio
from dashboards.theme import PICTURES, Scheme
from eagraph import analysis
from eagraph.settings import Settings
from eagraph.workspace import Workspace
from tests.unit.dashboards import landscapes
from tests.unit.dashboards.conftest import NOW

pytestmark = pytest.mark.usefixtures("english")
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
CITY = """
    social:Organisation kind=board change_capacity=1
    school:Organisation kind=board
    care:Capability
    pay:Capability
    cheap:System lifecycle=live cost_year=100 scope=local functional_fit=4 technical_fit=4
    other:System lifecycle=live cost_year=100 scope=common functional_fit=1 technical_fit=1
    dear:System lifecycle=live cost_year=900 scope=local end_of_support=2026-01-01 contract_end=2027-01-01
    next:System lifecycle=planned scope=local
    bank:System lifecycle=live scope=common cost_year=50
    cheap OWNED_BY social
    other OWNED_BY social
    dear OWNED_BY school
    next OWNED_BY school
    bank OWNED_BY school
    cheap SUPPORTS care
    other SUPPORTS care
    dear SUPPORTS care
    next SUPPORTS pay
    bank SUPPORTS pay
    dear REPLACED_BY next date=2027-06-01
    one:Project start=2026-01-01 end=2026-12-31
    two:Project start=2026-06-01 end=2027-06-30
    late:Project start=2027-01-01
    one CHANGES cheap
    two CHANGES cheap
    one AFFECTS social
    two AFFECTS social
    late AFFECTS school
    cheap FLOW dear medium=paper
    work:Process
    cheap SUPPORTS work
    dear SUPPORTS work
    cases:InformationType
    journal:InformationAsset
    journal OF_TYPE cases
    journal OWNED_BY social
    cheap HOLDS journal
"""


@pytest.fixture
def city(tmp_path: Path) -> Workspace:
    """A small city with something for every view."""
    workspace = Workspace(Settings(store=f"sqlite:///{tmp_path / 'city.db'}"), clock=lambda: NOW)
    workspace.load([landscapes.write(tmp_path / "city", CITY)])
    return workspace


def text_of(part: Any) -> str:
    return json.dumps(part, cls=PlotlyJSONEncoder, ensure_ascii=False)


def look(city: Workspace, **said: str) -> portfolio_view.Seen:
    state, _ = portfolio_view.read(city.snapshot(), {name: (value,) for name, value in said.items()})
    return portfolio._seen(Answers(city), state)


def shown(city: Workspace, **said: str) -> str:
    state, _ = portfolio_view.read(city.snapshot(), {name: (value,) for name, value in said.items()})
    return text_of(portfolio._shown(Answers(city), state))


@pytest.mark.parametrize("view", portfolio_view.NAMES)
def test_every_view_asks_says_shows_and_advises(city: Workspace, view: str) -> None:
    page = text_of(portfolio.layout(city, view=(view,)))
    assert str(analysis.find(view).question) in page
    found = shown(city, view=view)
    seen = look(city, view=view)
    assert str(seen.answer.summary) in found
    assert "Data of" in found
    assert f"/api/v1/analyses/{view}?limit=100000&format=csv" in found
    for rule in portfolio_views.rules_of(view, city.governance.catalogue.rules):
        assert f"/governance?rule={rule.id}" in found
    for row in seen.rows:
        assert row.name in found


@pytest.mark.parametrize("view", portfolio_view.NAMES)
def test_every_kind_of_finding_has_a_remedy_unless_nothing_is_wrong(view: str) -> None:
    known = set(portfolio_view.kinds(view))
    assert known
    assert known - portfolio_remedies.REMEDIES.keys() <= {"nothing", "same_owner"}


def test_no_remedy_is_for_what_no_view_finds() -> None:
    found = {kind for view in portfolio_view.NAMES for kind in portfolio_view.kinds(view)}
    assert portfolio_remedies.REMEDIES.keys() <= found


def test_every_rule_that_is_named_beside_a_view_exists(city: Workspace) -> None:
    known = {rule.id for rule in city.governance.catalogue.rules}
    assert {rule for view in portfolio_views.VIEWS.values() for rule in view.rules} <= known
    assert portfolio_views.VIEWS.keys() == set(portfolio_view.NAMES)


def test_what_a_filter_hides_is_counted(city: Workspace) -> None:
    whole, own = look(city, view="time-quadrants"), look(city, view="time-quadrants", organisation="social")
    assert {row.id for row in own.rows} == {"cheap", "other"}
    hidden = len(whole.rows) - 2
    assert f"2 of {len(whole.rows)} rows; {hidden} hidden by filter." in shown(
        city, view="time-quadrants", organisation="social"
    )
    assert f"Rows: {len(whole.rows)}." in shown(city, view="time-quadrants")


def test_a_filter_is_of_what_is_found_too(city: Workspace) -> None:
    seen = look(city, view="capability-matrix", wrong="cost_outlier")
    assert [row.id for row in seen.rows] == ["dear"]
    kinds = text_of(portfolio_kinds.kinds(seen))
    assert '"/portfolio?view=capability-matrix"' in kinds
    assert portfolio_remedies.REMEDIES["cost_outlier"].en in kinds
    assert "wrong=cost_outlier" in shown(city, view="capability-matrix")


def test_projects_belong_to_whom_they_affect(city: Workspace) -> None:
    seen = look(city, view="project-collisions", organisation="social")
    assert {row.wrong for row in seen.rows} == {"too_many_projects", "same_system"}
    assert {row.id for row in look(city, view="project-collisions", organisation="school").rows} == {"late"}


def test_a_list_is_by_manager_and_counts_whom_to_talk_to(city: Workspace) -> None:
    rows = look(city, view="dialogue-lists").rows
    (one,) = [row for row in rows if row.id == "dear"]
    assert (one.owner, one.managed_by) == ("social", "School")
    nobody = one.model_copy(update={"managed_by": None})
    busy = [one.model_copy(update={"managed_by": "Zed", "id": f"s{i}"}) for i in range(3)]
    assert list(portfolio_dialogues.managers([nobody, one, *busy])) == ["Zed", "School", ""]
    assert "Whom to talk to" in shown(city, view="dialogue-lists")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"view": "nothing"}, "view=nothing"),
        ({"view": "cost-keys", "at": "yesterday"}, "at=yesterday"),
        ({"view": "cost-keys", "organisation": "nobody"}, "nobody"),
        ({"view": "cost-keys", "organisation": "cheap"}, "cheap is no"),
        ({"view": "capability-matrix", "capability": "social"}, "social is no"),
        ({"view": "cost-keys", "wrong": "no_users"}, "wrong=no_users"),
    ],
)
def test_what_an_address_says_wrong_is_told_and_left_out(city: Workspace, said: dict[str, str], told: str) -> None:
    state, wrong = portfolio_view.read(city.snapshot(), {name: (value,) for name, value in said.items()})
    assert told in " ".join(map(str, wrong))
    last = list(said)[-1]
    assert not getattr(state, last)
    assert told in text_of(portfolio.layout(city, **{name: (value,) for name, value in said.items()})).replace("&#x27;", "'")


def test_the_list_names_every_question_and_the_rules_that_ask_it(city: Workspace) -> None:
    page = text_of(portfolio.layout(city))
    for view in portfolio_view.NAMES:
        assert str(analysis.find(view).question) in page
        assert f"/portfolio?view={view}" in page
    assert "/governance?rule=PRJ-01" in page


def test_a_table_shows_things_in_place_of_their_names(city: Workspace) -> None:
    document = portfolio._document(look(city, view="project-collisions"))
    assert document.tables[0].columns == ("id", "name", "violation", "wrong", "projects", "systems", "first", "last")


# The matrix.


def test_the_matrix_has_every_cell_marks_what_is_costly_and_folds(city: Workspace) -> None:
    rows = look(city, view="capability-matrix").rows
    whole = capability_cells.fold(rows)
    assert set(whole.cells) == {("care", "social"), ("care", "school"), ("pay", "school")}
    assert whole.costly == {("dear", "care")}
    assert whole.capabilities == ("care", "pay")
    assert (whole.left_out, whole.columns_left_out) == (0, 0)
    folded = capability_cells.fold(rows, most=2)
    assert folded.capabilities == ("care",)
    assert (folded.left_out, dict(folded.left)) == (1, {"school": 2})
    assert set(folded.cells) == {("care", "social"), ("care", "school")}


def test_a_matrix_cell_tells_common_planned_and_costly_in_words(city: Workspace) -> None:
    found = shown(city, view="capability-matrix")
    for told in ("eagraph-common", "eagraph-planned", "eagraph-costly", "eagraph-mixed", '"aria-label": "planned"'):
        assert told in found


def test_a_matrix_of_nothing_is_nothing() -> None:
    assert capability_cells.fold([]).capabilities == ()


# The plan of an organisation.


def plan_of(city: Workspace, organisation: str) -> tuple[list[Any], list[Any]]:
    answer: Any = look(city, view="project-collisions").answer
    plan = [one for one in answer.plan if one.organisation == organisation]
    return plan, [row for row in answer.rows if row.id == organisation or row.id in {one.id for one in plan}]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_plan_draws_projects_collisions_load_and_what_is_carried(city: Workspace, scheme: Scheme) -> None:
    plan, rows = plan_of(city, "social")
    figure = project_plan.project_plan(plan, rows, scheme)
    by_name = {trace.name: trace for trace in figure.data}
    assert list(by_name["projects at a time"].x)[:3] == ["2026-01-01", "2026-06-01", "2027-01-01"]
    assert list(by_name["projects at a time"].y)[:4] == [1, 2, 1, 0]
    assert list(by_name["can carry 1"].y) == [1, 1]
    assert list(by_name["project"].y) == ["one", "two"]
    hit = by_name["collision"]
    assert {(line, base) for line, base in zip(hit.y, hit.base, strict=True)} == {
        ("one", "2026-06-01"),
        ("two", "2026-06-01"),
    }
    assert hit.marker.pattern.shape == "/"
    assert figure.layout.paper_bgcolor == PICTURES[scheme]["paper"]


def test_a_project_without_an_end_goes_to_the_edge_with_an_arrow_head(city: Workspace) -> None:
    plan, rows = plan_of(city, "school")
    arrows = next(trace for trace in project_plan.project_plan(plan, rows).data if trace.name == "day not stated")
    assert list(arrows.y) == ["late"]
    assert list(arrows.marker.symbol) == ["triangle-right"]


def test_more_projects_than_lines_keep_those_that_collide(city: Workspace) -> None:
    plan, rows = plan_of(city, "social")
    quiet = [plan[0].model_copy(update={"id": f"quiet{i}", "first": dt.date(2025, 1, 1)}) for i in range(9)]
    assert [one.id for one in project_plan.shown([*quiet, *plan], rows, most=2)] == ["one", "two"]


# Lives, quadrants, stacks, links.


def test_a_life_has_its_days_and_the_gap_after_support(city: Workspace) -> None:
    answer = look(city, view="lifecycle-conflicts").answer
    (life,) = [one for one in lives.lives(answer.rows, dt.date(2026, 6, 1), {}) if one.id == "dear"]
    assert (life.support, life.contract, life.goes) == (dt.date(2026, 1, 1), dt.date(2027, 1, 1), dt.date(2027, 6, 1))
    assert (dt.date(2026, 1, 1), dt.date(2027, 6, 1), "yes") in life.gaps
    figure = lives.figure([life], dt.date(2026, 6, 1))
    gaps = next(trace for trace in figure.data if trace.name == "without support or contract")
    assert set(gaps.base) == {"2026-01-01", "2027-01-01"}
    assert figure.layout.shapes[0].x0 == "2026-06-01"


def test_what_is_stated_but_in_no_conflict_is_drawn_too(city: Workspace) -> None:
    rows = [row for row in look(city, view="lifecycle-conflicts").answer.rows if row.wrong.startswith("support")]
    (life,) = lives.lives(rows, dt.date(2026, 6, 1), {"dear": (None, dt.date(2030, 1, 1))})
    assert life.contract == dt.date(2030, 1, 1)


def time_rows(city: Workspace) -> tuple[Any, ...]:
    return look(city, view="time-quadrants").answer.rows


@pytest.mark.parametrize("scheme", SCHEMES)
def test_quadrants_place_the_judged_and_mark_what_the_rule_decides(city: Workspace, scheme: Scheme) -> None:
    rows = [row.model_copy(update={"advice": "migrate-to-common"}) if row.id == "cheap" else row for row in time_rows(city)]
    found = {point.row.id: point for point in quadrants.points(rows)}
    assert found.keys() == {"cheap", "other"}
    assert (found["other"].x, found["other"].y) == (1, 1)
    figure = quadrants.quadrants(rows, 2, scheme)
    marked, plain = figure.data
    assert (marked.marker.symbol, plain.marker.symbol) == ("diamond", "circle-open")
    assert list(marked.text) == ["Cheap"]
    assert {shape.y0 for shape in figure.layout.shapes} >= {1.5}


def test_systems_that_share_a_place_do_not_cover_each_other_and_the_rest_is_counted(city: Workspace) -> None:
    one = next(row for row in time_rows(city) if row.id == "cheap")
    many = [one.model_copy(update={"id": f"s{i:03}", "name": f"S{i:03}"}) for i in range(50)]
    found = quadrants.points(many)
    assert len({(point.x, point.y) for point in found}) == len(found) == quadrants.MOST_AT_A_PLACE
    assert quadrants.left_out(many) == 50 - quadrants.MOST_AT_A_PLACE
    assert all(abs(point.x - 4) < 0.5 and abs(point.y - 4) < 0.5 for point in found)


def test_stacks_are_as_long_as_they_are_told_and_differ_in_pattern() -> None:
    figure = stacks.stacks(
        [Stack("a", "A <b>", (2, 1)), Stack("b", "B", (0, 3))], (("over", "no"), ("past", "yes")), "links"
    )
    assert [list(trace.x) for trace in figure.data] == [[2, 0], [1, 3]]
    assert [trace.marker.pattern.shape for trace in figure.data] == [None, "/"]
    assert figure.data[0].hovertext[0] == "<b>A &lt;b&gt;</b><br>over: 2"


def test_links_join_systems_round_a_circle_board_by_board() -> None:
    ends = [End("a", "A", "X"), End("b", "B", "X"), End("c", "C", "Y"), End("alone", "Alone", "Y")]
    links = [Link("a", "c", "l1"), Link("b", "c", "l2", is_certain=False), Link("a", "c", "l3")]
    told = point_to_point.circle(ends, links)
    assert told.angle.keys() == {"a", "b", "c"}
    assert [board for board, _, _ in told.arcs] == ["X", "Y"]
    assert told.angle["a"] < told.angle["b"] < told.angle["c"]
    assert (len(told.links), told.left_out) == (3, 0)
    few = point_to_point.circle(ends, links, most=2)
    assert (set(few.angle), len(few.links), few.left_out) == ({"a", "c"}, 2, 1)
    sure, perhaps = point_to_point.point_to_point(ends, links).data[:2]
    assert list(sure.x).count(None) == 2
    assert list(perhaps.x).count(None) == 1
    assert perhaps.line.dash == "dot"
