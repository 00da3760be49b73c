"""A graph into an intake: under the user's entries, or else with all it says kept under its own names."""

from __future__ import annotations

from eagraph.errors import Problem
from eagraph.loading import Intake
from eagraph.loading.mapping import records_in
from eagraph.loading.mapping.applying import Applying
from eagraph.loading.mapping.form import records_of
from eagraph.loading.mapping.paths import Item
from eagraph.loading.mapping.standing import Stream
from eagraph.locale import both
from loaders._graph.graph import GROUP, Graph

NODES = ("nodes", "node")
EDGES = ("edges", "edge", "links", "relationships")
_NAMES = ["name", "label", "Label", "title"]
_KINDS = ["type", "kind", "label", "labels"]
_USUAL = {
    "nodes": [{
        "at": "nodes", "name": {"key": _NAMES}, "label": {"key": _KINDS, "default": "ModelElement"},
        "leave_out": [GROUP], "optional": True,
    }],
    "relationships": [
        {"at": "edges", "type": {"key": _KINDS, "default": "RELATES_TO"}, "loose": True, "optional": True},
        {"at": "nodes", "type": "PART_OF", "source": "id", "target": GROUP, "optional": True},
    ],
}  # fmt: skip
"""How a graph is read that nobody has mapped: the label and type it gives where they are the model's; all else is kept."""


def read_graph(graph: Graph, intake: Intake) -> None:
    """Fill the intake from one graph: as the user's mapping says, or as it stands."""
    intake.title = graph.title or intake.title
    records = records_in(intake.mapping) or records_of(_USUAL, graph.file, intake.schema)
    assert records is not None  # noqa: S101  # the usual entries are entries
    was_bent = records_in(intake.mapping) is not None
    applying = Applying(records, intake)
    give(graph, applying, intake)
    applying.close()
    intake.is_bent = was_bent


def give(graph: Graph, applying: Applying, intake: Intake) -> None:
    """Apply a mapping to the nodes of a graph, then to its edges."""
    streams: tuple[tuple[Stream, tuple[str, ...], list[Item]], ...] = (
        ("nodes", NODES, graph.nodes), ("edges", EDGES, graph.edges),
    )  # fmt: skip
    for of, names, items in streams:
        take = applying.stream(names, of=of)
        if take is None and items:
            why = both("no entry of the mapping is about it.")
            intake.skip(f"{graph.file}#{names[0]}", f"{len(items)} {names[0]}", why, relationship=names is EDGES)
        if take is not None:
            for item in items:
                take(item)
    if graph.undirected:
        text = both(
            "{count} edges have no direction; read as from source to target, as they are written.", count=graph.undirected
        )
        intake.hints.append(Problem(graph.file, text))
    for name, value in graph.whole.items():
        intake.explain(graph.file, name, both("said of the whole graph, not kept: {value}", value=value[:80]))
