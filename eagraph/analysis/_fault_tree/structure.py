"""The failure structure: what some things rest on, and the least solution of "fails by itself or with a group".

One loop solves it over any values that know `|` and `&`: sets of starts as bits (which single failures reach a thing),
families of cut sets, or Boolean functions. Rings need no opening: values only grow, from nothing (Knaster-Tarski).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from heapq import heapify, heappop, heappush
from operator import or_
from typing import Protocol, Self, TypeVar

from eagraph.graph.views import Failure
from eagraph.work import advanced

Group = tuple[int, tuple[int, ...]]
"""How many losses break it, and the members; one that is needed by two relationships stands twice."""
BLOCK = 4096
"""Starts solved at a time. Measured on 63 000 things: 1 024 take twice as long, 16 384 as long and a third more memory."""
_OFTEN = 256


class Grows(Protocol):
    """A value of a distributive lattice."""

    def __or__(self, other: Self, /) -> Self: ...
    def __and__(self, other: Self, /) -> Self: ...


Value = TypeVar("Value", bound=Grows)


@dataclass(frozen=True)
class Structure:
    """Things with all they rest on by hard groups; `order` has suppliers before their needers, as far as rings allow."""

    order: tuple[int, ...]
    groups: Mapping[int, tuple[Group, ...]]

    @cached_property
    def place(self) -> dict[int, int]:
        """By thing, where it stands in the order."""
        return {node: i for i, node in enumerate(self.order)}

    @cached_property
    def needers(self) -> dict[int, tuple[int, ...]]:
        """By thing, who needs it."""
        found: dict[int, set[int]] = defaultdict(set)
        for needer, groups in self.groups.items():
            for _, members in groups:
                for member in members:
                    found[member].add(needer)
        return {node: tuple(sorted(needers)) for node, needers in found.items()}


def structure(failure: Failure, things: Iterable[int]) -> Structure:
    """The structure of some things: depth first through what they need."""
    groups: dict[int, tuple[Group, ...]] = {}
    order: list[int] = []
    stack = [(node, False) for node in reversed(list(things))]
    while stack:
        node, done = stack.pop()
        if done:
            order.append(node)
        elif node not in groups:
            groups[node] = _hard_groups(failure, node)
            stack.append((node, True))
            stack += [(m, False) for _, members in reversed(groups[node]) for m in reversed(members) if m not in groups]
    return Structure(tuple(order), groups)


def _hard_groups(failure: Failure, node: int) -> tuple[Group, ...]:
    view, needs = failure
    members: dict[int, list[int]] = defaultdict(list)
    for step in view.backward.of(node).tolist():
        members[int(needs.group[step])].append(int(view.origin[step]))
    return tuple((int(needs.breaks_at[g]), tuple(of)) for g, of in sorted(members.items()) if needs.hard[g])


def least(
    whole: Structure, own: Mapping[int, Value], nothing: Value, each: Callable[[], None] = lambda: None
) -> dict[int, Value]:
    """By thing, the least value that holds its own and what its groups lose; things without any are left out.

    Worklist in the order of suppliers: without rings, every thing is worked out once.

    Args:
        whole: the structure.
        own: what fails by itself.
        nothing: the value of what never fails.
        each: called after every thing; may raise to end the work.
    """
    value: dict[int, Value] = {}
    waiting = [whole.place[node] for node in own]
    heapify(waiting)
    queued, done = set(waiting), 0
    while waiting:
        here = heappop(waiting)
        queued.discard(here)
        node = whole.order[here]
        new = reduce(or_, _losses(whole.groups[node], value), own.get(node, nothing))
        if new != value.get(node, nothing):
            value[node] = new
            for place in (whole.place[n] for n in whole.needers.get(node, ())):
                if place not in queued:
                    queued.add(place)
                    heappush(waiting, place)
        each()
        done += 1
        if done % _OFTEN == 0:
            advanced(done, done + len(waiting))
    return value


def _losses(groups: Sequence[Group], value: Mapping[int, Value]) -> Iterator[Value]:
    """By group that can break at all, when it has lost too many."""
    for breaks_at, members in groups:
        failing = [value[m] for m in members if m in value]
        if len(failing) >= breaks_at:
            yield at_least(breaks_at, failing)


def at_least(k: int, values: Sequence[Value]) -> Value:
    """When at least k of the values hold: t(j) ← t(j) ∨ t(j−1) ∧ x, one value after the other."""
    if k == 1:
        return reduce(or_, values)
    holds: list[Value] = []
    for x in values:
        grown = [x if j == 0 else holds[j - 1] & x for j in range(min(len(holds) + 1, k))]
        holds = [holds[j] | new if j < len(holds) else new for j, new in enumerate(grown)]
    return holds[k - 1]


def reduced(whole: Structure, may_fail: Iterable[int]) -> Structure:
    """The structure less what cannot fail where only some things may, and less the groups that cannot break."""
    able = least(whole, dict.fromkeys(may_fail, 1), 0)
    groups = {
        node: tuple(
            (breaks_at, kept)
            for breaks_at, members in whole.groups[node]
            if len(kept := tuple(m for m in members if m in able)) >= breaks_at
        )
        for node in able
    }
    return Structure(tuple(node for node in whole.order if node in able), groups)


def single_starts(
    whole: Structure, may_fail: Iterable[int], things: Sequence[int], *, block: int = BLOCK
) -> Iterator[tuple[list[int], list[int]]]:
    """Which single failures reach some things, a block of starts at a time.

    Yields:
        the starts of the block, and by thing an integer whose bit i is set where start i alone reaches it.
    """
    chosen = set(may_fail)
    starts = [node for node in whole.order if node in chosen]
    for first in range(0, len(starts), block):
        some = starts[first : first + block]
        reached = least(whole, {node: 1 << i for i, node in enumerate(some)}, 0)
        yield some, [reached.get(thing, 0) for thing in things]
        advanced(first + len(some), len(starts))


def single_cuts(whole: Structure, may_fail: Iterable[int], thing: int) -> list[int]:
    """What alone reaches a thing, itself included where it may fail; suppliers first."""
    found = single_starts(whole, may_fail, [thing])
    return [node for some, (bits,) in found for i, node in enumerate(some) if bits >> i & 1]


def fall(whole: Structure, start: int) -> dict[int, int]:
    """What stops when one thing fails, in order of waves: by thing, the last loss that stopped it; the start itself too."""
    because = {start: start}
    lost: dict[tuple[int, int], int] = defaultdict(int)
    front = [start]
    while front:
        fallen: dict[int, int] = {}
        for node in front:
            for needer in whole.needers.get(node, ()):
                for g, (breaks_at, members) in enumerate(whole.groups[needer]):
                    lost[needer, g] += members.count(node)
                    if lost[needer, g] >= breaks_at and needer not in because:
                        fallen.setdefault(needer, node)
        because |= fallen
        front = list(fallen)
    return because


def chain(because: Mapping[int, int], thing: int) -> list[int]:
    """One way a failure gets to a thing, from its start; of a group that lost several, the one lost last."""
    way = [thing]
    while because[way[-1]] != way[-1]:
        way.append(because[way[-1]])
    return way[::-1]
