"""Where is a thing at home: which organisation owns it, and which node of the opening map stands for that organisation?

A thing belongs to the organisation it is OWNED_BY, directly or through a role or person (BELONGS_TO, HELD_BY); what has
no owner of its own belongs where what it is PART_OF does, and a person where a role held does. A department, unit or
project counts as the whole it is part of. Where hardly anything has an owner, as in most models of other tools, things
stand together by label, and what no label fits by the type its source gave it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from eagraph.graph.colours import ORGANISATION_COLOURS, UNKNOWN, label_colour
from eagraph.graph.snapshot import Numbers, Snapshot
from eagraph.locale import Text, both

OWNERSHIP = frozenset({"OWNED_BY", "BELONGS_TO", "HELD_BY"})
STRUCTURE = OWNERSHIP | {"PART_OF"}
PEOPLE = frozenset({"Organisation", "Person", "Role"})
INNER_PARTS = frozenset({"department", "unit", "project"})
MOST_HOMES = 80
LEAST_OWNED = 0.05
NO_OWNER = "~no-owner"
_KIND_NAMES: dict[str, Text] = {
    "council": both("council"),
    "executive_board": both("executive board"),
    "board": both("board"),
    "administration": both("administration"),
    "department": both("department"),
    "unit": both("unit"),
    "company": both("company"),
    "project": both("project"),
    "supplier": both("supplier"),
    "authority": both("authority"),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """One entry of a legend."""

    key: str
    name: Text
    colour: str


@dataclass(frozen=True, slots=True)
class Home:
    """One node of the opening map. `id` is that of its organisation, or begins with ~ where it has none."""

    id: str
    name: Text
    kind: Kind


@dataclass(frozen=True, eq=False)
class Homes:
    """Home number by node of the snapshot; `organisation` is the node number of the very organisation, or -1.

    `by_organisation` is False where homes stand for labels.
    """

    homes: tuple[Home, ...]
    of: Numbers
    organisation: Numbers
    by_organisation: bool = True

    def numbers(self) -> dict[str, int]:
        """Home number by id."""
        return {home.id: number for number, home in enumerate(self.homes)}


def find_homes(snapshot: Snapshot) -> Homes:
    """The homes of all nodes, sorted by id."""
    organisation = organisations(snapshot)
    things = [i for i, node in enumerate(snapshot.nodes) if node.label not in PEOPLE]
    owned = sum(organisation[i] >= 0 for i in things)
    if owned < max(1, LEAST_OWNED * len(things)):
        return _by_label(snapshot, organisation)
    leader = _leaders(snapshot, organisation)
    homes: dict[str, Home] = {}
    ids = []
    for i in organisation.tolist():
        home = _organisation_home(snapshot, int(leader[i])) if i >= 0 else _NOBODY
        homes[home.id] = home
        ids.append(home.id)
    return _numbered(homes, ids, organisation)


def organisations(snapshot: Snapshot) -> Numbers:
    """By node, the organisation it belongs to: nearest by ownership, then by PART_OF; of several the first by id."""
    found = np.full(len(snapshot.nodes), -1, dtype=np.int32)
    front = [i for i, node in enumerate(snapshot.nodes) if node.label == "Organisation"]
    found[front] = front
    _spread(snapshot, found, front, OWNERSHIP)
    _spread(snapshot, found, np.flatnonzero(found >= 0).tolist(), STRUCTURE)
    for role, person in _ends(snapshot, "HELD_BY"):
        if found[person] < 0:
            found[person] = found[role]
    return found


def _ends(snapshot: Snapshot, type_: str) -> list[tuple[int, int]]:
    """Source and target of the relationships of a type, in order."""
    chosen = snapshot.kind == [declared.type for declared in snapshot.schema.relationship_types].index(type_)
    return list(zip(snapshot.source[chosen].tolist(), snapshot.target[chosen].tolist(), strict=True))


def kind_of_label(snapshot: Snapshot, label: str) -> Kind:
    """A label as an entry of a legend."""
    declared = snapshot.schema.node.get(label)
    return Kind(label, declared.text if declared else Text(label, label), label_colour(label))


def parents(snapshot: Snapshot) -> dict[int, int]:
    """The organisation each organisation is part of (of several the first by id)."""
    found: dict[int, int] = {}
    for child, parent in _ends(snapshot, "PART_OF"):
        ends = {snapshot.nodes[child].label, snapshot.nodes[parent].label}
        if ends == {"Organisation"} and child != parent:
            found[child] = min(parent, found.get(child, parent))
    return found


def _spread(snapshot: Snapshot, found: Numbers, front: list[int], types: frozenset[str]) -> None:
    while front:
        following: dict[int, int] = {}
        for node in front:
            for j in snapshot.incoming.of(node).tolist():
                member = int(snapshot.source[j])
                if snapshot.relationships[j].type in types and found[member] < 0:
                    following[member] = min(int(found[node]), following.get(member, int(found[node])))
        found[list(following)] = list(following.values())
        front = sorted(following)


def _leaders(snapshot: Snapshot, organisation: Numbers) -> Numbers:
    """By organisation, the one that stands for it: inner parts go up, and deep levels while there are too many."""
    parent = parents(snapshot)
    leader = np.arange(len(snapshot.nodes), dtype=np.int32)
    members = sorted({int(i) for i in organisation[organisation >= 0]})
    for i in members:
        line = _line(i, parent)
        leader[i] = next((at for at in line if snapshot.nodes[at].properties.get("kind") not in INNER_PARTS), line[-1])
    depth = {int(i): len(_line(int(i), parent)) for i in leader[members]}
    deepest = max(depth.values(), default=0)
    while len({int(leader[i]) for i in members}) > MOST_HOMES and deepest > 1:
        for i in members:
            if depth[int(leader[i])] == deepest:
                leader[i] = parent[int(leader[i])]
                depth.setdefault(int(leader[i]), deepest - 1)
        deepest -= 1
    return leader


def _line(at: int, parent: dict[int, int]) -> list[int]:
    """An organisation and those above it; a ring (which loading refuses) ends the line."""
    line = [at]
    while line[-1] in parent and parent[line[-1]] not in line:
        line.append(parent[line[-1]])
    return line


_NOBODY = Home(NO_OWNER, both("no owner"), Kind("~no-owner", both("no owner"), UNKNOWN))


def _organisation_home(snapshot: Snapshot, i: int) -> Home:
    node = snapshot.nodes[i]
    kind = str(node.properties.get("kind") or "")
    name = _KIND_NAMES.get(kind) or (Text(kind, kind) if kind else both("organisation"))
    return Home(
        node.id,
        Text(node.name, node.name),
        Kind(kind or "~organisation", name, ORGANISATION_COLOURS.get(kind, "#4f83a8")),
    )


def _by_label(snapshot: Snapshot, organisation: Numbers) -> Homes:
    homes: dict[str, Home] = {}
    ids = []
    for node in snapshot.nodes:
        kind = kind_of_label(snapshot, node.label)
        type_ = str(node.properties.get("archimate_type") or node.properties.get("source_type") or "")
        if node.label == "ModelElement" and type_:
            home = Home(f"~type:{type_}", Text(type_, type_), kind)
        else:
            home = Home(f"~label:{node.label}", kind.name, kind)
        homes[home.id] = home
        ids.append(home.id)
    return _numbered(homes, ids, organisation, by_organisation=False)


def _numbered(homes: dict[str, Home], ids: list[str], organisation: Numbers, *, by_organisation: bool = True) -> Homes:
    ordered = tuple(homes[key] for key in sorted(homes))
    number = {home.id: i for i, home in enumerate(ordered)}
    return Homes(ordered, np.array([number[key] for key in ids], dtype=np.int32), organisation, by_organisation)


def kinds_of(items: list[Kind]) -> tuple[list[Kind], list[int]]:
    """A legend, most frequent first, and by item its entry."""
    count = Counter(kind.key for kind in items)
    by_key = {kind.key: kind for kind in items}
    legend = [by_key[key] for key in sorted(by_key, key=lambda key: (-count[key], key))]
    position = {kind.key: i for i, kind in enumerate(legend)}
    return legend, [position[kind.key] for kind in items]
