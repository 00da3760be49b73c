"""The capability matrix as a picture: capabilities down, organisations across, the systems of each cell by name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from dashboards import address, words
from dashboards.components.boxes import Part, aria, columns, row, small
from dashboards.components.frame import figure_card, section, thing_link
from dashboards.components.portfolio_view import PATH, Seen
from dashboards.figures.capability_cells import NOBODY, Cells, fold
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import say

MOST_IN_A_CELL = 4
_PLANNED = frozenset({"idea", "planned"})
COMMON, PLANNED, COSTLY = "◆", "○", "▲"


def draw(seen: Seen) -> Sequence[Part]:
    """Figures, and the matrix of the rows that are left."""
    return [_figures(seen), _picture(seen)]


def _figures(seen: Seen) -> Component:
    def count(wrong: str) -> int:
        return sum(one.wrong == wrong for one in seen.rows)

    cards = [
        figure_card(say("Cells"), words.number(sum(one.id == one.capability for one in seen.rows))),
        figure_card(say("Cost outliers"), words.number(count("cost_outlier")), warn=count("cost_outlier") > 0),
        figure_card(say("Perhaps unused"), words.number(count("no_users") + count("no_flows"))),
        figure_card(say("Common beside local"), words.number(count("common_and_local"))),
    ]
    return columns(cards, 4, small=2)


def _picture(seen: Seen) -> Component:
    cells = fold(seen.rows)
    if not cells.cells:
        return small(say("No system says which capability it supports, so there is no matrix to draw."))
    heads = [html.Th(_organisation(seen, id_), scope="col") for id_ in cells.organisations]
    body = [_line(seen, cells, capability) for capability in cells.capabilities]
    head = html.Thead(html.Tr([html.Th(say("Capability"), scope="col"), *heads]))
    told = say("Systems by capability and organisation")
    table = html.Table([head, html.Tbody([*body, *_rest(cells)])], className="eagraph-matrix", **aria(label=told))
    shown = html.Div(table, className="eagraph-matrix-frame", tabIndex=0, role="region", **aria(label=told))
    return section(say("Matrix"), [_legend(), shown, _left(cells)])


def _line(seen: Seen, cells: Cells, capability: str) -> Component:
    name = _name(seen.snapshot, capability)
    href = address.link(PATH, view="capability-matrix", **{**seen.state.chosen, "capability": capability})
    own = [html.Td(_cell(seen, cells, capability, at), className=_look(cells, capability, at)) for at in cells.organisations]
    return html.Tr([html.Th(dcc.Link(name, href=href, className="eagraph-link"), scope="row"), *own])


def _look(cells: Cells, capability: str, organisation: str) -> str:
    found = cells.cells.get((capability, organisation))
    return "eagraph-mixed" if found is not None and found.wrong == "common_and_local" else ""


def _cell(seen: Seen, cells: Cells, capability: str, organisation: str) -> Component | None:
    found = cells.cells.get((capability, organisation))
    if found is None:
        return None
    ordered = sorted(found.systems, key=lambda id_: ((id_, capability) not in cells.costly, _name(seen.snapshot, id_)))
    shown = [_system(seen.snapshot, id_, is_costly=(id_, capability) in cells.costly) for id_ in ordered]
    more = shown[MOST_IN_A_CELL:]
    parts: list[Any] = [html.Ul(shown[:MOST_IN_A_CELL])]
    if more:
        parts.append(html.Details([html.Summary(say("{count} more", count=len(more))), html.Ul(more)]))
    return html.Div(parts)


def _system(snapshot: Snapshot, id_: str, *, is_costly: bool) -> Component:
    """A system with its signs; what a sign means is said to those who do not see it."""
    said = snapshot.nodes[snapshot.index[id_]].properties
    is_common, is_planned = said.get("scope") == "common", said.get("lifecycle") in _PLANNED
    told = [
        (COMMON, say("common"), is_common), (PLANNED, say("planned"), is_planned), (COSTLY, say("cost outlier"), is_costly),
    ]  # fmt: skip
    signs = [html.Span(sign, title=text, role="img", **aria(label=text)) for sign, text, holds in told if holds]
    looks = [name for name, holds in (("eagraph-common", is_common), ("eagraph-planned", is_planned)) if holds]
    looks += ["eagraph-costly"] if is_costly else []
    return html.Li([*signs, " " if signs else "", thing_link(_name(snapshot, id_), id_)], className=" ".join(looks))


def _rest(cells: Cells) -> list[Component]:
    """The line of the capabilities that are not drawn: how many systems each organisation has for them."""
    if not cells.left_out:
        return []
    own = [
        html.Td(say("systems: {count}", count=count) if (count := cells.left.get(at)) else None)
        for at in cells.organisations
    ]
    return [html.Tr([html.Th(say("{count} more capabilities", count=cells.left_out), scope="row"), *own])]


def _left(cells: Cells) -> Part:
    told = []
    if cells.left_out:
        told.append(
            say(
                "Drawn are the capabilities with most that stands out; choose a capability or an organisation to see others."
            )
        )
    if cells.columns_left_out:
        told.append(say("{count} organisations with fewer systems are not drawn.", count=cells.columns_left_out))
    return small(" ".join([*told, say("The table below has every cell.")])) if told else None


def _organisation(seen: Seen, id_: str) -> Part:
    if id_ == NOBODY:
        return say("Organisation unknown")
    href = address.link(PATH, view="capability-matrix", **{**seen.state.chosen, "organisation": id_})
    return dcc.Link(_name(seen.snapshot, id_), href=href, className="eagraph-link")


def _legend() -> Component:
    shown: tuple[tuple[Part, str], ...] = (
        (html.Span(f"{COMMON} "), say("common system")),
        (html.Span(className="eagraph-key eagraph-planned"), f"{PLANNED} {say('only planned')}"),
        (html.Span(f"{COSTLY} ", className="eagraph-warn"), say("costs out of proportion")),
        (html.Span(className="eagraph-key eagraph-mixed"), say("common and local side by side")),
    )
    return row([html.Span([sign, text], className="eagraph-legend") for sign, text in shown], gap="lg")


def _name(snapshot: Snapshot, id_: str) -> str:
    return snapshot.nodes[snapshot.index[id_]].name if id_ in snapshot.index else id_
