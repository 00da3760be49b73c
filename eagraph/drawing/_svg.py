"""A drawing as SVG in the colours of paper: boxes, headings, and arrows under them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from eagraph.drawing import Drawing, Element
from eagraph.graph.colours import WAVES_LIGHT

INK, LINE, PAPER = "#1a1b1e", "#8a93a3", "#ffffff"
FONT = "Liberation Sans, Segoe UI, Helvetica, Arial, sans-serif"
MARGIN = 16
_LETTER = 7.0
"""Width of a letter of 13 px, on average."""


def as_svg(drawing: Drawing) -> str:
    """The drawing as one SVG document; it needs nothing from elsewhere."""
    places = {e["data"]["id"]: e for e in drawing.elements if "position" in e}
    boxes = list(places.values())
    left = min((e["position"]["x"] - e["data"]["width"] / 2 for e in boxes), default=0) - MARGIN
    right = max((e["position"]["x"] + e["data"]["width"] / 2 for e in boxes), default=0) + MARGIN
    low = max((e["position"]["y"] + e["data"]["height"] / 2 for e in boxes), default=0) + MARGIN
    arrows = [e["data"] for e in drawing.elements if "position" not in e]
    wide = f"{right - left:g}"
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left:g} 0 {wide} {low:g}" width="{wide}" height="{low:g}" '
        f'font-family="{FONT}" font-size="13">',
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        f'<path d="M0 0 8 4 0 8z" fill="{LINE}"/></marker></defs>',
        f'<rect x="{left:g}" width="{wide}" height="{low:g}" fill="{PAPER}"/>',
        *_arrows(arrows, places),
        *(part for element in boxes for part in _box(element)),
        "</svg>",
    ]
    return "\n".join(lines)


def _arrows(arrows: list[dict[str, Any]], places: Mapping[str, Element]) -> Iterator[str]:
    faint = 0.35 if len(arrows) > 60 else 0.7
    for arrow in arrows:
        ends = places.get(arrow["source"]), places.get(arrow["target"])
        if ends[0] is None or ends[1] is None:
            continue
        (x1, y1), (x2, y2) = (_side(ends[0], 1), _side(ends[1], -1))
        bend = max(20.0, abs(x2 - x1) / 2)
        yield (
            f'<path d="M{x1:g} {y1:g}C{x1 + bend:g} {y1:g} {x2 - bend:g} {y2:g} {x2:g} {y2:g}" fill="none" '
            f'stroke="{LINE}" stroke-width="1.2" stroke-opacity="{faint}" marker-end="url(#tip)"/>'
        )


def _side(element: Element, way: int) -> tuple[float, float]:
    return element["position"]["x"] + way * element["data"]["width"] / 2, element["position"]["y"]


def _box(element: Element) -> Iterator[str]:
    data, (x, y), kinds = element["data"], element["position"].values(), str(element["classes"]).split()
    wave = next((int(kind[5:]) for kind in kinds if kind.startswith("wave-")), None)
    if "heading" not in kinds:
        fill = PAPER if wave is None else WAVES_LIGHT[min(wave, len(WAVES_LIGHT) - 1)]
        dashes = ' stroke-dasharray="5 4"' if "more" in kinds else ""
        yield (
            f'<rect x="{x - data["width"] / 2:g}" y="{y - data["height"] / 2:g}" width="{data["width"]}" '
            f'height="{data["height"]}" rx="5" fill="{fill}" stroke="{fill if wave is not None else LINE}"{dashes}/>'
        )
    ink, weight = (PAPER if wave is not None else INK), ("bold" if "heading" in kinds else "normal")
    lines = str(data["label"]).split("\n")
    for i, line in enumerate(lines):
        middle = y + 4.5 + (i - (len(lines) - 1) / 2) * 16
        yield (
            f'<text x="{x:g}" y="{middle:g}" text-anchor="middle" fill="{ink}" font-weight="{weight}">'
            f"{escape(_fitting(line, data['room']))}</text>"
        )


def _fitting(text: str, room: float) -> str:
    most = max(1, int(room / _LETTER))
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
