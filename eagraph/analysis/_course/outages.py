"""When is each thing down, where what fails is repaired and everything else has to be started again?

D(v), the time in which v is down, is the least that obeys these rules; [a, e) is an outage of a supplier u:

  * v is down in its own windows.
  * A relationship with buffer b carries [a + b, e): what was bought is used up, and is bought anew by the next outage. v is
    stopped while fewer than k members of one of its hard groups are outside that, and then until it has been started:
    the group must be whole again for `restart` without a break, so that an interrupted restart begins anew.
  * A group that `starts` v never stops it, but v is not started while fewer than k of its members are up; no buffer helps
    (the reserve keeps running what runs, and starts nothing). That goes for the end of v's own windows as well: they
    include the start, unless it was prevented; then v restarts once the group is whole.
  * What holds itself down stays down: a set of things each of which is held by the others of the set never comes back
    (black-start deadlock). Where restarts take time this follows from the rules above, whose outages then grow for ever;
    where they take none, or an unknown time that counts as none, it is the limit of ever shorter ones.

Outages of one thing that touch are one outage. Worked out forward in time, instant by instant: what ends at an instant goes
first, then what begins; O(log E) for every change. A thing with more than `MOST` outages beside its own windows ends the
work, since outages that go round in a ring may do so for ever; so do more than `MOST_IN_ALL` and ten for each thing.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush

from eagraph.analysis._course.needs import Needs
from eagraph.analysis._course.windows import Windows
from eagraph.work import advanced

MOST, MOST_IN_ALL = 100, 400_000
_EVERY = 5_000
_ENDS, _STARTED, _BEGINS, _USED_UP = range(4)
"""Kinds of event: a window ends, a restart is done, a window begins, a buffer is used up."""
_UP = -1
_NONE = -1


@dataclass(slots=True)
class Outage:
    """One time in which a thing is down. Times are milliseconds; `until` None: no end was reached.

    `group` broke and stopped it (-1: it failed by itself) when the members that `lost` lists (steps) were lost to it; the
    last of them decided the hour. `parent` is the number of that member's outage, and `bought` the buffer to it.
    """

    node: int
    since: int
    until: int | None = None
    group: int = _NONE
    lost: tuple[int, ...] = ()
    parent: int = _NONE
    bought: int = 0


@dataclass(slots=True)
class Course:
    """What happened: the outages in the order in which they began, and how things stand at the end.

    `down` and `counted` (by step: carries an outage that its buffer no longer covers) tell the last state. `followed` is the
    instant up to which all is known; None: for ever. `restless`: the things of whose outages there are too many.
    """

    outages: list[Outage]
    down: list[bool]
    counted: list[bool]
    followed: int | None = None
    restless: list[int] = field(default_factory=list)


def course(needs: Needs, given: Windows, restart: Sequence[int], horizon: int) -> Course:
    """The course of events up to a horizon.

    Args:
        needs: who needs whom.
        given: windows in which things are down by themselves.
        restart: by node, how long its restart takes.
        horizon: nothing that begins or ends at or after it is looked at.
    """
    return _Simulation(needs, given, restart).run(horizon)


class _Simulation:
    """The state between two instants, and what an instant does to it."""

    def __init__(self, needs: Needs, given: Windows, restart: Sequence[int]) -> None:
        nodes, groups = len(needs.onward), len(needs.needer)
        self.needs, self.restart = needs, restart
        self.own = [0] * nodes
        """Windows of its own that are open."""
        self.held = [0] * nodes
        """Broken groups that stop it."""
        self.waits = [0] * nodes
        """Broken groups that it cannot start without."""
        self.must_restart = [False] * nodes
        self.due = [_NONE] * nodes
        self.since = [_UP] * nodes
        self.current = [_NONE] * nodes
        self.left = {node: MOST + len(found) for node, found in given.items()}
        self.lost = [0] * groups
        self.missing = [0] * groups
        """Members lost to a group that stops (buffers used up), and down in one that starts."""
        self.counted = [False] * len(needs.giver)
        self.returned: dict[int, int] = {}
        """What came back at this instant, and since when it had been down."""
        self.touched: set[int] = set()
        self.freed: deque[int] = deque()
        self.fallen: deque[tuple[int, int]] = deque()
        self.outages: list[Outage] = []
        self.restless: list[int] = []
        self.heap: list[tuple[int, int, int, int]] = []
        for node, found in given.items():
            for begin, end in found:
                heappush(self.heap, (begin, _BEGINS, node, 0))
                if end is not None:
                    heappush(self.heap, (end, _ENDS, node, 0))

    def run(self, horizon: int) -> Course:
        """Instant after instant, until nothing more happens."""
        done = 0
        while self.heap and self.heap[0][0] < horizon and not self.restless:
            self._instant(self.heap[0][0])
            done += 1
            if done % _EVERY == 0:
                advanced(min(self.heap[0][0], horizon) if self.heap else horizon, horizon)
        self._drop_stale()
        followed = self.heap[0][0] if self.heap and self.restless else horizon if self.heap else None
        return Course(self.outages, [since != _UP for since in self.since], self.counted, followed, self.restless)

    def _instant(self, now: int) -> None:
        """What ends, so that more ends; what begins, so that more begins; then what is started from now on."""
        self.returned, self.touched = {}, set()
        while self.heap and self.heap[0][:2] <= (now, _STARTED):
            self._end(*heappop(self.heap))
        while self.freed:
            self._return(self.freed.popleft())
        while self.heap and self.heap[0][0] == now:
            self._begin(*heappop(self.heap))
            while self.fallen:
                self._spread(*self.fallen.popleft(), now)
        for node in self.returned:
            self.outages[self.current[node]].until = now
        for node in self.touched:
            self._start(node, now)

    def _end(self, now: int, kind: int, node: int, _: int) -> None:
        if kind == _ENDS:
            self.own[node] -= 1
        elif self.due[node] == now:
            self.due[node], self.must_restart[node] = _NONE, False
        self._free(node)

    def _begin(self, now: int, kind: int, item: int, since: int) -> None:
        if kind == _BEGINS:
            self.own[item] += 1
            self._fall(item, now, _NONE)
        elif self.since[self.needs.giver[item]] == since and not self.counted[item]:
            self._count(item, now)

    def _free(self, node: int) -> None:
        self.touched.add(node)
        self.freed.append(node)

    def _return(self, node: int) -> None:
        """A thing comes back where nothing keeps it down; a restart that takes no time is done at once."""
        if self.must_restart[node] and not (self.restart[node] or self.held[node] or self.waits[node]):
            self.must_restart[node] = False
        kept = self.own[node] or self.held[node] or self.waits[node] or self.must_restart[node]
        if kept or self.since[node] == _UP:
            return
        self.returned[node], self.since[node] = self.since[node], _UP
        for step in self.needs.onward[node]:
            g = self.needs.group[step]
            needer, breaks_at = self.needs.needer[g], self.needs.breaks_at[g]
            if self.counted[step]:
                self.counted[step] = False
                self.lost[g] -= 1
                if self.lost[g] == breaks_at - 1:
                    self.held[needer] -= 1
                    self._free(needer)
            if self.needs.starts[g]:
                self.missing[g] -= 1
                if self.missing[g] == breaks_at - 1:
                    self.waits[needer] -= 1
                    self._free(needer)

    def _fall(self, node: int, now: int, group: int) -> None:
        """A thing goes down, or what came back at this very instant was never up."""
        self.touched.add(node)
        if group != _NONE:
            self.must_restart[node], self.due[node] = True, _NONE
        if self.since[node] != _UP:
            return
        if node in self.returned:
            self.since[node] = self.returned.pop(node)
        else:
            self.since[node], self.current[node] = now, len(self.outages)
            self.outages.append(self._outage(node, now, group))
            self._one_more(node)
        self.fallen.append((node, self.since[node]))

    def _spread(self, node: int, since: int, now: int) -> None:
        """What a thing that is down does to those who need it: now, or when the buffer is used up."""
        for step in self.needs.onward[node]:
            g = self.needs.group[step]
            if self.needs.starts[g]:
                self.missing[g] += 1
                if self.missing[g] == self.needs.breaks_at[g]:
                    self._wait(self.needs.needer[g], now)
            if self.needs.stops[g]:
                used_up = since + self.needs.buffer[step]
                if used_up <= now:
                    self._count(step, now)
                elif since == now:
                    heappush(self.heap, (used_up, _USED_UP, step, since))

    def _count(self, step: int, now: int) -> None:
        g = self.needs.group[step]
        self.counted[step] = True
        self.lost[g] += 1
        if self.lost[g] == self.needs.breaks_at[g]:
            self.held[self.needs.needer[g]] += 1
            self._fall(self.needs.needer[g], now, g)

    def _wait(self, node: int, now: int) -> None:
        """A group is missing that a thing cannot start without: that breaks its restart, also one done at this instant."""
        self.touched.add(node)
        self.waits[node] += 1
        self.due[node] = _NONE
        if node in self.returned:
            self.must_restart[node] = True
            self._fall(node, now, _NONE)

    def _start(self, node: int, now: int) -> None:
        """At the end of an instant: what is held must restart, and what is held no more does."""
        if self.since[node] == _UP:
            return
        free = not (self.held[node] or self.waits[node])
        if not self.own[node] and not free:
            self.must_restart[node] = True
        if self.must_restart[node] and free and self.due[node] == _NONE:
            self.due[node] = now + self.restart[node]
            heappush(self.heap, (self.due[node], _STARTED, node, 0))

    def _outage(self, node: int, now: int, group: int) -> Outage:
        if group == _NONE:
            return Outage(node, now)
        needs = self.needs
        lost = [step for step in needs.members(group) if self.counted[step]]
        lost.sort(key=lambda step: self.since[needs.giver[step]] + needs.buffer[step])
        last = lost[-1]
        return Outage(node, now, None, group, tuple(lost), self.current[needs.giver[last]], needs.buffer[last])

    def _one_more(self, node: int) -> None:
        self.left[node] = self.left.get(node, MOST) - 1
        if self.left[node] < 0 or len(self.outages) > MOST_IN_ALL + 10 * len(self.since):
            self.restless.append(node)

    def _drop_stale(self) -> None:
        """Forget events that would do nothing, so that what is left says whether anything would still happen."""
        while self.heap:
            time, kind, item, since = self.heap[0]
            stale = (kind == _STARTED and self.due[item] != time) or (
                kind == _USED_UP and (self.since[self.needs.giver[item]] != since or self.counted[item])
            )
            if not stale:
                return
            heappop(self.heap)
