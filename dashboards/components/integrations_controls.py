"""What can be chosen of integrations: how to look, whose, which information, by which medium, over what, as of when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from dashboards import words
from dashboards.components.boxes import aria, row
from dashboards.components.integrations_view import MEDIA, NAME, Address, unknown_owner
from eagraph.analysis.integration_matrix import NOBODY
from eagraph.escalation.owners import boards
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import say

CONTROLS = {
    "sender": "value", "receiver": "value", "information": "value", "medium": "value", "platform": "value",
    "crossing": "checked", "at": "value", "by": "value",
}  # fmt: skip
"""By the end of its id, the property of a control that says what is chosen."""
LABELS = frozenset({"InformationAsset", "InformationType"})


def controls(snapshot: Snapshot, state: Address) -> Component:
    """All of them."""
    owners = {snapshot.nodes[i].id: snapshot.nodes[i].name for i in sorted(set(boards(snapshot).values()))}
    carried = {
        node.id: f"{node.name} · {words.label(snapshot.schema, node.label)}" for node in snapshot.nodes
        if node.label in LABELS
    }  # fmt: skip
    via = {tie.target for tie in snapshot.relationships if tie.type == "VIA"}
    platforms = {id_: snapshot.nodes[snapshot.index[id_]].name for id_ in via}
    media = {one: say("unknown") if one == "unknown" else words.word(one) for one in MEDIA}
    ends = {NOBODY: unknown_owner(), **owners}
    parts = [
        _select("sender", say("From"), ends, state.sender),
        _select("receiver", say("To"), ends, state.receiver),
        _select("information", say("Information"), carried, state.information),
        _select("medium", say("Medium"), media, state.medium, width=150),
        _select("platform", say("Over platform"), platforms, state.platform),
        dmc.TextInput(
            id=f"{NAME}-at", label=say("As of"), value=state.at.isoformat() if state.at else "", debounce=400,
            inputProps={"type": "date"},
        ),
        dmc.Switch(id=f"{NAME}-crossing", label=say("Only between boards"), checked=state.crossing, pb=8),
    ]  # fmt: skip
    return row(parts, gap="md", align="flex-end")


def views(state: Address) -> Component:
    """Links to either view of the same exchanges, and by what information is told apart."""
    told = (("matrix", say("Matrix")), ("flows", say("Flows of information")))
    links = [_view(state, view, text) for view, text in told]
    data = [{"value": "types", "label": say("By information type")}, {"value": "assets", "label": say("By asset")}]
    by = dmc.SegmentedControl(id=f"{NAME}-by", value=state.by, data=data, **aria(label=say("Information told apart")))
    shown = html.Div(by, style={} if state.view == "flows" else {"display": "none"})
    return row([html.Nav(links, className="eagraph-views", **aria(label=say("Views"))), shown], gap="lg")


def _view(state: Address, view: str, text: str) -> Component:
    is_chosen = state.view == view
    look = "eagraph-view eagraph-is-chosen" if is_chosen else "eagraph-view"
    link: Any = dcc.Link(text, href=state.link(view=view), className=look, id=f"{NAME}-to-{view}")
    return html.Span(link, **(aria(current="true") if is_chosen else {}))


def _select(name: str, label: str, offered: Mapping[str, str], chosen: str, *, width: int = 230) -> Component:
    ordered = sorted(offered.items(), key=lambda pair: (pair[0] == NOBODY, pair[1].casefold(), pair[0]))
    box: Component = dmc.Select(
        id=f"{NAME}-{name}", label=label, data=[{"value": value, "label": text} for value, text in ordered],
        value=chosen if chosen in offered else None, clearable=True, searchable=len(ordered) > 9, limit=200,
        placeholder=say("All"), w=width, nothingFoundMessage=say("Nothing is called that."),
    )  # fmt: skip
    return box
