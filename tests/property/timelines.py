"""Landscapes and questions for timelines, and three oracles that share nothing with the product: repeated relaxation, the
rule on intervals evaluated until nothing changes, and a simulation that asks everybody at every instant."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf

from hypothesis import strategies as st

from eagraph.analysis import timeline
from eagraph.analysis.timeline import Answer, Params
from eagraph.graph.snapshot import Snapshot
from tests.property.directions import steps
from tests.property.strategies import Properties, node, one_of, snapshot_of, tie, with_counts

HORIZON = 80
Windows = dict[str, list[tuple[float, float]]]
Intervals = dict[str, list[tuple[float, float]]]


@dataclass
class Group:
    """Who of a group may be lost, each with what is bought; at `breaks_at` lost it is broken."""

    needer: str
    members: list[tuple[str, float]] = field(default_factory=list)
    k: int = 1
    modes: set[str] = field(default_factory=set)
    starts: bool = False

    @property
    def stops(self) -> bool:
        return "hard" in self.modes

    @property
    def breaks_at(self) -> int:
        return len(self.members) - min(self.k, len(self.members)) + 1


def groups_of(snapshot: Snapshot) -> list[Group]:
    named: dict[tuple[str, str], Group] = {}
    for number, step in enumerate(steps(snapshot, "failure")):
        said = step.by.properties
        group = named.setdefault((step.taker, str(said.get("group") or f"alone {number}")), Group(step.taker))
        group.members.append((step.giver, float(said.get("buffer_h", 0))))  # type: ignore[arg-type]
        group.k = int(said.get("k", group.k))  # type: ignore[arg-type]
        group.modes.add(str(said.get("mode", "hard")))
        group.starts |= said.get("required_for_start") is True
    return list(named.values())


def restarts(snapshot: Snapshot) -> dict[str, float]:
    return {n.id: float(n.properties.get("restart_h", 0)) for n in snapshot.nodes}  # type: ignore[arg-type]


@st.composite
def landscapes(draw: st.DrawFn, *, start_groups: bool = True, least_restart: int = 0) -> Snapshot:
    """2-6 things with restart times, and up to 10 dependencies with buffers, groups of any k, rings and self-needs."""
    names = [f"n{i}" for i in range(2 + draw(one_of(5)))]
    nodes = [node(name, restart_h=least_restart + draw(one_of(6 - least_restart))) for name in names]
    ties = []
    for _ in range(1 + draw(one_of(10))):
        said: Properties = {"buffer_h": max(0, draw(one_of(9)) - 3)}
        if (group := draw(st.sampled_from(["", "g", "g", "h"]))) != "":
            said |= {"group": group}
        if start_groups and draw(one_of(3)) == 0:
            said |= {"required_for_start": True}
        if draw(one_of(5)) == 0:
            said |= {"mode": "soft"}
        ties.append(tie(names[draw(one_of(len(names)))], "DEPENDS_ON", names[draw(one_of(len(names)))], **said))
    return snapshot_of(nodes, with_counts(draw, ties))


@st.composite
def own_windows(draw: st.DrawFn, snapshot: Snapshot, *, endless: bool = False) -> Windows:
    found: Windows = {}
    for _ in range(1 + draw(one_of(6))):
        begin, length = draw(one_of(14)), 1 + draw(one_of(6))
        never = endless and draw(one_of(8)) == 0
        name = draw(st.sampled_from([n.id for n in snapshot.nodes]))
        found.setdefault(name, []).append((begin, inf if never else begin + length))
    return {name: merged(windows) for name, windows in found.items()}


@st.composite
def questions(draw: st.DrawFn) -> tuple[Snapshot, Windows]:
    snapshot = draw(landscapes())
    return snapshot, draw(own_windows(snapshot, endless=True))


@st.composite
def plain_questions(draw: st.DrawFn) -> tuple[Snapshot, Windows]:
    snapshot = draw(landscapes(start_groups=False, least_restart=1))
    return snapshot, draw(own_windows(snapshot))


def merged(found: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    out: list[tuple[float, float]] = []
    for begin, end in sorted(found):
        if out and begin <= out[-1][1]:
            out[-1] = out[-1][0], max(out[-1][1], end)
        else:
            out.append((begin, end))
    return out


def ask(snapshot: Snapshot, windows: Windows, *, repair: bool = True, horizon: float = HORIZON) -> Answer:
    said = [f"{n}={b:g}..{'' if e == inf else format(e, 'g')}" for n, found in windows.items() for b, e in found]
    return timeline.run(snapshot, Params(outage=tuple(said), repair=repair, horizon_h=horizon))


def intervals(answer: Answer) -> Intervals:
    found: Intervals = {}
    for row in answer.rows:
        found.setdefault(row.id, []).append((row.down_from_h, inf if row.down_to_h is None else row.down_to_h))
    return found


def relaxed(groups: list[Group], windows: Windows) -> dict[str, float]:
    """First hour down when nothing is repaired: everybody's least bound, again and again."""
    first = {name: found[0][0] for name, found in windows.items()}
    while True:
        new = dict(first)
        for group in groups:
            arrivals = sorted(first.get(member, inf) + buffer for member, buffer in group.members)
            if group.stops:
                new[group.needer] = min(new.get(group.needer, inf), arrivals[group.breaks_at - 1])
        new = {name: hour for name, hour in new.items() if hour < inf}
        if new == first:
            return first
        first = new


