"""Namesakes: which things of a landscape are one by label and name, told of by several registers?

Two registers that are loaded as two sources give an organisation, a role or a capability that both name a node each. For
comparing systems those are one thing, or every system that both registers have would stand at another organisation and do
something else in each. Names are one whatever their case, diacritics, hyphens and endings. A role is that of its
organisation, and where one register has two organisations or people of a name, what they are part of tells them apart.
Nothing is merged: the answer is a number for comparing by, that of the one whose name is most usual and plainly written.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from eagraph.duplicates.spelling import fold, stem, tokens
from eagraph.duplicates.words import words
from eagraph.graph.snapshot import Snapshot
from eagraph.model.landscape import Node

_WHOLE = frozenset({"PART_OF", "BELONGS_TO"})
_PLACED = frozenset({"Organisation", "Person", "Role"})
"""Labels of which two may have one name."""


@dataclass(frozen=True, slots=True)
class Namesakes:
    """By node number, the first that is one with it, and by that all of them."""

    first: tuple[int, ...]
    alike: dict[int, tuple[int, ...]]

    def firsts(self, nodes: Iterable[int]) -> frozenset[int]:
        """The things that some nodes stand for."""
        return frozenset(self.first[node] for node in nodes)

    def of(self, node: int) -> tuple[int, ...]:
        """All nodes that are one with a node, itself among them."""
        return self.alike[self.first[node]]

    def all(self, nodes: Iterable[int]) -> frozenset[int]:
        """The same of several."""
        return frozenset(other for node in nodes for other in self.of(node))


def namesakes(snapshot: Snapshot) -> Namesakes:
    """Which things are one, worked out once a snapshot."""
    if "namesakes" not in snapshot.plans:
        snapshot.plans["namesakes"] = _found(snapshot)
    found: Namesakes = snapshot.plans["namesakes"]
    return found


def register_of(node: Node) -> str:
    """The register that tells of a thing; empty is unknown."""
    return str(node.properties.get("source") or (node.provenance[0].source if node.provenance else ""))


def name_key(name: str) -> str:
    """A name however it is written.

    >>> {name_key(name) for name in ("Vård- och omsorgsnämnden", "VÅRD OCH OMSORGSNÄMND", "Vard & omsorgsnamnden ")}
    {'vard omsorgsnamnd'}
    """
    kept = [stem(token) for token in tokens(name) if fold(token) not in words().between]
    return " ".join(kept) or fold(name).strip()


def _found(snapshot: Snapshot) -> Namesakes:
    """Nodes by label and name; those without a name stand alone."""
    by_name: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, node in enumerate(snapshot.nodes):
        if name := str(node.properties.get("name") or ""):
            by_name[node.label, name_key(name)].append(number)
    often = Counter(node.name for node in snapshot.nodes)

    def ordered(group: list[int]) -> list[int]:
        names = {number: snapshot.nodes[number].name for number in group}
        return sorted(group, key=lambda n: (-often[names[n]], names[n].isupper(), len(names[n]), n))

    first = [*range(len(snapshot.nodes))]
    alike: dict[int, tuple[int, ...]] = {number: (number,) for number in first}
    for (label, _), numbers in by_name.items():
        for group in map(ordered, _told_apart(snapshot, label, numbers)):
            for number in group:
                first[number] = group[0]
            alike[group[0]] = tuple(group)
    return Namesakes(tuple(first), alike)


def _told_apart(snapshot: Snapshot, label: str, numbers: Sequence[int]) -> Iterator[list[int]]:
    """Nodes of one label and name, by what they are part of where that tells them apart."""
    if len(numbers) < 2 or label not in _PLACED:
        yield [*numbers]
        return
    wholes = {number: frozenset(_wholes(snapshot, number)) for number in numbers}
    registers = [register_of(snapshot.nodes[number]) for number in numbers]
    is_doubled = len({*registers}) < len(registers)
    if not is_doubled and (label != "Role" or len({*wholes.values()} - {frozenset()}) < 2):
        yield [*numbers]
        return
    groups: dict[frozenset[str], list[int]] = defaultdict(list)
    for number in numbers:
        groups[wholes[number]].append(number)
    yield from groups.values()


def _wholes(snapshot: Snapshot, number: int) -> Iterator[str]:
    for j in snapshot.outgoing.of(number).tolist():
        if snapshot.relationships[j].type in _WHOLE:
            yield name_key(snapshot.nodes[int(snapshot.target[j])].name)
