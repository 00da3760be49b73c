"""What the figures of the portfolio draw: the matrix, plans, lives, quadrants, stacks and links."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from dashboards.answers import Answers
from dashboards.components import portfolio_view
from dashboards.figures import capability_cells, lives, point_to_point, project_plan, quadrants, stacks
from dashboards.figures.point_to_point import End, Link
from dashboards.figures.stacks import Stack
from dashboards.pages import portfolio
from dashboards.theme import PICTURES, Scheme
from eagraph.workspace import Workspace
from tests.unit.dashboards.reading import text_of

pytestmark = pytest.mark.usefixtures("english")
SCHEMES: tuple[Scheme, ...] = ("light", "dark")


def look(governed: Workspace, **said: str) -> portfolio_view.Seen:
    state, _ = portfolio_view.read(governed.snapshot(), {name: (value,) for name, value in said.items()})
    return portfolio._seen(Answers(governed), state)


def shown(governed: Workspace, **said: str) -> str:
    state, _ = portfolio_view.read(governed.snapshot(), {name: (value,) for name, value in said.items()})
    return text_of(portfolio._shown(Answers(governed), state))


def test_the_matrix_has_every_cell_marks_what_is_costly_and_folds(governed: Workspace) -> None:
    rows = look(governed, view="capability-matrix").rows
    whole = capability_cells.fold(rows)
    assert set(whole.cells) == {("care", "social"), ("care", "school"), ("pay", "school")}
    assert whole.costly == {("dear", "care")}
    assert whole.capabilities == ("care", "pay")
    assert (whole.left_out, whole.columns_left_out) == (0, 0)
    folded = capability_cells.fold(rows, most=2)
    assert folded.capabilities == ("care",)
    assert (folded.left_out, dict(folded.left)) == (1, {"school": 2})
    assert set(folded.cells) == {("care", "social"), ("care", "school")}


def test_a_matrix_cell_tells_common_planned_and_costly_in_words(governed: Workspace) -> None:
    found = shown(governed, view="capability-matrix")
    for told in ("eagraph-common", "eagraph-planned", "eagraph-costly", "eagraph-mixed", '"aria-label": "planned"'):
        assert told in found


def test_a_matrix_of_nothing_is_nothing() -> None:
    assert capability_cells.fold([]).capabilities == ()


# The plan of an organisation.


def plan_of(governed: Workspace, organisation: str) -> tuple[list[Any], list[Any]]:
    answer: Any = look(governed, view="project-collisions").answer
    plan = [one for one in answer.plan if one.organisation == organisation]
    return plan, [row for row in answer.rows if row.id == organisation or row.id in {one.id for one in plan}]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_plan_draws_projects_collisions_load_and_what_is_carried(governed: Workspace, scheme: Scheme) -> None:
    plan, rows = plan_of(governed, "social")
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


def test_a_project_without_an_end_goes_to_the_edge_with_an_arrow_head(governed: Workspace) -> None:
    plan, rows = plan_of(governed, "school")
    arrows = next(trace for trace in project_plan.project_plan(plan, rows).data if trace.name == "day not stated")
    assert list(arrows.y) == ["late"]
    assert list(arrows.marker.symbol) == ["triangle-right"]


def test_more_projects_than_lines_keep_those_that_collide(governed: Workspace) -> None:
    plan, rows = plan_of(governed, "social")
    quiet = [plan[0].model_copy(update={"id": f"quiet{i}", "first": dt.date(2025, 1, 1)}) for i in range(9)]
    assert [one.id for one in project_plan.shown([*quiet, *plan], rows, most=2)] == ["one", "two"]


# Lives, quadrants, stacks, links.


def test_a_life_has_its_days_and_the_gap_after_support(governed: Workspace) -> None:
    answer = look(governed, view="lifecycle-conflicts").answer
    (life,) = [one for one in lives.lives(answer.rows, dt.date(2026, 6, 1), {}) if one.id == "dear"]
    assert (life.support, life.contract, life.goes) == (dt.date(2026, 1, 1), dt.date(2027, 1, 1), dt.date(2027, 6, 1))
    assert (dt.date(2026, 1, 1), dt.date(2027, 6, 1), "yes") in life.gaps
    figure = lives.figure([life], dt.date(2026, 6, 1))
    gaps = next(trace for trace in figure.data if trace.name == "without support or contract")
    assert set(gaps.base) == {"2026-01-01", "2027-01-01"}
    assert figure.layout.shapes[0].x0 == "2026-06-01"


def test_what_is_stated_but_in_no_conflict_is_drawn_too(governed: Workspace) -> None:
    rows = [row for row in look(governed, view="lifecycle-conflicts").answer.rows if row.wrong.startswith("support")]
    (life,) = lives.lives(rows, dt.date(2026, 6, 1), {"dear": (None, dt.date(2030, 1, 1))})
    assert life.contract == dt.date(2030, 1, 1)


def time_rows(governed: Workspace) -> tuple[Any, ...]:
    return look(governed, view="time-quadrants").answer.rows


@pytest.mark.parametrize("scheme", SCHEMES)
def test_quadrants_place_the_judged_and_mark_what_the_rule_decides(governed: Workspace, scheme: Scheme) -> None:
    rows = [
        row.model_copy(update={"advice": "migrate-to-common"}) if row.id == "cheap" else row for row in time_rows(governed)
    ]
    found = {point.row.id: point for point in quadrants.points(rows)}
    assert found.keys() == {"cheap", "other"}
    assert (found["other"].x, found["other"].y) == (1, 1)
    figure = quadrants.quadrants(rows, 2, scheme)
    marked, plain = figure.data
    assert (marked.marker.symbol, plain.marker.symbol) == ("diamond", "circle-open")
    assert list(marked.text) == ["Cheap"]
    assert {shape.y0 for shape in figure.layout.shapes} >= {1.5}


def test_systems_that_share_a_place_do_not_cover_each_other_and_the_rest_is_counted(governed: Workspace) -> None:
    one = next(row for row in time_rows(governed) if row.id == "cheap")
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
