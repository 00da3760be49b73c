"""What an ArchiMate model becomes, whichever of the two formats it stands in."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from eagraph.errors import InvalidLandscape
from eagraph.loading import Intake, LoadReport
from eagraph.loading.changes import Changes, Stored
from eagraph.loading.detection import detect, short_name
from eagraph.loading.planning import plan
from eagraph.model.landscape import Node, Relationship
from eagraph.model.schema import Schema

DATA = Path(__file__).parents[2] / "data"
EXCHANGE = DATA / "archimate_exchange" / "granvik.xml"
NATIVE = DATA / "archi" / "granvik.archimate"
XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
FLOW_AND_ASSET = (
    '<element identifier="id-a" xsi:type="ApplicationComponent"/><element identifier="id-b" xsi:type="Node"/>'
    '<element identifier="id-d" xsi:type="DataObject"/>'
)


def _load(path: Path, stored: Stored | None = None, mapping: dict[str, object] | None = None) -> tuple[Changes, LoadReport]:
    intake = Intake(str(path), path.stem, Schema.standard(), mapping or {})
    loader = detect(path)
    loader.read(path, intake)
    return plan(stored or Stored(), intake, loader=short_name(loader), run="run", loaded_at="2026-01-01")


def _stored(changes: Changes) -> Stored:
    return Stored(tuple(changes.nodes), tuple(changes.relationships), (changes.source,))


def _exchange(tmp_path: Path, elements: str, relationships: str = "", rest: str = "") -> Path:
    path = tmp_path / "model.xml"
    text = (
        f'<model xmlns="http://www.opengroup.org/xsd/archimate/3.0/" {XSI} identifier="id-m"><name>Modell</name>'
        f"<elements>{elements}</elements><relationships>{relationships}</relationships>{rest}</model>"
    )
    path.write_text(text, encoding="utf-8")
    return path


def _native(tmp_path: Path, elements: str, rest: str = "") -> Path:
    path = tmp_path / "model.archimate"
    text = (
        f'<archimate:model {XSI} xmlns:archimate="http://www.archimatetool.com/archimate" name="Modell" id="m">'
        f'<folder name="Allt" id="f">{elements}</folder>{rest}</archimate:model>'
    )
    path.write_text(text, encoding="utf-8")
    return path


def _node(changes: Changes, key: str) -> Node:
    (found,) = [node for node in changes.nodes if node.properties["source_key"] == key]
    return found


def _tie(changes: Changes, key: str) -> Relationship:
    (found,) = [tie for tie in changes.relationships if tie.properties["source_key"] == key]
    return found


def test_the_second_format_of_a_model_changes_nothing() -> None:
    first, report = _load(EXCHANGE)
    changes, again = _load(NATIVE, _stored(first))
    assert changes.source.name == first.source.name == "granviks-kommun"
    assert changes.source.location == first.source.location == "archimate:6772616e"
    assert (again.created, again.updated, again.removed) == (0, 0, 0)
    assert again.unchanged == report.created == 67 + 32


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_zipped_model_is_the_plain_one(tmp_path: Path, compression: int) -> None:
    path = tmp_path / "med bilder.archimate"
    with zipfile.ZipFile(path, "w", compression) as archive:
        archive.writestr("images/bild.png", b"\x89PNG" + bytes(2000))
        archive.writestr("model.xml", NATIVE.read_bytes())
    zipped, plain = _load(path)[0], _load(NATIVE)[0]
    assert zipped.nodes == plain.nodes
    assert zipped.relationships == plain.relationships
    assert zipped.nodes[0].provenance[0].place.startswith("med bilder.archimate/model.xml:4 ")


@pytest.mark.parametrize("path", [EXCHANGE, NATIVE], ids=["exchange", "native"])
def test_what_ends_at_a_relationship_is_joined_or_left_out_with_its_reason(path: Path) -> None:
    changes, report = _load(path)
    assert report.read == {"nodes": 67, "relationships": 37}
    assert [record.what for record in report.joined] == ["Association 2041", "Association 2042"]
    assert _tie(changes, "2004").properties["carries"] == ("granviks-kommun:1019", "granviks-kommun:1021")
    why = {record.what: record.why.en for record in report.skipped}
    assert "ties BusinessActor to a Flow" in why["Association 2043"]
    assert "a relationship (Serving)" in why["Association 2044"]
    assert "both of its ends" in why["Association 2045"]


@pytest.mark.parametrize("path", [EXCHANGE, NATIVE], ids=["exchange", "native"])
def test_a_ring_of_parts_is_kept_without_saying_which_is_the_whole(path: Path) -> None:
    changes, report = _load(path)
    assert [_tie(changes, key).type for key in ("2030", "2031")] == ["RELATES_TO", "RELATES_TO"]
    assert (_tie(changes, "2030").source, _tie(changes, "2030").target) == ("granviks-kommun:1028", "granviks-kommun:1029")
    assert sum("in a ring" in hint.text.en for hint in report.hints) == 2


@pytest.mark.parametrize("path", [EXCHANGE, NATIVE], ids=["exchange", "native"])
def test_an_own_property_that_cannot_stand_under_its_name_keeps_its_value_and_gives_a_hint(path: Path) -> None:
    changes, report = _load(path)
    properties = _node(changes, "1002").properties
    assert properties["name"] == "Skolportalen"
    assert (properties["archimate_name"], properties["archimate_source"], properties["archimate_k"]) == (
        "SP",
        "Excel",
        "hög",
    )
    hints = [hint.text.en for hint in report.hints]
    assert any(hint.startswith("1 × System.k: 'hög' is not a level") for hint in hints)
    assert "1 × System.source: a name eagraph uses itself; kept as archimate_source." in hints


@pytest.mark.parametrize("path", [EXCHANGE, NATIVE], ids=["exchange", "native"])
def test_a_mapping_file_comes_before_every_rule_of_ours(path: Path) -> None:
    mapping = {"properties": {"source": "vendor", "Kategori": "tags"}, "values": {"k": {"hög": 3}}}
    changes, report = _load(path, mapping=mapping)
    properties = _node(changes, "1002").properties
    assert (properties["vendor"], properties["k"]) == ("Excel", 3)
    assert "archimate_source" not in properties
    assert "archimate_k" not in properties
    assert _node(changes, "1001").properties["tags"] == ("vård", "omsorg")
    assert not any("System.k" in hint.text.en or "System.source" in hint.text.en for hint in report.hints)


def test_of_several_languages_swedish_stands_first_and_english_beside_it(tmp_path: Path) -> None:
    texts = {
        "a": '<name xml:lang="de">Haus</name><name xml:lang="en">House</name><name xml:lang="sv-SE">Hus</name>',
        "b": '<name xml:lang="de">Haus</name><name xml:lang="en-GB">House</name>',
        "c": '<name xml:lang="de">Haus</name><name xml:lang="fr">Maison</name>',
        "d": '<name>Hus</name><documentation xml:lang="en">A house.</documentation>'
        '<documentation xml:lang="sv"> Ett hus.\n</documentation>',
    }
    elements = [f'<element identifier="id-{key}" xsi:type="Location">{text}</element>' for key, text in texts.items()]
    changes, _ = _load(_exchange(tmp_path, "".join(elements)))
    names = {key: (_node(changes, key).properties["name"], _node(changes, key).properties.get("name_en")) for key in texts}
    assert names == {"a": ("Hus", "House"), "b": ("House", None), "c": ("Haus", None), "d": ("Hus", None)}
    described = _node(changes, "d").properties
    assert (described["description"], described["description_en"]) == ("Ett hus.", "A house.")


def test_a_property_without_a_definition_keeps_its_reference_as_name(tmp_path: Path) -> None:
    properties = '<properties><property propertyDefinitionRef="p9"><value>x</value></property></properties>'
    path = _exchange(tmp_path, f'<element identifier="id-a" xsi:type="Goal">{properties}</element>')
    changes, report = _load(path)
    assert _node(changes, "a").properties["p9"] == "x"
    assert ["p9" in hint.text.en for hint in report.hints] == [True]


def test_several_profiles_are_a_list_and_an_unknown_one_keeps_its_reference(tmp_path: Path) -> None:
    element = '<element xsi:type="archimate:Node" id="a" profiles="p1 p2"/>'
    element += '<element xsi:type="archimate:Node" id="b" profiles="p1"/>'
    changes, _ = _load(_native(tmp_path, element, '<profile name="Plattform" id="p1" conceptType="Node"/>'))
    assert _node(changes, "a").properties["specialization"] == ("Plattform", "p2")
    assert _node(changes, "b").properties["specialization"] == "Plattform"


def test_the_older_exchange_format_is_understood(tmp_path: Path) -> None:
    path = tmp_path / "gammal.xml"
    path.write_text(
        f'<model xmlns="http://www.opengroup.org/xsd/archimate" {XSI} identifier="id-m"><name xml:lang="sv">Gammal</name>'
        '<elements><element identifier="id-a" xsi:type="InfrastructureService"><label xml:lang="sv">Lagring</label>'
        '<properties><property identifierref="p1"><value>ja</value></property></properties></element>'
        '<element identifier="id-b" xsi:type="Network"/></elements><relationships>'
        '<relationship identifier="id-r" source="id-a" target="id-b" xsi:type="UsedByRelationship"/></relationships>'
        '<propertydefs><propertydef identifier="p1" name="Dygnet runt" type="string"/></propertydefs></model>',
        encoding="utf-8",
    )
    changes, _ = _load(path)
    assert _node(changes, "a").label == "DigitalService"
    assert _node(changes, "a").properties["archimate_type"] == "TechnologyService"
    assert (_node(changes, "a").name, _node(changes, "a").properties["Dygnet runt"]) == ("Lagring", "ja")
    assert _node(changes, "b").label == "NetworkZone"
    assert (_tie(changes, "r").source, _tie(changes, "r").type) == ("gammal:b", "DEPENDS_ON")


def test_a_model_without_identifier_is_known_by_its_path(tmp_path: Path) -> None:
    path = _exchange(tmp_path, FLOW_AND_ASSET)
    path.write_text(path.read_text(encoding="utf-8").replace(' identifier="id-m"', ""), encoding="utf-8")
    assert _load(path)[0].source.location == str(path)


def test_an_access_that_says_nothing_writes_in_both_formats(tmp_path: Path) -> None:
    tie = '<relationship identifier="id-r" source="id-a" target="id-d" xsi:type="Access"/>'
    exchange, _ = _load(_exchange(tmp_path, FLOW_AND_ASSET, tie))
    ends = '<element xsi:type="archimate:Node" id="a"/><element xsi:type="archimate:DataObject" id="d"/>'
    access = '<element xsi:type="archimate:AccessRelationship" id="r" source="a" target="d"/>'
    native, _ = _load(_native(tmp_path, ends + access))
    for changes in (exchange, native):
        assert _tie(changes, "r").properties["how"] == "stored"
        assert _tie(changes, "r").properties["access_type"] == "Write"


BAD = {
    "dangling end": (
        FLOW_AND_ASSET,
        '<relationship identifier="id-r" source="id-a" target="id-zz" xsi:type="Flow"/>',
        "'zz' does not exist",
    ),
    "doubled element": (FLOW_AND_ASSET + '<element identifier="id-a" xsi:type="Node"/>', "", "'a' stands twice in "),
    "doubled relationship": (
        FLOW_AND_ASSET,
        '<relationship identifier="id-r" source="id-a" target="id-b" xsi:type="Flow"/>'
        '<relationship identifier="id-r" source="id-b" target="id-a" xsi:type="Flow"/>',
        "'r' stands twice; the first is model.xml:1",
    ),
    "one identifier for both": (
        FLOW_AND_ASSET,
        '<relationship identifier="id-a" source="id-a" target="id-b" xsi:type="Flow"/>',
        "'a' belongs to an element",
    ),
    "no identifier": (FLOW_AND_ASSET + '<element xsi:type="Node"/>', "", "without an identifier"),
    "no ends": (FLOW_AND_ASSET, '<relationship identifier="id-r" xsi:type="Flow"/>', "without a source or a target"),
    "bent and dangling": (
        FLOW_AND_ASSET,
        '<relationship identifier="id-r" source="id-a" target="id-b" xsi:type="Flow"/>'
        '<relationship identifier="id-s" source="id-r" target="id-zz" xsi:type="Association"/>',
        "'zz' does not exist",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_a_model_that_contradicts_itself_is_refused_with_place_and_reason(tmp_path: Path, case: str) -> None:
    elements, relationships, told = BAD[case]
    with pytest.raises(InvalidLandscape) as raised:
        _load(_exchange(tmp_path, elements, relationships))
    assert any(told in problem.text.en for problem in raised.value.problems)
    assert all(problem.where.startswith("model.xml:1 <") for problem in raised.value.problems)


def test_an_asset_tied_to_a_flow_that_is_left_out_is_left_out_too(tmp_path: Path) -> None:
    ties = (
        '<relationship identifier="id-f" source="id-a" target="id-b" xsi:type="Flow"/>'
        '<relationship identifier="id-g" source="id-a" target="id-f" xsi:type="Flow"/>'
        '<relationship identifier="id-h" source="id-d" target="id-g" xsi:type="Association"/>'
    )
    _, report = _load(_exchange(tmp_path, FLOW_AND_ASSET, ties))
    assert [record.what for record in report.skipped] == ["Flow g", "Association h"]
    assert "left out itself" in report.skipped[1].why.en


def test_places_count_every_line_however_many_there_are(tmp_path: Path) -> None:
    elements = "".join(f'\n<element xsi:type="archimate:Node" id="n{number}"/>' for number in range(70_000))
    path = _native(tmp_path, elements)
    intake = Intake(str(path), path.stem, Schema.standard())
    detect(path).read(path, intake)
    assert intake.nodes[69_999].place == "model.archimate:70001 <element n69999>"


def test_a_model_in_another_encoding_is_read(tmp_path: Path) -> None:
    for encoding in ("utf-16", "iso-8859-1"):
        path = tmp_path / f"{encoding}.xml"
        text = NATIVE.read_text(encoding="utf-8").replace('encoding="UTF-8"', f'encoding="{encoding}"')
        path.write_bytes(text.encode(encoding))
        assert _load(path)[0].nodes == _load(NATIVE)[0].nodes


def test_a_picture_archive_without_a_model_is_nobodys(tmp_path: Path) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("images/model.xml", NATIVE.read_bytes())
    path = tmp_path / "bilder.archimate"
    path.write_bytes(held.getvalue())
    from loaders import archi, archimate_exchange

    assert not archi.detects(path)
    assert not archimate_exchange.detects(path)
