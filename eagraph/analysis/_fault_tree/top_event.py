"""The probability of the top event: exact by a decision diagram, or between bounds where that grows too large."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import prod

from eagraph.analysis._fault_tree.basic_events import Events
from eagraph.analysis._fault_tree.bounds import as_diagram, at_least_happen, lower_bound, min_cut_upper_bound
from eagraph.analysis._fault_tree.cut_families import Families, TooLarge, minimal_solutions
from eagraph.analysis._fault_tree.decisions import MOST_NODES, Diagram, decision_diagram, with_single_cuts
from eagraph.analysis._fault_tree.likeliest import counts, likeliest
from eagraph.analysis._fault_tree.minimal_cut_sets import CutSets, minimal_cut_sets
from eagraph.analysis._fault_tree.structure import Structure, reduced, single_cuts

LARGEST_SETS = 6
"""Events a cut set has at most where bounds are worked out from cut sets."""
MOST_FAMILIES = 100_000
_OVERLAPS = 100


@dataclass(frozen=True)
class TopEvent:
    """A thing's failure as diagrams: of the function, where it fits; of its minimal cut sets, where they do."""

    function: Diagram | None
    sets: Diagram | None
    cuts: CutSets | None
    """Where the function does not fit: the cut sets there are up to a size."""
    count: int | None
    """How many minimal cut sets there are; up to that size, where the function does not fit."""

    @property
    def is_exact(self) -> bool:
        """Is the probability known, rather than bounds?"""
        return self.function is not None


def top_event(whole: Structure, events: Events, thing: int, *, most_nodes: int = MOST_NODES) -> TopEvent:
    """What a thing's failure is made of.

    Args:
        whole: what the thing rests on.
        events: what may fail by itself.
        thing: the target.
        most_nodes: the most nodes of the function's diagram.
    """
    alone = single_cuts(whole, events.low, thing)
    rest = [event for event in events.low if event not in set(alone)]
    try:
        function = with_single_cuts(decision_diagram(reduced(whole, rest), rest, thing, most_nodes=most_nodes), alone)
    except (TooLarge, RecursionError):
        table = Families(most_nodes=MOST_FAMILIES)
        cuts = minimal_cut_sets(whole, list(events.low), thing, max_size=LARGEST_SETS, table=table)
        sets = as_diagram(cuts.table, cuts.family, cuts.events)
        return TopEvent(None, sets, cuts, sum(counts(cuts.table, cuts.family)))
    try:
        table = Families()
        place = {event: i for i, event in enumerate(function.order)}
        family = minimal_solutions(table, [(place[e], low, high) for e, low, high in function.nodes])[function.root]
        return TopEvent(function, as_diagram(table, family, function.order), None, sum(counts(table, family)))
    except (TooLarge, RecursionError):
        return TopEvent(function, None, None, None)


def bounds(top: TopEvent, probability: Mapping[int, float]) -> tuple[float, float]:
    """Between which ends the probability surely lies; the same twice where it is exact.

    Without the function: above, all cut sets found and every combination of more events than the largest of them; below,
    the likeliest cut sets less their overlaps.
    """
    if top.function is not None:
        exact = top.function.value(probability)
        return exact, exact
    cuts, sets = top.cuts, top.sets
    if cuts is None or sets is None:
        return 0.0, 1.0
    singles, others = cuts.events[: cuts.alone], cuts.events[cuts.alone :]
    none_alone = prod(1 - probability[event] for event in singles)
    by_place = [probability[event] for event in cuts.events]
    likely = likeliest(cuts.table, cuts.family, by_place, limit=cuts.alone + _OVERLAPS)
    several = [[cuts.events[i] for i in found] for _, found in likely if len(found) > 1]
    below = 1 - none_alone * (1 - lower_bound(several, probability))
    beyond = at_least_happen(cuts.size + 1, (probability[event] for event in others))
    return below, min(1.0, min_cut_upper_bound(sets, probability) + none_alone * beyond)


def approximations(top: TopEvent, probability: Mapping[int, float]) -> tuple[float, float] | None:
    """Rare-event sum (at most 1) and min-cut upper bound over the cut sets; None where they are too many."""
    if top.sets is None:
        return None
    return min(1.0, top.sets.value(probability)), min_cut_upper_bound(top.sets, probability)


def measured(top: TopEvent, probability: Mapping[int, float]) -> tuple[float, Mapping[int, float]]:
    """The probability, and by event its derivative: exact, or of the rare-event sum over the cut sets found."""
    diagram: Diagram | None = top.function or top.sets
    return diagram.value_and_slopes(probability) if diagram else (0.0, {})


def events_of(top: TopEvent) -> Sequence[int]:
    """The events that matter to the top event at all."""
    diagram = top.function or top.sets
    return sorted({event for event, _, _ in diagram.nodes}) if diagram else ()
