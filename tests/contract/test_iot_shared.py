"""Things and entities of others, where they lie beside the project: valid ones are read, invalid ones refused."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from eagraph.errors import EagraphError
from eagraph.loading import Intake, LoadReport
from eagraph.loading.changes import Changes, Stored
from eagraph.loading.detection import detect, short_name
from eagraph.loading.planning import plan
from eagraph.model.schema import Schema

SHARED = Path(__file__).parents[2].parent / "shared" / "data" / "iot"
THINGS, ENTITIES = SHARED / "wot-td", SHARED / "smart-data-models-device"
VALID = ("tds/valid", "tds/warning", "tms/valid")
INVALID = ("tds/invalid", "tms/invalid")
OTHER_IN_THE_SOURCE = {"Camera": {"latitude", "longitude"}, "DeviceMeasurement": {"owner"}}
"""What the authors of the examples themselves wrote differently in the two forms of an entity."""
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="no things of others beside the project (../shared/data/iot)")


def _files(*folders: str) -> list[Path]:
    return sorted(file for folder in folders for file in (THINGS / folder).glob("*.json"))


def _name(path: Path) -> str:
    return f"{path.parent.name}-{path.name}"


def _load(path: Path) -> tuple[str, Changes, LoadReport]:
    intake = Intake(str(path), "source", Schema.standard())
    loader = detect(path)
    loader.read(path, intake)
    changes, report = plan(Stored(), intake, loader=short_name(loader), run="run", loaded_at="2026-01-01")
    return short_name(loader), changes, report


@pytest.mark.parametrize("path", _files(*VALID), ids=_name)
def test_what_is_valid_is_one_thing(path: Path) -> None:
    loader, changes, report = _load(path)
    document = json.loads(path.read_text(encoding="utf-8"))
    (node,) = changes.nodes
    assert (loader, report.read["nodes"]) == ("wot_td", 1)
    assert node.properties["name"] == document.get("title", node.properties["name"])
    for kind in ("properties", "actions", "events"):
        told = node.properties.get(kind, ())
        assert isinstance(told, tuple)
        assert [text.partition(":")[0].partition(" ")[0] for text in told] == list(document.get(kind, {}))
    assert len(document.get("links", [])) == report.read["relationships"]


@pytest.mark.parametrize("folder", VALID)
def test_a_folder_of_valid_things_has_each_once(folder: str) -> None:
    documents = [json.loads(path.read_text(encoding="utf-8")) for path in _files(folder)]
    named = {document["id"] for document in documents if "id" in document}
    loader, changes, report = _load(THINGS / folder)
    assert loader == "wot_td"
    assert report.read["nodes"] == len(documents)
    assert len(changes.nodes) == len(named) + sum("id" not in document for document in documents)


@pytest.mark.parametrize("path", _files(*INVALID), ids=_name)
def test_what_is_invalid_is_refused_with_its_place(path: Path) -> None:
    with pytest.raises(EagraphError) as refused:
        _load(path)
    assert f"{path.name}#/" in refused.value.text.en
    assert f"{path.name}#/" in refused.value.text.sv


@pytest.mark.parametrize("folder", INVALID)
def test_a_folder_of_invalid_things_is_refused(folder: str) -> None:
    with pytest.raises(EagraphError):
        _load(THINGS / folder)


def _entities() -> Iterator[str]:
    if SHARED.is_dir():
        yield from sorted(path.name.removesuffix(".example.json") for path in ENTITIES.glob("*.example.json"))


@pytest.mark.parametrize("type_", list(_entities()))
def test_both_forms_of_an_entity_are_one_landscape(type_: str) -> None:
    meant = []
    for form in (".example.json", ".example-normalized.jsonld"):
        loader, changes, report = _load(ENTITIES / f"{type_}{form}")
        assert loader == "ngsi_ld"
        (node,) = changes.nodes
        said = {name: value for name, value in node.properties.items() if name not in OTHER_IN_THE_SOURCE.get(type_, ())}
        if type_ == "Camera":
            said = {name: value for name, value in said.items() if name not in ("external_id", "source_key")}
        skipped = {skipped.what for skipped in report.skipped if "owner" not in skipped.where or "Device." in skipped.where}
        meant.append((node.label, said, skipped))
    assert meant[0] == meant[1]


def test_a_folder_of_entities_has_each_once() -> None:
    files = sorted(path for path in ENTITIES.glob("*.json*"))
    _, changes, report = _load(ENTITIES)
    assert len(files) == 14
    assert report.read["nodes"] - sum(skipped.where.endswith(".md") for skipped in report.skipped) == 14
    assert len(changes.nodes) == 8, "seven types; the two cameras have identifiers of their own"
