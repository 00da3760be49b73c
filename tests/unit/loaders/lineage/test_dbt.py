"""The manifest of a dbt project: every resource and every dependency is there, counted against the manifest itself."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from eagraph.analysis import blast_radius, dependencies
from eagraph.errors import EagraphError
from eagraph.loading.detection import detect, loader_named
from tests.unit.loaders.lineage.reading import DATA, loaded, snapshot, written

SAMPLES = [DATA / "dbt" / f"manifest-{version}.json" for version in ("v2", "v12")]
SECTIONS = ("nodes", "sources", "exposures", "metrics", "semantic_models", "saved_queries", "unit_tests")
EDGES = ("DERIVED_FROM", "PROTECTS", "HOLDS", "RELATES_TO")


def _manifest(path: Path = SAMPLES[1]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def _resources(manifest: dict[str, Any]) -> dict[str, Any]:
    return {key: one for section in SECTIONS for key, one in manifest.get(section, {}).items()}


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_resource_is_a_thing_and_every_dependency_a_relationship(path: Path) -> None:
    manifest = _manifest(path)
    resources = _resources(manifest)
    changes, report = loaded("dbt", path)
    keys = {node.id: str(node.properties["source_key"]) for node in changes.nodes}
    assert set(resources) <= set(keys.values())
    wanted = {(key, parent) for key, one in resources.items() for parent in (one["depends_on"] or {}).get("nodes", ())}
    found = [
        (keys[tie.source], keys[tie.target])
        for tie in changes.relationships
        if tie.type in EDGES and tie.properties["source_type"] == "depends_on"
    ]
    lost = {(key, parent) for key, parent in wanted if parent not in resources}
    assert Counter(found) == Counter(wanted - lost)
    assert sum("depends_on" in skipped.where for skipped in report.skipped) == len(lost)


@pytest.mark.parametrize("version", range(1, 13))
def test_every_version_is_known(version: int, tmp_path: Path) -> None:
    manifest = _manifest()
    manifest["metadata"]["dbt_schema_version"] = f"https://schemas.getdbt.com/dbt/manifest/v{version}.json"
    path = written(tmp_path, "manifest.json", json.dumps(manifest))
    assert detect(path) is loader_named("dbt")
    _, report = loaded("dbt", path)
    assert not any("version" in hint.text.en for hint in report.hints)


def test_a_newer_version_is_read_with_a_word_about_it(tmp_path: Path) -> None:
    manifest = _manifest()
    manifest["metadata"]["dbt_schema_version"] = "https://schemas.getdbt.com/dbt/manifest/v13.json"
    changes, report = loaded("dbt", written(tmp_path, "manifest.json", json.dumps(manifest)))
    assert changes.nodes
    assert any("13" in hint.text.en for hint in report.hints)


def test_what_only_the_map_of_parents_says_counts_too(tmp_path: Path) -> None:
    manifest = _manifest()
    for node in manifest["nodes"].values():
        node["depends_on"] = {}
    changes, _ = loaded("dbt", written(tmp_path, "manifest.json", json.dumps(manifest)))
    whole, _ = loaded("dbt", SAMPLES[1])

    def count(ties: Any) -> int:
        return sum(tie.type == "DERIVED_FROM" for tie in ties)

    assert count(changes.relationships) == count(whole.relationships)


@pytest.mark.parametrize("name", ["catalog", "run-results", "sources"])
def test_other_artifacts_of_dbt_are_not_claimed(name: str, tmp_path: Path) -> None:
    artifact = {"metadata": {"dbt_schema_version": f"https://schemas.getdbt.com/dbt/{name}/v1.json"}, "nodes": {}}
    assert not loader_named("dbt").detects(written(tmp_path, f"{name}.json", json.dumps(artifact)))


def test_the_folder_of_a_build_is_read_for_its_manifest(tmp_path: Path) -> None:
    written(tmp_path, "manifest.json", SAMPLES[1].read_text(encoding="utf-8"))
    written(
        tmp_path,
        "run_results.json",
        '{"metadata": {"dbt_schema_version": "https://schemas.getdbt.com/dbt/run-results/v6.json"}}',
    )
    assert detect(tmp_path) is loader_named("dbt")
    changes, report = loaded("dbt", tmp_path)
    assert len(changes.nodes) == len(loaded("dbt", SAMPLES[1])[0].nodes)
    assert "run_results.json" in {skipped.where for skipped in report.skipped}


def test_macros_of_a_tool_box_are_one_thing() -> None:
    changes, report = loaded("dbt", SAMPLES[1])
    keys = {node.id: str(node.properties["source_key"]) for node in changes.nodes}
    macros = {keys[n.id] for n in changes.nodes if n.properties["source_type"] == "macro"}
    assert macros == {"macro.granvik.dolj", "macro.granvik.maska"}
    told = {joined.what for joined in report.joined if joined.what.startswith("macro.")}
    assert macros | told == set(_manifest()["macros"])
    users = {keys[t.source] for t in changes.relationships if keys[t.target] == "package:dbt"}
    assert users == {"model.granvik.elever", "macro.granvik.dolj", "test.granvik.not_null_elever_personnummer.ab12"}


@pytest.mark.parametrize("broken", [{"nodes": []}, {"nodes": {"model.a.b": 1}}, {"sources": {"source.a.b.c": "x"}}])
def test_what_is_no_manifest_is_refused_with_its_place(broken: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(EagraphError) as caught:
        loaded("dbt", written(tmp_path, "manifest.json", json.dumps(_manifest() | broken)))
    assert "manifest.json#/" in caught.value.text.en


def test_when_a_database_stops_the_dashboards_on_it_stop() -> None:
    answer = blast_radius.run(snapshot("dbt", SAMPLES[1]), blast_radius.Params(failed=("granvik:database:oppet",)))
    assert {row.name for row in answer.rows} == {"oppet", "Skolkartan"}


def test_what_a_metric_is_made_of_is_followed_to_its_source() -> None:
    params = dependencies.Params(of="granvik:metric.granvik.elever_per_skola", direction="upstream", view="data")
    answer = dependencies.run(snapshot("dbt", SAMPLES[1]), params)
    assert "granvik:source.granvik.skola.elever" in {row.id for row in answer.rows}
