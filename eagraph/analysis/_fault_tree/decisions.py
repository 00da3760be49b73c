"""The failure structure as a binary decision diagram, its exact probability, and how much each event moves it.

The library is dd: its CUDD where the wheel has it, its Python elsewhere. Measured on generated trees: alike up to 200
events, of 500 CUDD makes 110 000 nodes in the time in which the Python gives up at 20 000, of 1 000 it is over ten times
faster.
The order of events decides the size: FORCE (Aloul, Markov and Sakallah 2003) puts those near each other that meet in a
group; measured on generated trees of 500 events it makes diagrams fit that depth-first order does not. Reordering while
building (sifting) is off: it saved some trees and took minutes on others, with no way to stop it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from eagraph.analysis._fault_tree.cut_families import TooLarge
from eagraph.analysis._fault_tree.structure import Structure, least
from eagraph.work import advanced

MOST_NODES = 400_000
MOST_MEMORY = 128 * 2**20
ROUNDS, PATIENCE = 60, 10
"""Of moving events about, in all and without gain."""
FALSE, TRUE = 0, 1
_OFTEN = 4
"""Things after which the nodes are counted, which takes as long as some operations."""


@dataclass(frozen=True)
class Diagram:
    """A decision diagram as a list, children first: node i + 2 is (event, low, high); 0 is false, 1 true.

    `otherwise` says what an event that does not happen weighs: 1 - q in a Boolean function; 1 in a family of sets, whose
    value is then the sum of their probabilities.
    """

    nodes: Sequence[tuple[int, int, int]]
    root: int
    order: Sequence[int]
    """The events from the root down."""
    is_function: bool = True

    def value(self, probability: Mapping[int, float]) -> float:
        """The probability of the function; of a family, the sum over its sets."""
        return self._values(probability)[self.root]

    def _values(self, probability: Mapping[int, float]) -> list[float]:
        values = [0.0, 1.0]
        for event, low, high in self.nodes:
            q = probability[event]
            values.append(q * values[high] + (1 - q if self.is_function else 1) * values[low])
        return values

    def value_and_slopes(self, probability: Mapping[int, float]) -> tuple[float, dict[int, float]]:
        """The value, and by event its partial derivative (for a function: Birnbaum's measure), in two passes."""
        values = self._values(probability)
        weight = [0.0] * len(values)
        weight[self.root] = 1.0
        slopes: dict[int, float] = {}
        for i in range(len(self.nodes) - 1, -1, -1):
            event, low, high = self.nodes[i]
            q, here = probability[event], weight[i + 2]
            slope = values[high] - values[low] if self.is_function else values[high]
            slopes[event] = slopes.get(event, 0.0) + here * slope
            weight[high] += here * q
            weight[low] += here * (1 - q if self.is_function else 1)
        return values[self.root], slopes


def decision_diagram(
    whole: Structure, events: Sequence[int], thing: int, *, most_nodes: int = MOST_NODES, manager: Any = None
) -> Diagram:
    """When a thing fails, as a function of which events happen.

    Args:
        whole: what the thing rests on.
        events: what may happen.
        thing: the target.
        most_nodes: no more than these, at any time.
        manager: a BDD of dd, as yet without variables; the fastest there is, where not given.

    Raises:
        TooLarge: the diagram takes more nodes or memory than may be spent.
    """
    bdd = manager or _manager()
    order = force_order(whole, events)
    bdd.declare(*(str(event) for event in order))

    worked_out = count(1)

    def each() -> None:
        done = next(worked_out)
        advanced(done)
        if done % _OFTEN == 0 and len(bdd) > most_nodes:
            raise TooLarge

    try:
        value = least(whole, {event: bdd.var(str(event)) for event in order}, bdd.false, each)
        return _unfolded(value.get(thing, bdd.false), order, most_nodes)
    except (ValueError, RuntimeError, MemoryError) as error:  # what dd says when CUDD has no memory left
        raise TooLarge from error


def _manager() -> Any:
    try:
        from dd import cudd
    except ImportError:
        from dd import autoref

        return autoref.BDD()
    bdd = cudd.BDD()
    bdd.configure(reordering=False, max_memory=MOST_MEMORY)
    return bdd


def _unfolded(function: Any, order: Sequence[int], most_nodes: int) -> Diagram:
    """The diagram without complemented edges, children first."""
    bdd = function.bdd
    number = {int(bdd.false): FALSE, int(bdd.true): TRUE}
    nodes: list[tuple[int, int, int]] = []
    stack = [function]
    while stack:
        if int(stack[-1]) in number:
            stack.pop()
            continue
        here = stack[-1]
        ends = (~here.low, ~here.high) if here.negated else (here.low, here.high)
        open_ = [end for end in ends if int(end) not in number]
        stack += open_
        if not open_:
            number[int(here)] = len(nodes) + 2
            nodes.append((int(here.var), number[int(ends[0])], number[int(ends[1])]))
            if len(nodes) > most_nodes:
                raise TooLarge
    return Diagram(nodes, number[int(function)], order)


def with_single_cuts(diagram: Diagram, events: Sequence[int]) -> Diagram:
    """The diagram, or each of some events alone."""
    nodes, root = list(diagram.nodes), diagram.root
    for event in reversed(events):
        nodes.append((event, root, TRUE))
        root = len(nodes) + 1
    return Diagram(nodes, root, (*events, *diagram.order), diagram.is_function)


def force_order(whole: Structure, events: Iterable[int]) -> list[int]:
    """Events so that those that meet in a group stand near each other: each moves to the middle of where it is needed."""
    edges = [(needer, *(m for _, members in groups for m in members)) for needer, groups in whole.groups.items() if groups]
    place: dict[int, float] = {node: float(i) for i, node in enumerate(reversed(whole.order))}
    best, least_span, patience = place, _span(edges, place), PATIENCE
    for done in range(ROUNDS if edges else 0):
        pulled: dict[int, list[float]] = {node: [] for node in place}
        for edge in edges:
            middle = sum(place[node] for node in edge) / len(edge)
            for node in edge:
                pulled[node].append(middle)
        wanted = {node: sum(to) / len(to) if to else place[node] for node, to in pulled.items()}
        place = {node: float(i) for i, node in enumerate(sorted(wanted, key=lambda n: (wanted[n], place[n])))}
        span, patience = _span(edges, place), patience - 1
        if span < least_span:
            best, least_span, patience = place, span, PATIENCE
        if not patience:
            break
        advanced(done, ROUNDS)
    return sorted(events, key=best.__getitem__)


def _span(edges: Sequence[tuple[int, ...]], place: Mapping[int, float]) -> float:
    return sum(max(places) - min(places) for edge in edges for places in [[place[node] for node in edge]])
