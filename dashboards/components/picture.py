"""A small diagram whose places were worked out on the server, in the colours of light or dark; the table says the same."""

from __future__ import annotations

from typing import Any

import dash_cytoscape as cyto
from dash import Dash, Input, Output, dcc, html
from dash.development.base_component import Component

from dashboards.callbacks import in_browser
from dashboards.components.boxes import aria
from dashboards.theme import PICTURES, Scheme, wave_colour
from eagraph.drawing import Drawing

FIELD_WIDTH = 1118
"""A drawing that is wider is shown smaller, down to `SMALLEST`; what is still too wide is scrolled to."""
SMALLEST = 0.76
MARGIN = 16


def picture(id: str, label: str, drawing: Drawing) -> Component:  # noqa: A002
    """The diagram in a frame; `register` must know its id.

    Args:
        id: begins with the page's name.
        label: what is drawn, for those who do not see it.
        drawing: elements with their places, and how high the frame should be.
    """
    wide, high = size(drawing)
    zoom = max(SMALLEST, min(1.0, FIELD_WIDTH / wide))
    graph = cyto.Cytoscape(
        id=id,
        elements=list(drawing.elements),
        layout={"name": "preset", "fit": False},
        zoom=zoom,
        pan={"x": MARGIN, "y": MARGIN / 2},
        userZoomingEnabled=False,
        userPanningEnabled=False,
        boxSelectionEnabled=False,
        autoungrabify=True,
        responsive=False,
        stylesheet=style("light"),
        style={"width": f"{round(wide * zoom + 2 * MARGIN)}px", "height": f"{round(high * zoom + 2 * MARGIN)}px"},
    )
    styles = dcc.Store(id=f"{id}-styles", data={"light": style("light"), "dark": style("dark")})
    told: dict[str, Any] = {"role": "img", "tabIndex": 0, **aria(label=label)}
    return html.Div([styles, html.Div(graph, className="eagraph-picture eagraph-scroll", **told)])


def size(drawing: Drawing) -> tuple[float, float]:
    """How wide and high the boxes of a drawing reach, in its own units."""
    boxes = [element for element in drawing.elements if "position" in element]
    wide = max((box["position"]["x"] + box["data"]["width"] / 2 for box in boxes), default=0)
    return wide, max((box["position"]["y"] + box["data"]["height"] / 2 for box in boxes), default=0)


def register(app: Dash, id: str) -> None:  # noqa: A002
    """Let the colours follow light and dark."""
    in_browser(app, "inScheme", Output(id, "stylesheet"), Input("shell-scheme", "data"), Input(f"{id}-styles", "data"))


def style(scheme: Scheme) -> list[dict[str, Any]]:
    """The style sheet of a diagram: boxes by wave or level, headings without a box, arrows the way things travel."""
    colours = PICTURES[scheme]
    font = {"font-size": 13, "color": colours["text"], "font-family": "system-ui, sans-serif"}
    box = {
        "shape": "round-rectangle", "width": "data(width)", "height": "data(height)", "label": "data(label)",
        "text-valign": "center", "text-halign": "center", "text-wrap": "ellipsis", "text-max-width": "data(room)",
        "background-color": colours["box"], "border-width": 1.5, "border-color": colours["line"], **font,
    }  # fmt: skip
    heading = {"background-opacity": 0, "border-width": 0, "font-weight": "bold", "text-max-width": 400, "events": "no"}
    edge = {
        "curve-style": "bezier", "width": 1.2, "line-color": colours["line"], "target-arrow-color": colours["line"],
        "target-arrow-shape": "triangle", "arrow-scale": 0.9, "opacity": 0.6,
    }  # fmt: skip
    waves = [_wave(scheme, wave) for wave in range(5)]
    later = {
        "background-color": colours["paper"], "color": colours["muted"], "border-color": colours["line"], "border-width": 1,
        "border-style": "dashed",
    }  # fmt: skip
    back = {
        "background-color": colours["box"], "color": colours["text"], "label": "data(back)", "border-style": "double",
        "border-width": 4,
    }  # fmt: skip
    chosen = {"selector": "node:selected", "style": {"border-width": 4, "border-color": colours["text"]}}
    return [
        {"selector": "node", "style": box},
        *waves,
        {"selector": ".heading", "style": heading},
        {"selector": ".noted", "style": {"text-wrap": "wrap", "line-height": 1.25}},
        {"selector": "edge", "style": edge},
        {"selector": "edge.crowded", "style": {"opacity": 0.3, "width": 1}},
        {
            "selector": ".more",
            "style": {"border-style": "dashed", "background-opacity": 0, "color": colours["text"], "events": "no"},
        },
        {"selector": "node.later", "style": later},
        {"selector": "edge.later", "style": {"opacity": 0.08}},
        {"selector": "node.back", "style": back},
        {"selector": "edge.back", "style": {"line-style": "dashed"}},
        chosen,
    ]


def _wave(scheme: Scheme, wave: int) -> dict[str, Any]:
    colour = wave_colour(scheme, wave)
    told = {"background-color": colour, "border-color": colour, "color": PICTURES[scheme]["on_wave"]}
    return {"selector": f".wave-{wave}", "style": told}
