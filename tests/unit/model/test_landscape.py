"""Nodes and relationships as one sorted, numbered, checked whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eagraph.errors import InvalidLandscape
from eagraph.model.landscape import Landscape, Node, Relationship, numbered
from tests.property.strategies import node, tie

DRAWN = st.lists(
    st.builds(
        Relationship,
        st.sampled_from("ab"),
        st.sampled_from(["FLOW", "HOSTS"]),
        st.sampled_from("ab"),
        st.dictionaries(st.sampled_from(["medium", "source_key"]), st.sampled_from("xy"), max_size=2),
        st.integers(0, 3),
    ),
    max_size=8,
)


@given(ties=DRAWN, chance=st.randoms(use_true_random=False))
def test_numbers_follow_the_content_and_not_the_order_of_the_source(ties: list[Relationship], chance: object) -> None:
    shuffled = list(ties)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    made = numbered(ties)
    if not any("source_key" in t.properties for t in ties):
        assert numbered(shuffled) == made
    assert numbered(made) == made
    assert sorted(t.key for t in made) == [t.key for t in made]
    assert len({t.key for t in made}) == len(ties), "none hides another"
    alike: dict[object, list[int]] = {}
    for one in made:
        alike.setdefault(one.key[:4], []).append(one.ordinal)
    assert all(ordinals == list(range(len(ordinals))) for ordinals in alike.values())


def test_relationships_with_a_key_of_their_own_are_told_apart_by_it() -> None:
    ties = [tie("a", "FLOW", "b", source_key=key) for key in ("2", "1")]
    assert [t.key for t in numbered(ties)] == [("a", "FLOW", "b", "1", 0), ("a", "FLOW", "b", "2", 0)]


def test_a_landscape_is_sorted_and_needs_no_order() -> None:
    nodes, ties = [node("b"), node("a")], [tie("b", "HOSTS", "a"), tie("a", "HOSTS", "b")]
    whole = Landscape.of(nodes, ties)
    assert whole == Landscape.of(nodes[::-1], ties[::-1])
    assert [n.id for n in whole.nodes] == ["a", "b"]
    assert [t.source for t in whole.relationships] == ["a", "b"]


def test_a_thing_without_a_name_is_called_by_its_id() -> None:
    assert node("a").name == "a"
    assert node("a", name="").name == "a"
    assert node("a", name="Kartan").name == "Kartan"


def test_where_a_record_comes_from_is_no_part_of_what_it_is() -> None:
    assert Node("a", "System", {}, ()) == Node("a", "System", {}, provenance=())


def test_all_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(InvalidLandscape) as raised:
        Landscape.of([node("a"), node("a"), node("b", "Sytem")], [tie("a", "HOST", "c"), tie("b", "DEPENDS_ON", "b", k=2)])
    told = str(raised.value)
    for part in (
        "'a' stands twice",
        "did you mean System",
        "did you mean HOSTS",
        "'c' does not exist",
        "k is 2 without a group",
    ):
        assert part in told
    assert len(raised.value.problems) == 5
