"""One entity has many representations and one meaning: normalized, concise and key-values make the same landscape."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eagraph.errors import EagraphError
from eagraph.loading import Intake, NodeRecord
from eagraph.model.schema import Schema
from loaders import ngsi_ld

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=12)
NAMES = st.from_regex(r"[a-z][A-Za-z]{2,10}", fullmatch=True).filter(
    lambda name: name not in ("type", "scope", "value", "object", "vocab", "json")
)
PLAIN = st.one_of(WORDS, st.integers(-1000, 1000), st.booleans(), st.lists(WORDS, min_size=1, max_size=3))
VALUES = st.one_of(PLAIN, st.dictionaries(st.sampled_from(["street", "city", "zip"]), WORDS, min_size=1))
POINTS = st.builds(
    lambda east, north: {"type": "Point", "coordinates": [east, north]},
    st.floats(-180, 180, allow_nan=False), st.floats(-90, 90, allow_nan=False),
)  # fmt: skip
TARGETS = st.builds("urn:ngsi-ld:{}:{}".format, st.sampled_from(["Device", "DeviceModel", "Building"]), st.integers(1, 9))


@st.composite
def entities(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """The same entity normalized, concise, and as key-values."""
    type_ = draw(st.sampled_from(["Device", "DeviceModel", "Camera", "AirQualityObserved", "PrivacyObject", "Beach"]))
    head = {"id": f"urn:ngsi-ld:{type_}:{draw(st.integers(1, 9))}", "type": type_}
    forms: tuple[dict[str, Any], ...] = (dict(head), dict(head), dict(head))
    for name, value in draw(st.dictionaries(NAMES, VALUES, max_size=5)).items():
        _add(forms, name, ({"type": "Property", "value": value}, {"value": value}, value))
    if draw(st.booleans()):
        point = draw(POINTS)
        _add(forms, "location", ({"type": "GeoProperty", "value": point}, point, point))
    if draw(st.booleans()):
        target = draw(st.one_of(TARGETS, st.lists(TARGETS, min_size=1, max_size=2)))
        _add(forms, "refDevice", ({"type": "Relationship", "object": target}, {"object": target}, target))
    return forms[0], forms[1], forms[2]


def _add(forms: tuple[dict[str, Any], ...], name: str, values: tuple[object, ...]) -> None:
    for form, value in zip(forms, values, strict=True):
        form[name] = value


def _read(document: object, folder: Path) -> Intake:
    path = folder / "entities.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    assert ngsi_ld.detects(path)
    intake = Intake(str(path), path.stem, Schema.standard())
    ngsi_ld.read(path, intake)
    return intake


def _meant(intake: Intake) -> object:
    nodes = [(node.key, node.label, dict(node.properties)) for node in intake.nodes]
    ties = [(tie.source.text, tie.type, tie.target.text, dict(tie.properties)) for tie in intake.relationships]
    return nodes, ties


@given(entities())
def test_the_representations_of_an_entity_mean_the_same(
    tmp_path_factory: pytest.TempPathFactory, forms: tuple[dict[str, Any], dict[str, Any], dict[str, Any]]
) -> None:
    folder = tmp_path_factory.mktemp("forms")
    normalized, concise, plain = (_meant(_read(form, folder)) for form in forms)
    assert normalized == concise == plain


def _only(document: object, folder: Path) -> NodeRecord:
    (node,) = _read(document, folder).nodes
    return node


def test_longitude_comes_first(tmp_path: Path) -> None:
    point = {"type": "GeoProperty", "value": {"type": "Point", "coordinates": [16.5, 59.6]}}
    node = _only({"id": "urn:ngsi-ld:Device:1", "type": "Device", "location": point}, tmp_path)
    assert (node.properties["latitude"], node.properties["longitude"]) == (59.6, 16.5)


@pytest.mark.parametrize(
    ("categories", "label"),
    [
        (["sensor"], "Sensor"),
        (["meter"], "Sensor"),
        (["actuator"], "Device"),
        (["sensor", "actuator"], "Device"),
        ([], "Device"),
    ],
)
def test_what_only_measures_is_a_sensor(categories: list[str], label: str, tmp_path: Path) -> None:
    node = _only({"id": "urn:ngsi-ld:Device:1", "type": "Device", "deviceCategory": categories}, tmp_path)
    assert node.label == label


@pytest.mark.parametrize(
    ("id_", "model"), [("pump-1", "vakt-2"), ("urn:ngsi-ld:Device:pump-1", "urn:ngsi-ld:DeviceModel:vakt-2")]
)
def test_short_identifiers_are_written_out(id_: str, model: str, tmp_path: Path) -> None:
    intake = _read({"id": id_, "type": "Device", "refDeviceModel": model}, tmp_path)
    assert intake.nodes[0].key == "urn:ngsi-ld:Device:pump-1"
    assert [tie.target.text for tie in intake.relationships] == ["urn:ngsi-ld:DeviceModel:vakt-2"]


def test_an_attribute_of_ngsi_v2_is_read_alike(tmp_path: Path) -> None:
    old = {"id": "d1", "type": "Device", "batteryLevel": {"type": "Number", "value": 0.5, "metadata": {}}}
    assert _only(old, tmp_path).properties["batteryLevel"] == "0.5"


def test_a_name_of_the_model_is_not_taken_for_the_models(tmp_path: Path) -> None:
    node = _only(
        {"id": "urn:ngsi-ld:Device:1", "type": "Device", "source": "x", "count": 3, "criticality": "high"}, tmp_path
    )
    assert {name: node.properties[name] for name in ("ngsi.source", "ngsi.count", "ngsi.criticality")} == {
        "ngsi.source": "x", "ngsi.count": "3", "ngsi.criticality": "high",
    }  # fmt: skip
    assert not {"source", "count", "criticality"} & node.properties.keys()


def test_what_is_no_entity_among_entities_is_told_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "entities.json"
    path.write_text('[{"id": "urn:ngsi-ld:Device:1", "type": "Device"}, {"type": "Device"}, 7]', encoding="utf-8")
    intake = Intake(str(path), path.stem, Schema.standard())
    ngsi_ld.read(path, intake)
    assert [problem.where for problem in intake.problems] == ["entities.json#/1", "entities.json#/2"]


def test_another_file_is_refused_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "other.txt"
    path.write_text("words", encoding="utf-8")
    with pytest.raises(EagraphError, match=r"other\.txt"):
        ngsi_ld.read(path, Intake(str(path), path.stem, Schema.standard()))


@pytest.mark.parametrize(
    "document",
    [
        {"id": "1", "type": "node"},
        {"id": "1", "type": "Device", "name": "x"},
        {"type": "FeatureCollection", "features": []},
        {"id": 1, "type": "Device", "refDevice": "x"},
        [{"id": "urn:ngsi-ld:Device:1", "type": "Device"}, {"id": "x"}],
    ],
)
def test_what_is_not_of_ngsi_is_not_claimed(document: object, tmp_path: Path) -> None:
    path = tmp_path / "other.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    assert not ngsi_ld.detects(path)
