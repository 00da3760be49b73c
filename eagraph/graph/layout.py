"""Where does everything stand on the map? Positions the same every time, in the columns the map component reads.

The opening map has one node for each organisation that owns, uses or supplies things; under it lie the things
themselves, clustered by organisation. Names are in the reader's language (`eagraph.locale.current`): a cache has to
keep one map a language.
"""

from __future__ import annotations

import math
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from eagraph.errors import UnknownName, nearest_names
from eagraph.graph._placing import Points, apart, clustered, pairs, spring
from eagraph.graph.homes import (
    NO_OWNER,
    OWNERSHIP,
    PEOPLE,
    STRUCTURE,
    Homes,
    Kind,
    find_homes,
    kind_of_label,
    kinds_of,
    parents,
)
from eagraph.graph.snapshot import Numbers, Snapshot
from eagraph.locale import both

Level = Literal["organisations", "things"]
MOST_NODES = 20_000


def map_columns(snapshot: Snapshot, level: Level, *, organisation: str | None = None) -> dict[str, Any]:
    """The map as column arrays, as `SystemMap` reads them.

    Args:
        snapshot: what is drawn.
        level: `organisations` for the opening map, `things` for what lies under it.
        organisation: only the things of this one (an id of the opening map, or of any organisation); None is all.

    Returns:
        `nodes` (id, name, kind, x, y, size, group, count), `kinds`, `edges`, `groups`, and `total`: what the
        landscape has, what is shown and left out of it, how many relationships lead out of what is shown, and how
        many ties of ownership are told by the clusters instead of drawn; on the opening map also `by`: whether its nodes
        stand for an organisation or, where hardly anything has an owner, a label.

    Raises:
        UnknownName: there is no such organisation.
    """
    homes = find_homes(snapshot)
    if level == "organisations":
        return _opening(snapshot, homes)
    return _things(snapshot, homes, organisation)


def home_of(snapshot: Snapshot, thing: str) -> str:
    """The id of the node of the opening map under which a thing lies.

    Raises:
        UnknownName: there is no such thing.
    """
    homes = find_homes(snapshot)
    return homes.homes[int(homes.of[snapshot.find(thing)])].id


def _opening(snapshot: Snapshot, homes: Homes) -> dict[str, Any]:
    source, target = _between(snapshot, homes)
    kept = _active(snapshot, homes, source, target)
    position = np.full(len(homes.homes), -1, dtype=np.int32)
    position[kept] = np.arange(len(kept))
    shown = [homes.homes[i] for i in kept.tolist()]
    count = np.bincount(homes.of, minlength=len(homes.homes))[kept].tolist()
    legend, kind = kinds_of([home.kind for home in shown])
    size = [round(min(18.0, 6 + 0.9 * math.sqrt(n)), 1) for n in count]
    ends = position[source], position[target]
    place = apart(spring(len(shown), *ends), np.array(size) * 2.2 + 34)
    return {
        "nodes": {
            "id": [home.id for home in shown],
            "name": [str(home.name) for home in shown],
            "kind": kind,
            **_coordinates(place),
            "size": size,
            "group": [-1] * len(shown),
            "count": count,
        },
        "kinds": [_legend(entry) for entry in legend],
        "edges": {"source": ends[0].tolist(), "target": ends[1].tolist()},
        "groups": [],
        "total": {
            **_total(snapshot), "shown": len(shown), "left_out": len(homes.homes) - len(shown),
            "leading_out": 0, "ownership": 0, "by": "organisation" if homes.by_organisation else "label",
        },
    }  # fmt: skip


def _between(snapshot: Snapshot, homes: Homes) -> tuple[Numbers, Numbers]:
    """Which homes are related, each pair once; who owns what is said by the homes themselves."""
    told = np.array([tie.type not in STRUCTURE for tie in snapshot.relationships], dtype=bool)
    return pairs(homes.of[snapshot.source[told]], homes.of[snapshot.target[told]], len(homes.homes))


def _active(snapshot: Snapshot, homes: Homes, source: Numbers, target: Numbers) -> Numbers:
    """The homes with more in them than people and their organisation, or with a relationship to another home."""
    if not homes.by_organisation:
        return np.arange(len(homes.homes), dtype=np.int32)
    is_thing = np.array([node.label not in PEOPLE for node in snapshot.nodes], dtype=bool)
    active = {*homes.of[is_thing].tolist(), *source.tolist(), *target.tolist()}
    return np.array(sorted(active) or range(len(homes.homes)), dtype=np.int32)


