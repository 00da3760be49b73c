"""A system as a register tells of it: all that can say whether it is the same as another.

What it belongs to, is for and stands beside is known by label and name, for each register has nodes of its own for it (see
`namesakes`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from eagraph.duplicates.names import Name, readings
from eagraph.duplicates.namesakes import namesakes, register_of
from eagraph.duplicates.spelling import fold, stem, tokens
from eagraph.duplicates.vocabulary import Vocabulary, supplier_words
from eagraph.graph.snapshot import Snapshot
from eagraph.model.landscape import Node

_ABOVE_ALL = frozenset({"council", "executive_board"})
_OWNERSHIP = ("BELONGS_TO", "HELD_BY")
_OF_THE_CITY = frozenset({"USED_BY", "OWNED_BY", "BELONGS_TO", "PART_OF"})
_EXCHANGES = frozenset({"FLOW", "DEPENDS_ON", "REPLACED_BY"})
_NEIGHBOURING = frozenset({"FLOW", "DEPENDS_ON", "VIA", "HOSTS", "REALISES"})
_INFORMATION = frozenset({"MASTER_OF", "COLLECTS"})
_LEAST_KEY = 4
Set = frozenset[int]
NONE: Set = frozenset()


@dataclass(frozen=True, eq=False)
class Record:
    """One system; empty is unknown. Sets are of node numbers, those of namesakes (all but `direct`)."""

    node: int
    first: int
    """The first system of its name."""
    id: str
    names: tuple[Name, ...]
    homes: Set
    above: Set
    """The organisations its own are part of."""
    owners: Set
    suppliers: frozenset[str]
    product: str
    product_id: str
    key: str
    capabilities: Set
    information: Set
    described: frozenset[str]
    register: str
    neighbours: Set
    direct: Set
    """What it exchanges with, needs, or replaces."""
    is_over: bool | None
    """Retired; or not; unknown."""


def records(snapshot: Snapshot, label: str = "System") -> tuple[Record, ...]:
    """Every system of a landscape, by id; worked out once a snapshot."""
    key = ("records of duplicates", label)
    if key not in snapshot.plans:
        snapshot.plans[key] = tuple(_Reading(snapshot).records(label))
    found: tuple[Record, ...] = snapshot.plans[key]
    return found


def vocabulary(snapshot: Snapshot) -> Vocabulary:
    """The organisations and suppliers of a landscape as words."""
    organisations, suppliers, one = {}, set(), namesakes(snapshot)
    for number, node in enumerate(snapshot.nodes):
        if node.label == "Organisation":
            if node.properties.get("kind") == "supplier":
                suppliers.add(node.name)
            elif one.first[number] == number:
                organisations[node.id] = node.name
        elif isinstance(vendor := node.properties.get("vendor"), str):
            suppliers.add(vendor)
    ties = snapshot.relationships
    ends = [snapshot.nodes[one.first[target]].id for target in snapshot.target.tolist()]
    made = {end for tie, end in zip(ties, ends, strict=True) if tie.type == "SUPPLIED_BY"}
    others = {end for tie, end in zip(ties, ends, strict=True) if tie.type in _OF_THE_CITY}
    for id_ in made & organisations.keys():
        suppliers.add(organisations[id_])
        if id_ not in others:
            del organisations[id_]
    return Vocabulary.of(organisations, sorted(suppliers))


class _Reading:
    """The relationships of a landscape by what they say of a system."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.words = vocabulary(snapshot)
        self.one = namesakes(snapshot)
        first = self.one.first
        self.by: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        self.beside: dict[int, set[int]] = defaultdict(set)
        self.direct: dict[int, set[int]] = defaultdict(set)
        for tie, source, target in zip(
            snapshot.relationships, snapshot.source.tolist(), snapshot.target.tolist(), strict=True
        ):
            self.by[tie.type][source].append(first[target])
            for one, other in ((source, target), (target, source)):
                if tie.type in _NEIGHBOURING:
                    self.beside[one].add(first[other])
                if tie.type in _EXCHANGES:
                    self.direct[one].add(other)

    def records(self, label: str) -> Iterator[Record]:
        """Every thing of a label."""
        for number, node in enumerate(self.snapshot.nodes):
            if node.label == label:
                yield self._record(number, node)

    def _of(self, type_: str, thing: int) -> list[int]:
        """Where relationships of a type lead from a thing that is no system, whichever register says so."""
        return [end for alike in self.one.of(thing) for end in self.by[type_].get(alike, ())]

    def _record(self, number: int, node: Node) -> Record:
        said = node.properties
        owners = frozenset(self.by["OWNED_BY"].get(number, ()))
        homes = self._homes(number, owners)
        names = tuple(
            Name.read(name, self.words, frozenset(self.snapshot.nodes[h].id for h in homes))
            for name in readings(node.name, self.words)
        )
        lifecycle = said.get("lifecycle")
        return Record(
            node=number,
            first=self.one.first[number],
            id=node.id,
            names=names,
            homes=homes,
            above=self._above(homes),
            owners=owners | frozenset(self.by["MANAGED_IN"].get(number, ())),
            suppliers=self._suppliers(number, said.get("vendor")),
            product=_product(said.get("product"), self.words),
            product_id=str(said.get("product_id") or "").strip().casefold(),
            key=_distinct_key(said.get("source_key")),
            capabilities=frozenset(self.by["SUPPORTS"].get(number, ())),
            information=self._information(number),
            described=frozenset(map(stem, tokens(str(said.get("description") or "")))) - self.words.words.between,
            register=register_of(node),
            neighbours=frozenset(self.beside.get(number, ())) - {self.one.first[number]},
            direct=frozenset(self.direct.get(number, ())),
            is_over=lifecycle == "retired" if lifecycle else None,
        )

    def _homes(self, number: int, owners: Set) -> Set:
        """The organisations that own it, through roles and people too; else what it is part of; else those that use it."""
        said = (owners, *(self.by[type_].get(number, ()) for type_ in ("PART_OF", "USED_BY")))
        return next(filter(None, map(self._organisations, said)), NONE)

    def _organisations(self, things: Iterable[int]) -> Set:
        found, waiting, seen = set(), [*things], set()
        while waiting:
            thing = waiting.pop()
            if thing in seen:
                continue
            seen.add(thing)
            if self.snapshot.nodes[thing].label == "Organisation":
                found.add(thing)
            else:
                waiting += [on for type_ in _OWNERSHIP for on in self._of(type_, thing)]
        return frozenset(found)

    def _above(self, homes: Set) -> Set:
        found, waiting = set(), [*homes]
        while waiting:
            for above in self._of("PART_OF", waiting.pop()):
                if above not in found and self.snapshot.nodes[above].properties.get("kind") not in _ABOVE_ALL:
                    found.add(above)
                    waiting.append(above)
        return frozenset(found) - homes

    def _suppliers(self, number: int, vendor: object) -> frozenset[str]:
        names = [self.snapshot.nodes[i].name for i in self.by["SUPPLIED_BY"].get(number, ())]
        firms = (supplier_words(name, self.words.words) for name in [*names, str(vendor or "")])
        return frozenset(firm[0] for firm in firms if firm)

    def _information(self, number: int) -> Set:
        """The types of information it holds, is master of or collects; of what has no type, the asset itself."""
        types = {on for type_ in _INFORMATION for on in self.by[type_].get(number, ())}
        for asset in self.by["HOLDS"].get(number, ()):
            types |= {*(self._of("OF_TYPE", asset) or (asset,))}
        return frozenset(types)


def _product(said: object, words: Vocabulary) -> str:
    name = str(said or "")
    return Name.read(name, words).whole if any(map(str.isalnum, name)) else ""


def _distinct_key(said: object) -> str:
    """A key that only one thing would have: letters and digits, or long."""
    key = fold(str(said or "")).strip()
    return key if len(key) >= _LEAST_KEY and any(map(str.isdigit, key)) and not key.isdigit() else ""


def by_node(found: Iterable[Record]) -> Mapping[int, Record]:
    """Records by node number."""
    return {record.node: record for record in found}
