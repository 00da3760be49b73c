"""Small landscapes written as lines: `id:Label key=value` for a node, `a TYPE b key=value` for a relationship."""

from __future__ import annotations

from pathlib import Path

from eagraph.graph.snapshot import Snapshot
from eagraph.loading.changes import SourceRow, Stored
from eagraph.model.fields import Value
from eagraph.model.landscape import Node, Relationship, numbered
from eagraph.model.provenance import Provenance

TOWN = """
    board:Organisation kind=board
    office:Organisation kind=administration
    office PART_OF board
    it:Organisation kind=department
    it PART_OF office
    water:Organisation kind=company
    maker:Organisation kind=supplier
    idle:Organisation kind=authority
    owner:Role
    owner BELONGS_TO it
    ann:Person
    owner HELD_BY ann
    login:System criticality=4 k=2 r=2 t=2 s=2 last_verified=2026-01-01 lifecycle=live
    login OWNED_BY owner
    cases:System criticality=3 k=1
    cases OWNED_BY office
    forms:System
    forms PART_OF cases
    pumps:System
    pumps OWNED_BY water
    portal:DigitalService
    orphan:Sensor
    hall-a:Facility
    hall-b:Facility
    hall-a HOSTS login
    cases DEPENDS_ON login
    portal DEPENDS_ON cases
    forms DEPENDS_ON login mode=soft
    pumps DEPENDS_ON hall-a group=halls k=1
    pumps DEPENDS_ON hall-b group=halls k=1
    orphan FLOW pumps needed=true
    login SUPPLIED_BY maker
    journal:InformationAsset k=3 r=1 t=1 s=1
    cases HOLDS journal
"""


def stored(text: str) -> Stored:
    """What a store would hold of these lines."""
    nodes, ties = [], []
    for number, line in enumerate(text.strip().splitlines(), 1):
        claim = (Provenance("town", "run-1", f"town.txt:{number}"),)
        words = line.split()
        told = dict(part.split("=", 1) for part in words if "=" in part)
        rest = [part for part in words if "=" not in part]
        values: dict[str, Value] = {name: _value(value) for name, value in told.items()}
        if len(rest) == 1:
            id_, label = rest[0].split(":")
            nodes.append(Node(id_, label, {"name": id_.capitalize(), **values}, claim))
        else:
            ties.append(Relationship(rest[0], rest[1], rest[2], values, provenance=claim))
    source = SourceRow("town", "town.txt", "landscape", "run-1", "2026-05-01T10:00:00+00:00", {"nodes": len(nodes)}, 0)
    return Stored(tuple(sorted(nodes, key=lambda node: node.id)), numbered(ties), (source,), 1)


def snapshot(text: str = TOWN) -> Snapshot:
    """The same as a snapshot."""
    return Snapshot.of(stored(text))


def write(folder: Path, text: str = TOWN) -> Path:
    """The same as a landscape folder."""
    from eagraph import export
    from eagraph.graph.extract import Extract

    export.find("landscape").write(Extract.whole(snapshot(text)), folder)
    return folder


def _value(text: str) -> Value:
    if text in {"true", "false"}:
        return text == "true"
    return int(text) if text.isdecimal() else text
