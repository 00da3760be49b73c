"""What is told of information beside its levels: what it comes from, who answers for it, what it is about (`reference`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from eagraph.escalation._declared import Declared

_ANSWERABLE = ("board", "company", "executive_board", "authority", "supplier")
_OWNERSHIP = ("OWNED_BY", "BELONGS_TO", "HELD_BY")


def bases(declared: Declared, asset: int) -> frozenset[int]:
    """What information comes from in the end; of a ring without an end the first. Empty for what stands for itself."""

    def look_up() -> frozenset[int]:
        reached = _origins(declared, asset)
        ends = {one for one in reached if _origins(declared, one) == {one}}
        rings = {_origins(declared, one) for one in reached if not _has_end(declared, one)}
        ends |= {min(ring) for ring in rings if _is_ring(declared, ring)}
        return frozenset() if asset in ends else frozenset(ends)

    return declared.once(("bases", asset), look_up)


def _has_end(declared: Declared, asset: int) -> bool:
    """Does it come from something that comes from nothing?"""
    return declared.once(("end", asset), lambda: any(_origins(declared, one) == {one} for one in _origins(declared, asset)))


def _is_ring(declared: Declared, ring: frozenset[int]) -> bool:
    """Is each of it derived from all of it?"""
    return declared.once(("ring", ring), lambda: all(_origins(declared, one) == ring for one in ring))


def _origins(declared: Declared, asset: int) -> frozenset[int]:
    """Information and all that it is derived from, whatever lies between."""

    def parents(one: int) -> Iterable[int]:
        if not declared.is_information(one) or declared.is_decided_anonymous(one):
            return ()
        return (to for _, _, to in declared.ties(one, "DERIVED_FROM", out=True) if declared.is_information(to))

    return declared.once(("origins", asset), lambda: frozenset(one for layer in _layers([asset], parents) for one in layer))


def board(declared: Declared, asset: int) -> int | None:
    """The board or company that answers for information: its organisation, gone up to the first that does."""
    at = declared.once(("organisation", asset), lambda: _organisation(declared, asset))
    line = set[int]()
    while at is not None and declared.said(at).get("kind") not in _ANSWERABLE:
        line.add(at)
        above = {to for to in others(declared, at, "PART_OF", out=True) if _is_organisation(declared, to)} - {at}
        if not above or min(above) in line or declared.said(min(above)).get("kind") == "council":
            break
        at = min(above)
    return at


def _organisation(declared: Declared, thing: int) -> int | None:
    """The nearest it is owned by, or what it is part of is; of several equally near the first."""

    def owner(one: int) -> int | None:
        for layer in _layers([one], lambda at: others(declared, at, *_OWNERSHIP, out=True)):
            if found := [at for at in layer if _is_organisation(declared, at)]:
                return min(found)
        return None

    for layer in _layers([thing], lambda at: others(declared, at, *_OWNERSHIP, "PART_OF", out=True)):
        if found := [of for at in layer if (of := owner(at)) is not None]:
            return min(found)
    return None


def _is_organisation(declared: Declared, node: int) -> bool:
    return declared.snapshot.nodes[node].label == "Organisation"


def sources(declared: Declared, asset: int) -> frozenset[int]:
    """The systems that are master of its type."""
    types = others(declared, asset, "OF_TYPE", out=True)
    return frozenset(system for type_ in types for system in others(declared, type_, "MASTER_OF", out=False))


def systems(declared: Declared, asset: int) -> frozenset[int] | None:
    """The systems it says it is about; None where it does not say."""
    about = others(declared, asset, "RELATES_TO", out=True)
    return frozenset(n for n in about if declared.snapshot.nodes[n].label == "System") or None


def others(declared: Declared, node: int, *types: str, out: bool) -> list[int]:
    """The other ends of a thing's relationships of some types, whatever the day."""
    snapshot = declared.snapshot
    numbers = (snapshot.outgoing if out else snapshot.incoming).of(node).tolist()
    return [declared.ends(j)[1 if out else 0] for j in numbers if snapshot.relationships[j].type in types]


def _layers(start: Iterable[int], ways: Callable[[int], Iterable[int]]) -> Iterable[set[int]]:
    """What is reached in no step, in one, in two …, each once."""
    layer, seen = set(start), set[int]()
    while layer:
        yield layer
        seen |= layer
        layer = {to for one in layer for to in ways(one)} - seen
