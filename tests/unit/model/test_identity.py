"""Which records mean the same node, what they are called, and what one says where several sources do."""

from __future__ import annotations

import re
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eagraph.model.identity import merged, node_id, same_name_hints, slug, source_name
from eagraph.model.landscape import Node
from eagraph.model.provenance import Provenance

WORDS = st.text(st.sampled_from("abcÅäö /-_.9"), min_size=1, max_size=8)
VALUES = st.text(max_size=3) | st.integers(0, 4)


@given(source=WORDS, other=WORDS, key=st.uuids().map(str) | st.uuids().map(lambda u: u.hex))
def test_a_key_that_is_unique_in_the_world_means_one_node_whoever_says_it(source: str, other: str, key: str) -> None:
    assert node_id(source, key) == node_id(other, key) == key


@pytest.mark.parametrize("key", ["12", "a" * 23, f"{uuid.UUID(int=7)}x", f"x{uuid.UUID(int=7)}", "g" * 24])
def test_any_other_key_stays_within_its_source(key: str) -> None:
    assert node_id("one", key) == f"one:{key}"
    assert node_id("one", key) != node_id("two", key)


@given(source=WORDS, key=WORDS, external=WORDS)
def test_an_external_id_is_the_id(source: str, key: str, external: str) -> None:
    assert node_id(source, key, external) == external


@given(name=st.text(min_size=1, max_size=20))
def test_a_slug_is_stable_and_short_of_signs(name: str) -> None:
    made = slug(name)
    assert made == slug(made) or not re.search("[a-z0-9]", made)
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", made) or made == name.strip()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Åre Östra ÄLDRE", "are-ostra-aldre"),
        ("Smørrebrød & Æble", "smorrebrod-able"),
        ("Café  (ny)", "cafe-ny"),
        ("日本", "日本"),
    ],
)
def test_a_slug_is_readable(name: str, expected: str) -> None:
    assert slug(name) == expected


LOCATIONS = st.lists(WORDS, min_size=1, max_size=4).map(lambda parts: "/" + "/".join(parts))


@given(sources=st.lists(st.tuples(LOCATIONS, WORDS), max_size=12))
def test_names_of_sources_are_theirs_alone_and_stay(sources: list[tuple[str, str]]) -> None:
    taken: dict[str, str] = {}
    for location, title in sources:
        name = source_name(location, title, taken)
        assert taken.get(name, location) == location
        taken[name] = location
    for location, title in sources:
        assert taken[source_name(location, title, taken)] == location
    assert len(set(taken.values())) == len(taken)


def test_folders_go_in_front_of_a_name_that_is_taken_then_numbers() -> None:
    taken = {"model": "/a/b/model.xml"}
    taken["c-model"] = "/x/c/model.xml"
    assert source_name("/a/c/model.xml", "Model", taken) == "a-c-model"
    assert source_name("id-77", "Model", taken) == "model-2"


CLAIMS = st.lists(
    st.builds(
        Provenance,
        st.sampled_from("abc"),
        st.just("run"),
        st.just(""),
        st.dictionaries(st.sampled_from("xyz"), VALUES, max_size=3),
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda claim: claim.source,
)


@given(claims=CLAIMS)
def test_the_earlier_source_stands_and_a_later_one_fills_the_gaps(claims: list[Provenance]) -> None:
    properties, kept = merged(claims)
    expected: dict[str, object] = {}
    for claim in reversed(claims):
        expected |= claim.content or {}
    assert properties == expected
    assert [claim.source for claim in kept] == [claim.source for claim in claims]
    if len(claims) > 1:
        assert [claim.content for claim in kept] == [claim.content for claim in claims]
    else:
        assert kept[0].content is None, "one source's content is the record"


def _node(id_: str, source: str, name: str = "Kartan", label: str = "System") -> Node:
    return Node(id_, label, {"name": name}, (Provenance(source, "run", ""),))


def test_one_name_in_two_sources_is_a_hint_and_no_more() -> None:
    (hint,) = same_name_hints([_node("a:1", "a"), _node("b:1", "b", "KARTAN ")], "b")
    assert hint.where == "b:1"
    assert "a:1, b:1" in hint.text.en
    assert "external_id" in hint.text.sv


@pytest.mark.parametrize(
    "nodes",
    [
        [_node("a:1", "a"), _node("a:2", "a")],
        [_node("a:1", "a"), _node("b:1", "b", label="Sensor")],
        [_node("a:1", "a"), _node("c:1", "c")],
        [_node("a:1", "a"), _node("b:1", "b", "Något annat")],
        [Node("a:1", "System", {"name": "Kartan"}), _node("b:1", "b")],
    ],
    ids=["one source", "two labels", "neither is this source's", "two names", "nobody's"],
)
def test_no_hint_where_nothing_speaks_for_one_thing(nodes: list[Node]) -> None:
    assert same_name_hints(nodes, "b") == []
