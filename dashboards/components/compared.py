"""Two to five scenarios side by side: their sums with bars, and what differs, from which hour on."""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboards import address, words
from dashboards.components.boxes import Part, Parts, aria, plain_table, row, small, stack
from dashboards.components.frame import section
from dashboards.components.result_head import result_head
from dashboards.components.tables import Column, table
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both, say
from eagraph.scenarios.comparing import Column as Scenario
from eagraph.scenarios.comparing import Comparison, Difference

SUMS: dict[str, Text] = {
    "stopped": both("things that stop"),
    "services": both("digital services"),
    "capabilities": both("capabilities"),
    "processes": both("processes"),
    "target_groups": both("target groups"),
    "users": both("users, at most"),
    "criticality": both("criticality in all"),
    "breaches": both("longer than can be borne"),
}
MOST_ROWS = 1000
FORMS = (("html", "HTML"), ("pdf", "PDF"), ("xlsx", "Excel"), ("csv", "CSV"), ("json", "JSON"))


def shown(snapshot: Snapshot, told: Comparison) -> Component:
    """The comparison."""
    names = [scenario.name for scenario in told.scenarios]
    path = "/api/v1/scenarios/compare"
    links = [
        html.A(text, href=address.link(path, name=names, format=form, scenario=""), className="eagraph-button", download="")
        for form, text in FORMS
    ]
    exports = row([small(say("Hand it on:")), *links])
    return stack([result_head(told), _sums(told.scenarios), _differences(snapshot, told), exports], gap="lg")


def _sums(scenarios: tuple[Scenario, ...]) -> Component:
    head: list[Part] = [say("In sum"), *(_head(one) for one in scenarios)]
    rows: list[Parts] = [[str(text), *_cells([int(getattr(one, name)) for one in scenarios])] for name, text in SUMS.items()]
    hours = ["–" if one.first_impact_h is None else words.number(round(one.first_impact_h, 2)) for one in scenarios]
    return section(say("Side by side"), [plain_table(head, [*rows, [say("first stop (h)"), *hours]])])


def _head(scenario: Scenario) -> Component:
    link = html.A(str(scenario.title), href=address.link("/blast-radius", scenario=scenario.name), className="eagraph-link")
    return html.Div([link, small(scenario.name)])


def _cells(values: list[int]) -> list[Part]:
    most = max(values, default=0) or 1
    return [_bar(value, most) for value in values]


def _bar(value: int, most: int) -> Component:
    bar = dmc.Progress(value=100 * value / most, size="sm", miw=70, **aria(hidden="true"))
    return html.Div([words.number(value), bar])


def _differences(snapshot: Snapshot, told: Comparison) -> Component:
    label = say("What differs")
    if not told.rows:
        return section(label, [small(say("Everything fares the same in all of them."))])
    columns = [
        Column("name", say("Name"), "thing", share=3, wraps=True),
        Column("label", say("Kind"), share=2),
        Column("first", say("First difference (h)"), "number", width=130),
    ]
    for i, scenario in enumerate(told.scenarios):
        columns.append(Column(f"s{i}", str(scenario.title), share=3, wraps=True))
    rows = [_row(snapshot, told, row) for row in told.rows[:MOST_ROWS]]
    more = len(told.rows) - len(rows)
    rest = small(say("{count} more in the files.", count=words.number(more))) if more else None
    return section(label, [table("scenarios-differences", label, columns, rows, height=460), rest])


def _row(snapshot: Snapshot, told: Comparison, row: Difference) -> dict[str, Any]:
    fares = {f"s{i}": _fares(row, scenario.name) for i, scenario in enumerate(told.scenarios)}
    return {
        "id": row.id,
        "name": row.name,
        "label": words.label(snapshot.schema, row.label),
        "first": round(row.first_difference_h, 2),
        **fares,
    }


def _fares(row: Difference, name: str) -> str:
    begin, hours = row.from_h[name], row.down_h[name]
    if begin is None:
        return say("keeps running")
    if hours is None:
        return say("down from hour {begin}, never back", begin=words.number(round(begin, 2)))
    return say(
        "down from hour {begin}, {hours} h in all", begin=words.number(round(begin, 2)), hours=words.number(round(hours, 2))
    )
