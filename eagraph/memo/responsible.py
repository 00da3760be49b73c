"""Who answers for a place and for the information in it? Roles, since a memo outlives who holds them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from eagraph.decisions import Levels
from eagraph.escalation import Escalation
from eagraph.graph.views import valid_relationships
from eagraph.memo import Held, Responsible, Role
from eagraph.model.classification import interval
from eagraph.results import Named


def responsible(found: Escalation, places: Iterable[int], assets: Iterable[int]) -> Iterator[Responsible]:
    """System owners of places and information owners of assets, each once with all it answers for; by role and name."""
    roles: tuple[tuple[Role, Iterable[int]], ...] = (("information_owner", assets), ("system_owner", places))
    owners, nodes = _owners(found), found.snapshot.nodes
    for role, things in roles:
        of: dict[int, list[str]] = defaultdict(list)
        for thing in things:
            for owner in owners.get(thing, ()):
                of[owner].append(nodes[thing].name)
        for owner in sorted(of, key=lambda node: (nodes[node].name, nodes[node].id)):
            yield Responsible(role=role, who=named(found, owner), of=tuple(sorted(of[owner])))


def held(found: Escalation, place: int) -> tuple[int, ...]:
    """The information in a place, sorted by id; of an information asset, itself."""
    ground = found.ground
    if place in ground.column:
        return (place,)
    there = (int(ground.assets[column]) for column in found.content.columns(place))
    return tuple(sorted(there, key=lambda node: found.snapshot.nodes[node].id))


def homes(found: Escalation, asset: int) -> tuple[int, ...]:
    """Where an information asset is at home; nothing of what is none."""
    ground = found.ground
    if asset not in ground.column:
        return ()
    there = ground.homes.place[(ground.homes.column == ground.column[asset]) & ground.homes.held]
    return tuple(sorted({int(place) for place in there} - {asset}))


def as_held(found: Escalation, asset: int) -> Held:
    """Information with what was decided of it."""
    said = found.snapshot.nodes[asset].properties
    levels = {aspect: Levels.of(interval(said, aspect)) for aspect in "krts"}
    by, on = (str(said.get(name) or "") for name in ("classified_by", "classified_on"))
    return Held(**named(found, asset).model_dump(), **levels, classified_by=by, classified_on=on)


def named(found: Escalation, node: int) -> Named:
    """A thing as answers name it."""
    thing = found.snapshot.nodes[node]
    return Named(id=thing.id, name=thing.name, label=thing.label)


def _owners(found: Escalation) -> dict[int, list[int]]:
    """By thing, who owns it on the day."""
    snapshot = found.snapshot
    owned = snapshot.kind == [declared.type for declared in snapshot.schema.relationship_types].index("OWNED_BY")
    there = owned & valid_relationships(snapshot, found.ground.at)
    owners: dict[int, list[int]] = defaultdict(list)
    for thing, owner in zip(snapshot.source[there].tolist(), snapshot.target[there].tolist(), strict=True):
        owners[thing].append(owner)
    return owners
