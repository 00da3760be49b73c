"""All minimal cut sets of a thing up to a size: what stops it alone first, then the rest from the suppliers up.

The families grow with the size asked for (MOCUS on zero-suppressed diagrams); where one grows too large, all sets up to
the size before it are the answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eagraph.analysis._fault_tree.cut_families import EMPTY, NONE, Families, Family, TooLarge
from eagraph.analysis._fault_tree.structure import Structure, least, single_cuts


@dataclass(frozen=True)
class CutSets:
    """All minimal cut sets up to a size, as a family over the positions of `events`."""

    table: Families
    family: int
    events: Sequence[int]
    size: int
    """Complete up to sets of this many events."""
    alone: int
    """So many of the first events are a cut set each."""


def minimal_cut_sets(
    whole: Structure, events: Sequence[int], thing: int, *, max_size: int, table: Families | None = None
) -> CutSets:
    """All minimal cut sets of a thing, up to the largest size that can be worked out.

    Args:
        whole: what the thing rests on.
        events: what may fail by itself.
        thing: the target.
        max_size: no larger sets.
        table: where the families are made; a new one with the usual bounds, where not given.
    """
    alone = single_cuts(whole, events, thing)
    rest = set(events) - set(alone)
    ordered = [*alone, *(node for node in reversed(whole.order) if node in rest)]
    table = table or Families()
    family, size = NONE, 1
    for bound in range(2, max_size + 1) if rest else ():
        try:
            own = {node: Family(table, table.node(i, NONE, EMPTY), bound) for i, node in enumerate(ordered) if node in rest}
            reached = least(whole, own, Family(table, NONE, bound)).get(thing)
        except TooLarge:
            break
        family, size = reached.number if reached else NONE, bound
    for i in reversed(range(len(alone))):
        family = table.node(i, family, EMPTY)
    return CutSets(table, family, ordered, size if rest else max_size, len(alone))
