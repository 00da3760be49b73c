"""How sure are the figures? What may stop at least and at most, and which unknown matters most."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboards import words
from dashboards.components.boxes import Part, plain_table, small, stack
from dashboards.components.frame import thing_link
from eagraph.analysis.uncertainty import Answer, Output, Row
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both, say

MEASURES: dict[str, Text] = {
    "stopped": both("stop because of it"),
    "services": both("digital services"),
    "criticality": both("criticality in all"),
    "first_impact_h": both("hours until the first stops"),
}
KINDS: dict[str, Text] = {
    "buffer": both("how long the buffer lasts"),
    "repair": both("how long the repair takes"),
    "probability": both("how likely it fails"),
    "failure": both("whether it fails"),
    "needed": both("whether the flow is needed"),
    "exists": both("whether the relationship is there"),
}
MOST_UNKNOWNS = 5


def shown(snapshot: Snapshot, answer: Answer) -> Component:
    """The figures with their spread, and what would make them surer."""
    head = [say("Figure"), say("5 % are below"), say("Median"), say("5 % are above"), say("Mean")]
    rows = [_output(output) for output in answer.outputs if output.measure in MEASURES and output.id is None]
    weighty = [row for row in answer.rows if row.significant][:MOST_UNKNOWNS]
    parts: list[Part] = [html.P(str(answer.summary)), plain_table(head, rows)]
    if weighty:
        items = [html.Li(_unknown(snapshot, row)) for row in weighty]
        parts += [html.H3(say("Find out first")), html.Ul(items, className="eagraph-list")]
    reasons = [html.Li(str(reason)) for reason in answer.completeness.reasons]
    count = small(say("Samples: {samples}; unknowns: {unknowns}.", samples=words.number(answer.samples),
                      unknowns=words.number(answer.unknowns)))  # fmt: skip
    return stack([*parts, count, html.Ul(reasons, className="eagraph-list") if reasons else None])


def _output(output: Output) -> list[Part]:
    figures = [output.q05, output.q50, output.q95, output.mean]
    return [
        str(MEASURES[output.measure]),
        *("–" if figure is None else words.number(round(figure, 1)) for figure in figures),
    ]


def _unknown(snapshot: Snapshot, row: Row) -> list[Part]:
    other = snapshot.nodes[snapshot.index[row.other]].name if row.other and row.other in snapshot.index else ""
    place: list[Part] = [thing_link(row.name, row.id)]
    if row.other and other:
        tie = words.tie(snapshot.schema, row.relationship or "")
        place += [f" ({tie}: ", thing_link(other, row.other), ")"]
    told = say(
        "On average {low} if not, or less; {high} if so, or more.",
        low=_mean(row.mean_low), high=_mean(row.mean_high),
    )  # fmt: skip
    return [*place, f": {KINDS[row.kind]}. ", small(told, span=True)]


def _mean(value: float | None) -> str:
    return "–" if value is None else words.number(round(value, 1))
