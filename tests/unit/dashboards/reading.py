"""What a reader, or a test, gets to see of a part of a page."""

from __future__ import annotations

import json
from typing import Any

from dash.development.base_component import Component
from plotly.utils import PlotlyJSONEncoder


def text_of(part: Any) -> str:
    """All of it as JSON, properties included."""
    return json.dumps(part, cls=PlotlyJSONEncoder, ensure_ascii=False)


def prose(part: Any) -> str:
    """What is to be read, in order."""
    if isinstance(part, str | int | float):
        return str(part)
    if isinstance(part, list | tuple):
        return " ".join(filter(None, map(prose, part)))
    return prose(part.children) if isinstance(part, Component) and hasattr(part, "children") else ""


def ids_of(part: Any) -> list[str]:
    """The ids of its parts that are plain."""
    return [inner.id for inner in part._traverse() if isinstance(getattr(inner, "id", None), str)]