def _things(snapshot: Snapshot, homes: Homes, organisation: str | None) -> dict[str, Any]:
    chosen = _members(snapshot, homes, organisation)
    ends = np.concatenate([snapshot.source, snapshot.target])
    degree = np.bincount(ends, minlength=len(snapshot.nodes)).astype(np.int64)
    shown = _most_tied(chosen, degree)
    source, target, untold = _drawn(snapshot, shown)
    group, names = _clusters(snapshot, homes, shown, organisation)
    place, centre = clustered(group, len(names), source, target)
    nodes = [snapshot.nodes[i] for i in shown.tolist()]
    legend, kind = kinds_of([kind_of_label(snapshot, node.label) for node in nodes])
    return {
        "nodes": {
            "id": [node.id for node in nodes],
            "name": [node.name for node in nodes],
            "kind": kind,
            **_coordinates(place),
            "size": [round(min(14.0, 4 + 1.2 * math.sqrt(n)), 1) for n in degree[shown].tolist()],
            "group": group.tolist(),
            "count": [1] * len(nodes),
        },
        "kinds": [_legend(entry) for entry in legend],
        "edges": {"source": source.tolist(), "target": target.tolist()},
        "groups": _groups(names, centre),
        "total": {**_total(snapshot), "shown": len(nodes), "left_out": len(chosen) - len(nodes), **untold},
    }


def _most_tied(chosen: Numbers, degree: npt.NDArray[np.int64]) -> Numbers:
    """No more than can be drawn, those with most relationships, sorted."""
    if len(chosen) <= MOST_NODES:
        return chosen
    kept: Numbers = chosen[np.argsort(-degree[chosen], kind="stable")[:MOST_NODES]]
    return np.sort(kept)


def _drawn(snapshot: Snapshot, shown: Numbers) -> tuple[Numbers, Numbers, dict[str, int]]:
    """The pairs to draw a line between, by row of the map, and how many relationships are not drawn."""
    position = np.full(len(snapshot.nodes), -1, dtype=np.int32)
    position[shown] = np.arange(len(shown))
    source, target = position[snapshot.source], position[snapshot.target]
    inside = (source >= 0) & (target >= 0)
    owning = np.array([tie.type in OWNERSHIP for tie in snapshot.relationships], dtype=bool)
    told = inside & ~owning
    leading_out = int(((source >= 0) != (target >= 0)).sum())
    untold = {"leading_out": leading_out, "ownership": int((inside & owning).sum())}
    return (*pairs(source[told], target[told], len(shown)), untold)


def _groups(names: list[str], centre: Points) -> list[dict[str, str | float]]:
    at = centre.round(1).tolist()
    return [{"name": name, "x": x, "y": y} for name, (x, y) in zip(names, at, strict=True)]


def _members(snapshot: Snapshot, homes: Homes, organisation: str | None) -> Numbers:
    """The nodes to draw: all, those of a home, or those of an organisation and its parts."""
    if organisation is None:
        return np.arange(len(snapshot.nodes), dtype=np.int32)
    number = homes.numbers()
    if organisation in number:
        return np.flatnonzero(homes.of == number[organisation]).astype(np.int32)
    if organisation.startswith("~"):
        text = both("There is no part {name} on the map.", name=repr(organisation))
        raise UnknownName(text, nearest_names(organisation, number))
    root = snapshot.find(organisation)
    parent = parents(snapshot)
    within = {root}
    for child in sorted(parent):
        line = [child]
        while line[-1] in parent and parent[line[-1]] not in line:
            line.append(parent[line[-1]])
        if root in line:
            within.add(child)
    return np.flatnonzero(np.isin(homes.organisation, sorted(within))).astype(np.int32)


def _clusters(snapshot: Snapshot, homes: Homes, shown: Numbers, organisation: str | None) -> tuple[Numbers, list[str]]:
    """By node shown its cluster, and their names: homes on the whole map; inside one, its parts, else labels."""
    if organisation is None:
        keys, named = homes.of[shown].tolist(), [str(home.name) for home in homes.homes]
    else:
        keys, named = homes.organisation[shown].tolist(), [node.name for node in snapshot.nodes]
        if len(set(keys)) < 2:
            labels = sorted({node.label for node in snapshot.nodes})
            keys = [labels.index(snapshot.nodes[i].label) for i in shown.tolist()]
            named = [str(kind_of_label(snapshot, label).name) for label in labels]
    found = sorted(set(keys))
    nobody = str(next((home.name for home in homes.homes if home.id == NO_OWNER), ""))
    at = {key: i for i, key in enumerate(found)}
    return np.array([at[key] for key in keys], dtype=np.int32), [named[key] if key >= 0 else nobody for key in found]


def _coordinates(place: Points) -> dict[str, list[float]]:
    return {"x": np.round(place[:, 0], 1).tolist(), "y": np.round(place[:, 1], 1).tolist()}


def _legend(kind: Kind) -> dict[str, str]:
    return {"key": kind.key, "name": str(kind.name), "color": kind.colour}


def _total(snapshot: Snapshot) -> dict[str, int]:
    return {"nodes": len(snapshot.nodes), "relationships": len(snapshot.relationships)}
