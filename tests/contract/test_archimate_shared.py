"""Models of others, where they lie beside the project: counts, ends and properties as counted and exported elsewhere."""

from __future__ import annotations

import csv
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from eagraph.loading import Intake, LoadReport
from eagraph.loading.changes import Changes, Stored
from eagraph.loading.detection import detect, short_name
from eagraph.loading.planning import plan
from eagraph.model.schema import Schema

SHARED = Path(__file__).parents[2].parent / "shared" / "data" / "archimate"
WITH_CSV = ("dmbd", "lfenergy", "os2mo-da", "toop-goopra", "wildrivercontrol")
PAIRS = [
    ("archisurance/archisurance_exchange.xml", "archisurance/archisurance_same_model.archimate"),
    *((f"{name}/model.xml", f"{name}/model.archimate") for name in WITH_CSV),
]  # fmt: skip
TURNED = ("DEPENDS_ON", "PART_OF")
pytestmark = pytest.mark.skipif(
    not SHARED.is_dir(), reason="no models of others beside the project (../shared/data/archimate)"
)


def _counted() -> list[dict[str, str]]:
    if not SHARED.is_dir():
        return []
    with (SHARED / "expected_counts.csv").open(encoding="utf-8", newline="") as lines:
        return [row for row in csv.DictReader(lines) if row["elements"].isdecimal()]


@cache
def _load(file: str) -> tuple[Intake, Changes, LoadReport]:
    path = SHARED / file
    intake = Intake(str(path), path.stem, Schema.standard())
    loader = detect(path)
    loader.read(path, intake)
    changes, report = plan(Stored(), intake, loader=short_name(loader), run="run", loaded_at="2026-01-01")
    return intake, changes, report


@pytest.mark.parametrize("row", _counted(), ids=lambda row: str(row["file"]))
def test_counts_are_those_counted_elsewhere(row: dict[str, str]) -> None:
    intake, changes, report = _load(row["file"])
    bent = len(report.skipped) + len(report.joined)
    assert intake.read_nodes == len(changes.nodes) == int(row["elements"])
    assert intake.read_relationships == len(changes.relationships) + bent == int(row["relationships"])
    assert bent == int(row["relationships_with_an_end_that_is_not_an_element"])


def test_the_zipped_model_is_read() -> None:
    path = SHARED / "archisurance" / "model_zipped.archimate"
    intake = Intake(str(path), path.stem, Schema.standard())
    detect(path).read(path, intake)
    assert intake.location == "archimate:4ea70282"


@pytest.mark.parametrize(("exchange", "native"), PAIRS)
def test_both_formats_of_a_model_are_one_graph(exchange: str, native: str) -> None:
    _, first, _ = _load(exchange)
    _, second, _ = _load(native)
    assert first.source.name == second.source.name
    assert first.source.location == second.source.location
    assert {n.id: n for n in first.nodes} == {n.id: n for n in second.nodes}
    assert {r.key: r for r in first.relationships} == {r.key: r for r in second.relationships}


def _rows(name: str, file: str) -> list[dict[str, str]]:
    with (SHARED / name / "csv" / file).open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def _key(identifier: str) -> str:
    return identifier.removeprefix("id-")


@pytest.mark.parametrize("name", WITH_CSV)
def test_ends_and_types_are_those_of_the_csv_export(name: str) -> None:
    _, changes, report = _load(f"{name}/model.archimate")
    keys = {node.id: str(node.properties["source_key"]) for node in changes.nodes}
    elements = {_key(row["ID"]): row["Type"] for row in _rows(name, "elements.csv") if row["Type"] != "ArchimateModel"}
    found = {str(n.properties["source_key"]): str(n.properties["archimate_type"]) for n in changes.nodes}
    assert {key: "Junction" if "Junction" in type_ else type_ for key, type_ in found.items()} == elements
    exported = Counter(
        (_key(row["ID"]), row["Type"].removesuffix("Relationship"), _key(row["Source"]), _key(row["Target"]))
        for row in _rows(name, "relations.csv")
        if _key(row["Source"]) in elements and _key(row["Target"]) in elements
    )
    read: Counter[tuple[str, str, str, str]] = Counter()
    for tie in changes.relationships:
        ends = keys[tie.source], keys[tie.target]
        source, target = ends[::-1] if tie.type in TURNED else ends
        read[str(tie.properties["source_key"]), str(tie.properties["source_type"]), source, target] += 1
    assert read == exported
    assert len(exported) + len(report.skipped) + len(report.joined) == len(_rows(name, "relations.csv"))


@pytest.mark.parametrize("name", WITH_CSV)
def test_texts_and_properties_are_those_of_the_csv_export(name: str) -> None:
    _, changes, _ = _load(f"{name}/model.archimate")
    said = {str(n.properties["source_key"]): dict(n.properties) for n in changes.nodes}
    said |= {str(r.properties["source_key"]): dict(r.properties) for r in changes.relationships}
    for row in (*_rows(name, "elements.csv"), *_rows(name, "relations.csv")):
        properties = said.get(_key(row["ID"]))
        if properties is not None:
            assert properties.get("name", "") == " ".join(row["Name"].split())
            assert "".join(str(properties.get("description", "")).split()) == "".join(row["Documentation"].split())
    special = {"Directed", "Access_Type", "Junction_Type", "Influence_Strength"}
    for row in _rows(name, "properties.csv"):
        properties = said.get(_key(row["ID"]), {})
        if row["Key"] and row["Value"] and row["Key"] not in special and properties:
            assert row["Value"] in str(properties[row["Key"]])
        if row["Key"] == "Access_Type" and properties:
            assert properties["access_type"] == row["Value"]
        if row["Key"] == "Influence_Strength" and properties:
            assert properties["modifier"] == row["Value"]
        if row["Key"] == "Junction_Type" and properties:
            assert properties["archimate_type"] == f"{row['Value']}Junction"
        if row["Key"] == "Directed" and properties:
            assert properties.get("directed", "false") == row["Value"]
