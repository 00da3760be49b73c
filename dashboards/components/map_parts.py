"""The parts round the map: where one is, the legend that filters, what is said of the chosen node, and the table."""

from __future__ import annotations

from collections import Counter
from typing import Any

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboards import address, whatif, words
from dashboards.components import facts, map_changes
from dashboards.components.boxes import aria, card, row, small, stack
from dashboards.components.frame import button_link
from dashboards.components.system_map import Texts
from dashboards.components.tables import Column, table
from dashboards.whatif import WhatIf
from eagraph.graph.layout import Level
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import current, say
from eagraph.workspace import Workspace

Place = dict[str, Any]
Columns = dict[str, Any]


def level(place: Place) -> Level:
    """Organisations, or the things under one or all of them."""
    return "things" if place["organisation"] or place["things"] else "organisations"


def columns(workspace: Workspace, place: Place) -> Columns:
    """The map's columns, as the browser fetches them."""
    drawn: Columns = workspace.map(level(place), place["organisation"] or None, place["since"])
    return drawn


def data_url(place: Place) -> str:
    """Where the browser fetches the map; the language is part of it, so that no cache mixes them."""
    said = {"organisation": place["organisation"], "since": place["since"], "lang": current.get()}
    return address.link("/api/v1/map", level=level(place), **said)


def place_name(workspace: Workspace, place: Place) -> str:
    """Where one is, in words."""
    snapshot, organisation = workspace.snapshot(), place["organisation"]
    if not organisation:
        return say("All things") if place["things"] else opening_name(workspace)
    if organisation in snapshot.index:
        return snapshot.nodes[snapshot.index[organisation]].name
    kind, _, name = organisation.removeprefix("~").partition(":")
    return say("no owner") if kind == "no-owner" else words.label(snapshot.schema, name)


def opening_name(workspace: Workspace) -> str:
    """What the opening map shows: organisations, or kinds where hardly anything has an owner."""
    return say("Organisations") if _by_organisation(workspace) else say("Kinds")


def crumbs(workspace: Workspace, place: Place) -> Component:
    """The way back: from the opening map to where one is."""
    here = html.Span(place_name(workspace, place), **aria(current="page"))
    if level(place) == "organisations":
        parts = [here, _go(say("All things"), "~things")]
    else:
        parts = [_go(opening_name(workspace), "~organisations"), html.Span("›", **aria(hidden="true")), here]
    return html.Nav(row(parts, gap="xs"), className="eagraph-crumbs", **aria(label=say("Where you are on the map")))


def legend(drawn: Columns, hidden: list[str]) -> Component:
    """Every kind on the map with its colour and number; choosing one away hides it."""
    count = Counter(drawn["nodes"]["kind"])
    chips = [_chip(kind, count[i]) for i, kind in enumerate(drawn["kinds"])]
    shown = [kind["key"] for kind in drawn["kinds"] if kind["key"] not in hidden]
    group: Component = dmc.ChipGroup(row(chips, gap="6px"), id="map-kinds", value=shown, multiple=True)
    return group


def told(drawn: Columns, hidden: list[str]) -> str:
    """How much is shown, and how much is not."""
    total, away = drawn["total"], {i for i, kind in enumerate(drawn["kinds"]) if kind["key"] in hidden}
    gone = sum(kind in away for kind in drawn["nodes"]["kind"])
    parts = [
        say("{count} shown", count=words.number(total["shown"] - gone)),
        say("{count} hidden by filter", count=words.number(gone)),
    ]
    if total["left_out"]:
        parts.append(say("{count} left out of the map", count=words.number(total["left_out"])))
    if total["ownership"]:
        parts.append(say("{count} ties of ownership are not drawn", count=words.number(total["ownership"])))
    if total["leading_out"]:
        parts.append(say("{count} relationships lead out of here", count=words.number(total["leading_out"])))
    return " · ".join(parts)


def choosing(snapshot: Snapshot, chosen: str | None) -> Component | None:
    """What is chosen to fail so far, while somebody chooses on the map; nothing where nobody does."""
    if chosen is None:
        return None
    names = whatif.names_of(address.read(WhatIf, address.parse(chosen))[0], snapshot)
    said = say("Chosen to fail so far: {names}. Click a thing to add it.", names=", ".join(names) or say("nothing"))
    back = button_link(say("What stops then?"), whatif.link_to(chosen))
    return html.Div(row([html.Span(said), back]), role="note", className="eagraph-choosing")


def panel(workspace: Workspace, place: Place, selected: str | None, chosen: str | None = None) -> Component:
    """What is said of the chosen node; `chosen` is what is chosen to fail so far."""
    snapshot = workspace.snapshot()
    drawn = columns(workspace, place) if selected else None
    if selected is None or drawn is None or selected not in drawn["nodes"]["id"]:
        more = map_changes.everything(place["since"]) if place["since"] else None
        return card([html.H2(place_name(workspace, place)), small(_hint(workspace, place)), more])
    at = drawn["nodes"]["id"].index(selected)
    name, kind = drawn["nodes"]["name"][at], drawn["kinds"][drawn["nodes"]["kind"][at]]["name"]
    if level(place) == "organisations":
        return _organisation_card(workspace, selected, name, kind, place["since"])
    if place["since"]:
        return map_changes.panel(workspace, place["since"], selected)
    return _thing_card(snapshot, selected, kind, chosen)


