"""The declared model holds together, and a user's own file adds to it, turns it, or is refused as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from eagraph.errors import InvalidLandscape, SourceError
from eagraph.model.description import described, in_words
from eagraph.model.relationships import RelationshipType, Travel
from eagraph.model.schema import VIEWS, Schema, read_properties, read_schema

STANDARD = Schema.standard()
DIRECTIONS = """
DEPENDS_ON ← – → →|VIA ← ↔ → ↔|CARRIES – – – –|HOLDS – – – –|MASTER_OF – – – –|COLLECTS – – – –|OF_TYPE – – – –
DENOTES – – – –
DERIVED_FROM – ← – –
HOSTS → ↔ ← →|CONTROLS_ACCESS_TO → – ← →|REALISES → – ← –|SUPPORTS → – ← –|USED_BY → → ← –
CONNECTED_TO – – – ↔|MEMBER_OF ← – – ←|PART_OF – – – –|OWNED_BY – – – –|MANAGED_IN – – – –|HELD_BY – – – –|BELONGS_TO – – – –
SUPPLIED_BY – – – ←|PROTECTS – – – –|EXEMPTS – – – –|ABOUT – – – –|AFFECTED – – – –|STARTED_IN – – – –|CHANGES – – – –
DELIVERS – – – –|RETIRES – – – –|AFFECTS – – – –|PRECEDES – – – –|REPLACED_BY – – – –|RELATES_TO – – – –|FLOW → → ← →
"""
ARROWS = {"→": Travel.WITH, "←": Travel.AGAINST, "↔": Travel.BOTH, "–": Travel.NOT}
OWN = """
[node.Vehicle]
sv = "fordon"
properties.plate = { kind = "text", sv = "skylt" }
properties.seats = { kind = "integer", low = 1, high = 90 }

[node.System]
properties.anropsnamn = { kind = "list", choices = ["a", "b"] }

[relationship.CHARGES]
sv = "laddar"
en = "charges"
failure = "with"
sources = ["System"]
targets = ["Vehicle"]

