"""What is one thing: its facts, owner and sources, its classification, what it needs, and who needs it?"""

from __future__ import annotations

from typing import Any, Literal, cast, get_args

from dash import Dash, Input, Output, State, dcc, html
from dash.development.base_component import Component
from pydantic import BaseModel

from dashboards import address, words
from dashboards.answers import Answers
from dashboards.callbacks import in_browser, on
from dashboards.components import facts, levels, row_window, search_box
from dashboards.components.boxes import grid, plain_table, row, small, stack
from dashboards.components.frame import answer_place, button_link, nothing_loaded, page_frame, section
from dashboards.components.tables import Column, Rows, table
from eagraph.analysis import escalation
from eagraph.errors import UnknownName
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import Text, both, say
from eagraph.model.classification import ASPECTS
from eagraph.workspace import Workspace

title = both("Look up")
path = "/thing"
order = 12
Direction = Literal["upstream", "downstream"]
DIRECTIONS: tuple[Direction, ...] = get_args(Direction)


class Address(BaseModel):
    """What the address says."""

    id: str = ""


def layout(workspace: Workspace, **query: tuple[str, ...]) -> Component:
    """The page of one thing, or the box to find it."""
    state, told = address.read(Address, query)
    snapshot = workspace.snapshot()
    if not snapshot.nodes:
        return page_frame(title, [nothing_loaded()])
    found, problem = _found(snapshot, state.id)
    box = search_box.search_box(
        "thing-search", say("Which thing?"), snapshot, [] if found is None else [snapshot.nodes[found].id]
    )
    chosen = dcc.Store(id="thing-id", data=None if found is None else snapshot.nodes[found].id)
    parts = [html.Div(box, className="eagraph-narrow"), chosen, address.store("thing")]
    if found is None:
        hint = small(say("Search for a system, a service, an information asset or anything else that is loaded."))
        return page_frame(title, [*parts, hint], told=[*told, *problem])
    return page_frame(snapshot.nodes[found].name, [*parts, *_about(workspace, snapshot, found)], told=told)


def register(app: Dash, workspace: Workspace) -> None:
    """Search, and what takes longer to work out than the facts."""
    answers = Answers(workspace)
    search_box.register(app, workspace, "thing-search")
    visit = Output("thing-search", "title"), Input("thing-search", "value"), State("thing-id", "data")
    in_browser(app, "visitThing", *visit, initially=False)

    @on(app, Output("thing-classification", "children"), Input("thing-id", "data"))
    def classify(id_: str | None) -> Component | None:
        return _classification(answers, id_) if id_ else None

    for direction in DIRECTIONS:
        _register_way(app, answers, direction)


def _register_way(app: Dash, answers: Answers, direction: Direction) -> None:
    @on(app, Output(f"thing-{direction}", "children"), Input("thing-id", "data"))
    def show(id_: str | None) -> list[Component] | None:
        if not id_:
            return None
        answer = answers.ask("dependencies", of=id_, direction=direction)
        label = say("What it needs") if direction == "upstream" else say("Who needs it")
        grid = table(f"thing-{direction}-table", label, _way_columns(), _way_rows(answers, id_, direction), height=320)
        return [html.P(str(answer.summary)), grid] if answer.rows else [html.P(str(answer.summary))]

    def rows(id_: str) -> Rows:
        return _way_rows(answers, id_, direction)

    row_window.register(app, f"thing-{direction}-table", rows, [State("thing-id", "data")])


def _about(workspace: Workspace, snapshot: Snapshot, i: int) -> list[Component]:
    node = snapshot.nodes[i]
    owners = facts.owners(snapshot, i)
    known = facts.fact_table([(say("Kind"), words.label(snapshot.schema, node.label)), (say("Owner"), html.Div(owners)),
                              *facts.properties(snapshot, node), (say("Id"), html.Code(node.id))], say("Facts"))  # fmt: skip
    locations = {source.name: source.location for source in workspace.sources()}
    links = row([
        button_link(say("What stops when it fails?"), address.link("/blast-radius", failed=node.id), primary=True),
        button_link(say("Show it on the map"), address.link("/map", thing=node.id)),
        button_link(say("System card"), address.link("/reports", report="system-card", system=node.id, asked=True)),
    ])  # fmt: skip
    differ = facts.conflicts(snapshot, node)
    left = stack([
        section(say("Facts"), [known]),
        *([section(say("Where its sources differ"), [differ])] if differ else []),
        section(say("Where this is known from"), [facts.provenance(node, locations)]),
    ], gap="lg")  # fmt: skip
    right = section(say("Classification"), [answer_place("thing-classification")])
    ways = [
        section(name, [answer_place(f"thing-{way}")])
        for way, name in (("upstream", say("What it needs")), ("downstream", say("Who needs it")))
    ]
    tied = facts.relationships(snapshot, i)
    ties = section(
        say("All relationships"),
        [html.Div(tied, className="eagraph-ties")] if tied else [small(say("It is tied to nothing."))],
    )
    return [links, grid([(left, 5), (right, 7)]), *ways, ties]


def _classification(answers: Answers, id_: str) -> Component:
    answer = answers.ask("escalation", explain=id_)
    rows = {row.aspect: row for row in cast("tuple[escalation.Row, ...]", answer.rows)}
    if not rows:
        return small(say("Nothing is decided or required for it."))
    head = [say("Aspect"), say("Decided"), say("Required"), say("Verdict"), say("Why")]
    shown = [_aspect(answers.workspace.snapshot(), rows[aspect]) for aspect in ASPECTS if aspect in rows]
    link = button_link(say("See it among all"), address.link("/classification", thing=id_))
    return stack([plain_table(head, shown), row([link])])


def _aspect(snapshot: Snapshot, row: escalation.Row) -> list[Component | str | None]:
    verdict = html.Span(levels.verdict(row), className="eagraph-warn" if row.raised else None)
    way = small(levels.way_words(snapshot, row)) if len(row.witness) > 1 else None
    why = html.Div([levels.rule_words(snapshot, row), way])
    assigned, required = (
        words.levels(low, high, snapshot.schema.classification)
        for low, high in ((row.assigned_low, row.assigned_high), (row.required_low, row.required_high))
    )
    return [levels.aspect_name(row.aspect), assigned, required, verdict, why]


def _way_columns() -> list[Column]:
    return [
        Column("hops", say("Steps"), "number", width=90),
        Column("name", say("Name"), "thing", share=2),
        Column("label", say("Kind"), width=150),
        Column("path", say("Way"), share=4),
    ]


def _way_rows(answers: Answers, id_: str, direction: Direction) -> list[dict[str, Any]]:
    snapshot = answers.workspace.snapshot()
    answer = answers.ask("dependencies", of=id_, direction=direction)
    return [
        {"id": row.id, "hops": row.hops, "name": row.name, "label": words.label(snapshot.schema, row.label),
         "path": " → ".join(snapshot.nodes[snapshot.index[part]].name for part in row.path)}
        for row in answer.rows
    ]  # fmt: skip


def _found(snapshot: Snapshot, thing: str) -> tuple[int | None, list[Text]]:
    if not thing:
        return None, []
    try:
        return snapshot.find(thing), []
    except UnknownName as error:
        return None, [error.text]
