"""Who sends to whom as a table to look at: counts by shade, marks for what stands out, each cell a link into it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import product
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from dashboards import words
from dashboards.components.boxes import Part, aria, row, small
from dashboards.components.frame import section
from dashboards.components.integrations_view import Seen
from dashboards.figures.exchange_cells import NOBODY, REST, SHADES, Count, Grid, Key, fold
from eagraph.analysis.integration_matrix import NOBODY as UNKNOWN
from eagraph.analysis.integration_matrix import Cell, Row
from eagraph.locale import Text, both, say

MARKS: dict[str, tuple[str, Text]] = {
    "direct": ("◇", both("without an integration")),
    "not_digital": ("✎", both("by hand or on paper")),
    "unencrypted": ("▲", both("not encrypted")),
}
MOST_SYSTEMS = 18


@dataclass(frozen=True)
class _Drawn:
    """One matrix: what is drawn, what ends are called and lead to, where a cell leads, and which ends are opened."""

    grid: Grid
    name: Callable[[str], str]
    end: Callable[[int, str], str]
    cell: Callable[[Key], str]
    opened: tuple[str, str]
    label: str


def boards(seen: Seen) -> Component:
    """Boards and companies against each other."""
    grid = fold({(cell.sender or NOBODY, cell.receiver or NOBODY): _count(cell) for cell in seen.whole.cells})
    state = seen.state
    if not grid.cells:
        return small(say("No exchange is found."))

    def end(side: int, one: str) -> str:
        told = {"sender": _asked(one), "receiver": ""} if side == 0 else {"sender": "", "receiver": _asked(one)}
        return state.link(source="", target="", **told)

    def cell(key: Key) -> str:
        return state.link(sender=_asked(key[0]), receiver=_asked(key[1]), source="", target="")

    opened = (NOBODY if state.sender == UNKNOWN else state.sender or REST,
              NOBODY if state.receiver == UNKNOWN else state.receiver or REST)  # fmt: skip
    label = say("Exchanges by sender and receiver")
    drawn = _Drawn(grid, seen.name, end, cell, opened, label)
    about = small(
        say("Rows send, columns receive. What several send or receive counts for each. Follow a number to see which.")
    )
    return section(say("Who sends to whom"), [about, _legend(), _table(drawn), _folded(grid)])


def systems(seen: Seen) -> Part:
    """Within what is opened, the systems against each other."""
    state, counts = seen.state, dict[Key, Count]()
    for one in seen.opened.rows:
        for key in product(one.senders, one.receivers):
            if seen.belongs(key[0], state.sender) and seen.belongs(key[1], state.receiver):
                counts[key] = counts.get(key, Count()) + _of(one)
    if not counts or not (state.sender or state.receiver):
        return None

    def end(side: int, one: str) -> str:
        return state.link(**({"source": one, "target": ""} if side == 0 else {"source": "", "target": one}))

    grid = fold(counts, MOST_SYSTEMS)
    label = say("Exchanges by sending and receiving system")
    cell: Callable[[Key], str] = lambda key: state.link(source=key[0], target=key[1])  # noqa: E731
    opened = (state.source or REST, state.target or REST)
    drawn = _Drawn(grid, seen.name, end, cell, opened, label)
    return section(say("System by system"), [_table(drawn), _folded(grid)])


def _asked(end: str) -> str:
    return UNKNOWN if end == NOBODY else end


def _count(cell: Cell) -> Count:
    return Count(cell.exchanges, cell.direct, cell.not_digital, cell.unencrypted)


def _of(one: Row) -> Count:
    return Count(1, int(one.direct), int(one.medium in ("paper", "manual")), int(one.encrypted == "no"))


def _table(drawn: _Drawn) -> Component:
    grid = drawn.grid
    heads = [html.Th(html.Div(_end(drawn, 1, one)), scope="col") for one in grid.receivers]
    corner = html.Th(say("From ↓ to →"), scope="col", className="eagraph-corner")
    head = html.Thead(html.Tr([corner, *heads, html.Th(html.Div(say("Sum")), scope="col")]))
    body = [_line(drawn, sender) for sender in grid.senders]
    sums = [html.Td(words.number(grid.total(1, one).exchanges), className="eagraph-sum") for one in grid.receivers]
    total = sum((count.exchanges for count in grid.cells.values()), 0)
    last = html.Tr([html.Th(say("Sum"), scope="row"), *sums, html.Td(words.number(total), className="eagraph-sum")])
    table = html.Table(
        [head, html.Tbody([*body, last])], className="eagraph-matrix eagraph-exchanges", **aria(label=drawn.label)
    )
    return html.Div(table, className="eagraph-matrix-frame", tabIndex=0, role="region", **aria(label=drawn.label))


def _line(drawn: _Drawn, sender: str) -> Component:
    grid = drawn.grid
    cells = [_cell(drawn, (sender, receiver)) for receiver in grid.receivers]
    total = html.Td(words.number(grid.total(0, sender).exchanges), className="eagraph-sum")
    return html.Tr([html.Th(_end(drawn, 0, sender), scope="row"), *cells, total])


def _end(drawn: _Drawn, side: int, one: str) -> Part:
    if one == REST:
        return say("{count} more", count=drawn.grid.folded[side])
    return dcc.Link(drawn.name(one), href=drawn.end(side, one), className="eagraph-link")


def _cell(drawn: _Drawn, key: Key) -> Component:
    count = drawn.grid.cells.get(key)
    if count is None:
        return html.Td()
    looks = [f"eagraph-shade-{drawn.grid.shade(key)}"] if key[0] != key[1] or key[0] == NOBODY else ["eagraph-inside"]
    looks += ["eagraph-is-open"] if key == drawn.opened else []
    ends = [say("{count} more", count=drawn.grid.folded[i]) if one == REST else drawn.name(one) for i, one in enumerate(key)]
    told = say("{sender} to {receiver}: {count}", sender=ends[0], receiver=ends[1], count=words.number(count.exchanges))
    told = "; ".join([told, *(f"{text} {many}" for _, text, many in _marked(count))])
    shown: list[Any] = [html.Span(words.number(count.exchanges), className="eagraph-many"), *_marks(count)]
    if REST in key:
        return html.Td(html.Span(shown, title=told), className=" ".join(looks))
    link = [html.Span(told, className="eagraph-visually-hidden"), html.Span(shown, **aria(hidden="true"))]
    return html.Td(dcc.Link(link, href=drawn.cell(key), title=told), className=" ".join(looks))


def _marked(count: Count) -> Iterable[tuple[str, str, int]]:
    for name, (sign, text) in MARKS.items():
        if many := getattr(count, name):
            yield sign, str(text), many


def _marks(count: Count) -> list[Component]:
    marks = [html.Span(f"{sign}{words.number(many)}", className="eagraph-sign") for sign, _, many in _marked(count)]
    return [html.Span(marks, className="eagraph-signs-of-cell")] if marks else []


def _legend() -> Component:
    marks = [html.Span(f"{sign} {text}", className="eagraph-legend") for sign, text in MARKS.values()]
    keys = [html.Span(className=f"eagraph-key eagraph-shade-{shade}") for shade in range(1, SHADES + 1)]
    inside = html.Span([html.Span(className="eagraph-key eagraph-inside"), say("within one")], className="eagraph-legend")
    shades = html.Span([*keys, say("few to many exchanges")], className="eagraph-legend")
    return row([*marks, shades, inside], gap="lg")


def _folded(grid: Grid) -> Part:
    if not any(grid.folded):
        return None
    return small(
        say("{senders} senders and {receivers} receivers with fewer exchanges are added up in the last row and column.",
            senders=grid.folded[0], receivers=grid.folded[1])
    )  # fmt: skip
