"""When projects run: no two are in each other's way, but those of a planted collision.

A project that would change what another changes at the same time, or what that needs, or be one too many for a board, ran
earlier than it says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from eagraph.demo._draft import Draft
from eagraph.demo.programme._ends import Ends, days_from_today, of_label

TOUCHES = ("CHANGES", "DELIVERS", "RETIRES")
STAYING = frozenset({
    "project:handlingsregister-5", "project:givarnav-overallt", "project:samma-inloggning",
    "project:en-vag-in", "project:en-vag-in-pilot", "project:bokning-i-tva-hallar",
    "project:mobilt-omsorgsstod", "project:omsorgssystemet-12", "project:larmlankar", "project:larmmottagning",
    "project:sakrare-nycklar", "project:ny-katalogtjanst", "project:driftservrar", "project:skyfallsvarning",
})  # fmt: skip
"""Those that something planted stands on, a collision, a parallel solution or an order; they run when the table says."""
_MOST = 3
"""Projects of a board at the same time, at most."""
_PAUSE = 10
"""Days between two that would be in each other's way."""
Window = tuple[int, int]
"""First and last day, counted from today."""


def settle(draft: Draft, ends: Ends) -> None:
    """Let those run when they say that are in nobody's way, and the others before."""
    projects = of_label(draft, "Project")
    systems = {p: {s for type_ in TOUCHES for s in ends.out(type_, p)} for p in projects}
    beside = _beside(draft, {s for touched in systems.values() for s in touched})
    changing: dict[str, list[Window]] = defaultdict(list)
    loading: dict[str, list[Window]] = defaultdict(list)
    for project in sorted(projects, key=lambda p: (p not in STAYING, p)):
        near = systems[project] | {n for s in systems[project] for n in beside[s]}
        boards = sorted(ends.out("AFFECTS", project))
        facts = draft.facts(project)
        window = days_from_today(draft, facts["start"]), days_from_today(draft, facts["end"])
        if project not in STAYING:
            window = _free(window, [changing[s] for s in sorted(near)], [loading[b] for b in boards])
            facts["start"], facts["end"] = draft.day(window[0]), draft.day(window[1])
        for system in systems[project]:
            changing[system].append(window)
        for board in boards:
            loading[board].append(window)


def _free(window: Window, changing: list[list[Window]], loading: list[list[Window]]) -> Window:
    """The last time up to its own in which a project is in nobody's way."""
    while True:
        first, last = window
        at_once = [[one for one in taken if one[0] <= last and first <= one[1]] for taken in loading]
        taken = [one for windows in changing for one in windows if one[0] <= last and first <= one[1]]
        taken += [one for windows in at_once if len(windows) >= _MOST for one in windows]
        if not taken:
            return window
        ended = min(one[0] for one in taken) - _PAUSE
        window = ended - (last - first), ended


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
