"""The map of what changed since a point in time: choosing one, what became of a node, and the table."""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboards import address
from dashboards.components.boxes import Part, card, small
from dashboards.components.changes_differences import WHAT, Linked, href
from dashboards.components.changes_points import choices
from dashboards.components.frame import button_link
from dashboards.components.tables import Column, table
from eagraph.comparison import Row, around
from eagraph.graph.snapshot import Snapshot
from eagraph.history import at_point
from eagraph.locale import say
from eagraph.model.saying import label_text
from eagraph.workspace import Workspace

MOST = 12
"""Relationships told of one thing; the page of changes has all."""
Columns = dict[str, Any]


def choosing(workspace: Workspace, since: str) -> Component | None:
    """Since when; nothing where nothing is kept."""
    offered = choices(workspace.points)
    if not offered:
        return html.Div(dmc.Select(id="map-since", value=None), hidden=True)
    box: Component = dmc.Select(
        id="map-since", label=say("Changes since"), data=offered, value=since or None, clearable=True,
        placeholder=say("Kinds, not changes"), w=220,
    )  # fmt: skip
    return box


def panel(workspace: Workspace, since: str, id_: str) -> Component:
    """What became of one thing."""
    old, new = workspace.points.at(since), workspace.snapshot()
    there = new if id_ in new.index else old
    node = there.nodes[there.index[id_]]
    state = {"old": since, "new": at_point.get()}
    what = "removed" if there is old else "changed"
    link = html.A(
        say("All about it, then") if there is old else say("All about it"), href=href(id_, what, state),
        className="eagraph-button eagraph-primary",
    )  # fmt: skip
    rows = around(old, new, id_)
    kind = str(label_text(new.schema, node.label))
    return card([html.H2(node.name), small(kind), *_told(rows, new), link])


def everything(since: str) -> Component:
    """The way to the whole list."""
    return button_link(say("Every change"), address.link("/changes", old=since, new=at_point.get(), point="", scenario=""))


def listed(rows: list[dict[str, Any]], *, opening: bool) -> Component:
    """The table of what the map draws: everything with what became of it."""
    count = [Column("changes", say("Not as they were"), "number", width=140)] if opening else []
    told = [
        Column(
            "name", say("Name"), "thing", share=3, link={"path": "/map", "query": {"name": "organisation", "field": "id"}}
        )
        if opening
        else Linked("name", say("Name"), "thing", share=3),
        Column("kind", say("Change"), share=2),
        Column("label", say("Kind"), share=2),
        *count,
        Column("group", say("Organisation"), share=3),
    ]
    shown = told if any(row["group"] for row in rows) else told[:-1]
    return table("map-table", say("What the map shows"), shown, rows, height=640)


def rows(drawn: Columns, plain: list[dict[str, Any]], since: str) -> list[dict[str, Any]]:
    """The rows of the table with what the columns of this map tell besides; what is not as it was comes first."""
    nodes = drawn["nodes"]
    at = {id_: i for i, id_ in enumerate(nodes["id"])}
    keys = [kind["key"] for kind in drawn["kinds"]]
    state = {"old": since, "new": at_point.get()}
    found = []
    for row in plain:
        i = at[row["id"]]
        gone = keys[nodes["kind"][i]] == "~removed"
        more = {"label": nodes["label"][i], "changes": nodes["changes"][i], "at": nodes["kind"][i]}
        found.append({**row, **more, "href": href(row["id"], "removed" if gone else "changed", state)})
    return sorted(found, key=lambda row: int(row["at"]))


def _told(rows: tuple[Row, ...], new: Snapshot) -> list[Part]:
    if not rows:
        return [small(say("Nothing differs."))]
    own = [row for row in rows if row.kind == "node"]
    ties = [row for row in rows if row.kind == "relationship"]
    parts: list[Part] = [html.P(str(row.changed) or str(WHAT[row.what])) for row in own]
    if ties:
        items = [html.Li(_tie(row, new)) for row in ties[:MOST]]
        parts += [html.H3(say("Relationships")), html.Ul(items, className="eagraph-list")]
    if len(ties) > MOST:
        parts.append(small(say("… and {more} more.", more=len(ties) - MOST)))
    return parts


def _tie(row: Row, new: Snapshot) -> str:
    source, _, target = row.name.partition(" → ")
    told = f"{WHAT[row.what]}: {source} {label_text(new.schema, row.label)} {target}"
    return f"{told} ({row.changed})" if str(row.changed) else told
