"""Colours and type of the screens: what Mantine is told, what a grid is told, and the palettes of kinds and waves."""

from __future__ import annotations

from typing import Any, Literal

from eagraph.graph.colours import WAVES_DARK, WAVES_LIGHT, label_colour

__all__ = ["FONT", "GRID", "PICTURES", "WAVES", "Scheme", "label_colour", "mantine", "wave_colour"]

Scheme = Literal["light", "dark"]
FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif'
WAVES: dict[Scheme, tuple[str, ...]] = {"light": WAVES_LIGHT, "dark": WAVES_DARK}
"""Five steps: what fails itself, waves 1 to 3, and all later ones."""

PICTURES: dict[Scheme, dict[str, str]] = {
    "light": {
        "paper": "#fbfcfe",
        "text": "#1a1b1e",
        "muted": "#5b6472",
        "line": "#8a93a3",
        "on_wave": "#ffffff",
        "box": "#ffffff",
    },
    "dark": {
        "paper": "#161a23",
        "text": "#f1f3f5",
        "muted": "#aab2c0",
        "line": "#7d8798",
        "on_wave": "#111111",
        "box": "#232936",
    },
}
"""Colours of diagrams, which do not follow the style sheet."""

_GRID = {
    "accentColor": "var(--mantine-primary-color-filled)",
    "backgroundColor": "var(--mantine-color-body)",
    "foregroundColor": "var(--mantine-color-text)",
    "borderColor": "var(--mantine-color-default-border)",
    "headerBackgroundColor": "var(--eagraph-raised)",
    "browserColorScheme": "inherit",
    "fontFamily": "inherit",
    "fontSize": "14px",
    "spacing": "6px",
    "wrapperBorderRadius": "6px",
}
GRID = {"function": f"themeQuartz.withParams({_GRID!r})"}
"""The theme of every table: quartz in Mantine's own colours, so that it follows light and dark by itself."""


def mantine() -> dict[str, Any]:
    """The theme of Mantine: a shade that keeps 4.5 to 1 under white text, and text on any colour that can be read."""
    return {
        "primaryColor": "indigo",
        "primaryShade": 8,
        "autoContrast": True,
        "fontFamily": FONT,
        "headings": {"fontFamily": FONT, "fontWeight": "650"},
        "defaultRadius": "sm",
        "cursorType": "pointer",
        "respectReducedMotion": True,
    }


def wave_colour(scheme: Scheme, wave: int) -> str:
    """The colour of a wave; 4 and all later share one."""
    palette = WAVES[scheme]
    return palette[min(max(wave, 0), len(palette) - 1)]
