"""When projects run, which systems they touch, and whom they affect.

A project affects the organisations it AFFECTS; where it says none, those that answer for what it touches and for itself are
assumed. Every project loads the board or company above whom it affects, and every part in between that states how many it
can carry.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from eagraph.analysis._portfolio.calendar import Window, stated
from eagraph.analysis._portfolio.links import Links
from eagraph.escalation.owners import boards
from eagraph.graph.homes import parents

TOUCHES = ("CHANGES", "DELIVERS", "RETIRES")
CAPACITY = "change_capacity"


@dataclass(frozen=True, eq=False)
class Projects:
    """The projects of a landscape on a day."""

    links: Links

    @cached_property
    def all(self) -> list[int]:
        """Their numbers, sorted."""
        return self.links.things("Project")

    @cached_property
    def window(self) -> dict[int, Window]:
        """By project, from when to when it runs."""
        said = {i: self.links.snapshot.nodes[i].properties for i in self.all}
        return {i: Window(stated(own, "start"), stated(own, "end")) for i, own in said.items()}

    @cached_property
    def touches(self) -> dict[int, set[int]]:
        """By project, the systems it changes, delivers or retires."""
        found: dict[int, set[int]] = {i: set() for i in self.all}
        for type_ in TOUCHES:
            for project, systems in self.links.out(type_).items():
                found.setdefault(project, set()).update(systems)
        return found

    @cached_property
    def affects(self) -> dict[int, tuple[int, ...]]:
        """By project that says so, whom it affects."""
        return self.links.out("AFFECTS")

    def loads(self, project: int) -> set[int]:
        """The organisations that a project takes capacity of."""
        board, found = boards(self.links.snapshot), set()
        affected = self.affects.get(project) or [board[i] for i in (project, *self.touches[project]) if i in board]
        for at in affected:
            top = board.get(at, at)
            found.add(top)
            found |= {i for i in self._line(at, top) if self.capacity(i) is not None}
        return found

    def capacity(self, organisation: int) -> int | None:
        """How many projects an organisation says that it can carry at a time."""
        said = self.links.snapshot.nodes[organisation].properties.get(CAPACITY)
        return said if isinstance(said, int) and not isinstance(said, bool) else None

    def is_within(self, one: int, other: int) -> bool:
        """Is one project a part of the other, or the other way round?"""
        return other in self._wholes(one) or one in self._wholes(other)

    def _wholes(self, project: int) -> set[int]:
        parts, found, front = self.links.out("PART_OF"), set[int](), [project]
        while front:
            more = [whole for whole in parts.get(front.pop(), ()) if whole not in found]
            found.update(more)
            front += more
        return found

    def _line(self, at: int, top: int) -> list[int]:
        line = [at]
        while line[-1] != top and line[-1] in self._parent and self._parent[line[-1]] not in line:
            line.append(self._parent[line[-1]])
        return line

    @cached_property
    def _parent(self) -> dict[int, int]:
        return parents(self.links.snapshot)

    @cached_property
    def by_organisation(self) -> dict[int, list[int]]:
        """By organisation, the projects that take capacity of it."""
        found: dict[int, list[int]] = defaultdict(list)
        for project in self.all:
            for organisation in self.loads(project):
                found[organisation].append(project)
        return dict(sorted(found.items()))
