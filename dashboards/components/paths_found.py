"""How paths read: the list of them, one drawn from left to right with what each step goes along, and why there is none."""

from __future__ import annotations

from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from dashboards import address, words
from dashboards.components.boxes import Part, aria, plain_table, small
from dashboards.components.frame import section, thing_link
from dashboards.components.tables import Column, Rows, table
from dashboards.theme import label_colour
from eagraph.analysis.paths import Answer, Near, Row, Step
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import say

NAME, PATH = "paths", "/paths"
TABLE = f"{NAME}-table"
AGAINST = "←"


def listed(snapshot: Snapshot, answer: Answer) -> Part:
    """The paths, the shortest first; a row that is chosen is drawn."""
    if not answer.rows:
        return None
    told = [
        Column("number", say("No."), "number", width=80),
        Column("hops", say("Steps"), "number", width=100),
        Column("names", say("By way of"), share=5),
        Column("types", say("Along"), share=4),
    ]
    hint = small(say("Choose a row to see it drawn."))
    label = say("All paths found")
    return section(label, [hint, table(TABLE, label, told, rows(snapshot, answer), height=380, row_id="number")])


def rows(snapshot: Snapshot, answer: Answer) -> Rows:
    """The rows of the list."""
    return [
        {
            "number": row.number,
            "hops": row.hops,
            "names": row.names,
            "types": " · ".join(_said(snapshot, s) for s in row.steps),
        }
        for row in answer.rows
    ]


def drawn(snapshot: Snapshot, answer: Answer, number: int) -> Part:
    """One path: its things as boxes that link to their pages, between them what the step goes along."""
    found = next((row for row in answer.rows if row.number == number), next(iter(answer.rows), None))
    if found is None:
        return None
    boxes = [_box(snapshot, found.path[0]), *(_step(snapshot, step) for step in found.steps)]
    count = {"number": found.number, "count": len(answer.rows), "hops": found.hops}
    heading = say("Path {number} of {count}, steps: {hops}", **count)
    return section(heading, [html.Ol(boxes, className="eagraph-path", id=f"{NAME}-steps"), _onward(found)])


def why_not(snapshot: Snapshot, answer: Answer) -> Part:
    """Where there is no path: how far one gets, and what would lead there."""
    if answer.rows or answer.params["from"] == answer.params["to"]:
        return None
    ends = [snapshot.nodes[snapshot.find(answer.params[name])].name for name in ("from", "to")]
    told = [
        _counted(say("Things reached from {name}:", name=ends[0]), answer.reached),
        _counted(say("Things that lead to {name}:", name=ends[1]), answer.reaching),
        _tried(say("If also gone against the relationships:"), answer.against),
        _tried(say("Along any relationship, either way:"), answer.anyhow),
    ]
    if answer.needed is not None:
        told = [_tried(say("The shortest path there is:"), answer.needed)]
    nearest = [_nearest(snapshot, answer, one) for one in answer.nearest]
    head = [say("Reached, and nearest to the end"), say("Kind"), say("Steps to it"), say("Steps left, along anything")]
    return section(say("Why there is no path"), [
        html.Ul(told, className="eagraph-list"), _other_ways(answer), plain_table(head, nearest) if nearest else None,
    ])  # fmt: skip


def _other_ways(answer: Answer) -> Part:
    """The same question where it has an answer."""
    said: dict[str, Any] = {"start": answer.params["from"], "end": answer.params["to"]}
    links = []
    if answer.against is not None and answer.needed is None:
        asked = {name: answer.params[name] for name in ("view", "types", "at")}
        link = address.link(PATH, **said, **asked, both_ways=True)
        links.append(dcc.Link(say("Go also against them"), href=link, className="eagraph-button"))
    if answer.anyhow is not None and answer.needed is None and answer.anyhow != answer.against:
        link = address.link(PATH, **said, both_ways=True)
        links.append(dcc.Link(say("Go along anything"), href=link, className="eagraph-button"))
    return html.Div(links, className="eagraph-views") if links else None


def _counted(text: str, count: int) -> Component:
    return html.Li([f"{text} ", html.Strong(words.number(count))])


def _tried(text: str, hops: int | None) -> Component:
    told = say("no path either") if hops is None else say("a path of {count} steps", count=hops)
    return html.Li([f"{text} ", html.Strong(told)])


def _nearest(snapshot: Snapshot, answer: Answer, one: Near) -> list[Part]:
    asked = {name: answer.params[name] for name in ("view", "types", "both_ways", "at")}
    there = address.link(PATH, start=answer.params["from"], end=one.id, **asked)
    steps = dcc.Link(words.number(one.hops), href=there, className="eagraph-link", title=say("See the path there"))
    return [thing_link(one.name, one.id), words.label(snapshot.schema, one.label), steps, words.number(one.left)]


def _box(snapshot: Snapshot, thing: str) -> Component:
    return html.Li(_thing(snapshot, thing))


def _step(snapshot: Snapshot, step: Step) -> Component:
    return html.Li([_along(snapshot, step), _thing(snapshot, step.to)])


def _along(snapshot: Snapshot, step: Step) -> Component:
    """What a step goes along; against their direction the arrow points back."""
    lines = [
        html.Span([html.Span("←" if tie.startswith(AGAINST) else "→", **aria(hidden="true")), f" {_tie(snapshot, tie)}"])
        for tie in step.ties
    ]
    return html.Span(lines, className="eagraph-along")


def _thing(snapshot: Snapshot, thing: str) -> Component:
    node = snapshot.nodes[snapshot.index[thing]]
    dot = html.Span(className="eagraph-dot", style={"background": label_colour(node.label)})
    kind = html.Span([dot, words.label(snapshot.schema, node.label)], className="eagraph-count")
    return html.Span([thing_link(node.name, thing), kind], className="eagraph-place")


def _onward(found: Row) -> Component:
    """Where to go on from the end."""
    link = address.link("/thing", id=found.id)
    return html.Div(dcc.Link(say("All about {name}", name=found.name), href=link, className="eagraph-button"))


def _said(snapshot: Snapshot, step: Step) -> str:
    return "/".join(_tie(snapshot, tie) for tie in step.ties)


def _tie(snapshot: Snapshot, tie: str) -> str:
    """A type of relationship as people say it; against its direction, that it is."""
    if tie.startswith(AGAINST):
        return say("{tie} (against)", tie=words.tie(snapshot.schema, tie.removeprefix(AGAINST)))
    return words.tie(snapshot.schema, tie)
