"""Why an answer changed: both sentences, the changes that matter, and every row that differs with what brought it."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboards.components.boxes import Part, card, columns, small, stack
from dashboards.components.changes_differences import Linked, State, href
from dashboards.components.frame import section
from dashboards.components.result_head import result_head
from dashboards.components.tables import Column, Rows, table
from eagraph.attribution import Answer
from eagraph.attribution.explaining import change_text
from eagraph.attribution.saying import ROLES, WHAT, fields_text, gathered, roles_text, with_roles
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import say
from eagraph.model.saying import label_text

CAUSES, ROWS = "changes-causes", "changes-rows"


def shown(found: Answer, landscapes: tuple[Snapshot, Snapshot], state: State) -> Component:
    """Everything that is told of it.

    Args:
        found: why it changed.
        landscapes: the old one and the new one.
        state: the two points in time.
    """
    then, now = say("Then: {name}", name=state["old"]), say("Later: {name}", name=state["new"] or say("now"))
    sentences = columns([_sentence(then, str(found.old_summary)), _sentence(now, str(found.new_summary))], 2)
    parts: list[Part] = [result_head(found), sentences]
    if found.rows:
        parts.append(section(say("The changes that matter"), [_causes(found, landscapes, state), _meanings()]))
        parts.append(section(say("Row by row"), [_rows(found, landscapes, state)]))
    return stack(parts, gap="lg")


def cause_rows(found: Answer, landscapes: tuple[Snapshot, Snapshot], state: State) -> Rows:
    """The changes that matter, each with how many rows it moved."""
    schema = landscapes[1].schema
    return [
        {
            "change": str(change_text(one.cause, schema)), "count": one.count, "roles": str(roles_text(one.rows)),
            "href": href(one.cause.id if one.cause.kind == "node" else one.cause.source, one.cause.what, state),
        }
        for one in gathered(found)
    ]  # fmt: skip


def rows(found: Answer, landscapes: tuple[Snapshot, Snapshot], state: State) -> Rows:
    """The rows of the answer that differ."""
    old, new = landscapes

    def name_of(text: str) -> str:
        there = next((one for one in (new, old) if text in one.index), None)
        return text if there is None else there.nodes[there.index[text]].name

    told = []
    for row in found.rows:
        line: dict[str, Any] = {
            "what": str(WHAT[row.what]), "name": row.name or row.id, "beside": row.beside,
            "label": str(label_text(new.schema, row.label)), "differs": str(fields_text(row, found.question, name_of)),
            "because": str(with_roles(row.causes, new.schema)),
        }  # fmt: skip
        if any(row.id in one.index for one in landscapes):
            line["href"] = href(row.id, "changed" if row.id in new.index else "removed", state)
        told.append(line)
    return told


def _sentence(head: str, text: str) -> Component:
    return card([small(head), html.P(text)])


def _causes(found: Answer, landscapes: tuple[Snapshot, Snapshot], state: State) -> Component:
    told = [
        Linked("change", say("Change"), "thing", share=4, wraps=True),
        Column("count", say("Rows moved"), "number", width=130),
        Column("roles", say("In what role"), share=3, wraps=True),
    ]
    return table(CAUSES, say("The changes that matter"), told, cause_rows(found, landscapes, state), height=320)


def _rows(found: Answer, landscapes: tuple[Snapshot, Snapshot], state: State) -> Component:
    lines = rows(found, landscapes, state)
    told = [Column("what", say("Row"), width=120), Linked("name", say("What"), "thing", share=2, wraps=True)]
    if any(line["beside"] for line in lines):
        told.append(Column("beside", say("Of what"), share=2, wraps=True))
    told.append(Column("label", say("Kind"), share=1))
    if any(line["differs"] for line in lines):
        told.append(Column("differs", say("What differs in it"), share=3, wraps=True))
    told.append(Column("because", say("Because of"), share=4, wraps=True))
    return table(ROWS, say("Row by row"), told, lines, height=520)


def _meanings() -> Component:
    """What the roles mean."""
    told = {
        "cause": say("alone it brings the row as it is now, and without it the row would be as it was or another"),
        "enough": say("alone it brings the row, but without it others would have done so"),
        "needed": say("without it the row would be another, but it takes others too"),
        "part": say("it moves the row, without being enough or needed"),
    }
    parts = [html.Div([html.Dt(str(ROLES[role])), html.Dd(text)]) for role, text in told.items()]  # type: ignore[index]
    return html.Details([html.Summary(say("What the roles mean")), html.Dl(parts, className="eagraph-meanings")])


def command(found: Answer, state: State) -> str:
    """The same on the command line."""
    said = [
        f"-p {name}={part}"
        for name, value in found.asked.items()
        for part in (value if isinstance(value, list) else [value])
        if value not in (None, "", [], False)
    ]
    return " ".join(["eagraph snapshot diff", state["old"], *filter(None, [state["new"]]), "--why", found.question, *said])
