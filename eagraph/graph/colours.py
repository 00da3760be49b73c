"""Which colour stands for which label? One palette that can be told from a light and from a dark background.

Every colour keeps a contrast of 3 to 1 (WCAG 2.1, 1.4.11) against white and against the dark theme. Colour never stands
alone: a legend names it.
"""

from __future__ import annotations

WAVES_LIGHT = ("#8f1111", "#c93a00", "#9c6200", "#686d00", "#5d6778")
"""Colours of wave 0 (the start) to wave 4 and later on light ground; white text is readable on each."""
WAVES_DARK = ("#ff7b72", "#ff9f4a", "#e3bd4f", "#b7c26a", "#a3adbd")
"""The same on dark ground, with black text."""
UNKNOWN = "#7d8798"
LABEL_COLOURS: dict[str, str] = {
    "System": "#2f7de1",
    "DigitalService": "#0e8f83",
    "Integration": "#8d6be8",
    "Sensor": "#c9761a",
    "Device": "#a5793f",
    "NetworkZone": "#5b8c3a",
    "Facility": "#6f7f96",
    "InformationAsset": "#d0549b",
    "InformationType": "#b868b8",
    "Concept": "#a977c4",
    "Organisation": "#4f83a8",
    "Person": "#8a8478",
    "Role": "#76877c",
    "Capability": "#7f8f1d",
    "Process": "#948216",
    "TargetGroup": "#3f9160",
    "ManagementObject": "#5d86c6",
    "Control": "#2e9350",
    "CommonCause": "#e0504a",
    "Project": "#b57a2a",
    "Evidence": "#8b7fb0",
    "Exemption": "#c66d52",
    "Incident": "#d4507a",
    "ModelElement": UNKNOWN,
}
ORGANISATION_COLOURS: dict[str, str] = {
    "council": "#8d6be8",
    "executive_board": "#8d6be8",
    "board": "#a977c4",
    "administration": "#2f7de1",
    "department": "#5d86c6",
    "unit": "#4f83a8",
    "company": "#0e8f83",
    "project": "#b57a2a",
    "supplier": "#c9761a",
    "authority": "#d0549b",
}
_OTHERS = ("#3c8fb0", "#9a7bd0", "#5f9150", "#b06f8f", "#a9803a", "#6a88b8")


def label_colour(label: str) -> str:
    """The colour of a label; one of a user's own gets one by its letters, the same every time."""
    return LABEL_COLOURS.get(label) or _OTHERS[sum(map(ord, label)) % len(_OTHERS)]
