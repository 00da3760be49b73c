"""Which records mean the same node, and what are they and their sources called?"""

from __future__ import annotations

import re
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eagraph.model.identity import node_id, same_name_hints, slug, source_name
from eagraph.model.landscape import Node
from eagraph.model.provenance import Provenance

WORDS = st.text(st.sampled_from("abcÅäö /-_.9"), min_size=1, max_size=8)


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


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("BF3CF619-5B1B-43BD-B5E3-98A4DD678AD1", "urn:uuid:bf3cf619-5b1b-43bd-b5e3-98a4dd678ad1"),
        ("{BF3CF619-5B1B-43BD-B5E3-98A4DD678AD1}", "bf3cf619-5b1b-43bd-b5e3-98a4dd678ad1"),
        ("pkg:PyPI/Django_Filter@23.1", "pkg:pypi/django-filter@23.1"),
        ("pkg:npm/%40angular/core@1.0?b=2&a=1", "pkg:npm/%40angular/core@1.0?a=1&b=2"),
    ],
)
def test_an_id_of_the_world_is_one_however_it_is_spelled(one: str, other: str) -> None:
    assert node_id("a", "1", one) == node_id("b", "2", other)


@pytest.mark.parametrize("text", ["pkg:", "pkg:nothing", "urn:uuid:12", "CI00042", "https://example.org/A"])
def test_any_other_id_is_left_as_it_is(text: str) -> None:
    assert node_id("a", "1", text) == text


def test_the_name_a_user_gives_is_the_name_and_a_known_place_keeps_its_own() -> None:
    taken = {"systemlista": "/lists/systems.csv", "cmdb": "/old/cmdb.csv"}
    assert source_name("/lists/systems.csv", "systems", taken, "register") == "systemlista"
    assert source_name("/new/cmdb.csv", "cmdb", taken, "CMDB") == "cmdb"
    assert source_name("/new/other.csv", "other", taken, "Inköp 1") == "inkop-1"


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
