"""Cut sets and exact probabilities of fault trees of 50 to 1 000 basic events, beside lists of sets and dd's own Python.

A peer that does not end gets a bound: the plain lists stop at `MOST_SETS` sets at a gate, the diagrams at a
number of nodes; a measurement that was cut short says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from itertools import combinations
from math import prod

from eagraph import analysis
from eagraph.analysis._fault_tree.basic_events import basic_events
from eagraph.analysis._fault_tree.cut_families import TooLarge
from eagraph.analysis._fault_tree.decisions import decision_diagram
from eagraph.analysis._fault_tree.minimal_cut_sets import minimal_cut_sets
from eagraph.analysis._fault_tree.structure import Structure, reduced, single_cuts, structure
from eagraph.bench import Measurement, timed
from eagraph.bench._trees import TOP, fault_tree
from eagraph.graph import views
from eagraph.graph.snapshot import Snapshot
from eagraph.locale import both

title = both("Fault trees")
SIZES = (50, 200, 500, 1000)
LARGEST_SETS = 4
MOST_SETS, MOST_PAIRS = 5_000, 200_000
MOST_NODES = 20_000
"""Of a diagram in dd's Python, which takes seconds for as many."""
MOST_FOR_PEER = 500
"""Events dd's Python is asked for; of 1 000 one operation of it may take minutes."""
Sets = frozenset[frozenset[int]]


def run() -> list[Measurement]:
    """Every size once: both analyses, and the parts beside their peers."""
    return [measurement for size in SIZES for measurement in _measured(fault_tree(size), size)]


def _measured(snapshot: Snapshot, size: int) -> Iterable[Measurement]:
    failure, top = views.failure(snapshot), snapshot.find(TOP)
    whole = structure(failure, [top])
    events = list(basic_events(failure, whole.order).low)
    seconds, cuts = timed(lambda: minimal_cut_sets(whole, events, top, max_size=LARGEST_SETS), times=1)
    peer, listed = timed(lambda: _listed(whole, set(events), top), times=1)
    short = "" if cuts.size == LARGEST_SETS else f", truncated to {cuts.size}"
    beside = _beside("lists of sets (MOCUS)", peer, listed)
    yield Measurement(f"cut sets up to {LARGEST_SETS} of {size} events{short}", seconds, *beside)
    rest = sorted(set(events) - set(single_cuts(whole, events, top)))
    yield _diagrams(reduced(whole, rest), rest, top)
    for question, more in (("cut-sets", {"max_size": LARGEST_SETS}), ("importance", {})):
        one = analysis.find(question)
        asked = one.Params.model_validate({"of": TOP, **more})
        seconds, answer = timed(lambda one=one, asked=asked: one.run(snapshot, asked), times=1)  # type: ignore[misc]
        yield Measurement(f"{question} of {size} events, {answer.completeness.state}", seconds)


def _diagrams(whole: Structure, events: list[int], top: int) -> Measurement:
    """CUDD beside dd's Python, with the same order of those events that are no cut set alone."""
    from dd import autoref

    seconds, ours = timed(lambda: _nodes(whole, events, top), times=1)
    if len(events) > MOST_FOR_PEER:
        return Measurement(_told(events, ours), seconds)
    peer, theirs = timed(lambda: _nodes(whole, events, top, manager=autoref.BDD(), most_nodes=MOST_NODES), times=1)
    return Measurement(_told(events, ours), seconds, *_beside("dd.autoref", peer, theirs))


def _beside(name: str, seconds: float, answer: object) -> tuple[str, float | None]:
    """A peer's name and time; one that gave up has no time to compare with."""
    return (name, seconds) if answer is not None else (f"{name}, gave up after {seconds:.2f} s", None)


def _told(events: list[int], nodes: int | None) -> str:
    return f"decision diagram of {len(events)} events, " + ("too large" if nodes is None else f"{nodes} nodes")


def _nodes(whole: Structure, events: list[int], top: int, **more: object) -> int | None:
    try:
        return len(decision_diagram(whole, events, top, **more).nodes)  # type: ignore[arg-type]
    except (TooLarge, RecursionError):
        return None


def _listed(whole: Structure, events: set[int], top: int) -> Sets | None:
    """Minimal cut sets of a tree as plain lists, from the leaves up; None where a gate has too many."""
    found: dict[int, Sets] = {}
    for node in whole.order:
        ways: list[Sets] = [frozenset({frozenset({node})})] if node in events else []
        for fewest, members in whole.groups[node]:
            chosen = list(combinations(members, fewest))
            if any(prod(len(found[m]) for m in some) > MOST_PAIRS for some in chosen):
                return None
            ways += [_joined(found[m] for m in some) for some in chosen]
        found[node] = _minimal(frozenset().union(*ways))
        if len(found[node]) > MOST_SETS:
            return None
    return found[top]


def _joined(families: Iterable[Sets]) -> Sets:
    return reduce(lambda a, b: _minimal(frozenset(x | y for x in a for y in b if len(x | y) <= LARGEST_SETS)), families)


def _minimal(sets: Sets) -> Sets:
    kept: list[frozenset[int]] = []
    for one in sorted(sets, key=len):
        if not any(other <= one for other in kept):
            kept.append(one)
    return frozenset(kept)
