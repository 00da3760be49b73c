"""What the entries of a mapping file say of a source."""

from __future__ import annotations

from typing import Any

import pytest

from eagraph.loading.mapping.paths import BadPath, Item
from eagraph.loading.mapping.paths import Path as Steps
from tests.unit.loading.conftest import hints_of, problems_of

PATHS: list[tuple[str, object, list[object]]] = [
    ("services[*]", {"services": [1, 2]}, [1, 2]),
    ("services", {"services": [1, 2]}, [1, 2]),
    ("$.services", {"services": [1, 2]}, [1, 2]),
    ("[*]", [{"a": 1}], [{"a": 1}]),
    ("a[*].b[*]", {"a": [{"b": [1]}, {}, {"b": [2, 3]}]}, [1, 2, 3]),
    ("a.*", {"a": {"x": 1, "y": None, "z": 2}}, [1, 2]),
    ("a[1]", {"a": [1, 2]}, [2]),
    ("a[7]", {"a": [1, 2]}, []),
    ('"a.b".c', {"a.b": {"c": 5}}, [5]),
    ("a b", {"a b": 5}, [5]),
    ("a.b", {"a": {"b": {"c": 1}}}, [{"c": 1}]),
    ("a.b", {"a": 3}, []),
]


@pytest.mark.parametrize(("path", "document", "expected"), PATHS)
def test_a_path_leads_to_records(path: str, document: object, expected: list[object]) -> None:
    assert [item.value for item in Steps.parse(path).items(Item(document, "x"))] == expected


@pytest.mark.parametrize("path", ["a..b", "a.", "[", "a[x]", "a[*]b", '"a'])
def test_what_is_no_path_is_refused(path: str) -> None:
    with pytest.raises(BadPath):
        Steps.parse(path)


def test_keys_go_down_up_and_to_the_name_a_record_stands_under(read: Any) -> None:
    mapping = """
    [[nodes]]
    at = "zones.*"
    id = "@key"
    name = "title.sv"
    label = "NetworkZone"

    [[nodes]]
    at = "zones.*.devices[*]"
    id = "{^.@key}-{nr}"
    label = "Device"
    properties = { "^.title.sv" = "place", "pos[1]" = "latitude", "tags[*].t" = "tags" }

    [[relationships]]
    at = "zones.*.devices[*].sees[*]"
    source = "{^^.@key}-{^.nr}"
    target = "@"
    type = "RELATES_TO"
    """
    document = {
        "zones": {
            "A": {"title": {"sv": "Norr"}, "devices": [
                {"nr": 1, "name": "Pump", "pos": [17, 60.5], "tags": [{"t": "x"}, {"t": "y"}], "sees": ["A-2", "B"]},
                {"nr": 2.0},
            ]},
            "B": {"devices": []},
        }
    }  # fmt: skip
    intake = read(mapping, document)
    assert problems_of(intake) == []
    assert [(n.key, n.label, n.properties["name"]) for n in intake.nodes] == [
        ("A", "NetworkZone", "Norr"), ("B", "NetworkZone", "B"), ("A-1", "Device", "Pump"), ("A-2", "Device", "A-2"),
    ]  # fmt: skip
    pump = intake.nodes[2].properties
    assert pump["place"] == "Norr"
    assert pump["latitude"] == 60.5
    assert pump["tags"] == ("x", "y")
    assert "sees" not in pump  # another entry has read it
    assert [(t.source.text, t.target.text) for t in intake.relationships] == [("A-1", "A-2"), ("A-1", "B")]
    assert intake.nodes[2].place == "d.json#/zones/A/devices/0"


def test_a_label_follows_a_key_through_a_table_in_the_order_of_the_table(read: Any) -> None:
    mapping = """
    [[nodes]]
    id = "n"
    label = { key = "kinds", values = { "db" = "System", "Probe" = "Sensor" } }
    """
    rows = [
        {"n": 1, "kinds": ["probe", "db"]}, {"n": 2, "kinds": "PROBE"}, {"n": 3, "kinds": "Facility"},
        {"n": 4, "kinds": "vad"}, {"n": 5},
    ]  # fmt: skip
    intake = read(mapping, rows)
    assert [n.label for n in intake.nodes] == ["System", "Sensor", "Facility", "ModelElement", "ModelElement"]
    assert [n.properties.get("source_type") for n in intake.nodes] == ["db", "PROBE", None, "vad", None]
    assert intake.nodes[0].properties["kinds"] == ("probe", "db")
    assert "1 × label 'vad' has no translation" in hints_of(intake)
    with_default = read(mapping.replace("} }", '}, default = "Concept" }'), rows)
    assert [n.label for n in with_default.nodes][3:] == ["Concept", "Concept"]
    assert "translation" not in hints_of(with_default)


