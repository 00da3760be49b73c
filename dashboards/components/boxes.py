"""How parts stand together: below each other, beside each other, in columns, on a card; and small print."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

Part = Component | str | None
Parts = Sequence[Part]


def aria(**values: str) -> dict[str, Any]:
    """Attributes for those who do not see the page: `live="polite"` becomes `aria-live`."""
    return {f"aria-{name}": value for name, value in values.items()}


def stack(parts: Parts, *, gap: str = "xs", **more: Any) -> Component:
    """Below each other."""
    box: Component = dmc.Stack(_kept(parts), gap=gap, **more)
    return box


def row(parts: Parts, *, gap: str = "xs", **more: Any) -> Component:
    """Beside each other, on further lines where there is no room."""
    box: Component = dmc.Group(_kept(parts), gap=gap, **more)
    return box


def columns(parts: Parts, wide: int, *, small: int = 1) -> Component:
    """In equal columns: so many on a wide screen, so many on a small one."""
    box: Component = dmc.SimpleGrid(
        _kept(parts), cols={"base": small, "sm": max(small, -(-wide // 2)), "lg": wide}, spacing="lg"
    )
    return box


def card(parts: Parts, **more: Any) -> Component:
    """On a card with a border."""
    box: Component = dmc.Paper(stack(parts), withBorder=True, **{"p": "md", **more})
    return box


def small(text: Part, **more: Any) -> Component:
    """Small print."""
    box: Component = dmc.Text(text, size="sm", c="dimmed", **more)
    return box


def chip(text: str, *, warn: bool = False) -> Component:
    """A mark beside a text."""
    return html.Span(text, className="eagraph-mark eagraph-warn" if warn else "eagraph-mark")


def grid(parts: Sequence[tuple[Component, int]], *, wide: str = "lg", **more: Any) -> Component:
    """Beside each other on a wide screen, each so many twelfths wide; below each other on a smaller one."""
    cells = [dmc.GridCol(part, span={"base": 12, wide: twelfths}) for part, twelfths in parts]
    box: Component = dmc.Grid(cells, gutter="lg", **more)
    return box


def plain_table(head: Parts, rows: Sequence[Parts]) -> Component:
    """A short table without sorting or filters."""
    body = dmc.TableTbody([dmc.TableTr([dmc.TableTd(cell) for cell in cells]) for cells in rows])
    parts = [dmc.TableThead(dmc.TableTr([dmc.TableTh(text) for text in head])), body]
    return wide(dmc.Table(parts, verticalSpacing=4, highlightOnHover=True))


def wide(part: Component) -> Component:
    """What may be wider than a small screen: it scrolls by itself, not the page."""
    return html.Div(part, className="eagraph-scroll")


def _kept(parts: Parts) -> list[Part]:
    return [part for part in parts if part is not None]
