"""Graphs of others, where they lie beside the project: networks and flows become the model's by a mapping of a few lines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eagraph.loading import Intake, LoadReport
from eagraph.loading.changes import Changes, Stored
from eagraph.loading.detection import loader_for, short_name
from eagraph.loading.mapping import read_mapping
from eagraph.loading.planning import plan
from eagraph.model.schema import Schema

SHARED = Path(__file__).parents[2].parent / "shared" / "data"
NETWORK = """
[[nodes]]
at = "nodes"
label = "NetworkZone"
properties = { "pos[0]" = "longitude", "pos[1]" = "latitude" }

[[relationships]]
at = "edges"
type = "CONNECTED_TO"
"""
FLOWS = """
[[nodes]]
at = "services"
id = "name"
label = "System"

[[nodes]]
at = "external_entities"
id = "name"
label = "System"
constants = { scope = "external" }

[[relationships]]
at = "information_flows"
source = "sender"
target = "receiver"
type = "FLOW"
"""
NETWORKS = sorted((SHARED / "topology").glob("*.json"))
MODELS = sorted((SHARED / "flows").rglob("*.json"))
pytestmark = pytest.mark.skipif(not NETWORKS or not MODELS, reason="no graphs of others beside the project (../shared/data)")


def _load(path: Path, mapping: str, tmp_path: Path) -> tuple[str, Changes, LoadReport]:
    file = tmp_path / "m.toml"
    file.write_text(mapping, encoding="utf-8")
    words = read_mapping(file if mapping else None)
    intake = Intake(str(path), path.stem, Schema.standard(), words)
    loader = loader_for(path, None, words)
    loader.read(path, intake)
    changes, report = plan(Stored(), intake, loader="x", run="run", loaded_at="2026-01-01")
    return short_name(loader), changes, report


def _said(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", NETWORKS, ids=lambda path: path.stem)
def test_networks_are_zones_that_are_connected(path: Path, tmp_path: Path) -> None:
    said = _said(path)
    loader, changes, _ = _load(path, NETWORK, tmp_path)
    assert loader == "mapped"
    names = {n.id.partition(":")[2]: n for n in changes.nodes}
    assert {key: (n.label, n.name) for key, n in names.items()} == {
        n["id"]: ("NetworkZone", n["name"]) for n in said["nodes"]
    }  # fmt: skip
    found = sorted((t.source.partition(":")[2], t.type, t.target.partition(":")[2]) for t in changes.relationships)
    assert found == sorted((e["source"], "CONNECTED_TO", e["target"]) for e in said["edges"])


@pytest.mark.parametrize("path", NETWORKS, ids=lambda path: path.stem)
def test_networks_are_kept_whole_by_detection_alone(path: Path, tmp_path: Path) -> None:
    said = _said(path)
    loader, changes, report = _load(path, "", tmp_path)
    assert loader == "node_link"
    assert report.kept == {"nodes": len(said["nodes"]), "relationships": len(said["edges"])}
    assert {n.label for n in changes.nodes} == {"ModelElement"}


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_flows_go_between_systems(path: Path, tmp_path: Path) -> None:
    said = _said(path)
    _, changes, report = _load(path, FLOWS, tmp_path)
    expected = [*said["services"], *said["external_entities"]]
    assert {n.id.partition(":")[2] for n in changes.nodes} == {one["name"] for one in expected}
    assert {n.label for n in changes.nodes} == {"System"}
    found = sorted((t.source.partition(":")[2], t.target.partition(":")[2]) for t in changes.relationships)
    assert found == sorted((f["sender"], f["receiver"]) for f in said["information_flows"])
    assert report.skipped == ()
