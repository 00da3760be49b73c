"""Has somebody decided what some sets are together? An Exemption in force that names the rule and EXEMPTS every set."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from eagraph.escalation.ground import Ground
from eagraph.graph.views import valid_relationships


@dataclass(frozen=True, eq=False)
class Decisions:
    """The exemptions of a landscape."""

    ground: Ground

    def about(self, rule: str, things: Iterable[int]) -> tuple[str, ...]:
        """Ids of the exemptions in force that cover all of some things under a rule, sorted."""
        every = frozenset(things)
        nodes = self.ground.snapshot.nodes
        return tuple(nodes[i].id for i in sorted(self._exempted[rule]) if every <= self._exempted[rule][i])

    @cached_property
    def _exempted(self) -> dict[str, dict[int, set[int]]]:
        """By rule and exemption, what it exempts."""
        snapshot, valid = self.ground.snapshot, valid_relationships(self.ground.snapshot, self.ground.at)
        found: dict[str, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
        for j, tie in enumerate(snapshot.relationships):
            number = int(snapshot.source[j])
            if tie.type == "EXEMPTS" and valid[j] and self._is_in_force(number):
                found[str(snapshot.nodes[number].properties.get("rule"))][number].add(int(snapshot.target[j]))
        return found

    def _is_in_force(self, exemption: int) -> bool:
        """Is it decided, by somebody, and has it begun and not ended?"""
        said, day = self.ground.snapshot.nodes[exemption].properties, self.ground.day
        if not (said.get("decided_by") and said.get("decided_on")):
            return False
        ends = str(said.get("valid_to") or "")
        return not day or (str(said["decided_on"]) <= day and (not ends or ends >= day))
