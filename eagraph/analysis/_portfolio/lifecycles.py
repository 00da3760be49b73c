"""When does a system go, by what is recorded, and when is one ready that takes its place?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from eagraph.analysis._portfolio.calendar import stated
from eagraph.analysis._portfolio.links import Links


class Dated(NamedTuple):
    """A day, and the node that it is known from."""

    day: dt.date
    because: int


@dataclass(frozen=True, eq=False)
class Lifecycles:
    """Days from REPLACED_BY, from projects that RETIRE or DELIVER, and from what a thing says of itself."""

    links: Links

    def goes(self, node: int) -> list[Dated]:
        """When it is replaced or retired, the earliest first; of several statements all."""
        nodes = self.links.snapshot.nodes
        found = [Dated(day, other) for other, day in self.replacements(node) if day is not None]
        found += self._projects("RETIRES", node)
        own = stated(nodes[node].properties, "valid_to")
        return sorted([*found, *([Dated(own, node)] if own else [])])

    def ready(self, node: int) -> list[Dated]:
        """When it is there to be used, the earliest first."""
        own = stated(self.links.snapshot.nodes[node].properties, "valid_from")
        return sorted([*self._projects("DELIVERS", node), *([Dated(own, node)] if own else [])])

    def replacements(self, node: int) -> list[tuple[int, dt.date | None]]:
        """What takes its place, and on which day where that is said; sorted."""
        return self._replaced.get(node, [])

    def in_ring(self) -> list[tuple[int, ...]]:
        """Things that in the end are replaced by themselves: each ring sorted, rings in order."""
        import networkx as nx

        arrows: nx.DiGraph[int] = nx.DiGraph((a, b) for a, b, _ in self.links.ends("REPLACED_BY"))
        rings = (sorted(ring) for ring in nx.strongly_connected_components(arrows))
        return sorted(tuple(r) for r in rings if len(r) > 1 or arrows.has_edge(r[0], r[0]))

    @property
    def _replaced(self) -> dict[int, list[tuple[int, dt.date | None]]]:
        key, plans = ("replaced", self.links.at), self.links.snapshot.plans
        if key not in plans:
            plans[key] = _by_thing(self.links)
        found: dict[int, list[tuple[int, dt.date | None]]] = plans[key]
        return found

    def _projects(self, type_: str, node: int) -> Iterable[Dated]:
        nodes = self.links.snapshot.nodes
        for project in self.links.into(type_).get(node, ()):
            end = stated(nodes[project].properties, "end")
            if end is not None:
                yield Dated(end, project)


def _by_thing(links: Links) -> dict[int, list[tuple[int, dt.date | None]]]:
    found: dict[int, list[tuple[int, dt.date | None]]] = {}
    for source, target, tie in links.ends("REPLACED_BY"):
        found.setdefault(source, []).append((target, stated(links.snapshot.relationships[tie].properties, "date")))
    return found
