"""What the entries of a mapping file say of a source, and what is said of a mapping that does not fit."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from eagraph.errors import InvalidMapping, SourceError
from eagraph.loading import Intake
from eagraph.loading.changes import Stored
from eagraph.loading.mapping import read_mapping, records_in
from eagraph.loading.mapping.applying import Applying
from eagraph.loading.mapping.paths import BadPath, Item
from eagraph.loading.mapping.paths import Path as Steps
from eagraph.loading.planning import plan
from eagraph.model.schema import Schema


@pytest.fixture
def read(tmp_path: Path) -> Any:
    """Reads a document under a mapping."""

    def reading(mapping: str, document: object) -> Intake:
        file = tmp_path / "m.toml"
        file.write_text(mapping, encoding="utf-8")
        intake = Intake("d.json", "d", Schema.standard(), read_mapping(file))
        records = records_in(intake.mapping)
        assert records
        applying = Applying(records, intake)
        applying.document(Item(document, "d.json", where=lambda pointer: f"d.json#{pointer}"))
        applying.close()
        return intake

    return reading


def _told(intake: Intake) -> list[str]:
    return [f"{problem.where}: {problem.text.en}" for problem in intake.problems]


def _hints(intake: Intake) -> str:
    return "\n".join(f"{hint.where}: {hint.text.en}" for hint in intake.hints)


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
    assert _told(intake) == []
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
    assert "1 × label 'vad' has no translation" in _hints(intake)
    with_default = read(mapping.replace("} }", '}, default = "Concept" }'), rows)
    assert [n.label for n in with_default.nodes][3:] == ["Concept", "Concept"]
    assert "translation" not in _hints(with_default)


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
    assert _told(intake) == []
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
    assert "System.criticality: 'high' is not a number" in _hints(intake)
    only = read(mapping.replace("leave_out", "keep = false\nleave_out"), [row])
    assert set(only.nodes[0].properties) == {"name", "source_key", "lifecycle", "vendor", "scope"}


def test_everything_wrong_with_a_mapping_is_told_at_once_with_file_and_key(tmp_path: Path) -> None:
    file = tmp_path / "m.toml"
    file.write_text(
        """
        [[nodes]]
        at = "a..b"
        label = "Systm"
        colour = 1
        properties = { x = "id" }

        [[nodes]]
        label = { key = "k", values = { a = "Sensr" }, default = "Devise" }
        id = { key = "a", value = "b" }
        constants = { criticality = 9 }
        values.lifecycl = { a = "b" }

        [[nodes]]
        label = "System"
        values.criticality = { high = "very" }

        [[relationships]]
        type = "FLOWS"
        source = { key = "x", labels = ["Nobody"] }
        turned = 3

        [[relationships]]
        at = "x"
        """,
        encoding="utf-8",
    )
    with pytest.raises(InvalidMapping) as raised:
        read_mapping(file)
    told = [f"{p.where}: {p.text.en}" for p in raised.value.problems]
    expected = [
        "m.toml [[nodes]] 1: unknown key 'colour'",
        "m.toml [[nodes]] 1 label: unknown label 'Systm'; did you mean System?",
        "m.toml [[nodes]] 1: 'a..b' is no path",
        "m.toml [[nodes]] 2 label: unknown label 'Sensr'",
        "m.toml [[nodes]] 2 label: unknown label 'Devise'",
        "m.toml [[nodes]] 2 id: expected key or value",
        "m.toml [[nodes]] 3 values.criticality 'high': criticality is 'very'",
        "m.toml [[relationships]] 1: turned is 3",
        "m.toml [[relationships]] 1 type: unknown type 'FLOWS'; did you mean FLOW?",
        "m.toml [[relationships]] 1 source: unknown label 'Nobody'",
        "m.toml [[relationships]] 2: no type",
    ]
    missing = [one for one in expected if not any(line.startswith(one) for line in told)]
    assert missing == [], told


WRONG = [
    ('[[nodes]]\nat = "servces"\nlabel = "System"', r"\[\[nodes\]\] 1 at: nothing stands at 'servces'; there is services"),
    ('[[nodes]]\nat = "services"\nid = "nmae"\nlabel = "System"', r"1 id: no record has 'nmae'; they have name"),
    ('[[nodes]]\nat = "services"\nid = "port"\nlabel = "System"', r"d.json#/services/1: no value for 'port'"),
    (
        '[[nodes]]\nat="services"\nid="name"\nlabel="System"\n[[relationships]]\nat="flows"\nsource="from"\ntype="FLOW"',
        r"\[\[relationships\]\] 1 target: no record has 'target'; they have .*to",
    ),
]
DOCUMENT = {"services": [{"name": "a", "port": 1}, {"name": "b"}], "flows": [{"from": "a", "to": "b"}]}


@pytest.mark.parametrize(("mapping", "told"), WRONG)
def test_what_a_mapping_names_and_the_source_does_not_have_is_an_error(read: Any, mapping: str, told: str) -> None:
    assert re.search(told, "\n".join(_told(read(mapping, DOCUMENT))))


DOUBTS = [
    ('properties = { "prt" = "vendor" }', "properties: no record has 'prt'; nearest: port"),
    ('properties = { "port" = "vendr" }', "'vendr' is no property of the model there"),
    ('values.name_en = { "x" = "y" }\nproperties = { "name" = "name_en" }', "name_en 'a' has no translation"),
    ('where = { name = "z" }', "where leaves out all 2 records"),
]


@pytest.mark.parametrize(("line", "told"), DOUBTS)
def test_what_may_be_meant_so_is_told_and_with_strict_refused(read: Any, line: str, told: str, tmp_path: Path) -> None:
    mapping = f'[[nodes]]\nat = "services"\nid = "name"\nlabel = "System"\n{line}'
    loose = read(mapping, DOCUMENT)
    assert told in _hints(loose)
    assert _told(loose) == []
    try:
        strict = "\n".join(_told(read(f"strict = true\n{mapping}", DOCUMENT)))
    except InvalidMapping as error:
        strict = str(error)
    assert told in strict


def test_a_place_that_may_be_missing_is_no_error(read: Any) -> None:
    mapping = """
    [[nodes]]
    at = "services"
    id = "name"
    label = "System"
    [[nodes]]
    at = "externals"
    optional = true
    label = "System"
    """
    intake = read(mapping, DOCUMENT)
    assert _told(intake) == []
    assert "flows: not read, for no entry of the mapping is about it" in _hints(intake)


def test_ends_nobody_knows_refuse_the_load_unless_they_are_loose(read: Any) -> None:
    mapping = """
    [[nodes]]
    at = "n"
    label = "System"
    [[relationships]]
    at = "r"
    type = "FLOW"
    """
    document = {"n": [{"id": "a", "name": "Å"}], "r": [{"source": "a", "target": "nowhere"}]}
    with pytest.raises(SourceError, match="'nowhere' does not exist"):
        plan(Stored(), read(mapping, document), loader="mapped", run="1", loaded_at="2026-01-01")
    loose = read(f"{mapping}\nloose = true", document)
    _, report = plan(Stored(), loose, loader="mapped", run="1", loaded_at="2026-01-01")
    assert [s.what for s in report.skipped] == ["FLOW nowhere"]
    named = read(mapping.replace('type = "FLOW"', 'type = "FLOW"\ntarget = { key = "t", by_name = true }'),
                 {"n": document["n"], "r": [{"source": "a", "t": "å"}]})  # fmt: skip
    changes, _ = plan(Stored(), named, loader="mapped", run="1", loaded_at="2026-01-01")
    assert changes.relationships[0].source == changes.relationships[0].target


def test_the_form_for_every_loader_is_checked_too(tmp_path: Path) -> None:
    file = tmp_path / "m.toml"
    file.write_text('[properties]\nKritikalitet = "critcality"\n', encoding="utf-8")
    assert "critcality" in str(read_mapping(file)["doubts"])
    file.write_text('strict = true\n[properties]\nKritikalitet = "critcality"\n', encoding="utf-8")
    with pytest.raises(InvalidMapping, match="Nearest: criticality"):
        read_mapping(file)


@pytest.mark.parametrize(
    "text", ["[[nodes", "colour = 1", "nodes = 3", "[nodes]\nat = 1", "values = 1", "[[nodes]]\nlabel = 1"]
)
def test_what_is_no_mapping_file_is_refused(text: str, tmp_path: Path) -> None:
    file = tmp_path / "m.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=r"m\.toml"):
        read_mapping(file)
