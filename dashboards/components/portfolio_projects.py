"""Projects organisation by organisation: the plans of those with most collisions, drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import dcc
from dash.development.base_component import Component

from dashboards import address, words
from dashboards.components import chart
from dashboards.components.boxes import Part, columns, small
from dashboards.components.frame import figure_card, section
from dashboards.components.portfolio_view import NAME, PATH, Seen
from dashboards.figures import project_plan
from eagraph.analysis.project_collisions import Planned, Row
from eagraph.locale import say

MOST_PLANS = 4
CHARTS = tuple(f"{NAME}-plan-{i}" for i in range(MOST_PLANS))


def draw(seen: Seen) -> Sequence[Part]:
    """Figures, and a Gantt an organisation."""
    answer: Any = seen.answer
    certain = sum(one.violation == "yes" for one in seen.rows)
    cards = [
        figure_card(say("Projects"), words.number(answer.projects)),
        figure_card(say("Collisions"), words.number(certain), warn=certain > 0),
        figure_card(say("Perhaps"), words.number(sum(one.violation == "unknown" for one in seen.rows))),
        figure_card(say("Without dates"), words.number(answer.undated), warn=answer.undated > 0),
    ]
    plans = _plans(seen, answer.plan)
    drawn = [_plan(id_, plan, _of(plan, seen.rows)) for id_, plan in zip(CHARTS, plans, strict=False)]
    return [columns(cards, 4, small=2), *drawn, _others(seen, plans[MOST_PLANS:])]


def _plans(seen: Seen, plan: Sequence[Planned]) -> list[list[Planned]]:
    """The projects of each organisation, those with most collisions first; of the chosen one alone where one is."""
    found: dict[str, list[Planned]] = {}
    for one in plan:
        if seen.state.organisation in ("", one.organisation):
            found.setdefault(one.organisation, []).append(one)
    return sorted(found.values(), key=lambda own: (*_order(own, seen.rows), -len(own), own[0].organisation_name))


def _order(plan: Sequence[Planned], rows: Sequence[Row]) -> tuple[int, int]:
    own = _of(plan, rows)
    return -sum(row.violation == "yes" for row in own), -len(own)


def _of(plan: Sequence[Planned], rows: Sequence[Row]) -> list[Row]:
    """The collisions that are about an organisation or two of its projects, or an order of them."""
    projects, organisation = {one.id for one in plan}, plan[0].organisation
    return [
        row
        for row in rows
        if row.id == organisation or (row.wrong != "too_many_projects" and projects & {row.id, *row.projects})
    ]


def _plan(id_: str, plan: Sequence[Planned], rows: Sequence[Row]) -> Component:
    name, shown = plan[0].organisation_name, project_plan.shown(plan, rows)
    high = project_plan.height(len(shown))
    label = say("Projects of {name} over time, their collisions, and how many it can carry", name=name)
    left = len(plan) - len(shown)
    assumed = sum(one.assumed for one in plan)
    return section(
        name,
        [
            chart.chart(id_, label, lambda scheme: project_plan.project_plan(plan, rows, scheme), high),
            small(say("{count} projects without a collision are not drawn.", count=left)) if left else None,
            small(say("Of {count} projects it is only assumed that they affect it.", count=assumed)) if assumed else None,
        ],
    )  # fmt: skip


def _others(seen: Seen, plans: Sequence[Sequence[Planned]]) -> Part:
    """The organisations that are not drawn, as links that draw them."""
    if not plans:
        return None
    links: list[Part] = []
    for plan in plans:
        href = address.link(PATH, view="project-collisions", **{**seen.state.chosen, "organisation": plan[0].organisation})
        links += [", "] if links else [say("Draw the projects of: ")]
        links.append(dcc.Link(f"{plan[0].organisation_name} ({len(plan)})", href=href, className="eagraph-link"))
    return small(links)  # type: ignore[arg-type]
