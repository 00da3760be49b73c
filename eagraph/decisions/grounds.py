"""What would a decision about a place in an aspect rest on now?"""

from __future__ import annotations

from dataclasses import dataclass

from eagraph.escalation import Escalation
from eagraph.model.classification import Aspect, Interval


@dataclass(frozen=True, slots=True)
class Grounds:
    """Levels, information (ids) and rules (ids) of a place in an aspect; both sorted.

    `asked` is what is required beside what the owner decided; `rules` those that apply for certain and raise the aspect.
    """

    assigned: Interval
    required: Interval
    asked: Interval
    content: tuple[str, ...]
    rules: tuple[str, ...]

    @property
    def is_raised(self) -> bool:
        """Is more required for certain than its owner decided?"""
        return self.asked.low > self.assigned.high

    @property
    def is_perhaps_raised(self) -> bool:
        """Is more required perhaps?"""
        return self.asked.high > self.assigned.low


def grounds(escalation: Escalation, node: int, aspect: Aspect) -> Grounds:
    """What there is in a place."""
    drawn, nodes = escalation.ground, escalation.snapshot.nodes
    rules = (
        name
        for name, where in escalation.low.applies.items()
        if where[node] and aspect in {**drawn.model.rule[name].raises, **drawn.model.rule[name].floors}
    )
    return Grounds(
        escalation.assigned(node, aspect),
        escalation.required(node, aspect),
        escalation.asked(node, aspect),
        tuple(sorted(nodes[int(drawn.assets[column])].id for column in escalation.content.columns(node))),
        tuple(sorted(rules)),
    )
