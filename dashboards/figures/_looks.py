"""How figures look: their ground and type, and the colours and patterns of what breaks a rule, perhaps does, or does not."""

from __future__ import annotations

from html import escape
from typing import Any

from dashboards.theme import FONT, PICTURES, Scheme
from eagraph.locale import Text, both, current

LONGEST_NAME = 34
VERDICTS: dict[str, Text] = {
    "yes": both("breaks the rule"),
    "unknown": both("perhaps: something is missing"),
    "no": both("in order"),
}
COLOURS: dict[str, dict[Scheme, str]] = {
    "yes": {"light": "#b3261e", "dark": "#ff8a80"},
    "unknown": {"light": "#6b7280", "dark": "#aab2c0"},
    "no": {"light": "#3c7a52", "dark": "#7cc397"},
    "plain": {"light": "#2b46b8", "dark": "#9db4ff"},
    "second": {"light": "#9c6200", "dark": "#e3bd4f"},
}
"""3 to 1 against the ground of either scheme."""
PATTERNS = {"yes": "/", "unknown": ".", "no": "", "plain": "", "second": "x"}
_SEPARATORS = {"sv": ",\u00a0", "en": ".,"}


def ground(scheme: Scheme, height: int, **more: Any) -> dict[str, Any]:
    """The layout that all figures share."""
    colours = PICTURES[scheme]
    return {
        "template": "none", "height": height, "paper_bgcolor": colours["paper"], "plot_bgcolor": colours["paper"],
        "font": {"family": FONT, "size": 13, "color": colours["text"]}, "separators": _SEPARATORS[current.get()],
        "hoverlabel": {"bgcolor": colours["box"], "font": {"color": colours["text"]}, "align": "left"},
        "legend": {"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "itemclick": False, "itemdoubleclick": False},
        **more,
    }  # fmt: skip


def axis(scheme: Scheme, **more: Any) -> dict[str, Any]:
    """An axis that stays where it is."""
    line = PICTURES[scheme]["line"]
    return {"gridcolor": line, "linecolor": line, "gridwidth": 0.5, "fixedrange": True, "zeroline": False, **more}


def lines_of(scheme: Scheme, ids: list[str], names: list[str]) -> dict[str, Any]:
    """An axis with a line a thing, from the top."""
    return axis(
        scheme, range=[len(ids) - 0.4, -0.6], automargin=True, tickvals=ids, ticktext=[short(name) for name in names],
        type="category", categoryorder="array", categoryarray=ids, showgrid=False,
    )  # fmt: skip


def marker(scheme: Scheme, kind: str) -> dict[str, Any]:
    """Colour and pattern of a bar: what is told by one is told by the other too."""
    colour, paper = COLOURS[kind][scheme], PICTURES[scheme]["paper"]
    told: dict[str, Any] = {"color": colour, "line": {"width": 1.5, "color": colour}}
    if shape := PATTERNS[kind]:
        told["pattern"] = {
            "shape": shape, "size": 7, "solidity": 0.4, "fgcolor": paper, "bgcolor": colour, "fillmode": "overlay",
        }  # fmt: skip
    return told


def short(name: str, longest: int = LONGEST_NAME) -> str:
    """A name that fits beside a line."""
    return escape(name if len(name) <= longest else f"{name[: longest - 1]}…")
