"""Where projects are in each other's way: too many at a time, the same systems, systems that need each other, the order."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from eagraph.analysis._portfolio.calendar import Window, bounded
from eagraph.analysis._portfolio.direct import Direct
from eagraph.analysis._portfolio.judged import Violation
from eagraph.analysis._portfolio.projects import Projects
from eagraph.analysis._portfolio.sweeping import Overload, overloads
from eagraph.work import counted

Wrong = Literal[
    "too_many_projects", "same_system", "dependent_systems", "starts_before_prerequisite_ends", "precedes_itself",
    "dates_missing",
]  # fmt: skip
_OFTEN = 50


@dataclass(frozen=True, slots=True)
class Collision:
    """What collides: an organisation or a project, with which projects, over which systems, from when to when."""

    node: int
    wrong: Wrong
    violation: Violation
    projects: tuple[int, ...] = ()
    systems: tuple[int, ...] = ()
    first: dt.date | None = None
    last: dt.date | None = None
    peak: int | None = None
    capacity: int | None = None


def undated(projects: Projects) -> Iterator[Collision]:
    """Projects of which it is not known when they run."""
    for project, window in projects.window.items():
        if not window.is_stated:
            yield Collision(project, "dates_missing", "unknown", first=window.first, last=window.last)


def crowded(projects: Projects, usual: int) -> Iterator[Collision]:
    """Organisations with more projects at a time than they can carry, for certain, and else perhaps."""
    for organisation, members in projects.by_organisation.items():
        own = projects.capacity(organisation)
        most = usual if own is None else own
        known = {i: projects.window[i].surely() for i in members if i in projects.affects}
        firm = {i: window for i, window in known.items() if window}
        sure = overloads(firm, most)
        yield from (_crowd(organisation, one, "yes", most) for one in sure)
        for one in overloads({i: projects.window[i].widest() for i in members}, most):
            if not any(other.first <= one.last and one.first <= other.last for other in sure):
                yield _crowd(organisation, one, "unknown", most)


def _crowd(organisation: int, one: Overload, violation: Violation, most: int) -> Collision:
    ends = bounded(one.first), bounded(one.last)
    return Collision(organisation, "too_many_projects", violation, one.members, (), *ends, one.peak, most)


@dataclass(slots=True)
class _Shared:
    """The systems two projects both touch, and those one touches that need what the other does."""

    same: set[int] = field(default_factory=set)
    needing: set[int] = field(default_factory=set)


def overlapping(projects: Projects, direct: Direct) -> Iterator[Collision]:
    """Pairs of projects that run at the same time and touch the same system, or systems that need each other directly."""
    for (one, other), shared in sorted(_shared(projects, direct).items()):
        windows = projects.window[one], projects.window[other]
        common = windows[0].meets(windows[1])
        if common is None or projects.is_within(one, other):
            continue
        wrong: Wrong = "same_system" if shared.same else "dependent_systems"
        sure: Violation = "yes" if windows[0].surely_meets(windows[1]) else "unknown"
        systems = tuple(sorted(shared.same or shared.needing))
        yield Collision(one, wrong, sure, (other,), systems, bounded(common[0]), bounded(common[1]))


def _shared(projects: Projects, direct: Direct) -> dict[tuple[int, int], _Shared]:
    by_system: dict[int, list[int]] = defaultdict(list)
    for project in projects.all:
        for system in projects.touches[project]:
            by_system[system].append(project)
    found: dict[tuple[int, int], _Shared] = defaultdict(_Shared)
    for system, touching in counted(by_system.items(), len(by_system), every=_OFTEN):
        for number, one in enumerate(touching):
            for other in touching[number + 1 :]:
                found[one, other].same.add(system)
        for needer in direct.needers(system, ("System",)):
            for one in touching:
                for other in by_system.get(needer, ()):
                    if one != other:
                        found[min(one, other), max(one, other)].needing |= {system, needer}
    return found


def misordered(projects: Projects) -> Iterator[Collision]:
    """Projects that start before one that PRECEDES them has ended, and those that in the end precede themselves."""
    ordered = sorted({(a, b) for a, b, _ in projects.links.ends("PRECEDES") if {a, b} <= projects.window.keys()})
    yield from (Collision(ring[0], "precedes_itself", "yes", ring[1:]) for ring in _rings(ordered))
    for one, other in ordered:
        if one == other:
            continue
        before, after = projects.window[one], projects.window[other]
        sure = _starts_early(before, after)
        if sure != "no":
            wrong: Wrong = "starts_before_prerequisite_ends"
            yield Collision(other, wrong, sure, (one,), first=after.first, last=before.last)


def _starts_early(before: Window, after: Window) -> Violation:
    """Does what comes after start before the other has ended? By whichever ends are known."""
    ends, starts = before.last or before.first, after.first or after.last
    if ends and starts and starts < ends:
        return "yes"
    return "no" if before.last and after.first else "unknown"


def _rings(ordered: list[tuple[int, int]]) -> list[tuple[int, ...]]:
    import networkx as nx

    arrows: nx.DiGraph[int] = nx.DiGraph(ordered)
    found = (sorted(ring) for ring in nx.strongly_connected_components(arrows))
    return sorted(tuple(r) for r in found if len(r) > 1 or arrows.has_edge(r[0], r[0]))
