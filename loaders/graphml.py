"""GraphML: every node and edge with its attributes.

A node has the label that its type, kind or label names, where that is one of the model's, else it is a ModelElement; an
edge likewise, else RELATES_TO. The graph's own word is kept as `source_type`, a node in a node is PART_OF it. A mapping
file with entries (`nodes`, `edges`) turns it into more; see `eagraph.loading.mapping`.
"""

from __future__ import annotations

from pathlib import Path

from eagraph.loading import Intake
from eagraph.locale import both
from loaders._graph import graphml as _format
from loaders._graph.reading import read_graph

title = both("graph in GraphML (XML)")


def detects(path: Path) -> bool:
    """Is the root that of GraphML?"""
    return _format.is_one(path)


def read(path: Path, intake: Intake) -> None:
    """Read every node and edge.

    Raises:
        SourceError: it is no such file, is broken, too large, or may not be read safely.
    """
    read_graph(_format.graph_of(path, path.name), intake)
