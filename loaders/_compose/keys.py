"""What is everything of a project known by? Its kind and name, with the project's unit between where there are several.

Networks and volumes with a name of their own, and external ones, are the host's: projects that name one mean the same.
"""

from __future__ import annotations

from loaders._compose.projects import Project
from loaders._compose.service import interpolated
from loaders._documents.part import Part

SECTIONS = {
    "networks": ("network", "NetworkZone"),
    "volumes": ("volume", "InformationAsset"),
    "configs": ("config", "InformationAsset"),
    "secrets": ("secret", "InformationAsset"),
    "models": ("model", "ModelElement"),
}
"""By section: what one of its entries is, and its label."""


def key(kind: str, project: Project, name: str) -> str:
    """The key of a thing of a project."""
    return f"{kind}:{project.unit}/{name}" if project.unit else f"{kind}:{name}"


def section_key(section: str, project: Project, name: str) -> str:
    """The key of what a section declares under a name, or is taken to declare."""
    kind, _ = SECTIONS[section]
    layers = project.section(section).get(name, [])
    own = host_name(name, layers)
    return f"{kind}:/{own}" if own else key(kind, project, name)


def host_name(name: str, layers: list[Part]) -> str:
    """The name on the host of what is external, or has one of its own; empty for what is the project's."""
    own = next((text for part in reversed(layers) if (text := part.text("name") or part.text("external", "name"))), "")
    is_external = any(part.get("external") and part.text("external") not in ("false", "no") for part in layers)
    return interpolated(own) or (name if is_external else "")
