"""Every mistake is found and no other; what is merely odd is a hint."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eagraph.errors import Problem
from eagraph.model.fields import Value
from eagraph.model.landscape import Landscape, Node, Relationship, numbered
from eagraph.model.provenance import Provenance
from eagraph.model.schema import Schema
from eagraph.model.validation import find_hints, find_problems, needer, place
from tests.property.strategies import node, tie

SCHEMA = Schema.standard()
AB = (node("a"), node("b"), node("c"))


def _whole(nodes: Sequence[Node], ties: Sequence[Relationship] = ()) -> Landscape:
    return Landscape(tuple(sorted(nodes, key=lambda n: n.id)), numbered(ties))


def _wrong(nodes: Sequence[Node], ties: Sequence[Relationship] = ()) -> list[Problem]:
    return find_problems(_whole(nodes, ties), SCHEMA)


GROUP = [tie("a", "DEPENDS_ON", "b", group="g", k=2), tie("a", "DEPENDS_ON", "c", group="g")]
FINE: dict[str, tuple[Sequence[Node], Sequence[Relationship]]] = {
    "k as large as its group": (AB, GROUP),
    "k said by all": (AB, [tie("a", "DEPENDS_ON", other, group="g", k=1) for other in "bc"]),
    "one group name, two needers": (
        AB,
        [tie("a", "DEPENDS_ON", "b", group="g", k=1), tie("b", "DEPENDS_ON", "c", group="g", k=1)],
    ),
    "flows into one receiver are its group": (
        AB,
        [tie("b", "FLOW", "a", group="g", k=2), tie("c", "FLOW", "a", group="g")],
    ),
    "k is 1 without a group": (AB, [tie("a", "DEPENDS_ON", "b", k=1)]),
    "parallel without keys": (AB, [tie("a", "FLOW", "b"), tie("a", "FLOW", "b")]),
    "parallel with keys": (AB, [tie("a", "FLOW", "b", source_key=key) for key in "12"]),
    "two parents": (AB, [tie("a", "PART_OF", "b"), tie("a", "PART_OF", "c"), tie("b", "PART_OF", "c")]),
    "a ring of needs": (AB, [tie("a", "DEPENDS_ON", "b"), tie("b", "DEPENDS_ON", "a")]),
    "a day alone": ([node("a", valid_from="2026-01-01", valid_to="2026-01-01")], []),
    "an end without a beginning": ([node("a", valid_to="2026-01-01")], []),
    "dates of a project": ([node("a", "Project", start="2026-01-01", end="2026-02-01")], []),
    "start is no date of a system": ([node("a", start="b", end="a")], []),
    "an upper level alone": ([node("a", k_high=0)], []),
    "carries what is there": ((*AB, node("x", "InformationAsset")), [tie("a", "FLOW", "b", carries=("x",))]),
}
WRONG: dict[str, tuple[Sequence[Node], Sequence[Relationship], str]] = {
    "doubled id": ([node("a"), node("a")], [], "'a' stands twice"),
    "blank id": ([node(" ")], [], "without an id"),
    "unknown label": ([node("a", "Systm")], [], "did you mean System"),
    "unknown label, nothing near": ([node("a", "Qqq")], [], "Capability, CommonCause"),
    "unknown type": (AB, [tie("a", "DEPENDSON", "b")], "did you mean DEPENDS_ON"),
    "doubled key": (AB, [tie("a", "FLOW", "b", source_key="1")] * 2, "'1' stands twice"),
    "no source": (AB, [tie("z", "FLOW", "b")], "source 'z' does not exist"),
    "no target": (AB, [tie("a", "FLOW", "z")], "target 'z' does not exist"),
    "carries nothing there is": (AB, [tie("a", "FLOW", "b", carries=("z",))], "carries 'z' does not exist"),
    "dates of a node": ([node("a", valid_from="2026-02-01", valid_to="2026-01-01")], [], "valid_from 2026-02-01 is after"),
    "dates of an incident": (
        [node("a", "Incident", detected_on="2026-02-01", closed_on="2026-01-01")],
        [],
        "detected_on 2026-02-01 is after",
    ),
    "dates of a relationship": (
        AB,
        [tie("a", "FLOW", "b", valid_from="2026-02-01", valid_to="2026-01-01")],
        "valid_from 2026-02-01 is after",
    ),
    "dates under an unknown label": (
        [node("a", "System"), node("b", "Syst", valid_from="2026-02-01", valid_to="2026-01-01")],
        [],
        "is after",
    ),
    "levels": ([node("a", s=3, s_high=1)], [], "s_high 1 is below s 3"),
    "k without a group": (AB, [tie("a", "DEPENDS_ON", "b", k=2)], "k is 2 without a group"),
    "k too large": (AB, [tie("a", "DEPENDS_ON", "b", group="g", k=3), GROUP[1]], "has 2 members"),
    "k too large for a receiver": (
        AB,
        [tie("b", "FLOW", "a", group="g", k=2), tie("a", "FLOW", "c", group="g")],
        "'g' of 'a'",
    ),
    "two values of k": (AB, [GROUP[0], tie("a", "DEPENDS_ON", "c", group="g", k=1)], "but"),
    "part of itself": (AB, [tie("a", "PART_OF", "a")], "ring: a → a"),
    "a ring of parts": (AB, [tie("a", "PART_OF", "b"), tie("b", "PART_OF", "c"), tie("c", "PART_OF", "a")], "a → b → c → a"),
}


@pytest.mark.parametrize("case", FINE)
def test_what_is_right_is_not_complained_of(case: str) -> None:
    assert _wrong(*FINE[case]) == []


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_told(case: str) -> None:
    nodes, ties, expected = WRONG[case]
    problems = _wrong(nodes, ties)
    assert any(expected in p.text.en for p in problems), problems
    assert all(p.where and p.text.sv for p in problems)


@given(edges=st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=14, unique=True))
def test_a_ring_of_parts_is_told_exactly_where_there_is_one(edges: list[tuple[int, int]]) -> None:
    problems = _wrong([node(str(i)) for i in range(7)], [tie(str(a), "PART_OF", str(b)) for a, b in edges])
    below = defaultdict(set)
    for a, b in edges:
        below[a].add(b)
    reached = {a: set(below[a]) for a in range(7)}
    for _ in range(7):
        for a in range(7):
            reached[a] |= {c for b in reached[a] for c in reached[b]}
    assert bool(problems) == any(a in reached[a] for a in range(7))
    for problem in problems:
        ring = [int(part) for part in problem.text.en.removesuffix(".").rpartition(": ")[2].split(" → ")]
        assert ring[0] == ring[-1]
        assert all(step in edges for step in pairwise(ring)), "every step of it is there"


@given(
    said=st.lists(
        st.tuples(st.sampled_from("ab"), st.sampled_from(["", "g", "h"]), st.none() | st.integers(1, 4)), max_size=8
    )
)
def test_k_is_right_exactly_when_its_group_can_give_it(said: list[tuple[str, str, int | None]]) -> None:
    ties = []
    for number, (needs, group, k) in enumerate(said):
        properties: dict[str, Value] = {"source_key": str(number)}
        properties |= {name: value for name, value in (("group", group), ("k", k)) if value}
        ties.append(Relationship(needs, "DEPENDS_ON", "c", properties))
    right = all(not k or k == 1 for _, group, k in said if not group)
    for needs, group in {(n, g) for n, g, _ in said if g}:
        members = [k for n, g, k in said if (n, g) == (needs, group)]
        counts = {k for k in members if k}
        right &= len(counts) <= 1 and all(k <= len(members) for k in counts)
    assert (_wrong(AB, ties) == []) == right


def test_the_needer_is_the_one_failure_travels_to() -> None:
    assert needer(tie("a", "DEPENDS_ON", "b"), SCHEMA) == "a"
    assert needer(tie("a", "FLOW", "b"), SCHEMA) == "b"
    assert needer(tie("a", "HOSTS", "b"), SCHEMA) == "b"
    assert needer(tie("a", "RELATES_TO", "b"), SCHEMA) == "a"


def test_a_place_is_the_line_of_the_last_source_else_what_it_is_known_by() -> None:
    said = (Provenance("one", "r", "one.csv:2"), Provenance("two", "r", "two.csv:7"))
    assert place(Node("a", "System", {}, said)) == "two.csv:7"
    assert place(node("a")) == "a"
    assert place(tie("a", "FLOW", "b")) == "a FLOW b"


HINTS: dict[str, tuple[Sequence[Node], Sequence[Relationship], str]] = {
    "ends a type is not meant for": (
        (*AB, node("x", "InformationAsset")),
        [tie("x", "HOLDS", "a"), tie("x", "HOLDS", "b")],
        "2 × InformationAsset HOLDS System",
    ),
    "a word of no choice": ([node("a", lifecycle="sover")], [], "1 × System.lifecycle is 'sover'"),
    "two strengths in a group": (
        AB,
        [tie("a", "DEPENDS_ON", "b", group="g", mode="soft"), tie("a", "DEPENDS_ON", "c", group="g")],
        "mixes strengths (hard, soft)",
    ),
}


@pytest.mark.parametrize("case", HINTS)
def test_what_is_odd_is_a_hint(case: str) -> None:
    nodes, ties, expected = HINTS[case]
    assert _wrong(nodes, ties) == []
    (hint,) = find_hints(_whole(nodes, ties), SCHEMA)
    assert expected in hint.text.en


def test_nothing_odd_no_hint() -> None:
    assert find_hints(_whole(AB, GROUP), SCHEMA) == []
