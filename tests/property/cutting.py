"""Cutting by trying: which sets of failures reach a thing, by the cascade rule alone; and landscapes to try it on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations

from hypothesis import strategies as st

from eagraph.graph.snapshot import Snapshot
from eagraph.model.fields import Value
from tests.property.directions import steps
from tests.property.strategies import node, snapshot_of, tie, with_counts
from tests.property.test_blast_radius import Group, groups_of, rounds

PROBABILITIES: list[dict[str, Value]] = [
    {},
    {"failure_probability": 0},
    {"failure_probability": 0.5},
    {"failure_probability": 0.1},
    {"failure_probability": 0.2, "failure_probability_high": 0.3},
    {"failure_probability_high": 0.4},
    {"failure_probability": 1},
]


@st.composite
def structures(draw: st.DrawFn, *, most: int = 7, unlikely: bool = True) -> Snapshot:
    """2 to `most` systems that need each other in rings and groups; some say how likely they fail."""
    ids = [f"s{i}" for i in range(draw(st.integers(2, most)))]
    said = st.sampled_from(PROBABILITIES if unlikely else [{}])
    nodes = [node(id_, "System", **draw(said)) for id_ in ids]
    forms: list[dict[str, Value]] = [{}, {"group": "g"}, {"group": "g"}, {"group": "h"}, {"mode": "soft"}]
    end, form = st.sampled_from(ids), st.sampled_from(forms)
    drawn = draw(st.lists(st.tuples(end, end, form), min_size=1, max_size=14))
    return snapshot_of(nodes, with_counts(draw, [tie(a, "DEPENDS_ON", b, **said) for a, b, said in drawn]))


def groups_in(snapshot: Snapshot) -> list[Group]:
    """The hard groups of a landscape, by MODEL's words."""
    return [g for g in groups_of(steps(snapshot, "failure")) if g.strength == "hard"]


def stops(groups: list[Group], failed: Iterable[str], thing: str) -> bool:
    """Does a thing stop when these fail?"""
    return thing in rounds(groups, set(failed))


def minimal_cuts(groups: list[Group], may_fail: Iterable[str], thing: str) -> set[frozenset[str]]:
    """All minimal cut sets, by trying sets of growing size."""
    found: set[frozenset[str]] = set()
    able = sorted(may_fail)
    for size in range(1, len(able) + 1):
        for chosen in map(frozenset, combinations(able, size)):
            if not any(cut <= chosen for cut in found) and stops(groups, chosen, thing):
                found.add(chosen)
    return found


def probability_of(groups: list[Group], likely: Mapping[str, float], thing: str) -> float:
    """The probability that a thing stops, summed over everything that may happen."""
    total = 0.0
    for failed in (set(c) for size in range(len(likely) + 1) for c in combinations(sorted(likely), size)):
        if stops(groups, failed, thing):
            here = 1.0
            for id_, q in likely.items():
                here *= q if id_ in failed else 1 - q
            total += here
    return total
