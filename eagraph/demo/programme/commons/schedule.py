"""When projects run: no two of those that still run are in each other's way, but those of a planted collision.

A project that would change what another changes, or what that needs, or be one too many for a board, is over already.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from eagraph.demo._draft import Draft
from eagraph.demo.programme.commons._ends import Ends, of_label

TOUCHES = ("CHANGES", "DELIVERS", "RETIRES")
_MOST = 3
"""Running projects of a board, at most."""
STAYING = frozenset({
    "project:handlingsregister-5", "project:givarnav-overallt",
    "project:mobilt-omsorgsstod", "project:omsorgssystemet-12", "project:larmlankar", "project:larmmottagning",
    "project:sakrare-nycklar", "project:ny-katalogtjanst", "project:driftservrar", "project:skyfallsvarning",
})  # fmt: skip
"""Those that something planted stands on, a collision or a parallel solution; they run when the table says."""


def settle(draft: Draft, ends: Ends) -> None:
    """Let those run on that are in nobody's way, and end the others."""
    chance = draft.stream("schedule")
    projects = of_label(draft, "Project")
    systems = {p: {s for type_ in TOUCHES for s in ends.out(type_, p)} for p in projects}
    beside = _beside(draft, {s for touched in systems.values() for s in touched})
    taken: set[str] = set()
    load: dict[str, int] = defaultdict(int)
    for project in sorted(projects, key=lambda p: (p not in STAYING, p)):
        near = systems[project] | {n for s in systems[project] for n in beside[s]}
        boards = ends.out("AFFECTS", project)
        facts = draft.facts(project)
        if project not in STAYING and (near & taken or any(load[board] >= _MOST for board in boards)):
            ended = chance.randint(20, 300)
            facts["start"], facts["end"] = draft.day(-ended - chance.randint(90, 400)), draft.day(-ended)
        if str(facts["end"]) >= draft.day(0):
            taken |= systems[project]
            for board in boards:
                load[board] += 1


def _beside(draft: Draft, systems: set[str]) -> dict[str, set[str]]:
    """By system, those that it has to do with straight or over one integration."""
    over: dict[str, set[str]] = defaultdict(set)
    found: dict[str, set[str]] = defaultdict(set)
    for one, other in _pairs(draft, systems):
        if other in systems:
            found[one].add(other)
            found[other].add(one)
        else:
            over[other].add(one)
    for together in over.values():
        for one in together:
            found[one] |= together - {one}
    return found


def _pairs(draft: Draft, systems: set[str]) -> Iterator[tuple[str, str]]:
    for tie in draft.ties.values():
        ends: Iterable[tuple[str, str]] = ((tie.source, tie.target), (tie.target, tie.source))
        for one, other in ends:
            if one in systems and (other in systems or draft.nodes[other].label == "Integration"):
                yield one, other
                break