def test_types_turn_always_or_for_some_words(read: Any) -> None:
    mapping = """
    [[relationships]]
    source = "a"
    target = "b"
    type = { key = "t", values = { "runs on" = "HOSTS", "needs" = "DEPENDS_ON" } }
    turned = ["Runs on"]
    """
    rows = [{"a": "x", "b": "y", "t": "runs on"}, {"a": "x", "b": "y", "t": "needs"}]
    found = [(t.source.text, t.type, t.target.text) for t in read(mapping, rows).relationships]
    assert found == [("y", "HOSTS", "x"), ("x", "DEPENDS_ON", "y")]
    always = [(t.source.text, t.type) for t in read(mapping.replace('["Runs on"]', "true"), rows).relationships]
    assert always == [("y", "HOSTS"), ("y", "DEPENDS_ON")]


def test_a_row_that_is_a_node_and_names_others_gives_both(read: Any) -> None:
    mapping = """
    [[nodes]]
    label = "System"

    [[nodes]]
    id = "supplier/{by}"
    name = "by"
    label = "Organisation"
    distinct = true

    [[relationships]]
    source = "id"
    target = "supplier/{by}"
    type = "SUPPLIED_BY"

    [[relationships]]
    source = "id"
    target = { key = "needs", split = ";" }
    type = "DEPENDS_ON"
    """
    rows = [
        {"id": 1, "name": "A", "by": "X AB", "needs": "2; 3", "cost": 5}, {"id": 2, "name": "B", "by": "X AB"},
        {"id": 3, "name": "C", "needs": ""},
    ]  # fmt: skip
    intake = read(mapping, rows)
    assert problems_of(intake) == []
    assert [n.key for n in intake.nodes] == ["1", "2", "3", "supplier/X AB"]
    ties = [(t.source.text, t.type, t.target.text, dict(t.properties)) for t in intake.relationships]
    assert ties == [
        ("1", "SUPPLIED_BY", "supplier/X AB", {}), ("2", "SUPPLIED_BY", "supplier/X AB", {}),
        ("1", "DEPENDS_ON", "2", {}), ("1", "DEPENDS_ON", "3", {}),
    ]  # fmt: skip


FILTERS = [
    ({"k": "a"}, [1, 2]),
    ({"k": ["a", "c"]}, [1, 2, 3]),
    ({"k": "*"}, [1, 2, 3]),
    ({"k": ""}, [4]),
    ({"k": "!a"}, [3, 4]),
    ({"k": ["!a", "!c"]}, [4]),
    ({"k": ["a", "!*[x]"]}, [1]),
    ({"on": True}, [3]),
    ({"n": 4}, [4]),
    ({"k": "a", "n": "2"}, [2]),
]


@pytest.mark.parametrize(("where", "expected"), FILTERS)
def test_a_filter_says_which_records_are_meant_and_the_others_are_told(
    read: Any, where: dict[str, object], expected: list[int]
) -> None:
    import tomli_w

    mapping = tomli_w.dumps({"nodes": [{"id": "n", "label": "System", "where": where}]})
    rows = [{"n": 1, "k": "A"}, {"n": 2, "k": ["z", "a", "b[X]"]}, {"n": 3, "k": "c", "on": True}, {"n": 4}]
    intake = read(mapping, rows)
    assert [int(n.key) for n in intake.nodes] == expected
    assert [int(s.what) for s in intake.skipped] == [n for n in (1, 2, 3, 4) if n not in expected]


def test_other_keys_stay_under_their_own_names_and_never_in_eagraphs(read: Any) -> None:
    mapping = """
    [[nodes]]
    label = "System"
    properties = { "state" = "lifecycle", "a.b" = "vendor" }
    values.lifecycle = { "up" = "live" }
    constants = { scope = "local" }
    leave_out = ["secret", "a.pin"]
    """
    row = {
        "id": 1, "name": "A", "state": "UP", "a": {"b": "X", "c": {"d": 1}, "pin": 7}, "secret": {"x": 1}, "none": None,
        "list": [1, "two"], "deep": [{"y": 1}], "source": "s", "criticality": "high", "users": "12",
    }  # fmt: skip
    intake = read(mapping, [row])
    assert dict(intake.nodes[0].properties) == {
        "name": "A", "source_key": "1", "lifecycle": "live", "vendor": "X", "scope": "local", "a.c.d": 1,
        "list": (1, "two"), "deep": '[{"y": 1}]', "source_source": "s", "source_criticality": "high", "users": "12",
    }  # fmt: skip
    assert "System.criticality: 'high' is not a number" in hints_of(intake)
    only = read(mapping.replace("leave_out", "keep = false\nleave_out"), [row])
    assert set(only.nodes[0].properties) == {"name", "source_key", "lifecycle", "vendor", "scope"}
