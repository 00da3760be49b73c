"""What is a system for? Its capabilities, information, processes and users, as sets that two systems can be compared by.

Information is known by its concept where the type of an asset (HOLDS, OF_TYPE) or a type it is master of or collects
DENOTES one, else by the type, and an asset without a type by itself. Users are those of the system and of the services it
REALISES. Things of one label and name are one, whichever register tells of them (see `namesakes`). What ended before the
day does not count; what is to come does, for the programme speaks of planned systems too.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log2
from typing import Literal

from eagraph.duplicates.namesakes import Namesakes, namesakes
from eagraph.graph.homes import organisations, parents
from eagraph.graph.snapshot import Snapshot
from eagraph.model.fields import Value

Feature = Literal["capabilities", "information", "processes", "users"]
FEATURES: tuple[Feature, ...] = ("capabilities", "information", "processes", "users")
Nodes = frozenset[int]
NONE: Nodes = frozenset()
THOUGHT = 100
"""Systems that are thought beside those there are; see `Needs.telling`."""


@dataclass(frozen=True, slots=True)
class Need:
    """What a system is for, as node numbers, of namesakes the first; an empty set is unknown.

    `is_recorded`: it is that of a system there is.
    """

    capabilities: Nodes = NONE
    information: Nodes = NONE
    processes: Nodes = NONE
    users: Nodes = NONE
    is_recorded: bool = False

    def of(self, feature: Feature) -> Nodes:
        """One feature."""
        found: Nodes = getattr(self, feature)
        return found


@dataclass(frozen=True, eq=False)
class Needs:
    """What every system of a landscape is for, on a day."""

    snapshot: Snapshot
    day: str

    @cached_property
    def one(self) -> Namesakes:
        """Which things are one by name."""
        return namesakes(self.snapshot)

    @cached_property
    def systems(self) -> tuple[int, ...]:
        """Every system that has not ended."""
        nodes = self.snapshot.nodes
        return tuple(i for i, node in enumerate(nodes) if node.label == "System" and self.lasts(node.properties))

    @cached_property
    def by_system(self) -> Mapping[int, Need]:
        """The need of each of them."""
        return {system: self._need(system) for system in self.systems}

    @cached_property
    def having(self) -> Mapping[Feature, Mapping[int, int]]:
        """By feature and thing, how many systems have it."""
        return {feature: self._having(feature) for feature in FEATURES}

    def telling(self, feature: Feature, thing: int, pair: Sequence[Need] = ()) -> float:
        """How much one thing tells, in bits (inverse document frequency): log2(1 + (N + S) / (n + 1)).

        N systems know theirs and n of them have this one, the two that are compared apart: what they have in common must
        not count less because they have it. S systems that have none of it are thought beside them, so that a small
        landscape, in which everything is had by many of its few, weighs things nearly alike. Spärck Jones (1972), smoothed.
        """
        apart = [need.of(feature) for need in pair if need.is_recorded]
        having = self.having[feature].get(thing, 0) - sum(thing in had for had in apart)
        knowing = self._knowing[feature] - sum(bool(had) for had in apart)
        return log2(1 + (knowing + THOUGHT) / (having + 1))

    def weight(self, feature: Feature, things: Iterable[int], pair: Sequence[Need] = ()) -> float:
        """How much some things weigh together: the squares of what they tell, as in the product of tf-idf vectors."""
        return sum(self.telling(feature, thing, pair) ** 2 for thing in sorted(things))

    def reach(self, organisation: int) -> Nodes:
        """An organisation and all that are part of it."""
        return self._reach.get(organisation, frozenset((organisation,)))

    def reached(self, users: Iterable[int]) -> Nodes:
        """Users with all that are part of them."""
        return frozenset(part for user in users for part in self.reach(user))

    def homes(self, system: int) -> Nodes:
        """The organisations a system is for: those that use it, else the one it is owned by."""
        used = frozenset(user for user in self.by_system[system].users if self.is_organisation(user))
        owner = self.owner(system)
        return used or (frozenset((owner,)) if owner >= 0 else NONE)

    def owner(self, system: int) -> int:
        """The organisation a system is owned by; -1 where nobody is said to."""
        owner = self._owned_by[system]
        return self.one.first[owner] if owner >= 0 else owner

    def is_organisation(self, node: int) -> bool:
        """Is it an organisation, and not a target group?"""
        return self.snapshot.nodes[node].label == "Organisation"

    def ends(self, node: int, type_: str) -> Iterator[int]:
        """Where relationships of a type lead from a node, that have not ended."""
        for j in self.snapshot.outgoing.of(node).tolist():
            tie = self.snapshot.relationships[j]
            if tie.type == type_ and self.lasts(tie.properties):
                yield int(self.snapshot.target[j])

    def things(self, nodes: Iterable[int], type_: str) -> Nodes:
        """The things that relationships of a type lead to from any of some nodes."""
        return self.one.firsts(end for node in nodes for end in self.ends(node, type_))

    def supported(self, system: int, things: Iterable[int]) -> tuple[int, ...]:
        """The nodes by which a system's own register names some of the things it supports."""
        wanted = {*things}
        return tuple(sorted({end for end in self.ends(system, "SUPPORTS") if self.one.first[end] in wanted}))

    def lasts(self, properties: Mapping[str, Value]) -> bool:
        """Has what has these properties not ended before the day?"""
        ended = properties.get("valid_to")
        return ended is None or str(ended) >= self.day

    @cached_property
    def _knowing(self) -> dict[Feature, int]:
        return {feature: sum(bool(need.of(feature)) for need in self.by_system.values()) for feature in FEATURES}

    @cached_property
    def _reach(self) -> Mapping[int, Nodes]:
        above, found = defaultdict(set), defaultdict(set)
        for part, whole in parents(self.snapshot).items():
            above[self.one.first[part]].add(self.one.first[whole])
        for organisation in {*above, *(whole for wholes in above.values() for whole in wholes)}:
            waiting, seen = [organisation], {organisation}
            while waiting:
                new = above.get(waiting.pop(), set()) - seen
                seen |= new
                waiting += new
            for whole in seen:
                found[whole].add(organisation)
        return {organisation: frozenset((organisation, *parts)) for organisation, parts in found.items()}

    @cached_property
    def _owned_by(self) -> list[int]:
        owners: list[int] = organisations(self.snapshot).tolist()
        return owners

    def _having(self, feature: Feature) -> Mapping[int, int]:
        count: dict[int, int] = defaultdict(int)
        for need in self.by_system.values():
            for thing in need.of(feature):
                count[thing] += 1
        return dict(count)

    def _need(self, system: int) -> Need:
        supported = self.things((system,), "SUPPORTS")
        services = [end for end in self.ends(system, "REALISES") if self.snapshot.nodes[end].label == "DigitalService"]
        used = self.things((system, *services), "USED_BY")
        return Need(
            self._labelled(supported, "Capability"), frozenset(self._information(system)),
            self._labelled(supported, "Process"), used, is_recorded=True,
        )  # fmt: skip

    def _labelled(self, nodes: Nodes, label: str) -> Nodes:
        return frozenset(node for node in nodes if self.snapshot.nodes[node].label == label)

    def _information(self, system: int) -> Iterator[int]:
        for asset in self.ends(system, "HOLDS"):
            yield from self.of_asset(asset)
        for declared in ("MASTER_OF", "COLLECTS"):
            yield from (thing for type_ in self.ends(system, declared) for thing in self.concepts(type_))

    def of_asset(self, asset: int) -> Nodes:
        """What an asset is known by: the concepts of its types; itself where it has no type."""
        types = self.things(self.one.of(asset), "OF_TYPE")
        return frozenset(thing for type_ in types for thing in self.concepts(type_)) or self.one.firsts((asset,))

    def concepts(self, type_: int) -> Nodes:
        """The concepts a type of information denotes; the type itself where it denotes none."""
        return self.things(self.one.of(type_), "DENOTES") or self.one.firsts((type_,))


def day_of(snapshot: Snapshot, at: dt.date | None) -> str:
    """The day a question is about: as asked, else that of the data."""
    return at.isoformat() if at else snapshot.date[:10]


def needs(snapshot: Snapshot, *, at: dt.date | None = None) -> Needs:
    """What every system is for, worked out once a snapshot and day."""
    key = ("needs", day_of(snapshot, at))
    if key not in snapshot.plans:
        snapshot.plans[key] = Needs(snapshot, day_of(snapshot, at))
    found: Needs = snapshot.plans[key]
    return found
