"""A figure of Plotly in a frame, in the colours of light or dark; the table beside it says the same.

Everything is drawn by the file of the site itself, and nothing is evaluated: it runs under the site's content policy.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from dash import Dash, Input, Output, dcc, html
from dash.development.base_component import Component

from dashboards.callbacks import in_browser
from dashboards.components.boxes import aria
from dashboards.theme import Scheme


def chart(id: str, label: str, figure: Callable[[Scheme], Any], height: int) -> Component:  # noqa: A002
    """The figure in a frame; `register` must know its id.

    Args:
        id: begins with the page's name.
        label: what is drawn, for those who do not see it.
        figure: makes it for light and for dark.
        height: in pixels.
    """
    schemes: tuple[Scheme, ...] = ("light", "dark")
    figures = {scheme: json.loads(figure(scheme).to_json()) for scheme in schemes}
    graph = dcc.Graph(
        id=id,
        figure=figures["light"],
        config={"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "responsive": True},
        style={"width": "100%", "height": f"{height}px"},
    )
    kept = dcc.Store(id=f"{id}-figures", data=figures)
    return html.Div([kept, html.Div(graph, role="img", className="eagraph-picture", **aria(label=label))])


def register(app: Dash, id: str) -> None:  # noqa: A002
    """Let the colours follow light and dark."""
    in_browser(app, "inScheme", Output(id, "figure"), Input("shell-scheme", "data"), Input(f"{id}-figures", "data"))
