"""How the analyses name a relationship that a row is about."""

from __future__ import annotations

from eagraph.graph.snapshot import Snapshot


def tied(snapshot: Snapshot, tie: int) -> dict[str, str]:
    """The columns a row about one relationship begins with; its id is `source TYPE target`, #n for further ones alike."""
    said = snapshot.relationships[tie]
    ends = (snapshot.nodes[int(snapshot.source[tie])].name, snapshot.nodes[int(snapshot.target[tie])].name)
    further = f" #{said.ordinal + 1}" if said.ordinal else ""
    return {"id": f"{said.source} {said.type} {said.target}{further}", "name": " → ".join(ends), "label": said.type}
