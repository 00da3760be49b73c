"""Things that wait for each other to come back, and which to start by hand.

`Waiting` says of things that are down in which order they can come back: one comes back when, in each of its groups,
`more` of the members that are down have come back. A ring (a strongly connected component of who waits for whom, which
waits for nothing outside itself) in which nobody can be first needs a manual start: somebody must run one member without
what it needs until the others are there. The fewest members that do is a target set selection (NP-hard beyond one).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from pydantic import Field

from eagraph.analysis._course.needs import Needs
from eagraph.graph.snapshot import Snapshot
from eagraph.results import Value
from eagraph.work import counted

MOST_WORK = 1_000_000
"""How many members of groups are looked at, in all, to find the fewest to start by hand in one ring."""


class Ring(Value):
    """Things each of which waits for another of them (black start)."""

    members: tuple[str, ...]
    names: tuple[str, ...]
    start_by_hand: tuple[str, ...] = Field(description="ids to start by hand, without what they need; the rest follows")
    fewest: bool = Field(description="true: surely no fewer would do")

    @classmethod
    def of(cls, snapshot: Snapshot, ring: Iterable[int], by_hand: Iterable[int], *, fewest: bool) -> Ring:
        """A ring of nodes by their ids and names."""
        nodes = [snapshot.nodes[node] for node in ring]
        members, names = tuple(node.id for node in nodes), tuple(node.name for node in nodes)
        hand = tuple(snapshot.nodes[node].id for node in by_hand)
        return cls(members=members, names=names, start_by_hand=hand, fewest=fewest)


@dataclass(frozen=True, slots=True)
class Group:
    """A group of which members are down; a member stands once for each relationship."""

    needer: int
    members: tuple[int, ...]
    more: int


@dataclass(frozen=True, eq=False)
class Waiting:
    """Who of those that are down waits for whom."""

    nodes: frozenset[int]
    groups: Mapping[int, Group]
    of_needer: dict[int, list[int]] = field(default_factory=dict)
    of_member: dict[int, list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, needs: Needs, down: Iterable[int], holds: Callable[[int, int], bool]) -> Waiting:
        """The waiting among what is down: `holds(step, group)` says whether the step keeps the needer of a group down."""
        nodes = frozenset(down)
        groups = {}
        for node in sorted(nodes):
            for g in needs.by_needer[node]:
                if not (needs.stops[g] or needs.starts[g]):
                    continue
                lost = tuple(needs.giver[s] for s in needs.members(g) if needs.giver[s] in nodes and holds(s, g))
                if len(lost) >= needs.breaks_at[g]:
                    groups[g] = Group(node, lost, len(lost) - needs.breaks_at[g] + 1)
        return cls.among(nodes, groups)

    @classmethod
    def among(cls, nodes: frozenset[int], groups: Mapping[int, Group]) -> Waiting:
        """The same with its groups found by needer and by member."""
        of_needer: dict[int, list[int]] = {}
        of_member: dict[int, list[int]] = {}
        for g, group in groups.items():
            of_needer.setdefault(group.needer, []).append(g)
            for member in group.members:
                of_member.setdefault(member, []).append(g)
        return cls(nodes, groups, of_needer, of_member)

    def within(self, kept: frozenset[int], never: frozenset[int] = frozenset()) -> Waiting:
        """The waiting of some, when everybody else is back but those who never come."""
        inside = {}
        for g, group in self.groups.items():
            members = tuple(member for member in group.members if member in kept)
            back = sum(member not in kept and member not in never for member in group.members)
            if group.needer in kept and group.more > back:
                inside[g] = Group(group.needer, members, group.more - back)
        return Waiting.among(kept, inside)

    def doing_without(self, missed: Mapping[int, frozenset[int]]) -> Waiting:
        """The waiting when some are run by hand, each without certain others; for everybody else they wait as before."""
        changed = {}
        for g, group in self.groups.items():
            without = missed.get(group.needer, frozenset())
            members = tuple(member for member in group.members if member not in without)
            more = group.more - (len(group.members) - len(members))
            if more > 0:
                changed[g] = Group(group.needer, members, more)
        return Waiting.among(self.nodes, changed)

    def come_back(self, by_hand: Iterable[int] = (), never: frozenset[int] = frozenset()) -> dict[int, int]:
        """Who comes back in which round; those started by hand do in round 0, with those that wait for nobody."""
        coming = _Coming(self, never)
        coming.start([*by_hand, *(node for node in sorted(coming.open) if not coming.open[node])])
        return coming.round

    def held_by(self, never: Iterable[int]) -> frozenset[int]:
        """Who never comes back whatever the others do, because some never do; with those."""
        spare = {g: len(group.members) - group.more for g, group in self.groups.items()}
        held = set(never)
        queue = deque(held)
        while queue:
            for g in self.of_member.get(queue.popleft(), ()):
                spare[g] -= 1
                if spare[g] < 0 and self.groups[g].needer not in held:
                    held.add(self.groups[g].needer)
                    queue.append(self.groups[g].needer)
        return frozenset(held)

    def rings(self) -> list[list[int]]:
        """The strongly connected sets that wait for nobody outside, sorted; a thing that waits for itself is one."""
        from scipy.sparse import coo_array
        from scipy.sparse.csgraph import connected_components

        order = sorted(self.nodes)
        place = {node: i for i, node in enumerate(order)}
        ends = [(place[m], place[g.needer]) for g in self.groups.values() for m in g.members]
        if not ends:
            return []
        origin, reached = np.array(ends, dtype=np.int32).T
        matrix = coo_array((np.ones(len(ends), dtype=np.int8), (origin, reached)), shape=(len(order), len(order)))
        _, component = connected_components(matrix.tocsr(), directed=True, connection="strong")
        fed = set(component[reached[component[origin] != component[reached]]].tolist())
        inside = set(component[origin[component[origin] == component[reached]]].tolist()) - fed
        found: dict[int, list[int]] = {}
        for i, node in enumerate(order):
            if int(component[i]) in inside:
                found.setdefault(int(component[i]), []).append(node)
        return sorted(found.values())


class _Coming:
    """Who has come back so far, and in which round; those who `never` do, do not."""

    def __init__(self, waiting: Waiting, never: frozenset[int] = frozenset()) -> None:
        self.waiting = waiting
        self.more = {g: group.more for g, group in waiting.groups.items()}
        self.open = {node: len(waiting.of_needer.get(node, ())) for node in waiting.nodes - never}
        self.round: dict[int, int] = {}

    def start(self, nodes: Iterable[int]) -> None:
        """These come back, and so do those whose waiting that ends."""
        queue = deque(node for node in dict.fromkeys(nodes) if node not in self.round)
        self.round.update(dict.fromkeys(queue, 0))
        while queue:
            node = queue.popleft()
            for g in self.waiting.of_member.get(node, ()):
                self.more[g] -= 1
                needer = self.waiting.groups[g].needer
                if self.more[g] == 0 and needer in self.open:
                    self.open[needer] -= 1
                    if not self.open[needer] and needer not in self.round:
                        self.round[needer] = self.round[node] + 1
                        queue.append(needer)


def manual_start(waiting: Waiting, ring: Iterable[int]) -> tuple[tuple[int, ...], bool]:
    """Members of a ring to start by hand so that all of it comes back, and whether surely no fewer would do.

    One that does it alone if there is any; of those the one that waits for the fewest groups, since it is the easiest to run
    without them. Else one after the other, each time the one that brings most back; and of these none that is not needed. In
    a large ring only those are tried for which most of it waits (`MOST_WORK`).
    """
    inside = waiting.within(frozenset(ring))
    size = len(inside.nodes) + sum(len(group.members) for group in inside.groups.values())
    tries = max(3, MOST_WORK // size)
    order = sorted(inside.nodes, key=lambda n: (-len(inside.of_member.get(n, ())), n))
    chosen: list[int] = []
    coming = _Coming(inside)
    all_tried = len(order) <= tries
    while tries > 0 and len(coming.round) < len(order):
        left = [node for node in order if node not in coming.round][:tries]
        tries -= len(left)
        gain = {node: len(inside.come_back([*chosen, node])) for node in counted(left, len(left))}
        chosen.append(min(left, key=lambda n: (-gain[n], len(inside.of_needer.get(n, ())), n)))
        coming.start(chosen)
    for node in order:
        if node not in coming.round:
            chosen.append(node)
            coming.start([node])
    if len(chosen) > 2:
        chosen = _needed(inside, chosen, max(3, MOST_WORK // size))
    return tuple(sorted(chosen)), len(chosen) <= 1 or (len(chosen) == 2 and all_tried)


def _needed(inside: Waiting, chosen: list[int], tries: int) -> list[int]:
    """The same without those whose ring comes back without them."""
    for node in counted(chosen[:tries]):
        fewer = [other for other in chosen if other != node]
        if len(inside.come_back(fewer)) == len(inside.nodes):
            chosen = fewer
    return chosen