def broken(group: Group, pieces: list[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    """When at least `breaks_at` of the members are lost, given when each is."""
    hours = sorted({hour for piece in pieces for ends in piece for hour in ends})
    lost = [
        (one, other)
        for one, other in pairwise(hours)
        if sum(any(b <= one and other <= e for b, e in piece) for piece in pieces) >= group.breaks_at
    ]
    return merged(lost)


def evaluated(snapshot: Snapshot, groups: list[Group], windows: Windows, rounds: int) -> Intervals | None:
    """The rule on intervals, evaluated until nothing changes; None where it still does after so many rounds."""
    restart = restarts(snapshot)
    down: Intervals = dict(windows)
    for _ in range(rounds):
        new: Intervals = {}
        for name in restart:
            found = list(windows.get(name, []))
            stopped = []
            for group in groups:
                if group.needer == name and group.stops:
                    pieces = [[(b + extra, e) for b, e in down.get(m, []) if e > b + extra] for m, extra in group.members]
                    stopped += broken(group, pieces)
            found += [(begin, end + restart[name]) for begin, end in merged(stopped)]
            if found:
                new[name] = merged(found)
        if new == down:
            return down
        down = new
    return None


class Simulation:
    """Everybody is asked at every instant at which anything may change, what is down from then on."""

    def __init__(self, snapshot: Snapshot, windows: Windows) -> None:
        self.groups, self.restart, self.windows = groups_of(snapshot), restarts(snapshot), windows
        self.since: dict[str, float] = {}
        self.clear: dict[str, float | None] = {}
        """Those that must restart, and since when nothing keeps them from it."""
        self.found: Intervals = {}
        self.now = self.before = -1.0

    def run(self, horizon: float) -> Intervals:
        while (later := self.next_instant()) < horizon:
            self.before, self.now = self.now, later
            self.instant()
        for name, begin in self.since.items():
            self.found.setdefault(name, []).append((begin, inf))
        return {name: sorted(found) for name, found in self.found.items()}

    def next_instant(self) -> float:
        edges = [hour for found in self.windows.values() for window in found for hour in window]
        edges += [self.since[m] + extra for g in self.groups for m, extra in g.members if m in self.since]
        edges += [since + self.restart[name] for name, since in self.clear.items() if since is not None]
        return min((hour for hour in edges if hour > self.now), default=inf)

    def own(self, name: str) -> bool:
        return any(begin <= self.now < end for begin, end in self.windows.get(name, []))

    def stops(self, group: Group, down: set[str], at: float) -> bool:
        used_up = [m for m, extra in group.members if m in down and self.since.get(m, at) + extra <= at]
        return group.stops and len(used_up) >= group.breaks_at

    def delays(self, group: Group, down: set[str]) -> bool:
        return group.starts and sum(m in down for m, _ in group.members) >= group.breaks_at

    def held(self, name: str, down: set[str], at: float) -> bool:
        return any(g.needer == name and (self.stops(g, down, at) or self.delays(g, down)) for g in self.groups)

    def done(self, name: str) -> bool:
        """Need it restart no more? Whether one that takes no time is done is for the others to say."""
        since = self.clear.get(name, -inf)
        return not self.restart[name] or (since is not None and since + self.restart[name] <= self.now)

    def instant(self) -> None:
        down = set(self.since)
        while first := {n for n in down if not self.own(n) and self.done(n) and not self.held(n, down, self.before)}:
            down -= first
        returning = set(self.since) - down
        for name in returning:
            self.clear.pop(name, None)
        down |= {name for name in self.windows if self.own(name)}
        while more := {
            g.needer
            for g in self.groups
            if g.needer not in down and (self.stops(g, down, self.now) or (g.needer in self.since and self.delays(g, down)))
        }:
            down |= more
        for name in set(self.since) - down:
            self.found.setdefault(name, []).append((self.since.pop(name), self.now))
        self.since.update({name: self.now for name in down if name not in self.since})
        for name in down:
            self.restarting(name, down)

    def restarting(self, name: str, down: set[str]) -> None:
        held = self.held(name, down, self.now)
        stopped = any(g.needer == name and self.stops(g, down, self.now) for g in self.groups)
        if stopped or (held and not self.own(name)):
            self.clear[name] = None
        elif name in self.clear:
            since = self.clear[name]
            self.clear[name] = None if held else self.now if since is None else since
            if not held and self.done(name):
                del self.clear[name]