[relationship.RELATES_TO]
attack = "both"
"""


def _read(tmp_path: Path, text: str) -> Schema:
    path = tmp_path / "types.toml"
    path.write_text(text, encoding="utf-8")
    return read_schema(path)


def test_every_type_has_its_directions() -> None:
    expected = {}
    for line in DIRECTIONS.strip().replace("\n", "|").split("|"):
        type_, *arrows = line.split()
        expected[type_] = tuple(ARROWS[arrow] for arrow in arrows)
    assert {t.type: tuple(t.travels(view) for view in VIEWS) for t in STANDARD.relationship_types} == expected


def test_the_declared_model_holds_together() -> None:
    assert len(STANDARD.node) == len(STANDARD.node_types)
    assert len(STANDARD.relationship) == len(STANDARD.relationship_types)
    for type_ in STANDARD.relationship_types:
        assert {*type_.sources, *type_.targets} <= STANDARD.node.keys(), type_
        assert not type_.failure_if or type_.failure_if in STANDARD.relationship_fields[type_.type]
        assert type_.text.sv, type_
        assert type_.text.en, type_
    for label in STANDARD.node_types:
        assert label.text.sv, label
        assert label.text.en, label
        names = [f.name for f in label.fields]
        assert len(names) == len(set(names)), label
    for label_ in ("InformationAsset", "System", "DigitalService", "Integration"):
        assert {a + end for a in "krts" for end in ("", "_high")} <= STANDARD.node_fields[label_].keys()


def test_the_whole_model_is_told_in_words() -> None:
    told = described(STANDARD)
    assert [row["label"] for row in told["labels"]] == [t.label for t in STANDARD.node_types]
    words = {row["type"]: row["in_words"] for row in told["relationships"]}
    assert words.keys() == STANDARD.relationship.keys()
    depends = STANDARD.relationship["DEPENDS_ON"]
    assert in_words(depends).en.startswith("When B fails, A is hit.")
    assert "needed is true" in in_words(STANDARD.relationship["FLOW"]).en
    assert in_words(STANDARD.relationship["PART_OF"]).en == "A fact; nothing travels along it."


def test_types_of_ones_own_are_added_and_given_ones_are_changed(tmp_path: Path) -> None:
    schema = _read(tmp_path, OWN)
    assert schema.node["Vehicle"].text.sv == "fordon"
    assert schema.node["Vehicle"].text.en == "Vehicle"
    assert schema.node_fields["Vehicle"]["seats"].read("12") == 12
    assert "name" in schema.node_fields["Vehicle"]
    assert {"anropsnamn", "lifecycle"} <= schema.node_fields["System"].keys()
    charges = schema.relationship["CHARGES"]
    assert (charges.failure, charges.data, charges.sources) == (Travel.WITH, Travel.NOT, ("System",))
    turned = schema.relationship["RELATES_TO"]
    assert (turned.attack, turned.failure) == (Travel.BOTH, Travel.NOT)
    assert turned.text == STANDARD.relationship["RELATES_TO"].text
    assert Schema.standard().relationship["RELATES_TO"].attack is Travel.NOT, "the declared model is left alone"


def test_no_file_is_the_declared_model() -> None:
    assert read_schema(None) is STANDARD


WRONG = {
    "[nodes.Vehicle]": "unknown table 'nodes'",
    '[node."A b"]': "letters, digits and _",
    "node = 3": "letters, digits and _",
    '[node.A]\nfarg = "x"': "unknown key 'farg'",
    "[node.A]\nsv = 3": "a text",
    "[node.A]\nproperties.p = 3": "expected a kind among",
    '[node.A]\nproperties.p = { kind = "färg" }': "'färg'",
    '[node.A]\nproperties.p = { low = "x" }': "a number",
    "[node.A]\nproperties.p = { closed = 1 }": "true or false",
    "[node.A]\nproperties.p = { choices = [1] }": "a list of texts",
    '[relationship.A]\nfailure = "up"': "with | against | both | not",
    '[relationship.A]\nsources = "System"': "a list of texts",
    '[relationship.A]\nsources = ["Systm"]': "did you mean System",
    '[node.Bil]\n[relationship.A]\ntargets = ["Bil", "Bill"]': "did you mean Bil",
}


@pytest.mark.parametrize("text", WRONG)
def test_what_is_not_of_the_form_is_told(tmp_path: Path, text: str) -> None:
    with pytest.raises(InvalidLandscape) as raised:
        _read(tmp_path, text)
    assert WRONG[text] in raised.value.problems[0].text.en
    assert "types.toml" in raised.value.problems[0].where


def test_everything_wrong_in_a_file_of_types_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(InvalidLandscape) as raised:
        _read(tmp_path, '[node.A]\nsv = 3\n[relationship.A]\nfailure = "up"\nsources = "System"\n[nod.B]\n')
    assert len(raised.value.problems) == 4


@pytest.mark.parametrize("content", [b"[node", b"\xff\xfe", None])
def test_a_file_that_is_not_toml_is_told(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "types.toml").write_bytes(content)
    with pytest.raises(SourceError, match="not a readable TOML file"):
        read_schema(tmp_path / "types.toml")


def test_properties_are_read_empty_ones_left_out_and_every_bad_one_told() -> None:
    raw = {"name": " A ", "k": "7", "rto_h": "fyra", "tags": [], "description": "  ", "Eget": True, "steward": None}
    values, problems = read_properties(STANDARD.node_fields["System"], raw, "a.csv:2")
    assert values == {"name": "A", "Eget": "true"}
    assert [p.where for p in problems] == ["a.csv:2"] * 2
    assert [p.text.en.split()[0] for p in problems] == ["k", "rto_h"]


def test_a_type_tells_which_way_each_view_travels() -> None:
    flow: RelationshipType = STANDARD.relationship["FLOW"]
    assert [flow.travels(view) for view in VIEWS] == [Travel.WITH, Travel.WITH, Travel.AGAINST, Travel.WITH]
    with pytest.raises(KeyError):
        flow.travels("ghosts")
