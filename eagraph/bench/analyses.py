"""The analyses on the archive-like graph, beside what networkx needs for the nearest question."""

from __future__ import annotations

from eagraph import analysis
from eagraph.bench import Measurement, timed
from eagraph.bench._graphs import archive
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import both

title = both("Analyses")


def run() -> list[Measurement]:
    """One blast radius, one set of dependencies, all cycles."""
    import networkx as nx

    snapshot = Snapshot.of(archive())
    graph = snapshot.networkx
    hub = max(range(len(snapshot.nodes)), key=lambda i: len(snapshot.incoming.of(i)))
    id_ = snapshot.nodes[hub].id
    peer, _ = timed(lambda: nx.ancestors(graph, id_), times=1)
    strong, _ = timed(lambda: list(nx.strongly_connected_components(graph)), times=1)
    snapshot.hash  # noqa: B018
    measured = []
    for name, params, peer_name, peer_seconds in (
        ("blast-radius", {"failed": [id_]}, "networkx.ancestors (no groups)", peer),
        ("dependencies", {"of": id_, "direction": "downstream"}, "networkx.ancestors (no paths)", peer),
        ("cycles", {}, "networkx.strongly_connected_components", strong),
    ):
        question = analysis.find(name)
        asked = question.Params.model_validate(params)
        seconds, result = timed(lambda question=question, asked=asked: question.run(snapshot, asked))  # type: ignore[misc]
        measured.append(Measurement(f"{name}, {len(result.rows)} rows", seconds, peer_name, peer_seconds))
    return measured