def listed(drawn: Columns, place: Place, hidden: list[str]) -> Component:
    """The table with what the map draws."""
    opening, shown = level(place) == "organisations", rows(drawn, hidden, place["since"])
    if place["since"]:
        return map_changes.listed(shown, opening=opening)
    link = {"path": "/map", "query": {"name": "organisation", "field": "id"}} if opening else {}
    told = [Column("name", say("Name"), "thing", share=3, link=link), Column("kind", say("Kind"), share=2)]
    if opening:
        told.append(Column("count", say("Things"), "number", width=110))
    elif any(row["group"] != row["kind"] for row in shown):
        told.append(Column("group", say("Organisation"), share=3))
    told.append(Column("out", say("Relationships out"), "number", width=140))
    told.append(Column("in", say("Relationships in"), "number", width=140))
    return table("map-table", say("What the map shows"), told, shown, height=640)


def rows(drawn: Columns, hidden: list[str], since: str = "") -> list[dict[str, Any]]:
    """The rows of the table, by name; on the map of changes what changed comes first."""
    nodes, out, into = drawn["nodes"], Counter(drawn["edges"]["source"]), Counter(drawn["edges"]["target"])
    away = {i for i, kind in enumerate(drawn["kinds"]) if kind["key"] in hidden}
    found = [
        {"id": id_, "name": nodes["name"][i], "kind": drawn["kinds"][nodes["kind"][i]]["name"], "count": nodes["count"][i],
         "group": drawn["groups"][nodes["group"][i]]["name"] if nodes["group"][i] >= 0 else "", "out": out[i], "in": into[i]}
        for i, id_ in enumerate(nodes["id"]) if nodes["kind"][i] not in away
    ]  # fmt: skip
    found.sort(key=lambda row: (row["name"].casefold(), row["id"]))
    return map_changes.rows(drawn, found, since) if since else found


def texts() -> Texts:
    """The map's own words."""
    return {
        "loading": say("Loading the map …"),
        "failed": say("The map could not be loaded: {reason}", reason="{reason}"),
        "wave": say("wave {wave}", wave="{wave}"),
        "links": say("{in} in, {out} out", **{"in": "{in}", "out": "{out}"}),
        "position": say("{index} of {count}", index="{index}", count="{count}"),
        "keys": say(
            "Arrow keys move · + and − zoom · 0 shows all · N and P step · Space selects · Enter opens · Esc clears"
        ),
        "zoomIn": say("Zoom in"),
        "zoomOut": say("Zoom out"),
        "showAll": say("Show the whole map"),
    }


def _chip(kind: dict[str, str], count: int) -> Component:
    dot = html.Span(className="eagraph-dot", style={"background": kind["color"]})
    chip: Component = dmc.Chip(
        [dot, f"{kind['name']} {words.number(count)}"], value=kind["key"], size="xs", variant="outline"
    )
    return chip


def _by_organisation(workspace: Workspace) -> bool:
    return bool(workspace.map("organisations")["total"]["by"] == "organisation")


def _hint(workspace: Workspace, place: Place) -> str:
    if level(place) == "things":
        return say("Each dot is a thing. Click shows what it is, double click or Enter opens its page.")
    if _by_organisation(workspace):
        return say(
            "Each dot is an organisation; a line ties things of one to things of the other. Double click or Enter opens it."
        )
    return say("Hardly anything has an owner here, so each dot is a kind of things. Double click or Enter opens it.")


def _organisation_card(workspace: Workspace, id_: str, name: str, kind: str, since: str) -> Component:
    under = workspace.map("things", id_, since)
    count = Counter(under["nodes"]["kind"])
    rows: list[tuple[str, Any]] = [(under["kinds"][i]["name"], words.number(n)) for i, n in count.most_common(8)]
    table_ = facts.fact_table(rows, say("What lies under it"))
    return card([html.H2(name), small(kind), table_, _go(say("Open it"), id_, primary=True)])


def _thing_card(snapshot: Snapshot, id_: str, kind: str, chosen: str | None) -> Component:
    i = snapshot.index[id_]
    known = facts.fact_table(
        [(say("Owner"), html.Div(facts.owners(snapshot, i))), *facts.properties(snapshot, snapshot.nodes[i])[:6]],
        say("Facts"),
    )
    about = button_link(say("All about it"), address.link("/thing", id=id_), primary=chosen is None)
    text = say("What if this fails?") if not chosen else say("What if this fails too?")
    fails = button_link(text, whatif.link_to(chosen, id_), primary=chosen is not None)
    return card(
        [html.H2(snapshot.nodes[i].name), small(kind), known, stack([about, fails] if chosen is None else [fails, about])]
    )


def _go(text: str, to: str, *, primary: bool = False) -> Component:
    style = "eagraph-button eagraph-primary" if primary else "eagraph-plain"
    return html.Button(text, id={"type": "map-go", "to": to}, className=style, n_clicks=0)
